"""Large things of this room, for the tests that make them and the benchmark that times them."""

from datetime import UTC, datetime, timedelta
from typing import Any

from meetings.models import Meeting
from meetings.views import paper

STARTS = datetime(2026, 1, 7, 19, tzinfo=UTC)


def evenings(number: int = 500) -> list[Meeting]:
    """Evenings on as many days, not saved."""
    return [
        Meeting(
            slug=f"avond-{day}",
            kind="bestuur",
            place="Buurthuis “De Zon”; zaal 2",
            starts_at=STARTS + timedelta(days=day),
            ends_at=STARTS + timedelta(days=day, hours=2),
            created_at=STARTS,
        )
        for day in range(number)
    ]


def sixty_decisions(meeting: Meeting) -> dict[str, Any]:
    """What is typeset of an evening with ten points and sixty decisions."""
    decision = {
        "head": "Besluit B2026-001",
        "text": "Wij vragen de gemeente om vier bakken als proef en betalen ze. " * 3,
        "facts": [["Wie zorgt ervoor", "Hanneke Doorn"], ["Uiterlijk klaar", "1 juni 2027"]],
    }
    runs = [{"kind": "text", "rows": [[["Er is lang gesproken. " * 20, ""]]]}]
    return paper.facts_of(meeting, [], None, minutes=False) | {
        "items": [
            {"title": f"{n}. Punt", "meta": "", "minutes": runs, "notes": [], "outcome": ""}
            | {"decisions": [decision] * 6}
            for n in range(1, 11)
        ],
        "tables": [{"title": "Alle besluiten", "head": ["Besluit", "Wat"], "widths": [1, 3],
                    "rows": [["B2026-001", "Wij vragen vier bakken"]] * 60}],
    }  # fmt: skip

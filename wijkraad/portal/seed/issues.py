"""Synthetic issues with their reports and status changes, in chunks of one transaction each."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import timedelta
from random import Random
from typing import Any
from uuid import UUID

from issues.models import Issue, Report, Segment, StatusChange, Street, Theme
from issues.workflow import CLOSED
from wijkraad.people.models import Organisation, Role, User
from wijkraad.portal.seed.copying import Copier, Row, guards_off
from wijkraad.portal.seed.decisions import DecisionSeeder
from wijkraad.portal.seed.histories import STOPS, Histories, History
from wijkraad.portal.seed.money import MoneySeeder
from wijkraad.portal.seed.numbering import Numbering
from wijkraad.portal.seed.words import DETAILS, MATTERS, REASONS, STORIES, STREETS
from wijkraad.terms import clock

TABLES = ("issues_issue", "issues_statuschange", "issues_report")
CHUNK = 10_000
THEME_WEIGHTS = {
    "verkeer": 34,
    "overbewoning": 9,
    "ondermijning": 2,
    "coffeeshops": 14,
    "winkels": 13,
    "groen": 10,
    "overig": 18,
}
LIMITED = "overbewoning"


class IssueSeeder:
    """Makes `number` issues; the same seed makes the same rows on the same day."""

    def __init__(self, number: int, seed: int) -> None:
        self.number = number
        self.random = Random(seed)  # noqa: S311 - synthetic data, no secret
        self.now = clock.now()
        self.histories = Histories(self.random, self.now)
        self.issues = Copier(Issue, leave_out=["search"])
        self.changes = Copier(StatusChange)
        self.reports = Copier(Report)
        self.streets = _streets()
        self.themes = {theme.key: theme for theme in Theme.objects.using("owner")}
        self.people = _people()
        self.partner = _partner()
        self.numbers = Numbering("issue", "{year}-{number:04d}")
        self.decisions = DecisionSeeder(self.random, self.people)
        self.money = MoneySeeder(self.random, self.people)

    def run(self) -> Iterator[int]:
        """Write everything; yields how many issues there are after each chunk."""
        keys = [key for key in THEME_WEIGHTS if key in self.themes]
        weights = [THEME_WEIGHTS[key] for key in keys]
        for start in range(0, self.number, CHUNK):
            size = min(CHUNK, self.number - start)
            themes = self.random.choices(keys, weights, k=size)
            self._chunk([self._issue(key, self.histories.draw()) for key in themes])
            yield start + size
        for part in (self.issues, self.changes, self.reports, self.numbers, self.decisions, self.money):
            part.settle()

    def _chunk(self, made: list[tuple[Row, History]]) -> None:
        with guards_off(*TABLES, keep={"issues_issue": "words_insert"}):
            self.issues.write(row for row, _ in made)
            self.changes.write(change for row, history in made for change in self._changes(row, history))
            self.reports.write(report for row, _ in made for report in self._reports(row))
        self.money.write(self.decisions.write(made))

    def _uuid(self) -> UUID:
        return UUID(int=self.random.getrandbits(128), version=4)

    def _issue(self, key: str, history: History) -> tuple[Row, History]:
        random = self.random
        street, segments = self.streets[min(int(random.paretovariate(0.9)) - 1, len(self.streets) - 1)]
        reports = min(int(random.paretovariate(1.4)), 40)
        row: dict[str, Any] = {
            "id": self.issues.new_id(),
            "uuid": self._uuid(),
            "title": f"{random.choice(MATTERS[key])}, {random.choice(DETAILS)}",
            "summary": f"Bewoners van de {street.name} vertellen: {random.choice(STORIES)}.",
            "theme_id": self.themes[key].pk,
            "status": history.status,
            "visibility": "limited" if key == LIMITED else "public",
            "public_wording": self.themes[key].name if key == LIMITED else "",
            "street_id": street.pk,
            "segment_id": random.choice(segments) if segments else None,
            "responsible_id": random.choice(self.people),
            "created_at": history.instants[0],
            "first_report_at": history.instants[0],
            "state_since": history.instants[-1],
            "last_event_at": history.instants[-1],
            "norm_due": clock.date_of(history.instants[0]) + timedelta(days=7),
            "report_count": reports,
            "household_count": max(1, reports * 4 // 5),
            "stops": STOPS[history.status],
            "goal": "Er zijn minder klachten.",
            "criterion": "Minder dan drie klachten in een maand.",
            "baseline": "Nu twaalf klachten in een maand.",
        }
        return {**row, **self._place(), **self._published(history), **self._ended(history)}, history

    def _place(self) -> Row:
        """A point in the neighbourhood, four decimals, for two of three issues."""
        if self.random.random() < 0.33:
            return {}
        return {
            "lon": round(4.27 + self.random.random() * 0.02, 5),
            "lat": round(52.07 + self.random.random() * 0.01, 5),
        }

    def _published(self, history: History) -> Row:
        """What an issue has once it is public: its number and date."""
        at = history.when("assessing") or (history.when("rejected") if len(history.states) > 1 else None)
        if at is None:
            return {"title": "", "summary": "", "responsible_id": None}
        return {"number": self.numbers.draw(clock.date_of(at).year), "public_at": at}

    def _ended(self, history: History) -> Row:
        row: dict[str, Any] = {}
        if history.status in CLOSED:
            row["closed_at"] = history.instants[-1]
        if history.status in ("reported_done", "resolved"):
            row |= {"claimed_by_id": self.people[0], "claimed_at": history.when("reported_done")}
        if history.status == "resolved":
            at = history.instants[-1]
            row |= {"verified_by_id": self.people[1], "verified_at": at, "judgement": "reached"}
            row |= {
                "judged_by_id": self.people[1],
                "aftercare_until": clock.date_of(at) + timedelta(days=180),
            }
        if history.status == "waiting":
            row["partner_id"] = self.partner
            row["waiting_until"] = clock.date_of(history.instants[-1]) + timedelta(days=42)
        if history.states[-2:] == ("resolved", "assessing"):
            row |= {"relapse_count": 1, "relapsed_at": history.instants[-1]}
        return row

    def _changes(self, row: Row, history: History) -> Iterator[Row]:
        before = ""
        for state, at in zip(history.states, history.instants, strict=True):
            yield {
                "id": self.changes.new_id(),
                "issue_id": row["id"],
                "from_state": before,
                "to_state": state,
                "at": at,
                "by_id": row["responsible_id"] if before else None,
                "reason": "" if not before else self.random.choice(REASONS),
            }
            before = state

    def _reports(self, row: Row) -> Iterator[Row]:
        first = row["created_at"]
        span = (self.now - first).total_seconds()
        for ordinal in range(1, row["report_count"] + 1):
            late = 0 if ordinal == 1 else self.random.random() ** 2 * span
            yield {
                "id": self.reports.new_id(),
                "uuid": self._uuid(),
                "key": self._uuid(),
                "issue_id": row["id"],
                "theme_id": row["theme_id"],
                "text": self.random.choice(STORIES),
                "street_id": row["street_id"],
                "created_at": first + timedelta(seconds=late),
                "reporter_ordinal": ordinal,
                "household_ordinal": min(ordinal, row["household_count"]),
                "moderated_at": row.get("public_at"),
            }


PARTS = ("begin", "midden", "einde")
"""The parts of a street that has none of its own."""


def _streets() -> list[tuple[Street, list[int]]]:
    """The streets with their segments; made when there are none, and three for a street that has none."""
    if not Street.objects.using("owner").exists():
        for place, name in enumerate(STREETS):
            Street.objects.using("owner").create(name=name, slug=name.lower(), **_line(place))
    whole = Street.objects.using("owner").filter(segments=None).order_by("pk")
    parts = [_part(street, place) for street in whole for place in range(len(PARTS))]
    Segment.objects.using("owner").bulk_create(parts)
    segments = defaultdict(list)
    for pk, street in Segment.objects.using("owner").values_list("pk", "street_id"):
        segments[street].append(pk)
    return [(street, segments[street.pk]) for street in Street.objects.using("owner").order_by("pk")]


def _line(place: int) -> Row:
    """Where a street lies on the schematic map (1200 × 700): one line under the other, in two columns."""
    x, y = 40 + 600 * (place % 2), 40 + 52 * (place // 2)
    return {"path": f"M{x} {y}h520", "label_x": x + 260, "label_y": y}


def _part(street: Street, place: int) -> Segment:
    x = street.label_x + 180 * (place - 1)
    return Segment(street=street, name=PARTS[place], order=place, x=x, y=street.label_y)


def _people() -> list[int]:
    """At least three board members to be responsible; made when there are none."""
    found = list(
        User.objects.using("owner").filter(roles__kind="board").distinct().values_list("pk", flat=True)
    )
    for n in range(len(found), 3):
        user = User(email=f"last-{n}@seed.invalid", name=f"Bestuurslid {n + 1}", date_joined=clock.now())
        user.set_unusable_password()
        user.save(using="owner")
        Role.objects.using("owner").create(user=user, kind="board", held=(clock.today(), None))
        found.append(user.pk)
    return sorted(found)


def _partner() -> int:
    return (
        Organisation.objects.using("owner")
        .get_or_create(name="Gemeente", defaults={"short_name": "Gemeente"})[0]
        .pk
    )

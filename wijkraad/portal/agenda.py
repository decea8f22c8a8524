"""The buurtagenda: what the neighbourhood wants, what we chose to do, for which goal, and what
partners promised.
"""

from collections import Counter, defaultdict
from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from django.db.models import F, Q

from issues.models import Issue, Priority, Promise, Vision
from issues.side_by_side import lines_by_priority
from meetings.models import Decision, DecisionIssue
from wijkraad.portal.beside import official
from wijkraad.portal.bundle import rows_of
from wijkraad.portal.figures import wide
from wijkraad.portal.figures.reported import ANSWERS
from wijkraad.portal.results import day_of
from wijkraad.portal.story.facts import shown
from wijkraad.terms import clock

LONGEST = 50
DATES = {
    "vision": ("since",),
    "priorities": ("review_on",),
    "measures": ("deadline",),
    "promises": ("by_on", "settled_on"),
}


def agenda() -> dict[str, Any]:
    """The vision of today, active priorities with what residents and official figures say and what is done
    for them, the running measures without one, and the promises of others with their end date: open ones, and
    those of a year. Two statements.
    """
    today = clock.today()
    found = rows_of(_parts(today))
    for name, columns in DATES.items():
        for row in found[name]:
            for column in columns:
                row[column] = day_of(row[column])
            first = row[columns[0]]
            row["late"] = max(0, (today - first).days) if first else 0
    for row in found["promises"]:
        row["look"] = _look(row)
    goals = defaultdict(set)
    for link in found["links"]:
        goals[link["number"]].add(link["priority"])
    series = lines_by_priority([one["id"] for one in found["priorities"]])
    facts = wide.facts_of(found["wide"])
    for one in found["priorities"]:
        one["official"] = official(series.get(one["id"], []))
        one["measures"] = [row for row in found["measures"] if one["id"] in goals[row["number"]]]
        one["heard"] = _heard(facts, one["theme_id"])
    known = {one["id"] for one in found["priorities"]}
    loose = [row for row in found["measures"] if not goals[row["number"]] & known]
    kept = Counter(row["look"] for row in found["promises"])
    told = {"per": date.fromisoformat(facts["per"]), "loose": loose, "kept": kept}
    return {**found, **told, "vision": next(iter(found["vision"]), None)}


def _look(promise: dict[str, Any]) -> str:
    """How a promise of somebody else stands: the dots of our own decisions (see `promise_dots`)."""
    if promise["kept"] is None:
        return "late" if promise["late"] else "open"
    if not promise["kept"]:
        return "failed"
    on_time = promise["by_on"] is None or promise["settled_on"] <= promise["by_on"]
    return "ok" if on_time else "late_ok"


def _parts(today: date) -> dict[str, Any]:
    public = Issue.objects.listed().filter(visibility="public")
    measures = Decision.objects.visible_to(None).running().measures().with_shield(None).filter(shielded=False)
    year = clock.now() - timedelta(days=365)
    lately = Q(kept__isnull=True) | Q(settled_on__gt=clock.date_of(year))
    promises = Promise.objects.filter(lately, issue__in=public)
    return {
        "vision": Vision.objects.filter(since__lte=today).order_by("-since", "-id")[:1].values(
            "text", "since", number=F("decision_number")
        ),
        "priorities": Priority.objects.filter(active=True).order_by("opened_at", "id").values(
            "id", "title", "why_now", "goal", "criterion", "baseline", "target", "current", "review_on",
            "theme_id", key=F("theme__colour_key"), word=F("theme__name"), slug=F("theme__key"),
            owner=shown("responsible"),
        ),
        "measures": measures.order_by("deadline").values(
            "number", "title", "deadline", owner=shown("responsible")
        )[:LONGEST],
        "links": DecisionIssue.objects.filter(decision__in=measures, issue__priority__active=True).values(
            number=F("decision__number"), priority=F("issue__priority")
        ),
        "promises": promises.order_by(F("kept").asc(nulls_first=True), "due", "id").values(
            "what", "said_on", "kept", "settled_on", by_on=F("due"), who_=F("partner__short_name"),
            no=F("issue__number"), named=F("issue__title"),
        )[:LONGEST],
        "wide": wide.kept(),
    }  # fmt: skip


def _heard(wide: Mapping[str, Any], theme: int) -> list[dict[str, Any]]:
    """What residents said about a theme, this year and the one before: reports, "hier ook last van", "niet
    opgelost". The same numbers as on the page of the theme, so that no two of them give a small one away.
    """
    reported, answers = wide["reported"], wide["heard"]
    per = date.fromisoformat(wide["per"])
    facts = {"reports": reported["theme"], **{kind: answers[kind] for kind in ANSWERS}}
    found = []
    for kind, told in facts.items():
        years = reported["years"] if kind == "reports" else answers["years"]
        numbers = dict(zip(years, told.get(str(theme)) or [0] * len(years), strict=True))
        runs = per != date(per.year, 12, 31)
        this, last = ({"year": year, "n": numbers.get(year, 0)} for year in (per.year, per.year - 1))
        closed = runs and str(theme) in wide["closed"]  # then only years that are over are told
        found.append({"kind": kind, "years": [last] if closed else [this | {"runs": runs}, last]})
    return found

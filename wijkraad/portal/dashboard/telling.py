"""From the rows of the departure board to words: how much, what, why, who, and what to do about it."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.functional import Promise as LazyText
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from issues.ladder import INSIDE, OUTSIDE
from issues.models import Escalation
from wijkraad.portal.results import day_of
from wijkraad.ui.filters import day, euro

Row = dict[str, Any]
HIGHER = ("hoger", gettext_lazy("Leg het hoger neer"), "arrow-up-right")
PROPOSAL = ("vraag", gettext_lazy("Vraag een voorstel"), "message-square")
ASK = ("vraag", gettext_lazy("Vraag hoe het staat"), "phone")
AGENDA = ("agenda", gettext_lazy("Zet het op de agenda"), "calendar-plus")
REMIND = ("vraag", gettext_lazy("Stuur een herinnering"), "mail")
NOTE = ("ingreep", gettext_lazy("Schrijf op wat u deed"), "pencil")
TOPS = (INSIDE[-1], OUTSIDE[-1])
"""Rungs with nothing above them."""
Step = tuple[str, "str | LazyText", str]
"""A way of stepping in (`stepping.ways`), the words on the button, and its icon."""


@dataclass(frozen=True, slots=True)
class Intervention:
    """One row: how much, what, why, who, and how heavy it weighs (days, or as many days).

    `subject` is the kind and key that stepping in finds it by, `step` its one button; `done`: what was done
    about it already and still has to work.
    """

    look: str
    big: str
    unit: str
    title: str
    href: str
    facts: str
    holder: str
    key: str
    weight: int
    subject: tuple[str, str]
    step: Step
    done: str = ""

    @property
    def step_href(self) -> str:
        return f"/werk/ingrijpen/{self.subject[0]}/{self.subject[1]}/?doe={self.step[0]}"

    @property
    def tick(self) -> str:
        """How a form names the row."""
        return ":".join(self.subject)


def days_between(text: str | None, today: date) -> int:
    """Days since a date in JSON; 0 without one."""
    on = day_of(text)
    return (today - on).days if on else 0


def _of_issue(row: Row) -> dict[str, Any]:
    title = row["title"] or _("Melding over %(theme)s") % {"theme": row["word"].lower()}
    return {
        "title": title, "href": f"/werk/kwesties/{row['uuid']}/", "key": row["key"],
        "holder": row["owner"] or _("de wijkraad"), "subject": ("kwestie", row["uuid"]),
    }  # fmt: skip


def _below(row: Row, kind: str, title: str) -> dict[str, Any]:
    """What hangs under an issue."""
    return {
        "title": title, "href": f"/werk/kwesties/{row['code']}/", "key": row["key"],
        "subject": (kind, str(row["id"])),
    }  # fmt: skip


def _number(row: Row) -> str:
    return f"{row['number']}. " if row["number"] else ""


def _late(days: int) -> dict[str, Any]:
    return {
        "look": "late", "big": f"+{days}", "unit": ngettext("dag te laat", "dagen te laat", days),
        "weight": days,
    }  # fmt: skip


def tell_late(row: Row, days: int) -> Intervention:
    """An issue that waits past its date, or a new one that we promised to look at."""
    waits = row["status"] == "waiting"
    due = row["waiting_until"] if waits else row["norm_due"]
    own = _of_issue(row)
    if waits:
        own["holder"] = row["with_"] or own["holder"]
    else:
        own["href"] = f"/werk/meldingen/?k={row['uuid']}"
    facts = _("Afgesproken: %(on)s.") if waits else _("Wij beloofden te kijken vóór %(on)s.")
    told = _number(row) + facts % {"on": day(day_of(due))}
    higher = ASK if row["raised_to"] in TOPS else HIGHER
    return Intervention(**_late(days), **own, facts=told, step=higher if waits else NOTE)


def tell_talk(row: Row) -> Intervention:
    """Talked about at the limit or over it; one talk more weighs one day more."""
    facts = _("Nog geen besluit.") if row["on_agenda_at"] else _("Nog geen besluit en niet op een agenda.")
    times = row["talks_since_decision"]
    return Intervention(
        "talk", f"{times}×", _("besproken"), facts=_number(row) + facts, weight=45 + times,
        step=PROPOSAL, **_of_issue(row),
    )  # fmt: skip


def tell_back(row: Row) -> Intervention:
    """Open again; the new reports since then, large."""
    again, new = day_of(row["again"]), row["new"]
    facts = _number(row) + _("Was opgelost. Weer open sinds %(on)s.") % {"on": day(again)}
    big, unit = (
        (str(new), ngettext("nieuwe melding", "nieuwe meldingen", new)) if new else ("↺", _("komt terug"))
    )
    return Intervention("back", big, unit, facts=facts, weight=40, step=ASK, **_of_issue(row))


def tell_still(row: Row, days: int, limit: int) -> Intervention:
    """What lies still; it weighs as many days as it is over T(state)."""
    facts = _("De grens is %(days)d dagen.") % {"days": limit}
    return Intervention(
        "still", str(days), ngettext("dag stil", "dagen stil", days), facts=_number(row) + facts,
        weight=days - limit, step=ASK if row["on_agenda_at"] or row["asked"] else AGENDA, **_of_issue(row),
    )  # fmt: skip


def tell_decision(row: Row, days: int) -> Intervention:
    """A decision past its date."""
    number = row["number"] or ""
    facts = _("%(number)s. Klaar op %(on)s.") % {"number": number, "on": day(day_of(row["deadline"]))}
    href = f"/besluiten/{number}/" if number else f"/werk/besluiten/{row['uuid']}/"
    return Intervention(
        **_late(days), title=row["title"], href=href, facts=facts.lstrip(". "), holder=row["owner"],
        key="overig", subject=("besluit", row["uuid"]), step=ASK,
    )  # fmt: skip


def tell_action(row: Row, days: int) -> Intervention:
    """An action of an open issue past its date."""
    cause = row["cause_number"]
    parts = [row["no"] or "", _("Actie uit %(number)s") % {"number": cause} if cause else _("Actie")]
    told = ". ".join(part for part in parts if part)
    facts = told + ", " + _("klaar op %(on)s.") % {"on": day(day_of(row["due"]))}
    return Intervention(
        **_late(days), **_below(row, "actie", row["title"]), facts=facts, holder=row["owner"], step=ASK
    )


def tell_promise(row: Row, days: int) -> Intervention:
    """A partner promised something before a date that is over."""
    facts = (
        _("Toezegging, beloofd vóór %(on)s.")
        if row["due"]
        else _("Toezegging zonder datum, navragen op %(on)s.")
    )
    told = (f"{row['no']}. " if row["no"] else "") + facts % {"on": day(day_of(row["over"]))}
    return Intervention(
        **_late(days), **_below(row, "toezegging", row["what"] or row["issue_title"]), facts=told,
        holder=row["to"], step=HIGHER,
    )  # fmt: skip


def tell_letter(row: Row, days: int) -> Intervention:
    """A letter without an answer past its term."""
    over = day(day_of(row["over"]))
    facts = _("%(number)s. Antwoord moest er zijn op %(on)s.") % {"number": row["number"], "on": over}
    return Intervention(
        **_late(days), title=row["subject"], href=f"/werk/brieven/{row['uuid']}/", facts=facts,
        holder=row["to"], key=row["key"] or "overig", subject=("brief", row["uuid"]), step=NOTE,
    )  # fmt: skip


def tell_fatal(row: Row, left: int) -> Intervention:
    """A letter of ours with a fatal date near or over: nothing weighs more on its last days."""
    on = day(day_of(row["file_before"]))
    late = left < 0
    facts = (
        _("Na %(on)s kan het niet meer.")
        if not late
        else _("Moest weg vóór %(on)s. Daarna kan het niet meer.")
    )
    return Intervention(
        "late", str(abs(left)), _("dagen te laat") if late else ngettext("dag nog", "dagen nog", left),
        title=_("Verstuur: %(subject)s") % {"subject": row["subject"]}, href=f"/werk/brieven/{row['uuid']}/",
        facts=facts % {"on": on}, holder=row["owner"], key=row["key"] or "overig", weight=90 - 3 * left,
        subject=("brief", row["uuid"]), step=ASK,
    )  # fmt: skip


def tell_raised(row: Row, days: int) -> Intervention:
    """Laid higher, without an answer on its date: it climbs."""
    rung = Escalation.Rung(row["rung"]).label
    facts = _("Neergelegd bij %(who)s, antwoord moest er zijn op %(on)s.")
    told = (f"{row['no']}. " if row["no"] else "") + facts % {"who": rung, "on": day(day_of(row["due"]))}
    own = _below(row, "kwestie", row["issue_title"]) | {"subject": ("kwestie", row["code"])}
    return Intervention(**_late(days), **own, facts=told, holder=str(rung), step=HIGHER)


def tell_doubt(row: Row, days: int, term: int) -> Intervention:
    """Residents said "niet opgelost" and wait for an answer; after the term it goes back by itself."""
    facts = _("Bewoners zeggen: niet opgelost. Antwoord binnen %(days)d dagen.") % {"days": term}
    own = _below(row, "kwestie", row["issue_title"]) | {"subject": ("kwestie", row["code"])}
    return Intervention(
        "back", str(days), ngettext("dag tegenspraak", "dagen tegenspraak", days), weight=30 + days,
        facts=(f"{row['no']}. " if row["no"] else "") + facts, holder=row["owner"], step=ASK, **own,
    )  # fmt: skip


def tell_report(row: Row, days: int) -> Intervention:
    """Paid, and the report on it is late."""
    facts = _("%(number)s. %(amount)s betaald. Verslag moest op %(on)s.") % {
        "number": row["number"], "amount": euro(row["paid"]), "on": day(day_of(row["report_due"]))
    }  # fmt: skip
    title = _("Verslag ontbreekt: %(title)s") % {"title": row["title"]}
    return Intervention(
        **_late(days), title=title, href=f"/uitgaven/{row['number']}/", facts=facts, holder=row["owner"],
        key="overig", subject=("uitgave", row["uuid"]), step=REMIND,
    )  # fmt: skip

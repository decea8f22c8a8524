"""From the JSON rows of the story's one statement to the plain rows it is told from.

Here a reader without the whole picture (`full` is False) loses what is not for them: numbers, places,
people, counts, words. Dates and states stay, as 2-domain says of limited matters.
"""

from datetime import date
from decimal import Decimal
from functools import lru_cache
from itertools import pairwise
from typing import Any

from django.utils.translation import gettext as _

from issues.models import Escalation, Say
from wijkraad.portal.bundle import Rows
from wijkraad.portal.story import rows as row
from wijkraad.portal.story.matter import Matter, day
from wijkraad.portal.story.rows import Facts
from wijkraad.terms import clock
from wijkraad.terms.values import value

CORRECTIONS = 5
"""How many answers to "Klopt hier iets niet?" stand on the page, the newest first."""
LEGAL = ("bezwaar", "handhavingsverzoek", "woo", "klacht")


@lru_cache(maxsize=4000)
def _known(text: str) -> date:
    return date.fromisoformat(text[:10])


def read(issue: Matter, found: Rows, full: bool) -> Facts:
    """The facts of one story from the rows of its statement; `full` for who sees the whole matter."""
    terms = [*_letters(found, full), *_promises(found)]
    facts = Facts(
        today=clock.today(),
        matter=issue,
        first_report_on=issue.first_report_on,
        status=issue.status,
        number=issue.number or "",
        title=issue.title if full else issue.public_wording or issue.theme_name,
        full=full,
        size=issue.size,
        theme=issue.theme_key,
        partner=issue.partner_short or next((term.who for term in reversed(terms) if term.who), ""),
        responsible=issue.owner if full else "",
        waiting_until=issue.waiting_until,
        norm_due=issue.norm_due,
        aftercare_until=issue.aftercare_until,
        next_step=issue.next_step if full else "",
        next_step_on=issue.next_step_on,
        terms=terms,
        moves=_moves(found, full),
        points=_points(found, full),
        rulings=_rulings(found, full),
        payments=_payments(found, full),
        doubts=_doubts(found, full),
        remarks=_remarks(found, full),
        still_after=value("stuck_after"),
        aftercare_days=value("aftercare_days"),
    )
    return _with_insides(facts, issue, found) if full else _coarse(facts)


def _coarse(facts: Facts) -> Facts:
    """Without the exact day of what meetings and money did: only its month (2-domain, limited matters).

    All of it happens while the council has the ball, so the days of the holders stay as they are.
    """
    start = facts.first_report_on
    for point in facts.points:
        point.on = max(start, point.on.replace(day=1))
    for ruling in facts.rulings:
        ruling.on = max(start, ruling.on.replace(day=1))
    for before, move in pairwise([None, *facts.moves]):
        if move and move.cause_kind == "decision":
            move.on = max(before.on if before else start, move.on.replace(day=1))
    for payment in facts.payments:
        for name in ("first_paid_on", "last_paid_on", "approved_on"):
            known = getattr(payment, name)
            setattr(payment, name, known and max(start, known.replace(day=1)))
    return facts


def _without_counts(facts: Facts) -> Facts:
    """Of a sensitive theme: no month and no number of reports, households or answers, which would tell of
    each day between two looks; only whether the reports are few.
    """
    few = int(value("public_count_from"))
    facts.months = []
    facts.at_least = few if facts.report_count >= few else 0
    facts.report_count = facts.household_count = 0
    facts.answers_yes = facts.answers_no = facts.followers_asked = 0
    return facts


def _with_insides(facts: Facts, issue: Matter, found: Rows) -> Facts:
    """What only readers of the whole matter see: counts, goal, people, photos, answers."""
    facts.goal, facts.criterion, facts.baseline = issue.goal, issue.criterion, issue.baseline
    facts.judgement, facts.after_measure = issue.judgement, issue.after_measure
    facts.report_count, facts.household_count = issue.report_count, issue.household_count
    facts.months = [(_known(r["month"]), r["n"]) for r in found["months"]]
    answers = {r["kind"]: r["n"] for r in found["answers"]}
    facts.answers_yes, facts.answers_no = answers.get("solved", 0), answers.get("not_solved", 0)
    facts.followers_asked = sum(r["n"] for r in found["asked"])
    if issue.sensitive:
        _without_counts(facts)
    facts.tasks = [
        row.Task(r["what"], r["who"], _known(r["added"]), day(r["by_on"]), day(r["done"]), r["came"])
        for r in found["tasks"]
    ]
    facts.says, facts.heard, facts.promised = _says(found), _heard(found), _promised(found)
    answers_given = [r for r in reversed(found["notes"]) if r["kind"] == "answer"][:CORRECTIONS]
    facts.corrections = [row.Remark("correction", _known(r["on"]), r["said"]) for r in answers_given]
    photos = {r["kind"]: f"/foto/{r['uuid']}.jpg" for r in found["photos"]}
    facts.photo_before, facts.photo_after = photos.get("before", ""), photos.get("after", "")
    return facts


def _moves(found: Rows, full: bool) -> list[row.Move]:
    return [
        row.Move(
            _known(r["on"]), r["source"], r["target"], r["who"] if full else "", r["why"] if full else "",
            r["kind"], r["no"] if full else "", r["path"] if full else "", r["proof"] if full else "",
        )
        for r in found["moves"]
        if r["source"]
    ]  # fmt: skip


def _points(found: Rows, full: bool) -> list[row.Point]:
    return [
        row.Point(
            _known(r["on"]),
            "" if r["hidden"] or not full else f"/vergaderingen/{r['slug']}/",
            r["held"] not in {"planned", "running", "cancelled"},
            r["came"],
            "" if r["hidden"] else r["why"],
        )
        for r in found["points"]
        if r["held"] != "cancelled"
    ]


def _rulings(found: Rows, full: bool) -> list[row.Ruling]:
    rulings = []
    for r in found["rulings"]:
        if r["hidden"] or not full:
            rulings.append(row.Ruling(_known(r["on"]), r["wording"] or "", status=r["state"]))
            continue
        next_path = f"/besluiten/{r['next']}/" if r["next"] else ""
        rulings.append(
            row.Ruling(
                _known(r["on"]), r["said"], r["no"] or "", f"/besluiten/{r['no']}/" if r["no"] else "",
                r["state"], r["named"], r["who"], day(r["due"]), day(r["first"]), _euro(r["may"]),
                r["yes"], r["no_"], r["blank"], r["next"] or "", next_path,
            )
        )  # fmt: skip
    return rulings


def _euro(amount: Any) -> Decimal | None:
    return None if amount is None else Decimal(amount).quantize(Decimal("0.01"))


def _payments(found: Rows, full: bool) -> list[row.Payment]:
    """Each request by this issue's share of it, rounded half-up to the cent."""
    payments = []
    for r in found["spends"]:
        share = Decimal(r["part"]) / 100
        paid = (Decimal(r["net"]) * share).quantize(Decimal("0.01"))
        payments.append(
            row.Payment(
                (r["what"] if full else r["wording"]) or "",
                _payee(r) if full else "",
                r["no"] or "" if full else "",
                f"/uitgaven/{r['no']}/" if full and r["no"] else "",
                paid if full else Decimal(0),
                (Decimal(r["asked"]) * share).quantize(Decimal("0.01")) - paid if full else Decimal(0),
                day(r["last"]), day(r["last"]), day(r["approved"]), r["state"] == "accounted", r["yes"],
            )
        )  # fmt: skip
    return payments


def _payee(r: dict[str, Any]) -> str:
    """How the site names who got money: firms of one person and persons without their name."""
    if r["kind"] == "organisation" or (r["kind"] == "firm" and r["agrees"]):
        return r["payee"]
    if r["kind"] == "firm":
        return _("een ondernemer")
    return _("een persoon") if r["many"] <= 1 else _("%(count)s personen") % {"count": r["many"]}


def _letters(found: Rows, full: bool) -> list[row.Term]:
    return [
        row.Term(
            r["sort"], r["to"], _known(r["asked"]), day(r["ends"]), day(r["answered"]), r["sort"] in LEGAL,
            r["no"] if full and r["open"] else "", r["about"] if full and r["open"] else "",
        )
        for r in found["letters"]
    ]  # fmt: skip


def _promises(found: Rows) -> list[row.Term]:
    return [
        row.Term("promise", r["to"], _known(r["said"]), day(r["by_on"]), day(r["settled"]))
        for r in found["promises"]
    ]


def _says(found: Rows) -> list[row.Asked]:
    levels = dict(Say.Level.choices)
    return [
        row.Asked(
            str(levels[r["level"]]), r["about"], r["how"], _known(r["until_"]), r["result"], day(r["came"])
        )
        for r in found["says"]
    ]


def _heard(found: Rows) -> list[row.Reaction]:
    return [
        row.Reaction(r["label"], _known(r["asked"]), _known(r["by_on"]), r["reaction"], day(r["came"]))
        for r in found["heard"]
    ]


def _promised(found: Rows) -> list[row.Promised]:
    return [
        row.Promised(
            r["to"], r["what"], _known(r["said"]), r["where"], day(r["by_on"]), r["kept"], day(r["settled"])
        )
        for r in found["promises"]
        if r["what"]
    ]


def _doubts(found: Rows, full: bool) -> list[row.Doubt]:
    return [
        row.Doubt(
            _known(r["on"]), r["n"] if full else 1, (r["why"] or "") if full else "", day(r["settled"]),
            r["said"] if full and r["how"] == "answered" else "",
        )
        for r in found["doubts"]
    ]  # fmt: skip


def _remarks(found: Rows, full: bool) -> list[row.Remark]:
    if not full:
        return []
    remarks = [
        row.Remark("update", _known(r["on"]), r["said"], r["who"])
        for r in found["notes"]
        if r["kind"] == "update"
    ]
    remarks += [
        row.Remark("escalation", _known(r["on"]), _rung(r["step"]), due=day(r["by_on"]))
        for r in found["raised"]
    ]
    last = {r["issue_id"]: r for r in found["joined"]}
    remarks += [row.Remark("joined", _known(r["on"]), "") for r in last.values() if not r["undone"]]
    remarks += [
        row.Remark("letter", _known(r["asked"]), f"{r['no']}: {r['about']}", due=day(r["ends"]))
        for r in found["letters"]
        if r["open"]
    ]
    return remarks


def _rung(key: str) -> str:
    """The words of a rung: secretaris, wethouder of raad …"""
    return str(dict(Escalation.Rung.choices).get(key, key))

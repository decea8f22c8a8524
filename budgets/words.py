"""The words of a spend for everybody: who was paid, what for, what came of it; never a person or an IBAN."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as noop
from markupsafe import Markup, escape

from budgets.models import SpendRequest
from budgets.money import ZERO
from budgets.workflow import IMPORTED
from wijkraad.terms import clock
from wijkraad.ui.filters import day, day_short, days, month_year
from wijkraad.ui.parts import late

COUNTS = ("", "", noop("twee"), noop("drie"), noop("vier"), noop("vijf"))
Part = tuple[str, Markup]
"""One stop of the spend chain: how it looks (full, open, missing, wrong) and its words."""


def public_payee(request: SpendRequest) -> str:
    """Legal persons by name; one-person firms only when they agree; persons never (2-domain, Public)."""
    if request.payee_kind == SpendRequest.Payee.ORGANISATION:
        return request.payee_name
    if request.payee_kind == SpendRequest.Payee.FIRM:
        return request.payee_name if request.payee_agrees else _("een ondernemer")
    count = request.payee_count
    if count > 1:
        word = COUNTS[count] if count < len(COUNTS) else str(count)
        return _("%(count)s personen") % {"count": _(word)}
    return _("een persoon")


def is_limited(request: SpendRequest) -> bool:
    """Whether one of its issues is only partly visible; asks the prefetched shares."""
    return any(share.issue.visibility != "public" for share in request.shares.all())


def public_title(request: SpendRequest) -> str:
    """Its title, or the public wording when an issue is limited (no number, place or exact date)."""
    if not is_limited(request):
        return request.title
    if request.public_wording:
        return request.public_wording
    issues = [share.issue for share in request.shares.all() if share.issue.visibility == "limited"]
    words = next((one.public_wording for one in issues if one.public_wording), "")
    if words:
        return _("Uitgave voor: %(words)s") % {"words": words}
    return _("Uitgave voor een kwestie die beperkt zichtbaar is")


def public_goal(request: SpendRequest) -> str:
    if not is_limited(request):
        return request.goal
    return request.public_goal or _("beperkt zichtbaar")


def public_day(request: SpendRequest, on: date | None, *, year: bool = False) -> str:
    """A date in words; only the month when an issue is limited."""
    if on is None:
        return ""
    if is_limited(request):
        return month_year(on) if year else month_year(on).rsplit(" ", 1)[0]
    return day(on) if year else day_short(on)


def theme_key(request: SpendRequest) -> str:
    """The colour of its row: the theme of its first issue, else of its line, else the organisation's."""
    share = next(iter(request.shares.all()), None)
    if share is not None:
        return share.issue.theme.colour_key
    return request.line.theme.colour_key if request.line.theme else "overig"


def is_unlinked(request: SpendRequest) -> bool:
    """Neither an issue nor a decision: it went out as a motivated exception."""
    return not request.shares.all() and request.decision_id is None


def issue_part(request: SpendRequest) -> Part:
    found = []
    for share in request.shares.all():
        if share.issue.visibility != "public":
            found.append(escape(_("beperkt zichtbaar")))
        else:
            found.append(Markup('<a href="/kwesties/{0}/">{0}</a>').format(share.issue.number))
    return ("full", Markup(", ").join(dict.fromkeys(found))) if found else ("missing", Markup(""))


def decision_part(request: SpendRequest) -> Part:
    ruling = request.decision
    if ruling is None:
        return "missing", Markup("")
    if ruling.number is None:
        return "full", escape(_("niet openbaar"))
    return "full", Markup('<a href="/besluiten/{0}/">{0}</a>').format(ruling.number)


def report_of(request: SpendRequest) -> Any:
    """Its report, or None; read with `select_related("evaluation")`."""
    return getattr(request, "evaluation", None)


def tells_result(report: Any) -> bool:
    """Whether a row of the old books says what came of it; a lesson alone says nothing of the goal."""
    return report is not None and bool(report.brought or report.reached != "no" or not report.lesson)


def result_part(request: SpendRequest) -> Part:
    """What came of it: filled only when the report was checked with receipt and bank line (accounted)."""
    report, today = report_of(request), clock.today()
    if request.status == IMPORTED and not tells_result(report):
        return "missing", Markup("")
    if report is not None:
        if report.reached == "no":
            words = _("Doel niet gehaald. %(text)s") % {"text": report.brought}
            return "wrong", escape(words.strip())
        if request.status in ("accounted", IMPORTED):
            short = report.reached == "yes" or not report.brought
            return "full", escape(report.get_reached_display() if short else report.brought)
        return "open", escape(report.brought)
    if request.report_due and request.report_due < today:
        count = (today - request.report_due).days
        return "wrong", Markup("<b>{}</b>").format(
            late(_("Verslag %(days)s te laat") % {"days": days(count)})
        )
    if request.paid == ZERO:
        return "open", escape(_("Nog niet betaald"))
    for share in request.shares.all():
        if share.issue.status == "reported_done" and share.issue.claimed_at and not is_limited(request):
            text = _("Klaar gemeld op %(day)s, nog niet gecontroleerd")
            return "open", escape(text % {"day": day_short(share.issue.claimed_at)})
    if request.report_due:
        words = _("Verslag vóór %(day)s")
        return "open", escape(words % {"day": public_day(request, request.report_due)})
    return "open", escape(_("Loopt nog"))


@dataclass(frozen=True)
class SpendRow:
    """One spend as everybody reads it, ready for the template."""

    number: str
    title: str
    amount: Any
    when: str
    line: str
    payee: str
    theme: str
    insider: bool
    unlinked: bool
    exception: str
    promised: bool
    limited: bool
    imported: bool
    lookback: str
    chain: tuple[Part, Part, Part, Part]


def row_of(request: SpendRequest) -> SpendRow:
    """The public row of a request fetched with `for_list()`; asks no further query."""
    held = request.status in ("approved", "part_paid")
    imported, report = request.status == IMPORTED, report_of(request)
    goal = escape(public_goal(request))
    return SpendRow(
        number=request.number or "",
        title=public_title(request),
        amount=request.amount if held and not request.paid else request.paid,
        when=public_day(request, request.listed_on),
        line=request.line.name,
        payee=public_payee(request),
        theme=theme_key(request),
        insider=request.payee_insider,
        unlinked=is_unlinked(request),
        exception=request.exception.rstrip(". "),
        promised=held and not request.paid,
        limited=is_limited(request),
        imported=imported,
        lookback=report.lesson if imported and report else "",
        chain=(
            ("full" if goal else "missing", goal),
            issue_part(request),
            decision_part(request),
            result_part(request),
        ),
    )

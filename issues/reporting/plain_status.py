"""What happens with a report, in words for who sent it: the state, what comes next, and by when.

Of a confidential matter only the state and the dates are told, of a limited one also no plans: the
page has a secret address, but paper and screens are seen by others.
"""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from issues.models import Issue, Report, StatusChange, Visibility
from issues.workflow import OPEN
from wijkraad.terms import clock
from wijkraad.ui.filters import day


@dataclass(frozen=True)
class Now:
    """`state` is what is true now, `following` what comes, `due` the promised day, `late` days past it."""

    state: str
    following: str = ""
    due: date | None = None
    late: int = 0
    reason: str = ""


@dataclass(frozen=True)
class Step:
    """Something that happened, for the list of the page."""

    at: Any
    words: str
    reason: str = field(default="")


def now_of(report: Report, last: StatusChange | None) -> Now:
    """The state of a report's issue in plain words; `last` is its last change with a public reason."""
    issue = report.issue
    if report.withdrawn_at:
        return Now(_("U hebt deze melding ingetrokken op %(day)s.") % {"day": day(report.withdrawn_at)})
    state, following = _came_back() if says_it_is_back(report) else _words(issue)
    due = _due(issue)
    late = (clock.today() - due).days if due and due < clock.today() else 0
    told = issue.visibility == Visibility.PUBLIC
    if told and issue.next_step and issue.status not in ("reported", "waiting", "resolved"):
        following = _("Volgende stap: %(step)s.") % {"step": _(issue.next_step).rstrip(".")}
    reason = last.public_reason if last and issue.visibility != Visibility.CONFIDENTIAL else ""
    return Now(state, following, due, max(0, late), reason)


def says_it_is_back(report: Report) -> bool:
    """Whether this report came in about a solved matter and nobody has read it yet."""
    solved = report.issue.verified_at if report.issue.status == "resolved" else None
    return solved is not None and report.created_at > solved and report.moderated_at is None


def _came_back() -> tuple[str, str]:
    return (
        _("Deze kwestie was opgelost. U schrijft dat het terug is. Nog niemand heeft dat gelezen."),
        _("Wij kijken of het terug is. Dan zetten wij de kwestie weer open."),
    )


def _due(issue: Issue) -> date | None:
    """The day we promised: to look at it while it is new, else of the next step."""
    if issue.status not in OPEN:
        return None
    if issue.status == "reported":
        return issue.norm_due
    if issue.status == "waiting":
        return issue.waiting_until
    return issue.next_step_on or issue.norm_due


def _words(issue: Issue) -> tuple[str, str]:
    partner = issue.partner.name if issue.partner and issue.visibility != Visibility.CONFIDENTIAL else ""
    waiting = (
        _("Wij wachten op %(partner)s.") % {"partner": partner} if partner else _("Wij wachten op een ander.")
    )
    words = {
        "reported": (
            _("Uw melding is binnen. Nog niemand heeft ernaar gekeken."),
            _("Iemand van de wijkraad of de wijkmanager leest uw melding."),
        ),
        "assessing": (_("Wij zoeken uit wat er aan de hand is."), _("Daarna beslissen wij wat er gebeurt.")),
        "decided": (_("De wijkraad nam een besluit."), _("Nu moet het werk beginnen.")),
        "in_progress": (_("Er wordt aan gewerkt."), _("Is het klaar? Dan kijkt een ander het na.")),
        "waiting": (waiting, _("Horen wij niets? Dan vragen wij na.")),
        "reported_done": (
            _("Wie het werk deed, zegt dat het klaar is. Dat is nog niet nagekeken."),
            _("Iemand anders kijkt of het echt klaar is. Uw antwoord telt mee."),
        ),
        "resolved": (_("Het is opgelost. Iemand anders heeft dat nagekeken."), _aftercare(issue)),
        "not_resolved": (_("De wijkraad stopt ermee. Het is niet opgelost."), _reaction()),
        "rejected": (_("De wijkraad pakt dit niet op."), _reaction()),
        "withdrawn": (_("Deze zaak is gesloten, omdat de melding is ingetrokken."), ""),
        "merged": (_("Uw melding hoort nu bij een andere kwestie."), _("Daar leest u hoe het verder gaat.")),
    }
    return words[issue.status]


def _aftercare(issue: Issue) -> str:
    if issue.aftercare_until is None or issue.aftercare_until < clock.today():
        return _("Komt het terug? Meld het dan opnieuw.")
    return _("Wij letten op tot %(day)s. Komt het terug? Schrijf het hieronder.") % {
        "day": day(issue.aftercare_until)
    }


def _reaction() -> str:
    return _("Bent u het er niet mee eens? Schrijf het hieronder. Wij lezen het.")


def steps_of(report: Report, changes: list[StatusChange]) -> list[Step]:
    """What happened since this report came in, oldest first; decisions without a move are left out."""
    found = [Step(report.created_at, _("Uw melding kwam binnen."))]
    for change in changes:
        if change.at > report.created_at and change.from_state != change.to_state:
            reason = change.public_reason if report.issue.visibility != Visibility.CONFIDENTIAL else ""
            found.append(Step(change.at, change.label, reason))
    if report.withdrawn_at:
        found.append(Step(report.withdrawn_at, _("U trok uw melding in.")))
    return found

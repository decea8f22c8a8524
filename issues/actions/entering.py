"""What each state asks for before an issue may enter it. Rule source: the domain's table of states."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as noop

from issues.models import Action, Issue, Visibility
from issues.querysets import reads_confidential
from issues.workflow import Cause
from wijkraad.people.models import User
from wijkraad.terms import clock
from wijkraad.terms.refusal import Refused
from wijkraad.terms.values import value

Needs = dict[str, Any]
Enter = Callable[[Issue, str, User | None, str, Cause, Needs], None]


def _reason(reason: str) -> None:
    if not reason.strip():
        raise Refused(_("Schrijf een reden op. Iedereen moet kunnen begrijpen waarom."), code="issue.reason")


def must_be_reader(issue: Issue, responsible: User | None) -> None:
    """Who is responsible for a confidential issue must be allowed to read it."""
    if issue.visibility == Visibility.CONFIDENTIAL and responsible and not reads_confidential(responsible):
        raise Refused(
            _("Deze persoon mag geen vertrouwelijke kwesties lezen."),
            code="issue.reader",
            first=_("Kies iemand die dat wel mag."),
        )


def assessing(issue: Issue, source: str, by: User | None, reason: str, cause: Cause, needs: Needs) -> None:
    """A responsible person; from later states a reason. Coming back from resolved is a relapse or a "nee"."""
    issue.responsible = needs.get("responsible") or issue.responsible
    if issue.responsible is None:
        raise Refused(_("Kies eerst wie ervoor zorgt."), code="issues_issue_somebody")
    must_be_reader(issue, issue.responsible)
    if source != "reported":
        _reason(reason)
    if source == "resolved":
        issue.relapse_count += 1
        issue.relapsed_at = clock.now()
        _forget_result(issue)
    if source == "merged":
        issue.merged_into = None
    issue.waiting_until = None
    issue.next_step = noop("Wij zoeken uit wat er kan en wie dat doet")
    issue.next_step_on = needs.get("next_step_on")


def _forget_result(issue: Issue) -> None:
    """The marks of a result go from the row; history keeps them. Who contradicted it was right."""
    issue.contradictions.filter(settled_at=None).update(settled_at=clock.now(), settled_how="returned")
    issue.claimed_by = issue.claimed_at = issue.verified_by = issue.verified_at = None
    issue.judged_by = issue.aftercare_until = None
    issue.judgement = issue.after_measure = ""


def decided(issue: Issue, source: str, by: User | None, reason: str, cause: Cause, needs: Needs) -> None:
    if cause.kind != "decision":
        raise Refused(_("Dit kan alleen met een besluit van de wijkraad."), code="issue.decision")
    issue.responsible = needs.get("responsible") or issue.responsible
    issue.talks_since_decision = 0
    issue.next_step = noop("Het werk begint")
    issue.next_step_on = needs.get("next_step_on")


def in_progress(issue: Issue, source: str, by: User | None, reason: str, cause: Cause, needs: Needs) -> None:
    """Goal and criterion to the size, and an action with a date; back from a claim only a reason."""
    if source == "reported_done":
        _reason(reason)
        _forget_result(issue)
        issue.next_step, issue.next_step_on = noop("Wij werken er weer aan"), needs.get("next_step_on")
        return
    for name in ("goal", "criterion", "baseline"):
        setattr(issue, name, (needs.get(name) or getattr(issue, name)).strip())
    missing = missing_goal(issue)
    if missing:
        raise Refused(missing, code="issues_issue_goal")
    due = needs.get("action_due")
    if needs.get("action_title") and due:
        Action.objects.create(
            issue=issue,
            title=needs["action_title"],
            due=due,
            first_due=due,
            created_at=clock.now(),
            created_by=by,
            responsible=needs.get("action_responsible") or issue.responsible,
            cause_number=cause.number,
            cause_path=cause.path,
        )
    action = issue.actions.filter(done_at=None).order_by("due").first()
    if action is None:
        raise Refused(_("Voeg eerst een actie met een datum toe."), code="issue.action")
    issue.waiting_until = None
    issue.next_step, issue.next_step_on = action.title, action.due


def missing_goal(issue: Issue) -> str:
    """What its size asks for and is not written down yet, as a sentence; "" when all is there."""
    asked = {"klein": ["criterion"], "gewoon": ["goal", "criterion"]}.get(
        issue.size, ["goal", "criterion", "baseline"]
    )
    words = {"goal": _("het doel"), "criterion": _("de maatstaf"), "baseline": _("de beginmeting")}
    missing = [words[name] for name in asked if not getattr(issue, name)]
    return _("Schrijf eerst op: %(missing)s.") % {"missing": ", ".join(missing)} if missing else ""


def waiting(issue: Issue, source: str, by: User | None, reason: str, cause: Cause, needs: Needs) -> None:
    """A named partner and the day we ask again; a letter or promise brings both."""
    issue.partner = needs.get("partner") or issue.partner
    issue.waiting_until = needs.get("until") or issue.waiting_until
    if issue.partner is None or issue.waiting_until is None:
        raise Refused(_("Zeg op wie wij wachten en wanneer wij navragen."), code="issues_issue_wait")
    issue.next_step = f"Wij vragen het na bij {issue.partner.short_name}"
    issue.next_step_on = issue.waiting_until


def reported_done(
    issue: Issue, source: str, by: User | None, reason: str, cause: Cause, needs: Needs
) -> None:
    if not (needs.get("evidence") or "").strip():
        raise Refused(_("Laat zien dat het klaar is: schrijf het bewijs op."), code="issue.evidence")
    issue.claimed_by, issue.claimed_at = by, clock.now()
    issue.waiting_until = None
    issue.next_step = noop("Iemand anders kijkt of het klopt")
    issue.next_step_on = clock.today() + timedelta(days=int(value("contradiction_days")))


def resolved(issue: Issue, source: str, by: User | None, reason: str, cause: Cause, needs: Needs) -> None:
    """The criterion judged; by another person than the claimer, or by the system after residents said yes."""
    if by is not None and by.pk == issue.claimed_by_id:
        raise Refused(_("Wie het klaar meldde, kan het niet zelf controleren."), code="issue.other")
    if not issue.judgement:
        raise Refused(_("Beoordeel eerst of het doel gehaald is."), code="issues_issue_judged")
    if issue.judgement == Issue.Judgement.MISSED:
        raise Refused(
            _("Het doel is niet gehaald. Dan is het niet opgelost."),
            code="issue.missed",
            first=_("Ga verder met het werk, of stop met een besluit."),
        )
    if not issue.criterion:
        raise Refused(_("Er is nog geen maatstaf. Schrijf die eerst op."), code="issues_issue_goal")
    if issue.contradictions.filter(settled_at=None).exists():
        raise Refused(
            _("Bewoners zeggen dat het niet is opgelost. Geef hun eerst antwoord."), code="issue.contradicted"
        )
    issue.verified_by, issue.verified_at = by, clock.now()
    issue.aftercare_until = clock.today() + timedelta(days=int(value("aftercare_days")))
    issue.next_step, issue.next_step_on = noop("Einde van de nazorg"), issue.aftercare_until


def not_resolved(issue: Issue, source: str, by: User | None, reason: str, cause: Cause, needs: Needs) -> None:
    _reason(reason)
    if cause.kind != "decision" and issue.size != Issue.Size.SMALL:
        raise Refused(
            _("Stoppen kan alleen met een besluit van de wijkraad."),
            code="issue.decision",
            first=_("Zet de kwestie op de agenda."),
        )
    _nothing_next(issue)


def rejected(issue: Issue, source: str, by: User | None, reason: str, cause: Cause, needs: Needs) -> None:
    _reason(reason)
    _nothing_next(issue)


def withdrawn(issue: Issue, source: str, by: User | None, reason: str, cause: Cause, needs: Needs) -> None:
    if issue.reports.filter(withdrawn_at=None).count() > 1:
        raise Refused(_("Er zijn nog meer meldingen over deze kwestie."), code="issue.not_alone")
    _nothing_next(issue)


def merged(issue: Issue, source: str, by: User | None, reason: str, cause: Cause, needs: Needs) -> None:
    target = needs.get("into")
    if target is None or target.pk == issue.pk or target.status == "merged":
        raise Refused(
            _("Die kwestie is zelf al samengevoegd. Kies de kwestie waar zij bij hoort."),
            code="issues_issue_merge_loop",
        )
    issue.merged_into = target
    _nothing_next(issue)


def _nothing_next(issue: Issue) -> None:
    issue.waiting_until = issue.next_step_on = None
    issue.next_step = ""


ENTER: dict[str, Enter] = {
    "assessing": assessing,
    "decided": decided,
    "in_progress": in_progress,
    "waiting": waiting,
    "reported_done": reported_done,
    "resolved": resolved,
    "not_resolved": not_resolved,
    "rejected": rejected,
    "withdrawn": withdrawn,
    "merged": merged,
}

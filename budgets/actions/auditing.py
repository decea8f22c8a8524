"""The check of the kascommissie: drawing, finding, answering, ending. It looks back and never approves."""

from secrets import token_hex
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from budgets.actions.accounts import refuse_receipt
from budgets.actions.moving import required
from budgets.auditing.facts import check_of, folder, population_of, spent_in
from budgets.auditing.sampling import picks
from budgets.models import (
    AuditAnswer,
    AuditDraw,
    AuditFinding,
    AuditPick,
    AuditStatement,
    Budget,
    Receipt,
    SpendRequest,
)
from budgets.permissions import can_audit, can_keep_books
from wijkraad.terms import clock
from wijkraad.terms.refusal import Refused
from wijkraad.trail.acting import action

MOST = 200
Verdict = AuditFinding.Verdict


def _only_auditors(by: Any) -> None:
    if not can_audit(by):
        raise Refused(_("Dit doet de kascommissie."), code="audit_who")


def _open(budget: Budget) -> Budget:
    """The year, held; refused when it is still a proposal or its check has ended."""
    found = Budget.objects.select_for_update(no_key=True).get(pk=budget.pk)
    if found.status == Budget.Status.CONCEPT:
        raise Refused(_("Deze begroting is nog niet vastgesteld."), code="audit_year")
    if AuditStatement.objects.filter(budget=found).exists():
        raise Refused(_("De kascommissie heeft dit jaar afgesloten."), code="budgets_audit_ended")
    return found


@action("audit.draw")
def draw_sample(budget: Budget, *, by: Any, size: int, reason: str = "") -> AuditDraw:
    """Draw `size` of the requests that were paid in a year, by a seed that is stored and shown.

    A second draw needs a reason, and stands beside the first: nothing is drawn again in silence.
    """
    _only_auditors(by)
    budget = _open(budget)
    population = population_of(budget)
    if not population:
        raise Refused(_("In dit jaar is nog niets betaald."), code="audit_empty")
    if not 1 <= size <= MOST:
        raise Refused(_("Kies een aantal van 1 tot en met 200."), code="audit_size")
    number = AuditDraw.objects.filter(budget=budget).count() + 1
    if number > 1:
        reason = required(reason, _("Schrijf op waarom u opnieuw trekt."), "budgets_draw_reason")
    seed = token_hex(16)
    drawn = AuditDraw.objects.create(
        budget=budget,
        number=number,
        size=size,
        seed=seed,
        population=population,
        reason=reason.strip()[:300],
        by=by,
        at=clock.now(),
    )
    chosen = picks(seed, population, size)
    AuditPick.objects.bulk_create(
        AuditPick(draw=drawn, request_id=key, place=place) for place, key in enumerate(chosen, 1)
    )
    return drawn


@action("audit.find")
def record_finding(
    budget: Budget,
    request: SpendRequest,
    *,
    by: Any,
    verdict: str,
    words: str = "",
    receipt: Receipt | None = None,
) -> AuditFinding:
    """What the kascommissie found at a request: fine, a question, or a receipt that it refuses.

    A refused receipt opens an accounted request again (accounted → paid). The last finding counts.
    """
    _only_auditors(by)
    budget = _open(budget)
    if not spent_in(budget).filter(pk=request.pk).exists():
        raise Refused(_("Deze uitgave is niet van dit jaar."), code="audit_other_year")
    if by.pk in (request.requester_id, request.payee_user_id):
        raise Refused(_("Uw eigen uitgave beoordeelt iemand anders."), code="audit_own")
    if verdict not in Verdict.values:
        raise Refused(_("Kies een oordeel."), code="audit_verdict")
    if verdict != Verdict.FINE:
        words = required(words, _("Schrijf op wat u zag."), "budgets_finding_words")
    if verdict == Verdict.REFUSED:
        if receipt is None or receipt.request_id != request.pk:
            raise Refused(_("Kies welke bon niet klopt."), code="budgets_finding_receipt")
        refuse_receipt(receipt, by=by, reason=words)
    return AuditFinding.objects.create(
        budget=budget,
        request=request,
        verdict=verdict,
        words=words.strip()[:500],
        receipt=receipt if verdict == Verdict.REFUSED else None,
        by=by,
        at=clock.now(),
    )


@action("audit.answer")
def answer_finding(finding: AuditFinding, *, by: Any, words: str) -> AuditAnswer:
    """The treasurer answers a question or a refused receipt of the kascommissie."""
    if not can_keep_books(by):
        raise Refused(_("De penningmeester antwoordt de kascommissie."), code="audit_answer_who")
    _open(finding.budget)
    if finding.verdict == Verdict.FINE:
        raise Refused(_("Hier is niets gevraagd."), code="audit_answer_fine")
    words = required(words, _("Schrijf uw antwoord op."), "request_answer")[:500]
    return AuditAnswer.objects.create(finding=finding, words=words, by=by, at=clock.now())


@action("audit.end")
def end_audit(budget: Budget, *, by: Any, verdict: str, words: str) -> AuditStatement:
    """The statement that ends the check of a year; all that was drawn is judged, all questions answered."""
    _only_auditors(by)
    budget = _open(budget)
    if verdict not in AuditStatement.Verdict.values:
        raise Refused(_("Kies een oordeel."), code="audit_verdict")
    words = required(words, _("Schrijf de verklaring op."), "audit_words")[:2000]
    check = check_of(budget, folder(budget))
    if not check.draws:
        raise Refused(_("Trek eerst een steekproef."), code="audit_no_draw")
    if check.lacking:
        text = ngettext(
            "Nog %(n)s uitgave uit de steekproef zonder oordeel.",
            "Nog %(n)s uitgaven uit de steekproef zonder oordeel.",
            check.lacking,
        )
        raise Refused(text % {"n": check.lacking}, code="audit_lacking")
    if check.waiting:
        text = ngettext(
            "Nog %(n)s vraag zonder antwoord.", "Nog %(n)s vragen zonder antwoord.", check.waiting
        )
        raise Refused(text % {"n": check.waiting}, code="audit_waiting")
    return AuditStatement.objects.create(budget=budget, verdict=verdict, words=words, by=by, at=clock.now())

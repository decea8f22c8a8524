"""Accounting for it: receipts, the report, and the check of the kascommissie."""

from datetime import date
from decimal import Decimal
from typing import Any

from django.core.files.base import ContentFile
from django.utils.translation import gettext_lazy as _

from budgets import notices
from budgets.actions.chain import refresh
from budgets.actions.moving import judge_move, locked, moved, required
from budgets.actions.requests import end_round
from budgets.banking.open_ends import SEEN
from budgets.models import Booking, Evaluation, Receipt, SpendRequest
from budgets.permissions import can_add_proof
from budgets.proofs import Proof
from budgets.workflow import SPENT
from wijkraad.people.roles import has_role
from wijkraad.terms import clock
from wijkraad.terms.refusal import Refused
from wijkraad.trail.acting import action


@action("spend.receipt")
def add_receipt(
    request: SpendRequest,
    *,
    by: Any,
    proof: Proof,
    kind: str = "receipt",
    amount: Decimal | None = None,
    dated: date | None = None,
) -> Receipt:
    """Keep a quote, invoice or receipt with the request; `proof` is a checked file (budgets.proofs.read)."""
    request = locked(request)
    if not can_add_proof(by, request):
        raise Refused(_("Bij deze uitgave kunt u geen bon meer toevoegen."), code="receipt_who")
    known = request.receipts.filter(sha256=proof.sha256).first()
    if known is not None:
        return known
    if kind == Receipt.Kind.QUOTE:
        _lapse_for_quote(request, by)
    return Receipt.objects.create(
        request=request,
        kind=kind,
        file=ContentFile(proof.content, name=f"{proof.sha256[:20]}.{proof.extension}"),
        sha256=proof.sha256,
        content_type=proof.content_type,
        size=len(proof.content),
        amount=amount,
        dated=dated,
        added_by=by,
        added_at=clock.now(),
    )


def _lapse_for_quote(request: SpendRequest, by: Any) -> None:
    """Another quote changes what was approved: the approvals of this round lapse."""
    if request.status not in ("draft", "submitted", "needs_info", "approved"):
        raise Refused(_("Na de betaling hoort hier een factuur of een bon bij."), code="receipt_quote")
    if request.status == "approved" or request.approvals_given:
        end_round(request, by=by, reason=str(_("Nieuwe offerte")))


@action("spend.refuse_receipt")
def refuse_receipt(receipt: Receipt, *, by: Any, reason: str) -> Receipt:
    """The kascommissie refuses a receipt; an accounted request is open again."""
    request = locked(receipt.request)
    if not has_role(by, "auditor"):
        raise Refused(_("Alleen de kascommissie keurt een bon af."), code="receipt_refuse_who")
    reason = required(reason, _("Schrijf op wat er niet klopt."), "request_reason")
    receipt = Receipt.objects.select_for_update().get(pk=receipt.pk)
    if receipt.refused_at is None:
        receipt.refused_at, receipt.refused_by, receipt.refusal = clock.now(), by, reason[:300]
        receipt.save(update_fields=["refused_at", "refused_by", "refusal"])
    if request.status == "accounted":
        judge_move(request, "paid", by=by)
        moved(request, "paid", by=by, reason=reason, accounted_at=None)
    notices.receipt_refused(request, by=by)
    return receipt


@action("spend.evaluate")
def evaluate_request(
    request: SpendRequest, *, by: Any, reached: str, brought: str, lesson: str = ""
) -> Evaluation:
    """The report: was the goal reached (yes, partly, no), what did it bring, what do we learn."""
    request = locked(request)
    if request.status not in SPENT or not can_add_proof(by, request):
        raise Refused(
            _("Een verslag schrijft de aanvrager of de penningmeester, na de betaling."), code="report_who"
        )
    brought = required(brought, _("Schrijf op wat het heeft gebracht."), "report_brought")
    found, _made = Evaluation.objects.update_or_create(
        request=request,
        defaults={
            "reached": reached,
            "brought": brought[:300],
            "lesson": lesson.strip()[:300],
            "by": by,
            "at": clock.now(),
        },
    )
    refresh(request)
    return found


@action("spend.account")
def account_request(request: SpendRequest, *, by: Any) -> SpendRequest:
    """Verantwoord: only with a receipt, every booking seen at the bank, and the report."""
    request = locked(request)
    judge_move(request, "accounted", by=by)
    lacking = lacks(request)
    if lacking:
        raise Refused(lacking[0], code="account_lacks")
    moved(request, "accounted", by=by, accounted_at=clock.now())
    refresh(request)
    return request


def lacks(request: SpendRequest) -> list[Any]:
    """What is still needed before a request is accounted for; sentences in Dutch."""
    found = []
    if not request.receipts.filter(refused_at=None, kind__in=["receipt", "invoice"]).exists():
        found.append(_("Er is nog geen bon of factuur."))
    bookings = Booking.objects.filter(
        request=request, reverses=None, reversed_by=None, method=Booking.Method.BANK
    )
    if bookings.exclude(SEEN).exists():
        found.append(_("Nog niet elke betaling is op het bankafschrift gezien."))
    if not Evaluation.objects.filter(request=request).exists():
        found.append(_("Er is nog geen verslag."))
    return found

"""The answer to "Mag dit?": what is free, under which leave, who must sign, and what stands in the way."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.db.models import Case, F, Q, QuerySet, Sum, When
from django.utils.translation import gettext_lazy as _

from budgets.earmarks import earmark_for, is_for, sources_of
from budgets.models import BudgetLine, FundingSource, Mandate, SpendRequest
from budgets.money import ZERO
from budgets.permissions import Barrier, Panel, approvals_needed, light_limit
from budgets.workflow import RESERVING, STANDING
from issues.models import Issue
from meetings.models import Decision
from wijkraad.people.models import User
from wijkraad.ui.filters import euro

HELD = Sum(Case(When(status__in=RESERVING, then=F("amount")), default=F("paid")), default=ZERO)
"""What requests hold or took together: the whole amount while promised, else what was paid."""


@dataclass(frozen=True)
class Leave:
    """The room that a decision or a standing mandate gives; amounts in euros."""

    amount: Decimal
    used: Decimal
    mandate: Mandate | None = None
    decision: Decision | None = None

    @property
    def left(self) -> Decimal:
        return self.amount - self.used


@dataclass(frozen=True)
class Answer:
    """What the rules say of one amount on one line, before anybody spends."""

    line: BudgetLine
    amount: Decimal
    room: Decimal
    needed: int
    leave: Leave | None
    barriers: list[Barrier] = field(default_factory=list)
    earmarks: list[FundingSource] = field(default_factory=list)

    @property
    def allowed(self) -> bool:
        return not self.barriers

    @property
    def room_after(self) -> Decimal:
        """What stays free on the line when this goes through, in euros."""
        return self.room - self.amount


def held_by(requests: "QuerySet[SpendRequest]", without: Any = None) -> Decimal:
    """What these requests hold or took, in euros."""
    if without is not None and without.pk:
        requests = requests.exclude(pk=without.pk)
    return requests.aggregate(total=HELD)["total"]


def leave_for(
    line: BudgetLine, decision: Decision | None, request: SpendRequest | None = None
) -> Leave | None:
    """The leave under which money goes: the decision's on this line, its own amount, or the line's.

    `request` itself does not count as used.
    """
    active = line.mandates.filter(withdrawn_at=None, decision__status__in=STANDING)
    if decision is not None:
        own = active.filter(kind=Mandate.Kind.SPEND, decision=decision).order_by("-id").first()
        spent = SpendRequest.objects.filter(decision=decision)
        if own is not None:
            return Leave(own.amount, held_by(spent.filter(line=line), request), own, decision)
        if decision.mandate_amount is not None:
            return Leave(decision.mandate_amount, held_by(spent, request), None, decision)
    standing = active.filter(kind=Mandate.Kind.STANDING).order_by("-id").first()
    if standing is None:
        return None
    return Leave(standing.amount, held_by(SpendRequest.objects.filter(mandate=standing), request), standing)


def answer(
    line: BudgetLine, amount: Decimal, decision: Decision | None = None, request: SpendRequest | None = None
) -> Answer:
    """Judge an amount in euros on a line; asks nothing of who approves (see permissions.Panel)."""
    leave = leave_for(line, decision, request)
    needed = approvals_needed(amount)
    sources = sources_of(line)
    barriers = [
        *_of_year(line),
        *_of_room(line, amount),
        *_of_earmark(line, amount, sources),
        *judge_leave(leave, amount, decision),
    ]
    return Answer(line, amount, line.room, needed, leave, barriers, _minded(line, sources))


def _minded(line: BudgetLine, sources: list[FundingSource]) -> list[FundingSource]:
    """Money of that year with a rule that this line has to mind: for it, for its theme, or in words alone."""
    in_words = [one for one in sources if one.earmark]
    return [one for one in in_words if is_for(one, line) or not (one.only_line_id or one.only_theme_id)]


@dataclass(frozen=True)
class Signing:
    """Who can sign a request, and of the others why not; `given` are the approvals of this round."""

    signers: list[User]
    others: list[tuple[User, Barrier]]
    needed: int
    given: int = 0

    @property
    def missing(self) -> int:
        """How many signatures cannot be found: above zero the board appoints a deputy by decision."""
        return max(0, self.needed - self.given - len(self.signers))


def signing_of(request: SpendRequest, panel: Panel | None = None) -> Signing:
    panel = panel or Panel([request])
    needed = approvals_needed(request.amount)
    return Signing(panel.signers(request), panel.others(request), needed, request.approvals_given)


def decisions_of(issues: Iterable[Issue], amount: Decimal, user: Any) -> list[Leave]:
    """Decisions about these issues that this person may see and that still allow `amount` euros."""
    found = Decision.objects.visible_to(user).filter(
        issue_links__issue__in=list(issues), status__in=STANDING, mandate_amount__isnull=False
    )
    leaves = []
    for one in found.distinct().order_by("-decided_on", "-id")[:5]:
        used = held_by(SpendRequest.objects.filter(decision=one))
        leaves.append(Leave(one.mandate_amount, used, None, one))
    return [leave for leave in leaves if leave.left >= amount]


def _of_year(line: BudgetLine) -> list[Barrier]:
    if line.budget.status == "adopted":
        return []
    if line.budget.status == "closed":
        return [
            Barrier("year_closed", _("Dit jaar is afgesloten."), first=_("Kies een onderdeel van dit jaar."))
        ]
    first = _("Stel eerst de begroting vast met een besluit.")
    return [Barrier("year_concept", _("De begroting van dit jaar is nog niet vastgesteld."), first=first)]


def _of_room(line: BudgetLine, amount: Decimal) -> list[Barrier]:
    if amount <= line.room:
        return []
    text = _("Op dit onderdeel is nog %(room)s vrij. U vraagt %(amount)s. Eerst is een besluit nodig.")
    first = _("Vraag de vergadering om %(short)s meer voor dit onderdeel, of kies een ander onderdeel.")
    words = {"room": euro(line.room), "amount": euro(amount), "short": euro(amount - line.room)}
    return [Barrier("line_room", text % words, first=first % words)]


def _of_earmark(line: BudgetLine, amount: Decimal, sources: list[FundingSource]) -> list[Barrier]:
    """Money that was given for something else does not pay for this."""
    earmark = earmark_for(line, sources)
    barrier = earmark.barrier(amount) if earmark else None
    return [barrier] if barrier else []


def judge_leave(leave: Leave | None, amount: Decimal, decision: Decision | None) -> list[Barrier]:
    """Above the light limit a decision's mandate or the line's own; a decision's amount is never passed."""
    if decision is not None and decision.status not in STANDING:
        first = _("Kies een besluit dat nog geldt.")
        return [
            Barrier("decision_stands", _("Het besluit achter deze aanvraag geldt niet (meer)."), first=first)
        ]
    limit = light_limit()
    if leave is None or leave.decision is None:
        if amount <= limit or (leave is not None and amount <= leave.left):
            return []
        if leave is None:
            text = _("Boven %(limit)s is een besluit nodig dat zegt wat het mag kosten.")
            first = _("Zet het op de agenda met een bedrag erbij, of kies een besluit dat er al is.")
            return [Barrier("mandate", text % {"limit": euro(limit)}, first=first)]
        text = _(
            "Het doorlopend mandaat laat nog %(left)s toe. U vraagt %(amount)s. Eerst is een besluit nodig."
        )
    else:
        if amount <= leave.left:
            return []
        text = _("Het besluit laat nog %(left)s toe. U vraagt %(amount)s. Eerst is een nieuw besluit nodig.")
    first = _("Vraag minder, of zet een nieuw besluit op de agenda.")
    return [Barrier("mandate_left", text % {"left": euro(leave.left), "amount": euro(amount)}, first=first)]


def open_lines() -> "QuerySet[BudgetLine]":
    """The lines on which money can be promised today."""
    return BudgetLine.objects.filter(Q(budget__status="adopted")).for_list()


def leave_left(mandates: Iterable[Mandate]) -> list[Leave]:
    """Each mandate with what requests hold of it, in euros; three statements for any number.

    An overspend mandate is room on the line: what the line uses above its amount counts as used.
    """
    rows = list(mandates)
    per_decision = SpendRequest.objects.filter(decision__in=[one.decision_id for one in rows])
    by_decision = dict_of(per_decision.values_list("decision_id", "line_id").annotate(total=HELD))
    standing = SpendRequest.objects.filter(mandate__in=[one.pk for one in rows])
    by_mandate = dict_of(standing.values_list("mandate_id").annotate(total=HELD))
    found = []
    for one in rows:
        if one.kind == Mandate.Kind.SPEND:
            used = by_decision.get((one.decision_id, one.line_id), ZERO)
        elif one.kind == Mandate.Kind.STANDING:
            used = by_mandate.get((one.pk,), ZERO)
        else:
            used = min(one.amount, max(ZERO, one.line.committed - one.line.amended))
        found.append(Leave(one.amount, used, one, one.decision))
    return found


def dict_of(rows: Iterable[Any]) -> dict[Any, Decimal]:
    """Rows of keys and a sum at the end, as a dictionary from the keys."""
    return {tuple(row[:-1]): row[-1] for row in rows}

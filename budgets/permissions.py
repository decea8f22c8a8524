"""Who may do what with money. The same answer decides the button on the page and the action behind it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import Any

from django.utils.functional import Promise as LazyText
from django.utils.translation import gettext_lazy as _

from budgets.models import Interest, SpendRequest
from budgets.workflow import SPEND
from meetings.models import ConflictOfInterest
from wijkraad.people.models import User
from wijkraad.people.roles import COUNCIL, holders, roles_of
from wijkraad.terms.values import value

TWO = 2


@dataclass(frozen=True)
class Barrier:
    """One reason why somebody cannot approve; `code` is the stable name of the rule."""

    code: str
    text: str | LazyText


STATE = Barrier("approve_state", _("Deze aanvraag wacht nu niet op goedkeuring."))
AUDITOR = Barrier("approve_auditor", _("De kascommissie controleert achteraf en keurt nooit goed."))
ROLE = Barrier("approve_role", _("Alleen bestuursleden keuren uitgaven goed."))
REQUESTER = Barrier("approve_requester", _("U vroeg dit zelf aan. Iemand anders keurt het goed."))
TWICE = Barrier("approve_twice", _("U keurde deze aanvraag al goed."))
PAYEE = Barrier("approve_payee", _("U krijgt dit geld zelf."))
RELATED = Barrier("approve_related", _("U bent familie of vriend van wie het geld krijgt."))
CONFLICT = Barrier("approve_conflict", _("U hebt een eigen belang bij deze uitgave."))
AWAY = Barrier("approve_away", _("U bent als afwezig genoemd bij deze aanvraag."))
HOUSEHOLD = Barrier("approve_household", _("U woont op hetzelfde adres als de aanvrager of de ontvanger."))
ACCOUNT = Barrier("approve_account", _("U gebruikte zelf eerder deze bankrekening."))
DEPUTY = Barrier("approve_deputy", _("Er zijn genoeg bestuursleden vrij. De plaatsvervanger is niet nodig."))
BY_KIND = {
    Interest.Kind.RELATED: RELATED,
    Interest.Kind.CONFLICT: CONFLICT,
    Interest.Kind.AWAY: AWAY,
}


def light_limit(on: date | None = None) -> Decimal:
    """Up to this amount in euros one approval is enough (dated setting)."""
    return value("light_limit", on)


def approvals_needed(amount: Decimal, on: date | None = None) -> int:
    """How many people must approve: one up to the light limit, two above it (2-domain, Approval)."""
    return 1 if amount <= light_limit(on) else TWO


class Panel:
    """Who can approve each of a number of requests; asks the database a constant number of times."""

    def __init__(self, requests: Iterable[SpendRequest]) -> None:
        self.requests = list(requests)
        self._saved = [request.pk for request in self.requests if request.pk]

    @cached_property
    def council(self) -> list[User]:
        return holders(*COUNCIL)

    @cached_property
    def deputies(self) -> list[User]:
        return holders("deputy")

    @cached_property
    def _interests(self) -> dict[tuple[int, int], Barrier]:
        """(request, person) → why that person stands outside it."""
        found = {
            (request, user): BY_KIND[Interest.Kind(kind)]
            for request, user, kind in Interest.objects.filter(request__in=self._saved).values_list(
                "request_id", "user_id", "kind"
            )
        }
        items = {r.decision.agenda_item_id for r in self.requests if r.decision} - {None}
        if items:
            conflicts = ConflictOfInterest.objects.filter(item__in=items).values_list("item_id", "person_id")
            for item, person in conflicts:
                for request in self.requests:
                    if request.decision and request.decision.agenda_item_id == item:
                        found.setdefault((request.pk, person), CONFLICT)
        return found

    @cached_property
    def _given(self) -> set[tuple[int, int, int]]:
        rows = SpendRequest.objects.filter(pk__in=self._saved, approvals__isnull=False)
        return set(rows.values_list("pk", "approvals__round", "approvals__approver_id"))

    @cached_property
    def _accounts(self) -> dict[str, set[int]]:
        """IBAN → accounts of people who were paid on it before."""
        ibans = {r.payee_iban for r in self.requests} - {""}
        found: dict[str, set[int]] = {}
        if ibans:
            rows = SpendRequest.objects.filter(payee_iban__in=ibans, payee_user__isnull=False)
            for iban, user in rows.values_list("payee_iban", "payee_user_id").distinct():
                found.setdefault(iban, set()).add(user)
        return found

    @cached_property
    def _households(self) -> dict[int, str]:
        """Account → household mark, of requesters and payees."""
        found = {
            r.requester_id: r.requester.household
            for r in self.requests
            if "requester" in r._state.fields_cache
        }
        people = {r.requester_id for r in self.requests} | {r.payee_user_id for r in self.requests}
        if missing := people - found.keys() - {None}:
            found.update(User.objects.filter(pk__in=missing).values_list("pk", "household"))
        return found

    def outside(self, user: Any, request: SpendRequest) -> Barrier | None:
        """Why this person stands outside this request, whatever their role; None when free."""
        if user.pk == request.requester_id:
            return REQUESTER
        if user.pk == request.payee_user_id:
            return PAYEE
        if (request.pk, user.pk) in self._interests:
            return self._interests[request.pk, user.pk]
        if user.household and user.household in {
            self._households.get(request.requester_id),
            self._households.get(request.payee_user_id or 0),
        }:
            return HOUSEHOLD
        if user.pk in self._accounts.get(request.payee_iban, ()):
            return ACCOUNT
        return None

    def has_given(self, user: Any, request: SpendRequest) -> bool:
        return (request.pk, request.round, user.pk) in self._given

    def free(self, request: SpendRequest) -> list[User]:
        """Board members who may approve this request, those who already did included."""
        return [
            user
            for user in self.council
            if not self.outside(user, request) and "auditor" not in roles_of(user)
        ]

    def signers(self, request: SpendRequest) -> list[User]:
        """Who can still approve: free board members, and deputies when those are too few."""
        free = self.free(request)
        if len(free) < approvals_needed(request.amount):
            free += [user for user in self.deputies if user not in free and not self.outside(user, request)]
        return [user for user in free if not self.has_given(user, request)]

    def barriers(self, user: Any, request: SpendRequest) -> list[Barrier]:
        """Every reason why this person cannot approve this request now; empty when nothing does."""
        roles = roles_of(user)
        found = [] if request.status == "submitted" else [STATE]
        if "auditor" in roles:
            found.append(AUDITOR)
        elif roles.isdisjoint(COUNCIL | {"deputy"}):
            found.append(ROLE)
        outside = self.outside(user, request) if getattr(user, "pk", None) else None
        if outside:
            found.append(outside)
        if getattr(user, "pk", None) and self.has_given(user, request):
            found.append(TWICE)
        if not found and roles.isdisjoint(COUNCIL):
            found += [DEPUTY] if len(self.free(request)) >= approvals_needed(request.amount) else []
        return found


def why_not_approve(user: Any, request: SpendRequest) -> list[str]:
    """The reasons, in Dutch, why this person cannot approve this request; empty when they can."""
    return [str(barrier.text) for barrier in Panel([request]).barriers(user, request)]


def can_approve(user: Any, request: SpendRequest) -> bool:
    return not Panel([request]).barriers(user, request)


def actors(user: Any, request: SpendRequest | None, panel: Panel | None = None) -> frozenset[str]:
    """What this person is to this request: roles of today, `requester`, and `approver` when free to be one.

    `approver` here says nothing of rounds: who approved already may still ask or reject. A page that asks
    more about the request gives the `panel` it has.
    """
    found = set(roles_of(user))
    if request is None or not found:
        return frozenset(found)
    if user.pk == request.requester_id:
        found.add("requester")
    panel = panel or Panel([request])
    if set(panel.barriers(user, request)) <= {STATE, TWICE}:
        found.add("approver")
    return frozenset(found)


def can_request(user: Any) -> bool:
    """Board members ask for money; a resident asks through one of them."""
    return SPEND.allows("", "draft", roles_of(user))


def can_work_on_money(user: Any) -> bool:
    """Who has a desk: the board, the deputy and the kascommissie."""
    return not roles_of(user).isdisjoint(COUNCIL | {"deputy", "auditor"})


def can_change(user: Any, request: SpendRequest, panel: Panel | None = None) -> bool:
    """The requester until the money is on its way; the treasurer after the approval (a new round)."""
    if request.status in ("draft", "submitted", "needs_info"):
        return user.pk == request.requester_id
    return SPEND.allows(request.status, "submitted", actors(user, request, panel))


def can_pay(user: Any, request: SpendRequest) -> bool:
    return SPEND.allows(request.status, "paid", roles_of(user))


def can_keep_books(user: Any) -> bool:
    """Budgets, mandates, bookings and bank lines are the treasurer's."""
    return "treasurer" in roles_of(user)


def can_add_proof(user: Any, request: SpendRequest) -> bool:
    """Receipts and the report: the requester and the treasurer, not after the money is accounted for."""
    if request.status in ("accounted", "rejected", "cancelled"):
        return False
    return user.pk == request.requester_id or can_keep_books(user)


def can_see_proof(user: Any, request: SpendRequest) -> bool:
    """Receipts are never public: the requester, the board and the kascommissie."""
    return user.pk == request.requester_id or can_work_on_money(user)


def can_view(user: Any, request: SpendRequest) -> bool:
    """Whether `visible_to` gives this request to this person."""
    return SpendRequest.objects.visible_to(user).filter(pk=request.pk).exists()

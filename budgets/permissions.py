"""Who may do what with money. The same answer decides the button on the page and the action behind it."""

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import Any

from django.db.models import Q
from django.utils.functional import Promise as LazyText
from django.utils.translation import gettext_lazy as _

from budgets.happened import Happened
from budgets.models import Interest, SpendRequest
from budgets.workflow import SPEND
from meetings.models import ConflictOfInterest
from wijkraad.people.models import User
from wijkraad.people.roles import COUNCIL, holders, roles_of
from wijkraad.terms.values import value

TWO = 2
JUDGED = ("draft", "submitted", "needs_info", "approved")
"""States in which it still matters who is free to approve."""


@dataclass(frozen=True)
class Barrier:
    """One reason why something cannot be; `code` is the stable name of the rule.

    `text` speaks to the person, `other` says the same of somebody else, `first` is what to do first.
    """

    code: str
    text: str | LazyText
    other: str | LazyText = ""
    first: str | LazyText = ""


STATE = Barrier("approve_state", _("Deze aanvraag wacht nu niet op goedkeuring."))
AUDITOR = Barrier(
    "approve_auditor",
    _("De kascommissie controleert achteraf en keurt nooit goed."),
    _("zit in de kascommissie, die keurt nooit goed"),
)
ROLE = Barrier("approve_role", _("Alleen bestuursleden keuren uitgaven goed."))
REQUESTER = Barrier(
    "approve_requester", _("U vroeg dit zelf aan. Iemand anders keurt het goed."), _("vraagt dit zelf aan")
)
TWICE = Barrier("approve_twice", _("U keurde deze aanvraag al goed."), _("keurde al goed"))
PAYEE = Barrier("approve_payee", _("U krijgt dit geld zelf."), _("krijgt het geld"))
RELATED = Barrier(
    "approve_related",
    _("U bent familie of vriend van wie het geld krijgt."),
    _("is familie of vriend van wie het geld krijgt"),
)
CONFLICT = Barrier(
    "approve_conflict", _("U hebt een eigen belang bij deze uitgave."), _("heeft een eigen belang")
)
AWAY = Barrier("approve_away", _("U bent als afwezig genoemd bij deze aanvraag."), _("is afwezig"))
HOUSEHOLD = Barrier(
    "approve_household",
    _("U woont op hetzelfde adres als de aanvrager of de ontvanger."),
    _("woont op het adres van de aanvrager of de ontvanger"),
)
ACCOUNT = Barrier(
    "approve_account",
    _("U deelt een bankrekening met de aanvrager of de ontvanger."),
    _("deelt een bankrekening met de aanvrager of de ontvanger"),
)
TWIN = Barrier(
    "approve_twin",
    _("Iemand met uw adres of bankrekening keurde dit al goed. De tweede handtekening is van een ander."),
    _("deelt adres of bankrekening met wie al goedkeurde"),
)
DEPUTY = Barrier(
    "approve_deputy",
    _("Er zijn genoeg bestuursleden vrij. De plaatsvervanger is niet nodig."),
    _("is plaatsvervanger, en er zijn genoeg bestuursleden vrij"),
)
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

    @classmethod
    def of(cls, request: SpendRequest, known: Happened) -> "Panel":
        """The panel of one request of which all that happened was read already."""
        panel = cls([request])
        panel._given = {(request.pk, one.round, one.person or 0) for one in known.approvals}
        panel._interests = {(request.pk, one.person or 0): CONFLICT for one in known.conflicts} | {
            (request.pk, one.person or 0): BY_KIND[Interest.Kind(one.what)] for one in known.interests
        }
        return panel

    @cached_property
    def people(self) -> list[User]:
        return holders(*COUNCIL, "deputy")

    @cached_property
    def council(self) -> list[User]:
        return [user for user in self.people if not roles_of(user).isdisjoint(COUNCIL)]

    @cached_property
    def deputies(self) -> list[User]:
        return [user for user in self.people if "deputy" in roles_of(user)]

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
    def _involved(self) -> set[int]:
        """Accounts of requesters, payees, and who approved."""
        asked = {r.requester_id for r in self.requests} | {r.payee_user_id or 0 for r in self.requests}
        return asked | {user for _request, _round, user in self._given}

    @cached_property
    def _accounts(self) -> dict[int, set[str]]:
        """Person → IBANs on which they were paid, of who shares one with a requester, payee, approver."""
        paid = SpendRequest.objects.filter(payee_user__isnull=False).exclude(payee_iban="")
        theirs = paid.filter(payee_user__in=self._involved).values("payee_iban")
        direct = {r.payee_iban for r in self.requests} - {""}
        rows = paid.filter(Q(payee_iban__in=direct) | Q(payee_iban__in=theirs)).order_by()
        found: dict[int, set[str]] = {}
        for user, iban in rows.values_list("payee_user_id", "payee_iban").distinct():
            found.setdefault(user, set()).add(iban)
        return found

    def _ibans_of(self, request: SpendRequest) -> set[str]:
        """The account that gets the money, and those of the requester and of the payee."""
        people = (request.requester_id, request.payee_user_id or 0)
        return ({request.payee_iban} - {""}).union(*(self._accounts.get(one, set()) for one in people))

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
        if is_payee(user, request):
            return PAYEE
        if (request.pk, user.pk) in self._interests:
            return self._interests[request.pk, user.pk]
        if user.household and user.household in {
            self._households.get(request.requester_id),
            self._households.get(request.payee_user_id or 0),
        }:
            return HOUSEHOLD
        if self._accounts.get(user.pk, set()) & self._ibans_of(request):
            return ACCOUNT
        return None

    def has_given(self, user: Any, request: SpendRequest) -> bool:
        return (request.pk, request.round, user.pk) in self._given

    def _is_twin(self, user: Any, other: User) -> bool:
        """Whether two accounts count as one person: one household mark, or paid on one IBAN."""
        if user.pk == other.pk:
            return True
        if user.household and user.household == other.household:
            return True
        return bool(self._accounts.get(user.pk, set()) & self._accounts.get(other.pk, set()))

    def twin_gave(self, user: Any, request: SpendRequest) -> bool:
        """Whether an account that counts as the same person approved in this round."""
        given = [one for one in self.people if self.has_given(one, request) and one.pk != user.pk]
        return any(self._is_twin(user, one) for one in given)

    def _enough(self, request: SpendRequest) -> bool:
        """Whether the free board members are as many different people as must approve."""
        apart: list[User] = []
        for user in sorted(self.free(request), key=lambda one: not self.has_given(one, request)):
            if not any(self._is_twin(user, one) for one in apart):
                apart.append(user)
        return len(apart) >= approvals_needed(request.amount)

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
        if not self._enough(request):
            free += [user for user in self.deputies if user not in free and not self.outside(user, request)]
        left = [user for user in free if not self.has_given(user, request)]
        return [user for user in left if not self.twin_gave(user, request)]

    def others(self, request: SpendRequest) -> list[tuple[User, Barrier]]:
        """Board members and deputies who cannot sign (any more), each with the first reason."""
        signers = {user.pk for user in self.signers(request)}
        people = {user.pk: user for user in [*self.council, *self.deputies]}
        found = []
        for user in people.values():
            if user.pk not in signers and (
                why := [b for b in self.barriers(user, request) if b is not STATE]
            ):
                found.append((user, why[0]))
        return found

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
        elif getattr(user, "pk", None) and self.twin_gave(user, request):
            found.append(TWIN)
        if not found and roles.isdisjoint(COUNCIL):
            found += [DEPUTY] if self._enough(request) else []
        return found


def is_payee(user: Any, request: SpendRequest) -> bool:
    """Whether this account is who gets the money: named as such, or the same name as on the bank account."""
    if user.pk and user.pk == request.payee_user_id:
        return True
    name = _plain_name(getattr(user, "name", ""))
    return bool(name) and name == _plain_name(request.payee_name)


def _plain_name(name: str) -> str:
    """A name without case, accents and signs: "Vera  Van-Dam" and "vera van dam" are one."""
    letters = unicodedata.normalize("NFKD", name.casefold())
    return " ".join(
        "".join(one if one.isalnum() else " " for one in letters if not unicodedata.combining(one)).split()
    )


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
    if request.status in JUDGED and found & (COUNCIL | {"deputy"}):
        panel = panel or Panel([request])
        if set(panel.barriers(user, request)) <= {STATE, TWICE, TWIN}:
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


def can_resubmit(user: Any, request: SpendRequest) -> bool:
    """Write a rejected request anew: its requester, as long as they may ask for money."""
    return request.status == "rejected" and user.pk == request.requester_id and can_request(user)


def can_pay(user: Any, request: SpendRequest) -> bool:
    return SPEND.allows(request.status, "paid", roles_of(user))


def can_audit(user: Any) -> bool:
    """Drawing, finding and ending the check of a year are the kascommissie's; it never approves."""
    return "auditor" in roles_of(user)


def can_keep_books(user: Any) -> bool:
    """Budgets, mandates, bookings and bank lines are the treasurer's."""
    return "treasurer" in roles_of(user)


def can_keep_year(user: Any) -> bool:
    """Who writes into the books what a meeting decided: treasurer, secretary, chair."""
    return not roles_of(user).isdisjoint({"treasurer", "secretary", "chair"})


def can_add_proof(user: Any, request: SpendRequest) -> bool:
    """Receipts and the report: the requester and the treasurer, not after the money is accounted for."""
    if request.status in ("accounted", "rejected", "cancelled"):
        return False
    return user.pk == request.requester_id or can_keep_books(user)


def can_see_proof(user: Any, request: SpendRequest) -> bool:
    """Receipts are never public: the requester, the board and the kascommissie."""
    return user.pk == request.requester_id or can_work_on_money(user)


def can_see_payee(user: Any, request: SpendRequest, panel: Panel | None = None) -> bool:
    """IBAN and address. Of an organisation: the desk. Of a person or a one-person firm: whoever wrote it, the
    treasurer, the kascommissie, and those who approve (who may, or who did)."""
    if request.payee_kind == SpendRequest.Payee.ORGANISATION:
        return can_work_on_money(user)
    if user.pk == request.requester_id or not roles_of(user).isdisjoint({"treasurer", "auditor"}):
        return True
    panel = panel or Panel([request])
    return "approver" in actors(user, request, panel) or panel.has_given(user, request)


def can_view(user: Any, request: SpendRequest) -> bool:
    """Whether `visible_to` gives this request to this person."""
    return SpendRequest.objects.visible_to(user).filter(pk=request.pk).exists()

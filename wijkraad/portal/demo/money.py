"""Spending in the demo: asked, approved, paid, proven and reported, each on its own day."""

from dataclasses import dataclass
from decimal import Decimal
from functools import partial
from io import BytesIO
from zlib import crc32

from budgets import actions, proofs
from budgets.models import BudgetLine, SpendRequest
from meetings.models import Decision
from wijkraad.portal.demo.papers import receipt
from wijkraad.portal.demo.world import World
from wijkraad.terms import clock


@dataclass(frozen=True)
class Spend:
    """One spend request. `approvers` are (who, day); `paid` is a day or None; `verdict` the report:
    (day, goal reached, what it brought, lesson). Amounts in euros, btw included.
    """

    key: str
    line: str
    goal: str
    title: str
    amount: str
    payee: str
    requester: str
    asked: int
    approvers: tuple[tuple[str, int], ...]
    kind: str = "organisation"
    plots: tuple[str, ...] = ()
    decision: str = ""
    exception: str = ""
    effect: str = ""
    promised_return: str = ""
    paid: int | None = None
    verdict: tuple[int, bool, str, str] | None = None
    outside: tuple[tuple[str, str], ...] = ()
    people: int = 1
    public: str = ""

    def tell(self, world: World) -> None:
        """Put the whole course of this request on the timeline."""
        world.at(self.asked, "19:15", lambda: self._ask(world), f"ask {self.key}")
        for number, (who, day) in enumerate(self.approvers):
            world.at(day, f"20:{10 + number * 7}", partial(self._approve, world, who), f"approve {self.key}")
        if self.paid is not None:
            world.at(self.paid, "11:30", lambda: self._pay(world), f"pay {self.key}")
            world.at(min(self.paid + 2, -1), "18:45", lambda: self._prove(world), f"prove {self.key}")
        if self.verdict:
            world.at(self.verdict[0], "19:40", lambda: self._report(world), f"report {self.key}")

    def _request(self, world: World) -> SpendRequest:
        return SpendRequest.objects.get(pk=world.requests[self.key])

    def _ask(self, world: World) -> None:
        by = world.person(self.requester)
        issues = [world.issue(key) for key in self.plots]
        request = actions.request_spend(
            by=by,
            line=line_of(world, self.line, self.asked),
            goal=self.goal,
            title=self.title,
            amount=Decimal(self.amount),
            payee_name=self.payee,
            payee_kind=self.kind,
            payee_count=self.people,
            payee_iban=account_of(self.payee) if self.kind == "organisation" else "",
            issue=issues[0] if issues else None,
            decision=world.decision(self.decision) if self.decision else None,
            exception=self.exception,
            expected_effect=self.effect,
            promised_return=self.promised_return,
            public_wording=self.public,
            public_goal=self.goal if self.public else "",
        )
        world.requests[self.key] = request.pk
        for who, why in self.outside:
            person = world.person(who)
            actions.declare_interest(request, by=person, person=person, kind="related", reason=why)
        actions.submit_request(request, by=by)

    def _approve(self, world: World, who: str) -> None:
        actions.approve_request(self._request(world), by=world.person(who))

    def _pay(self, world: World) -> None:
        request = self._request(world)
        signer = "marga" if self.requester == "ruben" else "ruben"
        actions.pay_request(
            request,
            by=world.person("lia"),
            reference=f"{request.number} {self.title}",
            key=f"demo-{self.key}",
            second_signature=world.person(signer),
        )

    def _prove(self, world: World) -> None:
        """The receipt, and the payment seen on the bank statement."""
        request = self._request(world)
        paper = receipt(self.payee, self.title, Decimal(self.amount), world.day(self.paid or 0))
        actions.add_receipt(
            request,
            by=world.person(self.requester),
            proof=proofs.read(BytesIO(paper)),
            kind="invoice" if Decimal(self.amount) > 250 else "receipt",
            amount=Decimal(self.amount),
            dated=world.day(self.paid or 0),
        )
        for booking in request.bookings.all():
            actions.confirm_bank_line(
                booking,
                by=world.person("lia"),
                seen_on=booking.paid_on,
                reference=f"afschrift {booking.paid_on:%m}",
            )

    def _report(self, world: World) -> None:
        _day, reached, brought, lesson = self.verdict or (0, False, "", "")
        request = self._request(world)
        actions.evaluate_request(
            request,
            by=world.person(self.requester),
            reached="yes" if reached else "no",
            brought=brought,
            lesson=lesson,
        )
        actions.account_request(self._request(world), by=world.person("lia"))


def account_of(payee: str) -> str:
    """An invented account number of a bank that does not exist; its check digits are right (ISO 13616)."""
    own = f"DEMO{crc32(payee.encode()):010d}"
    number = "".join(str(int(sign, 36)) for sign in f"{own}NL00")
    return f"NL{98 - int(number) % 97:02d}{own}"


def line_of(world: World, name: str, day: int) -> BudgetLine:
    """The line of that name in the budget of the year of that day."""
    return BudgetLine.objects.select_related("budget").get(budget__year=world.day(day).year, name=name)


def give_mandate(world: World, decision: Decision, line: str, amount: str, kind: str = "spend") -> None:
    """Write the leave of a decision into the books, on the line of the year of the decision."""
    actions.grant_mandate(
        decision,
        by=world.person("lia"),
        line=line_of(world, line, world.offset(clock.today())),
        amount=Decimal(amount),
        kind=kind,
    )

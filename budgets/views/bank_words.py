"""Entries and proposals in the words of a page."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from budgets.banking.proposing import Proposal, left
from budgets.banking.returning import Returned
from budgets.models import BankEntry, BankQuestion, Booking


def reasons_of() -> dict[str, str]:
    """Reason → its words."""
    return {
        "returned": _("de bank noemt het een terugboeking"),
        "amount": _("bedrag gelijk"),
        "reference": _("nummer staat erbij"),
        "account": _("rekening gelijk"),
        "name": _("naam gelijk"),
        "date": _("hooguit 3 dagen ertussen"),
        "days": _("hooguit 10 dagen ertussen"),
        "together": _("samen precies dit bedrag"),
    }


def said(why: Any) -> str:
    """Reasons in one line."""
    words = reasons_of()
    return ", ".join(words[one] for one in why if one in words)


@dataclass(frozen=True)
class ProposalRow:
    """One proposal: its value for a button, the bookings in words, score and reasons."""

    proposal: Proposal

    @property
    def value(self) -> str:
        parts = "+".join(f"{booking.pk}:{amount}" for booking, amount in self.proposal.parts)
        return f"{self.proposal.entry.pk}|{parts}|{self.proposal.score}|{' '.join(self.proposal.why)}"

    @property
    def parts(self) -> Any:
        return self.proposal.parts

    @property
    def score(self) -> int:
        return self.proposal.score

    @property
    def why(self) -> str:
        return said(self.proposal.why)

    @property
    def whole(self) -> bool:
        """Whether nothing of the entry is left after it."""
        return self.proposal.total == left(self.proposal.entry)


@dataclass(frozen=True)
class EntryRow:
    """One open entry with its proposals and who finds out what it is."""

    entry: BankEntry
    found: list[Proposal]
    question: BankQuestion | None
    today: date
    returned: list[Returned] = field(default_factory=list)

    @property
    def sent_back(self) -> list[tuple[Booking, str]]:
        """The payments that the bank may have sent back, each with the reasons in words."""
        return [(one.booking, said(one.why)) for one in self.returned]

    @property
    def best(self) -> ProposalRow | None:
        return ProposalRow(self.found[0]) if self.found else None

    @property
    def proposals(self) -> list[ProposalRow]:
        return [ProposalRow(one) for one in self.found]

    @property
    def left(self) -> Any:
        return left(self.entry)

    @property
    def partly(self) -> bool:
        return bool(self.entry.sum.settled)

    @property
    def words(self) -> Any:
        return getattr(self.entry, "words", None)

    @property
    def late(self) -> bool:
        return self.question is not None and self.question.due < self.today

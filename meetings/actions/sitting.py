"""Who sits at a point of an evening: the members, who of them is there, who declared an interest.

Source of the quorum: the dated setting `quorum` as it is on the day of the meeting (2-domain, Meetings).
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from meetings.models import AgendaItem, Attendance, Meeting
from wijkraad.people.models import User
from wijkraad.people.roles import COUNCIL, holders
from wijkraad.terms import clock
from wijkraad.terms.values import value


@dataclass(frozen=True)
class Sitting:
    """The board on an Amsterdam day, with the keys of who is there and of who declared an interest."""

    board: Sequence[User]
    there: Collection[int]
    declared: Collection[int]
    on: date

    @property
    def present(self) -> list[User]:
        """Members who are there, declared ones included."""
        return [member for member in self.board if member.pk in self.there]

    @property
    def voters(self) -> list[User]:
        """Who may vote: present members without an interest; all of them if nobody is free."""
        present = self.present
        return [member for member in present if member.pk not in self.declared] or present

    @property
    def all_declared(self) -> bool:
        """Whether every member who is there has an interest: then written reasons are needed."""
        return bool(present := self.present) and all(member.pk in self.declared for member in present)

    @property
    def quorum(self) -> tuple[int, int, int]:
        """(how many count as there, how many are needed, out of how many)."""
        counted = value("quorum", self.on)["conflicted_count"] or self.all_declared
        out = set() if counted else set(self.declared)
        members = {member.pk for member in self.board} - out
        return len(members & set(self.there)), needed_of(len(members), self.on), len(members)


def needed_of(members: int, on: date) -> int:
    """How many of so many members a decision needs, by the setting of that day; never none."""
    share = Decimal(str(value("quorum", on)["share"])) * members
    return max(1, int(share.to_integral_value(rounding="ROUND_CEILING")))


def sitting_of(meeting: Meeting, item: AgendaItem | None = None) -> Sitting:
    """As it is now; without a point nobody has an interest."""
    rows = meeting.attendance.filter(state=Attendance.State.PRESENT, person__isnull=False)
    return Sitting(
        board=holders(*COUNCIL),
        there=frozenset(rows.values_list("person", flat=True)),
        declared=frozenset(item.conflicts.values_list("person", flat=True)) if item else frozenset(),
        on=clock.date_of(meeting.starts_at),
    )

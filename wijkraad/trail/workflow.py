"""What a transition table is: states, moves, who may make them and what they need.

Each room writes its own table with these words; the check in Python, the buttons on the page,
the database guards and the documentation are all made from it.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from django.utils.functional import Promise as LazyText

Text = str | LazyText
NEW = ""
"""The source of a first state."""


@dataclass(frozen=True)
class Move:
    """One allowed move. `who` holds roles and relations ("responsible", "reporter", "system" …)."""

    source: str
    target: str
    who: frozenset[str]
    needs: Text = ""


def moves(target: str, sources: Iterable[str], who: str, needs: Text = "") -> tuple[Move, ...]:
    """The moves into one state from several, for the same actors (space separated)."""
    return tuple(Move(source, target, frozenset(who.split()), needs) for source in sources)


@dataclass(frozen=True)
class Workflow:
    """A transition table. `states` maps the identifier to its label as residents read it."""

    name: str
    states: Mapping[str, Text]
    table: tuple[Move, ...]

    @cached_property
    def _who(self) -> dict[tuple[str, str], frozenset[str]]:
        found: dict[tuple[str, str], frozenset[str]] = {}
        for move in self.table:
            pair = (move.source, move.target)
            found[pair] = found.get(pair, frozenset()) | move.who
        return found

    @property
    def first_states(self) -> list[str]:
        return sorted(target for source, target in self._who if source == NEW)

    @property
    def pairs(self) -> list[tuple[str, str]]:
        """The allowed (from, to) pairs, first states left out."""
        return sorted(pair for pair in self._who if pair[0] != NEW)

    def who(self, source: str, target: str) -> frozenset[str]:
        """The actors that may make this move; empty when nobody may."""
        return self._who.get((source, target), frozenset())

    def allows(self, source: str, target: str, actors: Iterable[str]) -> bool:
        """Whether somebody who is all of `actors` may make the move, its needs left aside."""
        return not self.who(source, target).isdisjoint(actors)

    def targets(self, source: str, actors: Iterable[str]) -> list[str]:
        """The states that such a person can move to, in the order of the states."""
        actors = frozenset(actors)
        return [state for state in self.states if self.allows(source, state, actors)]

    @property
    def choices(self) -> list[tuple[str, Text]]:
        return list(self.states.items())

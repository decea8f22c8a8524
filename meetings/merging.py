"""Two texts that grew from one, put together line by line; and what differs between two texts.

Nothing that somebody wrote is dropped: where both changed the same lines, the answer holds both and says so.
A paragraph of the minutes is one line here, as it is typed.
"""

from dataclasses import dataclass
from difflib import SequenceMatcher

NEAR = 2
"""Unchanged lines that stay visible around a difference."""


@dataclass(frozen=True)
class Edit:
    """The lines [start, end) of the base became `lines`; `mine` says who did it."""

    start: int
    end: int
    lines: tuple[str, ...]
    mine: bool

    @property
    def inserts(self) -> bool:
        return self.start == self.end


@dataclass(frozen=True)
class Merged:
    text: str
    clash: bool
    """Whether both changed the same lines: then the text holds theirs and mine, and a person chooses."""


def merge(base: str, mine: str, theirs: str) -> Merged:
    """Both grew from `base`: what only one changed is taken, insertions at one place are both kept."""
    if mine in (theirs, base):
        return Merged(theirs, False)
    if theirs == base:
        return Merged(mine, False)
    ground = base.split("\n")
    edits = sorted(
        _edits(ground, theirs.split("\n"), False) + _edits(ground, mine.split("\n"), True),
        key=lambda edit: (edit.start, edit.end, edit.mine),
    )
    found: list[str] = []
    at, clash = 0, False
    for group in _groups(edits):
        start, end = group[0].start, max(edit.end for edit in group)
        found += ground[at:start]
        lines, clashes = _settled(ground, group, start, end)
        found += lines
        at, clash = end, clash or clashes
    return Merged("\n".join(found + ground[at:]), clash)


def together(theirs: str, mine: str) -> str:
    """Every line of both, for when nobody knows any more what they grew from; lines they share stand once."""
    before, after = theirs.split("\n"), mine.split("\n")
    found: list[str] = []
    for tag, i, j, k, m in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        found += before[i:j]
        found += [] if tag == "equal" else after[k:m]
    return "\n".join(found)


def _edits(ground: list[str], text: list[str], mine: bool) -> list[Edit]:
    codes = SequenceMatcher(None, ground, text).get_opcodes()
    return [Edit(i, j, tuple(text[k:m]), mine) for tag, i, j, k, m in codes if tag != "equal"]


def _groups(edits: list[Edit]) -> list[list[Edit]]:
    """Edits that touch the same lines, together; the others alone, in order."""
    groups: list[list[Edit]] = []
    end = -1
    for edit in edits:
        last = groups[-1][-1] if groups else None
        same_place = last is not None and edit.inserts and last.inserts and edit.start == last.start
        if groups and (edit.start < end or same_place):
            groups[-1].append(edit)
        else:
            groups.append([edit])
        end = max(end, edit.end)
    return groups


def _settled(ground: list[str], group: list[Edit], start: int, end: int) -> tuple[list[str], bool]:
    theirs = _side(ground, [edit for edit in group if not edit.mine], start, end)
    mine = _side(ground, [edit for edit in group if edit.mine], start, end)
    if len({edit.mine for edit in group}) == 1:
        return (mine if group[0].mine else theirs), False
    if mine == theirs:
        return mine, False
    return theirs + mine, not all(edit.inserts for edit in group)


def _side(ground: list[str], edits: list[Edit], start: int, end: int) -> list[str]:
    """The lines [start, end) of the base as one of the two left them."""
    found: list[str] = []
    at = start
    for edit in edits:
        found += [*ground[at : edit.start], *edit.lines]
        at = edit.end
    return found + ground[at:end]


def differences(old: str, new: str) -> list[tuple[str, str]]:
    """(kind, lines) with kind "same", "gone", "new", or "skip" for a stretch of unchanged lines left out."""
    before, after = old.split("\n"), new.split("\n")
    codes = SequenceMatcher(None, before, after).get_opcodes()
    found: list[tuple[str, str]] = []
    for tag, i, j, k, m in codes:
        if tag == "equal":
            found += _around(before[i:j], first=i == 0, last=j == len(before))
            continue
        found += [("gone", "\n".join(before[i:j]))] if j > i else []
        found += [("new", "\n".join(after[k:m]))] if m > k else []
    return found


def _around(lines: list[str], *, first: bool, last: bool) -> list[tuple[str, str]]:
    """Of a long unchanged stretch only what stands next to a difference."""
    head, tail = (0 if first else NEAR), (0 if last else NEAR)
    if len(lines) <= head + tail + 1:
        return [("same", "\n".join(lines))]
    found = [("same", "\n".join(lines[:head]))] if head else []
    found.append(("skip", ""))
    return found + ([("same", "\n".join(lines[-tail:]))] if tail else [])

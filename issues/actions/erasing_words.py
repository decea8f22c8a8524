"""A name, a number or other words that must not be anywhere: found in this whole room, and taken out."""

import re
from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from issues.models import (
    Action,
    Confirmation,
    Contradiction,
    Draft,
    Escalation,
    Hearing,
    HelpOffer,
    Incoming,
    Intervention,
    Issue,
    Letter,
    Note,
    Outcome,
    Photo,
    Promise,
    Report,
    Say,
    StatusChange,
    WalkNote,
)
from issues.permissions import can_destroy
from wijkraad.notices.models import Message
from wijkraad.people.models import User
from wijkraad.terms import clock
from wijkraad.terms.refusal import Refused
from wijkraad.trail.acting import action
from wijkraad.trail.erasures import log_erasures

SHORTEST = 3
"""Characters: fewer would be found in every word."""
MOST = 50
"""How many places of one kind a page shows; after these are gone the next ones come."""
GONE = "[weggehaald]"
SOURCES: dict[str, tuple[Any, Any, tuple[str, ...]]] = {
    "report": (Report, gettext_lazy("melding"), ("text",)),
    "note": (Note, gettext_lazy("notitie of bericht"), ("text",)),
    "issue": (
        Issue,
        gettext_lazy("kwestie"),
        ("title", "summary", "reaction", "public_wording", "next_step"),
    ),
    "confirmation": (Confirmation, gettext_lazy("antwoord van een bewoner"), ("reason", "public_reason")),
    "help": (HelpOffer, gettext_lazy("aanbod om te helpen"), ("text", "answer")),
    "contradiction": (Contradiction, gettext_lazy("tegenspraak"), ("public_reason", "answer")),
    "photo": (Photo, gettext_lazy("uitleg bij een foto"), ("description",)),
    "action": (Action, gettext_lazy("actie"), ("title", "result", "evidence", "evidence_link")),
    "promise": (Promise, gettext_lazy("toezegging"), ("who", "what", "where_said", "result")),
    "escalation": (Escalation, gettext_lazy("opschaling"), ("reason", "effect")),
    "hearing": (Hearing, gettext_lazy("wederhoor"), ("label", "whom", "text", "reaction")),
    "incoming": (Incoming, gettext_lazy("ingekomen post"), ("sender", "subject", "summary", "result")),
    "intervention": (
        Intervention,
        gettext_lazy("ingreep"),
        ("about_title", "cause", "done", "expected", "effect_words"),
    ),
    "walk": (WalkNote, gettext_lazy("schouwnotitie"), ("text",)),
    "say": (Say, gettext_lazy("inspraak"), ("about", "how", "result")),
}
"""Kind → model, its name for people, and the columns that hold words."""
FIXED: dict[str, tuple[Any, Any, tuple[str, ...]]] = {
    "change": (StatusChange, gettext_lazy("geschiedenis"), ("reason", "public_reason", "evidence")),
    "outcome": (Outcome, gettext_lazy("uitkomst"), ("before", "after", "evidence", "lesson")),
    "letter": (Letter, gettext_lazy("brief"), ("subject", "text", "answer")),
}
"""What is fixed: history of the council's own words, and letters. It is shown, and stays."""
_seen_by: dict[Any, Callable[[User], Q]] = {}


def register_fixed(
    kind: str, model: Any, name: Any, columns: tuple[str, ...], seen: Callable[[User], Q]
) -> None:
    """Show the fixed words of a room above this one too; `seen` says which of its rows a person may know."""
    FIXED[kind], _seen_by[model] = (model, name, columns), seen


@dataclass(frozen=True)
class Place:
    """Where the words stand: `key` is kind and id, `excerpt` the words around the first find."""

    key: str
    kind: Any
    excerpt: str
    issue: Issue | None
    fixed: bool = False


def _where(columns: tuple[str, ...], words: str) -> Q:
    found = Q(pk__in=[])
    for column in columns:
        found |= Q(**{f"{column}__icontains": words})
    return found


def _seen(model: Any, by: User) -> Q:
    """Rows of issues that this person may know; rows without an issue are the board's."""
    if model in _seen_by:
        return _seen_by[model](by)
    known = Issue.objects.visible_to(by).values("pk")
    if model is Issue:
        return Q(pk__in=known)
    if model is Photo:
        return Q(issue__in=known) | Q(report__issue__in=known)
    open_rows = Q(issue=None) if model in (Incoming, Intervention, Letter, WalkNote) else Q(pk__in=[])
    return Q(issue__in=known) | open_rows


def find_words(words: str, *, by: User) -> list[Place]:
    """The places of this room that hold these words and that this person may know, fixed ones last."""
    if not can_destroy(by):
        raise Refused(_("Alleen het bestuur vernietigt gegevens."), code="erase.may")
    if len(words.strip()) < SHORTEST:
        raise Refused(_("Vul ten minste drie letters of cijfers in."), code="erase.short")
    found = []
    for fixed, sources in ((False, SOURCES), (True, FIXED)):
        for kind, (model, name, columns) in sources.items():
            rows = model._default_manager.filter(_where(columns, words.strip()), _seen(model, by))
            found += [_place(kind, name, row, columns, words.strip(), fixed) for row in rows[:MOST]]
    return found


def _place(kind: str, name: Any, row: Any, columns: tuple[str, ...], words: str, fixed: bool) -> Place:
    texts = [getattr(row, column) for column in columns]
    text = next((text for text in texts if words.lower() in text.lower()), texts[0])
    at = text.lower().find(words.lower())
    excerpt = ("… " if at > 60 else "") + text[max(0, at - 60) : at + len(words) + 60]
    issue = row if isinstance(row, Issue) else getattr(row, "issue", None)
    if isinstance(row, Photo) and row.report:
        issue = row.report.issue
    return Place(f"{kind}-{row.pk}", name, excerpt, issue, fixed)


@action("words.destroy")
def destroy_words(words: str, places: Collection[str], *, by: User) -> int:
    """Take these words out of the chosen places (keys of `find_words`), half-filled forms and mails.

    Search follows at once; ids and dates go to the log of erasures. What is fixed stays, and so
    does what this person may not know. Returns how many places changed.
    """
    known = {place.key for place in find_words(words, by=by) if not place.fixed}
    chosen = sorted(known & set(places))
    if not chosen:
        raise Refused(_("Kies eerst waar deze woorden weg moeten."), code="erase.places")
    pattern = re.compile(re.escape(words.strip()), re.IGNORECASE)
    for key in chosen:
        kind, _dash, pk = key.partition("-")
        _take_out(kind, int(pk), pattern)
    Draft.objects.filter(data__icontains=words.strip()).delete()
    for message in Message.objects.filter(
        Q(facts__icontains=words.strip()) | Q(title__icontains=words.strip())
    ):
        message.facts = {name: _without(value, pattern) for name, value in message.facts.items()}
        message.title = pattern.sub(GONE, message.title)[:200]
        message.save(update_fields=["facts", "title"])
    return len(chosen)


def _without(value: Any, pattern: re.Pattern[str]) -> Any:
    return pattern.sub(GONE, value) if isinstance(value, str) else value


def _take_out(kind: str, pk: int, pattern: re.Pattern[str]) -> None:
    model, _name, columns = SOURCES[kind]
    row = model._default_manager.select_for_update(of=("self",)).get(pk=pk)
    for column in columns:
        longest = model._meta.get_field(column).max_length
        setattr(row, column, pattern.sub(GONE, getattr(row, column))[:longest])
    changed = list(columns)
    if isinstance(row, Report):
        row.cleaned_at = clock.now()
        changed.append("cleaned_at")
    row.save(update_fields=changed)
    log_erasures(f"words.{kind}", [pk])


def cover_again(kind: str, pk: int) -> None:
    """After a restore: which words it were is not known any more, so all words of the row go."""
    model, _name, columns = SOURCES[kind]
    for row in model._default_manager.filter(pk=pk):
        for column in columns:
            if getattr(row, column):
                setattr(row, column, GONE)
        row.save(update_fields=list(columns))

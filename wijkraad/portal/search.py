"""Zoeken: issues, decisions, meetings and spending that this person may see, ranked within each kind.

First the words as they stand; of a kind with few of them also what begins like them. When nothing is found at
all, what has one of the words; and when nothing has, titles that look like what was asked.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from django.contrib.postgres.search import (
    SearchHeadline,
    SearchVector,
    SearchVectorField,
    TrigramWordSimilarity,
)
from django.db.models import Case, F, Func, Q, QuerySet, TextField, Value, When
from django.db.models.functions import TruncDate
from markupsafe import Markup, escape

from budgets.models import SpendRequest, SpendShare
from issues.lists.words import CONFIG, once, query
from issues.models import Issue, Street, Theme
from meetings.models import AgendaIssue, AgendaItem, Decision, DecisionIssue
from wijkraad.people.roles import is_board, is_staff
from wijkraad.portal.bundle import Parts, Rows, rows_of, rows_with
from wijkraad.portal.results import day_of
from wijkraad.portal.wishes import KINDS, Wish
from wijkraad.trail.version import data_version, version_rows

SHOWN = 10
NEWEST = 200
"""Of decisions, meetings and spending the newest hits that are asked whether this person may see them."""
MOST = 2000
"""The same when a theme, street or year leaves out what does not belong to it, or when it is paged."""
ALL = Wish()
AT_FIRST = 40
"""For visitors so many are asked at first: what may be known of a hit is the dearest question of all."""
LONGEST = 200
# Marks of a hit that no text of ours contains; they become <mark> after escaping.
START, STOP = "\ue000", "\ue001"
_NUMBER = re.compile(r"[A-Za-z]?\d{4}-\d+")
# The states in which everybody reads the minutes (meetings.permissions.reads_minutes).
READ = ("minutes_proposed", "minutes_adopted", "logged", "imported")
ALIKE = "alike"
"""The last way to look, beside those of `issues.lists.words`: titles that look like it."""


@dataclass(frozen=True, slots=True)
class Hit:
    """One row found: where it leads, its title with the hits marked, and a line about it."""

    href: str
    title: Markup
    excerpt: Markup
    row: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Found:
    """What was found, per kind; `instead`: nothing has all words, so "any" of them, or titles "alike"."""

    text: str
    issues: list[Hit]
    decisions: list[Hit]
    meetings: list[Hit]
    spending: list[Hit]
    streets: list[dict[str, Any]]
    themes: list[dict[str, Any]]
    version: int
    """The data version that was read with them."""
    instead: str = ""
    more: bool = False
    """Whether there is a page after this one (of one kind)."""

    @property
    def total(self) -> int:
        return len(self.issues) + len(self.decisions) + len(self.meetings) + len(self.spending)


@dataclass(frozen=True, slots=True)
class Asked:
    """One question: the text, who asks, what narrows it, how and among how many hits is looked."""

    text: str
    user: Any
    wish: Wish
    by_number: bool = False
    way: str = "words"
    newest: int = NEWEST

    @property
    def query(self) -> Any:
        return query(self.text, "wide" if self.way == ALIKE else self.way)

    def cut(self, found: Any) -> Any:
        """The rows of its page, and one more."""
        start = SHOWN * (self.wish.page - 1)
        return found[start : start + SHOWN + 1]


def search(text: str, user: Any, wish: Wish = ALL) -> Found:
    """Search everything this person may see; an empty text finds nothing. `wish` narrows it, or asks for a
    page of one kind. One statement for common words, at most four.
    """
    text = " ".join(text.replace("\x00", " ").split())[:LONGEST]
    if not text:
        return Found("", [], [], [], [], [], [], data_version())
    by_number = bool(_NUMBER.fullmatch(text))
    asked = Asked(text.upper() if by_number else text, user, wish, by_number)
    rows = _rows(asked)
    instead = ""
    if not by_number and wish.page == 1 and not any(rows[kind] for kind in KINDS):
        instead = _found_instead(asked, rows)
    hits = {kind: [_hit(kind, row) for row in rows[kind][:SHOWN]] for kind in KINDS}
    version = int(rows["version"][0]["total"])
    more = bool(wish.kind) and len(rows[wish.kind]) > SHOWN
    return Found(
        text,
        **hits,
        streets=rows["streets"],
        themes=rows["themes"],
        version=version,
        instead=instead,
        more=more,
    )


def _found_instead(asked: Asked, rows: Rows) -> str:
    """Put into `rows` what has one of the words, else what looks like them; gives the way, or ""."""
    for way in ("any", ALIKE) if " " in asked.text else (ALIKE,):
        rows |= _fetched(replace(asked, way=way), _wanted(asked.wish))
        if any(rows[kind] for kind in KINDS):
            return way
    return ""


def _wanted(wish: Wish) -> list[str]:
    return [kind for kind in KINDS if wish.wants(kind)]


def _rows(asked: Asked) -> Rows:
    """The rows of all kinds: as the words stand, and of kinds with too few of those what begins like them.

    A page of one kind is of the wider ones at once, so that one page follows the other.
    """
    wish, wanted = asked.wish, _wanted(asked.wish)
    rows: Rows = dict.fromkeys(KINDS, [])
    if wish.kind and not asked.by_number:
        return rows | _fetched(replace(asked, way="wide", newest=MOST), wanted, beside=True)
    first = MOST if wish else AT_FIRST if asked.user is None else NEWEST
    rows |= _fetched(replace(asked, newest=first), wanted, beside=True)
    few = [kind for kind in wanted if len(rows[kind]) < SHOWN]
    if few and not asked.by_number:
        wider = _fetched(replace(asked, way="wide", newest=MOST if wish else NEWEST), few)
        rows |= {kind: _together(rows[kind], wider[kind]) for kind in few}
    return rows


def _together(first: list[dict[str, Any]], more: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    known = {row["key_"] for row in first}
    return first + [row for row in more if row["key_"] not in known]


def _fetched(asked: Asked, kinds: list[str], *, beside: bool = False) -> Rows:
    """The rows of these kinds in one statement; for visitors without wishes its SQL is made once."""
    if asked.wish or asked.user is not None:
        return rows_of(_parts(asked, kinds, beside))
    name = f"search {asked.way} {asked.by_number} {','.join(kinds)}"
    return rows_with(name, asked.text, lambda place: _parts(replace(asked, text=place), kinds, beside))


def _parts(asked: Asked, kinds: list[str], beside: bool) -> Parts:
    """The kinds, and `beside` them the streets and themes of that name and the data version."""
    found: dict[str, QuerySet] = {kind: _KINDS[kind](asked) for kind in kinds}
    if beside:
        named = {"name__trigram_word_similar": asked.text}
        found["streets"] = Street.objects.filter(**named).order_by("name").values("name", "slug")[:3]
        found["themes"] = Theme.objects.filter(active=True, **named).order_by("order").values(
            "name", slug=F("key"), mark=F("colour_key")
        )[:2]  # fmt: skip
        found["version"] = version_rows()
    return found


def confidential_among(found: Found) -> set[int]:
    """The confidential matters behind what was found: issues, and those of decisions, items and spending."""
    hidden = {"issue__visibility": "confidential"}
    linked = (
        DecisionIssue.objects.filter(decision__in=_keys(found.decisions), **hidden).values_list("issue"),
        AgendaIssue.objects.filter(item__in=_keys(found.meetings), **hidden).values_list("issue"),
        SpendShare.objects.filter(request__in=_keys(found.spending), **hidden).values_list("issue"),
    )
    own = {hit.row["key_"] for hit in found.issues if hit.row["visibility"] == "confidential"}
    return own | {pk for (pk,) in linked[0].union(*linked[1:])}


def _keys(hits: list[Hit]) -> list[int]:
    return [hit.row["key_"] for hit in hits]


def headline(column: str, asked: Asked, words: int = 24) -> SearchHeadline:
    """The part of a text around the hits, with START and STOP about each; only for the rows shown."""
    return SearchHeadline(
        column, asked.query, config=CONFIG, start_sel=START, stop_sel=STOP, max_words=words,
        min_words=words // 2,
    )  # fmt: skip


def marked(text: str | None) -> Markup:
    """Escaped text in which the hits are <mark>."""
    safe = str(escape(text or "")).replace(START, "<mark>").replace(STOP, "</mark>")
    return Markup(safe)  # noqa: S704 - escaped above


def _hit(kind: str, row: dict[str, Any]) -> Hit:
    title, excerpt = marked(row["head"]), marked(row.get("body"))
    if kind == "issues":
        href = f"/kwesties/{row['number']}/" if row["number"] else f"/werk/kwesties/{row['uuid']}/"
        return Hit(href, title, excerpt, row)
    on = {"on": day_of(row["on"])}
    if kind == "meetings":
        return Hit(f"/vergaderingen/{row['slug']}/", title, excerpt, row | on)
    return Hit(f"/{_PATHS[kind]}/{row['no']}/", title, excerpt, row | on)


_PATHS = {"decisions": "besluiten", "spending": "uitgaven"}


def _issues(asked: Asked) -> QuerySet:
    """Issues with these words, or with a title that looks like them."""
    text, inner = asked.text, is_staff(asked.user)
    found = asked.wish.issues(Issue.objects.visible_to(asked.user))
    if not inner:
        found = found.listed()
    if asked.way == ALIKE:
        best = found.alike(text, inner=inner)
    else:
        best = found.ranked(text, inner=inner, way=asked.way)
    return asked.cut(best.values(
        "number", "uuid", "status", "stops", "visibility",
        key=F("theme__colour_key"), word=F("theme__name"), place=F("street__name"),
        head=headline("title", asked), body=headline("summary", asked), key_=F("pk"),
    ))  # fmt: skip


def _decisions(asked: Asked) -> QuerySet:
    user = asked.user
    found: Any = Decision.objects.visible_to(user).final().exclude(number=None).with_shield(user)
    found = asked.wish.decisions(found.filter(shielded=False))
    found = _among(found, asked, "title", "text", numbered=True)
    found = found if asked.way == ALIKE else found.newest_first()
    return asked.cut(found.values(
        no=F("number"), on=F("decided_on"), state=F("status"), head=headline("title", asked), key_=F("pk"),
        body=headline("text", asked),
    ))  # fmt: skip


def _meetings(asked: Asked) -> QuerySet:
    user = asked.user
    found = AgendaItem.objects.visible_to(user).with_shield(user).filter(shielded=False)
    found = _among(asked.wish.meetings(found), asked, "title", "minutes")
    read: Any = F("minutes")
    if not is_board(user):
        found = found if asked.way == ALIKE else _told(found, asked)
        known = When(meeting__status__in=READ, then=F("minutes"))
        read = Case(known, default=Value(""), output_field=TextField())
    found = found.annotate(read=read)
    found = found if asked.way == ALIKE else found.order_by("-meeting__starts_at", "order")
    return asked.cut(found.values(
        key_=F("pk"), slug=F("meeting__slug"), sort=F("meeting__kind"), on=TruncDate("meeting__starts_at"),
        head=headline("title", asked), body=headline("read", asked),
    ))  # fmt: skip


def _told(found: Any, asked: Asked) -> Any:
    """Minutes that nobody may read yet find nothing: then only the title counts.

    A CASE, because the planner takes an OR for rare and then asks it of every item.
    """
    found = found.annotate(vector=SearchVector("title", config=CONFIG))
    told = Q(meeting__status__in=READ) | Q(vector=asked.query)
    return found.annotate(told=Case(When(told, then=Value(True)), default=Value(False))).filter(told=True)


def _spending(asked: Asked) -> QuerySet:
    user = asked.user
    found = SpendRequest.objects.public() if not is_staff(user) else SpendRequest.objects.visible_to(user)
    found = found.exclude(number=None).exclude(shares__issue__visibility="limited")
    found = _among(asked.wish.spending(found), asked, "title", "goal", numbered=True)
    found = found if asked.way == ALIKE else found.order_by("-id")
    return asked.cut(found.values(
        no=F("number"), on=F("last_paid_on"), net=F("paid"), head=headline("title", asked), key_=F("pk")
    ))  # fmt: skip


_KINDS = {"issues": _issues, "decisions": _decisions, "meetings": _meetings, "spending": _spending}


class Words(Func):
    """The words of two columns as the index of their table holds them."""

    function = "dutch_words"
    arity = 2
    output_field = SearchVectorField()


def _among(found: Any, asked: Asked, *columns: str, numbered: bool = False) -> Any:
    """The rows with this number, if that is asked for, else those of the newest hits in these columns, or
    those with a title that looks like it, the likest first.

    Ordering hits by a sum keeps PostgreSQL from walking the whole table newest first, which is
    far slower than the index of words whenever a word is rare.
    """
    if asked.by_number and numbered:
        return found.filter(number=asked.text)
    if asked.way == ALIKE:
        text = once(asked.text)
        likest = TrigramWordSimilarity(text, "title")
        titles = found.model.objects.filter(title__trigram_word_similar=text)
        hits = titles.order_by(likest.desc(), "-pk").values("pk")[: asked.newest]
        return found.filter(pk__in=hits).order_by(likest.desc(), "-pk")
    hits = found.model.objects.annotate(words=Words(*columns)).filter(words=asked.query)
    return found.filter(pk__in=hits.order_by((F("pk") + 0).desc()).values("pk")[: asked.newest])

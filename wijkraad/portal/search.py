"""Zoeken: issues, decisions, meetings and spending that this person may see, ranked within each kind."""

import re
from dataclasses import dataclass
from typing import Any, Literal

from django.contrib.postgres.search import SearchHeadline, SearchQuery, SearchVector, SearchVectorField
from django.db.models import Case, F, Func, Q, QuerySet, TextField, Value, When
from django.db.models.functions import TruncDate
from markupsafe import Markup, escape

from budgets.models import SpendRequest, SpendShare
from issues.models import Issue, Street
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
"""The same when a theme, street or year leaves out what does not belong to it."""
ALL = Wish()
AT_FIRST = 40
"""Of agenda items so many are asked at first: whether a hit stands in minutes that visitors do not read yet
is the dearest question of all. Only when fewer than SHOWN are left, NEWEST are asked.
"""
LONGEST = 200
# Marks of a hit that no text of ours contains; they become <mark> after escaping.
START, STOP = "\ue000", "\ue001"
_CONFIG = "dutch_plain"
_NUMBER = re.compile(r"[A-Za-z]?\d{4}-\d+")
# The states in which everybody reads the minutes (meetings.permissions.reads_minutes).
READ = ("minutes_proposed", "minutes_adopted", "logged", "imported")


@dataclass(frozen=True, slots=True)
class Hit:
    """One row found: where it leads, its title with the hits marked, and a line about it."""

    href: str
    title: Markup
    excerpt: Markup
    line: str
    row: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Found:
    """What was found, per kind; `more` says that a kind has more than is shown."""

    text: str
    issues: list[Hit]
    decisions: list[Hit]
    meetings: list[Hit]
    spending: list[Hit]
    streets: list[dict[str, Any]]
    version: int
    """The data version that was read with them."""

    @property
    def total(self) -> int:
        return len(self.issues) + len(self.decisions) + len(self.meetings) + len(self.spending)


def search(text: str, user: Any, wish: Wish = ALL) -> Found:
    """Search everything this person may see; an empty text finds nothing. One statement, and another one for
    titles that look like it when no issue has these words. `wish` narrows it.
    """
    text = " ".join(text.replace("\x00", " ").split())[:LONGEST]
    if not text:
        return Found("", [], [], [], [], [], data_version())
    rows = _rows(text, user, wish)
    return Found(
        text,
        [_issue_hit(row) for row in rows["issues"] or _look_alikes(text, user, wish)],
        [
            Hit(
                f"/besluiten/{r['no']}/",
                marked(r["head"]),
                marked(r["body"]),
                "",
                r | {"on": day_of(r["on"])},
            )
            for r in rows["decisions"]
        ],
        [
            Hit(
                f"/vergaderingen/{r['slug']}/",
                marked(r["head"]),
                marked(r["body"]),
                "",
                r | {"on": day_of(r["on"])},
            )
            for r in rows["meetings"]
        ],
        [
            Hit(f"/uitgaven/{r['no']}/", marked(r["head"]), marked(""), "", r | {"on": day_of(r["on"])})
            for r in rows["spending"]
        ],
        rows["streets"],
        int(rows["version"][0]["total"]),
    )


def _look_alikes(text: str, user: Any, wish: Wish) -> Any:
    return _issues(text, user, "alike", wish) if wish.wants("issues") else ()


def _rows(text: str, user: Any, wish: Wish) -> Rows:
    """The rows of all kinds in one statement; for visitors it is made once for words and once for numbers."""
    by_number = bool(_NUMBER.fullmatch(text))
    text = text.upper() if by_number else text
    if wish:
        parts = _parts(text, user, by_number, MOST, wish)
        return dict.fromkeys(KINDS, []) | rows_of(
            {name: rows for name, rows in parts.items() if name not in KINDS or wish.wants(name)}
        )
    if user is not None:
        return rows_of(_parts(text, user, by_number))
    name = "search for a number" if by_number else "search for words"
    rows = rows_with(name, text, lambda place: _parts(place, None, by_number, AT_FIRST))
    if len(rows["meetings"]) < SHOWN:
        rows |= rows_with("search agenda items", text, lambda place: {"meetings": _meetings(place, None)})
    return rows


def _parts(text: str, user: Any, by_number: bool, items: int = NEWEST, wish: Wish = ALL) -> Parts:
    return {
        "issues": _issues(text, user, "ranked", wish),
        "decisions": _decisions(text, user, by_number, wish),
        "meetings": _meetings(text, user, items, wish),
        "spending": _spending(text, user, by_number, wish),
        "streets": Street.objects.filter(name__trigram_word_similar=text).values("name", "slug")[:3],
        "version": version_rows(),
    }


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


def headline(column: str, text: str, words: int = 24) -> SearchHeadline:
    """The part of a text around the hits, with START and STOP about each; only for the rows shown."""
    query = SearchQuery(text, config=_CONFIG, search_type="websearch")
    return SearchHeadline(
        column, query, config=_CONFIG, start_sel=START, stop_sel=STOP, max_words=words, min_words=words // 2
    )


def marked(text: str | None) -> Markup:
    """Escaped text in which the hits are <mark>."""
    safe = str(escape(text or "")).replace(START, "<mark>").replace(STOP, "</mark>")
    return Markup(safe)  # noqa: S704 - escaped above


def _issues(text: str, user: Any, way: Literal["ranked", "alike"], wish: Wish = ALL) -> QuerySet:
    """Issues with these words, or with a title that looks like them."""
    found = wish.issues(Issue.objects.visible_to(user))
    if not is_staff(user):
        found = found.listed()
    best = found.ranked if way == "ranked" else found.alike
    return best(text, inner=is_staff(user)).values(
        "number", "uuid", "status", "stops", "visibility", "report_count",
        key=F("theme__colour_key"), word=F("theme__name"), place=F("street__name"),
        head=headline("title", text), body=headline("summary", text), key_=F("pk"),
    )[:SHOWN]  # fmt: skip


def _issue_hit(row: dict[str, Any]) -> Hit:
    href = f"/kwesties/{row['number']}/" if row["number"] else f"/werk/kwesties/{row['uuid']}/"
    return Hit(href, marked(row["head"]), marked(row["body"]), "", row)


def _decisions(text: str, user: Any, by_number: bool, wish: Wish) -> QuerySet:
    found: Any = Decision.objects.visible_to(user).final().exclude(number=None).with_shield(user)
    found = wish.decisions(found.filter(shielded=False))
    found = _among(found, text, "title", "text", by_number=by_number, newest=MOST if wish else NEWEST)
    return found.newest_first().values(
        no=F("number"), on=F("decided_on"), state=F("status"), head=headline("title", text), key_=F("pk"),
        body=headline("text", text),
    )[:SHOWN]  # fmt: skip


def _meetings(text: str, user: Any, newest: int = NEWEST, wish: Wish = ALL) -> QuerySet:
    found = wish.meetings(AgendaItem.objects.visible_to(user).with_shield(user).filter(shielded=False))
    found = _among(found, text, "title", "minutes", newest=newest)
    if not is_board(user):
        # minutes that nobody may read yet find nothing: then only the title counts
        # (a CASE, because the planner takes an OR for rare and then asks it of every item)
        found = found.annotate(vector=SearchVector("title", config=_CONFIG))
        told = Q(meeting__status__in=READ) | Q(vector=_query(text))
        found = found.annotate(told=Case(When(told, then=Value(True)), default=Value(False)))
        found = found.filter(told=True)
        found = found.annotate(
            read=Case(
                When(meeting__status__in=READ, then=F("minutes")), default=Value(""), output_field=TextField()
            )
        )
    else:
        found = found.annotate(read=F("minutes"))
    return found.order_by("-meeting__starts_at", "order").values(
        key_=F("pk"), slug=F("meeting__slug"), sort=F("meeting__kind"), on=TruncDate("meeting__starts_at"),
        head=headline("title", text), body=headline("read", text),
    )[:SHOWN]  # fmt: skip


def _spending(text: str, user: Any, by_number: bool, wish: Wish) -> QuerySet:
    found = SpendRequest.objects.public() if not is_staff(user) else SpendRequest.objects.visible_to(user)
    found = found.exclude(number=None).exclude(shares__issue__visibility="limited")
    found = wish.spending(found)
    found = _among(found, text, "title", "goal", by_number=by_number, newest=MOST if wish else NEWEST)
    return found.order_by("-id").values(
        no=F("number"), on=F("last_paid_on"), net=F("paid"), head=headline("title", text), key_=F("pk")
    )[:SHOWN]  # fmt: skip


class Words(Func):
    """The words of two columns as the index of their table holds them."""

    function = "dutch_words"
    arity = 2
    output_field = SearchVectorField()


def _query(text: str) -> SearchQuery:
    return SearchQuery(text, config=_CONFIG, search_type="websearch")


def _among(found: Any, text: str, *columns: str, by_number: bool = False, newest: int = NEWEST) -> Any:
    """The rows with this number, if that is asked for, else those of the newest hits in these columns.

    Ordering hits by a sum keeps PostgreSQL from walking the whole table newest first, which is
    far slower than the index of words whenever a word is rare.
    """
    if by_number:
        return found.filter(number=text)
    hits = found.model.objects.annotate(words=Words(*columns)).filter(words=_query(text))
    return found.filter(pk__in=hits.order_by((F("pk") + 0).desc()).values("pk")[:newest])

"""The term calendar: the dates to come of letters, promises and questions, our own fatal ones in front."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q
from django.utils.functional import Promise as LazyText
from django.utils.translation import gettext as _

from issues.letters.clocks import next_file_before, penalty_of
from issues.models import Escalation, Hearing, Incoming, Issue, Letter, Promise
from issues.partner_words import spoken
from issues.permissions import visible_post
from issues.workflow import LETTER_RUNNING
from wijkraad.terms import clock

MOST = 60
"""Dates that one calendar shows."""


@dataclass(frozen=True, slots=True)
class Day:
    """One date: what is due, the number that says where, its page; `fatal` is ours and cannot be mended.

    `row` is table and id in the trail, `what` which date of that row it is; both name it in a calendar file.
    """

    day: date
    words: "str | LazyText"
    number: str = ""
    href: str = ""
    fatal: bool = False
    row: tuple[str, int] = ("", 0)
    what: str = ""
    issue: Issue | None = None
    version: int = 0


def next_day(letter: Letter) -> date | None:
    """The day that matters now: ours while it is a concept or answered, theirs while it runs."""
    if letter.status == "concept":
        return letter.file_before
    if letter.status in LETTER_RUNNING:
        return None if letter.paused_on else letter.term_ends or letter.own_date
    return next_file_before(letter)


def days_of(letter: Letter, today: date) -> Iterator[Day]:
    """What one letter puts on the calendar."""
    href, number = f"/werk/brieven/{letter.uuid}/", letter.number or _("Concept")
    day = next_day(letter)
    words = {"subject": letter.subject, "who": spoken(letter.partner.short_name)}
    row: Any = {"row": ("issues_letter", letter.pk), "issue": letter.issue, "version": letter.version}
    if letter.status == "concept" and day:
        text = _("Zienswijze indienen: %(subject)s") if letter.kind == "zienswijze" else _(
            "Bezwaar indienen: %(subject)s"
        )  # fmt: skip
        yield Day(day, text % words, number, href, fatal=True, what="indienen", **row)
    elif letter.status == "answered" and day:
        text = _("Laatste dag voor beroep: %(subject)s") if letter.kind == "bezwaar" else _(
            "Laatste dag voor bezwaar: %(subject)s"
        )  # fmt: skip
        yield Day(day, text % words, number, href, fatal=True, what="beroep", **row)
    elif day:
        text = _("Antwoord van %(who)s uiterlijk: %(subject)s") if letter.term_ends else _(
            "Wij vragen na bij %(who)s: %(subject)s"
        )  # fmt: skip
        yield Day(day, text % words, number, href, what="antwoord", **row)
    penalty = penalty_of(letter, today) if letter.status == "in_default" else None
    if penalty:
        text = _("Misschien een dwangsom vanaf nu: %(subject)s") % words
        yield Day(penalty.since, text, number, href, what="dwangsom", **row)


def calendar_of(user: Any, letters: Iterable[Letter]) -> tuple[list[Day], list[Day]]:
    """Two lists from today on, the soonest first: our own fatal dates, and all others."""
    today = clock.today()
    found = [one for letter in letters for one in days_of(letter, today)]
    found += [*_promises(user, today), *_raised(user, today), *_asked(user, today), *_post(user, today)]
    coming = sorted((one for one in found if one.day >= today), key=lambda one: (one.day, one.words))
    return [one for one in coming if one.fatal], [one for one in coming if not one.fatal][:MOST]


def _work(issue: Issue) -> str:
    return f"/werk/kwesties/{issue.uuid}/"


def _seen(user: Any) -> Any:
    return Issue.objects.visible_to(user).values("pk")


def _promises(user: Any, today: date) -> Iterator[Day]:
    rows = Promise.objects.filter(
        Q(due__gte=today) | Q(due=None, chase_on__gte=today), kept=None, issue__in=_seen(user)
    )
    for one in rows.select_related("partner", "issue").order_by("chase_on")[:MOST]:
        words = {"who": spoken(one.partner.short_name), "what": one.what}
        text = _("%(who)s beloofde: %(what)s") if one.due else _("Navragen bij %(who)s: %(what)s")
        yield Day(one.due or one.chase_on, text % words, one.issue.number or "", _work(one.issue),
                  row=("issues_promise", one.pk), issue=one.issue)  # fmt: skip


def _raised(user: Any, today: date) -> Iterator[Day]:
    rows = Escalation.objects.filter(answered_on=None, due__gte=today, issue__in=_seen(user))
    for one in rows.select_related("issue").order_by("due")[:MOST]:
        words = {"rung": one.get_rung_display(), "title": one.issue.title}
        text = _("Hoger neergelegd bij %(rung)s: %(title)s") % words
        yield Day(one.due, text, one.issue.number or "", _work(one.issue),
                  row=("issues_escalation", one.pk), issue=one.issue)  # fmt: skip


def _asked(user: Any, today: date) -> Iterator[Day]:
    rows = Hearing.objects.filter(reacted_on=None, due__gte=today, issue__in=_seen(user))
    for one in rows.select_related("issue").order_by("due")[:MOST]:
        text = _("Reactie van %(who)s uiterlijk: %(title)s") % {"who": one.label, "title": one.issue.title}
        yield Day(one.due, text, one.issue.number or "", _work(one.issue),
                  row=("issues_hearing", one.pk), issue=one.issue)  # fmt: skip


def _post(user: Any, today: date) -> Iterator[Day]:
    rows: Any = visible_post(user).filter(handled_on=None, reply_before__gte=today)
    for one in rows.select_related("issue").order_by("reply_before")[:MOST]:
        text = _("Wij antwoorden: %(what)s") % {"what": one.subject}
        yield Day(one.reply_before, text, one.number, post_path(one), row=("issues_incoming", one.pk),
                  issue=one.issue)  # fmt: skip


def post_path(post: Incoming) -> str:
    return f"/werk/brieven/post/{post.uuid}/"

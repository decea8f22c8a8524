"""Files with letters, post and actions: kept and taken away by the board, destroyed when it is time."""

from collections.abc import Iterable
from functools import partial
from typing import TypeVar

from django.apps import apps
from django.db import transaction
from django.utils.translation import gettext as _

from issues.models import Action, Incoming, Issue, KeptFile, Letter, Paper
from issues.papers import NewPaper
from issues.permissions import can_view_letter, visible_post
from wijkraad.people.models import User
from wijkraad.people.roles import is_board
from wijkraad.terms import clock
from wijkraad.terms.refusal import Refused
from wijkraad.trail.acting import action
from wijkraad.trail.erasures import log_erasures

F = TypeVar("F", bound=KeptFile)
MOST = 12
"""Files with one letter or one piece of post."""
REMOVED = "(weggehaald)"
LEFT_OF_POST = {"sender": REMOVED, "subject": REMOVED, "summary": "", "their_reference": ""}
"""What stays of post: number, days, who took care of it, and what we did."""


@action("paper.keep")
def keep_paper(place: Letter | Incoming | Action, paper: NewPaper, *, by: User, kind: str) -> Paper:
    """Keep a file with a letter, post or an action; the same file again gives the one that is there."""
    found = _held(place, by)
    there = found.papers.filter(removed_at=None)
    same = there.filter(sha256=paper.sha256).first()
    if same is not None:
        return same
    if there.count() >= MOST:
        raise Refused(_("Hier horen al %(most)s bestanden bij.") % {"most": MOST}, code="paper.many")
    if isinstance(found, Letter) and found.status == "scrapped":
        raise Refused(_("Deze brief is weggegooid."), code="paper.scrapped")
    return write_paper(found, paper, by=by, kind=kind)


def write_paper(place: Letter | Incoming | Action, paper: NewPaper, *, by: User, kind: str) -> Paper:
    """The file and its row; inside an action that judged who may do this."""
    made = Paper(
        letter=place if isinstance(place, Letter) else None,
        incoming=place if isinstance(place, Incoming) else None,
        action=place if isinstance(place, Action) else None,
        kind=kind,
    )
    return fill_paper(made, paper, by=by)


def fill_paper(made: F, paper: NewPaper, *, by: User) -> F:
    """Give a new row, which knows what it belongs to, its file; inside an action that judged who may."""
    made.content_type, made.size, made.sha256 = paper.content_type, paper.content.size, paper.sha256
    made.added_at, made.added_by = clock.now(), by
    paper.content.seek(0)
    made.file.save("paper", paper.content, save=False)
    made.save()
    return made


def _held(place: Letter | Incoming | Action, by: User) -> Letter | Incoming | Action:
    """The row, held until the transaction ends, for who keeps the post; Refused for others."""
    if not is_board(by):
        raise Refused(_("Alleen het bestuur houdt de post bij."), code="post.who")
    if isinstance(place, Action):
        act = Action.objects.select_for_update().get(pk=place.pk)
        if not Issue.objects.visible_to(by).filter(pk=act.issue_id).exists():
            raise Refused(_("Deze actie kennen wij niet."), code="post.action")
        return act
    if isinstance(place, Letter):
        letter = Letter.objects.select_for_update(of=("self",)).select_related("issue").get(pk=place.pk)
        if not can_view_letter(by, letter):
            raise Refused(_("Deze brief kennen wij niet."), code="post.letter")
        return letter
    post = Incoming.objects.select_for_update().get(pk=place.pk)
    if not visible_post(by).filter(pk=post.pk).exists():
        raise Refused(_("Deze post kennen wij niet."), code="post.unknown")
    return post


@action("paper.drop")
def drop_paper(paper: Paper, *, by: User) -> Paper:
    """Take a file away for good, because it was the wrong one; that it was there stays in the trail."""
    _held(paper.place, by)
    return take_away(paper)


def take_away(paper: F) -> F:
    """The file goes, once; inside an action that judged who may do it. Refused when it is gone already."""
    fresh = type(paper)._default_manager.select_for_update().get(pk=paper.pk)
    if fresh.removed_at is not None:
        raise Refused(_("Dit bestand is al weg."), code="paper.gone")
    destroy_papers([fresh])
    paper.refresh_from_db()
    return paper


def destroy_papers(papers: Iterable[KeptFile]) -> int:
    """Destroy files of one kind; inside an action. The row stays, with the day; returns how many went."""
    rows = [one for one in papers if one.file]
    for one in rows:
        transaction.on_commit(partial(one.file.storage.delete, str(one.file.name)))
    pks = [one.pk for one in rows]
    if rows:
        model = type(rows[0])
        model._default_manager.filter(pk__in=pks).update(file="", removed_at=clock.now())
        log_erasures(model.ERASED, pks)
    return len(pks)


def kept_kinds() -> list[type[KeptFile]]:
    """Every kind of file that stays inside, of this room and of those above it."""
    return [model for model in apps.get_models() if issubclass(model, KeptFile)]


def destroy_post(pks: Iterable[int]) -> None:
    """Sender, subject and words of post, with the scans; of a partner its name and the subject stay."""
    found = list(Incoming.objects.filter(pk__in=list(pks)).select_related("partner"))
    for row in found:
        named = {"sender": str(row.partner), "subject": row.subject} if row.partner else {}
        Incoming.objects.filter(pk=row.pk).update(**{**LEFT_OF_POST, **named})
    destroy_papers(Paper.objects.filter(incoming__in=found, removed_at=None))
    log_erasures("incoming", [row.pk for row in found])


def forget_again(what: str, pk: int) -> None:
    """After a restore: what the log of erasures says of post or a file."""
    if what == "incoming":
        destroy_post([pk])
    for model in kept_kinds():
        if what == model.ERASED:
            destroy_papers(model._default_manager.filter(pk=pk))

"""Destroying what somebody told us: the words of one report, everything of one person, one name everywhere.

Ids and dates go to the log of erasures before the commit. Append-only rows hold no words of
residents and stay; each report keeps its numbers of reporter and household, so figures stay equal.
"""

from collections import Counter
from collections.abc import Collection, Iterable
from datetime import datetime
from functools import partial
from typing import Any

from django.db import transaction
from django.db.models import F, Q
from django.db.models.functions import Greatest
from django.utils.translation import gettext as _

from issues.actions.erasing_words import cover_again
from issues.actions.gate import move_issue
from issues.actions.judging import must_triage
from issues.actions.papers import forget_again, kept_kinds
from issues.models import (
    Confirmation,
    Draft,
    Follow,
    Hearing,
    HelpOffer,
    Issue,
    Note,
    Outcome,
    Photo,
    Report,
    TopicFollow,
)
from issues.permissions import can_destroy
from wijkraad.notices.actions import forget_addressee
from wijkraad.notices.models import Message
from wijkraad.people.actions import forget_person
from wijkraad.people.models import User
from wijkraad.terms import clock
from wijkraad.terms.refusal import Refused
from wijkraad.trail.acting import action
from wijkraad.trail.erasures import log_erasures, logged_erasures

CONTACT = {"email": "", "house_number": "", "household": "", "code_hash": "", "reporter": None}
"""What of a report tells who sent it, and what is left."""


@action("report.clean")
def clean_report(report: Report, *, by: User, text: str) -> Report:
    """Take a name out of a report: the original words are destroyed, also from later history.

    The erasure log outside the database gets the id and the date before the commit.
    """
    fresh = Report.objects.select_for_update(of=("self",)).select_related("issue").get(pk=report.pk)
    must_triage(by, fresh.issue)
    fresh.text, fresh.cleaned_at, fresh.house_number = text.strip(), clock.now(), ""
    fresh.save(update_fields=["text", "cleaned_at", "house_number"])
    log_erasures("report.text", [fresh.pk])
    return fresh


@action("report.erase")
def erase_reports(
    reports: Iterable[Report | int], *, by: User | None, contact: bool = True, text: bool = True
) -> int:
    """Destroy contact, house number and household of reports, their raw words, or both; returns how many.

    The rule of who and when is the caller's: retention, or `destroy_person`. Uncleared photos of
    a report go with its words. Nothing of it is sent to anybody.
    """
    pks = sorted(one if isinstance(one, int) else one.pk for one in reports)
    rows = Report.objects.select_for_update().filter(pk__in=pks).order_by("pk")
    found = [row.pk for row in rows]
    if contact:
        Report.objects.filter(pk__in=found).update(**CONTACT)
        log_erasures("report.contact", found)
    if text:
        Report.objects.filter(pk__in=found).update(text="", cleaned_at=clock.now())
        log_erasures("report.text", found)
        destroy_photos(Photo.objects.filter(report__in=found, cleared_at=None), by=by)
    return len(found)


@action("photo.destroy")
def destroy_photos(photos: Iterable[Photo], *, by: User | None) -> int:
    """Delete pictures with their files; one that is evidence of an outcome stays. Returns how many went."""
    rows = list(photos)
    pks = {one.pk for one in rows}
    kept = set(Outcome.objects.filter(photo__in=pks).values_list("photo", flat=True))
    gone = [one for one in rows if one.pk not in kept]
    Confirmation.objects.filter(photo__in=[one.pk for one in gone]).update(photo=None)
    for photo in gone:
        storage, name = photo.file.storage, photo.file.name or ""
        transaction.on_commit(partial(storage.delete, name))
    Photo.objects.filter(pk__in=[one.pk for one in gone]).delete()
    log_erasures("photo", [one.pk for one in gone])
    return len(gone)


def reports_of(person: User | None, email: str) -> Collection[int]:
    """The reports that somebody sent with this account or address."""
    mine = (Q(reporter=person) if person else Q(pk__in=[])) | (Q(email=email) if email else Q(pk__in=[]))
    return list(Report.objects.filter(mine).order_by("pk").values_list("pk", flat=True))


@action("person.destroy")
def destroy_person(*, by: User | None, person: User | None = None, email: str = "") -> dict[str, int]:
    """Destroy what we hold of somebody, known by account or by address; says how many rows of each kind.

    Reports lose contact, house number and words; answers, offers and questions their words; follows
    and messages their address; half-filled forms and pictures that are not on the site go; the
    account becomes a number that nobody can use. A report that nobody looked at yet is withdrawn.
    `by` is the person, a board member, or None for the system (retention). Raises Refused when the
    account holds a role of the council, the city or a partner: that history must be handed over first.
    """
    email = email.strip().lower() or (person.email if person else "")
    person = person or User.objects.filter(email=email).first()
    if not email:
        raise Refused(_("Vul een e-mailadres in."), code="erase.who")
    if by is not None and (person is None or by.pk != person.pk) and not can_destroy(by):
        raise Refused(_("Alleen het bestuur vernietigt gegevens."), code="erase.may")
    reports = reports_of(person, email)
    _withdraw_unread(reports)
    told = {"reports": erase_reports(reports, by=by)}
    told["drafts"] = _forget_drafts(Draft.objects.filter(data__email__iexact=email), by)
    told["words"] = _forget_words(person, email, reports)
    told["follows"] = _end_follows(person, email)
    told["messages"] = forget_addressee(by=by, person=person, address=email)
    if person is not None:
        forget_person(person, by=by)
        log_erasures("user", [person.pk])
        told["account"] = 1
    return told


def _withdraw_unread(reports: Collection[int]) -> None:
    """A matter that nobody looked at and that has no other report ends, without a word to anybody."""
    for issue in Issue.objects.filter(status="reported", reports__in=reports).distinct():
        if not issue.reports.filter(withdrawn_at=None).exclude(pk__in=reports).exists():
            issue.reports.update(withdrawn_at=clock.now(), moderated_at=clock.now())
            move_issue(issue, "withdrawn", by=None, also=frozenset({"reporter"}))


def _forget_drafts(drafts: Iterable[Draft], by: User | None) -> int:
    pks = [one.pk for one in drafts]
    destroy_photos(Photo.objects.filter(draft__in=pks, report=None), by=by)
    return Draft.objects.filter(pk__in=pks).delete()[1].get("issues.Draft", 0)


def _forget_words(person: User | None, email: str, reports: Collection[int]) -> int:
    """The words of answers, offers to help and questions of somebody; nobody waits for an answer any more."""
    follows = Follow.objects.filter(email=email).values("pk")
    by_person = Q(user=person) if person else Q(pk__in=[])
    answers = Confirmation.objects.filter(by_person | Q(follow__in=follows) | Q(report__in=reports))
    offers = HelpOffer.objects.filter(by_person | Q(email=email))
    asked = Note.objects.none()
    if person:
        pks = list(Note.objects.filter(kind=Note.Kind.WRONG, by=person).values_list("pk", flat=True))
        asked = Note.objects.filter(pk__in=pks)
    offers.filter(withdrawn_at=None).update(withdrawn_at=clock.now())
    asked.filter(answers=None).update(kind=Note.Kind.INTERNAL)
    total = 0
    for what, rows, left in (
        ("confirmation", answers, {"reason": "", "household": ""}),
        ("help", offers, {"text": "", "email": "", "answer": ""}),
        ("note", asked, {"text": _("(weggehaald)")}),
    ):
        pks = list(rows.values_list("pk", flat=True))
        rows.model._default_manager.filter(pk__in=pks).update(**left)
        log_erasures(what, pks)
        total += len(pks)
    return total


def _end_follows(person: User | None, email: str) -> int:
    """Follows end and lose their address; the rows stay, so that figures stay equal."""
    mine = (Q(user=person) if person else Q(pk__in=[])) | Q(email=email)
    rows = list(Follow.objects.select_for_update().filter(mine))
    counted = Counter(one.issue_id for one in rows if one.ended_at is None and one.confirmed_at)
    for issue_pk, gone in sorted(counted.items()):
        Issue.objects.filter(pk=issue_pk).update(follower_count=Greatest(F("follower_count") - gone, 0))
    pks = [one.pk for one in rows]
    Follow.objects.filter(pk__in=pks, ended_at=None).update(ended_at=clock.now())
    Follow.objects.filter(pk__in=pks).update(email="", user=None)
    log_erasures("follow", pks)
    topics = TopicFollow.objects.filter(mine)
    others = list(topics.values_list("pk", flat=True))
    topics.filter(ended_at=None).update(ended_at=clock.now())
    TopicFollow.objects.filter(pk__in=others).update(email="", user=None)
    log_erasures("topic_follow", others)
    return len(pks) + len(others)


LEFT: dict[str, tuple[Any, dict[str, Any]]] = {
    "report.contact": (Report, CONTACT),
    "report.text": (Report, {"text": ""}),
    "confirmation": (Confirmation, {"reason": "", "household": ""}),
    "help": (HelpOffer, {"text": "", "email": "", "answer": ""}),
    "note": (Note, {"text": "(weggehaald)"}),
    "hearing.whom": (Hearing, {"whom": ""}),
    "follow": (Follow, {"email": "", "user": None}),
    "topic_follow": (TopicFollow, {"email": "", "user": None}),
}
"""What a line of the log leaves of a row."""


@action("erasures.replay")
def replay_erasures(*, by: None = None, since: datetime | None = None) -> int:
    """Destroy again, after a restore, what was destroyed since the backup was made; returns how many lines.

    A word that was replaced inside a text is not known any more: then the whole text goes.
    """
    done = 0
    kept = {"incoming", *(model.ERASED for model in kept_kinds())}
    for line in logged_erasures(since):
        if line.what in LEFT:
            model, left = LEFT[line.what]
            model._default_manager.filter(pk=line.pk).update(**left)
        elif line.what.startswith("words."):
            cover_again(line.what.removeprefix("words."), line.pk)
        elif line.what in ("photo", "photo.blur"):
            destroy_photos(Photo.objects.filter(pk=line.pk), by=None)
        elif line.what in kept:
            forget_again(line.what, line.pk)
        elif line.what == "message":
            Message.objects.filter(pk=line.pk).delete()
        elif line.what == "user":
            person = User.objects.filter(pk=line.pk).first()
            if person is not None:
                forget_addressee(by=None, person=person, address=person.email)
                forget_person(person, by=None)
        else:  # of another room
            continue
        done += 1
    return done

"""What partners promise: written down, chased, kept or broken."""

from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from issues.actions.gate import locked
from issues.actions.judging import may_work
from issues.models import Issue, Note, Promise
from issues.notices import tell_responsible
from issues.permissions import actors
from wijkraad.people.models import Organisation, User
from wijkraad.terms import clock
from wijkraad.terms.refusal import Refused
from wijkraad.terms.workdays import add_workdays
from wijkraad.trail.acting import action

CHASE_WORKDAYS = 10
"""A promise without a date: we ask again after this many working days."""


@action("promise.record")
def record_promise(
    issue: Issue,
    *,
    by: User,
    partner: Organisation,
    who: str,
    where_said: str,
    said_on: date,
    due: date | None = None,
    what: str = "",
    link: str = "",
    chase_on: date | None = None,
) -> Promise:
    """What a partner promised. Without a date from them we ask again after ten working days."""
    fresh = locked(issue)
    may_work(by, fresh)
    _judge_days(said_on, due, chase_on)
    return _write(fresh, by, partner=partner, who=who, where_said=where_said, said_on=said_on, due=due,
                  what=what, link=link, chase_on=chase_on)  # fmt: skip


def _judge_days(said_on: date, due: date | None, chase_on: date | None) -> None:
    if said_on > clock.today():
        raise Refused(_("Die dag moet nog komen. Vul in wanneer het gezegd is."), code="promise.future")
    if due is not None and due < said_on:
        raise Refused(
            _("De datum van de toezegging ligt vóór de dag waarop het gezegd is."), code="promise.date"
        )
    if chase_on is not None and chase_on < said_on:
        raise Refused(_("Navragen kan niet vóór de dag waarop het gezegd is."), code="promise.chase")


def _write(issue: Issue, by: User, **facts: Any) -> Promise:
    wanted = facts.pop("chase_on") or facts["due"] or add_workdays(clock.today(), CHASE_WORKDAYS)
    return Promise.objects.create(
        issue=issue, chase_on=wanted, recorded_by=by, created_at=clock.now(), **facts
    )


@action("promise.give")
def give_promise(issue: Issue, *, by: User, what: str, due: date) -> Promise:
    """A partner promises something itself, with a date, for its own organisation."""
    fresh = locked(issue)
    organisation = by.organisation
    if organisation is None or "partner" not in actors(by, fresh):
        raise Refused(_("Deze kwestie ligt niet bij uw organisatie."), code="partner.who")
    if not what.strip():
        raise Refused(_("Schrijf op wat u toezegt."), code="promise.empty")
    if due < clock.today():
        raise Refused(_("Kies een dag die nog komt."), code="promise.date")
    made = _write(
        fresh, by, partner=organisation, who=organisation.name, where_said=str(_("in het portaal")),
        said_on=clock.today(), due=due, what=what.strip()[:300], link="", chase_on=None,
    )  # fmt: skip
    tell_responsible(fresh, f"promise:{made.pk}", "partner", by=by)
    return made


@action("promise.chase")
def chase_promise(promise: Promise, *, by: User, text: str, again_on: date) -> Promise:
    """We asked again; `again_on` is the next day on which we do. What they promised first stays as it is."""
    issue = locked(promise.issue)
    may_work(by, issue)
    fresh = Promise.objects.select_for_update().get(pk=promise.pk)
    _must_be_open(fresh)
    if again_on <= clock.today():
        raise Refused(_("Kies een dag na vandaag om weer na te vragen."), code="promise.again")
    fresh.chase_on = again_on
    fresh.save(update_fields=["chase_on"])
    words = _("Nagevraagd: %(what)s. %(text)s") % {"what": fresh.what, "text": text.strip()}
    Note.objects.create(issue=issue, kind=Note.Kind.INTERNAL, text=words, by=by, at=clock.now())
    return fresh


def _must_be_open(promise: Promise) -> None:
    if promise.kept is not None:
        raise Refused(_("Van deze toezegging staat al vast wat ervan kwam."), code="promise.settled")


@action("promise.keep")
def keep_promise(promise: Promise, *, by: User, kept: bool, on: date, result: str = "") -> Promise:
    """Whether a promise was kept, on which day we knew, and what came of it."""
    issue = locked(promise.issue)
    may_work(by, issue)
    fresh = Promise.objects.select_for_update().get(pk=promise.pk)
    _must_be_open(fresh)
    if on > clock.today() or on < fresh.said_on:
        raise Refused(_("Kies een dag tussen de toezegging en vandaag."), code="promise.day")
    fresh.kept, fresh.settled_on, fresh.result = kept, on, result.strip()[:300]
    fresh.save(update_fields=["kept", "settled_on", "result"])
    return fresh


@action("promise.reopen")
def reopen_promise(promise: Promise, *, by: User) -> Promise:
    """Settled by mistake: it is open again."""
    issue = locked(promise.issue)
    may_work(by, issue)
    fresh = Promise.objects.select_for_update().get(pk=promise.pk)
    if fresh.kept is None:
        raise Refused(_("Deze toezegging staat nog open."), code="promise.open")
    fresh.kept, fresh.settled_on, fresh.result = None, None, ""
    fresh.save(update_fields=["kept", "settled_on", "result"])
    return fresh

"""Agenda and minutes as PDF: the public form for everybody, the whole one for the board."""

from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from meetings.models import AgendaItem, Decision, Erratum, Meeting
from meetings.permissions import reads_minutes
from meetings.typesetting import typeset
from meetings.views import asking, evening
from wijkraad.people.access import open_to
from wijkraad.people.roles import COUNCIL
from wijkraad.terms import clock
from wijkraad.trail.version import data_version
from wijkraad.ui.filters import clock_time, day, day_week, euro
from wijkraad.ui.markdown import blocks
from wijkraad.ui.pages import visitors_page

Facts = dict[str, Any]


@open_to("everyone")
@visitors_page(data_version, today=clock.today)
def minutes_pdf(request: HttpRequest, slug: str) -> HttpResponse:
    """The public minutes, also for a board member: what is internal is not in them."""
    meeting = get_object_or_404(_meetings().visible_to(None), slug=slug)
    if not reads_minutes(None, meeting):
        raise Http404
    return _answer(meeting, None, "notulen", minutes=True)


@open_to("everyone")
@visitors_page(data_version, today=clock.today)
def agenda_pdf(request: HttpRequest, slug: str) -> HttpResponse:
    """The public agenda."""
    meeting = get_object_or_404(_meetings().visible_to(None), slug=slug)
    return _answer(meeting, None, "agenda", minutes=False)


@open_to(*sorted(COUNCIL))
def inside_pdf(request: HttpRequest, slug: str, what: str) -> HttpResponse:
    """Agenda or minutes with what is not public, for the board; marked as such on the first page."""
    meeting = get_object_or_404(_meetings().visible_to(request.user), slug=slug)
    if what not in ("agenda", "notulen"):
        raise Http404
    response = _answer(meeting, request.user, f"{what}-intern", minutes=what == "notulen")
    response.headers["Cache-Control"] = "private, no-store"
    return response


def _meetings() -> Any:
    return Meeting.objects.select_related("adopted_by_decision", "working_group")


def _answer(meeting: Meeting, user: Any, name: str, *, minutes: bool) -> HttpResponse:
    with translation.override("nl"):
        items = evening.items_of(meeting, user)
        asking.log_readings(items, user)
        facts = facts_of(meeting, items, user, minutes=minutes)
    at = meeting.closed_at or meeting.starts_at
    response = HttpResponse(typeset(facts, at=at), content_type="application/pdf")
    response.headers["Content-Disposition"] = f'inline; filename="{name}-{meeting.slug}.pdf"'
    return response


def facts_of(meeting: Meeting, items: list[AgendaItem], user: Any, *, minutes: bool) -> Facts:
    """Everything that stands on the paper, as text, for a reader (None: everybody)."""
    kind = _("Verslag") if minutes else _("Agenda")
    title = f"{kind}: {meeting.title.lower()} {day(meeting.starts_at)}"
    inside = user is not None and any(item.internal or item.shielded for item in items)
    return {
        "title": title,
        "council": settings.COUNCIL_NAME,
        "mark": _("Niet openbaar") if meeting.internal or inside else "",
        "facts": [[str(name), str(words)] for name, words in _facts(meeting, minutes)],
        "items": [_item(item, user, minutes) for item in items],
        "tables": _tables(meeting, items, user) if minutes else [],
        "closing": _closing(meeting, items, user) if minutes else [],
        "footer": f"{settings.COUNCIL_NAME} · {title}",
        "page": _("bladzijde"),
    }


def _facts(meeting: Meeting, minutes: bool) -> list[tuple[str, str]]:
    hours = f"{clock_time(meeting.starts_at)} – {clock_time(meeting.ends_at)}"
    found = [(_("Wanneer"), f"{day_week(meeting.starts_at)}, {hours}"), (_("Waar"), meeting.place)]
    if not minutes:
        return found
    people = evening.present_names(meeting)
    words = ngettext("%(n)d persoon", "%(n)d mensen", people["count"]) % {"n": people["count"]}
    found.append((_("Aanwezig"), ": ".join(filter(None, [words, ", ".join(people["named"])]))))
    if people["away_named"]:
        found.append((_("Afgemeld"), ", ".join(people["away_named"])))
    found.append((_("Stand"), _standing(meeting)))
    return found


def _standing(meeting: Meeting) -> str:
    decision = meeting.adopted_by_decision
    if meeting.status == "minutes_adopted" and decision is not None:
        words = {"day": day(decision.decided_on), "number": decision.number or ""}
        return _("Vastgesteld op %(day)s, besluit %(number)s") % words
    return str(meeting.get_status_display())


def _item(item: AgendaItem, user: Any, minutes: bool) -> Facts:
    open_ = not item.shielded
    meta = [issue.number or issue.internal_number or "" for issue in asking.seen_issues(item, user)]
    meta += [_("Niet openbaar")] if item.internal else []
    meta += [_("Voor wie: %(who)s") % {"who": item.for_whom}] if item.for_whom and open_ else []
    meta += [] if minutes else [_("%(n)d minuten") % {"n": item.planned_minutes}]
    return {
        "title": f"{item.place}. {asking.item_title(item)}",
        "meta": " · ".join(filter(None, meta)),
        "minutes": blocks(item.minutes) if minutes and open_ else [],
        "notes": _notes(item) if minutes else [],
        "decisions": [_decision(one, user) for one in item.shown if one.decided_on] if minutes else [],
        "outcome": _outcome(item) if minutes else "",
    }


def _notes(item: AgendaItem) -> list[str]:
    """Why it ended so, and who had an interest."""
    if item.shielded:
        return [_("Een lid heeft een belang en stemde niet mee.") for _one in item.conflicts.all()]
    found = [_("Waarom: %(reason)s") % {"reason": item.outcome_reason}] if item.outcome_reason else []
    for row in item.conflicts.all():
        left = _("%(name)s heeft een belang en verliet de vergadering.")
        words = left if row.left_room else _("%(name)s heeft een belang en stemde niet mee.")
        found.append(words % {"name": row.person.public_name})
    return found


def _outcome(item: AgendaItem) -> str:
    if item.shielded or item.outcome in ("", "decision"):
        return "" if item.outcome in ("", "decision") else str(item.get_outcome_display())
    if item.once_more_on and item.once_more_person:
        words = {"day": day(item.once_more_on), "name": item.once_more_person.public_name}
        return _("Nog één keer, op %(day)s, door %(name)s") % words
    if item.outcome == "deferred":
        return _("Uitgesteld tot %(day)s") % {"day": day(item.deferred_until)}
    return str(item.get_outcome_display())


def _decision(decision: Decision, user: Any) -> Facts:
    last = None if decision.shielded else decision.first_deadline or decision.deadline
    facts = [
        (_("Wie zorgt ervoor"), asking.owner_of(decision)),
        (_("Uiterlijk klaar"), day(last)),
        (_("Mag kosten"), euro(decision.mandate_amount) if decision.mandate_amount else ""),
        (_("Stemmen"), asking.votes_of(decision, long=True)),
        (_("Waarom"), "" if decision.shielded else decision.reason),
    ]
    stand = _("niet aangenomen") if decision.status == "rejected" else ""
    return {
        "head": " – ".join(filter(None, [f"{_('Besluit')} {decision.shown_number}", stand])),
        "text": asking.wording(decision),
        "facts": [[str(name), str(words)] for name, words in facts if words],
    }


def _tables(meeting: Meeting, items: list[AgendaItem], user: Any) -> list[Facts]:
    taken = [one for item in items for one in item.shown if one.decided_on]
    taken += list(evening.outside_before(meeting, user))
    found = []
    if taken:
        rows = [
            [
                one.shown_number,
                asking.headline(one),
                asking.owner_of(one),
                "" if one.shielded else day(one.first_deadline),
            ]
            for one in taken
        ]
        head = [_("Besluit"), _("Wat"), _("Wie"), _("Uiterlijk")]
        found.append({"title": _("Alle besluiten"), "head": head, "rows": rows, "widths": [2, 6, 3, 3]})
    promised = evening.actions_of(meeting, items, user)
    if promised:
        rows = [[one.title, one.responsible.public_name, day(one.first_due)] for one in promised]
        head = [_("Actie"), _("Wie"), _("Uiterlijk")]
        found.append({"title": _("Acties"), "head": head, "rows": rows, "widths": [6, 3, 3]})
    return found


def _closing(meeting: Meeting, items: list[AgendaItem], user: Any) -> list[str]:
    found = [_correction(one) for one in evening.errata_of(meeting, items, user)]
    if meeting.minutes_hash and meeting.status in ("minutes_adopted", "logged"):
        found.append(_("Kenmerk van de inhoud (SHA-256): %(hash)s") % {"hash": meeting.minutes_hash})
    return found


def _correction(one: Erratum) -> str:
    words = {"day": day(one.at), "number": one.decision.shown_number, "text": one.text}
    if one.item is None:
        return _("Verbetering van %(day)s, besluit %(number)s: %(text)s") % words
    words["title"] = one.item.title
    return _("Verbetering van %(day)s, besluit %(number)s, bij “%(title)s”: %(text)s") % words

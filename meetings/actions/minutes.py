"""Writing what was said. Two writers never overwrite each other: texts are merged, or both are shown."""

from datetime import timedelta
from typing import Any

from django.utils.translation import gettext_lazy as _

from meetings.actions.moving import locked_item, only_who_runs
from meetings.actions.votes import refuse_declared
from meetings.merging import merge
from meetings.models import AgendaItem, MinutesRevision
from meetings.permissions import WRITABLE
from wijkraad.terms import clock
from wijkraad.terms.refusal import Refused
from wijkraad.trail.acting import action

TOGETHER = timedelta(seconds=90)
"""Texts that one person saves within this time are one revision: autosave runs every few seconds."""
LONGEST = 500_000
"""Characters of one item: more than a hundred pages."""


@action("minutes.write")
def write_minutes(
    item: AgendaItem, *, by: Any, text: str, base_version: int, basis: str | None = None
) -> MinutesRevision:
    """Save the text of an item that grew from `base_version` of it; `basis` is the text of that version.

    When somebody else was first both texts are merged line by line; the answer is the saved revision,
    whose text then differs from `text`. When both changed the same lines (or nobody knows the basis any
    more) `accepted` is False: the text is kept as a revision, the item still holds the other text, and
    the writer chooses.
    """
    item = _writable(item, by)
    text = _plain(text)
    if len(text) > LONGEST:
        raise Refused(_("Deze tekst is te lang voor één punt."), code="too_long")
    last = item.revisions.filter(accepted=True).first()
    if text == item.minutes and last is not None:
        return last
    if base_version != item.minutes_version:
        basis = _basis(item, base_version) if basis is None else _plain(basis)
        merged = merge(basis, text, item.minutes) if basis is not None else None
        if merged is None or merged.clash or len(merged.text) > LONGEST:
            return _revision(item, base_version, text, by, accepted=False)
        text = merged.text
    _write(item, text)
    if last is not None and last.by_id == by.pk and clock.now() - last.at < TOGETHER:
        last.text, last.number = item.minutes, item.minutes_version
        last.save(update_fields=["text", "number"])
        return last
    return _revision(item, item.minutes_version, text, by)


def _writable(item: AgendaItem, by: Any) -> AgendaItem:
    """The held item, when this person may write in it now."""
    item = locked_item(item)
    only_who_runs(by, item.meeting)
    if item.meeting.status not in WRITABLE:
        raise Refused(
            _("Dit verslag staat vast. Verbeteren kan met een besluit."), code="meetings_minutes_locked"
        )
    refuse_declared(item, by)
    return item


def _write(item: AgendaItem, text: str) -> None:
    item.minutes, item.minutes_version = text, item.minutes_version + 1
    item.started_at = item.started_at or (clock.now() if item.meeting.status == "running" else None)
    item.save(update_fields=["minutes", "minutes_version", "started_at"])


def _revision(item: AgendaItem, number: int, text: str, by: Any, *, accepted: bool = True) -> MinutesRevision:
    return MinutesRevision.objects.create(
        item=item, number=number, text=text, by=by, at=clock.now(), accepted=accepted
    )


def _plain(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\x00", "")


def _basis(item: AgendaItem, version: int) -> str | None:
    """The text of an earlier version, if it was kept as a revision of its own."""
    if version == 0:
        return ""
    kept = item.revisions.filter(accepted=True, number=version).first()
    return kept.text if kept else None


@action("minutes.restore")
def restore_minutes(item: AgendaItem, *, by: Any, revision: MinutesRevision) -> MinutesRevision:
    """Put an earlier text back as a new version; the text that stood there stays in the history."""
    item = _writable(item, by)
    if revision.item_id != item.pk:
        raise Refused(_("Deze versie hoort bij een ander punt."), code="other_item")
    _write(item, revision.text)
    return _revision(item, item.minutes_version, revision.text, by)

"""Writing what was said. Two writers never overwrite each other: the second one gets both texts."""

from datetime import timedelta
from typing import Any

from django.utils.translation import gettext_lazy as _

from meetings.actions.moving import locked_item, only_leads
from meetings.models import AgendaItem, MinutesRevision
from meetings.permissions import WRITABLE
from wijkraad.terms import clock
from wijkraad.terms.refusal import Refused
from wijkraad.trail.acting import action

TOGETHER = timedelta(seconds=90)
"""Texts that one person saves within this time are one revision: autosave runs every few seconds."""
LONGEST = 100_000
"""Characters of one item."""


@action("minutes.write")
def write_minutes(item: AgendaItem, *, by: Any, text: str, base_version: int) -> MinutesRevision:
    """Save the text of an item that was based on `base_version` of it.

    The answer is the saved revision. When somebody else was first, `accepted` is False: the text is
    kept as a revision, the item still holds the other text, and the writer chooses.
    """
    item = locked_item(item)
    only_leads(by)
    if item.meeting.status not in WRITABLE:
        raise Refused(
            _("Dit verslag staat vast. Verbeteren kan met een besluit."), code="meetings_minutes_locked"
        )
    text = text.replace("\r\n", "\n").replace("\x00", "")
    if len(text) > LONGEST:
        raise Refused(_("Deze tekst is te lang voor één punt."), code="too_long")
    last = item.revisions.filter(accepted=True).first()
    if text == item.minutes and last is not None:
        return last
    if base_version != item.minutes_version:
        return MinutesRevision.objects.create(
            item=item, number=base_version, text=text, by=by, at=clock.now(), accepted=False
        )
    item.minutes, item.minutes_version = text, item.minutes_version + 1
    item.started_at = item.started_at or (clock.now() if item.meeting.status == "running" else None)
    item.save(update_fields=["minutes", "minutes_version", "started_at"])
    return _kept(item, last, by)


def _kept(item: AgendaItem, last: MinutesRevision | None, by: Any) -> MinutesRevision:
    if last is not None and last.by_id == by.pk and clock.now() - last.at < TOGETHER:
        last.text, last.number = item.minutes, item.minutes_version
        last.save(update_fields=["text", "number"])
        return last
    return MinutesRevision.objects.create(
        item=item, number=item.minutes_version, text=item.minutes, by=by, at=clock.now()
    )

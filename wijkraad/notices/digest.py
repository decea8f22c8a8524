"""The daily and weekly mail: everything a person was told since the last one, per thread, in one mail.

Daily at 08:00, weekly on Monday at 08:00, Amsterdam time. A run takes what was due before the last
such moment, so a worker that stood still catches up and never sends one twice.
"""

from datetime import date, datetime, time, timedelta
from itertools import groupby

from django.conf import settings
from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from wijkraad.notices.delivery import hand_over
from wijkraad.notices.mails import absolute, laid_out, subject_of
from wijkraad.notices.models import Message, Pace
from wijkraad.terms import clock

AT = time(8, 0)
MONDAY = 0


def last_moment(pace: str) -> datetime:
    """The last moment at which this digest was due: today or earlier at 08:00, for weekly on a Monday."""
    day = clock.today()
    if _at(day) > clock.now():
        day -= timedelta(days=1)
    if pace == Pace.WEEKLY:
        day -= timedelta(days=(day.weekday() - MONDAY) % 7)
    return _at(day)


def send_digests() -> int:
    """Send every digest that is due; returns how many mails."""
    sent = 0
    for pace in (Pace.DAILY, Pace.WEEKLY):
        due = Message.objects.filter(state=Message.State.WAITING, pace=pace, created_at__lt=last_moment(pace))
        whose = due.values_list("recipient_id", "address").distinct().order_by("recipient_id", "address")
        sent += sum(1 for person, address in whose if _send_digest(pace, person, address))
    return sent


def _send_digest(pace: str, person: int | None, address: str) -> bool:
    with transaction.atomic():
        waiting = Message.objects.filter(
            state=Message.State.WAITING,
            pace=pace,
            recipient_id=person,
            address=address,
            created_at__lt=last_moment(pace),
        )
        locked = waiting.select_for_update(skip_locked=True, of=("self",)).select_related("recipient")
        messages = list(locked.order_by("thread", "pk"))
        if not messages:
            return False
        recipient = messages[0].recipient
        with translation.override(recipient.language if recipient else settings.LANGUAGE_CODE):
            mail = laid_out(messages[0], _subject(pace), _words(messages), digest=True)
        return bool(hand_over(mail, messages))


def _subject(pace: str) -> str:
    return _("Uw overzicht van deze week") if pace == Pace.WEEKLY else _("Uw overzicht van vandaag")


def _words(messages: list[Message]) -> str:
    """Per thread its title and how much is new; under it each piece of news with its page."""
    lines = [_("Dit is er nieuw in wat u volgt:")]
    for _thread, group in groupby(messages, key=lambda message: message.thread):
        news = list(group)
        title = news[-1].about or _("Bericht van de wijkraad")
        count = _("1 bericht") if len(news) == 1 else _("%(n)s berichten") % {"n": len(news)}
        told = [f"– {subject_of(one)}\n{absolute(one.path or '/')}" for one in news]
        lines.append("\n".join([f"{title} ({count})", *told]))
    return "\n\n".join(lines)


def _at(day: date) -> datetime:
    return datetime.combine(day, AT, tzinfo=clock.AMSTERDAM)

"""What would go out: an action is done and taken back, and the mails that it made are shown.

So the preview is made by the very rules and words of the mail itself, and nothing stays of it.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import translation

from wijkraad.notices.mails import words_of
from wijkraad.notices.models import Message
from wijkraad.notices.outbox import heard


@dataclass(frozen=True)
class Preview:
    """One mail as it would go to `count` people; `path` is where it leads, without anybody's token."""

    subject: str
    words: str
    template: str
    count: int


def rehearse(act: Callable[[], Any]) -> list[Preview]:
    """The mails of an action that must not write outside the database; what it refuses, it refuses here.

    Nobody's name, address or personal link is in them.
    """
    with transaction.atomic(), heard() as pks:
        act()
        messages = list(Message.objects.filter(pk__in=pks).order_by("pk"))
        transaction.set_rollback(True)
    found: dict[tuple[str, str, str], int] = {}
    with translation.override(settings.LANGUAGE_CODE):
        for message in messages:
            message.path = "/…/"
            key = (*words_of(message), message.template)
            found[key] = found.get(key, 0) + 1
    return [Preview(subject, words, template, count) for (subject, words, template), count in found.items()]

"""The mails that the demo wrote to var/mail, newest first."""

import re
from dataclasses import dataclass
from datetime import datetime
from email import message_from_bytes, policy
from email.message import EmailMessage
from email.utils import parsedate_to_datetime
from pathlib import Path

from django.conf import settings

NAME = re.compile(r"[0-9A-Za-z]+-[0-9a-f]{8,16}\.eml")
SHOWN = 200
"""How many mails the list shows."""


@dataclass(frozen=True)
class Post:
    """One mail as a page shows it; `sent_at` is aware."""

    name: str
    subject: str
    to: str
    sent_at: datetime
    text: str


def posts() -> list[Post]:
    """The newest mails."""
    names = sorted((file.name for file in _folder().glob("*.eml")), reverse=True)
    return [post for name in names[:SHOWN] if (post := read(name)) is not None]


def read(name: str) -> Post | None:
    """One mail by its file name; None when there is none of that name."""
    file = _folder() / name
    if not NAME.fullmatch(name) or not file.is_file():
        return None
    mail = message_from_bytes(file.read_bytes(), policy=policy.default)
    assert isinstance(mail, EmailMessage)
    body = mail.get_body(preferencelist=("plain",))
    return Post(
        name=name,
        subject=str(mail["Subject"]),
        to=str(mail["To"]),
        sent_at=parsedate_to_datetime(str(mail["Date"])),
        text=body.get_content() if body is not None else "",
    )


def _folder() -> Path:
    return Path(settings.EMAIL_FILE_PATH)

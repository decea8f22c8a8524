"""The mail backend of the demo: every mail is a file, to be read at /demo/postbus/."""

import hashlib
import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend

from wijkraad.terms import clock


class EmlFolder(BaseEmailBackend):
    """Writes each mail as one `.eml` in EMAIL_FILE_PATH, whole or not at all.

    The name starts with the instant and ends with a mark of the Message-ID: a mail that is handed
    over twice stays one file, as a mail program would show it.
    """

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        folder = Path(settings.EMAIL_FILE_PATH)
        folder.mkdir(parents=True, exist_ok=True)
        for message in email_messages:
            mail: Any = message.message()
            mark = hashlib.sha256(str(mail["Message-ID"]).encode()).hexdigest()[:16]
            if any(folder.glob(f"*-{mark}.eml")):
                continue
            growing = folder / f".{mark}.part"
            growing.write_bytes(mail.as_bytes(linesep="\r\n"))
            os.replace(growing, folder / f"{clock.now():%Y%m%dT%H%M%S%f}-{mark}.eml")
        return len(email_messages)

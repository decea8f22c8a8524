"""Sending what is waiting: each message once, whatever fails in between.

A message is locked while its mail is handed over and marked in the same transaction, so two
workers never send it both and a crash leaves it waiting. Should the crash fall between the mail
server's "yes" and our commit, the second mail carries the same Message-ID.
"""

import smtplib

import structlog
from django.core.mail import EmailMultiAlternatives
from django.db import transaction

from wijkraad.notices.mails import mail_of
from wijkraad.notices.models import Message, Pace, SealedMail
from wijkraad.terms import clock

log = structlog.get_logger(__name__)
ATTEMPTS = 8
"""After so many failures a message is no longer tried by itself."""
REFUSED_FROM = 500
"""SMTP codes from here on are final: trying again will not help."""


SECRET = frozenset({"code"})
"""Facts that whoever reads the log must not learn: they go when the mail is out."""


class NotYet(Exception):
    """Some messages could not be handed over and are worth another try."""


def send_waiting(event: str) -> int:
    """Send the messages of one event that go at once; returns how many. Raises NotYet to be tried again."""
    waiting = Message.objects.filter(event=event, state=Message.State.WAITING, pace=Pace.NOW)
    results = [send_one(pk) for pk in waiting.order_by("pk").values_list("pk", flat=True)]
    if None in results:
        raise NotYet
    return sum(1 for sent in results if sent)


def send_one(pk: int) -> bool | None:
    """Send one message: True sent, False nothing to do any more, None not yet."""
    with transaction.atomic():
        locked = Message.objects.select_for_update(skip_locked=True, of=("self",))
        message = locked.select_related("recipient").filter(pk=pk, state=Message.State.WAITING).first()
        if message is None:
            return False
        try:
            mail = mail_of(message)
        except Exception as error:  # a broken template must not hold up the mails of others
            log.exception("mail not made", message=pk)
            return _note_failure([message], error, "broken", final=True)
        return hand_over(mail, [message])


def hand_over(mail: EmailMultiAlternatives, messages: list[Message]) -> bool | None:
    """Give a mail to the mail server and note the outcome on its messages (locked by the caller)."""
    try:
        mail.send()
    except (smtplib.SMTPException, OSError) as error:
        return _note_failure(messages, error)
    for message in messages:
        message.state = Message.State.SENT
        message.sent_at = clock.now()
        message.error = ""
        message.attempts += 1
        message.facts = {name: fact for name, fact in message.facts.items() if name not in SECRET}
        message.save(update_fields=["state", "sent_at", "error", "attempts", "facts"])
    SealedMail.objects.filter(message__in=messages).delete()
    return True


def _note_failure(
    messages: list[Message], error: Exception, kind: str = "", *, final: bool = False
) -> bool | None:
    """Keep why it failed, without the address or the text; give up when it is final."""
    code = _code(error)
    reason = f"{kind or ('refused' if code else 'unreachable')} {code or ''}".strip()
    final = final or code >= REFUSED_FROM or messages[0].attempts + 1 >= ATTEMPTS
    for message in messages:
        message.attempts += 1
        message.error = reason
        message.state = Message.State.FAILED if final else Message.State.WAITING
        message.save(update_fields=["state", "error", "attempts"])
    log.warning(
        "mail not sent", message=messages[0].pk, reason=reason, error=type(error).__name__, final=final
    )
    return False if final else None


def _code(error: Exception) -> int:
    """The SMTP code behind a failure, 0 when the server was not reached."""
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        return max((int(code) for code, _reason in error.recipients.values()), default=0)
    return int(getattr(error, "smtp_code", 0) or 0)

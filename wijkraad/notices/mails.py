"""From a message to a mail: its words, its layout, the way out of it.

A room's template is `templates/emails/<room>/<name>.txt`: first line subject, then the text. It may
use the facts of the message, `link` (the page it is about) and `name` (of the recipient). The plain
text and the HTML part are made from the same words, in the recipient's language.
"""

import html
import re
from email.utils import parseaddr
from typing import Any
from urllib.parse import urlsplit

import jinja2
from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.core.signing import BadSignature, Signer
from django.template import engines
from django.urls import reverse
from django.utils import translation
from markupsafe import Markup, escape

from wijkraad.notices.models import Message
from wijkraad.notices.preferences import overview_of

ADDRESS = re.compile(r"https?://[^\s<>\"]+[^\s<>\".,;:!?)]")
_signer = Signer(salt="wijkraad.notices.out")
DIGEST = "d"
"""What the number of a message in the token of a digest begins with."""


def absolute(path: str) -> str:
    """The full address of a path on this site."""
    return f"{settings.SITE_URL}{path}"


def token_of(message: Message, *, digest: bool = False) -> str:
    """What the link in a mail carries to stop its thread: signed, without an end, naming no address.

    That of a digest stops everything that comes at its pace.
    """
    return _signer.sign(f"{DIGEST}{message.pk}" if digest else str(message.pk))


def message_of(token: str) -> tuple[Message | None, bool]:
    """The message behind a token and whether it stands for a digest; None when it is not ours or gone."""
    try:
        found = _signer.unsign(token)
    except BadSignature:
        return None, False
    rows = Message.objects.select_related("recipient").filter(pk=found.removeprefix(DIGEST))
    return rows.first(), found.startswith(DIGEST)


def address_of(message: Message) -> str:
    """Where the mail goes."""
    return message.recipient.email if message.recipient else message.address


def mail_of(message: Message) -> EmailMultiAlternatives:
    """The mail of one message, made now from its facts, or the sealed one."""
    sealed = getattr(message, "sealed", None)
    if sealed is not None:
        return _mail(message, sealed.subject, sealed.text, "")
    with translation.override(_language(message)):
        subject, words = _split(_render(f"emails/{message.template}.txt", _facts(message)))
        return laid_out(message, subject, words)


def words_of(message: Message) -> tuple[str, str]:
    """Subject and text of a message in the active language, without layout, name or way out."""
    facts = {**message.facts, "title": message.title, "name": "", "link": absolute(message.path or "/")}
    return _split(_render(f"emails/{message.template}.txt", facts))


def subject_of(message: Message) -> str:
    """The first line of its mail, in the active language; its title when the mail cannot be made."""
    try:
        return _split(_render(f"emails/{message.template}.txt", _facts(message)))[0]
    except Exception:  # one broken template must not cost somebody the whole digest
        return message.title


def laid_out(message: Message, subject: str, words: str, *, digest: bool = False) -> EmailMultiAlternatives:
    """A mail with these words in our layout, with the way out of it; in the active language."""
    out = absolute(reverse("notices:stop", args=[token_of(message, digest=digest)]))
    path = overview_of(message.recipient, message.address) if message.thread else ""
    frame = {
        "message": message, "subject": subject, "words": words, "out": out,
        "overview": absolute(path) if path else "",
    }  # fmt: skip
    text = _render("emails/base.txt", frame)
    paragraphs = [_linked(part) for part in re.split(r"\n{2,}", words.strip())]
    page = _template("emails/base.html")
    mail = _mail(message, subject, text, page.render(**frame, **_surroundings(), paragraphs=paragraphs))
    mail.extra_headers["List-Unsubscribe"] = f"<{out}>"
    mail.extra_headers["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    return mail


def _mail(message: Message, subject: str, text: str, page: str) -> EmailMultiAlternatives:
    """The same message always gives the same Message-ID, so a mail that arrives twice is seen as one."""
    host = urlsplit(settings.SITE_URL).hostname or parseaddr(settings.DEFAULT_FROM_EMAIL)[1].split("@")[-1]
    mail = EmailMultiAlternatives(
        subject,
        text,
        settings.DEFAULT_FROM_EMAIL,
        [address_of(message)],
        headers={"Message-ID": f"<bericht-{message.pk}@{host}>", "Auto-Submitted": "auto-generated"},
    )
    if page:
        mail.attach_alternative(page, "text/html")
    return mail


def _facts(message: Message) -> dict[str, Any]:
    name = message.recipient.name if message.recipient else ""
    return {**message.facts, "title": message.title, "name": name, "link": absolute(message.path or "/")}


def _surroundings() -> dict[str, Any]:
    return {"council": settings.COUNCIL_NAME, "site": settings.SITE_URL}


def _render(template: str, facts: dict[str, Any]) -> str:
    """Text: rendered as all our templates, with escaping, and then unescaped as a whole."""
    rendered = _template(template).render(**facts, **_surroundings())
    return html.unescape(rendered).strip() + "\n"


def _template(name: str) -> jinja2.Template:
    pages: Any = engines["jinja2"]
    return pages.env.get_template(name)


def _split(rendered: str) -> tuple[str, str]:
    subject, _, words = rendered.partition("\n")
    return subject.strip(), words.strip()


def _linked(paragraph: str) -> Markup:
    """One paragraph as HTML: escaped, addresses clickable, line ends kept."""
    found, last = Markup(""), 0
    for match in ADDRESS.finditer(paragraph):
        address = match.group()
        found += escape(paragraph[last : match.start()])
        found += Markup('<a href="{0}">{0}</a>').format(address)
        last = match.end()
    found += escape(paragraph[last:])
    return Markup("<br>").join(found.split("\n"))


def _language(message: Message) -> str:
    return message.recipient.language if message.recipient else settings.LANGUAGE_CODE

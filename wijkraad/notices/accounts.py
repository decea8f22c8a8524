"""The mails of the sign-in (confirm, new password, codes) go through the same queue and the same log."""

import html
from typing import Any
from uuid import uuid4

from allauth.account.adapter import DefaultAccountAdapter
from django.conf import settings
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from wijkraad.notices.models import Message, SealedMail
from wijkraad.notices.tasks import send
from wijkraad.people.actions import give_role
from wijkraad.people.models import Role, User
from wijkraad.terms import clock

CHANGED = {
    "account/email/password_changed": _("Uw wachtwoord is gewijzigd."),
    "account/email/password_reset": _("Uw wachtwoord is opnieuw ingesteld."),
    "account/email/password_set": _("Er is een wachtwoord ingesteld."),
    "account/email/email_changed": _("Uw e-mailadres is gewijzigd."),
    "account/email/email_confirm": _("Een e-mailadres is bevestigd."),
    "account/email/email_deleted": _("Een e-mailadres is weggehaald."),
    "mfa/email/totp_activated": _("Inloggen in twee stappen staat aan."),
    "mfa/email/totp_deactivated": _("Inloggen in twee stappen staat uit."),
    "mfa/email/recovery_codes_generated": _("Er zijn nieuwe herstelcodes gemaakt."),
}
"""Changes of an account that its owner hears of; they share one mail."""


class AccountAdapter(DefaultAccountAdapter):
    """allauth's adapter: queued mails in our words; the suspended stay out; a new account is a resident."""

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Queue a mail. Its text holds a secret, so it is sealed apart and deleted once it is sent.

        It takes the same time whether the address has an account or not, and a mail server that is
        down costs nobody the page.
        """
        template = "account/email/changed" if template_prefix in CHANGED else template_prefix
        facts = {"email": email, "council": settings.COUNCIL_NAME, "what": CHANGED.get(template_prefix, "")}
        mail = self.render_mail(template, email, {"request": self.request, **facts, **context})
        with transaction.atomic():
            account = User.objects.filter(email=email.lower()).first()
            message = Message.objects.create(
                event=f"account:{uuid4().hex}",
                recipient=account,
                address="" if account else email.lower(),
                template=template_prefix,
                created_at=clock.now(),
            )
            SealedMail.objects.create(
                message=message, subject=html.unescape(mail.subject)[:200], text=html.unescape(str(mail.body))
            )
            send.defer(event=message.event)

    def pre_login(self, request: HttpRequest, user: Any, **details: Any) -> HttpResponse | None:
        """A suspended person gets no session, whatever way of signing in was used."""
        if user.suspended_at is not None:
            return self.respond_user_inactive(request, user)
        return super().pre_login(request, user, **details)

    def save_user(self, request: HttpRequest, user: Any, form: Any, commit: bool = True) -> Any:
        """A new account starts as a resident; more roles are given by people."""
        saved = super().save_user(request, user, form, commit)
        if commit:
            give_role(saved, by=None, kind=Role.Kind.RESIDENT)
        return saved

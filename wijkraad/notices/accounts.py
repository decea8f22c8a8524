"""The mails of the sign-in (confirm, new password, codes) go through the same queue and the same log."""

from typing import Any
from uuid import uuid4

from allauth.account.adapter import DefaultAccountAdapter
from django.db import transaction
from django.http import HttpRequest, HttpResponse

from wijkraad.notices.models import Message, SealedMail
from wijkraad.notices.tasks import send
from wijkraad.people.actions import give_role
from wijkraad.people.models import Role, User
from wijkraad.terms import clock


class AccountAdapter(DefaultAccountAdapter):
    """allauth's adapter: queued mails, and a new account is a resident."""

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Queue a mail. Its text holds a secret, so it is sealed apart and deleted once it is sent.

        It takes the same time whether the address has an account or not, and a mail server that is
        down costs nobody the page.
        """
        context = {"request": self.request, "email": email, **context}
        mail = self.render_mail(template_prefix, email, context)
        page = next((str(part.content) for part in getattr(mail, "alternatives", ())), "")
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
                message=message, subject=mail.subject[:200], text=str(mail.body), html=page
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

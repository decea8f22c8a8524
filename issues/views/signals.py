"""/signaal/: first the numbers to call, then, if wanted, the fixed list. Nothing else is kept."""

from datetime import timedelta

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from issues.actions import submit_signal
from issues.forms.reporting import SignalForm
from issues.reporting.drafts import forget
from wijkraad.people.access import open_to
from wijkraad.people.limits import allow
from wijkraad.ui.cookieless import without_cookies

SIGNALS_PER_HOUR = 20


@open_to("everyone")
@without_cookies
def signal(request: HttpRequest) -> HttpResponse:
    """The numbers and the list; no draft, no referrer, nothing in the browser's cache."""
    form = SignalForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if not allow("signal", request.META.get("REMOTE_ADDR", ""), SIGNALS_PER_HOUR, timedelta(hours=1)):
            form.add_error(
                None,
                _(
                    "Er kwamen veel signalen van uw aansluiting. Probeer het later weer."
                    " Of bel 0800-7000, Meld Misdaad Anoniem. Is er gevaar? Bel 112."
                ),
            )
        else:
            facts = form.cleaned_data
            submit_signal(kinds=facts["signaal"], segment=facts["deel"], month=facts["maand"])
            return _unseen(redirect("issues:signal_sent"))
    return _unseen(render(request, "issues/report/signaal.html", {"form": form}))


@open_to("everyone")
def signal_sent(request: HttpRequest) -> HttpResponse:
    """Thanks, without telling what was sent."""
    return _unseen(render(request, "issues/report/ontvangen.html"))


def _unseen(response: HttpResponse) -> HttpResponse:
    """Leave as little as possible behind in the browser."""
    response.headers["Cache-Control"] = "no-store"
    forget(response)
    return response

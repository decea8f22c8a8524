"""/helpen/<token>/: the answer to an offer to help, and the button that takes the offer back."""

from django.contrib import messages
from django.core.signing import BadSignature, Signer
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from issues.actions import withdraw_help
from issues.models import HelpOffer
from issues.models.following import HELP_TOKEN
from wijkraad.people.access import open_to
from wijkraad.ui.cookieless import without_cookies


@open_to("everyone")
@without_cookies
def help_page(request: HttpRequest, token: str) -> HttpResponse:
    """Who holds the link made the offer; opening it changes nothing, only the button does."""
    try:
        pk = int(Signer(salt=HELP_TOKEN).unsign(token))
    except (BadSignature, ValueError):
        raise Http404 from None
    offer = get_object_or_404(HelpOffer.objects.select_related("issue__theme"), pk=pk)
    if not offer.issue.is_public:
        raise Http404
    if request.method == "POST":
        withdraw_help(offer)
        messages.success(request, _("Uw aanbod is ingetrokken. Toch bedankt."))
        return redirect("issues:help_page", token)
    response = render(request, "issues/help.html", {"offer": offer, "issue": offer.issue})
    response.headers["Cache-Control"] = "no-store"
    return response

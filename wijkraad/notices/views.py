"""Pages about messages: the way out of a mail, preferences, the mail log, and the demo's postbox."""

from django.conf import settings
from django.contrib import messages as flash
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from wijkraad.notices.actions import LOG_READERS, retry_message
from wijkraad.notices.forms import LogFilter, PaceForm
from wijkraad.notices.mails import ADDRESS, message_of
from wijkraad.notices.models import Message, Pace, Preference
from wijkraad.notices.postbox import posts, read
from wijkraad.notices.preferences import change_digest, overview_of, pace_of, set_pace
from wijkraad.people.access import PersonRequest, open_to
from wijkraad.terms.refusal import Refused
from wijkraad.ui.paginator import asked, leaf

PAGE = 50


@csrf_exempt  # the signed token is the right to do this, and mail programs post without a cookie (RFC 8058)
@open_to("everyone")
@never_cache
def stop(request: HttpRequest, token: str) -> HttpResponse:
    """The link in a mail: shows what it stops; nothing changes until the button, or one click in the mail."""
    message, digest = message_of(token)
    if message is None:
        return render(request, "notices/stop_unknown.html", status=404)
    who = message.recipient or message.address
    form = PaceForm(request.POST or None, initial={"pace": Pace.NEVER})
    if request.method == "POST":
        one_click = request.POST.get("List-Unsubscribe") == "One-Click"
        if one_click or form.is_valid():
            pace = Pace.NEVER if one_click else form.cleaned_data["pace"]
            if digest:
                change_digest(who, by=message.recipient, pace=message.pace, to=pace)
            else:
                set_pace(who, by=message.recipient, thread=message.thread, title=message.about, pace=pace)
            facts = {"message": message, "pace": Pace(pace), "digest": digest}
            return render(request, "notices/stopped.html", facts)
    now = Pace(message.pace) if digest else Pace(pace_of(who, message.thread))
    context = {
        "message": message, "form": form, "now": now, "digest": digest,
        "overview": overview_of(message.recipient, message.address),
    }  # fmt: skip
    return render(request, "notices/stop.html", context)


@open_to("signed_in")
def preferences(request: PersonRequest) -> HttpResponse:
    """How often I hear of what: in general, and per thread that has its own pace."""
    own = list(Preference.objects.filter(person=request.user).exclude(thread="").order_by("title", "thread"))
    threads = {"": _("Alles wat hieronder niet staat")} | {one.thread: one.title or one.thread for one in own}
    chosen = {"": pace_of(request.user)} | {one.thread: one.pace for one in own}
    forms = {
        thread: PaceForm(request.POST or None, prefix=f"k{n}", initial={"pace": chosen[thread]})
        for n, thread in enumerate(threads)
    }
    if request.method == "POST" and all(form.is_valid() for form in forms.values()):
        for thread, form in forms.items():
            if form.cleaned_data["pace"] != chosen[thread]:
                set_pace(request.user, by=request.user, thread=thread, pace=form.cleaned_data["pace"])
        flash.success(request, _("Uw keuzes zijn bewaard."))
        return redirect("notices:preferences")
    return render(request, "notices/preferences.html", {"threads": threads, "forms": forms})


@open_to(*LOG_READERS)
def log(request: HttpRequest) -> HttpResponse:
    """The mail log: newest first, with what failed and why; ids and template names, no texts."""
    part = asked(request, PAGE)
    form = LogFilter(request.GET)
    rows = Message.objects.select_related("recipient").order_by("-id")
    if form.is_valid() and form.cleaned_data["stand"]:
        rows = rows.filter(state=form.cleaned_data["stand"])
    if part.after:
        rows = rows.filter(id__lt=part.after[0])
    elif part.before:
        rows = rows.filter(id__gt=part.before[0]).order_by("id")
    page = leaf(request, part, list(rows[: part.limit]), lambda message: [message.id])
    return render(request, "notices/log.html", {"page_of": page, "form": form})


@open_to(*LOG_READERS)
@require_POST
def retry(request: PersonRequest, pk: int) -> HttpResponse:
    """Send a failed mail again."""
    message = get_object_or_404(Message, pk=pk)
    try:
        retry_message(message, by=request.user)
    except Refused as refusal:
        flash.error(request, str(refusal))
    else:
        flash.success(request, _("De mail gaat opnieuw uit."))
    return redirect("notices:log")


@open_to("everyone")
def postbox(request: HttpRequest) -> HttpResponse:
    """All mails of the demo, as if every account had its own postbox."""
    if not settings.DEMO:
        raise Http404
    return render(request, "notices/postbox.html", {"posts": posts()})


@open_to("everyone")
def post(request: HttpRequest, name: str) -> HttpResponse:
    """One mail of the demo."""
    found = read(name) if settings.DEMO else None
    if found is None:
        raise Http404
    links = [link for link in ADDRESS.findall(found.text) if link.startswith(settings.SITE_URL)]
    return render(request, "notices/post.html", {"post": found, "links": links})

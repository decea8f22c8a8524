"""Following: the page behind the link in a mail, the overview of what somebody follows, and topics.

Opening a link changes nothing: mail scanners open them all. Only a button does.
"""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.signing import BadSignature, Signer
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from issues.actions import (
    answer_of,
    answer_solved,
    change_pace,
    confirm_follow,
    end_follow,
    follow_topic,
    followed,
    is_asking,
)
from issues.actions.follows import PACES, Following
from issues.forms.joining import SolvedForm, TopicForm
from issues.models import Follow, TopicFollow
from issues.models.following import FOLLOW_TOKEN, TOPIC_TOKEN
from issues.views.joining import may_ask
from issues.views.viewer import viewer
from wijkraad.notices.preferences import paces_of
from wijkraad.people.access import PersonRequest, open_to
from wijkraad.people.models import User
from wijkraad.terms.refusal import Refused
from wijkraad.ui.cookieless import without_cookies

WORDS = {str(pace): word for word, pace in PACES.items()}
"""The pace of a preference → the pace of a follower."""


def follow_of(token: str) -> Following:
    """The follow of a signed token, of an issue or of a topic; 404 for any other text.

    After a merge the link of the issue that is gone leads to where its follower went.
    """
    for salt, rows in (
        (FOLLOW_TOKEN, Follow.objects.select_related("issue__theme", "issue__merged_into", "user")),
        (TOPIC_TOKEN, TopicFollow.objects.select_related("theme", "street", "area", "user")),
    ):
        try:
            uuid = UUID(Signer(salt=salt).unsign(token))
        except (BadSignature, ValueError):
            continue
        found: Any = rows.filter(uuid=uuid).first()
        if found is not None and (found.user_id or found.email):
            return _moved(found)
    raise Http404


def _moved(found: Any) -> Following:
    if isinstance(found, TopicFollow) or found.ended_at is None or found.issue.merged_into is None:
        return found
    there = Follow.objects.filter(
        issue=found.issue.merged_into, user=found.user, email=found.email, ended_at=None
    )
    return there.select_related("issue__theme", "user").first() or found


@open_to("everyone")
@without_cookies
def follow_page(request: HttpRequest, token: str) -> HttpResponse:
    """/volgen/<token>/: confirm, answer "is dit opgelost?", or stop."""
    follow = follow_of(token)
    issue = follow.issue if isinstance(follow, Follow) else None
    if issue is not None and not issue.is_public:
        raise Http404
    asked = {"solved": request.GET.get("antwoord", "")}
    form = SolvedForm(request.POST if "solved" in request.POST else None, initial=asked)
    refusal = None
    if request.method == "POST":
        try:
            if _act(request, follow, form):
                return redirect("issues:follow_page", token)
        except Refused as refused:
            refusal = refused
    asks = bool(issue and is_asking(issue) and follow.confirmed_at and not follow.ended_at)
    facts = {
        "follow": follow, "issue": issue, "form": form, "refusal": refusal, "asks": asks,
        "answer": answer_of(issue, follow=follow) if asks and issue and isinstance(follow, Follow) else None,
        "overview": f"/volgen/{token}/alles/" if follow.user is None else "/mijn/volgen/",
    }  # fmt: skip
    return _private(render(request, "issues/follow.html", facts, status=409 if refusal else 200))


def _act(request: HttpRequest, follow: Following, form: SolvedForm) -> bool:
    """One button of the page; False when its form has complaints."""
    if "volg" in request.POST:
        confirm_follow(follow, by=follow.user)
        messages.success(request, _("U volgt dit nu."))
    elif "stop" in request.POST:
        end_follow(follow, by=follow.user)
        messages.success(request, _("U krijgt hierover geen mail meer."))
    elif isinstance(follow, Follow) and form.is_valid():
        facts = form.cleaned_data
        answer_solved(follow.issue, follow=follow, solved=facts["solved"], reason=facts["reason"])
        messages.success(request, _("Bedankt voor uw antwoord."))
    else:
        return False
    return True


def _private(response: HttpResponse) -> HttpResponse:
    """A page of one person, kept nowhere; no other site hears its address (Referrer-Policy same-origin, as
    everywhere: with no-referrer a browser names no origin when a form is sent, and the form is refused)."""
    response.headers["Cache-Control"] = "no-store"
    response.headers["X-Robots-Tag"] = "noindex"
    return response


@open_to("everyone")
@without_cookies
def follow_overview(request: HttpRequest, token: str) -> HttpResponse:
    """/volgen/<token>/alles/: everything that this address follows; an account finds it on its own page."""
    follow = follow_of(token)
    if follow.user is not None:
        return redirect("issues:my_follows")
    if follow.confirmed_at is None:
        return redirect("issues:follow_page", token)
    return _private(_overview(request, None, follow.email, request.path))


@open_to("signed_in")
def my_follows(request: PersonRequest) -> HttpResponse:
    """/mijn/volgen/: what I follow, how often I hear of it, and stopping."""
    return _overview(request, request.user, "", request.path)


def _overview(request: HttpRequest, user: User | None, address: str, path: str) -> HttpResponse:
    rows = followed(user, address)
    paces = paces_of(user or address)
    now = {one.thread: WORDS.get(paces.get(one.thread) or paces.get("", "now"), "once") for one in rows}
    if request.method == "POST":
        for one in rows:
            wanted = request.POST.get(f"hoe-vaak-{one.thread}", "")
            if request.POST.get("stop") == one.thread:
                end_follow(one, by=user)
            elif "stop" not in request.POST and wanted in PACES and wanted != now[one.thread]:
                change_pace(one, by=user, pace=wanted)
        messages.success(request, _("Uw keuze is bewaard."))
        return redirect(path)
    facts = {"rows": [(one, now[one.thread]) for one in rows], "paces": Follow.Pace.choices, "user": user}
    return render(request, "issues/follows.html", facts)


@open_to("everyone")
@without_cookies
def topics(request: HttpRequest) -> HttpResponse:
    """/volgen/: follow a theme, street or area (`?thema=`, `?straat=` or `?gebied=` chooses it)."""
    user = viewer(request)
    by = user if user.is_authenticated else None
    chosen = next((f"{k}:{request.GET[k]}" for k in ("thema", "straat", "gebied") if request.GET.get(k)), "")
    form = TopicForm(request.POST or None, signed_in=by is not None, initial={"topic": chosen})
    refusal = None
    if request.method == "POST" and form.is_valid():
        facts = form.cleaned_data
        try:
            may_ask(request, facts.get("email", ""))
            follow_topic(facts["topic"], by=by, email=facts.get("email", ""), pace=facts["pace"])
        except Refused as refused:
            refusal = refused
        else:
            done = _("U volgt dit nu.") if by else _("Kijk in uw mail en druk daar op de knop.")
            messages.success(request, done)
            return redirect("issues:my_follows" if by else "issues:list")
    return render(request, "issues/follow_topic.html", {"form": form, "refusal": refusal})

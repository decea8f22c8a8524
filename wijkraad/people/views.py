"""Pages about people: my profile, and for who manages them the list of people with their roles."""

from collections.abc import Callable
from functools import partial
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from wijkraad.people import actions
from wijkraad.people.access import PersonRequest, open_to
from wijkraad.people.forms import PersonForm, ProfileForm, RoleForm
from wijkraad.people.models import LIGHT_ROLES, Role, User
from wijkraad.people.permissions import can_confirm, can_manage_people, can_suspend, can_unsuspend
from wijkraad.people.roles import roles_of
from wijkraad.people.second_factor import needs_second_factor
from wijkraad.terms import clock
from wijkraad.terms.acting import acting
from wijkraad.terms.refusal import Refused
from wijkraad.ui.paginator import asked, leaf

MANAGERS = ("board", "secretary", "chair", "treasurer", "admin")
READERS = (*MANAGERS, "auditor")
PAGE = 50


@open_to("signed_in")
def profile(request: PersonRequest) -> HttpResponse:
    """My name, how the site shows me, my language; links to password and second step."""
    user = User.objects.get(pk=request.user.pk)
    official = bool(roles_of(user) - set(LIGHT_ROLES))
    form = ProfileForm(request.POST or None, instance=user, official=official)
    if request.method == "POST" and form.is_valid():
        with acting(user, "person.profile"):
            form.save()
        messages.success(request, _("Uw gegevens zijn bewaard."))
        return redirect("people:profile")
    held = user.roles.filter(held__contains=clock.today(), pending=False).order_by("kind")
    return render(
        request, "people/profile.html", {"form": form, "held": held, "strict": needs_second_factor(user)}
    )


@open_to(*READERS)
def people(request: PersonRequest) -> HttpResponse:
    """Who holds a role of partner or higher, who waits for a second signature; search by name or mail."""
    part = asked(request, PAGE)
    words = request.GET.get("q", "").strip()
    rows = User.objects.prefetch_related("roles").order_by("name", "pk")
    rows = rows.matching(words) if words else rows.officials()
    if part.after:
        rows = rows.after(*part.after)
    elif part.before:
        rows = rows.before(*part.before)
    found = leaf(request, part, list(rows[: part.limit]), lambda user: [user.name, user.pk])
    waiting = Role.objects.filter(pending=True).select_related("user", "given_by").order_by("pk")
    context = {"leaf": found, "words": words, "waiting": waiting, "may": can_manage_people(request.user)}
    return render(request, "people/people.html", context)


@open_to(*READERS)
def person(request: PersonRequest, pk: int) -> HttpResponse:
    """One person with all roles, past ones too, and what this reader may do about them."""
    whom = get_object_or_404(User, pk=pk)
    form = RoleForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        give = partial(actions.give_role, whom, by=request.user, **form.cleaned_data)
        if _tried(request, give, _("De rol is gegeven of wacht op een tweede persoon."), form):
            return redirect("people:person", pk=pk)
    roles = whom.roles.select_related("given_by", "confirmed_by").order_by("-pk")
    context = {
        "whom": whom,
        "roles": [(role, _steps(request.user, role)) for role in roles],
        "form": form,
        "may": can_manage_people(request.user),
        "may_suspend": (can_unsuspend if whom.suspended_at else can_suspend)(request.user, whom),
    }
    return render(request, "people/person.html", context)


@open_to(*MANAGERS)
def new_person(request: PersonRequest) -> HttpResponse:
    """Make an account for somebody, who then asks for a password by mail."""
    form = PersonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.create_person(by=request.user, **form.cleaned_data)
        except Refused as refusal:
            form.add_error("email", str(refusal))
        else:
            messages.success(request, _("Het account is gemaakt."))
            return redirect("people:person", pk=made.pk)
    return render(request, "people/new_person.html", {"form": form})


@open_to(*MANAGERS)
@require_POST
def settle_role(request: PersonRequest, pk: int) -> HttpResponse:
    """Confirm, refuse or end a role."""
    role = get_object_or_404(Role, pk=pk)
    steps: dict[str, Callable[..., Any]] = {
        "confirm": actions.confirm_role,
        "refuse": actions.refuse_role,
        "end": actions.end_role,
    }
    step = steps.get(request.POST.get("step", ""))
    if step is not None:
        _tried(request, partial(step, role, by=request.user), _("Dat is gebeurd."))
    return redirect("people:person", pk=role.user_id)


@open_to(*MANAGERS)
@require_POST
def suspend_person(request: PersonRequest, pk: int) -> HttpResponse:
    """Suspend a person at once, or let them in again."""
    whom = get_object_or_404(User, pk=pk)
    step = actions.unsuspend if request.POST.get("step") == "undo" else actions.suspend
    _tried(request, partial(step, whom, by=request.user), _("Dat is gebeurd."))
    return redirect("people:person", pk=pk)


def _steps(user: User, role: Role) -> list[str]:
    """Which buttons this reader gets beside a role."""
    if not can_manage_people(user):
        return []
    if role.pending:
        own = user.pk in (role.given_by_id, role.user_id)
        return ["refuse"] if own or not can_confirm(user, role.kind) else ["confirm", "refuse"]
    over = role.held.isempty or (role.held.upper is not None and role.held.upper <= clock.today())
    return [] if over else ["end"]


def _tried(request: PersonRequest, do: Callable[[], Any], done: str, form: Any = None) -> bool:
    """Do it and say so; a refusal is said beside the form, or as a message."""
    try:
        do()
    except Refused as refusal:
        said = f"{refusal} {refusal.first}".strip()
        if form is not None:
            form.add_error(None, said)
        else:
            messages.error(request, said)
        return False
    messages.success(request, done)
    return True

"""What was typed in the forms of the live screen but not sent by its own button.

Without a script each button sends the whole screen. The notes are saved by then (`minutes.keep_typed`); the
half-filled forms wait in the session of the one who writes, by point, until the screen shows them again.
"""

from typing import Any

from django import forms
from django.http import HttpRequest

from meetings.forms import ActionForm, DecisionForm, EndForm, ItemForm
from meetings.models import AgendaItem
from meetings.views import board
from meetings.views.table import Table

KEY = "notulen_getypt"
LOOSE = ("gast", "belang", "reden", "uitkomst")
"""Fields of the screen that belong to no form class."""
WORDS = ("gast", "reden")
"""Those that somebody types; the others are choices, and tell nothing alone."""
MOST = 20
"""Points with half-filled forms that one session keeps; an evening has fewer."""
SCREEN = "punt"
"""The id of the form that holds the notes: every field and button of the screen names it."""


def forms_of(table: Table) -> dict[str, Any]:
    """The forms of the screen as they start at this point."""
    free = len(table.sitting.voters)
    found: dict[str, Any] = {
        "decision_form": DecisionForm(
            initial=board.initial(table.item, table.proposal, free),
            voters=table.sitting.voters, people=table.staff, prefix="b",
        ),
        "end_form": EndForm(prefix="e", initial=board.ending_of(table.item), people=table.staff),
        "action_form": ActionForm(prefix="a", people=table.staff),
        "item_form": ItemForm(user=table.user, prefix="n"),
        "to_adopt": board.to_adopt(table.meeting, free),
        "to_ratify": board.to_ratify(table.unratified, free),
    }  # fmt: skip
    return found


def join(found: dict[str, Any]) -> dict[str, Any]:
    """The same forms, each field a part of the screen's form: any button sends all of them."""
    for form in _each(found):
        form.use_required_attribute = False  # an empty field of one must not stop the button of another
        for field in form.fields.values():
            field.widget.attrs["form"] = SCREEN
    return found


def _each(found: dict[str, Any]) -> list[forms.Form]:
    single = [one for one in found.values() if isinstance(one, forms.Form)]
    return single + [form for name in ("to_adopt", "to_ratify") for _row, form in found.get(name, ())]


def leave(request: HttpRequest, item: AgendaItem) -> bool:
    """Keep what the screen sent and what differs from how it started; whether that was anything."""
    typed: dict[str, Any] = {}
    if any("-" in name for name in request.POST):  # fields of forms have a prefix
        table = Table(item.meeting.slug, item.order, request.user)
        for form in _each(forms_of(table)):
            typed |= _differing(form, request.POST)
    loose = {name: request.POST[name] for name in LOOSE if request.POST.get(name)}
    if not typed and not any(name in WORDS for name in loose):
        return False
    rest = {key: kept for key, kept in request.session.get(KEY, {}).items() if key != str(item.pk)}
    newest = dict(list(rest.items())[1 - MOST :])
    request.session[KEY] = newest | {str(item.pk): loose | typed}
    return True


def _differing(form: forms.Form, sent: Any) -> dict[str, Any]:
    """{name in the screen: what was sent} of the fields that somebody changed."""
    if not any(name.startswith(f"{form.prefix}-") for name in sent):
        return {}
    found: dict[str, Any] = {}
    for field in form:
        tick = isinstance(field.field, forms.BooleanField)
        was, now = field.value(), sent.get(field.html_name)
        if tick and bool(was) != bool(now):
            found[field.html_name] = bool(now)
        elif not tick and now is not None and now.strip() != ("" if was is None else str(was)):
            found[field.html_name] = now
    return found


def forget(request: HttpRequest, item: AgendaItem, *names: str) -> None:
    """These were sent by their own button and are written down: fields by name, or forms as "a-"."""
    kept = request.session.get(KEY, {})
    rest = {
        name: worth
        for name, worth in kept.pop(str(item.pk), {}).items()
        if not name.startswith(names)
    }  # fmt: skip
    if any(name not in LOOSE or name in WORDS for name in rest):
        kept[str(item.pk)] = rest
    if KEY in request.session:
        request.session[KEY] = kept


def waits(request: HttpRequest, item: AgendaItem) -> bool:
    """Whether something half-filled is kept for this point."""
    return str(item.pk) in request.session.get(KEY, {})


def take(request: HttpRequest, item: AgendaItem, found: dict[str, Any]) -> dict[str, Any]:
    """Put what was kept for this point back into the forms; gives the loose fields. It is shown once."""
    if not waits(request, item):
        return {}
    kept = request.session[KEY]
    typed = kept.pop(str(item.pk))
    request.session[KEY] = kept
    for form in _each(found):
        start = f"{form.prefix}-"
        form.initial = {
            **form.initial,
            **{name.removeprefix(start): worth for name, worth in typed.items() if name.startswith(start)},
        }
    return {name: typed[name] for name in LOOSE if name in typed}

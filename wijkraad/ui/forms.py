"""How forms are drawn: Utrecht's form fields, the reason beside the field, a summary with links on top.

`{{ form }}` draws everything; a page that lays out its own form imports `field` and `error_summary` from
components/form.html. Widgets come from Django's own Jinja2 templates; only their classes are set here.
"""

from typing import Any, NamedTuple

from django import forms
from django.forms.boundfield import BoundField
from django.forms.renderers import TemplatesSetting
from django.utils.translation import gettext
from markupsafe import Markup

_CLASSES: tuple[tuple[type[forms.Widget], str], ...] = (
    (forms.CheckboxInput, "utrecht-checkbox utrecht-checkbox--html-input"),
    (forms.Textarea, "utrecht-textarea utrecht-textarea--html-textarea"),
    (forms.SelectMultiple, "utrecht-select"),
    (forms.Select, "utrecht-select utrecht-select--html-select"),
    (forms.FileInput, "wp-bestand"),
    (forms.widgets.Input, "utrecht-textbox utrecht-textbox--html-input"),
)
_INVALID = ("utrecht-textbox", "utrecht-textarea", "utrecht-select")


class Renderer(TemplatesSetting):
    """FORM_RENDERER of the settings: our form and field templates, Django's widgets."""

    form_template_name = "components/form/form.html"
    field_template_name = "components/form/field.html"


class Complaint(NamedTuple):
    """One line of the error summary: where to go ('' for the form as a whole) and what to do."""

    target: str
    label: str
    reason: str


def kind(bound: BoundField) -> str:
    """How a field is laid out: `tick` (one box), `choices` (radio or boxes), `hidden` or `line`."""
    widget = bound.field.widget
    if bound.is_hidden:
        return "hidden"
    if isinstance(widget, (forms.RadioSelect, forms.CheckboxSelectMultiple)):
        return "choices"
    return "tick" if isinstance(widget, forms.CheckboxInput) else "line"


def control(bound: BoundField, **attributes: Any) -> Markup:
    """The input of a field with the classes of its look; keyword attributes are added (`rows=4`).

    No `maxlength`: a browser then cuts a pasted text without a word. What is too long is told beside the
    field, with every word kept.
    """
    widget = bound.field.widget
    classes = next((names for type_, names in _CLASSES if isinstance(widget, type_)), "")
    if bound.errors:
        classes += "".join(f" {name}--invalid" for name in _INVALID if name in classes.split())
    own = str(widget.attrs.get("class", ""))
    attributes["class"] = f"{classes} {own}".strip()
    attributes["maxlength"] = False
    if isinstance(widget, forms.MultiWidget) or not attributes["class"]:
        attributes.pop("class")
    return Markup(bound.as_widget(attrs=attributes))  # noqa: S704 - Django escapes it


def summary(form: Any) -> list[Complaint]:
    """Everything that is wrong with a form or formset, in the order of its fields."""
    if hasattr(form, "forms"):
        general = [Complaint("", "", str(reason)) for reason in form.non_form_errors()]
        return general + [complaint for one in form.forms for complaint in summary(one)]
    if not form.is_bound:
        return []
    found = [Complaint("", "", str(reason)) for reason in form.non_field_errors()]
    for bound in form:
        found += [Complaint(_target(bound), str(bound.label), str(reason)) for reason in bound.errors]
    return found


def _target(bound: BoundField) -> str:
    """The id that a link can jump to; the first choice of a group."""
    identifier = bound.auto_id or bound.html_name
    return f"{identifier}_0" if kind(bound) == "choices" else str(identifier)


def headline(complaints: list[Complaint]) -> str:
    """Er gaat 1 ding niet goed. / Er gaan 2 dingen niet goed."""
    if len(complaints) == 1:
        return gettext("Er gaat 1 ding niet goed.")
    return gettext("Er gaan %(count)d dingen niet goed.") % {"count": len(complaints)}

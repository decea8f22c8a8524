"""What becomes of an action of an agenda item."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from issues.forms.choices import text_field
from issues.forms.papers import ProofForm
from meetings.forms.fields import PersonField


class FinishTaskForm(ProofForm):
    """Done, with evidence."""

    field_order = ("result", "evidence", "link", "paper")

    result = text_field(gettext_lazy("Wat is het resultaat?"), rows=2, max_length=600)
    evidence = text_field(
        gettext_lazy("Waar is dat te zien?"), rows=2, max_length=600,
        help_text=gettext_lazy("Een link, een foto, een brief, of wie het heeft gezien."),
    )  # fmt: skip

    def given(self) -> dict[str, Any]:
        """What the action is told."""
        return {"result": self.cleaned_data["result"], "proof": self.proof()}


class HandTaskForm(forms.Form):
    """Somebody else does it."""

    to = PersonField(label=gettext_lazy("Wie zorgt er voortaan voor?"))

    def given(self) -> dict[str, Any]:
        """What the action is told."""
        return {"to": self.cleaned_data["to"]}

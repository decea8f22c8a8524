"""Splitting an issue, and taking back what moved between issues."""

from hashlib import sha256
from typing import Any

from django import forms
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from issues.forms.choices import PersonField, ThemeField, offer, text_field
from issues.forms.working import IssueForm
from issues.models import Issue, MergeRecord, Priority, Report
from issues.permissions import can_see_contact
from issues.reporting.pieces import BOTH, HERE, NEW
from issues.reporting.private_data import without_contact
from wijkraad.ui.filters import day_short


class ReportsField(forms.ModelMultipleChoiceField):
    """Reports, known by their day and first words; without contact details for who sees none."""

    sees = False

    def label_from_instance(self, obj: Any) -> str:
        words = obj.text if self.sees else without_contact(obj.text)
        return f"{day_short(obj.created_at)}: {words[:120] or _('De woorden zijn vernietigd.')}"


class SplitForm(IssueForm):
    """Which reports go, and the public words of the second issue (a new one gets them at the desk)."""

    reports = ReportsField(
        Report.objects.none(), label=gettext_lazy("Welke meldingen gaan naar de nieuwe kwestie?"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": gettext_lazy("Kies welke meldingen naar de nieuwe kwestie gaan.")},
    )  # fmt: skip
    title = forms.CharField(
        label=gettext_lazy("Titel"), max_length=160,
        error_messages={"required": gettext_lazy("Schrijf een titel die iedereen mag lezen.")},
    )  # fmt: skip
    summary = text_field(gettext_lazy("Samenvatting"), rows=4)
    theme = ThemeField(empty_label=None)
    responsible = PersonField()
    with_followers = forms.BooleanField(
        label=gettext_lazy("Wie deze kwestie volgt, volgt ook de nieuwe"), required=False, initial=True
    )

    def prepare(self) -> None:
        offer(self, "reports", self.issue.reports.filter(withdrawn_at=None).order_by("created_at"))
        self.fields["reports"].sees = can_see_contact(self.user)  # type: ignore[attr-defined]
        self.fields["theme"].initial = self.issue.theme_id
        self.fields["responsible"].initial = self.issue.responsible_id
        if self.issue.status == "reported":
            for name in ("title", "summary", "responsible", "with_followers"):
                del self.fields[name]


PLACES = [
    (HERE, gettext_lazy("blijft")),
    (NEW, gettext_lazy("naar nieuw")),
    (BOTH, gettext_lazy("allebei")),
]


class DivideForm(SplitForm):
    """Where each piece of the words of one report goes, and what a split asks besides."""

    base = forms.CharField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, report: Report, pieces: list[str], **kwargs: Any) -> None:
        self.report, self.pieces = report, pieces
        super().__init__(*args, **kwargs)

    def prepare(self) -> None:
        super().prepare()
        del self.fields["reports"]
        self.fields["base"].initial = text_digest(self.report.text)
        for at, _piece in enumerate(self.pieces):
            self.fields[f"stuk{at}"] = forms.ChoiceField(
                choices=PLACES, initial=HERE, label=gettext_lazy("Waar hoort dit stuk?"),
                error_messages={"required": gettext_lazy("Zeg bij elk stuk waar het hoort.")},
            )  # fmt: skip
        if self.report.photos.exists():
            self.fields["fotos"] = forms.ModelMultipleChoiceField(
                self.report.photos.order_by("pk"), required=False,
                label=gettext_lazy("Welke foto’s gaan mee?"), widget=forms.CheckboxSelectMultiple,
            )  # fmt: skip

    @property
    def placed(self) -> list[tuple[str, Any]]:
        """Each piece as this person may read it, with its field."""
        sees = can_see_contact(self.user)
        return [
            (piece if sees else without_contact(piece), self[f"stuk{at}"])
            for at, piece in enumerate(self.pieces)
        ]

    @property
    def rest(self) -> list[Any]:
        """The fields under the pieces."""
        return [field for field in self.visible_fields() if not field.name.startswith("stuk")]

    @property
    def facts(self) -> dict[str, Any]:
        """What `divide_report` asks for, besides the text that was read."""
        told = dict(self.cleaned_data)
        told.pop("base")
        going = {at: told.pop(f"stuk{at}") for at in range(len(self.pieces))}
        return {"going": going, "photos": told.pop("fotos", ()), **told}


def text_digest(text: str) -> str:
    """A digest of words, to see whether they are still the ones that were read."""
    return sha256(text.encode()).hexdigest()[:32]


class PriorityForm(IssueForm):
    priority = forms.ModelChoiceField(
        Priority.objects.none(), label=gettext_lazy("Prioriteit"), required=False,
        empty_label=gettext_lazy("Geen"),
    )  # fmt: skip

    def prepare(self) -> None:
        offer(self, "priority", Priority.objects.filter(active=True, theme=self.issue.theme_id))
        self.fields["priority"].initial = self.issue.priority_id


class MoveField(forms.ModelChoiceField):
    """A move of reports between two issues: what, from where, to where, when."""

    def label_from_instance(self, obj: Any) -> str:
        n = len(obj.moved.get("reports", ()))
        parts = {
            "kind": str(obj.get_kind_display()),
            "day": day_short(obj.at),
            "source": _called(obj.issue),
            "target": _called(obj.into),
            "n": n,
        }
        return (
            ngettext(
                "%(day)s: %(kind)s, van %(source)s naar %(target)s (%(n)s melding)",
                "%(day)s: %(kind)s, van %(source)s naar %(target)s (%(n)s meldingen)", n,
            ) % parts
        )  # fmt: skip


def _called(issue: Issue) -> str:
    """What people call a matter; one that never got a number was a report."""
    return issue.number or issue.internal_number or str(_("een nieuwe melding"))


class UndoMoveForm(IssueForm):
    record = MoveField(
        MergeRecord.objects.none(), label=gettext_lazy("Wat draait u terug?"), empty_label=None,
        widget=forms.RadioSelect, error_messages={"required": gettext_lazy("Kies wat u terugdraait.")},
    )  # fmt: skip

    def prepare(self) -> None:
        offer(self, "record", undoable(self.issue, self.user))


def undoable(issue: Issue, user: Any) -> QuerySet[MergeRecord]:
    """What moved to or from this issue and was not taken back, when both sides may be known; newest first."""
    known = Issue.objects.visible_to(user).values("pk")
    rows = MergeRecord.objects.filter(Q(issue=issue) | Q(into=issue), undone=False, undoing=None)
    return rows.filter(issue__in=known, into__in=known).select_related("issue", "into").order_by("-pk")

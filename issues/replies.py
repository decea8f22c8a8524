"""Ready answers: the marks that may stand in them, and which ones fit an issue at a step."""

from typing import Any

from django.db.models import Q
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from issues.models import Issue, ReplyTemplate, Visibility
from wijkraad.ui.filters import day

MARKS = {
    "{thema}": _("het thema"),
    "{titel}": _("de titel op de site"),
    "{nummer}": _("het nummer"),
    "{straat}": _("de straat, alleen bij openbare kwesties"),
    "{datum}": _("de dag die wij beloofden"),
    "{verwijzing}": _("de verwijzing van het thema"),
}
"""What an answer may leave open, and what comes there."""
UNKNOWN = "…"


def filled(text: str, issue: Issue) -> str:
    """An answer with its marks filled in for an issue; what is not known, or not public, becomes "…"."""
    public = issue.visibility == Visibility.PUBLIC
    with translation.override("nl"):
        known: dict[str, Any] = {
            "{thema}": issue.theme.name,
            "{titel}": issue.public_title if issue.is_public else "",
            "{nummer}": issue.number if issue.is_public else "",
            "{straat}": issue.street.name if public and issue.street else "",
            "{datum}": day(issue.norm_due) if issue.norm_due else "",
            "{verwijzing}": issue.theme.referral,
        }
    for mark, word in known.items():
        text = text.replace(mark, str(word or UNKNOWN))
    return text


def marks_in(text: str) -> list[str]:
    """What stands between braces and is no mark that we know."""
    pieces = [piece.split("}")[0] for piece in text.split("{")[1:]]
    return [f"{{{piece}}}" for piece in pieces if f"{{{piece}}}" not in MARKS]


def offered(issue: Issue, *steps: str) -> list[ReplyTemplate]:
    """The answers for an issue at these steps: those of its theme first, then those for every theme."""
    rows = ReplyTemplate.objects.filter(
        Q(theme=issue.theme_id) | Q(theme=None), active=True, step__in=steps or ReplyTemplate.Step.values
    )
    order = list(ReplyTemplate.Step.values)
    return sorted(rows, key=lambda row: (order.index(row.step), row.theme_id is None, row.name))

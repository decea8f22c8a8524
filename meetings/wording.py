"""The words of a decision or a point for a reader: of a limited matter without number, place or date.

A row of a file with the same names (`resources.DecisionRow`) is read like a decision.
"""

from typing import Any

from django.utils.translation import gettext as _

from meetings.models import AgendaItem, Decision


def wording(decision: Any) -> str:
    """What this reader reads as the decision; of a limited matter words without number, place or date."""
    if not decision.shielded:
        return str(decision.text)
    own: str = decision.public_wording or _of_issue(decision, _("Besluit over: %(words)s"))
    return own or _("Besluit over een kwestie die beperkt zichtbaar is.")


def _of_issue(row: Any, sentence: str) -> str:
    """The public words of the limited matter that a row is about, in a sentence; empty without any."""
    words = (one.public_wording for one in row.linked if one.visibility == "limited" and one.public_wording)
    first = next(words, "")
    return sentence % {"words": first} if first else ""


def headline(decision: Decision) -> str:
    return wording(decision) if decision.shielded else decision.title


def item_title(item: AgendaItem) -> str:
    if not item.shielded:
        return item.title
    theme = next((issue.theme.name for issue in item.linked), "")
    own = item.public_title or _of_issue(item, "%(words)s")
    return own or _("Een kwestie over %(theme)s") % {"theme": theme.lower()}


def owner_of(decision: Any) -> str:
    """Who takes care of it; of a limited matter always the council."""
    if decision.shielded:
        return _("de wijkraad")
    return str(decision.responsible.public_name) if decision.responsible else ""

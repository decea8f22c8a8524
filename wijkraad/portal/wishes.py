"""What narrows a search: one kind, a theme, a street, a year; from the address and onto each kind of row."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from django.db.models import Exists, OuterRef
from django.utils.functional import Promise as LazyText
from django.utils.translation import gettext_lazy as _

from budgets.models import SpendShare
from meetings.models import AgendaIssue, DecisionIssue
from wijkraad.terms import clock

KINDS: dict[str, LazyText] = {
    "issues": _("Kwesties"),
    "decisions": _("Besluiten"),
    "meetings": _("Vergaderingen"),
    "spending": _("Uitgaven"),
}
YEARS = range(2000, 2101)
"""What can be a year of ours."""
PAGES = range(1, 51)
"""Pages of one kind: the newest 500 hits."""


def _among(text: str, known: range, otherwise: int) -> int:
    """A whole number of the address, when it is one of those known."""
    number = int(text) if len(text) <= 4 and text.isascii() and text.isdecimal() else otherwise
    return number if number in known else otherwise


@dataclass(frozen=True, slots=True)
class Wish:
    """Empty text and 0 ask for all."""

    kind: str = ""
    theme: str = ""
    street: str = ""
    year: int = 0
    page: int = 1
    """Of one kind only."""

    @classmethod
    def of(cls, address: Mapping[str, str]) -> "Wish":
        """`soort`, `thema`, `straat`, `jaar` and `pagina` of an address; what cannot be falls away."""
        asked = {name: text.replace("\0", "")[:80] for name, text in address.items()}
        kind = asked.get("soort", "") if asked.get("soort") in KINDS else ""
        year, page = _among(asked.get("jaar", ""), YEARS, 0), _among(asked.get("pagina", ""), PAGES, 1)
        return cls(kind, asked.get("thema", ""), asked.get("straat", ""), year, page if kind else 1)

    def address(self, text: str, **other: str | int) -> str:
        """The address of a search for `text` with these wishes, but for the `other` ones."""
        wishes = {"soort": self.kind, "thema": self.theme, "straat": self.street, "jaar": self.year} | other
        return "/zoeken/?" + urlencode({"q": text} | {name: one for name, one in wishes.items() if one})

    def __bool__(self) -> bool:
        return bool(self.kind or self.theme or self.street or self.year)

    def wants(self, kind: str) -> bool:
        return self.kind in ("", kind)

    def issues(self, found: Any) -> Any:
        return self._dated(self._about(found), "first_report_at", instant=True)

    def decisions(self, found: Any) -> Any:
        return self._dated(self._linked(found, DecisionIssue, "decision"), "decided_on")

    def meetings(self, found: Any) -> Any:
        """Of agenda items."""
        return self._dated(self._linked(found, AgendaIssue, "item"), "meeting__starts_at", instant=True)

    def spending(self, found: Any) -> Any:
        return self._dated(self._linked(found, SpendShare, "request"), "listed_on")

    def _about(self, found: Any, prefix: str = "") -> Any:
        if self.theme:
            found = found.filter(**{f"{prefix}theme__key": self.theme})
        if self.street:
            # what is limited is found by no place
            found = found.filter(**{f"{prefix}street__slug": self.street, f"{prefix}visibility": "public"})
        return found

    def _linked(self, found: Any, links: Any, name: str) -> Any:
        if not (self.theme or self.street):
            return found
        rows = links.objects.filter(**{name: OuterRef("pk")})
        return found.filter(Exists(self._about(rows, "issue__")))

    def _dated(self, found: Any, column: str, *, instant: bool = False) -> Any:
        if not self.year:
            return found
        days: list[Any] = [
            datetime(year, 1, 1, tzinfo=clock.AMSTERDAM) for year in (self.year, self.year + 1)
        ]
        start, end = days if instant else [day.date() for day in days]
        return found.filter(**{f"{column}__gte": start, f"{column}__lt": end})

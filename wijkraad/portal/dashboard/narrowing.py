"""What a person narrowed the dashboard to: theme, street, area and owner, read from the address.

A scope narrows rows of every kind the same way, so that a number and the list behind it, which carries the
same query string, cannot differ. What hangs under no issue (a decision about the council itself, a spend
without an issue) has no theme, street or area and drops out when one is chosen.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from budgets.models import SpendShare
from issues.models import Area, Street, Theme
from wijkraad.people.models import User
from wijkraad.portal.figures.shape import DAY, Period, Scope
from wijkraad.portal.models import Ruling
from wijkraad.terms import clock
from wijkraad.ui.filters import day

PREFIX = {
    "issue": "",
    "action": "issue__",
    "promise": "issue__",
    "contradiction": "issue__",
    "escalation": "issue__",
    "intervention": "issue__",
    "letter": "issue__",
}
"""From a row of a kind to its issue."""
LINKS: dict[str, tuple[Any, str, str]] = {
    "decision": (Ruling, "decision", ""),
    "spend": (SpendShare, "request", "issue__"),
}
"""What ties a row of a kind to its issues, of which there may be more: its column, and the way to the issue.
Decisions are those that were taken."""
OWNER = {
    "issue": "responsible",
    "action": "responsible",
    "promise": "issue__responsible",
    "contradiction": "issue__responsible",
    "escalation": "issue__responsible",
    "intervention": "by",
    "letter": "responsible",
    "decision": "responsible",
    "spend": "requester",
}
"""Who a row of a kind is of."""
UNREAD = {
    "thema": gettext_lazy("dit thema kennen wij niet"),
    "straat": gettext_lazy("deze straat kennen wij niet"),
    "gebied": gettext_lazy("dit gebied kennen wij niet"),
    "wie": gettext_lazy("deze persoon kennen wij niet"),
    "van": gettext_lazy("“van” is geen dag van 2000 tot en met vandaag"),
    "tot": gettext_lazy("“tot en met” is geen dag van 2000 tot en met vandaag"),
}
"""The choices of an address, and why one says nothing."""


@dataclass(frozen=True)
class Narrowing:
    """The rows that were chosen; None is everything."""

    theme: Theme | None = None
    street: Street | None = None
    area: Area | None = None
    owner: User | None = None
    since: date | None = None
    until: date | None = None
    unread: tuple[str, ...] = ()
    """The choices in the address that say nothing: an old street, a day to come."""

    @property
    def narrows(self) -> bool:
        """Whether it chooses among rows; a period chooses among moments."""
        return any((self.theme, self.street, self.area, self.owner))

    @property
    def plain(self) -> bool:
        """The dashboard as it opens: everything, over the last year."""
        return not (self.narrows or self.since or self.until)

    def period(self, today: date) -> Period:
        """The chosen days, else the 365 up to and with today. `until` is its last day."""
        if self.since is None and self.until is None:
            return Period.year_up_to(today)
        last = self.until or today
        first = self.since or last - 364 * DAY
        return Period(min(first, last), max(first, last) + DAY)

    def asked(self, user: Any, today: date) -> Scope:
        """The question to the figures, as `user` may ask it."""
        theme, street, area, owner = self.known
        return Scope(self.period(today), theme, street, area, owner, user)

    def with_(self, **other: Any) -> "Narrowing":
        return replace(self, **other)

    @property
    def known(self) -> tuple[int | None, ...]:
        """What tells one scope from another."""
        return tuple(one.pk if one else None for one in (self.theme, self.street, self.area, self.owner))

    def narrow(self, kind: str, rows: QuerySet) -> QuerySet:
        """The rows of a kind that fall in the scope, each once."""
        about = {
            name: one.pk for name in ("theme", "street", "area") if (one := getattr(self, name)) is not None
        }
        if self.owner is not None:
            rows = rows.filter(**{OWNER[kind]: self.owner.pk})
        if about and kind in LINKS:
            model, column, way = LINKS[kind]
            links = model.objects.filter(**{f"{way}{name}": key for name, key in about.items()})
            return rows.filter(pk__in=links.values(column))
        return rows.filter(**{PREFIX[kind] + name: key for name, key in about.items()})

    @property
    def words(self) -> list[str]:
        """What was chosen, as the page tells it."""
        named = [str(one) for one in (self.theme, self.street, self.area) if one]
        if self.owner:
            named.append(self.owner.public_name)
        if self.since or self.until:
            period = self.period(clock.today())
            named.append(_("%(first)s tot en met %(last)s") % {
                "first": day(period.start), "last": day(period.end - DAY)
            })  # fmt: skip
        return named

    @property
    def doubts(self) -> list[str]:
        """Why a choice was left out, in words: the page shows more than was asked for, so it says so."""
        return [str(UNREAD[name]) for name in self.unread]

    @property
    def query(self) -> str:
        """As it stands in an address, with its question mark; "" for everything."""
        pairs = {
            "thema": self.theme.key if self.theme else "",
            "straat": self.street.slug if self.street else "",
            "gebied": self.area.code if self.area else "",
            "wie": str(self.owner.pk) if self.owner else "",
            "van": self.since.isoformat() if self.since else "",
            "tot": self.until.isoformat() if self.until else "",
        }
        told = urlencode({name: one for name, one in pairs.items() if one})
        return f"?{told}" if told else ""


EVERYTHING = Narrowing()


def narrowing_of(sent: Mapping[str, str]) -> Narrowing:
    """The scope in a query string; what is unknown narrows nothing and is told. No statement without one."""
    given = {name: sent.get(name, "").strip().replace("\0", "") for name in UNREAD}
    who = given["wie"]
    found = {
        "thema": _one(Theme, "key", given["thema"]),
        "straat": _one(Street, "slug", given["straat"]),
        "gebied": _one(Area, "code", given["gebied"]),
        "wie": _one(User, "pk", who if who.isdecimal() and len(who) < 18 else ""),
        "van": _day(given["van"]),
        "tot": _day(given["tot"]),
    }
    unread = tuple(name for name in UNREAD if given[name] and found[name] is None)
    return Narrowing(*found.values()).with_(unread=unread)


def _day(text: str) -> date | None:
    """A day as the browser sends it, of this century and not to come; else none."""
    try:
        found = date.fromisoformat(text) if text else None
    except ValueError:
        return None
    return found if found and date(2000, 1, 1) <= found <= clock.today() else None


def _one(model: Any, column: str, given: str) -> Any:
    return model._default_manager.filter(**{column: given}).first() if given else None

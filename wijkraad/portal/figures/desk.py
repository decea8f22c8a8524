"""What the dashboard counts among all open issues, from the counts that are kept beside them (`Tally`)."""

from datetime import date, timedelta
from typing import Any

from django.db.models import F, Q, QuerySet, Sum

from issues.models import Theme
from issues.querysets import reads_confidential
from wijkraad.portal.kept.counting import HIDDEN
from wijkraad.portal.models import Tally
from wijkraad.terms.values import value


def _kept(scope: str, user: Any) -> QuerySet:
    """The counts of a scope that this person, who works on issues, may know."""
    rows = Tally.objects.filter(scope=scope).order_by()
    return rows if reads_confidential(user) else rows.exclude(key__endswith=HIDDEN)


def _in(state: str) -> Q:
    return Q(key__in=(state, state + HIDDEN))


def _total(rows: QuerySet) -> QuerySet:
    return rows.values("scope").annotate(total=Sum("n"))


def stuck_total(user: Any, today: date) -> QuerySet:
    """How many lie still (K4) in the states that wait for nobody; `stuck_waiting` gives the others."""
    late = Q(pk__in=[])
    for state, days in value("stuck_after", today).items():
        if state == "waiting":
            continue
        late |= _in(state) & Q(day__lt=today - timedelta(days=int(days)))
    return _total(_kept("quiet", user).filter(late))


def waiting_late_total(user: Any, today: date) -> QuerySet:
    """How many wait past the day on which we ask."""
    return _total(_kept("quiet", user).filter(_in("waiting"), day__lt=today))


def fresh_total(user: Any, today: date) -> QuerySet:
    """How many nobody has looked at."""
    return _total(_kept("quiet", user).filter(_in("reported")))


def per_theme(user: Any) -> dict[str, QuerySet]:
    """Open issues per theme and state (key = theme id:state, total), and the words of the themes."""
    return {
        "open": _kept("desk", user).values("key").annotate(total=Sum("n")).filter(total__gt=0),
        "themes": Theme.objects.order_by("order", "name").values("id", "name", "colour_key", slug=F("key")),
    }

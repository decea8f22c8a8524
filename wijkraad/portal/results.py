"""Wat is er bereikt: issues that somebody else than the doer checked, newest first, paged by key."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db.models import F, OuterRef, Q, QuerySet, Subquery, Sum, Value
from django.db.models.functions import Coalesce, Greatest, TruncDate
from django.http import HttpRequest
from django.utils.translation import gettext as _

from budgets.models import SpendShare
from issues.models import Issue, Photo, StatusChange
from issues.querysets import VERIFIED, IssueQuerySet
from meetings.models import Decision
from wijkraad.portal.story.view import number_in
from wijkraad.terms import clock
from wijkraad.ui.paginator import Leaf, asked, leaf

SIZE = 24


def verified() -> IssueQuerySet:
    """Public issues that were verified once; one that came back stays and says so."""
    found: Any = Issue.objects.listed().filter(VERIFIED, visibility="public")
    return found.annotate(moment=Greatest("verified_at", "relapsed_at")).order_by("-moment", "-id")


def card_rows(found: QuerySet, **more: Any) -> QuerySet:
    """What a result card shows, in one statement."""
    paid: Any = SpendShare.objects.filter(issue=OuterRef("pk"), request__number__isnull=False).order_by()
    cost: Any = paid.values("issue").annotate(total=Sum(F("request__paid") * F("percent") / Value(100)))
    photo = Photo.objects.filter(issue=OuterRef("pk"), kind="after", cleared_at__isnull=False)
    return found.values(
        "id", "number", "title", "status", "baseline", "after_measure", "moment",
        key=F("theme__colour_key"), word=F("theme__name"), place=F("street__name"),
        on=TruncDate(Coalesce("verified_at", Subquery(_verified_before()))), back=TruncDate("relapsed_at"),
        cost=Coalesce(Subquery(cost.values("total")), Value(Decimal(0))),
        photo=Subquery(photo.order_by("-id").values("uuid")[:1]), **more,
    )  # fmt: skip


def _verified_before() -> QuerySet:
    """When an issue that came back was verified the last time."""
    moves = StatusChange.objects.filter(issue=OuterRef("pk"), to_state="resolved")
    return moves.order_by("-at", "-id").values("at")[:1]


def card(row: dict[str, Any]) -> dict[str, Any]:
    """A row of JSON or of the database as the card needs it: dates and a Decimal."""
    return row | {
        "on": day_of(row["on"]),
        "back": day_of(row["back"]),
        "decided": day_of(row.get("decided")),
        "watched": day_of(row.get("watched")),
        "cost": Decimal(row["cost"]),
        "change": change(row["baseline"], row["after_measure"]),
    }


def change(before: str, after: str) -> str:
    """Van 58 naar 19: only when both measurements start with a number."""
    numbers = [number_in(text) for text in (before, after)]
    if None in numbers:
        return ""
    return _("Van %(before)g naar %(after)g.") % {"before": numbers[0], "after": numbers[1]}


def day_of(value: str | date | datetime | None) -> date | None:
    if value is None or (isinstance(value, date) and not isinstance(value, datetime)):
        return value
    return date.fromisoformat(str(value)[:10])


def told_more() -> dict[str, Any]:
    """What the page of results tells more than a card elsewhere: the first decision (number, day), a photo
    from before the work, and until when it is watched.
    """
    decisions = Decision.objects.visible_to(None).taken().filter(issue_links__issue=OuterRef("pk"))
    before = Photo.objects.filter(issue=OuterRef("pk"), kind="before", cleared_at__isnull=False)
    return {
        "decision": Subquery(decisions.order_by("decided_on", "pk").values("number")[:1]),
        "decided": Subquery(decisions.order_by("decided_on", "pk").values("decided_on")[:1]),
        "before_photo": Subquery(before.order_by("-id").values("uuid")[:1]),
        "watched": F("aftercare_until"),
    }


def results(request: HttpRequest) -> Leaf:
    """One page of results; `thema`, `straat` and `nazorg` narrow it."""
    found = verified()
    if request.GET.get("thema"):
        found = found.filter(theme__key=request.GET["thema"])
    if request.GET.get("straat"):
        found = found.filter(street__slug=request.GET["straat"])
    if request.GET.get("nazorg"):
        found = found.in_aftercare(clock.today())
    part = asked(request, SIZE)
    if part.after:
        moment, pk = part.after
        found = found.filter(Q(moment__lt=moment) | Q(moment=moment, id__lt=pk))
    rows = [card(row) for row in card_rows(found, **told_more())[: part.limit]]
    return leaf(request, part, rows, lambda row: (row["moment"], row["id"]))

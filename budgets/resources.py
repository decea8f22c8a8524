"""The rows of the files with money: what every visitor reads, so that their sums equal the pages.

Amounts are euros with btw, days Amsterdam dates (of a limited matter only the month). What may not be named
is one row per line, "niet genoemd"; a correction of a closed year is a row of its own in the year that
bears it. A formula in a cell is only text.
"""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from django.conf import settings
from django.db.models import Case, Count, F, Q, Sum, When
from django.utils.translation import gettext as _

from budgets.models import Booking, BudgetLine, OthersMoney, SpendRequest
from budgets.money import ZERO
from budgets.words import is_limited, public_goal, public_payee, public_title, report_of
from budgets.workflow import RESERVING
from issues.resources import harmless

Record = dict[str, Any]
CHUNK = 500
"""Spends fetched at a time, with what belongs to them."""
HELD = Case(When(status__in=RESERVING, then=F("amount") - F("paid")), default=ZERO)
OWN = Sum("bookings__amount", filter=Q(bookings__line=F("line")), default=ZERO)
"""What was booked on the request's own line; corrections elsewhere have rows of their own."""


def line_records(year: int | None) -> Iterator[Record]:
    """The lines of the adopted and closed years, the newest year first."""
    found = BudgetLine.objects.visible_to(None).for_list()
    for line in found.filter(budget__year=year) if year else found:
        yield {
            "jaar": line.budget.year,
            "onderdeel": line.name,
            "waarvoor": line.purpose,
            "thema": line.theme.name if line.theme else "",
            "eerst_begroot": line.original,
            "nu_afgesproken": line.amended,
            "toegezegd": line.reserved,
            "betaald": line.paid,
            "nog_vrij": line.available,
            "meer_dan_eerst_begroot": line.over_original,
            "stand": line.budget.status,
            "van_voor_het_portaal": "ja" if line.imported else "nee",
            "adres": f"{settings.SITE_URL}/budget/{line.budget.year}/",
        }


def spend_records(year: int | None) -> Iterator[Record]:
    """Every spend that holds or took money, then what is not named, then corrections of closed years."""
    every = SpendRequest.objects.filter(Q(status__in=RESERVING) | Q(bookings__isnull=False))
    every = every.filter(line__budget__year=year) if year else every
    public = SpendRequest.objects.public().filter(pk__in=every.values("pk"))
    rows = public.for_list().annotate(own=OWN)
    for one in rows.iterator(chunk_size=CHUNK):
        yield _spend(one)
    hidden = SpendRequest.objects.filter(pk__in=every.values("pk")).exclude(pk__in=public.values("pk"))
    yield from _hidden(hidden)
    yield from _corrections(year)


def _spend(one: Any) -> Record:
    report, limited = report_of(one), is_limited(one)
    day = f"{one.listed_on:%Y-%m}" if limited and one.listed_on else one.listed_on
    shares = [share.issue.number if share.issue.visibility == "public" else "" for share in one.shares.all()]
    return {
        "nummer": one.number,
        "jaar": one.line.budget.year,
        "onderdeel": one.line.name,
        "wat": public_title(one),
        "doel": public_goal(one),
        "aan_wie": public_payee(one),
        "datum": day,
        "mocht_kosten": one.amount,
        "toegezegd": one.amount - one.paid if one.status in RESERVING else ZERO,
        "betaald": one.own,
        "kwesties": ", ".join(dict.fromkeys(number or _("beperkt zichtbaar") for number in shares)),
        "besluit": (one.decision.number or "") if one.decision else "",
        "waarom_zonder_kwestie": one.exception,
        "bestuurslid_of_familie": "ja" if one.payee_insider else "nee",
        "doel_gehaald": report.reached if report else "",
        "wat_het_bracht": report.brought if report else "",
        "wat_wij_leren": report.lesson if report else "",
        "stand": one.status,
        "adres": f"{settings.SITE_URL}/uitgaven/{one.number}/",
    }


SPEND_COLUMNS = [
    "nummer",
    "jaar",
    "onderdeel",
    "wat",
    "doel",
    "aan_wie",
    "datum",
    "mocht_kosten",
    "toegezegd",
    "betaald",
    "kwesties",
    "besluit",
    "waarom_zonder_kwestie",
    "bestuurslid_of_familie",
    "doel_gehaald",
    "wat_het_bracht",
    "wat_wij_leren",
    "stand",
    "adres",
]


def _blank(**known: Any) -> Record:
    return dict.fromkeys(SPEND_COLUMNS, "") | known


def _hidden(requests: Any) -> Iterator[Record]:
    """One row per line for spending that may not be named; only its sums."""
    places = requests.values("line_id", "line__budget__year", "line__name")
    sums = places.annotate(n=Count("pk"), allowed=Sum("amount"), held=Sum(HELD)).order_by(
        "-line__budget__year"
    )
    own = Booking.objects.filter(request__in=requests.values("pk"), line=F("request__line"))
    booked: dict[int, Decimal] = dict(own.values_list("line_id").annotate(total=Sum("amount")))
    for row in sums.order_by("-line__budget__year", "line_id"):
        yield _blank(
            jaar=row["line__budget__year"],
            onderdeel=row["line__name"],
            wat=_("Niet genoemd: voor kwesties die niet openbaar zijn (%(n)s)") % {"n": row["n"]},
            mocht_kosten=row["allowed"],
            toegezegd=row["held"],
            betaald=booked.get(row["line_id"], ZERO),
        )


def _corrections(year: int | None) -> Iterator[Record]:
    """What was booked on another line than that of its request: a closed year set right in an open one."""
    moved = Booking.objects.exclude(line=F("request__line"))
    moved = moved.filter(cost_year=year) if year else moved
    public = SpendRequest.objects.public().values("pk")
    rows = (
        moved.annotate(shown=Case(When(request__in=public, then=F("request__number")), default=None))
        .values("shown", "cost_year", "line__name", "request__line__budget__year")
        .annotate(total=Sum("amount"))
        .order_by("-cost_year", "shown")
    )
    for row in rows:
        words = _("Correctie van %(year)s") % {"year": row["request__line__budget__year"]}
        yield _blank(
            nummer=row["shown"] or "",
            jaar=row["cost_year"],
            onderdeel=row["line__name"],
            wat=words,
            mocht_kosten=ZERO,
            toegezegd=ZERO,
            betaald=row["total"],
        )


def others_records(_year: int | None) -> Iterator[Record]:
    """Money of others in the wijk, each row with its source."""
    for one in OthersMoney.objects.all():
        yield {
            "van_wie": one.owner,
            "project": one.project,
            "eerst_begroot": one.original,
            "uitgegeven": one.spent,
            "doel": one.goal,
            "resultaat": one.result,
            "bron": one.source,
            "adres_van_de_bron": one.source_url,
            "datum_van_de_bron": one.source_date,
        }


def cells(record: Record) -> list[Any]:
    """A record for a spreadsheet; no text of it calculates."""
    return [harmless(cell) for cell in record.values()]

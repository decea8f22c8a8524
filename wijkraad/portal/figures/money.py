"""What money did: K7 share on priority themes, K8 overspend, K9 cost per resolved issue, K16 bank match.

Amounts are euros as Decimals; shares are exact fractions of them and None without a denominator.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from typing import Any

from django.db.models import Count, Exists, F, OuterRef, QuerySet, Subquery, Sum, Value
from django.db.models.functions import Abs, Coalesce
from django.utils.translation import gettext_lazy as _

from budgets.banking.open_ends import bank_bookings
from budgets.models import Booking, Budget, BudgetLine, SpendShare
from wijkraad.portal.bundle import rows_of
from wijkraad.portal.figures.shape import Figure, Scope, median, share
from wijkraad.portal.figures.shares import share_rows, shares
from wijkraad.portal.figures.speed import ended, ended_stays

ZERO = Decimal("0.00")
STRUCTURAL = 3
"""So many closed years in a row with overspend make it structural (K8)."""

K7 = _(
    "Betaald in deze periode aan thema's die prioriteit waren op de dag van het besluit (zonder besluit: van "
    "de goedkeuring), gedeeld door alles wat in deze periode is betaald. Terugbetalingen gaan eraf."
)
K8 = _(
    "Betaald en toegezegd boven het eerst begrote bedrag, gedeeld door dat bedrag, per onderdeel en jaar. "
    "Daarnaast tegen het bedrag dat nu is afgesproken. Drie afgesloten jaren achter elkaar erover is "
    "structureel."
)
K9 = _(
    "Alles wat is betaald voor kwesties die in deze periode zijn opgelost, gedeeld door hun aantal. Kwesties "
    "die niets kostten tellen mee."
)
K16 = _(
    "Boekingen via de bank die helemaal bij een regel van de bank zijn gevonden, gedeeld door alle boekingen "
    "via de bank in deze periode. Een vergissing in de boeken die is teruggedraaid telt niet mee."
)


def euro_share(part: Decimal, whole: Decimal) -> Fraction | None:
    """So many euros of so many; None when there is nothing to divide by."""
    return Fraction(part) / Fraction(whole) if whole > 0 else None


def bookings(scope: Scope, until: date) -> QuerySet:
    """The bookings with their cash date in [start, until), of the scope through the issues they were for."""
    found = Booking.objects.filter(paid_on__gte=scope.start, paid_on__lt=until)
    if scope.narrow:
        mine = SpendShare.objects.filter(request=OuterRef("request"), **scope.only("issue__"))
        found = found.filter(Exists(mine))
    return found.order_by("paid_on", "pk")


def figure_k7(scope: Scope, *, today: date) -> Figure:
    """Net paid on themes that were priority then ÷ net paid; what belongs to no issue stays in the
    denominator.

    `beside["shares"]`: the parts per theme (`shares.Shares`). n is the number of bookings.
    """
    until = scope.until(today)
    rows = bookings(scope, until)
    told = rows_of({
        "shares": share_rows(scope.start, until, scope.only("request__shares__issue__")),
        "n": rows.order_by().values(one=Value(1)).annotate(n=Count("*")),
    })  # fmt: skip
    found, n = shares(told.get("shares", ())), sum(row["n"] for row in told.get("n", ()))
    return Figure(
        "K7", euro_share(found.to_priorities, found.total), n, scope.per(today), K7, rows,
        "booking", found.to_priorities, found.total, {"shares": found},
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class LineOver:
    """One line of a year: what was spent above its original amount, in euro.

    `share` and `of_amended` are None when that amount is 0; `unbudgeted`: spent on what was never budgeted.
    """

    line: BudgetLine
    over: Decimal
    share: Fraction | None
    of_amended: Fraction | None
    unbudgeted: bool
    structural: bool


def overspent(line: BudgetLine, before: list[BudgetLine]) -> LineOver:
    """The overspend of a line; `before` are the lines of the same name, the newest year first."""
    spent = line.paid + line.reserved
    over_amended = max(ZERO, spent - line.amended)
    return LineOver(
        line, line.over_original, euro_share(line.over_original, line.original),
        euro_share(over_amended, line.amended), line.original == 0 and spent > 0, _structural(before),
    )  # fmt: skip


def _structural(lines: Iterable[BudgetLine]) -> bool:
    """Over the original amount in three closed years that follow one another."""
    run, last = 0, None
    for line in lines:
        if line.budget.status != "closed":
            continue
        follows = last is None or line.budget.year == last - 1
        run = (run + 1 if follows else 1) if line.over_original > 0 else 0
        last = line.budget.year
        if run == STRUCTURAL:
            return True
    return False


LINE = ("id", "name", "order", "original", "amended", "reserved", "paid")
YEAR = {"of": F("budget__year"), "standing": F("budget__status")}


def known_lines(scope: Scope) -> QuerySet:
    """The lines of all years that this person may know of, the newest first, for K8; of a theme when it is
    asked.
    """
    known = BudgetLine.objects.visible_to(scope.user).exclude(budget__status="concept")
    known = known.order_by("-budget__year", "order", "id")
    return known if scope.theme is None else known.filter(theme=scope.theme)


def line_rows(scope: Scope) -> QuerySet:
    """The same as rows, for a statement that fetches more."""
    return known_lines(scope).values(*LINE, **YEAR)


def lines_of(rows: Iterable[Mapping[str, Any]]) -> list[BudgetLine]:
    """Lines from `line_rows`, each with its year."""
    return [
        BudgetLine(
            **{name: row[name] for name in LINE}, budget=Budget(year=row["of"], status=row["standing"])
        )
        for row in rows
    ]


def figure_k8(scope: Scope, *, today: date, lines: Iterable[BudgetLine] | None = None) -> Figure:
    """Overspend of the lines of the years in the period. `value`: gross, Σ over ÷ Σ original (None without
    one).

    `beside`: `net` (what is over in total ÷ Σ original), `lines` (LineOver each), `structural` (names).
    Lines are of a theme; street, area and person do not narrow it. `lines`: those of `known_lines`, when they
    were fetched already.
    """
    years = range(scope.start.year, scope.per(today).year + 1)
    rows = known_lines(scope).filter(budget__year__in=list(years))
    known = known_lines(scope).select_related("budget") if lines is None else list(lines)
    by_name: dict[str, list[BudgetLine]] = {}
    for line in known:
        by_name.setdefault(line.name, []).append(line)
    found = [
        overspent(line, [one for one in by_name[line.name] if one.budget.year <= line.budget.year])
        for line in known
        if line.budget.year in years
    ]
    original = sum((one.line.original for one in found), ZERO)
    gross = sum((one.over for one in found), ZERO)
    spent = sum((one.line.paid + one.line.reserved for one in found), ZERO)
    net = max(ZERO, spent - original)
    more: dict[str, Any] = {"net": euro_share(net, original), "net_amount": net, "lines": found}
    more["structural"] = sorted({one.line.name for one in found if one.structural})
    return Figure(
        "K8",
        euro_share(gross, original),
        len(found),
        scope.per(today),
        K8,
        rows,
        "line",
        gross,
        original,
        more,
    )


def cost(issues: Any, until: date) -> QuerySet:
    """Issues with `cost`: the net paid before `until` that was for them, in euro (0 without any)."""
    shares_of = SpendShare.objects.filter(
        issue=OuterRef("pk"), request__bookings__paid_on__lt=until
    ).order_by()
    part = F("request__bookings__amount") * F("percent") / Value(Decimal(100))
    total = shares_of.values("issue").annotate(total=Sum(part)).values("total")
    return issues.annotate(cost=Coalesce(Subquery(total), Value(ZERO)))


def _paid_for(issues: QuerySet, until: date) -> list[Decimal]:
    """The net paid before `until` for each of these issues for which anything was, in euro."""
    found = SpendShare.objects.filter(issue__in=issues, request__bookings__paid_on__lt=until).order_by()
    part = F("request__bookings__amount") * F("percent") / Value(Decimal(100))
    totals = found.values("issue").annotate(total=Sum(part)).values_list("total", flat=True)
    return [Decimal(one).quantize(Decimal("0.01"), ROUND_HALF_UP) for one in totals]


def figure_k9(scope: Scope, *, today: date) -> Figure:
    """Euro per issue resolved in the period (half-up); `beside["median"]`. Zero-cost ones included."""
    until = scope.until(today)
    rows = cost(ended(scope, until, ("resolved",)), until)
    stays = ended_stays(scope, until, ("resolved",))
    n, paid = stays.count(), _paid_for(stays.values("issue"), until)
    amounts = [ZERO] * (n - len(paid)) + paid
    total = sum(paid, ZERO)
    each = (total / n).quantize(Decimal("0.01"), ROUND_HALF_UP) if n else None
    middle = median([int(100 * one) for one in amounts])
    half = (
        None if middle is None else (Decimal(int(2 * middle)) / 200).quantize(Decimal("0.01"), ROUND_HALF_UP)
    )
    return Figure("K9", each, n, scope.per(today), K9, rows, "issue", total, beside={"median": half})


def figure_k16(scope: Scope, *, today: date) -> Figure:
    """Bookings found whole at the bank ÷ bookings over the bank in the period, as on the page of the bank;
    `beside`: the same by amount, in euro. Cash, the books of before the portal and what was turned back
    before it was at the bank count on neither side.

    The rows are the bookings that are not found whole. A part that was found counts in the amount.
    """
    over_bank = bank_bookings().values("pk")
    found = bookings(scope, scope.until(today)).filter(pk__in=over_bank).annotate(size=Abs("amount"))
    open_ones = found.exclude(sum__settled=F("sum__amount"), sum__isnull=False)
    n, left = found.count(), open_ones.count()
    sums = found.aggregate(whole=Sum("size"), part=Sum("sum__settled"))
    whole, part = sums["whole"] or ZERO, sums["part"] or ZERO
    more = {"by_amount": euro_share(part, whole), "amount": part, "of": whole}
    return Figure(
        "K16", share(n - left, n), n, scope.per(today), K16, open_ones, "booking", n - left, beside=more
    )

"""What the public page of one budget year shows, put together in a constant number of queries."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from django.db.models import OuterRef, Subquery
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from markupsafe import Markup

from budgets.facts import ThemePaid
from budgets.models import Budget, BudgetLine, Gift, LineAmendment, PlannedYear
from budgets.money import ZERO
from budgets.standing import YearStanding
from budgets.yearly.overspend import STRUCTURAL, Over, over, run_of_years, threads
from budgets.yearly.words import Figure, over_figures
from budgets.yearly.yearbook import over_of, text
from issues.models import Priority
from wijkraad.people.roles import holders
from wijkraad.ui.charts import Slot, cents
from wijkraad.ui.filters import percent
from wijkraad.ui.icons import icon


def share(part: Decimal, whole: Decimal) -> Decimal | None:
    """A part of a whole as a fraction; None without a whole ("geen begroting")."""
    return part / whole if whole else None


def over_words(one: Over) -> str:
    """An overspend in percent of its budget, or "geen begroting"."""
    return percent(one.share) if one.share is not None else _("geen begroting")


def whole_percent(part: Decimal, whole: Decimal) -> int:
    """A part in whole percents, half up; 0 without a whole."""
    exact = part * 100 / whole if whole else ZERO
    return int(exact.quantize(Decimal(1), rounding=ROUND_HALF_UP))


@dataclass
class LineRow:
    """One line as components/money.html draws it; amounts in euros."""

    name: str
    theme: str
    original: Decimal
    amended: Decimal
    reserved: Decimal
    paid: Decimal
    available: Decimal
    href: str = ""
    warning: Markup = field(default_factory=Markup)
    priority: bool = False
    change_href: str = ""


class YearPage:
    """One budget year for everybody."""

    def __init__(self, budget: Budget, years: list[int]) -> None:
        self.budget = budget
        self.year = budget.year
        self.years = years
        """The years that have a page, oldest first."""

    @cached_property
    def _all_lines(self) -> list[Any]:
        """The lines of this year and before, each with the number of the last decision that `changed_by`."""
        changes = LineAmendment.objects.filter(line=OuterRef("pk"), decision__number__isnull=False)
        number = Subquery(changes.order_by("-id").values("decision__number")[:1])
        found = BudgetLine.objects.visible_to(None).filter(budget__year__lte=self.year)
        return list(found.for_list().annotate(changed_by=number))

    @cached_property
    def lines(self) -> list[Any]:
        return [line for line in self._all_lines if line.budget.year == self.year]

    @cached_property
    def _standing(self) -> YearStanding:
        return YearStanding(self.year)

    @property
    def themes(self) -> list[ThemePaid]:
        return self._standing.themes

    @property
    def spends(self) -> int:
        """How many spends the page lists."""
        return self._standing.spends

    @cached_property
    def priorities(self) -> frozenset[str]:
        """The colour keys of themes that are a priority now."""
        keys = Priority.objects.filter(active=True).values_list("theme__colour_key", flat=True)
        return frozenset(keys)

    @property
    def paid(self) -> Decimal:
        return sum((one.paid for one in self.themes), ZERO)

    @property
    def on_priority(self) -> Decimal:
        return sum((one.on_priority for one in self.themes), ZERO)

    @property
    def share(self) -> int:
        """K7 in cents per euro."""
        return whole_percent(self.on_priority, self.paid)

    @property
    def priority_names(self) -> str:
        """The themes behind K7: "Verkeer en Overbewoning"."""
        names = [one.name for one in self.themes if one.on_priority]
        if len(names) < 2:
            return "".join(names)
        return _("%(first)s en %(last)s") % {"first": ", ".join(names[:-1]), "last": names[-1]}

    @cached_property
    def slots(self) -> list[Slot]:
        """The hundred coins: priorities first, then other themes, without issue, the organisation."""
        shown = [one for one in self.themes if one.paid > 0]
        shown.sort(key=lambda one: (one.key in ("", "org"), one.key == "org", not one.on_priority, -one.paid))
        words = {"": _("Zonder kwestie"), "org": _("Organisatie")}
        return [Slot(one.key or "los", words.get(one.key, one.name), one.paid) for one in shown]

    @property
    def coin_label(self) -> str:
        """The coins in words, for who cannot see them."""
        parts = zip(self.slots, cents(self.slots), strict=True)
        listed = ", ".join(
            _("%(n)s cent %(word)s") % {"n": n, "word": slot.word.lower()} for slot, n in parts
        )
        return _("Honderd cent: %(list)s") % {"list": listed}

    @property
    def hrefs(self) -> dict[str, str]:
        """Where each amount of the coins leads: the spends behind it."""
        return {slot.key: f"?thema={slot.key}#uitgaven" for slot in self.slots}

    @cached_property
    def _same(self) -> dict[int, Any]:
        return threads(self._all_lines)

    @cached_property
    def _closed(self) -> dict[Any, dict[int, Over]]:
        """What a line is the same as → closed year → its overspend against the original amount."""
        found: dict[Any, dict[int, Over]] = {}
        for line in self._all_lines:
            if line.budget.status == "closed":
                years = found.setdefault(self._same[line.pk], {})
                years[line.budget.year] = over(line.committed, line.original)
        return found

    def structural(self, line: BudgetLine) -> bool:
        """Whether the last three closed years in a row, this one included when closed, went over (K8)."""
        closed = self._closed.get(self._same[line.pk], {})
        last = self.year if self.budget.status == "closed" else self.year - 1
        return len(run_of_years(last, closed)) >= STRUCTURAL

    def _warning(self, line: BudgetLine) -> Markup:
        """What a line says when it is above what was first budgeted, or was so for years."""
        now = over(line.committed, line.original)
        row = run_of_years(self.year - 1, self._closed.get(self._same[line.pk], {}))
        words = []
        if len(row) >= 2:
            listed = _("%(first)s en %(last)s") % {
                "first": ", ".join(over_words(one) for one in row[:0:-1]),
                "last": over_words(row[0]),
            }
            text = _("%(n)s afgesloten jaren op rij hoger dan begroot: %(list)s.")
            words.append(text % {"n": len(row), "list": listed})
        if now.amount and now.share is None:
            words.append(_("Geen begroting, wel uitgegeven."))
        elif now.amount:
            text = _("Dit jaar nu %(share)s") if row else _("Nu %(share)s hoger dan eerst begroot")
            if self.budget.status == "closed":
                text = _("Dit jaar %(share)s hoger dan eerst begroot")
            words.append(text % {"share": percent(now.share)})
        if self.structural(line):
            words.append(_("Dat is een vast patroon."))
        if not words:
            return Markup("")
        return Markup('<span class="wp-laat">{}{}</span>').format(icon("triangle-alert"), " ".join(words))

    @cached_property
    def rows(self) -> list[LineRow]:
        return [
            LineRow(
                name=line.name,
                theme=line.theme.colour_key if line.theme else "",
                original=line.original,
                amended=line.amended,
                reserved=line.reserved,
                paid=line.paid,
                available=line.available,
                href=f"?onderdeel={line.pk}#uitgaven",
                warning=self._warning(line),
                priority=bool(line.theme and line.theme.colour_key in self.priorities),
                change_href=f"/besluiten/{line.changed_by}/" if line.changed_by else "",
            )
            for line in self.lines
        ]

    @property
    def scale(self) -> Decimal:
        """The common scale of the bars: a little more than the largest line."""
        tops = [max(line.amended, line.original, line.committed) for line in self.lines]
        return max(tops, default=Decimal(1)) * Decimal("1.02") or Decimal(1)

    @cached_property
    def total(self) -> LineRow:
        """All lines together."""

        def sum_of(name: str) -> Decimal:
            return sum((getattr(row, name) for row in self.rows), ZERO)

        return LineRow(
            name=_("Samen"),
            theme="",
            original=sum_of("original"),
            amended=sum_of("amended"),
            reserved=sum_of("reserved"),
            paid=sum_of("paid"),
            available=sum_of("available"),
        )

    @property
    def over_figures(self) -> list[Figure]:
        """K8 of the year, gross and net, with the formulas."""
        totals = {name: text(getattr(self.total, name)) for name in ("original", "amended")}
        return over_figures(totals, over_of(self.lines))

    @cached_property
    def gifts(self) -> list[tuple[str, int, Decimal]]:
        """Gifts as everybody reads them: organisations by name, all persons together."""
        found: dict[str, tuple[int, Decimal]] = {}
        for gift in Gift.objects.filter(source__budget=self.budget, returned_on=None):
            name = gift.giver if gift.giver_kind == Gift.Giver.ORGANISATION else ""
            n, amount = found.get(name, (0, ZERO))
            found[name] = n + 1, amount + gift.amount
        return [(name, n, amount) for name, (n, amount) in sorted(found.items(), key=lambda one: -one[1][1])]

    @cached_property
    def auditors(self) -> int:
        """How many people of the kascommissie look over the books today."""
        return len(holders("auditor"))

    @cached_property
    def many(self) -> list["ManyYears"]:
        """The lines of this year that run over several."""
        return manyyears(self.budget, self.lines)

    @cached_property
    def sources(self) -> list[Any]:
        return list(self.budget.sources.all())


@dataclass(frozen=True)
class ManyYears:
    """A line over several years: what each year was first given, agreed, and took; later ones expected."""

    name: str
    years: list[tuple[int, Decimal, Decimal, Decimal, bool]]
    """Year, original, amended, promised and paid, and whether it is only expected."""


def manyyears(budget: Budget, lines: Iterable[BudgetLine]) -> list[ManyYears]:
    """Of the lines of a year those that run over several, each with every year before and after.

    Two statements when there are such lines, none without.
    """
    wanted = {line.pk: line for line in lines if line.runs_until}
    if not wanted:
        return []
    rows = list(BudgetLine.objects.exclude(budget__status="concept").for_list())
    rows += [line for line in wanted.values() if budget.status == "concept"]
    same = threads(rows)
    later: dict[int, list[PlannedYear]] = {}
    for one in PlannedYear.objects.filter(line__in=wanted):
        later.setdefault(one.line_id, []).append(one)
    found = []
    for line in wanted.values():
        mine = sorted((one for one in rows if same[one.pk] == same[line.pk]), key=lambda one: one.budget.year)
        years = [(one.budget.year, one.original, one.amended, one.committed, False) for one in mine]
        last = years[-1][0] if years else budget.year
        planned = (one for one in later.get(line.pk, ()) if one.year > last)
        years += [(one.year, one.amount, one.amount, ZERO, True) for one in planned]
        found.append(ManyYears(line.name, years))
    return found

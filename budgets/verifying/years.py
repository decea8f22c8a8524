"""Recounting the reports of closed years: each must follow from the rows, and be as it was frozen."""

from collections.abc import Iterator

from budgets.models import Budget, BudgetLine, YearReport
from budgets.yearly.yearbook import PARTS, fingerprint, over_of, text


def verify_years() -> list[str]:
    """One sentence per difference between a frozen report and the rows; empty when all is well."""
    found = []
    closed = Budget.objects.filter(status="closed").order_by("year")
    reports = YearReport.objects.in_bulk(field_name="budget_id") if closed else {}
    for budget in closed:
        report = reports.get(budget.pk)
        if report is None:
            found.append(f"jaarverslag {budget.year}: ontbreekt")
        else:
            found += _differences(budget, report)
    return found


def _differences(budget: Budget, report: YearReport) -> Iterator[str]:
    name = f"jaarverslag {budget.year}"
    if fingerprint(report.content) != report.sha256:
        yield f"{name}: het kenmerk {report.sha256[:12]} klopt niet met de inhoud"
    lines = list(BudgetLine.objects.filter(budget=budget))
    now = {line.name: line for line in lines}
    for kept in report.content["lines"]:
        line = now.pop(kept["name"], None)
        for part in PARTS:
            right = text(getattr(line, part)) if line else "0.00"
            if kept[part] != right:
                yield f"{name}, {kept['name']}, {part}: {kept[part]}, moet zijn {right}"
    for name_of in now:
        yield f"{name}: onderdeel {name_of} ontbreekt"
    totals = {part: text(sum(getattr(line, part) for line in lines)) for part in PARTS}
    for part, right in (totals | over_of(lines)).items():
        kept = report.content["totals"].get(part) or report.content["over"].get(part)
        if kept != right:
            yield f"{name}, samen, {part}: {kept}, moet zijn {right}"
    if report.content["paid"] != totals["paid"]:
        yield f"{name}, betaald per thema: {report.content['paid']}, moet zijn {totals['paid']}"

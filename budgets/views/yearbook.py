"""The report of one year, on a page and on paper; a closed year shows what was frozen, never a new sum."""

from datetime import UTC, date, datetime, time
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import translation

from budgets.models import Budget
from budgets.yearly import words as year_words
from budgets.yearly.yearbook import Content, content_of, fingerprint
from meetings.typesetting import typeset
from wijkraad.people.access import open_to
from wijkraad.terms import clock
from wijkraad.trail.version import data_version
from wijkraad.ui.pages import visitors_page


@open_to("everyone")
@visitors_page(data_version, today=clock.today)
def report(request: HttpRequest, year: int) -> HttpResponse:
    """/budget/<year>/jaarverslag/: every figure of a year with its formula."""
    budget, content, sha256 = _report(year)
    closed = budget.status == "closed"
    context = {
        "budget": budget,
        "title": year_words.title_of(content, closed=closed),
        "facts": year_words.facts_of(content, closed=closed, sha256=sha256 if closed else ""),
        "figures": year_words.figures_of(content),
        "tables": year_words.tables_of(content),
    }
    return render(request, "budgets/yearbook.html", context)


@open_to("everyone")
@visitors_page(data_version, today=clock.today)
def report_pdf(request: HttpRequest, year: int) -> HttpResponse:
    """/budget/<year>/jaarverslag.pdf: the same on paper, in Dutch; twice the same gives the same bytes."""
    budget, content, sha256 = _report(year)
    response = HttpResponse(as_pdf(budget, content, sha256), content_type="application/pdf")
    response.headers["Content-Disposition"] = f'inline; filename="jaarverslag-{budget.year}.pdf"'
    return response


def as_pdf(budget: Budget, content: Content, sha256: str) -> bytes:
    """The tagged PDF of a report (PDF/UA-1)."""
    closed = budget.status == "closed"
    day = datetime.combine(date.fromisoformat(content["on"]), time(), clock.AMSTERDAM)
    at = (budget.closed_at or day).astimezone(UTC)
    with translation.override("nl"):
        paper: dict[str, Any] = year_words.paper_of(content, closed=closed, sha256=sha256)
    return typeset(paper, at=at)


def _report(year: int) -> tuple[Budget, Content, str]:
    """The year with its frozen report, or with how it stands today; a proposal has none."""
    found = Budget.objects.visible_to(None).select_related("decision", "report").filter(year=year).first()
    if found is None:
        raise Http404
    kept = getattr(found, "report", None)
    if kept is not None:
        return found, kept.content, kept.sha256
    with translation.override("nl"):
        content = content_of(found, clock.today())
    return found, content, fingerprint(content)

"""The public figures: the page, and the report of a quarter or year."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from wijkraad.people.access import open_to
from wijkraad.portal.figures import report
from wijkraad.portal.figures.asking import asked, choices, refused
from wijkraad.portal.figures.drawn import flow_drawn
from wijkraad.portal.figures.public import Figures, narrowed, public_figures
from wijkraad.portal.models import FigureReport
from wijkraad.terms import clock
from wijkraad.trail.version import data_version
from wijkraad.ui.pages import told, visitors_page

FILTERS = ("kies", "thema", "straat", "gebied", "periode")


@open_to("everyone")
@visitors_page(data_version, today=clock.today, tells=True)
def figures_page(request: HttpRequest) -> HttpResponse:
    """The public figures, each with its formula, n and date; suppressed where few. `thema`, `straat`,
    `gebied` and `periode` in the address narrow them.
    """
    today = clock.today()
    question = asked(request.GET.dict(), today) if any(request.GET.get(name) for name in FILTERS) else None
    no = refused(question) if question else ""
    if question and not question.is_default:
        version, found = data_version(), Figures([]) if no else narrowed(question)
    else:
        found = public_figures()
        version = found.version
    context: dict[str, Any] = {"question": question, "refused": no}
    if question:
        context |= {"choices": choices(today), "reports": report.known()}
    context |= {"found": found, "today": today, "chart": flow_drawn(found.flow)}
    return told(render(request, "portal/figures.html", context), version)


@open_to("everyone")
@visitors_page(data_version, today=clock.today)
def report_page(request: HttpRequest, key: str) -> HttpResponse:
    """The figures of a quarter or year that is over, as they were counted once."""
    found = get_object_or_404(FigureReport, key=key)
    context = {"report": found, "title": report.title(found), "figures": report.lines(found)}
    return render(request, "portal/figures/report.html", context)


@open_to("everyone")
def report_pdf(request: HttpRequest, key: str) -> HttpResponse:
    """The same on paper."""
    found = get_object_or_404(FigureReport, key=key)
    answer = HttpResponse(report.pdf(found), content_type="application/pdf")
    answer["Content-Disposition"] = f'inline; filename="cijfers-{found.key}.pdf"'
    return answer

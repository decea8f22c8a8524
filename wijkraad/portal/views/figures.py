"""The public figures: the page, and the report of a quarter or year."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from wijkraad.people.access import open_to
from wijkraad.portal.figures import report
from wijkraad.portal.figures.asking import asked, refused
from wijkraad.portal.figures.public import narrowed
from wijkraad.portal.figures.ready import Ready, ready, rest, section, wishes
from wijkraad.portal.models import FigureReport
from wijkraad.terms import clock
from wijkraad.trail.version import data_version
from wijkraad.ui.filters import one_language, time_day
from wijkraad.ui.pages import told, visitors_page
from wijkraad.ui.sketch import sketched

FILTERS = ("kies", "thema", "straat", "gebied", "periode")


@open_to("everyone")
@visitors_page(data_version, today=clock.today, tells=True)
def figures_page(request: HttpRequest) -> HttpResponse:
    """The public figures, each with its formula, n and date; suppressed where few. `thema`, `straat`,
    `gebied` and `periode` in the address narrow them.
    """
    today = clock.today()
    question = asked(request.GET.dict(), today) if any(request.GET.get(name) for name in FILTERS) else None
    with one_language():
        if question and not question.is_default:
            no, version = refused(question, today), data_version()  # read before what hangs on it
            found = Ready("" if no else "".join(map(section, narrowed(question).figures)), "", version)
        else:
            no, found = "", ready()
        texts = {"measured": time_day(today), "wishes": wishes(question, no, today)}
        texts |= {"chart": found.chart, "sections": found.sections, "rest": rest(question)}
        return told(sketched(request, "portal/figures.html", texts), found.version)


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

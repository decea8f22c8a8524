"""Sharing: a page to pass an issue on, the picture that messengers show, and a poster for the street."""

from urllib.parse import quote

from django.conf import settings
from django.db.models import Case, IntegerField, Value, When
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _

from issues.models import Issue, Photo, Street, Visibility
from issues.notices import state_words
from issues.places.schematic import Card, Line, drawn, framed, lines_of
from issues.qr import qr_svg
from wijkraad.people.access import open_to
from wijkraad.terms import clock
from wijkraad.trail.version import data_version
from wijkraad.ui.pages import visitors_page

LATEST = Case(
    When(kind="after", then=Value(0)), When(kind="report", then=Value(1)), default=Value(2),
    output_field=IntegerField(),
)  # fmt: skip
"""Which photo stands for an issue: of after the work, of the report, of before."""


def shared_issue(number: str) -> Issue:
    """An issue that everybody may see with its place; 404 for anything else."""
    rows = Issue.objects.visible_to(None).for_list().filter(visibility=Visibility.PUBLIC)
    return get_object_or_404(rows, number=number)


@open_to("everyone")
@visitors_page(data_version, today=clock.today)
def share(request: HttpRequest, number: str) -> HttpResponse:
    """/kwesties/<nr>/delen/: the address to copy, ways to send it, and a code to scan."""
    issue = shared_issue(number)
    address = f"{settings.SITE_URL}{issue.path}"
    words = f"{issue.title} ({state_words(issue)})"
    body = quote(f"{words}\n\n{address}")
    facts = {
        "issue": issue, "address": address, "state": state_words(issue),
        "by_mail": f"mailto:?subject={quote(issue.title)}&body={body}",
        "by_whatsapp": f"https://wa.me/?text={quote(f'{words} {address}')}",
        "code": qr_svg(address, _("QR-code van deze kwestie")),
    }  # fmt: skip
    return render(request, "issues/share.html", facts)


@open_to("everyone")
def picture(request: HttpRequest, number: str) -> HttpResponse:
    """/kwesties/<nr>/beeld.jpg: its own public photo, else the schematic map with its street."""
    issue = shared_issue(number)
    photo = Photo.objects.filter(issue=issue, cleared_at__isnull=False).order_by(LATEST, "-pk").first()
    if photo is not None and photo.file and photo.file.storage.exists(str(photo.file)):
        with photo.file.open() as file:
            return _jpeg(framed(file))
    above = f"{settings.COUNCIL_NAME} – {issue.theme.name}"
    return _jpeg(drawn(_card(above, issue.title, issue.street)))


@open_to("everyone")
def street_picture(request: HttpRequest, slug: str) -> HttpResponse:
    """/straat/<slug>/beeld.jpg: the schematic map with this street."""
    street = get_object_or_404(Street, slug=slug)
    return _jpeg(drawn(_card(settings.COUNCIL_NAME, _("Wat speelt er in onze straat?"), street)))


def _card(above: str, title: str, street: Street | None) -> Card:
    paths = Street.objects.exclude(path="").order_by("pk").values_list("path", flat=True)
    lines: list[Line] = [line for path in paths for line in lines_of(path)]
    marked = lines_of(street.path) if street is not None else ()
    return Card(above, title, street.name if street is not None else "", tuple(lines), marked)


def _jpeg(content: bytes) -> HttpResponse:
    """Shown by messengers for a while; short enough that what is hidden again soon has no picture."""
    response = HttpResponse(content, content_type="image/jpeg")
    response.headers["Cache-Control"] = "public, max-age=600"
    return response


@open_to("everyone")
@visitors_page(data_version, today=clock.today)
def poster(request: HttpRequest, slug: str) -> HttpResponse:
    """/straat/<slug>/poster/: an A6 for behind the window, with a code that leads to the street."""
    street = get_object_or_404(Street, slug=slug)
    address = f"{settings.SITE_URL}/straat/{street.slug}/"
    short = address.partition("://")[2].rstrip("/")
    code = qr_svg(address, _("QR-code van de pagina van deze straat"))
    return render(request, "issues/poster.html", {"street": street, "short": short, "code": code})

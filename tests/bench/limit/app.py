"""The limit: a bare Django view without middleware that fetches the same rows as ours and fills a string.

One prepared statement per page over a pooled psycopg connection, no template, no ORM, no rules. What we
lose against it is what our comfort costs. `SIZES` (JSON in the environment) pads each page to the size of
ours, so that both move the same bytes.
"""

import json
import os
from pathlib import Path
from uuid import uuid4

import django
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import path
from psycopg_pool import ConnectionPool

from tests.bench.limit import sql

settings.configure(
    SECRET_KEY="limit",
    ALLOWED_HOSTS=["*"],
    ROOT_URLCONF=__name__,
    MIDDLEWARE=[],
    DEBUG=False,
    USE_TZ=True,
)
django.setup()

SIZES: dict[str, int] = json.loads(os.environ.get("SIZES", "{}"))
pool = ConnectionPool(os.environ["LIMIT_DSN"], min_size=1, max_size=4, open=True, kwargs={"autocommit": True})
ROW = '<li class="wp-regel"><a href="/kwesties/%s/">%s</a><span>%s %s %s %s %s %s %s</span></li>'


def fetch(statement: str, values: tuple[object, ...]) -> list[tuple[object, ...]]:
    with pool.connection() as connection:
        return connection.execute(statement, values, prepare=True).fetchall()


def page(name: str, body: str) -> HttpResponse:
    """The body, padded to the bytes of our page of that name."""
    text = f"<!doctype html><html><body>{body}</body></html>".encode()
    return HttpResponse(text.ljust(SIZES.get(name, 0)))


def rows_page(name: str, rows: list[tuple[object, ...]]) -> HttpResponse:
    return page(name, "".join([ROW % row[:9] for row in rows]))


def listed(request: HttpRequest) -> HttpResponse:
    asked = request.GET
    return rows_page("list", fetch(sql.LIST, (asked["at"], asked["id"])))


def filtered(request: HttpRequest) -> HttpResponse:
    asked = request.GET
    values = (asked["thema"], asked["straat"], asked["at"], asked["id"])
    return rows_page("filter", fetch(sql.FILTER, values))


def searched(request: HttpRequest, name: str) -> HttpResponse:
    return rows_page(name, fetch(sql.SEARCH, (request.GET["q"],) * 2))


def issue(request: HttpRequest, number: str) -> HttpResponse:
    row = fetch(sql.ISSUE, (number,))[0]
    return page("issue", "".join([f"<p>{value}</p>" for value in row]))


def figures(request: HttpRequest) -> HttpResponse:
    return page("figures", "".join([f"<li>{a} {b} {n}</li>" for a, b, n in fetch(sql.FIGURES, ())]))


def home(request: HttpRequest) -> HttpResponse:
    return page("home", "".join([f"<p>{value}</p>" for value in fetch(sql.HOME, ())[0]]))


def report(request: HttpRequest) -> HttpResponse:
    """The rows of one report in one transaction; history and audit by the same triggers as ours."""
    key = uuid4()
    with pool.connection() as connection, connection.transaction():
        connection.execute(sql.COUNT, (key.hex,), prepare=True)
        (issue_id,) = connection.execute(sql.NEW_ISSUE, (key,), prepare=True).fetchone()
        connection.execute(sql.NEW_CHANGE, (issue_id,), prepare=True)
        values = (uuid4(), key, request.POST["tekst"], issue_id)
        (report_id,) = connection.execute(sql.NEW_REPORT, values, prepare=True).fetchone()
    return HttpResponse(status=302, headers={"Location": f"/melden/status/{report_id}/"})


def unchanged(request: HttpRequest) -> HttpResponse:
    """304 after a statement for one row: the limit of our answer to a known ETag."""
    (version,) = fetch(sql.VERSION, ())[0]
    tag = f'W/"{version}"'
    if request.headers.get("If-None-Match"):
        return HttpResponse(status=304, headers={"ETag": tag})
    return HttpResponse(headers={"ETag": tag})


def kept(request: HttpRequest, name: str) -> HttpResponse:
    """A page from memory while the data version is its own: the limit of our warm pages."""
    (version,) = fetch(sql.VERSION, ())[0]
    known = KEPT.get(name)
    if known is None or known[0] != version:
        known = KEPT[name] = (version, b" " * SIZES.get(name, 20_000))
    return HttpResponse(known[1])


def file(request: HttpRequest) -> HttpResponse:
    """The bytes of the style sheet: the limit of a static file."""
    return HttpResponse(SHEET, content_type="text/css")


SHEET = Path(os.environ["SHEET"]).read_bytes() if "SHEET" in os.environ else b""
KEPT: dict[str, tuple[object, bytes]] = {}
urlpatterns = [
    path("home", home),
    path("list", listed),
    path("filter", filtered),
    path("search/<str:name>", searched),
    path("issue/<str:number>", issue),
    path("figures", figures),
    path("report", report),
    path("unchanged", unchanged),
    path("file", file),
    path("kept/<str:name>", kept),
]

from django.core.wsgi import get_wsgi_application  # noqa: E402 - after the settings

application = get_wsgi_application()

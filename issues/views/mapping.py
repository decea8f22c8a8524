"""/kaart/: the schematic map, its stops as a list with the same links, and what Leaflet takes over."""

from typing import Any

from django.conf import settings
from django.db.models import F, Q, QuerySet, Value
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from issues.lists.listing import wish_of
from issues.models import Street
from issues.places.mapping import Stop, stops_of, streets_without_stop
from issues.views.filters_bar import themes
from wijkraad.people.access import open_to
from wijkraad.terms import clock
from wijkraad.trail.version import data_version
from wijkraad.ui.pages import visitors_page


@open_to("everyone")
@visitors_page(data_version, today=clock.today)
def map_page(request: HttpRequest) -> HttpResponse:
    """Open public issues per part of a street; `thema` narrows them, `plek` opens one stop."""
    known = themes(int(clock.now().timestamp()) // 60)
    theme = wish_of(request.GET).theme
    theme = theme if theme in {one["slug"] for one in known} else ""
    chosen, stops = request.GET.get("plek", ""), stops_of(theme)
    return render(
        request,
        "issues/map.html",
        {
            "streets": drawn_streets(), "stops": stops, "theme_now": theme, "themes": known,
            "drawn": [drawn(stop, theme, chosen) for stop in stops if stop.has_place],
            "chosen": chosen, "without": streets_without_stop(theme), "tiles": settings.MAP_TILE_URL,
        },
    )  # fmt: skip


def drawn_streets() -> QuerySet:
    """The streets with a line, as the map component wants them."""
    return Street.objects.exclude(path="").values(
        "name", "label_x", "label_y", d=F("path"), rotation=F("label_rotation"), now=Value(False),
        stub=~Q(in_area=True),
    )  # fmt: skip


def drawn(stop: Stop, theme: str, chosen: str) -> dict[str, Any]:
    """A stop as the map component wants it: it leads to its entry in the list."""
    narrowed = f"thema={theme}&" if theme else ""
    return {
        "x": stop.x, "y": stop.y, "count": stop.total, "now": str(stop.pk) == chosen,
        "label": f"{stop.street}, {stop.part}: {stop.total}",
        "href": f"/kaart/?{narrowed}plek={stop.pk}#plek-{stop.pk}",
    }  # fmt: skip

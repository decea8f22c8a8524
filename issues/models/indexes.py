"""The indexes of issues: one per combination of filters, in the order of the page that reads it.

A page of a list is then read from its place in an index and never sorted. Those of the public lists hold
listed issues only, so that a new report, which is not public yet, writes none of them.
"""

from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Greatest

from issues.querysets import LISTED, PUBLIC, VERIFIED
from issues.workflow import OPEN

_OPEN = LISTED & Q(status__in=OPEN)
_PUBLIC = LISTED & Q(visibility="public")
_OPEN_PUBLIC = _PUBLIC & Q(status__in=OPEN)


def _newest(name: str, *columns: str, only: Q = LISTED) -> models.Index:
    """For the issues with one value of each column, last change first."""
    return models.Index(*columns, F("last_event_at").desc(), F("id").desc(), name=name, condition=only)


def _oldest(name: str, *columns: str, only: Q) -> models.Index:
    """For the issues with one value of each column, first report first."""
    return models.Index(*columns, "first_report_at", "id", name=name, condition=only)


def _most(name: str, *columns: str, only: Q) -> models.Index:
    """For the issues with one value of each column, most reports first."""
    return models.Index(*columns, F("report_count").desc(), F("id").desc(), name=name, condition=only)


_CHOSEN = ("theme", "street", "area", "responsible")


def _chosen(column: str) -> models.Index:
    """For all issues with one value of a column, per state, with what the dashboard asks of each."""
    others = [name for name in _CHOSEN if name != column]
    include = ["id", *others, "visibility", "last_event_at", "waiting_until"]
    return models.Index(fields=[column, "status"], include=include, name=f"issues_of_{column}")


PUBLIC_LISTS = [
    _newest("issues_list"),
    _newest("issues_list_theme", "theme"),
    _newest("issues_list_status", "status"),
    _newest("issues_list_theme_status", "theme", "status"),
    _newest("issues_list_open", only=_OPEN),
    _newest("issues_list_open_theme", "theme", only=_OPEN),
    _newest("issues_list_place", "street", only=_PUBLIC),
    _newest("issues_list_place_theme", "street", "theme", only=_PUBLIC),
    _newest("issues_list_place_status", "street", "status", only=_PUBLIC),
    _newest("issues_list_open_place", "street", only=_OPEN_PUBLIC),
    _newest("issues_list_priority", "priority", only=LISTED & Q(priority__isnull=False)),
    models.Index("on_agenda_at", name="issues_list_agenda", condition=LISTED & Q(on_agenda_at__isnull=False)),
    _oldest("issues_list_oldest", only=LISTED),
    _oldest("issues_list_oldest_theme", "theme", only=_OPEN_PUBLIC),
    _oldest("issues_list_oldest_place", "street", only=_OPEN_PUBLIC),
    _most("issues_list_most", only=LISTED),
    _most("issues_list_most_theme", "theme", only=_PUBLIC),
    _most("issues_list_most_place", "street", only=_PUBLIC),
    _newest("issues_alike_open", "street", "theme", only=_OPEN_PUBLIC),
    models.Index(
        "theme", "lat", "lon", name="issues_alike_near", condition=_PUBLIC & Q(lat__isnull=False)
    ),
    models.Index(
        Greatest("verified_at", "relapsed_at").desc(), F("id").desc(),
        name="issues_results", condition=_PUBLIC & VERIFIED,
    ),
    # without these the page of a theme or street with hardly any result reads those of all others
    *(
        models.Index(
            F(column), Greatest("verified_at", "relapsed_at").desc(), F("id").desc(),
            name=f"issues_results_{column}", condition=_PUBLIC & VERIFIED,
        )
        for column in ("theme", "street")
    ),
]  # fmt: skip

INDEXES = [
    *PUBLIC_LISTS,
    models.Index("created_at", "id", name="issues_new", condition=Q(status="reported")),
    models.Index("responsible", "status", name="issues_mine"),
    *map(_chosen, ("theme", "street", "area")),
    models.Index("aftercare_until", name="issues_aftercare", condition=Q(status="resolved")),
    # What the dashboard counts and shows first: late, quiet, talked about, back again.
    models.Index(
        "waiting_until",
        include=["id", "last_event_at", "visibility"],
        name="issues_waits",
        condition=Q(status="waiting"),
    ),
    models.Index("norm_due", include=["visibility"], name="issues_promised", condition=Q(status="reported")),
    models.Index("last_event_at", "id", name="issues_quiet", condition=Q(status__in=OPEN)),
    models.Index(
        "talks_since_decision", name="issues_talked", condition=Q(status__in=OPEN, talks_since_decision__gt=0)
    ),
    models.Index(
        "relapsed_at",
        include=["visibility"],
        name="issues_again",
        condition=Q(status__in=OPEN, relapse_count__gt=0),
    ),
    # none at all, as a constraint has it: so that counting them costs nothing
    models.Index(
        "id",
        name="issues_ownerless",
        condition=Q(status__in=[state for state in OPEN if state != "reported"], responsible__isnull=True),
    ),
    # The few that a visitor may not know of: asked about every decision and agenda item.
    models.Index("id", name="issues_unseen", condition=~PUBLIC),
    models.Index("id", name="issues_confidential", condition=Q(visibility="confidential")),
    models.Index("id", name="issues_limited", condition=Q(visibility="limited")),
    GinIndex(fields=["search"], name="issues_search"),
    GinIndex(fields=["title"], opclasses=["gin_trgm_ops"], name="issues_title_trgm"),
]

"""The council itself: who sits on it, and where to report a leak."""

from datetime import datetime, time, timedelta
from typing import Any

from django.conf import settings
from django.db.models import Min

from wijkraad.people.models import Role
from wijkraad.people.roles import COUNCIL
from wijkraad.terms import clock

_ORDER = ("chair", "secretary", "treasurer", "board")


def members() -> list[dict[str, Any]]:
    """Who sits on the board today: name or function as each chose, the office, and since when."""
    rows = (
        Role.objects.filter(kind__in=COUNCIL, held__contains=clock.today(), user__is_active=True)
        .filter(user__suspended_at=None)
        .select_related("user")
        .annotate(since=Min("held__startswith"))
    )
    found: dict[int, dict[str, Any]] = {}
    for role in sorted(rows, key=lambda row: (_ORDER.index(row.kind), row.user.name)):
        found.setdefault(
            role.user_id,
            {"name": role.user.public_name, "office": role.get_kind_display(), "since": role.since},
        )
    return list(found.values())


def security_facts() -> dict[str, str]:
    """Contact and expiry of /.well-known/security.txt (RFC 9116), always less than a year ahead."""
    until = datetime.combine(clock.today() + timedelta(days=180), time(), tzinfo=clock.AMSTERDAM)
    return {"contact": settings.DEFAULT_FROM_EMAIL, "expires": until.isoformat()}

"""Who looks at which new report now; one row per person, so nothing has to be cleaned up."""

from datetime import timedelta
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db import connection
from django.db.models import OuterRef
from django.utils.translation import gettext as _

from issues.models import Issue, Presence
from wijkraad.terms import clock

STAYS = timedelta(minutes=3)
"""So long somebody who gave no sign still counts as looking; the page gives one every 30 seconds."""
LOOK = """
INSERT INTO issues_presence (user_id, issue_id, at) VALUES (%s, %s, %s)
ON CONFLICT (user_id) DO UPDATE SET issue_id = EXCLUDED.issue_id, at = EXCLUDED.at
"""


def look(issue: Issue, user: Any) -> None:
    """Note that this person looks at this issue now, and at no other one. One statement."""
    with connection.cursor() as cursor:
        cursor.execute(LOOK, [user.pk, issue.pk, clock.now()])


def others(user: Any) -> ArraySubquery:
    """For `annotate`: the names of all others who look at an issue now."""
    rows = Presence.objects.filter(issue=OuterRef("pk"), at__gte=clock.now() - STAYS).exclude(user=user.pk)
    return ArraySubquery(rows.order_by("at").values("user__name"))


def words_of(names: list[str]) -> str:
    """Hanneke bekijkt dit nu; Hanneke en Samir bekijken dit nu."""
    known = [name for name in names if name] or [_("Iemand")]
    if len(known) == 1:
        return _("%(who)s bekijkt dit nu") % {"who": known[0]}
    who = ", ".join(known[:-1])
    return _("%(who)s en %(last)s bekijken dit nu") % {"who": who, "last": known[-1]}

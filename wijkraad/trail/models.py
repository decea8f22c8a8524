"""History: the audit trail of every change, and the base of each room's table of moves."""

import json
from typing import Any

from django.conf import settings
from django.core.exceptions import ObjectDoesNotExist
from django.db import models
from django.db.models import Func
from django.db.models.functions import Cast
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

TRANSACTION = Cast(Cast(Func(function="pg_current_xact_id"), models.TextField()), models.BigIntegerField())
"""The number of the running transaction: a guard asks for a history row of the same one."""


LONGEST = 120
"""Characters of a value that a page shows."""


def _shown(value: Any) -> str:
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return text if len(text) <= LONGEST else f"{text[:LONGEST]}…"


class TrailEvent(models.Model):
    """One changed row: who, when, verb, what, from → to. Written by triggers only, append-only [db].

    `changes` maps a column to [from, to]; personal columns to true, never to their values.
    """

    db_privileges = ("SELECT",)

    at = models.DateTimeField(_("wanneer"))
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.DO_NOTHING, null=True, db_constraint=False, related_name="+"
    )
    verb = models.CharField(_("handeling"), max_length=60)
    table = models.CharField(_("soort"), max_length=63)
    row = models.CharField(_("rij"), max_length=40)
    operation = models.CharField(_("bewerking"), max_length=6)
    changes = models.JSONField(_("wijziging"))
    txid = models.BigIntegerField(db_default=TRANSACTION)

    class Meta:
        verbose_name = _("spoor van wijzigingen")
        indexes = [
            models.Index(fields=["table", "row", "-id"], name="trail_row"),
            models.Index(fields=["actor", "-id"], name="trail_actor"),
        ]

    def __str__(self) -> str:
        return f"{self.verb} {self.table} {self.row}"

    @property
    def actor_name(self) -> str:
        """Who acted: a person, the system, or somebody whose account is gone."""
        if self.actor_id is None:
            return gettext("systeem of bezoeker")
        try:
            return str(self.actor)
        except ObjectDoesNotExist:
            return gettext("account %(number)s") % {"number": self.actor_id}

    @property
    def told(self) -> list[str]:
        """One line per changed column, "from → to"; a personal column only tells that it changed."""
        return [self._line(column, change) for column, change in self.changes.items()]

    def _line(self, column: str, change: Any) -> str:
        if change is True:
            return gettext("%(column)s: gewijzigd") % {"column": column}
        before, after = ("–" if value is None else _shown(value) for value in change)
        return f"{column}: {before} → {after}"


class DataVersion(models.Model):
    """A part of the data version (their sum); raised by triggers only, see `wijkraad.trail.version`."""

    db_privileges = ("SELECT",)

    version = models.BigIntegerField(default=0)
    txid = models.BigIntegerField(unique=True)

    class Meta:
        verbose_name = _("versie van de gegevens")

    def __str__(self) -> str:
        return str(self.version)


class MoveRecord(models.Model):
    """The base of a room's history of states: append-only, written in the transaction of its move."""

    db_privileges = ("SELECT", "INSERT")

    from_state = models.CharField(_("van"), max_length=20, blank=True)
    to_state = models.CharField(_("naar"), max_length=20)
    at = models.DateTimeField(_("wanneer"))
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("door")
    )
    reason = models.TextField(_("reden"), blank=True)
    # A higher cause is named, not keyed: foreign keys point down only.
    cause_kind = models.CharField(max_length=20, blank=True)
    cause_number = models.CharField(max_length=20, blank=True)
    cause_path = models.CharField(max_length=200, blank=True)
    txid = models.BigIntegerField(db_default=TRANSACTION)

    class Meta:
        abstract = True
        ordering = ["id"]

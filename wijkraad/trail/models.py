"""History: the audit trail of every change, and the base of each room's table of moves."""

import json
from functools import lru_cache
from typing import Any
from uuid import uuid4

from django.apps import apps
from django.conf import settings
from django.contrib.postgres.functions import RandomUUID
from django.core.exceptions import ObjectDoesNotExist
from django.db import models
from django.db.models import Func
from django.db.models.functions import Cast
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

TRANSACTION = Cast(Cast(Func(function="pg_current_xact_id"), models.TextField()), models.BigIntegerField())
"""The number of the running transaction: a guard asks for a history row of the same one."""


LONGEST = 120
"""Characters of a value that a page shows."""
EMPTY = ([None, ""], ["", None])
"""Changes that tell nothing: an empty text in a new row."""


@lru_cache(maxsize=1)
def models_by_table() -> dict[str, type[models.Model]]:
    """Our models by the name of their table."""
    return {model._meta.db_table: model for model in apps.get_models(include_auto_created=True)}


def _shown(field: Any, value: Any) -> str:
    """A value as people read it: the word of a choice, a short text, – for nothing."""
    if value is None or value == "":
        return "–"
    if getattr(field, "choices", None):
        value = dict(field.flatchoices).get(value, value)
    text = value if isinstance(value, str | Promise) else json.dumps(value, ensure_ascii=False)
    text = str(text)
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
    def kind(self) -> str:
        """What kind of row changed, in words: the name of its model."""
        model = models_by_table().get(self.table)
        return str(model._meta.verbose_name) if model else self.table

    @property
    def told(self) -> list[str]:
        """One line per changed column, "from → to"; a personal column only tells that it changed."""
        changed = [(column, change) for column, change in self.changes.items() if change not in EMPTY]
        return [self._line(column, change) for column, change in changed]

    def _line(self, column: str, change: Any) -> str:
        field = self._field(column)
        name = str(getattr(field, "verbose_name", column))
        if change is True:
            return gettext("%(column)s: gewijzigd") % {"column": name}
        before, after = (_shown(field, value) for value in change)
        return f"{name}: {before} → {after}"

    def _field(self, column: str) -> Any:
        """The field behind a column; None when the model or the field is gone."""
        model = models_by_table().get(self.table)
        fields = model._meta.concrete_fields if model else ()
        return next((field for field in fields if field.column == column), None)


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


class RetentionEntry(models.Model):
    """The register of what was destroyed because its time was over: rule, when, how many; append-only [db].

    No personal data and no ids: those stand in the erasure log, outside the database.
    """

    db_privileges = ("SELECT", "INSERT")

    rule = models.CharField(_("regel"), max_length=40)
    at = models.DateTimeField(_("wanneer"))
    number = models.PositiveIntegerField(_("aantal"))

    class Meta:
        verbose_name = _("regel in het bewaarregister")
        verbose_name_plural = _("bewaarregister")
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(name="trail_retention_something", condition=models.Q(number__gt=0))
        ]

    def __str__(self) -> str:
        return f"{self.rule}: {self.number}"


class StoredFigure(models.Model):
    """Facts that cost too much to count for each page, as they were on a day; see `wijkraad.trail.stored`.

    `version` is another one at each change [db]: what a page drew of the facts may be used again under it.
    """

    name = models.CharField(primary_key=True, max_length=20)
    on = models.DateField(null=True)
    facts = models.JSONField(default=dict)
    version = models.UUIDField(default=uuid4, db_default=RandomUUID(), editable=False)

    def __str__(self) -> str:
        return f"{self.name} {self.on}"


class FigureMark(models.Model):
    """Something that a stored figure follows from has changed since; written by triggers only."""

    figure = models.CharField(max_length=20, db_index=True)

    def __str__(self) -> str:
        return self.figure

"""Who takes part: accounts, dated roles, and the organisations of partners."""

from typing import Any, ClassVar
from uuid import uuid4

from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.core.signing import BadSignature, Signer
from django.db import models
from django.utils.translation import gettext_lazy as _

from wijkraad.people.querysets import UserQuerySet
from wijkraad.terms import clock


class Organisation(models.Model):
    """A partner that something can be handed to: a department, the police, a housing association."""

    name = models.CharField(_("naam"), max_length=120, unique=True)
    short_name = models.CharField(_("korte naam"), max_length=40)
    email = models.EmailField(_("e-mailadres"), blank=True)

    class Meta:
        verbose_name = _("organisatie")
        verbose_name_plural = _("organisaties")

    def __str__(self) -> str:
        return self.short_name


class UserManager(BaseUserManager.from_queryset(UserQuerySet)):  # type: ignore[misc]
    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "User":
        user = self.model(email=self.normalize_email(email).lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> "User":
        return self.create_user(email, password, is_staff=True, is_superuser=True, **fields)

    def get_by_natural_key(self, username: str | None) -> "User":
        return self.get(email=(username or "").lower())


class User(AbstractBaseUser, PermissionsMixin):
    """One person; the e-mail address is the login. What a person may do follows from dated roles."""

    class Shown(models.TextChoices):
        NAME = "name", _("met naam")
        FUNCTION = "function", _("met functie")

    email = models.EmailField(_("e-mailadres"), unique=True)
    name = models.CharField(_("naam"), max_length=120, blank=True)
    function = models.CharField(_("functie op de site"), max_length=80, blank=True)
    shown_as = models.CharField(_("op de site"), max_length=10, choices=Shown, default=Shown.NAME)
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, verbose_name=_("organisatie")
    )
    household = models.CharField(max_length=64, blank=True, help_text=_("versleuteld kenmerk van het adres"))
    language = models.CharField(_("taal"), max_length=2, default="nl")
    is_active = models.BooleanField(_("actief"), default=True)
    is_staff = models.BooleanField(_("mag in de beheerpagina's"), default=False)
    suspended_at = models.DateTimeField(_("geschorst op"), null=True, blank=True)
    date_joined = models.DateTimeField(_("lid sinds"), default=clock.now)

    objects = UserManager()
    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    class Meta:
        verbose_name = _("persoon")
        verbose_name_plural = _("personen")

    def __str__(self) -> str:
        return self.name or self.email

    @property
    def public_name(self) -> str:
        """How the site names this person: by name, by function, or by department for a partner."""
        if self.shown_as == self.Shown.FUNCTION and self.function:
            return self.function
        return self.name or str(_("iemand van de wijkraad"))


LIGHT_ROLES = ("resident", "entrepreneur", "partner")
"""Roles that one person may give; every other one takes two."""


class Role(models.Model):
    """One role of one person, from a date to a date (end date excluded; open end = still held).

    A role that takes two people is `pending`, and worth nothing, until the second one confirms it.
    """

    class Kind(models.TextChoices):
        RESIDENT = "resident", _("bewoner")
        ENTREPRENEUR = "entrepreneur", _("ondernemer")
        BOARD = "board", _("bestuurslid")
        SECRETARY = "secretary", _("secretaris")
        CHAIR = "chair", _("voorzitter")
        TREASURER = "treasurer", _("penningmeester")
        DEPUTY = "deputy", _("plaatsvervanger")
        AUDITOR = "auditor", _("kascommissie")
        MANAGER = "manager", _("wijkmanager")
        PARTNER = "partner", _("partner")
        ADMIN = "admin", _("beheerder")

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="roles")
    kind = models.CharField(_("rol"), max_length=12, choices=Kind)
    held = DateRangeField(_("van – tot"))
    given_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    confirmed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    decision_number = models.CharField(_("besluit"), max_length=20, blank=True)
    pending = models.BooleanField(_("wacht op een tweede persoon"), default=False)

    class Meta:
        verbose_name = _("rol")
        verbose_name_plural = _("rollen")
        constraints = [
            ExclusionConstraint(
                name="people_role_once_at_a_time",
                expressions=[
                    ("user", RangeOperators.EQUAL),
                    ("kind", RangeOperators.EQUAL),
                    ("held", RangeOperators.OVERLAPS),
                ],
            ),
            models.CheckConstraint(
                name="people_role_two_people",
                condition=models.Q(kind__in=LIGHT_ROLES)
                | models.Q(pending=True, given_by__isnull=False, confirmed_by__isnull=True)
                | models.Q(pending=False, given_by__isnull=True, confirmed_by__isnull=True)
                | (
                    models.Q(pending=False, given_by__isnull=False, confirmed_by__isnull=False)
                    & ~models.Q(given_by=models.F("confirmed_by"))
                ),
            ),
        ]

    def __str__(self) -> str:
        return self.get_kind_display()

    @property
    def is_held(self) -> bool:
        """Whether the role gives something today."""
        return not self.pending and not self.held.isempty and clock.today() in self.held


class SettingProposal(models.Model):
    """A new value of a setting that waits for its second person; both sign for it."""

    key = models.SlugField(_("naam"), max_length=60)
    value = models.JSONField(_("waarde"))
    starts_on = models.DateField(_("geldt vanaf"))
    source = models.CharField(_("bron"), max_length=300)
    decision_number = models.CharField(_("besluit"), max_length=20, blank=True)
    proposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField(_("voorgesteld op"))
    confirmed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    confirmed_at = models.DateTimeField(_("bevestigd op"), null=True)

    class Meta:
        verbose_name = _("voorstel voor een instelling")
        verbose_name_plural = _("voorstellen voor een instelling")
        constraints = [
            models.CheckConstraint(
                name="people_setting_two_people",
                condition=models.Q(confirmed_by__isnull=True)
                | ~models.Q(confirmed_by=models.F("proposed_by")),
            )
        ]

    def __str__(self) -> str:
        return self.key


_calendars = Signer(salt="people.calendar", sep=".")


class CalendarKey(models.Model):
    """The private address of one person's calendar, for a phone or a mail program that cannot sign in.

    The address is signed and stands nowhere in the database; a new one ends the one before. What it
    shows follows from the roles of today, so it is empty as soon as the role is over.
    """

    class Kind(models.TextChoices):
        TERMS = "terms", _("termijnen")
        MEETINGS = "meetings", _("vergaderingen")

    uuid = models.UUIDField(default=uuid4, unique=True, editable=False)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="calendar_keys")
    kind = models.CharField(_("agenda"), max_length=10, choices=Kind)
    made_at = models.DateTimeField(_("gemaakt op"))
    ended_at = models.DateTimeField(_("gestopt op"), null=True, blank=True)

    class Meta:
        verbose_name = _("eigen adres van een agenda")
        verbose_name_plural = _("eigen adressen van agenda’s")
        constraints = [
            models.UniqueConstraint(
                fields=["user", "kind"], name="people_calendarkey_one", condition=models.Q(ended_at=None)
            )
        ]

    def __str__(self) -> str:
        return self.get_kind_display()

    @property
    def token(self) -> str:
        """The secret part of the address."""
        return _calendars.sign(self.uuid.hex)

    @staticmethod
    def of_token(token: str, kind: str) -> "CalendarKey | None":
        """The key behind this secret; None for any other text, a stopped one, or another calendar."""
        try:
            found = _calendars.unsign(token)
        except BadSignature:
            return None
        return CalendarKey.objects.filter(uuid=found, kind=kind, ended_at=None).first()


class Allowance(models.Model):
    """How often something was tried in the running window; see `wijkraad.people.limits`."""

    scope = models.CharField(max_length=40)
    key = models.CharField(max_length=64, help_text=_("versleuteld kenmerk"))
    since = models.DateTimeField()
    used = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["scope", "key"], name="people_allowance_once")]
        indexes = [models.Index(fields=["since"], name="people_allowance_since")]

    def __str__(self) -> str:
        return f"{self.scope}: {self.used}"

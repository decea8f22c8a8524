"""What matters are about: themes, and the few of them that are a priority now."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext, gettext_noop
from django.utils.translation import gettext_lazy as _

# The words of the themes that every council starts with (migration 0003), so that they can be translated.
USUAL_WORDS = (
    gettext_noop("Te veel mensen in een huis, kamers zonder vergunning, brandgevaar"),
    gettext_noop(
        "Is er nu gevaar? Bel 112. De Haagse Pandbrigade van de gemeente controleert huizen: bel 14070."
    ),
    gettext_noop("Drugshandel, witwassen, dwang, uitbuiting. Alleen aankruisen, zonder naam"),
    gettext_noop("Bel 112 bij gevaar, 0900-8844 voor de politie, of 0800-7000 voor Meld Misdaad Anoniem."),
    gettext_noop("Te hard rijden, fout parkeren, een gevaarlijke oversteek"),
    gettext_noop("Een gat in de weg of een kapot verkeerslicht? Bel de gemeente: 14070."),
    gettext_noop("Lawaai, afval of drukte rond een coffeeshop"),
    gettext_noop("Is er nu overlast? Bel de politie: 0900-8844."),
    gettext_noop("Afval van winkels, leegstand, laden en lossen"),
    gettext_noop("Geveltuinen, bankjes, een plek om elkaar te zien"),
    gettext_noop("Iets anders in onze straten"),
    gettext_noop("Losse tegel, vuilnis of kapotte lamp? Dat lost de gemeente sneller op: bel 14070."),
)


class Visibility(models.TextChoices):
    PUBLIC = "public", _("Openbaar")
    LIMITED = "limited", _("Beperkt zichtbaar")
    CONFIDENTIAL = "confidential", _("Vertrouwelijk")


class Theme(models.Model):
    """A folder of issues. `norms` gives the working days we promise per step: {"reported": 5, …}."""

    class Intake(models.TextChoices):
        REPORT = "report", _("melding met tekst")
        SIGNAL = "signal", _("signaal uit een vaste lijst")

    key = models.SlugField(_("sleutel"), max_length=30, unique=True)
    name = models.CharField(_("naam"), max_length=60)
    description = models.CharField(_("uitleg"), max_length=200, blank=True)
    colour_key = models.SlugField(_("kleur"), max_length=30, default="overig")
    icon = models.CharField(_("teken"), max_length=30, default="circle-help")
    default_visibility = models.CharField(
        _("wie ziet het"), max_length=12, choices=Visibility, default=Visibility.PUBLIC
    )
    intake_mode = models.CharField(
        _("manier van melden"), max_length=8, choices=Intake, default=Intake.REPORT
    )
    norms = models.JSONField(_("normen in werkdagen"), default=dict, blank=True)
    referral = models.TextField(_("verwijzing"), blank=True)
    order = models.PositiveSmallIntegerField(_("volgorde"), default=0)
    active = models.BooleanField(_("te kiezen"), default=True)

    class Meta:
        verbose_name = _("thema")
        verbose_name_plural = _("thema's")
        ordering = ["order", "name"]

    def __str__(self) -> str:
        return self.name

    @property
    def is_sensitive(self) -> bool:
        """Not public by itself, or with signals: told per area and year only, and no small count of it."""
        return self.default_visibility != Visibility.PUBLIC or self.intake_mode != self.Intake.REPORT

    @property
    def spoken_name(self) -> str:
        """The name in the language of the page; a name that a council made up itself stays as it is."""
        return gettext(self.name)

    @property
    def spoken_description(self) -> str:
        return gettext(self.description) if self.description else ""

    @property
    def spoken_referral(self) -> str:
        return gettext(self.referral) if self.referral else ""


class Priority(models.Model):
    """A promise of the council; only as many are active as the limit allows [db]."""

    class WhyNow(models.TextChoices):
        INCIDENT = "incident", _("een voorval")
        TREND = "trend", _("een ontwikkeling")

    theme = models.ForeignKey(Theme, models.PROTECT, related_name="priorities")
    title = models.CharField(_("titel"), max_length=160)
    why_now_kind = models.CharField(_("waarom nu"), max_length=10, choices=WhyNow, blank=True)
    why_now = models.TextField(_("uitleg waarom nu"), blank=True)
    responsible = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="priorities")
    goal = models.TextField(_("doel"))
    criterion = models.TextField(_("maatstaf"))
    baseline = models.TextField(_("beginmeting"))
    target = models.CharField(_("streefwaarde"), max_length=80, blank=True)
    current = models.CharField(_("stand nu"), max_length=80, blank=True)
    review_on = models.DateField(_("opnieuw bekijken op"))
    active = models.BooleanField(_("actief"), default=False)
    opened_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    decision_number = models.CharField(_("besluit"), max_length=20, blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        verbose_name = _("prioriteit")
        verbose_name_plural = _("prioriteiten")
        constraints = [
            models.CheckConstraint(
                name="issues_priority_why_now",
                condition=models.Q(active=False) | ~models.Q(why_now_kind="") & ~models.Q(why_now=""),
            )
        ]

    def __str__(self) -> str:
        return self.title


class PrioritySlots(models.Model):
    """The one row that counts active priorities; written only by the trigger on Priority [db].

    A counter, not a count: two activations at the same instant wait for each other at every
    isolation level.
    """

    db_privileges = ("SELECT",)

    active = models.PositiveSmallIntegerField(default=0)

    class Meta:
        constraints = [models.CheckConstraint(name="issues_priorityslots_one_row", condition=models.Q(pk=1))]

    def __str__(self) -> str:
        return str(self.active)

"""How long this room keeps personal data, and what is left of it afterwards.

Source: the domain description, "Retention"; the terms are dated settings (`wijkraad.terms.defaults`).
Ordinals of reporters and households stay, so that figures over old periods stay equal.
"""

from typing import Any

from django.db.models import CharField, Exists, F, OuterRef, Q, QuerySet
from django.db.models.functions import Cast, Greatest
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from issues.actions.erasing import destroy_photos, erase_reports
from issues.models import (
    Confirmation,
    Follow,
    HelpOffer,
    Issue,
    Note,
    Outcome,
    Photo,
    Report,
    Signal,
    TopicFollow,
    Visibility,
)
from issues.models.report import SignalCount
from issues.places.geography import area_of_line
from wijkraad.terms import clock
from wijkraad.terms.values import value
from wijkraad.trail.erasures import log_erasures
from wijkraad.trail.models import TrailEvent
from wijkraad.trail.retention import Rule, days_ago, months_ago, register_rule

REMOVED = "(weggehaald)"
"""What is left of a question, so that its answer still has something above it."""
UNANSWERED_DAYS = 30
"""How long an address waits for the button in its mail."""


def _over(at: str) -> Q:
    """The issue closed long enough ago, or the words at `at` are older than the longest term."""
    closed, oldest = (months_ago(int(value(key))) for key in ("contact_months", "contact_months_at_most"))
    return Q(issue__closed_at__lt=closed) | Q(**{f"{at}__lt": oldest})


def due_reports() -> QuerySet[Report]:
    """Contact, house number and words: after closing, after the reporter's last act, or confidential."""
    oldest = months_ago(int(value("contact_months_at_most")))
    added = TrailEvent.objects.filter(
        table="issues_report", verb="report.add", at__gte=oldest,
        row=Cast(OuterRef("pk"), CharField()),
    )  # fmt: skip
    answered = Confirmation.objects.filter(report=OuterRef("pk"), at__gte=oldest)
    quiet = Q(created_at__lt=oldest) & ~Exists(added) & ~Exists(answered)
    closed = Q(issue__closed_at__lt=months_ago(int(value("contact_months"))))
    secret = Q(issue__visibility=Visibility.CONFIDENTIAL) & (
        Q(created_at__lt=days_ago(int(value("confidential_days_at_most"))))
        | Q(last_message__lt=days_ago(int(value("confidential_days"))))
    )
    # every new state is a message to the reporter
    rows = Report.objects.annotate(last_message=Greatest(F("created_at"), F("issue__state_since")))
    bare = Q(text="", email="", house_number="", household="", reporter=None)
    return rows.filter(quiet | closed | secret).exclude(bare)


def erase_told(pks: list[int]) -> None:
    """What somebody wrote and who it was; theme, place, days and ordinals stay."""
    erase_reports(pks, by=None)


def due_follows() -> QuerySet[Follow]:
    """Addresses that stopped, never pressed the button, or follow something closed long ago."""
    silent = Q(confirmed_at=None, created_at__lt=days_ago(UNANSWERED_DAYS))
    closed = Q(issue__closed_at__lt=months_ago(int(value("contact_months"))))
    return Follow.objects.filter(Q(ended_at__isnull=False) | silent | closed).exclude(email="")


def erase_follows(pks: list[int]) -> None:
    """The address; the row stays, ended, so that figures stay."""
    running = Follow.objects.filter(pk__in=pks, ended_at=None)
    issues = list(running.exclude(confirmed_at=None).values_list("issue", flat=True))
    running.update(ended_at=clock.now())
    for issue in Issue.objects.filter(pk__in=issues).order_by("pk").select_for_update():
        count = Follow.objects.filter(issue=issue, ended_at=None, confirmed_at__isnull=False).count()
        Issue.objects.filter(pk=issue.pk).update(follower_count=count)
    Follow.objects.filter(pk__in=pks).update(email="")
    log_erasures("follow", pks)


def due_topic_follows() -> QuerySet[TopicFollow]:
    """Addresses that stopped following a theme, street or area, or never pressed the button."""
    silent = Q(confirmed_at=None, created_at__lt=days_ago(UNANSWERED_DAYS))
    return TopicFollow.objects.filter(Q(ended_at__isnull=False) | silent).exclude(email="")


def erase_topic_follows(pks: list[int]) -> None:
    TopicFollow.objects.filter(pk__in=pks, ended_at=None).update(ended_at=clock.now())
    TopicFollow.objects.filter(pk__in=pks).update(email="")
    log_erasures("topic_follow", pks)


def due_answers() -> QuerySet[Confirmation]:
    return Confirmation.objects.filter(_over("at")).exclude(reason="", household="")


def erase_answers(pks: list[int]) -> None:
    """The words in which somebody said why, and the mark of their address; public words and numbers stay."""
    Confirmation.objects.filter(pk__in=pks).update(reason="", household="")
    log_erasures("confirmation", pks)


def due_offers() -> QuerySet[HelpOffer]:
    return HelpOffer.objects.filter(_over("at")).exclude(email="", text="", answer="")


def erase_offers(pks: list[int]) -> None:
    HelpOffer.objects.filter(pk__in=pks).update(email="", text="", answer="")
    log_erasures("help", pks)


def due_remarks() -> QuerySet[Note]:
    """What residents wrote at "Klopt hier iets niet?"."""
    return Note.objects.filter(_over("at"), kind=Note.Kind.WRONG).exclude(text=REMOVED)


def erase_remarks(pks: list[int]) -> None:
    Note.objects.filter(pk__in=pks).update(text=REMOVED)
    log_erasures("note", pks)


def due_photos() -> QuerySet[Photo]:
    """Photos that nobody put on the site and nothing rests on; of a new report only once it was looked at."""
    looked_at = Q(report=None) | Q(report__moderated_at__isnull=False) | Q(report__withdrawn_at__isnull=False)
    return Photo.objects.filter(
        looked_at,
        ~Exists(Outcome.objects.filter(photo=OuterRef("pk"))),
        ~Exists(Confirmation.objects.filter(photo=OuterRef("pk"))),
        draft=None,
        cleared_at=None,
        created_at__lt=days_ago(int(value("photo_days"))),
    )


def erase_photos(pks: list[int]) -> None:
    destroy_photos(Photo.objects.filter(pk__in=pks), by=None)


def quarter_of(day: Any) -> Any:
    """The first day of the quarter of a date."""
    return day.replace(month=3 * ((day.month - 1) // 3) + 1, day=1)


def due_signals() -> QuerySet[Signal]:
    return Signal.objects.filter(month__lt=quarter_of(clock.today()))


def erase_signals(pks: list[int]) -> None:
    """Signals become a number per quarter and area."""
    rows = list(Signal.objects.filter(pk__in=pks).select_related("segment"))
    for signal in rows:
        area = area_of_line(signal.segment.geometry)
        count, _made = SignalCount.objects.get_or_create(quarter=quarter_of(signal.month), area=area)
        SignalCount.objects.filter(pk=count.pk).update(number=F("number") + 1)
    Signal.objects.filter(pk__in=[row.pk for row in rows]).delete()
    log_erasures("signal", [row.pk for row in rows])


def _closing_term() -> str:
    return gettext("%(months)s maanden na sluiting, nooit langer dan %(most)s maanden") % {
        "months": value("contact_months"), "most": value("contact_months_at_most"),
    }  # fmt: skip


def _report_term() -> str:
    return gettext(
        "%(months)s maanden na sluiting, nooit langer dan %(most)s maanden na het laatste van de melder;"
        " vertrouwelijk %(days)s dagen na het laatste bericht, hoogstens %(days_most)s na de melding"
    ) % {
        "months": value("contact_months"), "most": value("contact_months_at_most"),
        "days": value("confidential_days"), "days_most": value("confidential_days_at_most"),
    }  # fmt: skip


def _follow_term() -> str:
    return gettext("zodra iemand stopt, of %(months)s maanden na sluiting") % {
        "months": value("contact_months")
    }


def _photo_term() -> str:
    return gettext("%(days)s dagen") % {"days": value("photo_days")}


def _signal_term() -> str:
    return gettext("tot het kwartaal voorbij is; dan blijft een getal over")


RULES = (
    Rule(
        "report.details",
        _("Woorden, contact en huisnummer van meldingen"),
        _report_term,
        due_reports,
        erase_told,
    ),
    Rule(
        "follow.address",
        _("E-mailadressen van volgers zonder account"),
        _follow_term,
        due_follows,
        erase_follows,
    ),
    Rule(
        "follow.topic",
        _("E-mailadressen van volgers van een thema of straat"),
        _follow_term,
        due_topic_follows,
        erase_topic_follows,
    ),
    Rule("answer.words", _("Woorden bij antwoorden van bewoners"), _closing_term, due_answers, erase_answers),
    Rule("help.details", _("Aanbiedingen om te helpen"), _closing_term, due_offers, erase_offers),
    Rule("note.remark", _("Woorden bij “Klopt hier iets niet?”"), _closing_term, due_remarks, erase_remarks),
    Rule("photo", _("Foto’s die niet zijn gebruikt"), _photo_term, due_photos, erase_photos),
    Rule("signal", _("Signalen"), _signal_term, due_signals, erase_signals),
)


def register_retention() -> None:
    """Called once, when the application is ready."""
    for rule in RULES:
        register_rule(rule)

"""How long the room keeps who was heard, who wrote to us, and the files with letters.

Terms as for everything that people tell us: some months after closing, never over the longest term. What
belongs to a letter that still runs is proof, and waits for it. Of a confidential matter: as its reports.
"""

from django.db.models import Exists, OuterRef, Q, QuerySet, Value
from django.db.models.functions import Coalesce
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from issues.actions.papers import REMOVED, destroy_papers, destroy_post
from issues.models import Hearing, Incoming, LetterMove, Paper, Visibility
from issues.workflow import LETTER_RUNNING
from wijkraad.terms.values import value
from wijkraad.trail.erasures import log_erasures
from wijkraad.trail.retention import Rule, days_ago, months_ago, register_rule

OVER = ("closed", "withdrawn", "scrapped")
"""States in which nothing more happens with a letter."""


def _secret(at: str) -> Q:
    """Of a confidential matter, and older than its longest term."""
    old = Q(**{f"{at}__lt": days_ago(int(value("confidential_days_at_most")))})
    return Q(issue__visibility=Visibility.CONFIDENTIAL) & old


def _months() -> tuple[str, str]:
    return "contact_months", "contact_months_at_most"


def due_hearings() -> QuerySet[Hearing]:
    """Whom exactly we asked; how the site calls them, the question and the reaction stay."""
    closed, oldest = (months_ago(int(value(key))) for key in _months())
    over = Q(issue__closed_at__lt=closed) | Q(at__lt=oldest) | _secret("at")
    return Hearing.objects.filter(over).exclude(whom="")


def erase_hearings(pks: list[int]) -> None:
    Hearing.objects.filter(pk__in=pks).update(whom="")
    log_erasures("hearing.whom", pks)


def due_post() -> QuerySet[Incoming]:
    """Who wrote what to us: after it was handled or its matter closed; an answer follows its letter."""
    closed, oldest = (months_ago(int(value(key))) for key in _months())
    over = (
        Q(handled_on__lt=closed.date())
        | Q(issue__closed_at__lt=closed)
        | Q(received_on__lt=oldest.date())
        | _secret("created_at")
    )
    running = Q(letter__status__in=LETTER_RUNNING) | Q(
        letter__status="answered", letter__answered_on__gte=oldest.date()
    )
    papers = Paper.objects.filter(incoming=OuterRef("pk"), removed_at=None)
    nobody = Coalesce("partner__short_name", Value(REMOVED))
    done = Q(sender=nobody, summary="", their_reference="") & ~Exists(papers)
    return Incoming.objects.filter(over).exclude(running).exclude(done)


def erase_post(pks: list[int]) -> None:
    destroy_post(pks)


def due_papers() -> QuerySet[Paper]:
    """Files of letters that are over (answered long ago counts as over), and of actions of closed issues."""
    closed, oldest = (months_ago(int(value(key))) for key in _months())
    ended = LetterMove.objects.filter(letter=OuterRef("letter"), to_state__in=OVER, at__lt=closed)
    over = Q(letter__status__in=OVER) & Exists(ended) | Q(
        letter__status="answered", letter__answered_on__lt=oldest.date()
    )
    done = Q(action__issue__closed_at__lt=closed) | Q(action__isnull=False, added_at__lt=oldest)
    return Paper.objects.filter(Q(over, letter__isnull=False) | done, removed_at=None)


def erase_papers(pks: list[int]) -> None:
    destroy_papers(Paper.objects.filter(pk__in=pks))


def _term() -> str:
    return gettext("%(months)s maanden na sluiting, nooit langer dan %(most)s maanden") % {
        "months": value("contact_months"), "most": value("contact_months_at_most"),
    }  # fmt: skip


def _post_term() -> str:
    return gettext(
        "%(months)s maanden na afhandeling, nooit langer dan %(most)s maanden;"
        " een antwoord zolang als de brief"
    ) % {"months": value("contact_months"), "most": value("contact_months_at_most")}


def _paper_term() -> str:
    return gettext(
        "%(months)s maanden na het einde van de brief of de kwestie,"
        " of %(most)s maanden na het antwoord of de actie"
    ) % {"months": value("contact_months"), "most": value("contact_months_at_most")}


def register_letter_rules() -> None:
    """Called once, when the application is ready."""
    register_rule(
        Rule("hearing.whom", _("Wie wij om een reactie vroegen"), _term, due_hearings, erase_hearings)
    )
    register_rule(
        Rule("incoming", _("Afzender en woorden van gekomen post"), _post_term, due_post, erase_post)
    )
    register_rule(Rule("paper", _("Bestanden bij brieven en acties"), _paper_term, due_papers, erase_papers))

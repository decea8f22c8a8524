"""The figures of the dashboard that say what needs somebody now: each a number with the rows behind it.

A figure is a queryset, so that the number and its list cannot differ: the list page opens the same
queryset as the count. Days are Amsterdam calendar days; every queryset starts at its room's `visible_to`.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import CharField, Count, F, Q, QuerySet, Value
from django.db.models.functions import Cast, Concat
from django.utils.functional import Promise as LazyText
from django.utils.translation import gettext_lazy as _

from budgets.models import SpendRequest
from issues.models import Action, Contradiction, Escalation, Issue, Letter, Priority, Promise, Theme
from issues.workflow import LETTER_RUNNING
from meetings.models import Decision
from wijkraad.people.roles import is_board
from wijkraad.portal.bundle import Rows, rows_of
from wijkraad.portal.figures import desk
from wijkraad.terms.values import value

NEAR = timedelta(days=14)
"""How long before a fatal date a letter of ours is named."""
NEW_LATE = "te-laat-nieuw"
"""The part of "te laat" that nobody has looked at."""
STUCK_WAITING = "ligt-stil-wacht"
"""The part of "ligt stil" that waits for somebody else: it hangs on letters too, so it is counted itself."""
UNANSWERED = Q(answered_on__isnull=True, status__in=LETTER_RUNNING)


@dataclass(frozen=True, slots=True)
class Figure:
    """One number: its name, what it counts (formula), the kind of its rows, and their queryset.

    `one` is its name when the number is 1, where that differs.
    """

    key: str
    name: str | LazyText
    formula: str | LazyText
    kind: str
    rows: Callable[[Any, date], QuerySet]
    code: str = ""
    one: str | LazyText = ""

    def words(self, n: int) -> str | LazyText:
        """Its name beside the number n."""
        return self.one if n == 1 and self.one else self.name

    @property
    def href(self) -> str:
        return f"/werk/dashboard/{self.key}/"


def stuck(user: Any, today: date) -> QuerySet:
    """K4."""
    return Issue.objects.visible_to(user).stuck(today).order_by("last_event_at", "id")


def stuck_waiting(user: Any, today: date) -> QuerySet:
    """The part of `stuck` that waits for somebody else."""
    found = Issue.objects.visible_to(user).stuck(today, states=("waiting",))
    return found.order_by("last_event_at", "id")


def late(user: Any, today: date) -> QuerySet:
    """Waiting past its date, or new past the date we promised to look."""
    return Issue.objects.visible_to(user).late(today).order_by("waiting_until", "norm_due", "id")


def late_waiting(user: Any, today: date) -> QuerySet:
    """The part of `late` that waits for somebody else."""
    found = Issue.objects.visible_to(user).filter(status="waiting", waiting_until__lt=today)
    return found.order_by("waiting_until", "id")


def late_new(user: Any, today: date) -> QuerySet:
    """The part of `late` that nobody has looked at."""
    found = Issue.objects.visible_to(user).filter(status="reported", norm_due__lt=today)
    return found.order_by("norm_due", "id")


def talked(user: Any, today: date) -> QuerySet:
    """K5b: open, and discussed at the talk limit or over it since the last decision."""
    limit = value("talk_limit", today)
    found = Issue.objects.visible_to(user).open().filter(talks_since_decision__gte=limit)
    return found.order_by("-talks_since_decision", "first_report_at")


def back(user: Any, today: date) -> QuerySet:
    """Open again after it was resolved."""
    found = Issue.objects.visible_to(user).open().filter(relapse_count__gt=0)
    return found.order_by("-relapsed_at", "id")


def fresh(user: Any, today: date) -> QuerySet:
    """New, not looked at yet."""
    return Issue.objects.visible_to(user).filter(status="reported").order_by("first_report_at", "id")


def ownerless(user: Any, today: date) -> QuerySet:
    """Open and looked at, with nobody responsible; the database refuses it, so this stays 0."""
    return Issue.objects.visible_to(user).in_work().filter(responsible__isnull=True).order_by("id")


def decisions_late(user: Any, today: date) -> QuerySet:
    return Decision.objects.visible_to(user).late(today)


def letters(user: Any) -> QuerySet:
    """Letters this person may see: the board all, the wijkmanager no drafts and no bezwaar."""
    seen = Q(issue__isnull=True) | Q(issue__in=Issue.objects.visible_to(user))
    found = Letter.objects.filter(seen)
    if is_board(user):
        return found
    return found.exclude(status__in=("concept", "scrapped")).exclude(kind=Letter.Kind.OBJECTION)


def letters_late(user: Any, today: date) -> QuerySet:
    """Unanswered past the (extended) legal term, or past our own date where the law gives none."""
    over = Q(term_ends__lt=today) | Q(term_ends__isnull=True, own_date__lt=today)
    return letters(user).filter(UNANSWERED & over).order_by("term_ends", "own_date", "id")


def letters_running(user: Any, today: date) -> QuerySet:
    """Unanswered with a legal term that still runs: not late."""
    return letters(user).filter(UNANSWERED, term_ends__gte=today).order_by("term_ends", "id")


def actions_late(user: Any, today: date) -> QuerySet:
    """Actions past their date, of open issues: nobody waits for what is left of a closed one."""
    found = Action.objects.filter(
        done_at__isnull=True, due__lt=today, issue__in=Issue.objects.visible_to(user).open()
    )
    return found.order_by("due", "id")


def promises_late(user: Any, today: date) -> QuerySet:
    """Promises of partners past their date (or our chase date), not settled, of open issues."""
    over = Q(due__lt=today) | Q(due__isnull=True, chase_on__lt=today)
    found = Promise.objects.filter(over, kept__isnull=True, issue__in=Issue.objects.visible_to(user).open())
    return found.order_by("due", "chase_on", "id")


def raised_late(user: Any, today: date) -> QuerySet:
    """Laid higher, and no answer on its date; of open issues."""
    found = Escalation.objects.filter(
        answered_on=None, due__lt=today, issue__in=Issue.objects.visible_to(user).open()
    )
    return found.order_by("due", "id")


def fatal_near(user: Any, today: date) -> QuerySet:
    """Letters that we must still send, with their fatal date near or just over."""
    near = {"file_before__lte": today + NEAR, "file_before__gte": today - NEAR}
    return letters(user).filter(status="concept", **near).order_by("file_before", "id")


def contradictions(user: Any, today: date) -> QuerySet:
    """Residents said "niet opgelost", and nobody has answered yet."""
    found = Contradiction.objects.filter(settled_at__isnull=True, issue__in=Issue.objects.visible_to(user))
    return found.order_by("opened_at", "id")


def reports_missing(user: Any, today: date) -> QuerySet:
    """Paid, and the promised verslag is past its date."""
    return report_late(SpendRequest.objects.visible_to(user), today).order_by("report_due", "id")


def report_late(requests: QuerySet, today: date) -> QuerySet:
    """Those of which the promised verslag is past its date."""
    paid = ("part_paid", "paid", "paid_short")
    return requests.filter(report_due__lt=today, evaluation__isnull=True, status__in=paid)


_ALL = (
    Figure(
        "ligt-stil",
        _("liggen stil"),
        _(
            "Open kwesties waarin langer niets gebeurde dan de grens van hun stand. Precies de grens "
            "telt nog niet."
        ),
        "issue",
        stuck,
        "K4",
        _("ligt stil"),
    ),
    Figure(
        "te-laat",
        _("te laat"),
        _(
            "Kwesties die wachten op een ander na de afgesproken datum, en nieuwe die wij later "
            "bekijken dan beloofd."
        ),
        "issue",
        late,
    ),
    Figure(
        "komt-terug",
        _("komen terug"),
        _("Kwesties die opgelost waren en weer open zijn."),
        "issue",
        back,
        "K6",
        _("komt terug"),
    ),
    Figure(
        "besproken",
        _("al 3 keer besproken"),
        _(
            "Open kwesties die sinds het laatste besluit op 3 of meer agenda's van gehouden "
            "vergaderingen zijn besproken."
        ),
        "issue",
        talked,
        "K5b",
    ),
    Figure(
        "nieuw",
        _("nog te beoordelen"),
        _("Meldingen die nog niemand heeft bekeken."),
        "issue",
        fresh,
    ),
    Figure(
        "zonder",
        _("zonder verantwoordelijke"),
        _("Open kwesties zonder iemand die ervoor zorgt. De database weigert dat, dus dit blijft 0."),
        "issue",
        ownerless,
    ),
    Figure(
        "besluiten-te-laat",
        _("besluiten te laat"),
        _("Lopende besluiten na hun uiterste datum."),
        "decision",
        decisions_late,
        one=_("besluit te laat"),
    ),
    Figure(
        "acties-te-laat",
        _("acties te laat"),
        _("Acties die op tijd klaar moesten zijn en dat niet zijn."),
        "action",
        actions_late,
        one=_("actie te laat"),
    ),
    Figure(
        "brieven-te-laat",
        _("brieven zonder antwoord"),
        _("Brieven na het einde van hun termijn zonder antwoord. Een termijn die nog loopt telt niet mee."),
        "letter",
        letters_late,
        one=_("brief zonder antwoord"),
    ),
    Figure(
        "loopt-nog",
        _("brieven met een termijn die loopt"),
        _("Brieven waarvan de wettelijke termijn nog loopt. Dat is niet te laat."),
        "letter",
        letters_running,
        one=_("brief met een termijn die loopt"),
    ),
    Figure(
        "toezeggingen",
        _("toezeggingen voorbij"),
        _("Toezeggingen van partners na hun datum, zonder dat iemand opschreef of ze zijn nagekomen."),
        "promise",
        promises_late,
        one=_("toezegging voorbij"),
    ),
    Figure(
        "tegenspraak",
        _("tegenspraak"),
        _("Bewoners zeggen “niet opgelost” en dat is nog niet beantwoord."),
        "contradiction",
        contradictions,
    ),
    Figure(
        "hoger",
        _("hoger neergelegd zonder antwoord"),
        _("Hoger neergelegd, en op de afgesproken dag kwam geen antwoord."),
        "escalation",
        raised_late,
    ),
    Figure(
        "fataal",
        _("brieven die nu weg moeten"),
        _("Brieven die wij nog moeten sturen. Hun laatste dag is binnen 14 dagen, of net voorbij."),
        "letter",
        fatal_near,
        one=_("brief die nu weg moet"),
    ),
    Figure(
        "verslag",
        _("verslag ontbreekt"),
        _("Betaald, en het verslag moest er al zijn."),
        "spend",
        reports_missing,
    ),
)
FIGURES: dict[str, Figure] = {figure.key: figure for figure in _ALL}


def counts(user: Any, today: date) -> dict[str, int]:
    """All figures as numbers, with one statement."""
    return counts_of(rows_of(count_parts(user, today)))


def count_parts(user: Any, today: date) -> dict[str, QuerySet]:
    """What the numbers are added up from; those of many open issues from the counts beside them."""
    kept = {
        "ligt-stil": desk.stuck_total(user, today),
        "nieuw": desk.fresh_total(user, today),
        "te-laat": desk.waiting_late_total(user, today),
        NEW_LATE: number_of(late_new(user, today)),
        STUCK_WAITING: number_of(stuck_waiting(user, today)),
    }
    return {key: number_of(one.rows(user, today)) for key, one in FIGURES.items() if key not in kept} | kept


def counts_of(rows: Rows) -> dict[str, int]:
    """The rows of `count_parts` as numbers."""
    totals = {
        key: sum(row["total"] for row in rows.get(key, [])) for key in (*FIGURES, NEW_LATE, STUCK_WAITING)
    }
    totals["te-laat"] += totals.pop(NEW_LATE)
    totals["ligt-stil"] += totals.pop(STUCK_WAITING)
    return totals


def open_per_theme(user: Any, narrow: Callable[[str, QuerySet], QuerySet]) -> QuerySet:
    """Open issues per theme and state (key = theme id:state, total), of what `narrow` lets by."""
    found = narrow("issue", Issue.objects.visible_to(user).open()).order_by()
    key = Concat(Cast("theme_id", CharField()), Value(":"), F("status"), output_field=CharField())
    return found.annotate(key=key).values("key").annotate(total=Count("*"))


def number_of(rows: QuerySet) -> QuerySet:
    """How many, as rows of one part of a bundle."""
    return rows.order_by().values(one=Value(1)).annotate(total=Count("*"))


def open_of(theme: Theme, state: str = "") -> Figure:
    """The open issues of a theme (in one state): the figure of one cell of "Open per thema"."""

    def rows(user: Any, today: date) -> QuerySet:
        found = Issue.objects.visible_to(user).open().filter(theme=theme)
        return (found.filter(status=state) if state else found).order_by("first_report_at", "id")

    words = _("open bij %(theme)s") % {"theme": theme.name}
    formula = _("Open kwesties van dit thema, van nieuw tot klaar gemeld.")
    return Figure("open", words, formula, "issue", rows)


def of_priority(priority: Priority) -> Figure:
    """The open issues of one priority; a confidential one counts in none."""

    def rows(user: Any, today: date) -> QuerySet:
        found = Issue.objects.visible_to(user).open().exclude(visibility="confidential")
        return found.filter(priority=priority).order_by("first_report_at", "id")

    words = _("open bij %(title)s") % {"title": priority.title}
    return Figure("prioriteit", words, _("Open kwesties die bij deze prioriteit horen."), "issue", rows)

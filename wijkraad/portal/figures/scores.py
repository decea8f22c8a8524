"""K13: the priority score of open issues, 0–100, with its parts, its weights and their version.

score = 100 × Σ weight × part ÷ Σ weight of the parts that are known. The parts lie between 0 and 1:

- ernst, veiligheid: the last weighing, (1..5 − 1) ÷ 4; unknown until somebody answered the question
- bereik: min(1, ln(1 + households) ÷ ln 101) · terugkomen: min(1, times it came back in 24 months ÷ 3)
- duur: min(1, days since the first report ÷ 365) · steun: min(1, confirmed followers ÷ 50)
- prioriteit: 1 when its theme has an active priority, else 0

With less than 0.60 of the weight known there is no score: "nog te wegen". A board may put a score of its own
in its place, with a reason, which ends by itself. At equal scores the older issue goes first. Source:
2-domain.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from django.db import connection
from django.db.models import (
    Case,
    Count,
    DateField,
    ExpressionWrapper,
    F,
    FloatField,
    Func,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)  # fmt: skip
from django.db.models.functions import Cast, Coalesce, Greatest, Least, Ln, TruncDate
from django.utils.functional import Promise as LazyText
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from issues.models import Issue, ScoreOverride, StatusChange, Weighing
from wijkraad.portal.figures.deciding import priorities_at
from wijkraad.portal.figures.history import open_at
from wijkraad.portal.figures.shape import DAY, Figure, Scope, midnight, named_sql
from wijkraad.portal.story.facts import shown
from wijkraad.terms import clock
from wijkraad.terms.models import Setting
from wijkraad.terms.values import value

K13 = _(
    "100 keer de som van gewicht maal deel, gedeeld door de gewichten van wat bekend is. Is minder dan 60 "
    "procent van het gewicht bekend, dan staat er: nog te wegen. Bij gelijke stand gaat de oudste voor."
)
PARTS: dict[str, LazyText] = {
    "severity": _("Ernst"),
    "safety": _("Veiligheid"),
    "reach": _("Hoeveel huishoudens"),
    "recurrence": _("Komt terug"),
    "duration": _("Hoe lang al"),
    "support": _("Volgers"),
    "priority": _("Prioriteit"),
}
"""In the fixed order of the bars."""
ANSWERED = ("severity", "safety")
"""The parts that a weighing tells; until then they are unknown."""
KNOWN_FROM = 0.60
"""The share of the weight that must be known."""
EQUAL = 1e6
"""Floats add the same parts up to one more or less in the sixteenth decimal; so many parts of a point are
looked at.
"""
MONTHS_24 = timedelta(days=730)


@dataclass(frozen=True, slots=True)
class Weights:
    """The weights that hold on a day, the day since which, and the decision that adopted them ("" by
    default).
    """

    of: Mapping[str, float]
    since: date | None
    decision: str
    source: str


def weights_on(day: date) -> Weights:
    """The weights of the score as adopted for a day; they add to 1."""
    row = Setting.objects.filter(key="score_weights", valid__contains=day).first()
    given = value("score_weights", day)
    of = {name: float(given[name]) for name in PARTS}
    if row is None:
        return Weights(of, None, "", "definitie K13")
    return Weights(of, row.valid.lower, row.decision_number, row.source)


def _capped(expression: Any) -> Least:
    return Least(Value(1.0), expression, output_field=FloatField())


def parted(issues: Any, today: date) -> QuerySet:
    """Issues with their parts `s_severity` … `s_priority` (0–1; severity and safety None when not
    weighed).
    """
    last = Weighing.objects.filter(issue=OuterRef("pk"), at__lt=midnight(today + DAY)).order_by("-id")
    weighed = {
        f"s_{name}": (Subquery(last.values(name)[:1], output_field=FloatField()) - 1.0) / 4.0
        for name in ANSWERED
    }
    return issues.annotate(**weighed, **_of_itself(today))


def _of_itself(today: date) -> dict[str, Any]:
    """The parts that nobody has to answer a question for, as annotations."""
    end = midnight(today + DAY)
    back = StatusChange.objects.filter(
        issue=OuterRef("pk"), from_state="resolved", to_state="assessing", at__lt=end, at__gte=end - MONTHS_24
    ).order_by()
    times = Subquery(back.values("issue").annotate(n=Count("pk")).values("n"), output_field=FloatField())
    known = Case(When(relapse_count__gt=0, then=Coalesce(times, 0.0)), default=0.0, output_field=FloatField())
    chosen = priorities_at(today + DAY).order_by().values("theme")
    return {
        "s_reach": _capped(Ln(F("household_count") + 1.0) / Ln(Value(101.0))),
        "s_recurrence": _capped(known / 3.0),
        "s_duration": _capped(_days_open(today) / 365.0),
        "s_support": _capped(F("follower_count") / 50.0),
        "s_priority": Case(When(theme__in=chosen, then=1.0), default=0.0, output_field=FloatField()),
    }


def _days_open(today: date) -> Func:
    """Calendar days from the first report till `today`, never below 0."""
    first = TruncDate("first_report_at", tzinfo=clock.AMSTERDAM)
    days = Func(
        Value(today, DateField()),
        first,
        template="(%(expressions)s)",
        arg_joiner=" - ",
        output_field=IntegerField(),
    )
    return Greatest(Value(0.0), Cast(days, FloatField()))


def scored(issues: Any, today: date, weights: Weights | None = None) -> QuerySet:
    """Issues with their parts, the share of the weight that is `known`, and `computed` (0–100, None = to
    weigh).

    `own_score`, `own_reason`, `own_until` and `own_by` are the override that holds today; `ranked` is what
    counts. Highest first, older first at equal scores, and what has to be weighed last. Scores that differ in
    the seventh decimal are equal: five points have the same weight whatever they are for.
    """
    of = (weights or weights_on(today)).of
    found = parted(issues, today)
    total: Any = Value(0.0)
    known: Any = Value(0.0)
    for name, weight in of.items():
        part = F(f"s_{name}")
        total = total + Value(weight) * Coalesce(part, 0.0)
        if name in ANSWERED:
            known = known + Case(When(**{f"s_{name}__isnull": False}, then=weight), default=0.0)
        else:
            known = known + Value(weight)
    found = found.annotate(points=_float(total), known=_float(known))
    enough = Q(known__gte=KNOWN_FROM - 1e-9)
    found = found.annotate(
        computed=Case(When(enough, then=_float(100.0 * F("points") / F("known"))), output_field=FloatField())
    )
    own = ScoreOverride.objects.filter(issue=OuterRef("pk"), at__lt=midnight(today + DAY)).order_by("-id")[:1]
    holds = Q(own_until__gt=today, own_given__isnull=False)
    found = found.annotate(
        own_given=Subquery(own.values("score"), output_field=FloatField()),
        own_until=Subquery(own.values("until")),
        own_reason=Subquery(own.values("reason")),
        own_by=Subquery(own.values(who=shown("by"))),
    ).annotate(own_score=Case(When(holds, then=F("own_given")), output_field=FloatField()))
    found = found.annotate(ranked=Coalesce("own_score", "computed", output_field=FloatField()))
    place = Func(Value(EQUAL) * F("ranked"), function="round", output_field=FloatField())
    return found.order_by(place.desc(nulls_last=True), "first_report_at", "pk")


def _float(expression: Any) -> ExpressionWrapper:
    return ExpressionWrapper(expression, FloatField())


@dataclass(frozen=True, slots=True)
class Score:
    """The score of one issue: `points` per part (of 100, None = unknown), and what they add up to.

    `computed` is None when it is still to be weighed; `shown` is the override of the board if one holds
    today.
    """

    points: dict[str, Decimal | None]
    computed: Decimal | None
    own: Decimal | None = None
    own_reason: str = ""
    own_until: date | None = None
    own_by: str = ""

    @property
    def shown(self) -> Decimal | None:
        return self.computed if self.own is None else self.own

    @property
    def bar(self) -> list[tuple[str, LazyText, Decimal]]:
        """Its known parts as (key, word, points), in their fixed order."""
        return [(name, PARTS[name], points) for name, points in self.points.items() if points is not None]


def tenth(number: float) -> Decimal:
    """One decimal, half-up."""
    return Decimal(repr(number)).quantize(Decimal("0.1"), ROUND_HALF_UP)


def score_of(row: Any, weights: Weights) -> Score:
    """The score of a row of `scored`, with its parts as points that add up to it (but for rounding)."""
    known = row.known or 1.0
    points = {
        name: None
        if getattr(row, f"s_{name}") is None
        else tenth(100 * weight * getattr(row, f"s_{name}") / known)
        for name, weight in weights.of.items()
    }
    computed = None if row.computed is None else tenth(row.computed)
    if row.own_score is None:
        return Score(points, computed)
    return Score(points, computed, tenth(row.own_score), row.own_reason, row.own_until, row.own_by)


# The parts of each issue are worked out once, in the innermost rows; the last weighing of each is read once;
# the order of `scored`.
RANKING = """
SELECT p.id, count(*) OVER (), count(*) FILTER (WHERE p.ranked IS NULL) OVER () FROM (
  SELECT r.id, r.first_report_at, coalesce(
    CASE WHEN o.until > %(today)s THEN o.score::float8 END,
    CASE WHEN {known} >= %(enough)s THEN 100.0::float8 * ({points}) / {known} END
  ) AS ranked
  FROM ({issues} OFFSET 0) r (id, first_report_at, {names})
  LEFT JOIN (
    SELECT DISTINCT ON (issue_id) issue_id, score, until FROM issues_scoreoverride
    WHERE at < %(end)s ORDER BY issue_id, id DESC
  ) o ON o.issue_id = r.id
  LEFT JOIN LATERAL (
    SELECT (w.severity - 1) / 4.0::float8 AS s_severity, (w.safety - 1) / 4.0::float8 AS s_safety
    FROM issues_weighing w WHERE w.issue_id = r.id AND w.at < %(end)s ORDER BY w.id DESC LIMIT 1
  ) w ON true
  OFFSET 0
) p ORDER BY round(%(equal)s * p.ranked) DESC NULLS LAST, p.first_report_at, p.id LIMIT %(most)s
"""


def _ranking(issues: Any, today: date, weights: Weights, most: int) -> tuple[list[int], int, int]:
    """The keys of the first few as `scored` orders them, how many there are, and how many without a score."""
    own = _of_itself(today)
    inner, params = named_sql(issues.order_by().annotate(**own).values_list("pk", "first_report_at", *own))
    at_hand = f"{sum(weights.of[name.removeprefix('s_')] for name in own)!r}::float8"
    sql = RANKING.format(
        issues=inner,
        names=", ".join(own),
        points=" + ".join(
            f"{weight!r}::float8 * coalesce(s_{name}, 0)" for name, weight in weights.of.items()
        ),
        known=" + ".join(
            [at_hand]
            + [f"CASE WHEN w.s_{one} IS NULL THEN 0 ELSE {weights.of[one]!r}::float8 END" for one in ANSWERED]
        ).join("()"),
    )
    given: dict[str, Any] = {
        "today": today, "end": midnight(today + DAY), "enough": KNOWN_FROM - 1e-9, "most": max(most, 1),
        "equal": EQUAL,
    }  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute(sql, given | params)
        found = cursor.fetchall()
    if not found:
        return [], 0, 0
    return [row[0] for row in found[:most]], found[0][1], found[0][2]


def figure_k13(scope: Scope, *, today: date, most: int = 20) -> Figure:
    """The open issues that were looked at, by score. `value`: the first `most` as (issue, Score) pairs.

    A score is of today: it is no figure of a period. `beside`: `weights` with their version, and `to_weigh`,
    the
    number without a score.
    """
    weights = weights_on(today)
    asked = open_at(scope.issues(), today + DAY).exclude(status="reported")
    keys, n, bare = _ranking(asked, today, weights, most)
    first = scored(Issue.objects.filter(pk__in=keys), today, weights)
    top = [(row, score_of(row, weights)) for row in first.select_related("theme", "street", "area")]
    more = {"weights": weights, "to_weigh": bare}
    return Figure("K13", top, n, today, K13, lambda: scored(asked, today, weights), beside=more)


def measured(issue: Any, today: date) -> dict[str, str]:
    """Per part what it was measured from, for who counts a score over by hand; "" when not weighed."""
    row = parted(type(issue).objects.filter(pk=issue.pk), today).get()
    found = {}
    for name in ("severity", "safety"):
        given = getattr(row, f"s_{name}")
        found[name] = "" if given is None else gettext("%(n)s van 5") % {"n": round(given * 4) + 1}
    n = row.household_count
    found["reach"] = ngettext("%(n)s huishouden", "%(n)s huishoudens", n) % {"n": n}
    found["recurrence"] = gettext("%(n)s keer terug in 24 maanden") % {"n": round(row.s_recurrence * 3)}
    n = max(0, (today - clock.date_of(row.first_report_at)).days)
    found["duration"] = ngettext("%(n)s dag", "%(n)s dagen", n) % {"n": n}
    n = row.follower_count
    found["support"] = ngettext("%(n)s volger", "%(n)s volgers", n) % {"n": n}
    return found | {"priority": gettext("ja") if row.s_priority else gettext("nee")}


def score_for(issue: Any, today: date) -> Score | None:
    """The score of one open issue, for its page; None when it is closed."""
    weights = weights_on(today)
    row = scored(type(issue).objects.filter(pk=issue.pk).open(), today, weights).first()
    return None if row is None else score_of(row, weights)

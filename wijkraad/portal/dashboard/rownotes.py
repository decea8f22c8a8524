"""What each row behind a figure K1–K17 adds to its number, in words: so that anybody counts it over.

Each function takes the question, the figure and today, and gives the notes of rows by their keys. The facts
are those that the figure was counted from.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import partial

from django.db.models import QuerySet
from django.utils.translation import gettext, ngettext

from issues.workflow import STATES
from meetings.models import DecisionIssue
from wijkraad.portal.figures import relapse, speed
from wijkraad.portal.figures.listing import Notes
from wijkraad.portal.figures.scores import tenth
from wijkraad.portal.figures.shape import Figure, Scope
from wijkraad.ui.filters import day, days, number

Told = Mapping[int, str]
Noter = Callable[[Scope, Figure, date], Notes]


def no_notes(keys: Sequence[int]) -> Told:
    """The title of a row says it all."""
    return {}


def _late(promised: date, done: date) -> str:
    over = (done - promised).days
    if over <= 0:
        return gettext("op tijd")
    return ngettext("%(n)s dag te laat", "%(n)s dagen te laat", over) % {"n": over}


def _decided(rows: QuerySet, keys: Sequence[int]) -> Told:
    """K1: from the first report to the first decision."""
    words = gettext("Gemeld op %(first)s, besloten op %(last)s: %(days)s.")
    found = rows.filter(pk__in=keys).values_list("pk", "reported", "decided")
    return {
        pk: words % {"first": day(a), "last": day(b), "days": days((b - a).days)} for pk, a, b in found
    }  # fmt: skip


def _ended(rows: QuerySet, keys: Sequence[int]) -> Told:
    """K3: from the first report to the outcome."""
    words = gettext("Gemeld op %(first)s, geëindigd op %(last)s: %(days)s.")
    found = rows.filter(pk__in=keys).values_list("pk", "reported", "done")
    return {
        pk: words % {"first": day(a), "last": day(b), "days": days((b - a).days)} for pk, a, b in found
    }  # fmt: skip


def _closed(rulings: QuerySet, keys: Sequence[int]) -> Told:
    """K2: from the first decision of the chain to the outcome; a decision that ran twice tells both."""
    words = gettext("Eerst besloten op %(first)s, uitkomst op %(last)s: %(days)s.")
    told: dict[int, str] = {}
    rows = rulings.filter(decision__in=keys).order_by("ended_on")
    for pk, a, b in rows.values_list("decision", "chain_on", "ended_on"):
        one = words % {"first": day(a), "last": day(b), "days": days((b - a).days)}
        told[pk] = f"{told[pk]} {one}" if pk in told else one
    return told


def _kept(scope: Scope, today: date, keys: Sequence[int]) -> Told:
    """K14: the first date that was promised, and when it was done."""
    rows = scope.rulings().filter(reopened_on=None, decision__in=keys)
    told = {}
    for pk, promised, ended, status in rows.values_list("decision", "promised_on", "ended_on", "status"):
        words = gettext("Eerst beloofd: uiterlijk %(day)s.") % {"day": day(promised)} + " "
        if status == "done":
            done = {"day": day(ended), "late": _late(promised, ended)}
            told[pk] = words + gettext("Klaar op %(day)s: %(late)s.") % done
        elif status == "not_achieved":
            told[pk] = words + gettext("Niet gelukt.")
        elif status == "withdrawn":
            told[pk] = words + gettext("Ingetrokken na die datum.")
        elif promised < today:
            told[pk] = words + gettext("Niet klaar: %(late)s.") % {"late": _late(promised, today)}
        else:
            told[pk] = words + gettext("Nog niet klaar. De datum is nog niet voorbij.")
    return told


def _steps(rows: QuerySet, keys: Sequence[int]) -> Told:
    """K10: what was promised for the step, and how long it took, in working days."""
    told = {}
    columns = "pk", "state", "norm_days", "norm_on", "left_on", "took"
    for pk, state, norm, norm_on, left, took in rows.filter(pk__in=keys).values_list(*columns):
        promised = ngettext("%(n)s werkdag", "%(n)s werkdagen", norm) % {"n": norm}
        words = gettext("%(state)s: norm %(norm)s, dus tot en met %(day)s.")
        told[pk] = words % {"state": STATES[state], "norm": promised, "day": day(norm_on)} + " "
        if left is None:
            told[pk] += gettext("Nog niet klaar: gemist.")
        elif took <= norm:
            told[pk] += gettext("Klaar op %(day)s: gehaald.") % {"day": day(left)}
        else:
            told[pk] += gettext("Klaar op %(day)s: gemist.") % {"day": day(left)}
    return told


def _came_back(back: QuerySet, results: QuerySet, keys: Sequence[int]) -> Told:
    """K6: when it was resolved, and whether it came back."""
    came = set(back.filter(pk__in=keys).values_list("pk", flat=True))
    told = {}
    for pk, on in results.filter(issue__in=keys).order_by("came_on").values_list("issue", "came_on"):
        words = gettext("Opgelost op %(day)s.") % {"day": day(on)}
        end = gettext("Kwam terug.") if pk in came else gettext("Bleef opgelost.")
        told[pk] = f"{words} {end}"
    return told


def _met(empty: QuerySet, keys: Sequence[int]) -> Told:
    """K5a: whether anything was decided in it."""
    bare = set(empty.filter(pk__in=keys).values_list("pk", flat=True))
    return {pk: gettext("Zonder besluit.") if pk in bare else gettext("Met een besluit.") for pk in keys}


def _proven(keys: Sequence[int]) -> Told:
    """K17: which of the three is there, of the issue of the measure that has most of them."""
    words = gettext("Beginmeting: %(before)s. Meting na afloop: %(after)s. Oordeel: %(judged)s.")
    yes, no = gettext("ja"), gettext("nee")
    texts = "issue__baseline", "issue__after_measure", "issue__judgement"
    best: dict[int, tuple[bool, ...]] = {}
    for pk, *three in DecisionIssue.objects.filter(decision__in=keys).values_list("decision", *texts):
        best[pk] = max(best.get(pk, ()), tuple(map(bool, three)), key=lambda one: (sum(one), one))
    names = "before", "after", "judged"
    return {
        pk: words % {name: yes if one else no for name, one in zip(names, three, strict=True)}
        for pk, three in best.items()
    }


def scored(rows: QuerySet, keys: Sequence[int]) -> Told:
    """K13: the score of each issue, and what the council gave it of its own."""
    told = {}
    for pk, computed, own in rows.filter(pk__in=keys).values_list("pk", "computed", "own_score"):
        words = gettext("Nog te wegen.")
        if computed is not None:
            words = gettext("Score %(score)s.") % {"score": number(tenth(computed), 1)}
        if own is not None:
            words += " " + gettext("Eigen score: %(own)s.") % {"own": number(tenth(own), 1)}
        told[pk] = words
    return told


NOTERS: dict[str, Noter] = {
    "K1": lambda scope, figure, today: partial(_decided, figure.rows),
    "K2": lambda scope, figure, today: partial(_closed, speed.closed_rulings(scope, scope.until(today))),
    "K3": lambda scope, figure, today: partial(_ended, figure.rows),
    "K5a": lambda scope, figure, today: partial(_met, figure.rows),
    "K6": lambda scope, figure, today: partial(
        _came_back, figure.rows, relapse.results(scope, scope.until(today))
    ),
    "K10": lambda scope, figure, today: partial(_steps, figure.all_rows),
    "K14": lambda scope, figure, today: partial(_kept, scope, today),
    "K17": lambda scope, figure, today: _proven,
}

"""The rows of K12 follow each report, issue and weighing, and say what the reports say."""

import random
from collections import defaultdict
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection, transaction
from django.db.models import QuerySet
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from issues.actions.erasing import erase_reports
from issues.actions.merging import merge_issue, unmerge_issue
from issues.models import Area, Issue, Report, Segment, Weighing
from tests.portal import makers
from tests.portal.test_engine import asked, figure, issue
from wijkraad.portal.dashboard.panels import DESK
from wijkraad.portal.figures import recount
from wijkraad.portal.figures.places import places
from wijkraad.portal.figures.shape import Scope
from wijkraad.portal.kept import hearing
from wijkraad.portal.models import Heard
from wijkraad.portal.verifying import differences
from wijkraad.terms import clock
from wijkraad.trail.stored import renew, trusted

pytestmark = pytest.mark.django_db
ANY_DAY = date(2026, 1, 1)


def part(name: str = "midden") -> Segment:
    return Segment.objects.get_or_create(street=makers.street(), name=name)[0]


def report(about: Issue, days_ago: int = 0, **more: Any) -> Report:
    return Report.objects.create(issue=about, theme=about.theme, created_at=makers.moment(days_ago), **more)


def rows(*columns: str) -> list[tuple]:
    return list(Heard.objects.order_by("report").values_list(*columns))


def told(scope: Scope) -> dict[int, tuple[float, int, float]]:
    """What `places` says: part → raw, reporters, raw of 90 days before."""
    found = places(scope, scope.until(clock.today()))
    return {one.segment: (round(one.raw, 6), one.reporters, round(one.before, 6)) for one in found}


def by_hand(scope: Scope) -> dict[int, tuple[float, int, float]]:
    """The same from the reports, one after the other."""
    last = scope.per(clock.today())
    raw, before = _weighed(scope, last), _weighed(scope, last - timedelta(days=90))
    people = {where: found[1] for where, found in raw.items()}
    return {
        where: (round(found[0], 6), people[where], round(before.get(where, (0.0, 0))[0], 6))
        for where, found in raw.items()
    }


def _weighed(scope: Scope, last: date) -> dict[int, tuple[float, int]]:
    raw: dict[int, float] = defaultdict(float)
    people: dict[int, int] = defaultdict(int)
    counted: dict[tuple, date] = {}
    found: QuerySet = Report.objects.select_related("issue").filter(withdrawn_at=None)
    for one in found.order_by("created_at", "pk"):
        about, day = one.issue, clock.date_of(one.created_at)
        where = one.segment_id or about.segment_id
        listed = about.visibility == "public" and about.number and about.status not in ("merged", "withdrawn")
        if not listed or where is None or day > last:
            continue
        who = f"u{one.reporter_id}" if one.reporter_id else f"e{one.email}" if one.email else ""
        who = who or f"i{about.pk}:{one.reporter_ordinal or one.pk}"
        if scope.theme is not None and about.theme_id != scope.theme:
            continue
        new = (where, who) not in counted
        if not new and (day - counted[where, who]).days < 30:
            continue
        counted[where, who] = day
        asked_for = ((scope.street, about.street_id), (scope.area, about.area_id))
        if any(wish is not None and wish != has for wish, has in asked_for):
            continue
        weighed = [w for w in about.weighings.order_by("pk") if clock.date_of(w.at) <= last]
        step = {None: 1, 1: 1, 2: 2, 3: 2, 4: 3, 5: 3}[weighed[-1].severity if weighed else None]
        sure = one.intake_by_id or (one.confirmed_at and clock.date_of(one.confirmed_at) <= last)
        raw[where] += step * (1.0 if sure else 0.5) * 0.5 ** ((last - day).days / 90)
        people[where] += new
    return {where: (weight, people[where]) for where, weight in raw.items()}


def test_a_row_comes_when_the_matter_is_public_and_goes_when_it_is_not(people):
    report(makers.issue("reported", days_ago=1, segment=part()), 1)
    assert rows() == []
    about = issue(days_ago=1, segment=part())
    sent = report(about, 1)
    there = [(sent.pk, part().pk, True, True)]
    assert rows("report", "segment", "counts", "first") == there
    for hidden in ({"visibility": "limited"}, {"visibility": "confidential"}, {"segment": None}):
        Issue.objects.filter(pk=about.pk).update(**hidden)
        assert rows() == [], hidden
        Issue.objects.filter(pk=about.pk).update(visibility="public", segment=part())
        assert rows("report", "segment", "counts", "first") == there, hidden
    Report.objects.filter(pk=sent.pk).update(withdrawn_at=makers.moment())
    assert rows() == [] and hearing.differences() == []


def test_one_of_a_person_and_part_in_thirty_days_also_when_an_earlier_one_goes(people):
    """Days 0, 29, 30 and 59: the first and the third. Without the first: the second and the fourth."""
    about = issue(days_ago=100, segment=part())
    sent = [report(about, 90 - day, email="a@b.nl") for day in (0, 29, 30, 59)]
    assert rows("counts") == [(True,), (False,), (True,), (False,)]
    Report.objects.filter(pk=sent[0].pk).update(withdrawn_at=makers.moment())
    assert rows("counts", "first") == [(True, True), (False, False), (True, False)]
    assert [one.reporters for one in figure("K12").value] == [] and told(asked())[part().pk][1] == 1


def test_among_the_reports_of_a_theme_others_count(people):
    """The same person at the same part, ten days apart, about two themes: once, and once for each theme."""
    one, other = issue(segment=part()), issue(segment=part(), theme=makers.theme("groen"))
    for about, days_ago in ((one, 20), (other, 10)):
        report(about, days_ago, email="a@b.nl", confirmed_at=makers.moment(days_ago))
    assert rows("counts", "counts_theme", "first_theme") == [(True, True, True), (False, True, True)]
    for theme in (None, one.theme_id, other.theme_id):
        assert len(told(asked(theme=theme))) == 1
        assert told(asked(theme=theme)) == by_hand(asked(theme=theme))
    Issue.objects.filter(pk=other.pk).update(theme=one.theme)
    assert rows("counts", "counts_theme", "first_theme") == [(True, True, True), (False, False, False)]
    assert hearing.differences() == []


def test_what_is_forgotten_of_a_person_changes_who_is_the_same(people):
    """Two reports by one address are of one person; when it is destroyed each is of its own issue."""
    one, other = issue(segment=part()), issue(segment=part())
    sent = [report(about, 5, email="a@b.nl", reporter_ordinal=1) for about in (one, other)]
    assert rows("counts") == [(True,), (False,)]
    erase_reports(sent, by=None)
    assert rows("counts") == [(True,), (True,)] and hearing.differences() == []


def test_a_past_day_is_weighed_as_it_was(people):
    """Severity 1 on day −200, 5 today; confirmed today: on day −100 an unconfirmed one of step 1, 0,5."""
    about = issue(days_ago=300, segment=part())
    sent = report(about, 100)
    Weighing.objects.create(issue=about, severity=1, safety=1, at=makers.moment(200))
    Weighing.objects.create(issue=about, severity=5, safety=1, at=makers.moment(0))
    Report.objects.filter(pk=sent.pk).update(confirmed_at=makers.moment(0))
    assert rows("step", "weighed_on", "sure_on") == [(3, clock.today(), clock.today())]
    assert told(asked(back=100))[part().pk] == (0.5, 1, 0.0)
    now = told(asked())[part().pk]
    assert now[0] == pytest.approx(3 * 2 ** (-100 / 90), abs=1e-6)
    assert now[2] == pytest.approx(0.5 * 2 ** (-10 / 90), abs=1e-6)
    assert list(recount.differences()) == []


def test_a_report_that_was_written_down_by_the_council_is_sure_at_once(people):
    report(issue(days_ago=300, segment=part()), 90, intake_by=people["chair"])
    assert told(asked(back=90))[part().pk][0] == 1.0 and told(asked())[part().pk][0] == 0.5


def test_what_changes_of_a_hot_spot_marks_what_is_stored(people):
    """A contact that is confirmed later doubles the weight; what nobody knows of yet marks nothing."""
    report(makers.issue("reported", segment=part()))
    sent = report(issue(segment=part()))
    renew(DESK)
    report(makers.issue("reported", segment=part()))
    assert trusted(DESK)
    Report.objects.filter(pk=sent.pk).update(confirmed_at=makers.moment())
    assert not trusted(DESK)
    renew(DESK)
    report(sent.issue)
    assert not trusted(DESK)


def test_a_wrong_row_is_named(people):
    about = issue(segment=part())
    sent = report(about)
    assert not any("portal_heard" in line for line in differences())
    Heard.objects.filter(report=sent).update(counts=False)
    assert f"melding {sent.pk} staat verkeerd in portal_heard" in list(differences())
    Heard.objects.all().delete()
    assert hearing.differences() == [sent.pk]


@given(st.lists(st.integers(0, 120), min_size=1, max_size=12))
@settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_two_that_count_lie_under_thirty_days_apart(db, ages):
    """And each that does not count lies less than thirty days after one that does."""
    days = sorted(ANY_DAY + timedelta(days=age) for age in ages)
    with connection.cursor() as cursor:
        given_days = "unnest(%s::date[]) WITH ORDINALITY x (day, place)"
        cursor.execute(f"SELECT portal_apart(day) OVER (ORDER BY place) FROM {given_days}", [days])
        last = [row[0] for row in cursor.fetchall()]
    kept = sorted(set(last))
    assert kept[0] == days[0] and set(kept) <= set(days)
    assert all((after - before).days >= 30 for before, after in zip(kept, kept[1:], strict=False))
    assert all(0 <= (day - known).days < 30 for day, known in zip(days, last, strict=True))


def _step(dice: random.Random, abouts: list[Issue], parts: list[Segment], people: dict) -> None:
    """One change, as the pages make it or by plain SQL."""
    about, other = dice.sample(abouts, 2)
    about.refresh_from_db()
    sent = Report.objects.order_by("pk")
    one = dice.choice(sent)
    where = {"segment": dice.choice([*parts, None])}
    match dice.randrange(10):
        case 0 | 1:
            known = {"email": dice.choice(("a@b.nl", "c@d.nl", "")), "reporter_ordinal": dice.randint(1, 3)}
            report(about, dice.randint(0, 150), **known, **where)
        case 2:
            Report.objects.filter(pk=one.pk).update(withdrawn_at=dice.choice((makers.moment(), None)))
        case 3:
            Report.objects.filter(pk=one.pk).update(confirmed_at=makers.moment(dice.randint(0, 150)))
        case 4:
            erase_reports([one], by=None)
        case 5:
            Report.objects.filter(pk=one.pk).update(issue=about)
        case 6:
            Weighing.objects.create(
                issue=about, severity=dice.randint(1, 5), at=makers.moment(dice.randint(0, 150))
            )
        case 7:
            looks = dice.choice(("public", "public", "limited", "confidential"))
            Issue.objects.filter(pk=about.pk).update(visibility=looks)
        case 8:
            change = {"theme": makers.theme(dice.choice(("verkeer", "groen")))} | where
            Issue.objects.filter(pk=about.pk).update(area=dice.choice([*Area.objects.all(), None]), **change)
        case _ if about.status == "merged":
            unmerge_issue(about, by=people["chair"])
        case _ if about.status == "assessing" and Issue.objects.get(pk=other.pk).status == "assessing":
            merge_issue(about, other, by=people["chair"])


@pytest.mark.parametrize("chance", range(4))
def test_after_any_row_of_changes_a_recount_finds_the_same(people, chance):
    """Reports, issues and weighings changed in whatever order; what is told is what the reports tell."""
    dice = random.Random(chance)
    Area.objects.create(
        code="BU1", name="Noord", kind="buurt", geometry=[], west=4, south=52, east=5, north=53
    )
    parts = [part("midden"), part("eind")]
    abouts = [issue(days_ago=200, segment=parts[0]) for _number in range(4)]
    for about in abouts:
        report(about, 160, reporter=people["resident"])
    for _number in range(40):
        with transaction.atomic():
            _step(dice, abouts, parts, people)
        assert hearing.differences() == []
    theme, area = makers.theme("groen").pk, Area.objects.get().pk
    narrowed = ({}, {"theme": theme}, {"area": area}, {"theme": theme, "area": area})
    for narrow in narrowed:
        for back in (0, 40, 90):
            assert told(asked(back=back, **narrow)) == by_hand(asked(back=back, **narrow)), (narrow, back)
    kept = rows(*[one.name for one in Heard._meta.fields])
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM portal_heard")
        cursor.execute(hearing.FILL)
    assert rows(*[one.name for one in Heard._meta.fields]) == kept

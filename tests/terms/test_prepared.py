"""A statement made once gives what Django gives, for every key, and tells its errors in Django's words."""

import pytest
from django.db import DatabaseError, connection
from django.db.utils import DataError

from issues.models import Street, Theme
from wijkraad.terms.prepared import Prepared, Statement

pytestmark = pytest.mark.django_db


@pytest.fixture
def streets() -> list[Street]:
    names = ["Kerkstraat", "'s-Gravenzandelaan", "100% %s $1 straat", "", "Straße\u2009ñ"]
    return [Street.objects.create(name=name, slug=f"straat-{n}") for n, name in enumerate(names)]


def test_it_gives_the_objects_that_the_queryset_gives(streets) -> None:
    by_slug = Prepared(lambda slug: Street.objects.filter(slug=slug), place="geen-straat")
    for street in streets:
        (found,) = by_slug(street.slug)
        assert found == street
        assert {f.attname: getattr(found, f.attname) for f in Street._meta.concrete_fields} == {
            f.attname: getattr(Street.objects.get(pk=street.pk), f.attname)
            for f in Street._meta.concrete_fields
            for f in Street._meta.concrete_fields
        }
    assert by_slug("onbekend") == []


def test_related_objects_come_along_and_cost_nothing_more(neighbourhood, django_assert_num_queries) -> None:
    from issues.models import Issue

    make = Prepared(
        lambda number: Issue.objects.filter(number=number).select_related("theme", "responsible", "partner"),
        place="geen-nummer",
    )
    numbers = Issue.objects.exclude(number=None).values_list("number", flat=True)[:20]
    plain = {i.number: i for i in Issue.objects.filter(number__in=list(numbers))}
    assert plain
    for number, issue in plain.items():
        with django_assert_num_queries(1):
            (found,) = make(number)
            theme, responsible, partner = found.theme, found.responsible, found.partner
        assert (found, theme, responsible, partner) == (issue, issue.theme, issue.responsible, issue.partner)
        (direct,) = make(number)  # nobody counts: by libpq alone
        assert direct.__dict__.keys() == found.__dict__.keys()
        assert (direct.created_at, direct.theme, direct.title) == (found.created_at, found.theme, found.title)


@pytest.mark.parametrize("slug", ["'; DROP TABLE issues_street; --", "$1", "%s", "\u202e", "x" * 10_000])
def test_a_key_is_never_part_of_the_statement(streets, slug) -> None:
    by_slug = Prepared(lambda slug: Street.objects.filter(slug=slug), place="geen-straat")
    assert by_slug(slug) == []
    assert Street.objects.count() == len(streets)


def test_a_statement_without_a_place_takes_no_key() -> None:
    assert Statement("SELECT 40 + %s", [2]).value() == "42"
    assert Statement("SELECT 40 + %s", [2]).value(7) == "42"


def test_a_number_as_key() -> None:
    twice = Statement("SELECT 2 * n FROM (SELECT %s::int AS n) numbers", [-987_654_321], -987_654_321)
    assert [twice.value(n) for n in (1, 0, 40_000, 2**30 - 1)] == ["2", "0", "80000", str(2**31 - 2)]


def test_it_works_on_a_new_connection_too() -> None:
    statement = Statement("SELECT 'ja'", [])
    assert statement.value() == "ja"
    other = connection.copy()
    try:
        with other.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM pg_prepared_statements")
            assert cursor.fetchone() == (0,)
    finally:
        other.close()


def test_an_error_is_told_in_djangos_words() -> None:
    with pytest.raises(DataError), connection.cursor():
        Statement("SELECT 1 / %s", [0]).value()


def test_an_unknown_table_is_an_error_and_stays_one() -> None:
    statement = Statement("SELECT * FROM no_such_table", [])
    with pytest.raises(DatabaseError):
        statement.rows()


def test_themes_in_the_order_of_the_queryset() -> None:
    for n, key in enumerate(["c", "a", "b"]):
        Theme.objects.create(key=key, name=key.upper(), colour_key="overig", icon="flag", order=n)
    active = Prepared(lambda order: Theme.objects.filter(order__gte=order).order_by("-name"), place=-5)
    assert [theme.key for theme in active(0)] == list(
        Theme.objects.filter(order__gte=0).order_by("-name").values_list("key", flat=True)
    )

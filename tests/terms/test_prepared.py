"""A statement made once gives what Django gives, by its cursor and by libpq alone, and tells its errors."""

import pytest
from django.db import DatabaseError, connection, transaction
from django.db.utils import DataError

from issues.models import Issue, Street, Theme
from wijkraad.terms import prepared
from wijkraad.terms.prepared import Prepared, Statement

NAMES = ["Kerkstraat", "'s-Gravenzandelaan", "100% %s $1 straat", "Straße\u2009ñ"]


@pytest.fixture(params=["transaction", "alone"])
def way(request) -> str:
    """Inside a transaction a statement goes by Django's cursor, outside one by libpq alone."""
    request.getfixturevalue("db" if request.param == "transaction" else "committed")
    return request.param


@pytest.fixture
def streets(way) -> list[Street]:
    return [Street.objects.create(name=name, slug=f"straat-{n}") for n, name in enumerate(NAMES)]


def values(of) -> dict[str, object]:
    return {field.attname: getattr(of, field.attname) for field in of._meta.concrete_fields}


def test_it_gives_the_objects_that_the_queryset_gives(streets) -> None:
    by_slug = Prepared(lambda slug: Street.objects.filter(slug=slug), place="geen-straat")
    for street in streets:
        (found,) = by_slug(street.slug)
        assert values(found) == values(Street.objects.get(pk=street.pk))
    assert by_slug("onbekend") == []


def test_related_objects_come_along(neighbourhood, django_assert_num_queries, monkeypatch) -> None:
    def make(number: str):
        return Issue.objects.filter(number=number).select_related("theme", "responsible", "partner")

    by_number = Prepared(make, place="geen-nummer")
    issues = list(Issue.objects.exclude(number=None).order_by("-pk")[:20])
    assert issues
    for issue in issues:
        plain = make(issue.number).get()
        with django_assert_num_queries(1):
            (counted,) = by_number(issue.number)
            assert (counted.theme, counted.responsible, counted.partner) == (
                plain.theme,
                plain.responsible,
                plain.partner,
            )
        monkeypatch.setattr(prepared, "_goes_by_cursor", lambda asked: False)
        (direct,) = by_number(issue.number)
        monkeypatch.undo()
        assert values(counted) == values(direct) == values(plain)
        assert direct.theme.name == plain.theme.name


@pytest.mark.parametrize("slug", ["'; DROP TABLE issues_street; --", "$1", "%s", "\u202e", "x" * 10_000])
def test_a_key_is_never_part_of_the_statement(streets, slug) -> None:
    by_slug = Prepared(lambda slug: Street.objects.filter(slug=slug), place="geen-straat")
    assert by_slug(slug) == []
    assert Street.objects.filter(name__in=NAMES).count() == len(NAMES)


def test_a_statement_without_a_place_takes_no_key(way) -> None:
    assert Statement("SELECT 40 + %s", [2]).value() == "42"
    assert Statement("SELECT 40 + %s", [2]).value(7) == "42"


def test_a_number_as_key(way) -> None:
    twice = Statement("SELECT 2 * n FROM (SELECT %s::int AS n) numbers", [-987_654_321], -987_654_321)
    assert [twice.value(n) for n in (1, 0, 40_000, 2**30 - 1)] == ["2", "0", "80000", str(2**31 - 2)]


def test_the_objects_come_in_the_order_of_the_queryset(way) -> None:
    active = Prepared(lambda order: Theme.objects.filter(order__gte=order).order_by("-name"), place=9_999)
    names = Theme.objects.filter(order__gte=2).order_by("-name").values_list("name", flat=True)
    assert [theme.name for theme in active(2)] == list(names)
    assert len(names) > 1


def test_it_survives_a_rollback_after_which_psycopg_clears_its_statements(committed) -> None:
    statement = Statement("SELECT 'ja'", [])
    assert statement.value() == "ja"
    with connection.cursor() as cursor:
        cursor.execute("DEALLOCATE ALL")
    assert statement.value() == "ja"


def test_it_survives_a_new_connection(committed) -> None:
    statement = Statement("SELECT 'ja'", [])
    assert statement.value() == "ja"
    connection.close()
    assert statement.value() == "ja"


def test_errors_are_told_in_djangos_words(way) -> None:
    for statement, error in (
        (Statement("SELECT 1 / %s", [0]), DataError),
        (Statement("SELECT * FROM no_such_table", []), DatabaseError),
    ):
        for _try in range(2):
            with pytest.raises(error), transaction.atomic():
                statement.value()
            if not connection.in_atomic_block:
                with pytest.raises(error):
                    statement.value()

"""The list of changes: who may read it, what it hides, and that it leaves no gaps."""

import pytest
from django.urls import reverse

from wijkraad.people.models import User
from wijkraad.terms.acting import acting
from wijkraad.trail import visibility
from wijkraad.trail.history import history_of, page_of
from wijkraad.trail.models import TrailEvent

SECRET = "people_role"
"""The table that plays a room with confidential rows."""


def rename(user: User, *functions: str, by: User) -> None:
    for function in functions:
        with acting(by, "person.rename"):
            user.function = function
            user.save()


def read(client, user: User, **query):
    client.force_login(user)
    return client.get(reverse("trail:changes"), query)


@pytest.mark.parametrize("who", ["chair", "secretary", "auditor", "admin"])
def test_who_may_read_it(client, request, who) -> None:
    page = read(client, request.getfixturevalue(who))
    assert page.status_code == 200


@pytest.mark.parametrize("who", ["resident", "board_member", "treasurer", "manager", "partner", "deputy"])
def test_who_may_not(client, request, who) -> None:
    assert read(client, request.getfixturevalue(who)).status_code == 403


def test_it_tells_who_changed_what_and_hides_personal_values(client, chair, secretary) -> None:
    rename(secretary, "Secretaris", by=chair)
    with acting(chair, "person.mail"):
        secretary.email = "geheim@test.example"
        secretary.save()
    text = read(client, chair).content.decode()
    assert "Vera Voorzitter" in text
    assert "Secretaris" in text
    assert "e-mailadres: gewijzigd" in text
    assert "geheim@test.example" not in text


def test_filters(client, chair, secretary) -> None:
    rename(secretary, "Secretaris", by=chair)
    at = reverse("trail:changes")
    client.force_login(chair)

    def found(**query: str) -> int:
        return client.get(at, query).content.decode().count("person.rename</span>")

    assert found() == found(soort="people_user") == found(rij=str(secretary.pk)) == 1
    assert found(handeling="person.") == found(vanaf="2020-01-01") == 1
    assert found(soort="terms_setting") == found(tot_en_met="2020-01-01") == found(handeling="role.") == 0
    assert found(vanaf="gisteren") == 1


def test_rows_of_confidential_matters_are_hidden_from_who_may_not_know(client, chair, auditor) -> None:
    mine = chair.roles.values_list("pk", flat=True)
    visibility.register(SECRET, lambda user, ids: {i for i in ids if user == chair and int(i) in mine})
    try:
        assert ">rol " in read(client, chair).content.decode()
        assert ">rol " not in read(client, auditor).content.decode()
    finally:
        visibility.register_open(SECRET)


def test_a_table_that_nobody_registered_is_hidden(client, chair) -> None:
    visibility.unregister(SECRET)
    try:
        assert ">rol " not in read(client, chair).content.decode()
    finally:
        visibility.register_open(SECRET)


class Gated:
    """A queryset that knows who sees what, as the rooms above have."""

    def __init__(self, rows):
        self.rows = rows

    def visible_to(self, user):
        return self.rows.filter(pk=user.pk)


def test_a_model_that_knows_who_sees_what_says_it_for_the_trail(chair, secretary, monkeypatch) -> None:
    rename(chair, "Voorzitter", by=secretary)
    rename(secretary, "Secretaris", by=chair)
    monkeypatch.setattr(type(User._default_manager), "all", lambda self: Gated(self.get_queryset()))
    visibility.register_model(User)
    try:
        events = TrailEvent.objects.filter(table="people_user", verb="person.rename")
        assert {event.row for event in visibility.visible_events(chair, events)} == {str(chair.pk)}
    finally:
        visibility.register_open("people_user")


def test_paging_skips_what_is_hidden_and_loses_nothing(chair, secretary, auditor) -> None:
    for number in range(6):
        rename(secretary, f"Secretaris {number}", by=chair)
        rename(auditor, f"Commissie {number}", by=chair)
    visibility.register("people_user", lambda user, ids: {i for i in ids if i == str(auditor.pk)})
    try:
        events = TrailEvent.objects.filter(table="people_user", verb="person.rename")
        first = page_of(chair, events, 4, None)
        rest = page_of(chair, events, 4, first[-1].pk)
        back = page_of(chair, events, 4, rest[-1].pk, back=True)
        names = [event.changes["function"][1] for event in first + rest]
        assert names == [f"Commissie {number}" for number in reversed(range(6))]
        assert [event.pk for event in back] == [event.pk for event in [rest[-2], *reversed(first)][:4]]
    finally:
        visibility.register_open("people_user")


def test_the_next_page_is_a_link(client, chair, secretary) -> None:
    rename(secretary, *(f"Secretaris {number}" for number in range(60)), by=chair)
    first = read(client, chair, handeling="person.rename")
    following = first.content.decode().split('rel="next" href="')[1].split('"')[0].replace("&amp;", "&")
    second = client.get(reverse("trail:changes") + following).content.decode()
    assert second.count("person.rename</span>") == 10
    assert 'rel="prev"' in second


def test_the_history_of_one_row_starts_with_its_birth(chair, secretary) -> None:
    rename(secretary, "Secretaris", by=chair)
    events = list(history_of("people_user", secretary.pk))
    assert [event.operation for event in events] == ["insert", "update"]
    assert events[0].actor_name == "systeem of bezoeker"
    assert events[1].told == ["functie op de site: – → Secretaris"]
    assert "op de site: – → met naam" in events[0].told


def test_long_values_and_lost_accounts(chair) -> None:
    long = TrailEvent(actor_id=999_999, changes={"title": ["a" * 500, None], "n": [1, {"b": 2}]})
    assert long.actor_name == "account 999999"
    assert long.told == [f"title: {'a' * 120}… → –", 'n: 1 → {"b": 2}']
    assert (str(TrailEvent(verb="v", table="t", row="1")), TrailEvent(table="t").kind) == ("v t 1", "t")


def test_the_list_costs_the_same_for_few_and_many(
    client, chair, secretary, django_assert_max_num_queries
) -> None:
    client.force_login(chair)
    client.get(reverse("trail:changes"))
    for amount in (2, 60):
        rename(secretary, *(f"{amount} {number}" for number in range(amount)), by=chair)
        with django_assert_max_num_queries(4):
            client.get(reverse("trail:changes"))


def test_nothing_found_says_so(client, chair) -> None:
    assert "Geen wijzigingen gevonden" in read(client, chair, rij="999999").content.decode()

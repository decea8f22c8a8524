"""How often: at once, in a daily or weekly mail, or never; a link in each mail, without signing in."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse

from wijkraad.notices.digest import last_moment, send_digests
from wijkraad.notices.mails import token_of
from wijkraad.notices.models import Message, Pace
from wijkraad.notices.outbox import tell
from wijkraad.notices.preferences import on_stop, pace_of, set_pace
from wijkraad.terms import clock
from wijkraad.terms.refusal import Refused

FRIDAY = datetime(2026, 11, 20, 15, 0, tzinfo=UTC)
"""16:00 in Amsterdam."""


def hear(*people, event="e:1", thread="issue:1", title="Fietswrakken") -> int:
    return tell(
        event, people, template="test/news", facts={}, thread=thread, title=title, path="/kwesties/1/"
    )


def test_a_thread_of_its_own_goes_before_everything_else(resident) -> None:
    assert pace_of(resident, "issue:1") == Pace.NOW
    set_pace(resident, by=resident, pace=Pace.WEEKLY)
    set_pace(resident, by=resident, thread="issue:1", pace=Pace.DAILY)
    assert [pace_of(resident, "issue:1"), pace_of(resident, "issue:2")] == [Pace.DAILY, Pace.WEEKLY]


def test_never_is_never(resident) -> None:
    set_pace(resident, by=resident, thread="issue:1", pace=Pace.NEVER)
    assert hear(resident) == 0
    assert hear(resident, event="e:2", thread="issue:2") == 1


def test_an_unknown_pace_is_refused(resident) -> None:
    with pytest.raises(Refused):
        set_pace(resident, by=resident, pace="hourly")


def test_a_bare_address_of_an_account_is_the_account(resident) -> None:
    set_pace(resident.email.upper(), by=None, thread="issue:1", pace=Pace.NEVER)
    assert pace_of(resident, "issue:1") == Pace.NEVER


def test_the_daily_mail_gathers_a_day_per_thread(resident) -> None:
    set_pace(resident, by=resident, pace=Pace.DAILY)
    with clock.moved_to(FRIDAY):
        hear(resident)
        hear(resident, event="e:2")
        hear(resident, event="e:3", thread="issue:2", title="Zwerfafval")
        assert send_digests() == 0
    with clock.moved_to(FRIDAY + timedelta(days=1)):
        assert [send_digests(), send_digests()] == [1, 0]
    (digest,) = mail.outbox
    assert "Fietswrakken (2 berichten)" in digest.body
    assert "Zwerfafval (1 bericht)" in digest.body


def test_the_weekly_mail_goes_on_monday_at_eight_in_amsterdam() -> None:
    with clock.moved_to(FRIDAY):
        assert last_moment(Pace.WEEKLY) == datetime(2026, 11, 16, 7, tzinfo=UTC)
        assert last_moment(Pace.DAILY) == datetime(2026, 11, 20, 7, tzinfo=UTC)
    with clock.moved_to(datetime(2026, 7, 6, 5, 59, tzinfo=UTC)):
        assert last_moment(Pace.WEEKLY) == datetime(2026, 6, 29, 6, tzinfo=UTC)


def test_each_follower_gets_an_own_digest(resident, neighbour) -> None:
    for person in (resident, neighbour):
        set_pace(person, by=person, pace=Pace.DAILY)
    with clock.moved_to(FRIDAY):
        hear(resident, neighbour)
    with clock.moved_to(FRIDAY + timedelta(days=1)):
        assert send_digests() == 2
    assert {one.to[0] for one in mail.outbox} == {resident.email, neighbour.email}


def way_out(message: Message) -> str:
    return reverse("notices:stop", args=[token_of(message)])


def test_opening_the_link_changes_nothing(client, db) -> None:
    hear("volger@test.example")
    page = client.get(way_out(Message.objects.get()))
    assert "Fietswrakken" in page.content.decode()
    assert pace_of("volger@test.example", "issue:1") == Pace.NOW


def test_the_button_stops_the_thread_and_tells_the_room(db) -> None:
    stopped = []
    on_stop(lambda person, address, thread: stopped.append((person, address, thread)))
    hear("volger@test.example")
    page = Client(enforce_csrf_checks=True).post(way_out(Message.objects.get()), {"pace": "never"})
    assert page.status_code == 200
    assert stopped == [(None, "volger@test.example", "issue:1")]
    assert hear("volger@test.example", event="e:2") == 0


def test_one_click_in_the_mail_program_stops_it_too(client, resident) -> None:
    hear(resident)
    client.post(way_out(Message.objects.get()), {"List-Unsubscribe": "One-Click"})
    assert pace_of(resident, "issue:1") == Pace.NEVER


def test_less_often_instead_of_never(client, resident) -> None:
    hear(resident)
    client.post(way_out(Message.objects.get()), {"pace": "weekly"})
    assert pace_of(resident, "issue:1") == Pace.WEEKLY


@pytest.mark.parametrize("token", ["1:forged", "nonsense"])
def test_a_forged_link_is_nobodys(client, db, token: str) -> None:
    page = client.post(reverse("notices:stop", args=[token]), {"pace": "never"})
    assert page.status_code == 404


def test_my_choices_on_a_page(client, resident) -> None:
    set_pace(resident, by=resident, thread="issue:1", title="Fietswrakken", pace=Pace.DAILY)
    client.force_login(resident)
    address = reverse("notices:preferences")
    assert "Fietswrakken" in client.get(address).content.decode()
    client.post(address, {"k0-pace": "weekly", "k1-pace": "now"})
    assert [pace_of(resident), pace_of(resident, "issue:1")] == [Pace.WEEKLY, Pace.NOW]


def test_a_wrong_choice_is_shown_with_its_reason(client, resident) -> None:
    client.force_login(resident)
    page = client.post(reverse("notices:preferences"), {"k0-pace": "hourly"})
    assert page.status_code == 200
    assert pace_of(resident) == Pace.NOW

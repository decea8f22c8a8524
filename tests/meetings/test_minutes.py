"""Writing, proposing, adopting and correcting minutes; reminders."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meetings import actions
from meetings.actions import Count, remind_deadlines
from meetings.forms import DayField, EuroField
from meetings.hashing import content_hash
from meetings.models import Decision, Erratum
from tests.meetings.conftest import Council
from wijkraad.notices.models import Message
from wijkraad.terms import clock
from wijkraad.terms.refusal import Refused


def test_two_writers_lose_nothing(council: Council) -> None:
    item = actions.add_item(council.open(), by=council.secretary, title="Punt")
    first = actions.write_minutes(item, by=council.secretary, text="Van de secretaris", base_version=0)
    second = actions.write_minutes(item, by=council.chair, text="Van de voorzitter", base_version=0)
    item.refresh_from_db()
    assert (first.accepted, second.accepted) == (True, False)
    assert (item.minutes, second.text) == ("Van de secretaris", "Van de voorzitter")
    both = actions.write_minutes(item, by=council.chair, text="Samen", base_version=item.minutes_version)
    assert both.accepted
    assert {revision.text for revision in item.revisions.all()} == {
        "Van de secretaris",
        "Van de voorzitter",
        "Samen",
    }


def test_autosave_of_one_person_is_one_revision(council: Council) -> None:
    item = actions.add_item(council.open(), by=council.secretary, title="Punt")
    for number in range(5):
        kept = actions.write_minutes(item, by=council.secretary, text=f"Tekst {number}", base_version=number)
        assert kept.number == number + 1
    assert item.revisions.get().text == "Tekst 4"
    with clock.moved_to(clock.now() + timedelta(minutes=5)):
        actions.write_minutes(item, by=council.secretary, text="Later", base_version=5)
    assert item.revisions.count() == 2


def test_adopted_in_a_later_meeting_and_then_fixed(council: Council) -> None:
    meeting = council.open()
    item = actions.add_item(meeting, by=council.secretary, title="Punt")
    actions.write_minutes(item, by=council.secretary, text="Wat er gezegd is.", base_version=0)
    here = council.decision(meeting)
    actions.propose_minutes(council.close(meeting), by=council.secretary)
    with pytest.raises(Refused, match="latere"):
        actions.adopt_minutes(meeting, by=council.secretary, decision=here)
    actions.revise_minutes(meeting, by=council.secretary)
    actions.write_minutes(item, by=council.secretary, text="Beter gezegd.", base_version=1)
    actions.propose_minutes(meeting, by=council.secretary)

    later = council.open(30)
    point = actions.add_item(later, by=council.secretary, title="Verslag")
    adopted = actions.adopt_minutes_at(point, meeting, by=council.secretary, count=Count(5))
    assert adopted.minutes_hash == content_hash(adopted)
    assert Decision.objects.get(adopted_minutes=meeting).status == "done"
    with pytest.raises(Refused):
        actions.write_minutes(item, by=council.secretary, text="Toch anders", base_version=2)
    with pytest.raises(Refused):
        actions.add_item(meeting, by=council.secretary, title="Nog iets")
    actions.adopt_erratum(
        meeting, by=council.secretary, text="Het waren vijf bakken.", decision=council.decision(later)
    )
    assert Erratum.objects.get().meeting == meeting
    adopted.refresh_from_db()
    assert adopted.minutes_hash == content_hash(adopted)


def test_the_hash_follows_every_word_but_no_name(council: Council, neighbour) -> None:
    meeting = council.open()
    item = actions.add_item(meeting, by=council.secretary, title="Punt")
    before = content_hash(meeting)
    actions.record_attendance(meeting, by=council.secretary, guest="Mevrouw De Vries")
    assert content_hash(meeting) == before
    actions.write_minutes(item, by=council.secretary, text="Een woord", base_version=0)
    assert content_hash(meeting) != before


def test_other_kinds_are_logged_without_adoption(council: Council) -> None:
    meeting = council.close(council.open(kind="extern"))
    with pytest.raises(Refused):
        actions.propose_minutes(meeting, by=council.secretary)
    assert actions.log_meeting(meeting, by=council.secretary).status == "logged"


def test_back_to_planned_only_while_nothing_is_written(council: Council) -> None:
    meeting = council.open()
    item = actions.add_item(meeting, by=council.secretary, title="Punt")
    assert actions.unopen_meeting(meeting, by=council.chair).status == "planned"
    actions.open_meeting(meeting, by=council.chair)
    actions.write_minutes(item, by=council.secretary, text="Iets", base_version=0)
    with pytest.raises(Refused):
        actions.unopen_meeting(meeting, by=council.chair)


def test_reminders_go_out_once_each(council: Council) -> None:
    decision = council.decision(council.open())
    told = {}
    for day in (-10, -7, -3, 0, 2, 7, 20):
        with clock.moved_to(clock.now().replace(year=2027, month=6, day=1, hour=12) + timedelta(days=day)):
            told[day] = remind_deadlines()
    assert told == {-10: 0, -7: 1, -3: 0, 0: 1, 2: 0, 7: 1, 20: 0}
    due = Message.objects.filter(event__startswith=f"decision-due:{decision.pk}")
    assert sorted(due.values_list("template", flat=True)) == [
        "meetings/due_soon",
        "meetings/due_today",
        "meetings/late",
    ]


@given(st.decimals(min_value=0, max_value=9_999_999, places=2))
def test_every_amount_reads_back(amount) -> None:
    field = EuroField(required=False)
    whole, cents = f"{amount:.2f}".split(".")
    dotted = f"{int(whole):,}".replace(",", ".")
    for text in (f"{dotted},{cents}", f"{whole},{cents}", f"{whole}.{cents}", f"€ {dotted},{cents}"):
        assert field.clean(text) == amount


@given(st.dates(min_value=clock.today().replace(year=2001), max_value=clock.today().replace(year=2099)))
def test_every_day_reads_back(day) -> None:
    field = DayField()
    assert field.clean(day.strftime("%d-%m-%Y")) == field.clean(day.isoformat()) == day


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("31-11-2026", "November heeft 30 dagen"),
        ("30-02-2027", "Februari heeft 28"),
        ("morgen", "30-11-2026"),
    ],
)
def test_a_wrong_day_says_what_is_wrong(text: str, words: str) -> None:
    with pytest.raises(Exception, match=words):
        DayField().clean(text)


@pytest.mark.parametrize("text", ["1.234,5", "12,345", "1,000.00", "twaalf", "1.23.456,00"])
def test_an_ambiguous_amount_is_refused(text: str) -> None:
    with pytest.raises(Exception, match="1.234,56"):
        EuroField().clean(text)

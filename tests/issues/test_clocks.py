"""The legal clocks, with dates counted by hand on a calendar of 2026."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from issues import actions
from issues.letters.clocks import (
    file_before,
    is_late,
    may_default_from,
    next_file_before,
    own_move,
    penalty_of,
    term_of,
)
from issues.models import Incoming, Letter, LetterEvent
from tests.personas import municipality
from wijkraad.terms import clock
from wijkraad.terms.refusal import Refused

pytestmark = pytest.mark.django_db


def day(text: str) -> date:
    return date.fromisoformat(f"2026-{text}")


def at(text: str):
    return clock.moved_to(datetime.fromisoformat(f"2026-{text}T11:00:00").replace(tzinfo=UTC))


@pytest.mark.parametrize(
    ("kind", "known", "last"),
    [
        ("bezwaar", "06-23", "08-04"),  # Tuesday to Tuesday, as in the prototype
        ("bezwaar", "05-16", "06-29"),  # 27 June is a Saturday
        ("bezwaar", "04-13", "05-26"),  # 25 May is Whit Monday
        ("bezwaar", "11-13", "12-28"),  # 25 December, then Saturday and Sunday
        ("zienswijze", "10-26", "12-07"),  # the day itself counts: 6 December, a Sunday
        ("zienswijze", "10-01", "11-11"),  # the day itself counts: Wednesday
    ],
)
def test_our_own_fatal_date(kind: str, known: str, last: str) -> None:
    assert file_before(kind, day(known)) == day(last)
    assert own_move(Letter(kind=kind, published_on=day(known))) == day(last)


@pytest.mark.parametrize(
    ("facts", "ends"),
    [
        # bezwaar: 6 weeks after the last day for objections, 12 with a committee, 6 more by notice
        ({"kind": "bezwaar", "published_on": "06-23"}, "09-15"),
        ({"kind": "bezwaar", "published_on": "06-23", "advisory": True}, "10-27"),
        ({"kind": "bezwaar", "published_on": "06-23", "advisory": True, "extended": True}, "12-08"),
        ({"kind": "bezwaar", "published_on": "06-23", "extended": True}, "10-27"),
        # the last day for objections moved from Whit Monday to Tuesday; their weeks start after it
        ({"kind": "bezwaar", "published_on": "04-13"}, "07-07"),
        ({"kind": "bezwaar"}, None),
        # handhavingsverzoek: 8 weeks after receipt; 3 April is Good Friday, 6 April Easter Monday
        ({"kind": "handhavingsverzoek", "received_on": "02-02"}, "03-30"),
        ({"kind": "handhavingsverzoek", "received_on": "02-06"}, "04-07"),
        ({"kind": "handhavingsverzoek", "sent_on": "02-02"}, "03-30"),
        ({"kind": "handhavingsverzoek", "sent_on": "01-30", "received_on": "02-02"}, "03-30"),
        ({"kind": "handhavingsverzoek", "received_on": "02-02", "extended": True}, "03-30"),
        ({"kind": "handhavingsverzoek", "received_on": "02-02", "paused_days": 14}, "04-13"),
        # Woo: 4 weeks, 2 more; 5 May is a holiday
        ({"kind": "woo", "received_on": "04-07"}, "05-06"),
        ({"kind": "woo", "received_on": "04-07", "extended": True}, "05-19"),
        # klacht: 6 weeks, 10 with an adviser, 4 more
        ({"kind": "klacht", "received_on": "04-01"}, "05-13"),
        ({"kind": "klacht", "received_on": "04-01", "advisory": True}, "06-10"),
        ({"kind": "klacht", "received_on": "04-01", "advisory": True, "extended": True}, "07-08"),
        # no term by law
        ({"kind": "zienswijze", "published_on": "10-26", "sent_on": "11-30"}, None),
        ({"kind": "melding", "sent_on": "04-01"}, None),
        ({"kind": "brief", "sent_on": "04-01", "received_on": "04-02"}, None),
    ],
)
def test_the_end_of_their_term(facts: dict, ends: str | None) -> None:
    given = {name: day(one) if name.endswith("_on") else one for name, one in facts.items()}
    assert term_of(Letter(**given)) == (day(ends) if ends else None)


@pytest.mark.parametrize(
    ("kind", "first"),
    [("bezwaar", True), ("handhavingsverzoek", True), ("woo", True), ("klacht", False), ("brief", False)],
)
def test_where_an_ingebrekestelling_exists(kind: str, first: bool) -> None:
    letter = Letter(kind=kind, status="sent", term_ends=day("03-30"))
    assert may_default_from(letter) == (day("03-31") if first else None)
    letter.paused_on = day("03-20")
    assert may_default_from(letter) is None and not is_late(letter, day("06-01"))


@pytest.mark.parametrize(
    ("on", "days", "euros"),
    [
        ("04-14", 0, 0),
        ("04-15", 1, 23),
        ("04-28", 14, 322),
        ("04-29", 15, 357),
        ("05-12", 28, 812),
        ("05-13", 29, 857),
        ("05-26", 42, 1442),
        ("08-01", 42, 1442),
    ],
)
def test_what_a_dwangsom_could_be(on: str, days: int, euros: int) -> None:
    letter = Letter(kind="handhavingsverzoek", default_until=day("04-14"))
    found = penalty_of(letter, day(on))
    assert found is not None
    assert (found.since, found.days, found.so_far, found.most) == (day("04-15"), days, euros, Decimal(1442))


def test_a_dwangsom_stops_with_the_answer_and_is_not_for_everybody() -> None:
    letter = Letter(kind="bezwaar", default_until=day("04-14"), answered_on=day("04-16"))
    found = penalty_of(letter, day("06-01"))
    assert found is not None and (found.days, found.so_far) == (2, 46)
    assert penalty_of(Letter(kind="woo", default_until=day("04-14")), day("06-01")) is None
    letter.interested = False
    assert penalty_of(letter, day("06-01")) is None
    assert penalty_of(Letter(kind="bezwaar"), day("06-01")) is None


def test_after_their_decision_our_six_weeks_run() -> None:
    letter = Letter(kind="bezwaar", status="answered", answered_on=day("10-27"))
    assert next_file_before(letter) == day("12-08")
    letter.kind = "klacht"
    assert next_file_before(letter) is None
    assert next_file_before(Letter(kind="bezwaar", status="closed", answered_on=day("10-27"))) is None


@pytest.fixture
def sent(secretary):
    """A handhavingsverzoek that they received on Monday 2 February; it runs until 30 March."""
    with at("01-30"):
        letter = actions.write_letter(
            by=secretary, kind="handhavingsverzoek", subject="Brandgevaar", partner=municipality()
        )
        actions.send_letter(letter, by=secretary, channel="digitaal loket")
    with at("02-02"):
        return actions.record_receipt(letter, by=secretary, on=day("02-02"), receipt="Bevestiging per mail")


def refused(code: str, act, *args, **words) -> None:
    with pytest.raises(Refused) as caught:
        act(*args, **words)
    assert caught.value.code == code


def test_the_receipt_starts_the_clock(sent, secretary) -> None:
    assert (sent.number, sent.term_ends, sent.first_term_ends) == (
        "MFV-2026-001",
        day("03-30"),
        day("03-30"),
    )
    assert [one.kind for one in sent.events.all()] == ["received"]
    with at("02-05"):
        refused("letter.proof", actions.record_receipt, sent, by=secretary, on=day("02-03"), receipt=" ")
        refused("letter.future", actions.record_receipt, sent, by=secretary, on=day("02-06"), receipt="x")
        refused(
            "letter.before_sent", actions.record_receipt, sent, by=secretary, on=day("01-29"), receipt="x"
        )


def test_a_term_stands_still_and_runs_again(sent, secretary) -> None:
    with at("02-16"):
        refused("letter.not_paused", actions.resume_term, sent, by=secretary, on=day("02-16"))
        actions.pause_term(sent, by=secretary, on=day("02-16"), text="Zij vroegen om foto's")
        refused("letter.paused", actions.pause_term, sent, by=secretary, on=day("02-16"))
    with at("04-20"):  # past 30 March, but nothing ran
        assert not is_late(sent, clock.today())
        refused("letter.paused", actions.declare_default, sent, by=secretary)
        refused("letter.paused", actions.extend_term, sent, by=secretary, on=day("02-20"))
    with at("03-02"):
        actions.resume_term(sent, by=secretary, on=day("03-02"), text="Foto's gestuurd")
    sent.refresh_from_db()
    assert (sent.term_ends, sent.paused_days, sent.paused_on) == (day("04-13"), 14, None)
    assert [one.kind for one in sent.events.all()] == ["received", "paused", "resumed"]


def test_a_named_date_moves_with_a_pause_too(sent, secretary) -> None:
    with at("03-20"):
        refused("letter.until", actions.extend_term, sent, by=secretary, on=day("03-20"))
        refused(
            "letter.until_early", actions.extend_term, sent, by=secretary, on=day("03-20"), until=day("03-30")
        )
        actions.extend_term(sent, by=secretary, on=day("03-20"), until=day("04-20"))
        actions.pause_term(sent, by=secretary, on=day("03-20"))
    with at("03-27"):
        actions.resume_term(sent, by=secretary, on=day("03-27"))
    assert sent.term_ends == day("04-28")  # 27 April is King's Day
    assert sent.first_term_ends == day("03-30")


def test_a_longer_term_by_law_comes_once_and_in_time(secretary) -> None:
    with at("04-07"):
        letter = actions.write_letter(by=secretary, kind="woo", subject="Controles", partner=municipality())
        actions.send_letter(letter, by=secretary, channel="e-mail", received_on=day("04-07"))
    with at("05-20"):
        refused("letter.extend_late", actions.extend_term, letter, by=secretary, on=day("05-20"))
    with at("05-01"):
        actions.extend_term(letter, by=secretary, on=day("05-01"))
        assert letter.term_ends == day("05-19")
        refused("letter.until", actions.extend_term, letter, by=secretary, on=day("05-01"))
    with at("05-19"):
        refused("letter.default_early", actions.declare_default, letter, by=secretary)
    with at("05-20"):
        actions.declare_default(letter, by=secretary)
    assert letter.default_until == day("06-03") and penalty_of(letter, day("07-01")) is None


def test_in_default_only_after_the_term(sent, secretary, manager) -> None:
    with at("03-30"):
        refused("letter.default_early", actions.declare_default, sent, by=secretary)
    with at("04-13"):
        refused("letter.who", actions.declare_default, sent, by=manager)
        refused("letter.future", actions.declare_default, sent, by=secretary, on=day("04-14"))
        actions.declare_default(sent, by=secretary)
    sent.refresh_from_db()
    assert (sent.status, sent.default_until) == ("in_default", day("04-28"))  # 27 April is King's Day


@pytest.mark.parametrize("kind", ["klacht", "zienswijze", "melding", "brief"])
def test_no_ingebrekestelling_for_other_kinds(kind: str, secretary) -> None:
    with at("02-02"):
        letter = actions.write_letter(
            by=secretary, kind=kind, subject="Vraag", partner=municipality(), own_date=day("03-02")
        )
        actions.send_letter(letter, by=secretary, channel="post")
    with at("10-01"):
        refused("issues_letter_default_kind", actions.declare_default, letter, by=secretary)
    letter.refresh_from_db()
    assert letter.status == "sent" and not LetterEvent.objects.exists()


def test_too_late_is_too_late(secretary) -> None:
    with at("06-29"):
        letter = actions.write_letter(
            by=secretary, kind="bezwaar", subject="Kamers", partner=municipality(), published_on=day("05-16")
        )
    with at("06-30"):
        refused("letter.fatal", actions.send_letter, letter, by=secretary, channel="post")
    with at("06-29"):
        actions.send_letter(letter, by=secretary, channel="post")
        refused("letter.heard", actions.record_heard, letter, by=secretary, on=day("06-29"), text=" ")
        actions.record_heard(letter, by=secretary, on=day("06-29"), text="Twee buren spraken.")


def test_an_answer_is_post_that_came_in(sent, secretary) -> None:
    with at("03-12"):
        refused(
            "letter.answer_early", actions.record_answer, sent, by=secretary, on=day("01-20"), answer="Ja."
        )
        actions.record_answer(sent, by=secretary, on=day("03-12"), answer="Zij handhaven.")
    post = Incoming.objects.get()
    assert (post.number, post.letter, post.received_on) == ("MFV-IN-2026-001", sent, day("03-12"))
    assert next_file_before(sent) == day("04-23")


def test_asking_again_moves_our_own_date(secretary) -> None:
    with at("02-02"):
        letter = actions.write_letter(
            by=secretary, kind="brief", subject="Vraag", partner=municipality(), own_date=day("03-02")
        )
        actions.send_letter(letter, by=secretary, channel="post")
    with at("03-03"):
        assert is_late(letter, clock.today())
        refused(
            "letter.again",
            actions.remind_letter,
            letter,
            by=secretary,
            on=day("03-03"),
            again_on=day("03-03"),
        )
        actions.remind_letter(letter, by=secretary, on=day("03-03"), text="Gebeld", again_on=day("03-24"))
        assert letter.own_date == day("03-24") and not is_late(letter, clock.today())

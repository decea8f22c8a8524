"""The [db] rules against plain SQL by `app`, at three isolation levels and with session variables set."""

from dataclasses import dataclass

import psycopg
import pytest
from psycopg import IsolationLevel

from meetings import actions
from meetings.models import Decision, Meeting
from tests.conftest import connect
from tests.meetings.conftest import Council

LEVELS = [IsolationLevel.READ_COMMITTED, IsolationLevel.REPEATABLE_READ, IsolationLevel.SERIALIZABLE]
TRICKS = """
SET LOCAL pgtrigger.ignore = 'all'; SET LOCAL wijkraad.actor = '1'; SET LOCAL wijkraad.verb = 'migrate';
SET LOCAL wijkraad.at = '2001-01-01'; SET LOCAL search_path = pg_temp, public; SET CONSTRAINTS ALL DEFERRED
"""


@dataclass
class World:
    locked: Meeting
    open: Meeting
    adopted: Decision
    other: Decision
    secret: Decision
    held: Meeting

    def keys(self) -> dict[str, int]:
        """The keys of the rows, by the names that the attacks use."""
        found = {
            name: getattr(self, name).pk for name in ("locked", "open", "adopted", "other", "secret", "held")
        }
        return found | {"item": self.locked.items.get().pk, "issue": self.adopted.issues.get().pk}


@pytest.fixture
def world(committed: str) -> World:
    """Adopted minutes, two running decisions, and a proposal with a secret vote."""
    council = Council()
    issue = council.issue()
    first = council.open()
    adopted = council.decision(first, issue)
    actions.propose_minutes(council.close(first), by=council.secretary)
    second = council.open(30)
    other = council.decision(second)
    locked = actions.adopt_minutes(first, by=council.secretary, decision=other)
    item = actions.add_item(second, by=council.secretary, title="Geheim", issues=[issue])
    secret = council.vote(council.proposal(item), way="secret")
    return World(locked, second, adopted, other, secret, council.close(council.open(14)))


DECISION = "UPDATE meetings_decision SET {} WHERE id = %(adopted)s"
PROPOSAL = "UPDATE meetings_decision SET {} WHERE id = %(secret)s"
ITEM = "UPDATE meetings_agendaitem SET {} WHERE id = %(item)s"
MEETING = "UPDATE meetings_meeting SET {} WHERE id = %(locked)s"
EVENING = "UPDATE meetings_meeting SET {} WHERE id = %(open)s"
COPY = (
    "INSERT INTO {0} SELECT (jsonb_populate_record(r, jsonb_build_object({1}))).* FROM {0} r WHERE r.id = {2}"
)
VOTE = "INSERT INTO meetings_vote (decision_id, person_id, choice) SELECT {}, min(id), 'for' FROM people_user"
NUMBERED = (
    "number = 'B2026-777', decided_at = '2026-05-01', decided_on = '2026-05-01', first_deadline = deadline"
)

ATTACKS = [
    (DECISION.format("text = 'iets anders'"), "meetings_decision_text"),
    (DECISION.format("title = 'iets anders'"), "meetings_decision_text"),
    (DECISION.format("votes_for = 5"), "meetings_decision_text"),
    (DECISION.format("number = 'B2026-999'"), "meetings_decision_text"),
    (DECISION.format("first_deadline = '2030-01-01'"), "meetings_decision_text"),
    (DECISION.format("mandate_amount = 9999"), "meetings_decision_text"),
    (DECISION.format("deadline = NULL"), "meetings_decision_owner_and_date"),
    (DECISION.format("responsible_id = NULL"), "meetings_decision_owner_and_date"),
    (DECISION.format("status = 'concept'"), "meetings_decision_move"),
    (DECISION.format("status = 'scrapped'"), "meetings_decision_move"),
    (DECISION.format("status = 'executing'"), "meetings_decision_told"),
    (DECISION.format("status = 'done', finished_on = '2026-05-01'"), "meetings_decision_evidence"),
    (DECISION.format("status = 'superseded', superseded_by_id = id"), "meetings_decision_cause"),
    (DECISION.format("status = 'superseded', superseded_by_id = %(secret)s"), "meetings_decision_cause"),
    (DECISION.format("superseded_by_id = %(other)s"), "meetings_decision_superseded"),
    (DECISION.format("status = 'withdrawn'"), "meetings_decision_withdrawn"),
    ("DELETE FROM meetings_decision WHERE id = %(adopted)s", "meetings_decision_text"),
    (PROPOSAL.format("status = 'adopted'"), "meetings_decision_number_when_taken"),
    (PROPOSAL.format("number = 'B2026-777'"), "meetings_decision_number_when_taken"),
    (
        PROPOSAL.format(f"status = 'adopted', votes_for = 1, votes_against = 1, {NUMBERED}"),
        "meetings_decision_majority",
    ),
    (
        COPY.format(
            "meetings_decision", "'id', 99999, 'uuid', gen_random_uuid(), 'number', 'B2026-7'", "%(adopted)s"
        ),
        "meetings_decision_first_state",
    ),
    ("DELETE FROM meetings_decisionissue WHERE decision_id = %(adopted)s", "meetings_decision_links"),
    (
        "INSERT INTO meetings_decisionissue (decision_id, issue_id, starts_work)"
        " VALUES (%(other)s, %(issue)s, true)",
        "meetings_decision_links",
    ),
    (VOTE.format("%(secret)s"), "meetings_vote_secret"),
    (VOTE.format("%(adopted)s"), "meetings_vote_fixed"),
    (ITEM.format("minutes = 'x'"), "meetings_minutes_locked"),
    (ITEM.format("outcome = 'informative'"), "meetings_minutes_locked"),
    (ITEM.format("meeting_id = %(open)s"), "meetings_minutes_locked"),
    ("DELETE FROM meetings_agendaitem WHERE id = %(item)s", "meetings_minutes_locked"),
    (
        "UPDATE meetings_agendaitem SET meeting_id = %(locked)s WHERE meeting_id = %(open)s",
        "meetings_minutes_locked",
    ),
    (COPY.format("meetings_agendaitem", "'id', 99999, 'order', 50", "%(item)s"), "meetings_minutes_locked"),
    ("DELETE FROM meetings_agendaissue WHERE item_id = %(item)s", "meetings_minutes_locked"),
    (
        "INSERT INTO meetings_conflictofinterest (item_id, person_id, reason, left_room, declared_at)"
        " SELECT %(item)s, min(id), '', true, now() FROM people_user",
        "meetings_minutes_locked",
    ),
    (MEETING.format("place = 'elders'"), "meetings_meeting_locked"),
    (MEETING.format("minutes_hash = ''"), "meetings_meeting_locked"),
    (MEETING.format("status = 'held'"), "meetings_meeting_locked"),
    ("DELETE FROM meetings_meeting WHERE id = %(locked)s", "meetings_meeting_locked"),
    (DECISION.format("deadline = deadline + 30"), "meetings_decision_moved_date"),
    (DECISION.format("ratified_in_id = %(open)s"), "meetings_decision_ratified"),
    (DECISION.format("chair_vote = 'for'"), "meetings_decision_vote"),
    (PROPOSAL.format("chair_vote = 'for'"), "meetings_decision_secret"),
    (PROPOSAL.format(f"status = 'adopted', way = 'outside', {NUMBERED}"), "meetings_decision_answers"),
    (
        "UPDATE meetings_agendaitem SET meeting_id = %(held)s WHERE id ="
        " (SELECT agenda_item_id FROM meetings_decision WHERE id = %(secret)s); "
        + PROPOSAL.format(f"status = 'adopted', {NUMBERED}"),
        "meetings_decision_place",
    ),
    (
        "INSERT INTO meetings_outsideanswer (decision_id, person_id, choice, asked_at)"
        " SELECT %(secret)s, min(id), 'for', now() FROM people_user",
        "meetings_answer_outside",
    ),
    (
        PROPOSAL.format("vote_way = 'names'") + "; INSERT INTO meetings_conflictofinterest (item_id,"
        " person_id, reason, left_room, declared_at) SELECT agenda_item_id,"
        " (SELECT min(id) FROM people_user),"
        " '', true, now() FROM meetings_decision WHERE id = %(secret)s; " + VOTE.format("%(secret)s"),
        "meetings_vote_declared",
    ),
    (EVENING.format("status = 'held'"), "meetings_meeting_told"),
    (EVENING.format("status = 'logged'"), "meetings_meeting_move"),
    (EVENING.format("ends_at = starts_at"), "meetings_meeting_order"),
]
"""A statement, and the name of the constraint that stops it."""

FORBIDDEN = [
    "UPDATE meetings_decisionmove SET reason = 'x'",
    "DELETE FROM meetings_decisionmove",
    "UPDATE meetings_meetingmove SET at = now()",
    "DELETE FROM meetings_meetingmove",
    "UPDATE meetings_erratum SET text = 'x'",
    "DELETE FROM meetings_deadlinechange",
    "TRUNCATE meetings_decisionmove",
    "TRUNCATE meetings_decision CASCADE",
    "ALTER TABLE meetings_decision DISABLE TRIGGER ALL",
    "DROP TRIGGER meetings_decision_text ON meetings_decision",
]


@pytest.mark.parametrize("level", LEVELS, ids=lambda level: level.name)
def test_plain_sql_is_stopped(world: World, committed: str, level: IsolationLevel) -> None:
    with connect("default", committed) as attacker:
        attacker.isolation_level = level
        for statement, constraint in ATTACKS:
            with pytest.raises(psycopg.errors.IntegrityError) as stopped:
                attacker.execute(TRICKS)
                for part in statement.split("; "):
                    attacker.execute(part, world.keys())
                attacker.commit()
            attacker.rollback()
            assert stopped.value.diag.constraint_name == constraint, statement
        for statement in FORBIDDEN:
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                attacker.execute(statement)
            attacker.rollback()


def test_a_secret_vote_leaves_no_name_anywhere(world: World, committed: str) -> None:
    """Not in the votes, not in the audit trail, not in any other table of the portal."""
    with connect("default", committed) as reader:
        assert reader.execute("SELECT count(*) FROM meetings_vote").fetchone() == (0,)
        trail = reader.execute(
            """SELECT changes::text FROM trail_trailevent WHERE "table" LIKE 'meetings_%'
               AND verb = 'decision.vote'"""
        ).fetchall()
        assert all("person" not in changes for (changes,) in trail)


@pytest.mark.parametrize("level", LEVELS, ids=lambda level: level.name)
def test_two_cannot_replace_each_other(world: World, committed: str, level: IsolationLevel) -> None:
    """At the same instant: one gets through, and there is no loop."""
    swap = (
        "INSERT INTO meetings_decisionmove (decision_id, from_state, to_state, at, reason, cause_kind,"
        " cause_number, cause_path) VALUES (%(a)s, 'adopted', 'superseded', now(), '', '', '', '');"
        " UPDATE meetings_decision SET status = 'superseded', superseded_by_id = %(b)s WHERE id = %(a)s"
    )
    pairs = [(world.adopted.pk, world.other.pk), (world.other.pk, world.adopted.pk)]
    with connect("default", committed) as one, connect("default", committed) as two:
        one.isolation_level = two.isolation_level = level
        for connection in (one, two):
            connection.execute("SELECT count(*) FROM meetings_decision")
        for statement in swap.split(";"):
            one.execute(statement, {"a": pairs[0][0], "b": pairs[0][1]})
        one.commit()
        with pytest.raises((psycopg.errors.IntegrityError, psycopg.errors.SerializationFailure)):
            for statement in swap.split(";"):
                two.execute(statement, {"a": pairs[1][0], "b": pairs[1][1]})
            two.commit()


@pytest.mark.parametrize("level", LEVELS, ids=lambda level: level.name)
def test_no_word_slips_in_while_minutes_are_adopted(committed: str, level: IsolationLevel) -> None:
    """A writer with a snapshot from before the adoption is refused or told to try again."""
    council = Council()
    first = council.open()
    item = actions.add_item(first, by=council.secretary, title="Punt")
    actions.propose_minutes(council.close(first), by=council.secretary)
    decision = council.decision(council.open(30))
    with connect("default", committed) as writer:
        writer.isolation_level = level
        writer.execute("SELECT count(*) FROM meetings_meeting")
        actions.adopt_minutes(first, by=council.secretary, decision=decision)
        with pytest.raises((psycopg.errors.IntegrityError, psycopg.errors.SerializationFailure)):
            writer.execute("UPDATE meetings_agendaitem SET minutes = 'later' WHERE id = %s", [item.pk])
            writer.commit()

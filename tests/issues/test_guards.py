"""The rules that hold against plain SQL: an attacker with the password of `app` tries each of them."""

import threading
from datetime import date

import psycopg
import pytest
from django.db import IntegrityError, connection
from psycopg import IsolationLevel

from issues.actions import close_priority, merge_issue, open_priority, triage_issue, write_priority
from issues.models import Issue
from issues.workflow import Cause
from tests.issues.stories import assessing, in_days, issue_in, readers, reported, theme
from tests.personas import person
from wijkraad.terms.refusal import Refused

LEVELS = [IsolationLevel.READ_COMMITTED, IsolationLevel.REPEATABLE_READ, IsolationLevel.SERIALIZABLE]
DECISION = Cause("decision", "B2026-001")


@pytest.fixture
def world(committed):
    """One issue of each kind that the attacks need, really committed."""
    readers("chair", "board_member")
    found = {
        "open": assessing(), "resolved": issue_in("resolved"), "claimed": issue_in("reported_done"),
        "merged": issue_in("merged"), "new": reported(), "work": issue_in("in_progress"),
    }  # fmt: skip
    for n in range(2):
        made = write_priority(
            by=person("chair"),
            theme=theme(),
            title=f"Prioriteit {n}",
            why_now_kind="trend",
            why_now="meer",
            responsible=person("chair"),
            goal="g",
            criterion="c",
            baseline="b",
            review_on=date(2030, 1, 1),
        )
        open_priority(made, by=person("chair"), cause=DECISION)
    return {name: issue.pk for name, issue in found.items()}


ATTACKS = {
    "a move that does not exist": (
        "UPDATE issues_issue SET status = 'resolved' WHERE id = %(open)s",
        "issues_issue_move",
    ),
    "a move without history": (
        "UPDATE issues_issue SET status = 'withdrawn' WHERE id = %(new)s",
        "issues_issue_told",
    ),
    "an issue that begins decided": (
        "INSERT INTO issues_issue (uuid, title, summary, reaction, public_wording, theme_id, status, visibility, size,"
        " long_running, stuck_on, created_at, first_report_at, state_since, next_step, goal, criterion, baseline,"
        " judgement, after_measure, relapse_count, report_count, household_count, follower_count,"
        " talks_since_decision, last_event_at, stops, version, responsible_id)"
        " SELECT gen_random_uuid(), title, summary, reaction, public_wording, theme_id, 'decided', visibility, size,"
        " long_running, stuck_on, created_at, first_report_at, state_since, next_step, goal, criterion, baseline,"
        " judgement, after_measure, 0, 0, 0, 0, 0, last_event_at, stops, 1, responsible_id"
        " FROM issues_issue WHERE id = %(open)s",
        "issues_issue_first_state",
    ),
    "another number": (
        "UPDATE issues_issue SET number = '2020-0001' WHERE id = %(open)s",
        "issues_issue_number_fixed",
    ),
    "no number any more": (
        "UPDATE issues_issue SET number = NULL WHERE id = %(open)s",
        "issues_issue_number_fixed",
    ),
    "public before triage": (
        "UPDATE issues_issue SET number = '2020-0009', title = 'x', public_at = now() WHERE id = %(new)s",
        "issues_issue_public_after_triage",
    ),
    "the doer checks himself": (
        "UPDATE issues_issue SET verified_by_id = claimed_by_id WHERE id = %(resolved)s",
        "issues_issue_other_checks",
    ),
    "nobody responsible": (
        "UPDATE issues_issue SET responsible_id = NULL WHERE id = %(work)s",
        "issues_issue_somebody",
    ),
    "work without a goal": (
        "UPDATE issues_issue SET criterion = '' WHERE id = %(work)s",
        "issues_issue_goal",
    ),
    "resolved without judgement": (
        "UPDATE issues_issue SET judgement = '' WHERE id = %(resolved)s",
        "issues_issue_judged",
    ),
    "done without evidence of who": (
        "UPDATE issues_issue SET claimed_by_id = NULL WHERE id = %(claimed)s",
        "issues_issue_claimed",
    ),
    "merged into itself": (
        "UPDATE issues_issue SET merged_into_id = id WHERE id = %(merged)s",
        "issues_issue_merge_loop",
    ),
    "merged into a merged one": (
        "UPDATE issues_issue SET status = 'merged', merged_into_id = %(merged)s WHERE id = %(open)s",
        "issues_issue_merge_loop",
    ),
    "a third priority": (
        "INSERT INTO issues_priority (theme_id, title, why_now_kind, why_now, responsible_id, goal, criterion, baseline,"
        " target, current, review_on, active, decision_number, version)"
        " SELECT theme_id, 'drie', why_now_kind, why_now, responsible_id, goal, criterion, baseline, '', '', review_on,"
        " true, '', 1 FROM issues_priority LIMIT 1",
        "issues_priority_limit",
    ),
    "a priority without why now": ("UPDATE issues_priority SET why_now = ''", "issues_priority_why_now"),
    "a report without an issue": ("UPDATE issues_report SET issue_id = NULL", "23502"),
    "a signal in own words": (
        "INSERT INTO issues_signal (kinds, segment_id, month) VALUES (ARRAY['een naam'], 1, '2026-01-01')",
        "issues_signal_listed",
    ),
    "changed history": ("UPDATE issues_statuschange SET reason = 'anders'", "42501"),
    "deleted history": ("DELETE FROM issues_statuschange", "42501"),
    "deleted issues": ("DELETE FROM issues_issue", "42501"),
    "deleted reports": ("DELETE FROM issues_report", "42501"),
    "no trace of reading": ("DELETE FROM issues_readingrecord", "42501"),
    "another weighing": ("UPDATE issues_weighing SET severity = 5", "42501"),
    "an emptied table": ("TRUNCATE issues_issue CASCADE", "42501"),
    "room for more priorities": ("UPDATE issues_priorityslots SET active = 0", "42501"),
    "a guard switched off": ("ALTER TABLE issues_issue DISABLE TRIGGER ALL", "42501"),
    "guards of a replica": ("SET session_replication_role = replica", "42501"),
}


@pytest.mark.parametrize("level", LEVELS, ids=lambda level: level.name.lower())
def test_every_attack_is_refused_at_every_level(world, sql_as_app, level) -> None:
    """Each attack in a transaction of its own, also with the session variables of an action set."""
    sql_as_app.isolation_level = level
    for name, (statement, rule) in ATTACKS.items():
        try:
            sql_as_app.execute(
                "SELECT set_config('wijkraad.actor', '1', true), set_config('wijkraad.verb', 'x', true)"
            )
            sql_as_app.execute(statement, world if "%(" in statement else None)
            sql_as_app.commit()
        except psycopg.Error as error:
            sql_as_app.rollback()
            assert rule in (error.diag.constraint_name, error.sqlstate), f"{name}: {error}"
        else:
            pytest.fail(f"{name} went through")


def in_threads(count: int, work) -> list:
    """Run `work(n)` at the same instant in threads; the results, refusals as themselves."""
    start, results = threading.Barrier(count), [None] * count

    def run(n: int) -> None:
        start.wait()
        try:
            results[n] = work(n)
        except (Refused, IntegrityError) as refusal:
            results[n] = refusal
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(n,)) for n in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results


def triage(issue: Issue, n: int) -> Issue:
    return triage_issue(
        issue,
        by=person("manager"),
        title=f"Titel {n}",
        summary="s",
        visibility="public",
        responsible=person("chair"),
    )


def test_two_triagers_one_number(committed) -> None:
    issue = reported()
    person("manager"), person("chair")
    results = in_threads(8, lambda n: triage(Issue.objects.get(pk=issue.pk), n))
    assert sum(isinstance(one, Issue) for one in results) == 1
    assert {one.code for one in results if isinstance(one, Refused)} == {"triage.late"}
    assert issue.status_changes.filter(to_state="assessing").count() == 1


def test_fifty_issues_become_public_at_once(committed) -> None:
    issues = [reported(text=f"melding {n}") for n in range(50)]
    person("manager"), person("chair")
    in_threads(10, lambda n: [triage(issue, n) for issue in issues[n * 5 : n * 5 + 5]])
    numbers = sorted(Issue.objects.values_list("number", flat=True))
    assert [int(number[5:]) for number in numbers] == list(range(1, 51))


def test_two_merges_into_each_other(committed) -> None:
    one, other = assessing(), assessing(title="De andere")
    person("manager")
    pairs = [(one.pk, other.pk), (other.pk, one.pk)] * 3

    def merge(n: int):
        source, target = pairs[n]
        return merge_issue(Issue.objects.get(pk=source), Issue.objects.get(pk=target), by=person("manager"))

    results = in_threads(6, merge)
    assert sum(isinstance(result, Issue) for result in results) == 1
    assert Issue.objects.filter(status="merged").count() == 1


def test_the_last_free_place_for_a_priority_is_given_once(committed) -> None:
    chair = person("chair")
    made = [
        write_priority(
            by=chair, theme=theme(), title=f"P{n}", why_now_kind="trend", why_now="meer", responsible=chair, goal="g",
            criterion="c", baseline="b", review_on=in_days(90),
        )
        for n in range(6)
    ]  # fmt: skip
    results = in_threads(6, lambda n: open_priority(made[n], by=chair, cause=DECISION))
    assert sum(not isinstance(one, Refused) for one in results) == 2
    close_priority(next(one for one in results if not isinstance(one, Refused)), by=chair, cause=DECISION)
    free = next(p for p, r in zip(made, results, strict=True) if isinstance(r, Refused))
    open_priority(free, by=chair, cause=DECISION)

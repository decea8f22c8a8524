"""Two managers step in at the same moment: each row is done once, and who comes second is told why."""

import threading
from collections.abc import Callable
from typing import Any

from django.db import connection

from issues.models import Escalation, Intervention, Issue
from meetings.models import AgendaItem, AgendaRequest
from tests.issues.stories import issue_in
from tests.personas import person
from tests.portal.test_stepping import planned
from wijkraad.portal.dashboard import reviewing
from wijkraad.portal.models import ReviewMark, ReviewRound
from wijkraad.portal.stepping import acts
from wijkraad.portal.stepping.subject import issue_subject
from wijkraad.portal.views.stepping import bulk_act
from wijkraad.terms.refusal import Refused

MANY = 6


def about(issue: Issue) -> Any:
    return issue_subject(Issue.objects.select_related("theme", "responsible", "partner").get(pk=issue.pk))


def at_once(act: Callable[[int], Any], many: int = MANY) -> list[str]:
    """The same by several people at once: "done", or the code of the refusal, of each."""
    start, outcomes = threading.Barrier(many), []

    def run(place: int) -> None:
        try:
            start.wait()
            act(place)
            outcomes.append("done")
        except Refused as refused:
            outcomes.append(refused.code)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(place,)) for place in range(many)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sorted(outcomes)


def test_one_rung_is_climbed_once_whoever_presses(committed, people):
    issue = issue_in("waiting")
    raise_it = bulk_act(people["manager"], "hoger", {"cause": "Geen antwoord.", "expected": ""})
    subjects = [about(issue) for _one in range(MANY)]
    outcomes = at_once(lambda place: raise_it(subjects[place]))
    rungs = list(Escalation.objects.order_by("pk").values_list("rung", flat=True))
    assert len(rungs) == len(set(rungs)) == outcomes.count("done")
    assert Intervention.objects.count() == len(rungs), "what was refused wrote nothing down"


def test_an_intervention_is_taken_back_once(committed, people):
    issue = issue_in("in_progress")
    made = acts.give(about(issue), by=people["manager"], responsible=people["other_board_member"])
    outcomes = at_once(lambda place: acts.undo(made, by=people["manager" if place % 2 else "chair"]))
    assert outcomes.count("done") == 1
    issue.refresh_from_db()
    made.refresh_from_db()
    assert issue.responsible == people["board_member"] and made.withdrawn_at is not None


def test_one_place_on_the_agenda_whoever_puts_it_there(committed, people):
    issue, meeting = issue_in("assessing"), planned(people["secretary"])
    subjects = [about(issue) for _one in range(MANY)]
    outcomes = at_once(
        lambda place: acts.put_on_agenda(
            subjects[place], by=person("secretary"), title="Wat nu?", meeting=meeting
        )
    )
    assert outcomes == ["done", *["stepping.on_agenda"] * (MANY - 1)]
    assert AgendaItem.objects.filter(issues=issue).count() == Intervention.objects.count() == 1


def test_the_secretary_is_asked_once_whoever_asks(committed, people):
    issue = issue_in("assessing")
    subjects, askers = [about(issue) for _one in range(MANY)], ("manager", "board_member", "treasurer")
    outcomes = at_once(
        lambda place: acts.put_on_agenda(subjects[place], by=people[askers[place % 3]], title="Wat nu?")
    )
    assert outcomes == ["done", *["stepping.asked"] * (MANY - 1)]
    assert AgendaRequest.objects.count() == Intervention.objects.count() == 1


def test_a_round_begins_once_and_each_row_has_one_last_word(committed, people):
    at_once(lambda _place: reviewing.begin_round(by=people["manager"]))
    assert ReviewRound.objects.filter(user=people["manager"], ended_at=None).count() == 1
    words = ("done", "later")
    at_once(lambda place: reviewing.mark_row("still:1", by=people["manager"], verdict=words[place % 2]))
    assert ReviewMark.objects.count() == 1

"""The story of an issue from the database: one statement, and only what the reader may see."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from issues.models import Action, Note
from tests.portal import makers
from wijkraad.portal.story import holders
from wijkraad.portal.story.reading import _coarse
from wijkraad.portal.story.rows import Ruling
from wijkraad.portal.story.telling import story
from wijkraad.portal.story.view import StoryView

pytestmark = pytest.mark.django_db


def in_work(people, **extra):
    found = makers.issue(
        "reported assessing in_progress",
        number="2026-0042",
        responsible=people["board_member"],
        goal="Rustig oversteken",
        criterion="minder dan 25 van de 100 te hard",
        baseline="58",
        **extra,
    )
    Action.objects.create(
        issue=found, title="Drempel vragen", responsible=people["board_member"], due=makers.moment(5).date(),
        first_due=makers.moment(5).date(), created_at=makers.moment(30),
    )  # fmt: skip
    return found


def test_a_visitor_reads_the_whole_story_of_a_public_issue(people):
    told = story(in_work(people), None)
    kinds = [step.event.kind for step in told.steps if step.stop]
    assert kinds == ["report", "action", "next"]
    assert told.facts.responsible == "Hanneke Bestuur"
    assert told.held.total == 100


def test_of_a_limited_issue_a_visitor_reads_states_and_dates_only(people):
    found = in_work(people, visibility="limited", public_wording="Een kwestie over verkeer")
    told = story(found, None)
    assert not told.facts.full
    assert (told.facts.responsible, told.facts.criterion, told.facts.report_count) == ("", "", 0)
    assert [step.event.kind for step in told.steps if step.stop] == ["report", "next"]
    assert story(found, people["board_member"]).facts.full


def test_an_internal_note_is_no_part_of_the_story(people):
    found = in_work(people)
    Note.objects.create(issue=found, kind="internal", text="niet voor buiten", at=makers.moment(3))
    Note.objects.create(issue=found, kind="update", text="Wij zijn begonnen.", at=makers.moment(2))
    assert [r.words for r in story(found, people["board_member"]).facts.remarks] == ["Wij zijn begonnen."]


@pytest.mark.parametrize("times", [1, 20])
def test_a_story_takes_one_statement_whatever_its_size(people, times):
    found = in_work(people)
    for _ in range(times):
        Note.objects.create(issue=found, kind="update", text="Nieuws", at=makers.moment(3))
    story(found, None)
    with CaptureQueriesContext(
        connection,
    ) as seen:
        told = story(found, None)
        assert told.steps
        assert told.drawing.line
    assert len([q for q in seen if "terms_setting" not in q["sql"]]) == 1


def test_a_visitor_asks_for_a_whole_page_in_one_statement(people, client):
    found = in_work(people)
    client.get(f"/kwesties/{found.number}/")
    with CaptureQueriesContext(connection) as seen:
        answer = client.get(f"/kwesties/{found.number}/")
    assert "Drempel vragen" in answer.text
    assert len([q for q in seen if "terms_setting" not in q["sql"]]) == 1


def test_two_issues_share_the_statement_but_not_the_rows(people):
    first = in_work(people)
    second = makers.issue("reported assessing", number="2026-0043", responsible=people["chair"])
    assert [t.title for t in story(first, None).facts.tasks] == ["Drempel vragen"]
    assert story(second, None).facts.tasks == []


def test_of_a_limited_issue_the_day_of_a_decision_stays_inside(people):
    found = makers.issue(
        "reported assessing", number="2026-0044", responsible=people["chair"], visibility="limited",
        public_wording="Een kwestie",
    )  # fmt: skip
    facts = story(found, None).facts
    facts.rulings.append(Ruling(makers.moment(20).date().replace(day=17), "Wij vragen een controle."))
    coarse = _coarse(facts)
    assert coarse.rulings[0].on in (coarse.rulings[0].on.replace(day=1), coarse.first_report_on)
    told = StoryView(coarse)
    assert all(w.days is None for w in told.steps if not w.stop and w.kind == "to_decision")
    assert all(m.kind != "to_decision" for m in told.drawing.measures)


def test_the_ball_changes_hands_on_the_day_of_the_move(people):
    """The answer of the partner came today: who takes care has to move, not the partner."""
    more = {"responsible": people["board_member"], "partner": people["partner"].organisation}
    more |= {"waiting_until": makers.moment(-5).date()}
    found = makers.issue("reported assessing waiting assessing", number="2026-0045", days_ago=30, **more)
    told = story(found, None)
    assert told.ball_words == "Hanneke Bestuur"
    assert told.steps[-1].event.kind == "next" and told.steps[-1].lane == holders.COUNCIL
    before = makers.issue("reported assessing waiting", number="2026-0046", days_ago=30, **more)
    assert story(before, None).steps[-1].lane == holders.PARTNER


def test_one_day_late_at_a_partner_is_one_day(client, people):
    more = {"responsible": people["chair"], "partner": people["partner"].organisation}
    more |= {"waiting_until": makers.moment(1).date(), "number": "2026-0047"}
    makers.issue("reported assessing waiting", days_ago=30, **more)
    page = client.get("/kwesties/2026-0047/").content.decode()
    assert "1 dag te laat" in page and "1 dagen" not in page

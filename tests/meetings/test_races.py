"""Many at the same instant: one transition, one number, and the others are told."""

from concurrent.futures import ThreadPoolExecutor

from django.db import connection

from meetings import actions
from meetings.models import AgendaItem, Decision
from tests.meetings.conftest import Council
from wijkraad.terms.refusal import Refused


def at_once(act, arguments: list) -> list:
    """Run `act` for each argument in a thread of its own; gives results and refusals."""

    def run(argument):
        try:
            return act(argument)
        except Refused as refusal:
            return refusal
        finally:
            connection.close()

    with ThreadPoolExecutor(len(arguments)) as pool:
        return list(pool.map(run, arguments))


def test_twenty_adopt_the_same_decision(committed: str) -> None:
    council = Council()
    item = actions.add_item(council.open(), by=council.secretary, title="Punt", issues=[council.issue()])
    decision = council.vote(council.proposal(item))
    answers = at_once(
        lambda by: actions.adopt_decision(decision, by=by), [council.secretary, council.chair] * 10
    )
    assert [type(answer) for answer in answers].count(Decision) == 1
    assert {a.code for a in answers if isinstance(a, Refused)} == {"decision_move"}
    decision.refresh_from_db()
    assert decision.number == "B2026-001"
    assert decision.moves.filter(to_state="adopted").count() == 1


def test_fifty_decisions_draw_fifty_numbers(committed: str) -> None:
    council = Council()
    meeting = council.open()
    drafts = []
    for number in range(50):
        item = actions.add_item(meeting, by=council.secretary, title=f"Punt {number}")
        drafts.append(council.vote(council.proposal(item, about_council=True)))
    answers = at_once(lambda draft: actions.adopt_decision(draft, by=council.secretary), drafts)
    assert sorted(answer.number for answer in answers) == [f"B2026-{n:03d}" for n in range(1, 51)]


def test_twenty_writers_lose_no_word(committed: str) -> None:
    council = Council()
    item = actions.add_item(council.open(), by=council.secretary, title="Punt")
    texts = [f"Tekst {number}" for number in range(20)]
    answers = at_once(
        lambda text: actions.write_minutes(item, by=council.secretary, text=text, base_version=0), texts
    )
    accepted = [answer for answer in answers if answer.accepted]
    assert len(accepted) == 1
    assert AgendaItem.objects.get().minutes == accepted[0].text
    assert {revision.text for revision in item.revisions.all()} == set(texts)


def test_closing_twice_carries_once(committed: str) -> None:
    council = Council()
    meeting, following = council.open(), council.evening(30)
    actions.add_item(meeting, by=council.secretary, title="Blijft liggen")
    at_once(lambda _: council.close(meeting), [None] * 8)
    assert following.items.count() == 1

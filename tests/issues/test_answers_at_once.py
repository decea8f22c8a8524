"""Many people press at the same instant: each counts once, and a result is verified once."""

from functools import partial

from issues.actions import (
    answer_solved,
    confirm_affected,
    confirm_follow,
    follow_issue,
    follow_topic,
    judge_criterion,
)
from issues.models import Confirmation, Contradiction, TopicFollow
from tests.budgets.test_races import all_at_once
from tests.issues.stories import assessing, issue_in, street
from tests.personas import person
from wijkraad.people.household import household_key

MANY = 12


def test_many_at_once_count_once_each(committed) -> None:
    """Answers of twelve followers; then one person who presses twelve times, in every way there is."""
    board_member, neighbour = person("board_member"), person("neighbour")
    done = issue_in("reported_done")
    judge_criterion(done, by=board_member, judgement="reached", after_measure="19 van de 100")
    follows = [confirm_follow(follow_issue(done, email=f"v{n}@example.nl")) for n in range(MANY)]
    said = all_at_once([partial(answer_solved, done, follow=one, solved=True) for one in follows])
    done.refresh_from_db()
    assert done.status == "resolved" and said["ok"] == MANY
    assert done.status_changes.filter(to_state="resolved").count() == 1
    assert Confirmation.objects.filter(issue=done).count() == MANY

    no = partial(answer_solved, done, by=neighbour, solved=False, reason="nog raak")
    all_at_once([no] * MANY)
    assert Contradiction.objects.get(issue=done).count == 1

    open_one, where = assessing(title="Nog open"), street()
    all_at_once([partial(follow_issue, open_one, email="een@example.nl")] * MANY)
    all_at_once([partial(follow_topic, where, email="een@example.nl")] * MANY)
    home = household_key("2564 AB", "12")
    all_at_once([partial(confirm_affected, open_one, household=home)] * MANY)
    open_one.refresh_from_db()
    assert open_one.follows.count() == TopicFollow.objects.count() == open_one.affected_count == 1

"""An action that nobody did is late while its matter is open; left undone once it ended."""

from datetime import timedelta

import pytest

from issues.models import Action
from tests.portal import makers
from wijkraad.people.handover import held_by
from wijkraad.portal.figures.now import actions_late
from wijkraad.terms import clock

pytestmark = pytest.mark.django_db
ENDED = "reported assessing in_progress reported_done resolved"


def left(path: str, people, number: str, **more) -> Action:
    chair = people["chair"]
    facts = {"number": number, "responsible": people["board_member"], "goal": "x", "criterion": "y", **more}
    issue = makers.issue(path, **facts)
    return Action.objects.create(
        issue=issue, title="Drempel vragen", responsible=chair, due=clock.today() - timedelta(days=20),
        first_due=clock.today() - timedelta(days=20), created_at=clock.now(),
    )  # fmt: skip


def test_what_was_left_undone_counts_as_late_until_the_matter_ends(client, people):
    who = people["board_member"]
    ended = {"claimed_by": people["chair"], "claimed_at": makers.moment(50), "judgement": "reached"}
    ended |= {"verified_at": makers.moment(40), "verified_by": who, "aftercare_until": clock.today()}
    done = left(ENDED, people, "2026-0001", **ended)
    runs = left("reported assessing in_progress", people, "2026-0002")
    assert list(actions_late(who, clock.today())) == [runs]
    held = [one.path for one in held_by(people["chair"], "chair")]
    assert f"/werk/kwesties/{runs.issue.uuid}/" in held and f"/werk/kwesties/{done.issue.uuid}/" not in held
    for path in ("/kwesties/2026-0001/", f"/werk/kwesties/{done.issue.uuid}/"):
        client.force_login(who)
        page = client.get(path).content.decode()
        assert "Drempel vragen" in page and "niet gedaan, en niet meer nodig" in page
        assert "20 dagen" not in page
    page = client.get("/kwesties/2026-0002/").content.decode()
    assert "niet gedaan, en niet meer nodig" not in page and "20 dagen te laat" in page

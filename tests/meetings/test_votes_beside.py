"""A count that cannot be stays with its reason at the form of its own vote, on the live screen."""

from meetings import actions
from tests.meetings.conftest import FIRST, Council
from tests.meetings.test_decisions import urgent
from tests.meetings.test_tasks import as_, text
from wijkraad.terms import clock


def counted(prefix: str, votes: int) -> dict[str, int]:
    return {f"{prefix}-votes_for": votes, f"{prefix}-votes_against": 0, f"{prefix}-votes_abstain": 0}


def test_ratifying(council: Council, treasurer) -> None:
    with clock.moved_to(FIRST):
        kept, other = (actions.adopt_decision(urgent(council, treasurer), by=council.chair) for _ in range(2))
    point = actions.add_item(council.open(30), by=council.chair, title="Spoed")
    client, live = as_(council.chair), f"/werk/vergaderingen/{point.meeting.slug}/nu/1/"
    sent = {"besluit": kept.pk, **counted(f"r{kept.pk}", 99)}
    refused = client.post(f"{live}bekrachtigen/", sent)
    page = text(refused)
    assert refused.status_code == 200
    assert "Er zijn 99 stemmen" in page.split('name="besluit"')[0].rpartition(kept.number)[2]
    assert 'value="99"' in page and other.number in page
    done = client.post(f"{live}bekrachtigen/", sent | counted(f"r{kept.pk}", 5), follow=True)
    assert "Bekrachtigd." in text(done)
    lost = {"besluit": other.pk, **counted(f"r{other.pk}", 0), f"r{other.pk}-votes_against": 5}
    assert "Niet bekrachtigd." in text(client.post(f"{live}bekrachtigen/", lost, follow=True))


def test_adopting_minutes(council: Council) -> None:
    before = council.open()
    point = actions.add_item(before, by=council.secretary, title="Punt")
    actions.set_outcome(point, by=council.secretary, outcome="informative")
    minutes = actions.propose_minutes(council.close(before), by=council.secretary)
    point = actions.add_item(council.open(30), by=council.chair, title="Verslag")
    client, live = as_(council.chair), f"/werk/vergaderingen/{point.meeting.slug}/nu/1/"
    sent = {"vergadering": minutes.pk, **counted(f"v{minutes.pk}", 99)}
    refused = client.post(f"{live}vaststellen/", sent)
    assert refused.status_code == 200
    assert "Er zijn 99 stemmen" in text(refused) and 'value="99"' in text(refused)
    client.post(f"{live}vaststellen/", sent | counted(f"v{minutes.pk}", 5))
    minutes.refresh_from_db()
    assert minutes.status == "minutes_adopted"


def test_what_waits_stands_apart(council: Council) -> None:
    """The buttons of neighbouring lines do not touch: the list is a stack with room between its lines."""
    actions.ask_for_item(by=council.members[0], text="Kan de straat schoon?")
    page = text(as_(council.secretary).get(f"/werk/vergaderingen/{council.evening().slug}/"))
    assert '<ul class="wp-kwesties wp-stapel wp-gap-3">' in page.partition("Bewoners vragen")[2]

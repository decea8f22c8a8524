"""Replacing or withdrawing a decision under which money is promised, from its page."""

from decimal import Decimal

from budgets import actions
from tests.budgets import scene

D = Decimal


def test_replacing_a_decision_asks_what_happens_to_its_money(db, people, client):
    """One promise goes over, one comes free; where one of them cannot, nothing happens at all."""
    scene.year()
    secretary, treasurer = people["secretary"], people["treasurer"]
    kept = scene.approved("300.00", decision=scene.decision(amount=D("600.00")))
    old, new = kept.decision, scene.decision(amount=D("300.00"))
    freed = scene.approved("260.00", decision=old)
    page = f"/werk/geld/besluit/{old.uuid}/?hoe=vervang"
    client.force_login(secretary)
    answers = {"number": new.number, f"geld_{kept.pk}": "over"}
    assert "geld_" in client.post(page, answers).content.decode()
    mine = client.post(page, answers | {f"geld_{freed.pk}": "vrij"})
    assert mine.status_code == 200
    assert f'id="id_geld_{freed.pk}_error"' in mine.content.decode()
    assert "U mag dit geld niet vrijgeven." in mine.content.decode()
    assert scene.fresh(kept).decision == old
    actions.cancel_request(freed, by=treasurer, reason="Niet meer nodig.")
    assert client.post(page, answers).status_code == 302
    assert (scene.fresh(old).superseded_by, scene.fresh(kept).decision) == (new, new)
    assert scene.line().reserved == D("300.00")


def test_money_that_fits_no_other_decision_stays_where_it_is(db, people, client):
    scene.year()
    held = scene.approved("300.00")
    new = scene.decision()
    client.force_login(people["secretary"])
    page = f"/werk/geld/besluit/{held.decision.uuid}/?hoe=trek-in"
    said = client.post(page, {"number": new.number, f"geld_{held.pk}": "over", "reason": "Klaar"})
    assert said.status_code == 200
    assert scene.fresh(held.decision).status == "adopted"
    actions.cancel_request(held, by=people["treasurer"], reason="Niet meer nodig.")
    assert client.post(page, {"number": new.number, "reason": "Klaar"}).status_code == 302
    assert scene.fresh(held.decision).status == "withdrawn"

"""Seeded spending is like spending that was booked: its pages open, and nothing stored is wrong."""

from random import Random

from budgets.models import Booking, SpendRequest
from budgets.verifying.totals import verify
from tests.budgets import scene
from wijkraad.portal.seed.money import MoneySeeder


def test_a_seeded_spend_has_its_page(committed, people, client):
    issue = scene.issue()
    ruling = scene.decision(issues=[issue])
    seeder = MoneySeeder(Random(5), [people[key].pk for key in ("board_member", "chair", "treasurer")])
    pairs = [({"id": issue.pk}, {"id": ruling.pk, "decided_at": ruling.decided_at})] * 4
    seeder.write(pairs)
    seeder.settle()
    assert Booking.objects.count() == 2
    for one in Booking.objects.select_related("sum"):
        assert one.sum.amount == one.amount
    number = SpendRequest.objects.first().number
    assert client.get(f"/uitgaven/{number}/").status_code == 200
    assert verify() == []

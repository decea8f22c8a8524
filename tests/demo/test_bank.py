"""The bank of the demo: read in through the actions, with what does not match, and a kascommissie at work."""

from decimal import Decimal

from budgets.banking.open_ends import bank_match, gaps, open_entries
from budgets.models import AuditFinding, AuditStatement, BankEntry, BankImport, BankQuestion, SpendRequest
from budgets.verifying.totals import verify
from wijkraad.portal.demo.world import World


def test_a_wrong_file_a_double_line_and_one_that_nobody_knows(demo: World) -> None:
    refused = BankImport.objects.filter(state="faulty")
    assert {one.faults[0][1] for one in refused} == {"eindsaldo"}
    assert BankEntry.objects.filter(occurrence=2).count() == 1
    asked = BankQuestion.objects.filter(entry__in=open_entries().values("pk"))
    assert asked.filter(entry__amount=Decimal("40.00")).count() == 1
    assert gaps() == [] and verify() == []


def test_last_year_is_found_at_the_bank(demo: World) -> None:
    start = demo.today.replace(year=demo.today.year - 1, month=1, day=1)
    found = bank_match(start, start.replace(year=start.year + 1))
    assert found.matched == found.bookings > 5


def test_the_kascommissie_ended_a_year_and_asks_in_this_one(demo: World) -> None:
    assert AuditStatement.objects.exists()
    assert set(AuditFinding.objects.values_list("verdict", flat=True)) == {"fine", "question", "refused"}
    refused = AuditFinding.objects.filter(verdict="refused").values("request")
    assert set(SpendRequest.objects.filter(pk__in=refused).values_list("status", flat=True)) == {"accounted"}

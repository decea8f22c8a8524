"""The bank of the demo: an own account, a statement per year and one of this month, and the kascommissie.

The statements follow from the bookings of the stories, so that they match; what does not is told here: a
payment that was not ours and came back, one payment that stands there twice, money that nobody can explain
yet, and a file that does not add up and is refused.
"""

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal
from functools import partial
from io import BytesIO
from typing import Any

from budgets import actions, proofs
from budgets.auditing.facts import check_of, folder
from budgets.banking.open_ends import open_entries
from budgets.banking.proposing import proposals
from budgets.models import BankEntry, BankStatement, Booking, Budget
from wijkraad.portal.demo.bank_file import Entry, statement
from wijkraad.portal.demo.papers import receipt
from wijkraad.portal.demo.world import World
from wijkraad.terms import clock

IBAN = "NL86INGB0002445588"
"""Invented; only the check digits are right."""
NAME = "Stichting Wijkraad Mafuganova Valkenbosch"
BEGIN = Decimal("24000.00")
SURE = 60
"""Proposals of the demo from this score on are confirmed."""
ROOM = 60
"""Days before the end of a statement from which the treasurer has not matched yet."""


def tell(world: World) -> None:
    """The account at the start, a statement after last year, one last week; the check of last year.

    The year before is in the books of before the portal: nobody matched its bank here.
    """
    years = (world.today.year - 1, world.today.year)
    first = date(years[0], 1, 1)
    world.at(max(world.offset(first), -840), "10:00", lambda: _account(world, first), "own account")
    for year in years:
        begin, end = date(year, 1, 1), date(year, 12, 31)
        read = world.offset(end) + 20
        if read < -12:
            world.at(read, "14:00", partial(_year, world, begin, end), f"bank {year}")
            check = world.offset(date(year + 1, 2, 20))
            if check < -30:
                _check(world, year, check)
    begin = date(world.today.year, 1, 1)
    if world.offset(begin) < -20:
        world.at(-7, "14:00", partial(_recent, world, begin, world.day(-8)), "bank this year")
        world.at(-6, "20:15", partial(_draw, world, begin.year), "sample this year")


def _account(world: World, since: date) -> None:
    actions.add_account(by=world.person("lia"), iban=IBAN, name=NAME, since=since)


def _entries(begin: date, end: date) -> list[Entry]:
    """What the bank says of our bookings in these days."""
    rows = Booking.objects.filter(paid_on__gte=begin, paid_on__lte=end, method=Booking.Method.BANK)
    return [
        Entry(one.paid_on, -one.amount, one.request.payee_name, one.request.title, one.request.number or "")
        for one in rows.select_related("request").order_by("paid_on", "id")
    ]


def _read(
    world: World, name: str, entries: Sequence[Entry], begin: date, end: date, wrong: bool = False
) -> None:
    """Keep, judge and, when it is right, take in a statement of these days."""
    last = BankStatement.objects.order_by("-last_day", "-id").first()
    opening = last.closing if last else BEGIN
    by = world.person("lia")
    content = statement(IBAN, name, opening, sorted(entries), begin, end, wrong=wrong)
    batch = actions.check_bank_file(actions.keep_bank_file(by=by, name=f"{name}.xml", content=content))
    if batch.state == "ready":
        actions.take_in_bank(actions.begin_bank_import(batch, by=by), by=by)


def _match(world: World, before: date) -> None:
    """Lia says yes to every proposal that is right without doubt."""
    entries = [one for one in open_entries() if one.booked_on < before]
    for entry in entries:
        made = proposals([entry]).get(entry.pk, [])
        if made and made[0].score >= SURE:
            best = made[0]
            actions.match_entry(
                entry, by=world.person("lia"), parts=best.parts, score=best.score, why=best.why
            )


def _year(world: World, begin: date, end: date) -> None:
    entries = _entries(begin, end)
    if entries:
        _read(world, f"afschrift-{begin.year}", entries, begin, end)
        _match(world, end + timedelta(days=1))


def _recent(world: World, begin: date, end: date) -> None:
    """This year so far: first a damaged file, then the right one with what does not match."""
    entries = _entries(begin, end)
    by = world.person("lia")
    middle = end - timedelta(days=40)
    strange = [
        Entry(middle, Decimal("-15.00"), "Garage Het Plein BV", "Parkeren maand", ""),
        Entry(
            middle + timedelta(days=2),
            Decimal("15.00"),
            "Garage Het Plein BV",
            "Terug: verkeerde rekening",
            "",
        ),
        Entry(end - timedelta(days=12), Decimal("40.00"), "J. Onbekend", "bijdrage", ""),
        Entry(end - timedelta(days=25), Decimal("3.18"), "De Bank NV", "Rente spaartegoed", ""),
    ]
    halls = [one for one in entries if one.words == "Zaalhuur"]
    strange += halls[-1:]
    _read(world, f"afschrift-{begin.year}-fout", [*entries, *strange], begin, end, wrong=True)
    _read(world, f"afschrift-{begin.year}", [*entries, *strange], begin, end)
    _match(world, end - timedelta(days=ROOM))
    _explain(world, by)


def _explain(world: World, by: Any) -> None:
    """What is no booking gets its words, or somebody who finds out."""
    for entry in BankEntry.objects.filter(words__name="Garage Het Plein BV").order_by("pk"):
        actions.explain_entry(
            entry, by=by, kind="mistake", words="Niet van ons, door de bank teruggehaald en teruggestort."
        )
    for entry in BankEntry.objects.filter(words__name="De Bank NV"):
        actions.explain_entry(entry, by=by, kind="income", words="Rente van de bank.")
    for entry in BankEntry.objects.filter(words__name="J. Onbekend"):
        actions.ask_about(
            entry, by=by, owner=world.person("marga"), words="Van wie is deze bijdrage? Is het een gift?"
        )
    for entry in open_entries().filter(words__description="Zaalhuur", occurrence__gt=1):
        actions.ask_about(
            entry, by=by, owner=by, words="Staat er twee keer. Dubbel betaald of dubbel gehuurd?"
        )


def _draw(world: World, year: int) -> None:
    """Nel draws from this year and has one question that still waits."""
    budget = Budget.objects.select_related("audit").get(year=year)
    by = world.person("nel")
    if not folder(budget):
        return
    actions.draw_sample(budget, by=by, size=5)
    rows = _drawn(budget)
    for number, row in enumerate(rows[:3]):
        if number == 1:
            actions.record_finding(
                budget, row.request, by=by, verdict="question", words="Waarom is er maar één prijs gevraagd?"
            )
        else:
            actions.record_finding(budget, row.request, by=by, verdict="fine")


def _drawn(budget: Budget) -> list:
    rows = folder(budget)
    check_of(budget, rows)
    return [row for row in rows if row.drawn]


def _check(world: World, year: int, day: int) -> None:
    """A whole check of a year: a sample, a refused receipt that is mended, a question, the statement."""
    world.at(day, "20:00", lambda: _find(world, year), f"sample {year}")
    world.at(day + 4, "10:00", lambda: _mend(world, year), f"mend {year}")
    world.at(day + 12, "20:30", lambda: _end(world, year), f"audit ends {year}")


def _find(world: World, year: int) -> None:
    budget, by = Budget.objects.select_related("audit").get(year=year), world.person("nel")
    if not folder(budget):
        return
    actions.draw_sample(budget, by=by, size=4)
    refused = asked = False
    for row in _drawn(budget):
        standing = [one for one in row.receipts if one.refused_at is None]
        if not refused and row.request.status == "accounted" and len(standing) == 1:
            actions.record_finding(
                budget, row.request, by=by, verdict="refused", receipt=standing[0],
                words="De datum op de bon is niet te lezen.",
            )  # fmt: skip
            refused = True
        elif not asked:
            actions.record_finding(
                budget, row.request, by=by, verdict="question", words="Zijn er meer prijzen gevraagd?"
            )
            asked = True
        else:
            actions.record_finding(budget, row.request, by=by, verdict="fine", words="Alles zit erbij.")


def _mend(world: World, year: int) -> None:
    """Lia answers, and hands in a clear receipt, with which the spending is accounted for again."""
    budget, by = Budget.objects.select_related("audit").get(year=year), world.person("lia")
    for row in _drawn(budget):
        if row.finding is None or row.finding.verdict == "fine":
            continue
        actions.answer_finding(
            row.finding, by=by, words="U vindt een leesbare kopie en de offertes bij de bonnen."
        )
        if row.request.status == "paid":
            paper = receipt(row.request.payee_name, f"{row.request.title} (kopie)", row.paid, clock.today())
            actions.add_receipt(row.request, by=by, proof=proofs.read(BytesIO(paper)), amount=row.paid)
            actions.account_request(row.request, by=by)


def _end(world: World, year: int) -> None:
    budget, by = Budget.objects.select_related("audit").get(year=year), world.person("nel")
    if not budget.draws.exists():
        return
    for row in _drawn(budget):
        if row.finding is None or row.finding.verdict != "fine":
            actions.record_finding(budget, row.request, by=by, verdict="fine", words="Nu akkoord.")
    actions.end_audit(
        budget,
        by=by,
        verdict="approved",
        words=f"Wij bekeken vier uitgaven van {year} met hun bonnen en bankregels. De boeken kloppen.",
    )

"""Story 1 of the demo as plain rows, with the days of the prototype (today is 20 November 2026)."""

from datetime import date
from decimal import Decimal

from wijkraad.portal.story.rows import Doubt, Facts, Move, Payment, Point, Ruling, Task, Term

TODAY = date(2026, 11, 20)
STILL = {"reported": 14, "assessing": 30, "decided": 45, "in_progress": 60, "waiting": 60}


def moves() -> list[Move]:
    return [
        Move(date(2026, 1, 15), "reported", "assessing", "Hanneke Doorn"),
        Move(date(2026, 4, 1), "assessing", "decided", cause_kind="decision", cause_number="B2026-014"),
        Move(date(2026, 4, 9), "decided", "waiting", "Hanneke Doorn", "Bakken gevraagd aan de gemeente."),
        Move(date(2026, 5, 29), "waiting", "in_progress", "Hanneke Doorn"),
        Move(date(2026, 7, 1), "in_progress", "reported_done", "Hanneke Doorn"),
        Move(date(2026, 7, 9), "reported_done", "in_progress"),
        Move(date(2026, 8, 28), "in_progress", "reported_done", "Hanneke Doorn"),
        Move(date(2026, 9, 18), "reported_done", "resolved", "Samir Bos"),
    ]


def points() -> list[Point]:
    return [
        Point(date(2026, 2, 4), "/v/1/", outcome="deferred", words="eerst tellen hoe hard auto's rijden"),
        Point(date(2026, 3, 4), "/v/2/", outcome="deferred", words="te weinig bestuursleden"),
        Point(date(2026, 4, 1), "/v/3/", outcome="decision"),
    ]


def ruling() -> Ruling:
    return Ruling(
        date(2026, 4, 1),
        "Wij vragen de gemeente om vier bakken als proef en betalen ze.",
        number="B2026-014",
        path="/besluiten/B2026-014/",
        who="Hanneke Doorn",
        deadline=date(2026, 7, 1),
        ceiling=Decimal("2500.00"),
        votes_for=5,
        votes_against=1,
    )


def tasks() -> list[Task]:
    start = date(2026, 4, 1)
    return [
        Task("Gemeente om de bakken vragen", "Hanneke Doorn", start, done_on=date(2026, 4, 9)),
        Task("Bakken bestellen en betalen", "Lia Vermaas", start, done_on=date(2026, 6, 3)),
        Task("Bakken plaatsen", "Gemeente", start, done_on=date(2026, 6, 12)),
    ]


def paid(goal: str, payee: str, amount: str, on: date, approvers: int) -> Payment:
    return Payment(
        goal, payee, paid=Decimal(amount), first_paid_on=on, last_paid_on=on, accounted=True,
        approvers=approvers,
    )  # fmt: skip


def crossing(**changes: object) -> Facts:
    """ "Te hard bij de oversteek": resolved, day 63 of nazorg."""
    facts = Facts(TODAY, date(2026, 1, 12), "resolved", number="2026-0017", theme="verkeer")
    facts.title, facts.partner, facts.responsible = "Auto's rijden te hard", "Gemeente", "Hanneke Doorn"
    facts.norm_due, facts.aftercare_until = date(2026, 1, 19), date(2027, 3, 17)
    facts.criterion = "minder dan 25 van de 100 auto's rijden harder dan 30"
    facts.baseline, facts.after_measure = "58", "19"
    facts.report_count, facts.household_count = 23, 19
    facts.months = [(date(2026, month, 1), n) for month, n in ((1, 9), (2, 6), (3, 4), (4, 1))]
    facts.moves, facts.points, facts.rulings, facts.tasks = moves(), points(), [ruling()], tasks()
    facts.terms = [Term("promise", "Gemeente", date(2026, 4, 9), date(2026, 5, 8), date(2026, 5, 29))]
    facts.payments = [
        paid("Vier plantenbakken met aarde", "Kwekerij De Loosduin BV", "2340.00", date(2026, 6, 15), 2),
        paid("Bakken vastzetten", "een ondernemer", "148.50", date(2026, 8, 31), 1),
    ]
    facts.doubts = [Doubt(date(2026, 7, 9), 4, "Twee bakken zijn opzij geschoven.", date(2026, 8, 28))]
    facts.still_after = STILL
    for name, value in changes.items():
        setattr(facts, name, value)
    return facts

"""Story 1 of the demo as plain rows, with the days of the prototype (today is 20 November 2026)."""

from datetime import date
from decimal import Decimal

from wijkraad.portal.story.rows import Doubt, Facts, Move, Payment, Point, Ruling, Task, Term

TODAY = date(2026, 11, 20)
STILL = {"reported": 14, "assessing": 30, "decided": 45, "in_progress": 60, "waiting": 60}


def crossing(**changes: object) -> Facts:
    """ "Te hard bij de oversteek": resolved, day 63 of nazorg."""
    facts = Facts(
        today=TODAY,
        first_report_on=date(2026, 1, 12),
        status="resolved",
        number="2026-0017",
        title="Auto's rijden te hard bij de oversteek",
        theme="verkeer",
        partner="Gemeente",
        responsible="Hanneke Doorn",
        norm_due=date(2026, 1, 19),
        aftercare_until=date(2027, 3, 17),
        criterion="minder dan 25 van de 100 auto's rijden harder dan 30",
        baseline="58",
        after_measure="19",
        report_count=23,
        household_count=19,
        months=[(date(2026, 1, 1), 9), (date(2026, 2, 1), 6), (date(2026, 3, 1), 4), (date(2026, 4, 1), 1)],
        moves=[
            Move(date(2026, 1, 15), "reported", "assessing", "Hanneke Doorn"),
            Move(date(2026, 4, 1), "assessing", "decided", cause_kind="decision", cause_number="B2026-014"),
            Move(date(2026, 4, 9), "decided", "waiting", "Hanneke Doorn", "Bakken gevraagd aan de gemeente."),
            Move(date(2026, 5, 29), "waiting", "in_progress", "Hanneke Doorn"),
            Move(date(2026, 7, 1), "in_progress", "reported_done", "Hanneke Doorn"),
            Move(date(2026, 7, 9), "reported_done", "in_progress"),
            Move(date(2026, 8, 28), "in_progress", "reported_done", "Hanneke Doorn"),
            Move(date(2026, 9, 18), "reported_done", "resolved", "Samir Bos"),
        ],
        points=[
            Point(date(2026, 2, 4), "/v/1/", outcome="deferred", words="eerst tellen hoe hard auto's rijden"),
            Point(date(2026, 3, 4), "/v/2/", outcome="deferred", words="te weinig bestuursleden"),
            Point(date(2026, 4, 1), "/v/3/", outcome="decision"),
        ],
        rulings=[
            Ruling(
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
        ],
        tasks=[
            Task("Gemeente om de bakken vragen", "Hanneke Doorn", date(2026, 4, 1), done_on=date(2026, 4, 9)),
            Task("Bakken bestellen en betalen", "Lia Vermaas", date(2026, 4, 1), done_on=date(2026, 6, 3)),
            Task("Bakken plaatsen", "Gemeente", date(2026, 4, 1), done_on=date(2026, 6, 12)),
        ],
        terms=[
            Term("promise", "Gemeente", date(2026, 4, 9), date(2026, 5, 8), date(2026, 5, 29)),
        ],
        payments=[
            Payment(
                "Vier plantenbakken met aarde", "Kwekerij De Loosduin BV", paid=Decimal("2340.00"),
                first_paid_on=date(2026, 6, 15), last_paid_on=date(2026, 6, 15), accounted=True, approvers=2,
            ),
            Payment(
                "Bakken vastzetten", "een ondernemer", paid=Decimal("148.50"),
                first_paid_on=date(2026, 8, 31), last_paid_on=date(2026, 8, 31), accounted=True, approvers=1,
            ),
        ],
        doubts=[Doubt(date(2026, 7, 9), 4, "Twee bakken zijn opzij geschoven.", date(2026, 8, 28))],
        still_after=STILL,
    )  # fmt: skip
    for name, value in changes.items():
        setattr(facts, name, value)
    return facts

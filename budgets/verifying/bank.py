"""What `manage.py verify` recomputes of the bank and the check of a year.

How much of each entry and booking is explained, and which requests the seed of a sample gives.
"""

from budgets.auditing.sampling import picks
from budgets.models import AuditDraw

CHECKS = {
    "bankregel %s: bedrag": """
SELECT e.id, e.id::text, coalesce(s.amount, 0), abs(e.amount)
FROM budgets_bankentry e LEFT JOIN budgets_bankentrysum s ON s.entry_id = e.id""",
    "bankregel %s: uitgelegd": """
SELECT s.entry_id, s.entry_id::text, s.settled, coalesce((
  SELECT sum(p.amount) FROM budgets_bankpart p LEFT JOIN budgets_bankpartundone u ON u.part_id = p.id
  WHERE p.entry_id = s.entry_id AND u.id IS NULL), 0)
FROM budgets_bankentrysum s""",
    "boeking %s: bedrag bij de bank": """
SELECT b.id, b.id::text, coalesce(s.amount, 0), abs(b.amount)
FROM budgets_booking b LEFT JOIN budgets_bookingsum s ON s.booking_id = b.id""",
    "boeking %s: gevonden bij de bank": """
SELECT s.booking_id, s.booking_id::text, s.settled, coalesce((
  SELECT sum(p.amount) FROM budgets_bankpart p LEFT JOIN budgets_bankpartundone u ON u.part_id = p.id
  WHERE p.booking_id = s.booking_id AND u.id IS NULL), 0)
FROM budgets_bookingsum s""",
    "afschrift %s: nieuwe regels": """
SELECT t.id, t.id::text, t.added::numeric, (
  SELECT count(*) FROM budgets_bankentry e WHERE e.statement_id = t.id)::numeric
FROM budgets_bankstatement t""",
}


def samples() -> list[str]:
    """One sentence per sample whose stored picks are not those that its seed gives."""
    found = []
    for draw in AuditDraw.objects.select_related("budget").prefetch_related("picks").order_by("pk"):
        kept = [one.request_id for one in draw.picks.all()]
        right = picks(draw.seed, draw.population, draw.size)
        if kept != right:
            found.append(f"steekproef {draw.number} van {draw.budget.year}: {kept}, moet zijn {right}")
    return found

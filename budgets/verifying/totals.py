"""Recomputing every stored total of money; each difference is named (for `manage.py verify`)."""

from django.db import connection

from budgets.verifying import bank as verify_bank
from budgets.verifying.years import verify_years

CHECKS = {
    "begroot %s: toegezegd": """
SELECT l.id, l.name || ' ' || b.year, l.reserved, coalesce((
  SELECT sum(r.amount - r.paid) FROM budgets_spendrequest r
  WHERE r.line_id = l.id AND r.status IN ('approved', 'part_paid')), 0)
FROM budgets_budgetline l JOIN budgets_budget b ON b.id = l.budget_id""",
    "begroot %s: betaald": """
SELECT l.id, l.name || ' ' || b.year, l.paid, coalesce((
  SELECT sum(k.amount) FROM budgets_booking k WHERE k.line_id = l.id), 0)
FROM budgets_budgetline l JOIN budgets_budget b ON b.id = l.budget_id""",
    "begroot %s: nu afgesproken": """
SELECT l.id, l.name || ' ' || b.year, l.amended, l.original + coalesce((
  SELECT sum(a.amount) FROM budgets_lineamendment a WHERE a.line_id = l.id), 0)
FROM budgets_budgetline l JOIN budgets_budget b ON b.id = l.budget_id""",
    "begroot %s: mag erover": """
SELECT l.id, l.name || ' ' || b.year, l.ceiling, coalesce((
  SELECT sum(m.amount) FROM budgets_mandate m
  WHERE m.line_id = l.id AND m.kind = 'overspend' AND m.withdrawn_at IS NULL), 0)
FROM budgets_budgetline l JOIN budgets_budget b ON b.id = l.budget_id""",
    "aanvraag %s: betaald": """
SELECT r.id, coalesce(r.number, r.id::text), r.paid, coalesce((
  SELECT sum(k.amount) FROM budgets_booking k WHERE k.request_id = r.id), 0)
FROM budgets_spendrequest r""",
    "aanvraag %s: goedkeuringen": """
SELECT r.id, coalesce(r.number, r.id::text), r.approvals_given, (
  SELECT count(*) FROM budgets_approval a WHERE a.request_id = r.id AND a.round = r.round)
FROM budgets_spendrequest r""",
    "aanvraag %s: posten": """
SELECT r.id, coalesce(r.number, r.id::text), r.amount, sum(i.amount)
FROM budgets_spendrequest r JOIN budgets_spenditem i ON i.request_id = r.id GROUP BY r.id""",
    "aanvraag %s: delen in procenten": """
SELECT r.id, coalesce(r.number, r.id::text), 100.00, sum(s.percent)
FROM budgets_spendrequest r JOIN budgets_spendshare s ON s.request_id = r.id GROUP BY r.id""",
}
DIFFERING = "SELECT * FROM (%s) AS t (id, name, kept, sum) WHERE kept <> sum ORDER BY id"


def verify() -> list[str]:
    """One sentence per stored total that differs from the rows it adds up; empty when all is well."""
    found = []
    with connection.cursor() as cursor:
        for what, statement in (CHECKS | verify_bank.CHECKS).items():
            cursor.execute(DIFFERING % statement)
            for _id, name, kept, right in cursor.fetchall():
                found.append(f"{what % name}: {kept}, moet zijn {right}")
    return found + verify_bank.samples() + verify_years()

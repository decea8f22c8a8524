"""Saying in time that a fund waits for its report; each time once to each treasurer."""

from datetime import timedelta

from budgets import notices
from budgets.models import FundApplication
from wijkraad.terms import clock
from wijkraad.trail.acting import action

BEFORE = (30, 7, 0)
"""Days before the date of the report on which a reminder goes out; the last one also when it is past."""


@action("fund.remind")
def remind_funds() -> int:
    """Tell the treasurer of promised money whose report is due; returns how many messages are new."""
    today, told = clock.today(), 0
    waiting = FundApplication.objects.filter(
        promised__isnull=False, reported_on=None, report_due__isnull=False
    )
    for one in waiting.filter(report_due__lte=today + timedelta(days=BEFORE[0])).order_by("report_due", "pk"):
        left = (one.report_due - today).days if one.report_due else 0
        stage = min(days for days in BEFORE if left <= days) if left >= 0 else 0
        told += notices.fund_due(one, stage)
    return told

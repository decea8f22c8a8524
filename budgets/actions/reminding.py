"""Reminders of reports (verslagen): 7 days before the last date, on it, and 7 days after; each once."""

from datetime import timedelta

from budgets import notices
from budgets.models import SpendRequest
from wijkraad.terms import clock
from wijkraad.terms.values import value
from wijkraad.trail.acting import acting


def remind_reports() -> int:
    """Tell the requester of each paid request without a report; returns how many messages are new.

    After the last date the treasurer hears it too. Source of the days: `deadline_reminder_days`. Who was
    told nothing for a month gets the latest reminder only.
    """
    today = clock.today()
    offsets = sorted(int(day) for day in value("deadline_reminder_days"))
    told = 0
    with acting(None, "spend.remind"):
        waiting = SpendRequest.objects.filter(
            status__in=["part_paid", "paid", "paid_short"],
            evaluation=None,
            report_due__lte=today - timedelta(days=offsets[0]),
        )
        for request in waiting.select_related("requester").order_by("report_due", "id"):
            assert request.report_due is not None  # chosen by its date
            past = (today - request.report_due).days
            due = [offset for offset in offsets if offset <= past]
            if due:
                told += notices.report_due(request, due[-1])
    return told

"""The content hash of minutes: equal text gives an equal hash, on every machine and in every year.

Names of those present are left out on purpose: they follow their own choice and retention.
"""

import hashlib
import json

from meetings.models import AgendaItem, Decision, Meeting
from meetings.workflow import FINAL


def content_hash(meeting: Meeting) -> str:
    """SHA-256 (hex) over the meeting, its items and the decisions taken in it, in a fixed order."""
    items = meeting.items.prefetch_related("issues", "decisions", "tasks").order_by("order")
    content = {
        "meeting": [meeting.kind, meeting.starts_at.isoformat(), meeting.ends_at.isoformat(), meeting.place],
        "items": [_item(item) for item in items],
    }
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":"), default=str)
    return hashlib.sha256(text.encode()).hexdigest()


def _item(item: AgendaItem) -> list[object]:
    decisions = [d for d in item.decisions.all() if d.status in FINAL]
    tasks = sorted(item.tasks.all(), key=lambda one: one.pk)
    return [
        item.order,
        item.title,
        item.for_whom,
        item.internal,
        item.minutes,
        item.outcome,
        item.outcome_reason,
        item.deferred_until,
        item.once_more_on,
        sorted(issue.pk for issue in item.issues.all()),
        [_decision(decision) for decision in sorted(decisions, key=lambda one: one.pk)],
        *([[[task.title, task.due] for task in tasks]] if tasks else []),
    ]


def _decision(decision: Decision) -> list[object]:
    return [
        decision.shown_number,
        decision.text,
        decision.votes_for,
        decision.votes_against,
        decision.votes_abstain,
        decision.first_deadline,
    ]

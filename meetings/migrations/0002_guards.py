"""What plain SQL by `app` may not do to meetings, minutes and decisions."""

from django.db import migrations

from meetings.guards import FINAL, MEETING_COLUMNS, NEVER_AGAIN, rules
from meetings.workflow import DECISION, MEETING
from wijkraad.trail.guards import append_only, frozen_columns, moves_only, public_change, recorded, versioned

HEARD = "EXISTS (SELECT 1 FROM meetings_meeting m WHERE m.id = meeting_id AND NOT m.internal)"
"""The meeting of the row is public."""


class Migration(migrations.Migration):
    dependencies = [("meetings", "0001_tables"), ("trail", "0002_guards")]
    operations = [
        moves_only("meetings_meeting", MEETING, "meetings_meetingmove", "meeting_id"),
        moves_only("meetings_decision", DECISION, "meetings_decisionmove", "decision_id"),
        append_only("meetings_meetingmove"),
        append_only("meetings_decisionmove"),
        append_only("meetings_deadlinechange"),
        append_only("meetings_erratum"),
        frozen_columns("meetings_decision", NEVER_AGAIN, f"OLD.status IN {FINAL}", "meetings_decision_text"),
        frozen_columns(
            "meetings_meeting", MEETING_COLUMNS, "OLD.status = 'minutes_adopted'", "meetings_meeting_locked"
        ),
        *rules(),
        recorded("meetings_meeting", "kind starts_at ends_at place internal status"),
        recorded(
            "meetings_agendaitem", "meeting_id title internal outcome deferred_until once_more_on", "minutes"
        ),
        recorded("meetings_attendance", "meeting_id person_id state", "guest"),
        recorded("meetings_conflictofinterest", "item_id person_id left_room", "reason"),
        recorded(
            "meetings_decision",
            "title internal status responsible_id deadline superseded_by_id withdrawn_by_id votes_for votes_against"
            " votes_abstain vote_way mandate_amount",
        ),
        versioned("meetings_meeting"),
        versioned("meetings_agendaitem"),
        versioned("meetings_decision"),
        public_change("meetings_meeting", "NOT internal"),
        public_change("meetings_agendaitem", f"NOT internal AND {HEARD}"),
        public_change("meetings_attendance", HEARD),
        public_change("meetings_decision", "number IS NOT NULL"),
        public_change("meetings_erratum", HEARD),
    ]

"""The rules that hold against plain SQL: moves, numbers, merging, priorities, history, versions."""

from django.db import migrations

from issues.guards import MERGE, NUMBER, PRIORITIES, SEARCH
from issues.workflow import LETTER_WORKFLOW, WORKFLOW
from wijkraad.trail.guards import append_only, moves_only, public_change, recorded, versioned

PUBLIC = "number IS NOT NULL AND visibility <> 'confidential'"
OF_PUBLIC = f"EXISTS (SELECT 1 FROM issues_issue i WHERE i.id = changed.issue_id AND i.{PUBLIC.replace(' AND ', ' AND i.')})"


class Migration(migrations.Migration):
    dependencies = [("issues", "0001_tables"), ("trail", "0002_guards"), ("terms", "0002_rows")]
    operations = [
        SEARCH,
        NUMBER,
        MERGE,
        PRIORITIES,
        moves_only("issues_issue", WORKFLOW, "issues_statuschange", "issue_id"),
        moves_only("issues_letter", LETTER_WORKFLOW, "issues_lettermove", "letter_id"),
        *(
            append_only(f"issues_{table}")
            for table in (
                "statuschange",
                "mergerecord",
                "readingrecord",
                "weighing",
                "outcome",
                "lettermove",
                "letterevent",
            )
        ),
        *(versioned(f"issues_{table}") for table in ("issue", "priority", "letter")),
        recorded(
            "issues_issue",
            "number internal_number title status visibility size theme_id street_id responsible_id partner_id"
            " waiting_until priority_id claimed_by_id verified_by_id judgement aftercare_until merged_into_id"
            " relapse_count norm_due",
            "summary reaction",
        ),
        recorded(
            "issues_report",
            "issue_id theme_id contact confirmed_at moderated_at withdrawn_at cleaned_at intake_by_id",
            "text house_number email",
        ),
        recorded("issues_photo", "report_id issue_id cleared_at cleared_by_id"),
        recorded("issues_action", "issue_id title responsible_id due done_at"),
        recorded("issues_promise", "issue_id partner_id said_on due chase_on kept settled_on"),
        recorded(
            "issues_letter",
            "number issue_id kind partner_id responsible_id status is_public sent_on"
            " term_ends default_until own_date answered_on",
            "text answer",
        ),
        recorded("issues_priority", "theme_id title responsible_id active review_on decision_number"),
        recorded("issues_escalation", "issue_id rung due answered_on"),
        recorded("issues_contradiction", "issue_id state count settled_at settled_how"),
        recorded("issues_follow", "issue_id user_id confirmed_at ended_at pace", "email"),
        recorded("issues_confidentialreader", "user_id since until given_by_id confirmed_by_id"),
        recorded("issues_theme", "key name default_visibility intake_mode norms active"),
        public_change("issues_issue", PUBLIC),
        public_change("issues_note", f"kind = 'update' AND {OF_PUBLIC}"),
        public_change("issues_photo", f"cleared_at IS NOT NULL AND {OF_PUBLIC}"),
        *(
            public_change(f"issues_{table}", OF_PUBLIC)
            for table in (
                "statuschange",
                "action",
                "promise",
                "outcome",
                "escalation",
                "contradiction",
                "confirmation",
                "letter",
            )
        ),
        *(
            public_change(f"issues_{table}", "true")
            for table in ("theme", "street", "segment", "priority", "area")
        ),
    ]

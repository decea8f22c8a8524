# ruff: noqa: S608 - the pieces put together here are our own words
"""Deciding in full: ties, interests outside a meeting, and what plain SQL may not do to them.

The totals of a vote leave the audit trail: two counts of a secret vote, before and after somebody
left, would together tell what that person voted.
"""

from django.conf import settings
from django.db import migrations

from meetings.workflow import FINAL as TAKEN
from wijkraad.trail.guards import SAFE, frozen_columns, recorded

FINAL = "({})".format(", ".join(f"'{state}'" for state in TAKEN))
PLAIN = "title internal status responsible_id deadline superseded_by_id withdrawn_by_id"
COUNTS = "votes_for votes_against votes_abstain"
BEFORE = recorded("meetings_decision", f"{PLAIN} {COUNTS} vote_way mandate_amount")
AFTER = recorded("meetings_decision", f"{PLAIN} vote_way mandate_amount ratified_in_id", COUNTS)

VOTES = f"""
CREATE FUNCTION meetings_voter_allowed() RETURNS trigger {SAFE} AS $$
DECLARE d record;
BEGIN
  SELECT m.way, m.agenda_item_id INTO d FROM meetings_decision m WHERE m.id = NEW.decision_id;
  IF TG_TABLE_NAME = 'meetings_outsideanswer' THEN
    IF d.way = 'meeting' THEN
      RAISE EXCEPTION 'decision % is voted on in a meeting', NEW.decision_id
        USING ERRCODE = '23514', CONSTRAINT = 'meetings_answer_outside';
    END IF;
    RETURN NEW;
  END IF;
  IF EXISTS (
    SELECT 1 FROM meetings_conflictofinterest c WHERE c.item_id = d.agenda_item_id AND c.person_id = NEW.person_id
  ) AND EXISTS (
    SELECT 1 FROM meetings_agendaitem i JOIN meetings_attendance a ON a.meeting_id = i.meeting_id
     WHERE i.id = d.agenda_item_id AND a.state = 'present' AND a.person_id IS NOT NULL
       AND NOT EXISTS (SELECT 1 FROM meetings_conflictofinterest c
                        WHERE c.item_id = i.id AND c.person_id = a.person_id)
  ) THEN
    RAISE EXCEPTION 'person % has an interest', NEW.person_id
      USING ERRCODE = '23514', CONSTRAINT = 'meetings_vote_declared';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER voter BEFORE INSERT OR UPDATE ON meetings_vote
  FOR EACH ROW EXECUTE FUNCTION meetings_voter_allowed();
CREATE TRIGGER voter BEFORE INSERT OR UPDATE ON meetings_outsideanswer
  FOR EACH ROW EXECUTE FUNCTION meetings_voter_allowed();
"""
VOTES_BACK = """
DROP TRIGGER voter ON meetings_outsideanswer;
DROP TRIGGER voter ON meetings_vote;
DROP FUNCTION meetings_voter_allowed();
"""

PLACE = f"""
CREATE FUNCTION meetings_decided_somewhere() RETURNS trigger {SAFE} AS $$
DECLARE evening record; agreed integer;
BEGIN
  IF NEW.way = 'meeting' THEN
    SELECT m.kind, m.status INTO evening FROM meetings_meeting m
      JOIN meetings_agendaitem i ON i.meeting_id = m.id WHERE i.id = NEW.agenda_item_id FOR SHARE OF m;
    IF NOT FOUND OR evening.kind <> 'bestuur' OR evening.status <> 'running' THEN
      RAISE EXCEPTION 'decision % is not taken in a running board meeting', NEW.id
        USING ERRCODE = '23514', CONSTRAINT = 'meetings_decision_place';
    END IF;
  ELSE
    SELECT count(*) INTO agreed FROM meetings_outsideanswer a WHERE a.decision_id = NEW.id AND a.choice = 'for';
    IF NEW.status = 'adopted' AND agreed < (CASE WHEN NEW.way = 'urgent' THEN 2 ELSE NEW.votes_for END) THEN
      RAISE EXCEPTION 'decision % was not agreed to', NEW.id
        USING ERRCODE = '23514', CONSTRAINT = 'meetings_decision_answers';
    END IF;
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER place BEFORE UPDATE ON meetings_decision FOR EACH ROW
  WHEN (OLD.status IS DISTINCT FROM NEW.status AND OLD.status = 'concept' AND NEW.status IN ('adopted', 'rejected'))
  EXECUTE FUNCTION meetings_decided_somewhere();

CREATE FUNCTION meetings_ratified_once() RETURNS trigger {SAFE} AS $$
DECLARE evening record;
BEGIN
  SELECT m.kind, m.status INTO evening FROM meetings_meeting m WHERE m.id = NEW.ratified_in_id FOR SHARE;
  IF OLD.ratified_in_id IS NOT NULL OR NEW.way <> 'urgent' OR NEW.status NOT IN ('adopted', 'executing')
     OR evening.kind <> 'bestuur' OR evening.status <> 'running' THEN
    RAISE EXCEPTION 'decision % cannot be ratified here', NEW.id
      USING ERRCODE = '23514', CONSTRAINT = 'meetings_decision_ratified';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER ratified BEFORE UPDATE ON meetings_decision FOR EACH ROW
  WHEN (OLD.ratified_in_id IS DISTINCT FROM NEW.ratified_in_id) EXECUTE FUNCTION meetings_ratified_once();

CREATE FUNCTION meetings_date_explained() RETURNS trigger {SAFE} AS $$
DECLARE last record;
BEGIN
  SELECT c.before, c.after INTO last FROM meetings_deadlinechange c WHERE c.decision_id = NEW.id
   ORDER BY c.id DESC LIMIT 1;
  IF NOT FOUND OR last.before <> OLD.deadline OR last.after <> NEW.deadline THEN
    RAISE EXCEPTION 'the date of decision % moved without a reason', NEW.id
      USING ERRCODE = '23514', CONSTRAINT = 'meetings_decision_moved_date';
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER explained AFTER UPDATE ON meetings_decision DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
  WHEN (OLD.status IN {FINAL} AND OLD.deadline <> NEW.deadline) EXECUTE FUNCTION meetings_date_explained();
"""
PLACE_BACK = """
DROP TRIGGER explained ON meetings_decision;
DROP FUNCTION meetings_date_explained();
DROP TRIGGER ratified ON meetings_decision;
DROP FUNCTION meetings_ratified_once();
DROP TRIGGER place ON meetings_decision;
DROP FUNCTION meetings_decided_somewhere();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("issues", "0011_following"),
        ("meetings", "0004_marks"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RunSQL(BEFORE.reverse_sql, BEFORE.sql),
        AFTER,
        migrations.RunSQL(VOTES, VOTES_BACK),
        migrations.RunSQL(PLACE, PLACE_BACK),
        frozen_columns(
            "meetings_decision", "chair_vote answer_by", f"OLD.status IN {FINAL}", "meetings_decision_vote"
        ),
    ]

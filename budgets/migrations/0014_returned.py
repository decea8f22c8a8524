"""A returned payment moves its request back to what is left; the name of a giver goes after seven years."""

from django.db import migrations

from budgets.workflow import SPEND
from wijkraad.trail.guards import frozen_columns, moves_only

PLAIN = "LANGUAGE plpgsql SET search_path = public, pg_temp"
MOVES = moves_only("budgets_spendrequest", SPEND, "budgets_spendmove", "request_id")
FIXED = (
    "source_id {giver}giver_kind amount received_on cash known_to_id also_known_to_id decision_id is_party"
)
BEFORE = frozen_columns("budgets_gift", FIXED.format(giver="giver "), "true", "budgets_gift_fixed")
AFTER = frozen_columns("budgets_gift", FIXED.format(giver=""), "true", "budgets_gift_fixed")

# Books are kept seven years after their year (BW 2:10 lid 3), or what the dated setting says.
GIVER = f"""
CREATE FUNCTION budgets_gift_giver() RETURNS trigger {PLAIN} AS $$
DECLARE
  today date := (trail_now() AT TIME ZONE 'Europe/Amsterdam')::date;
  years integer;
BEGIN
  SELECT (value #>> '{{}}')::integer INTO years FROM terms_setting WHERE key = 'book_years' AND valid @> today;
  IF NEW.giver <> '' OR OLD.giver_kind <> 'person'
     OR extract(year FROM OLD.received_on) >= extract(year FROM today) - coalesce(years, 7) THEN
    RAISE EXCEPTION 'the giver is kept with the books' USING ERRCODE = '23514', CONSTRAINT = 'budgets_gift_fixed';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER giver BEFORE UPDATE ON budgets_gift
  FOR EACH ROW WHEN (OLD.giver IS DISTINCT FROM NEW.giver) EXECUTE FUNCTION budgets_gift_giver();
"""
NO_GIVER = "DROP TRIGGER giver ON budgets_gift; DROP FUNCTION budgets_gift_giver();"


class Migration(migrations.Migration):
    dependencies = [("budgets", "0013_spending_guards")]
    operations = [
        migrations.RunSQL(MOVES.reverse_sql, migrations.RunSQL.noop),
        migrations.RunSQL(MOVES.sql, migrations.RunSQL.noop),
        migrations.RunSQL(BEFORE.reverse_sql, BEFORE.sql),
        migrations.RunSQL(AFTER.sql, AFTER.reverse_sql),
        migrations.RunSQL(GIVER, NO_GIVER),
    ]

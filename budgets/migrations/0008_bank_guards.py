"""The bank: sums kept by triggers, parts that fit, words that stay for seven years; the check of a year ends."""

from django.db import migrations

from wijkraad.trail.guards import append_only, frozen_columns, public_change, recorded

DEFINER = "LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp"
PLAIN = "LANGUAGE plpgsql SET search_path = public, pg_temp"


def refuse(constraint: str, text: str) -> str:
    return f"RAISE EXCEPTION '{text}' USING ERRCODE = '23514', CONSTRAINT = '{constraint}'"


def serves(table: str) -> str:
    """The first lines of a function that may only be called by triggers on its own table."""
    return f"""
  IF TG_RELID <> 'public.{table}'::regclass THEN
    RAISE EXCEPTION 'not for this table' USING ERRCODE = '42501';
  END IF;"""


def kept(table: str, sums: str, key: str) -> str:
    """A row of sums for each row of a table, from its first moment."""
    return f"""
CREATE FUNCTION {sums}_begin() RETURNS trigger {DEFINER} AS $$
BEGIN {serves(table)}
  INSERT INTO {sums} ({key}, amount, settled) VALUES (NEW.id, abs(NEW.amount), 0);
  RETURN NULL;
END $$;
CREATE TRIGGER begin_sum AFTER INSERT ON {table} FOR EACH ROW EXECUTE FUNCTION {sums}_begin();
"""


SUMS = kept("budgets_bankentry", "budgets_bankentrysum", "entry_id") + kept(
    "budgets_booking", "budgets_bookingsum", "booking_id"
)

# What leaves the account was paid, what comes in was refunded: the signs of entry and booking are opposite.
PART = f"""
CREATE FUNCTION budgets_bankpart_apply() RETURNS trigger {DEFINER} AS $$
DECLARE
  entry numeric;
  booked numeric;
BEGIN {serves("budgets_bankpart")}
  UPDATE budgets_bankentrysum SET settled = settled + NEW.amount WHERE entry_id = NEW.entry_id;
  IF NEW.booking_id IS NOT NULL THEN
    SELECT amount INTO entry FROM budgets_bankentry WHERE id = NEW.entry_id;
    SELECT amount INTO booked FROM budgets_booking WHERE id = NEW.booking_id;
    IF sign(entry) = sign(booked) THEN
      {refuse("budgets_part_direction", "one came in, the other went out")};
    END IF;
    UPDATE budgets_bookingsum SET settled = settled + NEW.amount WHERE booking_id = NEW.booking_id;
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER apply AFTER INSERT ON budgets_bankpart
  FOR EACH ROW EXECUTE FUNCTION budgets_bankpart_apply();

CREATE FUNCTION budgets_bankpartundone_apply() RETURNS trigger {DEFINER} AS $$
DECLARE part budgets_bankpart%ROWTYPE;
BEGIN {serves("budgets_bankpartundone")}
  SELECT * INTO part FROM budgets_bankpart WHERE id = NEW.part_id;
  UPDATE budgets_bankentrysum SET settled = settled - part.amount WHERE entry_id = part.entry_id;
  IF part.booking_id IS NOT NULL THEN
    UPDATE budgets_bookingsum SET settled = settled - part.amount WHERE booking_id = part.booking_id;
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER apply AFTER INSERT ON budgets_bankpartundone
  FOR EACH ROW EXECUTE FUNCTION budgets_bankpartundone_apply();
"""

# Books are kept seven years after their year (BW 2:10 lid 3), or what the dated setting says.
WORDS = f"""
CREATE FUNCTION budgets_bankwords_stay() RETURNS trigger {PLAIN} AS $$
DECLARE
  today date := (trail_now() AT TIME ZONE 'Europe/Amsterdam')::date;
  years integer;
  booked date;
BEGIN
  IF TG_OP = 'DELETE' THEN
    SELECT (value #>> '{{}}')::integer INTO years FROM terms_setting WHERE key = 'book_years' AND valid @> today;
    SELECT booked_on INTO booked FROM budgets_bankentry WHERE id = OLD.entry_id;
    IF extract(year FROM booked) < extract(year FROM today) - coalesce(years, 7) THEN RETURN OLD; END IF;
  END IF;
  {refuse("budgets_bankwords_stay", "the words of an entry are kept")};
END $$;
CREATE TRIGGER stay BEFORE UPDATE OR DELETE ON budgets_bankwords
  FOR EACH ROW EXECUTE FUNCTION budgets_bankwords_stay();
"""

# Closing takes the year FOR NO KEY UPDATE and a draw or finding FOR SHARE: neither slips past the other.
AUDIT = f"""
CREATE FUNCTION budgets_audit_open() RETURNS trigger {PLAIN} AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM budgets_auditstatement WHERE budget_id = NEW.budget_id) THEN
    {refuse("budgets_audit_ended", "the check of this year has ended")};
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER audit_open BEFORE INSERT ON budgets_auditdraw
  FOR EACH ROW EXECUTE FUNCTION budgets_audit_open();
CREATE TRIGGER audit_open BEFORE INSERT ON budgets_auditfinding
  FOR EACH ROW EXECUTE FUNCTION budgets_audit_open();

CREATE FUNCTION budgets_auditpick_drawn() RETURNS trigger {PLAIN} AS $$
DECLARE drawn budgets_auditdraw%ROWTYPE;
BEGIN
  SELECT * INTO drawn FROM budgets_auditdraw WHERE id = NEW.draw_id;
  IF NOT drawn.population @> to_jsonb(NEW.request_id) OR NEW.place > drawn.size THEN
    {refuse("budgets_pick_drawn", "not in this sample")};
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER drawn BEFORE INSERT ON budgets_auditpick
  FOR EACH ROW EXECUTE FUNCTION budgets_auditpick_drawn();
"""

REVERSE = """
DROP TRIGGER drawn ON budgets_auditpick;
DROP FUNCTION budgets_auditpick_drawn();
DROP TRIGGER audit_open ON budgets_auditfinding;
DROP TRIGGER audit_open ON budgets_auditdraw;
DROP FUNCTION budgets_audit_open();
DROP TRIGGER stay ON budgets_bankwords;
DROP FUNCTION budgets_bankwords_stay();
DROP TRIGGER apply ON budgets_bankpartundone;
DROP FUNCTION budgets_bankpartundone_apply();
DROP TRIGGER apply ON budgets_bankpart;
DROP FUNCTION budgets_bankpart_apply();
DROP TRIGGER begin_sum ON budgets_booking;
DROP FUNCTION budgets_bookingsum_begin();
DROP TRIGGER begin_sum ON budgets_bankentry;
DROP FUNCTION budgets_bankentrysum_begin();
"""
GROWING = (
    "budgets_bankstatement budgets_bankentry budgets_bankpart budgets_bankpartundone budgets_bankquestion"
    " budgets_auditdraw budgets_auditpick budgets_auditfinding budgets_auditanswer budgets_auditstatement"
)


class Migration(migrations.Migration):
    dependencies = [("budgets", "0005_words"), ("trail", "0002_guards"), ("terms", "0001_tables")]
    operations = [
        migrations.RunSQL(SUMS + PART + WORDS + AUDIT, REVERSE),
        *(append_only(table) for table in GROWING.split()),
        frozen_columns(
            "budgets_bankaccount", "iban since added_by_id added_at", "true", "budgets_account_fixed"
        ),
        recorded("budgets_bankaccount", "name since until"),
        recorded("budgets_bankimport", "state sha256 added"),
        recorded("budgets_bankstatement", "account_id number opening closing"),
        recorded("budgets_bankpart", "entry_id kind booking_id amount"),
        recorded("budgets_bankpartundone", "part_id"),
        recorded("budgets_bankquestion", "entry_id owner_id due"),
        recorded("budgets_auditdraw", "budget_id number size seed"),
        recorded("budgets_auditfinding", "request_id verdict"),
        recorded("budgets_auditanswer", "finding_id"),
        recorded("budgets_auditstatement", "budget_id verdict"),
        public_change("budgets_bankpart", "booking_id IS NOT NULL"),
        public_change(
            "budgets_bankpartundone",
            "EXISTS (SELECT 1 FROM budgets_bankpart p WHERE p.id = changed.part_id AND p.booking_id IS NOT NULL)",
        ),
        public_change("budgets_auditstatement", "true"),
    ]

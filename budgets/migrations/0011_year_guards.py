"""The rules of years that were read from a list, of frozen reports, and of corrections after a closing."""

from django.db import migrations

from budgets.workflow import SPEND
from wijkraad.trail.guards import append_only, frozen_columns, moves_only, public_change, recorded

DEFINER = "LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp"
PLAIN = "LANGUAGE plpgsql SET search_path = public, pg_temp"
MOVES = moves_only("budgets_spendrequest", SPEND, "budgets_spendmove", "request_id")


def refuse(constraint: str, text: str) -> str:
    return f"RAISE EXCEPTION '{text}' USING ERRCODE = '23514', CONSTRAINT = '{constraint}'"


# A year from a list lies before every year that was kept here, and is closed when its transaction ends.
YEAR = f"""
CREATE FUNCTION budgets_budget_imported() RETURNS trigger {PLAIN} AS $$
BEGIN
  IF TG_OP = 'UPDATE' THEN
    IF NEW.imported_at IS DISTINCT FROM OLD.imported_at THEN
      {refuse("budgets_budget_imported", "a year is read in whole or not at all")};
    END IF;
  ELSIF NEW.imported_at IS NOT NULL AND (
    NEW.year >= extract(year FROM trail_now() AT TIME ZONE 'Europe/Amsterdam')
    OR EXISTS (SELECT 1 FROM budgets_budget WHERE imported_at IS NULL AND year <= NEW.year)
  ) THEN
    {refuse("budgets_budget_imported", "only years from before the portal are read in")};
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER imported BEFORE INSERT OR UPDATE ON budgets_budget
  FOR EACH ROW EXECUTE FUNCTION budgets_budget_imported();

CREATE FUNCTION budgets_budget_settled() RETURNS trigger {DEFINER} AS $$
DECLARE found budgets_budget%ROWTYPE;
BEGIN
  SELECT * INTO found FROM budgets_budget WHERE id = NEW.id;
  IF found.imported_at IS NOT NULL AND found.status <> 'closed' THEN
    {refuse("budgets_budget_imported", "a year that was read in is closed")};
  END IF;
  IF found.status = 'closed' AND NOT EXISTS (SELECT 1 FROM budgets_yearreport WHERE budget_id = NEW.id) THEN
    {refuse("budgets_budget_report", "a closed year has its report")};
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER settled_insert AFTER INSERT ON budgets_budget DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW WHEN (NEW.imported_at IS NOT NULL) EXECUTE FUNCTION budgets_budget_settled();
CREATE CONSTRAINT TRIGGER settled_update AFTER UPDATE ON budgets_budget DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW WHEN (OLD.status <> NEW.status AND NEW.status = 'closed')
  EXECUTE FUNCTION budgets_budget_settled();

CREATE FUNCTION budgets_yearreport_guard() RETURNS trigger {PLAIN} AS $$
DECLARE stand text;
BEGIN
  SELECT status INTO stand FROM budgets_budget WHERE id = NEW.budget_id FOR SHARE;
  IF stand IS DISTINCT FROM 'closed' THEN
    {refuse("budgets_report_open", "a report is frozen when its year closes")};
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER guard BEFORE INSERT ON budgets_yearreport
  FOR EACH ROW EXECUTE FUNCTION budgets_yearreport_guard();
"""
YEAR_BACK = """
DROP TRIGGER guard ON budgets_yearreport;
DROP FUNCTION budgets_yearreport_guard();
DROP TRIGGER settled_update ON budgets_budget;
DROP TRIGGER settled_insert ON budgets_budget;
DROP FUNCTION budgets_budget_settled();
DROP TRIGGER imported ON budgets_budget;
DROP FUNCTION budgets_budget_imported();
"""

# `imported` of a line follows its year; what is planned for later years is fixed with the budget.
LINE = f"""
CREATE FUNCTION budgets_budgetline_imported() RETURNS trigger {PLAIN} AS $$
BEGIN
  SELECT imported_at IS NOT NULL INTO NEW.imported FROM budgets_budget WHERE id = NEW.budget_id;
  RETURN NEW;
END $$;
CREATE TRIGGER imported BEFORE INSERT OR UPDATE ON budgets_budgetline
  FOR EACH ROW EXECUTE FUNCTION budgets_budgetline_imported();

CREATE FUNCTION budgets_plannedyear_guard() RETURNS trigger {PLAIN} AS $$
DECLARE
  stand text;
  first integer;
BEGIN
  SELECT b.status, b.year INTO stand, first FROM budgets_budget b
    JOIN budgets_budgetline l ON l.budget_id = b.id WHERE l.id = coalesce(NEW.line_id, OLD.line_id) FOR SHARE OF b;
  IF stand IS NOT NULL AND stand <> 'concept' THEN
    {refuse("budgets_planned_fixed", "the budget is adopted")};
  END IF;
  IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
  IF NEW.year <= first OR (TG_OP = 'UPDATE' AND NEW.line_id <> OLD.line_id) THEN
    {refuse("budgets_planned_later", "a later year of the same line")};
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER guard BEFORE INSERT OR UPDATE OR DELETE ON budgets_plannedyear
  FOR EACH ROW EXECUTE FUNCTION budgets_plannedyear_guard();
"""
LINE_BACK = """
DROP TRIGGER guard ON budgets_plannedyear;
DROP FUNCTION budgets_plannedyear_guard();
DROP TRIGGER imported ON budgets_budgetline;
DROP FUNCTION budgets_budgetline_imported();
"""

# A spend from a list can only come in together with its year: nobody approved it here.
REQUEST = f"""
CREATE FUNCTION budgets_spendrequest_imported() RETURNS trigger {PLAIN} AS $$
BEGIN
  IF NOT EXISTS (
    SELECT 1 FROM budgets_budgetline l JOIN budgets_budget b ON b.id = l.budget_id
    WHERE l.id = NEW.line_id AND l.imported AND b.status = 'adopted'
  ) THEN
    {refuse("budgets_request_imported", "only together with a year from before the portal")};
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER imported BEFORE INSERT ON budgets_spendrequest
  FOR EACH ROW WHEN (NEW.status = 'imported') EXECUTE FUNCTION budgets_spendrequest_imported();
"""
REQUEST_BACK = """
DROP TRIGGER imported ON budgets_spendrequest;
DROP FUNCTION budgets_spendrequest_imported();
"""


def book(states: str, other_line: str) -> str:
    """The trigger that books: it keeps the sums of request and line, and judges the row."""
    return f"""
CREATE OR REPLACE FUNCTION budgets_booking_apply() RETURNS trigger {DEFINER} AS $$
DECLARE
  asked budgets_spendrequest%ROWTYPE;
  first budgets_booking%ROWTYPE;
  year integer;
  stand text;
BEGIN
  IF TG_RELID <> 'public.budgets_booking'::regclass THEN
    RAISE EXCEPTION 'not for this table' USING ERRCODE = '42501';
  END IF;
  PERFORM 1 FROM budgets_budgetline WHERE id = NEW.line_id FOR NO KEY UPDATE;
  SELECT b.year, b.status INTO year, stand FROM budgets_budget b JOIN budgets_budgetline l ON l.budget_id = b.id
   WHERE l.id = NEW.line_id FOR SHARE OF b;
  IF stand <> 'adopted' OR NEW.cost_year <> year THEN
    {refuse("budgets_booking_year", "the year takes no booking")};
  END IF;
  SELECT * INTO asked FROM budgets_spendrequest WHERE id = NEW.request_id FOR NO KEY UPDATE;
  IF asked.status NOT IN ({states}) THEN
    {refuse("budgets_booking_state", "the request is not approved")};
  END IF;
  {other_line}
  IF NEW.kind = 'reversal' THEN
    SELECT * INTO first FROM budgets_booking WHERE id = NEW.reverses_id;
    IF first.id IS NULL OR first.kind = 'reversal' OR first.request_id <> NEW.request_id
       OR NEW.amount <> -first.amount THEN
      {refuse("budgets_booking_reversal", "a reversal mirrors one booking")};
    END IF;
  END IF;
  -- What comes back leaves the line before it is held for the request again: the line is never over on the way.
  IF NEW.amount < 0 THEN
    UPDATE budgets_budgetline SET paid = paid + NEW.amount WHERE id = NEW.line_id;
  END IF;
  UPDATE budgets_spendrequest SET paid = paid + NEW.amount WHERE id = NEW.request_id;
  IF NEW.amount > 0 THEN
    UPDATE budgets_budgetline SET paid = paid + NEW.amount WHERE id = NEW.line_id;
  END IF;
  RETURN NULL;
END $$;
"""


PAYABLE = "'approved', 'part_paid', 'paid', 'paid_short', 'accounted'"
# What a closed year got wrong is set right in the open one: the reversal, and a row that names what it corrects.
CORRECTING = f"""IF NEW.corrects_id IS NOT NULL AND (NEW.kind <> 'payment' OR NEW.line_id = asked.line_id) THEN
    {refuse("budgets_booking_corrects", "only after a closing")};
  END IF;
  IF NEW.line_id <> asked.line_id AND (
    budgets_open_year(asked.line_id) OR (NEW.kind = 'payment' AND NOT EXISTS (
      SELECT 1 FROM budgets_booking c JOIN budgets_booking r ON r.reverses_id = c.id
      WHERE c.id = NEW.corrects_id AND c.request_id = NEW.request_id AND r.line_id = NEW.line_id
    ))
  ) THEN
    {refuse("budgets_booking_line", "another line than that of the request")};
  END IF;"""
BEFORE = f"""IF NEW.line_id <> asked.line_id AND (NEW.kind = 'payment' OR budgets_open_year(asked.line_id)) THEN
    {refuse("budgets_booking_line", "another line than that of the request")};
  END IF;"""

# A carry-over moves a rest to a later year: both halves stand under one decision, and weigh the same.
TRANSFER = f"""
CREATE FUNCTION budgets_lineamendment_pair() RETURNS trigger {DEFINER} AS $$
BEGIN
  IF (SELECT sum(amount) <> 0 OR count(*) <> 2 OR count(DISTINCT decision_id) <> 1
      FROM budgets_lineamendment WHERE transfer = NEW.transfer) THEN
    {refuse("budgets_amendment_pair", "what one line gives the other gets")};
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER pair AFTER INSERT ON budgets_lineamendment DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW WHEN (NEW.transfer IS NOT NULL) EXECUTE FUNCTION budgets_lineamendment_pair();
"""
TRANSFER_BACK = "DROP TRIGGER pair ON budgets_lineamendment; DROP FUNCTION budgets_lineamendment_pair();"
FIXED_SPEND = "status number title goal amount line_id decision_id payee_name payee_kind requester_id listed_on last_paid_on"


class Migration(migrations.Migration):
    dependencies = [("budgets", "0009_bank_sums")]
    operations = [
        migrations.RunSQL(YEAR, YEAR_BACK),
        migrations.RunSQL(LINE, LINE_BACK),
        migrations.RunSQL(REQUEST, REQUEST_BACK),
        migrations.RunSQL(book(f"{PAYABLE}, 'imported'", CORRECTING), book(PAYABLE, BEFORE)),
        migrations.RunSQL(TRANSFER, TRANSFER_BACK),
        migrations.RunSQL(MOVES.reverse_sql, migrations.RunSQL.noop),
        migrations.RunSQL(MOVES.sql, migrations.RunSQL.noop),
        frozen_columns(
            "budgets_spendrequest", FIXED_SPEND, "OLD.status = 'imported'", "budgets_request_fixed_import"
        ),
        frozen_columns(
            "budgets_gift",
            "source_id giver giver_kind amount received_on cash known_to_id also_known_to_id decision_id is_party",
            "true",
            "budgets_gift_fixed",
        ),
        append_only("budgets_yearreport"),
        recorded("budgets_yearreport", "budget_id sha256"),
        recorded("budgets_plannedyear", "line_id year amount"),
        recorded(
            "budgets_gift", "source_id amount received_on cash decision_id returned_on", personal="giver"
        ),
        recorded(
            "budgets_fundapplication", "budget_id fund asked promised answered_on report_due reported_on"
        ),
        recorded("budgets_othersmoney", "owner project original spent source source_date"),
        public_change("budgets_yearreport", "true"),
        public_change("budgets_plannedyear", "true"),
        public_change("budgets_gift", "true"),
        public_change("budgets_fundapplication", "true"),
        public_change("budgets_othersmoney", "true"),
    ]

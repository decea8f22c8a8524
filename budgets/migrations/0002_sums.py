"""The sums of a line and of a request: changed by triggers only, from the rows that they add up.

Every function that writes runs as the owner and serves its own table only, so that a trigger on a
temporary table of `app` gets nothing from it. Rows are locked in one order: line, year, request.
"""

from django.db import migrations

DEFINER = "LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp"
PLAIN = "LANGUAGE plpgsql SET search_path = public, pg_temp"


def serves(table: str) -> str:
    """The first lines of a function that may only be called by triggers on its own table."""
    return f"""
  IF TG_RELID <> 'public.{table}'::regclass THEN
    RAISE EXCEPTION 'not for this table' USING ERRCODE = '42501';
  END IF;"""


def refuse(constraint: str, text: str) -> str:
    return f"RAISE EXCEPTION '{text}' USING ERRCODE = '23514', CONSTRAINT = '{constraint}'"


DECIDED = "('adopted', 'executing', 'done')"

# Whether the statement comes from one of our own functions: they alone run as the owner inside a trigger.
BY_TRIGGER = f"""
CREATE FUNCTION budgets_by_trigger(relation oid) RETURNS boolean LANGUAGE sql STABLE
SET search_path = public, pg_temp AS $$
  SELECT pg_trigger_depth() > 1
     AND current_user = (SELECT pg_get_userbyid(relowner) FROM pg_class WHERE oid = relation)
$$;

CREATE FUNCTION budgets_open_year(line bigint) RETURNS boolean {PLAIN} AS $$
DECLARE found text;
BEGIN
  SELECT b.status INTO found FROM budgets_budget b JOIN budgets_budgetline l ON l.budget_id = b.id
   WHERE l.id = line FOR SHARE OF b;
  RETURN found = 'adopted';
END $$;
"""

LINE = f"""
CREATE FUNCTION budgets_budgetline_guard() RETURNS trigger {PLAIN} AS $$
DECLARE stand text;
BEGIN
  SELECT status INTO stand FROM budgets_budget WHERE id = coalesce(NEW.budget_id, OLD.budget_id) FOR SHARE;
  IF TG_OP = 'DELETE' THEN
    IF stand <> 'concept' THEN {refuse("budgets_line_original", "the budget is adopted")}; END IF;
    RETURN OLD;
  END IF;
  IF TG_OP = 'INSERT' THEN
    IF (NEW.reserved, NEW.paid, NEW.ceiling) <> (0, 0, 0) THEN
      {refuse("budgets_line_guarded", "sums follow from rows")};
    END IF;
    IF stand <> 'concept' AND NEW.original <> 0 THEN
      {refuse("budgets_line_original", "the budget is adopted")};
    END IF;
    NEW.amended := NEW.original;
    RETURN NEW;
  END IF;
  IF NEW.budget_id <> OLD.budget_id OR (NEW.original <> OLD.original AND stand <> 'concept') THEN
    {refuse("budgets_line_original", "the budget is adopted")};
  END IF;
  IF (NEW.amended, NEW.reserved, NEW.paid, NEW.ceiling) <> (OLD.amended, OLD.reserved, OLD.paid, OLD.ceiling)
     AND NOT budgets_by_trigger(TG_RELID) THEN
    {refuse("budgets_line_guarded", "sums follow from rows")};
  END IF;
  IF NEW.original <> OLD.original THEN NEW.amended := NEW.original; END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER guard BEFORE INSERT OR UPDATE OR DELETE ON budgets_budgetline
  FOR EACH ROW EXECUTE FUNCTION budgets_budgetline_guard();
"""

AMENDMENT = f"""
CREATE FUNCTION budgets_lineamendment_apply() RETURNS trigger {DEFINER} AS $$
DECLARE stand text;
BEGIN {serves("budgets_lineamendment")}
  UPDATE budgets_budgetline SET amended = amended + NEW.amount WHERE id = NEW.line_id;
  IF NOT budgets_open_year(NEW.line_id) THEN
    {refuse("budgets_amendment_year", "the budget is not adopted")};
  END IF;
  SELECT status INTO stand FROM meetings_decision WHERE id = NEW.decision_id FOR SHARE;
  IF stand IS NULL OR stand NOT IN {DECIDED} THEN
    {refuse("budgets_amendment_decision", "no adopted decision")};
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER apply AFTER INSERT ON budgets_lineamendment
  FOR EACH ROW EXECUTE FUNCTION budgets_lineamendment_apply();
"""

MANDATE = f"""
CREATE FUNCTION budgets_mandate_apply() RETURNS trigger {DEFINER} AS $$
DECLARE stand text;
BEGIN {serves("budgets_mandate")}
  IF TG_OP = 'INSERT' THEN
    IF NEW.withdrawn_at IS NOT NULL THEN {refuse("budgets_mandate_fixed", "a mandate begins in force")}; END IF;
    IF NEW.kind = 'overspend' THEN
      UPDATE budgets_budgetline SET ceiling = ceiling + NEW.amount WHERE id = NEW.line_id;
    END IF;
    IF NOT budgets_open_year(NEW.line_id) THEN
      {refuse("budgets_amendment_year", "the budget is not adopted")};
    END IF;
    SELECT status INTO stand FROM meetings_decision WHERE id = NEW.decision_id FOR SHARE;
    IF stand IS NULL OR stand NOT IN {DECIDED} THEN
      {refuse("budgets_mandate_decision", "no adopted decision")};
    END IF;
    RETURN NULL;
  END IF;
  IF TG_OP = 'DELETE' OR OLD.withdrawn_at IS NOT NULL
     OR (NEW.decision_id, NEW.line_id, NEW.kind, NEW.amount, NEW.granted_at)
        IS DISTINCT FROM (OLD.decision_id, OLD.line_id, OLD.kind, OLD.amount, OLD.granted_at) THEN
    {refuse("budgets_mandate_fixed", "a mandate does not change")};
  END IF;
  IF NEW.withdrawn_at IS NOT NULL AND NEW.kind = 'overspend' THEN
    UPDATE budgets_budgetline SET ceiling = ceiling - NEW.amount WHERE id = NEW.line_id;
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER apply AFTER INSERT OR UPDATE OR DELETE ON budgets_mandate
  FOR EACH ROW EXECUTE FUNCTION budgets_mandate_apply();
"""

RESERVE = f"""
CREATE FUNCTION budgets_held(status text, amount numeric, paid numeric) RETURNS numeric LANGUAGE sql IMMUTABLE
SET search_path = public, pg_temp AS $$
  SELECT CASE WHEN status IN ('approved', 'part_paid') THEN amount - paid ELSE 0 END
$$;

CREATE FUNCTION budgets_spendrequest_reserve() RETURNS trigger {DEFINER} AS $$
DECLARE
  before numeric := 0;
  after numeric := budgets_held(NEW.status, NEW.amount, NEW.paid);
  stand text;
BEGIN {serves("budgets_spendrequest")}
  IF TG_OP = 'UPDATE' THEN before := budgets_held(OLD.status, OLD.amount, OLD.paid); END IF;
  IF TG_OP = 'UPDATE' AND OLD.line_id < NEW.line_id AND before <> 0 THEN
    UPDATE budgets_budgetline SET reserved = reserved - before WHERE id = OLD.line_id;
    before := 0;
  END IF;
  IF TG_OP = 'INSERT' OR OLD.line_id = NEW.line_id THEN
    IF after <> before THEN
      UPDATE budgets_budgetline SET reserved = reserved + after - before WHERE id = NEW.line_id;
    END IF;
  ELSE
    IF after <> 0 THEN
      UPDATE budgets_budgetline SET reserved = reserved + after WHERE id = NEW.line_id;
    END IF;
    IF before <> 0 THEN
      UPDATE budgets_budgetline SET reserved = reserved - before WHERE id = OLD.line_id;
    END IF;
  END IF;
  IF after > before AND NOT budgets_open_year(NEW.line_id) THEN
    {refuse("budgets_reservation_year", "the year is not open")};
  END IF;
  IF after > before AND NEW.decision_id IS NOT NULL AND TG_OP = 'UPDATE' AND OLD.status = 'submitted' THEN
    SELECT status INTO stand FROM meetings_decision WHERE id = NEW.decision_id FOR SHARE;
    IF stand NOT IN {DECIDED} THEN
      {refuse("budgets_reservation_decision", "the decision does not stand")};
    END IF;
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER reserve AFTER INSERT OR UPDATE ON budgets_spendrequest
  FOR EACH ROW EXECUTE FUNCTION budgets_spendrequest_reserve();
"""

BOOK = f"""
CREATE FUNCTION budgets_booking_apply() RETURNS trigger {DEFINER} AS $$
DECLARE
  asked budgets_spendrequest%ROWTYPE;
  first budgets_booking%ROWTYPE;
  year integer;
  stand text;
BEGIN {serves("budgets_booking")}
  PERFORM 1 FROM budgets_budgetline WHERE id = NEW.line_id FOR NO KEY UPDATE;
  SELECT b.year, b.status INTO year, stand FROM budgets_budget b JOIN budgets_budgetline l ON l.budget_id = b.id
   WHERE l.id = NEW.line_id FOR SHARE OF b;
  IF stand <> 'adopted' OR NEW.cost_year <> year THEN
    {refuse("budgets_booking_year", "the year takes no booking")};
  END IF;
  SELECT * INTO asked FROM budgets_spendrequest WHERE id = NEW.request_id FOR NO KEY UPDATE;
  IF asked.status NOT IN ('approved', 'part_paid', 'paid', 'paid_short', 'accounted') THEN
    {refuse("budgets_booking_state", "the request is not approved")};
  END IF;
  IF NEW.line_id <> asked.line_id AND (NEW.kind = 'payment' OR budgets_open_year(asked.line_id)) THEN
    {refuse("budgets_booking_line", "another line than that of the request")};
  END IF;
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
CREATE TRIGGER apply AFTER INSERT ON budgets_booking
  FOR EACH ROW EXECUTE FUNCTION budgets_booking_apply();
"""

REVERSE = """
DROP TRIGGER apply ON budgets_booking;
DROP FUNCTION budgets_booking_apply();
DROP TRIGGER reserve ON budgets_spendrequest;
DROP FUNCTION budgets_spendrequest_reserve();
DROP FUNCTION budgets_held(text, numeric, numeric);
DROP TRIGGER apply ON budgets_mandate;
DROP FUNCTION budgets_mandate_apply();
DROP TRIGGER apply ON budgets_lineamendment;
DROP FUNCTION budgets_lineamendment_apply();
DROP TRIGGER guard ON budgets_budgetline;
DROP FUNCTION budgets_budgetline_guard();
DROP FUNCTION budgets_open_year(bigint);
DROP FUNCTION budgets_by_trigger(oid);
"""


class Migration(migrations.Migration):
    dependencies = [("budgets", "0001_tables")]
    operations = [migrations.RunSQL(BY_TRIGGER + LINE + AMENDMENT + MANDATE + RESERVE + BOOK, REVERSE)]

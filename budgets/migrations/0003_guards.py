"""The guards of year, request and approval, the moves, and the history of changes."""

from django.db import migrations

from budgets.workflow import SPEND
from wijkraad.trail.guards import append_only, moves_only, public_change, recorded, versioned

DEFINER = "LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp"
PLAIN = "LANGUAGE plpgsql SET search_path = public, pg_temp"


def refuse(constraint: str, text: str) -> str:
    return f"RAISE EXCEPTION '{text}' USING ERRCODE = '23514', CONSTRAINT = '{constraint}'"


YEAR = f"""
CREATE FUNCTION budgets_budget_guard() RETURNS trigger {PLAIN} AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    IF NEW.status <> 'concept' THEN {refuse("budgets_budget_move", "a budget begins as a proposal")}; END IF;
    RETURN NEW;
  END IF;
  IF OLD.status = 'closed' THEN {refuse("budgets_budget_closed", "the year is closed")}; END IF;
  IF TG_OP = 'DELETE' THEN
    IF OLD.status <> 'concept' THEN {refuse("budgets_budget_move", "the budget is adopted")}; END IF;
    RETURN OLD;
  END IF;
  IF OLD.status <> 'concept'
     AND (NEW.year, NEW.decision_id) IS DISTINCT FROM (OLD.year, OLD.decision_id) THEN
    {refuse("budgets_budget_move", "the budget is adopted")};
  END IF;
  IF NEW.status <> OLD.status
     AND (OLD.status, NEW.status) NOT IN (('concept', 'adopted'), ('adopted', 'closed')) THEN
    {refuse("budgets_budget_move", "no such move of a budget")};
  END IF;
  IF NEW.status = 'closed' THEN
    PERFORM 1 FROM budgets_budgetline WHERE budget_id = NEW.id ORDER BY id FOR NO KEY UPDATE;
    IF EXISTS (SELECT 1 FROM budgets_budgetline WHERE budget_id = NEW.id AND reserved <> 0) THEN
      {refuse("budgets_budget_reserved", "reservations are open")};
    END IF;
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER guard BEFORE INSERT OR UPDATE OR DELETE ON budgets_budget
  FOR EACH ROW EXECUTE FUNCTION budgets_budget_guard();
"""

# `round` only rises, together with the loss of its approvals; what was approved cannot change under them.
REQUEST = f"""
CREATE FUNCTION budgets_spendrequest_guard() RETURNS trigger {PLAIN} AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    IF (NEW.paid, NEW.approvals_given) <> (0, 0) OR NEW.round <> 1 THEN
      {refuse("budgets_request_guarded", "sums follow from rows")};
    END IF;
    RETURN NEW;
  END IF;
  IF NEW.requester_id <> OLD.requester_id OR NEW.uuid <> OLD.uuid
     OR (OLD.number IS NOT NULL AND NEW.number IS DISTINCT FROM OLD.number) THEN
    {refuse("budgets_request_fixed", "requester and number are fixed")};
  END IF;
  IF NEW.round <> OLD.round THEN
    IF NEW.round <> OLD.round + 1 OR NEW.status NOT IN ('draft', 'submitted') THEN
      {refuse("budgets_request_round", "no such round")};
    END IF;
    NEW.approvals_given := 0;
  ELSIF NEW.approvals_given <> OLD.approvals_given AND NOT budgets_by_trigger(TG_RELID) THEN
    {refuse("budgets_request_guarded", "approvals follow from rows")};
  END IF;
  IF NEW.paid <> OLD.paid AND NOT budgets_by_trigger(TG_RELID) THEN
    {refuse("budgets_request_guarded", "paid follows from bookings")};
  END IF;
  IF (NEW.amount, NEW.line_id, NEW.payee_name, NEW.payee_kind, NEW.payee_iban, NEW.payee_user_id)
     IS DISTINCT FROM
     (OLD.amount, OLD.line_id, OLD.payee_name, OLD.payee_kind, OLD.payee_iban, OLD.payee_user_id) THEN
    IF NEW.status NOT IN ('draft', 'submitted', 'needs_info') THEN
      {refuse("budgets_request_fixed", "amount, payee and line are fixed")};
    END IF;
    IF NEW.approvals_given > 0 OR (OLD.status = 'approved' AND NEW.round = OLD.round) THEN
      {refuse("budgets_request_round", "approved in this round already")};
    END IF;
    IF NEW.line_id <> OLD.line_id
       AND EXISTS (SELECT 1 FROM budgets_booking WHERE request_id = NEW.id) THEN
      {refuse("budgets_request_booked", "booked on its line already")};
    END IF;
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER guard BEFORE INSERT OR UPDATE ON budgets_spendrequest
  FOR EACH ROW EXECUTE FUNCTION budgets_spendrequest_guard();

CREATE FUNCTION budgets_spendrequest_enough() RETURNS trigger {DEFINER} AS $$
DECLARE
  highest numeric;
  given integer;
  needed integer;
BEGIN
  SELECT (value #>> '{{}}')::numeric INTO highest FROM terms_setting
   WHERE key = 'light_limit' AND valid @> (trail_now() AT TIME ZONE 'Europe/Amsterdam')::date;
  SELECT count(*) INTO given FROM budgets_approval WHERE request_id = NEW.id AND round = NEW.round;
  needed := CASE WHEN NEW.amount <= coalesce(highest, 250) THEN 1 ELSE 2 END;
  IF given < needed THEN
    {refuse("budgets_request_approvals", "too few approvals")};
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER enough AFTER UPDATE ON budgets_spendrequest DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW WHEN (OLD.status = 'submitted' AND NEW.status = 'approved')
  EXECUTE FUNCTION budgets_spendrequest_enough();
"""

APPROVAL = f"""
ALTER TABLE budgets_approval ADD CONSTRAINT budgets_approval_requester
  FOREIGN KEY (request_id, requester_id) REFERENCES budgets_spendrequest (id, requester_id);

CREATE FUNCTION budgets_approval_count() RETURNS trigger {DEFINER} AS $$
BEGIN
  IF TG_RELID <> 'public.budgets_approval'::regclass THEN
    RAISE EXCEPTION 'not for this table' USING ERRCODE = '42501';
  END IF;
  UPDATE budgets_spendrequest SET approvals_given = approvals_given + 1
   WHERE id = NEW.request_id AND round = NEW.round AND status = 'submitted';
  IF NOT FOUND THEN {refuse("budgets_approval_round", "not waiting for this approval")}; END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER count AFTER INSERT ON budgets_approval
  FOR EACH ROW EXECUTE FUNCTION budgets_approval_count();
"""

# A decision that still carries promised money cannot be replaced or withdrawn under it.
DECISION = f"""
CREATE FUNCTION budgets_decision_in_use() RETURNS trigger {DEFINER} AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM budgets_spendrequest
              WHERE decision_id = NEW.id AND status IN ('approved', 'part_paid'))
     OR EXISTS (SELECT 1 FROM budgets_mandate
                 WHERE decision_id = NEW.id AND kind = 'overspend' AND withdrawn_at IS NULL) THEN
    {refuse("budgets_decision_in_use", "money is promised under this decision")};
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER budgets_in_use BEFORE UPDATE ON meetings_decision
  FOR EACH ROW WHEN (OLD.status IS DISTINCT FROM NEW.status AND NEW.status IN ('superseded', 'withdrawn'))
  EXECUTE FUNCTION budgets_decision_in_use();
"""

REVERSE = """
DROP TRIGGER budgets_in_use ON meetings_decision;
DROP FUNCTION budgets_decision_in_use();
DROP TRIGGER count ON budgets_approval;
DROP FUNCTION budgets_approval_count();
ALTER TABLE budgets_approval DROP CONSTRAINT budgets_approval_requester;
DROP TRIGGER enough ON budgets_spendrequest;
DROP FUNCTION budgets_spendrequest_enough();
DROP TRIGGER guard ON budgets_spendrequest;
DROP FUNCTION budgets_spendrequest_guard();
DROP TRIGGER guard ON budgets_budget;
DROP FUNCTION budgets_budget_guard();
"""


class Migration(migrations.Migration):
    dependencies = [("budgets", "0002_sums"), ("trail", "0002_guards"), ("terms", "0001_tables")]
    operations = [
        migrations.RunSQL(YEAR + REQUEST + APPROVAL + DECISION, REVERSE),
        moves_only("budgets_spendrequest", SPEND, "budgets_spendmove", "request_id"),
        versioned("budgets_spendrequest"),
        public_change("budgets_spendrequest", "changed.number IS NOT NULL"),
        public_change("budgets_budget", "changed.status <> 'concept'"),
        public_change(
            "budgets_budgetline",
            "EXISTS (SELECT 1 FROM budgets_budget b WHERE b.id = changed.budget_id AND b.status <> 'concept')",
        ),
        public_change(
            "budgets_evaluation",
            "EXISTS (SELECT 1 FROM budgets_spendrequest r WHERE r.id = changed.request_id AND r.number IS NOT NULL)",
        ),
        append_only("budgets_spendmove"),
        append_only("budgets_approval"),
        append_only("budgets_booking"),
        append_only("budgets_bankconfirmation"),
        append_only("budgets_lineamendment"),
        append_only("budgets_interest"),
        recorded("budgets_budget", "year status decision_id priority_target"),
        recorded("budgets_budgetline", "name theme_id original amended ceiling"),
        recorded("budgets_lineamendment", "line_id amount decision_id transfer"),
        recorded("budgets_mandate", "decision_id line_id kind amount withdrawn_at"),
        recorded(
            "budgets_spendrequest",
            "number status title amount line_id decision_id requester_id round split_flag",
            personal="payee_name payee_iban payee_user_id",
        ),
        recorded("budgets_approval", "request_id round approver_id"),
        recorded("budgets_interest", "request_id user_id kind"),
        recorded("budgets_booking", "request_id kind amount paid_on reverses_id"),
        recorded("budgets_receipt", "request_id kind sha256 refused_at"),
        recorded("budgets_evaluation", "request_id reached"),
    ]

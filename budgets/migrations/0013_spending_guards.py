"""What was approved stays as it was: costed items, quotes, receipts; and payment orders keep their words."""

from django.db import migrations

from wijkraad.trail.guards import append_only, frozen_columns, recorded

PLAIN = "LANGUAGE plpgsql SET search_path = public, pg_temp"
REQUEST = "number status title amount line_id decision_id requester_id round split_flag"
OLD = recorded("budgets_spendrequest", REQUEST, "payee_name payee_iban payee_user_id")
NEW = recorded(
    "budgets_spendrequest", f"{REQUEST} replaces_id", "payee_name payee_iban payee_user_id payee_address"
)
RECORD = migrations.RunSQL(f"{OLD.reverse_sql}\n{NEW.sql}", f"{NEW.reverse_sql}\n{OLD.sql}")


def refuse(constraint: str, text: str) -> str:
    return f"RAISE EXCEPTION '{text}' USING ERRCODE = '23514', CONSTRAINT = '{constraint}'"


# The request is held while it is judged: an approval writes the same row, so neither slips in beside the other.
ITEMS = f"""
CREATE FUNCTION budgets_spenditem_fixed() RETURNS trigger {PLAIN} AS $$
DECLARE asked budgets_spendrequest%ROWTYPE;
BEGIN
  SELECT * INTO asked FROM budgets_spendrequest WHERE id = coalesce(NEW.request_id, OLD.request_id) FOR SHARE;
  IF asked.status NOT IN ('draft', 'submitted', 'needs_info') OR asked.approvals_given > 0
     OR (TG_OP = 'UPDATE' AND NEW.request_id <> OLD.request_id) THEN
    {refuse("budgets_item_fixed", "the items are approved")};
  END IF;
  IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER fixed BEFORE INSERT OR UPDATE OR DELETE ON budgets_spenditem
  FOR EACH ROW EXECUTE FUNCTION budgets_spenditem_fixed();

CREATE FUNCTION budgets_items_sum() RETURNS trigger {PLAIN} AS $$
DECLARE asked bigint;
BEGIN
  IF TG_TABLE_NAME = 'budgets_spendrequest' THEN asked := NEW.id;
  ELSIF TG_OP = 'DELETE' THEN asked := OLD.request_id;
  ELSE asked := NEW.request_id;
  END IF;
  IF (SELECT sum(i.amount) <> r.amount FROM budgets_spendrequest r
        JOIN budgets_spenditem i ON i.request_id = r.id WHERE r.id = asked GROUP BY r.amount) THEN
    {refuse("budgets_item_sum", "the items of a request add to its amount")};
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER items_sum AFTER INSERT OR UPDATE OR DELETE ON budgets_spenditem
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION budgets_items_sum();
CREATE CONSTRAINT TRIGGER items_sum AFTER UPDATE ON budgets_spendrequest
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (OLD.amount <> NEW.amount)
  EXECUTE FUNCTION budgets_items_sum();
"""
NO_ITEMS = """
DROP TRIGGER items_sum ON budgets_spendrequest;
DROP TRIGGER items_sum ON budgets_spenditem;
DROP FUNCTION budgets_items_sum();
DROP TRIGGER fixed ON budgets_spenditem;
DROP FUNCTION budgets_spenditem_fixed();
"""

QUOTE = f"""
CREATE FUNCTION budgets_receipt_quote() RETURNS trigger {PLAIN} AS $$
DECLARE asked budgets_spendrequest%ROWTYPE;
BEGIN
  SELECT * INTO asked FROM budgets_spendrequest WHERE id = NEW.request_id FOR SHARE;
  IF asked.status NOT IN ('draft', 'submitted', 'needs_info') OR asked.approvals_given > 0 THEN
    {refuse("budgets_receipt_quote", "a quote is part of what was approved")};
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER quote BEFORE INSERT ON budgets_receipt FOR EACH ROW WHEN (NEW.kind = 'quote')
  EXECUTE FUNCTION budgets_receipt_quote();
"""
NO_QUOTE = "DROP TRIGGER quote ON budgets_receipt; DROP FUNCTION budgets_receipt_quote();"

# A payment in cash names a receipt of its own request, one that nobody refused.
CASH = f"""
CREATE FUNCTION budgets_booking_proof() RETURNS trigger {PLAIN} AS $$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM budgets_receipt
                  WHERE id = NEW.receipt_id AND request_id = NEW.request_id AND refused_at IS NULL) THEN
    {refuse("budgets_booking_cash", "the receipt is not of this request")};
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER proof BEFORE INSERT ON budgets_booking FOR EACH ROW WHEN (NEW.receipt_id IS NOT NULL)
  EXECUTE FUNCTION budgets_booking_proof();
"""
NO_CASH = "DROP TRIGGER proof ON budgets_booking; DROP FUNCTION budgets_booking_proof();"

ORDER = f"""
CREATE FUNCTION budgets_paymentorder_guard() RETURNS trigger {PLAIN} AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    IF NEW.status <> 'made' THEN {refuse("budgets_order_move", "an order begins as made")}; END IF;
    RETURN NEW;
  END IF;
  IF OLD.status = 'dropped'
     OR (NEW.status <> OLD.status
         AND (OLD.status, NEW.status) NOT IN (('made', 'sent'), ('made', 'dropped'), ('sent', 'dropped'))) THEN
    {refuse("budgets_order_move", "no such move of an order")};
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER guard BEFORE INSERT OR UPDATE ON budgets_paymentorder
  FOR EACH ROW EXECUTE FUNCTION budgets_paymentorder_guard();

CREATE FUNCTION budgets_paymentitem_guard() RETURNS trigger {PLAIN} AS $$
BEGIN
  PERFORM 1 FROM budgets_paymentorder WHERE id = NEW.order_id AND status = 'made' FOR SHARE;
  IF NOT FOUND THEN {refuse("budgets_order_fixed", "the order is with the bank")}; END IF;
  PERFORM 1 FROM budgets_spendrequest
    WHERE id = NEW.request_id AND status IN ('approved', 'part_paid') AND amount - paid >= NEW.amount FOR SHARE;
  IF NOT FOUND THEN {refuse("budgets_payment_approved", "not approved, or less is left")}; END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER guard BEFORE INSERT ON budgets_paymentitem
  FOR EACH ROW EXECUTE FUNCTION budgets_paymentitem_guard();
"""
NO_ORDER = """
DROP TRIGGER guard ON budgets_paymentitem;
DROP FUNCTION budgets_paymentitem_guard();
DROP TRIGGER guard ON budgets_paymentorder;
DROP FUNCTION budgets_paymentorder_guard();
"""


class Migration(migrations.Migration):
    dependencies = [("budgets", "0011_year_guards")]
    operations = [
        RECORD,
        migrations.RunSQL(ITEMS, NO_ITEMS),
        migrations.RunSQL(QUOTE, NO_QUOTE),
        frozen_columns(
            "budgets_receipt", "request_id kind sha256 added_by_id", "true", "budgets_receipt_fixed"
        ),
        migrations.RunSQL(CASH, NO_CASH),
        migrations.RunSQL(ORDER, NO_ORDER),
        frozen_columns(
            "budgets_paymentorder",
            "uuid reference execute_on debtor_name debtor_iban made_by_id made_at",
            "true",
            "budgets_order_fixed",
        ),
        append_only("budgets_paymentitem"),
        recorded("budgets_spenditem", "request_id what amount"),
        recorded("budgets_paymentorder", "reference status execute_on"),
        recorded("budgets_paymentitem", "order_id request_id amount"),
    ]

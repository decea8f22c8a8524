"""What tells of a private payee goes when its term is over, and not a day before; the books keep the rest.

Paid: with the books, seven years after their year (BW 2:10 lid 3), or what the dated setting says. Never paid,
and rejected or cancelled: as any contact, months after it ended. Firms that agreed to be named keep their name.
"""

from django.db import migrations

from wijkraad.trail.guards import frozen_columns

PLAIN = "LANGUAGE plpgsql SET search_path = public, pg_temp"
SPEND = "status number title goal amount line_id decision_id {payee}payee_kind requester_id listed_on last_paid_on"
IMPORTED = ("OLD.status = 'imported'", "budgets_request_fixed_import")
BEFORE = frozen_columns("budgets_spendrequest", SPEND.format(payee="payee_name "), *IMPORTED)
AFTER = frozen_columns("budgets_spendrequest", SPEND.format(payee=""), *IMPORTED)


def refuse(constraint: str, text: str) -> str:
    return f"RAISE EXCEPTION '{text}' USING ERRCODE = '23514', CONSTRAINT = '{constraint}'"


# The day more in the months is for the hour between two time zones: the job is never refused what it finds due.
DUE = f"""
CREATE FUNCTION budgets_term(name text, otherwise integer) RETURNS integer STABLE {PLAIN} AS $$
DECLARE found integer;
BEGIN
  SELECT (value #>> '{{}}')::integer INTO found FROM terms_setting
   WHERE key = name AND valid @> (trail_now() AT TIME ZONE 'Europe/Amsterdam')::date;
  RETURN coalesce(found, otherwise);
END $$;

CREATE FUNCTION budgets_payee_due(asked bigint, stand text) RETURNS boolean STABLE {PLAIN} AS $$
DECLARE
  booked integer;
  ended timestamptz;
BEGIN
  SELECT max(greatest(cost_year, extract(year FROM paid_on)::integer)) INTO booked
    FROM budgets_booking WHERE request_id = asked;
  IF booked IS NOT NULL THEN
    RETURN stand IN ('paid', 'paid_short', 'accounted', 'imported', 'cancelled') AND booked
      < extract(year FROM trail_now() AT TIME ZONE 'Europe/Amsterdam') - budgets_term('book_years', 7);
  END IF;
  SELECT max(at) INTO ended FROM budgets_spendmove WHERE request_id = asked;
  RETURN stand IN ('rejected', 'cancelled')
    AND ended < trail_now() - make_interval(months => budgets_term('contact_months', 12)) + interval '1 day';
END $$;
"""


def guard(payee: str) -> str:
    """The guard of 0003; `payee` is the condition under which a change of who gets the money is judged."""
    return f"""
CREATE OR REPLACE FUNCTION budgets_spendrequest_guard() RETURNS trigger {PLAIN} AS $$
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
  IF {payee} THEN
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
"""


CHANGED = """(NEW.amount, NEW.line_id, NEW.payee_name, NEW.payee_kind, NEW.payee_iban, NEW.payee_user_id)
     IS DISTINCT FROM
     (OLD.amount, OLD.line_id, OLD.payee_name, OLD.payee_kind, OLD.payee_iban, OLD.payee_user_id)"""
FORGOTTEN = f"""{CHANGED} AND NOT (
    (NEW.amount, NEW.line_id, NEW.payee_kind, NEW.status) = (OLD.amount, OLD.line_id, OLD.payee_kind, OLD.status)
    AND OLD.payee_kind <> 'organisation' AND NEW.payee_iban = '' AND NEW.payee_user_id IS NULL
    AND NEW.payee_name IN ('', CASE WHEN OLD.payee_kind = 'firm' AND OLD.payee_agrees THEN OLD.payee_name END)
    AND budgets_payee_due(OLD.id, OLD.status)
  )"""

# The file of an order can be written again as long as its books are kept; after that nobody is named in it.
ITEM = f"""
CREATE FUNCTION budgets_paymentitem_kept() RETURNS trigger {PLAIN} AS $$
BEGIN
  IF TG_OP = 'UPDATE'
     AND (NEW.id, NEW.order_id, NEW.request_id, NEW.end_to_end, NEW.amount)
       = (OLD.id, OLD.order_id, OLD.request_id, OLD.end_to_end, OLD.amount)
     AND (NEW.creditor_name, NEW.creditor_iban, NEW.remittance) = ('', '', '')
     AND (SELECT extract(year FROM execute_on) FROM budgets_paymentorder WHERE id = OLD.order_id)
       < extract(year FROM trail_now() AT TIME ZONE 'Europe/Amsterdam') - budgets_term('book_years', 7) THEN
    RETURN NEW;
  END IF;
  {refuse("budgets_paymentitem_append_only", "a payment of an order is kept with the books")};
END $$;
DROP TRIGGER append_only ON budgets_paymentitem;
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON budgets_paymentitem
  FOR EACH ROW EXECUTE FUNCTION budgets_paymentitem_kept();
"""
NO_ITEM = """
DROP TRIGGER append_only ON budgets_paymentitem;
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON budgets_paymentitem
  FOR EACH ROW EXECUTE FUNCTION budgets_paymentitem_append_only();
DROP FUNCTION budgets_paymentitem_kept();
"""


class Migration(migrations.Migration):
    dependencies = [("budgets", "0016_newest_spends")]
    operations = [
        migrations.RunSQL(
            DUE,
            "DROP FUNCTION budgets_payee_due(bigint, text); DROP FUNCTION budgets_term(text, integer);",
        ),
        migrations.RunSQL(guard(FORGOTTEN), guard(CHANGED)),
        migrations.RunSQL(BEFORE.reverse_sql, BEFORE.sql),
        migrations.RunSQL(AFTER.sql, AFTER.reverse_sql),
        migrations.RunSQL(ITEM, NO_ITEM),
    ]

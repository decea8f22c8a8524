"""Shares of a request add to 100 %, and what the public pages show besides requests raises the data version."""

from django.db import migrations

from wijkraad.trail.guards import public_change, recorded

SHARES = """
CREATE FUNCTION budgets_spendshare_sum() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE asked bigint := CASE WHEN TG_OP = 'DELETE' THEN OLD.request_id ELSE NEW.request_id END;
BEGIN
  IF (SELECT sum(percent) FROM budgets_spendshare WHERE request_id = asked) <> 100 THEN
    RAISE EXCEPTION 'the shares of a request add to 100'
      USING ERRCODE = '23514', CONSTRAINT = 'budgets_share_sum';
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER share_sum AFTER INSERT OR UPDATE OR DELETE ON budgets_spendshare
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION budgets_spendshare_sum();
"""
REVERSE = "DROP TRIGGER share_sum ON budgets_spendshare; DROP FUNCTION budgets_spendshare_sum();"


class Migration(migrations.Migration):
    dependencies = [("budgets", "0003_guards")]
    operations = [
        migrations.RunSQL(SHARES, REVERSE),
        recorded("budgets_spendshare", "request_id issue_id percent"),
        recorded("budgets_bankconfirmation", "booking_id seen_on"),
        recorded("budgets_fundingsource", "budget_id kind name amount earmark"),
        public_change("budgets_bankconfirmation", "true"),
        public_change("budgets_fundingsource", "true"),
        public_change(
            "budgets_spendshare",
            "EXISTS (SELECT 1 FROM budgets_spendrequest r WHERE r.id = changed.request_id AND r.number IS NOT NULL)",
        ),
    ]

"""SQL functions that the guards share: the clock inside PostgreSQL, row versions, the data version.

The data version is the sum over a few rows. A transaction raises the first row that nobody holds;
at a stricter isolation level than READ COMMITTED it adds a row instead,
without reading any (a read would count as a conflict there). So public changes never
wait for one another, never deadlock and never fail on this account, and the sum still grows by
one with each of them, visible exactly from its commit.
"""

from wijkraad.trail.guards import SAFE

FUNCTIONS = f"""
CREATE FUNCTION trail_now() RETURNS timestamptz LANGUAGE plpgsql STABLE SET search_path = public, pg_temp AS $$
DECLARE moved text := current_setting('wijkraad.at', true);
BEGIN
  IF moved IS NULL OR moved = '' THEN RETURN now(); END IF;
  IF pg_has_role(
       session_user, (SELECT relowner FROM pg_class WHERE oid = 'trail_trailevent'::regclass), 'MEMBER'
     )
     OR EXISTS (SELECT 1 FROM terms_installation WHERE demo) THEN
    RETURN moved::timestamptz;
  END IF;
  RETURN now();
END $$;

CREATE FUNCTION trail_stamp_transaction() RETURNS trigger {SAFE} AS $$
BEGIN
  NEW.txid := pg_current_xact_id()::text::bigint;
  RETURN NEW;
END $$;

CREATE FUNCTION trail_next_version() RETURNS trigger {SAFE} AS $$
BEGIN
  NEW.version := OLD.version + 1;
  RETURN NEW;
END $$;

CREATE FUNCTION trail_raise_data_version() RETURNS void {SAFE} SECURITY DEFINER AS $$
DECLARE this bigint := pg_current_xact_id()::text::bigint;
BEGIN
  IF current_setting('transaction_isolation') = 'read committed' THEN
    IF EXISTS (SELECT 1 FROM trail_dataversion WHERE txid = this) THEN RETURN; END IF;
    UPDATE trail_dataversion SET version = version + 1, txid = this
    WHERE id = (SELECT id FROM trail_dataversion ORDER BY id FOR UPDATE SKIP LOCKED LIMIT 1);
    IF FOUND THEN RETURN; END IF;
  END IF;
  INSERT INTO trail_dataversion (version, txid) VALUES (1, this) ON CONFLICT (txid) DO NOTHING;
END $$;
"""
REVERSE = """
DROP FUNCTION trail_raise_data_version();
DROP FUNCTION trail_next_version();
DROP FUNCTION trail_stamp_transaction();
DROP FUNCTION trail_now();
"""

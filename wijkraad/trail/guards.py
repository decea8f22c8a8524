"""SQL of the [db] guards, for use in migrations: they hold against plain SQL by the role `app`.

Every function has a fixed search path, so that a temporary table of the same name changes nothing.
A guard raises with SQLSTATE 23514 and a constraint name, which `wijkraad.terms.refusal` turns into
its Dutch sentence.
"""

from django.db import migrations

from wijkraad.trail.workflow import Workflow

SAFE = "LANGUAGE plpgsql SET search_path = public, pg_temp"


def append_only(table: str) -> migrations.RunSQL:
    """No UPDATE, DELETE or TRUNCATE on a table, by whomever."""
    return migrations.RunSQL(
        f"""
CREATE FUNCTION {table}_append_only() RETURNS trigger {SAFE} AS $$
BEGIN
  RAISE EXCEPTION '{table} is append-only' USING ERRCODE = '23514', CONSTRAINT = '{table}_append_only';
END $$;
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON {table}
  FOR EACH ROW EXECUTE FUNCTION {table}_append_only();
CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON {table}
  FOR EACH STATEMENT EXECUTE FUNCTION {table}_append_only();
""",
        f"""
DROP TRIGGER append_only_truncate ON {table};
DROP TRIGGER append_only ON {table};
DROP FUNCTION {table}_append_only();
""",
    )


def moves_only(
    table: str, workflow: Workflow, history: str, key: str, column: str = "status"
) -> migrations.RunSQL:
    """Only the moves of the workflow, each with its history row in the same transaction.

    `history` is the MoveRecord table and `key` its column that points at `table`. Its transaction
    number is stamped by the database, so a row written earlier cannot stand for a later move.
    """
    told, not_told = _told(table, history, key, column)
    firsts = ", ".join(f"'{state}'" for state in workflow.first_states)
    pairs = ", ".join(f"('{a}', '{b}')" for a, b in workflow.pairs)
    return migrations.RunSQL(
        f"""
CREATE FUNCTION {table}_moves() RETURNS trigger {SAFE} AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    IF NEW.{column} NOT IN ({firsts}) THEN
      RAISE EXCEPTION '{table}: % is no first state', NEW.{column}
        USING ERRCODE = '23514', CONSTRAINT = '{table}_first_state';
    END IF;
  ELSIF (OLD.{column}, NEW.{column}) NOT IN ({pairs}) THEN
    RAISE EXCEPTION '{table}: no move from % to %', OLD.{column}, NEW.{column}
      USING ERRCODE = '23514', CONSTRAINT = '{table}_move';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER moves_insert BEFORE INSERT ON {table}
  FOR EACH ROW EXECUTE FUNCTION {table}_moves();
CREATE TRIGGER moves_update BEFORE UPDATE ON {table}
  FOR EACH ROW WHEN (OLD.{column} IS DISTINCT FROM NEW.{column}) EXECUTE FUNCTION {table}_moves();
{told}""",
        f"""{not_told}
DROP TRIGGER moves_update ON {table};
DROP TRIGGER moves_insert ON {table};
DROP FUNCTION {table}_moves();
""",
    )


def _told(table: str, history: str, key: str, column: str) -> tuple[str, str]:
    """SQL, and its reverse, that asks at commit for the history row of each move."""
    return (
        f"""
CREATE FUNCTION {table}_told() RETURNS trigger {SAFE} AS $$
DECLARE before text := '';
BEGIN
  IF TG_OP = 'UPDATE' THEN before := OLD.{column}; END IF;
  IF NOT EXISTS (
    SELECT 1 FROM {history} h WHERE h.{key} = NEW.id AND h.from_state = before
      AND h.to_state = NEW.{column} AND h.txid = pg_current_xact_id()::text::bigint
  ) THEN
    RAISE EXCEPTION '{table}: the move from % to % has no history row', before, NEW.{column}
      USING ERRCODE = '23514', CONSTRAINT = '{table}_told';
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER stamped BEFORE INSERT ON {history}
  FOR EACH ROW EXECUTE FUNCTION trail_stamp_transaction();
CREATE CONSTRAINT TRIGGER told_insert AFTER INSERT ON {table} DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW EXECUTE FUNCTION {table}_told();
CREATE CONSTRAINT TRIGGER told_update AFTER UPDATE ON {table} DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW WHEN (OLD.{column} IS DISTINCT FROM NEW.{column}) EXECUTE FUNCTION {table}_told();
""",
        f"""
DROP TRIGGER told_update ON {table};
DROP TRIGGER told_insert ON {table};
DROP TRIGGER stamped ON {history};
DROP FUNCTION {table}_told();
""",
    )


def recorded(table: str, columns: str, personal: str = "") -> migrations.RunSQL:
    """Write a TrailEvent for each change of these columns (space separated); `personal` ones as "changed".

    The function writes with the rights of `owner`, so it refuses to serve any other table: `app`
    could otherwise forge history with a trigger on a temporary table of the same name.
    """
    plain, secret = columns.split(), personal.split()
    tests = "".join(_difference(c, f"jsonb_build_array(OLD.{c}, NEW.{c})") for c in plain)
    tests += "".join(_difference(c, "true") for c in secret)
    changed = " OR ".join(f"OLD.{c} IS DISTINCT FROM NEW.{c}" for c in plain + secret)
    return migrations.RunSQL(
        f"""
CREATE FUNCTION {table}_record() RETURNS trigger {SAFE} SECURITY DEFINER AS $$
DECLARE changes jsonb := '{{}}'::jsonb;
BEGIN
  IF TG_RELID <> 'public.{table}'::regclass THEN RAISE EXCEPTION 'not for this table'; END IF;
  {tests}
  INSERT INTO trail_trailevent (at, actor_id, verb, "table", "row", operation, changes)
  VALUES (
    trail_now(), nullif(current_setting('wijkraad.actor', true), '')::bigint,
    coalesce(nullif(current_setting('wijkraad.verb', true), ''), 'sql'),
    '{table}', coalesce(NEW.id, OLD.id)::text, lower(TG_OP), changes
  );
  RETURN NULL;
END $$;
REVOKE EXECUTE ON FUNCTION {table}_record() FROM PUBLIC;
CREATE TRIGGER recorded AFTER INSERT OR DELETE ON {table}
  FOR EACH ROW EXECUTE FUNCTION {table}_record();
CREATE TRIGGER recorded_update AFTER UPDATE ON {table}
  FOR EACH ROW WHEN ({changed}) EXECUTE FUNCTION {table}_record();
""",
        f"""
DROP TRIGGER recorded_update ON {table};
DROP TRIGGER recorded ON {table};
DROP FUNCTION {table}_record();
""",
    )


def _difference(column: str, value: str) -> str:
    return f"""IF OLD.{column} IS DISTINCT FROM NEW.{column} THEN
    changes := changes || jsonb_build_object('{column}', {value});
  END IF;
  """


def versioned(table: str) -> migrations.RunSQL:
    """Raise the column `version` by one on every UPDATE, whatever the statement says."""
    return migrations.RunSQL(
        f"""
CREATE TRIGGER versioned BEFORE UPDATE ON {table} FOR EACH ROW EXECUTE FUNCTION trail_next_version();
""",
        f"DROP TRIGGER versioned ON {table};",
    )


def public_change(table: str, condition: str, columns: str = "") -> migrations.RunSQL:
    """Raise the data version, once per transaction, when a row that satisfies `condition` changes.

    `condition` is SQL over the plain column names of the row ("visibility <> 'confidential' AND
    number IS NOT NULL"; subqueries on other tables are allowed); the row before and the row after
    are both asked, under the name `changed`. It is judged at commit, when the transaction is
    complete. With `columns` (space separated) an UPDATE counts only when one of them changes.
    """
    function = f"{table}_public_change"
    touched = " OR ".join(f"OLD.{c} IS DISTINCT FROM NEW.{c}" for c in columns.split()) or "true"
    return migrations.RunSQL(
        f"""
CREATE FUNCTION {function}() RETURNS trigger {SAFE} AS $$
BEGIN
  IF TG_OP <> 'INSERT' THEN
    IF EXISTS (SELECT 1 FROM (SELECT OLD.*) AS changed WHERE {condition}) THEN
      PERFORM trail_raise_data_version();
      RETURN NULL;
    END IF;
  END IF;
  IF TG_OP <> 'DELETE' THEN
    IF EXISTS (SELECT 1 FROM (SELECT NEW.*) AS changed WHERE {condition}) THEN
      PERFORM trail_raise_data_version();
    END IF;
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER public_change AFTER INSERT OR DELETE ON {table}
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION {function}();
CREATE CONSTRAINT TRIGGER public_change_update AFTER UPDATE ON {table}
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN ({touched}) EXECUTE FUNCTION {function}();
""",
        f"""
DROP TRIGGER public_change_update ON {table};
DROP TRIGGER public_change ON {table};
DROP FUNCTION {function}();
""",
    )


def frozen_columns(table: str, columns: str, condition: str, constraint: str) -> migrations.RunSQL:
    """Refuse an UPDATE of these columns, and DELETE, while `condition` (SQL over OLD) holds."""
    changed = " OR ".join(f"OLD.{c} IS DISTINCT FROM NEW.{c}" for c in columns.split())
    name = f"{constraint}_guard"
    return migrations.RunSQL(
        f"""
CREATE FUNCTION {name}() RETURNS trigger {SAFE} AS $$
BEGIN
  IF TG_OP = 'DELETE' OR {changed} THEN
    RAISE EXCEPTION '{table}: this text is fixed' USING ERRCODE = '23514', CONSTRAINT = '{constraint}';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER {constraint} BEFORE UPDATE OR DELETE ON {table}
  FOR EACH ROW WHEN ({condition}) EXECUTE FUNCTION {name}();
""",
        f"DROP TRIGGER {constraint} ON {table}; DROP FUNCTION {name}();",
    )


def marked(table: str, figure: str, values: str, born: str = "true") -> migrations.RunSQL:
    """Mark a stored figure (`wijkraad.trail.stored`) when a row that it follows from comes, goes or changes.

    `values` are columns (space separated), or SQL over `{row}` on lines of their own; a row that comes counts
    when `born` (SQL over NEW) holds.
    """
    name = f"{table}_marks_{figure}"
    parts = [line.strip() for line in values.splitlines()] if "{row}" in values else values.split()
    tests = [part if "{row}" in part else f"{{row}}.{part}" for part in parts if part]
    changed = " OR ".join(
        f"({test.format(row='OLD')}) IS DISTINCT FROM ({test.format(row='NEW')})" for test in tests
    )
    return migrations.RunSQL(
        f"""
CREATE FUNCTION {name}() RETURNS trigger {SAFE} AS $$
BEGIN
  INSERT INTO trail_figuremark (figure) VALUES ('{figure}');
  RETURN NULL;
END $$;
CREATE TRIGGER marks_{figure}_come AFTER INSERT ON {table}
  FOR EACH ROW WHEN ({born}) EXECUTE FUNCTION {name}();
CREATE TRIGGER marks_{figure}_go AFTER DELETE ON {table}
  FOR EACH ROW EXECUTE FUNCTION {name}();
CREATE TRIGGER marks_{figure}_change AFTER UPDATE ON {table}
  FOR EACH ROW WHEN ({changed}) EXECUTE FUNCTION {name}();
""",
        f"""
DROP TRIGGER marks_{figure}_change ON {table};
DROP TRIGGER marks_{figure}_go ON {table};
DROP TRIGGER marks_{figure}_come ON {table};
DROP FUNCTION {name}();
""",
    )

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

    `history` is the MoveRecord table and `key` its column that points at `table`.
    """
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
CREATE CONSTRAINT TRIGGER told_insert AFTER INSERT ON {table} DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW EXECUTE FUNCTION {table}_told();
CREATE CONSTRAINT TRIGGER told_update AFTER UPDATE ON {table} DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW WHEN (OLD.{column} IS DISTINCT FROM NEW.{column}) EXECUTE FUNCTION {table}_told();
""",
        f"""
DROP TRIGGER told_update ON {table};
DROP TRIGGER told_insert ON {table};
DROP FUNCTION {table}_told();
DROP TRIGGER moves_update ON {table};
DROP TRIGGER moves_insert ON {table};
DROP FUNCTION {table}_moves();
""",
    )


def recorded(table: str, columns: str, personal: str = "") -> migrations.RunSQL:
    """Write a TrailEvent for each change of these columns (space separated); `personal` ones as "changed"."""
    return migrations.RunSQL(
        f"""
CREATE TRIGGER recorded AFTER INSERT OR UPDATE OR DELETE ON {table}
  FOR EACH ROW EXECUTE FUNCTION trail_record('{columns}', '{personal}');
""",
        f"DROP TRIGGER recorded ON {table};",
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

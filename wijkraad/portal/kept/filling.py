"""Writing a table that triggers keep anew from what it follows from, after rows came in without triggers."""

from django.db import connections, transaction

INDEXES = """
SELECT indexrelid::regclass::text, pg_get_indexdef(indexrelid) FROM pg_index
WHERE indrelid = %s::regclass AND NOT indisunique ORDER BY 1
"""


def refill(table: str, fill: str) -> None:
    """Empty a table of ours and fill it with SQL of ours, by the owner; nobody reads it meanwhile.

    Its indexes are made after the rows: with them a row takes many times as long.
    """
    with transaction.atomic(using="owner"), connections["owner"].cursor() as cursor:
        cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
        cursor.execute(f"TRUNCATE {table}")
        cursor.execute(INDEXES, [table])
        made = cursor.fetchall()
        for name, _how in made:
            cursor.execute(f"DROP INDEX {name}")
        cursor.execute(fill)
        for _name, how in made:
            cursor.execute(how)
        cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")

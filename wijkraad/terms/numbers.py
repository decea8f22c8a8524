"""Public numbers, drawn under lock: no gap by a refused action, never one twice."""

from django.db import connection

SQL = """
INSERT INTO terms_counter (series, year, last) VALUES (%s, %s, 1)
ON CONFLICT (series, year) DO UPDATE SET last = terms_counter.last + 1
RETURNING last
"""


def draw(series: str, year: int) -> int:
    """The next number of a series in a year, starting at 1; must run inside a transaction."""
    with connection.cursor() as cursor:
        cursor.execute(SQL, [series, year])
        return int(cursor.fetchone()[0])

"""How words of a reader become a question to the search vectors."""

from typing import Any

from django.contrib.postgres.search import SearchQuery
from django.db.models import Func, TextField, Value

CONFIG = "dutch_plain"
"""Dutch stems; accents do not matter."""


class Words(SearchQuery):
    """The words as they stand; quotes, OR and - as on the web.

    A subquery: PostgreSQL works it out once, not for each row that it ranks, and plans the same for all
    words, so that it plans once. Planning took longer than finding.
    """

    def __init__(self, text: str) -> None:
        super().__init__(text, config=CONFIG, search_type="websearch")

    def as_sql(self, compiler: Any, connection: Any, *_options: Any, **extra: Any) -> tuple[str, Any]:
        sql, params = super().as_sql(compiler, connection)
        return f"(SELECT {sql})", params


class Wide(SearchQuery):
    """Every form and compound that begins like the words: "fiets" also finds "fietsen" and "fietspad"."""

    made_by = "public.dutch_wide"

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.function = self.made_by

    def as_sql(self, compiler: Any, connection: Any, *_options: Any, **extra: Any) -> tuple[str, Any]:
        sql, params = super().as_sql(compiler, connection)
        return f"(SELECT {sql})", params


class AnyOf(Wide):
    """The same of any one of the words."""

    made_by = "public.dutch_any"


class _Once(Func):
    template = "(SELECT %(expressions)s::text)"
    output_field = TextField()

    def __init__(self, text: str) -> None:
        super().__init__(Value(text))


def once(text: str) -> Any:
    """A text that PostgreSQL plans the same for, whatever it is."""
    return _Once(text)


WAYS: dict[str, type[SearchQuery]] = {"words": Words, "wide": Wide, "any": AnyOf}


def query(text: str, way: str = "words") -> SearchQuery:
    """What to look for, by one of WAYS."""
    return WAYS[way](text)

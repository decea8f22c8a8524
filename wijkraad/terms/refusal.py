"""A refused action: a reason in plain Dutch, and nothing changed."""

from collections.abc import Mapping

from django.db import IntegrityError
from django.utils.functional import Promise as LazyText

_sentences: dict[str, "str | LazyText"] = {}


class Refused(Exception):
    """An action that a rule forbids.

    `reason` is the sentence for the person, `code` the stable name of the rule,
    `first` what has to be done first (may be empty).
    """

    def __init__(self, reason: "str | LazyText", *, code: str, first: "str | LazyText" = "") -> None:
        super().__init__(reason)
        self.reason = reason
        self.code = code
        self.first = first

    def __str__(self) -> str:
        return str(self.reason)


def name_constraints(sentences: "Mapping[str, str | LazyText]") -> None:
    """Give database constraints the sentence that a person reads when one of them refuses."""
    _sentences.update(sentences)


def refusal_of(error: IntegrityError) -> Refused | None:
    """The refusal behind a database error, or None when its constraint has no sentence."""
    diag = getattr(error.__cause__, "diag", None)
    name = getattr(diag, "constraint_name", None) or ""
    return Refused(_sentences[name], code=name) if name in _sentences else None

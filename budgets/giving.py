"""Whether a giver is a party in an open issue: the check behind the declared question of the gift register.

It looks where parties are named: organisations that an open issue, its letters or its promises are
addressed to, and the words of open issues that everybody who reads the register may read. A name in the
words may be somebody else's: then the treasurer says why, and the kascommissie reads that.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Q

from issues.importing.reports import folded
from issues.models import Issue
from wijkraad.people.models import Organisation

FORMS = frozenset(
    {"bv", "nv", "vof", "cv", "stichting", "vereniging", "cooperatie", "eenmanszaak", "firma"}
    | {"de", "het", "een", "en", "van", "der", "den", "te", "ten", "ter"}
)
"""Words of a name that tell nobody apart."""
SHORTEST = 4
"""Letters that the telling word of a name has at least, to be looked for in texts."""


@dataclass(frozen=True)
class PartyFound:
    """An open issue in which a giver's name was found; `certain`: it is addressed there."""

    issue: Issue
    certain: bool


def telling(name: str) -> str:
    """The part of a name by which it is known, folded: "Stichting De Goede Hoek" → "goede hoek"."""
    words = [word for word in re.split(r"[^a-z0-9]+", folded(name)) if word and word not in FORMS]
    return " ".join(words)


def parties_named(giver: str, *, by: Any) -> list[PartyFound]:
    """Open issues in which this name is a party or is mentioned, as far as `by` may read them."""
    plain = telling(giver)
    if not plain:
        return []
    seen = Issue.objects.visible_to(by).open()
    same = [
        one.pk for one in Organisation.objects.all() if plain in (telling(one.name), telling(one.short_name))
    ]
    addressed = Q(partner__in=same) | Q(letters__partner__in=same) | Q(promises__partner__in=same)
    certain = list(seen.filter(addressed).distinct().order_by("pk")) if same else []
    found = [PartyFound(one, True) for one in certain]
    known = {one.pk for one in certain}
    if max(len(word) for word in plain.split()) >= SHORTEST:
        found += [PartyFound(one, False) for one in _mentioned(seen, plain) if one.pk not in known]
    return found


def _mentioned(issues: Any, plain: str) -> Sequence[Issue]:
    """Issues whose words hold the telling part of the name, whole words in a row."""
    whole = re.compile(rf"(?<![a-z0-9]){re.escape(plain)}(?![a-z0-9])")
    longest = max(plain.split(), key=len)
    texts = Q(title__icontains=longest) | Q(summary__icontains=longest) | Q(reaction__icontains=longest)
    return [
        one
        for one in issues.filter(texts).order_by("pk")
        if whole.search(
            " ".join(re.split(r"[^a-z0-9]+", folded(f"{one.title} {one.summary} {one.reaction}")))
        )
    ]

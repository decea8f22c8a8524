"""The sentences of het spoor that depend on more than one fact."""

from collections.abc import Iterable

from django.utils.translation import gettext_noop as noop

from issues.partner_words import spoken
from wijkraad.portal.story.events import Coming
from wijkraad.portal.story.holders import ENDED, Held
from wijkraad.portal.story.rows import Facts, Payment, Point, Ruling
from wijkraad.ui.filters import day_short, days
from wijkraad.ui.words import known as _

_TIMES = (
    "",
    "",
    noop("Twee"),
    noop("Drie"),
    noop("Vier"),
    noop("Vijf"),
    noop("Zes"),
    noop("Zeven"),
)
_TALKED = noop("Besproken")
_OUTCOMES = {
    "decision": noop("Besluit genomen"),
    "advice": noop("Advies gegeven"),
    "not_reached": noop("Niet aan toe gekomen"),
    "closed": noop("Afgesloten zonder besluit"),
}
_RESULTS = {
    "reached": noop("Resultaat: doel gehaald"),
    "partly": noop("Resultaat: doel deels gehaald"),
    "missed": noop("Resultaat: doel niet gehaald"),
}
# Words that take "de" in a sentence; names of firms and foundations take none.
_COMMON = frozenset({"gemeente", "politie", "provincie", "omgevingsdienst", "woningcorporatie", "stadsdeel"})


def partner_word(name: str) -> str:
    """gemeente, politie, Staedion: without its article; a common noun in lower case, a name as it is."""
    if not name:
        return _("gemeente")
    name = spoken(name)
    first, _space, rest = name.partition(" ")
    word = rest if rest and first.lower() in {"de", "het", "the"} else name
    return word.lower() if word.split()[0].lower() in _COMMON else word


def partner_phrase(name: str) -> str:
    """de gemeente, de politie, het stadsdeel, Staedion."""
    name = spoken(name)
    if name.lower().startswith(("de ", "het ", "the ")):
        return name[:1].lower() + name[1:]
    word = partner_word(name)
    first = word.split()[0].lower()
    if first in _COMMON:
        return f"{'het' if first == 'stadsdeel' else 'de'} {word}"
    return word


def times(count: int) -> str:
    """Twee, drie … zeven; then digits."""
    return _(_TIMES[count]) if 1 < count < len(_TIMES) else str(count)


def votes(ruling: Ruling) -> str:
    """5 voor, 1 tegen; abstentions only when there were any."""
    parts = [
        _("%(n)d voor") % {"n": ruling.votes_for or 0},
        _("%(n)d tegen") % {"n": ruling.votes_against or 0},
    ]
    if ruling.votes_abstain:
        parts.append(_("%(n)d onthouden") % {"n": ruling.votes_abstain})
    return ", ".join(parts)


def outcome(point: Point, full: bool) -> str:
    """What came of one agenda point."""
    if point.outcome == "deferred":
        return _("Uitgesteld: %(why)s") % {"why": point.words} if point.words and full else _("Uitgesteld")
    return _(_OUTCOMES.get(point.outcome, _TALKED))


def payment(row: Payment) -> str:
    """Kwekerij X, betaald 15 juni, bon en bankregel bekeken."""
    parts = [row.payee] if row.payee else []
    if row.last_paid_on:
        parts.append(_("betaald %(on)s") % {"on": day_short(row.last_paid_on)})
    else:
        parts.append(_("toegezegd, nog niet betaald"))
    if row.accounted:
        parts.append(_("bon en bankregel bekeken"))
    return ", ".join(parts)


def approved(payments: Iterable[Payment]) -> str:
    """How many people approved, when it was two or more everywhere or one somewhere."""
    known = [row.approvers for row in payments if row.approvers]
    if not known:
        return ""
    if min(known) >= 2:
        return _("Goedgekeurd door twee mensen. De aanvrager keurde niet mee.")
    return _("Goedgekeurd door iemand anders dan de aanvrager.")


def coming(row: Coming, partner: str, full: bool) -> str:
    """One line of what comes next."""
    if row.kind == "agenda":
        return _("Op de agenda van de vergadering")
    if row.kind == "action":
        return f"{row.words} ({row.who})" if row.who and full else row.words
    if row.kind == "deadline":
        return (
            _("Uiterlijk klaar: besluit %(number)s") % {"number": row.words}
            if row.words
            else _("Uiterlijk klaar")
        )
    if row.kind == "legal":
        return _("Einde van de wettelijke termijn van %(partner)s. Loopt nog.") % {"partner": partner}
    if row.kind == "partner":
        return _("Antwoord van %(partner)s") % {"partner": partner}
    if row.kind == "promise":
        return _("Toezegging van %(partner)s") % {"partner": partner}
    if row.kind == "norm":
        return _("Dan hebben wij ernaar gekeken")
    if row.kind == "step":
        return _(row.words)  # the usual steps are known in each language, own words stay
    return row.words


def result(judgement: str) -> str:
    """The title of the result card."""
    return _(_RESULTS.get(judgement) or noop("Resultaat: opgelost en gecontroleerd"))


def stopped(state: str) -> str:
    """The title of an end that is no result."""
    return {
        "not_resolved": _("Gestopt, niet opgelost"),
        "rejected": _("Niet opgepakt"),
        "withdrawn": _("Ingetrokken door de melder"),
        "merged": _("Samengevoegd met een andere kwestie"),
    }.get(state, _("Afgesloten"))


def description(facts: Facts, held: Held, partner: str, aftercare_day: int) -> str:
    """The drawing in words, for a screen reader."""
    end = (
        _("Van melding tot opgelost en gecontroleerd")
        if facts.status == "resolved"
        else _("Van melding tot het einde")
        if facts.status in ENDED
        else _("Van melding tot vandaag")
    )
    text = _(
        "%(end)s %(total)s: %(council)s bij de wijkraad, %(theirs)s bij %(partner)s, %(own)s bij bewoners."
    )
    said = text % {
        "end": end, "total": days(held.total), "council": days(held.council), "theirs": days(held.partner),
        "partner": partner, "own": days(held.residents),
    }  # fmt: skip
    if facts.status == "resolved" and facts.aftercare_until:
        said += " " + _("Daarna nazorg; vandaag is dag %(day)d.") % {"day": aftercare_day}
    return said

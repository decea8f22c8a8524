"""The fixed words of het spoor, looked up once per language; `%(name)s` waits for a value that is safe."""

from collections.abc import Callable
from datetime import date
from functools import cache, lru_cache

from django.utils.translation import gettext, ngettext, pgettext
from django.utils.translation import gettext as _

from wijkraad.ui import filters, parts
from wijkraad.ui.environment import escaped
from wijkraad.ui.filters import language

Phrases = dict[str, str]
safe: Callable[[object], str] = escaped
"""A value as text for a page: what people wrote is escaped, markup of ours stays."""


def per_language(make: Callable[[], Phrases]) -> Callable[[], Phrases]:
    """`make()` once per language; call the result for the words in the language of the page."""

    @cache
    def of(_spoken: str) -> Phrases:
        return make()

    return lambda: of(language())


def day(on: date) -> str:
    """A <time> element that reads 19 november 2026."""
    return _day(on, language())


def day_short(on: date) -> str:
    """A <time> element that reads 19 november."""
    return _day_short(on, language())


@lru_cache(maxsize=4000)
def _day(on: date, _spoken: str) -> str:
    return str(filters.time_day(on))


@lru_cache(maxsize=4000)
def _day_short(on: date, _spoken: str) -> str:
    return str(filters.time_short(on))


def days(count: int) -> str:
    """1 → 1 dag, 3 → 3 dagen."""
    return _days(count, language())


@lru_cache(maxsize=4000)
def _days(count: int, _spoken: str) -> str:
    return filters.days(count)


def late(count: int) -> str:
    """The red "3 dagen te laat"; nothing for 0."""
    return _late(count, language()) if count else ""


@lru_cache(maxsize=2000)
def _late(count: int, _spoken: str) -> str:
    return str(parts.late(ngettext("%(num)s dag te laat", "%(num)s dagen te laat", count) % {"num": count}))


@lru_cache(maxsize=500)
def _counted_days(count: int, _spoken: str) -> str:
    word = ngettext("dag", "dagen", count)
    return f"{count} <span>{word}</span>"


def counted_days(count: int) -> str:
    """The number of days with its word in smaller type behind it."""
    return _counted_days(count, language())


@per_language
def band_words() -> Phrases:
    """The words of the drawing and of the list beside it."""
    return {
        "title": _("Het spoor in het kort"),
        "lead": _("De lijn loopt bij wie aan zet is. Stippen betekenen: wachten."),
        "drawing": _("Het spoor van kwestie %(number)s in de tijd"),
        "residents": _("Bewoners"),
        "council": _("Wijkraad"),
        "today": _("vandaag"),
        "report": _("Melding"),
        "decision": _("Besluit"),
        "action": _("Actie"),
        "action and money": _("Actie en geld"),
        "money": _("Geld"),
        "result": _("Opgelost"),
        "stopped": _("Gestopt"),
        "aftercare": _("Nazorg"),
        "no": _("niet opgelost"),
        "back": _("komt terug"),
        "agenda": _("%(count)s keer op de agenda"),
        "watched": _("nazorg"),
        "late": _("%(days)s te laat"),
        "to_decision": _("tot een besluit"),
        "undecided": _("nog geen besluit"),
        "partner": _("bij %(partner)s"),
        "doing": _("doen"),
        "doing_and_mending": _("doen en herstellen"),
        "watch day": _("nu dag %(day)s"),
        "with council": _("Bij de wijkraad"),
        "with partner": _("Bij %(partner)s"),
        "with residents": _("Bij bewoners"),
        "costs": _("Kosten"),
        "nothing yet": _("Nog niets"),
    }


@per_language
def trail_words() -> Phrases:
    """The words around the stops, and those of the stops that every issue has."""
    return {
        "title": _("Het spoor, stap voor stap"),
        "turn": _("Aan zet: <b>bewoners</b>, <b>wijkraad</b> of <b>%(partner)s</b>"),
        "fixed": _("Elke verandering staat vast: wie, wanneer, wat. Niemand kan die lijst wijzigen."),
        "report": _("Melding"),
        "not done": _("niet gedaan, en niet meer nodig"),
        "households": _("van <b>%(count)s huishoudens</b>"),
        "few households": _("van <b>enkele huishoudens</b>"),
        "limited": _(
            "Deze kwestie is beperkt zichtbaar, om bewoners te beschermen. U ziet de stand en de datums, geen"
            " plek en geen aantallen."
        ),
        "first": _("De eerste melding kwam binnen."),
        "agenda": _("Agenda"),
        "times, decided": _("%(count)s keer besproken voordat er een besluit was."),
        "once, decided": _("Besproken, en meteen een besluit."),
        "times": _("%(count)s keer besproken, nog geen besluit."),
        "once": _("Eén keer besproken, nog geen besluit."),
        "action": _("Actie"),
        "before": _("klaar vóór %(on)s"),
        "next": _("Wat komt er nu"),
        "turn of": _("aan zet: %(who)s"),
        "no date": _("geen datum"),
        "nothing next": _("Er is nog geen volgende stap met een datum afgesproken."),
        "decided in": _("Besloten in"),
    }


@per_language
def wait_words() -> Phrases:
    """What the time between two stops was for."""
    return {
        "picked up by": _("Opgepakt door <b>%(who)s</b>."),
        "picked up": _("Opgepakt door de wijkraad."),
        "on time": _("Op tijd."),
        "too late": str(parts.late(_("Later dan wij beloven"))),
        "not seen": _("Nog niet bekeken."),
        "look before": _("Wij kijken hiernaar vóór %(on)s."),
        "to decision": _("Van melding tot besluit."),
        "usual": _('In onze wijk duurt dat meestal <a class="wp-n" href="/cijfers/#k1">%(days)s</a>.'),
        "asked": _("Gevraagd aan %(partner)s."),
        "started": _("Van besluit tot het eerste werk."),
        "still": _("Wacht nog op %(partner)s."),
        "waits": _("Wacht op %(partner)s."),
        "legal": _("De wettelijke termijn loopt tot %(on)s."),
        "chase": _("Wij vragen het na op %(on)s."),
        "promised": _("Beloofd: %(on)s."),
        "no date": _("Geen datum gegeven."),
        "answer": _("Antwoord: %(on)s."),
    }


@per_language
def plain_waits() -> Phrases:
    """Waits that need no value, by kind; the whole paragraph."""
    said = {
        "received": _("De wijkraad is aan zet."),
        "look": _("Bewoners kijken of het klopt."),
        "measure": _("Meten en controleren."),
        "answer": _("De wijkraad moet antwoorden op “niet opgelost”."),
        "started": _("Van besluit tot het eerste werk."),
        "now_assessing": _("De wijkraad zoekt het uit."),
        "in_assessing": _("De wijkraad zoekt het uit."),
        "now_decided": _("Het besluit wordt voorbereid."),
        "in_decided": _("Het besluit wordt voorbereid."),
        "now_in_progress": _("Er wordt aan gewerkt."),
        "in_in_progress": _("Er wordt aan gewerkt."),
        "again": _("Er wordt weer aan gewerkt."),
        "mended": _("Herstellen en opnieuw bekijken."),
    }
    return {kind: f"<p>{words}</p>" for kind, words in said.items()}


@per_language
def council_words() -> Phrases:
    """The words of decisions and money."""
    return {
        "decision": _("Besluit"),
        "owner": _("Wie zorgt ervoor"),
        "deadline": _("Uiterlijk klaar"),
        "at first": _("eerst %(on)s"),
        "may cost": _("Mag kosten"),
        "nothing": _("niets"),
        "votes": _("Stemmen"),
        "replaced": _("Vervangen door"),
        "later": _("een later besluit"),
        "withdrawn": _("Dit besluit is ingetrokken."),
        "not_achieved": _("Dit besluit is niet gelukt."),
        "goal": _("Doel:"),
        "at start": _("Bij de start:"),
        "money": _("Geld"),
        "of": _("van %(amount)s"),
        "used": _("%(spent)s van %(ceiling)s gebruikt"),
        "some money": _("Voor deze kwestie is geld afgesproken. Het bedrag telt mee op de pagina Geld."),
    }


@per_language
def end_words() -> Phrases:
    """The words of the result and of nazorg."""
    return {
        "photo before": _("Foto van voor het werk"),
        "photo after": _("Foto van na het werk"),
        "Before": pgettext("tijd", "Voor"),
        "before": pgettext("tijd", "voor"),
        "After": gettext("Na"),
        "after": gettext("na"),
        "from to": _("Voor %(before)s, na %(after)s"),
        "checked": _("Gecontroleerd door %(who)s, die het werk niet zelf deed."),
        "aftercare": _("Nazorg"),
        "day of": _("dag %(day)s van %(days)s"),
        "back": _(
            "Komt hetzelfde terug? Dan zetten wij deze kwestie weer open."
            " Het spoor loopt dan hieronder verder."
        ),
        "asked": _("Wij vroegen volgers: is het opgelost?"),
        "will ask": _("Wij vragen volgers of het opgelost is"),
        "asked again": _("Wij vroegen het nog een keer"),
        "will ask again": _("Wij vragen het nog een keer"),
        "end": _("Einde van de nazorg"),
    }


@per_language
def small_words() -> Phrases:
    """The words of the small stops."""
    return {
        "again": _("Opnieuw klaar gemeld."),
        "claim": _("Klaar gemeld, nog niet gecontroleerd."),
        "by": _("Door %(who)s."),
        "no": _("Niet opgelost"),
        "residents said": _("zeiden bewoners."),
        "not read": _("Wij lezen eerst wat zij schreven. Daarna staat de reden hier."),
        "answered": _("Antwoord van de wijkraad op %(on)s:"),
        "back": _("Komt terug."),
        "picked up again": _("Weer opgepakt."),
        "open again": _("Deze kwestie is weer open."),
        "voted down": _("Voorstel afgewezen"),
        "answer before": _("Antwoord vóór %(on)s."),
        "raised": _("Voorgelegd aan %(who)s."),
        "joined": _("Samengevoegd."),
        "joined here": _("Meldingen over hetzelfde horen nu hier."),
        "update": _("Bericht van de wijkraad."),
    }

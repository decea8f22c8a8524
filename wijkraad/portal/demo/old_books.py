"""The year before the portal: its books came in as a list, with the mural of story 12 in it."""

from datetime import date

from budgets.actions.importing import keep_books, take_in_books
from budgets.models import SpendRequest
from wijkraad.portal.demo.world import World

HEAD = "jaar;onderdeel;begroot;thema;datum;omschrijving;doel;bedrag;aan wie;soort;gehaald;resultaat;terugblik"
LINES = (
    ("Verkeer", "4000,00", "verkeer"),
    ("Wonen", "3500,00", "overbewoning"),
    ("Coffeeshops", "1400,00", "coffeeshops"),
    ("Groen en ontmoeting", "1900,00", "groen"),
    ("Winkels", "200,00", "winkels"),
    ("Organisatie", "1000,00", ""),
)
COSTS = (
    ("Zaalhuur", "150,00", "Stichting Buurthuis De Beek"),
    ("Verzekering", "240,00", "Onderlinge Verzekering De Buurt"),
    ("Tweedehands laptop", "249,00", "Kringloop De Rotonde"),
    ("Website", "171,00", "Webwinkel Het Haakje BV"),
    ("Zaalhuur", "150,00", "Stichting Buurthuis De Beek"),
    ("Zaalhuur", "150,00", "Stichting Buurthuis De Beek"),
)
"""What the council itself cost that year: 1,110.00 on 1,000.00."""
WORDS = "Dit doen wij niet meer zo."


def tell(world: World) -> None:
    """The treasurer reads the list in, the January after the first year with the portal began."""
    world.at(world.offset(date(world.today.year - 1, 1, 20)), "16:00", lambda: _read(world), "old books")


def _read(world: World) -> None:
    year = world.today.year - 2
    books = keep_books(
        by=world.person("lia"), name=f"kasboek-{year}.csv", content=_list(world, year).encode()
    )
    take_in_books(books, by=world.person("lia"))
    mural = SpendRequest.objects.get(status="imported", title="Muurschildering")
    world.requests["mural"] = mural.pk


def _list(world: World, year: int) -> str:
    """The list as the old treasurer kept it."""
    painted = world.day(-730) if world.day(-730).year == year else date(year, 12, 31)
    rows = [f"{year};{name};{original};{theme};;;;;;;;;" for name, original, theme in LINES]
    rows.append(
        f"{year};Groen en ontmoeting;;;{painted:%d-%m-%Y};Muurschildering;;1.450,00;Atelier Kleurrijk BV;"
        f"organisatie;nee;;{WORDS}"
    )
    for number, (what, amount, payee) in enumerate(COSTS):
        paid = date(year, 2 * number + 1, 14)
        rows.append(
            f"{year};Organisatie;;;{paid:%d-%m-%Y};{what};De wijkraad kan werken;{amount};{payee};"
            "organisatie;ja;Gebruikt.;"
        )
    return "\n".join([HEAD, *rows]) + "\n"

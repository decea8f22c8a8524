"""Who lives and works in the demo neighbourhood: invented people only, with their dated roles."""

from dataclasses import dataclass
from datetime import date

from django.contrib.auth.hashers import make_password
from django.db.backends.postgresql.psycopg_any import DateRange

from issues.models import ConfidentialReader
from wijkraad.people.models import Organisation, Role, User
from wijkraad.portal.demo.world import World
from wijkraad.terms import clock
from wijkraad.trail.acting import acting

PASSWORD = "demo-wijkraad"  # noqa: S105 – public on purpose: it stands in the README
START = -940
"""The day, counted from today, on which the council begins to use the portal."""


@dataclass(frozen=True)
class Player:
    """One person of the cast; `roles` maps a role to the days it is held (None = still)."""

    key: str
    mail: str
    name: str
    roles: dict[str, tuple[int, int | None]]
    function: str = ""
    organisation: str = ""
    signs_in: bool = True
    hidden: bool = False


ORGANISATIONS = {
    "gemeente": ("Gemeente Den Haag", "de gemeente"),
    "pandbrigade": ("Haagse Pandbrigade", "de Pandbrigade"),
    "politie": ("Politie, bureau Segbroek", "de politie"),
    "burgemeester": ("Burgemeester van Den Haag", "de burgemeester"),
    "wethouder": ("Wethouder verkeer", "de wethouder"),
    "verhuurder": ("Verhuurder van deelscooters", "de verhuurder"),
    "woningbouw": ("Woningstichting De Goede Hoek", "de woningstichting"),
}

READERS = ("marga", "ruben", "samir")
"""Who may read confidential matters."""
BOARD = (START, None)
CAST = (
    Player("marga", "voorzitter@demo.test", "Marga Stolwijk", {"board": BOARD, "chair": BOARD}, "voorzitter"),
    Player(
        "ruben", "secretaris@demo.test", "Ruben Aksoy", {"board": BOARD, "secretary": BOARD}, "secretaris"
    ),
    Player(
        "lia",
        "penningmeester@demo.test",
        "Lia Vermaas",
        {"board": BOARD, "treasurer": BOARD},
        "penningmeester",
    ),
    Player("hanneke", "bestuur@demo.test", "Hanneke Doorn", {"board": BOARD}, "bestuurslid"),
    Player("samir", "samir@demo.test", "Samir Bos", {"board": BOARD}, "bestuurslid", signs_in=False),
    Player("tineke", "tineke@demo.test", "Tineke Vlaar", {"board": BOARD}, "bestuurslid", signs_in=False),
    Player("dirk", "dirk@demo.test", "Dirk Meulman", {"board": BOARD}, "bestuurslid", signs_in=False),
    Player(
        "loes", "loes@demo.test", "Loes Hartgers", {"board": (START, -388)}, "bestuurslid", signs_in=False
    ),
    Player(
        "joris", "plaatsvervanger@demo.test", "Joris Heemskerk", {"deputy": (-386, None)}, "plaatsvervanger"
    ),
    Player("nel", "kascommissie@demo.test", "Nel Ravensberg", {"auditor": BOARD}, "kascommissie"),
    Player("piet", "piet@demo.test", "Piet Lagerweij", {"auditor": BOARD}, "kascommissie", signs_in=False),
    Player(
        "femke",
        "wijkmanager@demo.test",
        "Femke Brandsma",
        {"manager": BOARD},
        "wijkmanager",
        organisation="gemeente",
        hidden=True,
    ),
    Player(
        "bas",
        "partner@demo.test",
        "Bas Oudshoorn",
        {"partner": (-700, None)},
        "dienst Stadsbeheer",
        organisation="gemeente",
        hidden=True,
    ),
    Player("jolanda", "bewoner@demo.test", "Jolanda Prins", {"resident": (-720, None)}, hidden=True),
    Player("karim", "buur@demo.test", "Karim Haddou", {"resident": (-640, None)}, hidden=True),
    Player("wim", "ondernemer@demo.test", "Wim Terpstra", {"entrepreneur": (-500, None)}, hidden=True),
    Player("anouk", "beheer@demo.test", "Anouk Visser", {"admin": BOARD}, "beheerder", hidden=True),
)


def make_people(world: World) -> None:
    """Organisations, accounts and roles; one password hash is made once and shared by all accounts."""
    hashed, unusable = make_password(PASSWORD), make_password(None)
    with acting(None, "demo.people"):
        for key, (name, short) in ORGANISATIONS.items():
            world.partners[key] = Organisation.objects.create(name=name, short_name=short)
        for player in CAST:
            world.people[player.key] = _make(player, world, hashed if player.signs_in else unusable)
        for player in CAST:
            _give_roles(player, world)
        for key in READERS:
            ConfidentialReader.objects.create(
                user=world.person(key),
                since=world.day(START),
                given_by=world.person("lia"),
                confirmed_by=world.person("tineke"),
            )
        world.rows["unusable"] = unusable


def _make(player: Player, world: World, password: str) -> User:
    return User.objects.create(
        email=player.mail,
        password=password,
        name=player.name,
        function=player.function,
        shown_as=User.Shown.FUNCTION if player.hidden else User.Shown.NAME,
        organisation=world.partners.get(player.organisation),
        is_staff="admin" in player.roles,
        date_joined=clock.now(),
    )


def _give_roles(player: Player, world: World) -> None:
    """Each role with its days; given by one person and confirmed by another, as the rule asks."""
    user = world.people[player.key]
    for kind, (first, last) in player.roles.items():
        giver, second = (world.people[key] for key in _givers(player.key))
        Role.objects.create(
            user=user,
            kind=kind,
            held=DateRange(world.day(first), _end(world, last)),
            given_by=giver,
            confirmed_by=second,
        )


def _givers(key: str) -> tuple[str, str]:
    """Two people other than the one who gets the role."""
    first, second, *_ = [who for who in ("marga", "ruben", "lia") if who != key]
    return first, second


def _end(world: World, last: int | None) -> date | None:
    return None if last is None else world.day(last)

"""Who lives and works in the demo neighbourhood: invented people only, with their dated roles."""

from dataclasses import dataclass
from functools import partial
from typing import Any

from django.contrib.auth.hashers import make_password

from issues.models import ConfidentialReader
from wijkraad.people.actions import confirm_role, create_person, give_role
from wijkraad.people.models import Organisation, User
from wijkraad.portal.demo.world import World
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
    Player("samir", "samir@wijkraad.example", "Samir Bos", {"board": BOARD}, "bestuurslid", signs_in=False),
    Player(
        "tineke", "tineke@wijkraad.example", "Tineke Vlaar", {"board": BOARD}, "bestuurslid", signs_in=False
    ),
    Player("dirk", "dirk@wijkraad.example", "Dirk Meulman", {"board": BOARD}, "bestuurslid", signs_in=False),
    Player(
        "loes",
        "loes@wijkraad.example",
        "Loes Hartgers",
        {"board": (START, -388)},
        "bestuurslid",
        signs_in=False,
    ),
    Player(
        "joris", "plaatsvervanger@demo.test", "Joris Heemskerk", {"deputy": (-386, None)}, "plaatsvervanger"
    ),
    Player("nel", "kascommissie@demo.test", "Nel Ravensberg", {"auditor": BOARD}, "kascommissie"),
    Player(
        "piet", "piet@wijkraad.example", "Piet Lagerweij", {"auditor": BOARD}, "kascommissie", signs_in=False
    ),
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
    """Organisations and the first accounts; one password hash is made once and shared by all."""
    world.rows["hash"] = make_password(PASSWORD)
    with acting(None, "demo.organisations"):
        for key, (name, short) in ORGANISATIONS.items():
            world.partners[key] = Organisation.objects.create(name=name, short_name=short)
    for player in CAST:
        first = min(start for start, _end in player.roles.values())
        if first == START:
            _arrive(world, player)
        else:
            world.at(first, "09:00", partial(_arrive, world, player), f"arrives {player.key}")
    with acting(world.person("lia"), "issue.readers"):
        for key in READERS:
            ConfidentialReader.objects.create(
                user=world.person(key),
                since=world.day(START),
                given_by=world.person("lia"),
                confirmed_by=world.person("tineke"),
            )


def _arrive(world: World, player: Player) -> None:
    """The account with its roles; a heavier one that comes later takes two people of the board."""
    user = make_account(
        world,
        player.key,
        player.mail,
        signs_in=player.signs_in,
        name=player.name,
        function=player.function,
        shown_as=User.Shown.FUNCTION if player.hidden else User.Shown.NAME,
        organisation=world.partners.get(player.organisation),
        is_staff="admin" in player.roles,
    )
    for kind, (first, last) in player.roles.items():
        by = world.person("marga") if first > START else None
        end = None if last is None else world.day(last)
        number = "oprichting" if kind == "deputy" else ""
        role = give_role(user, by=by, kind=kind, start=world.day(first), end=end, decision_number=number)
        if role.pending:
            confirm_role(role, by=world.person("lia"))


def make_account(world: World, key: str, mail: str, *, signs_in: bool = False, **facts: Any) -> User:
    """An account with a confirmed address; only the cast of the README can sign in."""
    user = create_person(by=None, email=mail, household=f"demo-{key}", **facts)
    if signs_in:
        user.password = world.rows["hash"]
        user.save(update_fields=["password"])
    world.people[key] = user
    return user

"""The people of the tests, one fixture each; `people` gives them all by their key."""

from datetime import UTC, date, datetime

import pytest

from wijkraad.people.models import Organisation, Role, User

JOINED = datetime(2024, 1, 2, 12, tzinfo=UTC)
SINCE = date(2024, 1, 2)
PASSWORD = "een-lang-wachtwoord"

PERSONAS: dict[str, tuple[str, tuple[str, ...]]] = {
    "resident": ("Noor Bewoner", ("resident",)),
    "neighbour": ("Bas Buur", ("resident",)),
    "entrepreneur": ("Omar Ondernemer", ("entrepreneur",)),
    "board_member": ("Hanneke Bestuur", ("board",)),
    "other_board_member": ("Samir Bestuur", ("board",)),
    "secretary": ("Sien Secretaris", ("board", "secretary")),
    "chair": ("Vera Voorzitter", ("board", "chair")),
    "treasurer": ("Paul Penningmeester", ("board", "treasurer")),
    "deputy": ("Pleun Plaatsvervanger", ("deputy",)),
    "auditor": ("Kas Commissie", ("auditor",)),
    "manager": ("Wim Wijkmanager", ("manager",)),
    "partner": ("Petra Partner", ("partner",)),
    "admin": ("Ada Beheer", ("admin",)),
}


def make_person(key: str, name: str, roles: tuple[str, ...]) -> User:
    user = User.objects.create_user(
        f"{key}@test.example",
        PASSWORD,
        name=name,
        date_joined=JOINED,
        is_staff="admin" in roles,
        is_superuser="admin" in roles,
        organisation=municipality() if "partner" in roles else None,
    )
    Role.objects.bulk_create(Role(user=user, kind=kind, held=(SINCE, None)) for kind in roles)
    return user


def municipality() -> Organisation:
    return Organisation.objects.get_or_create(name="Gemeente", defaults={"short_name": "Gemeente"})[0]


def person(key: str) -> User:
    found = User.objects.filter(email=f"{key}@test.example").first()
    return found or make_person(key, *PERSONAS[key])


@pytest.fixture
def room(request) -> None:
    """Where personas live: the rolled-back database, or the test's own one when it commits."""
    request.getfixturevalue("committed" if "committed" in request.fixturenames else "db")


def _persona(key: str):
    @pytest.fixture(name=key)
    def fixture(room: None) -> User:
        return person(key)

    return fixture


resident = _persona("resident")
neighbour = _persona("neighbour")
entrepreneur = _persona("entrepreneur")
board_member = _persona("board_member")
other_board_member = _persona("other_board_member")
secretary = _persona("secretary")
chair = _persona("chair")
treasurer = _persona("treasurer")
deputy = _persona("deputy")
auditor = _persona("auditor")
manager = _persona("manager")
partner = _persona("partner")
admin = _persona("admin")


@pytest.fixture
def people(room: None) -> dict[str, User]:
    """All personas by their key."""
    return {key: person(key) for key in PERSONAS}

"""A transition table answers what the check, the buttons and the guards ask."""

from wijkraad.trail.workflow import NEW, Move, Workflow, moves

LAMP = Workflow(
    "lamp",
    {"dark": "uit", "lit": "aan", "broken": "stuk"},
    (
        Move(NEW, "dark", frozenset({"anyone"})),
        *moves("lit", ["dark"], "resident board"),
        *moves("broken", ["dark", "lit"], "board", "a reason"),
        *moves("broken", ["lit"], "system"),
    ),
)


def test_who_may_make_a_move() -> None:
    assert LAMP.who("dark", "lit") == {"resident", "board"}
    assert LAMP.who("lit", "broken") == {"board", "system"}
    assert LAMP.who("broken", "lit") == frozenset()
    assert LAMP.allows("dark", "lit", ["resident"])
    assert not LAMP.allows("lit", "dark", ["resident", "board"])


def test_what_the_database_guards_are_made_of() -> None:
    assert LAMP.first_states == ["dark"]
    assert LAMP.pairs == [("dark", "broken"), ("dark", "lit"), ("lit", "broken")]


def test_which_buttons_somebody_gets() -> None:
    assert LAMP.targets("dark", ["board"]) == ["lit", "broken"]
    assert LAMP.targets("dark", iter(["resident"])) == ["lit"]
    assert LAMP.choices[0] == ("dark", "uit")

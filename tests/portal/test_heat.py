"""The hot-spot map colours the piece of the street that its score is about."""

import pytest

from wijkraad.portal.dashboard.heat import Part, heat, piece_of, step_of

STREET = "M250 60V250L330 330"


def part(pk: int, x: float, y: float, path: str = STREET) -> Part:
    return Part(pk, "bij de bocht", 1, "Weimarstraat", path, x, y)


def test_a_piece_runs_from_halfway_the_last_stop_to_halfway_the_next():
    """Stops at 40 and 150 along the line, and one round its bend, at 190 + 70,7 = 260,7 along it."""
    north, middle, south = along = [part(1, 250, 100), part(2, 250, 210), part(3, 300, 300)]
    assert piece_of(north, along) == "M250 60L250 155"
    assert piece_of(middle, along).startswith("M250 155L250 250L")
    assert piece_of(south, along).endswith("L330 330")
    first = piece_of(middle, along).rpartition("L")[2]
    assert piece_of(south, along).startswith(f"M{first}L")


def test_a_street_of_one_part_is_coloured_whole_and_one_that_is_not_drawn_is_not():
    alone = "M330 330L285 388M330 330V392"
    assert piece_of(part(1, 330, 330, alone), [part(1, 330, 330, alone)]) == alone
    assert heat({1: 3.0}, [part(1, 0, 0, "")]) == []


@pytest.mark.parametrize(("raw", "step"), [(10, 4), (7.6, 4), (7.5, 3), (5, 2), (2.5, 1), (0.1, 1)])
def test_the_steps_are_quarters_of_the_heaviest(raw, step):
    assert step_of(raw, 10) == step


def test_only_parts_with_a_weight_are_coloured():
    along = [part(1, 250, 100), part(2, 250, 210)]
    assert [level for _path, level in heat({2: 4.0}, along)] == [4]

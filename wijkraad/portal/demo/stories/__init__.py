"""The twelve stories of the demo, one module per story or pair, and what frames them."""

from wijkraad.portal.demo.stories import (
    council,
    crossing,
    green,
    groups,
    heard,
    junction,
    overcrowding,
    registers,
    rooms,
    scooters,
    shops,
    undermining,
    waste,
)

ALL = (
    overcrowding,
    crossing,
    junction,
    rooms,
    shops,
    scooters,
    undermining,
    waste,
    green,
    groups,
    council,
    registers,
    heard,
)

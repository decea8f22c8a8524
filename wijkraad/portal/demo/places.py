"""Putting the drawn map into the tables: quarters, streets and segments; and the themes by their key."""

from issues.models import Area, Segment, Street, Theme
from issues.places.geography import settle_areas
from wijkraad.portal.demo.map import QUARTERS, STREETS, Drawn, place_of, ring_of
from wijkraad.portal.demo.world import World
from wijkraad.trail.acting import acting

SOURCE = "Schema, getekend voor de demo; niet op schaal"


def make_places(world: World) -> None:
    """Areas, streets, segments; the themes are there from the first migration."""
    with acting(None, "demo.places"):
        for name, code, corners in QUARTERS:
            ring = ring_of(corners)
            east, north = (max(position[axis] for position in ring) for axis in (0, 1))
            west, south = (min(position[axis] for position in ring) for axis in (0, 1))
            Area.objects.create(
                name=name, code=code, kind="buurt", geometry=[[ring]], west=west, south=south, east=east,
                north=north, source=SOURCE,
            )  # fmt: skip
        for drawn in STREETS:
            _street(world, drawn)
        settle_areas()
    world.segments.update({key: Segment.objects.get(pk=one.pk) for key, one in world.segments.items()})
    world.themes.update({theme.key: theme for theme in Theme.objects.all()})


def _street(world: World, drawn: Drawn) -> None:
    x, y, turn = drawn.plate
    street = Street.objects.create(
        name=drawn.name,
        slug=drawn.slug,
        path=drawn.path,
        label_x=x,
        label_y=y,
        label_rotation=turn,
        geometry=[[list(place_of(*point)) for point in piece.line] for piece in drawn.pieces],
    )
    for order, piece in enumerate(drawn.pieces, 1):
        world.segments[piece.slug] = Segment.objects.create(
            street=street,
            name=piece.name,
            order=order,
            x=piece.stop[0],
            y=piece.stop[1],
            geometry=[list(place_of(*point)) for point in piece.line],
        )

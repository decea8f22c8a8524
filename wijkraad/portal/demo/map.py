"""The schematic map of the neighbourhood, drawn by hand for the demo: not to scale, no tiles.

Drawing units are those of the map's own view box. `place_of` lays the drawing over the real spot on
earth (WGS84), so that a pointed-out place finds its segment; the outlines of the two quarters are
ours and schematic. The real ones come in with `manage.py load_area`.
"""

from dataclasses import dataclass

WEST, EAST, NORTH, SOUTH = 4.2660, 4.2930, 52.0765, 52.0655
"""Longitudes at x = 10 and 460, latitudes at y = 60 and 330."""

Point = tuple[float, float]


def place_of(x: float, y: float) -> Point:
    """Longitude and latitude (WGS84, six decimals) of a point in drawing units."""
    longitude = WEST + (x - 10) * (EAST - WEST) / 450
    latitude = NORTH - (y - 60) * (NORTH - SOUTH) / 270
    return round(longitude, 6), round(latitude, 6)


@dataclass(frozen=True)
class Piece:
    """One segment: name, the drawn line, and where its stop stands on the map."""

    slug: str
    name: str
    line: tuple[Point, ...]
    stop: Point


@dataclass(frozen=True)
class Drawn:
    """One street: its path, the place and turn of its plate, and its segments."""

    slug: str
    name: str
    path: str
    plate: tuple[float, float, int]
    pieces: tuple[Piece, ...]


STREETS = (
    Drawn(
        "laan-van-meerdervoort",
        "Laan van Meerdervoort",
        "M10 60H460",
        (216, 60, 0),
        (
            Piece("meerdervoort-west", "tot de Beeklaan", ((10, 60), (250, 60)), (110, 60)),
            Piece("meerdervoort-oost", "vanaf de Beeklaan", ((250, 60), (460, 60)), (330, 60)),
        ),
    ),
    Drawn(
        "loosduinseweg",
        "Loosduinseweg",
        "M10 330H460",
        (258, 330, 0),
        (
            Piece("loosduinseweg-west", "bij de Valkenboslaan", ((10, 330), (190, 330)), (187, 330)),
            Piece("loosduinseweg-oost", "bij de Zevensprong", ((190, 330), (460, 330)), (425, 330)),
        ),
    ),
    Drawn(
        "weimarstraat",
        "Weimarstraat",
        "M48 190H460",
        (330, 190, 0),
        (
            Piece("weimarstraat-west", "west, hoek Valkenboslaan", ((48, 190), (200, 190)), (150, 190)),
            Piece("weimarstraat-midden", "midden, hoek Beeklaan", ((200, 190), (300, 190)), (250, 190)),
            Piece("weimarstraat-oost", "oost, hoek Regentesselaan", ((300, 190), (460, 190)), (435, 190)),
        ),
    ),
    Drawn(
        "valkenboskade",
        "Valkenboskade",
        "M48 60V330",
        (48, 263, -90),
        (Piece("valkenboskade", "hele kade", ((48, 60), (48, 330)), (48, 190)),),
    ),
    Drawn(
        "valkenboslaan",
        "Valkenboslaan",
        "M150 60V330",
        (150, 260, -90),
        (
            Piece("valkenboslaan-noord", "noord", ((150, 60), (150, 190)), (150, 156)),
            Piece("valkenboslaan-zuid", "zuid", ((150, 190), (150, 330)), (150, 330)),
        ),
    ),
    Drawn(
        "beeklaan",
        "Beeklaan",
        "M250 60V250L330 330",
        (250, 136, -90),
        (
            Piece("beeklaan-noord", "noord", ((250, 60), (250, 190)), (250, 82)),
            Piece("beeklaan-zuid", "zuid", ((250, 190), (250, 250), (330, 330)), (282, 282)),
        ),
    ),
    Drawn(
        "regentesselaan",
        "Regentesselaan",
        "M410 60V250L330 330",
        (410, 122, -90),
        (Piece("regentesselaan", "hele laan", ((410, 60), (410, 250), (330, 330)), (390, 270)),),
    ),
    Drawn(
        "galileistraat",
        "Galileïstraat",
        "M150 255H250",
        (210, 231, 0),
        (Piece("galileistraat", "hele straat", ((150, 255), (250, 255)), (202, 255)),),
    ),
    Drawn(
        "newtonstraat",
        "Newtonstraat",
        "M48 125H150",
        (94, 102, 0),
        (Piece("newtonstraat", "hele straat", ((48, 125), (150, 125)), (99, 125)),),
    ),
    Drawn(
        "zevensprong",
        "Zevensprong",
        "M330 330L285 388M330 330V392M330 330L375 388",
        (408, 358, 0),
        (Piece("zevensprong", "het plein", ((330, 322), (330, 338)), (330, 330)),),
    ),
)

QUARTERS = (
    ("Valkenboskwartier", "MFV-01", ((44, 56), (250, 56), (250, 250), (330, 334), (44, 334))),
    ("Regentessekwartier", "MFV-02", ((250, 56), (464, 56), (464, 334), (330, 334), (250, 250))),
)


def ring_of(corners: tuple[Point, ...]) -> list[list[float]]:
    """A closed ring of WGS84 positions from corners in drawing units."""
    return [list(place_of(x, y)) for x, y in (*corners, corners[0])]

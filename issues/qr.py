"""QR codes as one SVG path, so that they print sharp and need no picture of their own."""

from functools import lru_cache

import qrcode
from markupsafe import Markup

QUIET = 4
"""Modules of white around the code, as its standard asks."""


@lru_cache(maxsize=128)
def qr_svg(text: str, label: str) -> Markup:
    """The code of an address, dark on white, with a name for who cannot see it."""
    code = qrcode.QRCode(error_correction=qrcode.ERROR_CORRECT_M, border=0)
    code.add_data(text)
    code.make(fit=True)
    rows = code.get_matrix()
    side = len(rows) + 2 * QUIET
    path = "".join(_row(row, y + QUIET) for y, row in enumerate(rows))
    return Markup(
        '<svg class="wp-qr" viewBox="0 0 {side} {side}" role="img" aria-label="{label}" '
        'shape-rendering="crispEdges"><rect class="wp-qr__wit" width="{side}" height="{side}"/>'
        '<path class="wp-qr__zwart" d="{path}"/></svg>'
    ).format(side=side, label=label, path=path)


def _row(row: list[bool], y: int) -> str:
    """The dark runs of one row."""
    found, x = "", 0
    while x < len(row):
        if not row[x]:
            x += 1
            continue
        end = x
        while end < len(row) and row[end]:
            end += 1
        found += f"M{x + QUIET} {y}h{end - x}v1h-{end - x}z"
        x = end
    return found

"""Drawing a sample that anybody can draw again: from the seed and the list, always the same picks.

Each id of the list gets the SHA-256 of "seed:id"; the smallest come first. So the order follows from the
seed alone, nobody can steer it after the seed is drawn, and a spreadsheet can check it.
"""

import hashlib
from collections.abc import Collection


def picks(seed: str, population: Collection[int], size: int) -> list[int]:
    """The ids of a sample of at most `size`, in the order in which they were drawn."""

    def lot(one: int) -> str:
        return hashlib.sha256(f"{seed}:{one}".encode()).hexdigest()

    return sorted(set(population), key=lot)[:size]

"""The demo neighbourhood, for tests that read in it."""

import pytest

from wijkraad.portal.demo.world import World


@pytest.fixture
def demo(neighbourhood: World) -> World:
    return neighbourhood

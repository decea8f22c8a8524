"""Kept pages belong to a committed data version; a test that rolls back never raises one."""

import pytest

from wijkraad.ui.pages import shelf


@pytest.fixture(autouse=True)
def nothing_kept() -> None:
    shelf.clear()

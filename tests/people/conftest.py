"""What the stories about people need."""

import pytest

from tests.personas import PASSWORD


@pytest.fixture
def password() -> str:
    """The password of every persona."""
    return PASSWORD

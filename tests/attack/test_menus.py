"""No menu leads somebody to a page that is closed to them."""

import pytest
from django.urls import resolve

from wijkraad.people.access import EVERYONE, SIGNED_IN
from wijkraad.people.models import Role
from wijkraad.ui.context import kind_of
from wijkraad.ui.navigation import BARS, FOOTER, MENU, NAVIGATION, TASKS


@pytest.mark.parametrize("role", Role.Kind.values)
def test_every_entry_of_the_menu_opens(role: str) -> None:
    kind = kind_of([role])
    links = {*NAVIGATION[kind], *BARS[kind], TASKS, *(link for part in FOOTER for link in part)} - {MENU}
    audiences = {link.path: getattr(resolve(link.path).func, "audience", None) for link in links}
    closed = [
        path
        for path, audience in audiences.items()
        if audience is not None and not audience & {EVERYONE, SIGNED_IN, role}
    ]
    assert not closed

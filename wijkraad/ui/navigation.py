"""The menus: which pages each kind of user finds in the header, the phone bar and the footer."""

from typing import NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Link(NamedTuple):
    """One entry; the paths are the stable ones of the contract. Entries without a page are left out."""

    path: str
    words: str | Promise
    icon: str = ""


HOME = Link("/", _("Start"), "house")
ISSUES = Link("/kwesties/", _("Kwesties"), "route")
DECISIONS = Link("/besluiten/", _("Besluiten"), "gavel")
MEETINGS = Link("/vergaderingen/", _("Vergaderingen"), "calendar-days")
MEETING = Link("/vergaderingen/", _("Vergadering"), "calendar-days")
MONEY = Link("/budget/", _("Geld"), "euro")
RESULTS = Link("/bereikt/", _("Wat is bereikt"))
REPORT = Link("/melden/", _("Meld iets"), "megaphone")
STATE = Link("/werk/dashboard/", _("Stand"), "gauge")
DESK = Link("/werk/meldingen/", _("Meldingen"), "inbox")
LETTERS = Link("/werk/brieven/", _("Brieven"), "mail")
SPENDING = Link("/werk/geld/", _("Uitgaven"), "euro")
TASKS = Link("/werk/", _("Taken"), "inbox")
MINE = Link("/mijn/", _("Mijn wijk"), "user")
ADMIN = Link("/beheer/", _("Beheer"), "shield-check")
MENU = Link("/#menu", _("Menu"), "menu")

PUBLIC = (ISSUES, DECISIONS, MEETINGS, MONEY, RESULTS)
NAVIGATION: dict[str, tuple[Link, ...]] = {
    "visitor": PUBLIC,
    "resident": (*PUBLIC, MINE),
    "partner": (TASKS, ISSUES, DECISIONS, MEETINGS),
    "auditor": (TASKS, SPENDING, MONEY, ISSUES, DECISIONS, MEETINGS),
    "manager": (STATE, DESK, ISSUES, MEETINGS, DECISIONS, LETTERS, TASKS),
    "board": (STATE, DESK, ISSUES, MEETINGS, DECISIONS, LETTERS, SPENDING, TASKS),
    "admin": (ADMIN, TASKS, *PUBLIC),
}
_WORK_BAR = (STATE, ISSUES, MEETING, DECISIONS)
BARS: dict[str, tuple[Link, ...]] = {
    "visitor": (HOME, ISSUES, REPORT, MONEY),
    "resident": (HOME, ISSUES, REPORT, MINE),
    "partner": (HOME, TASKS, ISSUES, DECISIONS),
    "auditor": (HOME, TASKS, SPENDING, ISSUES),
    "manager": (STATE, DESK, ISSUES, TASKS),
    "board": _WORK_BAR,
    "admin": (HOME, TASKS, ISSUES, DECISIONS),
}
FOOTER: tuple[tuple[Link, ...], ...] = (
    (REPORT, ISSUES, DECISIONS, MEETINGS, MONEY),
    (
        Link("/bereikt/", _("Wat is er bereikt")),
        Link("/buurtagenda/", _("Buurtagenda")),
        Link("/kaart/", _("Kaart")),
        Link("/cijfers/", _("Cijfers")),
        Link("/over/", _("Wie zitten er in de wijkraad")),
        Link("/open-data/", _("Open data")),
    ),
    (
        Link("/privacy/", _("Privacy")),
        Link("/toegankelijkheid/", _("Toegankelijkheid")),
    ),
)

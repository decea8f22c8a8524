"""What every page knows: the council, the language, and the frame around the page (header, footer, bar).

For a visitor nothing here asks the database or touches the session, so that public pages can be kept and
carry no cookie. The frame is drawn once per (language, kind of user, section) and reused as finished text.
"""

from collections.abc import Iterable
from functools import cached_property, lru_cache
from typing import Any

from django.conf import settings
from django.contrib.messages import get_messages
from django.http import HttpRequest
from django.template import engines
from django.urls import Resolver404, resolve
from markupsafe import Markup, escape

from wijkraad.ui.addresses import query
from wijkraad.ui.environment import provided
from wijkraad.ui.filters import initials, language
from wijkraad.ui.navigation import BARS, FOOTER, NAVIGATION, Link

_NAME, _INITIALS, TURN = "%%name%%", "%%initials%%", "%%turn%%"
_KINDS = (
    ("board", {"board", "secretary", "chair", "treasurer"}),
    ("manager", {"manager"}),
    ("auditor", {"auditor", "deputy"}),
    ("partner", {"partner"}),
    ("admin", {"admin"}),
)


def kind_of(roles: Iterable[str]) -> str:
    """Which navigation somebody gets who holds these roles."""
    held = set(roles)
    return next((kind for kind, any_of in _KINDS if held & any_of), "resident")


@lru_cache(maxsize=1)
def council() -> dict[str, str]:
    """The name of the council in two parts, as the sign shows it: kind (small) and name."""
    first, _, rest = settings.COUNCIL_NAME.partition(" ")
    kind, name = (first, rest) if rest else ("", first)
    return {"full": settings.COUNCIL_NAME, "kind": kind, "name": name, "place": settings.COUNCIL_PLACE}


@lru_cache(maxsize=128)
def exists(path: str) -> bool:
    """Whether the portal has a page at this address; a menu never shows a dead link."""
    try:
        resolve(path)
    except Resolver404:
        return False
    return True


def _shown(links: Iterable[Link]) -> list[Link]:
    return [link for link in links if exists(link.path)]


def section_of(path: str, kind: str) -> str:
    """The path of the menu entry under which this page falls, or ''."""
    entries = [link.path for link in NAVIGATION[kind] + BARS[kind] if link.path != "/"]
    under = [entry for entry in entries if path.startswith(entry)]
    return max(under, key=len) if under else ("/" if path == "/" else "")


@lru_cache(maxsize=400)
def _frame(name: str, _language: str, kind: str, section: str) -> str:
    environment = engines["jinja2"].env  # type: ignore[attr-defined]
    template = environment.get_template(f"components/frame/{name}.html")
    return template.render(
        kind=kind,
        section=section,
        council=council(),
        demo=settings.DEMO,
        navigation=_shown(NAVIGATION[kind]),
        bar=_shown(BARS[kind]),
        footer=[_shown(column) for column in FOOTER],
        exists=exists,
        name=_NAME,
        initials=_INITIALS,
        turn=TURN,
    )


class Frame:
    """The surroundings of one page; everything in it is made when asked for."""

    def __init__(self, request: HttpRequest) -> None:
        self.request = request
        self.demo = settings.DEMO

    @cached_property
    def user(self) -> Any:
        """The signed-in person, or None; asks nothing for a request without a session cookie."""
        if settings.SESSION_COOKIE_NAME not in self.request.COOKIES or not hasattr(self.request, "user"):
            return None
        return self.request.user if self.request.user.is_authenticated else None

    @cached_property
    def kind(self) -> str:
        if self.user is None:
            return "visitor"
        return kind_of(provided("roles_of", lambda user: ())(self.user))

    @cached_property
    def messages(self) -> list[Any]:
        """Messages for this person; the storage is asked only when a cookie says there may be one."""
        cookies = self.request.COOKIES
        if "messages" not in cookies and settings.SESSION_COOKIE_NAME not in cookies:
            return []
        return list(get_messages(self.request))

    @property
    def language(self) -> str:
        return language()

    @property
    def council(self) -> dict[str, str]:
        return council()

    @cached_property
    def section(self) -> str:
        return section_of(self.request.path, self.kind)

    def _drawn(self, name: str) -> Markup:
        text = _frame(name, language(), self.kind, self.section)
        if self.user is not None:
            person = str(self.user)
            text = text.replace(_NAME, escape(person)).replace(_INITIALS, escape(initials(person)))
        if name == "footer":
            text = text.replace(TURN, self.other_language())
        return Markup(text)  # noqa: S704 - our own template, names escaped

    def other_language(self) -> str:
        """This page with its query in the other language, as text for an attribute."""
        other = "nl" if language() == "en" else "en"
        return escape(query(self.request, taal=other))

    @property
    def header(self) -> Markup:
        return self._drawn("header")

    @property
    def task_header(self) -> Markup:
        """The narrow header of a form with steps: only the name and "Stoppen"."""
        return self._drawn("task_header")

    @property
    def footer(self) -> Markup:
        return self._drawn("footer")

    @property
    def bar(self) -> Markup:
        return self._drawn("bar")


def page(request: HttpRequest) -> dict[str, Any]:
    """The context processor: `page`."""
    return {"page": Frame(request)}

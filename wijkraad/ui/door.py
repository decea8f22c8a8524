"""The door of the web server: what is the same for every visitor does not go through the whole house.

1. **Given again.** A visitor's page whose data version is still that of now (`wijkraad.ui.pages`) and a
   hashed static file, which never changes, are kept as they left, headers and all (`wijkraad.ui.shelf`).
2. **The short way.** A visitor's page that is not kept is drawn behind the middleware that makes headers and
   chooses the language (VISITORS_MIDDLEWARE in the settings); what concerns sessions, forms and files has
   nothing to do there. Both ways run the same classes, so both give the same headers. What these classes add
   hangs on the view, the host, the protocol and the language only: learnt from the first page, then known.
3. **The whole way** is for all else: who carries a session, a message or a form; an address that is no
   visitor's page; and an answer of the short way that turns out not to be a plain page.
"""

from collections.abc import Callable, Hashable
from functools import lru_cache
from typing import Any, NamedTuple

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.core.handlers.exception import convert_exception_to_response
from django.core.handlers.wsgi import WSGIHandler, get_path_info, get_script_name
from django.db import DEFAULT_DB_ALIAS, connections
from django.http import HttpRequest
from django.http.cookie import parse_cookie
from django.http.response import HttpResponseBase
from django.urls import Resolver404, ResolverMatch, resolve, set_script_prefix
from django.utils import translation
from django.utils.module_loading import import_string

from wijkraad.running.requests import drop_when_dead, request_number
from wijkraad.ui.middleware import COOKIE
from wijkraad.ui.pages import is_nobodys
from wijkraad.ui.shelf import OF_THE_BODY, Answer, Headers, Shelf

Environ = dict[str, Any]
LIMIT = 4 * 1024 * 1024
"""Bytes of answers that one process keeps: about a hundred pages, the most asked ones."""
KEY = "wijkraad.door"
"""Where the environ of a request holds its key; absent when the answer may be somebody's own."""
FOREVER = "immutable"
NO_PAGE = (301, 302, 304, 404)
"""Somewhere else, nothing new, unknown: these are the same for everybody too. They are not kept."""

PLACES = 1000
"""Combinations of view, host, protocol and language of which a process knows the headers."""

answers = Shelf(LIMIT)


class Door(WSGIHandler):
    """Django's WSGI application behind the memory of earlier answers and the short way to new ones."""

    def __init__(self) -> None:
        super().__init__()
        self.short = ShortWay()

    def __call__(self, environ: Environ, start_response: Callable[..., Any]) -> Any:
        key = key_of(environ)
        if key is None:
            return super().__call__(environ, start_response)
        found = answers.get(key)
        if found is not None and found.holds():
            return _given(found, environ, start_response)
        page = self.short.page(environ, cookie=str(key[-2]))
        if page is None:
            environ[KEY] = key
            return super().__call__(environ, start_response)
        headers, response = page
        if response.status_code != 200:
            start_response(f"{response.status_code} {response.reason_phrase}", headers)
            return [response.content]
        answer = Answer(headers, response.content, response["ETag"], response.standing)
        if not response.cookies:
            answers.put(key, answer)
        return _given(answer, environ, start_response)

    def get_response(self, request: HttpRequest) -> HttpResponseBase:
        """The whole way; a file that it brings is kept."""
        response = super().get_response(request)
        if KEY in request.META and (file := _file(request.META, response)):
            answers.put(request.META[KEY], file)
        return response


def _given(answer: Answer, environ: Environ, start_response: Callable[..., Any]) -> list[bytes]:
    if answer.tag and answer.tag in environ.get("HTTP_IF_NONE_MATCH", ""):
        start_response("304 Not Modified", answer.bare())
        return [b""]
    headers, body = answer.packed(_encoding(environ))
    start_response("200 OK", headers)
    return [body]


class Around(NamedTuple):
    """What the middleware did for a page: the language it chose, and the headers it added."""

    language: str
    headers: Headers


class ShortWay(WSGIHandler):
    """Visitors' pages behind the middleware of every page alone, and without Django's signals: of their
    receivers only the one that forgets a dead connection has something to do here.

    Only what leaves by this way is kept: nobody's form token can be in it, as nothing here reads that cookie.
    """

    def load_middleware(self, is_async: bool = False) -> None:
        """Django's own, for another list; none of these looks at views, exceptions or templates."""
        chain: Any = convert_exception_to_response(_view)
        for name in reversed(settings.VISITORS_MIDDLEWARE):
            chain = convert_exception_to_response(import_string(name)(chain))
        self._middleware_chain = chain
        self._numbered = request_number(_seen)
        self._known: dict[Hashable, Around] = {}

    def page(self, environ: Environ, cookie: str) -> tuple[Headers, Any] | None:
        """The page of a visitor (who chose the language in `cookie`) with its headers, or None when this is
        no such page or not a plain one: also one that fails, of which the whole way will tell.
        """
        match = visitors_page_at(get_path_info(environ))
        if match is None:
            return None
        drop_when_dead(connections[DEFAULT_DB_ALIAS])  # pages of visitors ask no other
        set_script_prefix(get_script_name(environ))
        request = self.request_class(environ)
        request.resolver_match = match
        request.user = AnonymousUser()
        request.nobodys = True  # type: ignore[attr-defined]
        place = None if "taal=" in environ["QUERY_STRING"] else (match.func, *_place(environ, cookie))
        around = self._known.get(place)
        if around is not None:
            return self._within(around, request)
        response: Any = self.get_response(request)
        if not _plain(response):
            return None
        cookies = [("Set-Cookie", one.output(header="")) for one in response.cookies.values()]
        if place is not None and not cookies and response.status_code == 200:
            self._learn(place, request, response)
        return [*response.items(), *cookies], response

    def _within(self, around: Around, request: Any) -> tuple[Headers, Any] | None:
        """A page for which it is known what the middleware would do."""
        translation.activate(around.language)
        request.LANGUAGE_CODE = around.language
        response: Any = self._numbered(request)
        if response is None:
            return None
        size = ("Content-Length", str(len(response.content)))
        return [*response.items(), *around.headers, size], response

    def _learn(self, place: Hashable, request: Any, response: Any) -> None:
        """Keep what was added to the page, unless something of the page itself was changed."""
        own, now = response.own_headers, dict(response.items())
        added = [pair for pair in now.items() if pair[0] not in own and pair[0] not in OF_THE_BODY]
        if any(now.get(name) != words for name, words in own.items()):
            return
        if len(self._known) >= PLACES:
            self._known.clear()  # somebody makes up hosts or cookies; what is asked for is soon learnt again
        self._known[place] = Around(request.LANGUAGE_CODE, added)


def _view(request: Any) -> HttpResponseBase:
    match = request.resolver_match
    response: Any = match.func(request, *match.args, **match.kwargs)
    response.own_headers = dict(response.items())
    return response


def _seen(request: Any) -> Any:
    """The page of the view, without the middleware; None when it is no page to keep or failed."""
    match = request.resolver_match
    try:
        response = match.func(request, *match.args, **match.kwargs)
    except Exception:  # whatever it was: the view is asked again on the whole way, which says and logs it
        return None
    return response if _plain(response) and not response.cookies else None


def _plain(response: Any) -> bool:
    return hasattr(response, "standing") or response.status_code in NO_PAGE


def _place(environ: Environ, cookie: str) -> tuple[Any, ...]:
    """All that the middleware of a visitors' page looks at, beside a choice of language in the address."""
    get = environ.get
    return (
        get("HTTP_HOST"), get("SERVER_NAME"), get("SERVER_PORT"), environ["wsgi.url_scheme"],
        get("HTTP_X_FORWARDED_PROTO"), get("HTTP_X_FORWARDED_HOST"), cookie,
    )  # fmt: skip


@lru_cache(maxsize=1024)
def visitors_page_at(path: str) -> ResolverMatch | None:
    """The view marked by `visitors_page` at this path; None for any other address."""
    try:
        match = resolve(path)
    except Resolver404:
        return None
    return match if getattr(match.func, "for_visitors", False) else None


def key_of(environ: Environ) -> tuple[Any, ...] | None:
    """What an answer depends on besides the data; None for a request whose answer may be somebody's own."""
    if environ["REQUEST_METHOD"] != "GET":
        return None
    cookies = _cookies(environ.get("HTTP_COOKIE", ""))
    if not is_nobodys(cookies, environ):
        return None
    path = environ["PATH_INFO"]
    return (
        environ.get("HTTP_HOST", ""),
        environ.get("HTTP_X_FORWARDED_PROTO", environ["wsgi.url_scheme"]),
        path,
        environ["QUERY_STRING"],
        cookies.get(COOKIE, ""),
        # a file comes compressed from its folder, a page is kept as it is
        _encoding(environ) if path.startswith(settings.STATIC_URL) else "",
    )


def _cookies(header: str) -> dict[str, str]:
    return parse_cookie(header) if header else {}


def _encoding(environ: Environ) -> str:
    return encoding_for(environ.get("HTTP_ACCEPT_ENCODING", ""))


@lru_cache(maxsize=256)
def encoding_for(header: str) -> str:
    """`br`, `gzip` or '' after what the client says it accepts (Accept-Encoding)."""
    accepted = {
        part.partition(";")[0].strip()
        for part in header.split(",")
        if not part.replace(" ", "").endswith((";q=0", ";q=0.0"))
    }
    return next((name for name in ("br", "gzip") if name in accepted), "")


def _file(environ: Environ, response: Any) -> Answer | None:
    """A small file under /static/ with a hash in its name; photos and documents never: they can be hidden."""
    if (
        response.status_code != 200
        or not environ["PATH_INFO"].startswith(settings.STATIC_URL)
        or FOREVER not in response.get("Cache-Control", "")
        or int(response.get("Content-Length", LIMIT)) > LIMIT // 16
    ):
        return None
    if response.streaming:
        # read once; the open file would be gone at the next request
        response.streaming_content = [body := b"".join(response)]
    else:
        body = response.content
    return Answer(list(response.items()), body, response.get("ETag", ""), None)

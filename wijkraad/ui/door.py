"""The door of the web server: what is the same for every visitor does not go through the whole house.

1. **Given again.** A visitor's page whose data version is still that of now (`wijkraad.ui.pages`) and a
   hashed static file, which never changes, are kept as they left, headers and all (`wijkraad.ui.shelf`).
2. **The short way.** A visitor's page that is not kept is drawn behind the middleware that makes headers and
   chooses the language (VISITORS_MIDDLEWARE in the settings); what concerns sessions, forms and files has
   nothing to do there. Both ways run the same classes, so both give the same headers.
3. **The whole way** is for all else: who carries a session, a message or a form; an address that is no
   visitor's page; and an answer of the short way that turns out not to be a plain page.
"""

from collections.abc import Callable, Hashable
from functools import lru_cache
from typing import Any

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.core.handlers.exception import convert_exception_to_response
from django.core.handlers.wsgi import WSGIHandler
from django.http import HttpRequest
from django.http.cookie import parse_cookie
from django.http.response import HttpResponseBase
from django.urls import Resolver404, ResolverMatch, resolve
from django.utils.module_loading import import_string

from wijkraad.ui.middleware import COOKIE
from wijkraad.ui.pages import is_nobodys
from wijkraad.ui.shelf import Answer, Shelf

Environ = dict[str, Any]
LIMIT = 32 * 1024 * 1024
"""Bytes of answers that one process keeps."""
KEY = "wijkraad.door"
"""Where the environ of a request holds its key; absent when the answer may be somebody's own."""
FOREVER = "immutable"

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
        if found is None or not found.holds():
            environ[KEY] = key
            return super().__call__(environ, start_response)
        if found.tag and found.tag in environ.get("HTTP_IF_NONE_MATCH", ""):
            start_response("304 Not Modified", found.bare())
            return [b""]
        headers, body = found.packed(_encoding(environ))
        start_response("200 OK", headers)
        return [body]

    def get_response(self, request: HttpRequest) -> HttpResponseBase:
        key = request.META.get(KEY)
        if key is None:
            return super().get_response(request)
        page = self.short.page(request)
        if page is None:
            response: Any = super().get_response(request)
            answer = _file(request.META, response)
        else:
            response, answer = page, _page(page)
            _pack(page, answer, _encoding(request.META))
        if answer is not None and not response.cookies:
            answers.put(key, answer)
        return response


class ShortWay(WSGIHandler):
    """Visitors' pages behind the middleware of every page alone.

    Only what leaves by this way is kept: nobody's form token can be in it, as nothing here reads that cookie.
    """

    def load_middleware(self, is_async: bool = False) -> None:
        """Django's own, for another list; none of these looks at views, exceptions or templates."""
        self._middleware_chain = convert_exception_to_response(_view)
        for name in reversed(settings.VISITORS_MIDDLEWARE):
            self._middleware_chain = convert_exception_to_response(
                import_string(name)(self._middleware_chain)
            )

    def page(self, request: HttpRequest) -> HttpResponseBase | None:
        """The page of a visitor, or None when this is no such page or not a plain one."""
        match = visitors_page_at(request.path_info)
        if match is None:
            return None
        request.resolver_match = match
        request.user = AnonymousUser()
        response = self.get_response(request)
        return response if hasattr(response, "standing") or response.status_code == 304 else None


def _view(request: Any) -> HttpResponseBase:
    match = request.resolver_match
    return match.func(request, *match.args, **match.kwargs)


@lru_cache(maxsize=1024)
def visitors_page_at(path: str) -> ResolverMatch | None:
    """The view marked by `visitors_page` at this path; None for any other address."""
    try:
        match = resolve(path)
    except Resolver404:
        return None
    return match if getattr(match.func, "for_visitors", False) else None


def key_of(environ: Environ) -> Hashable:
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


def _page(response: Any) -> Answer | None:
    """A page that leaves by the short way, to be given again; not "nothing has changed" (304)."""
    if response.status_code != 200:
        return None
    return Answer(list(response.items()), response.content, response["ETag"], response.standing)


def _pack(response: Any, answer: Answer | None, encoding: str) -> None:
    """Send a page compressed to who takes it, also the first time."""
    if answer is not None and encoding:
        headers, response.content = answer.packed(encoding)
        for name, value in headers:
            response.headers[name] = value


def _file(environ: Environ, response: Any) -> Answer | None:
    """A small file under /static/ with a hash in its name; photos and documents never: they can be hidden."""
    if (
        response.status_code != 200
        or not environ["PATH_INFO"].startswith(settings.STATIC_URL)
        or FOREVER not in response.get("Cache-Control", "")
        or int(response.get("Content-Length", LIMIT)) > LIMIT // 32
    ):
        return None
    if response.streaming:
        # read once; the open file would be gone at the next request
        response.streaming_content = [body := b"".join(response)]
    else:
        body = response.content
    return Answer(list(response.items()), body, response.get("ETag", ""), None)

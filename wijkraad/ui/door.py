"""The door of the web server: an answer that was given before is given again without asking Django.

Two kinds may be given again: a visitor's page whose data version is still that of now (`wijkraad.ui.pages`)
and a hashed static file, which never changes. They are kept as they left the last middleware, headers and
all. Whatever carries a cookie other than the chosen language goes the whole way.
"""

import time
from collections.abc import Callable
from functools import lru_cache
from typing import Any, NamedTuple

from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler
from django.db import DatabaseError
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from wijkraad.ui.pages import Shelf, Standing, encoding_for

Environ = dict[str, Any]
LANGUAGE_ONLY = frozenset({"", "taal=nl", "taal=en"})
PERSONAL = ("HTTP_AUTHORIZATION", "HTTP_HX_REQUEST", "HTTP_RANGE")
"""Headers that make an answer different from what every visitor gets."""
LIMIT = 16 * 1024 * 1024
"""Bytes of answers that one process keeps; pages share theirs with `wijkraad.ui.pages`."""
FOREVER = "immutable"


class Answer(NamedTuple):
    """One finished answer; `standing` says how long it holds, None for a file that never changes."""

    headers: list[tuple[str, str]]
    body: bytes
    tag: str
    standing: Standing | None

    def holds(self) -> bool:
        """Whether nothing public has changed since and the day is the same; False when nobody can tell."""
        try:
            return self.standing is None or self.standing.holds(time.time())
        except DatabaseError:
            return False


answers: Shelf[Answer] = Shelf(LIMIT)


class Door(WSGIHandler):
    """Django's WSGI application behind the memory of earlier answers."""

    def __call__(self, environ: Environ, start_response: Callable[..., Any]) -> Any:
        key = key_of(environ)
        found = answers.get(key) if key else None
        if found is None or not found.holds():
            return super().__call__(environ, start_response)
        if found.tag and found.tag in environ.get("HTTP_IF_NONE_MATCH", ""):
            start_response("304 Not Modified", [pair for pair in found.headers if _of_the_page(pair)])
            return [b""]
        start_response("200 OK", found.headers)
        return [found.body]

    def get_response(self, request: HttpRequest) -> HttpResponseBase:
        response = super().get_response(request)
        if response.status_code == 200 and not response.cookies:
            _remember(request.META, response)
        return response


def key_of(environ: Environ) -> tuple[Any, ...] | None:
    """What an answer depends on besides the data; None for a request whose answer may be somebody's own."""
    cookie = environ.get("HTTP_COOKIE", "")
    if environ["REQUEST_METHOD"] != "GET" or cookie not in LANGUAGE_ONLY:
        return None
    for name in PERSONAL:
        if name in environ:
            return None
    return (
        environ.get("HTTP_HOST", ""),
        environ.get("HTTP_X_FORWARDED_PROTO", environ["wsgi.url_scheme"]),
        environ["PATH_INFO"],
        environ["QUERY_STRING"],
        cookie,
        _encoding(environ.get("HTTP_ACCEPT_ENCODING", "")),
    )


_encoding = lru_cache(maxsize=256)(encoding_for)


def _of_the_page(pair: tuple[str, str]) -> bool:
    return pair[0] not in ("Content-Length", "Content-Type", "Content-Encoding")


def _remember(environ: Environ, response: Any) -> None:
    standing = getattr(response, "standing", None)
    if standing is None and not _is_hashed_file(environ, response):
        return
    key = key_of(environ)
    if key is None:
        return
    if response.streaming:
        # read once; the open file would be gone at the next request
        response.streaming_content = [body := b"".join(response)]
    else:
        body = response.content
    answer = Answer(list(response.items()), body, response.get("ETag", ""), standing)
    answers.put(key, answer, len(body))


def _is_hashed_file(environ: Environ, response: Any) -> bool:
    """A small file under /static/ with a hash in its name; photos and documents never: they can be hidden."""
    return (
        environ["PATH_INFO"].startswith(settings.STATIC_URL)
        and FOREVER in response.get("Cache-Control", "")
        and int(response.get("Content-Length", LIMIT)) < LIMIT // 16
    )

"""Two addresses for whoever guards the server: does the process live, and can it do its work?"""

from collections.abc import Callable

from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from wijkraad.running.checks import probe_storage

# The worker says that it lives every ten seconds; procrastinate itself gives it up after thirty.
WORKER_SILENCE_SECONDS = 60


class NotReady(Exception):
    """A part cannot do its work; the message says why, without secrets."""


View = Callable[[HttpRequest], HttpResponse]


def open_to_everyone(view: View) -> View:
    """Say who may open the view, in the words of `people.access`, which this room does not know."""
    view.audience = frozenset({"everyone"})  # type: ignore[attr-defined]
    return view


@open_to_everyone
@never_cache
@require_safe
def healthz(request: HttpRequest) -> HttpResponse:
    """The process answers; nothing else is asked."""
    return HttpResponse("ok\n", content_type="text/plain; charset=utf-8")


@open_to_everyone
@never_cache
@require_safe
def readyz(request: HttpRequest) -> HttpResponse:
    """Each part with "ok" or what is wrong; status 503 when one cannot do its work."""
    parts = {name: _outcome(check) for name, check in CHECKS.items()}
    status = 200 if set(parts.values()) == {"ok"} else 503
    return JsonResponse(parts, status=status)


def _outcome(check: Callable[[], None]) -> str:
    try:
        check()
    except NotReady as error:
        return str(error)
    except DatabaseError:
        return "database niet bereikbaar"
    except OSError as error:
        return error.strerror or "niet bruikbaar"
    return "ok"


def _database() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")


def _migrations() -> None:
    executor = MigrationExecutor(connection)
    waiting = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if waiting:
        raise NotReady(f"{len(waiting)} migraties nog niet uitgevoerd")


def _queue() -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM procrastinate_workers"
            " WHERE last_heartbeat > now() - make_interval(secs => %s)",
            [WORKER_SILENCE_SECONDS],
        )
        if cursor.fetchone() == (0,):
            raise NotReady("geen werker actief")


CHECKS: dict[str, Callable[[], None]] = {
    "database": _database,
    "migraties": _migrations,
    "wachtrij": _queue,
    "opslag": probe_storage,
}

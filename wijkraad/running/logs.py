"""How the portal logs: one line per event with the number of the request, readable or as JSON.

No address, name or text of a visitor enters the log; the error page shows the number, so an operator
finds the error from what a visitor tells.
"""

from typing import Any

import structlog

TIME = structlog.processors.TimeStamper(fmt="iso", utc=True)
SHARED: list[Any] = [
    structlog.contextvars.merge_contextvars,
    structlog.stdlib.add_log_level,
    structlog.stdlib.add_logger_name,
    structlog.stdlib.ExtraAdder(allow=["status_code"]),
    TIME,
]


def logging_settings(form: str) -> dict[str, Any]:
    """Django's LOGGING for `form` "text" or "json"; structlog's own loggers go the same way."""
    structlog.configure(
        processors=[*SHARED, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=True,
    )
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {
            "lines": {
                "()": structlog.stdlib.ProcessorFormatter,
                "foreign_pre_chain": SHARED,
                "processors": [structlog.stdlib.ProcessorFormatter.remove_processors_meta, *_renderers(form)],
            }
        },
        "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "lines"}},
        "root": {"handlers": ["console"], "level": "INFO"},
        "loggers": {
            "django": {"handlers": [], "level": "INFO", "propagate": True},
            # A page that is not there is no news; a refused form neither.
            "django.request": {"level": "ERROR"},
            "procrastinate": {"level": "WARNING"},
            "fontTools": {"level": "WARNING"},
        },
    }


def _renderers(form: str) -> list[Any]:
    if form == "json":
        return [structlog.processors.dict_tracebacks, structlog.processors.JSONRenderer(ensure_ascii=False)]
    plain = structlog.dev.plain_traceback
    return [structlog.dev.ConsoleRenderer(colors=False, exception_formatter=plain)]

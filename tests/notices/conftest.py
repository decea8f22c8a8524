"""Mail templates of the tests, and reading the outbox."""

import jinja2
import pytest
from django.core.mail.backends.base import BaseEmailBackend
from django.template import engines

TEMPLATES = {
    "emails/test/news.txt": "Nieuws over {{ number }}\nDag {{ name }},\n\nEr is nieuws & meer.\n\n{{ link }}",
    "emails/test/broken.txt": "{{ no_such_thing() }}",
}


@pytest.fixture(autouse=True)
def mail_templates(monkeypatch):
    """Two mails of a room that does not exist: one that works and one that is broken."""
    env = engines["jinja2"].env
    loader = jinja2.ChoiceLoader([jinja2.DictLoader(TEMPLATES), env.loader])
    monkeypatch.setattr(env, "loader", loader)


class Broken(BaseEmailBackend):
    """A mail server that is down, or refuses; the network edge of these tests."""

    error: Exception = ConnectionRefusedError("nobody listens")

    def send_messages(self, messages):
        raise self.error


@pytest.fixture
def mail_server_down(settings, monkeypatch):
    settings.EMAIL_BACKEND = f"{__name__}.Broken"

    def fail_with(error: Exception) -> None:
        monkeypatch.setattr(Broken, "error", error)

    return fail_with

"""Dutch and English: every source string has finished English, and the compiled file is the current one."""

from io import BytesIO
from pathlib import Path

from babel.messages.mofile import write_mo
from django.conf import settings

from wijkraad.ui import messages

ROOT = Path(settings.BASE_DIR)


def test_every_word_has_its_english() -> None:
    assert not list(messages.missing(ROOT)), "run `manage.py messages` and translate what is empty"


def test_the_compiled_words_are_those_of_the_catalogue() -> None:
    path = messages.catalogue(ROOT)
    compiled = BytesIO()
    write_mo(compiled, messages.read(path))
    assert path.with_suffix(".mo").read_bytes() == compiled.getvalue(), "run `manage.py messages`"


def test_a_translation_fills_in_the_same_names() -> None:
    wrong = []
    for message in messages.read(messages.catalogue(ROOT)):
        if message.id and message.string:
            wrong += [f"{message.id}: {error}" for error in message.check()]
    assert not wrong

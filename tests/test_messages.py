"""Dutch and English: every source string has finished English, and the compiled file is the current one."""

import ast
import re
from io import BytesIO
from pathlib import Path

import pytest
from babel.messages.mofile import write_mo
from django.conf import settings
from django.utils.translation import gettext, override

from wijkraad.ui import messages

ROOT = Path(settings.BASE_DIR)


def test_every_word_has_its_english() -> None:
    assert not list(messages.missing(ROOT)), "run `manage.py messages` and translate what is empty"


def test_every_short_name_of_gettext_is_gathered() -> None:
    """A word behind a name that the extraction does not know would stay Dutch, unseen by the test above."""
    short = {
        name
        for room in ("wijkraad", "issues", "meetings", "budgets")
        for file in (ROOT / room).rglob("*.py")
        for name in re.findall(r"import \w*gettext\w* as (\w+)", file.read_text())
    }
    assert short and short <= set(messages.KEYWORDS)


def test_no_word_hides_in_a_string_of_pieces() -> None:
    """The extraction does not look into f-strings: a word that is nowhere else would stay Dutch."""
    known = {
        one.id if isinstance(one.id, str) else one.id[0] for one in messages.read(messages.catalogue(ROOT))
    }
    hidden = {
        str(call.args[0].value)
        for room in ("wijkraad", "issues", "meetings", "budgets")
        for file in (ROOT / room).rglob("*.py")
        for pieces in ast.walk(ast.parse(file.read_text()))
        if isinstance(pieces, ast.JoinedStr)
        for call in ast.walk(pieces)
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id in ("_", "gettext")
        if call.args and isinstance(call.args[0], ast.Constant)
    }
    assert hidden and hidden <= known


@pytest.mark.parametrize("path", [messages.catalogue(ROOT), messages.plain_dutch(ROOT)], ids=["en", "nl"])
def test_the_compiled_words_are_those_of_the_catalogue(path: Path) -> None:
    compiled = BytesIO()
    write_mo(compiled, messages.read(path))
    assert path.with_suffix(".mo").read_bytes() == compiled.getvalue(), "run `manage.py messages`"


@pytest.mark.parametrize("path", [messages.catalogue(ROOT), messages.plain_dutch(ROOT)], ids=["en", "nl"])
def test_a_translation_fills_in_the_same_names(path: Path) -> None:
    wrong = []
    for message in messages.read(path):
        if message.id and message.string:
            wrong += [f"{message.id}: {error}" for error in message.check()]
    assert not wrong


def test_sentences_of_others_say_u_in_plain_dutch() -> None:
    with override("nl"):
        assert gettext("This field is required.") == "Vul dit in."
        assert gettext("You have signed out.") == "U bent uitgelogd."

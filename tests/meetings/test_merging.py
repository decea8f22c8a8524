"""Two writers of one text: what each changed stays, and nobody's line is lost."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meetings.merging import differences, merge, together

LINES = st.lists(st.sampled_from(["", "a", "b", "c", "d", "e"]), max_size=7).map("\n".join)


@pytest.mark.parametrize(
    ("base", "mine", "theirs", "together"),
    [
        ("een\ntwee\ndrie", "een!\ntwee\ndrie", "een\ntwee\ndrie!", "een!\ntwee\ndrie!"),
        ("een", "een\nvan mij", "een\nvan haar", "een\nvan haar\nvan mij"),
        ("een\ntwee", "twee", "een\ntwee\ndrie", "twee\ndrie"),
        ("", "van mij", "van mij", "van mij"),
        ("een\ntwee", "een\nerbij\ntwee", "een\ntwee, beter", "een\nerbij\ntwee, beter"),
    ],
)
def test_what_only_one_changed_is_taken(base: str, mine: str, theirs: str, together: str) -> None:
    found = merge(base, mine, theirs)
    assert (found.text, found.clash) == (together, False)


def test_the_same_line_is_for_a_person_to_choose() -> None:
    found = merge("31 auto’s", "32 auto’s", "33 auto’s")
    assert found.clash
    assert found.text.split("\n") == ["33 auto’s", "32 auto’s"]


@given(LINES, LINES, LINES)
def test_nothing_new_is_ever_lost(base: str, mine: str, theirs: str) -> None:
    found = Counter(merge(base, mine, theirs).text.split("\n"))
    for text in (mine, theirs):
        written = Counter(text.split("\n")) - Counter(base.split("\n"))
        for line in written:
            assert found[line] > 0, (line, found)


@given(LINES, LINES)
def test_one_writer_is_never_in_the_way_of_himself(base: str, text: str) -> None:
    assert (
        merge(base, text, base).text == merge(base, base, text).text == merge(base, text, text).text == text
    )
    assert not merge(base, text, text).clash


@given(LINES, LINES)
def test_differences_hold_every_changed_line(old: str, new: str) -> None:
    found = differences(old, new)
    gone = Counter(line for kind, text in found if kind == "gone" for line in text.split("\n"))
    come = Counter(line for kind, text in found if kind == "new" for line in text.split("\n"))
    assert Counter(old.split("\n")) - gone == Counter(new.split("\n")) - come


def test_a_hundred_pages_merge_at_once() -> None:
    """Long minutes with an empty line between paragraphs: both writers far apart."""
    pages = [line for number in range(2000) for line in (f"Alinea {number} over het parkeren.", "")]
    mine = [*pages[:100], "Van mij", *pages[100:]]
    theirs = [*pages, "Van haar"]
    found = merge(*("\n".join(lines) for lines in (pages, mine, theirs)))
    assert not found.clash
    assert found.text.split("\n")[100] == "Van mij"
    assert found.text.endswith("Van haar")


@given(LINES, LINES)
def test_without_a_base_every_line_of_both_is_there(theirs: str, mine: str) -> None:
    """And a line that both have at one place stands once."""
    found = Counter(together(theirs, mine).split("\n"))
    assert found >= Counter(theirs.split("\n"))
    assert found >= Counter(mine.split("\n"))
    assert together(mine, mine) == mine

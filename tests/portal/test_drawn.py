"""Het spoor as HTML: every word escaped, every part closed, and nothing of a limited matter in it."""

from dataclasses import fields, is_dataclass
from datetime import date, timedelta
from html.parser import HTMLParser

import pytest
from django.utils import translation

from tests.portal.stories import TODAY, crossing
from wijkraad.portal.story.drawn import band_html, trail_html
from wijkraad.portal.story.rows import Facts, Move, Remark, Ruling, Task, Term
from wijkraad.portal.story.view import StoryView

HOSTILE = "\"><script>alert('x')</script>&"
# What decides how a row is told; not words of people.
KEYS = {
    "status", "size", "theme", "kind", "outcome", "source", "target", "cause_kind", "judgement", "path",
    "cause_path", "replaced_path",
}  # fmt: skip
EMPTY = {"path", "circle", "rect", "use", "img"}


class Parts(HTMLParser):
    """Whether every tag is closed in its turn; the ids, and the links inside the page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.ids: list[str] = []
        self.links: set[str] = set()
        self.feed(text)
        assert self.open == []

    def handle_starttag(self, tag, attrs):
        found = dict(attrs)
        self.ids += [found["id"]] if "id" in found else []
        if (found.get("href") or "").startswith("#") and tag == "a":
            self.links.add(found["href"][1:])
        if tag not in EMPTY:
            self.open.append(tag)

    def handle_startendtag(self, tag, attrs):
        pass

    def handle_endtag(self, tag):
        assert self.open.pop() == tag


def page(facts: Facts) -> str:
    told = StoryView(facts)
    return band_html(told) + trail_html(told)


def poisoned(row):
    """The same row with hostile words in every text that people write."""
    for field in fields(row):
        kept = getattr(row, field.name)
        if isinstance(kept, str) and field.name not in KEYS:
            setattr(row, field.name, HOSTILE)
        elif isinstance(kept, list):
            for one in kept:
                if is_dataclass(one):
                    poisoned(one)
    return row


def full_of_everything(**changes) -> Facts:
    """The crossing with every small stop beside its cards."""
    day = date(2026, 5, 1)
    facts = crossing(**changes)
    facts.remarks = [
        Remark(kind, day, "Gezegd", due=day) for kind in ("update", "letter", "escalation", "joined")
    ]
    facts.rulings.append(Ruling(date(2026, 3, 4), "Eerst tellen.", status="rejected", votes_for=1))
    facts.terms.append(Term("bezwaar", "Gemeente", day, TODAY - timedelta(days=1), legal=True))
    facts.tasks.append(Task("Nog doen", "Lia", day, due=day))
    return facts


def in_state(status: str) -> Facts:
    """The crossing as if its last move led to this state."""
    facts = full_of_everything(status=status)
    facts.moves.append(Move(date(2026, 10, 1), "resolved", "assessing", "Hanneke", "Het is terug."))
    facts.moves.append(
        Move(date(2026, 10, 8), "assessing", status, "Hanneke", "Daarom", "decision", "B1", "/b/")
    )
    return facts


STATES = [
    "reported",
    "assessing",
    "decided",
    "in_progress",
    "waiting",
    "reported_done",
    "not_resolved",
    "rejected",
]


@pytest.mark.parametrize("spoken", ["nl", "en"])
@pytest.mark.parametrize("status", STATES)
def test_no_word_of_people_becomes_markup(status, spoken):
    with translation.override(spoken):
        for full in (True, False):
            facts = poisoned(in_state(status))
            facts.full = full
            text = page(facts)
            assert "<script" not in text
            assert text.count("&lt;script") > 10
            Parts(text)


def test_every_part_is_closed_and_every_link_inside_the_page_has_its_end():
    for facts in (full_of_everything(), *map(in_state, STATES)):
        found = Parts(page(facts))
        assert len(found.ids) == len(set(found.ids))
        assert found.links <= set(found.ids)


def test_the_story_says_who_when_and_how_much():
    text = page(full_of_everything())
    for words in (
        "B2026-014", "5 voor, 1 tegen", "Twee bakken zijn opzij geschoven.", "Kwekerij De Loosduin BV",
        "€\u00a02.488,50", "23 meldingen", "<b>19 huishoudens</b>", "12 januari 2026", "doel: 25",
        "dag 63 van 180", "Opnieuw klaar gemeld.", "Voorstel afgewezen",
        "Bekijk alle 8 veranderingen van stand",
    ):  # fmt: skip
        assert words in text


def test_of_a_limited_matter_no_count_amount_or_word_is_drawn():
    """Numbers and exact days of the council leave earlier (`story.reading`, tests/portal/test_story.py)."""
    facts = full_of_everything(full=False)
    facts.partner = "Gemeente"
    text = page(facts)
    for inner in ("5 voor", "Loosduin", "2.488", "huishoudens", "Twee bakken", "doel: 25"):
        assert inner not in text
    assert "april 2026" in text


def test_the_words_follow_the_language():
    with translation.override("en"):
        text = page(full_of_everything())
    assert "12 January 2026" in text
    assert "Melding" not in text

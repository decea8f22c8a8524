"""Words that break other programs: in a report, on the site, in a search and in the files that go out."""

import csv
import io
from urllib.parse import urlencode

import pytest
from django.test import Client

from issues.actions import ReportData, submit_report
from issues.forms.choices import plain_words
from issues.models import Issue
from tests.attack.test_behaviours import at_desk, signed_in
from tests.issues.stories import reported, street, theme
from tests.issues.test_work_pages import triage_words

NAUGHTY = (
    "undefined", "NULL", "0", "-1", "1e309", "NaN", "../../../etc/passwd", "C:\\con\\aux", "\ufeffbom",
    "'; DROP TABLE issues_issue; --", "\" OR \"\"=\"", "%s %(x)s %n %d", "{0} {title} ${jndi:ldap://x}",
    "{{ 7*7 }} {% debug %} [[1]]", "<script>alert(1)</script>", "<img src=x onerror=alert(1)>",
    "\"><svg/onload=alert(1)>", "javascript:alert(1)", "]]><!--", "&lt;b&gt; &amp;amp;",
    "=HYPERLINK(\"http://x\")", "+1+cmd|' /C calc'!A0", "@SUM(A1)", "-2+3", "\t=1+1",
    "Z\u0351\u036b\u0343\u036a\u0302a\u0334\u0335lgo", "\u202egnirts sdrawkcab\u202c", "\u200b\u2060\u200d x",
    "مرحبا بالعالم", "田中さんにあげて下さい", "👨‍👩‍👧‍👦 🏳️‍🌈 🇳🇱", "ﬁﬀ Ⅷ ½ ﷽", "a\x00b\x07c", "x" * 4900,
    "woord" * 300, "regel\r\nregel\rregel\u2028regel", "&euro;1.000,00", "http://a.b/c?d=e&f#g",
)  # fmt: skip
KEYS = ("q", "thema", "status", "straat", "gebied", "van", "tot", "wie", "deel", "sorteer", "na", "voor")
RUNS = ("<script>alert", "<img src=x", "<svg/onload", 'href="javascript')


def fine(answer) -> str:
    """The text of an answer that is no error of ours and holds nothing that runs."""
    assert answer.status_code < 500, answer
    text = answer.content.decode()
    assert not [one for one in RUNS if one in text.replace("&lt;", "")], answer
    return text


def test_what_a_resident_writes_is_kept_and_runs_nowhere(db) -> None:
    street()
    desk = signed_in("secretary")
    for words in NAUGHTY:
        report = submit_report(ReportData(theme=theme(), text=plain_words(words), street=street()))
        assert report.text.strip() == plain_words(words).strip()
        fine(Client().get(f"/melden/status/{report.status_token}/"))
        assert fine(desk.get(at_desk(report.issue)))


def test_what_the_desk_puts_on_the_site_is_text_or_told_beside_its_field(db) -> None:
    desk, visitor, put = signed_in("secretary"), Client(), 0
    for words in NAUGHTY:
        issue = reported()
        told = triage_words(titel=words[:500], samenvatting=words)
        answer = desk.post(at_desk(issue), {**told, "doe": "nieuw"})
        fine(answer)
        issue.refresh_from_db()
        if answer.status_code != 302:
            assert issue.status == "reported" and "wp-foutregel" in answer.content.decode()
            continue
        put += 1
        fine(visitor.get(issue.path))
        fine(desk.get(f"/werk/kwesties/{issue.uuid}/"))
    assert put > len(NAUGHTY) // 2
    for path in ("/kwesties/", "/kwesties/?meer=1", "/kaart/", "/", "/feeds/kwesties.atom"):
        fine(visitor.get(path))
    rows = csv.reader(io.StringIO(b"".join(visitor.get("/export/kwesties.csv").streaming_content).decode()))
    assert not [cell for row in rows for cell in row if cell[:1] in ("=", "+", "@", "\t")]


@pytest.mark.parametrize("path", ["/kwesties/?meer=1&", "/kwesties/?", "/zoeken/?", "/kaart/?"])
def test_no_address_is_an_error(db, path: str) -> None:
    reported()
    for words in NAUGHTY:
        fine(Client().get(path + urlencode(dict.fromkeys(KEYS, words))))
    assert Issue.objects.count() == 1

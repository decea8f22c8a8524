"""What a visitor finds: the list, one issue, and nothing of what is hidden."""

from types import SimpleNamespace

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from issues.actions import change_visibility, merge_issue
from issues.lists.listing import rows_for, wish_of
from issues.lists.rows import badges, ground
from tests.issues.stories import assessing, issue_in, readers, reported, street
from wijkraad.terms import clock


def queries(client, path: str) -> int:
    with CaptureQueriesContext(
        connection,
    ) as captured:
        assert client.get(path).status_code == 200
    return len(captured)


def test_the_list_shows_what_is_public_and_no_more(client, db, chair) -> None:
    readers("chair", "board_member")
    shown = assessing(title="Fietsers in de knel")
    limited = assessing(key="overbewoning", visibility="limited", title="Zes kamers op nummer 12")
    assessing(by=chair, visibility="confidential", title="Geheim pand")
    reported(text="ruwe woorden van een bewoner")
    page = client.get("/kwesties/").content.decode()
    assert "Fietsers in de knel" in page and shown.number in page
    assert f"/kwesties/{limited.number}/" in page
    for hidden in ("Zes kamers", "Geheim", "ruwe woorden"):
        assert hidden not in page


def test_limited_matters_are_not_found_by_words_or_street(client, db) -> None:
    assessing(key="overbewoning", visibility="limited", title="Zes kamers")
    for address in ("/kwesties/?q=kamers", f"/kwesties/?straat={street().slug}", "/kwesties/?sorteer=meest"):
        assert "wp-regel__link" not in client.get(address).content.decode()
    assert "wp-regel__link" in client.get("/kwesties/?thema=overbewoning").content.decode()


@pytest.mark.parametrize(
    ("words", "hit"),
    [
        ("fietser", True),
        ("FIÉTSERS", True),
        ("fietsres", True),
        ("weimarstraat", True),
        ("bakfiets", False),
        ("%", False),
    ],
)
def test_search_knows_stems_accents_and_typos(client, db, words: str, hit: bool) -> None:
    assessing(title="Fietsers in de knel")
    assert ("wp-regel__link" in client.get("/kwesties/", {"q": words}).content.decode()) is hit


def test_filters_and_paging(client, db) -> None:
    for n in range(23):
        assessing(title=f"Kwestie {n}")
    page = client.get("/kwesties/").content.decode()
    assert page.count("wp-regel__link") == 20
    following = page.split('rel="next" href="')[1].split('"')[0].replace("&amp;", "&")
    second = client.get(f"/kwesties/{following}").content.decode()
    assert second.count("wp-regel__link") == 3
    back = second.split('rel="prev" href="')[1].split('"')[0].replace("&amp;", "&")
    assert client.get(f"/kwesties/{back}").content.decode().count("wp-regel__link") == 20
    for sort in ("oudst", "meest", "onzin"):
        assert client.get(f"/kwesties/?sorteer={sort}").content.decode().count("wp-regel__link") == 20
    assert "wp-regel__link" not in client.get("/kwesties/?status=resolved").content.decode()


@pytest.mark.parametrize(
    "query", ["thema='--", "status=x", "straat=%00", "na=rommel", "q=" + "a" * 500, "q=%00", "q=%26%7C!("]
)
def test_odd_queries_are_no_errors(client, db, query: str) -> None:
    assert client.get(f"/kwesties/?{query}").status_code == 200


@pytest.mark.parametrize(
    "path", ["/kwesties/", "/kwesties/?thema=verkeer", "/kwesties/?q=knel", "/kwesties/?status=open"]
)
def test_the_list_takes_three_statements_at_any_size(client, db, path: str) -> None:
    assessing(title="Fietsers in de knel")
    client.get(path)
    assessing(title="In de knel")
    assert queries(client, path) <= 3
    for n in range(15):
        assessing(title=f"Nog een knel {n}")
    assert queries(client, path) <= 3


@pytest.mark.parametrize(
    "state", ["assessing", "decided", "in_progress", "waiting", "reported_done", "resolved", "not_resolved"]
)
def test_an_issue_in_every_state_has_a_page(client, db, state: str) -> None:
    issue = issue_in(state)
    page = client.get(f"/kwesties/{issue.number}/")
    assert page.status_code == 200
    assert issue.title in page.content.decode()
    assert not page.cookies


def test_hidden_again_and_never_public_are_both_unknown(client, db, manager) -> None:
    readers("board_member")
    issue = assessing()
    change_visibility(issue, "confidential", by=manager)
    assert client.get(f"/kwesties/{issue.number}/").status_code == 404
    assert client.get("/kwesties/2020-9999/").status_code == 404


def test_a_limited_page_tells_no_place_title_or_summary(client, db) -> None:
    issue = assessing(key="overbewoning", visibility="limited", title="Zes kamers op nummer 12")
    page = client.get(f"/kwesties/{issue.number}/").content.decode()
    for hidden in ("Zes kamers", "rijden te hard", "Weimarstraat", "Hanneke"):
        assert hidden not in page


def test_a_merged_issue_leads_to_where_it_went(client, db, manager) -> None:
    one, other = assessing(), assessing(title="De andere")
    merge_issue(one, other, by=manager)
    assert client.get(f"/kwesties/{one.number}/").headers["Location"] == other.path


@pytest.mark.parametrize("path", ["/thema/verkeer/", "/straat/weimarstraat/", "/kaart/"])
def test_theme_street_and_map(client, db, path: str) -> None:
    assessing(title="Fietsers in de knel")
    page = client.get(path)
    assert page.status_code == 200 and not page.cookies


def test_the_list_uses_its_indexes(db) -> None:
    """The order of the list comes out of an index; which of them is best depends on the rows."""
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute("SET LOCAL enable_bitmapscan = off")
        cursor.execute("SET LOCAL enable_sort = off")
        with CaptureQueriesContext(connection) as captured:
            rows_for(wish_of({}), after=None, before=None, limit=21)
            rows_for(wish_of({"thema": "verkeer"}), after=None, before=None, limit=21)
        for one in captured.captured_queries:
            cursor.execute(f"EXPLAIN {one['sql']}")
            plan = "\n".join(row[0] for row in cursor.fetchall())
            assert "using issues_list" in plan and "Sort" not in plan


def test_the_filters_keep_what_was_asked(client, db) -> None:
    assessing(title="Fietsers in de knel")
    wish = {"q": 'knel "&<b>', "thema": "verkeer", "sorteer": "oudst"}
    page = client.get("/kwesties/", wish).content.decode()
    form = page.split("wp-filter")[1].split("</form>")[0]
    assert "knel &#34;&amp;&lt;b&gt;" in form and "<b>" not in form
    assert "thema=groen&amp;sorteer=oudst&amp;q=knel+%22%26%3Cb%3E" in page
    assert 'value="oudst" selected' in page
    assert "zzwoordenzz" not in client.get("/kwesties/").content.decode()


def test_a_second_badge_leaves_the_first_a_badge(db) -> None:
    row = SimpleNamespace(status="assessing", partner=None, on_agenda_at=clock.today())
    drawn = badges(row, ground())
    assert drawn.count("<span") == 2 and "&lt;" not in drawn

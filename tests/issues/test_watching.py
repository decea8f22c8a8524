"""The pages of what may not be forgotten: contradictions, and results under watch."""

from django.db import connection
from django.test.utils import CaptureQueriesContext

from issues.actions import (
    answer_contradiction,
    answer_solved,
    ask_solved,
    assign_issue,
    change_visibility,
)
from issues.models import Contradiction
from tests.issues.stories import issue_in, readers
from tests.issues.test_outcome import follower, later, reporter_of


def test_the_page_of_contradictions(client, db, neighbour, board_member, manager, resident) -> None:
    issue = issue_in("resolved")
    answer_solved(issue, by=neighbour, solved=False, reason="bel 06 12345678, nummer 12")
    client.force_login(board_member)
    path = "/werk/tegenspraak/"
    page = client.get(path).content.decode()
    assert "06 12345678" in page and issue.title in page
    found = issue.contradictions.get()
    client.post(path, {"tegenspraak": found.pk, "woorden": "De bakken zijn weg."})
    client.logout()
    public = client.get(issue.path).content.decode()
    assert "De bakken zijn weg." in public and "12345678" not in public
    client.force_login(manager)
    assert "06 12345678" not in client.get(path).content.decode()
    client.force_login(resident)
    assert client.get(path).status_code == 403
    client.force_login(board_member)
    answer_contradiction(found, by=board_member, returned=False, answer="Zij staan nu om de hoek.")
    page = client.get(path).content.decode()
    assert "Niemand spreekt tegen" in page and "Zij staan nu om de hoek." in page
    client.logout()
    assert "Zij staan nu om de hoek." in client.get(issue.path).content.decode()
    for wrong in ({}, {"tegenspraak": "x"}, {"tegenspraak": "9" * 30}):
        client.force_login(board_member)
        assert client.post(path, wrong).status_code == 404


def test_what_is_confidential_is_on_neither_page_of_others(
    client, db, chair, neighbour, board_member
) -> None:
    readers("chair")
    issue = issue_in("resolved", by=chair)
    answer_solved(issue, by=neighbour, solved=False, reason="nog raak")
    assign_issue(issue, chair, by=chair)
    change_visibility(issue, "confidential", by=chair)
    for path in ("/werk/tegenspraak/", "/werk/nazorg/"):
        client.force_login(board_member)
        assert issue.title not in client.get(path).content.decode()
        client.force_login(chair)
        assert issue.title in client.get(path).content.decode()
    assert issue.readings.filter(user=chair).exists(), "and that the chair saw it is written down"


def test_the_page_of_aftercare_counts_no_answer(client, db, neighbour, board_member, resident) -> None:
    issue = issue_in("resolved")
    for name in ("een", "twee", "drie"):
        follower(issue, f"{name}@example.nl")
    with later(15):
        ask_solved()
        one = issue.follows.get(email="een@example.nl")
        answer_solved(issue, follow=one, solved=True)
        reporter_of(issue, resident)
        client.force_login(board_member)
        page = client.get("/werk/nazorg/").content.decode()
    assert "1 ja, 0 nee" in page and "2 geen antwoord" in page and "1 nieuwe melding" in page
    assert "165 dagen" in page


def test_the_pages_take_as_many_statements_for_ten_as_for_two(client, db, neighbour, board_member) -> None:
    client.force_login(board_member)
    counts = []
    for total in (2, 10):
        while Contradiction.objects.count() < total:
            answer_solved(issue_in("resolved"), by=neighbour, solved=False, reason="nog raak")
        for path in ("/werk/tegenspraak/", "/werk/nazorg/"):
            with CaptureQueriesContext(connection) as asked:
                client.get(path)
            counts.append(len(asked))
    assert counts[:2] == counts[2:] and max(counts) <= 12

"""What we promise about a step stays as it was made, and is called late from the day after."""

from datetime import date, timedelta

import pytest
from django.test import Client

from issues.actions import change_theme, move_issue
from issues.models import Issue, Theme
from tests.issues import stories
from wijkraad.terms import clock
from wijkraad.terms.workdays import add_workdays
from wijkraad.trail.models import RetentionEntry

pytestmark = pytest.mark.django_db


def test_a_promise_stays_when_the_norms_change_or_the_theme(manager):
    issue = stories.reported()
    promised = add_workdays(clock.today(), 5)
    assert issue.norm_due == promised
    Theme.objects.update(norms={"reported": 50})
    change_theme(issue, stories.theme("groen"), by=manager)
    issue.refresh_from_db()
    assert issue.norm_due == promised
    assert stories.reported().norm_due == add_workdays(clock.today(), 50)


def test_each_step_has_its_own_promise(board_member):
    issue = stories.assessing(responsible=board_member)
    assert issue.norm_due == add_workdays(clock.today(), 20)
    move_issue(issue, "rejected", by=board_member, reason="Dat is voor de gemeente.")
    assert issue.norm_due is None


@pytest.mark.parametrize(("days", "words"), [(-1, ""), (0, ""), (1, "1 dag te laat"), (9, "9 dagen te laat")])
def test_the_page_says_late_from_the_day_after(client: Client, days, words):
    issue = stories.assessing()
    due: date = clock.today() - timedelta(days=days)
    Issue.objects.filter(pk=issue.pk).update(norm_due=due)
    page = client.get(f"/kwesties/{issue.number}/").content.decode()
    assert ("Beloofd voor deze stap" in page) == bool(words)
    assert words in page
    issue = stories.assessing(visibility="limited")
    Issue.objects.filter(pk=issue.pk).update(norm_due=due)
    assert "te laat" not in client.get(f"/kwesties/{issue.number}/").content.decode()


def test_the_register_is_read_by_who_guards_it(client, people):
    RetentionEntry.objects.create(rule="photo", at=clock.now(), number=3)
    for who, code in (("secretary", 200), ("auditor", 200), ("manager", 403), ("resident", 403)):
        client.force_login(people[who])
        answer = client.get("/werk/bewaren/")
        assert answer.status_code == code
        if code == 200:
            page = answer.content.decode()
            assert "Foto’s die niet zijn gebruikt" in page
            assert "12 maanden na sluiting" in page


def test_the_workspace_leads_to_the_pages_that_no_menu_names(client, people):
    seen = {}
    for who in ("secretary", "manager", "auditor"):
        client.force_login(people[who])
        page = client.get("/werk/").content.decode()
        seen[who] = [
            path
            for path in ("/werk/kwesties/", "/werk/invoer/", "/werk/bewaren/")
            if f'href="{path}"' in page
        ]
    assert seen == {
        "secretary": ["/werk/kwesties/", "/werk/invoer/", "/werk/bewaren/"],
        "manager": ["/werk/kwesties/"],
        "auditor": ["/werk/bewaren/"],
    }

"""What we promise about a step stays as it was made, and is called late from the day after."""

import re
from datetime import UTC, date, datetime, timedelta

import pytest
from django.test import Client

from issues.actions import change_theme, move_issue
from issues.models import Issue, Segment, Theme
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


def test_desk_workspace_list_and_map_count_the_same_days_late(client, people):
    """Friday's promise is broken on Sunday, though no working day has passed since."""
    sunday = datetime(2026, 11, 22, 12, tzinfo=UTC)
    with clock.moved_to(sunday - timedelta(days=12)):
        new, known = stories.reported(text="losse tegel"), stories.assessing(title="Losse tegel")
    part = stories.segment()
    Segment.objects.filter(pk=part.pk).update(x=250, y=190)
    Issue.objects.filter(pk__in=[new.pk, known.pk]).update(norm_due=date(2026, 11, 20), segment=part)
    client.force_login(people["manager"])
    with clock.moved_to(sunday):
        for path in ("/werk/meldingen/", "/werk/kwesties/", f"/werk/kwesties/{known.uuid}/"):
            assert "2 dagen te laat" in client.get(path).content.decode(), path
        assert "dag 9 van" not in client.get("/werk/meldingen/").content.decode()
        visitor = Client()
        for path in ("/kwesties/", "/kaart/", f"/kwesties/{known.number}/", "/straat/weimarstraat/"):
            assert "2 dagen te laat" in visitor.get(path).content.decode(), path
        assert [one.pk for one in Issue.objects.late()] == [new.pk]
    with clock.moved_to(sunday - timedelta(days=2)):
        for path in ("/werk/meldingen/", "/kwesties/", "/kaart/"):
            assert "te laat" not in client.get(path).content.decode().replace("te laat.", ""), path


def test_what_was_talked_about_or_came_back_says_how_late_it_is_too(client):
    talked, back = stories.assessing(title="Veel besproken"), stories.assessing(title="Terug")
    due = clock.today() - timedelta(days=4)
    Issue.objects.filter(pk=talked.pk).update(norm_due=due, talks_since_decision=3)
    Issue.objects.filter(pk=back.pk).update(norm_due=due, relapsed_at=clock.now())
    page = client.get("/kwesties/").content.decode()
    assert "Al 3 keer besproken, geen besluit. 4 dagen te laat" in page
    assert re.search(r"Komt terug: weer open sinds [^<]+\. 4 dagen te laat", page)


def test_what_lies_still_past_its_promise_says_both(client):
    broken, kept = stories.assessing(title="Ligt lang"), stories.assessing(title="Ligt ook")
    # counted by the clock on the wall, also when the hour was turned in between
    long_ago = clock.now().astimezone(clock.AMSTERDAM) - timedelta(days=50)
    due = clock.today() - timedelta(days=4)
    Issue.objects.filter(pk=broken.pk).update(norm_due=due, last_event_at=long_ago)
    Issue.objects.filter(pk=kept.pk).update(last_event_at=long_ago - timedelta(days=1))
    page = client.get("/kwesties/").content.decode()
    assert "4 dagen te laat. Ligt 50 dagen stil" in page
    assert ">Ligt 51 dagen stil" in page

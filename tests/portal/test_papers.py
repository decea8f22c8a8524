"""On paper: a sheet per partner, the dossier, the hand-over, who has too much; and the weekly mail."""

import re
from datetime import timedelta

import pytest

from issues.actions import add_action, record_promise
from issues.models import Action, Issue, Priority, Promise, Report
from tests.issues.stories import assessing, in_days, issue_in, readers, reported, theme
from tests.personas import municipality
from tests.portal import makers
from wijkraad.notices.models import Message, Pace
from wijkraad.notices.preferences import set_pace
from wijkraad.people.models import User
from wijkraad.portal.dashboard.weekly import send_weekly
from wijkraad.portal.models import Digest
from wijkraad.portal.paper.dossier import parts_of, pdf_of
from wijkraad.portal.paper.load import loads
from wijkraad.portal.paper.partners import sheet_of
from wijkraad.terms import clock
from wijkraad.terms.models import Setting

pytestmark = pytest.mark.django_db


@pytest.fixture
def priority(people) -> Priority:
    return Priority.objects.create(
        theme=theme(), title="Veilig fietsen", why_now_kind="trend", why_now="meer botsingen",
        responsible=people["chair"], goal="minder", criterion="5 per jaar", baseline="14 botsingen",
        review_on=in_days(90), active=True, opened_at=clock.now(), decision_number="B2026-001",
    )  # fmt: skip


def test_a_partner_sheet_counts_the_days_late_by_the_date(client, people):
    issue = issue_in("waiting")
    record_promise(
        issue,
        by=people["manager"],
        partner=municipality(),
        who="de dienst",
        what="Een plan",
        where_said="raad",
        said_on=clock.today(),
        due=in_days(5),
    )
    with clock.moved_to(clock.now() + timedelta(days=30)):
        sheet = sheet_of(people["manager"], municipality())
        assert [one.late for one in sheet.waiting] == [10]
        assert [one.late for one in sheet.promises] == [25]
        assert sheet.late == 2
        client.force_login(people["manager"])
        assert "Een plan" in client.get(f"/werk/papier/partner/{municipality().pk}/").content.decode()


def test_of_sixty_promises_the_sheet_shows_the_latest_and_says_how_many_more(client, people):
    issue = issue_in("waiting")
    Promise.objects.bulk_create(
        Promise(
            issue=issue, partner=municipality(), who="de dienst", what=f"Toezegging {n}.", where_said="raad",
            said_on=clock.today(), due=in_days(-n), chase_on=in_days(-n),
            recorded_by=people["manager"], created_at=clock.now(),
        )
        for n in range(60)
    )  # fmt: skip
    client.force_login(people["manager"])
    path = f"/werk/papier/partner/{municipality().pk}/"
    sheet, every = (client.get(path + more).content.decode() for more in ("", "?alles=1"))
    assert "Wat is toegezegd: 60" in sheet and "<b>59</b> te laat" in sheet
    assert re.findall(r"Toezegging (\d+)\.", sheet) == [str(n) for n in range(59, 52, -1)]
    assert "En nog 53, waarvan 52 te laat. De langst te late staan hier." in sheet
    assert len(re.findall(r"Toezegging \d+\.", every)) == 60 and "En nog" not in every


def test_a_confidential_matter_is_on_no_sheet(people):
    readers("board_member", "manager")
    issue = issue_in("waiting")
    Issue.objects.filter(pk=issue.pk).update(visibility="confidential")
    assert sheet_of(people["board_member"], municipality()).waiting == []


def test_the_dossier_has_four_parts_and_no_personal_data(client, people, priority):
    readers("chair", "board_member")
    for title, visibility in (("Openbaar", "public"), ("Geheim", "confidential")):
        made = assessing(
            by=people["chair"], title=title, visibility=visibility, text="mijn buurman Piet doet dit"
        )
        Issue.objects.filter(pk=made.pk).update(priority=priority)
    parts = parts_of(priority)
    assert [part.title[:2] for part in parts] == ["1.", "2.", "3.", "4."]
    client.force_login(people["manager"])
    page = client.get(f"/werk/papier/dossier/{priority.pk}/").content.decode()
    assert "Openbaar" in page
    assert "Geheim" not in page and "Piet" not in page
    pdf = client.get(f"/werk/papier/dossier/{priority.pk}/dossier.pdf")
    assert pdf.content.startswith(b"%PDF") and b"/StructTreeRoot" in pdf.content
    assert (
        pdf.content.count(b"/Type /Page\n") == 4
        or pdf.content.count(b"/Type/Page") == 4
        or b"/Count 4" in pdf.content
    )


def test_the_dossier_is_four_pages_also_with_long_texts_many_issues_and_photos(people, priority):
    long = "Er gebeurt van alles en het moet nu anders, want zo gaat het niet langer. "
    Priority.objects.filter(pk=priority.pk).update(
        why_now=long * 40, goal=long * 40, criterion=long * 40, baseline=long * 40
    )
    priority.refresh_from_db()
    made = [
        makers.issue(
            "reported assessing", number=f"2026-1{n:03}", title=(long * 3)[:158], responsible=people["chair"],
            priority=priority,
        )
        for n in range(40)
    ]  # fmt: skip
    Promise.objects.bulk_create(
        Promise(
            issue=one, partner=municipality(), who="de dienst", what=long * 3, where_said="raad",
            said_on=clock.today(), due=in_days(-3), chase_on=in_days(-3),
            recorded_by=people["manager"], created_at=clock.now(),
        )
        for one in made
    )  # fmt: skip
    pdf = pdf_of(priority)
    assert pdf.count(b"/Type/Page") - pdf.count(b"/Type/Pages") == 4
    matters = parts_of(priority)[1].tables[0]
    assert (len(matters.rows), matters.more) == (14, "en nog 26.")
    cut = parts_of(priority)[1].cut(3, 160).tables[0]
    assert (len(cut.rows), cut.more) == (3, "en nog 37."), "what is left off is always counted"


def test_odd_titles_are_text_on_paper_too(people, priority):
    Priority.objects.filter(pk=priority.pk).update(goal='#sys.inputs "*vet*" [x] 🚲')
    priority.refresh_from_db()
    assert pdf_of(priority).startswith(b"%PDF")


def test_who_has_too_much_is_listed_and_an_action_is_taken_over(client, people):
    issue = issue_in("in_progress")
    for place in range(13):
        add_action(
            issue,
            by=people["manager"],
            title=f"Actie {place}",
            responsible=people["board_member"],
            due=in_days(3),
        )
    (heavy, *rest) = loads(people["manager"])
    assert heavy.person == people["board_member"] and heavy.over
    assert not any(one.over for one in rest)
    client.force_login(people["manager"])
    page = client.get(f"/werk/belasting/{heavy.person.pk}/").content.decode()
    assert f"{heavy.actions} acties" in page
    act = Action.objects.filter(title="Actie 5").get()
    client.post(f"/werk/belasting/{heavy.person.pk}/", {"actie": act.pk})
    act.refresh_from_db()
    assert act.responsible == people["manager"]
    assert Message.objects.filter(
        event__startswith=f"action-handed:{act.pk}", recipient=heavy.person
    ).exists()


def test_the_hand_over_opens_and_names_the_rules(client, people, priority):
    client.force_login(people["manager"])
    page = client.get("/werk/overdracht/").content.decode()
    assert "Veilig fietsen" in page and "Prioriteiten tegelijk, hoogstens" in page
    assert "<dd>500,00 <span" in page and "500.00" not in page
    Setting.objects.create(
        key="light_limit", value="1250.5", valid=(clock.today(), None), source="besluit",
        decision_number="B2026-033", created_at=clock.now(),
    )  # fmt: skip
    page = client.get("/werk/overdracht/").content.decode()
    assert "1.250,50 " in page and 'href="/besluiten/B2026-033/"' in page


def test_the_weekly_mail_tells_once_and_only_what_changed(people):
    reported()
    assert send_weekly() == 0, "the first week only remembers"
    week = timedelta(days=7)
    with clock.moved_to(clock.now() + 2 * week):
        assert send_weekly() > 0
        assert send_weekly() == 0, "once a week"
        mail = Message.objects.get(template="portal/weekly", recipient=people["manager"])
        assert mail.facts["new"] == 1 and "veelste hard" not in str(mail.facts)
        assert mail.facts["rows"][0].startswith("Verkeer, +"), "of what it is, without a number or title"
    with clock.moved_to(clock.now() + 3 * week):
        assert send_weekly() == 0, "nothing changed"
        assert Digest.objects.get(user=people["manager"]).marks


def test_who_stopped_the_weekly_mail_gets_none(people):
    reported()
    send_weekly()
    set_pace(people["manager"], by=people["manager"], thread="stand", pace=Pace.NEVER)
    with clock.moved_to(clock.now() + timedelta(days=14)):
        send_weekly()
    assert not Message.objects.filter(template="portal/weekly", recipient=people["manager"]).exists()
    assert Message.objects.filter(template="portal/weekly").exists()


@pytest.mark.parametrize("path", ["/werk/papier/", "/werk/overdracht/", "/werk/belasting/", "/werk/focus/"])
def test_every_page_opens_in_the_demo(client, neighbourhood, path):
    for who in ("wijkmanager", "voorzitter"):
        client.force_login(User.objects.get(email=f"{who}@demo.test"))
        assert client.get(path).status_code == 200


def test_a_dossier_names_nobody_who_reported(client, neighbourhood):
    """Names, addresses and own words of the residents of the demo are in no dossier."""
    client.force_login(User.objects.get(email="wijkmanager@demo.test"))
    for one in Priority.objects.filter(active=True):
        told = str(parts_of(one)) + client.get(f"/werk/papier/dossier/{one.pk}/").content.decode()
        reports = Report.objects.filter(issue__in=one.issues.all()).exclude(text="")
        assert reports.count() > 5
        for report in reports.select_related("reporter"):
            secret = {report.text[:40], report.email, report.reporter and report.reporter.name}
            for word in secret - {"", None}:
                assert word not in told, word


def test_the_dossier_tells_the_official_figure_as_the_focus_page_does(client, neighbourhood):
    """6,3 percent, not 6."""
    client.force_login(User.objects.get(email="wijkmanager@demo.test"))
    focus = client.get("/werk/focus/").content.decode()
    last = [(year, n) for n, year in re.findall(r"naar ([\d,]+) in (\d{4})</b>", focus)]
    assert "6,3" in [n for _year, n in last], "a chart under its finding, as on the page of the theme"
    told = "".join(str(parts_of(one)) for one in Priority.objects.filter(active=True))
    for year, n in last:
        assert re.search(rf"'{n} [^']*\({year}\)'", told), f"{n} in {year}"

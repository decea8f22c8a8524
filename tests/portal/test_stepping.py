"""Stepping in from a row of the dashboard: what it does, what it writes down, what can be undone."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from issues.actions import About, add_action, log_intervention, measure_interventions
from issues.models import Action, Escalation, Intervention, Issue, Note
from meetings.actions import plan_meeting
from meetings.models import AgendaItem, AgendaRequest, Meeting
from tests.issues.stories import in_days, issue_in, readers
from tests.portal import makers
from wijkraad.notices.models import Message
from wijkraad.people.roles import is_board
from wijkraad.portal.dashboard.interventions import interventions
from wijkraad.portal.stepping import acts
from wijkraad.portal.stepping.known import at_work
from wijkraad.portal.stepping.subject import issue_subject, subject_of
from wijkraad.terms import clock
from wijkraad.terms.refusal import Refused
from wijkraad.ui.filters import day, day_short

pytestmark = pytest.mark.django_db


def stuck(people, **more) -> Issue:
    """An issue of Hanneke that lies still."""
    return makers.issue("reported assessing", number="2026-0001", responsible=people["board_member"], **more)


def about(issue: Issue):
    return issue_subject(Issue.objects.select_related("theme", "responsible", "partner").get(pk=issue.pk))


def planned(by) -> Meeting:
    starts = clock.now() + timedelta(days=10)
    return plan_meeting(
        by=by, kind="bestuur", starts_at=starts, ends_at=starts + timedelta(hours=2), place="Buurthuis"
    )


def page_of(issue: Issue, doing: str) -> str:
    return f"/werk/ingrijpen/kwestie/{issue.uuid}/?doe={doing}"


def test_the_one_button_of_a_row_opens_a_form_that_works(client, people):
    issue = stuck(people)
    client.force_login(people["manager"])
    (row,) = interventions(people["manager"], clock.today())
    assert row.step_href == f"/werk/ingrijpen/kwestie/{issue.uuid}/?doe=agenda"
    assert row.step_href in client.get("/werk/dashboard/").content.decode().replace("&amp;", "&")
    assert client.get(row.step_href).status_code == 200


def test_asking_mails_the_holder_and_writes_down_cause_and_expectation(client, people):
    issue = stuck(people)
    client.force_login(people["manager"])
    answer = client.post(page_of(issue, "vraag"), {
        "question": "Hoe staat het?", "due": in_days(5).isoformat(), "cause": "Niemand belde de gemeente.",
        "expected": "Een datum.",
    })  # fmt: skip
    assert answer.status_code == 302
    made = Intervention.objects.get()
    assert (made.kind, made.by, made.cause) == ("asked", people["manager"], "Niemand belde de gemeente.")
    assert made.measure_on == clock.today() + timedelta(days=30)
    mail = Message.objects.get(event=f"asked:{made.pk}")
    assert mail.recipient == people["board_member"]
    assert "Hoe staat het" not in str(mail.facts), "mails hold no texts"
    assert Note.objects.get(issue=issue).kind == "internal"


def test_who_asks_oneself_is_told_so_and_nothing_is_written(client, people):
    issue = stuck(people)
    with pytest.raises(Refused, match="Dit ligt bij uzelf"):
        acts.ask(about(issue), by=people["board_member"], question="Hoe staat het?", due=in_days(3))
    assert not Intervention.objects.exists()


def test_laying_it_higher_can_be_taken_back_while_nobody_answered(people):
    issue = issue_in("waiting")
    made = acts.raise_higher(
        about(issue), by=people["manager"], to="district", due=in_days(10), reason="Geen antwoord."
    )
    assert Escalation.objects.get().rung == "district"
    acts.undo(made, by=people["manager"])
    made.refresh_from_db()
    assert made.withdrawn_at is not None
    assert Escalation.objects.get().answered_on == clock.today()
    with pytest.raises(Refused, match="al teruggedraaid"):
        acts.undo(made, by=people["manager"])


def test_giving_an_issue_away_and_back(people):
    issue = issue_in("in_progress")
    made = acts.give(about(issue), by=people["manager"], responsible=people["other_board_member"])
    issue.refresh_from_db()
    assert issue.responsible == people["other_board_member"]
    acts.undo(made, by=people["manager"])
    issue.refresh_from_db()
    assert issue.responsible == people["board_member"]


def test_what_somebody_went_on_with_is_not_given_back(people):
    issue = issue_in("in_progress")
    made = acts.give(about(issue), by=people["manager"], responsible=people["other_board_member"])
    acts.give(about(issue), by=people["manager"], responsible=people["chair"])
    with pytest.raises(Refused, match="intussen"):
        acts.undo(made, by=people["manager"])
    made.refresh_from_db()
    assert made.withdrawn_at is None


def test_an_action_that_is_taken_over_is_told_to_both(people):
    issue = issue_in("in_progress")
    act = add_action(
        issue, by=people["manager"], title="Bellen", responsible=people["board_member"], due=in_days(2)
    )
    subject = subject_of(people["manager"], "actie", str(act.pk))
    assert subject is not None
    acts.give(subject, by=people["manager"], responsible=people["other_board_member"])
    assert Action.objects.get(pk=act.pk).responsible == people["other_board_member"]
    told = Message.objects.filter(event__startswith=f"action-handed:{act.pk}")
    assert {(one.recipient, one.template) for one in told} == {
        (people["board_member"], "issues/handed_from"), (people["other_board_member"], "issues/handed_to"),
    }  # fmt: skip


def test_the_secretary_puts_it_on_the_agenda_and_the_wijkmanager_asks_for_it(people):
    issue, meeting = stuck(people), planned(people["secretary"])
    made = acts.put_on_agenda(about(issue), by=people["secretary"], title="Wat nu?", meeting=meeting)
    assert AgendaItem.objects.get().issues.get() == issue
    acts.undo(made, by=people["secretary"])
    assert not AgendaItem.objects.exists()
    acts.put_on_agenda(about(issue), by=people["manager"], title="Wat nu?")
    assert AgendaRequest.objects.get().issue == issue


def test_the_effect_is_measured_once_after_thirty_days_and_then_judged(client, people):
    issue = stuck(people)
    made = acts.log(
        about(issue), by=people["manager"], kind="talked", done="Gebeld met de dienst.", on=clock.today()
    )
    client.force_login(people["manager"])
    early = client.post(f"/werk/ingrepen/{made.pk}/", {"effect": "helped"})
    assert "nog te vroeg" in early.content.decode()
    assert measure_interventions() == 0
    with clock.moved_to(clock.now() + timedelta(days=30)):
        assert [measure_interventions(), measure_interventions()] == [1, 0]
        made.refresh_from_db()
        assert (made.state_then, made.state_after, made.moved) == ("assessing", "assessing", False)
        page = client.get(f"/werk/ingrepen/{made.pk}/").content.decode()
        assert "Er is niets gebeurd." in page
        client.post(f"/werk/ingrepen/{made.pk}/", {"effect": "nothing", "words": "Geen antwoord."})
        made.refresh_from_db()
        assert (made.effect, made.judged_by) == ("nothing", people["manager"])
        with pytest.raises(Refused, match="al gemeten"):
            acts.undo(made, by=people["manager"])
    assert Message.objects.filter(event=f"intervention:{made.pk}").count() == 1


def test_in_bulk_each_row_is_judged_apart(client, people):
    first = stuck(people)
    own = makers.issue("reported assessing", number="2026-0002", responsible=people["manager"])
    client.force_login(people["manager"])
    sent = {"doe": "vraag", "rij": [f"kwestie:{first.uuid}", f"kwestie:{own.uuid}"]}
    assert "Elke rij wordt apart getoetst" in client.post("/werk/ingrijpen/samen/", sent).content.decode()
    assert not Intervention.objects.exists()
    sent |= {"zeker": "1", "question": "Hoe staat het?", "due": in_days(5).isoformat()}
    page = client.post("/werk/ingrijpen/samen/", sent).content.decode()
    assert "Dit ligt bij uzelf." in page
    assert Intervention.objects.get().issue == first


def test_a_form_with_mistakes_keeps_every_word(client, people):
    issue = stuck(people)
    client.force_login(people["manager"])
    page = client.post(
        page_of(issue, "ingreep"), {"kind": "talked", "on": "31-02-2026", "done": "Lang gebeld"}
    )
    assert page.status_code == 200
    assert "Lang gebeld" in page.content.decode()
    assert not Intervention.objects.exists()


def test_a_confidential_matter_is_found_by_its_readers_only(client, people):
    issue = stuck(people, visibility="confidential")
    acts_log = {"kind": "talked", "done": "Gesproken.", "on": clock.today()}
    readers("chair")
    made = acts.log(about(issue), by=people["chair"], **acts_log)
    for who, code in (("manager", 404), ("board_member", 404), ("chair", 200)):
        client.force_login(people[who])
        assert client.get(page_of(issue, "vraag")).status_code == code, who
        assert client.get(f"/werk/ingrepen/{made.pk}/").status_code == code, who
    assert is_board(people["board_member"])


def test_the_wijkmanager_reads_nothing_of_what_has_no_public_page(client, people):
    """A draft letter, an internal decision: their titles are for the board."""
    for path, code in (
        ("/werk/brieven/x/", 404),
        ("/werk/besluiten/x/", 404),
        ("/besluiten/B2026-001/", 200),
    ):
        made = log_intervention(
            None,
            by=people["chair"],
            kind="talked",
            done="Gebeld.",
            about=About("x", "", path, "Geheime titel"),
        )
        client.force_login(people["manager"])
        assert client.get(f"/werk/ingrepen/{made.pk}/").status_code == code, path
        client.force_login(people["board_member"])
        assert client.get(f"/werk/ingrepen/{made.pk}/").status_code == 200


def test_who_has_too_much_shows_no_resident(client, people):
    client.force_login(people["manager"])
    assert client.get(f"/werk/belasting/{people['chair'].pk}/").status_code == 200
    assert client.get(f"/werk/belasting/{people['resident'].pk}/").status_code == 404


def test_residents_and_visitors_do_not_step_in(client, people):
    issue = stuck(people)
    assert client.get(page_of(issue, "vraag")).status_code == 302
    client.force_login(people["resident"])
    assert client.get(page_of(issue, "vraag")).status_code == 403
    with pytest.raises(Refused):
        acts.log(about(issue), by=people["deputy"], kind="talked", done="x", on=clock.today())


def test_the_weekly_round_goes_on_where_it_was_left(client, people):
    for place in range(3):
        makers.issue(
            "reported assessing", number=f"2026-001{place}", responsible=people["chair"], days_ago=90 + place
        )
    client.force_login(people["manager"])
    assert "Er zijn 3 rijen" in client.get("/werk/weekronde/").content.decode()
    client.post("/werk/weekronde/", {"doe": "begin"})
    rows = interventions(people["manager"], clock.today())
    assert "Rij 1 van 3" in client.get("/werk/weekronde/").content.decode()
    client.post("/werk/weekronde/", {"doe": "done", "rij": rows.marks[0]})
    client.post("/werk/weekronde/", {"doe": "later", "rij": rows.marks[1]})
    client.logout()
    client.force_login(people["manager"])
    assert "Rij 3 van 3" in client.get("/werk/weekronde/").content.decode()
    client.post("/werk/weekronde/", {"doe": "done", "rij": rows.marks[2]})
    page = client.get("/werk/weekronde/").content.decode()
    assert "U bent er doorheen" in page
    assert "1 voor later" in page
    client.post("/werk/weekronde/", {"doe": "nog-eens"})
    assert "Rij 3 van 3" in client.get("/werk/weekronde/").content.decode()
    client.force_login(people["chair"])
    assert "Er zijn 3 rijen" in client.get("/werk/weekronde/").content.decode(), (
        "each person has an own round"
    )


def test_a_round_of_last_week_is_over(client, people):
    stuck(people)
    client.force_login(people["manager"])
    client.post("/werk/weekronde/", {"doe": "begin"})
    with clock.moved_to(clock.now() + timedelta(days=7)):
        assert "Begin de weekronde" in client.get("/werk/weekronde/").content.decode()
        client.post("/werk/weekronde/", {"doe": "begin"})
        assert "Rij 1 van 1" in client.get("/werk/weekronde/").content.decode()


def statements(client, path: str) -> int:
    with CaptureQueriesContext(connection) as seen:
        assert client.get(path).status_code == 200
    return len([q for q in seen if "terms_setting" not in q["sql"]])


@pytest.mark.parametrize(
    "path",
    [
        "/werk/dashboard/ingrijpen/", "/werk/ingrepen/", "/werk/weekronde/", "/werk/dashboard/ligt-stil/",
        "/werk/dashboard/k/K3/", "/werk/dashboard/k/K10/", "/werk/dashboard/k/K13/",
    ],
)  # fmt: skip
def test_lists_cost_a_constant_number_of_statements(client, people, path):
    client.force_login(people["manager"])
    few = []
    for size in (1, 8):
        for place in range(size):
            issue = makers.issue(
                "reported assessing", number=f"2026-{size}{place}00", responsible=people["chair"]
            )
            acts.log(about(issue), by=people["manager"], kind="other", done="Gekeken.", on=clock.today())
        client.get(path)
        few.append(statements(client, path))
    assert few[0] == few[1] <= 12


def test_what_was_done_stands_beside_the_row_until_it_is_measured(client, people):
    """So that two managers do not ask the same twice: on the dashboard, in the lists and in the round."""
    issue, meeting = stuck(people, title="Stil"), planned(people["secretary"])
    acts.put_on_agenda(about(issue), by=people["secretary"], title="Wat nu?", meeting=meeting)
    made = acts.ask(about(issue), by=people["manager"], question="Hoe staat het?", due=in_days(5))
    (row,) = interventions(people["chair"], clock.today())
    agenda = f"op de agenda van {day(meeting.starts_at)}"
    asked = f"gevraagd wat er gebeurt op {day_short(made.on)} door Wim Wijkmanager"
    assert row.look == "still" and row.done.startswith(agenda) and asked in row.done
    client.force_login(people["chair"])
    client.post("/werk/weekronde/", {"doe": "begin"})
    sent = {"doe": "vraag", "rij": [f"kwestie:{issue.uuid}"]}
    pages = [client.get(path) for path in (
        "/werk/dashboard/", "/werk/dashboard/ingrijpen/", "/werk/dashboard/ligt-stil/", "/werk/weekronde/",
    )]  # fmt: skip
    for page in [*pages, client.post("/werk/ingrijpen/samen/", sent)]:
        assert agenda in page.content.decode() and asked in page.content.decode()
    acts.undo(made, by=people["manager"])
    assert interventions(people["chair"], clock.today())[0].done == agenda, "taken back"
    with clock.moved_to(clock.now() + timedelta(days=31)):
        assert interventions(people["chair"], clock.today())[0].done == "", (
            "measured, and the meeting is over"
        )


def test_who_asked_for_the_agenda_has_not_put_it_there(people):
    issue = stuck(people)
    acts.put_on_agenda(about(issue), by=people["manager"], title="Wat nu?")
    (row,) = interventions(people["manager"], clock.today())
    assert row.done == f"gevraagd om de agenda op {day_short(clock.today())} door Wim Wijkmanager"


def test_a_row_says_where_it_lies_and_offers_no_step_that_would_be_refused(client, people):
    """Laid at the top and asked for the agenda: the one button asks how it stands."""
    issue = issue_in("waiting")
    still = makers.issue("reported assessing", number="2026-0999", responsible=people["chair"])
    acts.put_on_agenda(about(still), by=people["manager"], title="Wat nu?")
    with clock.moved_to(clock.now() + timedelta(days=25)):
        due = in_days(5)
        made = acts.raise_higher(
            about(issue), by=people["manager"], to="alderman", due=due, reason="Al twee keer beloofd."
        )
        rows = {row.tick: row for row in interventions(people["manager"], clock.today())}
        late, quiet = (rows[f"kwestie:{one.uuid}"] for one in (issue, still))
        assert (late.look, late.step[0]) == ("late", "vraag")
        assert late.done == f"ligt bij: wethouder of raad, antwoord vóór {day(due)}"
        assert (quiet.look, quiet.step[0]) == ("still", "vraag")
        client.force_login(people["manager"])
        assert late.done in client.get("/werk/dashboard/te-laat/").content.decode()
        page = client.get("/werk/ingrepen/").content.decode()
        assert "gevraagd om de agenda" in page and "op de agenda gezet" not in page
        acts.undo(made, by=people["manager"])
        rows = {row.tick: row for row in interventions(people["manager"], clock.today())}
        late = rows[f"kwestie:{issue.uuid}"]
        assert (late.step[0], late.done) == ("hoger", "")


def test_the_list_of_interventions_counts_each_effect_apart(client, people):
    issue = stuck(people)
    client.force_login(people["manager"])
    made = [
        acts.log(about(issue), by=people["manager"], kind="talked", done="Gebeld.", on=clock.today())
        for _effect in range(3)
    ]
    with clock.moved_to(clock.now() + timedelta(days=31)):
        measure_interventions()
        for one, effect in zip(made, ("helped", "little", "little"), strict=True):
            client.post(f"/werk/ingrepen/{one.pk}/", {"effect": effect})
        page = client.get("/werk/ingrepen/").content.decode()
    assert "Beoordeeld: 3. Het hielp: 1, een beetje: 2, niet: 0." in page


def test_what_was_done_about_one_action_is_not_told_of_another(people):
    issue = issue_in("in_progress")
    first, second = (
        add_action(issue, by=people["manager"], title=title, responsible=people["chair"], due=in_days(1))
        for title in ("Bellen", "Schrijven")
    )
    subject = subject_of(people["manager"], "actie", str(first.pk))
    assert subject is not None
    with clock.moved_to(clock.now() + timedelta(days=5)):
        acts.ask(subject, by=people["manager"], question="Is er gebeld?", due=in_days(8))
        told = {row.title: row.done for row in interventions(people["manager"], clock.today())}
    assert "gevraagd" in told["Bellen"] and told[second.title] == ""


def test_nobody_reads_through_a_row_what_somebody_did_about_a_letter_of_the_board(people):
    """The wijkmanager sees what stands about an issue, and of the rest what has a public page."""
    rows = [
        log_intervention(
            None, by=people["chair"], kind="talked", done="Gebeld.", about=About("brief", "", path, "Titel")
        )
        for path in ("/werk/brieven/x/", "/besluiten/B2026-001/")
    ]
    seen = {who: [row["about_path"] for row in at_work(people[who], clock.today())]
            for who in ("chair", "manager")}  # fmt: skip
    assert len(seen["chair"]) == len(rows) == 2
    assert seen["manager"] == ["/besluiten/B2026-001/"]

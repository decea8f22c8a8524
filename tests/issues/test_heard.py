"""Who is heard and who helps: wederhoor, inspraak, partners, promises, ladders, helpers, milestones."""

import re
from datetime import timedelta

import pytest
from django.core.signing import Signer
from django.urls import reverse

from issues import actions
from issues.ladder import due_of, next_rung
from issues.models import Escalation, Hearing, HelpOffer, Promise, ReadingRecord, Say
from issues.models.following import HELP_TOKEN
from tests.issues.stories import assessing, in_days, issue_in, readers
from tests.personas import municipality
from wijkraad.notices.models import Message
from wijkraad.terms import clock
from wijkraad.terms.refusal import Refused

pytestmark = pytest.mark.django_db


def refused(code: str, act, *args, **words) -> None:
    with pytest.raises(Refused) as caught:
        act(*args, **words)
    assert caught.value.code == code


def later(days: int):
    return clock.moved_to(clock.now() + timedelta(days=days))


def post(client, issue, key: str, **values):
    return client.post(reverse("issues:work_form", args=[issue.uuid, key]), values, follow=True)


def page(client, issue) -> str:
    return client.get(reverse("issues:work", args=[issue.uuid])).content.decode()


# --- hoor en wederhoor --------------------------------------------------------------------------------


def test_a_critical_text_waits_for_who_it_is_about(client, board_member) -> None:
    issue = assessing()
    client.force_login(board_member)
    words = {"text": "De zaak houdt zich niet aan de regels.", "critical": "on"}
    assert "om een reactie hebben gevraagd" in post(client, issue, "bericht", **words).content.decode()
    asked = {"label": "de ondernemer", "whom": "A. Geheim", "text": "Deze tekst", "how": "per mail"}
    post(client, issue, "wederhoor", asked_on=in_days(0), due=in_days(7), **asked)
    assert "mag nog reageren" in post(client, issue, "bericht", **words).content.decode()
    assert not issue.notes.filter(kind="update").exists()
    with later(8):
        post(client, issue, "bericht", **words)
        note = issue.notes.get(kind="update")
        assert note.hearing == issue.hearings.get() and "Geen antwoord" in page(client, issue)
        # one question serves one text
        assert "om een reactie hebben gevraagd" in post(client, issue, "bericht", **words).content.decode()
    post(client, issue, "bericht", text="Wij gaan erover praten.")
    assert issue.notes.filter(kind="update").count() == 2


def test_a_reaction_frees_the_text_and_stands_beside_it(client, board_member) -> None:
    issue = assessing()
    client.force_login(board_member)
    asked = actions.ask_reaction(
        issue, by=board_member, label="de ondernemer", text="Tekst", how="op bezoek", due=in_days(9)
    )
    post(client, issue, "reactie", hearing=asked.pk, on=in_days(0), reaction="Ik wil een laadplek.")
    actions.publish_update(issue, by=board_member, text="Kritiek", critical=True)
    shown = client.get(issue.path).content.decode()
    assert "Ik wil een laadplek." in shown and "De ondernemer" in shown
    refused(
        "hearing.reacted", actions.record_reaction, asked, by=board_member, on=in_days(0), reaction="Anders"
    )


def test_the_public_words_follow_the_same_rule(board_member, manager) -> None:
    issue = assessing()
    words = {"base_version": 0, "base_words": "", "title": "Nieuw", "summary": "Kritisch", "critical": True}
    issue.refresh_from_db()
    words["base_version"] = issue.version
    refused("hearing.none", actions.edit_words, issue, by=manager, **words)
    actions.ask_reaction(issue, by=board_member, label="de zaak", text="x", how="mail", due=in_days(2))
    refused("hearing.open", actions.edit_words, issue, by=manager, **words)
    issue.refresh_from_db()
    assert issue.title != "Nieuw"
    with later(3):
        actions.edit_words(issue, by=manager, **words)
    assert issue.title == "Nieuw"
    with later(3):
        refused("hearing.none", actions.publish_update, issue, by=manager, text="Nog iets", critical=True)


def test_nothing_goes_public_while_they_may_react(chair) -> None:
    readers("chair")
    issue = assessing(by=chair, visibility="confidential", responsible=chair)
    actions.ask_reaction(issue, by=chair, label="de zaak", text="x", how="mail", due=in_days(2))
    refused("hearing.open", actions.change_visibility, issue, "public", by=chair)
    issue.refresh_from_db()
    assert issue.number is None
    with later(3):
        actions.change_visibility(issue, "public", by=chair)
    assert issue.number


@pytest.mark.parametrize(
    ("days", "more", "code"),
    [
        ((0, 0), {}, "issues_hearing_time"),
        ((-9, -2), {}, "issues_hearing_time"),
        ((1, 5), {}, "hearing.future"),
        ((0, 5), {"text": " "}, "hearing.empty"),
    ],
)
def test_a_question_gives_time(board_member, days, more: dict, code: str) -> None:
    facts = {"label": "de zaak", "text": "x", "how": "mail", **more}
    facts |= {"asked_on": in_days(days[0]), "due": in_days(days[1])}
    refused(code, actions.ask_reaction, assessing(), by=board_member, **facts)
    assert not Hearing.objects.exists()


def test_residents_and_strangers_ask_nobody(resident, partner, auditor) -> None:
    issue = assessing()
    for user in (resident, partner, auditor):
        refused(
            "issue.who", actions.ask_reaction, issue, by=user, label="x", text="x", how="x", due=in_days(5)
        )
        refused("issue.who", actions.open_say, issue, by=user, level="think", about="x", until=in_days(5))


def test_an_update_can_be_mended_not_made_critical(client, board_member) -> None:
    issue = assessing()
    client.force_login(board_member)
    note = actions.publish_update(issue, by=board_member, text="De bakke komen.")
    post(client, issue, "bericht-verbeteren", note=note.pk, text="De bakken komen.")
    note.refresh_from_db()
    assert note.text == "De bakken komen."
    refused("hearing.none", actions.correct_update, note, by=board_member, text="Kritiek", critical=True)
    inner = actions.add_note(issue, by=board_member, text="intern")
    refused("note.kind", actions.correct_update, inner, by=board_member, text="x")


# --- inspraak -----------------------------------------------------------------------------------------


def test_what_residents_may_decide_and_what_was_done_with_it(client, board_member) -> None:
    issue = assessing()
    client.force_login(board_member)
    post(client, issue, "inspraak", level="decide", about="De kleur van de bakken", until=in_days(5))
    shown = client.get(issue.path).content.decode()
    assert "De kleur van de bakken" in shown and "Meebeslissen: wat bewoners kiezen" in shown
    refused(
        "issues_say_one_open",
        actions.open_say,
        issue,
        by=board_member,
        level="think",
        about="x",
        until=in_days(5),
    )
    with later(6):
        assert "Bewoners wachten" in page(client, issue)
        assert "De kleur" not in client.get("/werk/").content.decode()
        assert "Inbreng van bewoners" in client.get("/werk/").content.decode()
    post(client, issue, "inspraak-klaar", result="Groen, want 14 van de 20 kozen groen.")
    assert "14 van de 20" in client.get(issue.path).content.decode()
    say = Say.objects.get()
    refused("say.closed", actions.close_say, say, by=board_member, result="Anders")


# --- promises -----------------------------------------------------------------------------------------


def test_a_promise_from_word_to_outcome(client, board_member) -> None:
    issue = assessing()
    client.force_login(board_member)
    facts = {"partner": municipality().pk, "who": "dienst", "what": "Vier bakken", "where_said": "overleg"}
    post(client, issue, "toezegging", said_on=in_days(0), **facts)
    promise = Promise.objects.get()
    assert (
        promise.due is None and promise.chase_on > in_days(9) and "Geen datum gegeven" in page(client, issue)
    )
    post(client, issue, "toezegging-navragen", promise=promise.pk, text="Gebeld", again_on=in_days(4))
    promise.refresh_from_db()
    assert promise.chase_on == in_days(4)
    with later(5):
        assert "na te vragen" in client.get("/werk/toezeggingen/?stand=laat").content.decode()
        assert "Vier bakken" in client.get("/werk/toezeggingen/?stand=laat").content.decode()
        assert "Vier bakken" in client.get("/werk/").content.decode()
    refused("promise.day", actions.keep_promise, promise, by=board_member, kept=True, on=in_days(1))
    post(client, issue, "toezegging-klaar", promise=promise.pk, kept="nee", on=in_days(0), result="Geen geld")
    assert "Vier bakken" in client.get("/werk/toezeggingen/?stand=gebroken").content.decode()
    promise.refresh_from_db()
    refused("promise.settled", actions.keep_promise, promise, by=board_member, kept=True, on=in_days(0))
    post(client, issue, "toezegging-terug", promise=promise.pk)
    promise.refresh_from_db()
    assert promise.kept is None and promise.result == ""


def test_waiting_for_a_promise_takes_its_partner_and_date(client, board_member) -> None:
    issue = assessing()
    client.force_login(board_member)
    promise = actions.record_promise(
        issue,
        by=board_member,
        partner=municipality(),
        who="x",
        where_said="x",
        said_on=in_days(0),
        due=in_days(8),
    )
    assert "Kies de partner" in post(client, issue, "wachten", until="").content.decode()
    post(client, issue, "wachten", promise=promise.pk)
    issue.refresh_from_db()
    assert (issue.status, issue.partner, issue.waiting_until) == ("waiting", municipality(), in_days(8))


# --- ladders ------------------------------------------------------------------------------------------


def test_the_ladders_go_up(client, board_member, secretary) -> None:
    issue = assessing()
    client.force_login(board_member)
    assert next_rung([], outside=False) == "owner" and next_rung([], outside=True) == "department"
    post(client, issue, "hoger", to="secretary", reason="Blijft liggen")
    made = Escalation.objects.get()
    assert made.due == due_of("secretary") and next_rung([made], outside=False) == "board"
    assert Message.objects.filter(event=f"raised:{made.pk}", recipient=secretary).count() == 1
    refused("escalation.open", actions.escalate, issue, by=board_member, to="secretary", due=in_days(3))
    refused("escalation.lower", actions.escalate, issue, by=board_member, to="owner", due=in_days(3))
    refused("escalation.due", actions.escalate, issue, by=board_member, to="board", due=in_days(-1))
    actions.escalate(issue, by=board_member, to="department", due=in_days(3))
    with later(20):
        assert "Geen antwoord vóór" in page(client, issue)
        assert "Hoger neergelegd: geen antwoord" in client.get("/werk/").content.decode()
    post(client, issue, "hoger-antwoord", escalation=made.pk, on=in_days(0), effect="Femke pakt het op.")
    made.refresh_from_db()
    assert made.answered_on == in_days(0)
    refused("escalation.answered", actions.answer_escalation, made, by=board_member, on=in_days(0))


# --- "Ik help mee" ------------------------------------------------------------------------------------


def test_an_offer_gets_an_answer_and_can_be_taken_back(client, board_member) -> None:
    issue = assessing()
    client.post(
        f"/kwesties/{issue.number}/helpen/", {"email": "buur@example.nl", "kind": "hours", "text": "2 uur"}
    )
    offer = HelpOffer.objects.get()
    path = f"/helpen/{offer.token}/"
    assert Message.objects.get(event=f"help_thanks:{offer.pk}").path == path
    assert client.get(path).status_code == 200
    for wrong in ("x", f"{offer.pk}", f"{offer.pk}:x", Signer(salt="issues.follow").sign(str(offer.pk))):
        assert client.get(f"/helpen/{wrong}/").status_code == 404
    client.force_login(board_member)
    assert "Wie wil helpen" in client.get("/werk/").content.decode()
    post(client, issue, "hulp", offer=offer.pk, accepted="ja", answer="Graag, zaterdag om tien uur.")
    assert Message.objects.filter(event=f"help_answered:{offer.pk}", address="buur@example.nl").exists()
    client.logout()
    assert "zaterdag om tien uur" in client.get(path).content.decode()
    client.post(path)
    client.post(path)
    offer.refresh_from_db()
    assert offer.withdrawn_at and "2 uur" not in page(client, issue)
    assert Message.objects.filter(event=f"help-withdrawn:{offer.pk}", recipient=board_member).count() == 1
    refused("help.withdrawn", actions.answer_help, offer, by=board_member, accepted=True, answer="x")


def test_an_offer_of_somebody_else_is_not_mine(neighbour, resident, partner) -> None:
    issue = assessing()
    offer = actions.offer_help(issue, by=neighbour, kind="hours", text="x")
    refused("help.who", actions.withdraw_help, offer, by=resident)
    refused("issue.who", actions.answer_help, offer, by=partner, accepted=True, answer="x")
    actions.withdraw_help(offer, by=neighbour)
    assert HelpOffer.objects.get().withdrawn_at
    assert Signer(salt=HELP_TOKEN).unsign(offer.token) == str(offer.pk)


# --- steering -----------------------------------------------------------------------------------------


def test_a_long_matter_has_a_milestone_each_year(client, board_member) -> None:
    issue = assessing()
    client.force_login(board_member)
    wrong = {"by": board_member, "stuck_on": "wet", "milestone": "x"}
    refused("long.year", actions.set_long_running, issue, milestone_on=in_days(400), **wrong)
    refused(
        "long.stuck", actions.set_long_running, issue, milestone_on=in_days(4), **wrong | {"stuck_on": "?"}
    )
    post(
        client,
        issue,
        "langlopend",
        stuck_on="vergunning",
        milestone="Aanvraag klaar",
        milestone_on=in_days(200),
    )
    shown = client.get(issue.path).content.decode()
    assert "Aanvraag klaar" in shown and "een vergunning" in shown
    with later(201):
        assert "De mijlpaal is voorbij" in page(client, issue)
    post(client, issue, "langlopend", stuck_on="geld", milestone="Geld gevonden", milestone_on=in_days(300),
         reached="Op tijd gedaan")  # fmt: skip
    assert "Op tijd gedaan" in issue.notes.get(kind="internal").text
    post(client, issue, "niet-langlopend", reached="Het geld is er.")
    issue.refresh_from_db()
    assert not issue.long_running and issue.milestone == "" and issue.notes.count() == 2


def test_the_next_step_has_a_day_to_come(client, board_member) -> None:
    issue = issue_in("waiting")
    client.force_login(board_member)
    refused(
        "step.past", actions.set_next_step, issue, by=board_member, next_step="x", next_step_on=in_days(-1)
    )
    refused(
        "step.after_wait",
        actions.set_next_step,
        issue,
        by=board_member,
        next_step="x",
        next_step_on=in_days(90),
    )
    post(client, issue, "volgende-stap", next_step="Bellen met de wethouder", next_step_on=in_days(3))
    assert "Bellen met de wethouder" in client.get(issue.path).content.decode()


# --- two at once, and who saw this ---------------------------------------------------------------------


def test_two_texts_stand_side_by_side(client, board_member, chair) -> None:
    issue = assessing()
    issue.refresh_from_db()
    form = {"summary": "Samen", "base_version": issue.version}
    client.force_login(board_member)
    post(client, issue, "woorden", title="Van Hanneke", **form)
    client.force_login(chair)
    both = post(client, issue, "woorden", title="Van Vera", **form).content.decode()
    assert "Hanneke Bestuur veranderde deze tekst" in both
    assert "Van Hanneke" in both and both.count("Van Vera") >= 2
    issue.refresh_from_db()
    assert issue.title == "Van Hanneke"
    post(client, issue, "woorden", title="Van ons", summary="Samen", base_version=issue.version)
    issue.refresh_from_db()
    assert issue.title == "Van ons"


def test_another_change_is_no_conflict(client, board_member, chair) -> None:
    issue = assessing()
    client.force_login(chair)
    shown = client.get(reverse("issues:work_form", args=[issue.uuid, "woorden"])).content.decode()
    kept = dict(re.findall(r'name="(base_version|base_words)" value="([^"]*)"', shown)) | {"summary": "x"}
    assert len(kept) == 3
    actions.set_next_step(issue, by=board_member, next_step="Iets anders", next_step_on=in_days(3))
    post(client, issue, "woorden", title="Toch gelukt", **kept)
    issue.refresh_from_db()
    assert issue.title == "Toch gelukt"


def test_who_saw_a_confidential_issue(client, chair, secretary, board_member, manager) -> None:
    readers("chair", "board_member")
    issue = assessing(by=chair, visibility="confidential")
    path = reverse("issues:readings", args=[issue.uuid])
    client.force_login(secretary)
    assert client.get(path).status_code == 404
    client.force_login(chair)
    shown = client.get(path).content.decode()
    assert "Sien Secretaris" in shown and "geweigerd" in shown and "Vera Voorzitter" in shown
    assert "Wie heeft dit gezien" in page(client, issue)
    open_one = assessing(title="Gewoon")
    assert client.get(reverse("issues:readings", args=[open_one.uuid])).status_code == 404
    assert ReadingRecord.objects.filter(issue=issue, refused=True).count() == 1

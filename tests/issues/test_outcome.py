"""Nothing is called solved that is not: who may say so, late answers, double clicks, and day 100."""

import io
import re
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image

from issues.actions import (
    ReportData,
    answer_contradiction,
    answer_solved,
    approve_reason,
    ask_solved,
    change_size,
    claim_done,
    confirm_follow,
    follow_issue,
    join_report,
    judge_criterion,
    move_issue,
    settle_contradictions,
    submit_report,
    verify_issue,
)
from issues.models import Contradiction, Issue, Photo, Report
from tests.issues.stories import assessing, in_days, issue_in, street, theme, work
from wijkraad.notices.mails import mail_of
from wijkraad.notices.models import Message
from wijkraad.terms import clock
from wijkraad.terms.refusal import Refused


def later(days: int):
    return clock.moved_to(clock.now() + timedelta(days=days, minutes=5))


def follower(issue, email: str):
    return confirm_follow(follow_issue(issue, email=email))


def judged(issue, by, judgement: str = "reached"):
    return judge_criterion(issue, by=by, judgement=judgement, after_measure="19 van de 100")


def reporter_of(issue, resident) -> Report:
    data = ReportData(theme=theme(), text="ik zie het ook", street=street(), joins=issue, contact="account")
    return submit_report(data, by=resident)


def jpeg(name: str = "straat.jpg") -> SimpleUploadedFile:
    out = io.BytesIO()
    Image.new("RGB", (64, 48), "green").save(out, "JPEG")
    return SimpleUploadedFile(name, out.getvalue(), "image/jpeg")


@pytest.mark.parametrize(
    ("size", "given", "good"),
    [
        ("klein", {"criterion": "De tegel ligt recht"}, True),
        ("klein", {"goal": "Recht"}, False),
        ("gewoon", {"goal": "Minder hard", "criterion": "onder 25"}, True),
        ("gewoon", {"criterion": "onder 25"}, False),
        ("prioriteit", {"goal": "Minder hard", "criterion": "onder 25"}, False),
        ("prioriteit", {"goal": "Minder hard", "criterion": "onder 25", "baseline": "58"}, True),
    ],
)
def test_work_starts_with_what_its_size_asks(db, board_member, size, given, good) -> None:
    issue = assessing(size=size)
    start = {"action_title": "Meten", "action_due": in_days(5), **given}
    if good:
        assert move_issue(issue, "in_progress", by=board_member, **start).status == "in_progress"
    else:
        with pytest.raises(Refused) as refused:
            move_issue(issue, "in_progress", by=board_member, **start)
        assert refused.value.code == "issues_issue_goal"


def test_the_doer_cannot_verify_in_any_way(client, db, board_member) -> None:
    """Not by the button, not as a follower, not by an own address, not as a reporter with a photo."""
    issue = assessing()
    report = reporter_of(issue, board_member)
    work(issue)
    claim_done(issue, by=board_member, evidence="Vier bakken.")
    judged(issue, board_member)
    with pytest.raises(Refused, match="niet zelf controleren"):
        verify_issue(issue, by=board_member, evidence="Gezien.")
    follow_issue(issue, by=board_member)
    address = follower(issue, board_member.email)
    photo = Photo.objects.create(report=report, kind="after", created_at=clock.now())
    for who in ({"by": board_member}, {"follow": address}, {"report": report, "photo": photo}):
        with pytest.raises(Refused) as refused:
            answer_solved(issue, solved=True, **who)
        assert refused.value.code == "issue.other", who
    answer_solved(issue, follow=follower(issue, "een@example.nl"), solved=True)
    issue.refresh_from_db()
    assert issue.status == "reported_done"


def test_one_person_with_two_ways_is_one_follower(db, neighbour, resident, board_member) -> None:
    issue = issue_in("reported_done")
    judged(issue, board_member)
    follow_issue(issue, by=neighbour)
    answer_solved(issue, by=neighbour, solved=True)
    answer_solved(issue, follow=follower(issue, neighbour.email.upper()), solved=True)
    issue.refresh_from_db()
    assert (issue.status, issue.confirmations.count()) == ("reported_done", 1)
    answer_solved(issue, follow=follower(issue, "ander@example.nl"), solved=True)
    assert issue.status == "resolved" and issue.verified_by is None


def test_one_household_is_one_voice_and_that_of_the_doer_none(
    db, neighbour, resident, board_member, admin
) -> None:
    """The partner of who did it, and two people behind one door, verify nothing."""
    issue = issue_in("reported_done")
    judged(issue, board_member)
    for person, home in ((issue.claimed_by, "a"), (neighbour, "a"), (resident, "b"), (admin, "b")):
        type(person).objects.filter(pk=person.pk).update(household=home)
    for person in (neighbour, resident, admin):
        follow_issue(issue, by=person)
        answer_solved(issue, by=person, solved=True)
        assert issue.status == "reported_done", person
    answer_solved(issue, follow=follower(issue, "ander@example.nl"), solved=True)
    assert issue.status == "resolved"


def test_a_photo_from_the_home_of_the_doer_is_no_check(db, neighbour, board_member) -> None:
    issue = assessing()
    report = reporter_of(issue, neighbour)
    work(issue)
    claim_done(issue, by=board_member, evidence="Vier bakken.")
    judged(issue, board_member)
    type(board_member).objects.filter(pk=board_member.pk).update(household="a")
    Report.objects.filter(pk=report.pk).update(household="a")
    photo = Photo.objects.create(report=report, kind="after", created_at=clock.now())
    answer_solved(issue, report=report, photo=photo, solved=True)
    issue.refresh_from_db()
    assert issue.status == "reported_done"


def test_yes_of_residents_waits_for_the_judgement_of_who_takes_care(db, board_member, manager) -> None:
    issue = issue_in("reported_done")
    for name in ("een", "twee"):
        answer_solved(issue, follow=follower(issue, f"{name}@example.nl"), solved=True)
    judged(issue, manager)
    assert issue.status == "reported_done", "the manager is not who takes care"
    judged(issue, board_member)
    assert issue.status == "resolved"


def test_a_goal_that_was_missed_is_never_called_solved(db, board_member, other_board_member) -> None:
    issue = issue_in("reported_done")
    judged(issue, board_member, "missed")
    for name in ("een", "twee", "drie"):
        answer_solved(issue, follow=follower(issue, f"{name}@example.nl"), solved=True)
    assert issue.status == "reported_done"
    with pytest.raises(Refused) as refused:
        verify_issue(issue, by=other_board_member, evidence="Gezien.")
    assert refused.value.code == "issue.missed"


def test_one_reporter_with_a_photo_is_enough(client, db, resident, board_member, settings, tmp_path) -> None:
    settings.MEDIA_ROOT = tmp_path
    issue = assessing()
    report = reporter_of(issue, resident)
    work(issue)
    claim_done(issue, by=board_member, evidence="Vier bakken.")
    judged(issue, board_member)
    path = f"/melden/status/{report.status_token}/opgelost/"
    assert "Foto van hoe het nu is" in client.get(path).content.decode()
    client.post(path, {"solved": "ja"})
    issue.refresh_from_db()
    assert issue.status == "reported_done", "without a photo it is one voice"
    answer = client.post(path, {"solved": "ja", "foto": jpeg()})
    assert answer.status_code == 302
    issue.refresh_from_db()
    photo = report.photos.get()
    assert issue.status == "resolved" and photo.cleared_at is None
    assert client.get(f"/foto/{photo.uuid}.jpg").status_code == 404, "inside until the list is ticked"


def test_a_report_of_after_the_claim_is_no_check(db, resident, board_member) -> None:
    issue = issue_in("reported_done")
    judged(issue, board_member)
    with later(1):
        report = reporter_of(issue, resident)
        photo = Photo.objects.create(report=report, kind="after", created_at=clock.now())
        answer_solved(issue, report=report, photo=photo, solved=True)
    assert issue.status == "reported_done"


def test_a_photo_is_only_taken_while_the_question_is_open(client, db, resident) -> None:
    report = reporter_of(assessing(), resident)
    path = f"/melden/status/{report.status_token}/opgelost/"
    page = client.post(path, {"solved": "ja", "foto": jpeg()})
    assert "niet aan de orde" in page.content.decode()
    assert not Photo.objects.exists() and not report.issue.confirmations.exists()


def test_pressing_twice_counts_once(db, neighbour, resident) -> None:
    issue = issue_in("resolved")
    for _twice in range(2):
        answer_solved(issue, by=neighbour, solved=False, reason="nog raak")
    found = issue.contradictions.get()
    assert (found.count, issue.confirmations.count()) == (1, 1)
    answer_solved(issue, by=resident, solved=False, reason="klopt")
    found.refresh_from_db()
    assert found.count == 2


def test_who_thinks_better_of_it_takes_the_contradiction_back(db, neighbour, board_member) -> None:
    issue = issue_in("reported_done")
    judged(issue, board_member)
    answer_solved(issue, by=neighbour, solved=False, reason="nog raak")
    answer_solved(issue, by=neighbour, solved=True)
    assert issue.contradictions.get().settled_how == "back"
    with later(20):
        assert settle_contradictions() == 0
    issue.refresh_from_db()
    assert issue.status == "reported_done"


def test_scanners_that_open_every_link_answer_nothing(db, neighbour, chair) -> None:
    """A mail scanner gets (and heads) each address of each mail; only a press on a button counts."""
    issue = assessing()
    submit_report(ReportData(theme=theme(), text="ook hier", street=street(), joins=issue,
                             contact="account"), by=neighbour)  # fmt: skip
    follow_issue(issue, email="wil@example.nl", pace="daily")
    follower(issue, "volg@example.nl")
    work(issue)
    claim_done(issue, by=issue.responsible, evidence="Vier bakken.")
    judged(issue, issue.responsible)
    verify_issue(
        issue, by=issue.verified_by or pytest.importorskip("tests.personas").person("chair"), evidence="x"
    )
    with later(15):
        assert ask_solved() == 2
        before = (issue.status, issue.confirmations.count(), issue.follows.filter(ended_at=None).count())
        scanner = Client()
        opened = 0
        for message in Message.objects.exclude(address="", recipient=None):
            for link in re.findall(r"https?://[^/\s]+(/[^\s<]*)", mail_of(message).body):
                assert scanner.get(link, follow=True).status_code == 200, link
                scanner.head(link)
                opened += 1
        assert opened >= 8
    issue.refresh_from_db()
    after = (issue.status, issue.confirmations.count(), issue.follows.filter(ended_at=None).count())
    assert before == after and issue.follows.get(email="wil@example.nl").confirmed_at is None


def test_a_late_answer_after_the_work_went_on_is_refused_kindly(client, db, board_member) -> None:
    issue = issue_in("reported_done")
    one = follower(issue, "een@example.nl")
    move_issue(issue, "in_progress", by=board_member, reason="Toch niet klaar.")
    answer = client.post(f"/volgen/{one.token}/", {"solved": "ja"})
    assert answer.status_code == 409 and "nu niet aan de orde" in answer.content.decode()
    assert issue.confirmations.count() == 0


def test_an_answer_after_the_aftercare_asks_for_a_new_report(client, db) -> None:
    issue = issue_in("resolved")
    one = follower(issue, "een@example.nl")
    with later(181):
        answer = client.post(f"/volgen/{one.token}/", {"solved": "nee", "reason": "weer raak"})
        assert answer.status_code == 409 and "Meld het opnieuw" in answer.content.decode()
    assert not issue.contradictions.exists()


def test_going_back_to_work_settles_the_contradiction(db, neighbour, board_member) -> None:
    issue = issue_in("reported_done")
    answer_solved(issue, by=neighbour, solved=False, reason="nog raak")
    move_issue(issue, "in_progress", by=board_member, reason="U heeft gelijk.")
    assert issue.contradictions.get().settled_how == "returned"
    with later(15):
        assert settle_contradictions() == 0


def test_only_who_works_on_it_answers_a_contradiction(db, neighbour, resident, auditor) -> None:
    issue = issue_in("resolved")
    answer_solved(issue, by=neighbour, solved=False, reason="nog raak")
    found = issue.contradictions.get()
    for who in (resident, auditor):
        with pytest.raises(Refused):
            answer_contradiction(found, by=who, returned=False, answer="Het klopt.")
        with pytest.raises(Refused):
            approve_reason(found, by=who, public_reason="x")


def test_an_explained_contradiction_is_told_to_who_said_no(db, neighbour, board_member) -> None:
    issue = issue_in("resolved")
    answer_solved(issue, by=neighbour, solved=False, reason="de bak bij nummer 12 is weg")
    found = issue.contradictions.get()
    answer_contradiction(
        found, by=board_member, returned=False, answer="De bak staat er weer.", public_reason="De bak is weg."
    )
    told = Message.objects.get(template="issues/answered")
    assert (told.recipient, issue.status) == (neighbour, "resolved")
    assert Contradiction.objects.get().public_reason == "De bak is weg."
    assert "nummer 12" not in mail_of(told).body


def test_a_relapse_on_day_100(client, db, resident, neighbour, manager, other_board_member) -> None:
    """A new report joins, is counted, old followers hear it, and the verified mark is gone; then anew."""
    issue = issue_in("resolved")
    follow_issue(issue, by=neighbour)
    with later(15):
        ask_solved()
    with later(100):
        report = reporter_of(issue, resident)
        join_report(report, issue, by=manager, relapse=True)
        issue.refresh_from_db()
        assert (issue.status, issue.relapse_count, issue.report_count) == ("assessing", 1, 2)
        assert (issue.verified_at, issue.verified_by, issue.judgement, issue.aftercare_until) == (
            None, None, "", None,
        )  # fmt: skip
        change = issue.status_changes.last()
        assert {m.recipient for m in Message.objects.filter(event=f"issue-status:{change.pk}")} >= {neighbour}
        page = client.get(issue.path).content.decode()
        assert "Opgelost en gecontroleerd</span>" not in page.split("wp-stand__kop")[1][:400]
        work(issue)
        claim_done(issue, by=issue.responsible, evidence="Nu vast.")
        judged(issue, issue.responsible)
        verify_issue(issue, by=other_board_member, evidence="Gezien.")
        with later(15):
            assert ask_solved() == 2, "the second result has questions of its own"


def test_who_came_late_gets_one_question(db, neighbour) -> None:
    issue = issue_in("resolved")
    with later(95):
        follow_issue(issue, by=neighbour)
        ask_solved()
        ask_solved()
    with later(96):
        assert ask_solved() == 0
    assert Message.objects.filter(template="issues/asked").count() == 1


def test_a_claim_asks_followers_and_reporters_on_their_own_page(db, neighbour, resident) -> None:
    issue = assessing()
    report = reporter_of(issue, resident)
    one = follower(issue, "een@example.nl")
    two = follow_issue(issue, by=neighbour)
    work(issue)
    claim_done(issue, by=issue.responsible, evidence="Vier bakken.")
    asked = {m.recipient or m.address: m.path for m in Message.objects.filter(template="issues/claimed")}
    assert asked == {
        resident: f"/melden/status/{report.status_token}/opgelost/",
        "een@example.nl": f"/volgen/{one.token}/",
        neighbour: f"/volgen/{two.token}/",
    }


def test_a_small_matter_starts_with_one_tap(client, db, board_member) -> None:
    issue = assessing(size="klein")
    client.force_login(board_member)
    path = f"/werk/kwesties/{issue.uuid}/aan-de-slag/"
    page = client.get(path).content.decode()
    assert "Het is opgeruimd" in page and "Beginmeting" not in page
    start = {"action_title": "Ophalen", "action_responsible": board_member.pk, "action_due": in_days(5)}
    assert "Schrijf op wanneer" in client.post(path, {**start, "criterion": "anders"}).content.decode()
    client.post(path, {**start, "criterion": "opgeruimd"})
    issue.refresh_from_db()
    assert (issue.status, issue.criterion) == ("in_progress", "Het is opgeruimd")
    claim_done(issue, by=board_member, evidence="Weg.")
    client.post(f"/werk/kwesties/{issue.uuid}/beoordelen/", {"judgement": "reached"})
    issue.refresh_from_db()
    assert issue.judgement == "reached", "of a small matter no measure is asked"


def test_a_larger_size_asks_what_it_needs_and_a_new_criterion_a_new_judgement(db, board_member) -> None:
    issue = issue_in("reported_done")
    judged(issue, board_member)
    Issue.objects.filter(pk=issue.pk).update(baseline="")
    with pytest.raises(Refused, match="de beginmeting"):
        change_size(issue, by=board_member, size="prioriteit")
    change_size(issue, by=board_member, size="prioriteit", baseline="58 van de 100")
    assert issue.judgement == "reached"
    change_size(issue, by=board_member, size="gewoon", criterion="onder 10 van de 100")
    assert (issue.judgement, issue.judged_by) == ("", None)
    with pytest.raises(Refused):
        change_size(issue_in("resolved"), by=board_member, size="klein")

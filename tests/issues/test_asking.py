"""What goes out by itself, and to whom."""

from datetime import timedelta

from issues.actions import ask_solved, confirm_follow, follow_issue, remind_norms
from issues.models import Draft
from issues.reporting.drafts import begin, forget_old_drafts
from tests.issues.stories import issue_in, reported
from wijkraad.notices.models import Message
from wijkraad.terms import clock
from wijkraad.terms.workdays import add_workdays


def test_the_question_goes_out_after_14_and_90_days_once_each(db, neighbour) -> None:
    issue = issue_in("resolved")
    follow_issue(issue, by=neighbour)
    confirm_follow(follow_issue(issue, email="buur@example.nl"))
    asked = Message.objects.filter(template="issues/asked")
    assert ask_solved() == 0
    for days, total in ((14, 2), (15, 2), (90, 4), (120, 4), (200, 4)):
        with clock.moved_to(clock.now() + timedelta(days=days, minutes=1)):
            ask_solved()
        assert asked.count() == total, days


def test_a_norm_that_ends_tomorrow_is_told_to_who_takes_care(db, board_member, manager, secretary) -> None:
    issue = reported()
    day_before = issue.norm_due - timedelta(days=1)
    while add_workdays(day_before, 1) != issue.norm_due:
        day_before -= timedelta(days=1)
    noon = clock.now().replace(year=day_before.year, month=day_before.month, day=day_before.day, hour=11)
    with clock.moved_to(noon):
        assert remind_norms() == 2
        assert remind_norms() == 0
    assert set(Message.objects.filter(template="issues/norm").values_list("recipient", flat=True)) == {
        manager.pk,
        secretary.pk,
    }


def test_half_filled_forms_are_gone_after_a_day(db) -> None:
    begin({"tekst": "half"})
    assert forget_old_drafts() == 0
    with clock.moved_to(clock.now() + timedelta(hours=25)):
        forget_old_drafts()
    assert not Draft.objects.exists()


def test_every_mail_of_this_room_can_be_read(db, neighbour) -> None:
    """Each template renders with the facts that its sender gives."""
    from pathlib import Path

    from django.conf import settings
    from django.template import engines

    from issues.notices import facts_of

    issue = issue_in("waiting")
    facts = facts_of(issue, reason="Omdat.", code="123456") | {
        "link": "https://example.nl/",
        "title": issue.title,
    }
    found = sorted(Path(settings.BASE_DIR, "templates/emails/issues").glob("*.txt"))
    assert len(found) >= 13
    for path in found:
        text = engines["jinja2"].env.get_template(f"emails/issues/{path.name}").render(**facts)
        subject, _, words = text.partition("\n")
        assert subject.strip() and "https://example.nl/" in words, path.name

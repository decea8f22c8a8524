"""Telling people: in the transaction of the action, once per person, never the one who acted."""

import pytest
from django.db import transaction
from procrastinate.contrib.django.models import ProcrastinateJob

from wijkraad.notices.models import Message
from wijkraad.notices.outbox import tell


def hear(event: str, *people, **more) -> int:
    return tell(event, people, template="test/news", facts={"number": "2026-0042"}, **more)


def told(event: str) -> set[str]:
    return {m.address or m.recipient.email for m in Message.objects.filter(event=event)}


def test_each_person_hears_an_event_once(resident, neighbour) -> None:
    """The account and the same address written by hand are one person."""
    assert hear("issue-status:1", resident, neighbour, resident, "NOOR@test.example ") == 3
    assert hear("issue-status:1", resident, neighbour.email.upper()) == 0
    assert told("issue-status:1") == {resident.email, neighbour.email, "noor@test.example"}


def test_own_acts_send_nobody_their_own_mail(resident, board_member) -> None:
    assert hear("issue-status:2", resident, board_member, by=board_member) == 1
    assert hear("issue-status:2", board_member.email, by=board_member) == 0
    assert told("issue-status:2") == {resident.email}


def test_a_suspended_person_hears_nothing(resident, neighbour) -> None:
    resident.suspended_at = resident.date_joined
    resident.save()
    assert hear("issue-status:3", resident, neighbour) == 1


def test_one_job_for_what_is_new(resident) -> None:
    hear("issue-status:4", resident)
    hear("issue-status:4", resident)
    assert [job.args for job in ProcrastinateJob.objects.all()] == [{"event": "issue-status:4"}]


def test_what_is_rolled_back_was_never_told(resident) -> None:
    with pytest.raises(RuntimeError), transaction.atomic():
        hear("issue-status:5", resident)
        raise RuntimeError
    assert not Message.objects.exists()
    assert not ProcrastinateJob.objects.exists()

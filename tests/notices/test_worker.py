"""A real worker on the real queue: after commit, tried again later, picked up after a crash."""

from datetime import timedelta

import pytest
from asgiref.sync import async_to_sync
from django.core import mail
from django.db import connection, transaction
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob

from tests.notices.test_delivery import State, hear
from wijkraad.notices.models import Message, Pace
from wijkraad.notices.preferences import set_pace
from wijkraad.notices.tasks import digests, forget_limits, pick_up, send_lost
from wijkraad.people.limits import allow
from wijkraad.people.models import Allowance
from wijkraad.terms import clock


def work() -> None:
    """Run a worker until nothing is left to do."""
    with app.replace_connector(app.connector.get_worker_connector()) as worker:
        worker.run_worker(wait=False, install_signal_handlers=False, listen_notify=False)


def jobs() -> list[str]:
    """The states of the jobs that send; a worker also makes periodic ones."""
    sending = ProcrastinateJob.objects.filter(task_name="notices.send").order_by("id")
    return list(sending.values_list("status", flat=True))


def test_a_mail_goes_out_after_the_commit(committed, resident) -> None:
    with pytest.raises(RuntimeError), transaction.atomic():
        hear(resident, event="rolled-back:1")
        raise RuntimeError
    hear(resident)
    work()
    assert [message.to for message in mail.outbox] == [[resident.email]]
    assert jobs() == ["succeeded"]


def test_a_failure_is_tried_again_later(committed, resident, mail_server_down) -> None:
    hear(resident)
    work()
    job = ProcrastinateJob.objects.get(task_name="notices.send")
    assert (job.status, job.attempts) == ("todo", 1)
    assert job.scheduled_at > clock.now()


def test_a_worker_that_died_costs_no_mail(committed, resident) -> None:
    """Its job stays "doing" for ever; after five minutes it is put back."""
    hear(resident)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE procrastinate_jobs SET status = 'doing', worker_id = NULL")
        cursor.execute(
            "INSERT INTO procrastinate_workers (last_heartbeat) VALUES (now() - '1 hour'::interval)"
        )
        cursor.execute("UPDATE procrastinate_jobs SET worker_id = (SELECT id FROM procrastinate_workers)")
    async_to_sync(pick_up.func)(0)
    work()
    assert len(mail.outbox) == 1


def test_a_message_without_a_job_gets_one(committed, resident) -> None:
    hear(resident)
    assert send_lost() == 0
    with clock.moved_to(clock.now() + timedelta(minutes=6)):
        assert send_lost() == 0
        with connection.cursor() as cursor:
            cursor.execute("DELETE FROM procrastinate_jobs")
        assert send_lost() == 1
    work()
    assert Message.objects.get().state == State.SENT


def test_the_periodic_jobs_do_their_work(committed, resident) -> None:
    set_pace(resident, by=resident, pace=Pace.DAILY)
    hear(resident)
    allow("report", "a", 1, timedelta(hours=1))
    with clock.moved_to(clock.now() + timedelta(days=3)):
        digests(0)
        forget_limits(0)
    assert len(mail.outbox) == 1
    assert not Allowance.objects.exists()

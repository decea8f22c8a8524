"""The jobs of the queue: sending, the digests, and picking up what a crash left behind.

A job is written in the transaction of the action, so the job of a rolled-back one does not exist.
The queue does not retry jobs of a worker that died; `pick_up` does.
"""

from datetime import timedelta

from asgiref.sync import sync_to_async
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob

from wijkraad.notices.delivery import ATTEMPTS, NotYet, send_waiting
from wijkraad.notices.digest import send_digests
from wijkraad.notices.models import Message, Pace
from wijkraad.people.limits import forget_old
from wijkraad.terms import clock

BACKOFF = RetryStrategy(max_attempts=ATTEMPTS, exponential_wait=4, retry_exceptions=[NotYet])
"""4, 16, 64 seconds … 4.5 hours."""
LOST_AFTER = timedelta(minutes=5)


@app.task(name="notices.send", queue="mail", retry=BACKOFF)
def send(event: str) -> None:
    """Send what waits of one event."""
    send_waiting(event)


@app.periodic(cron="5 * * * *")
@app.task(name="notices.digests", queue="mail", queueing_lock="notices.digests")
def digests(timestamp: int) -> None:
    """Send the daily and weekly mails that are due."""
    send_digests()


@app.periodic(cron="*/5 * * * *")
@app.task(name="notices.pick_up", queue="upkeep", queueing_lock="notices.pick_up")
async def pick_up(timestamp: int) -> None:
    """Try again the jobs of workers that died, and messages whose job is gone."""
    for job in await app.job_manager.get_stalled_jobs():
        await app.job_manager.retry_job(job)
    await sync_to_async(send_lost)()


def send_lost() -> int:
    """Give a new job to messages that wait without one; returns to how many events."""
    waiting = Message.objects.filter(
        state=Message.State.WAITING, pace=Pace.NOW, created_at__lt=clock.now() - LOST_AFTER
    )
    events = set(waiting.values_list("event", flat=True).distinct())
    alive = ProcrastinateJob.objects.filter(task_name=send.name, status__in=["todo", "doing"])
    events -= set(alive.values_list("args__event", flat=True))
    for event in sorted(events):
        send.defer(event=event)
    return len(events)


@app.periodic(cron="17 3 * * *")
@app.task(name="people.forget_limits", queue="upkeep", queueing_lock="people.forget_limits")
def forget_limits(timestamp: int) -> None:
    """Delete the windows of rate limits that are long over."""
    forget_old()

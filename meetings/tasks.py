"""The jobs of this room in the queue."""

from procrastinate.contrib.django import app

from meetings.actions import end_groups, forget_papers, raise_late, remind_actions, remind_deadlines


@app.periodic(cron="10 7 * * *")
@app.task(name="meetings.remind", queue="upkeep", queueing_lock="meetings.remind")
def remind(timestamp: int) -> None:
    """Remind around the last date, lay what is late one rung higher, end the groups whose time is over."""
    remind_deadlines()
    remind_actions()
    raise_late()
    end_groups()
    forget_papers()

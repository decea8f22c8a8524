"""Two changes at the same instant leave one right row."""

import time
from threading import Event, Thread

from django.db import connection, transaction

from issues.models import Issue
from tests.budgets import scene
from wijkraad.portal.kept import ruling
from wijkraad.portal.models import Ruling
from wijkraad.terms import clock


def test_an_issue_and_its_decision_change_at_once(committed: str) -> None:
    """The end of a decision waits for the change of its issue that came first, and sees it."""
    about = scene.issue()
    made = scene.decision(issues=[about])
    changed, failed = Event(), []

    def hide() -> None:
        with transaction.atomic():
            Issue.objects.filter(pk=about.pk).update(visibility="limited")
            changed.set()
            time.sleep(0.4)

    def finish() -> None:
        assert changed.wait(10)
        made.finished_on, made.result, made.evidence = clock.today(), "x", "y"
        scene.end_decision(made, "done")

    def alone(step) -> None:
        try:
            step()
        except Exception as fault:  # told below: a thread cannot fail the test itself
            failed.append(fault)
        finally:
            connection.close()

    threads = [Thread(target=alone, args=(step,)) for step in (hide, finish)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(20)
    assert failed == []
    found = Ruling.objects.filter(decision=made).values_list("known", "status")
    assert list(found) == [(2, "done")] and ruling.differences() == []

"""Two changes at the same instant leave the rows of K12 right, whichever came first."""

import time
from collections.abc import Callable
from threading import Event, Thread

import pytest
from django.db import connection, transaction

from issues.models import Issue, Report, Weighing
from tests.portal import makers
from tests.portal.test_engine import issue
from tests.portal.test_hearing import part, report
from wijkraad.portal.kept import hearing
from wijkraad.portal.models import Heard


def at_once(first: Callable[[], object], second: Callable[[], object]) -> None:
    """The second begins while the first has written and not yet committed."""
    written, failed = Event(), []

    def slow() -> None:
        with transaction.atomic():
            first()
            written.set()
            time.sleep(0.3)

    def quick() -> None:
        assert written.wait(10)
        with transaction.atomic():
            second()

    def alone(step: Callable[[], None]) -> None:
        try:
            step()
        except Exception as fault:  # told below: a thread cannot fail the test itself
            failed.append(fault)
        finally:
            connection.close()

    threads = [Thread(target=alone, args=(step,)) for step in (slow, quick)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(20)
    assert failed == []


@pytest.mark.parametrize("turned", [False, True])
def test_changes_at_once_see_one_another(committed: str, turned: bool) -> None:
    here = {"segment": part()}
    with transaction.atomic():
        hidden, shown = issue(visibility="limited", **here), issue(**here)
    sent = [report(about, 5, email="a@b.nl", reporter_ordinal=1) for about in (hidden, shown)]

    def publish() -> None:
        Issue.objects.filter(pk=hidden.pk).update(visibility="public")

    others = (
        lambda: Report.objects.filter(pk=sent[0].pk).update(email=""),  # its own report
        lambda: Report.objects.filter(pk=sent[1].pk).update(withdrawn_at=makers.moment()),  # same person
        lambda: Weighing.objects.create(issue=hidden, severity=5, at=makers.moment()),
        lambda: report(hidden, 3, email="c@d.nl"),
        lambda: report(shown, 3, email="a@b.nl"),
    )
    for other in others:
        Issue.objects.filter(pk=hidden.pk).update(visibility="limited")
        pair = (other, publish) if turned else (publish, other)
        at_once(*pair)
        assert hearing.differences() == []
    assert Heard.objects.filter(issue=hidden, step=3).count() == 2

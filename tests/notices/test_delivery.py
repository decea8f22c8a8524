"""Sending: after commit, once, and whatever the mail server does the action stands."""

import smtplib
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.core import mail
from django.db import connection

from wijkraad.notices.actions import retry_message
from wijkraad.notices.delivery import ATTEMPTS, NotYet, send_one, send_waiting
from wijkraad.notices.models import Message
from wijkraad.notices.outbox import silent, tell
from wijkraad.terms.refusal import Refused

State = Message.State


def hear(*people, event="issue-status:1", template="test/news", **more) -> None:
    facts = {"number": "2026-0042"}
    tell(event, people, template=template, facts=facts, thread="issue:1", title="Fietswrakken", **more)


def test_a_mail_has_our_layout_and_a_way_out(resident, settings) -> None:
    settings.SITE_URL = "https://wijk.example"
    hear(resident, path="/kwesties/2026-0042/")
    assert send_waiting("issue-status:1") == 1
    (sent,) = mail.outbox
    assert (sent.subject, sent.to) == ("Nieuws over 2026-0042", [resident.email])
    assert "Dag Noor Bewoner,\n\nEr is nieuws & meer." in sent.body
    assert "https://wijk.example/kwesties/2026-0042/" in sent.body
    assert "https://wijk.example/uit/" in sent.extra_headers["List-Unsubscribe"]
    assert "of er iets voor moet doen.\nMinder of geen mails hierover: https://wijk.example/uit/" in sent.body
    assert sent.extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    page = sent.alternatives[0].content
    assert 'href="https://wijk.example/kwesties/2026-0042/"' in page
    assert "nieuws &amp; meer" in page and "voor moet doen.<br><a" in page


def test_an_address_without_account_is_not_told_of_an_account(resident) -> None:
    bare = "iemand@voorbeeld.example"
    tell("one", [resident, bare], template="test/news", facts={"number": "2026-0042"})
    assert send_waiting("one") == 2
    told = {sent.to[0]: sent.body + sent.alternatives[0].content for sent in mail.outbox}
    assert told[resident.email].count("een account of een rol") == 2
    assert "account" not in told[bare] and told[bare].count("omdat iemand dit adres") == 2


def test_a_mail_is_sent_once(resident) -> None:
    hear(resident)
    assert [send_waiting("issue-status:1"), send_waiting("issue-status:1")] == [1, 0]
    assert len(mail.outbox) == 1
    message = Message.objects.get()
    assert (message.state, message.attempts) == (State.SENT, 1)


def test_two_workers_do_not_send_one_mail_twice(committed, resident) -> None:
    hear(resident)
    message = Message.objects.get()
    start = Barrier(4, timeout=10)

    def work(_) -> bool | None:
        start.wait()
        try:
            return send_one(message.pk)
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        assert sorted(map(bool, pool.map(work, range(4)))) == [False, False, False, True]
    assert len(mail.outbox) == 1


def test_a_mail_server_that_is_down_delays_the_mail_only(resident, mail_server_down) -> None:
    hear(resident)
    with pytest.raises(NotYet):
        send_waiting("issue-status:1")
    message = Message.objects.get()
    assert (message.state, message.attempts) == (State.WAITING, 1)
    assert message.error == "unreachable"


def test_after_enough_failures_it_waits_for_a_person(resident, mail_server_down) -> None:
    hear(resident)
    Message.objects.update(attempts=ATTEMPTS - 1)
    assert send_waiting("issue-status:1") == 0
    assert Message.objects.get().state == State.FAILED


def test_a_refused_address_is_final_and_the_log_keeps_no_text(resident, mail_server_down) -> None:
    refused = {"noor@test.example": (550, b"no such user noor")}
    mail_server_down(smtplib.SMTPRecipientsRefused(refused))
    hear(resident)
    assert send_waiting("issue-status:1") == 0
    message = Message.objects.get()
    assert (message.state, message.error) == (State.FAILED, "refused 550")


def test_a_broken_template_holds_up_nobody_else(resident, neighbour) -> None:
    hear(resident, template="test/broken")
    hear(neighbour)
    assert send_waiting("issue-status:1") == 1
    assert [message.to for message in mail.outbox] == [[neighbour.email]]
    assert Message.objects.get(recipient=resident).state == State.FAILED


def test_the_secretary_sends_a_failed_mail_again(resident, secretary) -> None:
    hear(resident)
    message = Message.objects.get()
    with pytest.raises(Refused, match="niet mislukt"):
        retry_message(message, by=secretary)
    Message.objects.update(state=State.FAILED, attempts=ATTEMPTS)
    with pytest.raises(Refused):
        retry_message(message, by=resident)
    retry_message(message, by=secretary)
    assert send_waiting("issue-status:1") == 1


def test_the_past_of_the_demo_is_told_silently(resident) -> None:
    with silent():
        hear(resident)
    assert Message.objects.get().state == State.SENT
    hear(resident)
    assert send_waiting("issue-status:1") == 0
    assert not mail.outbox

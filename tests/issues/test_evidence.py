"""An action is done when somebody can see it: words, a link, a PDF or photo, judged like every paper."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, connection, transaction
from django.test import Client

from issues import actions
from issues.models import Action, Paper
from tests.issues.stories import assessing, in_days
from tests.papers import whole_pdf as pdf
from tests.personas import person
from wijkraad.terms import clock
from wijkraad.terms.refusal import Refused
from wijkraad.trail import retention

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def own_folder(tmp_path, settings):
    settings.VAR_DIR = settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def act() -> Action:
    owner = person("board_member")
    issue = assessing(owner)
    return actions.add_action(issue, by=owner, title="Tellen", responsible=owner, due=in_days(3))


def finish(act: Action, client: Client | None = None, **more):
    if client is None:
        client = Client()
        client.force_login(act.responsible)
    sent = {"act": act.pk, "result": "19 van de 100", "evidence": "Het telformulier", **more}
    return client.post(f"/werk/kwesties/{act.issue.uuid}/actie-klaar/", sent)


def page(answer) -> str:
    return answer.content.decode()


def test_done_needs_words_that_say_where_it_can_be_seen(act: Action) -> None:
    answer = finish(act, evidence=" ", link="https://voorbeeld.test/telling")
    assert answer.status_code == 200
    assert "Schrijf op waar dat te zien is." in page(answer)
    assert "19 van de 100" in page(answer)
    assert "https://voorbeeld.test/telling" in page(answer)
    act.refresh_from_db()
    assert act.done_at is None
    with pytest.raises(Refused) as refused:
        actions.finish_action(act, by=act.responsible, result="19", proof=actions.Proof(" "))
    assert refused.value.code == "action.evidence"


def test_a_link_and_a_file_go_with_it(act: Action) -> None:
    scan = SimpleUploadedFile("telling.pdf", pdf())
    assert finish(act, link="https://voorbeeld.test/telling", paper=scan).status_code == 302
    act.refresh_from_db()
    assert (act.evidence, act.evidence_link) == ("Het telformulier", "https://voorbeeld.test/telling")
    paper = act.papers.get()
    assert (paper.kind, paper.content_type, paper.added_by) == ("evidence", Paper.PDF, act.responsible)
    client = Client()
    client.force_login(person("chair"))
    shown = page(client.get(f"/werk/kwesties/{act.issue.uuid}/"))
    assert "Het telformulier" in shown
    assert f"/werk/brieven/bestand/{paper.uuid}/" in shown
    assert client.get(f"/werk/brieven/bestand/{paper.uuid}/").content == pdf()
    neighbour = Client()
    neighbour.force_login(person("neighbour"))
    assert neighbour.get(f"/werk/brieven/bestand/{paper.uuid}/").status_code == 403
    assert "Het telformulier" not in page(Client().get(act.issue.path))
    manager = Client()
    manager.force_login(person("manager"))
    shown = page(manager.get(f"/werk/kwesties/{act.issue.uuid}/"))
    assert f"/werk/brieven/bestand/{paper.uuid}/" in shown
    assert "/weg/" not in shown  # the board alone takes a file away


def test_a_file_that_does_something_leaves_the_action_open(act: Action) -> None:
    runs = SimpleUploadedFile("telling.pdf", pdf(b"5 0 obj<</S/JavaScript/JS(app.alert(1))>>endobj\n"))
    answer = finish(act, paper=runs)
    assert "zit iets dat kan draaien" in page(answer)
    act.refresh_from_db()
    assert act.done_at is None
    assert not Paper.objects.exists()


def test_the_board_can_take_a_wrong_file_away(act: Action) -> None:
    finish(act, paper=SimpleUploadedFile("telling.pdf", pdf()))
    paper = act.papers.get()
    client = Client()
    client.force_login(person("secretary"))
    asked = client.get(f"/werk/brieven/bestand/{paper.uuid}/weg/")
    assert f"/werk/kwesties/{act.issue.uuid}/" in page(asked)
    assert client.post(f"/werk/brieven/bestand/{paper.uuid}/weg/").status_code == 302
    paper.refresh_from_db()
    assert (paper.file.name, act.papers.filter(removed_at=None).count()) == ("", 0)


def test_its_words_are_found_and_taken_out(act: Action) -> None:
    finish(act, evidence="Zie het briefje van Jan Pluk", link="https://voorbeeld.test/jan-pluk")
    (place,) = actions.find_words("jan pluk", by=person("secretary"))
    assert place.key == f"action-{act.pk}"
    actions.destroy_words("pluk", [place.key], by=person("secretary"))
    act.refresh_from_db()
    assert "pluk" not in f"{act.evidence} {act.evidence_link}".lower()


def test_its_file_goes_when_its_time_is_over(act: Action) -> None:
    finish(act, paper=SimpleUploadedFile("telling.pdf", pdf()))
    paper = act.papers.get()
    for years, left in ((1, 1), (3, 0)):
        with clock.moved_to(clock.now().replace(year=clock.now().year + years, day=1)):
            retention.run()
        assert act.papers.filter(removed_at=None).count() == left
    paper.refresh_from_db()
    act.refresh_from_db()
    assert paper.file.name == ""
    assert act.evidence == "Het telformulier"


def test_a_file_belongs_to_one_thing(act: Action) -> None:
    finish(act, paper=SimpleUploadedFile("telling.pdf", pdf()))
    with pytest.raises(IntegrityError), transaction.atomic():
        Paper.objects.update(action=None)


def test_plain_sql_finishes_nothing_without_evidence(act: Action) -> None:
    """As the application's own role: no step to done without words, and no emptying them afterwards."""
    done = "UPDATE issues_action SET done_at = now(), result = {}, evidence = {}"
    names = "issue_id, title, responsible_id, due, first_due, cause_number, cause_path, created_at"
    copied = (
        f"INSERT INTO issues_action ({names}, done_at, result, evidence)"
        f" SELECT {names}, now(), 'Geteld', ' ' FROM issues_action"
    )
    for statement in (done.format("'Geteld'", "E' \\n'"), done.format("''", "'Foto'"), copied):
        assert stopped(statement) == "issues_action_evidence", statement
    assert stopped(done.format("'Geteld'", "'Foto'")) is None
    for part in ("result", "evidence"):
        assert stopped(f"UPDATE issues_action SET {part} = ' '") == "issues_action_evidence"
    assert stopped("UPDATE issues_action SET evidence = '[weggehaald]'") is None


def stopped(statement: str) -> str | None:
    """The constraint that refuses this statement; None when it goes through."""
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)
    except IntegrityError as refused:
        return refused.__cause__.diag.constraint_name
    return None

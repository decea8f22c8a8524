"""What shows that an action of a point was done: words, a link, a PDF or photo, judged like every paper."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, connection, transaction
from django.test import Client

from issues import actions as lower
from meetings import actions
from meetings.models import Task, TaskPaper
from tests.meetings.conftest import Council
from tests.meetings.test_decisions import refused
from tests.meetings.test_tasks import as_, text
from tests.papers import whole_pdf as pdf
from tests.personas import PERSONAS, person
from wijkraad.terms import clock
from wijkraad.trail import retention
from wijkraad.trail.erasures import logged_erasures
from wijkraad.trail.models import TrailEvent

DUE = date(2027, 3, 10)
DONE = {"doe": "klaar", "klaar-result": "Gedrukt", "klaar-evidence": "Een doos vol in het buurthuis"}
LINK = "https://voorbeeld.test/folder"


@pytest.fixture(autouse=True)
def own_folder(tmp_path, settings):
    settings.VAR_DIR = settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def task(council: Council) -> Task:
    """Promised by a manager, who is not on the board, at a point of a public evening."""
    point = actions.add_item(council.open(), by=council.secretary, title="Nieuwe folder")
    given = {"title": "De drukker bellen", "responsible": person("manager"), "due": DUE}
    return actions.add_task(point, by=council.secretary, **given)


def finish(task: Task, content: bytes | None = None, **more):
    files = {} if content is None else {"klaar-paper": SimpleUploadedFile("folder.pdf", content)}
    return as_(task.responsible).post(task.path, {**DONE, **more, **files})


@pytest.fixture
def paper(task: Task) -> TaskPaper:
    finish(task, pdf(), **{"klaar-link": LINK})
    return task.papers.get()


def test_words_are_needed_and_a_link_and_a_file_go_with_it(task: Task) -> None:
    short = text(finish(task, **{"klaar-evidence": " ", "klaar-link": LINK}))
    assert "Vul dit in" in short and "Gedrukt" in short and LINK in short
    assert "id_klaar-link_error" in text(finish(task, **{"klaar-link": "javascript:alert(1)"}))
    runs = pdf(b"5 0 obj<</S/JavaScript/JS(app.alert(1))>>endobj\n")
    assert "zit iets dat kan draaien" in text(finish(task, runs))
    task.refresh_from_db()
    assert task.done_at is None and not TaskPaper.objects.exists()
    bad = {"by": task.responsible, "result": "Gedrukt", "proof": lower.Proof(" ", LINK)}
    assert refused(actions.finish_task, task, **bad) == "meetings_task_evidence"
    assert finish(task, pdf(), **{"klaar-link": LINK}).status_code == 302
    task.refresh_from_db()
    assert (task.evidence, task.evidence_link) == (DONE["klaar-evidence"], LINK)
    kept = task.papers.get()
    assert (kept.content_type, kept.added_by, kept.size) == ("application/pdf", task.responsible, len(pdf()))
    page = text(as_(task.responsible).get(task.path))
    assert f'href="{LINK}"' in page and f"/werk/acties/bestand/{kept.uuid}/" in page
    assert f"{kept.uuid}/weg/" not in page
    assert f"{kept.uuid}/weg/" in text(as_(person("chair")).get(task.path))


def test_the_file_is_for_the_board_and_for_who_did_it(paper: TaskPaper) -> None:
    """Each role asks for the file, and asks to take it away; nobody outside learns that it is there."""
    address = f"/werk/acties/bestand/{paper.uuid}/"
    board = {"board_member", "other_board_member", "secretary", "chair", "treasurer"}
    for key in PERSONAS:
        client = as_(person(key))
        expected = 200 if key in board | {"manager"} else 404 if key == "deputy" else 403
        assert client.get(address).status_code == expected, key
        assert client.get(f"{address}weg/").status_code == (200 if key in board else 403), key
        if key not in board:
            assert client.post(f"{address}weg/").status_code == 403, key
    assert Client().get(address).status_code == 302
    answer = as_(person("chair")).get(address)
    assert answer.content == pdf() and "attachment" in answer.headers["Content-Disposition"]
    assert "no-store" in answer.headers["Cache-Control"]
    assert refused(actions.drop_task_paper, paper, by=person("manager")) == "not_allowed"


def test_of_the_evidence_nothing_is_outside(council: Council, paper: TaskPaper) -> None:
    point = paper.task.item
    actions.set_outcome(point, by=council.secretary, outcome="informative")
    meeting = actions.propose_minutes(council.close(point.meeting), by=council.secretary)
    page = text(Client().get(f"/vergaderingen/{meeting.slug}/"))
    assert "De drukker bellen" in page
    for inside in (DONE["klaar-evidence"], LINK, str(paper.uuid)):
        assert inside not in page
    places = lower.find_words("een doos vol", by=council.secretary)
    assert [(one.key, one.fixed) for one in places] == [(f"task-{paper.task_id}", True)]


def test_the_board_takes_a_wrong_file_away_for_good(
    paper: TaskPaper, django_capture_on_commit_callbacks
) -> None:
    path, storage = paper.file.name, paper.file.storage
    client = as_(person("secretary"))
    asked = text(client.get(f"/werk/acties/bestand/{paper.uuid}/weg/"))
    assert "Bewijs bij een actie" in asked and paper.task.path in asked
    with django_capture_on_commit_callbacks(execute=True):
        assert client.post(f"/werk/acties/bestand/{paper.uuid}/weg/").url == paper.task.path
    assert not storage.exists(path)
    assert client.get(f"/werk/acties/bestand/{paper.uuid}/").status_code == 404
    assert ("task_paper", paper.pk) in {(line.what, line.pk) for line in logged_erasures()}
    assert TrailEvent.objects.filter(table="meetings_taskpaper", verb="task.drop_paper").exists()
    assert refused(actions.drop_task_paper, paper, by=person("chair")) == "paper.gone"


def test_its_time_ends_a_restore_repeats_that_and_a_lost_file_is_swept(paper: TaskPaper) -> None:
    name = paper.file.name
    later = clock.now().replace(year=clock.now().year + 1)
    with clock.moved_to(later.replace(month=1, day=1)):
        assert "task_paper" not in {key for key, number in retention.waiting().items() if number}
    with clock.moved_to(later.replace(year=later.year + 1)):
        assert lower.sweep_files() == 0
        assert retention.run()["task_paper"] == 1
        assert lower.sweep_files() == 1
        TaskPaper.objects.update(file=name, removed_at=None)
        lower.replay_erasures()
    paper.refresh_from_db()
    assert (paper.file.name, paper.removed_at is not None) == ("", True)
    assert paper.task.evidence


def test_plain_sql_moves_no_file_and_deletes_no_row(paper: TaskPaper) -> None:
    """As the application's own role."""
    attacks = {
        "UPDATE meetings_taskpaper SET file = ''": "meetings_taskpaper_gone",
        "UPDATE meetings_taskpaper SET removed_at = now()": "meetings_taskpaper_gone",
        "UPDATE meetings_taskpaper SET sha256 = 'x'": "meetings_taskpaper_fixed",
        "UPDATE meetings_taskpaper SET task_id = task_id + 1": "meetings_taskpaper_fixed",
        "UPDATE meetings_taskpaper SET added_by_id = added_by_id + 1": "meetings_taskpaper_fixed",
        "DELETE FROM meetings_taskpaper": None,
    }
    for statement, constraint in attacks.items():
        with pytest.raises(DatabaseError) as stopped, transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)
        assert stopped.value.__cause__.diag.constraint_name == constraint, statement

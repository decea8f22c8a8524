"""Files with letters and post: judged by their content, seen by few, gone in time."""

import io
import zlib
from datetime import UTC, datetime, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image

from issues import actions
from issues.models import Hearing, Incoming, Letter, Paper, ReadingRecord
from issues.papers import LARGEST, read_paper
from issues.permissions import visible_papers
from tests.issues.stories import assessing, in_days, readers
from tests.papers import whole_pdf as pdf
from tests.personas import municipality
from wijkraad.terms import clock
from wijkraad.terms.refusal import Refused
from wijkraad.trail import retention
from wijkraad.trail.erasures import logged_erasures
from wijkraad.trail.models import RetentionEntry, TrailEvent


@pytest.fixture(autouse=True)
def own_folder(tmp_path, settings):
    settings.VAR_DIR = settings.MEDIA_ROOT = tmp_path


def packed(inside: bytes) -> bytes:
    """Objects in a packed part, as most programs write them."""
    return (
        b"9 0 obj<</Type/ObjStm/Filter/FlateDecode>>stream\n"
        + zlib.compress(inside)
        + b"\nendstream endobj\n"
    )


def picture(kind: str = "JPEG") -> bytes:
    exif = Image.Exif()
    exif[0x010F] = "Geheime telefoon"
    exif.get_ifd(0x8825)[1] = "N"
    out = io.BytesIO()
    Image.new("RGB", (60, 40), "green").save(out, kind, exif=exif)
    return out.getvalue()


def upload(content: bytes, name: str = "bewijs.pdf") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def sent(by, **more) -> Letter:
    more = {"kind": "handhavingsverzoek", "subject": "Te hard", "partner": municipality(), **more}
    return actions.send_letter(actions.write_letter(by=by, **more), by=by, channel="aangetekende post")


def kept(place, by, content: bytes = b"", kind: str = "receipt") -> Paper:
    return actions.keep_paper(place, read_paper(upload(content or pdf())), by=by, kind=kind)


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"MZ" + b"\0" * 200, "paper.kind"),
        (b"<html><script>alert(1)</script>", "paper.kind"),
        (b"GIF89a" + b"\0" * 40, "paper.kind"),
        (pdf(before=b"GIF89a/*"), "paper.kind"),
        (pdf(before=b"\xff\xd8\xff\xe0"), "paper.kind"),
        (b"%PDF-1.7\nzomaar wat", "paper.broken"),
        (pdf(after=b"PK\x03\x04hoort hier niet"), "paper.broken"),
        (pdf(b"% <script>alert(1)</script>\n"), "paper.glued"),
        (pdf(b"% PK\x05\x06\n"), "paper.glued"),
        (pdf(b"5 0 obj<</Encrypt 6 0 R>>endobj\n"), "paper.locked"),
        (pdf(b"5 0 obj<</S/JavaScript/JS(app.alert(1))>>endobj\n"), "paper.runs"),
        (pdf(b"5 0 obj<</S/J#61vaScript/J#53(app.alert(1))>>endobj\n"), "paper.runs"),
        (pdf(b"5 0 obj<</Type/Action/S/Launch/F(cmd.exe)>>endobj\n"), "paper.runs"),
        (pdf(b"5 0 obj<</Names<</EmbeddedFiles 7 0 R>>>>endobj\n"), "paper.runs"),
        (pdf(packed(b"5 0 <</S/JavaScript/JS(x)>>")), "paper.runs"),
        (pdf(packed(b"\0" * (61 * 1024 * 1024))), "paper.bomb"),
        (pdf(b"9 0 obj<</Type/ObjStm>>stream\nkapot\nendstream\n"), "paper.broken"),
    ],
)
def test_what_is_no_plain_paper_is_refused_with_a_reason(content: bytes, code: str) -> None:
    with pytest.raises(Refused) as refused:
        read_paper(upload(content, "brief.pdf"))
    assert refused.value.code == code and "brief.pdf" in str(refused.value)


def test_too_big_is_refused_before_it_is_read() -> None:
    big = upload(b"%PDF-")
    big.size = LARGEST + 1
    with pytest.raises(Refused, match="15 MB"):
        read_paper(big)


def test_a_pdf_is_kept_to_the_byte_and_a_photo_without_its_hidden_data() -> None:
    content = pdf(packed(b"5 0 <</Type/Font>>"))
    assert read_paper(upload(content)).content.read() == content
    for kind in ("JPEG", "PNG", "WEBP"):
        photo = read_paper(upload(picture(kind), "bon.pdf"))  # the name says nothing
        drawn = Image.open(photo.content)
        assert photo.content_type == "image/jpeg" and not drawn.getexif() and drawn.size == (60, 40)


def test_the_proof_of_a_letter_from_form_to_download(client, secretary, manager, resident) -> None:
    letter = actions.write_letter(by=secretary, kind="handhavingsverzoek", subject="Te hard",
                                  partner=municipality(), issue=assessing())  # fmt: skip
    client.force_login(secretary)
    path = reverse("issues:letter", args=[letter.uuid])
    facts = {"on": clock.today(), "channel": "aangetekende post", "receipt": "3SABC"}
    wrong = client.post(
        f"{path}verstuurd/", {**facts, "paper": upload(b"geen pdf", "x.pdf")}
    ).content.decode()
    assert 'id="id_paper_error"' in wrong and "geen PDF en geen foto" in wrong and "3SABC" in wrong
    letter.refresh_from_db()
    assert letter.status == "concept"
    content = pdf()
    page = client.post(f"{path}verstuurd/", {**facts, "paper": upload(content)}, follow=True).content.decode()
    paper = Paper.objects.get()
    address = reverse("issues:paper", args=[paper.uuid])
    assert address in page and "Bewijs en bestanden" in page
    assert address in client.get(reverse("issues:work", args=[letter.issue.uuid])).content.decode()
    assert address in client.get("/werk/brieven/post/").content.decode()
    answer = client.get(address)
    assert answer.content == content
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert "no-store" in answer.headers["Cache-Control"]
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    client.force_login(manager)  # sees what was sent, but no bezwaar and no post
    assert client.get(address).status_code == 200
    assert client.get(reverse("issues:paper_drop", args=[paper.uuid])).status_code == 403
    client.force_login(resident)
    assert client.get(address).status_code == 403
    client.logout()
    assert client.get(address).status_code == 302


def test_a_scan_of_post_is_for_the_board_alone(client, secretary, manager) -> None:
    client.force_login(secretary)
    facts = {"received_on": clock.today(), "sender": "J. de Vries", "subject": "Klacht", "channel": "post",
             "responsible": secretary.pk}  # fmt: skip
    client.post("/werk/brieven/post/nieuw/", {**facts, "paper": upload(picture(), "scan.jpg")})
    post = Incoming.objects.get()
    first = post.papers.get()
    assert (first.kind, first.content_type) == ("scan", "image/jpeg")
    path = reverse("issues:post", args=[post.uuid])
    client.post(path, {"bestand": "1", "kind": "other", "paper": upload(pdf())})
    assert post.papers.count() == 2 and "Bijlage" in client.get(path).content.decode()
    refused = client.post(path, {"bestand": "1", "kind": "other", "paper": upload(b"x")}).content.decode()
    assert "geen PDF" in refused and post.papers.count() == 2
    client.force_login(manager)
    assert client.get(reverse("issues:paper", args=[first.uuid])).status_code == 404


def test_their_answer_and_its_scan_come_together(secretary) -> None:
    letter = sent(secretary)
    actions.record_answer(
        letter, by=secretary, on=clock.today(), answer="Nee", paper=read_paper(upload(pdf()))
    )
    assert letter.incoming.get().papers.get().kind == "scan"


def test_the_same_file_twice_is_one_and_there_is_an_end_to_it(secretary, monkeypatch) -> None:
    letter = sent(secretary)
    assert kept(letter, secretary) == kept(letter, secretary)
    monkeypatch.setattr("issues.actions.papers.MOST", 1)
    with pytest.raises(Refused, match="al 1"):
        kept(letter, secretary, pdf(b"% anders\n"))


@pytest.mark.parametrize("who", ["manager", "resident", "auditor", "partner", "admin"])
def test_only_the_board_adds_and_takes_away(who: str, people, secretary) -> None:
    letter = sent(secretary)
    paper = kept(letter, secretary)
    with pytest.raises(Refused):
        kept(letter, people[who], pdf(b"% x\n"))
    with pytest.raises(Refused):
        actions.drop_paper(paper, by=people[who])


def test_files_of_what_is_confidential_are_for_its_readers(client, secretary, treasurer, chair) -> None:
    readers("secretary")
    issue = assessing(secretary, "confidential", by=secretary)
    paper = kept(sent(secretary, issue=issue), secretary)
    assert not visible_papers(chair).exists() and visible_papers(secretary).get() == paper
    with pytest.raises(Refused):
        kept(paper.letter, chair, pdf(b"% x\n"))
    client.force_login(secretary)
    before = ReadingRecord.objects.count()
    assert client.get(reverse("issues:paper", args=[paper.uuid])).status_code == 200
    assert ReadingRecord.objects.count() == before + 1


def test_taken_away_is_gone_for_good(client, secretary, django_capture_on_commit_callbacks) -> None:
    paper = kept(sent(secretary), secretary)
    path, storage = paper.file.name, paper.file.storage
    client.force_login(secretary)
    with django_capture_on_commit_callbacks(execute=True):
        client.post(reverse("issues:paper_drop", args=[paper.uuid]))
    assert not storage.exists(path) and not visible_papers(secretary).exists()
    assert client.get(reverse("issues:paper", args=[paper.uuid])).status_code == 404
    assert "paper" in {line.what for line in logged_erasures()}
    assert TrailEvent.objects.filter(table="issues_paper", verb="paper.drop").exists()
    with pytest.raises(Refused, match="al weg"):
        actions.drop_paper(paper, by=secretary)


def test_a_file_that_no_row_knows_is_swept(secretary) -> None:
    paper = kept(sent(secretary), secretary)
    with clock.moved_to(clock.now() + timedelta(hours=2)):
        assert actions.sweep_files() == 0
        Paper.objects.filter(pk=paper.pk).update(file="", removed_at=clock.now())
        assert actions.sweep_files() == 1


START = datetime(2024, 3, 1, 12, tzinfo=UTC)


def after(days: int):
    return clock.moved_to(START + timedelta(days=days))


def due() -> dict[str, int]:
    found = retention.waiting()
    return {key: found[key] for key in ("hearing.whom", "incoming", "paper") if found[key]}


def test_post_and_files_go_when_their_time_is_over(secretary, django_capture_on_commit_callbacks) -> None:
    with after(0):
        issue = assessing(by=secretary)
        actions.ask_reaction(issue, by=secretary, label="de zaak", whom="Jan, Kade 3", text="Klopt dit?",
                             how="per brief", due=in_days(9))  # fmt: skip
        post = actions.register_post(by=secretary, received_on=clock.today(), sender="J. de Vries",
                                     subject="Klacht van De Vries", summary="Ik woon op 3",
                                     paper=read_paper(upload(pdf())))  # fmt: skip
        letter = sent(secretary)
        proof = kept(letter, secretary)
    with after(10):
        actions.handle_post(post, by=secretary, result="Gebeld.")
        actions.record_answer(letter, by=secretary, on=clock.today(), answer="Nee",
                              paper=read_paper(upload(pdf(b"% antwoord\n"))))  # fmt: skip
    with after(20):
        actions.move_letter(letter, "closed", by=secretary, reason="Klaar.")
        assert due() == {}
    with after(300):
        assert due() == {}
    with after(376):  # a year after it was handled, not yet after the letter closed: its answer waits
        assert due()["incoming"] == 2 and "paper" not in due()
    with after(740), django_capture_on_commit_callbacks(execute=True):
        assert due() == {"hearing.whom": 1, "incoming": 2, "paper": 1}
        assert due() == {"hearing.whom": 1, "incoming": 2, "paper": 1}, "a dry run changes nothing"
        retention.run()
        assert due() == {}
    post.refresh_from_db()
    assert (post.sender, post.subject, post.summary, post.result) == (
        "(weggehaald)", "(weggehaald)", "", "Gebeld.",
    )  # fmt: skip
    theirs = letter.incoming.get()
    assert theirs.sender == "Gemeente" and theirs.subject.startswith("Antwoord op")
    assert Hearing.objects.get().whom == "" and Hearing.objects.get().text == "Klopt dit?"
    assert not Paper.objects.filter(removed_at=None).exists() and not proof.file.storage.exists(
        proof.file.name
    )
    assert {"hearing.whom", "incoming", "paper"} <= set(RetentionEntry.objects.values_list("rule", flat=True))


def test_what_a_running_letter_rests_on_stays(secretary) -> None:
    with after(0):
        letter = sent(secretary)
        kept(letter, secretary)
        actions.register_post(by=secretary, received_on=clock.today(), sender="Gemeente", subject="Ontvangen",
                              letter=letter, paper=read_paper(upload(pdf(b"% b\n"))))  # fmt: skip
    with after(900):
        assert due() == {}


def test_of_a_confidential_matter_it_goes_after_ninety_days(secretary, treasurer) -> None:
    with after(0):
        readers("secretary")
        issue = assessing(secretary, "confidential", by=secretary)
        actions.ask_reaction(issue, by=secretary, label="de zaak", whom="Jan", text="Klopt dit?", how="mail",
                             due=in_days(9))  # fmt: skip
        actions.register_post(by=secretary, received_on=clock.today(), sender="Jan", subject="x", issue=issue)
    with after(89):
        assert due() == {}
    with after(91):
        assert due() == {"hearing.whom": 1, "incoming": 1}


def test_a_restore_destroys_them_again(secretary) -> None:
    with after(0):
        facts = {"sender": "Jan", "subject": "Zijn naam", "received_on": clock.today()}
        post = actions.register_post(by=secretary, paper=read_paper(upload(pdf())), **facts)
        name = post.papers.get().file.name
    with after(740):
        retention.run()
        Incoming.objects.filter(pk=post.pk).update(sender="Jan", subject="Zijn naam")
        Paper.objects.filter(incoming=post).update(file=name, removed_at=None)
        actions.replay_erasures()
    post.refresh_from_db()
    assert post.sender == "(weggehaald)" and not post.papers.filter(removed_at=None).exists()

"""The meetings as files: one row each, counted as a visitor counts them; what is internal is absent."""

import csv
import io
import json
from datetime import date

import pytest
from django.test import Client
from openpyxl import load_workbook

from meetings import actions
from tests.meetings.conftest import Council


def rows(kind: str) -> list[dict]:
    answer = Client().get(f"/export/vergaderingen.{kind}")
    assert answer.status_code == 200
    body = b"".join(answer.streaming_content) if answer.streaming else answer.content
    if kind == "json":
        return json.loads(body)["vergaderingen"]
    if kind == "csv":
        return list(csv.DictReader(io.StringIO(body.decode())))
    head, *found = load_workbook(io.BytesIO(body)).active.values
    return [dict(zip(head, row, strict=True)) for row in found]


@pytest.mark.parametrize("kind", ["csv", "xlsx", "json"])
def test_a_file_tells_what_the_list_tells(council: Council, kind: str) -> None:
    meeting = council.open()
    council.decision(meeting)
    actions.add_item(meeting, by=council.secretary, title="Geheim punt", internal=True)
    council.close(meeting)
    council.evening(7, internal=True)
    coming = actions.plan_meeting(
        by=council.secretary, kind="wijkoverleg", place="=1+1", starts_at=council.evening(14).starts_at,
        ends_at=council.evening(15).ends_at,
    )  # fmt: skip
    found = rows(kind)
    assert len(found) == 4
    held = next(one for one in found if str(one["datum"])[:10] == str(date(2026, 3, 4)))
    assert (held["begin"], held["stand"], held["verslag"] or "") == ("20:00", "held", "")
    assert [int(held[name]) for name in ("punten", "besproken", "besluiten")] == [1, 1, 1]
    assert next(one for one in found if one["adres"].endswith(f"/{coming.slug}/"))["plaats"] == (
        "=1+1" if kind == "json" else "'=1+1"
    )
    assert "Geheim" not in str(found)
    actions.propose_minutes(meeting, by=council.secretary)
    assert any((one["verslag"] or "").endswith(f"/{meeting.slug}/notulen.pdf") for one in rows(kind))

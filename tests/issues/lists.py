"""Lists of existing reports as somebody sends them, and the way they go."""

import csv
import io

from openpyxl import Workbook

from issues.actions.importing import begin_import, check_file, keep_file, take_in
from issues.models import ImportBatch

HEAD = ["Nummer", "Datum", "Categorie", "Straat", "Huisnr", "Omschrijving"]
ROWS = [
    ["17", "21-03-2026", "Verkeer", "Weimarstraat", "12", "Ze rijden hier te hard; één keer per uur"],
    ["18", "3 maart 2026", "groen", "weimarstraat", "", "Café-afval, €5 per zak"],
    ["", "2026-01-31", "Winkels", "", "", "Ratten bij de bakken"],
]


def as_csv(rows=ROWS, head=HEAD, separator=";", letters="utf-8") -> bytes:
    text = io.StringIO()
    csv.writer(text, delimiter=separator).writerows([head, *rows])
    return text.getvalue().encode(letters)


def as_xlsx(rows=ROWS, head=HEAD) -> bytes:
    book, kept = Workbook(), io.BytesIO()
    for row in [head, *rows]:
        book.active.append(row)
    book.save(kept)
    return kept.getvalue()


def sent(by, content: bytes, name="lijst.csv") -> ImportBatch:
    return check_file(keep_file(by=by, name=name, content=content))


def taken_in(by, content: bytes) -> ImportBatch:
    batch = sent(by, content)
    assert batch.state == "ready", batch.faults
    return take_in(begin_import(batch, by=by), by=by)

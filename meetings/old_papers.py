"""Reading what a council kept before this portal: lists of decisions, and minutes as DOCX, Markdown or table.

Gives plain rows and the faults with file or row, column, value and reason; writes nothing. Of a document
the words are kept, without drawing or links; its points are recognised where they have a heading, else
the whole is one point. Nothing of a file is run, unpacked on the disk, or followed outside it.
"""

import io
import re
import zipfile
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from typing import Any
from xml.etree import ElementTree

from django.utils.translation import gettext as _

from issues.importing.columns import UNSEEN, Fault, dutch_date, folded
from issues.importing.sheets import LARGEST, judge_archive, rows_of
from meetings.models import Meeting
from wijkraad.terms import clock
from wijkraad.terms.refusal import Refused

MOST = 2000
"""Rows or documents of one go."""
LONGEST = 200_000
"""Characters of one point."""
TITLE = 160
EARLIEST = 1950
KINDS = {
    "bestuur": ("bestuur", "bestuursvergadering", "vergadering", "notulen", "verslag"),
    "wijkoverleg": ("wijkoverleg", "openbaar wijkoverleg", "bewonersavond", "openbaar"),
    "werkgroep": ("werkgroep",),
    "extern": ("extern", "extern overleg", "overleg gemeente"),
}
DECISION_COLUMNS = {
    "nummer": "nummer nr besluitnummer kenmerk",
    "datum": "datum besloten besluitdatum op vergadering",
    "besluit": "besluit tekst omschrijving wat",
    "waarom": "waarom reden toelichting motivering",
    "uiterlijk": "uiterlijk deadline klaar termijn",
    "stand": "stand status voortgang",
    "resultaat": "resultaat uitkomst afgehandeld",
}
MINUTES_COLUMNS = {
    "datum": "datum vergadering dag",
    "soort": "soort overleg type",
    "punt": "punt agendapunt onderwerp titel",
    "tekst": "tekst verslag besproken notulen",
}
WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
HEADING = re.compile(r"^(?:(?:heading|kop)\s*(\d)?|titel|title)$")
MARK = re.compile(r"^(#{1,6})\s+(.*?)\s*#*$")
IN_NAME = re.compile(
    r"(\d{4})[-_. ]?(\d{2})[-_. ]?(\d{2})|(\d{1,2})[-_. ](\d{1,2}|[a-z]+)[-_. ](\d{4})", re.IGNORECASE
)
Found = tuple[list[dict[str, Any]], list[Fault]]


def _clean(value: Any, most: int = LONGEST) -> str:
    return UNSEEN.sub("", "" if value is None else str(value)).strip()[:most]


def _day(value: Any) -> date:
    """A day of the past. ValueError with the reason for anything else."""
    if value in (None, ""):
        raise ValueError(_("Vul de datum in."))
    found = value.date() if isinstance(value, datetime) else value
    if not isinstance(found, date):
        found = dutch_date(str(found))
    if found > clock.today():
        raise ValueError(_("Deze datum moet nog komen."))
    if found.year < EARLIEST:
        raise ValueError(_("Deze datum is te lang geleden."))
    return found


def _columns(head: list[Any], known: dict[str, str]) -> dict[str, int]:
    """Our column → its place, by the words that people use for it."""
    heads = [folded(str(cell or "")).replace(" ", "") for cell in head]
    found: dict[str, int] = {}
    for name, guesses in known.items():
        for place, word in enumerate(heads):
            if word in (name, *guesses.split()) and place not in found.values():
                found[name] = place
                break
    return found


def _table(
    content: bytes, known: dict[str, str], needed: tuple[str, ...]
) -> Iterator[tuple[int, dict[str, Any]]]:
    rows = rows_of(content)
    _number, head = next(rows, (0, []))
    places = _columns(head, known)
    missing = [name for name in needed if name not in places]
    if missing:
        raise Refused(
            _("In de eerste rij mist een kolom: %(names)s.") % {"names": ", ".join(missing)},
            code="history.heads",
        )
    for count, (number, cells) in enumerate(rows, 1):
        if count > MOST:
            raise Refused(_("Dit zijn meer dan 2.000 rijen. Knip de lijst in stukken."), code="history.rows")
        yield number, {name: cells[at] if at < len(cells) else None for name, at in places.items()}


def read_decisions(content: bytes) -> Found:
    """A list of decisions, oldest first: datum and besluit are needed."""
    made, faults = [], []
    for number, row in _table(content, DECISION_COLUMNS, ("datum", "besluit")):
        text = _clean(row["besluit"], 4000)
        if not text:
            faults.append(Fault(number, "besluit", "", _("Vul het besluit in.")))
            continue
        try:
            day, until = _day(row["datum"]), _until(row.get("uiterlijk"))
        except ValueError as error:
            faults.append(Fault(number, "datum", str(row["datum"] or "")[:80], str(error)))
            continue
        found: dict[str, Any] = {
            name: _clean(row.get(name), 2000) for name in ("waarom", "stand", "resultaat")
        }
        found |= {"nummer": _clean(row.get("nummer"), 40), "datum": day.isoformat(), "besluit": text}
        made.append(found | {"uiterlijk": until.isoformat() if until else None})
    return sorted(made, key=lambda one: one["datum"]), faults


def _until(value: Any) -> date | None:
    if value in (None, ""):
        return None
    if isinstance(value, datetime):
        return value.date()
    return value if isinstance(value, date) else dutch_date(str(value))


def read_minutes(content: bytes) -> Found:
    """A table of points: those of one day and kind together are one evening."""
    evenings: dict[tuple[str, str], dict[str, Any]] = {}
    faults = []
    for number, row in _table(content, MINUTES_COLUMNS, ("datum", "tekst")):
        try:
            day = _day(row["datum"])
        except ValueError as error:
            faults.append(Fault(number, "datum", str(row["datum"] or "")[:80], str(error)))
            continue
        said = _clean(row.get("soort"), 40)
        kind = kind_of(said) if said else "bestuur"
        if not kind:
            faults.append(Fault(number, "soort", said, _("Kies: bestuur, wijkoverleg, werkgroep of extern.")))
            continue
        evening = evenings.setdefault(
            (day.isoformat(), kind), {"datum": day.isoformat(), "soort": kind, "bron": "", "punten": []}
        )
        evening["punten"].append([_clean(row.get("punt"), TITLE) or _("Verslag"), _clean(row["tekst"])])
    return sorted(evenings.values(), key=lambda one: one["datum"]), faults


def kind_of(words: str) -> str:
    """The kind of meeting that these words name, or ''; the most telling word first."""
    plain = folded(words)
    for kind in ("wijkoverleg", "werkgroep", "extern", "bestuur"):
        if any(re.search(rf"\b{one}", plain) for one in KINDS[kind]):
            return kind
    return ""


def read_documents(files: Iterable[tuple[str, bytes]]) -> Found:
    """Documents by name and content; a zip is opened, what is no DOCX, Markdown or text is a fault."""
    made: list[dict[str, Any]] = []
    faults: list[Fault] = []
    for name, content in _opened(files):
        if len(made) + len(faults) >= MOST:
            raise Refused(_("Dit zijn meer dan 2.000 documenten."), code="history.rows")
        try:
            made.append(_evening(name, content))
        except (ValueError, Refused) as error:
            faults.append(Fault(0, name, "", str(error)))
    return sorted(made, key=lambda one: one["datum"]), faults


def _opened(files: Iterable[tuple[str, bytes]]) -> Iterator[tuple[str, bytes]]:
    for name, content in files:
        if not name.lower().endswith(".zip"):
            yield name, content
            continue
        judge_archive(content)
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            for part in archive.infolist():
                hidden = part.filename.rpartition("/")[2].startswith((".", "~"))
                if not part.is_dir() and not hidden and not part.filename.startswith("__MACOSX"):
                    yield part.filename, archive.read(part)


def _evening(name: str, content: bytes) -> dict[str, Any]:
    plain = name.rpartition("/")[2]
    if len(content) > LARGEST:
        raise ValueError(_("Dit bestand is te groot. Het mag hooguit 10 MB zijn."))
    ending = plain.lower().rpartition(".")[2]
    if ending == "docx":
        lines = list(_of_docx(content))
    elif ending in ("md", "markdown", "txt"):
        lines = list(_of_markdown(content))
    else:
        raise ValueError(_("Dit lezen wij niet. Bewaar het als DOCX, Markdown of tekst."))
    points = points_of(lines)
    if not any(text for _title, text in points):
        raise ValueError(_("In dit bestand staat geen tekst."))
    words = " ".join(text for _level, text in lines[:12])
    day = _day(_day_in(plain) or _day_in(words) or "")
    return {
        "datum": day.isoformat(), "soort": kind_of(f"{plain} {words[:200]}") or "bestuur",
        "bron": plain[-TITLE:], "punten": points,
    }  # fmt: skip


def _day_in(words: str) -> str:
    """The first day that is written in these words, as 2019-03-04 or 4 maart 2019; '' without one."""
    for match in IN_NAME.finditer(words):
        year, month, day, *spoken = match.groups()
        text = f"{year}-{month}-{day}" if year else " ".join(spoken)
        if not year and spoken[1].isdigit():
            text = "-".join(spoken)
        try:
            dutch_date(text)
        except ValueError:
            continue
        return text
    return ""


Line = tuple[int, str]
"""The level of a heading (0: plain text) and the words."""


def _of_markdown(content: bytes) -> Iterator[Line]:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("cp1252", "replace")
    if "\x00" in text:
        raise ValueError(_("Dit is geen tekst."))
    for line in text.splitlines():
        mark = MARK.match(line)
        yield (len(mark[1]), mark[2]) if mark else (0, line)


def _of_docx(content: bytes) -> Iterator[Line]:
    judge_archive(content)
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            body = ElementTree.fromstring(archive.read("word/document.xml"))  # noqa: S314 - no DTD: judged
    except (KeyError, ElementTree.ParseError) as error:
        raise ValueError(_("Dit Wordbestand is niet te lezen. Bewaar het opnieuw.")) from error
    for paragraph in body.iter(f"{WORD}p"):
        style = paragraph.find(f"{WORD}pPr/{WORD}pStyle")
        named = HEADING.match(style.get(f"{WORD}val", "").lower().strip()) if style is not None else None
        # The title of the document stands one above its headings.
        yield (1 if named and not named[1] else int(named[1]) + 1 if named else 0), _words(paragraph)


def _words(paragraph: ElementTree.Element) -> str:
    found = []
    for part in paragraph.iter():
        if part.tag == f"{WORD}t":
            found.append(part.text or "")
        elif part.tag in (f"{WORD}tab", f"{WORD}br"):
            found.append(" ")
    return "".join(found)


def points_of(lines: list[Line]) -> list[list[str]]:
    """[title, text] of each point: by the headings of the highest level that occurs more than once."""
    levels = [level for level, words in lines if level and words.strip()]
    several = [level for level in sorted(set(levels)) if levels.count(level) > 1]
    cut = several[0] if several else max(levels, default=0)
    points: list[list[str]] = [["", ""]]
    for level, words in lines:
        if level and level == cut and words.strip():
            points.append([_clean(words, TITLE), ""])
        elif level and level < cut:
            points[-1][1] += f"\n\n{words}" if len(points) > 1 else ""
        else:
            points[-1][1] += f"\n{'#' * level} {words}" if level else f"\n{words}"
    made = [[title, _clean(text)] for title, text in points]
    if not made[0][1]:
        made = made[1:] or made
    return [[title or (_("Vooraf") if len(made) > 1 else _("Verslag")), text] for title, text in made]


def slug_of(evening: dict[str, Any]) -> str:
    return f"{evening['datum']}-{evening['soort']}"


def is_known(evening: dict[str, Any], slugs: set[str]) -> bool:
    """Whether there is a meeting of that day and kind already."""
    return slug_of(evening) in slugs


def known_slugs(evenings: list[dict[str, Any]]) -> set[str]:
    wanted = [slug_of(one) for one in evenings]
    return set(Meeting.objects.filter(slug__in=wanted).values_list("slug", flat=True))

"""The year report in words, for page and paper alike: figures with their formulas, and tables."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from budgets.money import ZERO
from budgets.yearly.yearbook import Content
from wijkraad.ui.filters import day, euro, percent

REACHED = {"yes": "ja", "partly": "deels", "no": "nee", "": "–"}


@dataclass(frozen=True)
class Figure:
    """One headline figure with the way it was counted."""

    title: str
    value: str
    formula: str


@dataclass(frozen=True)
class Table:
    """One table; `numbers` are the places of columns with amounts, `widths` their shares on paper."""

    title: str
    head: list[str]
    rows: list[list[str]]
    widths: list[int]
    numbers: tuple[int, ...]
    note: str = ""


def amount(stored: str) -> Decimal:
    return Decimal(stored)


def money(stored: str) -> str:
    return euro(Decimal(stored))


def title_of(content: Content, *, closed: bool) -> str:
    if closed:
        return _("Jaarverslag geld %(year)s") % {"year": content["year"]}
    return _("Tussenstand geld %(year)s") % {"year": content["year"]}


def facts_of(content: Content, *, closed: bool, sha256: str = "") -> list[tuple[str, str]]:
    """What stands on top: which day, which decision, which fingerprint."""
    found = [(_("Stand van"), day(date.fromisoformat(content["on"])))]
    if content["imported"]:
        found.append((_("Herkomst"), _("Ingelezen uit de boeken van vóór het portaal.")))
    if content["decision"]:
        on = day(date.fromisoformat(content["adopted_on"])) if content["adopted_on"] else ""
        words = _("besluit %(number)s, %(day)s") % {"number": content["decision"], "day": on}
        found.append((_("Vastgesteld met"), words))
    found.append(
        (_("Dit verslag"), _("ligt vast") if closed else _("verandert nog: het jaar is niet afgesloten"))
    )
    return found + ([(_("Kenmerk van de inhoud (SHA-256)"), sha256)] if sha256 else [])


def figures_of(content: Content) -> list[Figure]:
    """Every headline figure, each with its formula."""
    totals, over = content["totals"], content["over"]
    paid, part = amount(content["paid"]), amount(content["on_priority"])
    spends = content["spends"]
    share = percent(part / paid) if paid else _("n.v.t.")
    k7 = _("K7: %(part)s voor thema’s die prioriteit waren op de dag van het besluit, gedeeld door %(paid)s.")
    known = _("%(reported)s met verslag, %(accounted)s met bon en bankregel nagekeken.")
    figures = [
        Figure(
            _("Eerst begroot"),
            money(totals["original"]),
            _("Alle onderdelen bij elkaar, bij het vaststellen."),
        ),
        Figure(
            _("Nu afgesproken"),
            money(totals["amended"]),
            _("Eerst begroot, met elk besluit dat een onderdeel hoger of lager maakte."),
        ),
        Figure(
            _("Betaald"), money(content["paid"]), _("Betalingen min wat terugkwam, met kostenjaar dit jaar.")
        ),
        Figure(_("Toegezegd, nog niet betaald"), money(totals["reserved"]), _("Goedgekeurd min al betaald.")),
        Figure(
            _("Nog vrij"),
            euro(amount(totals["amended"]) - amount(totals["reserved"]) - amount(totals["paid"])),
            _("Nu afgesproken − toegezegd − betaald."),
        ),
        Figure(
            _("Naar prioriteiten (doel: %(target)s %%)") % {"target": content["target"]},
            share,
            k7 % {"part": euro(part), "paid": euro(paid)},
        ),
    ]
    return [
        *figures,
        *over_figures(totals, over),
        Figure(
            _("Uitgaven"),
            str(spends["count"] + spends["hidden_count"]),
            known % {"reported": spends["reported"], "accounted": spends["accounted"]},
        ),
        Figure(
            _("Uitgaven zonder kwestie en zonder besluit"),
            str(spends["loose"]),
            _("Elk heeft een reden op de site."),
        ),
    ]


def over_words(over: str, base: str) -> str:
    """An overspend with its part of the budget, or "geen begroting"."""
    whole = amount(base)
    if not whole:
        return _("geen begroting") if amount(over) else euro(ZERO)
    return f"{money(over)} ({percent(amount(over) / whole, 1)})"


def over_figures(totals: dict[str, str], over: dict[str, str]) -> list[Figure]:
    """K8 four times: gross and net, against the original and the amended budget."""
    gross = _(
        "K8 bruto: per onderdeel wat betaald en toegezegd is boven %(base)s; wie lager bleef telt niet mee."
    )
    net = _("K8 netto: alle onderdelen samen boven %(base)s; wie lager bleef telt mee.")
    against = {"original": _("wat eerst begroot was"), "amended": _("wat nu is afgesproken")}
    names = {
        "gross_original": _("Meer dan eerst begroot, bruto"),
        "net_original": _("Meer dan eerst begroot, netto"),
        "gross_amended": _("Meer dan nu afgesproken, bruto"),
        "net_amended": _("Meer dan nu afgesproken, netto"),
    }
    found = []
    for key, name in names.items():
        way, base = key.split("_")
        formula = (gross if way == "gross" else net) % {"base": against[base]}
        found.append(Figure(name, over_words(over[key], totals[base]), formula))
    return found


def tables_of(content: Content) -> list[Table]:
    """Every table of the report; one without rows is left out."""
    made = [
        _line_table(content), _theme_table(content), _source_table(content), _change_table(content),
        _correction_table(content), _fund_table(content), _spend_table(content),
    ]  # fmt: skip
    return [one for one in made if one.rows]


def _line_table(content: Content) -> Table:
    head = [_("Onderdeel"), _("Eerst begroot"), _("Nu afgesproken"), _("Toegezegd"), _("Betaald")]
    head += [_("Nog vrij"), _("Meer dan eerst begroot")]
    rows = [_line_row(line) for line in content["lines"]]
    totals = content["totals"]
    free = euro(amount(totals["amended"]) - amount(totals["reserved"]) - amount(totals["paid"]))
    sums = [money(totals[name]) for name in ("original", "amended", "reserved", "paid")]
    rows.append([_("Samen"), *sums, free, over_words(content["over"]["gross_original"], totals["original"])])
    note = _("Een vast patroon: drie afgesloten jaren op rij hoger dan eerst begroot.")
    return Table(_("Per onderdeel"), head, rows, [4, 3, 3, 3, 3, 3, 4], (1, 2, 3, 4, 5, 6), note)


def _line_row(line: dict[str, Any]) -> list[str]:
    spent = amount(line["paid"]) + amount(line["reserved"])
    over = max(ZERO, spent - amount(line["original"]))
    words = over_words(f"{over:.2f}", line["original"]) if over else "–"
    if line["years_over"] >= 3:
        words += ", " + _("vast patroon")
    values = [money(line[name]) for name in ("original", "amended", "reserved", "paid")]
    return [line["name"], *values, euro(amount(line["amended"]) - spent), words]


def _theme_table(content: Content) -> Table:
    words = {"": _("Zonder kwestie of besluit"), "org": _("De wijkraad zelf")}
    rows = [[words.get(key, name), money(paid), money(part)] for key, name, paid, part in content["themes"]]
    head = [_("Thema"), _("Betaald"), _("Waarvan toen prioriteit")]
    return Table(_("Per thema"), head, rows, [6, 3, 3], (1, 2))


def _source_table(content: Content) -> Table:
    rows = [[name, kind, earmark or "–", money(sum_)] for kind, name, earmark, sum_ in content["sources"]]
    head = [_("Geldbron"), _("Soort"), _("Waarvoor"), _("Bedrag")]
    gifts = content["gifts"]
    note = ngettext("%(n)s gift, samen %(sum)s.", "%(n)s giften, samen %(sum)s.", gifts["count"])
    words = note % {"n": gifts["count"], "sum": money(gifts["sum"])} if gifts["count"] else ""
    return Table(_("Waar het geld vandaan kwam"), head, rows, [5, 2, 5, 3], (3,), words)


def _change_table(content: Content) -> Table:
    rows = [
        [line, day(date.fromisoformat(on)), number or _("niet openbaar"), money(sum_)]
        for line, sum_, number, on in content["changes"]
    ]
    head = [_("Onderdeel"), _("Op"), _("Besluit"), _("Erbij of eraf")]
    return Table(_("Veranderd met een besluit"), head, rows, [5, 3, 3, 3], (3,))


def _correction_table(content: Content) -> Table:
    rows = [[number, year, money(sum_)] for number, year, sum_ in content["corrections"]]
    head = [_("Uitgave"), _("Van het jaar"), _("Bedrag")]
    return Table(_("Correcties van afgesloten jaren"), head, rows, [4, 3, 3], (2,))


def _fund_table(content: Content) -> Table:
    words = {"asked": _("gevraagd"), "promised": _("toegezegd"), "refused": _("afgewezen"),
             "reported": _("verslag gestuurd")}  # fmt: skip
    rows = [
        [f"{fund}: {purpose}", money(asked), money(promised) if amount(promised) else "–", words[stand]]
        for fund, purpose, asked, promised, stand in content["funds"]
    ]
    head = [_("Fonds"), _("Gevraagd"), _("Toegezegd"), _("Stand")]
    return Table(_("Gevraagd bij fondsen"), head, rows, [6, 3, 3, 3], (1, 2))


def _spend_table(content: Content) -> Table:
    spends = content["spends"]
    head = [_("Nummer"), _("Wat en aan wie"), _("Besluit"), _("Doel gehaald"), _("Betaald")]
    rows = [
        [one["number"], f"{one['title']}. {one['payee']}", one["decision"] or "–", REACHED[one["reached"]],
         money(one["paid"])]
        for one in spends["rows"]
    ]  # fmt: skip
    rest = amount(spends["paid"]) - sum((amount(one["paid"]) for one in spends["rows"]), ZERO)
    more = spends["count"] - len(spends["rows"])
    if more:
        rows.append(["", _("Nog %(n)s kleinere uitgaven") % {"n": more}, "", "", euro(rest)])
    if spends["hidden_count"]:
        words = _("Voor kwesties die niet openbaar zijn: %(n)s") % {"n": spends["hidden_count"]}
        rows.append(["", words, "", "", money(spends["hidden_paid"])])
    return Table(_("Uitgaven"), head, rows, [3, 8, 3, 2, 3], (4,), left_out())


def left_out() -> str:
    """What the public pages, the files and the report leave out, and why."""
    return _(
        "Niet genoemd worden: personen die geld kregen, rekeningnummers en bonnen (dat is privé), en "
        "uitgaven voor kwesties die niet openbaar zijn. Hun bedragen tellen wel mee."
    )


def paper_of(content: Content, *, closed: bool, sha256: str) -> dict[str, Any]:
    """The report as meetings.typesetting sets it."""
    title = title_of(content, closed=closed)
    figures = Table(
        _("De cijfers"),
        [_("Cijfer"), _("Waarde"), _("Hoe geteld")],
        [[one.title, one.value, one.formula] for one in figures_of(content)],
        [4, 3, 8],
        (1,),
    )
    tables = [figures, *tables_of(content)]
    return {
        "title": title,
        "council": settings.COUNCIL_NAME,
        "mark": "" if closed else _("Tussenstand"),
        "facts": [[name, words] for name, words in facts_of(content, closed=closed)],
        "items": [],
        "tables": [
            {"title": t.title, "head": t.head, "rows": t.rows, "widths": t.widths, "numbers": list(t.numbers),
             "note": t.note}
            for t in tables
        ],
        "closing": [_("Kenmerk van de inhoud (SHA-256): %(hash)s") % {"hash": sha256}],
        "footer": f"{settings.COUNCIL_NAME} · {title}",
        "page": _("bladzijde"),
    }  # fmt: skip

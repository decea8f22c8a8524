"""Files of banks: each flavour gives the same two entries; what is odd is refused whole, with its place."""

import contextlib
import re
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from budgets.banking.entries import Unreadable
from budgets.banking.reading import Balances, read
from tests.budgets import bank_files as files
from tests.budgets.bank_files import OWN, PERSON, SHOP, Line, camt

D = Decimal
BOTH = [D("-148.50"), D("12.40")]
SALDO = Balances(D("1000.00"), D("863.90"))


def refusal(content: bytes, balances: Balances | None = None) -> tuple[int, str, str, str]:
    with pytest.raises(Unreadable) as caught:
        read(content, balances)
    return tuple(caught.value.fault)


@pytest.mark.parametrize("bank", files.MT940)
def test_mt940_of_every_bank_says_the_same(bank: str) -> None:
    found = read(files.MT940[bank])
    statement = found.statements[0]
    assert (found.format, statement.opening, statement.closing) == ("MT940", D("1000.00"), D("863.90"))
    first, second = statement.entries
    assert [first.amount, second.amount] == BOTH
    assert first.booked_on == date(2026, 3, 10)
    assert "loosduin" in first.name.lower()
    assert "U2026-018" in (first.reference + first.description).upper()
    if bank != "triodos":
        assert (first.iban, second.iban) == (SHOP, PERSON)
    if bank in ("abn", "ing", "rabo", "knab"):
        assert first.reference == "U2026-018" and second.reference == ""


def test_the_bank_says_what_came_back() -> None:
    assert [entry.returned for entry in read(files.ING).statements[0].entries] == [False, True]
    reversed_credit = files.RABO.replace(b":61:260310C0", b":61:260310RD0")
    assert [entry.returned for entry in read(reversed_credit).statements[0].entries] == [False, True]


@pytest.mark.parametrize("bank", files.LISTS)
def test_lists_of_three_banks(bank: str) -> None:
    found = read(files.LISTS[bank], SALDO if bank == "Knab CSV" else None)
    statement = found.statements[0]
    assert (found.format, statement.account) == (bank, OWN)
    assert (statement.opening, statement.closing) == (D("1000.00"), D("863.90"))
    assert sorted(entry.amount for entry in statement.entries) == BOTH
    assert {entry.iban for entry in statement.entries} == {SHOP, PERSON}


@pytest.mark.parametrize("version", ["02", "08"])
@pytest.mark.parametrize("prefix", ["", "ns2"])
def test_camt_in_both_versions_and_with_a_prefix(version: str, prefix: str) -> None:
    lines = [
        Line("-148.50", reference="U2026-018", bank="B1"),
        Line("12.40", name="J. de Vries", iban=PERSON, words="terug"),
    ]
    found = read(camt(lines, version=version, prefix=prefix))
    statement = found.statements[0]
    first, second = statement.entries
    assert (statement.account, statement.number, statement.closing) == (OWN, "2026-1", D("863.90"))
    assert (first.name, first.iban, first.reference) == ("Kwekerij De Loosduin BV", SHOP, "U2026-018")
    assert (second.amount, second.name, second.reference) == (D("12.40"), "J. de Vries", "")


def test_the_amount_of_a_foreign_order_is_not_that_of_the_entry() -> None:
    more = '<AmtDtls><InstdAmt><Amt Ccy="USD">99.00</Amt></InstdAmt></AmtDtls>'
    assert read(camt([Line("-91.20", more=more)])).statements[0].entries[0].amount == D("-91.20")


def test_a_batch_is_one_entry_with_all_its_references() -> None:
    content = camt([Line("-30.00", reference="U2026-001")]).decode()
    inner = content[content.index("<TxDtls>") : content.index("</NtryDtls>")]
    both = content.replace(inner, inner + inner.replace("U2026-001", "U2026-002")).encode()
    (entry,) = read(both).statements[0].entries
    assert entry.amount == D("-30.00")
    assert "U2026-001 U2026-002" in entry.description


def test_what_does_not_add_up_is_refused_with_the_difference() -> None:
    place, element, value, reason = refusal(camt([Line("-10.00")], closing="989.99"))
    assert place > 1 and element == "eindsaldo" and value == "€\xa0989,99"
    assert "Verschil: €\xa00,01" in reason
    _place, _element, _value, reason = refusal(files.ABN.replace(b"EUR863,90", b"EUR863,91"))
    assert "Verschil: −€\xa00,01" in reason
    place, _element, value, reason = refusal(files.ING_CSV.replace(b'"12,40"', b'"12,41"'))
    assert place == 2 and "volgt niet" in reason and re.fullmatch("€\xa0[0-9]+,[0-9]{2}", value)
    assert "Verschil: €\xa01,00" in refusal(files.KNAB_CSV, Balances(D("1001.00"), D("863.90")))[3]


COUNTED = "<TtlNtries><NbOfNtries>2</NbOfNtries></TtlNtries>"
TWO = b"10-03-2026,NL20INGB0001234567,NL44", b"10-03-2026,NL69INGB0123456789,NL44"
BROKEN = {
    "a bomb": (
        b'<?xml version="1.0"?><!DOCTYPE b [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><Document>&b;</Document>',
        "DOCTYPE",
    ),
    "a foreign file": (
        b'<?xml version="1.0"?><!DOCTYPE b SYSTEM "file:///etc/passwd"><Document/>',
        "DOCTYPE",
    ),
    "other xml": (b"<html><body>hallo</body></html>", "html"),
    "an intraday report": (camt([Line("-1.00")]).replace(b"camt.053", b"camt.052"), "Document"),
    "a version we do not know": (camt([Line("-1.00")]).replace(b"001.02", b"001.99"), "Document"),
    "cut off": (camt([Line("-1.00")])[:-40], "XML"),
    "no closing balance": (camt([Line("-1.00")]).replace(b"CLBD", b"CLAV"), "Bal"),
    "an amount of letters": (
        camt([Line("-1.00")]).replace(b'<Ntry><Amt Ccy="EUR">1.00', b'<Ntry><Amt Ccy="EUR">l.00'),
        "Amt",
    ),
    "dollars": (camt([Line("-1.00")]).replace(b'<Ntry><Amt Ccy="EUR"', b'<Ntry><Amt Ccy="USD"'), "Amt Ccy"),
    "a tenth of a cent": (
        camt([Line("-1.00")]).replace(b'<Ntry><Amt Ccy="EUR">1.00', b'<Ntry><Amt Ccy="EUR">1.001'),
        "Amt",
    ),
    "a sign and a side": (
        camt([Line("-1.00")]).replace(b'<Ntry><Amt Ccy="EUR">1.00', b'<Ntry><Amt Ccy="EUR">-1.00'),
        "CdtDbtInd",
    ),
    "not booked yet": (camt([Line("-1.00", status="PDNG")]), "Sts"),
    "the 31st of February": (
        camt([Line("-1.00")]).replace(b"<BookgDt><Dt>2026-03-10", b"<BookgDt><Dt>2026-02-31"),
        "Dt",
    ),
    "fewer entries than the bank counts": (
        camt([Line("-1.00")], extra=f"<TxsSummry>{COUNTED}</TxsSummry>"),
        "NbOfNtries",
    ),
    "a hundred levels deep": (
        camt([Line("-1.00")]).replace(b"<GrpHdr>", b"<a>" * 100 + b"</a>" * 100 + b"<GrpHdr>"),
        "a",
    ),
    "mt940 with a point": (files.RABO.replace(b"000000012,40N", b"000000012.40N"), ":61:"),
    "mt940 with a strange field": (files.RABO.replace(b":28C:", b":99X:"), ":99X:"),
    "mt940 without an account": (files.RABO.replace(b":25:", b":21:"), ":25:"),
    "mt940 with two opening balances": (files.RABO.replace(b":28C:0", b":60F:C260309EUR1,00"), ":60F:"),
    "a list with a word for an amount": (files.ASN_CSV.replace(b"-148.50", b"veel"), "Transactiebedrag"),
    "a list of two accounts": (files.ASN_CSV.replace(*TWO), "rekening"),
    "a list of something else": (b"naam;leeftijd\nJan;4\n", ""),
    "a list without balance": (files.KNAB_CSV, "saldo"),
    "a picture": (b"\x89PNG\r\n\x1a\n\x00\x00", "CSV"),
    "a zip": (b"PK\x03\x04....", ""),
    "nothing": (b"  \n", ""),
}  # fmt: skip


@pytest.mark.parametrize("case", BROKEN)
def test_odd_files_are_refused_with_place_value_and_reason(case: str) -> None:
    content, element = BROKEN[case]
    _place, named, _value, reason = refusal(content)
    assert (named, bool(reason)) == (element, True)


def test_the_line_in_the_file_is_named() -> None:
    assert refusal(files.RABO.replace(b"000000012,40N", b"000000012.40N"))[0] == 9
    assert refusal(files.ASN_CSV.replace(b"12.40,10", b"12.4x,10"))[:3] == (2, "Transactiebedrag", "12.4x")


def test_the_entry_date_near_new_year() -> None:
    content = files.KNAB_MT.replace(b":61:2603100310D", b":61:2601021231D")
    assert read(content).statements[0].entries[0].booked_on == date(2025, 12, 31)


cents = st.integers(-10_000_00, 10_000_00).filter(bool).map(lambda n: D(n) / 100)


@settings(max_examples=40)
@given(st.lists(cents, max_size=12), st.integers(-5_000_00, 5_000_00), st.sampled_from(["02", "08"]))
def test_camt_to_the_cent(amounts: list[D], opening: int, version: str) -> None:
    lines = [Line(f"{amount:.2f}") for amount in amounts]
    statement = read(camt(lines, version=version, opening=f"{D(opening) / 100:.2f}")).statements[0]
    assert [entry.amount for entry in statement.entries] == amounts
    assert statement.closing == D(opening) / 100 + sum(amounts, D(0))


@settings(max_examples=80)
@given(st.binary(max_size=300) | st.text(max_size=300).map(str.encode))
def test_no_bytes_make_it_stumble(content: bytes) -> None:
    with contextlib.suppress(Unreadable):
        read(content, SALDO)


@settings(max_examples=80)
@given(
    st.sampled_from([files.ABN, files.ING, files.TRIODOS, files.ASN_CSV, camt([Line("-1.00")])]), st.data()
)
def test_no_damage_makes_it_stumble(content: bytes, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(content) - 1))
    damaged = content[:at] + data.draw(st.binary(max_size=3)) + content[at + data.draw(st.integers(0, 3)) :]
    try:
        found = read(damaged)
    except Unreadable:
        return
    for statement in found.statements:
        assert statement.opening + statement.total == statement.closing

"""The payment file against the message definition of ISO 20022 (pain.001.001.09), and what SEPA asks of it.

Written from the public definition: per type its elements in order, those that must be there, and the
patterns of the simple types. What SEPA allows less (EPC customer-to-bank guideline): SLEV, SEPA, euro, two
decimals, names of 70, one unstructured text of 140.
"""

import re
from decimal import Decimal
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from budgets.banking import sepa
from tests.budgets.test_orders import BATCH, NS

PARTY = "Nm PstlAdr Id CtryOfRes CtctDtls"
ACCOUNT = "Id Tp Ccy Nm Prxy"
ORDER = {
    "Document": "CstmrCdtTrfInitn",
    "CstmrCdtTrfInitn": "GrpHdr PmtInf SplmtryData",
    "GrpHdr": "MsgId CreDtTm Authstn NbOfTxs CtrlSum InitgPty FwdgAgt",
    "PmtInf": "PmtInfId PmtMtd BtchBookg NbOfTxs CtrlSum PmtTpInf ReqdExctnDt PoolgAdjstmntDt Dbtr DbtrAcct"
    " DbtrAgt DbtrAgtAcct InstrForDbtrAgt UltmtDbtr ChrgBr ChrgsAcct ChrgsAcctAgt CdtTrfTxInf",
    "CdtTrfTxInf": "PmtId PmtTpInf Amt XchgRateInf ChrgBr ChqInstr UltmtDbtr IntrmyAgt1 IntrmyAgt1Acct"
    " IntrmyAgt2 IntrmyAgt2Acct IntrmyAgt3 IntrmyAgt3Acct CdtrAgt CdtrAgtAcct Cdtr CdtrAcct UltmtCdtr"
    " InstrForCdtrAgt InstrForDbtrAgt Purp RgltryRptg Tax RltdRmtInf RmtInf SplmtryData",
    "InitgPty": PARTY,
    "Dbtr": PARTY,
    "Cdtr": PARTY,
    "DbtrAcct": ACCOUNT,
    "CdtrAcct": ACCOUNT,
    "DbtrAgt": "FinInstnId BrnchId",
    "FinInstnId": "BICFI ClrSysMmbId LEI Nm PstlAdr Othr",
    "Othr": "Id SchmeNm Issr",
    "PmtTpInf": "InstrPrty SvcLvl LclInstrm CtgyPurp",
    "SvcLvl": "Cd Prtry",
    "ReqdExctnDt": "Dt DtTm",
    "PmtId": "InstrId EndToEndId UETR",
    "Amt": "InstdAmt EqvtAmt",
    "RmtInf": "Ustrd Strd",
}
MUST = {
    "GrpHdr": "MsgId CreDtTm NbOfTxs InitgPty",
    "PmtInf": "PmtInfId PmtMtd ReqdExctnDt Dbtr DbtrAcct DbtrAgt CdtTrfTxInf",
    "CdtTrfTxInf": "PmtId Amt Cdtr CdtrAcct",
    "PmtId": "EndToEndId",
    "Dbtr": "Nm",
    "Cdtr": "Nm",
}
LETTERS = r"[A-Za-z0-9/\-?:().,'+ ]"
REFERENCE = rf"(?!/)(?!.*//){LETTERS}{{1,35}}(?<!/)"
AMOUNT = r"[0-9]{1,9}\.[0-9]{2}"
SAID = {
    "MsgId": REFERENCE,
    "PmtInfId": REFERENCE,
    "EndToEndId": REFERENCE,
    "CreDtTm": r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}[+-][0-9]{2}:[0-9]{2}",
    "NbOfTxs": r"[1-9][0-9]{0,14}",
    "CtrlSum": r"[0-9]{1,15}\.[0-9]{2}",
    "InstdAmt": AMOUNT,
    "PmtMtd": "TRF",
    "BtchBookg": "false",
    "Cd": "SEPA",
    "ChrgBr": "SLEV",
    "Dt": r"[0-9]{4}-[0-9]{2}-[0-9]{2}",
    "Nm": rf"{LETTERS}{{1,70}}",
    "IBAN": r"[A-Z]{2}[0-9]{2}[A-Z0-9]{1,30}",
    "Ustrd": rf"{LETTERS}{{1,140}}",
}


def name_of(node) -> str:
    assert node.tag.startswith(NS)
    return node.tag.removeprefix(NS)


def judge(node) -> None:
    """An element and all under it: in order, complete, and its text as its type says."""
    name, inside = name_of(node), [name_of(child) for child in node]
    assert node.attrib == ({"Ccy": "EUR"} if name == "InstdAmt" else {}), (name, node.attrib)
    assert not (node.tail or "").strip() and not (inside and (node.text or "").strip()), name
    if name == "Id" and inside:
        assert inside == ["IBAN"]
    elif inside:
        order = ORDER[name].split()
        places = [order.index(one) for one in inside]
        assert places == sorted(places), (name, inside)
        repeated = {one for one in inside if inside.count(one) > 1}
        assert repeated <= {"CdtTrfTxInf"}
        assert set(MUST.get(name, "").split()) <= set(inside), (name, inside)
    else:
        assert re.fullmatch(SAID.get(name, "NOTPROVIDED"), node.text or ""), (name, node.text)
    for child in node:
        judge(child)


def test_the_file_keeps_to_the_definition_of_its_message() -> None:
    judge(ElementTree.fromstring(sepa.pain001(BATCH)))


NAMES = st.text(min_size=1, max_size=90).filter(lambda one: sepa.sepa_text(one, 70))


@given(NAMES, NAMES, st.lists(st.integers(1, 99_999_999), min_size=1, max_size=4))
def test_any_name_and_amount_keeps_to_it_too(name: str, words: str, cents: list[int]) -> None:
    transfers = tuple(
        sepa.Transfer(f"BO2026-001-{n:03d}-U2026-018", Decimal(one) / 100, name, BATCH.iban, words)
        for n, one in enumerate(cents, 1)
    )
    batch = sepa.Batch("BO2026-001", BATCH.made_at, BATCH.execute_on, name, BATCH.iban, transfers)
    root = ElementTree.fromstring(sepa.pain001(batch))
    judge(root)
    sums = {node.text for node in root.iter(f"{NS}CtrlSum")}
    assert sums == {f"{sum(cents) / Decimal(100):.2f}"}
    assert {node.text for node in root.iter(f"{NS}NbOfTxs")} == {str(len(cents))}
    assert [node.text for node in root.iter(f"{NS}InstdAmt")] == [
        f"{Decimal(one) / 100:.2f}" for one in cents
    ]
    references = [node.text for node in root.iter(f"{NS}EndToEndId")]
    assert len(set(references)) == len(references) == len(cents)


BROKEN = {
    "two blocks swapped": lambda text: re.sub(
        r"(<PmtMtd>.*?</PmtMtd>)(\s*)(<BtchBookg>.*?</BtchBookg>)", r"\3\2\1", text
    ),
    "an address in free lines": lambda text: text.replace(
        "</Nm>", "</Nm><PstlAdr><AdrLine>x</AdrLine></PstlAdr>", 1
    ),
    "three decimals": lambda text: re.sub(r"(<InstdAmt[^>]*>[0-9]+\.[0-9]{2})", r"\g<1>1", text),
    "dollars": lambda text: text.replace('Ccy="EUR"', 'Ccy="USD"'),
    "a letter no bank knows": lambda text: re.sub(r"<Ustrd>", "<Ustrd>é", text, count=1),
    "a name too long": lambda text: re.sub(r"<Nm>", "<Nm>" + "x" * 70, text, count=1),
    "no execution date": lambda text: re.sub(r"<ReqdExctnDt>.*?</ReqdExctnDt>", "", text, flags=re.DOTALL),
    "an empty reference": lambda text: re.sub(r"<EndToEndId>.*?<", "<EndToEndId><", text, count=1),
}


@pytest.mark.parametrize("name", BROKEN)
def test_the_definition_finds_what_a_bank_would_refuse(name: str) -> None:
    """The test itself: each of these is a fault for which a bank sends a file back."""
    good = sepa.pain001(BATCH).decode()
    broken = BROKEN[name](good)
    assert broken != good
    with pytest.raises((AssertionError, KeyError, ValueError)):
        judge(ElementTree.fromstring(broken))


def test_the_file_says_in_which_letters_it_is_written() -> None:
    assert sepa.pain001(BATCH).startswith(b"<?xml version='1.0' encoding='UTF-8'?>\n<Document")

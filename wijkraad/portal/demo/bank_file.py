"""A bank statement of the demo as the bank would send it: CAMT.053, version 2."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from xml.sax.saxutils import escape

SPACE = "urn:iso:std:iso:20022:tech:xsd:camt.053.001.02"


@dataclass(frozen=True, order=True)
class Entry:
    """One line: Amsterdam date, euros with their sign, the other party, words, number of the request."""

    on: date
    amount: Decimal
    name: str
    words: str
    number: str


def statement(
    iban: str,
    number: str,
    opening: Decimal,
    entries: Sequence[Entry],
    begin: date,
    end: date,
    *,
    wrong: bool = False,
) -> bytes:
    """The file; `wrong` makes its closing balance a cent too high."""
    closing = opening + sum((one.amount for one in entries), Decimal(0)) + (Decimal("0.01") if wrong else 0)
    lines = "".join(_entry(one) for one in entries)
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<Document xmlns="{SPACE}"><BkToCstmrStmt>\n'
        f"<GrpHdr><MsgId>{number}</MsgId><CreDtTm>{end}T22:00:00</CreDtTm></GrpHdr>\n"
        f"<Stmt><Id>{number}</Id><Acct><Id><IBAN>{iban}</IBAN></Id><Ccy>EUR</Ccy></Acct>\n"
        f"{_balance('OPBD', opening, begin)}{_balance('CLBD', closing, end)}{lines}"
        "</Stmt></BkToCstmrStmt></Document>\n"
    ).encode()


def _balance(code: str, amount: Decimal, on: date) -> str:
    return (
        f"<Bal><Tp><CdOrPrtry><Cd>{code}</Cd></CdOrPrtry></Tp>{_amount(amount)}<Dt><Dt>{on}</Dt></Dt></Bal>\n"
    )


def _amount(amount: Decimal) -> str:
    side = "CRDT" if amount >= 0 else "DBIT"
    return f'<Amt Ccy="EUR">{abs(amount):.2f}</Amt><CdtDbtInd>{side}</CdtDbtInd>'


def _entry(one: Entry) -> str:
    who = "Cdtr" if one.amount < 0 else "Dbtr"
    return (
        f"<Ntry>{_amount(one.amount)}<Sts>BOOK</Sts><BookgDt><Dt>{one.on}</Dt></BookgDt><NtryDtls><TxDtls>"
        f"<Refs><EndToEndId>{one.number or 'NOTPROVIDED'}</EndToEndId></Refs>"
        f"<RltdPties><{who}><Nm>{escape(one.name)}</Nm></{who}></RltdPties>"
        f"<RmtInf><Ustrd>{escape(one.words)}</Ustrd></RmtInf></TxDtls></NtryDtls></Ntry>\n"
    )

"""Bank files written by hand from public descriptions of the formats; all names and accounts are invented."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path

OWN = "NL20INGB0001234567"
SHOP = "NL91ABNA0417164300"
PERSON = "NL44RABO0123456789"
D = Decimal
HERE = Path(__file__).parent / "bank"


@dataclass(frozen=True)
class Line:
    """One entry: the amount with its sign, and what the bank says of it."""

    amount: str
    on: date = date(2026, 3, 10)
    name: str = "Kwekerij De Loosduin BV"
    iban: str = SHOP
    words: str = "Plantenbakken"
    reference: str = ""
    bank: str = ""
    status: str = "BOOK"
    more: str = ""


def camt(
    lines: Sequence[Line],
    *,
    version: str = "02",
    account: str = OWN,
    opening: str = "1000.00",
    closing: str | None = None,
    prefix: str = "",
    number: str = "2026-1",
    on: date = date(2026, 3, 10),
    extra: str = "",
) -> bytes:
    """A CAMT.053 file of one statement; `prefix` writes its elements as `prefix:Stmt`."""
    total = D(opening) + sum((D(line.amount) for line in lines), D(0))
    inner = "".join(_camt_entry(line, version) for line in lines)
    body = (
        "<BkToCstmrStmt><GrpHdr><MsgId>M1</MsgId><CreDtTm>2026-03-11T06:00:00</CreDtTm></GrpHdr>\n<Stmt>"
        f"<Id>{number}</Id><Acct><Id><IBAN>{account}</IBAN></Id><Ccy>EUR</Ccy></Acct>\n"
        f"{_camt_balance('OPBD', D(opening), on)}{_camt_balance('CLBD', D(closing or total), on)}"
        f"{extra}\n{inner}</Stmt></BkToCstmrStmt>"
    )
    space = f"urn:iso:std:iso:20022:tech:xsd:camt.053.001.{version}"
    if prefix:
        body = body.replace("</", f"</{prefix}:").replace("<", f"<{prefix}:").replace(f"<{prefix}:/", "</")
        body = body.replace(f"</{prefix}:{prefix}:", f"</{prefix}:")
        root = f'<{prefix}:Document xmlns:{prefix}="{space}">'
        return f'<?xml version="1.0"?>\n{root}{body}</{prefix}:Document>'.encode()
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<Document xmlns="{space}">{body}</Document>'.encode()


def _camt_balance(code: str, amount: Decimal, on: date) -> str:
    side = "CRDT" if amount >= 0 else "DBIT"
    return (
        f'<Bal><Tp><CdOrPrtry><Cd>{code}</Cd></CdOrPrtry></Tp><Amt Ccy="EUR">{abs(amount)}</Amt>'
        f"<CdtDbtInd>{side}</CdtDbtInd><Dt><Dt>{on}</Dt></Dt></Bal>\n"
    )


def _camt_entry(line: Line, version: str) -> str:
    amount = D(line.amount)
    side, who = ("DBIT", "Cdtr") if amount < 0 else ("CRDT", "Dbtr")
    party = f"<Nm>{line.name}</Nm>" if version == "02" else f"<Pty><Nm>{line.name}</Nm></Pty>"
    status = line.status if version == "02" else f"<Cd>{line.status}</Cd>"
    bank = f"<AcctSvcrRef>{line.bank}</AcctSvcrRef>" if line.bank else ""
    return (
        f'<Ntry><Amt Ccy="EUR">{abs(amount)}</Amt><CdtDbtInd>{side}</CdtDbtInd><Sts>{status}</Sts>'
        f"<BookgDt><Dt>{line.on}</Dt></BookgDt><ValDt><Dt>{line.on}</Dt></ValDt>{bank}"
        f"<NtryDtls><TxDtls><Refs><EndToEndId>{line.reference or 'NOTPROVIDED'}</EndToEndId></Refs>"
        f"{line.more}"
        f"<RltdPties><{who}>{party}</{who}><{who}Acct><Id><IBAN>{line.iban}</IBAN></Id></{who}Acct></RltdPties>"
        f"<RmtInf><Ustrd>{line.words}</Ustrd></RmtInf></TxDtls></NtryDtls></Ntry>\n"
    )


ABN = b"""ABNANL2A
940
ABNANL2A
:20:ABN AMRO BANK NV
:25:1234567
:28:06900/1
:60F:C260309EUR1000,00
:61:2603100310D148,50N654NONREF
:86:/TRTP/SEPA OVERBOEKING/IBAN/NL91ABNA0417164300/BIC/ABNANL2A/NAME/KWE
KERIJ DE LOOSDUIN BV/REMI/U2026-018 PLANTENBAKKEN/EREF/U2026-018
:61:2603100310C12,4N196NONREF
:86:SEPA OVERBOEKING                 IBAN: NL44RABO0123456789
BIC: RABONL2U                    NAAM: J DE VRIES
OMSCHRIJVING: TERUG VAN DE KRAAM
:62F:C260310EUR863,90
-
"""

ING = b"""{1:F01INGBNL2ABXXX0000000000}
{2:I940INGBNL2AXXXN}
{4:
:20:P260310000000001
:25:NL20INGB0001234567EUR
:28C:00049
:60F:C260309EUR1000,00
:61:2603100310D148,50NTRFEREF//00000000001005
/TRCD/00100/
:86:/EREF/U2026-018//CNTP/NL91ABNA0417164300/ABNANL2A/Kwekerij De Loosduin BV///REMI/USTD//U
2026-018 plantenbakken/
:61:2603100310C12,40NTRFNONREF//00000000001006
:86:/RTRN/AC04//CNTP/NL44RABO0123456789/RABONL2U/J. de Vries///REMI/USTD//terug/
:62F:C260310EUR863,90
:64:C260310EUR863,90
:86:/SUM/1/1/148,50/12,40/
-}
"""

RABO = """:940:
:20:940S260310
:25:NL20INGB0001234567 EUR
:28C:0
:60F:C260309EUR000000001000,00
:61:260310D000000000148,50N541U2026-018
NL91ABNA0417164300
:86:/EREF/U2026-018/BENM//NAME/Kwekerij De Loosduin BV/REMI/U2026-018
 plantenbakken/ISDT/2026-03-10
:61:260310C000000000012,40N544NONREF
NL44RABO0123456789
:86:/ORDP//NAME/J de Vries/REMI/terug van de kraam
:62F:C260310EUR000000000863,90
""".replace(":940:\n", "").encode()

ASN_MT = b""":20:0000000000
:25:NL20INGB0001234567
:28C:70
:60F:C260309EUR1000,00
:61:2603100310D148,50NOVBNL91ABNA041716
:86:NL91ABNA0417164300 kwekerij de loosduin bv

U2026-018 plantenbakken
:61:2603100310C12,40NOVBNL44RABO012345
:86:NL44RABO0123456789 j de vries

terug van de kraam
:62F:C260310EUR863,90
"""

TRIODOS = b""":20:1234567890
:25:TRIODOSBANK/0001234567
:28:1
:60F:C260309EUR1000,00
:61:260310D148,50NET NONREF
:86:000>100417164300
>20U2026-018 plantenbakken>310417164300>32KWEKERIJ DE LOOSDUIN BV
:61:260310C12,40NETNONREF
:86:000>20terug van de kraam>32J DE VRIES
:62F:C260310EUR863,90
-
"""

KNAB_MT = b""":20:B6C10PGD0000001
:25:NL20INGB0001234567
:28C:15001/1
:60F:C260309EUR1000,00
:61:2603100310D148,50NTRFEREF//B6C10PGD0001
:86:/TRTP/SEPA/IBAN/NL91ABNA0417164300/BIC/ABNANL2A/NAME/Kwekerij De Loo
sduin BV/EREF/U2026-018/REMI/U2026-018 plantenbakken
:61:2603100310C12,40NTRFNONREF//B6C10PGD0002
:86:/IBAN/NL44RABO0123456789/NAME/J de Vries/REMI/terug van de kraam
:62F:C260310EUR863,90
-
"""
MT940 = {"abn": ABN, "ing": ING, "rabo": RABO, "asn": ASN_MT, "triodos": TRIODOS, "knab": KNAB_MT}

ING_CSV = (HERE / "ing.csv").read_bytes()

ASN_CSV = (HERE / "asn.csv").read_bytes()

KNAB_CSV = (HERE / "knab.csv").read_bytes()
LISTS = {"ING CSV": ING_CSV, "ASN CSV": ASN_CSV, "Knab CSV": KNAB_CSV}

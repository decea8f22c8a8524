"""CAMT.053 of ISO 20022, versions 2 and 8, as Dutch banks send it.

Read with the expat of Python itself and not with pycamt: that takes the amount of a foreign order for the
amount of the entry, finds nothing when a bank writes its elements with a prefix, gives several rows for one
entry, and never says on which line something is wrong. A document type (the door of XML bombs) is refused
before anything is expanded.
"""

import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any
from xml.parsers import expat

from django.utils.translation import gettext as _

from budgets.banking.entries import (
    RawEntry,
    RawStatement,
    Unreadable,
    checked,
    euros,
    iban_of,
    on_day,
    only_euro,
    plain,
    reference_of,
)

SPACE = re.compile(r"urn:iso:std:iso:20022:tech:xsd:camt\.(05[234])\.001\.([0-9]{2})")
VERSIONS = ("02", "08")
DEEPEST = 30
DAY = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})(?:T.*|Z|[+-][0-9:]+)?")
COUNT = re.compile(r"[0-9]{1,7}")
IN, OUT = "CRDT", "DBIT"


class Node:
    """One element: its local name, the line where it begins, its currency if any, text and children."""

    __slots__ = ("children", "currency", "line", "name", "text")

    def __init__(self, name: str, line: int, currency: str = "") -> None:
        self.name, self.line, self.currency = name, line, currency
        self.text = ""
        self.children: list[Node] = []

    def all(self, path: str) -> "list[Node]":
        """The elements at a path of child names, in order."""
        found = [self]
        for name in path.split("/"):
            found = [child for one in found for child in one.children if child.name == name]
        return found

    def one(self, *paths: str) -> "Node | None":
        """The first element at the first of these paths that has one."""
        for path in paths:
            if found := self.all(path):
                return found[0]
        return None

    def said(self, *paths: str) -> str:
        """The text of that element, or nothing."""
        found = self.one(*paths)
        return found.text.strip() if found else ""

    def needed(self, *paths: str) -> "Node":
        found = self.one(*paths)
        if found is None:
            raise Unreadable(self.line, paths[0], "", _("Dit hoort in het bestand te staan."))
        return found


class _Building:
    """Builds elements as expat meets them; an entry is read and let go as soon as it ends."""

    def __init__(self) -> None:
        self.open: list[Node] = []
        self.entries: list[RawEntry] = []
        self.statements: list[RawStatement] = []
        self.parser = expat.ParserCreate(namespace_separator=" ")
        self.parser.buffer_text = True
        self.parser.StartElementHandler = self.start
        self.parser.EndElementHandler = self.end
        self.parser.CharacterDataHandler = self.words
        self.parser.StartDoctypeDeclHandler = self.forbidden
        self.parser.EntityDeclHandler = self.forbidden

    def forbidden(self, name: str, *_rest: Any) -> None:
        line = self.parser.CurrentLineNumber
        raise Unreadable(
            line, "DOCTYPE", name or "", _("Dit hoort niet in een bankbestand. Wij lezen het niet.")
        )

    def start(self, name: str, attributes: dict[str, str]) -> None:
        space, _gap, local = name.rpartition(" ")
        line = self.parser.CurrentLineNumber
        if not self.open:
            _judge_root(space, local, line)
        if len(self.open) >= DEEPEST:
            raise Unreadable(line, local, "", _("Dit bestand is te diep genest."))
        node = Node(local, line, attributes.get("Ccy", ""))
        if self.open and local != "Ntry":
            self.open[-1].children.append(node)
        self.open.append(node)

    def words(self, text: str) -> None:
        if self.open:
            self.open[-1].text += text

    def end(self, _name: str) -> None:
        node = self.open.pop()
        if node.name == "Ntry":
            self.entries.append(_entry(node))
        elif node.name == "Stmt":
            self.statements.append(_statement(node, self.entries))
            self.entries = []
            node.children = []


def _judge_root(space: str, local: str, line: int) -> None:
    found = SPACE.fullmatch(space)
    if local != "Document" or found is None:
        raise Unreadable(line, local, space, _("Dit is geen CAMT.053-bestand."))
    if found.group(1) != "053":
        reason = _("Dit is een tussentijds overzicht. Download het dagafschrift: CAMT.053.")
        raise Unreadable(line, "Document", f"camt.{found.group(1)}", reason)
    if found.group(2) not in VERSIONS:
        reason = _("Deze versie lezen wij niet. Kies bij uw bank versie 2 of 8.")
        raise Unreadable(line, "Document", f"camt.053.001.{found.group(2)}", reason)


def read(content: bytes) -> list[RawStatement]:
    """The statements of a CAMT.053 file. Unreadable for whatever is odd in it."""
    building = _Building()
    try:
        building.parser.Parse(content, True)
    except expat.ExpatError as error:
        reason = _("Het bestand is beschadigd of niet compleet.")
        raise Unreadable(error.lineno, "XML", expat.errors.messages.get(error.code, ""), reason) from None
    if not building.statements:
        raise Unreadable(0, "Stmt", "", _("In dit bestand staat geen afschrift."))
    return building.statements


def _statement(node: Node, entries: list[RawEntry]) -> RawStatement:
    account = node.needed("Acct/Id/IBAN", "Acct/Id/Othr/Id")
    if currency := node.one("Acct/Ccy"):
        only_euro(currency.text, currency.line, "Ccy")
    opened_on, opening = _balance(node, ("OPBD", "PRCD"), first=True)
    closed_on, closing = _balance(node, ("CLBD",), first=False)
    counted = node.one("TxsSummry/TtlNtries/NbOfNtries")
    if counted and COUNT.fullmatch(counted.text.strip()) and int(counted.text) != len(entries):
        reason = _("De bank telt %(bank)s regels, in het bestand staan er %(here)s.")
        words = reason % {"bank": counted.text.strip(), "here": len(entries)}
        raise Unreadable(counted.line, "NbOfNtries", counted.text, words)
    own = account.text.strip()
    return checked(
        RawStatement(
            place=node.line,
            account=own,
            number=plain(node.said("Id", "ElctrncSeqNb"), 70),
            opened_on=opened_on,
            closed_on=max(opened_on, closed_on),
            opening=opening,
            closing=closing,
            entries=entries,
        )
    )


def _balance(node: Node, codes: tuple[str, ...], *, first: bool) -> tuple[date, Decimal]:
    for code in codes:
        found = [one for one in node.all("Bal") if one.said("Tp/CdOrPrtry/Cd") == code]
        if found:
            chosen = found[0] if first else found[-1]
            return _day(chosen.needed("Dt/Dt", "Dt/DtTm", "Dt")), _amount(chosen)
    raise Unreadable(node.line, "Bal", codes[0], _("Het begin- of eindsaldo ontbreekt."))


def _amount(node: Node) -> Decimal:
    """The amount of an entry or a balance with its sign."""
    amount, side = node.needed("Amt"), node.needed("CdtDbtInd")
    only_euro(amount.currency, amount.line, "Amt Ccy")
    euro = euros(amount.text, amount.line, "Amt")
    if side.text.strip() not in (IN, OUT) or amount.text.strip().startswith(("-", "+")):
        raise Unreadable(side.line, "CdtDbtInd", side.text.strip(), _("Bij of af? Dat staat er niet goed."))
    return euro if side.text.strip() == IN else -euro


def _day(node: Node) -> date:
    found = DAY.fullmatch(node.text.strip())
    if found is None:
        raise Unreadable(node.line, node.name, node.text.strip(), _("Dit is geen datum."))
    year, month, day = found.groups()
    return on_day(year, month, day, node.line, node.name)


def _entry(node: Node) -> RawEntry:
    status = node.said("Sts/Cd", "Sts")
    if status != "BOOK":
        raise Unreadable(node.line, "Sts", status, _("Deze regel is nog niet geboekt door de bank."))
    amount, details = _amount(node), node.all("NtryDtls/TxDtls")
    single = details[0] if len(details) == 1 else None
    name, iban = _other_party(single, amount < 0) if single else ("", "")
    references = [reference_of(one.said("Refs/EndToEndId")) for one in details]
    return RawEntry(
        place=node.line,
        booked_on=_day(node.needed("BookgDt/Dt", "BookgDt/DtTm")),
        amount=amount,
        name=name,
        iban=iban,
        reference=references[0] if single else "",
        bank_reference=_bank_reference(node, single),
        description=plain(" ".join(_words(node, details, [] if single else references))),
        returned=node.said("RvslInd") == "true" or any(one.one("RtrInf") for one in details),
    )


def _bank_reference(node: Node, single: Node | None) -> str:
    inner = single.said("Refs/AcctSvcrRef", "Refs/TxId") if single else ""
    return plain(node.said("AcctSvcrRef") or inner or node.said("NtryRef"), 70)


def _other_party(details: Node, out: bool) -> tuple[str, str]:
    """Who stands on the other side: the creditor of what went out, the debtor of what came in."""
    for who in ("Cdtr", "Dbtr") if out else ("Dbtr", "Cdtr"):
        name = details.said(f"RltdPties/{who}/Nm", f"RltdPties/{who}/Pty/Nm")
        iban = iban_of(details.said(f"RltdPties/{who}Acct/Id/IBAN"))
        if name or iban:
            return plain(name, 140), iban
    return "", ""


def _words(node: Node, details: list[Node], references: list[str]) -> Iterator[str]:
    """What is said of an entry: free text, structured references, those of each payment of a batch."""
    yield from filter(None, references)
    for one in details:
        for found in (
            *one.all("RmtInf/Ustrd"),
            *one.all("RmtInf/Strd/CdtrRefInf/Ref"),
            *one.all("AddtlTxInf"),
        ):
            yield found.text
    yield node.said("AddtlNtryInf")

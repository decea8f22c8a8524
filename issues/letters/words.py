"""The words a letter of each kind begins with; the writer fills in what stands between brackets.

Dutch on purpose, also for a reader in English: the letter goes to a Dutch office.
"""

from dataclasses import dataclass

from django.utils.functional import Promise as LazyText
from django.utils.translation import gettext_lazy as _

from issues.models import Letter


@dataclass(frozen=True)
class Start:
    """How one kind begins: an example of use, what to watch, and the first text."""

    use: "str | LazyText"
    watch: "str | LazyText"
    text: str


OPENING = "Geachte heer, mevrouw,\n\n"
STARTS: dict[str, Start] = {
    Letter.Kind.OBJECTION: Start(
        _("U bent het niet eens met een besluit dat al genomen is."),
        _("Binnen 6 weken na de bekendmaking. Daarna kan het niet meer. Wie geen belanghebbende is, heeft"
          " een machtiging nodig."),
        OPENING + "Wij maken bezwaar tegen uw besluit van [datum], kenmerk [kenmerk], over [waarover].\n\n"
        "Het besluit is bekendgemaakt op [datum]. Dit bezwaar is dus op tijd.\n\n"
        "Wij zijn belanghebbende, omdat [reden]. [Of: wij schrijven namens …, met machtiging.]\n\n"
        "Onze bezwaren zijn:\n- [eerste bezwaar]\n- [tweede bezwaar]\n\n"
        "Wij vragen u het besluit te herroepen. Wij willen ons bezwaar graag mondeling toelichten.",
    ),
    Letter.Kind.ENFORCEMENT: Start(
        _("Iemand overtreedt een regel en u vraagt het bestuur om op te treden."),
        _("Zij hebben 8 weken vanaf de ontvangst. Bewaar het bewijs van ontvangst."),
        OPENING + "Wij vragen u om handhavend op te treden.\n\n"
        "Het gaat om: [wat er gebeurt, waar en sinds wanneer].\n\n"
        "Volgens ons is dit in strijd met: [regel of vergunning].\n\n"
        "Wij hebben dit gezien op:\n- [datum en wat]\n- [datum en wat]\n\n"
        "Wij zijn belanghebbende, omdat [reden].\n\n"
        "Wij ontvangen graag binnen 8 weken uw besluit.",
    ),
    Letter.Kind.WOO: Start(
        _("U wilt stukken of cijfers zien die de overheid heeft."),
        _("Zij hebben 4 weken, en mogen er 2 bij nemen. Er is niet vanzelf een dwangsom."),
        OPENING + "Met een beroep op de Wet open overheid vragen wij u om documenten over [onderwerp].\n\n"
        "Het gaat ons om:\n- [welke stukken of cijfers]\n- over de periode van [datum] tot [datum]\n\n"
        "Wij ontvangen de documenten graag digitaal. Is iets niet duidelijk? Bel of mail ons dan.",
    ),
    Letter.Kind.COMPLAINT: Start(
        _("U bent niet goed behandeld, of u krijgt geen antwoord."),
        _("Zij hebben 6 weken, 10 met een klachtadviseur, en mogen er 4 bij nemen."),
        OPENING + "Wij dienen een klacht in over [wie of welke dienst].\n\n"
        "Dit gebeurde er:\n- [datum en wat]\n- [datum en wat]\n\n"
        "Wij willen graag dat [wat moet er gebeuren]. Wij lichten dit graag mondeling toe.",
    ),
    Letter.Kind.VIEW: Start(
        _("Er ligt een plan ter inzage en u wilt er iets van zeggen voordat het besluit valt."),
        _("Binnen 6 weken; de eerste dag telt mee. U krijgt geen apart antwoord."),
        OPENING + "Dit is onze zienswijze op het ontwerp [naam van het plan].\n\n"
        "Het ligt sinds [datum] ter inzage.\n\n"
        "Wij vinden:\n- [eerste punt]\n- [tweede punt]\n\n"
        "Wij vragen u het ontwerp zo te veranderen: [voorstel].",
    ),
    Letter.Kind.REPORT: Start(
        _("Iets is kapot of vies en u meldt het namens de wijk."),
        _("De wet geeft geen termijn. Kies zelf een datum waarop u navraagt."),
        OPENING + "Wij melden u: [wat en waar].\n\n"
        "Wij zagen dit op [datum]. Wilt u ons laten weten wanneer het wordt opgelost?",
    ),
    Letter.Kind.LETTER: Start(
        _("Elke andere brief: een vraag, een verzoek, een afspraak."),
        _("De wet geeft geen termijn. Kies zelf een datum waarop u navraagt."),
        OPENING + "[Uw vraag of verzoek.]\n\nWij horen graag vóór [datum] van u.",
    ),
}  # fmt: skip


def unfilled(text: str) -> list[str]:
    """The pieces between brackets that the writer has not filled in yet."""
    found, rest = [], text
    while "[" in rest and "]" in rest.split("[", 1)[1]:
        piece, rest = rest.split("[", 1)[1].split("]", 1)
        found.append(piece)
    return found

"""What the letters of the demo say, per kind; the subject fills the gap."""

BEGIN = "Geachte heer, mevrouw,\n\n"
END = "\n\nWij horen graag van u. Bellen mag ook."

OBJECTION = """\
Wij maken %s. Het besluit is nog geen zes weken oud; dit bezwaar is dus op tijd.
Wij schrijven ook namens twee buren; hun machtiging zit erbij.

Onze bezwaren zijn:
- Er wonen al veel mensen in dit huis en er komen kamers bij.
- De trap is smal. Bij brand kan niemand snel naar buiten.
- Niemand vroeg de buren wat zij ervan vinden.

Wij vragen u het besluit te herroepen. Wij lichten dit graag toe in de hoorzitting."""

ENFORCEMENT = """\
Wij vragen u om op te treden. Het gaat om: %s.

Wij zagen dit op vier avonden. Volgens ons mag dit niet. Wij ontvangen graag binnen acht weken uw besluit."""

WOO = """\
Met een beroep op de Wet open overheid vragen wij u om deze cijfers:
- %s
- over de laatste drie jaar, per buurt

Wij ontvangen ze graag als bestand."""

COMPLAINT = """\
Wij hebben een klacht: %s. Van twintig meldingen kregen er drie een bericht.

Wij willen dat iedere melder binnen een week iets hoort."""

VIEW = """\
Dit is onze zienswijze op het %s.

Wij vinden:
- De straat wordt te smal voor fietsers.
- Er verdwijnen zes bomen en er komt er één terug.

Wij vragen u het ontwerp te veranderen."""

REPORT = """\
Wij melden u: %s. Bewoners zien er bijna niets in het donker en een vrouw is gevallen.

Wilt u zeggen wanneer dit gemaakt wordt?"""

LETTER = """\
Wij schrijven u over %s. Bewoners vragen er al maanden naar.

Wilt u ons een datum noemen?"""

TEXTS = {
    kind: BEGIN + text + END
    for kind, text in {
        "bezwaar": OBJECTION,
        "handhavingsverzoek": ENFORCEMENT,
        "woo": WOO,
        "klacht": COMPLAINT,
        "zienswijze": VIEW,
        "melding": REPORT,
        "brief": LETTER,
    }.items()
}

"""The words of synthetic matters: what happens, where, and how somebody tells it."""

MATTERS: dict[str, list[str]] = {
    "verkeer": [
        "Auto's rijden te hard",
        "Fout geparkeerde busjes",
        "Gevaarlijke oversteek",
        "Fietsers op de stoep",
        "Scooters blokkeren de stoep",
        "Slecht zicht op de hoek",
        "Sluipverkeer in de ochtend",
    ],
    "overbewoning": [
        "Te veel kamers in een huis",
        "Matrassen in de gang",
        "Losse stroomkabels in het trappenhuis",
        "Overlast door kamerverhuur",
    ],
    "ondermijning": ["Meer controles gevraagd", "Cijfer per half jaar gevraagd"],
    "coffeeshops": [
        "Dubbel parkeren bij de zaak",
        "Lawaai na tien uur",
        "Afval op de stoep",
        "Groepen voor de deur",
    ],
    "winkels": ["Winkelafval naast de bak", "Leegstaande winkel", "Laden en lossen op de stoep"],
    "groen": ["Geveltuin gevraagd", "Bankje is stuk", "Boom zonder water", "Speelplek verwaarloosd"],
    "overig": ["Losse tegel", "Lamp is stuk", "Ratten bij de containers", "Vuilnis naast de bak"],
}
DETAILS = [
    "vooral in het weekend",
    "elke ochtend rond acht uur",
    "sinds de zomer",
    "bij de school",
    "naast de bushalte",
    "bij de hoek",
    "en niemand doet wat",
    "al maanden lang",
    "met kinderen erbij",
    "tot diep in de nacht",
]
STORIES = [
    "ik zie dit bijna elke dag, wanneer doet iemand wat",
    "gisteren ging het weer mis, het scheelde echt niks",
    "mijn buren hebben er ook last van",
    "al twee keer gebeld maar nooit wat gehoord",
    "het wordt alleen maar erger hier",
    "graag een keer komen kijken in de avond",
]
REASONS = [
    "Wij zoeken het uit.",
    "Het bestuur heeft besloten.",
    "De actie is begonnen.",
    "Wij wachten op antwoord.",
    "Het werk is klaar, met foto.",
    "Gecontroleerd door iemand anders.",
]
STREETS = [
    "Acacialaan", "Beukstraat", "Cederplein", "Dennenweg", "Eikstraat", "Esdoornlaan", "Fazantstraat",
    "Gaspeldoornlaan", "Goudsbloemlaan", "Hazelaarplein", "Iepenkade", "Jasmijnstraat", "Kamperfoeliestraat",
    "Lindelaan", "Meidoornstraat", "Narcislaan", "Okkernootstraat", "Populierweg", "Resedastraat",
    "Sneeuwbalstraat", "Tamariskstraat", "Vlierboomstraat", "Wilgstraat", "Zonnebloemstraat",
]  # fmt: skip

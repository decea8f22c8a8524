"""Story 7: scooters on the pavement. Solved, and back."""

from wijkraad.portal.demo.plot import Plot
from wijkraad.portal.demo.world import World

BEFORE = (
    (-316, "09:14", "s01", "deelscooters staan over de hele stoep, ik moet met kinderwagen de weg op"),
    (-311, "16:51", "s02", "kan er met me rollator niet langs"),
    (-309, "18:20", "s03", "6 van die dingen voor me deur"),
    (-303, "08:44", "s04", "blinde man liep er zo tegen aan, schandalig"),
    (-295, "12:30", "s05", "ze vallen om en dan blijft het liggen"),
    (-286, "19:58", "s06", "Op de kade is geen stoep meer over, alleen scooters."),
    (-271, "17:17", "s07", "me kind kwam eronder terecht toen er eentje omviel"),
    (-254, "10:05", "s08", "heb ze zelf aan de kant gezet, volgende dag weer"),
    (-230, "15:42", "s09", "bel de verhuurder zeggen ze. niemand neemt op"),
    (-205, "20:36", "s10", "kade staat vol voor het weekend"),
    (-160, "11:28", "s02", "postbode kon er niet door en heeft de post op straat gezet"),
)
AFTER = (
    (-9, "10:40", "s02", "kan er met me rollator niet langs, net als vroeger"),
    (-3, "20:12", "s12", "WEER die dingen"),
)


def tell(world: World) -> None:
    """Solved with painted bays, then a relapse that joins the old issue."""
    plot = Plot(world, "scooters", theme="verkeer", place="valkenboskade")
    day, at, who, text = BEFORE[0]
    plot.report(day, at, who, text, scene="scooters")
    plot.reports(BEFORE[1:])
    plot.triage(
        -312,
        "13:00",
        "femke",
        title="Scooters op de stoep zijn terug",
        summary="Deelscooters staan midden op de stoep van de kade. Mensen met een rollator of kinderwagen "
        "kunnen er niet langs.",
        responsible="hanneke",
        severity=2,
        safety=3,
    )
    plot.follow(-310, "20:00", *(f"s{number:02d}" for number in range(1, 12)))
    plot.start(
        -180,
        "10:30",
        "hanneke",
        goal="De stoep op de kade is vrij.",
        criterion="Op vijf controles staat er hooguit één scooter buiten een vak.",
        baseline="Gemiddeld 9 scooters op de stoep.",
        action="Vakken voor deelscooters vragen en laten schilderen",
        due=-100,
        key="vakken",
    )
    plot.promise(
        -110,
        "15:00",
        "hanneke",
        "ophalen",
        partner="verhuurder",
        who="de verhuurder",
        where="telefoongesprek",
        what="Elke week ophalen wat buiten een vak staat.",
        due=-30,
    )
    plot.action_done(-98, "16:00", "vakken", "hanneke", "Drie geschilderde vakken op de kade.")
    plot.claim(-92, "12:10", "hanneke", "Er zijn vakken geschilderd, de stoep is vrij.", scene="bays")
    lesson = "Vakken werken alleen als scooters elke week worden opgehaald."
    plot.judge(
        -85, "09:00", "hanneke", "reached", "0 tot 1 scooter buiten de vakken op vijf controles.", lesson
    )
    plot.verify(-84, "18:30", "samir", "Vijf keer gelopen, stoep was vrij.")
    _relapse(plot)


def _relapse(plot: Plot) -> None:
    plot.reports(AFTER)
    other = Plot(plot.world, "scooters-dubbel", theme="verkeer", place="valkenboskade")
    other.report(-6, "17:45", "s13", "deelscooters valkenboskade, alles vol", joins=False)
    plot.reopen(-2, "09:20", "hanneke", "Twee nieuwe meldingen op dezelfde plek: het komt terug.")
    plot.update(-2, "09:40", "hanneke", "De scooters staan weer op de stoep. Wij bellen de verhuurder.")
    other.merge(-1, "09:05", "femke", into="scooters")
    other.unmerge(-1, "09:20", "femke")
    other.merge(-1, "09:30", "femke", into="scooters")

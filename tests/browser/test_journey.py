"""From report to outcome through pages only, as a stranger would do it: on a desk and on a phone.

Every page on the way is looked at: axe finds nothing, nothing sticks out sideways.
"""

import re
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import expect

from tests.browser.looking import Visitor
from wijkraad.terms import clock
from wijkraad.ui.filters import day

pytestmark = pytest.mark.browser
Visit = Callable[..., Visitor]
TEXT = "elke avond autos op de stoep, mn buurvrouw kan er met de rolstoel nietlangs"
EVIDENCE = "Er staan vier palen. Geteld op drie avonden: geen auto meer op de stoep."
CHECK = "Zelf gekeken op dinsdagavond: de stoep is vrij."


def dutch(on: date) -> str:
    return on.strftime("%d-%m-%Y")


class Journey:
    """One matter through the pages; `title` tells this journey from the other one in the same portal."""

    def __init__(self, visit: Visit, width: int, photo: Path) -> None:
        self.width, self.photo = width, photo
        self.visit = lambda role="": visit(role, width)
        self.title = f"Parkeren op de stoep, gezien op {width} pixels breed"
        self.today = clock.today()
        self.number = self.decision = self.spend = ""

    def run(self) -> None:
        self.a_visitor_reports()
        self.the_wijkmanager_publishes()
        self.the_council_decides()
        self.money_is_asked_signed_and_paid()
        self.the_work_is_done_and_checked()
        self.a_visitor_reads_het_spoor()

    # --- report ---------------------------------------------------------------------------------

    def a_visitor_reports(self) -> None:
        noor = self.visit()
        noor.go("/").look()
        noor.follow("Meld iets")
        noor.look()
        noor.pick("Verkeer")
        noor.press("Verder")
        noor.look()
        noor.fill("Wat is er", TEXT)
        noor.fill("Straat", "Weimarstraat")
        noor.press("Verder")
        noor.look()
        if "Bedoelt u een van deze?" in noor.words:
            noor.pick("Nee, mijn melding is anders")
            noor.press("Verder")
            noor.look()
        noor.page.set_input_files("input[type=file]", self.photo)
        noor.pick("geen bericht")
        noor.press("Verder")
        noor.look()
        assert "rolstoel" in noor.words
        noor.send_report(lambda: noor.press("Verstuur"))
        noor.look()
        assert "/melden/status/" in noor.path
        self.status = noor.path

    # --- triage ---------------------------------------------------------------------------------

    def the_wijkmanager_publishes(self) -> None:
        wim = self.visit("wijkmanager")
        wim.go("/werk/meldingen/").look()
        with wim.page.expect_navigation():
            wim.page.locator(".wp-wachtrij h3 a", has_text="elke avond autos op de stoep").last.click()
        wim.look()
        wim.fill("Titel", self.title)
        wim.fill("Samenvatting", "Auto's staan 's avonds op de stoep. Wie slecht loopt kan er niet langs.")
        for name, value in (("zicht", "public"), ("ernst", "4"), ("veilig", "3"), ("maat", "gewoon")):
            wim.page.locator(f"input[name={name}][value='{value}']").check()
        wim.fill("Wie zorgt ervoor", "Hanneke Doorn")
        with wim.page.expect_navigation():
            wim.page.get_by_role("button", name="Nieuwe kwestie", exact=True).click()
        wim.look()
        reader = self.visit().go("/kwesties/?q=stoep")
        reader.look()
        with reader.page.expect_navigation():
            reader.page.locator("main a", has_text=self.title).first.click()
        reader.look()
        self.number = re.search(r"/kwesties/(\d{4}-\d+)/", reader.path)[1]

    # --- meeting --------------------------------------------------------------------------------

    def the_council_decides(self) -> None:
        ruben = self.visit("secretaris")
        ruben.go("/vergaderingen/").look()
        ruben.follow("Plan een vergadering")
        ruben.look()
        ruben.fill("Dag", dutch(self.today))
        ruben.fill("Begint om", "00.01")
        ruben.fill("Klaar om", "23.59")
        ruben.fill("Plaats", "Buurthuis De Mussen")
        ruben.press("Bewaar")
        ruben.look()
        ruben.fill("Punt", self.title)
        ruben.fill("Nummer van de kwestie", self.number)
        ruben.press("Voeg toe")
        ruben.look()
        ruben.press("Open de vergadering")
        self._at_the_table(ruben)

    def _at_the_table(self, ruben: Visitor) -> None:
        if "/nu/" not in ruben.path:
            ruben.follow("Verder met de vergadering")
        with ruben.page.expect_navigation():
            ruben.page.locator(".wp-agenda a", has_text=self.title).click()
        ruben.look()
        for name in ("Marga Stolwijk", "Ruben Aksoy", "Lia Vermaas", "Hanneke Doorn", "Dirk Meulman"):
            button = ruben.page.locator(".wp-aanwezig li", has_text=name).get_by_role("button")
            if button.get_attribute("aria-pressed") == "false":
                button.click()
                expect(button).to_have_attribute("aria-pressed", "true")
        ruben.fill("Wat is er gezegd?", "De school en de bakker willen palen. De gemeente vindt het goed.")
        ruben.press("Bewaar")
        ruben.fill("Wat gaan wij doen?", f"Wij betalen vier palen. ({self.width})")
        ruben.fill("Wie zorgt ervoor?", "Hanneke Doorn")
        ruben.fill("Uiterlijk klaar op", dutch(self.today + timedelta(days=40)))
        ruben.fill("Mag kosten", "280,00")
        ruben.page.fill("[name$=votes_for]", "4")
        ruben.page.fill("[name$=votes_against]", "1")
        ruben.press("Leg besluit vast")
        ruben.look()
        self.decision = re.search(r"B\d{4}-\d+", ruben.words)[0]
        ruben.press("Sluit vergadering")
        ruben.look()
        if "Ja, sluit de vergadering" in ruben.words:
            ruben.press("Ja, sluit de vergadering")
            ruben.look()
        self.visit().go(f"/besluiten/{self.decision}/").look()

    # --- money ----------------------------------------------------------------------------------

    def money_is_asked_signed_and_paid(self) -> None:
        lia = self.visit("penningmeester")
        lia.go("/werk/geld/").look()
        lia.follow("Vraag geld aan")
        lia.look()
        self._choose(lia, "Onderdeel van de begroting", "Verkeer")
        lia.fill("Bedrag, met btw", "261,50")
        self._choose(lia, "Besluit", self.decision)
        lia.press("Vraag of dit mag")
        lia.look()
        lia.fill("Wat wilt u betalen?", "Vier palen op de stoep")
        lia.fill("Wat wilt u ermee bereiken?", "Een vrije stoep")
        lia.fill("Kwestie", self.number)
        lia.page.locator("label", has_text="rganisatie").first.click()
        lia.fill("Naam, zoals op de rekening", "Smederij Van der Linden BV")
        lia.press("Dien in")
        lia.look()
        request = lia.path
        assert not self._can(lia, "Keur goed")
        for role in ("voorzitter", "bestuur"):
            other = self.visit(role)
            other.go("/werk/").look()
            other.go(request).look()
            other.press("Keur goed")
            other.look()
        lia.go(request).look()
        lia.fill("Omschrijving", "Rekening 2026-77")
        self._choose(lia, "Tweede handtekening bij de bank", "Marga")  # it was her own request
        lia.press("Boek de betaling")
        lia.look()
        assert "Betaald, nog niet verantwoord" in lia.words
        self.spend = re.search(r"U\d{4}-\d+", lia.words)[0]
        self.visit().go(f"/uitgaven/{self.spend}/").look()

    def _choose(self, who: Visitor, label: str, words: str) -> None:
        """Choose the option of a list that holds these words."""
        field = who.field(label)
        field.select_option(value=field.locator("option", has_text=words).first.get_attribute("value"))

    def _can(self, who: Visitor, words: str) -> bool:
        button = who.page.get_by_role("button", name=words)
        return button.count() > 0 and button.first.is_enabled()

    # --- work -----------------------------------------------------------------------------------

    def the_work_is_done_and_checked(self) -> None:
        hanneke = self.visit("bestuur")
        hanneke.go("/werk/").look()
        hanneke.go(f"/kwesties/{self.number}/").look()
        hanneke.follow("Werk aan deze kwestie")
        hanneke.look()
        self.file = hanneke.path
        hanneke.follow("Begin met het werk")
        hanneke.look()
        hanneke.fill("Doel: wat", "Een vrije stoep")
        hanneke.fill("Maatstaf", "geen auto op de stoep op drie avonden")
        hanneke.fill("Beginmeting", "7 auto's per avond")
        hanneke.fill("Eerste actie", "Palen laten plaatsen")
        hanneke.fill("Uiterlijk klaar", (self.today + timedelta(days=14)).isoformat())
        hanneke.press("Begin met het werk")
        hanneke.look()
        hanneke.follow("Meld klaar, met bewijs")
        hanneke.look()
        hanneke.fill("Bewijs", EVIDENCE)
        hanneke.press("Meld klaar, met bewijs")
        hanneke.look()
        assert "Controleer: het is opgelost" not in hanneke.words  # who did it does not check it
        hanneke.follow("Beoordeel het doel")
        hanneke.look()
        hanneke.page.locator("input[value=reached] + label, label:has(input[value=reached])").first.click()
        hanneke.fill("Meting na afloop", "0 auto's per avond")
        hanneke.press("Beoordeel het doel")
        hanneke.look()
        self._checks(self.visit("voorzitter"))

    def _checks(self, marga: Visitor) -> None:
        marga.go(self.file).look()
        marga.follow("Controleer: het is opgelost")
        marga.look()
        marga.fill("Bewijs", CHECK)
        marga.press("Controleer: het is opgelost")
        marga.look()

    # --- outcome --------------------------------------------------------------------------------

    def a_visitor_reads_het_spoor(self) -> None:
        anyone = self.visit().go(f"/kwesties/{self.number}/")
        anyone.look()
        today, words = day(self.today), anyone.words
        for piece in (
            self.title, self.number, self.decision, f"Wij betalen vier palen. ({self.width})",
            "4 voor, 1 tegen", "Hanneke Doorn", "€ 280,00", "€ 261,50", "Vier palen op de stoep",
            "Smederij Van der Linden BV", "Goedgekeurd door twee mensen", "Palen laten plaatsen",
            EVIDENCE, "Door Hanneke Doorn", CHECK, "Gecontroleerd door Marga Stolwijk",
            "Opgelost en gecontroleerd", "dag 0 van 180", today,
            day(self.today + timedelta(days=180)), day(self.today + timedelta(days=40)),
        ):  # fmt: skip
            assert piece in words, f"{piece!r} not in {words}"
        assert anyone.page.locator(f"a[href='/uitgaven/{self.spend}/']").count()
        assert "rolstoel nietlangs" not in words
        anyone.go(self.status)
        assert "Opgelost en gecontroleerd" in anyone.words
        anyone.look()


@pytest.fixture
def photo(tmp_path: Path) -> Path:
    path = tmp_path / "stoep.jpg"
    Image.effect_noise((1600, 1200), 40).convert("RGB").save(path)
    return path


@pytest.mark.parametrize("width", [1280, 390])
def test_from_report_to_outcome_through_pages(visit: Visit, width: int, photo: Path) -> None:
    Journey(visit, width, photo).run()

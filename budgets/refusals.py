"""The Dutch sentence of each rule that the database itself guards."""

from django.utils.translation import gettext_lazy as _

SENTENCES = {
    "budgets_line_not_over": _(
        "Op dit onderdeel is niet genoeg vrij. Eerst is een besluit nodig. Er is niets veranderd."
    ),
    "budgets_line_not_negative": _("Een onderdeel kan niet onder nul komen."),
    "budgets_line_guarded": _("Dit bedrag volgt uit boekingen en besluiten. Het is niet los te veranderen."),
    "budgets_line_original": _("De begroting is vastgesteld. Veranderen kan alleen met een besluit."),
    "budgets_line_once": _("Dit onderdeel staat al in de begroting."),
    "budgets_budget_move": _("Deze begroting kan niet terug naar die stand."),
    "budgets_budget_closed": _("Dit jaar is afgesloten."),
    "budgets_budget_reserved": _(
        "Er staan toezeggingen open. Schuif ze met een besluit door of trek ze in, dan kan het dicht."
    ),
    "budgets_budget_decision": _("Een begroting vaststellen kan alleen met een besluit."),
    "budgets_amendment_year": _("Alleen een vastgestelde begroting kan met een besluit veranderen."),
    "budgets_amendment_decision": _("Dit kan alleen met een aangenomen besluit."),
    "budgets_mandate_decision": _("Een mandaat kan alleen met een aangenomen besluit."),
    "budgets_mandate_fixed": _("Een mandaat verandert niet. Trek het in en geef een nieuw."),
    "budgets_decision_in_use": _(
        "Op dit besluit staan nog toezeggingen of een mandaat. Maak die eerst vrij of zet ze over."
    ),
    "budgets_reservation_year": _("Op dit jaar kan niets meer worden toegezegd."),
    "budgets_reservation_decision": _("Het besluit achter deze aanvraag geldt niet (meer)."),
    "budgets_request_fixed": _(
        "Bedrag, begunstigde en onderdeel liggen vast. Trek de goedkeuring eerst terug."
    ),
    "budgets_request_round": _("Er is al goedgekeurd. Na een verandering begint de goedkeuring opnieuw."),
    "budgets_request_guarded": _("Dit volgt uit goedkeuringen en boekingen. Het is niet los te veranderen."),
    "budgets_request_booked": _("Er is al geboekt. Het onderdeel kan niet meer veranderen."),
    "budgets_request_paid": _("Meer betalen dan goedgekeurd kan niet."),
    "budgets_request_approvals": _("Er zijn nog niet genoeg goedkeuringen."),
    "budgets_spendrequest_move": _("Deze stap kan nu niet."),
    "budgets_approval_once": _("U keurde deze aanvraag al goed."),
    "budgets_approval_not_requester": _("U vroeg dit zelf aan. Iemand anders keurt het goed."),
    "budgets_approval_requester": _("De goedkeuring noemt een andere aanvrager dan de aanvraag."),
    "budgets_approval_round": _("Deze aanvraag wacht niet (meer) op goedkeuring."),
    "budgets_booking_state": _("Betalen kan pas na de goedkeuring."),
    "budgets_booking_line": _("De boeking hoort op het onderdeel van de aanvraag."),
    "budgets_booking_year": _("Dit jaar is afgesloten. Boek in het lopende jaar, met verwijzing."),
    "budgets_booking_reversal": _("Een tegenboeking is precies het omgekeerde van één boeking."),
    "budgets_booking_reverses_id_key": _("Deze boeking is al teruggedraaid."),
    "budgets_booking_second": _("De tweede handtekening is van iemand anders dan wie betaalt."),
    "budgets_booking_cash": _("Contant betalen kan alleen met een bon die bij deze uitgave hoort."),
    "budgets_item_fixed": _(
        "De posten zijn al goedgekeurd. Na een verandering begint de goedkeuring opnieuw."
    ),
    "budgets_item_sum": _("De posten zijn samen niet het bedrag."),
    "budgets_receipt_quote": _("Een offerte hoort bij wat is goedgekeurd. De goedkeuring begint opnieuw."),
    "budgets_receipt_fixed": _("Een bon die er ligt, verandert niet. Voeg een nieuwe toe."),
    "budgets_order_fixed": _("Deze betaalopdracht ligt vast. Maak een nieuwe."),
    "budgets_order_move": _("Deze stap van de betaalopdracht kan niet."),
    "budgets_payment_once": _("Deze uitgave staat al in de betaalopdracht."),
    "budgets_payment_approved": _("Deze uitgave is niet (meer) goedgekeurd voor dit bedrag."),
    "budgets_share_sum": _("De delen zijn samen geen 100 %."),
    "budgets_interest_once": _("Dit staat al bij deze aanvraag."),
    "budgets_receipt_once": _("Dit bestand hoort al bij deze aanvraag."),
    "budgets_gift_two_people": _("Twee verschillende mensen kennen de gever."),
    "budgets_gift_decision": _("Een gift boven € 500,00 kan alleen met een besluit."),
    "budgets_gift_cash": _("Contant kan tot € 100,00."),
    "budgets_gift_party": _("Van wie betrokken is bij een open kwestie nemen wij geen gift aan."),
    "budgets_gift_fixed": _("Een gift in het register verandert niet. Geef hem terug en schrijf op waarom."),
    "budgets_fund_answer": _("Een aanvraag is toegezegd of afgewezen, niet allebei."),
    "budgets_fund_reported": _("Een verslag stuurt u pas als er geld is toegezegd."),
    "budgets_source_one_rule": _("Kies één onderdeel of één thema waarvoor dit geld is."),
    "budgets_budget_imported": _("Alleen hele jaren van voor dit portaal worden ingelezen."),
    "budgets_budget_report": _("Een jaar gaat dicht met zijn jaarverslag."),
    "budgets_report_open": _("Het jaarverslag ligt vast als het jaar dichtgaat."),
    "budgets_planned_once": _("Dit jaar staat er al bij."),
    "budgets_planned_later": _("Kies een jaar na dit begrotingsjaar."),
    "budgets_planned_fixed": _("De begroting is vastgesteld. Veranderen kan alleen met een besluit."),
    "budgets_request_imported": _("Dit kan alleen samen met een jaar van voor dit portaal."),
    "budgets_request_fixed_import": _("Een uitgave van voor dit portaal blijft zoals zij is ingelezen."),
    "budgets_booking_corrects": _("Een verwijzing hoort bij een correctie van een afgesloten jaar."),
    "budgets_amendment_pair": _("Wat het ene onderdeel geeft, krijgt het andere."),
    "budgets_others_source": _("Zonder bron nemen wij dit niet op."),
}

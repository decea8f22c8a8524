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
    "budgets_share_sum": _("De delen zijn samen geen 100 %."),
    "budgets_interest_once": _("Dit staat al bij deze aanvraag."),
    "budgets_receipt_once": _("Dit bestand hoort al bij deze aanvraag."),
    "budgets_gift_two_people": _("Twee verschillende mensen kennen de gever."),
    "budgets_gift_decision": _("Een gift boven € 500,00 kan alleen met een besluit."),
    "budgets_gift_cash": _("Contant kan tot € 100,00."),
    "budgets_others_source": _("Zonder bron nemen wij dit niet op."),
}

"""The Dutch sentence of each rule of the bank and the kascommissie that the database itself guards."""

from django.utils.translation import gettext_lazy as _

SENTENCES = {
    "budgets_account_dates": _("De einddatum ligt vóór de begindatum."),
    "budgets_account_iban": _("Dit is geen IBAN."),
    "budgets_account_fixed": _("Een eigen rekening verandert niet. Sluit haar af en voeg een nieuwe toe."),
    "budgets_bankaccount_iban_key": _("Deze rekening staat er al."),
    "budgets_bank_file_once": _("Dit bestand is al ingelezen. Er komt niets bij."),
    "budgets_bank_entry_once": _("Deze bankregel staat er al."),
    "budgets_statement_adds_up": _("Beginsaldo en regels zijn samen niet het eindsaldo."),
    "budgets_entry_not_over": _("Van deze bankregel is al meer uitgelegd."),
    "budgets_booking_sum_not_over": _("Deze boeking is al bij een andere bankregel gevonden."),
    "budgets_part_direction": _("Het een kwam binnen en het ander ging eruit. Dat hoort niet bij elkaar."),
    "budgets_part_of": _("Schrijf op wat deze bankregel is."),
    "budgets_bankpartundone_part_id_key": _("Dit is al losgemaakt."),
    "budgets_bankwords_stay": _("Bankregels bewaren wij zeven jaar. Ze veranderen niet."),
    "budgets_audit_ended": _("De kascommissie heeft dit jaar afgesloten."),
    "budgets_auditstatement_budget_id_key": _("De kascommissie heeft dit jaar al afgesloten."),
    "budgets_draw_once": _("Iemand trok net een steekproef. Kijk eerst daarnaar."),
    "budgets_draw_reason": _("Schrijf op waarom u opnieuw trekt."),
    "budgets_finding_words": _("Schrijf op wat u zag."),
    "budgets_finding_receipt": _("Kies welke bon niet klopt."),
    "budgets_pick_drawn": _("Deze uitgave hoort niet bij deze steekproef."),
}

"""What a person reads when the database refuses."""

from django.utils.translation import gettext_lazy as _

SENTENCES = {
    "meetings_meeting_move": _("Deze stap kan niet met deze vergadering."),
    "meetings_meeting_first_state": _("Een vergadering begint als gepland."),
    "meetings_meeting_told": _("Deze stap heeft geen regel in het verloop."),
    "meetings_meeting_order": _("Het einde ligt niet na het begin."),
    "meetings_meeting_locked": _("Het verslag van deze vergadering is vastgesteld en verandert niet meer."),
    "meetings_meeting_board_adopts": _("Alleen het bestuur stelt een verslag vast."),
    "meetings_meeting_adopted_by_decision": _("Een verslag wordt vastgesteld met een besluit."),
    "meetings_minutes_locked": _("Dit verslag is vastgesteld. Verbeteren kan met een besluit."),
    "meetings_item_order": _("Twee punten hebben dezelfde plek. Kijk nog eens."),
    "meetings_item_deferred": _("Uitstellen kan met een datum en een reden."),
    "meetings_item_closed_reason": _("Afsluiten kan met een reden."),
    "meetings_item_once_more": _("Nog één keer: kies een dag en een naam."),
    "meetings_decision_move": _("Deze stap kan niet met dit besluit."),
    "meetings_decision_first_state": _("Een besluit begint als voorstel."),
    "meetings_decision_told": _("Deze stap heeft geen regel in het verloop."),
    "meetings_decision_text": _("De tekst van een besluit verandert nooit meer."),
    "meetings_decision_links": _("De kwesties van een besluit veranderen niet meer."),
    "meetings_decision_about": _(
        "Kies de kwestie waar dit over gaat, of zeg dat het over de wijkraad zelf gaat."
    ),
    "meetings_decision_owner_and_date": _("Vul in wie ervoor zorgt en wanneer het uiterlijk klaar is."),
    "meetings_decision_majority": _("Er zijn niet meer stemmen voor dan tegen."),
    "meetings_decision_evidence": _("Schrijf op wat het resultaat is en waar dat te zien is."),
    "meetings_decision_number_when_taken": _("Een besluit krijgt zijn nummer als het genomen is."),
    "meetings_decision_amount": _("Een bedrag is niet kleiner dan nul."),
    "meetings_decision_superseded": _("Vervangen kan alleen met een ander besluit."),
    "meetings_decision_withdrawn": _("Intrekken kan alleen met een ander besluit."),
    "meetings_decision_cause": _("Hier is een ander, aangenomen besluit voor nodig."),
    "meetings_decision_loop": _("Zo zou een besluit zichzelf vervangen."),
    "meetings_vote_secret": _("Bij dit besluit worden geen stemmen op naam bewaard."),
    "meetings_vote_fixed": _("De stemmen over dit besluit staan vast."),
}

"""The Dutch sentence of each database rule of this room, for who tries to break it."""

from django.utils.translation import gettext_lazy as _

from wijkraad.terms.refusal import name_constraints

SENTENCES = {
    "issues_issue_move": _("Deze stap kan niet vanuit de stand van nu."),
    "issues_issue_first_state": _("Een kwestie begint als nieuwe melding."),
    "issues_issue_told": _("Elke stap hoort in de geschiedenis te staan."),
    "issues_statuschange_append_only": _("De geschiedenis verandert niet meer."),
    "issues_issue_number_fixed": _("Een openbaar nummer verandert nooit meer."),
    "issues_issue_somebody": _("Kies eerst wie ervoor zorgt."),
    "issues_issue_goal": _(
        "Schrijf eerst het doel en de maatstaf op. Een prioriteit vraagt ook een beginmeting."
    ),
    "issues_issue_wait": _("Zeg op wie wij wachten en wanneer wij navragen."),
    "issues_issue_claimed": _("Er hoort bij wie het klaar meldde, en wanneer."),
    "issues_issue_other_checks": _("Wie het klaar meldde, kan het niet zelf controleren."),
    "issues_issue_judged": _("Beoordeel eerst of het doel gehaald is."),
    "issues_issue_merged": _("Een samengevoegde kwestie hoort bij precies één andere."),
    "issues_issue_public_after_triage": _("Een kwestie wordt pas openbaar nadat iemand die bekeken heeft."),
    "issues_issue_public_title": _("Zonder titel kan een kwestie niet op de site."),
    "issues_issue_heard_first": _(
        "Een kritische tekst komt pas op de site als wij om een reactie hebben gevraagd."
    ),
    "issues_issue_merge_loop": _("Die kwestie is zelf al samengevoegd. Kies de kwestie waar zij bij hoort."),
    "issues_vision_text": _("Schrijf op wat de wijk wil zijn."),
    "issues_vision_append_only": _("De geschiedenis verandert niet meer."),
    "issues_override_range": _("Kies een score van 0 tot en met 100."),
    "issues_override_reason": _("Schrijf op waarom u van de berekende score afwijkt."),
    "issues_scoreoverride_append_only": _("De geschiedenis verandert niet meer."),
    "issues_priority_limit": _(
        "Er zijn al zoveel prioriteiten als is afgesproken. Een besluit kan dat verruimen."
    ),
    "issues_priority_why_now": _("Zeg waarom dit nu een prioriteit is."),
    "issues_weighing_one_to_five": _("Kies een getal van 1 tot en met 5."),
    "issues_action_evidence": _("Schrijf op wat eruit kwam en waar dat te zien is."),
    "issues_promise_settled": _("Vul de datum in waarop de toezegging is nagekomen of niet."),
    "issues_hearing_time": _("Geef hun tijd: de dag van de reactie ligt na de dag van de vraag."),
    "issues_hearing_reaction": _("Bij een reactie hoort de dag waarop die kwam."),
    "issues_say_one_open": _("Er loopt al een vraag aan bewoners. Sluit die eerst af."),
    "issues_say_result": _("Schrijf op wat er met de inbreng is gedaan."),
    "issues_incoming_handled": _("Schrijf op wat u met deze post deed."),
    "issues_paper_one_place": _("Een bestand hoort bij één brief of bij één stuk post."),
    "issues_paper_gone": _("Dit bestand is al weg."),
    "issues_letter_move": _("Deze stap kan niet vanuit de stand van deze brief."),
    "issues_letter_sent": _("Een verstuurde brief heeft een kenmerk en een datum."),
    "issues_letter_default_kind": _("Bij deze soort brief kan geen ingebrekestelling."),
    "issues_follow_once_user": _("U volgt deze kwestie al."),
    "issues_follow_once_email": _("Dit adres volgt deze kwestie al."),
    "issues_report_key_key": _("Deze melding hebben wij al."),
    "issues_confidentialreader_two": _("Dit recht vraagt twee mensen: één geeft het, een ander bevestigt."),
    "issues_replytemplate_name": _("Er is al een sjabloon met deze naam bij deze stap en dit thema."),
    "issues_indicatorvalue_once": _("Dit cijfer van dit jaar en gebied is er al."),
    "issues_indicatorvalue_source": _("Een cijfer zonder bron tonen wij niet."),
    "issues_streetcount_once": _("Deze telling van deze dag is er al."),
    "issues_streetcount_part": _("Het deel kan niet groter zijn dan het geheel."),
    "issues_streetcount_source": _("Een telling zonder bron tonen wij niet."),
    "issues_intervention_about": _("Zeg waar deze ingreep over gaat."),
    "issues_intervention_judged": _("Zeg of het hielp, en wie dat zegt."),
    "issues_intervention_done": _("Schrijf op wat u deed."),
    "issues_signal_listed": _("Kies alleen uit de lijst."),
}


def name_refusals() -> None:
    """Called once, when the app is ready."""
    name_constraints(SENTENCES)

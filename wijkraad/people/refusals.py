"""What a person reads when a rule of the database about people or settings refuses."""

from django.utils.translation import gettext_lazy as _

SENTENCES = {
    "people_role_once_at_a_time": _("Deze persoon heeft deze rol al in die tijd."),
    "people_role_two_people": _("Deze rol vraagt twee verschillende personen."),
    "people_setting_two_people": _("Een tweede persoon moet deze instelling bevestigen."),
    "people_user_email_key": _("Er is al een account met dit e-mailadres."),
    "people_calendarkey_one": _("U hebt al een eigen adres voor deze agenda."),
    "people_organisation_name_key": _("Deze organisatie bestaat al."),
    "terms_setting_one_value_a_day": _("Deze instelling heeft in die tijd al een waarde."),
    "trail_trailevent_append_only": _("Het spoor van wijzigingen verandert nooit."),
}

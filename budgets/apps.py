from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from budgets.banking import refusals as bank_refusals
from budgets.refusals import SENTENCES
from wijkraad.terms.refusal import name_constraints


class BudgetsConfig(AppConfig):
    name = "budgets"
    verbose_name = _("geld")

    def ready(self) -> None:
        # Models exist only now; see the same arrow in the portal.
        from budgets.handing import register_room
        from budgets.retention import register_retention

        name_constraints(SENTENCES)
        name_constraints(bank_refusals.SENTENCES)
        register_room()
        register_retention()

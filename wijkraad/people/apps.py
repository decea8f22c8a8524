from django.apps import AppConfig

from wijkraad.people.refusals import SENTENCES
from wijkraad.terms.refusal import name_constraints


class PeopleConfig(AppConfig):
    name = "wijkraad.people"
    label = "people"

    def ready(self) -> None:
        name_constraints(SENTENCES)

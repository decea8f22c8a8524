from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "wijkraad.people"
    label = "people"

from django.apps import AppConfig


class NoticesConfig(AppConfig):
    name = "wijkraad.notices"
    label = "notices"

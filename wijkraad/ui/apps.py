from django.apps import AppConfig


class UiConfig(AppConfig):
    name = "wijkraad.ui"
    label = "ui"

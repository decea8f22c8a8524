from django.apps import AppConfig


class TermsConfig(AppConfig):
    name = "wijkraad.terms"
    label = "terms"

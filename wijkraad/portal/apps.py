from django.apps import AppConfig


class PortalConfig(AppConfig):
    name = "wijkraad.portal"
    label = "portal"

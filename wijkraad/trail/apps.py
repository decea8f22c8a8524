from django.apps import AppConfig


class TrailConfig(AppConfig):
    name = "wijkraad.trail"
    label = "trail"

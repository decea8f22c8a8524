from django.apps import AppConfig
from django.db.models.signals import post_migrate


class TermsConfig(AppConfig):
    name = "wijkraad.terms"
    label = "terms"

    def ready(self) -> None:
        from wijkraad.terms.grants import grant_to_app

        # Once per migrate: the sender is this room, which is the last in INSTALLED_APPS of ours.
        post_migrate.connect(grant_to_app, sender=self, dispatch_uid="grant_to_app")

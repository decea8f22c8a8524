"""Django's admin app with our read-only site as its site."""

from django.contrib.admin.apps import AdminConfig


class ReadOnlyAdminConfig(AdminConfig):
    default_site = "wijkraad.people.admin_base.ReadOnlySite"

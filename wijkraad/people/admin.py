"""People, roles and settings, to look at."""

from django.contrib import admin

from wijkraad.people.admin_base import ReadOnlyAdmin
from wijkraad.people.models import Organisation, Role, SettingProposal, User
from wijkraad.terms.models import Setting


@admin.register(User)
class UserAdmin(ReadOnlyAdmin):
    list_display = ("email", "name", "function", "is_active", "suspended_at", "date_joined")
    list_filter = ("is_active", "roles__kind")
    search_fields = ("email", "name")
    fields = (
        "email",
        "name",
        "function",
        "shown_as",
        "organisation",
        "language",
        "suspended_at",
        "date_joined",
    )


@admin.register(Role)
class RoleAdmin(ReadOnlyAdmin):
    list_display = ("user", "kind", "held", "given_by", "confirmed_by", "pending", "decision_number")
    list_filter = ("kind", "pending")
    list_select_related = ("user", "given_by", "confirmed_by")


@admin.register(Organisation)
class OrganisationAdmin(ReadOnlyAdmin):
    list_display = ("name", "short_name", "email")


@admin.register(SettingProposal)
class SettingProposalAdmin(ReadOnlyAdmin):
    list_display = ("key", "value", "starts_on", "proposed_by", "confirmed_by", "decision_number")


@admin.register(Setting)
class SettingAdmin(ReadOnlyAdmin):
    list_display = ("key", "value", "valid", "source", "decision_number")
    list_filter = ("key",)

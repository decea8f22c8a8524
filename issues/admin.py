"""What the administrator sees: settings-like rows, for looking only; no reports, no words of residents."""

from django.contrib import admin

from issues.models import Area, ConfidentialReader, Priority, Segment, Street, Theme
from wijkraad.people.admin_base import ReadOnlyAdmin


@admin.register(Theme)
class ThemeAdmin(ReadOnlyAdmin):
    list_display = ("name", "key", "default_visibility", "intake_mode", "active")


@admin.register(Street)
class StreetAdmin(ReadOnlyAdmin):
    list_display = ("name", "in_area")
    exclude = ("geometry",)


@admin.register(Segment)
class SegmentAdmin(ReadOnlyAdmin):
    list_display = ("street", "name", "order")
    list_select_related = ("street",)
    exclude = ("geometry",)


@admin.register(Area)
class AreaAdmin(ReadOnlyAdmin):
    list_display = ("name", "code", "kind", "source")
    exclude = ("geometry",)


@admin.register(Priority)
class PriorityAdmin(ReadOnlyAdmin):
    list_display = ("title", "theme", "active", "review_on")
    list_select_related = ("theme",)


@admin.register(ConfidentialReader)
class ConfidentialReaderAdmin(ReadOnlyAdmin):
    list_display = ("user", "since", "until", "given_by", "confirmed_by")
    list_select_related = ("user", "given_by", "confirmed_by")

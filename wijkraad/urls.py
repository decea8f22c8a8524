"""Every address of the portal; the paths are those of the contract in docs/."""

from django.contrib import admin
from django.urls import include, path

urlpatterns = [
    path("", include("wijkraad.portal.urls")),  # first: the pages that are asked for most
    path("", include("issues.urls")),
    path("", include("wijkraad.running.urls")),
    path("", include("wijkraad.notices.urls")),
    path("", include("meetings.urls")),
    path("", include("wijkraad.trail.urls")),
    path("", include("wijkraad.people.urls")),
    path("", include("budgets.urls")),
    path("accounts/", include("allauth.urls")),
    path("beheer/", admin.site.urls),
]

handler400 = "wijkraad.portal.views.errors.bad_request"
handler403 = "wijkraad.portal.views.errors.forbidden"
handler404 = "wijkraad.portal.views.errors.not_found"
handler500 = "wijkraad.portal.views.errors.server_error"

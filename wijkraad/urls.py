"""Every address of the portal; the paths are those of the contract in docs/."""

from django.contrib import admin
from django.urls import include, path

urlpatterns = [
    path("accounts/", include("allauth.urls")),
    path("beheer/", admin.site.urls),
]

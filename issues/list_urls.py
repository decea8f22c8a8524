"""The addresses of the lists with all filters and of their views."""

from django.urls import path

from issues.views import finding

lists = [
    path("werk/kwesties/", finding.work_list, name="work_list"),
    path("werk/kwesties/bewaren/", finding.keep_view, name="view_keep"),
    path("werk/kwesties/weergave/<int:pk>/weg/", finding.drop_kept_view, name="view_drop"),
]

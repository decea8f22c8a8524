"""The addresses of the lists with all filters and of their views."""

from django.urls import path

from issues.views import exporting, finding, importing, mapping

lists = [
    path("kaart/", mapping.map_page, name="map"),
    path("export/kwesties.csv", exporting.issues_csv, name="issues_csv"),
    path("export/kwesties.xlsx", exporting.issues_xlsx, name="issues_xlsx"),
    path("werk/kwesties/kwesties.csv", exporting.work_csv, name="work_csv"),
    path("werk/kwesties/kwesties.xlsx", exporting.work_xlsx, name="work_xlsx"),
    path("werk/invoer/", importing.imports, name="imports"),
    path("werk/invoer/<uuid:uuid>/", importing.import_file, name="import"),
    path("werk/kwesties/", finding.work_list, name="work_list"),
    path("werk/kwesties/bewaren/", finding.keep_view, name="view_keep"),
    path("werk/kwesties/weergave/<int:pk>/weg/", finding.drop_kept_view, name="view_drop"),
]

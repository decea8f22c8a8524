"""The addresses of budget years: public reports, the treasurer's desk, the books of before."""

from django.urls import path

from budgets.views import exporting, importing, others, year_desk, year_steps, yearbook

urlpatterns = [
    path("budget/geld-van-anderen/", others.others, name="others"),
    *(
        path(f"export/{file}", view, name=f"file_{file.replace('.', '_')}")
        for file, view in exporting.FILES.items()
    ),
    path("budget/<int:year>/jaarverslag/", yearbook.report, name="report"),
    path("budget/<int:year>/jaarverslag.pdf", yearbook.report_pdf, name="report_pdf"),
    path("werk/geld/jaar/", year_desk.years, name="years"),
    path("werk/geld/jaar/<int:year>/", year_desk.year_desk, name="year_desk"),
    path("werk/geld/jaar/<int:year>/<slug:name>/", year_steps.step, name="year_step"),
    path("werk/geld/jaar/<int:year>/<slug:name>/<int:pk>/", year_steps.step, name="year_row"),
    path("werk/geld/inlezen/", importing.old_books, name="old_books"),
    path("werk/geld/inlezen/<uuid:uuid>/", importing.old_books_file, name="old_books_file"),
    path("werk/geld/anderen/", year_desk.others_desk, name="others_desk"),
    path("werk/geld/anderen/nieuw/", year_desk.others_form, name="others_new"),
    path("werk/geld/anderen/<int:pk>/", year_desk.others_form, name="others_row"),
]

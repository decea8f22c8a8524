"""The addresses of money; they are stable (docs: the contract)."""

from django.urls import path

from budgets import year_urls
from budgets.views import (
    asking,
    audit,
    bank,
    bank_entry,
    bank_gift,
    bank_import,
    desk,
    ending,
    feed,
    paying,
    public,
    request,
    rules,
)

app_name = "budgets"
urlpatterns = [
    *year_urls.urlpatterns,
    path("budget/", public.overview, name="overview"),
    path("budget/<int:year>/", public.year, name="year"),
    path("feeds/uitgaven.atom", feed.spend_feed, name="feed"),
    path("uitgaven/<str:number>/", public.spend, name="spend"),
    path("werk/geld/", desk.desk, name="desk"),
    path("werk/geld/samen/", desk.approve_many, name="approve_many"),
    path("werk/geld/mag-dit/", asking.may, name="may"),
    path("werk/geld/nieuw/", asking.request_new, name="request_new"),
    path("werk/geld/betalen/", paying.to_pay, name="to_pay"),
    path("werk/geld/betaalopdracht/<uuid:uuid>/", paying.order, name="order"),
    path("werk/geld/betaalopdracht/<uuid:uuid>/bestand.xml", paying.file, name="order_file"),
    path("werk/geld/betaalopdracht/<uuid:uuid>/<slug:step>/", paying.act, name="order_act"),
    path("werk/geld/regels/", rules.rules, name="rules"),
    path("werk/geld/regels/<int:pk>/", rules.settle, name="rule_settle"),
    path("werk/geld/mandaten/", rules.mandates, name="mandates"),
    path("werk/geld/mandaten/<int:pk>/intrekken/", rules.withdraw, name="mandate_withdraw"),
    path("werk/geld/bon/<int:pk>/", request.receipt, name="receipt"),
    path("werk/geld/besluit/<uuid:uuid>/", ending.ending, name="ending"),
    path("werk/geld/kas/<int:year>/", audit.audit, name="audit"),
    path("werk/geld/kas/<int:year>/map.zip", audit.audit_file, name="audit_file"),
    path("werk/geld/verslagen/", audit.reports, name="reports"),
    path("werk/geld/bank/", bank.overview, name="bank"),
    path("werk/geld/bank/gevonden/<int:year>/", bank.found, name="bank_found"),
    path("werk/geld/bank/rekeningen/", bank.accounts, name="bank_accounts"),
    path("werk/geld/bank/inlezen/", bank_import.imports, name="bank_imports"),
    path("werk/geld/bank/inlezen/<uuid:uuid>/", bank_import.import_file, name="bank_import"),
    path("werk/geld/bank/regel/<int:pk>/", bank_entry.entry, name="bank_entry"),
    path("werk/geld/bank/regel/<int:pk>/gift/", bank_gift.gift, name="bank_gift"),
    path("werk/geld/<uuid:uuid>/", request.detail, name="request"),
    path("werk/geld/<uuid:uuid>/wijzigen/", asking.request_change, name="request_change"),
    path("werk/geld/<uuid:uuid>/<slug:step>/", request.act, name="act"),
]

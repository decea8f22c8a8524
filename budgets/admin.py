"""Money in /beheer/: for looking only. No confidential matters, no payee, no IBAN."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from budgets.models import (
    Booking,
    Budget,
    BudgetLine,
    FundingSource,
    LineAmendment,
    Mandate,
    PaymentOrder,
    SpendRequest,
)
from wijkraad.people.admin_base import ReadOnlyAdmin


@admin.register(Budget)
class BudgetAdmin(ReadOnlyAdmin):
    list_display = ("year", "status", "decision", "adopted_at", "closed_at")


@admin.register(BudgetLine)
class LineAdmin(ReadOnlyAdmin):
    list_display = ("name", "budget", "original", "amended", "reserved", "paid", "ceiling")
    list_filter = ("budget",)
    list_select_related = ("budget",)


@admin.register(LineAmendment, Mandate)
class LeaveAdmin(ReadOnlyAdmin):
    list_display = ("line", "amount", "decision")
    list_select_related = ("line__budget", "decision")


@admin.register(FundingSource)
class SourceAdmin(ReadOnlyAdmin):
    list_display = ("name", "budget", "kind", "amount", "earmark")


@admin.register(SpendRequest)
class SpendAdmin(ReadOnlyAdmin):
    """Only what every visitor may see."""

    list_display = ("number", "status", "line", "amount", "paid", "listed_on")
    fields = ("number", "status", "line", "amount", "paid", "decision", "round", "listed_on", "report_due")
    list_filter = ("status",)
    list_select_related = ("line__budget",)

    def get_queryset(self, request: HttpRequest) -> "QuerySet[Any]":
        return super().get_queryset(request).public()  # type: ignore[attr-defined]


@admin.register(PaymentOrder)
class OrderAdmin(ReadOnlyAdmin):
    """That an order was made, brought to the bank or dropped; its payments name people and stay out."""

    list_display = ("reference", "status", "execute_on", "made_at", "sent_at", "dropped_at")
    fields = ("reference", "status", "execute_on", "made_by", "made_at", "sent_by", "sent_at", "dropped_at")
    list_filter = ("status",)
    list_select_related = ("made_by", "sent_by")


@admin.register(Booking)
class BookingAdmin(ReadOnlyAdmin):
    list_display = ("paid_on", "kind", "amount", "cost_year", "request")
    fields = ("paid_on", "kind", "amount", "cost_year", "request", "line", "reverses", "booked_at")
    list_select_related = ("request",)

    def get_queryset(self, request: HttpRequest) -> "QuerySet[Any]":
        return super().get_queryset(request).filter(request__in=SpendRequest.objects.public())

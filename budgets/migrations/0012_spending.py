"""Costed items, cash with its receipt, protected details of a payee, and payment orders."""

import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import budgets.models.fields


class Migration(migrations.Migration):
    dependencies = [
        ("budgets", "0011_year_guards"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="PaymentItem",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("end_to_end", models.CharField(max_length=35, unique=True, verbose_name="kenmerk")),
                ("amount", budgets.models.fields.MoneyField(verbose_name="bedrag")),
                ("creditor_name", models.CharField(max_length=70, verbose_name="naam op de rekening")),
                ("creditor_iban", models.CharField(max_length=34, verbose_name="IBAN")),
                ("remittance", models.CharField(max_length=140, verbose_name="omschrijving")),
            ],
            options={
                "verbose_name": "betaling in een opdracht",
                "verbose_name_plural": "betalingen in opdrachten",
                "ordering": ["id"],
            },
        ),
        migrations.CreateModel(
            name="PaymentOrder",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("reference", models.CharField(max_length=35, unique=True, verbose_name="kenmerk")),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("made", "klaar om naar de bank te brengen"),
                            ("sent", "naar de bank gebracht"),
                            ("dropped", "vervallen"),
                        ],
                        default="made",
                        max_length=7,
                        verbose_name="stand",
                    ),
                ),
                ("execute_on", models.DateField(verbose_name="uitvoeren op")),
                ("debtor_name", models.CharField(max_length=70, verbose_name="naam van de rekening")),
                ("debtor_iban", models.CharField(max_length=34, verbose_name="IBAN")),
                ("made_at", models.DateTimeField()),
                ("sent_at", models.DateTimeField(blank=True, null=True)),
                ("dropped_at", models.DateTimeField(blank=True, null=True)),
                ("reason", models.CharField(blank=True, max_length=300, verbose_name="reden")),
            ],
            options={
                "verbose_name": "betaalopdracht",
                "verbose_name_plural": "betaalopdrachten",
                "ordering": ["-id"],
            },
        ),
        migrations.CreateModel(
            name="SpendItem",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("what", models.CharField(max_length=120, verbose_name="wat")),
                ("amount", budgets.models.fields.MoneyField(verbose_name="bedrag")),
                ("order", models.PositiveSmallIntegerField(default=0)),
            ],
            options={
                "verbose_name": "post van een aanvraag",
                "verbose_name_plural": "posten van aanvragen",
                "ordering": ["order", "id"],
            },
        ),
        migrations.AddField(
            model_name="booking",
            name="method",
            field=models.CharField(
                choices=[("bank", "via de bank"), ("cash", "contant")],
                db_default="bank",
                default="bank",
                max_length=4,
                verbose_name="hoe betaald",
            ),
        ),
        migrations.AddField(
            model_name="booking",
            name="receipt",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="budgets.receipt",
                verbose_name="bon",
            ),
        ),
        migrations.AddField(
            model_name="spendrequest",
            name="others_asked",
            field=models.CharField(blank=True, max_length=300, verbose_name="wie vroeg u nog meer om geld"),
        ),
        migrations.AddField(
            model_name="spendrequest",
            name="payee_address",
            field=models.CharField(blank=True, max_length=200, verbose_name="adres"),
        ),
        migrations.AddField(
            model_name="spendrequest",
            name="replaces",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="replaced_by",
                to="budgets.spendrequest",
                verbose_name="in plaats van",
            ),
        ),
        migrations.AddConstraint(
            model_name="booking",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("method", "bank"),
                    models.Q(("kind", "payment"), _negated=True),
                    ("receipt__isnull", False),
                    _connector="OR",
                ),
                name="budgets_booking_cash",
            ),
        ),
        migrations.AddField(
            model_name="paymentitem",
            name="request",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="payment_items",
                to="budgets.spendrequest",
            ),
        ),
        migrations.AddField(
            model_name="paymentorder",
            name="dropped_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="paymentorder",
            name="made_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="paymentorder",
            name="sent_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="paymentitem",
            name="order",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="items", to="budgets.paymentorder"
            ),
        ),
        migrations.AddField(
            model_name="spenditem",
            name="request",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="items", to="budgets.spendrequest"
            ),
        ),
        migrations.AddConstraint(
            model_name="paymentorder",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("status", "sent"), _negated=True),
                    models.Q(("sent_at__isnull", False), ("sent_by__isnull", False)),
                    _connector="OR",
                ),
                name="budgets_order_sent",
            ),
        ),
        migrations.AddConstraint(
            model_name="paymentorder",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("status", "dropped"), _negated=True),
                    models.Q(("dropped_by__isnull", False), models.Q(("reason", ""), _negated=True)),
                    _connector="OR",
                ),
                name="budgets_order_dropped",
            ),
        ),
        migrations.AddConstraint(
            model_name="paymentitem",
            constraint=models.UniqueConstraint(fields=("order", "request"), name="budgets_payment_once"),
        ),
        migrations.AddConstraint(
            model_name="paymentitem",
            constraint=models.CheckConstraint(
                condition=models.Q(("amount__gt", 0)), name="budgets_payment_positive"
            ),
        ),
        migrations.AddConstraint(
            model_name="spenditem",
            constraint=models.CheckConstraint(
                condition=models.Q(("amount__gt", 0)), name="budgets_item_positive"
            ),
        ),
        migrations.AddConstraint(
            model_name="spenditem",
            constraint=models.UniqueConstraint(fields=("request", "order"), name="budgets_item_once"),
        ),
    ]

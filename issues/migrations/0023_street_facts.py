"""Official series by file, street walks, and counts in a street."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from wijkraad.trail.guards import public_change, recorded


class Migration(migrations.Migration):
    dependencies = [
        ("issues", "0022_stepping_in"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Indicator",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.SlugField(max_length=80, unique=True, verbose_name="sleutel")),
                ("name", models.CharField(max_length=120, unique=True, verbose_name="naam")),
                ("unit", models.CharField(blank=True, max_length=60, verbose_name="eenheid")),
                (
                    "better",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("lower", "lager is beter"),
                            ("higher", "hoger is beter"),
                            ("", "geen van beide"),
                        ],
                        max_length=6,
                        verbose_name="wat is beter",
                    ),
                ),
                (
                    "priority",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="indicators",
                        to="issues.priority",
                        verbose_name="prioriteit",
                    ),
                ),
                (
                    "theme",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="indicators",
                        to="issues.theme",
                        verbose_name="thema",
                    ),
                ),
            ],
            options={
                "verbose_name": "cijferreeks",
                "verbose_name_plural": "cijferreeksen",
                "ordering": ["name"],
            },
        ),
        migrations.CreateModel(
            name="IndicatorFile",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=120, verbose_name="bestand")),
                ("rows", models.PositiveIntegerField(verbose_name="rijen")),
                ("at", models.DateTimeField(verbose_name="ingelezen op")),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="door",
                    ),
                ),
            ],
            options={
                "verbose_name": "bestand met cijfers",
                "verbose_name_plural": "bestanden met cijfers",
            },
        ),
        migrations.CreateModel(
            name="WalkNote",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("walked_on", models.DateField(verbose_name="gezien op")),
                ("text", models.TextField(verbose_name="wat zag u")),
                ("at", models.DateTimeField()),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="door",
                    ),
                ),
                (
                    "issue",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="walks",
                        to="issues.issue",
                        verbose_name="kwestie",
                    ),
                ),
                (
                    "photo",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="issues.photo",
                        verbose_name="foto",
                    ),
                ),
                (
                    "segment",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="issues.segment",
                        verbose_name="deel van de straat",
                    ),
                ),
                (
                    "street",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="walks",
                        to="issues.street",
                        verbose_name="straat",
                    ),
                ),
                (
                    "theme",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="walks",
                        to="issues.theme",
                        verbose_name="thema",
                    ),
                ),
            ],
            options={
                "verbose_name": "schouwnotitie",
                "verbose_name_plural": "schouwnotities",
                "ordering": ["-walked_on", "-id"],
            },
        ),
        migrations.CreateModel(
            name="IndicatorValue",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("year", models.PositiveSmallIntegerField(verbose_name="jaar")),
                ("value", models.DecimalField(decimal_places=3, max_digits=14, verbose_name="waarde")),
                ("source", models.CharField(max_length=200, verbose_name="bron")),
                ("source_on", models.DateField(verbose_name="datum van de bron")),
                (
                    "area",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="issues.area",
                        verbose_name="buurt",
                    ),
                ),
                (
                    "file",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="values",
                        to="issues.indicatorfile",
                    ),
                ),
                (
                    "indicator",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="values",
                        to="issues.indicator",
                    ),
                ),
            ],
            options={
                "verbose_name": "officieel cijfer",
                "verbose_name_plural": "officiële cijfers",
                "ordering": ["indicator", "area", "year"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("indicator", "area", "year"),
                        name="issues_indicatorvalue_once",
                        nulls_distinct=False,
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("source", ""), _negated=True), name="issues_indicatorvalue_source"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="StreetCount",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("what", models.CharField(max_length=80, verbose_name="wat is geteld")),
                ("counted_on", models.DateField(verbose_name="geteld op")),
                ("part", models.PositiveIntegerField(verbose_name="hoeveel")),
                ("total", models.PositiveIntegerField(verbose_name="van de")),
                ("source", models.CharField(max_length=200, verbose_name="bron")),
                ("at", models.DateTimeField()),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="door",
                    ),
                ),
                (
                    "street",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="counts",
                        to="issues.street",
                        verbose_name="straat",
                    ),
                ),
                (
                    "theme",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="counts",
                        to="issues.theme",
                        verbose_name="thema",
                    ),
                ),
            ],
            options={
                "verbose_name": "telling in een straat",
                "verbose_name_plural": "tellingen in straten",
                "ordering": ["street", "what", "counted_on"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("street", "what", "counted_on"), name="issues_streetcount_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("part__lte", models.F("total")), ("total__gte", 1)),
                        name="issues_streetcount_part",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("source", ""), _negated=True), name="issues_streetcount_source"
                    ),
                ],
            },
        ),
        recorded("issues_indicator", "name unit theme_id priority_id better"),
        recorded("issues_indicatorvalue", "indicator_id area_id year value source source_on file_id"),
        recorded("issues_streetcount", "street_id what counted_on part total source"),
        recorded("issues_walknote", "street_id theme_id walked_on issue_id", personal="text"),
        public_change("issues_indicator", "true"),
        public_change("issues_indicatorvalue", "true"),
        public_change("issues_streetcount", "true"),
    ]

"""Ready answers for claims and for answers to residents too."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("issues", "0019_undone_imports"),
    ]

    operations = [
        migrations.AlterField(
            model_name="replytemplate",
            name="step",
            field=models.CharField(
                choices=[
                    ("assessing", "Bekeken: wij zoeken het uit"),
                    ("rejected", "Niet opgepakt"),
                    ("joined", "Bij een bekende kwestie gevoegd"),
                    ("update", "Bericht voor iedereen"),
                    ("not_resolved", "Gestopt, niet opgelost"),
                    ("claimed", "Klaar gemeld, met bewijs"),
                    ("answer", "Antwoord aan bewoners"),
                ],
                max_length=12,
                verbose_name="stap",
            ),
        ),
    ]

"""The bookings that can belong to an earlier, closed year, found without reading a whole year."""

from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies = [("budgets", "0017_forget_payees")]

    operations = [
        migrations.AddIndex(
            "booking",
            models.Index(
                fields=["cost_year", "request"],
                condition=~Q(kind="payment") | Q(corrects__isnull=False),
                name="budgets_booking_back",
            ),
        )
    ]

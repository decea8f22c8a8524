"""The sums of the bookings that were there before the bank was."""

from django.db import migrations

FILL = """
INSERT INTO budgets_bookingsum (booking_id, amount, settled)
SELECT id, abs(amount), 0 FROM budgets_booking ON CONFLICT DO NOTHING;
"""


class Migration(migrations.Migration):
    dependencies = [("budgets", "0008_bank_guards")]
    operations = [migrations.RunSQL(FILL, "DELETE FROM budgets_bookingsum")]

"""The column of an amount: euro, numeric(12,2)."""

from typing import Any

from django.db import models


class MoneyField(models.DecimalField):
    """An amount in euros, btw included."""

    def __init__(self, *args: Any, **options: Any) -> None:
        options["max_digits"], options["decimal_places"] = 12, 2
        super().__init__(*args, **options)

    def deconstruct(self) -> Any:
        name, path, args, options = super().deconstruct()
        del options["max_digits"], options["decimal_places"]
        return name, path, args, options

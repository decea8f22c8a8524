"""The area of a street and of its parts, so that a report without a point has one too."""

from typing import Any

from django.db import migrations


def settle(apps: Any, editor: Any) -> None:
    """What loading outlines or streets does from now on, for those that were there already."""
    from issues.places.geography import holds, middle_of

    def rows(model: str) -> Any:
        return apps.get_model("issues", model).objects.using(editor.connection.alias)

    areas = list(rows("Area").order_by("code"))

    def area_of(line: list[list[float]]) -> Any:
        middle = middle_of(line)
        return next((one for one in areas if middle and holds(one.geometry, *middle)), None)

    for segment in rows("Segment").exclude(geometry=[]):
        segment.area = area_of(segment.geometry)
        segment.save(update_fields=["area"])
    for street in rows("Street").exclude(geometry=[]):
        found = {area_of(line) for line in street.geometry}
        street.area = found.pop() if len(found) == 1 else None
        street.save(update_fields=["area"])


class Migration(migrations.Migration):
    dependencies = [("issues", "0023_street_facts")]

    operations = [
        migrations.RunPython(settle, migrations.RunPython.noop),
    ]

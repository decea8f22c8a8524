"""The area of what was reported before streets carried one, so that filters and followers find it."""

from typing import Any

from django.db import migrations


def fill(apps: Any, editor: Any) -> None:
    """What loading outlines or streets does from now on, some thousand rows at a time."""
    from issues.places.geography import fill_areas

    def rows(model: str) -> Any:
        return apps.get_model("issues", model).objects.using(editor.connection.alias).all()

    areas = list(rows("Area").order_by("code"))
    for model in ("Report", "Issue"):
        fill_areas(rows(model), areas)


class Migration(migrations.Migration):
    atomic = False
    dependencies = [("issues", "0026_vision")]
    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]

"""The seven themes to begin with; a council changes them in the administration."""

from django.db import migrations

NORMS = {"reported": 5, "assessing": 20, "decided": 20, "in_progress": 40, "waiting": 40}
THEMES = [
    (
        "overbewoning",
        "Overbewoning",
        "Te veel mensen in een huis, kamers zonder vergunning, brandgevaar",
        "limited",
        "report",
        "Is er nu gevaar? Bel 112. De Haagse Pandbrigade van de gemeente controleert huizen: bel 14070.",
    ),
    (
        "ondermijning",
        "Ondermijning",
        "Drugshandel, witwassen, dwang, uitbuiting. Alleen aankruisen, zonder naam",
        "confidential",
        "signal",
        "Bel 112 bij gevaar, 0900-8844 voor de politie, of 0800-7000 voor Meld Misdaad Anoniem.",
    ),
    (
        "verkeer",
        "Verkeer",
        "Te hard rijden, fout parkeren, een gevaarlijke oversteek",
        "public",
        "report",
        "Een gat in de weg of een kapot verkeerslicht? Bel de gemeente: 14070.",
    ),
    (
        "coffeeshops",
        "Coffeeshops",
        "Lawaai, afval of drukte rond een coffeeshop",
        "public",
        "report",
        "Is er nu overlast? Bel de politie: 0900-8844.",
    ),
    ("winkels", "Winkels", "Afval van winkels, leegstand, laden en lossen", "public", "report", ""),
    (
        "groen",
        "Groen en ontmoeting",
        "Geveltuinen, bankjes, een plek om elkaar te zien",
        "public",
        "report",
        "",
    ),
    (
        "overig",
        "Iets anders",
        "Iets anders in onze straten",
        "public",
        "report",
        "Losse tegel, vuilnis of kapotte lamp? Dat lost de gemeente sneller op: bel 14070.",
    ),
]
ICONS = {
    "overbewoning": "bed-double",
    "ondermijning": "shield-alert",
    "verkeer": "bike",
    "coffeeshops": "store",
    "winkels": "shopping-bag",
    "groen": "trees",
    "overig": "circle-help",
}


def add(apps, schema_editor):
    rows = apps.get_model("issues", "Theme").objects.using(schema_editor.connection.alias)
    for order, (key, name, description, visibility, intake, referral) in enumerate(THEMES, 1):
        rows.create(
            key=key,
            name=name,
            description=description,
            colour_key=key,
            icon=ICONS[key],
            order=order,
            default_visibility=visibility,
            intake_mode=intake,
            referral=referral,
            norms=NORMS,
        )


def take_away(apps, schema_editor):
    rows = apps.get_model("issues", "Theme").objects.using(schema_editor.connection.alias)
    rows.filter(key__in=[row[0] for row in THEMES]).delete()


class Migration(migrations.Migration):
    dependencies = [("issues", "0002_guards")]
    operations = [migrations.RunPython(add, take_away)]

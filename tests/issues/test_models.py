from issues.models import Theme


def test_the_seven_themes_are_there(db):
    assert list(Theme.objects.values_list("key", flat=True))[:2] == ["overbewoning", "ondermijning"]

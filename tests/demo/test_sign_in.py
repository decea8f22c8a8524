"""The accounts of the demo at the door."""

from tests.demo.test_neighbourhood import ACCOUNTS
from wijkraad.people.models import User


def test_everybody_of_the_readme_gets_in(own_neighbourhood, client) -> None:
    """Address confirmed, password known: no account of the demo is stopped at the door."""
    for name in ACCOUNTS.split():
        form = {"login": f"{name}@demo.test", "password": "demo-wijkraad"}
        assert client.post("/accounts/login/", form).status_code == 302, name
        assert client.session["_auth_user_id"] == str(User.objects.get(email=form["login"]).pk)
        client.logout()

"""The WSGI entry of the web server."""

import os

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "wijkraad.settings")
django.setup(set_prefix=False)

from wijkraad.ui.door import Door  # noqa: E402 - after the settings

application = Door()

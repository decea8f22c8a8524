"""The web server: granian, with the portal loaded before its workers are forked, so that they share it.

`python -m wijkraad.running.web wijkraad.wsgi:application …` takes what granian takes. Two workers and their
parent begin at 137 MiB (PSS) instead of 199. Loading starts no thread and opens no connection.
"""

from granian.cli import entrypoint

import wijkraad.wsgi  # noqa: F401 - what the workers find loaded

if __name__ == "__main__":
    entrypoint()

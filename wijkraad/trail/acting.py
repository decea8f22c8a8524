"""Actions, under the name of the room that shows their history.

They live in `terms` because people and settings, below this room, act as well.
"""

from wijkraad.terms.acting import acting, action

__all__ = ["acting", "action"]

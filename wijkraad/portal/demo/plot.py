"""One issue told step by step: each method puts one action on the timeline, by whom and when."""

from wijkraad.portal.demo.desk import Desk
from wijkraad.portal.demo.voices import Voices
from wijkraad.portal.demo.work import Work


class Plot(Voices, Desk, Work):
    """Everything that can be told of one issue; two plots of one nickname speak of the same issue."""

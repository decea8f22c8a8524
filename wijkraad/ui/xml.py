"""Text that goes into an XML file: feeds and Excel sheets."""

import re

_OUTSIDE = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def xml_text(text: str) -> str:
    """The text without the characters that XML 1.0 cannot hold (its section 2.2)."""
    return _OUTSIDE.sub("", text)

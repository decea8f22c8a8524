"""Reading an uploaded receipt: judged by the one check that letters and post have too (`issues.papers`)."""

import hashlib
from dataclasses import dataclass
from typing import Any

from django.core.files.base import ContentFile

from issues.papers import LARGEST, read_paper


@dataclass(frozen=True)
class Proof:
    """A file that was looked into: its kind comes from the content, never from its name."""

    content: bytes
    content_type: str
    extension: str

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.content).hexdigest()


def read(file: Any) -> Proof:
    """The proof in an uploaded file (anything with `read()`); Refused, with the reason, when it is neither a
    whole PDF that only shows pages nor a picture. A picture is drawn anew, without its hidden data."""
    content = file.read(LARGEST + 1)
    paper = read_paper(ContentFile(content, name=getattr(file, "name", None) or "bon"))
    kind = "pdf" if paper.content_type == "application/pdf" else "jpg"
    paper.content.seek(0)
    return Proof(paper.content.read(), paper.content_type, kind)

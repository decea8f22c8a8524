"""Papers as programs write them, for whatever room takes an upload."""


def whole_pdf(objects: bytes = b"", before: bytes = b"", after: bytes = b"") -> bytes:
    """A PDF of one empty page, with other objects in it, or something before or after it."""
    body = b"1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Type/Pages/Count 0/Kids[]>>endobj\n"
    end = b"trailer<</Root 1 0 R>>\nstartxref\n9\n%%EOF\n"
    return before + b"%PDF-1.7\n" + body + objects + end + after

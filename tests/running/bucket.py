"""A small server of the S3 kind on loopback: objects in memory, lists by prefix, access by name alone."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from email.utils import format_datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit
from xml.sax.saxutils import escape

KEY = "sleutel"
CHUNK = re.compile(rb"([0-9a-fA-F]+)(?:;[^\r]*)?\r\n")


class Bucket(BaseHTTPRequestHandler):
    """PUT, GET, HEAD, DELETE of an object and the list of a prefix; `server.objects` holds them by key."""

    server: Any
    protocol_version = "HTTP/1.1"

    def log_message(self, *_given: Any) -> None: ...

    def _answer(self, status: int, body: bytes = b"", **headers: str) -> None:
        self.send_response(status)
        for name, worth in {"Content-Length": str(len(body)), **headers}.items():
            self.send_header(name.replace("_", "-"), worth)
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def _refused(self, status: int, code: str) -> None:
        self._answer(status, f"<Error><Code>{code}</Code><Message>{code}</Message></Error>".encode())

    def _key(self) -> str | None:
        """The key that is asked for, `""` for the bucket itself; None when it was refused already."""
        path = unquote(urlsplit(self.path).path).strip("/")
        name, _slash, key = path.partition("/")
        if f"Credential={KEY}/" not in self.headers.get("Authorization", ""):
            self._refused(403, "InvalidAccessKeyId")
            return None
        if name != "wijk":
            self._refused(404, "NoSuchBucket")
            return None
        return key

    def do_PUT(self) -> None:
        key, body = self._key(), self.rfile.read(int(self.headers["Content-Length"]))
        if key is None:
            return
        if "aws-chunked" in self.headers.get("Content-Encoding", ""):
            body = b"".join(chunks(body))
        self.server.objects[key] = body
        self._answer(200)

    def do_DELETE(self) -> None:
        key = self._key()
        if key is not None:
            self.server.objects.pop(key, None)
            self._answer(204)

    def do_GET(self) -> None:
        key = self._key()
        if key is None:
            return
        if not key:
            self._list()
        elif key not in self.server.objects:
            self._refused(404, "NoSuchKey")
        else:
            when = format_datetime(self.server.made, usegmt=True)
            self._answer(200, self.server.objects[key], Last_Modified=when, ETag='"x"')

    def do_HEAD(self) -> None:
        self.do_GET()

    def _list(self) -> None:
        prefix = parse_qs(urlsplit(self.path).query).get("prefix", [""])[0]
        below = [key.removeprefix(prefix) for key in self.server.objects if key.startswith(prefix)]
        folders = sorted({key.split("/")[0] for key in below if "/" in key})
        rows = [f"<Contents><Key>{escape(prefix + key)}</Key></Contents>" for key in below if "/" not in key]
        rows += [
            f"<CommonPrefixes><Prefix>{escape(prefix + one)}/</Prefix></CommonPrefixes>" for one in folders
        ]
        self._answer(200, f"<ListBucketResult>{''.join(rows)}</ListBucketResult>".encode())


def chunks(body: bytes) -> Iterator[bytes]:
    """The pieces of a body that was sent in pieces, each after its length."""
    while (head := CHUNK.match(body)) and (size := int(head[1], 16)):
        yield body[head.end() : head.end() + size]
        body = body[head.end() + size + 2 :]


@contextmanager
def running() -> Iterator[Any]:
    """The server, with `address` and `objects`."""
    server: Any = ThreadingHTTPServer(("127.0.0.1", 0), Bucket)
    server.objects, server.made = {}, datetime(2026, 1, 2, tzinfo=UTC)
    server.address = f"http://127.0.0.1:{server.server_port}"
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()
        thread.join()

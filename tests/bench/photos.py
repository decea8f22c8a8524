"""`python -m tests.bench.photos`: a report with one photo of 12 megapixels, eight people at once.

Each sends the photo with its step and then the last press, as somebody without script does; both answers
together are one time. Bar: under 1.5 s at p95. The client runs on the same machine as the server.
"""

import argparse
import http.client
import io
import json
import os
import sys
import threading
import time
from pathlib import Path
from urllib.parse import urlencode

from PIL import Image

ROOT = Path(__file__).resolve().parents[2]
BAR = 1.5
"""Seconds at p95 for both answers."""
WIDTH, HEIGHT = 4032, 3024
EDGE = "----a-photo-of-the-bench"


def photograph() -> bytes:
    """A JPEG as a phone makes it: 12 megapixels, some megabytes, large shapes and fine grain."""
    shapes = Image.effect_noise((504, 378), 60).resize((WIDTH, HEIGHT), Image.Resampling.BICUBIC)
    grain = Image.effect_noise((WIDTH, HEIGHT), 25)
    out = io.BytesIO()
    picture = Image.merge("RGB", [shapes, grain, shapes.transpose(Image.Transpose.FLIP_LEFT_RIGHT)])
    picture.save(out, "JPEG", quality=88)
    return out.getvalue()


def multipart(values: dict[str, str], photo: bytes) -> bytes:
    """The body of a form with one photo."""
    parts = [
        f'--{EDGE}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{text}\r\n'.encode()
        for name, text in values.items()
    ]
    head = (
        f'--{EDGE}\r\nContent-Disposition: form-data; name="foto"; filename="IMG.jpg"\r\n'
        "Content-Type: image/jpeg\r\n\r\n"
    )
    return b"".join([*parts, head.encode(), photo, f"\r\n--{EDGE}--\r\n".encode()])


def send(port: int, cookie: str, address: str, body: bytes, kind: str) -> tuple[int, str]:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    headers = {"Cookie": cookie, "Content-Type": kind, "X-Forwarded-For": address}
    connection.request("POST", "/melden/", body, headers)
    answer = connection.getresponse()
    answer.read()
    connection.close()
    return answer.status, answer.getheader("Location") or ""


def one(port: int, cookie: str, number: int, values: dict[str, str], photo: bytes) -> float:
    """Seconds for the two answers of one report; ValueError when it was not taken in."""
    address = f"10.200.{number // 250}.{number % 250}"
    step = multipart({**values, "stap": "contact", "contact": "none"}, photo)
    last = urlencode({**values, "stap": "controle"}).encode()
    began = time.perf_counter()
    first = send(port, cookie, address, step, f"multipart/form-data; boundary={EDGE}")
    second = send(port, cookie, address, last, "application/x-www-form-urlencoded")
    took = time.perf_counter() - began
    if first[0] != 200 or second[0] != 302 or not second[1].startswith("/melden/status/"):
        raise ValueError(f"{first} {second}")
    return took


def crowd(port: int, cookie: str, bodies: list[dict[str, str]], photo: bytes, many: int) -> list[float]:
    """All reports, `many` at a time; the times in seconds."""
    times: list[float] = []
    faults: list[str] = []
    waiting = list(enumerate(bodies))

    def person() -> None:
        while waiting and not faults:
            number, values = waiting.pop()
            try:
                times.append(one(port, cookie, number, values, photo))
            except (OSError, ValueError) as fault:
                faults.append(f"{type(fault).__name__}: {fault}")

    people = [threading.Thread(target=person) for _ in range(many)]
    for each in people:
        each.start()
    for each in people:
        each.join()
    if faults:
        raise SystemExit(f"report not taken in: {faults[0]}")
    return sorted(times)


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.bench.photos", description=__doc__)
    parser.add_argument("--issues", type=int, default=100_000)
    parser.add_argument("--reports", type=int, default=80)
    parser.add_argument("--people", type=int, default=8)
    options = parser.parse_args()
    folder = ROOT / "var" / "bench"
    os.environ |= {
        "DEMO": "1",
        "VAR_DIR": str(folder / str(options.issues)),
        "DJANGO_SETTINGS_MODULE": "wijkraad.settings",
    }
    import django

    django.setup()
    from tests.bench import forms, prepare, servers

    prepare.database(options.issues)
    photo = photograph()
    bodies, cookie = forms.unsent(options.reports + options.people)
    with servers.both({}) as running:
        port = int(running["ours"].base.rpartition(":")[2])
        crowd(port, cookie, bodies[: options.people], photo, options.people)  # warming up
        times = crowd(port, cookie, bodies[options.people :], photo, options.people)
    found = {
        "reports": len(times), "people": options.people, "bytes": len(photo), "bar": BAR,
        "p50": round(times[len(times) // 2], 3), "p95": round(times[int(len(times) * 0.95)], 3),
        "max": round(times[-1], 3),
    }  # fmt: skip
    (folder / f"photos-{options.issues}.json").write_text(json.dumps(found, indent=1))
    sys.stdout.write(f"{json.dumps(found)}\n")


if __name__ == "__main__":
    main()

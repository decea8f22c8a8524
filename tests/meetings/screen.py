"""A page as a browser without script sends it: which fields go along with which button."""

import re
from html.parser import HTMLParser
from typing import Any

from django.test import Client


class Screen(HTMLParser):
    """The forms of a page; `form` attributes count, as in a browser."""

    def __init__(self, client: Client, address: str) -> None:
        super().__init__()
        self.client = client
        self.forms: dict[str, dict[str, str]] = {}
        self.fields: list[dict[str, Any]] = []
        self.buttons: list[dict[str, str]] = []
        self._form, self._open, self._words = "", None, ""
        page = client.get(address, follow=True)
        self.address = page.redirect_chain[-1][0] if page.redirect_chain else address
        self.feed(page.content.decode())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: worth or "" for name, worth in attrs}
        owner = given.get("form", self._form)
        unset = "on" if given.get("type") in ("radio", "checkbox") else ""
        if tag == "form":
            self._form = given.get("id") or f"form-{len(self.forms)}"
            self.forms[self._form] = given
        elif tag == "input" and (given.get("type") not in ("radio", "checkbox") or "checked" in given):
            self.fields.append(given | {"owner": owner, "worth": given.get("value", unset)})
        elif tag in ("textarea", "select"):
            self._open = given | {"owner": owner, "worth": "", "tag": tag}
            self.fields.append(self._open)
        elif tag == "option" and self._open and ("selected" in given or not self._open["worth"]):
            self._open["worth"] = given.get("value", "")
        elif tag == "button":
            self.buttons.append(given | {"owner": owner, "words": ""})
            self._words = "button"

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)

    def handle_data(self, data: str) -> None:
        if self._words == "button":
            self.buttons[-1]["words"] += data.strip()
        elif self._open and self._open["tag"] == "textarea":
            self._open["worth"] += data

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._form = ""
        elif tag == "button":
            self._words = ""
        elif tag in ("textarea", "select"):
            if self._open and tag == "textarea":
                self._open["worth"] = self._open["worth"].removeprefix("\n")
            self._open = None

    def type(self, **words: str) -> None:
        """Fill fields by name; b__text stands for b-text."""
        for name, worth in words.items():
            found = [one for one in self.fields if one.get("name") == name.replace("__", "-")]
            assert found, name
            found[0]["worth"] = worth

    def shown(self, name: str) -> str:
        return next(one["worth"] for one in self.fields if one.get("name") == name)

    def press(self, words: str, formaction: str = "") -> "Screen":
        """Press the button with these words; gives the page after it."""
        button = next(
            one
            for one in self.buttons
            if one["words"].startswith(words) and one.get("formaction", "").endswith(formaction)
        )
        sent = {
            one["name"]: one["worth"]
            for one in self.fields
            if one["owner"] == button["owner"] and one.get("name")
        }
        if "name" in button:
            sent[button["name"]] = button["value"]
        address = button.get("formaction") or self.forms[button["owner"]].get("action") or self.address
        answer = self.client.post(address, sent)
        reasons = re.findall(r"wp-foutregel.*?<span>(.*?)</span>", answer.content.decode())
        assert answer.status_code == 302, (answer.status_code, address, reasons)
        return Screen(self.client, answer.url)

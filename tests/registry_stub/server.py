"""The register on this machine: answers as ClinicalTrials.gov does, and fails in each way that it may.

    with Register(3000) as register:
        register.trouble = {2: "500", 3: "cut"}.get    # the second and the third page asked for
        ... register.url ...

Troubles: html, forbidden, 429, 500, 502, 503, timeout, cut (the connection ends early), half (the JSON ends early),
no-type, empty (an empty page that goes on), repeat (the token does not move), bad-token, moved (the data were
refreshed), fewer (a study is left out), twice (one stands for another), odd (a study with a field of another type),
everything (`fields` is ignored).
"""

import json
import time
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from tests.registry_stub.asking import RefusedError, check, matches, offset_of, only, query_of, token
from tests.registry_stub.serving import HTML, STATUS, TOO_LONG, Answering, Served
from tests.registry_stub.studies import study

FIRST = "2026-11-20T09:00:06"
SECOND = "2026-11-23T09:00:06"


class Register(Served):
    """A register of `count` studies, served on 127.0.0.1 while it is open."""

    path = "/api/v2"

    def __init__(self, count: int, slow: float = 0.0) -> None:
        self.studies = [study(number) for number in range(count)]
        self.trouble: Callable[[int], str | None] = lambda _: None
        self.timestamp = FIRST
        self.slow = slow  # seconds that a page takes
        self.asked: list[dict[str, str]] = []
        self.clients: set[Any] = set()
        self.written: dict[str, list[bytes]] = {}
        self._hits: dict[str, list[int]] = {}
        super().__init__(_handler(self))

    def change(self, number: int, day: str, **status: Any) -> None:
        """Change the status module of the nth study, as of a day, and refresh the data."""
        module = self.studies[number]["protocolSection"]["statusModule"]
        module.update(status, lastUpdatePostDateStruct={"date": day, "type": "ACTUAL"})
        self.refresh()

    def refresh(self) -> None:
        """The working day's refresh: another timestamp."""
        self.timestamp = SECOND
        self.written.clear()
        self._hits.clear()

    def hits(self, query: dict[str, str]) -> list[int]:
        """The places of all studies that match, in the register's order."""
        key = json.dumps({name: value for name, value in query.items() if name != "fields"}, sort_keys=True)
        if key not in self._hits:
            self._hits[key] = [place for place, found in enumerate(self.studies) if matches(found, query)]
        return self._hits[key]

    def text(self, place: int, fields: str) -> bytes:
        """One study as JSON, with the fields asked for."""
        texts = self.written.setdefault(fields, [b""] * len(self.studies))
        if not texts[place]:
            paths = [path for path in fields.replace("|", ",").split(",") if path]
            texts[place] = json.dumps(only(self.studies[place], paths), ensure_ascii=False).encode()
        return texts[place]

    def page(self, asked: dict[str, str], trouble: str | None) -> bytes:
        """The JSON of one page. Raises RefusedError for what the register refuses."""
        check(asked)
        query, fields = query_of(asked), "" if trouble == "everything" else asked.get("fields", "")
        found = self.hits(query)
        size = min(int(asked.get("pageSize", "0")) or 10, 1000)
        if trouble == "bad-token" and "pageToken" in asked:
            raise RefusedError("Parameter `pageToken` has incorrect format")
        start = offset_of(asked["pageToken"]) if "pageToken" in asked else 0
        end = start if trouble == "empty" else start + size
        texts = [self.text(place, fields) for place in found[start:end]]
        if texts and trouble == "fewer":
            texts.pop()
        if texts and trouble == "twice":  # as many as announced, but one of them twice, and another one not at all
            texts[0] = self.text(found[0], fields)
        if texts and trouble == "odd":
            texts[0] = texts[0].replace(b'"nctId"', b'"officialTitle": {"odd": 1}, "nctId"', 1)
        parts = [b'"studies": [' + b", ".join(texts) + b"]"]
        if "pageToken" not in asked and asked.get("countTotal") == "true":
            parts.insert(0, b'"totalCount": %d' % len(found))
        # A page filled exactly by the last studies still has a token, which leads to an empty page.
        if (found[start:end] and len(found[start:end]) == size) or trouble == "empty":
            mark = token(end, query) if trouble != "empty" else token(start, {**query, "again": ""})
            parts.append(
                b'"nextPageToken": "%s"' % (asked.get("pageToken", mark) if trouble == "repeat" else mark).encode()
            )
        return b"{" + b", ".join(parts) + b"}"


def _handler(register: Register) -> type[BaseHTTPRequestHandler]:
    class Handler(Answering):
        def question(self, query: str) -> None:
            register.clients.add(self.client_address)
            address = urlsplit(self.path)
            if address.path == "/api/v2/version":
                version = {"apiVersion": "2.0.5", "dataTimestamp": register.timestamp}
                self.reply(200, json.dumps(version).encode(), "application/json")
            elif address.path == "/api/v2/studies":
                register.asked.append(dict(parse_qsl(query, keep_blank_values=True)))
                self.studies(register.asked[-1], register.trouble(len(register.asked)))
            else:
                self.reply(200, HTML, "text/html; charset=utf-8")

        def studies(self, asked: dict[str, str], trouble: str | None) -> None:
            time.sleep(TOO_LONG if trouble == "timeout" else register.slow)
            if trouble == "moved":
                register.refresh()
            if trouble in ("html", "forbidden"):
                self.reply(200 if trouble == "html" else 403, HTML, "text/html; charset=utf-8")
            elif trouble in STATUS:
                self.reply(int(trouble), STATUS[trouble].encode(), "text/plain")
            else:
                try:
                    body = register.page(asked, trouble)
                except RefusedError as refused:
                    self.reply(400, str(refused).encode(), "text/plain;charset=utf-8")
                else:
                    half = body[: len(body) // 2] if trouble == "half" else body
                    self.reply(200, half, None if trouble == "no-type" else "application/json", trouble == "cut")

    return Handler

"""openFDA on this machine, as far as drug labels go: answers as `/drug/label.json` does, and fails as it may.

    with OpenFda([label("KYMRIAH", "tisagenlecleucel")]) as openfda:
        openfda.trouble = {2: "500"}.get       # the second request
        ... openfda.url ...

Troubles: html, forbidden, lost (404 as a web page), redirect, 429, 500, 502, 503, timeout, cut, half, no-type, nothing
(nothing is found), fewer (a label is left out), odd (a label with a field of another type), form (another form).
"""

import base64
import json
import re
import time
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler
from typing import Any
from urllib.parse import parse_qsl, quote, urlsplit

from tests.registry_stub.serving import HTML, STATUS, TOO_LONG, Answering, Served

DISCLAIMER = "Do not rely on openFDA to make decisions regarding medical care."
_SEARCH = re.compile(r'([\w.]+):"([^"]*)"')


def label(brand: str, generic: str, number: int = 1, block: bool = True, **sections: Any) -> dict[str, Any]:
    """A label as openFDA gives it; without a block it has the empty one that is the trap."""
    names = {"brand_name": [brand], "generic_name": [generic.upper()], "application_number": [f"BLA12{number:04d}"]}
    return {
        "set_id": f"{number:08d}-aaaa-4bbb-8ccc-dddddddddddd",
        "id": f"{number:08d}-1111-4222-8333-444444444444",
        "version": "3",
        "effective_time": "20260301",
        "openfda": names if block else {},
        "spl_product_data_elements": [f"{brand} {generic} {generic.upper()} DIMETHYL SULFOXIDE"],
        "boxed_warning": ["WARNING: SEVERE REACTIONS Fever occurred. Do not give it to people with an infection."],
        "indications_and_usage": ["1 INDICATIONS AND USAGE It is indicated for adults [see Studies (14.1 , 14.2) ] ."],
        "recent_major_changes": ["Boxed Warning 10/2025"],
        "adverse_reactions": ["6 ADVERSE REACTIONS Not watched."],
        "adverse_reactions_table": ["<table><tr><td>Fever</td></tr></table>"],
    } | sections


class OpenFda(Served):
    """Labels, served on 127.0.0.1 while it is open."""

    def __init__(self, labels: list[dict[str, Any]]) -> None:
        super().__init__(_handler(self))
        self.labels = labels
        self.trouble: Callable[[int], str | None] = lambda _: None
        self.last_updated = "2026-11-18"
        self.key: str | None = None  # the one key that is accepted; with none given there is no key
        self.allowed = 1000
        self.asked: list[dict[str, str]] = []
        self.lines: list[str] = []
        self.keys: list[str | None] = []
        self.at: list[float] = []

    def answer(self, asked: dict[str, str], trouble: str | None) -> tuple[int, dict[str, Any], str | None]:
        """The status, the JSON and the cursor of one question."""
        skip, limit = int(asked.get("skip", "0")), min(int(asked.get("limit", "1")), 1000)
        if skip > 25000:
            return 400, _error("BAD_REQUEST", "Skip value must 25000 or less."), None
        if "sort" in asked and asked["sort"].partition(":")[0] != "effective_time":
            return 400, _error("BAD_REQUEST", "Sorting allowed by non-analyzed fields only"), None
        search = asked.get("search", "")
        if search.count('"') % 2 or not (parts := _SEARCH.fullmatch(search)):
            refusal = _error("SERVER_ERROR", "Check your request and try again")
            refusal["error"]["details"] = "[token_mgr_error] token_mgr_error: Lexical error at line 1, column 32."
            return 500, refusal, None
        found = [one for one in self.labels if _holds(one, parts[1], parts[2])] if trouble != "nothing" else []
        here = found[skip : skip + limit]
        if not here:
            return 404, _error("NOT_FOUND", "No matches found!"), None
        total = len(found)
        if trouble == "fewer":
            here = here[:-1]
        if trouble == "odd":
            here = [{**here[0], "boxed_warning": {"odd": 1}}, *here[1:]]
        meta = {
            "disclaimer": DISCLAIMER,
            "terms": "https://open.fda.gov/terms/",
            "license": "https://open.fda.gov/license/",
            "last_updated": self.last_updated,
            "results": {"skip": skip, "limit": limit, "total": total},
        }
        results: Any = {"another": "form"} if trouble == "form" else here
        more = f"{self.url}/drug/label.json?search={quote(search)}&limit={limit}&search_after=0%3D{skip + limit}"
        return 200, {"meta": meta, "results": results}, more if skip == 0 and total > limit else None


def _holds(one: dict[str, Any], field: str, phrase: str) -> bool:
    value: Any = one
    for name in field.split("."):
        value = value.get(name, []) if isinstance(value, dict) else []
    texts = value if isinstance(value, list) else [value]
    wanted = _words(phrase)
    return any(wanted in _words(text) for text in texts)


def _words(text: str) -> str:
    return f" {' '.join(re.findall('[a-z0-9]+', text.lower()))} "


def _error(code: str, message: str) -> dict[str, Any]:
    return {"error": {"code": code, "message": message}}


def _handler(openfda: OpenFda) -> type[BaseHTTPRequestHandler]:
    class Handler(Answering):
        def question(self, query: str) -> None:
            asked = dict(parse_qsl(query, keep_blank_values=True))
            openfda.lines.append(self.path)
            openfda.asked.append(asked)
            openfda.at.append(time.monotonic())
            given = self.given_key(asked)
            openfda.keys.append(given)
            trouble = openfda.trouble(len(openfda.asked))
            if urlsplit(self.path).path != "/drug/label.json":
                self.reply(404, HTML, "text/html")
            elif given and given != openfda.key:
                message = "An invalid api_key was supplied. Get one at https://api.fda.gov:443"
                self.send(403, _error("API_KEY_INVALID", message))
            elif trouble == "429" or len(openfda.asked) > openfda.allowed:
                self.send(429, _error("OVER_RATE_LIMIT", f"You have exceeded your rate limit, {given}."))
            else:
                self.labels(asked, trouble)

        def given_key(self, asked: dict[str, str]) -> str | None:
            basic = self.headers.get("Authorization", "").removeprefix("Basic ")
            return base64.b64decode(basic).decode().partition(":")[0] if basic else asked.get("api_key")

        def labels(self, asked: dict[str, str], trouble: str | None) -> None:
            time.sleep(TOO_LONG if trouble == "timeout" else 0)
            if trouble in ("html", "forbidden", "lost"):
                self.reply({"html": 200, "forbidden": 403, "lost": 404}[trouble], HTML, "text/html; charset=utf-8")
            elif trouble == "redirect":
                self.reply(302, b"", "text/plain", headers={"Location": "http://127.0.0.1:9/elsewhere"})
            elif trouble in STATUS:
                self.reply(int(trouble), STATUS[trouble].encode(), "text/plain")
            else:
                status, content, more = openfda.answer(asked, trouble)
                self.send(status, content, more, trouble)

        def send(self, status: int, content: Any, more: str | None = None, trouble: str | None = None) -> None:
            body = json.dumps(content, ensure_ascii=False).encode()
            half = body[: len(body) // 2] if trouble == "half" else body
            headers = {"X-RateLimit-Limit": "240", "X-RateLimit-Remaining": str(240 - len(openfda.asked) % 240)}
            headers |= {"Link": f'<{more}>; rel="next"'} if more else {}
            kind = None if trouble == "no-type" else "application/json; charset=utf-8"
            self.reply(status, half, kind, trouble == "cut", headers)

    return Handler

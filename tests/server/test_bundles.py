"""Streamlit's bundles as browsers get them: compressed where that is understood, and else as they are."""

import asyncio
from pathlib import Path

import brotli
import httpx
import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from streamlit.web.server.starlette.starlette_static_routes import create_streamlit_static_assets_routes

from server import bundles

BROWSER = "gzip, deflate, br, zstd"
ROUTES = create_streamlit_static_assets_routes(base_url=None)
PATH, FILE = max(bundles.bundles().items(), key=lambda one: one[1].stat().st_size)


def asked(*requests: tuple[str, str, dict[str, str]], app: Starlette | None = None) -> list[httpx.Response]:
    """What these get who ask at the same time; the bodies are as they came."""
    app = app or Starlette(routes=ROUTES, middleware=[Middleware(bundles.Bundles)])

    async def all_of_them() -> list[httpx.Response]:
        transport = httpx.ASGITransport(app, raise_app_exceptions=False)
        async with httpx.AsyncClient(transport=transport, base_url="http://dashboard") as browser:
            del browser.headers["Accept-Encoding"]

            async def ask(method: str, path: str, headers: dict[str, str]) -> httpx.Response:
                async with browser.stream(method, path, headers=headers) as answer:
                    answer.extensions["bytes"] = b"".join([part async for part in answer.aiter_raw()])
                return answer

            return list(await asyncio.gather(*(ask(*request) for request in requests)))

    return asyncio.run(all_of_them())


def test_a_browser_gets_a_quarter_of_the_bytes_and_the_same_text() -> None:
    (answer,) = asked(("GET", PATH, {"Accept-Encoding": BROWSER}))
    body = answer.extensions["bytes"]
    assert answer.status_code == 200
    assert (answer.headers["Content-Encoding"], answer.headers["Content-Length"]) == ("br", str(len(body)))
    assert brotli.decompress(body) == FILE.read_bytes()
    assert len(body) * 3 < FILE.stat().st_size
    assert "immutable" in answer.headers["Cache-Control"]
    assert "javascript" in answer.headers["Content-Type"]
    assert answer.headers["ETag"].startswith('W/"')


@pytest.mark.parametrize("accepted", ["", "gzip, deflate", "br;q=0", "gzip, br; q=0.0", "brr"])
def test_who_does_not_take_it_gets_the_file(accepted: str) -> None:
    (answer,) = asked(("GET", PATH, {"Accept-Encoding": accepted}))
    assert "Content-Encoding" not in answer.headers
    assert answer.extensions["bytes"] == FILE.read_bytes()
    assert answer.headers["Vary"] == "Accept-Encoding", "what is kept in between is not given to who cannot read it"


@pytest.mark.parametrize("accepted", ["br", "BR", "gzip,br;q=0.5", "br ; q=1"])
def test_ways_to_ask_for_it(accepted: str) -> None:
    assert bundles.takes_brotli(accepted)


def test_a_part_of_a_file_a_second_look_and_the_headers_alone() -> None:
    yes = {"Accept-Encoding": BROWSER}
    first, part, head = asked(("GET", PATH, yes), ("GET", PATH, yes | {"Range": "bytes=0-9"}), ("HEAD", PATH, yes))
    assert (part.status_code, part.extensions["bytes"]) == (206, FILE.read_bytes()[:10])
    assert (head.status_code, head.extensions["bytes"]) == (200, b"")
    (again,) = asked(("GET", PATH, yes | {"If-None-Match": first.headers["ETag"]}))
    assert (again.status_code, again.extensions["bytes"]) == (304, b"")


@pytest.mark.parametrize("path", ["/", "/static/../../../../etc/passwd", "/static/js/nothing.js", "/static/"])
def test_other_addresses_are_streamlits(path: str) -> None:
    (answer,) = asked(("GET", path, {"Accept-Encoding": BROWSER}))
    assert "Content-Encoding" not in answer.headers
    assert b"root:" not in answer.extensions["bytes"]


def test_many_browsers_at_once_are_one_piece_of_work(monkeypatch: pytest.MonkeyPatch) -> None:
    made = list[Path]()
    monkeypatch.setattr(bundles, "_compress", lambda file, real=bundles._compress: (made.append(file), real(file))[1])
    answers = asked(*[("GET", PATH, {"Accept-Encoding": BROWSER})] * 20)
    assert made == [FILE]
    assert len({answer.extensions["bytes"] for answer in answers}) == 1


def test_one_that_could_not_be_read_is_tried_again(monkeypatch: pytest.MonkeyPatch) -> None:
    tries = iter([OSError(24, "Too many open files")])

    def once_broken(file: Path, real=bundles._compress) -> bytes:
        for error in tries:
            raise error
        return real(file)

    monkeypatch.setattr(bundles, "_compress", once_broken)
    app = Starlette(routes=ROUTES, middleware=[Middleware(bundles.Bundles)])
    yes = {"Accept-Encoding": BROWSER}
    assert [asked(("GET", PATH, yes), app=app)[0].status_code for _ in range(2)] == [500, 200]

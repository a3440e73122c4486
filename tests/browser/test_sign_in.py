"""Signing in by a real provider's protocol: redirects, codes of one use, signed tokens; who is let in, and as what."""

import time
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from joserfc.jwk import RSAKey
from playwright.sync_api import Browser, Page, expect

from benchmarks.server import STREAMLIT, Server, free_port
from tests.browser import accessible
from tests.browser.conftest import SCRIPT_DONE, Visit
from tests.identity_stub.provider import CLIENT, CLIENT_SECRET, Provider

CURATOR = {"email": "mk@example.org", "email_verified": True, "name": "M. Koch"}
VIEWER = {"email": "js@example.org", "email_verified": True, "name": "J. Silva"}
PROMISE = "This dashboard ranks no treatment"


@pytest.fixture(scope="module")
def provider() -> Iterator[Provider]:
    with Provider() as provider:
        yield provider


@pytest.fixture(scope="module")
def server(provider: Provider, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    secrets, port = tmp_path_factory.mktemp("secrets") / "secrets.toml", free_port()
    provider.way_back = f"http://127.0.0.1:{port}/oauth2callback"
    secrets.write_text(
        f"""
[auth]
redirect_uri = "{provider.way_back}"
cookie_secret = "{"x" * 40}"
client_id = "{CLIENT}"
client_secret = "{CLIENT_SECRET}"
server_metadata_url = "{provider.url}/.well-known/openid-configuration"

[roles]
curators = ["MK@example.org"]
""",
        encoding="utf-8",
    )
    with Server([*STREAMLIT, "--secrets.files", str(secrets)], environment={"THERAPY_DESK": "on"}, port=port) as server:
        yield server


def sign_in(page: Page, server: Server) -> None:
    page.goto(server.url)
    page.get_by_role("button", name="Sign in").click()


def test_nothing_is_shown_before_somebody_signed_in(visit: Visit, server: Server) -> None:
    for path in ("/", "/therapy?therapy=wu-cart-007", "/present?call=wu-cart-007"):
        page = visit(path, server)
        expect(page.get_by_role("button", name="Sign in")).to_be_visible(timeout=20_000)
        assert page.get_by_text(PROMISE).count() == 0
        assert "sofi-cel" not in page.locator("body").inner_text()
    assert accessible.faults(page) == []


@pytest.mark.parametrize(
    ("person", "words"),
    [
        (CURATOR, "Sign out M. Koch (curator)"),
        (VIEWER, "Sign out J. Silva (viewer)"),
        ({**CURATOR, "email_verified": False}, "Sign out M. Koch (viewer)"),
    ],
)
def test_who_signed_in_sees_the_data_in_their_role(
    page: Page, server: Server, provider: Provider, person: dict, words: str
) -> None:
    provider.person = person
    sign_in(page, server)
    expect(page.get_by_role("button", name=words)).to_be_visible(timeout=30_000)
    expect(page.get_by_text(PROMISE)).to_be_visible()
    assert provider.refused == []


@pytest.mark.parametrize(("person", "reaches"), [(CURATOR, 1), (VIEWER, 0)])
def test_only_a_curator_reaches_the_curation_page(
    browser: Browser, server: Server, provider: Provider, person: dict, reaches: int
) -> None:
    provider.person = person
    page = browser.new_page()  # for a viewer Streamlit writes to the console that there is no such page
    sign_in(page, server)
    page.get_by_role("button", name="Sign out").wait_for()
    page.goto(f"{server.url}/curation")
    page.get_by_role("button", name="Sign out").wait_for()
    expect(page.get_by_role("heading", name="Curation")).to_have_count(reaches)
    page.close()


def test_signing_out_closes_it_again(page: Page, server: Server, provider: Provider) -> None:
    provider.person = VIEWER
    sign_in(page, server)
    page.get_by_role("button", name="Sign out").click(timeout=30_000)
    expect(page.get_by_role("button", name="Sign in")).to_be_visible(timeout=30_000)


@pytest.mark.parametrize("fault", ["another key", "another audience", "an old sign-in", "expired"])
def test_a_token_that_does_not_hold_lets_nobody_in(page: Page, server: Server, provider: Provider, fault: str) -> None:
    now = int(time.time())
    provider.person = (
        CURATOR
        | {
            "another key": {},
            "another audience": {"aud": "somebody else"},
            "an old sign-in": {"iat": now - 13 * 3600},
            "expired": {"exp": now - 3600},
        }[fault]
    )
    if fault == "another key":
        provider.signs_with = RSAKey.generate_key(2048, {"kid": "one"}, private=True)
    try:
        sign_in(page, server)
        page.wait_for_url(f"{server.url}/**")
        page.locator(SCRIPT_DONE).wait_for()
        expect(page.get_by_role("button", name="Sign in")).to_be_visible(timeout=30_000)
        assert page.get_by_text(PROMISE).count() == 0
    finally:
        provider.signs_with = provider.key


def test_a_forged_cookie_lets_nobody_in(page: Page, server: Server) -> None:
    for name in ("_streamlit_user", "_streamlit_user_tokens"):
        page.context.add_cookies([{"name": name, "value": "2|1:0|forged", "url": server.url}])
    page.goto(server.url)
    expect(page.get_by_role("button", name="Sign in")).to_be_visible(timeout=30_000)


def test_secrets_that_cannot_be_read_let_nobody_in(visit: Visit, tmp_path: Path) -> None:
    (tmp_path / "secrets.toml").write_text("[auth\n")
    with ExitStack() as stack:
        command = [*STREAMLIT, "--secrets.files", str(tmp_path / "secrets.toml")]
        server = stack.enter_context(Server(command, environment={"THERAPY_DESK": "on"}))
        page = visit("/therapy?therapy=wu-cart-007", server)
        expect(page.get_by_text("Nobody can sign in now")).to_be_visible(timeout=30_000)
        assert page.get_by_text(PROMISE).count() == 0
        assert accessible.faults(page) == []

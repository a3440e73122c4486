"""The watch of the links: what the web may answer, each judged for what it is, and asked as little as can be."""

import itertools
import ssl
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import httpx
import pytest

from loaders.link_answers import ELSEWHERE, FINE, GONE, MOVED, REFUSED, UNANSWERED, Hop, judged, same_place
from loaders.link_client import why_not_connected
from loaders.link_guard import Guard, is_public
from loaders.link_memory import GONE_ONCE
from loaders.link_sources import CitedLink, Lines, cited_links, page_address
from tests.loaders.conftest import CURATED
from tests.loaders.link_pages import Watch
from tests.loaders.watching import CARVYKTI, curated
from tests.registry_stub.web import Page, Web

PAGE = "fda.example/labels/a"
TO = "http://fda.example:{here}"


@pytest.fixture
def web() -> Iterator[Web]:
    with Web() as web:
        yield web


@pytest.fixture
def watch(web: Web, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Watch:
    return Watch(web, tmp_path / "links", monkeypatch, capsys)


def one_finding(watch: Watch, page: str = PAGE, timeout: str = "20") -> tuple[str, str]:
    """Kind and reason of the one page that is cited; FINE when nothing was found."""
    watch.cite(page)
    result, said = watch.run("--timeout", timeout)
    assert (result, "Traceback" in said) == (0, False), said
    findings = watch.report()["findings"]
    return (findings[0]["kind"], findings[0]["why"]) if findings else (FINE, "")


@pytest.mark.parametrize(
    ("page", "kind", "why"),
    [
        (Page(), FINE, ""),
        (Page(head=405), FINE, ""),
        (Page(head=501), FINE, ""),
        (Page(head=403), FINE, ""),
        (Page(head=404), FINE, ""),
        (Page(204), FINE, ""),
        (Page(404), GONE_ONCE, "no such page (404)"),
        (Page(410), GONE_ONCE, "was taken away (410)"),
        (Page(401), REFUSED, "a name and a password (401)"),
        (Page(403), REFUSED, "does not let this program in (403)"),
        (Page(429), REFUSED, "asks for fewer requests (429)"),
        (Page(451), REFUSED, "for legal reasons (451)"),
        (Page(202), REFUSED, "often a check for robots"),
        (Page(418), REFUSED, "does not take the request (418)"),
        (Page(999), UNANSWERED, "a fault of its own (999)"),
        (Page(500), UNANSWERED, "a fault of its own (500)"),
        (Page(503), UNANSWERED, "a fault of its own (503)"),
        (Page(304), UNANSWERED, "says nothing (304)"),
        (Page(302), UNANSWERED, "says nothing (302)"),
        (Page(trouble="reset"), UNANSWERED, "broke off, or its answer cannot be read"),
        (Page(302, TO + "/labels/a"), UNANSWERED, "sends in a circle"),
    ],
)
def test_each_answer_is_judged_for_what_it_is(watch: Watch, page: Page, kind: str, why: str) -> None:
    watch.web.pages[PAGE] = page
    found = one_finding(watch)
    assert found[0] == kind
    assert why in found[1]


@pytest.mark.parametrize("trouble", ["slow", "drip"])
def test_a_site_that_takes_too_long_is_not_waited_for(watch: Watch, trouble: str) -> None:
    watch.web.pages[PAGE] = Page(trouble=trouble)
    found = one_finding(watch, timeout="1.5")
    assert found == (UNANSWERED, "The site did not answer within 1.5 seconds.")
    assert watch.web.paths() == [f"HEAD {PAGE}", f"GET {PAGE}"]


def test_a_site_without_a_secure_connection_or_proof_of_itself(watch: Watch) -> None:
    watch.web.pages[PAGE] = Page(302, "https://fda.example:{here}/labels/a")
    assert one_finding(watch) == (UNANSWERED, "No secure connection to the site comes about.")
    refused = httpx.ConnectError("no")
    refused.__cause__ = ssl.SSLCertVerificationError("self-signed")
    assert "its certificate is not valid" in why_not_connected(refused, Guard())


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_only_a_redirect_for_good_is_a_move(watch: Watch, status: int) -> None:
    watch.web.pages[PAGE] = Page(status, TO + "/new/b")
    watch.web.pages["fda.example/new/b"] = Page()
    kind, _ = one_finding(watch)
    assert kind == (MOVED if status in (301, 308) else FINE)
    if kind == MOVED:
        new = watch.web.at("fda.example/new/b")
        assert watch.report()["findings"][0]["moved_to"] == new
        assert f"    new address: {new}\n" in watch.run()[1], "also when it was not asked again"


def test_five_redirects_are_followed_and_no_sixth(watch: Watch) -> None:
    for step in range(6):
        watch.web.pages[f"fda.example/s/{step}"] = Page(302, f"/s/{step + 1}")
    watch.web.pages["fda.example/s/6"] = Page()
    assert one_finding(watch, "fda.example/s/1") == (FINE, "")
    kind, why = one_finding(watch, "fda.example/s/0")
    assert (kind, why) == (UNANSWERED, "The site sends on more than 5 times.")
    assert "HEAD fda.example/s/6" not in watch.web.paths()


def test_a_way_that_ends_nowhere_is_gone_though_it_moved(watch: Watch) -> None:
    watch.web.pages[PAGE] = Page(301, TO + "/new/b")
    assert one_finding(watch)[0] == GONE_ONCE


def test_a_page_with_a_cookie_before_it_is_found(watch: Watch) -> None:
    watch.web.pages[PAGE] = [Page(302, "/labels/a", headers={"Set-Cookie": "seen=1; Path=/"}), Page()]
    assert one_finding(watch) == (FINE, "")
    assert "seen=1" in watch.web.asked[1].headers["Cookie"]
    assert one_finding(watch) == (FINE, "")


@pytest.mark.parametrize(
    ("to", "kind"),
    [
        ("/", ELSEWHERE),
        ("/en-us/", ELSEWHERE),
        ("http://another.example:{here}/index.html", ELSEWHERE),
        ("/page-not-found", ELSEWHERE),
        ("/error/404.html", ELSEWHERE),
        ("/login?back=/labels/a", REFUSED),
        ("http://sso.fda.example:{here}/start", REFUSED),
        ("http://validate.perfdrive.example:{here}/?x=1", REFUSED),
        ("/the-challenge-of-errors", FINE),
        ("/?id=7", FINE),
    ],
)
def test_a_home_page_a_fault_or_a_sign_in_is_not_the_page(watch: Watch, to: str, kind: str) -> None:
    watch.web.pages[PAGE] = Page(302, to)
    target = to.replace("http://", "").replace(":{here}", "") if "//" in to else f"fda.example{to}"
    watch.web.pages[target] = Page()
    assert one_finding(watch)[0] == kind


def test_a_home_page_that_is_cited_itself_is_in_its_place(watch: Watch) -> None:
    watch.web.pages["fda.example/"] = Page(302, "/en/")
    watch.web.pages["fda.example/en/"] = Page()
    assert one_finding(watch, "fda.example/") == (FINE, "")


def test_moves_that_are_none() -> None:
    for one, other in [
        ("http://a.example/x", "https://a.example/x"),
        ("https://a.example/x", "https://www.a.example/x/"),
        ("https://A.example/x#part", "https://a.example/x"),
    ]:
        assert same_place(one, other)
        assert judged([Hop(one, 301, other), Hop(other, 200)]).outcome == FINE
    for one, other in [("https://a.example/x", "https://a.example/X"), ("https://a.example/x", "https://b.example/x")]:
        assert judged([Hop(one, 308, other), Hop(other, 200)]).outcome == MOVED
        assert judged([Hop(one, 308, other), Hop(other, 404)]).outcome == GONE
    temporary = [Hop("https://a.example/x", 301, "https://b.example/x"), Hop("https://b.example/x", 302, "https://c/y")]
    assert judged([*temporary, Hop("https://c/y", 200)]).moved_to == "https://b.example/x", "not where it may change"


def test_no_page_is_read(watch: Watch) -> None:
    watch.web.pages[PAGE] = Page(head=405, trouble="endless")
    assert one_finding(watch) == (FINE, "")
    assert watch.web.sent < 20_000_000, "of 100 MB: what was under way when the line was closed"


def test_it_says_what_it_is_and_asks_as_little_as_it_can(watch: Watch) -> None:
    watch.web.pages[PAGE] = Page()
    watch.web.pages["fda.example/b"] = Page(403)
    watch.cite(PAGE, "fda.example/b", PAGE, f"{PAGE}#part-2", PAGE.replace("fda", "FDA"))
    assert watch.run()[0] == 0
    assert sorted(watch.web.paths()) == ["GET fda.example/b", "HEAD fda.example/b", "HEAD fda.example/labels/a"]
    for asked in watch.web.asked:
        assert asked.headers["User-Agent"].startswith("emerging-therapies-dashboard (looks whether the pages")
        assert "Referer" not in asked.headers
    assert watch.report()["addresses"] == 2
    assert watch.report()["citations"] == 5


def test_a_site_is_asked_one_at_a_time_with_a_pause_and_few_at_once(watch: Watch) -> None:
    sites = [f"site{number}.example" for number in range(7)]
    pages = [f"{site}/{page}" for site in sites for page in range(3)]
    watch.web.pages = {page: Page(seconds=0.02) for page in pages}
    watch.web.pages["site1.example/0"] = Page(302, "http://site0.example:{here}/x", head=405, seconds=0.02)
    watch.web.pages["site0.example/x"] = Page(seconds=0.02)
    watch.web.pages["www.site0.example/w"] = Page(seconds=0.02)
    watch.cite(*pages, "www.site0.example/w")
    assert watch.run("--pause", "0.1")[0] == 0
    asked = sorted(watch.web.asked, key=lambda one: one.began)
    assert len(asked) == 7 * 3 + 1 + 2
    for site in sites:
        of_site = [one for one in asked if one.site.removeprefix("www.") == site]
        for one, after in itertools.pairwise(of_site):
            assert after.began - one.ended >= 0.095, (site, after.path)
    at_once = [sum(other.began <= one.began < other.ended for other in asked) for one in asked]
    assert 2 <= max(at_once) <= 4


def test_a_site_that_asks_to_wait_is_waited_for(watch: Watch) -> None:
    for page in ("a", "b"):
        watch.web.pages[f"fda.example/{page}"] = Page()
    watch.web.pages["fda.example/a"] = [Page(429, headers={"Retry-After": "1"}), Page()]
    watch.cite("fda.example/a", "fda.example/b")
    assert watch.run()[0] == 0
    assert watch.report()["findings"] == []
    first, second, third = watch.web.asked
    assert (second.path, third.path) == ("/a", "/b")
    assert second.began - first.ended > 0.9


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"Retry-After": "3600"},
        {"Retry-After": "soon"},
        {"Retry-After": "9" * 5000},
        {"Retry-After": (datetime.now(UTC) + timedelta(hours=2)).strftime("%a, %d %b %Y %H:%M:%S GMT")},
    ],
)
def test_a_site_that_asks_for_a_long_wait_is_left_alone(watch: Watch, headers: dict[str, str]) -> None:
    pages = [f"fda.example/{page}" for page in range(5)]
    watch.web.pages = {page: Page(429, headers=headers) for page in pages}
    watch.web.pages["another.example/"] = Page()
    watch.web.pages["third.example/x"] = Page(302, "http://fda.example:{here}/9")
    watch.cite(*pages, "another.example/")
    result, said = watch.run()
    assert result == 0
    assert [one.site for one in watch.web.asked].count("fda.example") == 1
    assert watch.kinds() == {"0": REFUSED}
    assert "LEFT FOR ANOTHER DAY, because the site asks for fewer requests: 4" in said
    assert "fda.example asks for fewer requests: what else is cited of it is left for another day." in said


def test_a_wait_that_did_not_help_is_not_repeated(watch: Watch) -> None:
    watch.web.pages["fda.example/a"] = Page(503, headers={"Retry-After": "0"})
    watch.cite("fda.example/a", "fda.example/b")
    assert watch.run()[0] == 0
    assert watch.web.paths() == ["HEAD fda.example/a", "HEAD fda.example/a"]


INSIDE = "a machine inside a network"


@pytest.mark.parametrize(
    ("to", "why"),
    [
        ("http://127.0.0.2:{here}/secret", INSIDE),
        ("http://169.254.169.254/latest/meta-data", INSIDE),
        ("http://10.0.0.7/", INSIDE),
        ("http://[::1]:{here}/", INSIDE),
        ("http://[::ffff:10.0.0.7]/", INSIDE),
        ("http://localhost:{here}/secret", INSIDE),
        ("http://printer.local/", INSIDE),
        ("http://intranet/", INSIDE),
        ("javascript:alert(1)", "a place that is no web page (javascript:)"),
        ("file:///etc/passwd", "a place that is no web page (file:)"),
        ("ftp://fda.example/x", "a place that is no web page (ftp:)"),
        ("http://name:word@fda.example:{here}/labels/a", "an address with a name or a password in it"),
        ("http://[", INSIDE),
        ("http://fda.example:99999999/", "something that is no address"),
        ("/" + "x" * 3000, "an address of more than 2,000 letters"),
    ],
)
def test_a_redirect_that_must_not_be_followed(watch: Watch, to: str, why: str) -> None:
    watch.web.pages[PAGE] = Page(302, to)
    watch.web.pages["127.0.0.2/secret"] = watch.web.pages["localhost/secret"] = Page()
    kind, said = one_finding(watch)
    assert (kind, said) == (UNANSWERED, f"It leads to {why}: that is not followed.")
    assert {one.site for one in watch.web.asked} == {"fda.example"}


def test_a_name_of_the_web_that_leads_into_a_network_is_seen_before_anything_is_asked(
    watch: Watch, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The name looks like any other: only the machine that is reached tells."""
    watch.web.pages[PAGE] = Page(302, "http://rebound.example:{here}/secret")
    watch.web.pages["rebound.example/secret"] = Page()
    peers_of = iter([True, False])
    monkeypatch.setattr("loaders.link_guard._named_private", lambda host: False)
    monkeypatch.setattr("loaders.link_guard.is_public", lambda ip: next(peers_of))
    assert one_finding(watch) == (UNANSWERED, f"It leads to {INSIDE}: that is not followed.")
    assert watch.web.paths() == [f"HEAD {PAGE}"]


def test_an_address_that_is_inside_from_the_start_is_asked(watch: Watch) -> None:
    """Whoever wrote it into the file may cite a page of the own house."""
    watch.web.pages["localhost/a"] = Page(302, "/b")
    watch.web.pages["localhost/b"] = Page()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("loaders.link_guard.is_public", is_public)
        assert one_finding(watch, "localhost/a") == (FINE, "")


@pytest.mark.parametrize(
    ("ip", "public"),
    [
        ("93.184.215.14", True),
        ("2606:2800:21f:cb07::1", True),
        ("127.0.0.1", False),
        ("10.1.2.3", False),
        ("172.16.0.1", False),
        ("192.168.1.1", False),
        ("100.64.0.1", False),
        ("169.254.169.254", False),
        ("0.0.0.0", False),
        ("::1", False),
        ("fe80::1%eth0", False),
        ("fd00::1", False),
        ("::ffff:192.168.1.1", False),
        ("2002:7f00:1::", False),
    ],
)
def test_which_machines_are_of_the_internet(ip: str, public: bool) -> None:
    assert is_public(ip) is public


@pytest.mark.parametrize(
    ("location", "kept"),
    [
        ("/n/\u202eevil", "/n/%E2%80%AEevil"),
        ("/n/<img src=x onerror=alert(1)>", "/n/%3Cimg%20src=x%20onerror=alert(1)%3E"),
        ("/n/a b\x00c", None),
        ("http://\u202efda.example:{here}/n", None),
    ],
)
def test_a_hostile_new_address_is_made_harmless(watch: Watch, location: str, kept: str | None) -> None:
    watch.web.pages[PAGE] = Page(301, location.encode().decode("latin-1"))
    watch.web.pages[f"fda.example{kept}"] = Page()
    kind, _ = one_finding(watch)
    assert kind == (MOVED if kept else UNANSWERED)
    assert watch.report()["findings"][0]["moved_to"] == (watch.web.at(f"fda.example{kept}") if kept else None)
    said = watch.run("--all")[1]
    assert "\u202e" not in said
    assert "<img" not in said


def test_ten_megabytes_of_header_are_not_taken(watch: Watch) -> None:
    watch.web.pages[PAGE] = Page(301, "/" + "x" * 10_000_000)
    assert one_finding(watch) == (UNANSWERED, "The site broke off, or its answer cannot be read.")
    assert max(path.stat().st_size for path in watch.folder.rglob("*.json")) < 10_000


@pytest.mark.parametrize("address", ["https://", "http://[", "http://a b/", "http://fda.example:0x/", "http://x" * 999])
def test_an_address_in_a_file_that_is_none(watch: Watch, address: str) -> None:
    watch.web.pages[PAGE] = Page()
    watch.cite(PAGE)
    watch.links.append(CitedLink(address, CARVYKTI, "s2", "A slip", f"therapies/{CARVYKTI}.yaml", ("sources",)))
    assert watch.run()[0] == 0
    assert [one["kind"] for one in watch.report()["findings"]] == [UNANSWERED]


def test_every_address_of_the_files_is_cited_with_its_line() -> None:
    every = cited_links(curated())
    therapies = {(link.therapy_id, link.source_id) for link in every if link.therapy_id}
    assert therapies == {(therapy.id, source.id) for therapy in curated().therapies for source in therapy.sources}
    lines = Lines(CURATED)
    for link in every:
        text = (CURATED / link.file).read_text(encoding="utf-8").splitlines()[lines.of(link) - 1]
        assert link.address in text
    assert {link.file for link in every} > {"glossary.yaml", "pathways.yaml"}


def test_a_source_with_a_number_alone_is_cited_by_what_the_number_leads_to() -> None:
    therapy = curated().therapies[0]
    first = therapy.sources[0]
    sources = [
        first.model_copy(update={"url": None, "doi": "doi:10.1/A<b>#c", "pmid": "7"}),
        first.model_copy(update={"url": None, "doi": None, "pmid": "7"}),
        first.model_copy(update={"url": None, "doi": None, "pmid": None}),
        first.model_copy(update={"url": "https://x.example/a", "doi": "10.1/a", "pmid": "7"}),
    ]
    changed = therapy.model_copy(update={"sources": sources})
    found = cited_links(replace(curated(), therapies=(changed,)))
    assert [link.address for link in found if link.therapy_id] == [
        "https://doi.org/10.1/a%3Cb%3E%23c",
        "https://pubmed.ncbi.nlm.nih.gov/7/",
        "https://x.example/a",
    ]


def test_one_page_has_one_address() -> None:
    assert page_address("HTTPS://WWW.FDA.gov#a") == page_address("https://www.fda.gov/#b") == "https://www.fda.gov/"
    assert page_address("https://a.example/X?y#z") == "https://a.example/X?y"
    assert page_address("http://[") == "http://["

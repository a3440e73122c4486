"""Text from the data can do nothing, wherever it is shown, and says what it said before."""

import html as standard_html
import re
import sys
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from views import safe_text

HOSTILE = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    '" onmouseover="alert(1)',
    "[x](javascript:alert(1))",
    "![x](http://a.example/x.png)",
    "$\\sqrt{2}$",
    "$$x$$",
    ":material/face:",
    ":material_face:",
    ":smile:",
    ":red[alarm]",
    ":red-badge[alarm]",
    "**bold** _thin_ `code` ~~gone~~",
    "# heading",
    "1. list",
    "| a | b |",
    "\u202egnp.exe",
    "safe\u200bword\u2066",
    "line\nbreak\x00\x1b[31m\u2028end",
]
anything = st.text(max_size=80) | st.sampled_from(HOSTILE)


class Seen(HTMLParser):
    """What a browser would make of a piece of HTML."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[str] = []
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes = dict(attrs)

    def handle_data(self, data: str) -> None:
        self.text += data


def seen(html: str) -> Seen:
    parser = Seen()
    parser.feed(html)
    parser.close()
    return parser


@given(anything)
def test_html_has_no_tag_and_keeps_the_words(text: str) -> None:
    result = seen(f"<p>{safe_text.html(text)}</p>")
    assert result.tags == ["p"]
    assert result.text == safe_text.plain(text)


@given(anything)
def test_html_cannot_leave_an_attribute(text: str) -> None:
    result = seen(f'<p title="{safe_text.html(text)}">x</p>')
    assert list(result.attributes) == ["title"]
    assert result.text == "x"


@given(anything)
def test_markdown_escapes_every_sign_and_keeps_the_words(text: str) -> None:
    escaped = safe_text.markdown(text)
    assert re.fullmatch(r"(\\[!-/:-@\[-`{-~]|[^!-/:-@\[-`{-~])*", escaped)
    shown = re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", escaped)
    assert shown.replace("\u2060", "") == safe_text.plain(text)
    assert not re.search(r":[a-z0-9_+/-]+:", shown), "Streamlit would draw an icon or an emoji"


@given(anything)
def test_plain_is_one_line_without_unseen_marks(text: str) -> None:
    result = safe_text.plain(text)
    assert result == safe_text.plain(result)
    assert not re.search("[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\u200b\ufeff]", result)


@pytest.mark.parametrize("text", ["Müller-Süß", "≥ 30 µg/kg", "T细胞", "naïve — “B”", "CD7⁺"])
def test_other_scripts_and_signs_stay(text: str) -> None:
    assert safe_text.plain(text) == text
    assert standard_html.unescape(safe_text.html(text)) == text


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        "JAVASCRIPT:alert(1)",
        " javascript:alert(1)",
        "java\tscript:alert(1)",
        "data:text/html,x",
        "vbscript:x",
        "file:///etc/passwd",
        "ftp://a.example/x",
        "//a.example/x",
        "https:///x",
        "https://user:secret@a.example/",
        "https://a.example/\u202egnp",
        'https://a.example/"onclick="x',
        "https://[broken",
        "therapy?therapy=x",
        "",
        None,
    ],
)
def test_other_addresses_are_no_links(url: str | None) -> None:
    assert safe_text.address(url) is None
    assert "<a" not in safe_text.link("words", url)


@pytest.mark.parametrize(
    "url", ["https://clinicaltrials.gov/study/NCT04984356", "http://a.example/x?y=1&z=(2)#t", "https://a.example:8443/"]
)
def test_http_addresses_are_links_that_give_nothing_away(url: str) -> None:
    result = seen(safe_text.link("words", url))
    assert result.attributes == {"href": url, "target": "_blank", "rel": "noopener noreferrer"}


@given(anything)
def test_nothing_but_http_ever_becomes_a_link(text: str) -> None:
    result = seen(safe_text.link("words", text))
    assert not result.tags or (result.attributes["href"] or "").startswith(("http://", "https://"))


@given(anything, anything)
def test_a_link_to_our_own_page_is_one_link_whatever_stands_in_it(words: str, to: str) -> None:
    result = seen(safe_text.own_link(words, to))
    assert result.tags == ["a"]
    assert result.attributes == {"href": safe_text.plain(to), "target": "_self"}
    assert result.text == safe_text.plain(words)


def test_a_link_to_our_own_page_is_escaped_once() -> None:
    link = safe_text.own_link("A & B", "therapies?disease=t-all&show=1")
    assert link == '<a href="therapies?disease=t-all&amp;show=1" target="_self">A &amp; B</a>'


@pytest.mark.parametrize("path", ["therapy?therapy=wu-cart-007", "./", "./?q=a+b", "compare?therapies=a,b", "glossary"])
def test_own_addresses(path: str) -> None:
    assert safe_text.is_our_own(path)


@pytest.mark.parametrize("path", ["//a.example", "javascript:x", "/x", "../x", "therapy?x='\"", "a/b", "x\n", "\\\\a"])
def test_not_own_addresses(path: str) -> None:
    assert not safe_text.is_our_own(path)


def test_what_python_can_print_needs_no_cleaning() -> None:
    """On this rests that most texts are not searched for marks."""
    printable = "".join(sign for sign in map(chr, range(sys.maxunicode + 1)) if sign.isprintable())
    assert len(printable) > 100_000
    assert not safe_text._UNSEEN.search(printable)
    assert not safe_text._CONTROL.search(printable)


def test_a_short_name_with_a_hyphen_stays_whole_and_says_the_same() -> None:
    kept = {name: f'<span class="ct-whole">{name}</span>' for name in ("Sofi-cel", "CAR-T", "T-ALL", "RD13-01")}
    for name, whole in kept.items():
        assert safe_text.whole_words(f"Is {name}, here?") == f"Is {whole}, here?"
    for loose in ("a long-lasting-remission", "5 - 7", "-T", "T-"):
        assert safe_text.whole_words(loose) == loose


@given(st.text(alphabet="aZ9-<>&\"' \u202e/."))
def test_whole_words_add_no_sign_and_obey_none(text: str) -> None:
    drawn = re.sub(r'<span class="ct-whole">([\w-]+)</span>', r"\1", safe_text.whole_words(text))
    assert drawn == safe_text.html(text)

"""Text from the data, made harmless for the place where it is shown: HTML, Markdown, or a link's address.

Every text that is not written in this code goes through here. What it says stays; what it could do does not. Not here:
text in a plot (`views.plot`), and cells of a CSV file (`therapies.download`).
"""

import html as _html
import re
from collections.abc import Callable, Generator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import lru_cache, wraps
from urllib.parse import urlsplit

# Marks that change the direction of text, and marks that nobody sees: they can make a text read as another one.
_UNSEEN = re.compile("[\u200b\u200e\u200f\u061c\u202a-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb\U000e0000-\U000e007f]")
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]+")
_PUNCTUATION = re.compile(r"([!-/:-@\[-`{-~])")
# Streamlit looks for icons and emoji (":name:") after Markdown is read, so a backslash does not stop it.
_SHORTCODE = re.compile(r":(?=[\w+/-]+:)")
# "T-cell", "sofi-cel", "RD13-01" in a text for HTML: short enough for the narrowest window.
_HYPHENED = re.compile(r"(?<![\w-])(?=[\w-]{3,14}(?![\w-]))\w+(?:-\w+)+")
_WORD_JOINER = "\u2060"
# The same few thousand texts stand on page after page: a tenth of a page's time went into reading them again.
_TEXTS_KEPT = 8_192
_keeping: ContextVar[bool] = ContextVar("texts are kept", default=False)


@contextmanager
def keeping() -> Generator[None]:
    """What is made harmless in this block may be kept for the next page.

    Not where somebody tells of a patient: a town or an age stands in texts ("Nearest: Houston, 841 km") that must go
    with their session.
    """
    token = _keeping.set(True)
    try:
        yield
    finally:
        _keeping.reset(token)


def kept(most: int) -> Callable[[Callable[[str], str]], Callable[[str], str]]:
    """Keep the last `most` answers of a function of a text, of those that were asked for inside `keeping`."""

    def remembering(make: Callable[[str], str]) -> Callable[[str], str]:
        made_before = lru_cache(maxsize=most)(make)

        @wraps(make)
        def made(text: str) -> str:
            return made_before(text) if _keeping.get() else make(text)

        return made

    return remembering


@kept(_TEXTS_KEPT)
def plain(text: str) -> str:
    """The text in one line, without control characters and without marks that turn or hide text."""
    if text.isprintable():  # for Python none of them is; so most texts need no further look
        return text.strip()
    return _CONTROL.sub(" ", _UNSEEN.sub("", text)).strip()


@kept(_TEXTS_KEPT)
def html(text: str) -> str:
    """The text for the body or a quoted attribute of HTML."""
    return _html.escape(plain(text), quote=True)


@kept(_TEXTS_KEPT)
def whole_words(text: str) -> str:
    """The text for the body of HTML; no line ends inside a short name with a hyphen, and it is copied as it is."""
    return _HYPHENED.sub(r'<span class="ct-whole">\g<0></span>', html(text))


@kept(_TEXTS_KEPT)
def markdown(text: str) -> str:
    """The text for `st.markdown`, headings and labels: every sign is shown, none is obeyed."""
    separated = _SHORTCODE.sub(f":{_WORD_JOINER}", plain(text))
    return _PUNCTUATION.sub(r"\\\1", separated)


def address(url: str | None) -> str | None:
    """The address if it may become a link: http or https, with a host, without a name or password; else None."""
    if not url or url != plain(url) or any(sign in url for sign in " \\\"'<>`"):
        return None
    try:
        parts = urlsplit(url)
        allowed = parts.scheme in ("http", "https") and bool(parts.hostname) and "@" not in parts.netloc
    except ValueError:
        return None
    return url if allowed else None


def link(words: str, url: str | None) -> str:
    """HTML of a link to another site that opens in a new tab; only the words where the address is not a safe one."""
    target = address(url)
    if target is None:
        return html(words)
    return f'<a href="{html(target)}" target="_blank" rel="noopener noreferrer">{html(words)}</a>'


def own_link(words: str, to: str) -> str:
    """HTML of a link to a page of this dashboard, in the same tab. `to` as `address.href` makes it: not yet escaped."""
    return f'<a href="{html(to)}" target="_self">{html(words)}</a>'


def is_our_own(path: str) -> bool:
    """True for a relative address of this dashboard, as `address.href` makes it: "therapy?therapy=wu-cart-007"."""
    return bool(re.fullmatch(r"(\./|[a-z_]+)(\?[\w%&=+,.~-]*)?", path, re.ASCII))

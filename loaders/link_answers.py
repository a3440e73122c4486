"""What the answers of a site say of a page: in its place, moved for good, elsewhere, gone, refused, or not answered.

Pure: the hops of one address go in, a judgement comes out. That a page is refused says nothing of whether it is there;
that an address answers says nothing of what stands on the page, which is never read. Not here: the asking
(`loaders.link_client`), and since when an address is as it is (`loaders.link_memory`).
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import SplitResult, urldefrag, urlsplit

FINE, MOVED, ELSEWHERE, GONE, REFUSED, UNANSWERED = "fine", "moved", "elsewhere", "gone", "refused", "unanswered"

_FOR_GOOD = (301, 308)
_GONE = {404: "The site says that it has no such page (404).", 410: "The site says that the page was taken away (410)."}
_REFUSED = {
    202: "The site answers without the page (202): often a check for robots.",
    401: "The site asks for a name and a password (401).",
    402: "The site asks for payment (402).",
    403: "The site does not let this program in (403).",
    407: "A proxy in between asks for a name and a password (407).",
    429: "The site asks for fewer requests (429).",
    451: "The site may not show it here, for legal reasons (451).",
}
_HOME = re.compile(r"/?(?:[a-z]{2}(?:[-_][a-z]{2})?/?)?(?:(?:home|index|default|main)(?:\.\w{2,5})?/?)?", re.IGNORECASE)
_MISSING = re.compile(
    r"[/.](?:404(?:[_-]\w+)?|(?:page[_-]?)?not[_-]?found|error(?:[_-]?(?:page|\d{3}))?)(?:[/.]|$)", re.IGNORECASE
)
_DOOR = re.compile(
    r"(?:^|[/.])(?:log-?in|sign-?in|sso|oauth2?|authorize|captcha|challenge|validate|cookie-?absent|access-?denied"
    r"|blocked)(?:[/.]|$)",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Hop:
    """One answer: of which address, its status, and where it sends on, if it does."""

    address: str
    status: int
    location: str | None = None


@dataclass(frozen=True)
class Answer:
    """The judgement. `moved_to`: where it says it moved for good; `reached`: this site was there, or another."""

    outcome: str
    why: str
    status: int | None = None
    moved_to: str | None = None
    reached: bool = True


def judged(hops: Sequence[Hop]) -> Answer:
    """What the answers say; the last one sends no further."""
    first, last = hops[0].address, hops[-1]
    moved_to = _moved_to(hops)
    if last.status in _GONE:
        return Answer(GONE, _GONE[last.status], last.status, moved_to)
    if last.status in _REFUSED:
        return Answer(REFUSED, _REFUSED[last.status], last.status, moved_to)
    if 400 <= last.status < 500:
        return Answer(REFUSED, f"The site does not take the request ({last.status}).", last.status, moved_to)
    if not 200 <= last.status < 300:
        what = "has a fault of its own" if last.status >= 500 else "gave an answer that says nothing"
        return Answer(UNANSWERED, f"The site {what} ({last.status}).", last.status, moved_to)
    if why := _door(first, last.address):
        return Answer(REFUSED, why, last.status)
    if why := _elsewhere(first, last.address):
        return Answer(ELSEWHERE, why, last.status)
    if moved_to and not same_place(first, moved_to):
        return Answer(MOVED, "The site says that the page moved for good.", last.status, moved_to)
    return Answer(FINE, "The page is in its place.", last.status, moved_to)


def same_place(one: str, other: str) -> bool:
    """Two addresses that differ only by http and https, by `www.`, by letters of the site's name or by a last slash."""
    return _place(one) == _place(other)


def _place(address: str) -> tuple[str, str, str]:
    parts = urlsplit(urldefrag(address)[0])
    return parts.netloc.lower().removeprefix("www."), parts.path.rstrip("/"), parts.query


def _moved_to(hops: Sequence[Hop]) -> str | None:
    """Where the first redirects lead, as long as they are for good; what comes after one that is not may change."""
    target = None
    for hop in hops[:-1]:
        if hop.status not in _FOR_GOOD:
            break
        target = hop.location
    return target


def _elsewhere(first: str, last: str) -> str | None:
    before, now = urlsplit(first), urlsplit(last)
    if same_place(first, last):
        return None
    if _is_home(now) and not _is_home(before):
        return f"Instead of the page comes the first page of {now.netloc}. The page may be gone."
    if _MISSING.search(now.path) and not _MISSING.search(before.path):
        return f"Instead of the page comes one that is named as a fault: {now.path[:80]}. The page may be gone."
    return None


def _is_home(parts: SplitResult) -> bool:
    return bool(_HOME.fullmatch(parts.path)) and not parts.query


def _door(first: str, last: str) -> str | None:
    before, now = urlsplit(first), urlsplit(last)
    where = f"{now.netloc}{now.path}"
    if _DOOR.search(where) and not _DOOR.search(f"{before.netloc}{before.path}"):
        return f"Instead of the page comes a sign-in or a check for robots, at {now.netloc}."
    return None

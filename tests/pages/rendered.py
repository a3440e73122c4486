"""The HTML of a page as elements, and what in them breaks the rules for showing numbers honestly."""

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser

VOID = {"br", "hr", "img", "input", "meta", "link", "wbr", "col"}
PERCENTAGE = re.compile(r"\d\s?%")
COUNTED = re.compile(r"\d+ of \d+|\d+ people|not stated")
WHO = re.compile(r"evaluable|could be checked|treated|got the treatment|enrolled|joined|random|does not say|not stated")
HYPE = re.compile(r"\b(promising|miracles?|game-chang\w+|revolutionary|groundbreaking|wonder)\b", re.IGNORECASE)
LABEL = re.compile(
    r"label|peer-reviewed|registry|conference|press release|news|regulator|company|blog"
    r"|patient organisation|reference work",
    re.IGNORECASE,
)


@dataclass
class Element:
    """One HTML element with its children and texts, in order."""

    tag: str
    attributes: dict[str, str | None] = field(default_factory=dict)
    inside: list["Element | str"] = field(default_factory=list)

    def text(self, without: tuple[str, ...] = ()) -> str:
        """All text in it, except inside elements of these kinds."""
        parts = (
            one if isinstance(one, str) else one.text(without)
            for one in self.inside
            if isinstance(one, str) or one.tag not in without
        )
        return re.sub(r"\s+", " ", " ".join(parts)).strip()

    def all(self) -> list["Element"]:
        """It and everything inside it."""
        return [self, *(deep for one in self.inside if isinstance(one, Element) for deep in one.all())]


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.open = [Element("page")]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, dict(attrs))
        self.open[-1].inside.append(element)
        if tag not in VOID:
            self.open.append(element)

    def handle_endtag(self, tag: str) -> None:
        if tag in [one.tag for one in self.open[1:]]:
            while self.open.pop().tag != tag:
                pass

    def handle_data(self, data: str) -> None:
        self.open[-1].inside.append(data)


def page(html: str) -> Element:
    """The page as a tree of elements."""
    reader = _Reader()
    reader.feed(html)
    return reader.open[0]


def broken(html: str) -> list[str]:
    """Each break of rules 1, 8 and 12: the rule, and the text it was found in. Titles of sources are quotations."""
    tree = page(html)
    found = [f"8: {hit.group()}" for hit in HYPE.finditer(tree.text(("a",)))]
    for block in tree.all():
        if block.attributes.get("role") != "group" or "data-fact" not in block.attributes:
            continue
        fact, text = block.attributes["data-fact"], block.text(("a",))
        for line in block.all():
            said = line.text() if "ct-count" in (line.attributes.get("class") or "").split() else ""
            if PERCENTAGE.search(said) and not COUNTED.search(said):
                found.append(f"1: {fact}: {said}")
        if PERCENTAGE.search(text) and not WHO.search(text):
            found.append(f"1 (who): {fact}: {text[:200]}")
        if not LABEL.search(text):
            found.append(f"12: {fact}: {text[:200]}")
        if not re.search(r"checked \d", text) and "Overdue for a check" not in text:
            found.append(f"15: {fact}: {text[:200]}")
    return found

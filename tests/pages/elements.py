"""The HTML of a page as a tree of elements, as a reader's eye or ear takes it: what stands in what."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser

VOID = {"br", "hr", "img", "input", "meta", "link", "wbr", "col"}
# Elements that a reader takes as one line or one piece.
LINES = {"p", "li", "td", "th", "dt", "dd", "summary", "caption", "figcaption", "h1", "h2", "h3", "h4", "h5", "h6"}


@dataclass(eq=False)
class Element:
    """One HTML element with its children and texts, in order."""

    tag: str
    attributes: dict[str, str | None] = field(default_factory=dict)
    parent: "Element | None" = None
    inside: list["Element | str"] = field(default_factory=list)
    _texts: dict[tuple[str, ...], str] = field(default_factory=dict)  # once the page is read nothing changes any more

    @property
    def fact(self) -> str | None:
        """The fact that it says it is about."""
        return self.attributes.get("data-fact")

    @property
    def classes(self) -> list[str]:
        """Its classes."""
        return str(self.attributes.get("class") or "").split()

    def text(self, without: tuple[str, ...] = ()) -> str:
        """All text in it, except inside elements of these kinds."""
        if without not in self._texts:
            parts = (
                one if isinstance(one, str) else one.text(without)
                for one in self.inside
                if isinstance(one, str) or one.tag not in without
            )
            self._texts[without] = " ".join(" ".join(parts).split())
        return self._texts[without]

    def all(self) -> Iterator["Element"]:
        """It and everything inside it, in order."""
        waiting: list[Element] = [self]
        while waiting:
            one = waiting.pop()
            yield one
            waiting += [part for part in reversed(one.inside) if isinstance(part, Element)]

    def around(self) -> Iterator["Element"]:
        """It and everything that it stands in, from the inside outwards."""
        here: Element | None = self
        while here is not None:
            yield here
            here = here.parent

    def lines(self) -> Iterator["Element"]:
        """The innermost pieces of text inside it."""
        for one in self.all():
            if one.tag in LINES and not any(deep.tag in LINES for deep in one.all() if deep is not one):
                yield one


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.open = [Element("page")]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, dict(attrs), self.open[-1])
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

"""Pieces that were broken on purpose, each in one small way that a person would see. None of them may pass."""

from dataclasses import dataclass

from tests.browser.pieces.document import Drawn
from tests.browser.pieces.gallery import PIECES


@dataclass(frozen=True)
class Broken:
    """One fault: of which piece, in words, and how it is made, by rules or by HTML of the piece that is exchanged."""

    piece: str
    fault: str
    rules: str = ""
    found: str = ""
    instead: str = ""

    @property
    def drawn(self) -> Drawn:
        """The piece with the fault."""
        (whole,) = (piece for piece in PIECES if piece.name == self.piece)
        assert self.found in whole.html, "the fault cannot be made: the piece has changed"
        html = whole.html.replace(self.found, self.instead, 1) if self.found else whole.html
        return Drawn(f"{self.piece}: {self.fault}", f"<style>@scope{{{self.rules}}}</style>{html}", whole.window)


BROKEN = (
    Broken("status-badge", "one shape is missing", found="▲"),
    Broken("status-badge", "one colour is lost", ".ct-label[data-tone=good]{color:var(--quiet)}"),
    Broken("status-badge", "the frames are lost", ".ct-label{border-color:transparent}"),
    Broken("status-badge", "6 px more inside", ".ct-label{padding:calc(.05rem + 6px) calc(.45rem + 6px)}"),
    Broken("evidence-label", "letters of another size", ".ct-label{font-size:1rem}"),
    Broken("count", "the count is no longer strong", ".ct-count strong{font-weight:400}"),
    Broken("count", "a sign of care is lost", found="▲"),
    Broken("count", "a line has moved by 4 px", ".ct-count{position:relative;top:4px}"),
    Broken("count-compared", "the comparison is smaller", "[data-control] .ct-count{font-size:1.15rem}"),
    Broken("icons-each-person", "one person more responded", found='data-filled="no"', instead='data-filled="yes"'),
    Broken("icons-each-person", "filled and empty have one form", ".ct-icons i{border-radius:50%!important}"),
    Broken("icons-hundred-harm", "a harm has the colour of a benefit", found='"harm"', instead='"benefit"'),
    Broken("icons-hundred-harm", "one more is filled", found='data-filled="no"', instead='data-filled="yes"'),
    Broken("icons-hundred-harm", "2 px more between", ".ct-icons{gap:calc(.2rem + 2px)!important}"),
    Broken(
        "denominator-ladder",
        "a result has the colour of a step",
        ".ct-bar[data-kind=result]{background:var(--did-not)}",
    ),
    Broken("denominator-ladder", "the whole is filled", ".ct-bar[data-kind=whole]{background:var(--did-not)}"),
    Broken("denominator-ladder", "a bar is shorter", found="width:46.4%", instead="width:44.0%"),
    Broken("denominator-ladder", "the lines are lost", "th,td{border-color:transparent!important}"),
    Broken("passports", "it no longer shows that it opens", "summary::before{content:none!important}"),
    Broken("passport-open", "the line beside it is lost", ".ct-passport>div{border-color:transparent}"),
    Broken("journey", "its line is lost", ".ct-journey{border-color:transparent!important}"),
    Broken("journey", "6 px more after each line", ".ct-journey p{margin-bottom:calc(.35rem + 6px)}"),
    Broken("way-of-access", "a caution is not in its colour", ".ct-care{color:inherit}"),
    Broken("record-age-old", "the strip is not dashed", ".ct-trust[data-tone=old]{border-left-style:solid}"),
    Broken("unknowns", "the rings are lost", ".ct-asked{border-color:transparent}"),
    Broken("unranked", "the line beside it is lost", ".ct-unranked{border-color:transparent}"),
    Broken("story", "a box has a line of another colour", ".ct-beside>div{border-color:var(--care)}"),
    Broken("story", "a box is closer to its text", ".ct-beside>div{padding:.3rem .5rem}"),
    Broken("term", "more room around each term", ".ct-term{padding:2rem 0}"),
    Broken("stacked-table", "the ground of a heading is lost", "tbody th{background:none!important}"),
    Broken("stacked-table-narrow", "a cell does not say its column", "td::before{content:none!important}"),
    Broken("interval-plot", "the ranges are lost", ".trace:nth-of-type(2){visibility:hidden}"),
    Broken("interval-plot", "one point is lost", ".trace:nth-of-type(3) .point:nth-of-type(1){visibility:hidden}"),
    Broken("screen-of-a-call", "the people are smaller", ".ct-icons{grid-template-columns:repeat(10,.8em)!important}"),
    Broken("screen-of-a-call", "the lines above the sides are lost", ".call-sides>div{border-color:transparent}"),
    Broken("screen-of-a-call", "a caution is not in its colour", ".call-care{color:var(--quiet)}"),
)

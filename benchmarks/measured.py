"""One line of the table of goals: what was measured, what was to be reached, and how far it is from that.

Not here: how anything is measured, and what the document looks like (`benchmarks.__main__`).
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Measured:
    """`of_goal` is what was measured as a share of the goal: at most 1 is reached. None where there is no goal.

    `of_stock` is what was measured as a multiple of S0's, where it is.
    """

    what: str
    shown: str
    goal: str = ""
    of_goal: float | None = None
    of_stock: float | None = None

    @property
    def verdict(self) -> str:
        """Reached or missed, in words, or nothing where there is no goal."""
        if self.of_goal is None:
            return ""
        return "reached" if self.of_goal <= 1 else "**missed**"

    def row(self) -> str:
        """The line of a Markdown table."""
        return f"| {self.what} | {self.goal} | {self.shown} | {self.verdict} |"


def times(what: str, ours: float, stock: float, most: float | None = None) -> Measured:
    """Seconds of ours and of S0, in one run; the goal is `most` times S0's."""
    shown = f"{ours / stock:.2f} x S0 ({ours * 1000:.0f} ms, S0 {stock * 1000:.0f} ms)"
    if most is None:
        return Measured(what, shown, of_stock=ours / stock)
    return Measured(what, shown, f"at most {most:g} x S0", ours / stock / most, ours / stock)


def at_most(what: str, measured: float, most: float, unit: str, more: str = "") -> Measured:
    """A figure that must not be greater; `more` is said behind it."""
    return Measured(
        what, f"{measured:,.{_digits(measured)}f} {unit}{more}", f"at most {most:g} {unit}", measured / most
    )


def none_of(what: str, found: int, of: str) -> Measured:
    """Something that must not happen at all; `of` says how much was looked at."""
    return Measured(what, f"{found} in {of}", "0", 0.0 if not found else float("inf"))


def _digits(value: float) -> int:
    return 0 if value >= 20 else 1 if value >= 2 else 2

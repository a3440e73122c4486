"""A fault in a curated file: where it is, what is wrong, what would be right.

Not here: finding faults (`loaders.curated`, and over what the pages would show `loaders.checking`).
"""

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, order=True)
class Fault:
    """One thing to mend. `path` is the place inside the file, as in `outcomes[3].percent`; `line` counts from 1."""

    file: Path
    line: int
    path: str
    wrong: str
    right: str

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}"
        return f"{place}: {self.path or '(whole file)'}\n    wrong: {self.wrong}\n    right: {self.right}"


def path_text(path: tuple[str | int, ...]) -> str:
    """("outcomes", 3, "percent") as outcomes[3].percent."""
    text = ""
    for part in path:
        text += f"[{part}]" if isinstance(part, int) else f".{part}" if text else str(part)
    return text

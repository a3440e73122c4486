"""Why a refresh (register, labels, papers, links) stopped, in words for staff. What still works the command adds.

Here too: words of another machine, made short. Not here: how a stop is told (`loaders.stoppable`).
"""


class RefreshStoppedError(Exception):
    """The copy could not be made; nothing that was there before has changed."""

    def __init__(self, happened: str, do: str) -> None:
        super().__init__(happened)
        self.happened = happened
        self.do = do


class TransientError(RefreshStoppedError):
    """Something that may be gone in a moment: worth another try."""


class BadPlaceError(RefreshStoppedError):
    """The register refused the request (400): for a first page a mistake in the question, else an outdated token."""


class MovedError(RefreshStoppedError):
    """The list changed while it was read: what was read so far does not fit together."""


def shortened(text: str, length: int = 200) -> str:
    """Words of another machine, on one line, without control characters, and not endless."""
    plain = "".join(letter if letter.isprintable() else " " for letter in text[: length * 4])
    plain = " ".join(plain.split())
    return plain if len(plain) <= length else f"{plain[:length]}..."

"""The text in the bytes of a file: UTF-8, also with the mark that some editors put before it.

What is not is told in words for people who never heard of it: which line, which sign, and how to save the file. Not
here: what the text says (`loaders.yaml_text`).
"""

# What a file begins with that is no plain text, and what it is. The first ones are bytes that no UTF-8 text has.
_OTHERS = (
    (b"PK\x03\x04", "a document of a word processor or a packed folder"),
    (b"\xd0\xcf\x11\xe0", "a document of a word processor"),
    (b"%PDF", "a PDF document"),
    (b"{\\rtf", "a document of a word processor (RTF)"),
    (b"<!DOCTYPE", "a page of the web"),
    (b"<html", "a page of the web"),
)
_MARK = "\N{ZERO WIDTH NO-BREAK SPACE}"
_PLAIN = "open it in the program that made it and save it as plain text (UTF-8), with a name that ends in .yaml"
_AS_UTF_8 = "save the file as UTF-8: in the editor under Save as, Encoding"


class NotPlainTextError(ValueError):
    """A file that is no UTF-8 text: the line (1 is the first), what is wrong, what would be right."""

    def __init__(self, line: int, wrong: str, right: str) -> None:
        super().__init__(f"{wrong} (line {line}). Right: {right}")
        self.line, self.wrong, self.right = line, wrong, right


def decoded(content: bytes) -> str:
    """The text in the bytes of a file. Raises NotPlainTextError."""
    refuse_other_forms(content)
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise NotPlainTextError(1, "cannot be read: saved as UTF-16 and not as UTF-8", _AS_UTF_8)
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        sign = content[error.start : error.start + 1].decode("cp1252", "replace")
        wrong = f"cannot be read: '{sign}' is saved in an older encoding and not as UTF-8"
        raise NotPlainTextError(line, wrong, _AS_UTF_8) from error


def refuse_other_forms(content: bytes) -> None:
    """Raises NotPlainTextError where a file begins as one of another form does."""
    for start, what in _OTHERS:
        if content.startswith(start):
            raise NotPlainTextError(1, f"cannot be read: this is no plain text but {what}", _PLAIN)


def without_mark(text: str) -> str:
    """The text without the mark that some editors put before it, which says nothing."""
    return text.removeprefix(_MARK)

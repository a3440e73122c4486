"""A line that makes one careful: few people, sources that disagree, words for staff alone. A sign, then the words.

And that facts in the text above are overdue for a check. Not here: the words for that, and their sign
(`therapies.overdue_marks`).
"""

from collections.abc import Iterable

from views import safe_text


def html(text: str | None) -> str:
    """HTML of the line; nothing where there is no text."""
    return f'<p class="ct-care"><span aria-hidden="true">▲</span> {safe_text.html(text)}</p>' if text else ""


def late_html(marks: Iterable[str]) -> str:
    """HTML of what is overdue in the text above, a line for each mark."""
    return "".join(f'<p class="ct-late">{safe_text.html(mark)}</p>' for mark in marks)

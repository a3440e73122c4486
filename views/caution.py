"""A line that makes one careful: few people, sources that disagree, words for staff alone. A sign, then the words.

Not here: that a fact is overdue for a check, which has a sign of its own (`therapies.overdue_marks`).
"""

from views import safe_text


def html(text: str | None) -> str:
    """HTML of the line; nothing where there is no text."""
    return f'<p class="ct-care"><span aria-hidden="true">▲</span> {safe_text.html(text)}</p>' if text else ""

"""Labelled lines: "Ages: from 1 year". A list of terms and what each is, so that it can be read aloud."""

from collections.abc import Sequence

from views import safe_text


def html(lines: Sequence[tuple[str, str]], *, compact: bool = False) -> str:
    """HTML of the lines, as (label, text). `compact`: short texts beside each other, each below its label."""
    pairs = "".join(
        f"<div><dt>{safe_text.html(label)}</dt><dd>{safe_text.html(text)}</dd></div>" for label, text in lines
    )
    return f'<dl class="ct-labelled" data-compact="{"yes" if compact else "no"}">{pairs}</dl>'

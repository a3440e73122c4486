"""The way through the dashboard for who is new here, in two minutes: before, on and after the call. On Home, folded.

Not here: all keys of the call (`views.call_stage`).
"""

import streamlit as st

from views import address, call_stage, safe_text

TITLE = "New here? Before, on and after the call, in two minutes"
_SHORT = {
    "next screen",
    "where does this come from, and what do the words mean",
    "blank the screen, and back",
    "leave the call",
}
_KEYS = "; ".join(f"{key}: {does}" for key, does in call_stage.KEYS if does in _SHORT)

# Heading, steps in order, and the pages that the steps speak of: file name and what the link is called.
MOMENTS = (
    (
        "Before the call",
        (
            "Type a disease or a name in the box above. Typing errors are forgiven.",
            "Open a therapy. Read its results, its risks and what nobody knows yet.",
            "See which trials take new people, and hold the entry rules against what you know.",
            "Press “Add to call”: up to four therapies, in your order.",
        ),
        (("therapies", "Find by filters"), ("trials", "Find trials near a place"), ("fit_check", "Check the fit")),
    ),
    (
        "On the call",
        (
            "Choose which screens the family sees. Your notes stay off the shared screen.",
            "Press “Present” and share that window: one question a screen.",
            f"Use keys alone. {_KEYS}.",
            "Say the count first (“10 of 11 people”), then wait.",
        ),
        (("call", "Prepare the call"), ("glossary", "Say a word plainly")),
    ),
    (
        "After the call",
        (
            "Save the page to take away: what was shown, its sources, and room for questions.",
            "Copy the address of any page: it opens the same view and holds nothing of a patient.",
            "Before you speak again, see what has changed.",
        ),
        (("changes", "See what has changed"), ("sources_and_checks", "See how we check")),
    ),
)


def show() -> None:
    """Draw the three moments, folded until somebody asks."""
    with st.expander(TITLE):
        for column, (heading, steps, links) in zip(st.columns(len(MOMENTS)), MOMENTS, strict=True):
            with column:
                st.html(html(heading, steps))
                for page, label in links:
                    address.link(page, label)


def html(heading: str, steps: tuple[str, ...]) -> str:
    """HTML of one moment without its links."""
    items = "".join(f"<li>{safe_text.html(step)}</li>" for step in steps)
    return f'<div class="ct"><h2 class="ct-moment">{heading}</h2><ol>{items}</ol></div>'

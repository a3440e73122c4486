"""The first story on Home: what the study saw and what harmed people, in the same form, and what nobody knows.

And, in a few words, the two classes that the page Compare puts side by side. Not here: which study is told
(`therapies.front_page`).
"""

import streamlit as st

from therapies.front_page import Story, Teaser
from views import address, caution, denominator_ladder, number_grid, safe_text


def show(story: Story) -> None:
    """Draw the story, with the way to its page above and below: it is longer than two windows."""
    st.header(safe_text.markdown(story.headline))
    address.link("therapy", f"Everything about {story.name}", therapy=story.therapy_id)
    st.html(html(story))
    address.link("therapy", f"Everything about {story.name}", therapy=story.therapy_id)


def html(story: Story) -> str:
    """HTML of the story."""
    boxes = (("What the study saw", story.results), ("Risks in the same study", story.risks))
    beside = "".join(
        f"<div><h3>{title}</h3>{number_grid.html(measures, brief=True)}</div>" for title, measures in boxes if measures
    )
    steps = "".join(map(denominator_ladder.steps_html, story.ladders))
    late = caution.late_html(story.summary.marks)
    before = "".join(f"<p><strong>{safe_text.html(said)}</strong></p>" for said in story.before)
    return (
        f'<div class="ct ct-wide"><div class="ct-story"><div>{before}<p>{safe_text.html(story.summary.said)}</p>{late}'
        f"{_list('Keep in mind', story.unknowns)}</div><div>{steps}</div></div>"
        f'<div class="ct-beside">{beside}</div></div>'
    )


def show_teaser(teaser: Teaser) -> None:
    """Draw the two classes in a few words, and the way to their comparison."""
    st.header(safe_text.markdown(teaser.title))
    st.html(teaser_html(teaser))
    address.link("compare", "Compare the two", comparison=teaser.comparison_id)


def teaser_html(teaser: Teaser) -> str:
    """HTML of the two classes."""
    classes = "".join(f"<li>{safe_text.html(words)}</li>" for words in teaser.classes)
    return f'<div class="ct"><p>{safe_text.html(teaser.lead)}</p><ul>{classes}</ul></div>'


def _list(title: str, lines: tuple[str, ...]) -> str:
    if not lines:
        return ""
    return f"<p><strong>{title}</strong></p><ul>{''.join(f'<li>{safe_text.html(line)}</li>' for line in lines)}</ul>"

"""The therapies of one class: where each stands, and the first results and risks of its example.

Not here: the classes side by side (`views.side_by_side`).
"""

from datetime import date

import streamlit as st

from therapies.class_comparison import Class, ClassComparison, Member, approval_lines
from therapies.dataset import Dataset
from therapies.first_numbers import FirstNumbers
from views import address, number_grid, safe_text, stacked_table, table, therapy_head

HEADERS = ("Therapy", "Where it stands", "Approved for whom, where, and on what evidence")
_WIDTHS = (26, 30, 44)


def show_example(one: Class) -> None:
    """Draw the first results and risks of the example in one form, or that it has none."""
    st.subheader(safe_text.markdown(f"An example of {one.title}: {one.example}"))
    if one.first:
        st.html(example_html(one.first))
    if one.example_id:
        address.link("therapy", f"Open {one.example}", therapy=one.example_id)


def example_html(first: FirstNumbers) -> str:
    """HTML of the first results, then of the first risks with the warnings of the label."""
    use = f'<p class="ct-quiet">{safe_text.html(first.use)}</p>' if first.use else ""
    results = number_grid.html(first.results) or stacked_table.lines("No main result is marked in its record.")
    risks = therapy_head.warnings_html(first.warnings) + number_grid.html(first.risks)
    risks = risks or stacked_table.lines("Our data have no risk of it. That does not mean that there is none.")
    return f'<div class="ct"><h4>What the study saw</h4>{use}{results}<h4>Risks</h4>{risks}</div>'


def show(one: Class) -> None:
    """Draw the therapies of the class with where they stand, behind one line that counts them."""
    rows = stacked_table.html(one.heading, HEADERS, [_row(member) for member in one.members], _WIDTHS)
    st.html(f'<details class="ct-more"><summary>{safe_text.html(one.heading)}</summary>{rows}</details>')


def download_buttons(found: ClassComparison, dataset: Dataset, today: date) -> None:
    """Draw the button for the file of all classes' therapies."""
    table.download_button(found.members_sheet, dataset, today)


def _row(member: Member) -> tuple[str, ...]:
    link = safe_text.own_link(member.name, address.href("therapy", therapy=member.therapy_id))
    approved = "".join(
        stacked_table.lines(line.words) + stacked_table.lines(line.more, quiet=True)
        for line in approval_lines(member.standing)
    )
    return (
        f"<p>{link}</p>" + stacked_table.lines(member.full_name, quiet=True),
        stacked_table.lines(member.standing.said)
        + stacked_table.lines(member.standing.meaning, *member.standing.marks, member.standing.checked, quiet=True),
        approved or stacked_table.lines("Not approved for any use in these data."),
    )

"""The part of the page Sources that makes a ready text about a fact that seems wrong, to copy or to mail.

Not here: what the text says (`therapies.problem_report`), and the links to this part (`views.passport`).
"""

import logging
import os
from functools import cache

import streamlit as st

from therapies import problem_report as model
from therapies.problem_report import ProblemReport
from views import address, note, safe_text
from views.frame import Frame

_log = logging.getLogger(__name__)


def show(here: Frame) -> None:
    """Draw the box for the name of a fact, and the text about the fact in the address."""
    st.header("Report a problem with a number")
    fact_id = address.search_box(
        "Name of the fact",
        name=address.FACT,
        placeholder="for example: wu-cart-007/outcome/o1",
        help="It stands at the end of the source line under every number, which opens when you press it.",
    )
    if not fact_id:
        st.markdown(
            "Open the source line under the number that seems wrong, and press “Report a problem with this number” "
            "there. Or put the name of the fact here."
        )
        return
    found = model.problem_report(here.dataset, fact_id, here.today, here.register) or model.problem_report(
        here.record, fact_id, here.today
    )
    if found is None:
        st.markdown(
            f"No fact is called “{safe_text.markdown(fact_id)}” in these data. It may belong to other data than these, "
            "or a sign may be missing. Copy its name from the end of its source line."
        )
        return
    _show(found)


def _show(found: ProblemReport) -> None:
    st.markdown(
        "This text says which fact it is, what it says and where that comes from. Add at its end what is wrong, and "
        f"where it says so. **{safe_text.markdown(model.NO_PATIENT)}**"
    )
    st.code(found.text, language=None, wrap_lines=True)
    to = corrections_to(os.environ.get("THERAPY_CORRECTIONS_TO"))
    if to is None:
        st.markdown(
            "No address for corrections is set here. Copy the text with the button in its corner, add what is wrong, "
            "and send it to the person who keeps these data. Nothing is sent by itself."
        )
        return
    st.html(link_html(found, to))
    note.show("Your email program opens with the text, and you send it: nothing is sent by itself. Or copy the text.")


def link_html(found: ProblemReport, to: str) -> str:
    """HTML of the link that opens a mail with the text."""
    # Every sign of the text is percent-encoded, so that the address is one.
    return f'<p class="ct"><a href="{safe_text.html(found.mail(to))}">Write an email to {safe_text.html(to)}</a></p>'


@cache
def corrections_to(given: str | None) -> str | None:
    """The address for corrections; None where none is given, or what is given is no address, which is logged once."""
    found = model.mail_address(given)
    if given and found is None:
        _log.warning("THERAPY_CORRECTIONS_TO is %r, which is no mail address: none is offered for corrections", given)
    return found

"""Calm words when something fails: the data cannot be shown, or a page did not come to its end; and the log.

Not here: where a page's failure is caught (`views.frame`), and how the log is written (`server.log`).
"""

import logging
from typing import NoReturn

import streamlit as st

from server.log import without_words
from therapies.looking import StillLookingError
from therapies.shelf import ReleaseRefusedError
from views import safe_text

_log = logging.getLogger(__name__)


def refuse(error: Exception, *, bare: bool = False) -> NoReturn:
    """Say that there are no data that can be shown, and end the run.

    The reason, with its paths and commands, is folded away for staff. A `bare` page, which a family looks at, has none.
    """
    if isinstance(error, ReleaseRefusedError):
        _log.warning("No dataset: %s", error)
        _say_refused(
            "Tell the person who runs this dashboard. The reason is in the log.", why="" if bare else str(error)
        )
    elif isinstance(error, StillLookingError):
        _log.warning("No dataset yet: the place of the data has not answered")
        _say_refused(
            "Wait a minute and look again. If it stays so, tell the person who runs this dashboard: the place of the "
            "data cannot be reached.",
            "The data have not come yet: the place where they lie is slow or does not answer. It is still asked.",
        )
    else:
        _log.error("The dataset could not be opened", exc_info=error)
        _say_refused("Tell the person who runs this dashboard. The reason is in the log.")
    st.stop()


_FAILED_CHECKS = "The set of data is not there, or failed its checks. A set that may be wrong is never shown."


def _say_refused(to_do: str, happened: str = _FAILED_CHECKS, *, why: str = "") -> None:
    st.title("The therapy data cannot be shown now")
    st.markdown(
        f"**What happened.** {happened}\n\n"
        "**What still works.** No data were changed or lost. No page can show them until they are there again; "
        "each looks again when you reload it.\n\n"
        f"**What to do.** {safe_text.markdown(to_do)}"
    )
    st.button("Look again")
    if why:
        with st.expander("For the person who runs this dashboard"):
            st.markdown(safe_text.markdown(why))


def log(title: str, error: Exception, *, private: bool) -> None:
    """Log that a page failed; of a `private` one only where, since its values may tell of a patient."""
    if private:
        log_place(f"The page {title} failed", error)
    else:
        _log.error("The page %s failed", title, exc_info=error)


def log_place(happened: str, error: Exception) -> None:
    """Log what happened and where, without the error's own words."""
    _log.error("%s: %s", happened, without_words(error))


def show_anywhere() -> None:
    """Say that something failed before or after a page, or in what a button does."""
    st.warning(
        "**Something did not work.** No data were changed or lost, and all other pages still work. Reload this page; "
        "if it happens again, tell the person who runs this dashboard. The reason is in the log."
    )


def show(title: str) -> None:
    """Say that a part of the page may be missing."""
    st.warning(
        f"**Something on the page “{safe_text.markdown(title)}” did not work.** What stands above can be used, but "
        "something may be missing here. All other pages still work. Reload this page; if it happens again, tell the "
        "person who runs this dashboard. The reason is in the log."
    )

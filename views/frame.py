"""What surrounds every page: page settings, menu, the dataset, the footer, and calm words when something fails.

`frame.open()` is the first call in dashboard.py and in every page. Not here: what stands on a page.
"""

import gc
import logging
import os
import traceback
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path

import streamlit as st
from streamlit import net_util
from streamlit.navigation.page import StreamlitPage
from streamlit.runtime.pages_manager import PagesManager

from therapies import wording
from therapies.current_trials import with_register
from therapies.dataset import Dataset
from therapies.shelf import ReleaseRefusedError, Shelf
from therapies.study_register import RegisterShelf, StudyRegister
from views import address, safe_text, shortlist, style

ROOT = Path(__file__).parent.parent
TITLE = "Emerging therapies"
PROMISE = "No medical advice. This dashboard ranks no treatment and keeps nothing about a patient."
# In the order of the menu. The file's name is the address; the first one is the start page.
PAGES = {
    "home": "Home",
    "therapies": "Therapies",
    "therapy": "Therapy",
    "response_rates": "Response rates",
    "regulatory_status": "Regulatory status",
    "trials": "Trials",
    "fit_check": "Fit check",
    "compare": "Compare",
    "call": "The call",
    "present": "Present",
    "sources_and_checks": "Sources",
    "changes": "Changes",
    "glossary": "Glossary",
}

# What is shown to a family has nothing of ours around it.
BARE = ("present",)
# What is entered here tells of a patient: the log may say where a page failed, and never with which values.
PRIVATE = ("fit_check", "trials")

_log = logging.getLogger(__name__)

# For a WebSocket that comes from another site Streamlit would ask a server on the internet for this machine's address
# before it refuses it. No setting stops that; without an address it refuses at once.
net_util.get_internal_ip = lambda: None  # ty: ignore[invalid-assignment]
net_util.get_external_ip = lambda: None  # ty: ignore[invalid-assignment]


@dataclass(frozen=True)
class Frame:
    """One run of one page: the dataset that it shows, the day that counts as today, the call list, the page to run.

    `dataset` has each trial as the newer of our record and the copy of the register has it; `record` is ours alone.
    """

    dataset: Dataset
    record: Dataset
    today: date
    call: tuple[str, ...]
    page: StreamlitPage

    def run(self) -> None:
        """Run the page that the address names, then draw the footer. For dashboard.py only."""
        token = _open_frame.set(self)
        bare = self.page.url_path in BARE and bool(self.call)
        try:
            if not bare:
                shortlist.show(self.dataset, self.call)
            self.page.run()
        except Exception as error:  # noqa: BLE001 - anything at all: a family must never see a stack trace
            # Streamlit's own stops and reruns are no Exceptions and pass.
            _log_failure(self.page, error)
            _say_failed(self.page.title)
        finally:
            _open_frame.reset(token)
        if not bare:
            footer(self.dataset)


_open_frame: ContextVar[Frame | None] = ContextVar("frame", default=None)


def open() -> Frame:
    """Open the frame, or give the one that is open already. The first call in dashboard.py and in every page."""
    if frame := _open_frame.get():
        return frame
    st.set_page_config(page_icon=str(ROOT / "static" / "favicon.svg"), layout="wide")
    if PagesManager.uses_pages_directory:
        # The first run of a process takes the folder pages/ for Streamlit's older kind of menu and runs the page
        # alone. st.navigation turns that off, so the same address is run again, now through dashboard.py.
        _navigation()
        st.rerun()
    style.apply()
    page = _navigation()
    st.set_page_config(page_title=f"{page.title} · {TITLE}")
    address.confirm(page.url_path)
    dataset = _dataset_or_stop()
    shown = with_register(dataset, register(dataset))
    return Frame(shown, dataset, today(), shortlist.current(dataset, page.url_path), page)


def today() -> date:
    """The day against which facts are overdue: THERAPY_TODAY (YYYY-MM-DD, for tests), else this day in UTC."""
    given = os.environ.get("THERAPY_TODAY")
    return date.fromisoformat(given) if given else datetime.now(UTC).date()


def footer(dataset: Dataset) -> None:
    """The line at the end of every page: which data, of which day, and what the dashboard is not."""
    st.html(footer_html(dataset.release, dataset.built_at))


def footer_html(release: str, built_at: str) -> str:
    """HTML of the footer."""
    return (
        f'<footer class="ct ct-quiet ct-footer"><p>{safe_text.html(PROMISE)}</p>'
        f"<p>Data of {safe_text.html(data_day(built_at))} · release {safe_text.html(release)}</p></footer>"
    )


def data_day(built_at: str) -> str:
    """The day of a release in words; the release's own text where it is no date."""
    try:
        return wording.day(date.fromisoformat(built_at[:10]))
    except ValueError:
        return built_at


def _navigation() -> StreamlitPage:
    pages = [
        st.Page(ROOT / "pages" / f"{name}.py", title=title, icon="", default=name == "home")
        for name, title in PAGES.items()
    ]
    return st.navigation(pages, position="top")


@cache
def shelf() -> Shelf:
    """The one shelf of this process."""
    return Shelf()


@cache
def register_shelf() -> RegisterShelf:
    """The one shelf of copies of the register of this process."""
    return RegisterShelf()


def register(dataset: Dataset) -> StudyRegister | None:
    """The newest good copy of the register; None while there is none."""
    return register_shelf().register(dataset)


def earlier_register(dataset: Dataset, since: date) -> StudyRegister | None:
    """The copy of the register from before that day, else the first one; None while there is none to compare with."""
    return register_shelf().earlier(dataset, since)


@cache
def _freeze() -> None:
    # All that is loaded by now stays for as long as the process: no later collection needs to walk through it.
    gc.collect()
    gc.freeze()


def _dataset_or_stop() -> Dataset:
    try:
        dataset = shelf().dataset()
    except ReleaseRefusedError as error:
        _log.warning("No dataset: %s", error)
        _say_refused(str(error))
        st.stop()
    except Exception:  # noqa: BLE001 - a fault in the data that no check knows yet must not become a stack trace
        _log.exception("The dataset could not be opened")
        _say_refused("Tell the person who runs this dashboard. The reason is in the log.")
        st.stop()
    _freeze()
    if warning := shelf().warning:
        st.info(
            "A newer set of data could not be used; showing the last good one of "
            f"{safe_text.markdown(data_day(dataset.built_at))}."
        )
        with st.expander("Why it could not be used"):
            st.markdown(safe_text.markdown(warning))
    return dataset


def _say_refused(reason: str) -> None:
    st.title("The therapy data cannot be shown now")
    st.markdown(
        "**What happened.** The set of data failed its checks. A set that may be wrong is never shown.\n\n"
        "**What still works.** The menu, and this page: it looks again each time you reload it. "
        "No data were changed or lost.\n\n"
        f"**What to do.** {safe_text.markdown(reason)}"
    )
    st.button("Look again")


def _log_failure(page: StreamlitPage, error: Exception) -> None:
    if page.url_path not in PRIVATE:
        _log.error("The page %s failed", page.title, exc_info=error)
        return
    where = "".join(traceback.format_tb(error.__traceback__))
    _log.error("The page %s failed: %s (its words are left out)\n%s", page.title, type(error).__name__, where)


def _say_failed(title: str) -> None:
    st.warning(
        f"**Something on the page “{safe_text.markdown(title)}” did not work.** What stands above can be used, but "
        "something may be missing here. All other pages still work. Reload this page; if it happens again, tell the "
        "person who runs this dashboard. The reason is in the log."
    )

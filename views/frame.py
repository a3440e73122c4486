"""What surrounds every page: page settings, menu, the data, the footer, and calm words when something fails.

`frame.open()` is the first call in dashboard.py and in every page. A session shows the data that it began with until
its staff member asks for newer ones; `frame.preview()` lets it look at a draft. Not here: what stands on a page.
"""

import gc
import logging
import os
from contextlib import nullcontext
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

import streamlit as st
from streamlit import net_util
from streamlit.navigation.page import StreamlitPage
from streamlit.runtime.pages_manager import PagesManager

from server import run_times, turns
from therapies import at_hand, editions
from therapies import shelf as releases
from therapies.dataset import Dataset
from therapies.editions import Edition
from therapies.study_register import StudyRegister
from therapies.today import this_day
from therapies.wording import data_day
from views import address, draft_banner, failure, newer_notice, safe_text, session, shortlist, sign_in, style

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

# For those who keep the data true; in the menu only where it is switched on.
DESK = {"curation": "Curation"}
_ON = ("on", "1", "true")

# What is shown to a family has nothing of ours around it, and does not change.
BARE = ("present",)
# What is entered here tells of a patient: the log says where a page failed, never with which values; no text is kept.
PRIVATE = ("fit_check", "trials")
# Seconds: a session that begins waits so long for the newest data; one that shows some never waits.
_BEGINNING_WAITS = 1.5
# New objects until the garbage is collected, and how seldom older ones are looked at.
_COLLECT_AFTER = (10_000, 20, 50)

# Keep the place of the keyboard where a page is drawn anew, and begin another page at its top.
_SCRIPTS = '<script src="app/static/focus.js"></script><script src="app/static/top.js"></script>'

_log = logging.getLogger(__name__)

# For a WebSocket that comes from another site Streamlit would ask a server on the internet for this machine's address
# before it refuses it. No setting stops that; without an address it refuses at once.
net_util.get_internal_ip = lambda: None  # ty: ignore[invalid-assignment]
net_util.get_external_ip = lambda: None  # ty: ignore[invalid-assignment]


@dataclass(frozen=True)
class Frame:
    """One run of one page: the data that it shows, the day that counts as today, the call list, the page to run."""

    edition: Edition
    today: date
    call: tuple[str, ...]
    page: StreamlitPage

    @property
    def dataset(self) -> Dataset:
        """The data with each trial as the newer of our record and the copy of the register has it."""
        return self.edition.shown

    @property
    def record(self) -> Dataset:
        """Our record alone."""
        return self.edition.record

    @property
    def register(self) -> StudyRegister | None:
        """The copy of the register that this session shows; None where there is none."""
        return self.edition.register

    def run(self) -> None:
        """Run the page that the address names, then draw the footer. For dashboard.py only."""
        try:
            self._run()
        finally:
            turns.give_back()

    def _run(self) -> None:
        with nullcontext() if self.page.url_path in PRIVATE else safe_text.keeping():
            self._draw()

    def _draw(self) -> None:
        token = _open_frame.set(self)
        bare = self.page.url_path in BARE and bool(self.call)
        try:
            if not bare:
                shortlist.show(self.dataset, self.call)
            self.page.run()
        except Exception as error:  # noqa: BLE001 - anything at all: a family must never see a stack trace
            # Streamlit's own stops and reruns are no Exceptions and pass.
            failure.log(self.page.title, error, private=self.page.url_path in PRIVATE)
            failure.show(self.page.title)
        finally:
            _open_frame.reset(token)
            run_times.end()
        if not bare:
            sign_in.show()
            footer(self.dataset)
        if self.page.url_path not in BARE and not session.draft():
            newer_notice.show(self.edition, at_hand.newest)


_open_frame: ContextVar[Frame | None] = ContextVar("frame", default=None)


def open() -> Frame:
    """Open the frame, or give the one that is open already. The first call in dashboard.py and in every page."""
    if frame := _open_frame.get():
        return frame
    run_times.begin()
    turns.take()
    try:
        return _open()
    except BaseException:  # also Streamlit's own stops and reruns
        turns.give_back()
        raise


def _open() -> Frame:
    st.set_page_config(page_icon=str(ROOT / "static" / "favicon.svg"), layout="wide")
    if PagesManager.uses_pages_directory:
        # Without serving.py the first run of a process takes the folder pages/ for Streamlit's older kind of menu and
        # runs the page alone. st.navigation turns that off, so the same address is run again through dashboard.py.
        _navigation()
        st.rerun()
    style.apply()
    page = _navigation()
    st.set_page_config(page_title=f"{page.title} · {TITLE}")
    sign_in.ask()
    address.confirm(page.url_path)
    edition = _draft()
    # Its place is always there, as that of the banner: what stands below keeps its own.
    with st.container():
        edition = edition or _edition_or_stop(page.url_path in BARE)
    return Frame(edition, _today(edition), shortlist.current(edition.record, page.url_path), page)


def _today(edition: Edition) -> date:
    """No day before that of the data: a clock that is behind must not hide which facts are overdue."""
    try:
        return max(this_day(), date.fromisoformat(edition.record.built_at[:10]))
    except ValueError:
        return this_day()


def footer(dataset: Dataset) -> None:
    """The line at the end of every page: which data, of which day, and what the dashboard is not."""
    st.html(footer_html(dataset.release, dataset.built_at) + _SCRIPTS, unsafe_allow_javascript=True)


def footer_html(release: str, built_at: str) -> str:
    """HTML of the footer."""
    return (
        f'<footer class="ct ct-quiet ct-footer"><p>{safe_text.html(PROMISE)}</p>'
        f"<p>Data of {safe_text.html(data_day(built_at))} · release {safe_text.html(release)}</p></footer>"
    )


def preview(folder: Path, of: str, file: str) -> None:
    """Let this session, and no other, look at the draft release in a folder, on every page, from its next run on.

    `of` says in words what it is a draft of: "sofi-cel"; the way back to curation opens `file`. The release is opened
    here, once: after the folder has got another draft, call this again. Raises ReleaseRefusedError, with a message for
    staff, when it cannot be shown.
    Nothing can be saved from a draft. The preview ends by `leave_preview()`, by a reload, or when the folder is gone.
    """
    record = editions.draft(releases.open(folder))
    session.look_at(session.Draft(editions.edition(record, at_hand.register_shelf().beside(record)), folder, of, file))


def leave_preview() -> None:
    """Show published data again: those that this session showed before it looked at a draft."""
    session.leave_draft()


def desk_is_on() -> bool:
    """Whether the page for those who keep the data true is in this visitor's menu: THERAPY_DESK is on, 1 or true.

    Where people sign in it is in that of curators alone.
    """
    return os.environ.get("THERAPY_DESK") in _ON and sign_in.may_curate()


def pages() -> dict[str, str]:
    """The pages of the menu, by their addresses."""
    return PAGES | DESK if desk_is_on() else PAGES


def _navigation() -> StreamlitPage:
    menu = [
        st.Page(ROOT / "pages" / f"{name}.py", title=title, icon="", default=name == "home")
        for name, title in pages().items()
    ]
    return st.navigation(menu, position="top")


def earlier_register(here: Frame, since: date) -> StudyRegister | None:
    """The copy from before that day, else the first one; None while there is none to compare with what is shown."""
    return at_hand.register_shelf().earlier(here.register, here.record, since)


@cache
def _freeze() -> None:
    # All that is loaded by now stays for as long as the process: no later collection needs to walk through it.
    gc.collect()
    gc.freeze()
    # With 200 sessions the collections that remained took a tenth of the process, the longest a third of a second.
    gc.set_threshold(*_COLLECT_AFTER)


def _draft() -> Edition | None:
    draft = session.draft()
    if draft is None:
        draft_banner.place()
        return None
    if not releases.is_there(draft.folder):
        leave_preview()
        draft_banner.show_gone(draft)
        return None
    draft_banner.show(draft, leave_preview, next(iter(DESK)) if desk_is_on() else None)
    return draft.edition


def _edition_or_stop(bare: bool) -> Edition:
    """What this session began with; in its first run the newest. A `bare` page is never told of anything newer."""
    shown = session.pinned()
    if shown and bare:
        return shown
    try:
        found = at_hand.newest() if shown else _first_seen()
    except Exception as error:  # noqa: BLE001 - a fault in the data that no check knows must not become a stack trace
        if shown:
            _log.warning("What is newer could not be opened", exc_info=error)
            return shown
        failure.refuse(error, bare=bare)
    if shown is None:
        session.pin(shown := found)
        _freeze()
    if not bare:
        _say_broken(shown, found)
    return shown


def _first_seen() -> Edition:
    """What a session begins with; who has to wait for it holds up nobody else."""
    with turns.resting():
        return at_hand.newest(_BEGINNING_WAITS)


def _say_broken(shown: Edition, last_good: Edition) -> None:
    """Say that the newest set of data is broken, where it is."""
    if minutes := at_hand.looking().silent_minutes():
        asked = f"{minutes} {'minute' if minutes == 1 else 'minutes'}"
        st.info(
            f"The place of the data has not answered for {asked}; what is shown stays as it is. "
            "All pages still work. If it goes on, tell the person who runs this dashboard."
        )
        return
    warning = at_hand.shelf().warning
    if warning is None:
        return
    day = safe_text.markdown(data_day(last_good.record.built_at))
    if shown.same_as(last_good):
        said = f"A newer set of data could not be used; showing the last good one of {day}."
    else:
        said = f"The newest set of data could not be used; the last good one is of {day}."
    st.info(f"{said} All pages still work. Tell the person who runs this dashboard.")
    with st.expander("Why it could not be used"):
        st.markdown(safe_text.markdown(warning))

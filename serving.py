"""The dashboard as `./run` starts it: dashboard.py, and around it what a server needs, from server/.

THERAPY_LOG=json writes the log for machines, THERAPY_METRICS=on counts for Prometheus; both are off by default.
"""

import os
import threading
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager, suppress

from starlette.middleware import Middleware
from streamlit.runtime.pages_manager import PagesManager
from streamlit.starlette import App

from server import bundles, headers, log, process, readiness, state

process.prepare()

if os.environ.get("THERAPY_LOG") == "json":
    log.write_json()
else:
    log.leave_words_out()


def shown() -> state.Shown:
    """Which data this process shows now."""
    from therapies import at_hand  # late: the server answers before what reads and draws the data is loaded

    return state.shown(at_hand.looking(), at_hand.shelf())


def fail_calmly(_: Exception) -> bool:
    """What failed outside of a page, such as what a button does: calm words in the place of Streamlit's own."""
    from views import failure  # late, as above

    failure.show_anywhere()
    return True


def load() -> None:
    """All that the first visitor needs. Whether the data are good is said by the page and by /ready."""
    from therapies import at_hand
    from views import frame  # noqa: F401 - loaded, not used

    with suppress(Exception):
        at_hand.newest()


@asynccontextmanager
async def beginning(_: App) -> AsyncGenerator[None]:
    """Load in a thread as soon as the server answers: the first visitor's browser still loads its own part by then."""
    threading.Thread(target=load, name="load what the first visitor needs", daemon=True).start()
    yield


routes = [readiness.route(shown)]
if os.environ.get("THERAPY_METRICS") == "on":
    from server import metrics  # its package is loaded by those who use it

    routes.append(metrics.route(shown))

# Else the first run of a process takes the folder pages/ for Streamlit's older kind of menu, and of several sessions
# that begin at once in a new process some would get their page without what surrounds it (views/frame.py).
PagesManager.uses_pages_directory = False

app = App(
    "dashboard.py",
    lifespan=beginning,
    routes=routes,
    middleware=[Middleware(headers.Headers), Middleware(bundles.Bundles)],
    on_script_error=fail_calmly,
)

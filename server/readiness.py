"""GET /ready: 200 with the release that is shown, or 503 while there is none to show.

That the process lives at all says Streamlit's own /_stcore/health. Not here: the reason of a 503, which is in the log.
"""

import logging
from collections.abc import Callable

from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route

from server.state import Shown

PATH = "/ready"
_log = logging.getLogger(__name__)


def route(state: Callable[[], Shown]) -> Route:
    """The address, answered from `state`. The first answer opens the data: who waits for it has a warm process."""

    def answer(_: Request) -> JSONResponse:  # not async: Starlette runs it beside the event loop
        try:
            now = state()
        except Exception as error:  # noqa: BLE001 - whatever keeps the data from being shown: not ready
            _log.warning("Not ready: %s", error)
            return _json({"ready": False}, 503)
        return _json(
            {
                "ready": True,
                "release": now.release,
                "data_day": now.built_at.date().isoformat() if now.built_at else None,
                "newer_release_refused": now.newer_refused,
                "register_copy_day": now.register_day.isoformat() if now.register_day else None,
            },
            200,
        )

    return Route(PATH, answer)


def _json(content: dict[str, object], status: int) -> JSONResponse:
    return JSONResponse(content, status, headers={"Cache-Control": "no-store"})

"""For all tests: none of them reaches the network, and none depends on chance or on how busy the machine is."""

import asyncio
import sys
from collections.abc import Generator

import pytest
from hypothesis import settings
from xdist.remote import Producer
from xdist.scheduler import LoadScopeScheduling

import tests.offline.sitecustomize  # noqa: F401

settings.register_profile("house", deadline=None, derandomize=True)
settings.load_profile("house")
_SHARING = ("tests/browser/", "tests/object_store/")
_WITH_OWN_SERVERS = tuple(
    f"tests/browser/test_{name}.py"
    for name in (
        *("behind_nginx", "curation", "cut_line", "fit_check", "hostile_data"),
        *("newer_data", "rolling_restart", "sign_in", "trials", "watching"),
    )
)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item, nextitem: pytest.Item | None) -> Generator[None, object, object]:
    """What a test leaves in its process does not reach the next one.

    A page that was run stays as `__main__`: processes that other tests begin would run it first. Between browser tests
    their event loop goes on in this thread, where others must be able to have one; at the very end it is left: the
    browser is closed then.
    """
    main, running = sys.modules["__main__"], asyncio._get_running_loop()
    apart = nextitem is not None and not item.get_closest_marker("browser")
    if apart:
        asyncio._set_running_loop(None)
    try:
        return (yield)
    finally:
        sys.modules["__main__"] = main
        if apart:
            asyncio._set_running_loop(running)


class _TogetherInAProcess(LoadScopeScheduling):
    """Tests that share a browser or an object store run in one process for each of both; any other test is on its own.

    There are two browsers: all browser tests one after the other took longer than everything else. Those that mostly
    look at the shared dashboard have one; those that begin servers of their own, and wait for these, the other.
    The marks of `--dist loadgroup` would say the same; with this pytest that option sees none of them.
    """

    def _split_scope(self, nodeid: str) -> str:
        if nodeid.startswith(_WITH_OWN_SERVERS):
            return "tests/browser/ with servers of their own"
        return next((folder for folder in _SHARING if nodeid.startswith(folder)), nodeid)


def pytest_xdist_make_scheduler(config: pytest.Config, log: Producer) -> LoadScopeScheduling:
    """Called once, where tests run in several processes."""
    return _TogetherInAProcess(config, log)

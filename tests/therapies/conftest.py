"""The real dataset and a fixed day for the models."""

from datetime import date

import pytest

from therapies import shelf as shelves
from therapies.dataset import Dataset

TODAY = date(2026, 11, 23)


@pytest.fixture(scope="session")
def dataset() -> Dataset:
    return shelves.open()


@pytest.fixture
def today() -> date:
    return TODAY

"""The real dataset and a fixed day for the models."""

from datetime import date

import pytest

from tests.releases import RELEASE
from therapies.dataset import Dataset

TODAY = date(2026, 11, 23)


@pytest.fixture(scope="session")
def dataset() -> Dataset:
    return RELEASE


@pytest.fixture
def today() -> date:
    return TODAY

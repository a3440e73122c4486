"""A small set of curated files that a test may spoil, and the real release."""

import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from loaders.curated import read_curated
from loaders.faults import Fault

ROOT = Path(__file__).parents[2]
CURATED = ROOT / "data" / "curated"
TODAY = date(2026, 11, 26)
KEPT = (
    "wu-cart-007",
    "tisagenlecleucel",
    "cema-cel",
    "allo-316",
    "ciltacabtagene-autoleucel",
    "idecabtagene-vicleucel",
)


def small_set(folder: Path) -> Path:
    """The shared files and the six therapies that the comparison cites, in a folder: quick to read, and complete."""
    (folder / "therapies").mkdir(parents=True)
    for path in CURATED.glob("*.yaml"):
        shutil.copy(path, folder)
    for name in KEPT:
        shutil.copy(CURATED / "therapies" / f"{name}.yaml", folder / "therapies")
    return folder


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """The small set, to spoil."""
    return small_set(tmp_path / "curated")


@pytest.fixture
def sofi(small: Path) -> Path:
    """The file of the model case."""
    return small / "therapies" / "wu-cart-007.yaml"


@pytest.fixture
def faults(small: Path) -> Callable[[], list[Fault]]:
    """Check the small set and return what is wrong with it."""
    return lambda: read_curated(small, TODAY)[1]

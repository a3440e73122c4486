"""A list of data files that is hostile, or was changed by hand: refused in words, whatever stands in it."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from loaders.parquet import MANIFEST, Location, ReleaseRefusedError, publish, verified
from tests.releases import RELEASE, tables

NEVER_BUILT = "does not fit to it"
DAMAGED = "is damaged"


@pytest.fixture(scope="module")
def release(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("release")
    publish(tables(RELEASE), folder, "2026-11-22")
    return folder


def of_table(**changes: Any) -> Callable[[dict[str, Any]], None]:
    return lambda manifest: manifest["tables"]["outcomes"].update(changes)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (of_table(rows=float("inf")), DAMAGED),
        (of_table(rows="many"), DAMAGED),
        (of_table(rows=None), DAMAGED),
        (of_table(file="\ud800"), DAMAGED),
        (of_table(file="a\u202eb.parquet"), DAMAGED),
        (of_table(file="\x00"), DAMAGED),
        (of_table(file="x" * 1_000_000), DAMAGED),
        (of_table(file="../secret.parquet"), "points outside its folder"),
        (of_table(file="none.parquet"), "is missing or cannot be read"),
        (of_table(sha256="0" * 64), "was changed or damaged"),
        (of_table(sha256=["0"]), "was changed or damaged"),
        (lambda manifest: manifest.update(tables=[]), "are not complete"),
        (lambda manifest: manifest.update(tables="all"), DAMAGED),
        (lambda manifest: manifest.update(schema_version="9" * 1_000_000), DAMAGED),
        (lambda manifest: manifest.update(schema_version=True), "other version"),
        (lambda manifest: manifest.update(release="r" * 1_000_000), DAMAGED),
        (lambda manifest: manifest.update(release="2026-11-22-00000000"), NEVER_BUILT),
        (lambda manifest: manifest.update(built_at="2026-11-23"), NEVER_BUILT),
    ],
)
def test_a_hostile_manifest_is_refused_in_words(
    release: Path, change: Callable[[dict[str, Any]], None], said: str
) -> None:
    manifest = json.loads((release / MANIFEST).read_text(encoding="utf-8"))
    change(manifest)
    with pytest.raises(ReleaseRefusedError) as refused:
        verified(Location.of(release), json.dumps(manifest).encode())
    assert said in str(refused.value)
    assert len(str(refused.value).encode()) < 1_000

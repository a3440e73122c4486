"""docs/faults.md names tests that exist."""

import re
from collections import defaultdict
from pathlib import Path

ROOT = Path(__file__).parents[2]


def test_every_test_of_the_table_exists() -> None:
    files: dict[str, str] = defaultdict(str)
    for path in (ROOT / "tests").rglob("test_*.py"):
        files[path.name] += path.read_text(encoding="utf-8")
    named = re.findall(r"`(test_\w+\.py)(?:::(test_\w+))?`", (ROOT / "docs" / "faults.md").read_text(encoding="utf-8"))
    assert len(named) > 25
    for file, test in named:
        assert file in files, file
        assert not test or f"def {test}(" in files[file], f"{file}::{test}"

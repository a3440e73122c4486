"""Ranges that labels, agencies and papers print equal ours, digit for digit; documents explain each difference."""

import csv
import re
from pathlib import Path

from tests.releases import RELEASE
from therapies.statistics import exact_interval

EXPLAINED = Path(__file__).parents[2] / "docs" / "printed-ranges.md"
LABELS = ("label", "regulator")
PUBLISHED = Path(__file__).with_name("published_ranges.csv")


def decimals(value: float) -> int:
    return len(f"{value:.10g}".partition(".")[2])


def counted(responders: int | None, n: int | None, percent: float | None) -> int | None:
    """The count: as printed, or the only one that the printed percentage of n people can be."""
    if responders is not None or n is None or percent is None:
        return responders
    half = 0.5 * 10.0 ** -decimals(percent) + 1e-9
    possible = [count for count in range(n + 1) if abs(100 * count / n - percent) <= half]
    return possible[0] if len(possible) == 1 else None


def compared() -> dict[str, bool]:
    """Every counted share with a printed range: does the exact range round to it?"""
    found = {}
    for outcome in RELEASE.all_outcomes:
        sides = (
            (
                outcome.fact_id,
                counted(outcome.responders, outcome.n, outcome.percent),
                outcome.n,
                outcome.ci_low,
                outcome.ci_high,
                outcome.ci_origin,
            ),
            (
                f"{outcome.fact_id} (comparison group)",
                counted(outcome.control_responders, outcome.control_n, outcome.control_percent),
                outcome.control_n,
                outcome.control_ci_low,
                outcome.control_ci_high,
                outcome.control_ci_origin,
            ),
        )
        for name, responders, n, low, high, origin in sides:
            if outcome.kind == "proportion" and origin == "printed" and responders is not None and n:
                found[name] = rounds_to(responders, n, (low, high))
    return found


def rounds_to(responders: int, n: int, printed: tuple[float | None, float | None]) -> bool:
    """Whether the exact range, at the decimals of the printed one, is the printed one."""
    ends = [(end, 100 * ours) for end, ours in zip(printed, exact_interval(responders, n), strict=True)]
    half = 0.5 * 10.0 ** -max(decimals(end) for end, _ in ends if end is not None) + 1e-9
    return all(end is None or abs(end - ours) <= half for end, ours in ends)


def test_ranges_of_labels_that_agencies_published_equal_ours_or_the_documents_say_why_not() -> None:
    """Values of US labels as the FDA announced or reviewed them, found outside of our data."""
    differ = []
    rows = list(csv.DictReader(PUBLISHED.read_text(encoding="utf-8").splitlines()))
    for row in rows:
        n = int(row["n"])
        responders = counted(int(row["responders"]) if row["responders"] else None, n, float(row["percent"]))
        assert responders is not None, row
        if not rounds_to(responders, n, (float(row["low"]), float(row["high"]))):
            differ.append(f"{row['product']}: {responders} of {n}")
    explained = re.findall(r"^\| ([^|/]+: \d+ of \d+) \|", EXPLAINED.read_text(), re.MULTILINE)
    assert differ == explained
    assert len(rows) - len(differ) >= 20


def test_printed_ranges_equal_ours_or_the_documents_say_why_not() -> None:
    found = compared()
    explained = re.findall(r"^\| (\S+/outcome/\S+(?: \(comparison group\))?) \|", EXPLAINED.read_text(), re.MULTILINE)
    assert [name for name, same in found.items() if not same] == explained


def test_most_published_values_equal_ours_labels_among_them() -> None:
    kinds = {outcome.fact_id: outcome.evidence for outcome in RELEASE.all_outcomes}
    same = [name for name, equal in compared().items() if equal]
    assert len(same) >= 60
    assert len([name for name in same if kinds[name.split(" ")[0]] in LABELS]) >= 8

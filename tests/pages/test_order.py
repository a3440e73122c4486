"""Nothing is ordered, coloured or scored by outcome (honesty.md, rule 11), shown by turning all outcomes round.

A second release has the same facts with every result mirrored: who did best does worst. Each page must have the same
pieces in the same order, with the same signs and colours; only the numbers in them may differ.
"""

import json
import re
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
from streamlit.testing.v1 import AppTest

from loaders.parquet import publish, read_release
from tests.pages.conftest import ROOT
from tests.pages.elements import Element, page
from tests.pages.session import html_of, opened
from tests.pages.test_honesty import FOURS, IDS, VIEWS
from tests.releases import RELEASE
from therapies import at_hand
from therapies import shelf as shelves
from therapies.call import Call, call
from therapies.call_blocks import Screen
from therapies.call_notes import call_notes
from therapies.comparing import therapy_comparison
from therapies.dataset import Dataset
from therapies.handout import handout
from therapies.handout_numbers import Numbers
from therapies.profile import profile
from therapies.response_rates import EVERYBODY, response_rates
from therapies.sheet import Sheet

KEPT = ("class", "href", "data-fact", "data-tone", "data-side", "data-size", "data-kind", "data-control", "open")
ADDRESSES = [
    ("home", [{}]),
    ("therapies", [{}, {"disease": "mm"}, {"q": "CD19"}]),
    ("therapy", [{"therapy": therapy_id} for therapy_id in IDS]),
    ("compare", [{}, *({"therapies": four} for four in FOURS)]),
    ("response_rates", [{"disease": disease, "endpoint": endpoint} for disease, endpoint in VIEWS]),
    ("regulatory_status", [{}]),
]
LOOKS = ("color", "symbol", "size", "opacity", "line", "colorscale")
DAY = date(2026, 11, 23)
Row = dict[str, Any]


def mirrored_outcome(row: Row) -> Row:
    """The same study with the opposite result; what is a time becomes longer where it was short."""
    new = dict(row)
    for group in ("", "control_"):
        n, count = row[f"{group}n"], row["responders" if not group else "control_responders"]
        if n is not None and count is not None:
            new["responders" if not group else "control_responders"] = n - count
        if row[f"{group}percent"] is not None:
            new[f"{group}percent"] = 100 - row[f"{group}percent"]
        low, high = row[f"{group}ci_low"], row[f"{group}ci_high"]
        if row["kind"] in ("proportion", "rate-at-time") and low is not None and high is not None:
            new[f"{group}ci_low"], new[f"{group}ci_high"] = 100 - high, 100 - low
        if row[f"{group}months"] is not None:
            new[f"{group}months"] = 600 - row[f"{group}months"]
        if row["kind"] == "duration" and row["days"] is None and low is not None and high is not None:
            new[f"{group}ci_low"], new[f"{group}ci_high"] = 600 - high, 600 - low
    return new


def mirrored_harm(row: Row) -> Row:
    """The same harm in the others: where nobody had it, everybody has."""
    new = dict(row)
    if row["n"] is not None and row["n_affected"] is not None:
        new["n_affected"] = row["n"] - row["n_affected"]
    if row["percent"] is not None:
        new["percent"] = 100 - row["percent"]
    if row["ci_low"] is not None and row["ci_high"] is not None:
        new["ci_low"], new["ci_high"] = 100 - row["ci_high"], 100 - row["ci_low"]
    return new


@pytest.fixture(scope="module")
def mirrored(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the mirrored release."""
    tables = dict(read_release(shelves.EMBEDDED).tables)
    for name, mirror in (("outcomes", mirrored_outcome), ("safety", mirrored_harm)):
        table = tables[name]
        tables[name] = pa.Table.from_pylist([mirror(row) for row in table.to_pylist()], schema=table.schema)
    folder = tmp_path_factory.mktemp("mirrored") / "release"
    publish(tables, folder, "2026-11-22")
    return folder


@pytest.fixture(scope="module")
def both(mirrored: Path) -> tuple[Dataset, Dataset]:
    """The release, and the one with all outcomes turned round."""
    return RELEASE, shelves.open(mirrored)


@pytest.fixture
def session(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[Path, str], AppTest]]:
    """Start a session on a page with the release of a folder."""
    monkeypatch.setenv("THERAPY_TODAY", "2026-11-23")

    def session(folder: Path, name: str) -> AppTest:
        monkeypatch.setenv("THERAPY_DATA", str(folder))
        at_hand.shelf.cache_clear()
        app = AppTest.from_file(str(ROOT / "dashboard.py"), default_timeout=60).run()
        return app if name == "home" else app.switch_page(f"pages/{name}.py")

    yield session
    at_hand.shelf.cache_clear()


def skeleton(app: AppTest) -> list[tuple[str, ...]]:
    """The pieces of a page in their order with their signs and colours, without what they say; and marks of charts."""
    pieces: list[tuple[str, ...]] = [
        (one.tag, *(f"{name}={one.attributes[name]}" for name in KEPT if name in one.attributes))
        for one in page(html_of(app)).all()
        if one.tag != "i"  # the icons are the number itself
    ]
    for chart in app.get("plotly_chart"):
        for trace in json.loads(chart.proto.spec)["data"]:
            marker = trace.get("marker", {})
            pieces.append(("trace", *(json.dumps(marker.get(name)) for name in LOOKS), json.dumps(trace.get("line"))))
    return pieces


def test_the_files_keep_their_order_too(both: tuple[Dataset, Dataset]) -> None:
    here, there = both
    for sheet, turned in zip(sheets(here), sheets(there), strict=True):
        place = sheet.headers.index("Fact")
        assert [row[place] for row in sheet.rows] == [row[place] for row in turned.rows], sheet.title
    for disease, endpoint in VIEWS:
        found = [response_rates(dataset, disease, endpoint, EVERYBODY, DAY).rates for dataset in (here, there)]
        assert len({tuple(rate.measure.fact_id for rate in rates) for rates in found}) == 1


@pytest.mark.parametrize("therapy_id", IDS)
def test_the_call_its_notes_and_the_paper_keep_their_order_too(both: tuple[Dataset, Dataset], therapy_id: str) -> None:
    here, there = both
    one, other = (call(dataset, (therapy_id,), frozenset(), DAY) for dataset in both)
    assert [facts_of(screen) for screen in one.screens] == [facts_of(screen) for screen in other.screens]
    assert list(names_on_paper(one)) == list(names_on_paper(other))
    notes = [call_notes(dataset, (therapy_id,), DAY).therapies[0] for dataset in (here, there)]
    said = [[note.text for question in made.questions for note in question.answer] for made in notes]
    assert names_alone(said[0]) == names_alone(said[1])
    assert names_alone([note.text for note in notes[0].say]) == names_alone([note.text for note in notes[1].say])


def facts_of(screen: Screen) -> tuple[str, ...]:
    return (screen.id, *(paper.fact_id for paper in screen.passports))


def names_on_paper(made: Call) -> Iterator[tuple[str, ...]]:
    """What the paper tells of, without how much: the headings of its sections, the facts of its numbers."""
    for section in (section for chapter in handout(made).chapters for section in chapter.sections):
        yield (re.sub(r"\d[\d.]*", "#", section.question), str(len(section.parts)))
        for block in (block for part in section.parts for block in part.blocks):
            if isinstance(block, Numbers):
                yield tuple(count.fact_id for count in block.counts)


def names_alone(texts: list[str]) -> list[str]:
    """The beginnings of notes up to their first figure, which is where two numbers of one name part."""
    return [re.split(r"\d|Median|No number|Average", text)[0] for text in texts]


def sheets(dataset: Dataset) -> Iterator[Sheet]:
    """The files with results and harms of every therapy, and of therapies side by side."""
    for therapy_id in IDS:
        shown = profile(dataset, therapy_id, DAY)
        yield from (shown.results, shown.risks_sheet)
    for four in FOURS:
        yield therapy_comparison(dataset, four.split(","), DAY).sheet


def words(app: AppTest) -> str:
    tree: Element = page(html_of(app))
    return tree.text()


@pytest.mark.parametrize(("name", "queries"), ADDRESSES, ids=[name for name, _ in ADDRESSES])
def test_the_page_is_the_same_when_every_outcome_is_turned_round(
    session: Callable[[Path, str], AppTest], mirrored: Path, name: str, queries: list[dict[str, str]]
) -> None:
    first = session(shelves.EMBEDDED, name)
    seen = [(skeleton(opened(first, **query)), words(first)) for query in queries]
    second = session(mirrored, name)
    for query, (pieces, said) in zip(queries, seen, strict=True):
        assert skeleton(opened(second, **query)) == pieces, query
        assert not second.exception
        if name in ("home", "response_rates"):
            assert words(second) != said, "the mirrored numbers are the ones that are shown"

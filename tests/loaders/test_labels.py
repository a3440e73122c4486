"""The watch of the labels: two copies that differ in known ways give exactly those differences, identical ones none."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest

from loaders import labels as command
from loaders.label_changes import changed_products, new_products
from loaders.label_watch import LabelCopy
from loaders.resting_facts import RestingFacts
from tests.loaders.watching import (
    ABECMA,
    CARVYKTI,
    KYMRIAH,
    PINNED,
    curated,
    run_command,
    saved,
    seen,
    three_labels,
    words_of,
)
from tests.registry_stub.openfda import DISCLAIMER, OpenFda, label

Edit = Callable[[dict[str, Any]], None]


@pytest.fixture
def openfda(monkeypatch: pytest.MonkeyPatch) -> Iterator[OpenFda]:
    monkeypatch.setattr(command, "curated_files", lambda *_: curated())
    monkeypatch.delenv("OPENFDA_API_KEY", raising=False)
    with OpenFda(three_labels()) as openfda:
        yield openfda


@pytest.fixture
def twice(openfda: OpenFda, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Callable[..., str]:
    """Ask, edit the label of Kymriah or all labels, ask again: what the second report says."""

    def ask(edit: Edit | None = None, every: Callable[[list[dict[str, Any]]], None] | None = None) -> str:
        assert run_command("labels", tmp_path, openfda.url) == 0
        if edit:
            edit(openfda.labels[0])
        if every:
            every(openfda.labels)
        capsys.readouterr()
        assert run_command("labels", tmp_path, openfda.url) == 0
        return capsys.readouterr().out

    return ask


def differences(folder: Path) -> dict[str, list[str]]:
    """What differs, by therapy."""
    return {
        one["therapy_id"]: [difference["what"] for difference in one["differences"]] for one in saved(folder)["changed"]
    }


def change(**sections: Any) -> Edit:
    return lambda one: one.update(sections)


def test_the_first_copy_shows_how_each_label_is_tied(
    openfda: OpenFda, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run_command("labels", tmp_path, openfda.url) == 0
    said = capsys.readouterr().out
    report = saved(tmp_path)
    assert (report["compared_with"], report["changed"], report["data_of"]) == (None, [], "2026-11-18")
    taken = {one["therapy_id"]: one for one in report["taken"]}
    assert taken[KYMRIAH]["tied_by"].endswith("product data (the openfda block is empty)")
    assert taken[CARVYKTI]["tied_by"] == "brand and generic name, in the openfda block"
    assert taken[ABECMA]["tied_by"] == "set id, named by source s8"
    assert (taken[CARVYKTI]["applications"], taken[CARVYKTI]["effective"]) == (["BLA120002"], "2026-03-01")
    assert "This is the first copy: there is nothing to compare it with." in said
    assert DISCLAIMER in said
    assert "(its data of 2026-11-18)" in said
    assert f"Abecma, effective 2026-03-01, set id {PINNED}, BLA120003; tied by set id, named by source s8" in said
    assert "No curated fact was changed." in said
    assert "OTHERINE" not in words_of(report)


def test_every_search_names_its_limit_and_no_page_is_far(openfda: OpenFda, tmp_path: Path) -> None:
    assert run_command("labels", tmp_path, openfda.url) == 0
    assert len(openfda.asked) == 3 * 2 + 1, "two searches a product, and the pinned set id"
    assert {asked["limit"] for asked in openfda.asked} == {"25"}
    assert all("skip" not in asked for asked in openfda.asked)


def test_identical_copies_differ_in_nothing(twice: Callable[..., str], tmp_path: Path) -> None:
    assert "WHAT DIFFERS: nothing" in twice()
    assert differences(tmp_path) == {}
    assert len(seen(tmp_path)) == 2


def shout(labels: list[dict[str, Any]]) -> None:
    """Other space, case, order of sentences, of sections and of labels; and nothing else."""
    for one in labels:
        sentences = one["boxed_warning"][0].upper().split(". ")
        one["boxed_warning"] = [f"  {sentences[1]}\n", f"{sentences[0]}."]
        one["indications_and_usage"] = [
            "1 Indications and usage It is  indicated for adults [see Studies (14.1,14.2)]."
        ]
        one["effective_time"] = "2026-03-01"
        one["version"] = 3
        items = list(one.items())[::-1]
        one.clear()
        one.update(items)
    labels.reverse()


def test_formatting_is_no_difference(twice: Callable[..., str], tmp_path: Path) -> None:
    assert "WHAT DIFFERS: nothing" in twice(every=shout)
    assert differences(tmp_path) == {}


BOXED = "WARNING: SEVERE REACTIONS Fever occurred. Do not give it to people with an infection."


@pytest.mark.parametrize(
    ("edit", "expected"),
    [
        (change(version="4"), ["new label version"]),
        (change(id="another"), ["new label version (id)"]),
        (change(effective_time="20261101"), ["effective time moved"]),
        (change(boxed_warning=[f"{BOXED} Enterocolitis occurred."]), ["boxed warning changed"]),
        (lambda one: one.pop("boxed_warning"), ["boxed warning removed"]),
        (change(indications_and_usage=["It is for children."]), ["indications and usage changed"]),
        (change(recent_major_changes=["Boxed Warning 11/2026"]), ["recent major changes changed"]),
        (lambda one: one.pop("recent_major_changes"), ["recent major changes removed"]),
        (change(set_id="00000077-aaaa-4bbb-8ccc-dddddddddddd"), ["another label (set id)"]),
        (change(adverse_reactions=["Not watched, and other words."]), []),
    ],
)
def test_each_known_difference_is_told_and_nothing_else(
    twice: Callable[..., str], tmp_path: Path, edit: Edit, expected: list[str]
) -> None:
    said = twice(edit)
    assert differences(tmp_path) == ({KYMRIAH: expected} if expected else {})
    for what in expected:
        assert f"    {what}" in said


def test_a_boxed_warning_that_comes(twice: Callable[..., str], openfda: OpenFda, tmp_path: Path) -> None:
    del openfda.labels[0]["boxed_warning"]
    said = twice(change(boxed_warning=[BOXED]))
    assert differences(tmp_path) == {KYMRIAH: ["boxed warning added"]}
    assert "new:  “WARNING: SEVERE REACTIONS Fever occurred. Do not give it" in said


def test_a_difference_comes_with_dates_address_and_facts(twice: Callable[..., str], tmp_path: Path) -> None:
    said = twice(change(version="4", effective_time="20261101"))
    one = saved(tmp_path)["changed"][0]
    assert "new label version: 3 → 4" in said
    assert "effective time moved: 2026-03-01 → 2026-11-01" in said
    day = saved(tmp_path)["made_on"]
    assert f"copies of {one['compared_with']} (data of 2026-11-18) and {day} (data of 2026-11-18)" in said
    assert f"https://dailymed.nlm.nih.gov/dailymed/drugInfo.cfm?setid={one['set_id']}" in said
    boxed = [
        f"{KYMRIAH}/regulatory/{event.id}" for event in therapy(KYMRIAH).regulatory if event.event == "boxed-warning"
    ]
    assert boxed
    assert set(boxed) <= set(one["facts"])
    assert boxed[0] in said


def therapy(name: str) -> Any:
    return next(one for one in curated().therapies if one.id == name)


def test_a_label_that_vanishes_and_comes_back(
    twice: Callable[..., str], openfda: OpenFda, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    gone: list[dict[str, Any]] = []
    said = twice(every=lambda labels: gone.append(labels.pop(0)))
    assert differences(tmp_path) == {KYMRIAH: ["label no longer found here"]}
    assert "A label that is not found here says nothing of an approval." in said
    assert [one["therapy_id"] for one in saved(tmp_path)["not_found"]] == [KYMRIAH]
    assert run_command("labels", tmp_path, openfda.url) == 0
    assert differences(tmp_path) == {}, "told once, then it stands among the ones not found"
    openfda.labels.append({**gone[0], "boxed_warning": [f"{BOXED} Enterocolitis occurred."]})
    capsys.readouterr()
    assert run_command("labels", tmp_path, openfda.url) == 0
    assert differences(tmp_path) == {KYMRIAH: ["label found", "boxed warning changed"]}
    assert "new:  “Enterocolitis occurred.”" in capsys.readouterr().out, "compared with what it said before"


def test_a_second_label_of_the_name_makes_it_doubtful(twice: Callable[..., str], tmp_path: Path) -> None:
    said = twice(every=lambda labels: labels.append(label("KYMRIAH", "tisagenlecleucel", 9)))
    assert differences(tmp_path) == {KYMRIAH: ["label is now doubtful and not taken"]}
    for number in (1, 9):
        assert f"set id {number:08d}-aaaa-4bbb-8ccc-dddddddddddd" in said
    assert "to take one: name a source of kind `label` with its set id in the address" in said


def test_many_labels_of_a_substance_are_read_page_by_page(openfda: OpenFda, tmp_path: Path) -> None:
    openfda.labels += [label("MAKER", "tisagenlecleucel", 100 + number) for number in range(60)]
    assert run_command("labels", tmp_path, openfda.url) == 0
    assert [asked["skip"] for asked in openfda.asked if "skip" in asked] == ["25", "50"] * 2
    assert {one["therapy_id"]: one["others"] for one in saved(tmp_path)["taken"]}[KYMRIAH] == 60


def test_a_label_under_the_brand_alone_is_found_and_doubtful(openfda: OpenFda, tmp_path: Path) -> None:
    openfda.labels[1] = label("CARVYKTI", "another autoleucel", 2)
    assert run_command("labels", tmp_path, openfda.url) == 0
    assert [asked["search"] for asked in openfda.asked].count('openfda.brand_name:"Carvykti"') == 1
    doubtful = saved(tmp_path)["doubtful"]
    assert [one["therapy_id"] for one in doubtful] == [CARVYKTI]
    assert doubtful[0]["labels"][0]["why"] == "the brand name fits, the generic name does not"


def test_a_name_that_is_too_wide_is_doubtful(openfda: OpenFda, tmp_path: Path) -> None:
    openfda.labels[0]["spl_product_data_elements"] = ["NOTHING"]
    openfda.labels += [label("MAKER", "tisagenlecleucel", 100 + number) for number in range(101)]
    assert run_command("labels", tmp_path, openfda.url) == 0
    assert [one["tied_by"] for one in saved(tmp_path)["doubtful"]] == [
        "101 labels hold its name: too many to be one product"
    ]


def test_a_label_in_another_form_is_doubtful_and_stops_nothing(openfda: OpenFda, tmp_path: Path) -> None:
    openfda.labels[0]["boxed_warning"] = {"odd": 1}
    assert run_command("labels", tmp_path, openfda.url) == 0
    report = saved(tmp_path)
    assert [one["therapy_id"] for one in report["doubtful"]] == [KYMRIAH]
    assert "came in a form that could not be read" in report["doubtful"][0]["tied_by"]
    assert len(report["taken"]) == 2


def test_what_does_not_fit_the_file_is_told_also_the_first_time(openfda: OpenFda, tmp_path: Path) -> None:
    del openfda.labels[1]["boxed_warning"]
    openfda.labels[0]["effective_time"] = "20261124"
    assert run_command("labels", tmp_path, openfda.url) == 0
    found = {(one["therapy_id"], one["says"]): one["facts"] for one in saved(tmp_path)["misfits"]}
    boxed = found[CARVYKTI, "the file has a boxed warning, the label that was found has none"]
    assert boxed
    assert all(fact.startswith(f"{CARVYKTI}/regulatory/") for fact in boxed)
    source = next(one for one in therapy(KYMRIAH).sources if one.kind == "label" and "api.fda.gov" in (one.url or ""))
    assert (KYMRIAH, f"the label took effect on 2026-11-24, source {source.id} was read on {source.checked}") in found
    assert len(found) == 2


def test_a_source_read_on_the_day_of_the_label_fits(openfda: OpenFda, tmp_path: Path) -> None:
    source = next(one for one in therapy(KYMRIAH).sources if one.kind == "label" and "api.fda.gov" in (one.url or ""))
    openfda.labels[0]["effective_time"] = source.checked.replace("-", "")
    assert run_command("labels", tmp_path, openfda.url) == 0
    assert saved(tmp_path)["misfits"] == []


def test_a_source_that_disagrees_with_a_fact_says_so() -> None:
    facts = RestingFacts(curated())
    conflicts = [
        (one.id, source, f"{one.id}/regulatory/{event.id} (disagrees)")
        for one in curated().therapies
        for event in one.regulatory
        for conflict in event.conflicts
        for source in conflict.sources
    ]
    assert conflicts
    for therapy_id, source, fact in conflicts:
        assert fact in facts.of_source(therapy_id, source)


HOSTILE = "\x1b[31m<script>alert(1)</script>\u202e\r\nFever =HYPERLINK(1). " + "long " * 5000


def test_hostile_texts_are_kept_and_shown_harmlessly(twice: Callable[..., str], tmp_path: Path) -> None:
    said = twice(change(boxed_warning=[HOSTILE], set_id="../../etc\x1b"))
    assert all(letter.isprintable() or letter == "\n" for letter in said)
    assert max(map(len, said.splitlines())) < 1500
    assert "setid=../" not in said
    kept = [one for one in json.loads(newest_file(tmp_path))["products"] if one["therapy_id"] == KYMRIAH]
    assert kept[0]["label"]["boxed_warning"] == [HOSTILE]


def newest_file(folder: Path) -> bytes:
    return (folder / seen(folder)[-1] / "labels.json").read_bytes()


def test_no_curated_file_is_touched(
    openfda: OpenFda, small: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.undo()
    before = {path: path.read_bytes() for path in small.rglob("*.yaml")}
    assert run_command("labels", tmp_path / "labels", openfda.url, "--curated", str(small)) == 0
    assert {path: path.read_bytes() for path in small.rglob("*.yaml")} == before


def test_a_product_asked_for_since_is_no_difference(openfda: OpenFda, tmp_path: Path) -> None:
    assert run_command("labels", tmp_path, openfda.url) == 0
    after = msgspec.json.decode(newest_file(tmp_path), type=LabelCopy)
    before = msgspec.structs.replace(after, products=after.products[1:])
    assert changed_products(before, after) == []
    assert new_products(before, after) == [after.products[0]]
    assert changed_products(after, before) == [], "one that is no longer asked for neither"

"""The register that is opened by mapping prepared files answers what reading everything would answer."""

import tempfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import msgspec
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from loaders import registry_arrays, registry_index, registry_prepare, registry_shelf
from loaders.registry_copy import CopyWriter
from loaders.registry_shelf import Copy
from loaders.registry_study import Study, read_study
from tests.register_copy import site, study
from tests.registry_stub.studies import study as stub
from tests.releases import RELEASE
from tests.therapies.plain_register import PlainRegister
from therapies.gazetteer import Town
from therapies.study_register import StudyRegister
from therapies.study_search import Asked

NAMES = sorted({name for one in RELEASE.therapies.values() for name in (one.name, one.short_name, *one.aliases)})
TERMS = sorted({term for one in RELEASE.diseases.values() for term in one.register_terms})
NUMBERS = sorted({trial.nct for key in RELEASE.therapies for trial in RELEASE.trials(key) if trial.nct})


@pytest.fixture(scope="module", autouse=True)
def small_portions() -> Iterator[None]:
    """Portions so small that a few studies already need several."""
    with pytest.MonkeyPatch.context() as patch:
        for module in (registry_arrays, registry_prepare, registry_shelf):
            patch.setattr(module, "BATCH", 8)
        patch.setattr(registry_prepare, "_AT_A_TIME", 3)
        patch.setattr(registry_index, "_MOST_PAIRS", 50)
        yield


def made(folder: Path, studies: list[Study]) -> tuple[Copy, PlainRegister, StudyRegister]:
    writer = CopyWriter(folder)
    writer.add(studies)
    copy = writer.publish("2026-11-20", {})
    return copy, PlainRegister(copy.folder, RELEASE), StudyRegister(copy, RELEASE)


def same(plain: PlainRegister, register: StudyRegister) -> None:
    assert register.links == plain.links()
    assert register.of_disease == plain.of_disease()
    counts = {key: (one.studies, one.recruiting, one.sites) for key, one in register.giving.counts().items()}
    assert counts == plain.giving()
    numbers = [row["nct"] for row in plain.studies]
    assert [one.nct for one in register.in_rows(np.arange(len(numbers)))] == numbers
    for row, found in zip(plain.studies, register.studies(numbers), strict=True):
        assert (found.nct, found.title, found.status) == (row["nct"], row["brief_title"], row["overall_status"])
        assert found.phases == (None if row["phases"] is None else tuple(row["phases"]))
        for one, listed in zip(found.sites, row["sites"], strict=True):
            assert (one.facility, one.city, one.country, one.status, one.lat, one.lon) == tuple(
                listed[name] for name in ("facility", "city", "country", "status", "lat", "lon")
            )


def test_the_studies_updated_from_one_day_to_another(stubs: tuple[Copy, PlainRegister, StudyRegister]) -> None:
    _, plain, register = stubs
    for first, last in (
        (date(2026, 1, 1), date(2026, 3, 1)),
        (date(2026, 11, 20), date(2026, 11, 20)),
        (date(2030, 1, 1),) * 2,
    ):
        found = [
            row["nct"] for row in plain.studies if first.isoformat() <= row["last_update_posted"] <= last.isoformat()
        ]
        rows = np.arange(register.count)[register.updated_between(first, last)]
        assert [one.nct for one in register.in_rows(rows)] == found


def answers(register: StudyRegister, asked: Asked) -> dict[str, Any]:
    found = register.search.find(asked)
    newest = [one.nct for one in register.in_rows(found.newest)]
    lists = {"phases": found.phases, "statuses": found.statuses, "countries": found.countries}
    assert len(register.search.all_rows(asked)) == found.total
    return {"total": found.total, **lists, "newest": newest}


@pytest.fixture(scope="module")
def stubs(tmp_path_factory: pytest.TempPathFactory) -> tuple[Copy, PlainRegister, StudyRegister]:
    studies = [read_study(msgspec.json.encode(stub(number))) for number in range(400)]
    return made(tmp_path_factory.mktemp("register"), [one for one in studies if isinstance(one, Study)])


def test_the_studies_of_the_stub_are_the_same(stubs: tuple[Copy, PlainRegister, StudyRegister]) -> None:
    _, plain, register = stubs
    same(plain, register)
    assert register.links["wu-cart-007"], "or nothing was compared"
    assert register.of_disease["t-all"]
    with pytest.raises(KeyError, match="NCT99999999"):
        list(register.studies(["NCT00000001", "NCT99999999"]))
    for wrong in ("NCT1", "NCT٠٠٠٠٠٠٠١", "nct00000001", "", "NCT99999999"):
        assert wrong not in register


@pytest.mark.parametrize(
    "text",
    [
        "",
        "study",
        "cell leuk",
        "grippe ecole",
        "nct00000005",
        "NCT99999999",
        "zzz",
        "-",
        "acr3 lupus",
        "lupus children",
    ],
)
@pytest.mark.parametrize("phase", [None, "", "NA", "PHASE1/PHASE2"])
@pytest.mark.parametrize("status", [None, "RECRUITING"])
@pytest.mark.parametrize("country", [None, "France"])
def test_a_search_of_the_stub_finds_the_same(
    stubs: tuple[Copy, PlainRegister, StudyRegister], text: str, phase: str, status: str, country: str
) -> None:
    _, plain, register = stubs
    asked = Asked(text, phase, status, country)
    assert answers(register, asked) == plain.find(asked)


def test_a_study_is_known_by_an_older_number(tmp_path: Path) -> None:
    record = stub(4)
    record["protocolSection"]["identificationModule"]["nctIdAliases"] = [NUMBERS[0]]
    found = read_study(msgspec.json.encode(record))
    assert isinstance(found, Study)
    _, plain, register = made(tmp_path, [found])
    same(plain, register)
    assert any(links.get("NCT00000005") for links in register.links.values())
    for number in (NUMBERS[0], "NCT00000005"):
        assert register.search.find(Asked(number)).total == 1


def test_a_site_beyond_the_squares_looked_at_first_may_be_nearer(tmp_path: Path) -> None:
    at = [site(("Place", "Town", None, "France", lat, 0.5)) for lat in (-0.9, 2.1)]
    _, plain, register = made(tmp_path, [study(1, "A study", sites=at)])
    town = Town("between", 0.99, 0.5)
    assert [near.position for near in register.sites.recruiting(town, 1)] == [1]
    assert plain.nearest(town, 1)[0][1] == 1


def test_a_facet_that_no_study_has_is_refused(stubs: tuple[Copy, PlainRegister, StudyRegister]) -> None:
    for asked in (Asked(phase="PHASE9"), Asked(status="OPEN"), Asked(country="Atlantis")):
        with pytest.raises(KeyError):
            stubs[2].search.find(asked)


parts = st.sampled_from(
    [*NAMES, *TERMS, *NUMBERS, "anti", "non", "T", "ÅÆ", "ß", "İstanbul", "Leukaemia", "α", "™", "𝐓"]
)
joins = st.sampled_from(["", " ", "-", "/", "™ ", " (", ", ", "_", "\u202e"])
texts = st.lists(st.tuples(parts, joins), max_size=4).map(lambda pieces: "".join(map("".join, pieces)))
split = st.tuples(st.sampled_from(NAMES), st.integers(1, 6), joins).map(
    lambda one: one[0][: one[1]] + one[2] + one[0][one[1] :]
)
words = st.one_of(texts, split, st.text(max_size=12))
degrees = st.one_of(
    st.tuples(st.floats(-90, 90), st.floats(-180, 180)),
    st.sampled_from([(90.0, 0.0), (-90.0, 10.0), (0.0, 180.0), (0.0, -180.0), (38.6, -90.2), (38.6, -90.2)]),
)
places = st.tuples(
    degrees, st.sampled_from(["United States", "France"]), st.sampled_from(["RECRUITING", "COMPLETED", None])
)


@st.composite
def registered(draw: st.DrawFn, number: int) -> Study:
    return study(
        number,
        draw(words),
        status=draw(st.sampled_from(["RECRUITING", "COMPLETED", "UNKNOWN"])),
        updated=draw(st.sampled_from([None, "2026-11-01", "2026-10-31", "2026", "2026-13-40"])),
        conditions=draw(st.lists(words, max_size=3)),
        interventions=draw(st.lists(words, max_size=3)),
        summary=draw(words),
        study_type=draw(st.sampled_from(["INTERVENTIONAL", "OBSERVATIONAL"])),
        nct=draw(st.sampled_from([None, *NUMBERS[:3]])) if number == 0 else None,
        sites=[
            site(("Place", "Town", None, country, *at), status)
            for at, country, status in draw(st.lists(places, max_size=4))
        ],
    )


@given(st.data(), st.integers(1, 25))
@settings(max_examples=30, deadline=None)
def test_studies_with_any_words_are_the_same(data: st.DataObject, count: int) -> None:
    studies = [data.draw(registered(number)) for number in range(count)]
    with tempfile.TemporaryDirectory() as folder:
        _, plain, register = made(Path(folder), studies)
        same(plain, register)
        for text in (data.draw(words), data.draw(words)[:3]):
            assert answers(register, Asked(text)) == plain.find(Asked(text))
        town = Town("anywhere", *data.draw(degrees))
        found = [
            (register.site(near)[0], near.position, round(near.km, 3)) for near in register.sites.recruiting(town, 5)
        ]
        assert found == plain.nearest(town, 5)

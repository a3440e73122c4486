"""Two copies that differ in known ways give exactly those differences; two identical ones give none."""

from datetime import date
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

from loaders.registry_copy import CopyWriter
from loaders.registry_shelf import copies
from loaders.registry_study import Study
from tests.register_copy import CHICAGO, LYON, ST_LOUIS, copy, site, study
from tests.releases import RELEASE
from tests.therapies.test_trials_and_access import STUDIES
from therapies.change_feed import atom
from therapies.study_register import RegisterShelf, StudyRegister
from therapies.what_changed import WhatChanged, what_changed

BEFORE = [
    study(1, "Stays the same", sites=[site(ST_LOUIS)]),
    study(2, "Closes", sites=[site(ST_LOUIS), site(LYON)], interventions=["WU-CART-007"]),
    study(3, "Other ages", ages=("18 Years", None)),
    study(4, "Goes away", conditions=["T-ALL"]),
    study(5, "Other   spacing", sites=[site(ST_LOUIS), site(CHICAGO)]),
    study(6, "Another disease", conditions=["Asthma"]),
]
AFTER = [
    study(1, "Stays the same", sites=[site(ST_LOUIS)], updated="2026-11-19"),
    study(
        2,
        "Closes",
        status="ACTIVE_NOT_RECRUITING",
        sites=[site(ST_LOUIS, "COMPLETED"), site(CHICAGO)],
        interventions=["WU-CART-007"],
    ),
    study(3, "Other ages", ages=("1 Year", None)),
    study(5, "Other spacing", sites=[site(CHICAGO), site(ST_LOUIS)]),
    study(6, "Another disease", conditions=["Asthma"], status="COMPLETED"),
    study(7, "Comes new"),
]


def compared(folder: Path, before: list[Study], after: list[Study], **chosen: str | None) -> WhatChanged:
    copy(folder, before, "2026-11-01")
    copy(folder, after, "2026-11-20")
    new, old = (StudyRegister(found, RELEASE) for found in copies(folder))
    return what_changed(RELEASE, old, new, chosen.get("therapy_id"), chosen.get("disease_id"))


def test_known_differences_are_found_and_no_others(tmp_path: Path) -> None:
    found = compared(tmp_path, BEFORE, AFTER)
    assert [(one.title, one.kind, one.before, one.after) for one in found.changes] == [
        ("Closes", "status", "Recruiting", "Running but full"),
        (
            "Closes",
            "sites",
            "Barnes, St. Louis, Missouri, United States: Recruiting",
            "Barnes, St. Louis, Missouri, United States: Completed",
        ),
        ("Closes", "sites", "Hôpital, Lyon, France: Recruiting", ""),
        ("Closes", "sites", "", "Lakeside, Chicago, Illinois, United States: Recruiting"),
        ("Other ages", "ages", "18 Years to no upper limit", "1 Year to no upper limit"),
        ("Goes away", "no longer in the copy", "Recruiting", ""),
        ("Comes new", "new in the copy", "", "Recruiting"),
    ]
    assert found.therapies["NCT90000002"] == ("sofi-cel",)
    assert found.count.startswith(
        "7 changes in 4 studies: new in the copy 1, no longer in the copy 1, status 1, sites 3"
    )
    assert [row[3] for row in found.sheet.rows][1:4] == ["site closed to new people", "site removed", "site added"]
    assert len(found.sheet.rows) == 7
    assert found.not_held == ()


START, MAIN, END = "Start", "Last visit for the main result (primary completion)", "End (completion)"


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        (
            {"days": ("2026-01", "2026-03-01", "2026-12")},
            {"days": ("2026-03", "2029-03-01", "2026-12-31")},
            [
                ("dates", f"{START}: January 2026", f"{START}: March 2026"),
                ("dates", f"{MAIN}: 1 March 2026", f"{MAIN}: 1 March 2029"),
                ("dates", f"{END}: December 2026", f"{END}: 31 December 2026"),
            ],
        ),
        (
            {"days": (None, "2027", "2028")},
            {"days": ("2026-03", "2028", None)},
            [
                ("dates", f"{START}: not stated", f"{START}: March 2026"),
                ("dates", f"{MAIN}: 2027", f"{MAIN}: 2028"),
                ("dates", f"{END}: 2028", f"{END}: not stated"),
            ],
        ),
        ({"phases": ["PHASE1"]}, {"phases": ["PHASE1", "PHASE2"]}, [("phase", "Phase 1", "Phase 1/2")]),
        ({"phases": ["PHASE2", "PHASE1"]}, {"phases": ["PHASE1", "PHASE2"]}, []),
        ({"phases": ["NA"]}, {"phases": []}, [("phase", "does not apply to this study", "not stated")]),
        (
            {"status": "SUSPENDED", "why_stopped": "Supply"},
            {"status": "TERMINATED", "why_stopped": "COMPLETED too few: TERMINATED"},
            [
                ("status", "Suspended", "Ended early"),
                ("why stopped", "Supply", "COMPLETED too few: TERMINATED"),
            ],
        ),
        (
            {"people": 20, "sponsor": "Example  Bio"},
            {"people": 40, "sponsor": "Other Bio"},
            [("number of people", "20", "40"), ("sponsor", "Example  Bio", "Other Bio")],
        ),
        ({"sponsor": "Example  Bio"}, {"sponsor": "EXAMPLE Bio"}, []),
        ({"ages": ("12 Months", "N/A")}, {"ages": ("1 Year", None)}, []),
        ({"ages": ("7 Days", "2 years")}, {"ages": ("1 Week", "24 Months")}, []),
        ({"ages": ("0 Days", "70 Years")}, {"ages": (None, "70 Years")}, []),
        (
            {"ages": ("12 Months", None)},
            {"ages": ("12 Years", "N/A")},
            [("ages", "12 Months to no upper limit", "12 Years to no upper limit")],
        ),
        (
            {"std_ages": ["ADULT"]},
            {"std_ages": ["ADULT", "CHILD"]},
            [
                (
                    *("ages", "ages by group: adults (18 to 64 years)"),
                    "ages by group: children (up to 17 years), adults (18 to 64 years)",
                )
            ],
        ),
        ({"std_ages": ["ADULT", "CHILD", "OLDER_ADULT"]}, {"std_ages": []}, []),
        ({"ages": (None, "0 Days")}, {}, [("ages", "no lower limit to 0 Days", "no limit")]),
        ({"sponsor": "St. Jude Children's Hospital"}, {"sponsor": "St. Jude Children\u2019s\u00a0Hospital"}, []),
        ({"sponsor": "Hôpital “Nord” – Lyon"}, {"sponsor": 'Ho\u0302pital "Nord" - Lyon.'}, []),
        ({"why_stopped": "Too few\u00ad people"}, {"why_stopped": "Too few people"}, []),
        ({"sponsor": "Wugen, Inc."}, {"sponsor": "Wugen Inc"}, []),
        ({"sponsor": "Merck & Co."}, {"sponsor": "Merck and Co"}, []),
        ({"sponsor": "Merck &amp; Co."}, {"sponsor": "Merck & Co."}, []),
        ({"sponsor": "Merck and Co"}, {"sponsor": "Merck or Co"}, [("sponsor", "Merck and Co", "Merck or Co")]),
        ({"sponsor": "Wugen, Inc."}, {"sponsor": "Wugen, Ltd."}, [("sponsor", "Wugen, Inc.", "Wugen, Ltd.")]),
        ({"why_stopped": "No, safety"}, {"why_stopped": "No safety"}, [("why stopped", "No, safety", "No safety")]),
        ({"sponsor": "CD7- Bio"}, {"sponsor": "CD7+ Bio"}, [("sponsor", "CD7- Bio", "CD7+ Bio")]),
        ({"sponsor": "10² Bio"}, {"sponsor": "102 Bio"}, [("sponsor", "10² Bio", "102 Bio")]),
    ],
)
def test_what_is_told_of_one_study(
    tmp_path: Path, before: dict[str, Any], after: dict[str, Any], told: list[tuple[str, str, str]]
) -> None:
    found = compared(tmp_path, [study(1, "One", **before)], [study(1, "One", **after)])
    assert [(one.kind, one.before, one.after) for one in found.changes] == told


@pytest.mark.parametrize(
    ("title", "other", "changed"),
    [
        ("Children\u2019s trial — phase 1–2 of “X”", 'Children\'s trial - phase 1-2 of "X"', False),
        ("Children's trial", "Adults' trial", True),
        ("Kymriah\u2122 in ALL", "Kymriah in ALL", False),
        ("Kymriah (TM) in ALL", "Kymriah® in ALL", False),
        ("Kymriah(R) in ALL", "Kymriah in ALL", False),
        ("(R)-Lactate in ALL", "(S)-Lactate in ALL", True),
        ("(R)-Lactate in ALL", "Lactate in ALL", True),
        ("Cells & drugs", "Cells and drugs", False),
        ("Cells &amp; drugs", "Cells & drugs", False),
        ("Age \\>= 2", "Age >= 2", False),
        ("Age &lt; 2", "Age < 2", False),
        ("Age &lt; 2", "Age > 2", True),
        ("Étude à Lyon", "Etude a Lyon", False),
        ("Dose of 1.5 mg", "Dose of 15 mg", True),
        ("IL-2", "IL-12", True),
    ],
)
def test_another_sign_for_the_same_is_no_other_title(tmp_path: Path, title: str, other: str, changed: bool) -> None:
    found = compared(tmp_path, [study(1, title)], [study(1, other)])
    assert [one.kind for one in found.changes] == ["title"] * changed


def test_a_study_with_another_number_is_neither_gone_nor_new(tmp_path: Path) -> None:
    before = [study(1, "One", people=20), study(2, "Merged"), study(3, "Stays")]
    after = [study(9, "One", people=40, aliases=["NCT90000001"]), study(3, "Stays", aliases=["NCT90000002"])]
    found = compared(tmp_path, before, after)
    assert [(one.nct, one.kind, one.before, one.after) for one in found.changes] == [
        ("NCT90000002", "no longer in the copy", "Recruiting", ""),
        ("NCT90000009", "register number", "NCT90000001", "NCT90000009"),
        ("NCT90000009", "number of people", "20", "40"),
    ]


def test_two_identical_copies_give_none(tmp_path: Path) -> None:
    found = compared(tmp_path, STUDIES, STUDIES)
    assert found.changes == ()
    assert found.count == "Nothing changed that matters to a reader."


@pytest.mark.parametrize(
    ("chosen", "titles"),
    [({"therapy_id": "wu-cart-007"}, {"Closes"}), ({"disease_id": "mm"}, set()), ({"disease_id": "t-all"}, None)],
)
def test_the_choice_of_therapy_or_disease(tmp_path: Path, chosen: dict[str, str], titles: set[str] | None) -> None:
    found = compared(tmp_path, BEFORE, AFTER, **chosen)
    everything = {"Closes", "Other ages", "Goes away", "Comes new"}
    assert {one.title for one in found.changes} == (everything if titles is None else titles)


def test_ages_that_a_copy_does_not_hold_are_no_change(tmp_path: Path) -> None:
    copy(tmp_path, BEFORE[2:3], "2026-11-01")
    writer = CopyWriter(tmp_path)
    writer.add(AFTER[2:3], limits_known=False)
    writer.publish("2026-11-20", {})
    new, old = (StudyRegister(found, RELEASE) for found in copies(tmp_path))
    assert what_changed(RELEASE, old, new, None, None).changes == ()


def test_the_shelf_gives_the_copy_before_the_newest(tmp_path: Path) -> None:
    copy(tmp_path, BEFORE, "2026-11-01")
    shelf = RegisterShelf(tmp_path)
    assert shelf.register(RELEASE) is not None
    assert shelf.earlier(shelf.register(RELEASE), RELEASE, date(2026, 11, 5)) is None
    copy(tmp_path, AFTER, "2026-11-20")
    again = RegisterShelf(tmp_path)
    newest = again.register(RELEASE)
    earlier = again.earlier(newest, RELEASE, date(2026, 11, 5))
    assert newest is not None
    assert earlier is not None
    assert (str(earlier.day), str(newest.day)) == ("2026-11-01", "2026-11-20")


@pytest.mark.parametrize(
    ("since", "compared"),
    [
        ("2026-11-20", "2026-11-10"),
        ("2026-11-10", "2026-11-01"),
        ("2026-10-05", "2026-11-01"),
        ("2027-01-01", "2026-11-10"),
    ],
)
def test_the_copy_to_compare_with_is_from_before_the_day(tmp_path: Path, since: str, compared: str) -> None:
    for day in ("2026-11-01", "2026-11-10", "2026-11-20"):
        copy(tmp_path, BEFORE[:1], day)
    shelf = RegisterShelf(tmp_path)
    register = shelf.register(RELEASE)
    assert register is not None
    earlier = shelf.earlier(register, RELEASE, date.fromisoformat(since))
    assert earlier is not None
    assert str(earlier.day) == compared
    assert shelf.earlier(register, RELEASE, date.fromisoformat(since)) is earlier


def test_the_feed_is_read_by_an_xml_reader_and_hostile_words_are_words(tmp_path: Path) -> None:
    hostile = study(8, "<script>alert(1)</script> & \x0b \u202egnirts")
    found = compared(tmp_path, BEFORE, [*AFTER, hostile])
    feed = ElementTree.fromstring(atom(found, date(2026, 11, 20)))
    entries = feed.findall("{*}entry")
    assert len(entries) == len(found.changes) == 8
    titles = [entry.findtext("{*}title") or "" for entry in entries]
    assert "Closes: status" in titles
    assert any("<script>" in title for title in titles)
    assert len({entry.findtext("{*}id") for entry in entries}) == 8
    assert all(entry.findtext("{*}updated") == "2026-11-20T00:00:00Z" for entry in entries)
    assert atom(found, date(2026, 11, 20)) == atom(found, date(2026, 11, 20))


def ids(feed: bytes) -> dict[str, str]:
    return {
        entry.findtext("{*}id") or "": f"{entry.findtext('{*}title')}. {entry.findtext('{*}summary')}"
        for entry in ElementTree.fromstring(feed).findall("{*}entry")
    }


def test_an_id_of_the_feed_means_one_change_whatever_it_is_compared_with_or_chosen(tmp_path: Path) -> None:
    for studies, day in ((BEFORE[:4], "2026-11-01"), (BEFORE[1:], "2026-11-10"), (AFTER, "2026-11-20")):
        copy(tmp_path, studies, day)
    new, between, old = (StudyRegister(found, RELEASE) for found in copies(tmp_path))
    feeds = [
        ids(atom(what_changed(RELEASE, earlier, new, therapy, None), new.day))
        for earlier, therapy in ((old, None), (between, None), (old, "wu-cart-007"))
    ]
    assert feeds[0].keys().isdisjoint(feeds[1])
    assert feeds[2].items() <= feeds[0].items()
    assert len(feeds[2]) == 4
    sites = [one for one in feeds[0] if ":NCT90000002:sites:2026-11-01:2026-11-20:" in one]
    assert len(sites) == 3


def test_a_change_keeps_its_id_where_another_one_comes_before_it(tmp_path: Path) -> None:
    first = ids(atom(compared(tmp_path / "first", BEFORE, AFTER), date(2026, 11, 20)))
    more = [study(0, "Comes before all"), *AFTER]
    second = ids(atom(compared(tmp_path / "second", BEFORE, more), date(2026, 11, 20)))
    assert first.items() < second.items()


@pytest.mark.parametrize(
    ("before", "said"),
    [("NOT_YET_RECRUITING", "Not yet recruiting"), ("NO_LONGER_AVAILABLE", "Expanded access ended")],
)
def test_every_status_is_told_in_words(tmp_path: Path, before: str, said: str) -> None:
    (change,) = compared(tmp_path, [study(1, "One", status=before)], [study(1, "One")]).changes
    assert (change.before, change.after) == (said, "Recruiting")

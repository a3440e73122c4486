"""The page of one therapy, opened for every therapy there is, and the states in which there is none to show."""

import pytest
from streamlit.testing.v1 import AppTest

from tests.pages.session import LEAKED, html_of, opened, text_of
from tests.releases import RELEASE
from views import therapy_head


@pytest.mark.parametrize("therapy_id", sorted(RELEASE.therapies))
def test_every_therapy_opens_without_a_fault_or_a_leak(app: AppTest, therapy_id: str) -> None:
    page = opened(app, therapy=therapy_id)
    assert not page.exception
    assert not page.warning, page.warning
    text = text_of(page)
    leaks = [text[max(0, found.start() - 40) : found.end() + 40] for found in LEAKED.finditer(text)]
    assert leaks == []
    assert RELEASE.therapies[therapy_id].short_name in text
    facts = (*RELEASE.outcomes(therapy_id), *RELEASE.safety(therapy_id), *RELEASE.events(therapy_id))
    html = html_of(page)
    assert [fact.fact_id for fact in facts if f'data-fact="{fact.fact_id}"' not in html] == []
    assert f"{len(RELEASE.sources(therapy_id))} source" in text or not RELEASE.sources(therapy_id)


def test_sofi_says_all_that_staff_must_find(app: AppTest) -> None:
    text = text_of(opened(app, therapy="wu-cart-007"))
    for said in (
        "Not approved. Furthest stage: Phase 2",
        "10 of 11 people (91%; 95% range 59 to 99.8)",
        "8 of 11 people (73%; 95% range 39 to 94)",
        "Composite complete remission",
        "people who got the treatment (treated)",
        "10 of 13 people",
        "28 people enrolled",
        "13 of 13 people (100%; 95% range 75 to 100)",
        "4 of 13 people (31%; 95% range 9 to 61)",
        "No comparison group.",
        "We do not know yet if it helps people live longer.",
        "This study was to find the dose and the risks.",
        "6 designations, none is an approval",
        "21 January 2026 · announced",
        "Another one says: March 2026",
        "28 joined the study overall. 13 in this group got the treatment. 11 could be checked. 10 responded.",
        "One sign for each of the 13 people",
        "What nobody knows yet",
        "Another source says: median response lasted more than six months",
        "Record of 6 August 2026, about 4 months old.",
        "Overdue for a check since 21 September 2026",
        "17 sites in 2 countries.",
        "Children's Hospital of Philadelphia, Philadelphia",
        "Who must ask, and who must say yes",
    ):
        assert said in text, said
    assert 'href="https://clinicaltrials.gov/study/NCT06514794"' in html_of(app)


def test_the_switch_counts_those_not_evaluated_as_no_response(app: AppTest) -> None:
    before = text_of(opened(app, therapy="wu-cart-007"))
    assert "those not checked are counted as no response" not in before
    app.toggle(key="missing").set_value(True).run()
    text = text_of(app)
    assert "Counted here: all 13. The 2 people not checked count as no response." in text
    assert "all who got the treatment; those not checked are counted as no response" in text
    assert app.query_params["missing"] in ("1", ["1"])


def test_the_numbers_on_the_first_screen_carry_all_that_they_need(app: AppTest) -> None:
    opened(app, therapy="wu-cart-007")
    head = next(body for body in html_of(app).split("\n") if "ct-beside" in body)
    assert head.count('data-size="large"') == 2, "results and risks stand in one size"
    for needed in (
        "Peer-reviewed paper",
        "single-arm",
        "(evaluable)",
        "exact, Clopper-Pearson",
        "checked 22 November 2026",
    ):
        assert needed in head, needed


def test_the_table_of_contents_leads_to_every_section(app: AppTest) -> None:
    opened(app, therapy="wu-cart-007")
    anchors = [header.proto.anchor for header in app.header]
    assert anchors == list(therapy_head.SECTIONS)
    assert all(f'href="#{anchor}"' in html_of(app) for anchor in anchors)


def test_staff_notes_are_marked_and_closed(app: AppTest) -> None:
    opened(app, therapy="wu-cart-007")
    (notes,) = app.expander
    assert notes.label.startswith("Staff only")
    assert not notes.proto.expanded


def test_results_risks_steps_and_trials_can_be_downloaded(app: AppTest) -> None:
    opened(app, therapy="wu-cart-007")
    keys = [button.proto.id for button in app.get("download_button")]
    for sheet in ("Results", "Risks", "Regulatory steps", "Trials and sites"):
        assert any(f"{sheet} of wu-cart-007" in key for key in keys), sheet


def test_choosing_a_therapy_changes_the_page_and_the_address(app: AppTest) -> None:
    opened(app)
    app.selectbox(key="therapy").select("tisagenlecleucel").run()
    assert app.query_params["therapy"] in ("tisagenlecleucel", ["tisagenlecleucel"])
    assert "Tisagenlecleucel" in text_of(app)


@pytest.mark.parametrize("asked", [None, "no-such-therapy", "<script>alert(1)</script>", "WU-CART-007 "])
def test_without_a_known_therapy_there_is_a_chooser_and_a_calm_word(app: AppTest, asked: str | None) -> None:
    page = opened(app, therapy=asked) if asked else opened(app)
    assert not page.exception
    assert [title.value for title in page.title] == ["Therapy"]
    assert len(page.selectbox(key="therapy").options) == len(RELEASE.therapies)
    assert page.selectbox(key="therapy").value is None
    assert "Choose a therapy" in text_of(page)
    assert ("is not known here" in text_of(page)) == (asked is not None)
    own = '<script src="app/static/'
    assert "<script" not in html_of(page).replace(own, "")


def test_a_fact_past_its_day_is_marked_on_the_screen(app: AppTest, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("THERAPY_TODAY", "2031-01-01")
    text = text_of(opened(app, therapy="wu-cart-007"))
    assert "Overdue for a check since" in text


@pytest.mark.parametrize("leak", ["Ages: None", "nan of 11 people", "Published NaT.", "null", "from <NA>"])
def test_the_guard_sees_a_leak(leak: str) -> None:
    assert LEAKED.search(leak)
    assert not LEAKED.search("None of them is known. Nancy, France; nothing is stated.")

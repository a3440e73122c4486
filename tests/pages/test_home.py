"""Home as a user meets it: one box, the first story with its honest numbers, and ways on to everything else."""

import re

from streamlit.testing.v1 import AppTest

from tests.pages.session import html_of, opened, text_of
from views import first_steps


def test_it_opens_with_a_search_box_and_no_plot(app: AppTest) -> None:
    opened(app)
    assert not app.exception
    assert app.title[0].value == "Emerging therapies"
    assert [box.label for box in app.text_input] == ["Find a therapy"]
    assert not app.get("plotly_chart")


def test_the_story_of_sofi_cel_has_counts_ranges_and_what_is_not_known(app: AppTest) -> None:
    text = text_of(opened(app))
    for said in (
        *("10 of 11 people", "95% range 59 to 99.8", "8 of 11 people", "95% range 39 to 94"),
        *("Composite complete remission", "No known approval anywhere"),
        *("no survival result", "13 of 13 people", "4 of 13 people", "No comparison group"),
    ):
        assert said in text, said
    assert re.search(r"28 joined the study.*13 got the treatment.*11 could be checked", text)


def test_every_disease_leads_to_its_therapies(app: AppTest) -> None:
    html = html_of(opened(app))
    assert 'href="therapies?disease=t-all"' in html
    assert 'href="therapies?group=leukemia"' in html
    assert "T-cell leukemia (T-ALL) (9)" in html


def test_it_says_how_fresh_the_data_are(app: AppTest) -> None:
    opened(app)
    headers = [header.value.replace("\\", "") for header in app.header]
    assert any(re.search(r"[\d,]+ of [\d,]+ facts are overdue for a check", header) for header in headers)
    text = text_of(app)
    assert "Newest check: 26 November 2026" in text
    assert re.search(r"Release \d{4}-\d\d-\d\d-\w+", text)
    assert "Trials and their status" in text


def test_milestones_have_their_date_and_agency(app: AppTest) -> None:
    text = text_of(opened(app))
    assert re.search(r"\d+ \w+ 2026, (decided|announced) .*FDA \(United States\)", text)


def test_a_search_with_a_typing_error_finds_and_says_why(app: AppTest) -> None:
    opened(app, q="tecartis")
    assert app.text_input[0].value == "tecartis"
    assert 'href="therapy?therapy=brexucabtagene-autoleucel"' in html_of(app)
    assert "Almost the same: brand name “Tecartus”" in text_of(app)


def test_a_search_says_which_words_it_did_not_use(app: AppTest) -> None:
    text = text_of(opened(app, q="34 years old, T-ALL, second relapse, Texas"))
    assert "9 of 104 therapies found. Not looked for: 34, years, old, second, relapse, Texas." in text
    assert "Not looked for" not in text_of(opened(app, q="CD7 leukemia"))


def test_a_search_that_finds_nothing_says_what_to_do(app: AppTest) -> None:
    opened(app, q="<b>no such thing</b>")
    assert not app.exception
    assert "Try a part of the name, a target or a disease" in text_of(app)
    assert "<b>no such" not in html_of(app)


def test_typing_puts_the_search_into_the_address(app: AppTest) -> None:
    opened(app)
    app.text_input[0].set_value("CD7").run()
    assert app.query_params["q"] == "CD7"
    assert "therapies found." in text_of(app)


def test_who_is_new_here_finds_the_way_before_on_and_after_a_call(app: AppTest) -> None:
    opened(app)
    way = next(folded for folded in app.expander if folded.label == first_steps.TITLE)
    assert not way.proto.expanded
    said = " ".join(block.proto.body for block in way.get("html"))
    assert all(heading in said for heading in ("Before the call", "On the call", "After the call"))
    links = [link.proto.page for link in way.get("page_link")]
    assert links == ["therapies", "trials", "fit_check", "call", "glossary", "changes", "sources_and_checks"]
    # Who searches has begun: the answer stands right below the box.
    assert first_steps.TITLE not in [folded.label for folded in opened(app, q="tecartus").expander]

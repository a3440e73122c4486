"""The page Regulatory status: refusals beside approvals, days due, a picture with its words, and what words mean."""

import re

import pytest
from streamlit.testing.v1 import AppTest

from tests.pages.session import html_of, opened, text_of
from tests.releases import RELEASE


def headers(app: AppTest) -> str:
    return " ".join(header.value for header in app.header).replace("\\", "")


def test_it_opens_and_every_event_is_there(app: AppTest) -> None:
    opened(app)
    assert not app.exception
    html = html_of(app)
    missing = [event.fact_id for event in RELEASE.all_events if f'data-fact="{event.fact_id}"' not in html]
    assert missing == []
    assert not re.search(r"\b(nan|NaN|NaT|null|None)\b", text_of(app))


def test_refusals_stand_in_a_column_as_wide_as_approvals(app: AppTest) -> None:
    html = html_of(opened(app))
    assert html.index("Allowed for use</th>") < html.index("Refused, held or stopped</th>")
    widths = re.search(r"<colgroup>(.*?)</colgroup>", html[html.index("ct-agency") :])
    assert widths is not None
    shares = re.findall(r"width:(\d+)%", widths.group(1))
    assert shares[1] == shares[2]


def test_the_picture_has_words_and_a_table(app: AppTest) -> None:
    opened(app)
    (chart,) = app.get("plotly_chart")
    assert "one lane for each kind" in chart.proto.alt
    assert "116 events since November 2024" in headers(app)
    assert "Not drawn: 175 from before November 2024, and 59 without a date" in text_of(app)
    assert f"The newest 12 of {len(RELEASE.all_events)} events" in text_of(app)


def test_all_events_can_be_listed(app: AppTest) -> None:
    opened(app, show="1")
    assert app.toggle[0].value is True
    assert f"All {len(RELEASE.all_events)} events that fit, newest first." in text_of(app)


def test_decisions_due_and_days_that_passed_without_an_answer(app: AppTest) -> None:
    opened(app)
    assert "Decisions due: 1 target day ahead" in headers(app)
    text = text_of(app)
    assert "23 December 2026, in 30 days : anito-cel" in text
    assert "19 September 2026, 65 days ago : UX111" in text
    assert "no decision is in our data" in text


def test_that_no_day_is_ahead_is_said_once(app: AppTest) -> None:
    text = text_of(opened(app, disease="t-all"))
    assert "Decisions due: no target day ahead among the events shown" in text
    assert text.lower().count("no target day") == 1
    assert "None has passed without a decision either." in text
    assert "0 therapies with a refusal, a hold or a stop at some time." in text
    assert "with both" not in text, "of what nobody has, nobody has both"
    assert "therapies with both" in text_of(opened(app))


def test_sofi_cel_is_not_approved_and_both_dates_are_there(app: AppTest) -> None:
    opened(app, disease="t-all", agency="FDA", event="breakthrough-therapy")
    text = text_of(app)
    assert f"1 of {len(RELEASE.all_events)} events shown, {len(RELEASE.all_events) - 1} hidden by your filters." in text
    assert "Breakthrough Therapy designation" in text
    assert "21 January 2026, announced" in text
    assert "▲ Another source says: March 2026" in text
    assert "It is not approval and not proof." in text
    assert "Nothing in our data for this disease" in text


def test_without_events_in_the_picture_no_plot_is_loaded(app: AppTest) -> None:
    opened(app, event="conversion-to-regular-approval", disease="mcl")
    assert not app.exception
    assert not app.get("plotly_chart") or "No event" not in headers(app)


def test_therapies_without_any_event_are_named(app: AppTest) -> None:
    text = text_of(opened(app))
    assert "27 therapies without any regulatory event in our data" in text
    assert 'href="therapy?therapy=vispa-cel"' in html_of(app)


def test_choosing_writes_the_address(app: AppTest) -> None:
    opened(app)
    app.multiselect[0].select("MHRA").run()
    assert app.query_params["agency"] == "MHRA"
    assert f"of {len(RELEASE.all_events)} events shown," in text_of(app)


def test_overdue_events_say_so(app: AppTest, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("THERAPY_TODAY", "2027-01-15")
    assert "Overdue for a check since 22 December 2026" in text_of(opened(app, agency="MHRA"))

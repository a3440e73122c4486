"""One number at three lengths: no length says less than the rules demand."""

from datetime import date

import pytest

from tests.releases import RELEASE
from therapies.measures import Measure, outcome_measure, safety_measure
from therapies.rate_words import Audience, badge, paragraph, sentence

TODAY = date(2026, 11, 23)
MEASURES = [outcome_measure(RELEASE, outcome, TODAY) for outcome in RELEASE.all_outcomes]
MEASURES += [safety_measure(RELEASE, fact, TODAY) for fact in RELEASE.all_safety]
SOFI = next(measure for measure in MEASURES if measure.fact_id == "wu-cart-007/outcome/o1")


def test_the_model_case_at_every_length() -> None:
    assert badge(SOFI) == "10 of 11 · 91%"
    assert sentence(SOFI, "family") == "Overall response: 10 of 11 people (91%; 95% range 59 to 99.8)."
    assert "Peer-reviewed paper, single-arm." in sentence(SOFI, "staff")
    said = paragraph(SOFI, "family")
    assert said.startswith("This study was to find the dose and the risks. Overall response: 10 of 11, which is 91%.")
    for words in (
        "(evaluable)",
        "as low as 59% or as high as 99.8%",
        "Only 11 people: too few to be sure.",
        "Our data have no comparison group",
        "We do not know yet if it helps people live longer.",
        "peer-reviewed paper",
        "checked on 22 November 2026",
    ):
        assert words in said


@pytest.mark.parametrize("audience", ["family", "staff"])
def test_every_number_says_its_people_its_evidence_and_its_check_at_length(audience: Audience) -> None:
    for measure in MEASURES:
        said = paragraph(measure, audience)
        assert measure.evidence.lower() in said.lower()
        assert measure.passport.checked_on in said
        assert measure.people in said
        assert all(caveat in said for caveat in measure.caveats)
        assert "comparison group" in said.lower() or "compared with" in said.lower()


def test_no_share_stands_in_a_badge_without_its_people() -> None:
    for measure in MEASURES:
        if measure.percent is not None:
            assert measure.count or str(measure.n) in badge(measure) or "not stated" in badge(measure)


def test_an_overdue_number_says_so_at_length() -> None:
    late: list[Measure] = [outcome_measure(RELEASE, outcome, date.max) for outcome in RELEASE.all_outcomes]
    assert all("overdue for a new check" in paragraph(measure, "family") for measure in late)

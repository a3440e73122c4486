"""A title of a source that sells or gives a bare rate stands on no screen of a call and on no paper."""

import re
from datetime import date

import pytest

from tests.releases import RELEASE
from tests.views.models import SOURCE
from therapies.call import call
from therapies.evidence import source_line
from therapies.handout import handout
from therapies.source_titles import BARE_RATE, SELLS
from views import call_stage, leave_behind_data, leave_behind_html, passport

TODAY = date(2026, 11, 23)
# Not the rule of the code: what readers of the committed titles stumbled over.
STUMBLE = re.compile(
    r"success rate|live \d+% longer|clearance advantage|show\w* promis|promising|revolutionary|custom cure|curative|"
    r"by nearly half|just over half of melanoma|87 percent",
    re.IGNORECASE,
)


@pytest.mark.parametrize("therapy_id", sorted(RELEASE.therapies))
def test_no_such_title_on_a_screen_or_on_paper(therapy_id: str) -> None:
    made = call(RELEASE, (therapy_id,), frozenset(), TODAY)
    paper = handout(made)
    for text in (
        call_stage.html(made, 0, ""),
        leave_behind_html.page(paper),
        " ".join(one["title"] for one in leave_behind_data.data(paper, "a4")["sources"]),
    ):
        found = STUMBLE.search(re.sub(r"<[^>]+>", " ", text))
        assert found is None, found


def test_the_data_have_such_titles() -> None:
    assert sum(bool(STUMBLE.search(source.title)) for source in RELEASE.all_sources.values()) > 20


@pytest.mark.parametrize(("source_id", "why"), [("talicabtagene-autoleucel/s3", BARE_RATE), ("wu-cart-007/s22", SELLS)])
def test_the_link_and_what_the_source_is_stay_and_staff_read_the_title_as_a_quotation(source_id: str, why: str) -> None:
    source = source_line(RELEASE, source_id)
    family, staff = passport.family_source_html(source), passport.source_html(source)
    for html in (family, staff):
        assert f'href="{source.url}"' in html
        assert source.publisher in html and source.kind in html and source.published in html
    assert why in family and source.title[:12] not in family
    assert why not in staff and f"“{source.title[:4]}" in staff


def test_any_other_title_is_a_quotation_in_both() -> None:
    assert f"“{SOURCE.title}”" in passport.family_source_html(SOURCE)
    assert f"“{SOURCE.title}”" in passport.source_html(SOURCE)

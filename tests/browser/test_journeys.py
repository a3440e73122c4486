"""Whole journeys of staff in a real browser, on wide and narrow screens: what they find, open, share and take away."""

import csv
import io
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Visit


def test_from_a_misspelt_name_to_the_numbers_of_sofi_cel(whole: Visit) -> None:
    page = whole("/")
    box = page.get_by_role("textbox", name="Find a therapy")
    box.fill("soficabtagen geleucl")
    box.press("Enter")
    page.get_by_text("therapies found").wait_for()
    page.get_by_role("link", name="sofi-cel").first.click()
    page.wait_for_url("**/therapy?therapy=wu-cart-007")
    page.get_by_role("heading", level=1, name="sofi-cel").wait_for()
    main = page.locator('[data-testid="stMain"]')
    for said in ("10 of 11 people", "59 to 99.8", "8 of 11 people", "39 to 94", "13 of 13 people", "4 of 13 people"):
        expect(main).to_contain_text(said)
    for said in ("Not approved", "21 January 2026", "March 2026", "T-RRex", "too few to be sure"):
        expect(main).to_contain_text(said)


def test_a_cold_link_to_a_comparison_shows_it_in_its_order(whole: Visit) -> None:
    page = whole("/compare?therapies=nelarabine,wu-cart-007")
    heading = page.get_by_role("heading", level=2).first.inner_text()
    assert heading.index("nelarabine") < heading.index("sofi-cel")
    expect(page.locator('[data-testid="stMain"]')).to_contain_text("cannot be ranked")


def test_the_four_rows_of_the_first_table_and_the_added_ones(whole: Visit) -> None:
    main = whole("/compare").locator('[data-testid="stMain"]')
    for row in ("Who it is for", "Where it stands", "Main benefit", "The wait", "Whose cells", "What is not known"):
        expect(main).to_contain_text(row)


def test_a_filter_is_kept_in_the_address_and_survives_a_reload(whole: Visit) -> None:
    page = whole("/response_rates?disease=t-all")
    page.get_by_role("radio", name="Could be checked").click()
    page.wait_for_url("**people=evaluable**")
    page.reload()
    page.locator(".ct-footer").wait_for()
    assert "people=evaluable" in page.evaluate("location.href")
    assert page.get_by_role("radio", name="Could be checked").is_checked()


def test_a_table_is_taken_away_with_where_it_comes_from(whole: Visit) -> None:
    page = whole("/response_rates?disease=t-all&endpoint=ORR")
    with page.expect_download() as waiting:
        page.locator('[data-testid="stDownloadButton"] button').first.click()
    content = Path(waiting.value.path()).read_text(encoding="utf-8-sig")
    header = [line for line in content.splitlines() if line.startswith(("#", '"#'))]
    assert any("release" in line.lower() for line in header)
    assert any("rows" in line.lower() for line in header)
    rows = list(csv.reader(io.StringIO("\n".join(line for line in content.splitlines() if line not in header))))
    assert any("10 of 11" in cell for row in rows for cell in row)


# Of a plot: labels that leave it, and marks that lie under the label of another row.
COVERED = """() => {
  const plot = document.querySelector('.js-plotly-plot').getBoundingClientRect();
  const labels = [...document.querySelectorAll('.annotation')]
    .map((one) => [one.textContent, one.getBoundingClientRect(), one.querySelector('text').getBoundingClientRect()]);
  const marks = [...document.querySelectorAll('.scatterlayer .points path')].map((one) => one.getBoundingClientRect());
  return labels.flatMap(([text, box, words]) => [
    ...(words.top < plot.top - 1 || words.right > plot.right + 1 ? [`leaves the plot: ${text}`] : []),
    ...marks.filter((mark) => {
      const y = (mark.top + mark.bottom) / 2, x = (mark.left + mark.right) / 2;
      return y > box.top && y < box.bottom && x > box.left && x < box.right;
    }).map(() => `covers a mark: ${text}`),
  ]);
}"""


@pytest.mark.parametrize(
    "query",
    [
        "disease=t-all&endpoint=CR-or-CRi",
        "disease=mld&endpoint=received-treatment",
        "disease=mg&endpoint=off-medicines",
        "disease=mm&endpoint=never-infused",
        "disease=gastric&endpoint=disease-control",
        "disease=gbm&endpoint=CR",
    ],
)
def test_no_label_of_a_plot_is_cut_or_covers_a_range(whole: Visit, page: Page, query: str) -> None:
    for width in (1280, 390, 320):
        page.set_viewport_size({"width": width, "height": 844})
        if width == 1280:
            whole(f"/response_rates?{query}")
        page.locator(".annotation").first.wait_for()
        page.wait_for_timeout(500)
        assert page.evaluate(COVERED) == [], f"{width} px"

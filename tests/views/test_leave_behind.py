"""The page to take away: everything that the screens show is in it, tagged, the same bytes every time, and harmless."""

import io
import re
import subprocess
import sys
import time
import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from datetime import date
from functools import cache
from html.parser import HTMLParser
from inspect import unwrap
from itertools import pairwise
from typing import Any

import pypdf
import pytest
from pypdf.generic import IndirectObject

from tests.releases import RELEASE
from therapies.call import Call, call
from therapies.call_blocks import Compared, Count, Drawing, Labelled, Points, Screen, Sides, Steps, Text
from therapies.call_screens import SAW, SECTIONS
from therapies.dataset import Dataset
from therapies.evidence import Passport
from therapies.handout import Explained, Part, handout
from therapies.handout_numbers import Numbers
from therapies.handout_sources import Numbered, checked, without_day
from therapies.source_titles import family_title
from views import frame, leave_behind, leave_behind_data

TODAY = date(2026, 11, 25)
ONE = ("wu-cart-007",)
FOUR = ("wu-cart-007", "tisagenlecleucel", "blinatumomab", "nelarabine")
HARD = ("lisocabtagene-maraleucel",)
HOSTILE = (
    '#eval("1+1") $x^2$ *bold* _it_ `code` [link](javascript:alert(1)) <script>alert(1)</script> @ref <label> \\ // ]'
    " \u202eabc\u200b\x00\x1b漢😀（x） " + "W" * 60
)


@pytest.fixture(scope="module")
def dataset() -> Dataset:
    return RELEASE


@pytest.fixture(scope="module", params=[ONE, FOUR, HARD], ids=["one", "four", "most-uses"])
def shown(request: pytest.FixtureRequest, dataset: Dataset) -> Call:
    return call(dataset, request.param, frozenset(), TODAY)


def reader(shown: Call, paper: str = "a4") -> pypdf.PdfReader:
    return pypdf.PdfReader(io.BytesIO(leave_behind.pdf(shown, paper)))


def squeezed(text: str) -> str:
    """Text without what setting it in lines changes: spaces, break points, joined letters."""
    return re.sub(r"[\s\u200b\u00ad]+", "", unicodedata.normalize("NFKC", text))


@cache
def pages_text(shown: Call) -> list[str]:
    return [page.extract_text() for page in reader(shown).pages]


@cache
def pdf_text(shown: Call) -> str:
    """The text of all pages in reading order, without what stands at the foot of each."""
    dates = squeezed(leave_behind_data.dates(handout(shown)))
    foot = re.compile(re.escape(dates) + r"page\d+of\d+" + re.escape(squeezed(frame.PROMISE)))
    return "".join(foot.sub("", squeezed(text)) for text in pages_text(shown))


class _Words(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.found.append(data)


def parsed(html: str) -> _Words:
    words = _Words()
    words.feed(html)
    return words


def counts(shown: Call) -> list[Count]:
    sides = [block for screen in shown.screens for block in screen.blocks if isinstance(block, Sides)]
    return [one for side in sides for one in (*side.left, *side.right)]


def numbers_and_words(shown: Call) -> Iterator[str]:
    """Every text of the screens that the document must hold."""
    told = {one.fact_id for one in counts(shown)}
    for screen in shown.screens:
        yield from headings(screen)
        yield from screen.overdue
        for block in screen.blocks:
            match block:
                case Text() if screen.section == "ladder" and block.fact_id in told:
                    pass  # stands among the numbers, piece by piece: see below
                case Text() if block.days:
                    pass  # on paper the sources of a part, with the day of their check, stand behind it
                case Text() if screen.section in ("lasted", "lived") and result_of(screen) in told:
                    pass  # the same
                case Text() if screen.section in ("lasted", "lived"):
                    yield without_day(block.words, [f", {one.check}." for one in screen.passports])
                case Text():
                    yield said_on_paper(block.words)
                case Points():
                    yield from block.items
                case Labelled():
                    yield from (text for item in block.items for text in item)
                case Steps():
                    yield from (block.group, block.said, *(f"{step.n}{step.said}" for step in block.steps))
                case Drawing():
                    yield from (text for step in block.making.steps for text in (step.words, step.more))
                case Compared():
                    yield from (said_on_paper(text) for _, cells in block.rows for text in cells)
                    yield from block.heads
    papers = {one.fact_id: one for one in shown.sources}
    for one in counts(shown):
        yield from (one.name, one.count, one.rest, *details(one, papers[one.fact_id]), one.care or "")
    yield from (text for word in shown.words for text in (word.title, word.plain))
    yield from (family_title(line.title) for papers in shown.sources for line in papers.sources)


def result_of(screen: Screen) -> str:
    """The result that a screen about time is about."""
    return next((block.fact_id for block in screen.blocks if isinstance(block, Text) and block.fact_id), "")


def headings(screen: Screen) -> Iterator[str]:
    """The headings of a screen that the document has; those of numbers and ladders only repeat what stands there."""
    if screen.section == "saw" and any(isinstance(block, Sides) for block in screen.blocks):
        yield SAW
        yield screen.question.removesuffix(f": {SAW[0].lower()}{SAW[1:]}")
    elif screen.section != "ladder" and not result_of(screen):
        yield screen.heading.rstrip(".")


def details(count: Count, papers: Passport) -> Iterator[str]:
    """What belongs to a number; on paper the day of its check is a sentence of its own."""
    yield from (without_day(text, [f", {papers.check}."]) for text in count.details)


def said_on_paper(text: str) -> str:
    for there, here in (
        ("Shown on these screens:", "Shown here:"),
        ("The page to take away has those of every number.", "Those of every number stand at the end."),
    ):
        text = text.replace(there, here)
    return text


def test_the_pdf_holds_every_number_and_text_of_the_screens(shown: Call) -> None:
    text = pdf_text(shown)
    assert len(counts(shown)) > 5
    assert [said for said in numbers_and_words(shown) if squeezed(said) not in text] == []
    # Not only somewhere: each count with its range, in this order.
    for one in counts(shown):
        assert squeezed(f"{one.count}{one.rest}") in text, one.fact_id


def test_the_html_holds_the_same(shown: Call) -> None:
    text = squeezed("".join(parsed(leave_behind.html(shown)).found))
    assert [said for said in numbers_and_words(shown) if squeezed(said) not in text] == []
    assert squeezed(frame.PROMISE) in text


def parts(shown: Call, *sections: str) -> Iterator[Part]:
    """The parts of the document of these sections alone."""
    hidden = frozenset({screen.section for screen in shown.screens} - set(sections))
    kept = tuple(screen for screen in shown.screens if screen.section not in hidden)
    for chapter in handout(replace(shown, screens=kept)).chapters:
        yield from (part for section in chapter.sections for part in section.parts)


def printed(shown: Call) -> list[Count]:
    """The numbers of the document, each as often as it stands there."""
    blocks = (block for part in parts(shown, "saw") for block in part.blocks if isinstance(block, Numbers))
    return [one for block in blocks for one in block.counts]


def test_what_numbers_share_is_said_once_and_nothing_of_it_is_lost(shown: Call) -> None:
    papers = {one.fact_id: one for one in shown.sources}
    numbered = Numbered(shown.sources)
    asked = {one.fact_id: one for one in counts(shown)}
    found: set[str] = set()
    for part in parts(shown, "saw"):
        around = " ".join(block.words for block in part.blocks if isinstance(block, Text))
        for block in (block for block in part.blocks if isinstance(block, Numbers)):
            for group in (*block.left, *block.right):
                for one in group.counts:
                    found.add(one.fact_id)
                    own = papers[one.fact_id]
                    told = " ".join((*block.said, *group.said, *one.details))
                    needed = (*details(asked[one.fact_id], own), checked(own), *numbered.others(own), numbered.of(own))
                    assert [text for text in needed if text not in told] == [], one.fact_id
                    assert one.details[0] == asked[one.fact_id].details[0], "which people are not with the number"
                    cares = f"{block.care} {group.care} {one.care} {around}"
                    assert (asked[one.fact_id].care or "") in cares
            assert not [text for text in block.said if any(text in one.details for one in block.counts)]
    assert found == set(asked)


def test_every_check_and_every_other_source_stands_where_its_fact_stands(shown: Call) -> None:
    pdf, html = pdf_text(shown), squeezed("".join(parsed(leave_behind.html(shown)).found))
    for screen in shown.screens:
        alone = list(parts(replace(shown, screens=(screen,)), screen.section))
        small = (why for part in alone for b in part.blocks if isinstance(b, Explained) for _, why in b.items)
        origins = " ".join((*(part.origin for part in alone), *small))
        for one in screen.passports:
            days = f"again by {one.due_on}" if not one.overdue else f"{one.due_on}, last checked {one.checked_on}"
            for text in (days, one.checked_on, *(f"{o.says.removesuffix('.')} (Source" for o in one.disagreements)):
                assert squeezed(text).lower() in pdf.lower(), text
                assert squeezed(text).lower() in html.lower(), text
            if screen.section != "saw" and not one.overdue:
                assert days in origins, (screen.id, one.fact_id)
                assert all(f"{o.says.removesuffix('.')} (Source" in origins for o in one.disagreements)


def test_dates_release_and_promise_stand_in_it_and_nothing_of_the_screen(shown: Call) -> None:
    text, pages = "".join(pages_text(shown)), len(pages_text(shown))
    for said in (shown.made_on, shown.valid_until, shown.release, frame.PROMISE, f"page {pages} of {pages}"):
        assert squeezed(text).count(squeezed(said)) >= 1
    assert squeezed(text).count(squeezed(frame.PROMISE)) == pages + 1
    assert "screens" not in text


def test_identical_bytes_from_a_call_made_anew(shown: Call, dataset: Dataset) -> None:
    ids = tuple(therapy_id for therapy_id, _ in shown.therapies)
    again = unwrap(call)(dataset, ids, frozenset(), TODAY)
    assert again is not shown
    for paper in leave_behind.PAPERS:
        assert leave_behind.compiled(again, paper, "pdf") == leave_behind.pdf(shown, paper)
    assert leave_behind.html(again) == leave_behind.html(shown)


def test_made_in_under_a_second_once_warm(shown: Call) -> None:
    leave_behind.pdf(shown, "a4")
    # Another size of paper, so that nothing of the layout is known already.
    started = time.process_time(), time.perf_counter()
    leave_behind.compiled(shown, "us-letter", "pdf")
    assert min(time.perf_counter() - started[1], time.process_time() - started[0]) < 1


# --- tags ------------------------------------------------------------------------------------------------------------


def elements(node: Any) -> Iterator[Any]:
    """All elements of the structure tree, in reading order."""
    node = node.get_object() if isinstance(node, IndirectObject) else node
    if isinstance(node, list):
        for one in node:
            yield from elements(one)
    elif isinstance(node, dict):
        if "/S" in node:
            yield node
        if "/K" in node:
            yield from elements(node["/K"])


def test_tagged_with_title_and_language(shown: Call) -> None:
    root: Any = reader(shown).trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"].value is True
    assert root["/Lang"] == "en"
    assert root["/ViewerPreferences"]["/DisplayDocTitle"].value is True
    metadata = reader(shown).metadata
    assert metadata is not None
    assert metadata.title == f"The page to take away: {shown.title}"
    assert not metadata.author
    assert metadata.creation_date is None
    assert "<pdfuaid:part>1</pdfuaid:part>" in root["/Metadata"].get_data().decode()


def test_headings_are_headings_without_a_gap_and_tables_have_header_cells(shown: Call) -> None:
    kinds = [element["/S"] for element in elements(reader(shown).trailer["/Root"]["/StructTreeRoot"])]  # ty: ignore[not-subscriptable]
    levels = [int(kind[2:]) for kind in kinds if re.fullmatch(r"/H\d", kind)]
    assert levels[0] == 1
    assert all(second <= first + 1 for first, second in pairwise(levels))
    assert kinds.count("/TH") >= 2
    assert "/LI" in kinds


def test_every_drawing_has_a_text_alternative(shown: Call) -> None:
    found = [
        element.get("/Alt")
        for element in elements(reader(shown).trailer["/Root"]["/StructTreeRoot"])  # ty: ignore[not-subscriptable]
        if element["/S"] == "/Figure"
    ]
    drawn = [drawing.said for one in printed(shown) for drawing in (one.icons, one.control) if drawing]
    assert set(drawn) <= {drawing.said for one in counts(shown) for drawing in (one.icons, one.control) if drawing}
    making = [block for screen in shown.screens for block in screen.blocks if isinstance(block, Drawing)]
    signs = [leave_behind_data.SIGNS[step.sign] for block in making for step in block.making.steps]
    assert sorted(map(str, found)) == sorted((*drawn, *signs))
    assert drawn


def test_the_first_numbers_of_both_sides_are_drawn_alike(dataset: Dataset) -> None:
    """Of the first use two on each side; of the others the numbers stand alone, on both sides."""
    some = 0
    for therapy_id in (*ONE, *HARD, "satricabtagene-autoleucel", "tisagenlecleucel", "epcoritamab"):
        shown = call(dataset, (therapy_id,), frozenset(), TODAY)
        blocks = [b for part in parts(shown, "saw") for b in part.blocks if isinstance(b, Numbers)]
        for place, block in enumerate(blocks):
            for side, of_screen in ((block.left, False), (block.right, True)):
                numbers = [one for group in side for one in group.counts]
                could = {one.fact_id for one in counts(shown) if one.icons and one.harm is of_screen}
                drawn = [one.fact_id for one in numbers if one.icons]
                able = [one.fact_id for one in numbers if one.fact_id in could]
                assert drawn == (able[:2] if place == 0 else []), therapy_id
                some += len(drawn)
    assert some >= 12


def test_what_results_about_time_share_is_said_once_and_who_was_counted_with_each(
    dataset: Dataset,
) -> None:
    shared = 0
    for therapy_id in (*ONE, *HARD, "relmacabtagene-autoleucel"):
        shown = call(dataset, (therapy_id,), frozenset(), TODAY)
        told = {one.fact_id for one in counts(shown)}
        for section in ("lasted", "lived"):
            of_section = [one for one in shown.screens if one.section == section and result_of(one)]
            found = list(parts(shown, "saw", section))[-len(of_section) :] if of_section else []
            behind = found[-1].origin if found else ""
            shared += behind.startswith("All ")
            for screen, part in zip(of_section, found, strict=True):
                (item,) = [item for block in part.blocks if isinstance(block, Explained) for item in block.items]
                assert item[0] == next(text.words for text in texts(screen) if text.fact_id)
                if result_of(screen) in told:
                    continue
                own = [without_day(b.words, [f", {one.check}." for one in screen.passports]) for b in texts(screen)]
                around = " ".join(b.words for p in parts(shown, "saw") for b in p.blocks if isinstance(b, Text))
                assert [text for text in own if text not in f"{' '.join(item)} {behind} {around}"] == [], screen.id
                assert [text for text in own if text.startswith(("Counted: ", "Only ")) and text not in item[1]] == []
                assert all(checked(one) in f"{item[1]} {behind}" for one in screen.passports), screen.id
                assert not [text for text in own if text in behind and text in item[1]], "said twice"
    assert shared >= 4


def texts(screen: Screen) -> list[Text]:
    return [block for block in screen.blocks if isinstance(block, Text)]


# --- what is overdue, hostile or new ---------------------------------------------------------------------------------


def test_what_is_overdue_says_so_where_it_stands(dataset: Dataset) -> None:
    late = call(dataset, ONE, frozenset(), date(2028, 1, 1))
    mark = "Overdue for a check since 21 May 2027, last checked 22 November 2026: it may have changed."
    text, html = pdf_text(late), squeezed("".join(parsed(leave_behind.html(late)).found))
    shown_there = len(counts(late))
    assert text.count(squeezed(mark)) >= shown_there
    assert html.count(squeezed(mark)) >= shown_there
    every = sum(papers.overdue for papers in late.sources)
    assert every == len(late.sources)
    for said in (
        f"{every} facts here are overdue for a check",
        "Checked 22 November 2026, overdue since 21 May 2027.",
    ):
        assert squeezed(said) in text
        assert squeezed(said) in html
    # No day to come is promised for any of them.
    for promise in ("nextcheckby", "againby"):
        assert promise not in text.lower()
        assert promise not in html.lower()


def test_with_a_fact_overdue_it_is_valid_until_no_day_and_a_newer_page_is_asked_for(dataset: Dataset) -> None:
    made = call(dataset, ONE, frozenset(), TODAY)
    assert sum(papers.overdue for papers in made.sources) > 1
    said = f"Made on {made.made_on} · some facts are overdue: ask for a newer page"
    for shown in (pdf_text(made), "".join(pages_text(made)), leave_behind.html(made)):
        assert squeezed(said) in squeezed(shown)
        assert squeezed("overdue for a check and may have changed. The sign ◷ marks where.") in squeezed(shown)
        assert "validuntil" not in squeezed(shown)
    fresh = call(dataset, ONE, frozenset({"what", "access"}), TODAY)
    assert f"valid until {fresh.valid_until}" in leave_behind.html(fresh)
    assert "newer" not in leave_behind.html(fresh).partition("</header>")[0]
    assert leave_behind_data.overdue_said(1).startswith("1 fact here is overdue for a check")


def test_nothing_is_called_overdue_before_its_day(dataset: Dataset) -> None:
    # The summary and the ways of access speak of trials, whose records are overdue in this release.
    fresh = call(dataset, ONE, frozenset({"what", "access"}), TODAY)
    assert not any(papers.overdue for papers in fresh.sources)
    assert "overdue" not in pdf_text(fresh).lower()


def hostile(value: Any) -> Any:
    """The same model with every text hostile, apart from what names a thing of ours."""
    if isinstance(value, str):
        return HOSTILE
    if isinstance(value, tuple):
        return tuple(hostile(one) for one in value)
    if is_dataclass(value) and not isinstance(value, type):
        ours = {"id", "section", "therapy_id", "fact_id", "sign", "kind", "url"}
        return replace(value, **{f.name: hostile(getattr(value, f.name)) for f in fields(value) if f.name not in ours})
    return value


def test_hostile_texts_are_shown_and_not_obeyed(dataset: Dataset) -> None:
    shown = call(dataset, ONE, frozenset(), TODAY)
    screens = tuple(hostile(screen) for screen in shown.screens)
    words = tuple(replace(term, term="bold", abbreviation=HOSTILE, plain=HOSTILE) for term in shown.glossary[:3])
    bad = replace(shown, title=HOSTILE, screens=screens, glossary=words, sources=hostile(shown.sources))
    assert len(bad.words) == 3
    text = pdf_text(bad)
    for said in ('#eval("1+1")', "$x^2$", "*bold*", "_it_", "`code`", "[link](javascript:alert(1))", "\\//]", "□□(x)"):
        assert squeezed(said) in text, said
    assert "\u202e" not in text
    html = leave_behind.html(bad)
    assert "<script" not in html
    assert "\u202e" not in html
    assert "&lt;script&gt;" in html


def test_long_words_stay_inside_their_column(dataset: Dataset) -> None:
    long = "W" * 300
    assert max(map(len, leave_behind_data.showable(long).split("\u200b"))) <= 6
    assert leave_behind_data.showable(long).replace("\u200b", "") == long
    assert leave_behind_data.showable("lymphohistiocytosis") == "lymphohistiocytosis"


def test_every_sign_that_is_let_through_can_be_shown(dataset: Dataset) -> None:
    signs = [sign for sign in map(chr, range(0x20, 0x3000)) if leave_behind_data.showable(f"a{sign}a") == f"a{sign}a"]
    assert len(signs) > 1500
    shown = call(dataset, ONE, frozenset(), TODAY)
    leave_behind.pdf(replace(shown, title=" ".join(signs)), "a4")
    assert leave_behind_data.showable("（½）漢\U0001f600") == "(½)□□"


# --- all of the data, papers, names ----------------------------------------------------------------------------------


def chapter_pages(pdf: bytes) -> tuple[int, int]:
    """How many pages the chapter of the one therapy needs, and how many the whole document."""
    found: Any = pypdf.PdfReader(io.BytesIO(pdf))
    after = next(one for one in flat(found.outline) if one.title == "Questions to ask your doctor")
    page, (_, _, width, height) = found.get_destination_page_number(after), found.pages[0].mediabox
    at_top = after.top > height - 50 and after.left < width / 2
    return (page if at_top else page + 1), len(found.pages)


def flat(several: Any) -> Iterator[Any]:
    for one in several:
        yield from flat(one) if isinstance(one, list) else [one]


@pytest.mark.parametrize("paper", leave_behind.PAPERS)
def test_every_therapy_can_be_taken_away_most_of_them_on_three_pages(dataset: Dataset, paper: str) -> None:
    pages = {}
    for therapy_id in dataset.therapies:
        pdf = leave_behind.compiled(call(dataset, (therapy_id,), frozenset(), TODAY), paper, "pdf")
        assert pdf.startswith(b"%PDF-"), therapy_id
        pages[therapy_id] = chapter_pages(pdf)
    chapters = [chapter for chapter, _ in pages.values()]
    assert sum(chapter <= 2 for chapter in chapters) >= 0.7 * len(chapters)
    assert sorted(whole for _, whole in pages.values())[len(pages) // 2] <= 3
    # Five approved uses with numbers of their own.
    assert max(chapters) <= 6
    assert pages[ONE[0]] <= (3, 5)


def test_what_is_read_is_twelve_points_and_nothing_under_ten(shown: Call) -> None:
    letters: Counter[float] = Counter()

    def count(text: str, _user: Any, matrix: list[float], _font: Any, size: float) -> None:
        letters[round(abs(size * matrix[3]), 1)] += len(text.strip())

    for page in reader(shown).pages:
        page.extract_text(visitor_text=count)
    assert min(size for size, many in letters.items() if many) == 10
    assert sum(many for size, many in letters.items() if 10 < size < 12) == 0
    assert "body { margin: 0; background: #fff; color: var(--ink); font: 12pt/" in leave_behind.html(shown)
    assert {float(size) for size in re.findall(r"font(?:-size)?: ([\d.]+)pt", leave_behind.html(shown))} & {
        9,
        11,
    } == set()


@pytest.mark.parametrize(("paper", "size"), [("a4", (595, 842)), ("us-letter", (612, 792))])
def test_both_papers_have_their_size(dataset: Dataset, paper: str, size: tuple[int, int]) -> None:
    pages = reader(call(dataset, ONE, frozenset(), TODAY), paper).pages
    assert {(round(page.mediabox.width), round(page.mediabox.height)) for page in pages} == {size}
    assert len(pages) <= 5


def test_no_page_waits_for_typst() -> None:
    code = "import sys, views.leave_behind; sys.exit('typst' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], cwd=frame.ROOT, check=False).returncode == 0


def test_another_paper_is_refused(dataset: Dataset) -> None:
    with pytest.raises(ValueError, match="a4, us-letter"):
        leave_behind.pdf(call(dataset, ONE, frozenset(), TODAY), "legal")


def test_hidden_sections_are_not_printed(dataset: Dataset) -> None:
    few = call(dataset, ONE, frozenset({"saw", "ladder", "read"}), TODAY)
    assert squeezed("What did the studies see") not in pdf_text(few)
    only = call(dataset, ONE, frozenset(SECTIONS), TODAY)
    assert squeezed("Nothing here has a source of its own.") in pdf_text(only)


def test_the_file_is_named_after_therapies_and_day_alone(dataset: Dataset) -> None:
    shown = call(dataset, FOUR[:2], frozenset(), TODAY)
    assert leave_behind.file_name(shown, "pdf") == "sofi-cel-tisa-cel-2026-11-25.pdf"
    assert leave_behind.file_name(shown, "html") == "sofi-cel-tisa-cel-2026-11-25.html"
    odd = replace(shown, therapies=(("some-id", "../漢 <b>"), ("other-id", "漢字")), day=date(2027, 3, 1))
    assert leave_behind.file_name(odd, "pdf") == "b-other-id-2027-03-01.pdf"


def test_the_html_needs_nothing_else_and_runs_nothing(shown: Call) -> None:
    page = parsed(leave_behind.html(shown))
    tags = {tag for tag, _ in page.tags}
    assert not tags & {"script", "link", "iframe", "img", "object", "embed", "form", "input"}
    attributes = [(name, value or "") for _, found in page.tags for name, value in found.items()]
    assert not [name for name, _ in attributes if name.startswith("on") or name in ("src", "srcset")]
    links = {value for name, value in attributes if name == "href"}
    assert links <= {line.url for papers in shown.sources for line in all_lines(papers)}
    html = leave_behind.html(shown)
    assert set(re.findall(r'url\("?([a-z]+):', html)) == {"data"}
    assert "@import" not in html
    headings = [int(tag[1]) for tag, _ in page.tags if re.fullmatch(r"h[1-6]", tag)]
    assert headings[0] == 1


def all_lines(papers: Any) -> Iterator[Any]:
    yield from papers.sources
    for other in papers.disagreements:
        yield from other.sources


def test_the_headings_of_the_page_to_print_are_in_order(shown: Call) -> None:
    levels = [int(level) for level in re.findall(r"<h([1-6])[ >]", leave_behind.html(shown))]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert {(one, other) for one, other in pairwise(levels) if other > one + 1} == set()

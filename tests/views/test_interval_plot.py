from dataclasses import replace
from datetime import date

import pytest

from tests.releases import RELEASE
from tests.views.models import HOSTILE, HOSTILE_MEASURE, MEASURE
from therapies.response_rates import EVERYBODY, Rate, ResponseRates, response_rates
from views import interval_plot, palette

TODAY = date(2026, 11, 23)


@pytest.fixture(scope="module")
def model() -> ResponseRates:
    return response_rates(RELEASE, "t-all", "ORR", EVERYBODY, TODAY)


def with_rates(model: ResponseRates, *rates: Rate) -> ResponseRates:
    return replace(model, rates=rates, drawn=rates, listed=())


def test_ranges_are_drawn_before_points_and_the_axis_goes_from_0_to_100(model: ResponseRates) -> None:
    traces = interval_plot.figure(model, palette.LIGHT).data
    track, ranges, points = traces
    assert track.mode == "lines"
    assert list(ranges.x) == [end for r in model.drawn for end in (r.measure.low, r.measure.high, None)]
    assert points.mode == "markers"
    assert list(points.x) == [rate.measure.percent for rate in model.drawn]
    axis = interval_plot.figure(model, palette.LIGHT).layout.xaxis
    assert axis.range[0] <= 0 < 100 <= axis.range[1]
    assert list(axis.tickvals) == [0, 25, 50, 75, 100]


def test_all_points_have_one_colour_and_grow_with_the_people(model: ResponseRates) -> None:
    marker = interval_plot.figure(model, palette.LIGHT).data[-1].marker
    assert set(marker.color) == {palette.LIGHT.responded}
    people = [rate.measure.n or 0 for rate in model.drawn]
    by_people = sorted(range(len(people)), key=people.__getitem__)
    sizes = [marker.size[place] for place in by_people]
    assert sizes == sorted(sizes)
    assert sizes[-1] > sizes[0]


def test_labels_say_who_and_how_many_of_how_many(model: ResponseRates) -> None:
    labels = [label.text for label in interval_plot.figure(model, palette.LIGHT).layout.annotations]
    assert len(labels) == len(model.drawn)
    for label, rate in zip(labels, model.drawn, strict=True):
        assert f"<b>{rate.therapy}</b> {rate.label}" in label
        assert f"{rate.counted} · {rate.detail}" in label.replace("<br>", " ")
    assert not interval_plot.figure(model, palette.LIGHT).layout.showlegend


def test_hover_says_all_that_belongs_to_a_number(model: ResponseRates) -> None:
    hovers = [text.replace("<br>", " ") for text in interval_plot.figure(model, palette.LIGHT).data[-1].hovertext]
    for hover, rate in zip(hovers, model.drawn, strict=True):
        measure = rate.measure
        for words in (
            measure.sentence,
            measure.people,
            measure.evidence,
            measure.passport.checked_on,
            *measure.caveats,
        ):
            assert words in hover


def test_an_overdue_or_uncounted_result_has_an_open_mark_and_a_word(model: ResponseRates) -> None:
    late = replace(model.drawn[0], measure=replace(MEASURE, passport=replace(MEASURE.passport, overdue=True)))
    unknown = replace(model.drawn[0], measure=replace(MEASURE, n=None))
    compared = replace(model.drawn[0], measure=replace(MEASURE, design="randomised"))
    figure = interval_plot.figure(with_rates(model, late, unknown, compared), palette.LIGHT)
    assert list(figure.data[-1].marker.symbol) == ["circle-open", "circle-open", "diamond"]
    assert "overdue for a check" in figure.layout.annotations[0].text
    assert figure.data[-1].marker.color[0] == palette.LIGHT.quiet


def test_hostile_text_is_shown_and_not_obeyed(model: ResponseRates) -> None:
    bad = replace(model.drawn[0], therapy=HOSTILE, label=HOSTILE, detail=HOSTILE, measure=HOSTILE_MEASURE)
    figure = interval_plot.figure(with_rates(model, bad), palette.LIGHT)
    for text in (figure.layout.annotations[0].text, figure.data[-1].hovertext[0]):
        assert "<script" not in text
        assert "&lt;script&gt;" in text
        assert "\u202e" not in text
    assert "<script" not in interval_plot.listed_html([bad])


def test_the_plot_is_said_in_words(model: ResponseRates) -> None:
    words = interval_plot.alternative(model)
    assert model.title in words
    assert "sofi-cel 10 of 11" in words
    assert "in order of name" in words


def test_a_comparison_group_stands_below_its_result_and_looks_no_better_or_worse(model: ResponseRates) -> None:
    compared = response_rates(RELEASE, "b-all", "MRD-negative", EVERYBODY, TODAY)
    figure = interval_plot.figure(compared, palette.LIGHT)
    labels = [label.text for label in figure.layout.annotations]
    (place,) = [place for place, label in enumerate(labels) if "comparison group" in label]
    assert "<b>inotuzumab</b> 69 of 88" in labels[place - 1]
    assert "chemotherapy 9 of 32" in labels[place]
    assert "inotuzumab 69 of 88, ↳ chemotherapy 9 of 32" in interval_plot.alternative(compared)
    assert "95% range 14 to 47 (computed)" in labels[place]
    points, ranges = figure.data[-1], figure.data[1]
    assert points.marker.symbol[place - 1] == "diamond"
    assert (points.marker.symbol[place], points.marker.color[place]) == ("square", palette.LIGHT.did_not)
    assert points.x[place] == pytest.approx(28.125)
    assert [round(end) for end in ranges.x[3 * place : 3 * place + 2]] == [14, 47]
    assert "■" in interval_plot.KEY


def test_every_mark_says_what_it_was_compared_with(model: ResponseRates) -> None:
    hover = interval_plot.figure(model, palette.LIGHT).data[-1].hovertext
    assert all("No comparison group." in text for text in hover)


def test_a_range_and_who_was_counted_are_never_cut() -> None:
    release = RELEASE
    for disease, endpoint in (("t-all", "CR-or-CRi"), ("fl", "ORR"), ("tcl", "ORR"), ("mg", "off-medicines")):
        shown = response_rates(release, disease, endpoint, EVERYBODY, TODAY)
        labels = interval_plot.figure(shown, palette.LIGHT).layout.annotations
        texts = [note.text.replace("<br>", " ") for note in labels]
        for rate in shown.drawn:
            assert any(f"{rate.counted} · {rate.detail}" in text for text in texts), (rate.therapy, rate.detail)


def test_more_words_and_more_lines_of_the_axis_make_the_plot_higher(model: ResponseRates) -> None:
    (rate, *_) = model.drawn
    short = interval_plot.figure(with_rates(model, rate), palette.LIGHT).layout
    long_name = with_rates(model, replace(rate, therapy="A name that is far too long for it"))
    higher = interval_plot.figure(long_name, palette.LIGHT).layout
    assert higher.height > short.height
    assert "<br>" in higher.annotations[0].text.split("</b>")[1][:4]
    deeper = interval_plot.figure(replace(with_rates(model, rate), axis="word " * 60), palette.LIGHT).layout
    assert deeper.margin.b > short.margin.b
    assert deeper.height - deeper.margin.b == short.height - short.margin.b

"""The picture of regulatory events: every event drawn once, as exact as its date, in shapes that need no colour."""

from dataclasses import replace
from datetime import date

import plotly.io as pio

from tests.releases import RELEASE
from therapies.event_lanes import Lanes, lanes
from therapies.regulatory_events import KINDS, events
from therapies.regulatory_status import regulatory_status
from views import event_timeline, palette

TODAY = date(2026, 11, 23)


def model() -> Lanes:
    return regulatory_status(RELEASE, TODAY).lanes


def test_every_event_is_drawn_once() -> None:
    picture = model()
    hovers = [text for trace in event_timeline.figure(picture, palette.LIGHT).data for text in trace.hovertext or ()]
    exact = sum(event.first == event.last for lane in picture.lanes for event in lane.events)
    assert len(hovers) == exact + 3 * (picture.drawn - exact)  # a bar is two ends and a gap


def test_kinds_differ_in_shape_and_stand_under_their_names() -> None:
    figure = event_timeline.figure(model(), palette.LIGHT)
    shapes = [trace.marker.symbol for trace in figure.data if trace.mode == "markers"]
    assert len(set(shapes)) == len(KINDS)
    labels = " ".join(note.text for note in figure.layout.annotations)
    assert all(title in labels for title in KINDS.values())


def test_what_happened_stands_between_its_name_and_the_next_and_no_event_takes_no_room() -> None:
    some = next(event for event in events(RELEASE, TODAY) if event.first == date(2026, 7, 1))
    few, whole = (event_timeline.figure(one, palette.LIGHT) for one in (lanes((some,), TODAY), model()))
    assert few.layout.height < whole.layout.height - 100
    for figure in (few, whole):
        names = [note.y for note in figure.layout.annotations if note.xref == "paper"]
        assert len(names) == len(KINDS)
        assert names == sorted(names)
        inside = 0
        for trace in figure.data:
            for y in trace.y or ():
                above = max(name for name in names if name < y)
                assert y - above >= 20, "over the words of its lane"
                assert all(name - y >= 5 for name in names if name > y), "over the words of the next"
                inside += 1
        assert inside


def test_the_words_say_what_the_picture_shows() -> None:
    said = event_timeline.alternative(model())
    assert "Refused, held or stopped: 16" in said
    assert "anito-cel" in said


def test_text_from_the_data_cannot_become_markup() -> None:
    event = next(event for event in events(RELEASE, TODAY) if event.first == date(2026, 7, 1))
    hostile = replace(event, therapy="<b onmouseover=x>", note="<img src=x>")
    figure = event_timeline.figure(lanes((hostile,), TODAY), palette.LIGHT)
    text = pio.to_json(figure)
    assert "<img" not in text
    assert "<b onmouseover" not in text

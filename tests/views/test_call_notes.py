"""The notes for a call as HTML: marked as staff's at every therapy, overdue facts marked, hostile text stays text."""

from datetime import date

from tests.releases import RELEASE
from tests.views.models import HOSTILE
from tests.views.test_therapy_pieces import hostile
from therapies.call_notes import STAFF_ONLY, call_notes
from views import call_notes as view

IDS = ("wu-cart-007", "tisagenlecleucel")
NOTES = call_notes(RELEASE, IDS, date(2026, 11, 23))


def test_it_is_marked_as_staffs_at_the_top_and_at_every_therapy() -> None:
    html = view.html(NOTES)
    assert STAFF_ONLY == "For staff: never on the shared screen"
    assert html.count(STAFF_ONLY) == 1 + len(IDS)
    assert html.index(STAFF_ONLY) < html.index("<h2>")


def test_every_part_has_its_heading_in_order() -> None:
    html = view.therapy_html(NOTES.therapies[0])
    headings = ("sofi-cel</h2>", "Check before the call</h3>", "Say</h3>", "Avoid</h3>", "Likely questions</h3>")
    places = [html.index(heading) for heading in headings]
    assert places == sorted(places)
    for title in ("Overdue facts", "Trials and the age of their records", "Sources that disagree", "Is it a cure?"):
        assert f"<h4>{title}</h4>" in html


def test_an_overdue_note_has_its_words_and_its_sign() -> None:
    trial = next(note for note in NOTES.therapies[0].avoid if note.overdue)
    assert '<span aria-hidden="true">▲</span> Overdue for a check since' in view.therapy_html(NOTES.therapies[0])
    assert trial.text.startswith("Never say that this trial is open now.")


def test_few_overdue_facts_stand_open_and_many_are_folded() -> None:
    html = view.therapy_html(NOTES.therapies[0])
    assert '<details class="ct-fold" open><summary>Trials and their status: 3 overdue' in html
    assert '<details class="ct-fold"><summary>Trial sites and their status: 17 overdue' in html


def test_hostile_text_in_any_field_stays_text() -> None:
    html = view.html(hostile(NOTES))
    assert "<script" not in html
    assert "&lt;script&gt;" in html
    assert "\u202e" not in html
    assert HOSTILE not in html


def test_every_element_is_closed() -> None:
    html = view.html(NOTES)
    for tag in ("section", "ul", "li", "h2", "h3", "h4", "p", "details", "summary", "span"):
        assert html.count(f"<{tag}>") + html.count(f"<{tag} ") == html.count(f"</{tag}>"), tag

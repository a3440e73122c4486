"""What a link asked for in vain is said where there is room for it, and not where the choice happens to stand."""

from streamlit.testing.v1 import AppTest

from tests.pages.conftest import ROOT


def test_a_note_stands_above_all_that_was_drawn_before_it() -> None:
    def page() -> None:
        import streamlit as st

        from views import link_notes

        link_notes.place()
        heading, chooser = st.columns([3, 1])
        heading.title("Therapy")
        with chooser:
            link_notes.unknown(["nobody"])

    app = AppTest.from_function(page).run()
    first, columns = app.main.children[0], app.main.children[1]
    assert [note.proto.body for note in columns.get("html")] == []
    assert "The link asks for “nobody”, which is not known here" in first.get("html")[0].proto.body


def test_on_a_page_it_stands_above_the_heading() -> None:
    app = AppTest.from_file(str(ROOT / "dashboard.py"), default_timeout=60).run().switch_page("pages/therapy.py")
    app.query_params["therapy"] = "nobody"
    app.run()
    assert [note.proto.body for column in app.columns for note in column.get("html")] == []
    assert sum("“nobody”" in note.proto.body for note in app.get("html")) == 1

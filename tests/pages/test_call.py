"""The page of the call: what is chosen stands in the address, the way to the screens, the paper and the notes."""

from streamlit.testing.v1 import AppTest

from tests.pages.session import html_of, opened, text_of


def test_without_a_list_it_says_what_to_do(app: AppTest) -> None:
    text = text_of(opened(app))
    assert not app.exception
    assert "Nothing is on the call list yet" in text
    assert "Nothing about a patient is asked or kept" in text


def test_a_list_gives_screens_paper_and_notes(app: AppTest) -> None:
    opened(app, call="wu-cart-007,tisagenlecleucel")
    assert not app.exception
    text = text_of(app)
    assert "screens about sofi-cel, tisa-cel" in text
    assert [button.proto.label for button in app.get("download_button")] == [
        "Save as PDF (A4)",
        "Save as PDF (US Letter)",
        "Save as a page to print",
    ]
    assert "facts shown are overdue for a check. The page says so of each, and to ask for a newer page." in text
    assert "valid until" not in text
    assert "Ask, tell, ask" in text
    assert "For staff" in text
    assert 'data-call="wu-cart-007,tisagenlecleucel"' in html_of(app)


def test_the_order_is_the_staff_members_own(app: AppTest) -> None:
    opened(app, call="wu-cart-007,tisagenlecleucel")
    next(button for button in app.button if button.label.startswith("Move ")).click().run()
    assert app.query_params["call"] in ("tisagenlecleucel,wu-cart-007", ["tisagenlecleucel,wu-cart-007"])
    assert "screens about tisa-cel, sofi-cel" in text_of(app)


def test_screens_left_out_stand_in_the_address(app: AppTest) -> None:
    opened(app, call="wu-cart-007", hide="lasted,ladder")
    assert not app.exception
    assert set(app.multiselect(key="hide").value) == {"lasted", "ladder"}


def test_the_list_goes_along_to_other_pages_of_the_session(app: AppTest) -> None:
    opened(app, call="wu-cart-007")
    app.switch_page("pages/glossary.py")
    app.query_params.clear()
    app.run()
    assert 'data-call="wu-cart-007"' in html_of(app)
    app.switch_page("pages/call.py").run()


def test_unknown_and_too_many_therapies_are_named_not_dropped_silently(app: AppTest) -> None:
    text = text_of(opened(app, call="wu-cart-007,<script>,tisagenlecleucel,blinatumomab,nelarabine,ctd402"))
    assert not app.exception
    assert "which is not known here, so it was left out" in text
    assert "At most 4 can stand here" in text

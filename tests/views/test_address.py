"""The address is the truth: widgets follow it, changes rewrite it, and junk in it is named and left out."""

from urllib.parse import parse_qs, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st
from streamlit.testing.v1 import AppTest

from views import address, safe_text


def page() -> None:
    import streamlit as st

    from views import address

    titles = {"t-all": "T-ALL", "b-all": "B-ALL", "cll": "CLL"}
    people = {"evaluable": "Could be checked", "enrolled": "Joined"}
    result = {
        "disease": address.choice("Disease", address.DISEASE, titles, none="All"),
        "people": address.choice("People", address.ANALYSIS_SET, people, segments=True),
        "therapies": address.choices("Therapies", address.THERAPIES, titles, most=2),
        "q": address.search_box("Search"),
        "show": address.switch("Show", address.SHOW),
        "term": address.one(address.TERM, titles, "cll"),
        "several": address.several("country", ["US", "DE"]),
    }
    address.clear_button("Clear", [address.DISEASE, address.SEARCH])
    address.clear_button("Clear the same", [address.DISEASE, address.SEARCH])
    st.json(result)


def opened(**params: str) -> AppTest:
    app = AppTest.from_function(page, default_timeout=30)
    for name, value in params.items():
        app.query_params[name] = value
    return app.run()


def result(app: AppTest) -> dict:
    import json

    return json.loads(app.json[0].value)


def notes(app: AppTest) -> str:
    return " ".join(html.proto.body for html in app.get("html"))


def query(app: AppTest) -> dict[str, list[str]]:
    return {name: value if isinstance(value, list) else [value] for name, value in app.query_params.items()}


def test_nothing_in_the_address_gives_the_defaults() -> None:
    assert result(opened()) == {
        "disease": None,
        "people": "evaluable",
        "therapies": [],
        "q": "",
        "show": False,
        "term": "cll",
        "several": [],
    }


def test_a_link_opens_its_view() -> None:
    app = opened(
        disease="t-all", people="enrolled", therapies="b-all,cll", q="sofi-cel", show="1", term="b-all", country="DE,US"
    )
    assert result(app) == {
        "disease": "t-all",
        "people": "enrolled",
        "therapies": ["b-all", "cll"],
        "q": "sofi-cel",
        "show": True,
        "term": "b-all",
        "several": ["DE", "US"],
    }
    assert notes(app) == ""
    assert app.selectbox[0].value == "t-all"
    assert app.text_input[0].value == "sofi-cel"


def test_changes_are_written_and_defaults_leave_the_address() -> None:
    app = opened(term="b-all")
    app.selectbox[0].select("t-all").run()
    app.multiselect[0].select("cll").select("b-all").run()
    app.text_input[0].input(" wu  ").run()
    app.toggle[0].set_value(True).run()
    assert query(app) == {
        "term": ["b-all"],
        "disease": ["t-all"],
        "therapies": ["cll,b-all"],
        "q": ["wu"],
        "show": ["1"],
    }
    assert result(app)["q"] == "wu"
    app.selectbox[0].set_value(None).run()
    app.multiselect[0].set_value([]).run()
    app.text_input[0].input("").run()
    app.toggle[0].set_value(False).run()
    assert query(app) == {"term": ["b-all"]}


def test_two_changes_at_once_are_both_kept() -> None:
    app = opened()
    app.selectbox[0].select("t-all")
    app.toggle[0].set_value(True)
    app.run()
    assert query(app) == {"disease": ["t-all"], "show": ["1"]}


def test_a_new_address_moves_the_widgets() -> None:
    app = opened(disease="t-all", q="a")
    app.query_params["disease"] = "cll"
    del app.query_params["q"]
    app.run()
    assert result(app)["disease"] == "cll"
    assert result(app)["q"] == ""
    assert app.selectbox[0].value == "cll"


def test_clear_takes_only_the_named_ones() -> None:
    app = opened(disease="t-all", q="x", show="1", term="cll")
    app.button[0].click().run()
    assert query(app) == {"show": ["1"], "term": ["cll"]}
    assert result(app)["disease"] is None


@pytest.mark.parametrize("junk", ["nonsense", "<script>alert(1)</script>", "../../etc/passwd", "x" * 5000, "t-all'--"])
def test_unknown_values_are_named_and_left_out(junk: str) -> None:
    app = opened(disease=junk, people=junk, term=junk, therapies=f"cll,{junk}", show=junk, country=junk)
    assert not app.exception
    assert result(app) | {"q": ""} == {
        "disease": None,
        "people": "evaluable",
        "therapies": ["cll"],
        "q": "",
        "show": False,
        "term": "cll",
        "several": [],
    }
    assert notes(app).count("left out") == 5
    assert "<script" not in notes(app)
    assert len(notes(app)) < 2000


def test_a_list_is_cut_to_what_is_allowed_and_has_no_doubles() -> None:
    assert result(opened(therapies="cll,cll, ,t-all,b-all"))["therapies"] == ["cll", "t-all"]


def test_search_text_is_one_short_line() -> None:
    app = opened(q="a\n\u202eb" + "c" * 500)
    assert result(app)["q"] == ("a b" + "c" * 500)[: address.LONGEST_SEARCH]


def test_href() -> None:
    assert address.href("therapy", therapy="wu-cart-007") == "therapy?therapy=wu-cart-007"
    assert address.href("compare", therapies=["a", "b"], disease=None) == "compare?therapies=a,b"
    assert address.href("home") == "./"
    assert address.href("home", q="") == "./"


@given(st.text(max_size=30))
def test_href_carries_any_text_and_is_always_our_own(text: str) -> None:
    text = text.encode("utf-8", "ignore").decode()
    made = address.href("therapies", q=text)
    assert safe_text.is_our_own(made)
    assert parse_qs(urlsplit(made).query, keep_blank_values=True).get("q", [""]) == [text]


def test_every_parameter_has_its_own_name() -> None:
    names = [value for name, value in vars(address).items() if name.isupper() and isinstance(value, str)]
    names = [name for name in names if " " not in name]
    assert len(names) == len(set(names)) >= 16

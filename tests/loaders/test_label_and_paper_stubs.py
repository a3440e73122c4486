"""The stubs of openFDA and PubMed answer as the services do: otherwise the other tests prove nothing."""

from collections.abc import Iterator

import httpx
import pytest

from tests.loaders.watching import three_labels
from tests.registry_stub.openfda import OpenFda, label
from tests.registry_stub.pubmed import PubMed, record

CLIENT = httpx.Client()


@pytest.fixture
def openfda() -> Iterator[OpenFda]:
    with OpenFda([*three_labels(), *(label("MAKER", "nelarabine", 100 + number) for number in range(30))]) as openfda:
        yield openfda


@pytest.fixture
def pubmed() -> Iterator[PubMed]:
    found = [record("1", "A <i>B</i>", doi="10.1/A", notices=[("RetractionIn", "J", "2")]), record("3", "C")]
    with PubMed(found) as pubmed:
        yield pubmed


def ask(openfda: OpenFda, **query: str) -> httpx.Response:
    return CLIENT.get(f"{openfda.url}/drug/label.json", params=query)


def test_one_result_unless_more_are_asked_for_and_a_cursor_only_from_the_start(openfda: OpenFda) -> None:
    search = 'openfda.generic_name:"Nelarabine"'
    first = ask(openfda, search=search)
    assert (len(first.json()["results"]), first.json()["meta"]["results"]["total"]) == (1, 30)
    assert 'rel="next"' in first.headers["link"]
    assert first.headers["content-type"] == "application/json; charset=utf-8"
    assert {"disclaimer", "terms", "license", "last_updated", "results"} == first.json()["meta"].keys()
    assert "link" not in ask(openfda, search=search, limit="10", skip="10").headers
    assert "link" not in ask(openfda, search=search, limit="30").headers
    assert len(ask(openfda, search=search, limit="25", skip="25").json()["results"]) == 5


@pytest.mark.parametrize(
    ("query", "status", "code"),
    [
        ({"search": 'set_id:"nothing"'}, 404, "NOT_FOUND"),
        ({"search": 'openfda.generic_name:"nelarabine"', "skip": "500"}, 404, "NOT_FOUND"),
        ({"search": 'openfda.generic_name:"nelarabine"', "skip": "25001"}, 400, "BAD_REQUEST"),
        ({"search": 'openfda.generic_name:"nelarabine"', "sort": "invalid:asc"}, 400, "BAD_REQUEST"),
        ({"search": 'openfda.generic_name:"nelarabine""'}, 500, "SERVER_ERROR"),
        ({"search": 'openfda.generic_name:"nelarabine"', "api_key": "wrong"}, 403, "API_KEY_INVALID"),
    ],
)
def test_refusals_are_json(openfda: OpenFda, query: dict[str, str], status: int, code: str) -> None:
    answer = ask(openfda, **query)
    assert (answer.status_code, answer.json()["error"]["code"]) == (status, code)


def test_an_empty_block_hides_a_label_from_a_search_by_name(openfda: OpenFda) -> None:
    assert ask(openfda, search='openfda.brand_name:"kymriah"').status_code == 404
    assert ask(openfda, search='openfda.generic_name:"tisagenlecleucel"').status_code == 404
    found = ask(openfda, search='spl_product_data_elements:"tisagenlecleucel"').json()["results"]
    assert [one["openfda"] for one in found] == [{}]


def test_a_key_may_come_in_the_address_or_as_basic_authentication(openfda: OpenFda) -> None:
    openfda.key = "right"
    ask(openfda, search='set_id:"x"', api_key="right")
    CLIENT.get(f"{openfda.url}/drug/label.json", params={"search": 'set_id:"x"'}, auth=("right", ""))
    assert openfda.keys == ["right", "right"]
    openfda.allowed = 2
    refused = ask(openfda, search='set_id:"x"')
    assert (refused.status_code, refused.json()["error"]["code"]) == (429, "OVER_RATE_LIMIT")


def utility(pubmed: PubMed, name: str, **query: str) -> httpx.Response:
    got = CLIENT.get(f"{pubmed.url}/{name}.fcgi", params=query)
    posted = CLIENT.post(f"{pubmed.url}/{name}.fcgi", data=query)
    assert got.content == posted.content
    return got


def test_a_search_gives_strings_and_drops_what_it_does_not_understand(pubmed: PubMed) -> None:
    found = utility(pubmed, "esearch", term='"10.1/a"[doi]').json()["esearchresult"]
    assert (found["count"], found["idlist"]) == ("1", ["1"])
    widened = utility(pubmed, "esearch", term='"10.1/widened"[doi]').json()["esearchresult"]
    assert widened["errorlist"]["phrasesnotfound"] == ["10.1/widened"]
    assert widened["idlist"] == ["1", "3"]


def test_an_unknown_number_is_an_error_inside_200_or_left_out(pubmed: PubMed) -> None:
    summary = utility(pubmed, "esummary", id="1,9").json()["result"]
    assert (summary["uids"], summary["9"]["error"]) == (["1", "9"], "cannot get document summary")
    fetched = utility(pubmed, "efetch", id="1,9")
    assert fetched.headers["content-type"] == "text/xml; charset=UTF-8"
    assert "<i>B</i>" in fetched.text
    assert 'RefType="RetractionIn"' in fetched.text
    assert fetched.text.count("<PubmedArticle>") == 1


def test_too_many_requests_repeat_the_caller(pubmed: PubMed) -> None:
    pubmed.trouble = lambda _: "429"
    refused = utility(pubmed, "esearch", term="x")
    assert refused.status_code == 429
    assert refused.json() == {"error": "API rate limit exceeded", "api-key": "127.0.0.1", "count": "4", "limit": "3"}

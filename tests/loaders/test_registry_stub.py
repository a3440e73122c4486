"""The stub answers as the register was measured to answer: otherwise the tests of the refresh prove nothing."""

import json
from collections.abc import Iterator
from typing import Any

import httpx
import pytest

from tests.registry_stub.server import Register
from tests.registry_stub.studies import CONTACTS, nct, study


@pytest.fixture(scope="module")
def register() -> Iterator[Register]:
    with Register(2500) as register:
        yield register


CLIENT = httpx.Client()


def ask(register: Register, **query: Any) -> httpx.Response:
    return CLIENT.get(f"{register.url}/studies", params=query)


def numbers(answer: httpx.Response) -> list[str]:
    return [found["protocolSection"]["identificationModule"]["nctId"] for found in answer.json()["studies"]]


def test_pages_follow_each_other_and_the_total_stands_on_the_first_alone(register: Register) -> None:
    first = ask(register, countTotal="true")
    assert (len(numbers(first)), first.json()["totalCount"]) == (10, 2500)
    second = ask(register, countTotal="true", pageToken=first.json()["nextPageToken"])
    assert "totalCount" not in second.json()
    assert numbers(first) + numbers(second) == [nct(number) for number in range(20)]


@pytest.mark.parametrize(("given", "taken"), [(None, 10), (0, 10), (7, 7), (1000, 1000), (5000, 1000)])
def test_page_sizes(register: Register, given: int | None, taken: int) -> None:
    assert len(numbers(ask(register, **({} if given is None else {"pageSize": given})))) == taken


def test_a_last_page_that_is_full_leads_to_an_empty_one_and_one_that_is_not_leads_nowhere(register: Register) -> None:
    found = {"filter.ids": f"{nct(0)}|{nct(1)},{nct(2)}"}
    full = ask(register, pageSize=3, **found)
    assert ask(register, pageSize=3, pageToken=full.json()["nextPageToken"], **found).json() == {"studies": []}
    assert "nextPageToken" not in ask(register, pageSize=4, **found).json()


def test_a_token_of_another_question_is_not_refused(register: Register) -> None:
    token = ask(register, **{"query.cond": "lupus"}).json()["nextPageToken"]
    foreign = ask(register, pageToken=token, **{"query.intr": "ctd402"})
    assert foreign.status_code == 200
    own = ask(register, pageSize=20, **{"query.intr": "ctd402"})
    assert numbers(foreign) == numbers(own)[10:20]
    assert token.replace("-", "").replace("_", "").isalnum()
    assert 10 <= len(token) <= 60


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ({"filter.phase": "PHASE2"}, "`filter.phase` is unknown parameter"),
        ({"filter.overallStatus": "OPEN"}, "Invalid value in parameter overallStatus"),
        ({"sort": "BriefTitle:asc"}, "Unsupported sort field type: text"),
        (
            {"filter.advanced": "AREA[X]RANGE[MIN,MAX]"},
            "Error parsing query in advanced filter: Unknown area name: 'X'",
        ),
        ({"query.term": " OR "}, "Error parsing query in Other terms: inner bool query clause cannot be null"),
        ({"filter.ids": "NCT0"}, "incorrect format"),
        ({"pageToken": "%%%"}, "pageToken"),
    ],
)
def test_refusals_are_plain_text(register: Register, query: dict[str, str], words: str) -> None:
    answer = ask(register, **query)
    assert answer.status_code == 400
    assert answer.headers["content-type"].startswith("text/plain")
    assert words in answer.text


def test_filters_and_words(register: Register) -> None:
    by_day = ask(register, pageSize=1000, **{"filter.advanced": "AREA[LastUpdatePostDate]RANGE[2026-10-01,MAX]"})
    days = [
        found["protocolSection"]["statusModule"]["lastUpdatePostDateStruct"]["date"]
        for found in by_day.json()["studies"]
    ]
    assert 0 < len(days) < 1000
    assert min(days) >= "2026-10-01"
    either = ask(register, countTotal="true", **{"query.cond": '"Lupus" OR "sickle cell disease"'}).json()["totalCount"]
    both = [
        ask(register, countTotal="true", **{"query.cond": name}).json()["totalCount"]
        for name in ("lupus", "sickle cell disease")
    ]
    assert either == sum(both) > 0
    old = ask(register, **{"filter.ids": "NCT90000003"})
    assert numbers(old) == [nct(3)], "an older number is found too"


def test_only_the_fields_asked_for_come(register: Register) -> None:
    fields = "protocolSection.identificationModule.nctId,protocolSection.contactsLocationsModule.locations.city"
    found = ask(register, fields=fields, pageSize=3).json()["studies"]
    assert found[0] == {"protocolSection": {"identificationModule": {"nctId": nct(0)}}}
    assert found[2]["protocolSection"]["contactsLocationsModule"]["locations"][0].keys() == {"city"}
    assert CONTACTS[0] in json.dumps(study(2)), "the whole record names people"


def test_version_and_a_page_of_html_for_what_is_not_there(register: Register) -> None:
    assert CLIENT.get(f"{register.url}/version").json()["dataTimestamp"] == "2026-11-20T09:00:06"
    lost = CLIENT.get(register.url.replace("/v2", "/v3"))
    assert (lost.status_code, lost.headers["content-type"]) == (200, "text/html; charset=utf-8")

"""A link opens the same view from whichever page it is followed, and choices one after the other are kept."""

import asyncio
from collections.abc import Iterator
from urllib.parse import parse_qs

import pytest
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.Selectbox_pb2 import Selectbox

from benchmarks.guest import Guest
from benchmarks.server import Server

# Pages whose widgets have the same names: a therapy, a disease, a search.
VIEWS = {
    "": "q=cd7",
    "therapies": "q=cd7&disease=t-all",
    "therapy": "therapy=wu-cart-007",
    "response_rates": "disease=t-all&therapy=wu-cart-007",
    "regulatory_status": "disease=t-all",
    "trials": "therapy=wu-cart-007",
    "changes": "therapy=wu-cart-007&disease=t-all",
    "sources_and_checks": "show=checks&therapy=wu-cart-007",
    "glossary": "q=cd7",
}


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    with Server(environment={"THERAPY_TODAY": "2026-11-26"}) as server:
        yield server


def texts(guest: Guest) -> list[str]:
    """What stands on the page, in order."""
    found = []
    for raw in guest.answers.run:
        message = ForwardMsg.FromString(raw)
        element = message.delta.new_element if message.WhichOneof("type") == "delta" else None
        kind = element.WhichOneof("type") if element else None
        if element and kind in ("html", "markdown", "heading"):
            found.append(getattr(element, kind).body)
    return found


@pytest.mark.parametrize("page", VIEWS)
def test_a_view_is_the_same_from_every_page(server: Server, page: str) -> None:
    async def opened(*way: str) -> list[str]:
        guest = Guest(server.url)
        await guest.arrive()
        for one in way:
            await guest.go_to(one, VIEWS[one])
        await guest.leave()
        assert not guest.answers.faults
        return texts(guest)

    async def from_everywhere() -> tuple[list[str], dict[str, list[str]]]:
        return await opened(page), {other: await opened(other, page) for other in VIEWS if other != page}

    cold, followed = asyncio.run(from_everywhere())
    assert len(cold) > 3
    assert [other for other, shown in followed.items() if shown != cold] == []


def selectbox(guest: Guest, name: str) -> Selectbox:
    for raw in guest.answers.run:
        message = ForwardMsg.FromString(raw)
        if message.WhichOneof("type") == "delta" and message.delta.new_element.selectbox.id.endswith(f"-{name}"):
            return message.delta.new_element.selectbox
    raise AssertionError(name)


def test_a_choice_is_kept_while_another_one_changes_its_words(server: Server) -> None:
    """What was measured says how many results it has in a disease: other words in each, and the same choice."""

    async def walked() -> list[str]:
        guest, words, queries = Guest(server.url), "", []
        await guest.arrive()
        await guest.go_to("response_rates", "disease=t-all&endpoint=CR")
        for disease in ("large B-cell lymphoma", "multiple myeloma", "T-cell leukemia (T-ALL)", "multiple myeloma"):
            box = selectbox(guest, "endpoint")
            # A browser sends all choices, each with the words that it was last told.
            words = box.raw_value if box.set_value else words
            (wanted,) = (one for one in selectbox(guest, "disease").options if one.startswith(disease))
            await guest.click({"disease": wanted, "endpoint": words})
            queries.append(guest.answers.query)
        await guest.leave()
        return queries

    kept = [parse_qs(query)["endpoint"] for query in asyncio.run(walked())]
    assert kept == [["CR"]] * 4

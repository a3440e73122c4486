"""Many visitors at once: in a process that has just started, and in one that restarts. Without a browser."""

import asyncio

from benchmarks.guest import Guest
from benchmarks.server import Server


def test_all_who_come_at_once_to_a_process_that_has_just_started_get_the_whole_page() -> None:
    async def visit(server: Server) -> bytes:
        guest = Guest(server.url)
        await guest.arrive()
        await guest.go_to("compare", "therapies=wu-cart-007,nelarabine&call=wu-cart-007")
        await guest.leave()
        assert not guest.answers.faults
        return b"".join(guest.answers.run)

    async def all_at_once(server: Server) -> list[bytes]:
        return await asyncio.gather(*(visit(server) for _ in range(10)))

    with Server() as server:
        pages = asyncio.run(all_at_once(server))
    assert [b"</footer>" in page and b'data-call="wu-cart-007"' in page for page in pages] == [True] * 10

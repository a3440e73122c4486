"""The headers also stand on an answer that fails, and nothing of its address is logged. All others: tests/browser."""

import asyncio
import errno
import logging

import pytest
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from server import headers


def answered(app: ASGIApp) -> list[Message]:
    """What the server would send."""
    sent: list[Message] = []

    async def receive() -> Message:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: Message) -> None:
        sent.append(message)

    asyncio.run(headers.Headers(app)({"type": "http", "path": "/zebra", "headers": []}, receive, send))
    return sent


@pytest.mark.parametrize(
    ("error", "status", "logged"),
    [(OSError(errno.ENAMETOOLONG, "File name too long", "/zebra"), 404, False), (ValueError("zebra"), 500, True)],
    ids=["a name too long for a file", "any other"],
)
def test_an_answer_that_fails_has_the_headers_and_no_words(
    error: Exception, status: int, logged: bool, caplog: pytest.LogCaptureFixture
) -> None:
    async def failing(scope: Scope, receive: Receive, send: Send) -> None:
        raise error

    with caplog.at_level(logging.DEBUG):
        start, body = answered(failing)
    assert start["status"] == status
    given = {name.decode().lower(): value.decode() for name, value in start["headers"]}
    assert {name.lower(): value for name, value in headers.all_headers().items()}.items() <= given.items()
    assert ("An answer failed" in caplog.text) is logged
    assert "zebra" not in f"{body['body']}{caplog.text}"


def test_an_answer_that_has_begun_breaks_off() -> None:
    async def failing(scope: Scope, receive: Receive, send: Send) -> None:
        await send({"type": "http.response.start", "status": 200, "headers": []})
        raise ValueError

    with pytest.raises(ValueError):
        answered(failing)

"""A JSON array cut in pieces holds the same elements, wherever the file is cut; a fault in it stays one."""

import io
import json
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders import json_pieces
from loaders.json_pieces import array_pieces

VALUES = st.recursive(
    st.none() | st.integers() | st.text(alphabet='"\\\\{}[],: ä', max_size=6),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=2), inner, max_size=3),
    max_leaves=12,
)


def pieces(content: bytes, size: int, monkeypatch: pytest.MonkeyPatch) -> list[bytes]:
    monkeypatch.setattr(json_pieces, "PIECE", size)
    file = io.BytesIO(content)
    return list(array_pieces(file.read(size), file))


@given(st.lists(VALUES, max_size=6), st.integers(1, 40), st.booleans())
def test_the_elements_are_the_same_wherever_it_is_cut(elements: list[Any], size: int, spaced: bool) -> None:
    content = json.dumps(elements, indent=1 if spaced else None, ensure_ascii=False).encode() + b" \n" * spaced
    with pytest.MonkeyPatch.context() as patch:
        found = pieces(content, size, patch)
    assert [one for piece in found for one in msgspec.json.decode(piece)] == elements


def test_it_is_cut_behind_elements(monkeypatch: pytest.MonkeyPatch) -> None:
    content = json.dumps([{"a": {"b": [number]}} for number in range(50)]).encode()
    found = pieces(content, 64, monkeypatch)
    assert len(found) > 10
    assert max(map(len, found)) < 3 * 64


@pytest.mark.parametrize(
    "content",
    [
        '[{"a": 1}',
        '[{"a": 1},',
        '[{"a": 1},]',
        '[{"a": 1},, {"a": 2}]',
        '[{"a": 1} {"a": 2}]',
        '[{"a": 1}] {"a": 2}',
        '[{"a": 1}]]',
        '[{"a": 1}, {"a": 2]',
        '[{"a": 1}, {"a": "2}]',
        '[{"a": 1}}, {"a": 2}]',
        "[",
    ],
)
@pytest.mark.parametrize("size", [1, 9, 10, 11, 1000])
def test_what_is_no_json_stays_no_json(content: str, size: int, monkeypatch: pytest.MonkeyPatch) -> None:
    found = pieces(content.encode(), size, monkeypatch)
    with pytest.raises(msgspec.DecodeError):
        for piece in found:
            msgspec.json.decode(piece)

"""What must hold for any bytes whatever: each target reads them and raises when it does not.

The tests ask the same with inputs of hypothesis (tests/faults/test_readers.py); `python -m fuzz` goes on for longer.
"""

import hashlib
import json
import tempfile
from collections.abc import Callable
from functools import cache
from io import BytesIO
from pathlib import Path
from types import SimpleNamespace
from unittest.mock import patch
from urllib.parse import parse_qsl

import msgspec
import pyarrow as pa

from loaders import registry_shelf, report_shelf
from loaders.json_pieces import array_pieces
from loaders.parquet import MANIFEST, Location, ReleaseRefusedError, publish, read_release
from loaders.registry_rows import rows_of
from loaders.registry_stops import shortened
from loaders.registry_study import read_studies, read_study
from loaders.registry_tables import COPY_TABLES
from loaders.tables import TABLES
from loaders.yaml_text import read
from views import address, safe_text

KNOWN = ("wu-cart-007", "t-all", "US")
_UNSAFE = ("<", ">", '"')


def yaml(data: bytes) -> None:
    """A curated file has a value, or faults with a line and without control characters."""
    found = read(Path("x.yaml"), Path("x.yaml"), data.decode("utf-8", "replace"))
    assert found.value is not None or found.faults
    for fault in found.faults:
        assert fault.line >= 1
        assert "\n" not in f"{fault.wrong}{fault.right}"


def register(data: bytes) -> None:
    """Studies of the register become rows that fit their columns; what is odd is said, or the array is refused."""
    try:
        studies, odd = read_studies(data)
    except msgspec.DecodeError:
        studies, odd = [], []
    read_study(data)
    for one in odd:
        assert shortened(one.reason)
    for study in studies:
        for name, rows in rows_of(study).items():
            kinds = COPY_TABLES[name].schema
            for values, kind in zip(zip(*rows, strict=True), kinds, strict=bool(rows)):
                pa.array(values, kind.type)
    for piece in array_pieces(b"[" + data[:100], BytesIO(data[100:])):
        assert isinstance(piece, bytes)


def release(data: bytes) -> None:
    """A release with these bytes for its manifest, or for a file of it, is read whole or refused in words."""
    into, data = data[:1], data[1:]
    files = dict(_small_release())
    if into < b"\x80":
        files[MANIFEST] = data
    else:
        manifest = json.loads(files[MANIFEST])
        one = list(manifest["tables"].values())[into[0] % len(TABLES)]
        # Whoever can write a file there can write the manifest too: the hash is right.
        one["sha256"] = hashlib.sha256(data).hexdigest()
        files |= {one["file"]: data, MANIFEST: json.dumps(manifest).encode()}
    with patch.object(Location, "of", lambda _: _InMemory(files)):
        try:
            assert set(read_release("memory").tables) == set(TABLES)
        except ReleaseRefusedError as refused:
            assert "Traceback" not in str(refused)
    (_copy_folder() / MANIFEST).write_bytes(data)
    assert registry_shelf.newest(_copy_folder().parent) is None
    assert report_shelf.newest_report(_copy_folder().parent) is None


class _InMemory:
    """A place whose files are these."""

    shown = "memory"

    def __init__(self, files: dict[str, bytes]) -> None:
        self._files = files

    def read(self, name: str) -> bytes:
        if name not in self._files:
            raise FileNotFoundError(name)
        return self._files[name]


@cache
def _small_release() -> dict[str, bytes]:
    with tempfile.TemporaryDirectory() as place:
        publish({name: table.schema.empty_table() for name, table in TABLES.items()}, Path(place), "2026-01-02")
        return {path.name: path.read_bytes() for path in Path(place).iterdir()}


@cache
def _copy_folder() -> Path:
    folder = Path(tempfile.mkdtemp(prefix="copies")) / "2026-11-20"
    folder.mkdir()
    return folder


def link(data: bytes) -> None:
    """Whatever stands in an address: known values come out of it, harmless text, and notes that are only text."""
    pairs = parse_qsl(data.decode("utf-8", "replace"), keep_blank_values=True)
    shown: list[str] = []
    with patch.object(address, "st", SimpleNamespace(query_params=_Query(pairs), html=shown.append)):
        for name in {name for name, _ in pairs} | {address.THERAPIES}:
            assert address.one(name, KNOWN, "t-all") in KNOWN
            assert set(address.several(name, KNOWN)) <= set(KNOWN)
            assert len(address.text(name)) <= address.LONGEST_SEARCH
            assert address.text(name) == safe_text.plain(address.text(name))
            values = address.several(name, KNOWN, quiet=True)
            assert safe_text.is_our_own(address.href("therapies", therapies=values))
    for note in shown:
        words = note.removeprefix('<p class="ct ct-quiet" role="note">').removesuffix("</p>")
        assert not [sign for sign in _UNSAFE if sign in words], words
        assert len(words) < 2_000
    for _, value in pairs:
        assert not [sign for sign in _UNSAFE if sign in safe_text.html(value)]
        assert safe_text.plain(safe_text.plain(value)) == safe_text.plain(value)
        target = safe_text.address(value)
        assert target is None or target.lower().startswith(("http://", "https://"))


class _Query:
    """The address as Streamlit gives it: the last of several values, or all of them."""

    def __init__(self, pairs: list[tuple[str, str]]) -> None:
        self._pairs = pairs

    def get(self, name: str, default: str = "") -> str:
        return dict(self._pairs).get(name, default)

    def get_all(self, name: str) -> list[str]:
        return [value for key, value in self._pairs if key == name]


TARGETS: dict[str, Callable[[bytes], None]] = {"yaml": yaml, "register": register, "release": release, "address": link}

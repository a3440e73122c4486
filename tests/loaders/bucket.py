"""A bucket in memory, as publishing sees one: no folders, no locks, and an object appears when it is whole."""

import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from io import BytesIO
from typing import Any

import pyarrow as pa
import pyarrow.fs
from pyarrow.fs import FileInfo, FileSelector, FileSystemHandler, FileType, PyFileSystem

from loaders.parquet import Location
from loaders.place import Place


@dataclass
class Bucket(FileSystemHandler):
    """The objects with the moment of their writing. `before` is told of every request, and may fail it."""

    objects: dict[str, tuple[bytes, datetime]] = field(default_factory=dict)
    before: Callable[[str, str], None] = lambda what, path: None
    lock: Any = field(default_factory=threading.Lock)

    @property
    def place(self) -> Place:
        """The place "s3://bucket/data" in it."""
        return Place(Location(PyFileSystem(self), "bucket/data", "s3://bucket/data"))

    def names(self) -> set[str]:
        return {path.removeprefix("bucket/data/") for path in self.objects}

    def put(self, name: str, content: bytes, when: datetime | None = None) -> None:
        with self.lock:
            self.objects[f"bucket/data/{name}"] = (content, when or datetime.now(UTC))

    def get_type_name(self) -> str:
        return "bucket"

    def normalize_path(self, path: str) -> str:
        return path

    def open_input_file(self, path: str) -> Any:
        self.before("get", path)
        with self.lock:
            if path not in self.objects:
                raise FileNotFoundError(path)
            return pa.BufferReader(self.objects[path][0])

    open_input_stream = open_input_file

    def open_output_stream(self, path: str, metadata: Any) -> Any:
        return pa.PythonFile(_Upload(self, path), mode="w")

    open_append_stream = open_output_stream

    def get_file_info_selector(self, selector: FileSelector) -> list[FileInfo]:
        self.before("list", selector.base_dir)
        with self.lock:
            inside = [path for path in self.objects if path.rpartition("/")[0] == selector.base_dir]
            return [FileInfo(path, FileType.File, mtime=self.objects[path][1]) for path in inside]

    def get_file_info(self, paths: list[str]) -> list[FileInfo]:
        with self.lock:
            return [FileInfo(path, FileType.File if path in self.objects else FileType.NotFound) for path in paths]

    def delete_file(self, path: str) -> None:
        self.before("delete", path)
        with self.lock:
            if path not in self.objects:
                raise FileNotFoundError(path)
            del self.objects[path]

    def _never(self, *arguments: Any) -> None:
        raise NotImplementedError("publishing needs none of this")

    create_dir = delete_dir = delete_dir_contents = delete_root_dir_contents = move = copy_file = _never

    def __eq__(self, other: object) -> bool:
        return self is other

    def __ne__(self, other: object) -> bool:
        return self is not other

    __hash__ = None


class _Upload(BytesIO):
    def __init__(self, bucket: Bucket, path: str) -> None:
        super().__init__()
        self._bucket, self._path = bucket, path

    def close(self) -> None:
        if not self.closed:
            self._bucket.before("put", self._path)
            self._bucket.put(self._path.removeprefix("bucket/data/"), self.getvalue())
        super().close()

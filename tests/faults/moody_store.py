"""An object store that is slow, gives up, or breaks off in the middle: a pyarrow filesystem over a local folder."""

import io
import threading
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.fs

from loaders.parquet import Location


class MoodyStore(pyarrow.fs.FileSystemHandler):
    """Reads as `mood` says: good, slow (until `answer` is set), down, broken (in the middle of a file)."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.mood, self.read = folder, "good", 0
        self.answer = threading.Event()

    def location(self, _: object = None) -> Location:
        """The store as the dashboard sees it; takes the place of `Location.of`."""
        return Location(pyarrow.fs.PyFileSystem(self), "bucket", "s3://bucket")

    def open_input_file(self, path: str) -> pa.PythonFile:
        self.read += 1
        if self.mood == "slow":
            self.answer.wait(60)
        if self.mood == "down":
            raise OSError("AWS Error NETWORK_CONNECTION during GetObject operation: curlCode: 28, Timeout was reached")
        content = (self.folder / Path(path).name).read_bytes()
        broken = self.mood == "broken" and path.endswith(".parquet")
        return pa.PythonFile(_BreaksOff(content) if broken else io.BytesIO(content), "r")

    def normalize_path(self, path: str) -> str:
        return path

    def get_type_name(self) -> str:
        return "moody"

    def _never(self, *_: Any) -> Any:
        raise AssertionError("the dashboard only reads files that it knows by their names")

    get_file_info = get_file_info_selector = open_input_stream = open_output_stream = open_append_stream = _never
    create_dir = delete_dir = delete_dir_contents = delete_root_dir_contents = delete_file = move = copy_file = _never


class _BreaksOff(io.BytesIO):
    def read(self, size: int | None = -1) -> bytes:
        raise OSError("Connection reset by peer")

"""Making a copy of the register on disk (`loaders.registry_shelf` says what one is).

A copy is written in a hidden folder beside and appears by one rename, when it is whole. Here too: taking the rows of
the newest copy over into an incremental one. What is made of the tables for the dashboard: `loaders.registry_prepare`.
"""

import json
import re
import shutil
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute
import pyarrow.parquet

from loaders.dated_folders import NEW, appear, on_disk
from loaders.registry_prepare import prepare
from loaders.registry_rows import rows_of
from loaders.registry_shelf import MANIFEST, Copy, described
from loaders.registry_study import Study
from loaders.registry_tables import COPY_TABLES, COPY_VERSION

_ROWS = 5_000  # rows gathered before they are written: the texts of so many studies are about 30 MB
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


class CopyWriter:
    """A copy in the making. Nothing of it is seen before `publish`."""

    def __init__(self, folder: Path) -> None:
        self._new = folder / NEW
        shutil.rmtree(self._new, ignore_errors=True)
        self._new.mkdir(parents=True)
        self._waiting: dict[str, list[tuple[Any, ...]]] = {name: [] for name in COPY_TABLES}
        self._rows = dict.fromkeys(COPY_TABLES, 0)
        self._files = {
            name: pyarrow.parquet.ParquetWriter(
                self._path(name), table.schema, compression="zstd", version="2.6", write_statistics=True
            )
            for name, table in COPY_TABLES.items()
        }
        self.studies: set[str] = set()
        self._former: set[str] = set()
        self.newest_update = ""

    def _path(self, name: str) -> Path:
        return self._new / f"{name}.parquet"

    def add(self, studies: Iterable[Study], limits_known: bool = True) -> None:
        """Take studies in; one that several questions found is taken once."""
        for study in studies:
            if study.nct in self.studies:
                continue
            self.studies.add(study.nct)
            self._former.update(study.protocol_section.identification_module.nct_id_aliases or ())
            for name, rows in rows_of(study, limits_known).items():
                self._waiting[name] += rows
            status = study.protocol_section.status_module
            updated = status.last_update_post_date_struct if status else None
            if updated and updated.date and _DAY.fullmatch(updated.date):
                self.newest_update = max(self.newest_update, updated.date)
        for name, rows in self._waiting.items():
            if len(rows) >= _ROWS:
                self._flush(name)

    def take_over(self, copy: Copy) -> int:
        """Take from an older copy all studies that are not here yet, under another number either. Returns how many."""
        here = pa.array(sorted(self.studies | self._former), pa.string())
        older = ~pyarrow.compute.field("nct").isin(here)
        for name in COPY_TABLES:
            self._flush(name)
            with pyarrow.parquet.ParquetFile(copy.folder / f"{name}.parquet", pre_buffer=False) as file:
                for batch in file.iter_batches(batch_size=_ROWS, use_threads=False):
                    self._write(name, pa.Table.from_batches([batch]).filter(older))
        return self._rows["studies"] - len(self.studies)

    def _flush(self, name: str) -> None:
        rows, schema = self._waiting[name], COPY_TABLES[name].schema
        columns = zip(*rows, strict=True) if rows else [()] * len(schema)
        arrays = [pa.array(values, kind.type) for values, kind in zip(columns, schema, strict=True)]
        self._write(name, pa.Table.from_arrays(arrays, schema=schema))
        self._waiting[name] = []

    def _write(self, name: str, table: pa.Table) -> None:
        if table.num_rows:
            self._files[name].write_table(table)
            self._rows[name] += table.num_rows

    def publish(self, day: str, words: dict[str, Any]) -> Copy:
        """Finish the files, write the manifest with these words in it, and let the copy appear."""
        for name, file in self._files.items():
            self._flush(name)
            file.close()
        prepared = prepare(self._new)
        tables = {name: {"rows": self._rows[name], **described(self._path(name))} for name in COPY_TABLES}
        manifest = {
            "copy_version": COPY_VERSION,
            **words,
            "tools": {"pyarrow": pa.__version__},
            "tables": tables,
            "prepared": {name: described(self._new / f"{name}.arrow") for name in prepared},
        }
        text = json.dumps(manifest, indent=2, ensure_ascii=False) + "\n"
        (self._new / MANIFEST).write_text(text, encoding="utf-8")
        for path in (*self._new.iterdir(), self._new):
            on_disk(path)
        return Copy(appear(self._new, day), manifest)

    def discard(self) -> None:
        """Leave nothing behind."""
        for file in self._files.values():
            file.close()
        shutil.rmtree(self._new, ignore_errors=True)

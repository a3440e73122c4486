"""Phase, status and countries of every study as small numbers, and how many studies have which: made at a refresh.

`counts` is a block of phase x status x country; country 0 counts every study once, wherever it is. A study counts for
each country in which it lists a site. Not here: choosing by them (`therapies.study_search`).
"""

from pathlib import Path

import numpy as np
import pyarrow as pa

from loaders.registry_arrays import write_arrays

FACETS = "facets"
RECRUITING = "RECRUITING"


class Facets:
    """The facets of the studies in the making, in the order of rows."""

    def __init__(self) -> None:
        self._values: dict[str, dict[str | None, int]] = {"phase": {}, "status": {}, "country": {}}
        self._codes: dict[str, list[np.ndarray]] = {"phase": [], "status": [], "country": [], "many": [], "sites": []}

    def add(self, studies: pa.RecordBatch) -> None:
        """Take studies in."""
        self._codes["phase"].append(
            self._coded("phase", pa.array(map(_phase, studies["phases"].to_pylist()), pa.string()))
        )
        self._codes["status"].append(self._coded("status", studies["overall_status"]))
        sites, study = studies["sites"].flatten(), studies["sites"].value_parent_indices().to_numpy()
        country = sites.field("country")
        stated = country.is_valid().to_numpy(zero_copy_only=False)
        codes = self._coded("country", country.drop_null())
        pairs = np.unique(study[stated].astype(np.int64) * (1 << 20) + codes)
        count = studies.num_rows
        self._codes["country"].append((pairs % (1 << 20)).astype(np.int32))
        self._codes["many"].append(np.bincount(pairs >> 20, minlength=count).astype(np.int32))
        self._codes["sites"].append(np.bincount(study[recruiting(sites)], minlength=count).astype(np.int32))

    def _coded(self, which: str, values: pa.Array) -> np.ndarray:
        known, coded = self._values[which], values.dictionary_encode("encode")
        places = [known.setdefault(value, len(known)) for value in coded.dictionary.to_pylist()]
        return np.array(places, np.int32)[coded.indices.to_numpy()]

    def write(self, folder: Path) -> list[str]:
        """Write the file; returns its name."""
        codes = {name: np.concatenate(parts) for name, parts in self._codes.items()}
        phases, statuses, countries = (list(values) for values in self._values.values())
        ends = np.concatenate([[0], np.cumsum(codes["many"])])
        both = codes["phase"].astype(np.int64) * len(statuses) + codes["status"]
        width = len(countries) + 1
        cells = np.concatenate([both * width, np.repeat(both, codes["many"]) * width + 1 + codes["country"]])
        by_country = np.argsort(codes["country"], kind="stable")
        in_country = np.bincount(codes["country"], minlength=len(countries))
        arrays = {
            "phases": pa.array(phases, pa.string()),
            "statuses": pa.array(statuses, pa.string()),
            "countries": pa.array(countries, pa.string()),
            "phase": codes["phase"],
            "status": codes["status"],
            "country_ends": ends.astype(np.int32),
            "country": codes["country"],
            "in_country_ends": np.concatenate([[0], np.cumsum(in_country)]).astype(np.int32),
            "in_country": np.repeat(np.arange(len(codes["many"])), codes["many"])[by_country].astype(np.int32),
            "recruiting_sites": codes["sites"],
            "counts": np.bincount(cells, minlength=len(phases) * len(statuses) * width).astype(np.int32),
        }
        write_arrays(folder / f"{FACETS}.arrow", arrays)
        return [FACETS]


def _phase(phases: list[str] | None) -> str | None:
    return None if phases is None else "/".join(phases)


def recruiting(sites: pa.StructArray) -> np.ndarray:
    """Which sites say of themselves that they recruit."""
    return sites.field("status").to_numpy(zero_copy_only=False) == RECRUITING

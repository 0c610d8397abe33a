"""The registry of who and where: read, checked, and turned into a list of the names to look for.

`registry/README.md` says what stands in the files. A name may mean several entities (*Dnipro*: a city and a
river); all of them are kept here, and the text decides (`entities_linking`).
"""

import re
import unicodedata
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

import pandas as pd

FOLDER = Path(__file__).parent / "registry"
SHIPPED = ("ukraine", "syria", "world")
TYPES = ["person", "organisation", "place", "group", "unit", "weapon", "event"]
PLACES = ["city", "town", "village", "region", "country", "river", "sea", "site", "mountain"]
ENTITY_COLUMNS = [
    "entity", "name", "type", "kind", "camp", "conflict", "country", "lat", "lon", "parent", "people",
    "wikidata", "note",
]  # fmt: skip
TITLED = {"King", "Queen", "Pope", "Prince", "President", "Sheikh", "Secretary", "Patriarch"}
MUCH = 5  # times as many people
OFFICE_COLUMNS = ["office", "entity", "since", "until", "term"]
TERM_COLUMNS = ["term", "entity", "role"]
OWN_COUNTRIES = ["UA", "SY"]  # places.csv has their cities
NAMED_CITY = 50_000  # people; smaller cities of the world are drawn on maps but not looked for in texts
GOVERNMENT = ["{adjective} government", "{adjective} Government", "government of {name}"]


class Registry(NamedTuple):
    """`entities`: a row an entity. `terms`: a row a name and an entity that goes by it, with its `role`.
    `offices`: a row a spelling of an office and a person's time in it. `lexicon`, `office_lexicon`: the names
    and the offices as word lists (`term, category, weight`); where several entities go by a name, the
    category holds their ids, separated by `|`."""

    entities: pd.DataFrame
    terms: pd.DataFrame
    offices: pd.DataFrame
    lexicon: pd.DataFrame
    office_lexicon: pd.DataFrame


def read_registry(*names_or_paths: str | Path) -> Registry:
    """The entities, their names and their offices.

    Each argument is `"ukraine"`, `"syria"` or `"world"` (countries, cities and actors of both wars; all three
    where nothing is given) or the path of your own CSV with at least `entity, name, type`; `aliases` are
    separated by `|`. Your row takes the place of a shipped one with the same `entity`; `since`, `until` and
    `office` columns are not read here.

    In `terms`, `role` says how a name names: `name`, `surname` (only after the full name), `demonym`,
    `genitive` (an `s` whose apostrophe was lost), `city`, `office`. Raises FileNotFoundError for a file that
    is not there, ValueError naming the row for a CSV that is not written as it must be.

    >>> registry = read_registry("ukraine")
    >>> registry.terms.loc[registry.terms["term"] == "Dnipro", "entity"].tolist()
    ['dnipro', 'dnipro-river']
    """
    given = [str(one) for one in names_or_paths] or list(SHIPPED)
    return read_once(tuple(given))


@lru_cache(maxsize=8)
def read_once(given: tuple[str, ...]) -> Registry:
    shipped = [name for name in given if name in SHIPPED]
    own = [Path(name) for name in given if name not in SHIPPED]
    parts = []
    if shipped:
        both = [read_entities(FOLDER / "actors.csv"), read_entities(FOLDER / "places.csv")]
        parts += [table[table["conflict"].isin({*shipped, "world"})] for table in both]
        parts += [read_countries(known={id for table in both for id in table["entity"]})]
        if "world" in shipped:
            parts += [read_cities(known=pd.concat(parts))]
    parts += [read_entities(find_own(path)) for path in own]
    # The last row with an id stands: the user's word goes before ours.
    entities = pd.concat(parts, ignore_index=True).drop_duplicates("entity", keep="last", ignore_index=True)
    offices = read_offices(entities) if shipped else pd.DataFrame(columns=OFFICE_COLUMNS)
    terms = list_terms(entities)
    return Registry(
        entities[ENTITY_COLUMNS], terms, offices,
        list_words(terms["term"], terms["entity"]), list_words(offices["term"], offices["office"]),
    )  # fmt: skip


def find_own(path: Path) -> Path:
    if path.is_file():
        return path
    named = ", ".join(repr(name) for name in SHIPPED)
    raise FileNotFoundError(f"No registry lies at {str(path)!r}; there are {named}, or a path to a .csv.")


def read_table(path: Path, needed: list[str]) -> pd.DataFrame:
    """The CSV as text, empty cells as empty text, once it has the columns."""
    table = pd.read_csv(path, dtype=str, keep_default_na=False, encoding="utf-8-sig")
    missing = [column for column in needed if column not in table.columns]
    if missing:
        raise ValueError(
            f"{path.name} needs the columns {', '.join(needed)}; it lacks {', '.join(missing)} "
            f"and has {', '.join(table.columns)}."
        )
    return table.apply(lambda column: column.str.strip())


def read_entities(path: Path) -> pd.DataFrame:
    """A CSV of actors or places, checked: a row an entity, `forms` a list of the names it goes by."""
    table = read_table(path, ["entity", "name", "type"])
    refuse(path, "no entity", table.index[table["entity"].eq("")])
    refuse(path, "no name", table.index[table["name"].eq("")])
    known = TYPES + PLACES
    refuse(path, f"a type that is none of {', '.join(known)}", table.index[~table["type"].isin(known)])
    refuse(path, "an entity that was there before", table.index[table["entity"].duplicated()])
    for column in ["aliases", "camp", "conflict", "country", "lat", "lon", "parent", "wikidata", "note"]:
        if column not in table.columns:
            table[column] = ""
    place = table["type"].isin(PLACES)
    table["kind"] = table["type"].where(place, "")
    table["type"] = table["type"].mask(place, "place")
    for column, largest in [("lat", 90), ("lon", 180)]:
        number = pd.to_numeric(table[column], errors="coerce")
        wrong = table[column].ne("") & ~number.abs().le(largest)
        refuse(path, f"a `{column}` that is no number of degrees", table.index[wrong])
        table[column] = number
    table["people"] = 0
    plain = table["name"].str.replace(r" \(.*\)$", "", regex=True)
    table["forms"] = [
        [(form, "name") for form in dict.fromkeys([name, *aliases.split("|")]) if form]
        for name, aliases in zip(plain, table["aliases"].map(straighten), strict=True)
    ]
    return table


def read_countries(known: set[str]) -> pd.DataFrame:
    """The countries, their capitals and their governments, a row each; capitals and governments that are
    `known` already are left out."""
    world = read_table(FOLDER / "world.csv", ["entity", "name", "iso", "capital", "adjectives", "people"])
    rows = []
    for country in world.to_dict("records"):
        adjectives = [word for word in country["adjectives"].split("|") if word]
        people = [word for word in country["people"].split("|") if word]
        names = [country["name"], *filter(None, country["aliases"].split("|"))]
        common = {"conflict": "world", "country": country["iso"], "parent": "", "people": 0, "note": ""}
        rows.append(common | {
            "entity": country["entity"], "name": country["name"], "type": "place", "kind": "country",
            "camp": country["camp"], "lat": float(country["lat"]), "lon": float(country["lon"]),
            "wikidata": country["wikidata"],
            "forms": [(name, "name") for name in names] + [(word, "demonym") for word in adjectives + people],
        })  # fmt: skip
        capital = make_slug(country["capital"])
        if capital not in known and capital != country["entity"]:
            rows.append(common | {
                "entity": capital, "name": country["capital"], "type": "place", "kind": "city", "camp": "",
                "lat": float(country["capital_lat"] or "nan"), "lon": float(country["capital_lon"] or "nan"),
                "wikidata": "", "forms": [(country["capital"], "name")],
            })  # fmt: skip
        if adjectives and name_government(country) not in known:
            body = [
                form.format(adjective=word, name=country["name"])
                for word in adjectives for form in GOVERNMENT
            ]  # fmt: skip
            rows.append(common | {
                "entity": name_government(country), "name": body[0], "type": "organisation", "kind": "",
                "camp": country["camp"], "lat": float("nan"), "lon": float("nan"), "wikidata": "",
                "forms": [(form, "name") for form in dict.fromkeys(body)],
            })  # fmt: skip
    return pd.DataFrame(rows)


def name_government(country: dict) -> str:
    """The id of a country's government; *British government*, not *united-kingdom-government*.

    >>> name_government({"name": "France", "adjectives": "French"})
    'french-government'
    """
    short = {"United States": "US", "Saudi Arabia": "Saudi"}
    return make_slug((short.get(country["name"]) or country["adjectives"].split("|")[0]) + " government")


@lru_cache(maxsize=1)
def read_capitals() -> pd.DataFrame:
    """A row a capital: `entity` (the city), `country`, `government`, ids all three.

    >>> read_capitals().query("country == 'russia'").to_dict("records")
    [{'entity': 'moscow', 'country': 'russia', 'government': 'russian-government'}]
    """
    world = read_table(FOLDER / "world.csv", ["entity", "name", "capital", "adjectives"])
    world = world[world["adjectives"].ne("") & world["capital"].map(make_slug).ne(world["entity"])]
    return pd.DataFrame({
        "entity": world["capital"].map(make_slug),
        "country": world["entity"],
        "government": [name_government(row) for row in world.to_dict("records")],
    }).reset_index(drop=True)  # fmt: skip


def read_cities(known: pd.DataFrame | None = None, *, smallest: int = NAMED_CITY) -> pd.DataFrame:
    """The cities of the world with at least `smallest` people that are not among the `known` places.

    >>> read_cities(smallest=5_000_000).query("name == 'London'")[["entity", "country"]].values.tolist()
    [['london-gb', 'GB']]
    """
    cities = read_table(FOLDER / "cities.csv", ["name", "country", "lat", "lon", "population", "aliases"])
    cities["people"] = cities["population"].astype(int)
    cities = cities[cities["people"].ge(smallest)]
    if known is not None:
        cities = cities[~cities["country"].isin(OWN_COUNTRIES)]
    cities = cities.drop_duplicates(["name", "country"])  # the largest stands first
    plain = cities["name"].map(fold)
    cities = cities.assign(
        entity=plain.map(make_slug) + "-" + cities["country"].str.lower(),
        type="place", kind="city", camp="", conflict="world", parent="", wikidata="", note="",
        lat=cities["lat"].astype(float), lon=cities["lon"].astype(float),
        forms=[
            [(form, "city") for form in dict.fromkeys([name, folded, *others.split("|")]) if form]
            for name, folded, others in zip(
                map(straighten, cities["name"]), plain, cities["aliases"], strict=True
            )
        ],
    ).drop_duplicates("entity")  # fmt: skip
    if known is not None and len(known):
        held = {
            (form, country)
            for forms, country, type_ in zip(known["forms"], known["country"], known["type"], strict=True)
            if type_ == "place" for form, role in forms if role == "name"
        }  # fmt: skip
        same = [
            any((form, country) in held for form, _ in forms)
            for forms, country in zip(cities["forms"], cities["country"], strict=True)
        ]
        cities = cities[[not one for one in same]]
    return cities.reset_index(drop=True)


def read_offices(entities: pd.DataFrame) -> pd.DataFrame:
    """A row a spelling of an office and a person's time in it: `office, entity, since, until, term`, days as
    dates; an office still held has no `until`."""
    path = FOLDER / "offices.csv"
    table = read_table(path, ["office", "entity", "since", "until", "aliases"])
    spellings = table[table["aliases"].ne("")].set_index("office")["aliases"].map(straighten)
    table["since"] = pd.to_datetime(table["since"])
    table["until"] = pd.to_datetime(table["until"].replace("", None))
    refuse(path, "an `until` before its `since`", table.index[table["until"].lt(table["since"])])
    table = table[table["entity"].isin(entities["entity"])]
    table = table.assign(term=[spell_office(spellings[office]) for office in table["office"]])
    return table.explode("term", ignore_index=True)[OFFICE_COLUMNS]


def spell_office(aliases: str) -> list[str]:
    """Every alias as it is written, and with the office in capitals as American papers write it.

    >>> spell_office("Russian defence minister")
    ['Russian defence minister', 'Russian Defence Minister']
    """
    small = {"of", "the", "to", "for", "and"}
    both = []
    for alias in aliases.split("|"):
        words = [word if word in small else word[0].upper() + word[1:] for word in alias.split()]
        both += [alias, " ".join(words)]
    return list(dict.fromkeys(both))


def list_terms(entities: pd.DataFrame) -> pd.DataFrame:
    """A row a name and an entity that goes by it: `term, entity, role`, by term."""
    rows = []
    for entity, type_, kind, forms in zip(
        entities["entity"], entities["type"], entities["kind"], entities["forms"], strict=True
    ):
        given = {form for form, _ in forms}
        rows += [(form, entity, role) for form, role in forms]
        if type_ == "person":
            rows += [(name, entity, "surname") for name in find_surnames(given) if name not in given]
        if type_ == "person" or kind == "country":
            rows += [
                (f"{form}s", entity, "genitive") for form, role in forms
                if role == "name" and re.fullmatch(r"[\w' -]{4,}[^\Ws]", form) and f"{form}s" not in given
            ]  # fmt: skip
    terms = pd.DataFrame(rows, columns=TERM_COLUMNS).drop_duplicates(["term", "entity"])
    # A name that one goes by settles it against a family name, a city elsewhere and a lost apostrophe.
    order = terms["role"].map({"name": 0, "demonym": 0, "surname": 1, "city": 1, "genitive": 2})
    terms = terms[order.eq(order.groupby(terms["term"]).transform("min"))]
    # Of cities of one name the largest is meant, if it is much the largest.
    people = terms["entity"].map(entities.set_index("entity")["people"])
    largest = people.groupby(terms["term"]).transform("max")
    terms = terms[terms["role"].ne("city") | (people * MUCH >= largest)]
    return terms.sort_values(["term", "entity"], kind="stable", ignore_index=True)


def list_words(terms: pd.Series, categories: pd.Series) -> pd.DataFrame:
    """A word list, a row a term, its categories joined by `|`, with the beginning of its first word as `lead`
    (so that a list can be cut to what a corpus may hold)."""
    meant: dict[str, dict[str, None]] = {}
    for term, category in zip(terms, categories, strict=True):
        meant.setdefault(term, {})[category] = None
    ordered = sorted(meant)
    joined = ["|".join(meant[term]) for term in ordered]
    leads = [find_lead(term) for term in ordered]
    return pd.DataFrame({"term": ordered, "category": joined, "weight": 1.0, "lead": leads})


def find_lead(text: str) -> str:
    """The first letters and digits of a text, small.

    >>> find_lead("U.S. Army"), find_lead("al-Bab"), find_lead("...")
    ('u', 'al', '')
    """
    first = re.search(r"[^\W_]+", text)
    return first.group().lower() if first else ""


def find_surnames(names: set[str]) -> list[str]:
    """The family names of the full names, with and without the Arabic article.

    >>> find_surnames({"Walid al-Moallem", "Oleksiy Reznikov"})
    ['Moallem', 'Reznikov', 'al-Moallem']
    """
    found = set()
    for name in names:
        words = name.split()
        if len(words) < 2 or words[0] in TITLED or "of" in words:
            continue
        last = words[-1]
        if not last[:1].isalpha() or len(last) < 3 or last.isupper() or last in ("Din", "al-Din"):
            continue
        found.add(last)
        article = re.match(r"(?:[aAeE]l|[aA]s|[aA]sh|[aA]n|[aA]z)-(.{3,})", last)
        if article:
            found.add(article.group(1))
    return sorted(found)


@lru_cache(maxsize=1)
def read_cues() -> dict[str, frozenset[str]]:
    """The words that show what a name is or where it begins, by kind: titles, occupations, words that open
    sentences, last words of organisations, units, sites and events, words that are in no person's name.

    >>> "Brigade" in read_cues()["unit"], "General" in read_cues()["title"]
    (True, True)
    """
    table = read_table(FOLDER / "cues.csv", ["kind", "word"])
    return {kind: frozenset(words) for kind, words in table.groupby("kind")["word"]}


def straighten(text: str) -> str:
    """Apostrophes as cleaning leaves them."""
    return text.replace("\u2019", "'").replace("\u2018", "'").replace("\u02bc", "'")


def fold(text: str) -> str:
    """Letters without their marks.

    >>> fold("Düsseldorf"), fold("Łódź")
    ('Dusseldorf', 'Lodz')
    """
    plain = text.translate(str.maketrans("łŁøØıđĐ", "lLoOidD"))
    plain = "".join(c for c in unicodedata.normalize("NFKD", plain) if not unicodedata.combining(c))
    return plain.replace("\u2018", "").replace("\u2019", "").replace("\u02bb", "").replace("\u02bc", "")


def make_slug(name: str) -> str:
    """A stable id from a name.

    >>> make_slug("N'Djamena"), make_slug("São Tomé")
    ('ndjamena', 'sao-tome')
    """
    return re.sub(r"[^a-z0-9]+", "-", fold(straighten(name)).lower().replace("'", "")).strip("-")


def refuse(path: Path, what: str, rows) -> None:
    """Nothing where nothing is wrong; else ValueError with the lines of the file that are."""
    lines = [str(row + 2) for row in rows]
    if lines:
        more = f" and {len(lines) - 5} more" if len(lines) > 5 else ""
        plural = "s" if len(lines) > 1 else ""
        raise ValueError(f"{path.name} has {what} in line{plural} {', '.join(lines[:5])}{more}.")

"""The registry of who and where: its files read, checked, and turned into a list of names to look for.

`registry/README.md` describes the files. A name may mean several entities (*Dnipro*: a city and a river);
all of them are kept here, and the text decides (`entities/linking.py`).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from analysis.caching import cache_by_files
from analysis.registry.files import FOLDER, drop_apostrophes, find_lead, raise_if_any, read_table, straighten
from analysis.registry.world import CITIES_FILE, WORLD_FILE, read_cities, read_countries
from analysis.schema import suggest_names

SHIPPED = ("ukraine", "syria", "world")
ACTORS_FILE, PLACES_FILE, OFFICES_FILE = (FOLDER / f"{name}.csv" for name in ("actors", "places", "offices"))
SHIPPED_FILES = [ACTORS_FILE, PLACES_FILE, OFFICES_FILE, WORLD_FILE, CITIES_FILE]
TYPES = ["person", "organisation", "place", "group", "unit", "weapon", "event"]
PLACES = ["city", "town", "village", "region", "country", "river", "sea", "site", "mountain"]
ENTITY_COLUMNS = [
    "entity", "name", "type", "kind", "gender", "camp", "conflict", "country", "lat", "lon", "parent",
    "people", "wikidata", "note",
]  # fmt: skip
GENDERS = ["female", "male", ""]
OPTIONAL_COLUMNS = [
    "aliases",
    "gender",
    "camp",
    "conflict",
    "country",
    "lat",
    "lon",
    "parent",
    "wikidata",
    "note",
]
OFFICE_COLUMNS = ["office", "entity", "since", "until", "term"]
TERM_COLUMNS = ["term", "entity", "role"]
TITLES = {"King", "Queen", "Pope", "Prince", "President", "Sheikh", "Secretary", "Patriarch"}
MUCH_LARGER = 5  # times as many people
# A name that an entity goes by comes before a family name, a city elsewhere and a lost apostrophe.
ROLE_ORDER = {"name": 0, "demonym": 0, "surname": 1, "city": 1, "genitive": 2}


@dataclass(frozen=True, eq=False)
class Registry:
    """Entities, their names and their offices. Two registries are never equal, so each can be a cache key.

    entities : DataFrame
        One row per entity.
    terms : DataFrame
        One row per name and entity that goes by it: `term, entity, role`.
    offices : DataFrame
        One row per spelling of an office and person who held it: `office, entity, since, until, term`.
    lexicon, office_lexicon : DataFrame
        One row per name, and per spelling of an office, as word lists: `term, category, weight, lead`.
        `category` holds the id; several ids are separated by `|`.
    """

    entities: pd.DataFrame
    terms: pd.DataFrame
    offices: pd.DataFrame
    lexicon: pd.DataFrame
    office_lexicon: pd.DataFrame


def read_registry(*names_or_paths: str | Path) -> Registry:
    """Read the entities, their names and their offices.

    Files are read again when they have changed.

    Parameters
    ----------
    *names_or_paths : str or Path
        `"ukraine"`, `"syria"` or `"world"` (countries, cities, and actors of both wars), or the path of your
        own CSV. Without any, all three are read. Your CSV needs the columns `entity, name, type`; it may have
        those of `actors.csv` and `places.csv`. `aliases` are separated by `|`. Your row replaces a shipped
        row with the same `entity`.

    Returns
    -------
    Registry
        Five tables. `entities`: one row per entity, with `entity` (the id), `name, type, kind, gender` (of
        persons: female, male or empty), `camp, conflict, country, lat, lon` (degrees), `parent, people,
        wikidata, note`. `terms`: one row per name and entity, with `role`: `name`, `surname` (used after the
        full name only), `demonym`, `genitive` (an `s` that lost its apostrophe) or `city`. `offices`: one row
        per spelling of an office and person who held it. `lexicon` and `office_lexicon`: the same names as
        word lists.

    Raises
    ------
    FileNotFoundError
        For a name that is not shipped and a file that is not there; the message gives the nearest name.
    ValueError
        For a CSV with a missing column or a wrong value; the message gives the line.

    Examples
    --------
    >>> registry = read_registry("ukraine")
    >>> registry.terms.loc[registry.terms["term"] == "Dnipro", "entity"].tolist()
    ['dnipro', 'dnipro-river']
    """
    return read_sources(*(str(source) for source in names_or_paths or SHIPPED))


def list_files(*sources: str) -> list[Path]:
    """Return the files that shipped names and paths stand for."""
    own = [Path(source) for source in sources if source not in SHIPPED]
    return [*SHIPPED_FILES, *own] if len(own) < len(sources) else own


@cache_by_files(list_files, size=8)
def read_sources(*sources: str) -> Registry:
    """Return the registry of shipped names and paths; the last row with an id counts."""
    shipped = [source for source in sources if source in SHIPPED]
    parts = list_shipped(shipped) if shipped else []
    parts += [read_entities(find_own(Path(source))) for source in sources if source not in SHIPPED]
    entities = pd.concat(parts, ignore_index=True).drop_duplicates("entity", keep="last", ignore_index=True)
    offices = read_offices(entities) if shipped else pd.DataFrame(columns=OFFICE_COLUMNS)
    terms = list_terms(entities)
    entities["gender"] = entities["gender"].fillna("")  # countries and cities have none
    return Registry(
        entities[ENTITY_COLUMNS], terms, offices,
        make_lexicon(terms["term"], terms["entity"]), make_lexicon(offices["term"], offices["office"]),
    )  # fmt: skip


def list_shipped(names: list[str]) -> list[pd.DataFrame]:
    """Return the tables of entities that the shipped names stand for."""
    actors_and_places = [read_entities(ACTORS_FILE), read_entities(PLACES_FILE)]
    parts = [table[table["conflict"].isin({*names, "world"})] for table in actors_and_places]
    parts += [read_countries({entity for table in actors_and_places for entity in table["entity"]})]
    return [*parts, read_cities(pd.concat(parts))] if "world" in names else parts


def find_own(path: Path) -> Path:
    """Return the path if it is a file; raise FileNotFoundError otherwise."""
    if path.is_file():
        return path
    names = ", ".join(map(repr, SHIPPED))
    raise FileNotFoundError(
        f"There is no registry {str(path)!r}; it must be {names} or the path of a .csv"
        f"{suggest_names(str(path), SHIPPED)}"
    )


def read_entities(path: Path) -> pd.DataFrame:
    """Return a CSV of actors or places, checked.

    Returns
    -------
    DataFrame
        One row per entity, in the order of the file. `forms` is a list of its names, each with its role.

    Raises
    ------
    ValueError
        For a missing column or a wrong value; the message gives the line.
    """
    table = read_table(path, ["entity", "name", "type"])
    allowed = TYPES + PLACES
    raise_if_any(path, "no entity", table.index[table["entity"].eq("")])
    raise_if_any(path, "no name", table.index[table["name"].eq("")])
    raise_if_any(path, f"a type other than {', '.join(allowed)}", table.index[~table["type"].isin(allowed)])
    raise_if_any(path, "an entity of an earlier line", table.index[table["entity"].duplicated()])
    for column in OPTIONAL_COLUMNS:
        if column not in table.columns:
            table[column] = ""
    raise_if_any(path, "a gender other than female and male", table.index[~table["gender"].isin(GENDERS)])
    is_place = table["type"].isin(PLACES)
    table["kind"] = table["type"].where(is_place, "")
    table["type"] = table["type"].mask(is_place, "place")
    for column, largest in [("lat", 90), ("lon", 180)]:
        degrees = pd.to_numeric(table[column], errors="coerce")
        is_wrong = table[column].ne("") & ~degrees.abs().le(largest)
        raise_if_any(path, f"a `{column}` that is not in degrees", table.index[is_wrong])
        table[column] = degrees
    table["people"] = 0
    plain = table["name"].str.replace(r" \(.*\)$", "", regex=True)
    forms = [
        [(form, "name") for form in dict.fromkeys([name, *aliases.split("|")]) if form]
        for name, aliases in zip(plain, table["aliases"].map(straighten), strict=True)
    ]
    return table.assign(forms=pd.Series(forms, index=table.index, dtype=object))


def read_offices(entities: pd.DataFrame) -> pd.DataFrame:
    """Return the offices of the people among the entities.

    Returns
    -------
    DataFrame
        One row per spelling of an office and person's time in it: `office, entity, since, until, term`. Days
        are dates; an office that is still held has no `until`.
    """
    table = read_table(OFFICES_FILE, ["office", "entity", "since", "until", "aliases"])
    spellings = table[table["aliases"].ne("")].set_index("office")["aliases"].map(straighten)
    table["since"] = pd.to_datetime(table["since"])
    table["until"] = pd.to_datetime(table["until"].replace("", None))
    is_wrong = table["until"].lt(table["since"])
    raise_if_any(OFFICES_FILE, "an `until` before its `since`", table.index[is_wrong])
    table = table[table["entity"].isin(entities["entity"])]
    terms = [spell_office(spellings[office]) for office in table["office"]]
    table = table.assign(term=pd.Series(terms, index=table.index, dtype=object))
    return table.explode("term", ignore_index=True)[OFFICE_COLUMNS]


def spell_office(aliases: str) -> list[str]:
    """Return every alias as it is written, and with capitals as American papers write an office.

    >>> spell_office("Russian defence minister")
    ['Russian defence minister', 'Russian Defence Minister']
    """
    small = {"of", "the", "to", "for", "and"}
    spellings = []
    for alias in aliases.split("|"):
        words = [word if word in small else word[0].upper() + word[1:] for word in alias.split()]
        spellings += [alias, " ".join(words)]
    return list(dict.fromkeys(spellings))


def list_terms(entities: pd.DataFrame) -> pd.DataFrame:
    """Return one row per name and entity that goes by it: `term, entity, role`, sorted by term."""
    columns = (entities[name].tolist() for name in ["entity", "type", "kind", "forms"])
    rows = [row for entity in zip(*columns, strict=True) for row in name_entity(*entity)]
    terms = pd.DataFrame(rows, columns=TERM_COLUMNS).drop_duplicates(["term", "entity"])
    order = terms["role"].map(ROLE_ORDER)
    terms = terms[order.eq(order.groupby(terms["term"]).transform("min"))]
    # Of cities with one name, only the largest counts, if it is much larger than the others.
    people = terms["entity"].map(entities.set_index("entity")["people"])
    largest = people.groupby(terms["term"]).transform("max")
    terms = terms[terms["role"].ne("city") | (people * MUCH_LARGER >= largest)]
    return terms.sort_values(["term", "entity"], kind="stable", ignore_index=True)


def name_entity(
    entity: str, type_: str, kind: str, forms: list[tuple[str, str]]
) -> Iterator[tuple[str, str, str]]:
    """Yield the names of an entity with their roles: those of its row, family names, lost apostrophes."""
    listed = {form for form, _ in forms}
    yield from ((form, entity, role) for form, role in forms)
    if type_ == "person":
        yield from ((name, entity, "surname") for name in find_surnames(listed) if name not in listed)
    if type_ == "person" or kind == "country":
        yield from (
            (f"{form}s", entity, "genitive") for form, role in forms
            if role == "name" and re.fullmatch(r"[\w' -]{4,}[^\Ws]", form) and f"{form}s" not in listed
        )  # fmt: skip


def make_lexicon(terms: pd.Series, categories: pd.Series) -> pd.DataFrame:
    """Return names as a word list.

    Returns
    -------
    DataFrame
        One row per term: `term`, `category` (its categories, joined by `|`), `weight` (1) and `lead` (the
        beginning of its first word, by which a list is cut to the names that some texts may hold). Names that
        differ in apostrophes alone (*Sana'a, Sanaa*) are one, under the first of these spellings.
    """
    first_spellings: dict[str, str] = {}
    categories_by_term: dict[str, dict[str, None]] = {}
    for term, category in sorted(zip(terms.tolist(), categories.tolist(), strict=True)):
        spelling = first_spellings.setdefault(drop_apostrophes(term), term)
        categories_by_term.setdefault(spelling, {})[category] = None
    ordered = sorted(categories_by_term)
    joined = ["|".join(categories_by_term[term]) for term in ordered]
    leads = [find_lead(drop_apostrophes(term)) for term in ordered]
    return pd.DataFrame({"term": ordered, "category": joined, "weight": 1.0, "lead": leads})


def find_surnames(names: set[str]) -> list[str]:
    """Return the family names of full names, with and without the Arabic article.

    >>> find_surnames({"Walid al-Moallem", "Oleksiy Reznikov"})
    ['Moallem', 'Reznikov', 'al-Moallem']
    """
    surnames = set()
    for name in names:
        words = name.split()
        if len(words) < 2 or words[0] in TITLES or "of" in words:
            continue
        last = words[-1]
        if not last[:1].isalpha() or len(last) < 3 or last.isupper() or last in ("Din", "al-Din"):
            continue
        surnames.add(last)
        article = re.match(r"(?:[aAeE]l|[aA]s|[aA]sh|[aA]n|[aA]z)-(.{3,})", last)
        if article:
            surnames.add(article.group(1))
    return sorted(surnames)

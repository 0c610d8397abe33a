"""The registry of who and where: read, checked, and turned into a list of the names to look for.

`registry/README.md` says what stands in the files. A name may mean several entities (*Dnipro*: a city and a
river); all of them are kept here, and the text decides (`entities.linking`).
"""

import re
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

import pandas as pd

from analysis.registry.files import FOLDER, find_lead, raise_if_any, read_table, straighten
from analysis.registry.world import read_cities, read_countries

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

    # A registry is itself and no other, so that what is worked out of it can be kept.
    __hash__ = object.__hash__
    __eq__ = object.__eq__


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


def read_entities(path: Path) -> pd.DataFrame:
    """A CSV of actors or places, checked: a row an entity, `forms` a list of the names it goes by."""
    table = read_table(path, ["entity", "name", "type"])
    raise_if_any(path, "no entity", table.index[table["entity"].eq("")])
    raise_if_any(path, "no name", table.index[table["name"].eq("")])
    known = TYPES + PLACES
    raise_if_any(path, f"a type that is none of {', '.join(known)}", table.index[~table["type"].isin(known)])
    raise_if_any(path, "an entity that was there before", table.index[table["entity"].duplicated()])
    for column in ["aliases", "camp", "conflict", "country", "lat", "lon", "parent", "wikidata", "note"]:
        if column not in table.columns:
            table[column] = ""
    place = table["type"].isin(PLACES)
    table["kind"] = table["type"].where(place, "")
    table["type"] = table["type"].mask(place, "place")
    for column, largest in [("lat", 90), ("lon", 180)]:
        number = pd.to_numeric(table[column], errors="coerce")
        wrong = table[column].ne("") & ~number.abs().le(largest)
        raise_if_any(path, f"a `{column}` that is no number of degrees", table.index[wrong])
        table[column] = number
    table["people"] = 0
    plain = table["name"].str.replace(r" \(.*\)$", "", regex=True)
    table["forms"] = [
        [(form, "name") for form in dict.fromkeys([name, *aliases.split("|")]) if form]
        for name, aliases in zip(plain, table["aliases"].map(straighten), strict=True)
    ]
    return table


def read_offices(entities: pd.DataFrame) -> pd.DataFrame:
    """A row a spelling of an office and a person's time in it: `office, entity, since, until, term`, days as
    dates; an office still held has no `until`."""
    path = FOLDER / "offices.csv"
    table = read_table(path, ["office", "entity", "since", "until", "aliases"])
    spellings = table[table["aliases"].ne("")].set_index("office")["aliases"].map(straighten)
    table["since"] = pd.to_datetime(table["since"])
    table["until"] = pd.to_datetime(table["until"].replace("", None))
    raise_if_any(path, "an `until` before its `since`", table.index[table["until"].lt(table["since"])])
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
        *(entities[name].tolist() for name in ["entity", "type", "kind", "forms"]), strict=True
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
    for term, category in zip(terms.tolist(), categories.tolist(), strict=True):
        meant.setdefault(term, {})[category] = None
    ordered = sorted(meant)
    joined = ["|".join(meant[term]) for term in ordered]
    leads = [find_lead(term) for term in ordered]
    return pd.DataFrame({"term": ordered, "category": joined, "weight": 1.0, "lead": leads})


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

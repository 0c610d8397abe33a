"""The registry of who and where: its files read, checked, and turned into a list of names to look for.

`registry/README.md` describes the files. A name may mean several entities (*Dnipro*: a city and a river);
all of them are kept here, and the text decides (`entities/linking.py`).
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import pandas as pd

from analysis.caching import cache_by_files
from analysis.registry.conflicts import (
    BASE,
    join_entities,
    list_conflict_files,
    list_conflicts,
    read_camps,
    read_conflict,
    read_conflict_actors,
    read_conflict_offices,
)
from analysis.registry.files import FOLDER
from analysis.registry.forces import read_forces
from analysis.registry.leaders import LEADERS_FILE, read_leader_offices, read_leaders
from analysis.registry.tables import (
    ACTORS_FILE,
    OFFICE_COLUMNS,
    OFFICES_FILE,
    PLACES_FILE,
    read_entities,
    read_offices,
    spell_offices,
)
from analysis.registry.terms import list_terms, make_lexicon
from analysis.registry.world import CITIES_FILE, WORLD_FILE, read_cities, read_countries
from analysis.schema import suggest_names

WORLD = "world"
CAMPS_FILE = FOLDER / "registry.toml"
SHIPPED_FILES = [
    ACTORS_FILE, PLACES_FILE, OFFICES_FILE, LEADERS_FILE, WORLD_FILE, CITIES_FILE, CAMPS_FILE,
]  # fmt: skip
ENTITY_COLUMNS = [
    "entity", "name", "type", "kind", "gender", "camp", "conflict", "country", "lat", "lon", "parent",
    "people", "wikidata", "note",
]  # fmt: skip


@dataclass(frozen=True, eq=False)
class Registry:
    """Entities, their names and their offices. Two registries are never equal, so each can be a cache key.

    The names and the offices are listed when they are first asked for: many need the entities alone.

    entities : DataFrame
        One row per entity.
    camps : mapping
        What each camp means, in words.
    """

    entities: pd.DataFrame
    camps: Mapping[str, str]
    _named: pd.DataFrame  # the entities with `forms`, a list of names, each with its role
    _times: pd.DataFrame  # one row per person's time in an office

    @cached_property
    def terms(self) -> pd.DataFrame:
        """One row per name and entity that goes by it: `term, entity, role`."""
        return list_terms(self._named)

    @cached_property
    def offices(self) -> pd.DataFrame:
        """One row per spelling of an office and person who held it: `office, entity, since, until, term`."""
        if self._times.empty:
            return pd.DataFrame(columns=OFFICE_COLUMNS)
        return spell_offices(self._times, self.entities["entity"])

    @cached_property
    def lexicon(self) -> pd.DataFrame:
        """One row per name, as a word list: `term, category, weight, lead`.

        `category` holds the id; several ids are separated by `|`.
        """
        return make_lexicon(self.terms["term"], self.terms["entity"])

    @cached_property
    def office_lexicon(self) -> pd.DataFrame:
        """One row per spelling of an office, as a word list; `category` holds the office."""
        return make_lexicon(self.offices["term"], self.offices["office"])


def read_registry(*names_or_paths: str | Path) -> Registry:
    """Read the entities, their names and their offices.

    Files are read again when they have changed.

    Parameters
    ----------
    *names_or_paths : str or Path
        The name of a conflict (`"ukraine"`, `"syria"`, `"sudan"` ...: `list_conflicts` names them all),
        `"world"` (countries, cities, and actors of world politics), or the path of your own CSV. Without any,
        all that are shipped are read. Your CSV needs the columns `entity, name, type`; it may have those of
        `actors.csv` and `places.csv`. `aliases` are separated by `|`. Your row replaces a shipped row with
        the same `entity`.

    Returns
    -------
    Registry
        Five tables and `camps`. `entities`: one row per entity, with `entity` (the id), `name, type, kind,
        gender` (of persons: female, male or empty), `camp, conflict, country, lat, lon` (degrees), `parent,
        people, wikidata, note`. `terms`: one row per name and entity, with `role`: `name`, `surname` (after
        the full name only), `demonym`, `genitive` (an `s` that lost its apostrophe) or `city`. `offices`:
        one row per spelling of an office and person who held it. `lexicon` and `office_lexicon`: the same
        names as word lists.

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
    return read_sources(*(str(source) for source in names_or_paths or list_registries()))


def list_registries() -> list[str]:
    """Return the names of all registries that are shipped.

    >>> "world" in list_registries()
    True
    """
    return [*list_conflicts(), WORLD]


def list_files(*sources: str) -> list[Path]:
    """Return the files that shipped names and paths stand for."""
    shipped = [source for source in sources if source in list_registries()]
    own = [Path(source) for source in sources if source not in shipped]
    further = [file for name in shipped for file in list_conflict_files(name)]
    return [*(SHIPPED_FILES if shipped else []), *further, *own]


@cache_by_files(list_files, size=16, shared=True)
def read_sources(*sources: str) -> Registry:
    """Return the registry of shipped names and paths; the last row with an id counts."""
    shipped = [source for source in sources if source in list_registries()]
    parts = [read_shipped(shipped)] if shipped else []
    parts += [read_entities(find_own(Path(source))) for source in sources if source not in shipped]
    entities = pd.concat(parts, ignore_index=True).drop_duplicates("entity", keep="last", ignore_index=True)
    entities["gender"] = entities["gender"].fillna("")  # countries and cities have none
    times = [pd.DataFrame()]
    if shipped:
        times = [read_offices(), *(table for name in shipped for table in read_conflict_offices(name))]
        times.append(read_leader_offices())
    camps = describe_camps(shipped)
    return Registry(entities[ENTITY_COLUMNS], camps, entities, pd.concat(times, ignore_index=True))


def read_shipped(names: list[str]) -> pd.DataFrame:
    """Return the entities that shipped names stand for, one row per id; the world's are always there."""
    base = pd.concat([read_entities(ACTORS_FILE), read_entities(PLACES_FILE)])
    is_chosen = base["conflict"].isin({*names, WORLD})
    others = [base[~is_chosen], *map(read_conflict_actors, sorted({*list_conflicts()} - {*BASE, *names}))]
    base = base[is_chosen]
    conflicts = [read_conflict(name) for name in names if list_conflict_files(name)]
    listed_ids = set(pd.concat([base, *conflicts])["entity"])
    elsewhere = pd.concat(others)
    parts = [base, read_leaders(listed_ids, elsewhere), read_countries(listed_ids), *conflicts]
    entities = join_entities([*parts, read_forces(pd.concat(parts), elsewhere)])
    if WORLD not in names:
        return entities
    cities = read_cities(entities)
    return pd.concat([entities, cities[~cities["entity"].isin(entities["entity"])]], ignore_index=True)


def describe_camps(names: list[str]) -> dict[str, str]:
    """Return what the camps of shipped registries mean, in words."""
    base = tomllib.loads(CAMPS_FILE.read_text(encoding="utf-8"))["camps"] if names else {}
    return {**read_camps(*names), **base}


def find_own(path: Path) -> Path:
    """Return the path if it is a file; raise FileNotFoundError otherwise."""
    if path.is_file():
        return path
    shipped = list_registries()
    names = ", ".join(map(repr, shipped))
    raise FileNotFoundError(
        f"There is no registry {str(path)!r}; it must be {names} or the path of a .csv"
        f"{suggest_names(str(path), shipped)}"
    )

"""What is derived from a registry, computed once and kept for every batch."""

import re
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pandas as pd

from analysis.caching import cache_by_files
from analysis.entities.spans import repeat_text
from analysis.registry.files import CUES_FILE, Cues, drop_apostrophes, find_lead, read_cues
from analysis.registry.registry import Registry
from analysis.registry.world import WORLD_FILE, read_capitals
from analysis.tagger.model import read_model
from analysis.tagger.names import MODEL
from analysis.text.words import split_term

TOWNS = ("city", "town", "village")
ACRONYM = re.compile(r"[A-Z.]{2,}")
Leads = dict[str, list[tuple[int, list[str]]]]
Tenure = tuple[pd.Timestamp, pd.Timestamp, str]  # since, until, the person


class Entity(NamedTuple):
    """One row of the registry's entities; empty text where nothing is known."""

    name: str
    type: str
    kind: str
    camp: str
    country: str
    conflict: str
    parent: str


class LexiconIndex(NamedTuple):
    """A word list as arrays.

    lexicon : DataFrame
        The list itself, for the matching engine; its terms have no apostrophes inside words.
    terms, categories : object (str)
        Its columns `term` and `category`.
    leads : dict
        By the beginning of its first word, the rows of each name with the beginnings of its other words.
    rows : dict
        The row of each name.
    """

    lexicon: pd.DataFrame
    terms: np.ndarray
    categories: np.ndarray
    leads: Leads
    rows: dict[str, int]


class ListedNames(NamedTuple):
    """What is known of a name wherever it stands: one row per row of the registry's word list.

    The fields are those of `Candidates` in `spans.py`. `entity` is empty where the name may mean several.
    """

    type: np.ndarray
    entity: np.ndarray
    how: np.ndarray
    role: np.ndarray
    kind: np.ndarray
    people: np.ndarray
    is_one_word: np.ndarray
    is_open: np.ndarray
    river: np.ndarray
    city: np.ndarray


@dataclass(frozen=True, eq=False)
class RegistryIndex:
    """Everything that is derived from one registry.

    entities : dict
        Each entity by its id.
    lexicon, office_lexicon : LexiconIndex
        The names, and the spellings of offices.
    names : ListedNames
        What is known of each row of the lexicon.
    first_entities : dict
        For each name the first entity that goes by it, and the name's role.
    given_names : frozenset
        Given names of the registry's people.
    towns : frozenset
        Ids of entities that are towns.
    regions : frozenset
        Ids of regions whose name people have as a family name: England.
    governments : dict
        For each capital the body that is meant when the capital acts.
    office_holders : dict
        For each office the people who held it, with the first and the last day.
    cues : Cues
        Words that show what a name is.
    acronyms : dict
        For each acronym its entities, each with the stems of the words of its names in full.
    given_by_entity : dict
        For each person the words before the family name, in all spellings.
    first_names, family_names : frozenset
        Given and family names of people anywhere, as the tagger's lists have them, with a capital letter.
    common_words : frozenset
        Words that English texts have in small letters.
    """

    entities: dict[str, Entity]
    lexicon: LexiconIndex
    office_lexicon: LexiconIndex
    names: ListedNames
    first_entities: dict[str, tuple[str, str]]
    given_names: frozenset[str]
    towns: frozenset[str]
    regions: frozenset[str]
    governments: dict[str, str]
    office_holders: dict[str, list[Tenure]]
    cues: Cues
    acronyms: dict[str, dict[str, list[frozenset[str]]]]
    given_by_entity: dict[str, frozenset[str]]
    first_names: frozenset[str]
    family_names: frozenset[str]
    common_words: frozenset[str]


def list_index_files(registry: Registry) -> list[Path]:
    """Return the files that an index is made from, beside those of the registry itself."""
    return [CUES_FILE, WORLD_FILE, MODEL]


@cache_by_files(list_index_files, size=8)
def index_registry(registry: Registry) -> RegistryIndex:
    """Return everything that is derived from a registry; kept for the eight registries used last."""
    cues = read_cues()
    rows = zip(*(registry.entities[name].tolist() for name in Entity._fields), strict=True)
    entities = {id: Entity(*row) for id, row in zip(registry.entities["entity"].tolist(), rows, strict=True)}
    terms = registry.terms.drop_duplicates("term")
    lists, common_words = read_model(str(MODEL)).known.lists, list_common_words()
    return RegistryIndex(
        entities=entities,
        lexicon=index_lexicon(registry.lexicon),
        office_lexicon=index_lexicon(registry.office_lexicon),
        names=describe_names(registry),
        first_entities=dict(
            zip(terms["term"], zip(terms["entity"], terms["role"], strict=True), strict=True)
        ),
        given_names=list_given_names(registry) - cues.title - cues.opening,
        towns=frozenset(id for id, entity in entities.items() if entity.kind in TOWNS),
        regions=frozenset(
            id
            for id, entity in entities.items()
            if entity.kind == "region" and entity.name.lower() in lists["surname"]
        ),
        governments=list_governments(),
        office_holders=list_office_holders(registry.offices),
        cues=cues,
        acronyms=list_acronyms(registry),
        given_by_entity=list_given_by_entity(registry),
        first_names=capitalise(lists["first"] - common_words) | cues.given,
        family_names=capitalise(lists["surname"] - common_words),
        common_words=common_words,
    )


def list_common_words() -> frozenset[str]:
    """Return the words that English texts have in small letters, as the tagger knows them."""
    return frozenset(filter(str.islower, read_model(str(MODEL)).known.clusters))


def capitalise(words: frozenset[str]) -> frozenset[str]:
    """Return words with a capital letter.

    >>> capitalise(frozenset({"anna"}))
    frozenset({'Anna'})
    """
    return frozenset(map(str.capitalize, words))


def index_lexicon(lexicon: pd.DataFrame) -> LexiconIndex:
    """Return a word list as arrays, with its rows by the beginnings of their words."""
    leads: Leads = {}
    bare_terms = [drop_apostrophes(term) for term in lexicon["term"].tolist()]
    for row, (term, lead) in enumerate(zip(bare_terms, lexicon["lead"].tolist(), strict=True)):
        other_words = [] if term.endswith("*") else filter(str.isascii, split_term(term)[1:])
        leads.setdefault(lead, []).append((row, [other for other in map(find_lead, other_words) if other]))
    terms, categories = (lexicon[name].to_numpy(dtype=object) for name in ("term", "category"))
    rows = dict(zip(terms.tolist(), range(len(terms)), strict=True))
    return LexiconIndex(lexicon.assign(term=bare_terms), terms, categories, leads, rows)


def describe_names(registry: Registry) -> ListedNames:
    """Return what is known of each name of the registry's word list."""
    entities, lexicon = registry.entities.set_index("entity"), registry.lexicon
    surnames = registry.terms.loc[registry.terms["role"].eq("surname"), "term"]
    roles = registry.terms.drop_duplicates("term").set_index("term")["role"]
    role = lexicon["term"].map(roles).mask(lexicon["term"].isin(surnames), "surname")
    first = lexicon["category"].str.partition("|")[0]
    is_open = lexicon["category"].str.contains("|", regex=False).to_numpy(dtype=bool)
    river, city = find_rivers(
        lexicon["category"].tolist(), is_open, set(entities.index[entities["kind"].eq("river")])
    )
    how = role.map({"demonym": "demonym", "surname": "surname"}).fillna("registry")
    return ListedNames(
        type=first.map(entities["type"]).to_numpy(dtype=object),
        entity=lexicon["category"].mask(is_open, "").to_numpy(dtype=object),
        how=how.to_numpy(dtype=object),
        role=role.to_numpy(dtype=object),
        kind=first.map(entities["kind"]).to_numpy(dtype=object),
        people=first.map(entities["people"]).to_numpy(dtype=float),
        is_one_word=~lexicon["term"].str.contains(" ", regex=False).to_numpy(dtype=bool),
        is_open=is_open,
        river=river,
        city=city,
    )


def find_rivers(
    categories: list[str], is_open: np.ndarray, rivers: set[str]
) -> tuple[np.ndarray, np.ndarray]:
    """Return for each name the river and the first other entity that share it; empty without a river."""
    river, city = repeat_text("", len(categories)), repeat_text("", len(categories))
    for row in np.flatnonzero(is_open).tolist():
        ids = categories[row].split("|")
        if not rivers.isdisjoint(ids):
            river[row] = next(id for id in ids if id in rivers)
            city[row] = next((id for id in ids if id not in rivers), "")
    return river, city


def list_given_by_entity(registry: Registry) -> dict[str, frozenset[str]]:
    """Return for each person the words before the family name, in all spellings."""
    people = set(registry.entities.loc[registry.entities["type"].eq("person"), "entity"])
    names: dict[str, set[str]] = {}
    for term, entity in zip(registry.terms["term"].tolist(), registry.terms["entity"].tolist(), strict=True):
        if entity in people:
            names.setdefault(entity, set()).update(term.split()[:-1])
    return {entity: frozenset(words) for entity, words in names.items()}


def list_acronyms(registry: Registry) -> dict[str, dict[str, list[frozenset[str]]]]:
    """Return for each acronym its entities, each with the stems of the words of its names in full."""
    terms = list(zip(registry.terms["term"].tolist(), registry.terms["entity"].tolist(), strict=True))
    owners = [(term.replace(".", ""), entity) for term, entity in terms if ACRONYM.fullmatch(term)]
    having = {entity for _, entity in owners}
    names: dict[str, list[frozenset[str]]] = {}
    for term, entity in terms:
        if entity in having and " " in term:
            names.setdefault(entity, []).append(list_stems(term))
    acronyms: dict[str, dict[str, list[frozenset[str]]]] = {}
    for short, entity in owners:
        acronyms.setdefault(short, {})[entity] = names.get(entity, [])
    return acronyms


def list_stems(name: str) -> frozenset[str]:
    """Return the beginnings of the longer words of a name.

    >>> sorted(list_stems("Syrian Observatory for Human Rights"))
    ['human', 'obser', 'right', 'syria']
    """
    words = (word.lower().replace("'", "").rstrip("s") for word in name.replace("-", " ").split())
    return frozenset(word.replace("organis", "organiz")[:5] for word in words if len(word) > 3)


def list_given_names(registry: Registry) -> frozenset[str]:
    """Return the given names of the registry's people."""
    people = registry.entities.loc[registry.entities["type"].eq("person"), "entity"]
    terms = registry.terms[registry.terms["entity"].isin(people) & registry.terms["role"].eq("name")]
    first_words = (term.partition(" ")[0] for term in terms["term"] if " " in term)
    return frozenset(word for word in first_words if len(word) > 2)


def list_governments() -> dict[str, str]:
    """Return for each capital its government; for Brussels, the European Union."""
    capitals = read_capitals()
    governments = capitals["government"].replace("belgian-government", "european-union")
    return dict(zip(capitals["entity"].tolist(), governments.tolist(), strict=True))


def list_office_holders(offices: pd.DataFrame) -> dict[str, list[Tenure]]:
    """Return for each office the people who held it."""
    times = offices.drop_duplicates(["office", "entity", "since"])
    holders: dict[str, list[Tenure]] = {}
    for office, entity, since, until in zip(
        times["office"], times["entity"], times["since"], times["until"], strict=True
    ):
        holders.setdefault(office, []).append((since, until, entity))
    return holders

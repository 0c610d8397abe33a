"""The names of entities as a list of names to look for: those that are listed, family names, genitives."""

import re
from collections.abc import Iterator

import pandas as pd

from analysis.registry.files import drop_apostrophes, find_lead

TERM_COLUMNS = ["term", "entity", "role"]
TITLES = {"King", "Queen", "Pope", "Prince", "President", "Sheikh", "Secretary", "Patriarch"}
MUCH_LARGER = 5  # times as many people
# A name that an entity goes by comes before a family name, a city elsewhere and a lost apostrophe.
ROLE_ORDER = {"name": 0, "demonym": 0, "surname": 1, "city": 1, "genitive": 2}


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

"""Acronyms that a corpus defines: what most of its articles say an acronym means holds for the others too."""

import re

import numpy as np
import pandas as pd

# An acronym is defined for the corpus if at least three articles define it, nine of ten of them alike.
DEFINING_ARTICLES, ALIKE = 3, 0.9
ACRONYM = re.compile(r"(?:[A-Z]\.){2,}|[A-Z](?:[A-Za-z&]?[A-Z0-9]){1,7}")
RELEVANT = frozenset(["open", "tagger", "rule", "memory"])


def spread_definitions(mentions: pd.DataFrame) -> pd.DataFrame:
    """Return the mentions of a corpus with acronyms linked that other articles define.

    An acronym that its own article defines, or that the registry links, stays as it is. The new rows have
    `how` corpus. The articles of a batch are no corpus: measures that work on batches do not call this.

    >>> mentions = pd.DataFrame({"article_id": list("abcd"), "surface": "RSF", "type": "unit", "camp": "",
    ...     "entity": ["Rapid Support Forces"] * 3 + ["RSF"], "name": ["Rapid Support Forces"] * 3 + ["RSF"],
    ...     "how": ["memory"] * 3 + ["open"]})
    >>> spread_definitions(mentions)[["entity", "how"]].values.tolist()[-1]
    ['Rapid Support Forces', 'corpus']
    """
    numbers, distinct = pd.factorize(mentions["surface"])
    spelt = [surface.replace(".", "") if is_acronym(surface) else "" for surface in distinct.tolist()]
    is_short = np.array(list(map(bool, spelt)), dtype=bool)[numbers]
    rows = np.flatnonzero(is_short & mentions["how"].isin(RELEVANT).to_numpy())
    hows = dict(zip(rows.tolist(), mentions["how"].iloc[rows].tolist(), strict=True))
    shorts = {row: spelt[numbers[row]] for row in hows}
    meant = choose_meanings(mentions, {row: short for row, short in shorts.items() if hows[row] == "memory"})
    links = {row: meant[short] for row, short in shorts.items() if hows[row] != "memory" and short in meant}
    if not links:
        return mentions
    source, is_linked = np.arange(len(mentions)), np.zeros(len(mentions), dtype=bool)
    source[list(links)], is_linked[list(links)] = list(links.values()), True
    spread = mentions.copy()
    for column in ["entity", "name", "type", "camp"]:
        spread[column] = mentions[column].array.take(source)
    return spread.assign(how=mentions["how"].mask(is_linked, "corpus"))


def is_acronym(surface: str) -> bool:
    """Return whether a name has the form of an acronym: most do not end as one does."""
    return surface[-2:].upper() == surface[-2:] and ACRONYM.fullmatch(surface) is not None


def choose_meanings(mentions: pd.DataFrame, shorts: dict[int, str]) -> dict[str, int]:
    """Return for each acronym that enough articles define alike a row that has its meaning.

    `shorts` are the rows that articles define, each with its acronym.
    """
    columns = (mentions[name].iloc[list(shorts)].tolist() for name in ("article_id", "entity"))
    defined: dict[str, dict[str, dict[str, int]]] = {}
    for (row, short), article, entity in zip(shorts.items(), *columns, strict=True):
        defined.setdefault(short, {}).setdefault(entity, {}).setdefault(article, row)
    meant = {}
    for short, by_entity in defined.items():
        most = max(by_entity.values(), key=len)
        if len(most) >= max(DEFINING_ARTICLES, ALIKE * sum(map(len, by_entity.values()))):
            meant[short] = min(most.values())
    return meant

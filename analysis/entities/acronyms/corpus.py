"""Acronyms that a corpus defines: what most of its articles say an acronym means holds for the others too."""

import re

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
    hows, surfaces = mentions["how"].tolist(), mentions["surface"].tolist()
    rows = [
        row
        for row, surface in enumerate(surfaces)
        if hows[row] in RELEVANT and surface[-2:].upper() == surface[-2:] and ACRONYM.fullmatch(surface)
    ]
    shorts = {row: surfaces[row].replace(".", "") for row in rows}
    meant = choose_meanings(mentions, {row: short for row, short in shorts.items() if hows[row] == "memory"})
    links = {row: meant[short] for row, short in shorts.items() if hows[row] != "memory" and short in meant}
    if not links:
        return mentions
    spread = mentions.copy()
    for column in ["entity", "name", "type", "camp"]:
        values = mentions[column].tolist()
        for row, source in links.items():
            values[row] = values[source]
        spread[column] = pd.array(values, dtype="str")
    hows = ["corpus" if row in links else how for row, how in enumerate(hows)]
    return spread.assign(how=pd.array(hows, dtype="str"))


def choose_meanings(mentions: pd.DataFrame, shorts: dict[int, str]) -> dict[str, int]:
    """Return for each acronym that enough articles define alike a row that has its meaning.

    `shorts` are the rows that articles define, each with its acronym.
    """
    articles, entities = mentions["article_id"].tolist(), mentions["entity"].tolist()
    defined: dict[str, dict[str, dict[str, int]]] = {}
    for row, short in shorts.items():
        defined.setdefault(short, {}).setdefault(entities[row], {}).setdefault(articles[row], row)
    meant = {}
    for short, by_entity in defined.items():
        most = max(by_entity.values(), key=len)
        if len(most) >= max(DEFINING_ARTICLES, ALIKE * sum(map(len, by_entity.values()))):
            meant[short] = min(most.values())
    return meant

"""Acronyms that a corpus defines: what most of its articles say an acronym means holds for the others too."""

import re

import numpy as np
import pandas as pd

# An acronym is defined for the corpus if at least three articles define it, nine of ten of them alike.
DEFINING_ARTICLES, ALIKE = 3, 0.9
ACRONYM = re.compile(r"(?:[A-Z]\.){2,}|[A-Z](?:[A-Za-z&]?[A-Z0-9]){1,7}")
UNLINKED = ["open", "tagger", "rule"]


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
    how = mentions["how"].to_numpy(dtype=object)
    facts = mentions[["article_id", "surface", "entity", "name", "type", "camp"]]
    defined = list_short(facts.iloc[np.flatnonzero(how == "memory")])
    if defined.empty:
        return mentions
    defined = defined.drop_duplicates(["article_id", "short"])
    by_entity = defined.groupby(["short", "entity"], observed=True)["article_id"].nunique()
    by_short = by_entity.groupby("short").sum()
    if by_entity.max() < DEFINING_ARTICLES:
        return mentions
    is_chosen = by_entity.ge(ALIKE * by_short.reindex(by_entity.index, level="short"))
    chosen = by_entity[is_chosen & by_entity.ge(DEFINING_ARTICLES)].reset_index()
    columns = ["short", "entity", "name", "type", "camp"]
    meant = chosen.merge(defined, on=["short", "entity"])[columns].drop_duplicates("short").set_index("short")
    other = list_short(facts.iloc[np.flatnonzero(np.isin(how, UNLINKED))])
    other = other[other["short"].isin(meant.index)]
    if other.empty:
        return mentions
    spread, rows = mentions.copy(), mentions.index.get_indexer(other.index)
    for column in ["entity", "name", "type", "camp"]:
        values = spread[column].to_numpy(dtype=object, copy=True)
        values[rows] = meant[column].reindex(other["short"]).to_numpy(dtype=object)
        spread[column] = pd.array(values, dtype="str")
    how[rows] = "corpus"
    return spread.assign(how=pd.array(how, dtype="str"))


def list_short(mentions: pd.DataFrame) -> pd.DataFrame:
    """Return the mentions that are acronyms, with `short`, the acronym without full stops."""
    surfaces = mentions["surface"].tolist()
    is_short = [ACRONYM.fullmatch(surface) is not None for surface in surfaces]
    shorts = mentions[np.array(is_short, dtype=bool)]
    return shorts.assign(short=[surface.replace(".", "") for surface in shorts["surface"].tolist()])

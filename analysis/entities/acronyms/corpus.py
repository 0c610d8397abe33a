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
    short = mentions["surface"].astype("str").str.replace(".", "")
    is_short = mentions["surface"].astype("str").str.fullmatch(ACRONYM.pattern).to_numpy(dtype=bool)
    is_defined = is_short & mentions["how"].eq("memory").to_numpy(dtype=bool)
    if not is_defined.any():
        return mentions
    defined = mentions.assign(short=short)[is_defined].drop_duplicates(["article_id", "short"])
    by_entity = defined.groupby(["short", "entity"], observed=True)["article_id"].nunique()
    by_short = by_entity.groupby("short").sum()
    is_chosen = by_entity.ge(ALIKE * by_short.reindex(by_entity.index, level="short"))
    chosen = by_entity[is_chosen & by_entity.ge(DEFINING_ARTICLES)].reset_index()
    columns = ["short", "entity", "name", "type", "camp"]
    meant = chosen.merge(defined, on=["short", "entity"])[columns].drop_duplicates("short").set_index("short")
    is_open = is_short & mentions["how"].isin(UNLINKED).to_numpy(dtype=bool)
    rows = np.flatnonzero(is_open & short.isin(meant.index).to_numpy(dtype=bool))
    spread = mentions.copy()
    for column in ["entity", "name", "type", "camp"]:
        values = spread[column].to_numpy(dtype=object)
        values[rows] = meant[column].reindex(short.iloc[rows]).to_numpy(dtype=object)
        spread[column] = pd.array(values, dtype="str")
    how = spread["how"].to_numpy(dtype=object)
    how[rows] = "corpus"
    return spread.assign(how=pd.array(how, dtype="str"))

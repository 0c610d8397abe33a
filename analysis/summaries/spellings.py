"""Spellings: which of several ways to write one name a group chooses."""

from difflib import SequenceMatcher

import numpy as np
import pandas as pd

from analysis.schema import check_columns

LINKED = ("registry", "surname", "context", "memory")
KIND = r"(?i)^the | (?:river|region|oblast|province|peninsula|city)$"
ALIKE = 0.5


def compare_spellings(mentions: pd.DataFrame, *, by: str = "outlet", at_least: int = 3) -> pd.DataFrame:
    """A row an entity, a spelling of it and a group: `name, spelling`, the group, `n_mentions, of, share`.

    Only entities that are spelt in more than one way, each at least `at_least` times in the whole corpus;
    groups that never name the entity have no row. `of` are the group's mentions of the entity by one of these
    spellings, `share` = n_mentions / of. What is compared is the last word of a person's name, if like the
    usual one, and a place's name without its article and kind (*River*, *region*), so that *President
    Zelensky* and *Zelensky* are one spelling and *Zelenskyy* another.

    >>> facts = {"entity": "kyiv", "name": "Kyiv", "type": "place", "how": "registry"}
    >>> mentions = pd.DataFrame({"outlet": ["x", "x", "y"], "surface": ["Kyiv", "Kyiv", "Kiev"], **facts})
    >>> compare_spellings(mentions, at_least=1)[["outlet", "spelling", "share"]].values.tolist()
    [['x', 'Kiev', 0.0], ['x', 'Kyiv', 1.0], ['y', 'Kiev', 1.0], ['y', 'Kyiv', 0.0]]
    """
    check_columns(mentions, [by, "entity", "name", "type", "surface", "how"], verb="compare_spellings")
    linked = mentions[mentions["how"].isin(LINKED) & mentions["type"].isin(["person", "place"])]
    # What is spelt alike is looked at once.
    facts = [by, "entity", "name", "type", "surface"]
    linked = linked.groupby(facts, observed=True, dropna=False).size().rename("n_mentions").reset_index()
    surface = linked["surface"].astype(str).str.removesuffix("'s")
    person = linked["type"].astype(str) == "person"
    linked = linked.assign(
        spelling=surface.str.split().str[-1].where(person, surface.str.replace(KIND, "", regex=True))
    )
    spelt = linked.groupby(["entity", "spelling"], observed=True)["n_mentions"].sum().reset_index()
    spelt = spelt.sort_values(["n_mentions", "spelling"], ascending=[False, True], kind="stable")
    usual = linked["entity"].map(spelt.drop_duplicates("entity").set_index("entity")["spelling"])
    # *Xi* and *Jinping* are two names of one man, not two spellings.
    alike = [
        SequenceMatcher(None, *pair).ratio() >= ALIKE for pair in zip(linked["spelling"], usual, strict=True)
    ]
    linked = linked[~person | np.array(alike, dtype=bool)]
    linked = linked[linked["spelling"].notna() & ~linked["spelling"].astype(str).str.isupper()]

    keys = ["entity", "name", "spelling"]
    total = linked.groupby(keys, observed=True)["n_mentions"].sum().rename("total").reset_index()
    total = total[total["total"] >= at_least]
    total = total[total.groupby("entity")["spelling"].transform("nunique") > 1]
    kept = linked.merge(total, on=keys)
    counts = kept.groupby([by, *keys], observed=True)["n_mentions"].sum().reset_index()
    grid = counts[[by, "entity"]].drop_duplicates().merge(total, on="entity")
    counts = grid.merge(counts, on=[by, *keys], how="left")
    counts["n_mentions"] = counts["n_mentions"].fillna(0).astype(int)
    counts = share_spellings(counts, by)
    counts["rank"] = counts.groupby("entity")["n_mentions"].transform("sum")
    counts = counts.sort_values(
        ["rank", "name", by, "spelling"], ascending=[False, True, True, True], kind="stable"
    )
    return counts[["name", "spelling", by, "n_mentions", "of", "share"]].reset_index(drop=True)


def count_spellings(mentions: pd.DataFrame, *, by: str = "outlet") -> pd.DataFrame:
    """How each group spells an entity, a row a group, entity and spelling: `by, entity, name, spelling,
    n_mentions, of, share`; `of` are the group's mentions of the entity by any of its names. Offices,
    adjectives and governments are left out: they are not spellings.

    >>> mentions = pd.DataFrame({"outlet": ["x", "x", "y"], "entity": ["kyiv"] * 3, "name": ["Kyiv"] * 3,
    ...                          "surface": ["Kyiv", "Kyiv", "Kiev"], "how": ["registry"] * 3})
    >>> count_spellings(mentions)[["outlet", "spelling", "n_mentions", "share"]].values.tolist()
    [['x', 'Kyiv', 2, 1.0], ['y', 'Kiev', 1, 1.0]]
    """
    check_columns(mentions, [by, "entity", "name", "surface", "how"], verb="count_spellings")
    named = mentions[mentions["how"].isin(["registry", "surname", "context"])]
    counts = named.assign(spelling=named["surface"]).groupby(
        [by, "entity", "name", "spelling"], observed=True, as_index=False
    ).size().rename(columns={"size": "n_mentions"})  # fmt: skip
    counts = share_spellings(counts, by)
    order = ["entity", by, "n_mentions", "spelling"]
    counts = counts.sort_values(order, ascending=[True, True, False, True], kind="stable", ignore_index=True)
    return counts[[by, "entity", "name", "spelling", "n_mentions", "of", "share"]]


def share_spellings(counts: pd.DataFrame, by: str) -> pd.DataFrame:
    """The counts with `of`, the group's mentions of the entity by any of the spellings, and `share`."""
    of = counts.groupby([by, "entity"], observed=True)["n_mentions"].transform("sum")
    return counts.assign(of=of, share=counts["n_mentions"] / of)

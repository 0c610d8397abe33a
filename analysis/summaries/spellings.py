"""Spellings: which of several ways to write a name each group chooses."""

from difflib import SequenceMatcher

import numpy as np
import pandas as pd

from analysis.counted_rows import keep_behind
from analysis.schema import check_columns, check_count
from analysis.summaries.groups import Names, add_groups

LINKED = ("registry", "surname", "context", "memory")
KIND = r"(?i)^the | (?:river|region|oblast|province|peninsula|city)$"
ALIKE = 0.5  # how alike two surnames must be to be two spellings of one
SPELLING = ["entity", "name", "spelling"]


def count_spellings(
    mentions: pd.DataFrame,
    *,
    by: Names = "outlet",
    at_least: int = 3,
    articles: pd.DataFrame | None = None,
) -> pd.DataFrame:
    """Names that are spelt in more than one way, and the share of each spelling in each group.

    Compared are the last word of a person's name, if it is like the usual one, and a place's name without its
    article and kind (*River*, *region*): *President Zelensky* and *Zelensky* are one spelling, *Zelenskyy* is
    another.

    Parameters
    ----------
    mentions : DataFrame
        One row per mention, from `find_entities`. Persons and places that are linked to the registry count.
    by : str or list of str, default "outlet"
        Columns that make groups: of the table or of `articles`, or a period ("day" ... "year", "period").
    at_least : int, default 3
        How often a spelling must occur in all groups together.
    articles : DataFrame, optional
        Holds the columns of `by` that the mentions lack (`section`, `label` ...), by `article_id`.

    Returns
    -------
    DataFrame
        One row per name, group and spelling, zeros included, the most mentioned names first: `name,
        spelling`, `by`, `n_mentions`, `of` (mentions of the entity in the group, by one of these spellings)
        and `share` = n_mentions / of. A group that never names the entity has no row.

    Raises
    ------
    ValueError
        For a column that is not there; the message names the nearest ones.

    Examples
    --------
    >>> entity = {"entity": "kyiv", "name": "Kyiv", "type": "place", "how": "registry"}
    >>> mentions = pd.DataFrame({"outlet": ["x", "x", "y"], "surface": ["Kyiv", "Kyiv", "Kiev"], **entity})
    >>> count_spellings(mentions, at_least=1)[["outlet", "spelling", "share"]].values.tolist()
    [['x', 'Kiev', 0.0], ['x', 'Kyiv', 1.0], ['y', 'Kiev', 1.0], ['y', 'Kyiv', 0.0]]
    """
    check_columns(mentions, ["entity", "name", "type", "surface", "how"], verb="count_spellings")
    check_count(at_least, name="at_least")
    mentions, columns = add_groups(mentions, by, verb="count_spellings", articles=articles)
    spelt = _find_spellings(mentions, columns)
    total = spelt.groupby(SPELLING, observed=True)["n_mentions"].sum().rename("total").reset_index()
    total = total[total["total"] >= at_least]
    total = total[total.groupby("entity")["spelling"].transform("nunique") > 1]
    kept = spelt.merge(total, on=SPELLING)
    counts = kept.groupby([*columns, *SPELLING], observed=True)["n_mentions"].sum().reset_index()
    grid = counts[[*columns, "entity"]].drop_duplicates().merge(total, on="entity")
    counts = grid.merge(counts, on=[*columns, *SPELLING], how="left")
    counts["n_mentions"] = counts["n_mentions"].fillna(0).astype(int)
    counts["of"] = counts.groupby([*columns, "entity"], observed=True)["n_mentions"].transform("sum")
    counts["share"] = counts["n_mentions"] / counts["of"]
    counts["rank"] = counts.groupby("entity")["n_mentions"].transform("sum")
    order = ["rank", "name", *columns, "spelling"]
    counts = counts.sort_values(order, ascending=[False, *[True] * (len(order) - 1)], kind="stable")
    counts = counts[["name", "spelling", *columns, "n_mentions", "of", "share"]].reset_index(drop=True)
    surfaces = spelt[["entity", "surface", "spelling"]].drop_duplicates()
    return keep_behind(counts, lambda _: mentions.merge(surfaces, on=["entity", "surface"]))


def _find_spellings(mentions: pd.DataFrame, by: list[str]) -> pd.DataFrame:
    """Count the mentions of each group by spelling, without titles, kinds, adjectives and other names."""
    linked = mentions[mentions["how"].isin(LINKED) & mentions["type"].isin(["person", "place"])]
    # Equal surfaces are looked at once.
    columns = [*by, "entity", "name", "type", "surface"]
    linked = linked.groupby(columns, observed=True, dropna=False).size().rename("n_mentions").reset_index()
    surface = linked["surface"].astype(str).str.removesuffix("'s")
    person = linked["type"].astype(str) == "person"
    linked = linked.assign(
        spelling=surface.str.split().str[-1].where(person, surface.str.replace(KIND, "", regex=True))
    )
    counts = linked.groupby(["entity", "spelling"], observed=True)["n_mentions"].sum().reset_index()
    counts = counts.sort_values(["n_mentions", "spelling"], ascending=[False, True], kind="stable")
    usual = linked["entity"].map(counts.drop_duplicates("entity").set_index("entity")["spelling"])
    # *Xi* and *Jinping* are two names of one man, not two spellings.
    alike = [
        SequenceMatcher(None, *pair).ratio() >= ALIKE for pair in zip(linked["spelling"], usual, strict=True)
    ]
    linked = linked[~person | np.array(alike, dtype=bool)]
    return linked[linked["spelling"].notna() & ~linked["spelling"].astype(str).str.isupper()]

"""Names outside the registry that come back: a list, an offer in words, and your own CSV of those adopted."""

from collections.abc import Iterable
from pathlib import Path

import pandas as pd

from analysis.ids import number_ids
from analysis.registry.files import FOLDER, make_slug, read_table
from analysis.schema import check_columns

LOOSE = ["rule", "tagger", "open"]  # found, and not linked
OWN = ["entity", "name", "type", "camp", "aliases", "note"]


def mark_unlinked(mentions: pd.DataFrame) -> pd.DataFrame:
    """The mentions with a star behind each `name` that the registry does not hold or that stayed open.

    >>> mentions = pd.DataFrame({"entity": ["kyiv", "Anna Lee"], "name": ["Kyiv", "Anna Lee"],
    ...                          "how": ["registry", "tagger"]})
    >>> mark_unlinked(mentions)["name"].tolist()
    ['Kyiv', 'Anna Lee*']
    """
    check_columns(mentions, ["entity", "name", "how"], verb="mark_unlinked")
    loose = mentions["how"].isin([*LOOSE, "memory"]) & mentions["entity"].eq(mentions["name"])
    return mentions.assign(name=mentions["name"].mask(loose, mentions["name"] + "*"))


def list_unlinked(mentions: pd.DataFrame, *, at_least: int = 2) -> pd.DataFrame:
    """The names outside the registry that come back, a row a name: `entity, type, n_mentions, n_articles`,
    the most frequent first. `type` is the one that it has most often. `offer_names` puts them in words,
    `adopt_names` writes them into your own CSV.

    >>> mentions = pd.DataFrame({"article_id": ["a", "b", "b"], "entity": ["Ivan Petrov"] * 2 + ["Kyiv"],
    ...                          "type": ["person", "person", "place"],
    ...                          "how": ["rule", "tagger", "registry"]})
    >>> list_unlinked(mentions).values.tolist()
    [['Ivan Petrov', 'person', 2, 2]]
    """
    check_columns(mentions, ["article_id", "entity", "type", "how"], verb="list_unlinked")
    loose = mentions["how"].isin(LOOSE)
    # What refers back to an entity of the registry is linked.
    loose |= mentions["how"].eq("memory") & mentions["entity"].isin(mentions["entity"][loose].unique())
    found = mentions.loc[loose, ["article_id", "entity", "type"]]
    types = found.groupby(["entity", "type"], observed=True).size().rename("n").reset_index()
    types = types.sort_values(["n", "type"], ascending=[False, True], kind="stable")
    articles = found.assign(article_id=number_ids(found["article_id"])[0])[["entity", "article_id"]]
    counts = pd.DataFrame({
        "type": types.drop_duplicates("entity").set_index("entity")["type"],
        "n_mentions": types.groupby("entity")["n"].sum(),
        "n_articles": articles.drop_duplicates().groupby("entity").size(),
    }).rename_axis("entity").reset_index()  # fmt: skip
    counts = counts[counts["n_mentions"].ge(at_least)]
    order = ["n_mentions", "n_articles", "entity"]
    counts = counts.sort_values(order, ascending=[False, False, True], kind="stable", ignore_index=True)
    return counts[["entity", "type", "n_mentions", "n_articles"]]


def offer_names(unlinked: pd.DataFrame, *, top: int = 10) -> list[str]:
    """The rows of `list_unlinked` as questions, the most frequent first.

    >>> unlinked = pd.DataFrame({"entity": ["Kyrylo Budanov"], "type": ["person"], "n_mentions": [27],
    ...                          "n_articles": [14]})
    >>> offer_names(unlinked)
    ['27 mentions of Kyrylo Budanov (person) in 14 articles: add?']
    """
    check_columns(unlinked, ["entity", "type", "n_mentions", "n_articles"], verb="offer_names")
    return [
        f"{row.n_mentions:,} mention{'s' if row.n_mentions > 1 else ''} of {row.entity} ({row.type}) in "
        f"{row.n_articles:,} article{'s' if row.n_articles > 1 else ''}: add?"
        for row in unlinked.head(top).itertuples()
    ]


def adopt_names(
    unlinked: pd.DataFrame, path: str | Path, *, names: Iterable[str] | None = None
) -> pd.DataFrame:
    """Write the names into your own CSV at `path` (made if it is not there), and give the rows added:
    `entity, name, type, camp, aliases, note`; `camp` and `aliases` are yours to fill in.

    `names` picks some of the rows of `list_unlinked`; without it all are adopted. Ids that the file holds
    already are left as they are. Then `find_entities(sentences, registry=("ukraine", "syria", "world",
    path))`. Raises ValueError for a name that `unlinked` does not hold, for a path that is no .csv and for a
    file of the package itself; FileNotFoundError where there is no such folder.
    """
    check_columns(unlinked, ["entity", "type"], verb="adopt_names")
    path = Path(path)
    if path.suffix != ".csv" or path.resolve().parent == FOLDER.resolve():
        raise ValueError(f"Adopted names go into a .csv of your own, outside the package; not {str(path)!r}.")
    if not path.parent.is_dir():
        raise FileNotFoundError(f"There is no folder {str(path.parent)!r} to write {path.name!r} into.")
    chosen = unlinked["entity"].tolist() if names is None else list(names)
    strange = [name for name in chosen if name not in set(unlinked["entity"])]
    if strange:
        raise ValueError(
            f"adopt_names knows no unlinked name {strange[0]!r}; see list_unlinked for those there are."
        )
    rows = unlinked[unlinked["entity"].isin(chosen)].drop_duplicates("entity")
    rows = pd.DataFrame({
        "entity": rows["entity"].map(make_slug), "name": rows["entity"], "type": rows["type"], "camp": "",
        "aliases": "", "note": "adopted",
    }).reset_index(drop=True)[OWN]  # fmt: skip
    held = read_table(path, ["entity", "name", "type"]) if path.is_file() else pd.DataFrame(columns=OWN)
    rows = rows[rows["entity"].ne("") & ~rows["entity"].isin(held["entity"])].drop_duplicates("entity")
    whole = pd.concat([held, rows], ignore_index=True).fillna("")
    whole.to_csv(path, index=False, encoding="utf-8", lineterminator="\n")
    return rows.reset_index(drop=True)

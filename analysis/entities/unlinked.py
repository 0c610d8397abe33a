"""Names outside the registry that come back: a list, and your own CSV of those that you adopt."""

from collections.abc import Iterable
from pathlib import Path

import pandas as pd

from analysis.entities.coverage.choice import choose_by_articles
from analysis.ids import number_ids
from analysis.outputs import write_csv
from analysis.registry.files import FOLDER, make_slug, read_table
from analysis.schema import check_choice, check_columns, check_count
from analysis.wording import count_noun

NOT_LINKED = ["rule", "tagger", "open"]
REFERS = ["memory", "corpus"]  # a mention that means another name: of its article, of the corpus
ENOUGH = 0.7  # of all mentions: a registry that links fewer does not cover the corpus
OWN_COLUMNS = ["entity", "name", "type", "camp", "aliases", "note"]


def mark_unlinked(mentions: pd.DataFrame) -> pd.DataFrame:
    """Return the mentions with a star behind each `name` that is not linked to an entity of the registry.

    >>> mentions = pd.DataFrame({"entity": ["kyiv", "Anna Lee"], "name": ["Kyiv", "Anna Lee"],
    ...                          "how": ["registry", "tagger"]})
    >>> mark_unlinked(mentions)["name"].tolist()
    ['Kyiv', 'Anna Lee*']
    """
    check_columns(mentions, ["entity", "name", "how"], verb="mark_unlinked")
    is_starred = mentions["how"].isin([*NOT_LINKED, *REFERS]) & mentions["entity"].eq(mentions["name"])
    return mentions.assign(name=mentions["name"].mask(is_starred, mentions["name"] + "*"))


def list_unlinked(
    mentions: pd.DataFrame, *, at_least: int = 2, articles: pd.DataFrame | None = None
) -> pd.DataFrame:
    """List the names outside the registry that come back, and say how well the registry covers them all.

    `adopt_names` writes them into your own CSV, which `find_entities` reads beside the registry.

    Parameters
    ----------
    mentions : DataFrame
        One row per mention (`find_entities`).
    at_least : int, default 2
        Mentions that a name needs, over all articles.
    articles : DataFrame, optional
        The articles as they were read. `attrs` then says which registries fit them.

    Returns
    -------
    DataFrame
        One row per name, most mentions first: `entity` (the name), `type` (its most frequent one),
        `n_mentions`, `n_articles`, and `question` (the row in words, for a reader who decides).
        `attrs["coverage"]` is a sentence with the share of mentions that are linked; `attrs["covers"]` is
        False where this share is below 70 %, and the sentence then a warning. With `articles`,
        `attrs["choice"]` is the sentence on the registries that fit.

    Raises
    ------
    ValueError
        For a table without the columns of mentions, and an `at_least` below 1.

    Examples
    --------
    >>> mentions = pd.DataFrame({"article_id": ["a", "b", "b"], "entity": ["Ivan Petrov"] * 2 + ["Kyiv"],
    ...                          "type": ["person", "person", "place"],
    ...                          "how": ["rule", "tagger", "registry"]})
    >>> list_unlinked(mentions).values.tolist()
    [['Ivan Petrov', 'person', 2, 2, '2 mentions of Ivan Petrov (person) in 2 articles: add?']]
    """
    check_columns(mentions, ["article_id", "entity", "type", "how"], verb="list_unlinked")
    check_count(at_least, name="at_least")
    unlinked = mentions.loc[is_unlinked(mentions), ["article_id", "entity", "type"]]
    types = unlinked.groupby(["entity", "type"], observed=True).size().rename("n").reset_index()
    types = types.sort_values(["n", "type"], ascending=[False, True], kind="stable")
    in_articles = unlinked.assign(article_id=number_ids(unlinked["article_id"])[0])[["entity", "article_id"]]
    names = pd.DataFrame({
        "type": types.drop_duplicates("entity").set_index("entity")["type"],
        "n_mentions": types.groupby("entity")["n"].sum(),
        "n_articles": in_articles.drop_duplicates().groupby("entity").size(),
    }).rename_axis("entity").reset_index()  # fmt: skip
    names = names[names["n_mentions"].ge(at_least)]
    order = ["n_mentions", "n_articles", "entity"]
    names = names.sort_values(order, ascending=[False, False, True], kind="stable", ignore_index=True)
    rows = zip(names["entity"], names["type"], names["n_mentions"], names["n_articles"], strict=True)
    names["question"] = pd.array([ask_to_add(*row) for row in rows], dtype="str")
    linked = share_linked(mentions)
    names.attrs = {"coverage": describe_linked(linked, len(mentions)), "covers": linked >= ENOUGH}
    if articles is not None:
        names.attrs["choice"] = choose_by_articles(articles).describe()
    return names


def share_linked(mentions: pd.DataFrame) -> float:
    """Return the share of mentions that are linked to the registry; 1 where there are none."""
    return float(1 - is_unlinked(mentions).mean()) if len(mentions) else 1.0


def describe_linked(linked: float, n_mentions: int) -> str:
    """Return the share of linked mentions in words: a warning where it is below `ENOUGH`.

    >>> describe_linked(0.87, 5774)
    'The registry links 87 % of 5,774 mentions.'
    """
    counted = count_noun(n_mentions, "mention")
    if linked >= ENOUGH:
        return (
            f"The registry links {100 * linked:.0f} % of {counted}." if n_mentions else "No names were found."
        )
    return (
        f"The registry does not cover this corpus: only {100 * linked:.0f} % of {counted} are linked "
        f"({100 * ENOUGH:.0f} % are wanted). Names that it lacks have no camp, and their spellings count "
        "apart. `python -m analysis adopt` drafts a registry."
    )


def is_unlinked(mentions: pd.DataFrame) -> pd.Series:
    """Return which mentions are names outside the registry.

    A mention that refers back to an entity of the registry is linked.
    """
    is_new = mentions["how"].isin(NOT_LINKED)
    if "name" in mentions:  # a rule may find another spelling of a name of the registry
        is_new &= mentions["entity"].eq(mentions["name"])
    refers_back = mentions["how"].isin(REFERS)
    return is_new | (refers_back & mentions["entity"].isin(mentions["entity"][is_new].unique()))


def ask_to_add(name: str, type_: str, n_mentions: int, n_articles: int) -> str:
    """Return the question whether a name is to be added to the registry.

    >>> ask_to_add("Kyrylo Budanov", "person", 2700, 1)
    '2,700 mentions of Kyrylo Budanov (person) in 1 article: add?'
    """
    mentions = f"{n_mentions:,} mention{'s' if n_mentions > 1 else ''}"
    articles = f"{n_articles:,} article{'s' if n_articles > 1 else ''}"
    return f"{mentions} of {name} ({type_}) in {articles}: add?"


def adopt_names(
    unlinked: pd.DataFrame, path: str | Path, *, names: Iterable[str] | str | None = None
) -> pd.DataFrame:
    """Write names into your own CSV, so that `find_entities` links them.

    Then call `find_entities(sentences, registry=("ukraine", "syria", "world", path))`. Rows that the file
    already has stay as they are.

    Parameters
    ----------
    unlinked : DataFrame
        One row per name (`list_unlinked`).
    path : str or Path
        Your CSV; it is made if it does not exist.
    names : str or iterable of str, optional
        The names to adopt, from the column `entity`. Without it all rows are adopted.

    Returns
    -------
    DataFrame
        One row per name that is added: `entity` (its id), `name, type, camp, aliases, note`. `camp` and
        `aliases` are empty, for you to fill in.

    Raises
    ------
    ValueError
        For a name that `unlinked` does not have; the message gives the nearest ones. For a path that is not a
        .csv of your own.
    FileNotFoundError
        For a path in a folder that does not exist.

    Examples
    --------
    >>> from tempfile import mkdtemp
    >>> unlinked = pd.DataFrame({"entity": ["Anna Lee", "Bo Hill"], "type": ["person", "person"]})
    >>> added = adopt_names(unlinked, Path(mkdtemp()) / "own.csv", names=["Anna Lee"])
    >>> added[["entity", "name", "type"]].values.tolist()
    [['anna-lee', 'Anna Lee', 'person']]
    """
    check_columns(unlinked, ["entity", "type"], verb="adopt_names")
    path = check_own_csv(Path(path))
    listed = unlinked["entity"].tolist()
    chosen = listed if names is None else [names] if isinstance(names, str) else names
    wanted = {check_choice(name, listed, name="names") for name in chosen}
    rows = unlinked[unlinked["entity"].isin(wanted)].drop_duplicates("entity")
    rows = pd.DataFrame({
        "entity": rows["entity"].map(make_slug), "name": rows["entity"], "type": rows["type"], "camp": "",
        "aliases": "", "note": "adopted",
    }).reset_index(drop=True)[OWN_COLUMNS]  # fmt: skip
    present = pd.DataFrame(columns=OWN_COLUMNS)
    if path.is_file():
        present = read_table(path, ["entity", "name", "type"])
    rows = rows[rows["entity"].ne("") & ~rows["entity"].isin(present["entity"])].drop_duplicates("entity")
    whole = pd.concat([present, rows], ignore_index=True).fillna("")
    write_csv(whole, path)
    return rows.reset_index(drop=True)


def check_own_csv(path: Path) -> Path:
    """Return the path if it is that of a CSV outside the package, in a folder that exists."""
    if path.suffix != ".csv" or path.resolve().parent == FOLDER.resolve():
        raise ValueError(f"Adopted names go into a .csv of your own, outside the package; not {str(path)!r}.")
    if not path.parent.is_dir():
        raise FileNotFoundError(f"There is no folder {str(path.parent)!r} to write {path.name!r} into.")
    return path

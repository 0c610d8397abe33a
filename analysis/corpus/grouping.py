"""The groups that articles are compared by: the outlets, or the values of another column of the corpus."""

from collections.abc import Iterable
from pathlib import Path

import numpy as np
import pandas as pd

from analysis.corpus.companions import read_outlets
from analysis.ids import number_ids
from analysis.schema import check_choice
from analysis.wording import count_noun, name_group_noun, plural_of

MOST = 12  # groups that charts and tables can set side by side
NOT_GIVEN = "not given"  # the group of the articles without a value
PRINTED_BY = "printed_by"  # the outlet of a row whose column `outlet` names another group
ADDED = ("genre", "cluster")  # columns of articles that measuring fills
APART = ("outlet", "date", "title", "text", "article_id")  # columns that make no groups beside outlets


def list_columns(articles: pd.DataFrame, outlets: pd.DataFrame) -> list[str]:
    """The columns that articles can be compared by: `outlet`, those of the articles, those of the outlets."""
    others = [str(name) for name in [*articles.columns, *outlets.columns] if name not in APART]
    return list(dict.fromkeys(["outlet", *others]))


def read_groups(articles: pd.DataFrame, by: str, source: str | Path | None = None) -> pd.DataFrame:
    """The group of each article, by a column of the articles, or of the `outlets.csv` beside them.

    Parameters
    ----------
    articles : DataFrame
        One row per article, with `article_id` and `outlet`.
    by : str
        The column. Articles without a value make the group *not given*, which comes last.
    source : path, optional
        The corpus, for its `outlets.csv`.

    Returns
    -------
    DataFrame
        One row per article: `article_id` and `outlet`, the group, categorical. Of more than twelve groups
        those with most articles stay, and all others with a value are one group.

    Raises
    ------
    ValueError
        For a column that is not there, with the nearest names, and for one without any value.

    Examples
    --------
    >>> articles = pd.DataFrame({"article_id": ["a", "b"], "outlet": "X", "section": ["World", " "]})
    >>> read_groups(articles, "section")["outlet"].tolist()
    ['World', 'not given']
    """
    outlets = read_outlets(source) if source is not None else pd.DataFrame(columns=["outlet"])
    check_choice(by, list_columns(articles, outlets), name="by")
    values = articles[by] if by in articles else find_by_outlet(articles["outlet"], outlets, by)
    names = name_values(values)
    sizes = names[names != NOT_GIVEN].value_counts()
    if sizes.empty:
        raise ValueError(f"No article has a value in the column {by!r}: there are no groups to compare.")
    is_given = names.ne(NOT_GIVEN)
    largest = pick_largest(sizes, most=MOST - (not is_given.all()))
    kept = sorted(sizes.index) if largest is None else largest
    if largest is not None:
        names = names.where(names.isin(kept) | ~is_given, name_others(len(sizes) - len(kept), by))
    categories = [*kept, *sorted(set(names) - set(kept), key=lambda name: (name == NOT_GIVEN, name))]
    groups = pd.Categorical(names, categories=categories)
    table = pd.DataFrame({"article_id": articles["article_id"].to_numpy(), "outlet": groups})
    table.attrs = {"n_outlets": len(sizes), "by": by}
    return table


def check_by(articles: pd.DataFrame, by: str, source: str | Path) -> None:
    """Raise before articles are measured what `read_groups` would raise after it."""
    columns = [*list_columns(articles, read_outlets(source)), *ADDED]
    check_choice(by, list(dict.fromkeys(columns)), name="by")
    if by not in ADDED:
        read_groups(articles, by, source)


def makes_groups(articles: pd.DataFrame, by: str | None) -> bool:
    """Whether articles are compared by other groups than their outlets: a column, or too many."""
    return by not in (None, "", "outlet") or articles["outlet"].nunique() > MOST


def group_articles(
    articles: pd.DataFrame,
    by: str | None,
    source: str | Path | None = None,
    *,
    headlines: pd.DataFrame | None = None,
) -> pd.DataFrame:
    """The articles with their groups as outlets; as they are where up to twelve outlets are compared.

    `headlines` holds columns that the articles lack: the genre may be known only after measuring.
    """
    if not makes_groups(articles, by):
        return articles
    columns = articles if headlines is None else headlines
    return put_groups(articles, read_groups(columns, by or "outlet", source))


def describe_groups(articles: pd.DataFrame) -> str:
    """What the articles are compared by, where it is another column or some groups are one; else "".

    >>> import os
    >>> from analysis.wording import BY
    >>> articles = pd.DataFrame({"article_id": ["a", "b"], "outlet": "X", "section": ["World", None]})
    >>> os.environ[BY] = "section"
    >>> describe_groups(group_articles(articles, "section"))
    'Articles are compared by section, a column of the corpus; 1 article without one is the group not given.'
    >>> del os.environ[BY]
    """
    noun, names = name_group_noun(), articles["outlet"].astype("str")
    sentences = []
    if noun != "outlet":
        n_none = int(names.eq(NOT_GIVEN).sum())
        verb = "is" if n_none == 1 else "are"
        none = f"; {count_noun(n_none, 'article')} without one {verb} the group {NOT_GIVEN}"
        sentences.append(f"Articles are compared by {noun}, a column of the corpus{none if n_none else ''}.")
    n_groups = int(articles.attrs.get("n_outlets", 0))
    n_kept = names.nunique() - names.eq(NOT_GIVEN).any() - 1
    if n_groups > n_kept + 1:
        largest = f"The {n_kept:,} {plural_of(noun)} with most articles are compared one by one"
        sentences.append(f"{largest}; all others count as one group.")
    return " ".join(sentences)


def find_by_outlet(names: pd.Series, outlets: pd.DataFrame, by: str) -> pd.Series:
    """What `outlets.csv` says of the outlet of each article."""
    facts = outlets.drop_duplicates("outlet").set_index("outlet")[by]
    return names.astype("str").map(facts)


def name_values(values: pd.Series) -> pd.Series:
    """The values as names of groups: one form for a whole number, *not given* for what is missing or blank.

    >>> name_values(pd.Series([1.0, None])).tolist(), name_values(pd.Series([" a  b", ""])).tolist()
    (['1', 'not given'], ['a b', 'not given'])
    """
    if pd.api.types.is_float_dtype(values) and (values.dropna() % 1 == 0).all():
        values = values.astype("Int64")
    names = values.astype("object").where(values.notna(), "").map(lambda value: " ".join(str(value).split()))
    return names.astype("str").where(names.ne(""), NOT_GIVEN)


def pick_largest(sizes: pd.Series, *, most: int = MOST) -> list[str] | None:
    """The groups that are compared one by one, by name; None where there are no more than `most`.

    With more, those with most articles stay, one fewer than `most`; all others are one group.
    """
    if len(sizes) <= most:
        return None
    ordered = pd.DataFrame({"name": sizes.index.astype(str), "size": sizes.to_numpy()})
    ordered = ordered.sort_values(["size", "name"], ascending=[False, True], kind="stable")
    return sorted(ordered["name"].head(most - 1))


def name_others(n: int, by: str) -> str:
    """The name of the group of all small groups.

    >>> name_others(545, "outlet")
    '545 other outlets'
    """
    return f"{n:,} other {plural_of(by.replace('_', ' '))}"


def put_groups(table: pd.DataFrame, groups: pd.DataFrame, *, keep: Iterable[str] = ()) -> pd.DataFrame:
    """The table with the group of each article as its `outlet`; `keep` names where the outlet is kept."""
    if not {"article_id", "outlet"} <= set(table.columns):
        return table
    rank, number = number_ids(groups["article_id"], table["article_id"])
    ordered = groups["outlet"].iloc[np.argsort(rank)].array
    grouped = pd.api.extensions.take(ordered, number, allow_fill=True)
    grouped_table = table.assign(**dict.fromkeys(keep, table["outlet"]), outlet=grouped)
    grouped_table.attrs = {**table.attrs, **groups.attrs}
    return grouped_table

"""Who changed with an event: each group alone, all groups and events tested together."""

from collections.abc import Callable

import numpy as np
import pandas as pd

from analysis.schema import check_columns
from analysis.summaries.contrasts import FALSE_DISCOVERIES, adjust_p, find_p
from analysis.summaries.events.daily import Daily
from analysis.summaries.events.placebo import compare_nothing, compare_windows


def compare_by_group(
    hits: pd.DataFrame,
    articles: pd.DataFrame,
    events: pd.DataFrame,
    by: str,
    *,
    add_up: Callable[..., Daily],
    what: str,
    days: int,
    at_least: int,
    confidence: float,
) -> pd.DataFrame:
    """Compare the windows around each event in each group of articles alone; its own days are the reference.

    Returns
    -------
    DataFrame
        The rows of `compare_windows` with the group after the thing, and `p` (from the 95 % interval), `q`
        (all groups, events and things together) and `changed`: q below 5 %, and at most 5 % of the group's
        other dates differ at least as much. `attrs` have `by` and `n_groups`, those with a row.
    """
    check_columns(articles, ["article_id", "date", by], verb="compare_periods")
    of_group = articles.drop_duplicates("article_id").set_index("article_id")[by].astype(str)
    groups = hits["article_id"].map(of_group).astype(str)
    parts, attrs = [], {}
    for group in sorted(of_group.unique()):
        is_of_group = articles[by].astype(str).eq(group)
        daily = add_up(hits[groups.eq(group)], articles[is_of_group], length=days)
        part, sure = (
            compare_windows(daily, events, what=what, days=days, at_least=at_least, confidence=level)
            for level in (confidence, 0.95)
        )
        attrs = dict(part.attrs)
        p = find_p(*(sure[name].to_numpy(float) for name in ("value", "low", "high")))
        parts.append(part.assign(**{by: group}, p=np.where(sure["low"].isna(), np.nan, p)))
    kept = [part for part in parts if len(part)] or [compare_nothing(what).assign(**{by: ""}, p=np.nan)]
    table = pd.concat(kept, ignore_index=True)
    names = [name for name in table.columns if name not in (by, "p", "note")]
    place = names.index(what) + 1
    table["q"] = adjust_p(table["p"])
    rare = table["share_as_large"].le(FALSE_DISCOVERIES)
    table["changed"] = table["q"].lt(FALSE_DISCOVERIES) & rare
    table = table[[*names[:place], by, *names[place:], "p", "q", "changed", "note"]]
    table.attrs = {**attrs, "by": by, "n_groups": int(table[by].nunique())}
    return table.sort_values(["date", "event", what, by], kind="stable", ignore_index=True)

"""Places: how often each place on the map is named, and where it lies."""

from collections.abc import Iterable

import pandas as pd

from analysis.counted_rows import keep_behind
from analysis.schema import check_columns

ON_THE_MAP = ("city", "town", "village", "site")


def count_places(
    mentions: pd.DataFrame, places: pd.DataFrame, *, kinds: Iterable[str] | None = ON_THE_MAP
) -> pd.DataFrame:
    """Places by number of mentions, with their coordinates.

    Adjectives (*Russian*) are not counted.

    Parameters
    ----------
    mentions : DataFrame
        One row per mention, from `find_entities`.
    places : DataFrame
        One row per entity with `entity, lat, lon`, such as `read_registry().entities`.
    kinds : iterable of str, optional
        The kinds of place to keep; by default those that are points on a map (a country or a river has no
        point of its own). None keeps all.

    Returns
    -------
    DataFrame
        One row per place, the most mentioned first: `entity, name, lat, lon` (degrees; missing where the
        registry has none), `n_articles, n_mentions`.

    Raises
    ------
    ValueError
        For a column that is not there; the message names the nearest ones.

    Examples
    --------
    >>> mentions = pd.DataFrame({"article_id": ["a", "a", "b"], "entity": "kyiv", "name": "Kyiv"})
    >>> places = pd.DataFrame({"entity": ["kyiv"], "lat": [50.45], "lon": [30.52]})
    >>> count_places(mentions, places)[["name", "lat", "n_articles", "n_mentions"]].values.tolist()
    [['Kyiv', 50.45, 2, 3]]
    """
    check_columns(mentions, ["article_id", "entity", "name"], verb="count_places")
    check_columns(places, ["entity", "lat", "lon"], verb="count_places")
    if "type" in mentions.columns:
        mentions = mentions[mentions["type"].astype(str) == "place"]
    if kinds is not None and "kind" in places.columns:
        places = places[places["kind"].isin(list(kinds))]
        mentions = mentions[mentions["entity"].astype(str).isin(set(places["entity"].astype(str)))]
    named = mentions.astype({"entity": str, "name": str}).groupby("entity", sort=True)
    counts = named.agg(
        name=("name", "min"), n_articles=("article_id", "nunique"), n_mentions=("name", "size")
    )
    coordinates = places.astype({"entity": str}).drop_duplicates("entity").set_index("entity")[["lat", "lon"]]
    counts = counts.join(coordinates.astype(float)).reset_index()
    counts = counts.sort_values(["n_mentions", "name", "entity"], ascending=[False, True, True])
    counts = counts[["entity", "name", "lat", "lon", "n_articles", "n_mentions"]].reset_index(drop=True)
    return keep_behind(counts, mentions)

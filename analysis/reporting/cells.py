"""Which hits a number opens to: by the values in its row, and by what its column counts."""

from collections.abc import Hashable, Mapping

import numpy as np
import pandas as pd

from analysis.counted_rows import Behind, find_behind
from analysis.reporting.links import FEW, Hits, in_notes, narrow_hits, note_sections
from analysis.schema import PERIODS, check_columns, start_period
from analysis.wording import format_group

# Counts of hits. Beside a value other columns `n_...` count what it is divided by.
COUNTS = {"n", "n_hits", "n_positive", "n_negative", "n_battle", "n_together", "n_mentions", "n_target"}
COUNTS |= {"n_first", "n_second", "n_reference", "before", "after"}
VALUES = {"value", "share", "shift"}
DRAWN = ("value", "n_together", "n_mentions", "shift", "share", "n")  # what the mark of a row shows
SIDES = {"reference", "first", "second", "before", "after"}
FRONTS = ("n_", "share_", "per_1000_")
# Why numbers have no sentences of their own.
REASONS = {
    "an end of the interval, computed from all articles of the row": {
        "low", "high", "difference_low", "difference_high", "low_difference", "high_difference",
    },
    "computed from the counts beside it": {
        "q", "p", "t", "G2", "z", "pmi", "log_odds", "log_likelihood", "expected", "lift", "jaccard",
        "difference", "others",
    },
    "from the registry of places": {"lat", "lon"},
    "computed by comparing the texts": {"n_copies", "containment"},
    "from the corpus as a whole": {"n_units"},
    "from all articles of the days before and after": {"n_before", "n_after"},
    "read in the words of the acts, to which the number of mentions opens": {"condemning", "humanising"},
    "from all other dates": {"n_dates", "n_apart", "share_as_large"},
}  # fmt: skip
OF_DATES = {"share_as_large"}  # a share of dates, not of hits
WHOLE_ARTICLES = {"n_articles", "n_clusters"}
COUNTED = "counted by the program as it reads the texts"
Cell = tuple[int, str]
NO_ROWS = np.array([], dtype=np.intp)


def link_cells(table: pd.DataFrame, hits: pd.DataFrame | None, title: str) -> dict[Cell, str]:
    """The addresses of the cells of a table, by row and column; none outside a report.

    A row opens to the hits that have its values in the columns that both tables share; in a table of
    `pivot_values` a cell opens to those of its row and its column. What a value is divided by opens to the
    articles or sentences that it counts.
    """
    if hits is not None:
        check_columns(hits, ["article_id"], verb="show_table")
    behind = find_behind(table, hits) if in_notes() else None
    if behind is None or table.empty:
        return {}
    links: dict[Cell, str] = {}
    found = behind.read_hits(table)
    population = behind.of
    if found is not None and len(found):
        wholes = [name for name in map(str, table.columns) if is_whole(name, table)]
        links |= open_rows(table, add_keys(found, table, population), behind, title, leave=wholes)
    if population is not None:
        links |= open_wholes(table, add_keys(population, table, None), behind)
    counts = [name for name in map(str, table.columns) if name.startswith(FRONTS)]
    nothing = {(row, name) for name in counts for row in np.flatnonzero(table[name] == 0)}
    return {cell: address for cell, address in links.items() if cell not in nothing}


def is_whole(name: str, table: pd.DataFrame) -> bool:
    """Whether a column counts what a value is divided by."""
    divided = not VALUES.isdisjoint(table.columns) or "per_1000_target" in table.columns
    counts_hits = name in COUNTS or name.startswith("n_with") or not name.startswith("n_")
    return divided and not counts_hits


def add_keys(rows: pd.DataFrame, table: pd.DataFrame, of: pd.DataFrame | None) -> pd.DataFrame:
    """The rows with the columns of groups that a summary took from the date or from `of`."""
    if of is not None and "article_id" in rows.columns and "article_id" in of.columns:
        rows = rows[rows["article_id"].astype(str).isin(set(of["article_id"].astype(str)))]
    across = table.attrs.get("across")
    for name in [*map(str, table.columns), *([across] if across else [])]:
        if name in rows.columns:
            continue
        if of is not None and name in of.columns and name not in (*VALUES, "note") and is_key(of[name]):
            values = of.astype({"article_id": str}).drop_duplicates("article_id").set_index("article_id")
            rows = rows.assign(**{name: rows["article_id"].astype(str).map(values[name])})
        elif name in PERIODS and "date" in rows.columns:
            rows = rows.assign(**{name: start_period(rows["date"], name)})
    return rows


def is_key(column: pd.Series) -> bool:
    return not pd.api.types.is_numeric_dtype(column)


def find_keys(table: pd.DataFrame, rows: pd.DataFrame) -> list[str]:
    """The columns of groups that a table shares with some rows."""
    return [name for name in map(str, table.columns) if name in rows.columns and is_key(table[name])]


def split_rows(rows: pd.DataFrame, keys: list[str]) -> dict[tuple[str, ...], np.ndarray]:
    """The places of the rows of each group, by the names of its values."""
    if not keys:
        return {(): np.arange(len(rows))}
    names = [name_values(rows[name]) for name in keys]
    indices = pd.DataFrame(dict(enumerate(names))).groupby(list(range(len(keys))), sort=False).indices
    return {
        (key if isinstance(key, tuple) else (key,)): np.sort(np.asarray(places))
        for key, places in indices.items()
    }


def name_values(column: pd.Series) -> np.ndarray:
    """The values of a column in words, as tables show them."""
    code, values = pd.factorize(column)
    names = [format_group(value, str(column.name)) for value in values]
    return np.array([*names, ""], dtype=object)[code]


def open_rows(
    table: pd.DataFrame, hits: pd.DataFrame, behind: Behind, title: str, *, leave: list[str]
) -> dict[Cell, str]:
    """The addresses of the cells that count hits."""
    keys = find_keys(table, hits)
    across = table.attrs.get("across")
    across = across if across in hits.columns else None
    names = [name for name in map(str, table.columns) if name not in [*keys, *leave]]
    kept = dict.fromkeys([*keys, *([across] if across else []), "counted"])
    hits = narrow_hits(hits, [name for name in kept if name in hits.columns])
    counted = hits["counted"].astype(str).to_numpy() if "counted" in hits.columns else np.array([])
    parts = set(counted)
    if across:
        sections = {name: name for name in names}
        split = split_rows(hits, [*keys, across])
    else:
        cells = [name for name in names if is_count(name) and find_part(name, parts) is not None]
        sections = {name: find_part(name, parts) or "" for name in cells}
        split = split_rows(hits, keys)
    links: dict[Cell, str] = {}
    noted = Hits(hits)
    for row, key in enumerate(name_keys(table, keys)):
        groups = {}
        for section in sorted(set(sections.values())):  # "", which is all hits, comes first
            places = split.get((*key, section) if across else key, NO_ROWS)
            is_part = section in parts and not across
            groups[section] = places[counted[places] == section] if is_part else places
        named = dict(zip(keys, key, strict=True))
        addresses = note_group(noted, groups, behind, named, title, across or "counted")
        links |= {(row, name): addresses[part] for name, part in sections.items() if addresses.get(part)}
    return links


def open_wholes(table: pd.DataFrame, population: pd.DataFrame, behind: Behind) -> dict[Cell, str]:
    """The addresses of the cells that count what a value is divided by, and of counts of articles alone."""
    names = [name for name in map(str, table.columns) if name.startswith("n_") or name == "value"]
    if behind.hits is not None:
        names = [name for name in names if is_whole(name, table)]
    keys = find_keys(table, population)
    has_sentences = "sentence_id" in population.columns
    parts = {
        name: "sentences" if has_sentences and name not in WHOLE_ARTICLES else "articles" for name in names
    }
    if not names:
        return {}
    population = narrow_hits(population, keys)
    articles = population.drop(columns="sentence_id", errors="ignore")
    noted = {part: Hits(articles if part == "articles" else population) for part in set(parts.values())}
    split = split_rows(population, keys)
    links: dict[Cell, str] = {}
    for row, key in enumerate(name_keys(table, keys)):
        for part in dict.fromkeys(parts.values() if key in split else ()):
            named = {"all": part, **dict(zip(keys, key, strict=True))}
            address = note_group(noted[part], {"": split[key]}, behind, named)[""]
            links |= {(row, name): address for name in names if parts[name] == part}
    return links


def name_keys(table: pd.DataFrame, keys: list[str]) -> list[tuple[str, ...]]:
    """The values of each row in the columns of groups, in words."""
    names = [name_values(table[name]) for name in keys]
    return list(zip(*names, strict=True)) if keys else [()] * len(table)


def is_count(name: str) -> bool:
    return name not in OF_DATES and (name in COUNTS or name in VALUES or name.startswith(FRONTS))


def find_part(name: str, parts: set[str]) -> str | None:
    """Which part of the hits a column counts: of `n_positive` those that are counted as positive.

    "" stands for all hits; None for a side of a comparison that the hits do not tell apart.
    """
    part = name.rpartition("_")[2]
    return part if part in parts else None if part in SIDES else ""


def note_group(
    hits: Hits,
    groups: Mapping[str, np.ndarray],
    behind: Behind,
    named: dict[str, str],
    title: str = "All",
    part: str = "",
) -> dict[str, str]:
    """Note the hits of a row of a table in sections, unless a page shows them; return their addresses.

    `groups` are the rows of the hits in each section.
    """
    groups = {section: rows for section, rows in groups.items() if len(rows)}

    def key(section: str) -> Hashable:
        return frozenset({**named, **({part: section} if section else {})}.items())

    if any(key(section) not in behind.addresses for section in groups):
        row = ", ".join(named.values()).replace("_", " ")
        heading = ": ".join(filter(None, [title, row]))
        written = note_sections(hits, groups, heading, f"{title} {row}", limit=FEW)
        behind.addresses |= {key(section): address for section, address in written.items()}
    return {section: behind.addresses[key(section)] for section in groups}


def explain_closed(table: pd.DataFrame, links: Mapping[Cell, str]) -> str:
    """In a report which numbers of a table open nothing, and why, in words."""
    if not in_notes():
        return ""
    opened = {name for _, name in links}
    numbers = [
        str(name)
        for name in table.columns
        if pd.api.types.is_numeric_dtype(table[name]) and not pd.api.types.is_bool_dtype(table[name])
    ]
    closed = [name for name in numbers if name not in opened and (table[name].fillna(0) != 0).any()]
    reasons: dict[str, list[str]] = {}
    for name in closed:
        reason = next((reason for reason, names in REASONS.items() if name in names), COUNTED)
        reasons.setdefault(reason, []).append(name)
    texts = [f"{', '.join(names)} ({reason})" for reason, names in reasons.items()]
    return f"Without sentences of their own: {'; '.join(texts)}." if texts else ""


def link_rows(summary: pd.DataFrame, title: str) -> list[str]:
    """For each row of a summary the address of its value, or of its count; "" where there is none."""
    counts = [name for name in map(str, summary.columns) if name.startswith("n_")]
    # Of two sides of a comparison a mark may show either.
    names = [name for name in DRAWN if name in summary.columns][:1] or counts[:2]
    groups = [name for name in map(str, summary.columns) if is_key(summary[name])]
    links = link_cells(summary[[*groups, *names]], None, title) if names else {}
    opened = [[links.get((row, name), "") for name in names] for row in range(len(summary))]
    return [next(filter(None, addresses), "") for addresses in opened]


def keep_counted(hits: pd.DataFrame, rows: pd.DataFrame) -> pd.DataFrame:
    """The hits of articles that the summary of some rows counts, where it left out copies."""
    behind = find_behind(rows) if "copies" in rows.attrs else None
    if behind is None or behind.of is None or "article_id" not in behind.of.columns:
        return hits
    return hits[hits["article_id"].isin(behind.of["article_id"])]


def find_hits(rows: pd.DataFrame) -> pd.DataFrame | None:
    """The hits behind some rows of a summary, in the order of the rows."""
    behind = find_behind(rows)
    hits = None if behind is None else behind.read_hits(rows)
    if behind is None or hits is None:
        return None if behind is None else behind.of
    hits = add_keys(hits, rows, behind.of)
    keys = find_keys(rows, hits)
    split = split_rows(hits, keys)
    found = [split[key] for key in dict.fromkeys(name_keys(rows, keys)) if key in split]
    return hits.iloc[np.concatenate(found)] if found else hits.head(0)

"""Links from numbers to their sentences: a notebook notes the hits, the report writes the pages."""

import json
import os
import re
import unicodedata
from hashlib import blake2b
from itertools import count
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from analysis.ids import count_sentences, sample_rows

# The folder of the notes, and the page that is being made; `write_report` sets both in its kernels.
FOLDER, PAGE = "ANALYSIS_EVIDENCE", "ANALYSIS_PAGE"
QUOTABLE = 10  # sentences of which one may be quoted beside a finding
LIMIT = 25  # sentences of one number; of more, so many are drawn by lot
FIRST_WORDS = 6  # words of a finding in the address of its sentences
LONGEST = 48  # characters of a name in an address
RULES = ("category", "frame", "name", "entity")  # the columns that may name the rule that found a hit
SENTENCE = ["article_id", "sentence_id"]
NOTED = [*SENTENCE, "start", "end", "rule"]
# Numbers that are no counts of hits: what was divided by, and how sure it is.
NO_HITS = {
    "n_articles", "n_words", "n_units", "n_clusters", "n_attributions", "n_first", "n_second", "n_reference",
}  # fmt: skip


def note_finding(hits: pd.DataFrame, finding: str) -> str:
    """Note the hits behind a finding; return the address of their page, "" outside a report.

    The first words make the address: unlike the numbers after them they are the same in every run.
    """
    first_words = " ".join(re.split(r"[\d:(]", finding)[0].split()[:FIRST_WORDS])
    if not in_notes() or hits.empty:
        return ""
    named = pick_named(hits, finding)
    shown = narrow_hits(hits if named is None else named, [])
    return note_sections({"": shown}, finding, first_words, quoted=named is not None)[""]


def pick_named(hits: pd.DataFrame, finding: str) -> pd.DataFrame | None:
    """The hits of the outlets, frames and names that a finding names, those named first in front."""
    is_named = False
    rule = next((name for name in RULES if name in hits.columns), None)
    for column in [name for name in ("outlet", rule) if name in hits.columns]:
        values = hits[column].astype(str)
        places = {value: finding.find(value.replace("_", " ")) for value in values.unique() if value}
        named = {value: place for value, place in places.items() if place >= 0}
        if named:
            is_named = True
            hits = hits[values.isin(list(named))]
            hits = hits.loc[hits[column].astype(str).map(named).sort_values(kind="stable").index]
    return hits if is_named else None


def link_cells(table: pd.DataFrame, hits: pd.DataFrame, title: str) -> dict[tuple[int, str], str]:
    """The addresses of the cells of a table, by row and column.

    A row opens to the hits that have its values in the columns that both tables share; in a table of
    `pivot_values` a cell opens to those of its row and its column.
    """
    if not in_notes() or hits.empty:
        return {}
    shared = [str(name) for name in table.columns if name in hits.columns and is_key(table[name])]
    across = table.attrs.get("across")
    across = across if across in hits.columns else None
    cells = [name for name in map(str, table.columns) if name not in shared and (across or counts_hits(name))]
    hits = narrow_hits(hits, [*shared, *([across] if across else [])])
    groups: dict[Any, pd.DataFrame] = {(): hits}
    if shared:
        groups = dict(list(hits.groupby(shared, sort=False)))
    keys = list(table[shared].astype(str).itertuples(index=False, name=None)) if shared else [()] * len(table)
    rows = {
        key: note_row(groups[key], across, cells, title, key) for key in dict.fromkeys(keys) if key in groups
    }
    links = {
        (number, name): rows.get(key, {}).get(name if across else "", "")
        for number, key in enumerate(keys)
        for name in cells
    }
    counts = [name for name in cells if name.startswith("n_")]
    nothing = {(number, name) for name in counts for number in np.flatnonzero(table[name] == 0)}
    return {cell: address for cell, address in links.items() if address and cell not in nothing}


def note_row(
    hits: pd.DataFrame, across: str | None, cells: list[str], title: str, key: tuple[str, ...]
) -> dict[str, str]:
    """Note the hits of a row, in sections by the column `across` if there is one; return their addresses."""
    sections = {"": hits}
    if across:
        found = dict(list(hits.groupby(across, sort=False)))
        sections = {name: found[name] for name in cells if name in found}
    row = ", ".join(key).replace("_", " ")
    return (
        note_sections(sections, ": ".join(filter(None, [title, row])), f"{title} {row}") if sections else {}
    )


def is_key(column: pd.Series) -> bool:
    return not (pd.api.types.is_numeric_dtype(column) or pd.api.types.is_datetime64_any_dtype(column))


def counts_hits(name: str) -> bool:
    return name in ("value", "n") or (name.startswith("n_") and name not in NO_HITS)


def in_notes() -> bool:
    return bool(os.environ.get(FOLDER))


def note_sections(
    sections: dict[str, pd.DataFrame], title: str, name: str, *, quoted: bool = False
) -> dict[str, str]:
    """Note one page with a section per group of hits; return the addresses of the sections.

    `quoted` says that the first sentence may be printed beside what it bears out.
    """
    folder, page = Path(os.environ[FOLDER]), os.environ.get(PAGE, "")
    names = (shorten_name(f"{page} {name}{f' {n}' if n else ''}") for n in count())
    slug = next(slug for slug in names if not (folder / f"{slug}.json").exists())
    note = {
        "title": title,
        "quoted": quoted,
        "sections": [describe_hits(name, hits) for name, hits in sections.items()],
    }
    (folder / f"{slug}.json").write_text(json.dumps(note), encoding="utf-8")
    return {name: f"evidence/{slug}.html" + (f"#{shorten_name(name)}" if name else "") for name in sections}


def describe_hits(name: str, hits: pd.DataFrame) -> dict[str, Any]:
    """The hits of a section: how many there are, and those of the sentences that are shown."""
    n_sentences = len(hits) if len(hits) <= 1 else count_sentences(hits)
    shown = sample_rows(hits, LIMIT) if n_sentences > LIMIT else hits
    return {
        "name": name,
        "first": shown[SENTENCE].drop_duplicates().head(QUOTABLE).to_numpy().tolist(),
        "n_sentences": n_sentences,
        "n_articles": int(hits["article_id"].nunique()),
        "rows": {column: shown[column].tolist() for column in NOTED},
    }


def narrow_hits(hits: pd.DataFrame, keep: list[str]) -> pd.DataFrame:
    """The columns of hits that are noted, and those to group by."""
    places = {column: hits.get(column, 0) for column in ("start", "end")}
    noted = hits[SENTENCE].astype({"article_id": "str"}).assign(**places, rule=name_rules(hits))
    return noted.assign(**{column: hits[column].astype(str) for column in keep})


def name_rules(hits: pd.DataFrame) -> pd.Series:
    """What found each hit, in words: the term, and the category that it counts for."""
    term = next((name for name in ("term", "surface", "label", "cue") if name in hits.columns), None)
    rule = next((name for name in RULES if name in hits.columns), None)
    terms = hits[term].astype(str) if term else pd.Series("", index=hits.index)
    return terms + " → " + hits[rule].astype(str) if rule else terms


def shorten_name(text: str) -> str:
    """A name for a file or a place on a page: letters, digits and hyphens; what is lost leaves a checksum.

    >>> shorten_name("04-frames law_and_war_crimes"), shorten_name("../Київ")
    ('04-frames-law-and-war-crimes', 'x-263258')
    """
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    slug = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")
    if slug and slug == re.sub(r"[ _-]", "-", text) and len(slug) <= LONGEST:
        return slug
    return f"{slug[:LONGEST].strip('-') or 'x'}-{blake2b(text.encode(), digest_size=3).hexdigest()}"

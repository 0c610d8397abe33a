"""What an article says once decides its other mentions: short forms of organisations, authors, capitals."""

import re

import numpy as np
import pandas as pd

from analysis.entities.columns import Columns, find_in, find_overlaps, list_objects, take_rows
from analysis.entities.cues import is_shouted
from analysis.registry.files import read_cues
from analysis.schema import check_columns
from analysis.text.words import Words

ACRONYM = re.compile(r" \(([A-Z][A-Za-z]{0,2}[A-Z]{1,5})\)")
BYLINE = re.compile(r"^by\s+|\s*(?:,|;|&|\band\b|\bin [A-Z].*)\s*", re.IGNORECASE)


def recall_bodies(texts: list[str], article_of: np.ndarray, found: Columns, words: Words) -> Columns:
    """The short forms that refer back to an organisation named in full before, in the same article: *the
    Observatory*, and initials given in brackets. `found` are the spans found so far, in the order of the
    text; where two bodies share the word, nothing is recalled. Columns as spans, `how` is memory."""
    bodies = read_cues()["body"]
    full = find_in(found["type"], {"organisation", "group"}) & (found["entity"] != "")
    full[full] = [" " in surface for surface in found["surface"][full]]
    named: dict[tuple[int, str], dict[str, tuple[int, int]]] = {}
    types: dict[str, str] = {}
    columns = ["article", "row", "from", "to", "surface", "entity", "type"]
    for article, row, start, end, surface, entity, type_ in zip(
        *(found[column][full].tolist() for column in columns), strict=True
    ):
        initials = ACRONYM.match(texts[row], end)
        short = [word for word in surface.split() if word in bodies] + (
            [initials.group(1)] if initials else []
        )
        types.setdefault(entity, type_)
        for word in short:
            named.setdefault((article, word), {}).setdefault(entity, (row, start))
    wanted = {word for _, word in named}
    forms, code = words.forms, words.code
    at = np.flatnonzero(find_in(forms, wanted)[code])
    row = words.sentence[at]
    places = zip(row.tolist(), article_of[row].tolist(), code[at].tolist(), strict=True)
    rows = sorted({row for row, article, form in places if (article, forms[form]) in named})
    pattern = re.compile(
        rf"\b(?:(?<=[Tt]he )(?:{'|'.join(map(re.escape, sorted(wanted)))})(?!\w| (?:of|for|on|[A-Z]))"
        rf"|[A-Z]{{3,6}}\b)"
    )
    hits = []
    for row in rows:
        for match in pattern.finditer(texts[row]):
            options = named.get((article_of[row], match.group()), {})
            if len(options) == 1:
                entity, first = next(iter(options.items()))
                if first < (row, match.start()):
                    hits.append((row, article_of[row], *match.span(), match.group(), entity, types[entity]))
    numbers = np.array([hit[:4] for hit in hits], dtype=np.int64).reshape(-1, 4).T
    spans = dict(zip(["row", "article", "from", "to"], numbers, strict=True))
    for at, name in [(4, "surface"), (5, "entity"), (6, "type")]:
        spans[name] = list_objects(hit[at] for hit in hits)
    spans["how"] = list_objects(["memory"] * len(hits))
    first, behind = find_overlaps(spans, found)
    return take_rows(spans, first == behind)


def find_loud(words: Words, texts: list[str]) -> np.ndarray:
    """Which sentences are in capitals. Read are only those with more capital letters than small words: with
    fewer of them none is."""
    excess = words.map_distinct(count_capitals, np.int64)[words.code]
    more = np.bincount(words.sentence, excess, minlength=len(texts)) > 0
    more[more] = [is_shouted(texts[row]) for row in np.flatnonzero(more)]
    return more


def count_capitals(form: str) -> int:
    """How many capital letters a word has, less one for a small word."""
    return sum(map(str.isupper, form)) - form[:1].islower()


def drop_shouted(spans: Columns, loud: np.ndarray) -> Columns:
    """The spans without those in headlines in capitals, where every word looks like a name, unless the name
    stands in the article in small letters too."""
    shouted = loud[spans["row"]]
    if not shouted.any():
        return spans
    near = np.flatnonzero(np.isin(spans["article"], spans["article"][shouted]))
    names = [surface.lower() for surface in spans["surface"][near]]
    keys = list_objects(zip(spans["article"][near].tolist(), names, strict=True))
    keep = ~shouted
    keep[near] |= find_in(keys, set(keys[keep[near]]))
    return take_rows(spans, keep)


def drop_authors(mentions: pd.DataFrame, articles: pd.DataFrame) -> pd.DataFrame:
    """The mentions without those of the article's own authors, as its `byline` names them."""
    check_columns(articles, ["article_id"], verb="find_entities (its articles)")
    if "byline" not in articles.columns:
        return mentions
    signed = articles.dropna(subset=["byline"])
    authors = {
        article: {name.casefold() for name in BYLINE.split(str(byline)) if name}
        for article, byline in zip(signed["article_id"], signed["byline"], strict=True)
    }
    own = [
        type_ == "person" and not {name.casefold(), surface.casefold()}.isdisjoint(authors.get(article, ()))
        for article, type_, name, surface in zip(
            mentions["article_id"], mentions["type"], mentions["name"], mentions["surface"], strict=True
        )
    ]
    return mentions[~np.array(own, dtype=bool)].reset_index(drop=True)

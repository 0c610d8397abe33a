"""What an article says once decides its other mentions: short forms of organisations, authors, capitals."""

import re

import numpy as np
import pandas as pd

from analysis.entities_cues import is_shouted
from analysis.entities_spans import overlap_spans
from analysis.gazetteer_tables import read_cues
from analysis.schema import check_columns

ACRONYM = re.compile(r" \(([A-Z][A-Za-z]{0,2}[A-Z]{1,5})\)")
BYLINE = re.compile(r"^by\s+|\s*(?:,|;|&|\band\b|\bin [A-Z].*)\s*", re.IGNORECASE)


def recall_bodies(sentences: pd.DataFrame, found: pd.DataFrame, words: pd.DataFrame) -> pd.DataFrame:
    """The short forms that refer back to an organisation named in full before, in the same article: *the
    Observatory*, and initials given in brackets. `found` are the spans found so far; where two bodies share
    the word, nothing is recalled. Columns as spans, `how` is memory."""
    bodies = read_cues()["body"]
    full = found[found["type"].isin(["organisation", "group"]) & found["entity"].ne("")]
    full = full[full["surface"].str.contains(" ", regex=False)].sort_values(["row", "from"], kind="stable")
    texts = sentences["text"].to_numpy()
    named: dict[tuple[int, str], dict[str, tuple[int, int]]] = {}
    for article, row, start, end, surface, entity in zip(
        *(full[column] for column in ["article", "row", "from", "to", "surface", "entity"]), strict=True
    ):
        initials = ACRONYM.match(texts[row], end)
        short = [word for word in surface.split() if word in bodies] + (
            [initials.group(1)] if initials else []
        )
        for word in short:
            named.setdefault((article, word), {}).setdefault(entity, (row, start))
    spans = found.iloc[:0].assign(how="")
    if not named:
        return spans
    wanted = {word for _, word in named}
    word = words["word"].astype("category")
    rows = words["sentence"][word.isin(wanted)].unique()
    article_of = pd.factorize(sentences["article_id"])[0]
    pattern = re.compile(
        rf"\b(?:(?<=[Tt]he )(?:{'|'.join(map(re.escape, sorted(wanted)))})(?!\w| (?:of|for|on|[A-Z]))"
        rf"|[A-Z]{{3,6}}\b)"
    )
    hits = []
    for row in sorted(rows):
        for match in pattern.finditer(texts[row]):
            options = named.get((article_of[row], match.group()), {})
            if len(options) == 1:
                entity, first = next(iter(options.items()))
                if first < (row, match.start()):
                    hits.append((row, article_of[row], match.start(), match.end(), match.group(), entity))
    if not hits:
        return spans
    spans = pd.DataFrame(hits, columns=["row", "article", "from", "to", "surface", "entity"])
    spans = spans.assign(type="organisation", how="memory")
    spans["type"] = spans["entity"].map(full.drop_duplicates("entity").set_index("entity")["type"])
    keys = sentences[["article_id", "sentence_id", "start"]].iloc[spans["row"]].reset_index(drop=True)
    spans = pd.concat([keys, spans], axis=1)
    spans["end"] = spans["start"] + spans["to"]
    spans["start"] += spans["from"]
    return spans[~overlap_spans(spans, found)]


def drop_shouted(spans: pd.DataFrame, sentences: pd.DataFrame) -> pd.DataFrame:
    """The spans without those in headlines in capitals, where every word looks like a name, unless the name
    stands in the article in small letters too."""
    texts = sentences.set_index(["article_id", "sentence_id"])[["text", "start"]]
    there = texts.loc[pd.MultiIndex.from_frame(spans[["article_id", "sentence_id"]])]
    loud = {text: is_shouted(text) for text in there["text"].unique()}
    shouted = there["text"].map(loud).to_numpy(bool)
    if not shouted.any():
        return spans
    names = [
        text[start - begin : end - begin].lower()
        for text, begin, start, end in zip(
            there["text"], there["start"], spans["start"], spans["end"], strict=True
        )
    ]
    key = pd.MultiIndex.from_arrays([spans["article_id"], names])
    return spans[~shouted | key.isin(key[~shouted])].reset_index(drop=True)


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

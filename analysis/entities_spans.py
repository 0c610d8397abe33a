"""Spans of several finders set side by side: where they stand, which give way, what the mentions are."""

from collections.abc import Callable

import numpy as np
import pandas as pd

from analysis.entities_linking import list_given_names
from analysis.entities_names import find_names
from analysis.gazetteer import Registry
from analysis.gazetteer_tables import make_slug
from analysis.schema import COLUMNS, KEYS, check_columns

SURE = (
    0.6  # a tagger's score below which, read in the sample corpus, less than half were right in name and type
)
MENTIONS = COLUMNS["mentions"]
TYPES = frozenset(["person", "organisation", "place", "group", "unit", "weapon", "event"])


def number_sentences(sentences: pd.DataFrame) -> pd.DataFrame:
    """A row a sentence: its keys, its row, its article's number and where it starts."""
    return pd.DataFrame({
        "article_id": sentences["article_id"], "sentence_id": sentences["sentence_id"],
        "row": np.arange(len(sentences)), "article": pd.factorize(sentences["article_id"])[0],
        "begin": sentences["start"],
    })  # fmt: skip


def place_hits(hits: pd.DataFrame, where: pd.DataFrame) -> pd.DataFrame:
    """The hits with the row of their sentence, their article's number and their place in the sentence."""
    hits = hits.merge(where, on=["article_id", "sentence_id"], how="left", validate="many_to_one")
    hits["from"] = hits["start"] - hits["begin"]
    hits["to"] = hits["end"] - hits["begin"]
    return hits.drop(columns="begin")


def join_spans(first: pd.DataFrame, then: pd.DataFrame) -> pd.DataFrame:
    """Both tables, without those of the first that the second overlaps."""
    if not len(then):
        return first
    clash = overlap_spans(first, then)
    both = pd.concat([first[~clash], then], ignore_index=True)
    return both.sort_values(["row", "from"], kind="stable", ignore_index=True)


def overlap_spans(these: pd.DataFrame, those: pd.DataFrame) -> np.ndarray:
    """Which of these spans touch one of those; neither table overlaps itself."""
    if not len(those) or not len(these):
        return np.zeros(len(these), dtype=bool)
    # One line of numbers for all sentences: each sentence gets room for its longest.
    room = int(max(these["to"].max(), those["to"].max())) + 1
    other = those.sort_values(["row", "from"], kind="stable")
    starts = (other["row"] * room + other["from"]).to_numpy()
    ends = (other["row"] * room + other["to"]).to_numpy()
    start = (these["row"] * room + these["from"]).to_numpy()
    end = (these["row"] * room + these["to"]).to_numpy()
    before = np.searchsorted(starts, end, side="left") - 1  # the last that starts before this one ends
    return (before >= 0) & (ends[np.maximum(before, 0)] > start)


def find_spans(
    sentences: pd.DataFrame, linked: pd.DataFrame, registry: Registry, tagger: Callable | None,
    words: pd.DataFrame | None,
) -> pd.DataFrame:  # fmt: skip
    """The names that the tagger or the rules find: KEYS, `sentence_id, start, end, type, how`."""
    needed = ["article_id", "sentence_id", "start", "end", "type"]
    if tagger is None:
        taken = {}
        for row, start, end in zip(linked["row"], linked["from"], linked["to"], strict=True):
            taken.setdefault(row, []).append((start, end))
        return find_names(sentences, list_given_names(registry), taken)[needed].assign(how="rule")
    spans = tagger(sentences, words=words)
    check_columns(spans, needed, verb="find_entities (its tagger)")
    if "score" in spans.columns:
        spans = spans[spans["score"].ge(SURE)]
    return spans.loc[spans["type"].isin(TYPES), needed].assign(how="tagger").reset_index(drop=True)


def settle_overlaps(
    linked: pd.DataFrame, spans: pd.DataFrame, texts: np.ndarray
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Registry hits and other spans without overlaps: the registry stands, unless the other is longer and
    holds all of it. A span that only adds a title or an article to a hit adds nothing."""
    surfaces = [texts[row][a:b] for row, a, b in zip(spans["row"], spans["from"], spans["to"], strict=True)]
    spans = spans.assign(surface=pd.array(surfaces, dtype="str"))
    inside = {}
    columns = ["row", "from", "to", "type"]
    for row, start, end, type_ in zip(*(linked[column] for column in columns), strict=True):
        inside.setdefault(row, []).append((start, end, type_))
    keep, gone = [], set()
    for row, start, end, type_ in zip(*(spans[column] for column in columns), strict=True):
        clash = [(a, b, t) for a, b, t in inside.get(row, []) if a < end and b > start]
        longer = all(start <= a and b <= end and (start, end) != (a, b) for a, b, _ in clash)
        # A person's or a group's name is not swallowed by a longer run of capitals of the same kind.
        longer &= not any(t == type_ or (t == "person" and type_ != "event") for _, _, t in clash)
        keep.append(longer)
        if longer:
            gone.update((row, a) for a, _, _ in clash)
    if gone:
        held = [(row, a) in gone for row, a in zip(linked["row"], linked["from"], strict=True)]
        linked = linked[~np.array(held)]
    return linked, spans[np.array(keep, dtype=bool)]


def remember_names(spans: pd.DataFrame) -> pd.DataFrame:
    """The spans with `entity`: the name itself, and for a single word the full name that ends in it, if the
    article has just one of the same type."""
    spans = spans.assign(entity=spans["surface"])
    person = spans["type"].eq("person")
    full = person & spans["surface"].str.contains(" ", regex=False)
    if not full.any():
        return spans
    last = spans["surface"].str.rpartition(" ")[2]
    names = spans[full].groupby([spans["article"], last])["surface"].agg(lambda found: sorted(set(found)))
    single = person & ~full
    for at in spans.index[single]:
        found = names.get((spans.at[at, "article"], spans.at[at, "surface"]), [])
        if len(found) == 1:
            spans.loc[at, ["entity", "how"]] = [found[0], "memory"]
    return spans


def make_mentions(
    linked: pd.DataFrame, spans: pd.DataFrame, sentences: pd.DataFrame, registry: Registry
) -> pd.DataFrame:
    """The table of mentions from registry hits and other names, without the article's own outlet."""
    known = registry.entities.set_index("entity")
    linked = linked.assign(entity=linked["entity"].mask(linked["entity"].eq(""), linked["surface"]))
    spans = spans.assign(term=spans["surface"])
    both = pd.concat([linked, spans], ignore_index=True)
    both = both.sort_values(["row", "from"], kind="stable", ignore_index=True)
    rows = both["row"].to_numpy(dtype=np.int64)
    mentions = sentences[[*KEYS, "sentence_id"]].iloc[rows].reset_index(drop=True)
    mentions["entity"] = both["entity"].astype("str")
    mentions["name"] = both["entity"].map(known["name"]).fillna(both["entity"]).astype("str")
    mentions["type"] = both["type"].astype("str")
    mentions["camp"] = both["entity"].map(known["camp"]).fillna("").astype("str")
    for column in ["term", "surface"]:
        mentions[column] = both[column].astype("str")
    for column in ["start", "end"]:
        mentions[column] = both[column].astype("int64")
    mentions["in_quote"] = find_quoted(sentences, rows, both["from"].to_numpy(), both["to"].to_numpy())
    mentions["how"] = both["how"].astype("str")
    # A tagger may take the outlet's name, or a part of it, for a person's or a town's.
    loose = mentions["how"].isin(["tagger", "rule", "memory"])
    named = mentions[mentions["type"].eq("organisation") | loose]
    outlets = {outlet: make_slug(str(outlet)) for outlet in named["outlet"].unique()}
    own = named["outlet"].astype(object).map(outlets)
    said = pd.Series([make_slug(surface) for surface in named["surface"]], index=named.index, dtype=object)
    part = [one in whole.split("-") and len(one) > 3 for one, whole in zip(said, own, strict=True)]
    part = np.array(part, dtype=bool) & loose[named.index]
    itself = own.eq(named["entity"]) | own.eq(said) | part
    return mentions.drop(named.index[itself & own.ne("")]).reset_index(drop=True)[MENTIONS]


def find_quoted(
    sentences: pd.DataFrame, rows: np.ndarray, starts: np.ndarray, ends: np.ndarray
) -> np.ndarray:
    """Whether each span lies inside quotation marks."""
    if "quote_spans" not in sentences.columns:
        return np.zeros(len(rows), dtype=bool)
    spans = sentences["quote_spans"].to_numpy()
    quoted = np.zeros(len(rows), dtype=bool)
    for at in np.flatnonzero([bool(spans[row]) for row in rows]):
        parts = (part.split("-") for part in spans[rows[at]].split())
        quoted[at] = any(int(a) <= starts[at] and ends[at] <= int(b) for a, b in parts)
    return quoted

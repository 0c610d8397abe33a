"""The layers of an article: which words are whose voice, a name, a cue of a frame, a judgement, an act."""

from typing import Any

import numpy as np
import pandas as pd

from analysis.acts.roles import find_roles
from analysis.text.quote_spans import read_spans
from analysis.text.voices import NARRATION, VOICES, find_voices
from analysis.tone.evaluation import find_judgements

# From the outside in: a voice is drawn around the names and cues that stand in it.
LAYERS = ["voices", "names", "frames", "judgements", "acts"]
COLUMNS = ["article_id", "start", "end", "layer", "kind", "label"]
SIGNS = {"positive": "favourable", "negative": "unfavourable"}


def find_marks(measured: Any, rows: pd.DataFrame) -> pd.DataFrame:
    """The marked places of some articles: one row per mark, in text order.

    The columns are `article_id, start, end`, the `layer`, the `kind` within it, and a `label` in words.
    """
    sentences = measured.read_rows("sentences", rows=rows)
    mentions = measured.read_rows("mentions", rows=rows)
    attributions = measured.read_rows("attributions", rows=rows)
    names = dict(zip(mentions["entity"].astype(str), mentions["name"].astype(str), strict=True))
    parts = [
        mark_voices(sentences, attributions),
        mark_speakers(attributions),
        mark_names(mentions),
        *(mark_frames(measured.read_rows(book, rows=rows), book) for book in measured.codebooks),
        mark_judgements(find_judgements(sentences, attributions=attributions)),
        mark_acts(find_roles(sentences, mentions, attributions=attributions), names),
    ]
    marks = pd.concat([part[COLUMNS] for part in parts], ignore_index=True)
    return marks.sort_values(["article_id", "start", "end", "layer", "label"], ignore_index=True)


def build_marks(table: pd.DataFrame, layer: str, kind: Any, label: Any) -> pd.DataFrame:
    places = table[["article_id", "start", "end"]].astype({"article_id": "str"}).reset_index(drop=True)
    return places.assign(layer=layer, kind=np.asarray(kind), label=np.asarray(label))


def mark_voices(sentences: pd.DataFrame, attributions: pd.DataFrame) -> pd.DataFrame:
    """Runs of characters that are not narration, sentence by sentence, by the rule that counts the words."""
    lengths = sentences["text"].str.len().to_numpy(dtype=np.int64)
    row = np.repeat(np.arange(len(sentences)), lengths)
    first = np.cumsum(lengths) - lengths
    inside = np.arange(len(row)) - first[row]
    in_quote = np.zeros(len(row), dtype=bool)
    spans = read_spans(sentences["quote_spans"])
    for text, start, end in zip(spans.text, spans.start, spans.end, strict=True):
        in_quote[first[text] + start : first[text] + end] = True
    place = sentences["start"].to_numpy()[row] + inside
    voice = find_voices(sentences, row, place, in_quote, attributions)
    edge = np.ones(len(row), dtype=bool)
    edge[1:] = (voice[1:] != voice[:-1]) | (row[1:] != row[:-1])
    starts = np.flatnonzero(edge)
    ends = np.append(starts[1:], len(row)) if len(starts) else starts
    kept = voice[starts] != NARRATION
    starts, ends = starts[kept], ends[kept]
    names = np.array(VOICES, dtype=object)[voice[starts]]
    runs = pd.DataFrame({
        "article_id": sentences["article_id"].to_numpy()[row[starts]],
        "start": place[starts], "end": place[ends - 1] + 1,
    })  # fmt: skip
    return build_marks(runs, "voices", names, names)


def mark_speakers(attributions: pd.DataFrame) -> pd.DataFrame:
    """The words that name who speaks; whole texts in one voice name nobody in a sentence."""
    named = attributions[attributions["source_end"] > attributions["source_start"]]
    places = named.assign(start=named["source_start"], end=named["source_end"])
    cues = named["cue"].astype(str).where(named["cue"].astype(str) != "", "speaks")
    return build_marks(places, "voices", "speaker", "speaker, " + cues + ": " + name_speakers(named))


def name_speakers(attributions: pd.DataFrame) -> pd.Series:
    """The name of each speaker where it is known, else the words of the source."""
    names = attributions["name"].astype(str)
    return names.where(names != "", attributions["source"].astype(str))


def mark_names(mentions: pd.DataFrame) -> pd.DataFrame:
    kinds = mentions["type"].astype(str)
    return build_marks(mentions, "names", kinds, mentions["name"].astype(str) + ", " + kinds)


def mark_frames(hits: pd.DataFrame, codebook: str) -> pd.DataFrame:
    frames = (hits["frame"].astype(str) + f" ({codebook})").str.replace("_", " ")
    return build_marks(hits, "frames", codebook, frames)


def mark_judgements(hits: pd.DataFrame) -> pd.DataFrame:
    """Words of praise and blame; the words of battle say what happened, and judge nothing."""
    hits = hits[hits["counted"].isin(list(SIGNS))]
    kinds = hits["counted"].astype(str)
    negated = np.where(hits["negated"], " (negated)", "")
    return build_marks(hits, "judgements", kinds, kinds.map(SIGNS) + negated)


def mark_acts(roles: pd.DataFrame, names: dict[str, str]) -> pd.DataFrame:
    """Acts of violence, with who did it and to whom as far as the sentence tells."""
    agents, patients = (
        roles[column].astype(str).map(names).fillna("not known") for column in ("agent", "patient")
    )
    forms = roles["construction"].astype(str).str.replace("_", " ")
    labels = "by " + agents + ", to " + patients + ", " + forms
    return build_marks(roles, "acts", roles["construction"].astype(str), labels)

"""Names in running text, found by a small statistical tagger: a linear-chain CRF decoded in plain numpy.

The model is a file (see models/MODEL_CARD.md); training/tagger.py makes it.
"""

import re
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pandas as pd

from analysis.schema import KEYS, check_columns
from analysis.tagger.decode import (
    drop_titles,
    extend_hyphens,
    forward_backward,
    join_labels,
    weigh_other_mentions,
)
from analysis.tagger.document import CUES, find_document_cues
from analysis.tagger.features import (
    CHANNELS,
    PATTERN_SIZES,
    SENTENCE_CHANNELS,
    Surroundings,
    find_phrases,
    find_surroundings,
)
from analysis.tagger.model import FormWeights, TaggerModel, read_model
from analysis.tagger.tokens import Tokens, read_tokens
from analysis.tagger.words import CLASS, LABELS
from analysis.text.chunks import list_texts
from analysis.text.words import Words, read_words

MODEL = Path(__file__).parent / "models" / "tagger.npz"
COLUMNS = [*KEYS, "sentence_id", "start", "end", "surface", "type", "score"]
KINDS = np.array(["PER", "ORG", "LOC", "MISC"], dtype=object)
TYPES = {"PER": "person", "ORG": "organisation", "LOC": "place"}
EVENT_WORDS = """\
war wars battle election elections referendum olympics games cup summit conference festival revolution
uprising crisis massacre offensive operation treaty accord accords agreement talks championship congress day
"""
EVENTS = frozenset(EVENT_WORDS.split())
GROUP_WORDS = """\
Arab Kurd Turk Serb Croat Czech Slovak Slovene Pole Dane Swede Finn Dutch French Greek Welsh Swiss Thai
Uzbek Kazakh Tajik Uighur Uyghur Iraqi Israeli Pakistani Somali Saudi Yemeni Kuwaiti Qatari Emirati Bahraini
Omani Bengali Afghan Filipino Jew Muslim Hindu Sikh Sunni Shia Shiite Alawite Druze Yazidi Cossack Chechen
Tatar Arabic Islamic Catholic Protestant Orthodox Republican Democrat Democratic Communist Czechoslovak
Tibetan Rohingya Azeri Slavic Western Palestinian Scottish
"""
GROUPS = frozenset(GROUP_WORDS.split())
# Parts of an Arabic name that the tagger cuts off: before it (*Abu Ali*, *al-Bab*), after it (*al-Asmar*).
HEAD = re.compile(r"\b(?:(?:Abu|Umm|Ibn|Bin|Abdul?) (?:[Aa]l-)?|(?:[Aa]l|[Ee]l|[Aa][nsrdtz]|[Aa]sh)-)\Z")
TAIL = re.compile(r"-[^\W\d_]+")
HEAD_ENDS = ("-", "Abu ", "Umm ", "Ibn ", "Bin ", "Abd ", "Abdu ", "Abdul ")
BLOCK = 60_000  # tokens read together: keeps memory low


def tag_names(
    sentences: pd.DataFrame, *, model: str | Path | None = None, words: Words | None = None
) -> pd.DataFrame:
    """Find names by their form and context, without a list of known names.

    Parameters
    ----------
    sentences : DataFrame
        The table of `split_sentences`.
    model : str or Path, optional
        Another file of weights, or `"spacy:NAME_OR_FOLDER"` or `"transformers:FOLDER"` for another tagger;
        by default the shipped model.
    words : Words, optional
        `read_words(sentences)`, where it is at hand.

    Returns
    -------
    DataFrame
        One row per name, in text order: `article_id, outlet, date, sentence_id`; `start`, `end`, places in
        the article's text; `surface`; `type`: person, organisation, place, group (nationalities, religions),
        event or other; `score` (0-1), the lowest probability of a word of the name.

    Raises
    ------
    ValueError
        If a column is missing.
    FileNotFoundError
        If there is no such file of weights.
    ImportError
        If the library of another tagger is not installed; the message names the extra.

    Examples
    --------
    >>> from analysis.text.sentences import split_sentences
    >>> articles = pd.DataFrame({"article_id": ["a"], "outlet": ["x"], "date": [pd.NaT], "title": [""],
    ...                          "text": ["Defense Minister Oleksiy Reznikov said so in Lviv."]})
    >>> tag_names(split_sentences(articles))[["surface", "type"]].to_records(index=False).tolist()
    [('Oleksiy Reznikov', 'person'), ('Lviv', 'place')]
    """
    check_columns(sentences, [*KEYS, "sentence_id", "start", "text"], verb="tag_names")
    if isinstance(model, str) and model.startswith(("spacy:", "transformers:")):
        from analysis.tagger.libraries import tag_with

        spans = tag_with(model, sentences)
    else:
        words = read_words(sentences) if words is None else words
        spans = find_spans(sentences, words, read_model(str(model or MODEL)))
    return names_table(sentences, spans)


def names_table(sentences: pd.DataFrame, spans: pd.DataFrame) -> pd.DataFrame:
    """The table of names from spans: sentence (row number), start and end in it, kind, score."""
    names = place_names(list_texts(sentences["text"]), spans)
    table = sentences[[*KEYS, "sentence_id"]].iloc[names.sentence].reset_index(drop=True)
    offset = sentences["start"].to_numpy()[names.sentence]
    table["start"] = names.start + offset
    table["end"] = names.end + offset
    table["surface"] = pd.array(names.surface, dtype="str")
    table["type"] = pd.array(names.type, dtype="str")
    table["score"] = names.score
    return table[COLUMNS]


class TaggedNames(NamedTuple):
    """Names in sentences; `start` and `end` are places in the sentence's text.

    `score` is the lowest probability of a word of the name.
    """

    sentence: np.ndarray
    start: np.ndarray
    end: np.ndarray
    surface: list[str]
    type: np.ndarray
    score: np.ndarray


def place_names(texts: list[str], spans: pd.DataFrame) -> TaggedNames:
    """The names that spans become once the parts of Arabic names that they lack are added."""
    rows = spans["sentence"].to_numpy(dtype=np.int64)
    texts = [texts[row] for row in rows.tolist()]
    starts, ends = spans["start"].to_numpy(dtype=np.int64), spans["end"].to_numpy(dtype=np.int64)
    starts, ends = extend_left(texts, rows, starts, ends), extend_right(texts, rows, starts, ends)
    places = zip(texts, starts.tolist(), ends.tolist(), strict=True)
    surfaces = [text[start:end] for text, start, end in places]
    kinds = zip(spans["kind"].tolist(), surfaces, strict=True)
    types = np.array([TYPES.get(kind) or guess_type(name) for kind, name in kinds], dtype=object)
    return TaggedNames(rows, starts, ends, surfaces, types, spans["score"].to_numpy(dtype=float).round(4))


def extend_left(texts: list[str], rows: np.ndarray, starts: np.ndarray, ends: np.ndarray) -> np.ndarray:
    """The starts of names, moved to include *Abu* or *al-* before them (but no part of the name before)."""
    extended, row_before, end_before = [], -1, 0
    for text, row, start, end in zip(texts, rows.tolist(), starts.tolist(), ends.tolist(), strict=True):
        floor = end_before if row_before == row else 0
        head = text.endswith(HEAD_ENDS, 0, start) and HEAD.search(text, max(floor, start - 9), start)
        extended.append(head.start() if head else start)
        row_before, end_before = row, end
    return np.array(extended, dtype=np.int64)


def extend_right(texts: list[str], rows: np.ndarray, starts: np.ndarray, ends: np.ndarray) -> np.ndarray:
    """The ends of names: *Samir al* becomes *Samir al-Asmar*, unless another name begins there."""
    ends = ends.copy()
    for n, (row, start, end) in enumerate(zip(rows.tolist(), starts.tolist(), ends.tolist(), strict=True)):
        if not texts[n].endswith((" al", " el", " Al", " El"), start, end):
            continue
        tail = TAIL.match(texts[n], end)
        is_last = n + 1 == len(rows) or rows[n + 1] != row
        if tail and (is_last or tail.end() <= starts[n + 1]):
            ends[n] = tail.end()
    return ends


@lru_cache(maxsize=2**16)
def guess_type(surface: str) -> str:
    """The likely type, by its words, of a name that is no person, organisation or place.

    >>> guess_type("Russian"), guess_type("Battle of Kursk"), guess_type("Windows")
    ('group', 'event', 'other')
    """
    if not EVENTS.isdisjoint(surface.lower().split()):
        return "event"
    is_group = surface.removesuffix("s") in GROUPS or (
        " " not in surface and surface.endswith(("an", "ans", "ish", "ese", "ites", "ists"))
    )
    return "group" if is_group else "other"


def find_spans(sentences: pd.DataFrame, words: Words, model: TaggerModel) -> pd.DataFrame:
    """One row per name: sentence (row number), start and end in it, kind (PER, ORG, LOC, MISC), score."""
    columns = ["sentence", "start", "end", "kind", "score"]
    if not len(words.code):
        return pd.DataFrame({name: [] for name in columns})
    tokens = read_tokens(sentences, words, model.known.clusters)
    forms = model.look_up([*tokens.forms, ""])
    parts = []
    for start, end in split_blocks(tokens.document):
        block = tokens.cut(start, end)
        names = join_labels(*tag_block(block, forms, model), block.sentence)
        parts.append((
            block.sentence[names.first], block.start[names.first], block.end[names.last],
            KINDS[names.kind], names.score,
        ))  # fmt: skip
    return pd.DataFrame(dict(zip(columns, map(np.concatenate, zip(*parts, strict=True)), strict=True)))


def split_blocks(document: np.ndarray) -> list[tuple[int, int]]:
    """Start and end of blocks of whole documents, each of at least `BLOCK` tokens but the last."""
    bounds = np.append(np.flatnonzero(np.diff(document, prepend=document[0] - 1)), len(document))
    blocks, start = [], 0
    for bound in bounds[1:].tolist():
        if bound - start >= BLOCK or bound == len(document):
            blocks.append((start, bound))
            start = bound
    return blocks


def tag_block(tokens: Tokens, forms: FormWeights, model: TaggerModel) -> tuple[np.ndarray, np.ndarray]:
    """The most probable label of every token, and its probability.

    `forms` holds the weights of the forms of `tokens`, then those of the empty form.
    """
    kinds = forms.kinds[forms.numbers[tokens.code]]
    kinds[tokens.is_dash] = CLASS[":"]
    around = find_surroundings(kinds, tokens.joins, tokens.sentence, tokens.opens)
    scores = score_labels(tokens, forms, model, kinds, around)
    chances = forward_backward(scores, tokens.sentence, model.transitions)
    added = weigh_other_mentions(chances, tokens.document, tokens.code, kinds)
    # Only sentences with such mentions are decoded again.
    sentence = tokens.sentence - tokens.sentence[0]
    again = np.flatnonzero((np.bincount(sentence, added.any(axis=1)) > 0)[sentence])
    scores = scores.take(again, axis=0) + added.take(again, axis=0)
    chances[again] = forward_backward(scores, sentence[again], model.transitions)
    labels = chances.argmax(axis=1)
    probabilities = chances[np.arange(len(labels)), labels]
    labels = extend_hyphens(drop_titles(labels, kinds), tokens.is_hyphen, tokens.is_tail)
    return labels, probabilities


def score_labels(
    tokens: Tokens, forms: FormWeights, model: TaggerModel, kinds: np.ndarray, around: Surroundings
) -> np.ndarray:
    """The score of every label at every token: channels, patterns and cues of the document."""
    scores = score_channels(tokens, forms, around)
    phrases = find_phrases(tokens, around.runs, model.known.lists["places"])
    patterns = {**around.patterns, "phrase": phrases}
    for name in PATTERN_SIZES:
        scores += model.patterns[name].score(patterns[name])
    cues = find_document_cues(tokens, kinds, around)
    place = np.flatnonzero(cues >= 0)
    cues, which = np.unique(cues[place], return_inverse=True)
    has_cue = cues[:, None] >> np.arange(len(CUES)) & 1
    scores[place] += (has_cue.astype(np.float64) @ model.document).take(which, axis=0)
    return scores


def score_channels(tokens: Tokens, forms: FormWeights, around: Surroundings) -> np.ndarray:
    """The score that the forms in each channel give every label at every token."""
    used = np.flatnonzero(np.bincount(tokens.code))
    number = np.zeros(used[-1] + 1, np.int64)
    number[used] = np.arange(len(used))
    code = number[tokens.code]
    # The weights of the forms used here, then those of the empty form, then zeros. Where a channel of the
    # sentence finds no token it reads the empty form; where a channel of runs finds none it reads zeros.
    table = forms.weights.take(forms.numbers[np.append(used, -1)], axis=0)
    table = table.reshape(-1, len(CHANNELS), len(LABELS))
    zeros = np.zeros(len(LABELS), np.float32)
    scores = np.zeros((len(code), len(LABELS)), np.float32)
    for n, (name, place) in enumerate(around.channels.items()):
        nothing = len(used) if name in SENTENCE_CHANNELS else len(used) + 1
        # `take` copies rows several times faster than brackets do.
        scores += np.vstack([table[:, n], zeros]).take(np.append(code, nothing).take(place), axis=0)
    return scores

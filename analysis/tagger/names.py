"""Names in running text, found by a small statistical tagger: a linear-chain CRF decoded in plain numpy.

The model is a file (see models/MODEL_CARD.md); training/tagger.py makes it.
"""

import re
from functools import lru_cache
from pathlib import Path

import numpy as np
import pandas as pd

from analysis.schema import KEYS, check_columns
from analysis.tagger.decode import carry_hyphens, drop_titles, forward_backward, join_labels, remember
from analysis.tagger.features import CHANNELS, DOCUMENT, PATTERNS, find_phrases, look_around, say_elsewhere
from analysis.tagger.weights import look_up_forms, read_model
from analysis.tagger.words import CLASS, JOINERS, LABELS, as_in_running_text
from analysis.text.chunks import list_texts
from analysis.text.words import Words, read_words

MODEL = Path(__file__).parent / "models" / "tagger.npz"
COLUMNS = [*KEYS, "sentence_id", "start", "end", "surface", "type", "score"]
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
# What opens an Arabic name and is cut off as if it were a title or a word of its own: *Abu Ali*, *al-Bab*.
HEAD = re.compile(r"\b(?:(?:Abu|Umm|Ibn|Bin|Abdul?) (?:[Aa]l-)?|(?:[Aa]l|[Ee]l|[Aa][nsrdtz]|[Aa]sh)-)\Z")
TAIL = re.compile(r"-[^\W\d_]+")
HEAD_ENDS = ("-", "Abu ", "Umm ", "Ibn ", "Bin ", "Abd ", "Abdu ", "Abdul ")
DASHES = frozenset("-–—")
BLOCK = 60_000  # words worked on at once: keeps memory flat


def tag_names(
    sentences: pd.DataFrame, *, model: str | Path | None = None, words: Words | None = None
) -> pd.DataFrame:
    """One row a name: KEYS, sentence_id, start and end in the article's text, surface, type, score.

    `type` is person, organisation, place, group (nationalities and the like), event or other; `score` is the
    tagger's own probability (0-1) of the least sure word of the name. `words` is `read_words(sentences)`,
    made here where it is not given. `model` names another file of weights, or `"spacy:NAME_OR_FOLDER"` or
    `"transformers:FOLDER"` to set another tagger in this one's place. Raises ValueError for a model of an
    unknown kind and FileNotFoundError where there is no such file.

    >>> from analysis.text.sentences import split_sentences
    >>> articles = pd.DataFrame({"article_id": ["a"], "outlet": ["x"], "date": [pd.NaT], "title": [""],
    ...                          "text": ["Defense Minister Oleksiy Reznikov said so in Lviv."]})
    >>> tag_names(split_sentences(articles))[["surface", "type"]].to_records(index=False).tolist()
    [('Oleksiy Reznikov', 'person'), ('Lviv', 'place')]
    """
    check_columns(sentences, [*KEYS, "sentence_id", "start", "text"], verb="tag_names")
    if isinstance(model, str) and ":" in model and model.split(":")[0] in ("spacy", "transformers"):
        from analysis.tagger.models import tag_with

        spans = tag_with(model, sentences)
    else:
        spans = find_spans(
            sentences, read_words(sentences) if words is None else words, read_model(str(model or MODEL))
        )
    return name_table(sentences, spans)


def name_table(sentences: pd.DataFrame, spans: pd.DataFrame) -> pd.DataFrame:
    """The table of names from spans: sentence (row number), start and end in it, kind, score."""
    rows = spans["sentence"].to_numpy(dtype=np.int64)
    table = sentences[[*KEYS, "sentence_id"]].iloc[rows].reset_index(drop=True)
    offset = sentences["start"].to_numpy()[rows]
    texts = list_texts(sentences["text"])
    texts = [texts[row] for row in rows]
    starts, ends = spans["start"].to_numpy(dtype=np.int64), spans["end"].to_numpy(dtype=np.int64)
    starts, ends = open_names(texts, rows, starts, ends), close_names(texts, rows, starts, ends)
    surfaces = [text[a:b] for text, a, b in zip(texts, starts, ends, strict=True)]
    table["start"] = starts + offset
    table["end"] = ends + offset
    table["surface"] = pd.array(surfaces, dtype="str")
    kinds = spans["kind"].tolist()
    kinds = [TYPES.get(kind) or other_type(name) for kind, name in zip(kinds, surfaces, strict=True)]
    table["type"] = pd.array(kinds, dtype="str")
    table["score"] = spans["score"].to_numpy(dtype=float).round(4)
    return table[COLUMNS]


def open_names(texts: list[str], rows: np.ndarray, starts: np.ndarray, ends: np.ndarray) -> np.ndarray:
    """Where the names begin, *Abu* and *al-* before them held."""
    begins, before = [], (-1, 0)
    for text, row, start, end in zip(texts, rows.tolist(), starts.tolist(), ends.tolist(), strict=True):
        floor = before[1] if before[0] == row else 0
        head = text.endswith(HEAD_ENDS, 0, start) and HEAD.search(text, max(floor, start - 9), start)
        begins.append(head.start() if head else start)
        before = (row, end)
    return np.array(begins, dtype=np.int64)


def close_names(texts: list[str], rows: np.ndarray, starts: np.ndarray, ends: np.ndarray) -> np.ndarray:
    """Where the names end: *Samir al* goes on to *Samir al-Asmar*, if no other name begins there."""
    ends = ends.copy()
    for at, (row, start, end) in enumerate(zip(rows.tolist(), starts.tolist(), ends.tolist(), strict=True)):
        if texts[at].endswith((" al", " el", " Al", " El"), start, end):
            tail = TAIL.match(texts[at], end)
            alone = at + 1 == len(rows) or rows[at + 1] != row or (tail and tail.end() <= starts[at + 1])
            ends[at] = tail.end() if tail and alone else end
    return ends


@lru_cache(maxsize=2**16)
def other_type(surface: str) -> str:
    """What a name that is neither person, organisation nor place most likely names, by its words.

    >>> other_type("Russian"), other_type("Battle of Kursk"), other_type("Windows")
    ('group', 'event', 'other')
    """
    if any(word.lower() in EVENTS for word in surface.split()):
        return "event"
    is_group = surface.removesuffix("s") in GROUPS or (
        " " not in surface and surface.endswith(("an", "ans", "ish", "ese", "ites", "ists"))
    )
    return "group" if is_group else "other"


def to_arrays(sentences: pd.DataFrame, words: Words, clusters: dict[str, int]) -> dict[str, object]:
    """The words as arrays: the forms, which form each token has, sentence, document, and where a sentence
    opens.
    """
    forms, codes, sentence = words.forms, words.code.astype(np.int64), words.sentence.astype(np.int64)
    document = pd.factorize(sentences["article_id"])[0][sentence]
    letters, upper, *_ = describe_forms(forms)
    n_letters = np.bincount(sentence, letters[codes], len(sentences))
    n_upper = np.bincount(sentence, upper[codes], len(sentences))
    shouts = ((n_upper >= 0.6 * n_letters) & (n_upper >= 3))[sentence]
    if shouts.any():
        number = {form: i for i, form in enumerate(forms)}
        for code in np.unique(codes[shouts]):
            plain = as_in_running_text(forms[code], clusters)
            if plain not in number:
                number[plain] = len(forms)
                forms.append(plain)
        calm = np.array([number.get(as_in_running_text(form, clusters), i) for i, form in enumerate(forms)])
        codes = np.where(shouts, calm[codes], codes)
    _, _, solid, small, hyphens, joins = describe_forms(forms)
    counted = solid[codes]
    first = np.full(len(sentences), -1)
    held = np.flatnonzero(counted)[::-1]
    first[sentence[held]] = held
    opens = first[sentence] == np.arange(len(codes))
    starts, ends = words.start.astype(np.int64), words.end.astype(np.int64)
    glued = np.zeros(len(codes) + 1, bool)  # to the token before
    glued[1:-1] = (starts[1:] == ends[:-1]) & (sentence[1:] == sentence[:-1])
    hyphens, joins = hyphens[codes], joins[codes]
    dashes = hyphens & ~(glued[:-1] & glued[1:])  # a dash between words, not a hyphen in one
    joins[dashes] = 0
    number = {form: i for i, form in enumerate(forms)}
    lowers = np.array([number.get(form.lower(), -1) for form in forms])
    rare = np.array([form not in clusters for form in forms], bool)
    return {
        "forms": forms, "codes": codes, "sentence": sentence, "document": document, "opens": opens,
        "dashes": dashes, "starts": starts, "ends": ends, "hyphens": hyphens & ~dashes, "joins": joins,
        "lowers": lowers[codes], "tails": (small & rare)[codes],
    }  # fmt: skip


@lru_cache(maxsize=2**18)
def describe_form(form: str) -> tuple[bool, bool, bool, bool, bool, int]:
    return (
        any(map(str.isalpha, form)), len(form) > 1 and form.isupper(), any(map(str.isalnum, form)),
        form.isalpha() and form.islower(), form in DASHES, JOINERS.get(form.lower(), 0),
    )  # fmt: skip


def describe_forms(forms: list[str]) -> list[np.ndarray]:
    """Whether each form has letters, is in capitals, has letters or digits, is all small letters, is a dash;
    and how it ties names."""
    return [np.array(facts) for facts in zip(*map(describe_form, forms), strict=True)]


def find_spans(sentences: pd.DataFrame, words: Words, model: dict) -> pd.DataFrame:
    """Spans: sentence (row number), start and end in the sentence, kind (PER, ORG, LOC, MISC), score."""
    found = {"sentence": [], "start": [], "end": [], "kind": [], "score": []}
    if len(words.code):
        text = to_arrays(sentences, words, model["clusters"])
        text |= look_up_forms([*text["forms"], ""], model)
        starts, ends = text["starts"], text["ends"]
        for a, b in blocks_of(text["document"]):
            labels, scores = tag_block(text, a, b, model)
            first, last, kinds, score = join_labels(labels, scores, text["sentence"][a:b])
            found["sentence"].append(text["sentence"][a:b][first])
            found["start"].append(starts[a:b][first])
            found["end"].append(ends[a:b][last])
            found["kind"].append(np.array(["PER", "ORG", "LOC", "MISC"], object)[kinds])
            found["score"].append(score)
    return pd.DataFrame({name: np.concatenate(parts) if parts else [] for name, parts in found.items()})


def blocks_of(document: np.ndarray) -> list[tuple[int, int]]:
    """Bounds of blocks of whole documents, each of about BLOCK words."""
    bounds = np.append(np.flatnonzero(np.diff(document, prepend=document[0] - 1)), len(document))
    blocks, a = [], 0
    for bound in bounds[1:]:
        if bound - a >= BLOCK or bound == len(document):
            blocks.append((a, int(bound)))
            a = int(bound)
    return blocks


def tag_block(text: dict, a: int, b: int, model: dict) -> tuple[np.ndarray, np.ndarray]:
    """The most probable label of every token of a block, and its probability."""
    used = np.flatnonzero(np.bincount(text["codes"][a:b]))
    number = np.zeros(used[-1] + 1, np.int64)
    number[used] = np.arange(len(used))
    codes = number[text["codes"][a:b]]
    forms = [text["forms"][i] for i in used]
    own = text["numbers"][np.append(used, -1)]  # the last form is nothing
    kinds = text["kinds"][own][codes]
    kinds[text["dashes"][a:b]] = CLASS[":"]
    sentence, opens, document = text["sentence"][a:b], text["opens"][a:b], text["document"][a:b]
    channels, patterns, runs = look_around(kinds, text["joins"][a:b], sentence, opens)
    patterns["phrase"] = find_phrases(forms, codes, runs, model["lists"]["places"])
    scores = np.zeros((b - a, len(LABELS)), np.float32)
    table = text["rows"].take(own, axis=0).reshape(len(own), len(CHANNELS), len(LABELS))
    # `take` copies rows several times as fast as brackets do. Beside a word without a neighbour stands the
    # form that is nothing; of a word in no run of capitalised words the zeros behind all rows are read.
    beside, around = np.append(codes, len(used)), np.append(codes, len(own))
    for i, looked in enumerate(channels.values()):
        rows = np.vstack([table[:, i], np.zeros(len(LABELS), np.float32)])
        scores += rows.take((beside if i < 5 else around).take(looked), axis=0)
    for name in PATTERNS:
        scores += model[f"pattern_{name}"].take(model[f"where_{name}"].take(patterns[name]), axis=0)
    bits = say_elsewhere(document, text["codes"][a:b], text["lowers"][a:b], kinds, runs, channels, opens)
    distinct, which = np.unique(bits, return_inverse=True)
    said = (distinct[:, None] >> np.arange(len(DOCUMENT))) & (distinct >= 0)[:, None]
    scores += (said.astype(np.float64) @ model["document"]).take(which, axis=0)
    chances = forward_backward(scores, sentence, model["transitions"])
    added = remember(chances, document, codes, kinds)
    # Only sentences that their document says something of are decoded again.
    of = sentence - sentence[0]
    again = np.flatnonzero((np.bincount(of, added.any(axis=1)) > 0)[of])
    scores = scores.take(again, axis=0) + added.take(again, axis=0)
    chances[again] = forward_backward(scores, sentence[again], model["transitions"])
    labels = chances.argmax(axis=1)
    sure = chances[np.arange(len(labels)), labels]
    labels = drop_titles(labels, kinds)
    return carry_hyphens(labels, text["hyphens"][a:b], text["tails"][a:b]), sure

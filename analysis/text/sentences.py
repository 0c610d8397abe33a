"""Paragraphs, sentences and quotations of articles, by rules that need no training.

Whether a sentence ends after a chunk hangs on what the chunk is (a word with a full stop, an abbreviation, an
initial, an ellipsis ...) and on how the next one begins. Both are worked out once for each distinct chunk.
"""

import re
from typing import Any

import numpy as np
import pandas as pd

from analysis.ids import pack_key
from analysis.schema import KEYS, build_table, check_columns
from analysis.text.chunks import Chunks, cut_texts, split_chunks, take_chunks
from analysis.text.quotations import find_spans
from analysis.text.quotations_batch import quote_sentences


def list_words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# How a chunk ends.
NO_END, STOP, CALL, TITLE, BEFORE_NUMBER, ABBREVIATION, ELLIPSIS, LONE_ELLIPSIS, ITEM = range(9)
# How a chunk begins.
LOWER, UPPER, STARTER, DIGIT, CLOSING, DASH, OTHER = range(7)

CLOSERS = "\"'”’“»«)]}*_"
CLOSING_ALONE = frozenset("”»)]}")
OPENERS = "\"'“‘„«»([{*_¿¡-–—•"
# Abbreviations that stand before a name, and never end a sentence.
TITLES = list_words("""
    mr mrs ms messrs dr drs prof rev fr sr sra st ste mt ft gen lt col maj capt cmdr cpl sgt pvt adm
    brig gov lieut sen sens rep reps pres hon supt insp det amb ald vs v cf viz al approx ca ven msgr
    mgr mme mlle m. lt-gen maj-gen gen-col brig-gen e.g i.e eg ie
""")
# Abbreviations that stand before a number.
BEFORE_NUMBERS = list_words("no nos p pp art arts sec secs fig figs vol vols ch par para ver op nr §")
# Abbreviations that a sentence may end with: it does where the next chunk is one that begins sentences.
ABBREVIATIONS = list_words("""
    inc ltd co corp bros llc plc jr snr dept est govt univ assn ave blvd rd bldg hwy jan feb mar apr
    jun jul aug sept sep oct nov dec mon tue tues wed thu thur thurs fri sat sun ala ariz ark calif colo
    conn del fla ga ill ind kan ky la md mass mich minn miss mo mont neb nev okla ore pa penn tenn tex
    vt va wash wis wyo ont que km kg cm mm lb lbs oz mph kph hr hrs min mins esq ph.d phd m.d ed eds bn
    mn tel ext a.k.a
""")
STARTERS = list_words("""
    The A An This That These Those There Here He She It They We I You His Her Its Their Our My Your In
    On At By For From With Without After Before During Since Until While When Where Why How What Who
    Which If But And Or So Yet As Although Though Because However Meanwhile Moreover Also Then Now Today
    Yesterday Earlier Later Last Next Some Many Most Several Other Others Another Both Each Every All
    Any No Not One Two Three Under Over About According Asked Despite Among Between Even Only Just Still
    Such Once Thus Therefore Instead Nevertheless To Of Is Are Was Were Do Does Did Can Could Will Would
    Should May Has Have Had It's That's He's She's They're We're I'm There's Nobody Nothing Everyone
    Everything Someone Something Neither Either More Officials Perhaps
""")
SPEAKS = list_words("""
    said says say asked asks told tells added adds replied replies wrote writes shouted cried answered
    declared warned exclaimed wondered tweeted remarked stated
""")
ENDING = re.compile(r"(?:\.|!|\?|…|。|؟)$")
LETTERS = re.compile(r"[\w'’]*")
DOTTED = re.compile(r"(?:.*\.)?[^\W\d_]")  # an initial, U.S, p.m
NOTE = re.compile(r"(?:\[\d[\d, –-]*\])+$")  # a footnote's number: word.[12]
ITEM_NUMBER = re.compile(r"\(?(?:\d{1,2}(?:\.\d{1,2})*|[ivx]{1,4})")
HEADING_CHARS, HEADING_CHUNKS = 80, 12


def split_paragraphs(articles: pd.DataFrame) -> pd.DataFrame:
    """A row a paragraph, what stands between blank lines: KEYS, `paragraph` (from 0), `start` (place in the
    article's text), `text`, `kind`.

    `kind` is `heading` for a line of at most 12 words and 80 characters that does not end in punctuation and
    is not the last paragraph, else `text`. Raises ValueError for a table without the columns of articles.

    >>> articles = pd.DataFrame({"article_id": ["a"], "outlet": ["x"], "date": [pd.NaT], "title": [""],
    ...                          "text": ["After the withdrawal\\n\\nHe left. She came."]})
    >>> split_paragraphs(articles)[["paragraph", "start", "text", "kind"]].values.tolist()
    [[0, 0, 'After the withdrawal', 'heading'], [1, 22, 'He left. She came.', 'text']]
    """
    check_columns(articles, [*KEYS, "text"], verb="split_paragraphs")
    chunks = split_chunks(articles["text"])
    head, last, number = bound_paragraphs(chunks)
    table = take_keys(articles, chunks, head)
    table["text"] = cut_texts(chunks, head, last)
    table["paragraph"] = number
    table["kind"] = pd.array(np.where(mark_headings(chunks, head, last), "heading", "text"), dtype="str")
    return build_table("paragraphs", table)


def split_sentences(articles: pd.DataFrame) -> pd.DataFrame:
    """A row a sentence: KEYS, `sentence_id` (from 0 in each article), `paragraph`, `start` (place in the
    article's text), `text`, `in_quote`, `quote_spans`.

    `text` is exactly what stands at `start`. `quote_spans` are the places in the sentence that stand inside
    quotation marks, without the marks (`"0-57 80-95"`, `""` for none); `in_quote` is their share (0-1) of the
    sentence's characters, white space and quotation marks left out of both. A heading gives no sentence, nor
    does an article without text.
    Raises ValueError for a table without the columns of articles.

    >>> articles = pd.DataFrame({"article_id": ["a"], "outlet": ["x"], "date": [pd.NaT], "title": [""],
    ...     "text": ["“We will go. Soon,” Gen. Milley said. He left at 3.5 p.m.."]})
    >>> split_sentences(articles)[["start", "text", "quote_spans"]].values.tolist()
    [[0, '“We will go.', '1-12'], [13, 'Soon,” Gen. Milley said.', '0-5'], [38, 'He left at 3.5 p.m..', '']]
    """
    check_columns(articles, [*KEYS, "text"], verb="split_sentences")
    return cut_sentences(articles, split_chunks(articles["text"]))[0]


def cut_sentences(articles: pd.DataFrame, chunks: Chunks) -> tuple[pd.DataFrame, Chunks]:
    """The table of `split_sentences` and the chunks of its sentences, which are those of the articles counted
    from the start of each sentence: as `split_chunks(sentences["text"])`, but without splitting again."""
    head, last, number = bound_paragraphs(chunks)
    heading = mark_headings(chunks, head, last)
    final = np.flatnonzero(mark_ends(chunks, last))
    begin = np.append(0, final[:-1] + 1)[: len(final)]
    paragraph = np.searchsorted(head, begin, side="right") - 1
    kept = ~heading[paragraph]
    begin, final, paragraph = begin[kept], final[kept], paragraph[kept]
    table, texts = take_keys(articles, chunks, begin), cut_texts(chunks, begin, final)
    spans, share = quote_sentences(chunks, head, begin, final)
    table |= {
        "sentence_id": count_up(np.bincount(chunks.text[begin], minlength=len(chunks.texts))),
        "paragraph": number[paragraph], "text": texts,
        "in_quote": share, "quote_spans": pd.array(spans, dtype="str"),
    }  # fmt: skip
    sentences = build_table("sentences", table)
    return sentences, take_chunks(chunks, texts, begin, final + 1)


def find_quotations(articles: pd.DataFrame) -> pd.DataFrame:
    """A row a quotation: KEYS, `paragraph`, `start` and `end` (places in the article's text), `text`, the
    marks left out. A quotation over several paragraphs is a row for each. Raises ValueError for a table
    without the columns of articles.

    >>> articles = pd.DataFrame({"article_id": ["a"], "outlet": ["x"], "date": [pd.NaT], "title": [""],
    ...                          "text": ["He said “we respond with“."]})
    >>> find_quotations(articles)[["paragraph", "start", "end", "text"]].values.tolist()
    [[0, 9, 24, 'we respond with']]
    """
    check_columns(articles, [*KEYS, "text"], verb="find_quotations")
    chunks = split_chunks(articles["text"])
    rows = [(row, *span) for row, text in enumerate(chunks.texts) for span in find_spans(text)]
    row, start, end = np.array(rows, dtype=np.int64).reshape(-1, 3).T
    head, _, number = bound_paragraphs(chunks)
    chunk = np.searchsorted(pack_key(chunks.text, chunks.end), pack_key(row, start), side="right")
    table = articles[KEYS].iloc[row].reset_index(drop=True)
    table["paragraph"] = number[np.searchsorted(head, chunk, side="right") - 1]
    table["start"], table["end"] = start, end
    table["text"] = pd.array([chunks.texts[r][a:b] for r, a, b in rows], dtype="str")
    return table


def bound_paragraphs(chunks: Chunks) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """First and last chunk of each paragraph, and its number in its text."""
    opens = chunks.blank.copy()
    opens[chunks.first[:-1][np.diff(chunks.first) > 0]] = True
    head = np.flatnonzero(opens)
    last = np.append(head[1:], len(opens))[: len(head)] - 1
    return head, last, count_up(np.bincount(chunks.text[head], minlength=len(chunks.texts)))


def count_up(count: np.ndarray) -> np.ndarray:
    """0, 1, 2 ... for each text, which has so many things.

    >>> count_up(np.array([3, 0, 2])).tolist()
    [0, 1, 2, 0, 1]
    """
    return np.arange(count.sum()) - np.repeat(np.cumsum(count) - count, count)


def mark_headings(chunks: Chunks, head: np.ndarray, last: np.ndarray) -> np.ndarray:
    """For each paragraph, whether it is a heading (see `split_paragraphs`)."""
    text = chunks.text[head]
    followed = np.append(text[1:] == text[:-1], False)[: len(head)]
    short = (last - head < HEADING_CHUNKS) & (chunks.end[last] - chunks.start[head] <= HEADING_CHARS)
    bare = np.zeros(len(head), dtype=bool)
    at = np.flatnonzero(followed & short)
    for i, opening, closing in zip(at, chunks.spell(head[at]), chunks.spell(last[at]), strict=True):
        bare[i] = read_start(opening) != LOWER and closing.rstrip(CLOSERS)[-1:].isalnum()
    return bare


def mark_ends(chunks: Chunks, last: np.ndarray) -> np.ndarray:
    """For each chunk, whether a sentence ends with it; `last` are the last chunks of the paragraphs."""
    n = len(chunks.code)
    kind = chunks.map_distinct(read_end, np.int8)[chunks.code]
    # Few chunks end in a way that matters: only these are looked at, with the one that follows.
    at = np.flatnonzero(kind != NO_END)
    kind, after = kind[at], np.minimum(at + 1, n - 1)
    all_begin = chunks.map_distinct(read_start, np.int8)[chunks.code]
    bounds = np.zeros(n + 1, dtype=bool)
    bounds[last] = True
    # What stands behind the next chunk tells only where it is of the same paragraph.
    second, third = np.minimum(after + 1, n - 1), np.minimum(after + 2, n - 1)
    near, far = ~bounds[after], ~bounds[after] & ~bounds[second]
    begin, behind = all_begin[after], np.where(near, all_begin[second], LOWER)
    speaks = chunks.map_distinct(tells_speech, bool)
    spoken = (near & speaks[chunks.code[second]]) | (far & speaks[chunks.code[third]])
    starter = (begin == STARTER) | ((begin == DASH) & (behind == STARTER))
    large = starter | (begin == UPPER) | (begin == OTHER)
    closing = begin == CLOSING
    ended = (
        (((kind == STOP) | (kind == ITEM)) & (large | closing | (begin == DIGIT)))
        | ((kind == CALL) & (large | closing | (begin == DIGIT)) & ~(spoken & (begin == UPPER)))
        | (((kind == BEFORE_NUMBER) | (kind == ELLIPSIS)) & large)
        | (((kind == ABBREVIATION) | (kind == LONE_ELLIPSIS)) & starter)
    )
    ends = np.zeros(n, dtype=bool)
    ends[at[ended]] = True
    ends[last] = True
    # A closing mark or a footnote's number that stands alone belongs to the sentence before it.
    for i in np.flatnonzero(all_begin == CLOSING):
        if i and ends[i - 1] and not bounds[i - 1]:
            follows = all_begin[i + 1] if i + 1 < n else LOWER
            ends[i - 1], ends[i] = False, bounds[i] or follows != LOWER
    # The number of an item (2. Withdraw the troops.) is no sentence.
    for i in at[kind == ITEM]:
        ends[i] = bounds[i] or (ends[i] and i > 0 and not ends[i - 1])
    return ends


def read_end(chunk: str) -> int:
    """How a chunk ends: whether, and how surely, a sentence may end with it."""
    if chunk[-1].isalnum() or chunk[-1] == ",":
        return NO_END
    core = chunk.rstrip(CLOSERS)
    if chunk[-1] == "]" and core[-1:].isdigit():
        core = NOTE.sub("", chunk).rstrip(CLOSERS)
    if not core or not ENDING.search(core):
        return NO_END
    bare = core.strip(OPENERS)
    word = bare.rstrip(".!?…。؟")
    if core[-1] in "!?؟":
        return CALL if len(core) < len(chunk) else STOP
    if core.endswith(("...", "…")):
        return ELLIPSIS if word else LONE_ELLIPSIS
    if not word or (len(core) < len(chunk) and chunk[-1] not in ")]"):
        return STOP  # a closing quotation mark after the full stop leaves no doubt
    lower = word.lower()
    if lower in TITLES and word != "IE":
        return TITLE
    if lower in BEFORE_NUMBERS:
        return BEFORE_NUMBER
    if lower in ABBREVIATIONS or DOTTED.fullmatch(word):
        return ABBREVIATION
    if ITEM_NUMBER.fullmatch(word):
        return ITEM
    return STOP


def read_start(chunk: str) -> int:
    """How a chunk begins: whether a sentence may begin with it."""
    bare = chunk.lstrip(OPENERS)
    if chunk in CLOSING_ALONE or NOTE.fullmatch(chunk):
        return CLOSING
    if not bare:
        return DASH if chunk in {"-", "–", "—", "--"} else OTHER
    first = bare[0]
    if first.isdigit():
        return DIGIT
    if not first.isalpha():
        return LOWER if first in ",;:.!?…)" else OTHER
    word = LETTERS.match(bare).group().replace("’", "'")
    if word in STARTERS:
        return STARTER
    return LOWER if word.islower() else UPPER


def tells_speech(chunk: str) -> bool:
    return chunk.strip(",.:") in SPEAKS


def take_keys(articles: pd.DataFrame, chunks: Chunks, begin: np.ndarray) -> dict[str, Any]:
    """The columns KEYS and `start` of what begins with these chunks of the articles."""
    text = chunks.text[begin]
    keys = {name: articles[name].array.take(text) for name in KEYS}
    return {**keys, "start": chunks.start[begin].astype(np.int64)}

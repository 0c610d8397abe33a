"""The vocabulary that grows from batch to batch, and what is cut from it."""

from threading import Thread

import numpy as np
import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from analysis.text import vocabulary
from analysis.text.chunks import split_chunks
from analysis.text.quote_spans import read_spans
from analysis.text.sentences import split_sentences
from analysis.text.split_by_voice import MARKS, split_by_voice
from analysis.text.vocabulary import Vocabulary, open_vocabulary
from analysis.tone.evaluation import score_tone

QUOTED = st.lists(st.text(alphabet="ab sS.,!?“”\"'’‘`-(é😀", max_size=40), max_size=5)


def test_a_text_keeps_its_number():
    known = Vocabulary()
    first = known.number([b"Kyiv", b"said"]).tolist()
    known.number([b"Moscow"])
    assert known.number([b"said", b"Kyiv"]).tolist() == first[::-1]


def test_a_function_is_called_once_for_each_text():
    known, asked = Vocabulary(), []

    def measure(text):
        asked.append(text)
        return len(text)

    known.number([b"Kyiv", b"said"])
    assert known.map_distinct(measure, int).tolist() == [4, 4]
    known.number([b"Kyiv", b"yes"])
    assert known.map_distinct(measure, int).tolist() == [4, 4, 3]
    assert asked == ["Kyiv", "said", "yes"]


def test_rows_are_found_by_the_number_of_their_text():
    known = Vocabulary()
    known.number([b"abc", b"", b"de"])
    first, rows = known.map_distinct_rows(lambda text: [(ord(sign), i) for i, sign in enumerate(text)], 2)
    assert first.tolist() == [0, 3, 3, 5]
    assert rows.tolist() == [[97, 0], [98, 1], [99, 2], [100, 0], [101, 1]]


def test_threads_give_the_same_text_the_same_number():
    known, texts = Vocabulary(), [f"{i}".encode() for i in range(3000)]
    given = {}
    threads = [
        Thread(target=lambda n=n: given.update({n: known.number(texts[n * 100 :]).tolist()}))
        for n in range(8)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(known.texts) == 3000
    assert all([known.texts[number].encode() for number in given[n]] == texts[n * 100 :] for n in range(8))


def test_a_vocabulary_begun_anew_gives_the_same_tables(monkeypatch):
    articles = pd.DataFrame({
        "article_id": ["a", "b"], "outlet": "x", "date": pd.Timestamp("2022-11-17"), "title": "",
        "text": ["“We will go,” he said. It was a brave act.", "No brave man left “the worst place”."],
    })  # fmt: skip
    before = open_vocabulary()
    expected = score_tone(split_sentences(articles))
    monkeypatch.setattr(vocabulary, "MAX_TEXTS", 0)
    pd.testing.assert_frame_equal(score_tone(split_sentences(articles)), expected)
    assert open_vocabulary() is not before


def cut_voices(text, spans):
    """The words of a sentence outside and inside its quotations, without the marks: the plain way."""
    narration, quotation, end = [], [], 0
    for start, stop in spans:
        narration.append(text[end:start].strip(MARKS))
        quotation.append(text[start:stop])
        end = stop
    narration.append(text[end:].strip(MARKS))
    return " ".join(narration).split(), " ".join(quotation).split()


@given(QUOTED)
def test_chunks_by_voice_are_those_of_the_texts_cut_by_voice(texts):
    articles = pd.DataFrame({
        "article_id": [str(i) for i in range(len(texts))], "outlet": "x", "date": pd.NaT, "title": "",
        "text": pd.Series(texts, dtype="str"),
    })  # fmt: skip
    sentences = split_sentences(articles)
    chunks, spans = split_chunks(sentences["text"]), read_spans(sentences["quote_spans"])
    length = sentences["text"].str.len().to_numpy(dtype=np.int64)
    mixed, voices = split_by_voice(chunks, length, spans)
    words = voices.spell(np.arange(len(voices.code)))
    found = [words[a:b] for a, b in zip(voices.first[:-1], voices.first[1:], strict=True)]
    expected = [
        cut_voices(
            sentences["text"][row],
            [(a, b) for at, a, b in zip(*(part.tolist() for part in spans), strict=True) if at == row],
        )
        for row in mixed.tolist()
    ]
    assert found == [one[0] for one in expected] + [one[1] for one in expected]

"""The vocabulary that grows from batch to batch, and the chunks that are cut by voice."""

from itertools import groupby
from threading import Thread

import numpy as np
import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from analysis.text import vocabulary
from analysis.text.chunks import split_chunks
from analysis.text.sentences import split_sentences
from analysis.text.split_by_voice import MARKS, split_by_voice
from analysis.text.vocabulary import Vocabulary, open_vocabulary
from analysis.text.words import read_words
from analysis.tone.evaluation import score_tone

QUOTED = st.lists(st.text(alphabet="ab sS.,!?“”\"'’‘`-(é😀", max_size=40), max_size=5)


def test_a_text_keeps_its_number():
    words = Vocabulary()
    first = words.number([b"Kyiv", b"said"]).tolist()
    words.number([b"Moscow"])
    assert words.number([b"said", b"Kyiv"]).tolist() == first[::-1]


def test_a_function_is_called_once_for_each_text():
    words, seen = Vocabulary(), []

    def measure(text):
        seen.append(text)
        return len(text)

    words.number([b"Kyiv", b"said"])
    assert words.map_distinct(measure, int).tolist() == [4, 4]
    words.number([b"Kyiv", b"yes"])
    assert words.map_distinct(measure, int).tolist() == [4, 4, 3]
    assert seen == ["Kyiv", "said", "yes"]


def test_the_results_of_few_functions_are_kept():
    words = Vocabulary()
    words.number([b"Kyiv", b"said"])
    functions = [lambda text, n=n: len(text) + n for n in range(vocabulary.MAX_FUNCTIONS + 5)]
    for _ in range(2):
        for n, function in enumerate(functions):
            assert words.map_distinct(function, int).tolist() == [4 + n, 4 + n]
            assert len(words.results) <= vocabulary.MAX_FUNCTIONS


def test_rows_are_found_by_the_number_of_their_text():
    words = Vocabulary()
    words.number([b"abc", b"", b"de"])
    first, rows = words.map_distinct_rows(lambda text: [(ord(sign), i) for i, sign in enumerate(text)], 2)
    assert first.tolist() == [0, 3, 3, 5]
    assert rows.tolist() == [[97, 0], [98, 1], [99, 2], [100, 0], [101, 1]]


def test_threads_give_the_same_text_the_same_number():
    words, texts = Vocabulary(), [f"{i}".encode() for i in range(3000)]
    numbers = {}
    threads = [
        Thread(target=lambda n=n: numbers.update({n: words.number(texts[n * 100 :]).tolist()}))
        for n in range(8)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(words.texts) == 3000
    assert all([words.texts[number].encode() for number in numbers[n]] == texts[n * 100 :] for n in range(8))


def test_a_new_vocabulary_gives_the_same_tables(monkeypatch):
    articles = pd.DataFrame({
        "article_id": ["a", "b"], "outlet": "x", "date": pd.Timestamp("2022-11-17"), "title": "",
        "text": ["“We will go,” he said. It was a brave act.", "No brave man left “the worst place”."],
    })  # fmt: skip
    before = open_vocabulary()
    expected = score_tone(split_sentences(articles))
    monkeypatch.setattr(vocabulary, "MAX_TEXTS", 0)
    pd.testing.assert_frame_equal(score_tone(split_sentences(articles)), expected)
    assert open_vocabulary() is not before


def cut_voices(text, tokens):
    """The chunks of a sentence in each voice, without marks at the ends of parts, in the plainest way.

    `tokens` are its tokens: start, end, voice, and whether it stands in quotation marks.
    """
    voices = [[], [], []]
    for (voice, _), part in groupby(tokens, key=lambda token: token[2:]):
        part = list(part)
        voices[voice] += text[part[0][0] : part[-1][1]].strip(MARKS).split()
    return voices


@given(QUOTED, st.lists(st.integers(0, 2), min_size=1, max_size=20))
def test_chunks_by_voice_are_those_of_the_texts_cut_by_voice(texts, drawn):
    articles = pd.DataFrame({
        "article_id": [str(i) for i in range(len(texts))], "outlet": "x", "date": pd.NaT, "title": "",
        "text": pd.Series(texts, dtype="str"),
    })  # fmt: skip
    sentences = split_sentences(articles)
    chunks = split_chunks(sentences["text"])
    words = read_words(sentences, chunks=chunks)
    voice = np.resize(drawn, len(words.code)).astype(np.int8)
    mixed, voices = split_by_voice(chunks, words, voice)
    spelled = voices.spell(np.arange(len(voices.code)))
    found = [spelled[a:b] for a, b in zip(voices.first[:-1], voices.first[1:], strict=True)]
    columns = (array.tolist() for array in (words.start, words.end, voice, words.in_quote))
    tokens = list(zip(*columns, strict=True))
    expected = [
        cut_voices(text, tokens[a:b])
        for text, a, b in zip(sentences["text"], words.first[:-1], words.first[1:], strict=True)
        if len({token[2:] for token in tokens[a:b]}) > 1
    ]
    assert found == [parts[number] for number in range(3) for parts in expected]
    assert len(mixed) == len(expected)

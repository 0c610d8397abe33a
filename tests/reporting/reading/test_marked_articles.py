"""Close reading: every word of the text is there, once, and every layer says itself in words."""

import html
import re

import html5lib
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.reporting.evidence import show_evidence
from analysis.reporting.reading.layers import LAYERS, find_marks
from analysis.reporting.reading.marking import Mark, write_marked
from analysis.store.measured import measure_corpus

TEXT = (
    "“We will hold <b>Kherson</b>,” President Zelensky said.\n\n"
    "AFTER THE RETREAT\n\n"
    "Russian forces shelled the town, Governor Vladimir Saldo said. He claimed that the cruel attack failed. "
    "It was a heroic defence."
)


def write_article(folder, text=TEXT):
    table = {"outlet": ["Courier <x>"], "date": "2022-11-17", "title": ["<script>1</script>"], "text": [text]}
    pd.DataFrame(table).to_csv(folder / "articles.csv", index=False)
    return folder / "articles.csv"


@pytest.fixture(scope="module")
def measured(tmp_path_factory):
    return measure_corpus(write_article(tmp_path_factory.mktemp("close")))


def read_text(page):
    """The words of marked text."""
    return html.unescape(re.sub(r"<[^>]+>", "", page))


@given(
    text=st.text(alphabet="ab <>&\"'“”\n", max_size=40),
    places=st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40), st.sampled_from(LAYERS)), max_size=8),
)
def test_marks_that_overlap_lose_no_word_and_open_no_tag(text, places):
    marks = [Mark(start, end, layer, "kind", "<label>") for start, end, layer in places]
    page = write_marked(text, 0, len(text), marks)
    assert read_text(page) == text
    assert set(re.findall(r"<(/?\w+)", page)) <= {"span", "/span"}
    html5lib.HTMLParser(strict=True).parseFragment(page)


def test_each_layer_marks_its_words(measured):
    marks = find_marks(measured, measured.articles)
    text = measured.articles["text"].iloc[0]
    found = {
        (mark.layer, mark.kind, text[mark.start : mark.end])
        for mark in marks.itertuples()
        if mark.layer != "frames"
    }
    assert ("voices", "speaker", "President Zelensky") in found
    assert ("voices", "reported", "Russian forces shelled the town") in found
    assert ("names", "person", "Zelensky") in found
    assert ("judgements", "negative", "cruel") in found
    assert ("judgements", "positive", "heroic") in found
    assert ("acts", "active", "shelled") in found
    assert set(marks["layer"]) == set(LAYERS)


def test_the_voices_that_are_marked_hold_the_words_that_are_counted(measured):
    marks = find_marks(measured, measured.articles)
    text = measured.articles["text"].iloc[0]
    for kind, column in (("reported", "n_words_reported"), ("quotation", "n_words_quoted")):
        runs = marks[marks["kind"] == kind]
        words = [re.findall(r"\w+", text[run.start : run.end]) for run in runs.itertuples()]
        assert sum(map(len, words)) == measured.tone[column].sum()


def test_an_article_is_shown_whole_and_harmless(measured):
    shown = show_evidence(measured, whole=True)
    tree = html5lib.parseFragment(shown.html, namespaceHTMLElements=False)
    assert not [element for element in tree.iter() if element.tag in ("script", "b", "x")]
    body = (
        re.search(r'<div class="text">(.*)</div><table', shown.html, re.S).group(1).replace("</p>", " </p>")
    )
    words = read_text(re.sub(r'<div class="counts">.*?</div>', " ", body)).split()
    assert words == measured.articles["text"].iloc[0].split()
    assert "“<script>1</script>”" in repr(shown)
    assert "- Vladimir Saldo, said: Russian forces shelled the town" in repr(shown)


def test_each_layer_has_a_switch_of_its_own(measured):
    tree = html5lib.parseFragment(show_evidence(measured, whole=True).html, namespaceHTMLElements=False)
    switches = [element.get("class") for element in tree.iter("input") if element.get("checked") is not None]
    assert switches == [f"show-{layer}" for layer in LAYERS]


def test_texts_can_be_left_out_and_the_counts_stay(measured, monkeypatch):
    monkeypatch.setenv("ANALYSIS_NO_TEXTS", "1")
    shown = show_evidence(measured, whole=True)
    for page in (shown.html, repr(shown)):
        assert "shelled the town" not in page
        assert "hold" not in page
        assert "Vladimir Saldo" in page
    assert "acts: 2" in repr(shown)  # *shelled*, *the cruel attack*


def test_without_texts_a_source_without_a_name_has_few_words(tmp_path, monkeypatch):
    text = "A teacher from the village whose school had burned said that the road was closed."
    measured = measure_corpus(write_article(tmp_path, text=text))
    assert "whose school" in repr(show_evidence(measured, whole=True))
    monkeypatch.setenv("ANALYSIS_NO_TEXTS", "1")
    shown = show_evidence(measured, whole=True)
    for page in (shown.html, repr(shown)):
        assert "A teacher from the …" in page
        assert "whose" not in page
    assert "Marked in the text" not in shown.html


def test_a_text_without_words_is_no_error(tmp_path):
    measured = measure_corpus(write_article(tmp_path, text="1 …"))
    assert "No voice is heard" in repr(show_evidence(measured, whole=True))


def test_swapping_the_parties_swaps_their_marks_and_nothing_else(tmp_path):
    twins = {"Russia": "Ukraine", "Ukraine": "Russia"}
    marks = []
    for number, swap in enumerate(({}, twins)):
        folder = tmp_path / str(number)
        folder.mkdir()
        text = "Russia shelled Ukraine, officials said. Ukraine denied a brutal attack on Russia."
        text = re.sub("Russia|Ukraine", lambda match, swap=swap: swap.get(match[0], match[0]), text)
        measured = measure_corpus(write_article(folder, text=text))
        found = find_marks(measured, measured.articles)
        labels = found["label"].str.replace(
            "Russia|Ukraine", lambda match, swap=swap: swap.get(match[0], match[0]), regex=True
        )
        marks.append(sorted(zip(found["layer"], found["kind"], labels, strict=True)))
    assert marks[0] == marks[1]

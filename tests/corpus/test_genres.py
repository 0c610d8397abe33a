"""Genres: what the source says comes first, then labels of speakers and whole addresses."""

import pandas as pd
import pytest

from analysis.corpus.articles import read_corpus
from analysis.corpus.genre.genres import add_genres, name_genres, say_genre, say_section, say_title, say_url
from analysis.corpus.genre.notes import describe_genres
from analysis.corpus.genre.one_voice import is_address
from analysis.corpus.genre.turn_labels import choose_speakers, match_label, measure_turns

ADDRESS = (
    "Dear citizens!\n\nToday our defence holds, and we are grateful to all of you.\n\nI spoke with our "
    "partners. We agreed on new help for our towns.\n\nI thank every one of you who works at night.\n\nWe "
    "must keep our lights on. I ask you to help your neighbours.\n\nGlory to all who defend us! Thank "
    "you."
)
REPORTAGE = (
    "I came to the port at six. My driver, a quiet man, would not stop the engine.\n\nWe walked along "
    "the quay. We saw three ships and a dog.\n\nA guard looked at us and said nothing. I wrote down the "
    "names of the ships.\n\nIn the evening we drove back to our hotel, and I heard two blasts."
)
COLUMN = (
    "We have been told for a year that the bridge would be mended. I doubt it.\n\nOur ministers like "
    "plans. We like bridges.\n\nI have crossed the river by boat for eleven months, and my neighbours do"
    " the same.\n\nIt is time for our council to decide. We cannot wait for another winter, and I will "
    "not."
)
NEWS = (
    "The mayor thanked residents on Monday. “Dear citizens! We thank you. I ask you to stay at home,”"
    " he said in an address.\n\nThe ministry said two bridges were closed. Our correspondent reported "
    "long queues.\n\n“We are grateful to you all,” the mayor said. “I spoke with our partners.”"
)


@pytest.mark.parametrize(
    ("cells", "genre"),
    [
        ({"section": "Opinion"}, "opinion"),
        ({"section": "Comment is free"}, "opinion"),
        ({"section": "OPINION; Pg. A14"}, "opinion"),
        ({"section": "Letters to the Editor"}, "opinion"),
        ({"section": "EDITORIAL; Pg. 2"}, "editorial"),
        ({"section": "Section A; Column 1; Foreign Desk; Pg. 1"}, "news"),
        ({"section": "World news"}, "news"),
        ({"section": "Interview"}, "transcript"),
        ({"url": "https://example.org/commentisfree/2022/may/3/bridge"}, "opinion"),
        ({"url": "https://example.org/2022/05/03/opinion/bridge.html"}, "opinion"),
        ({"url": "https://example.org/world/opinion-polls-close"}, "news"),
        ({"title": "Opinion: the bridge must open"}, "opinion"),
        ({"title": "Opinion | The bridge must open"}, "opinion"),
        ({"title": "Editorial: the bridge must open"}, "editorial"),
        ({"title": "The bridge must open | Editorial"}, "editorial"),
        ({"title": "Opinion polls put Orlov ahead"}, "news"),
        ({"title": "Letter bomb found: two hurt"}, "news"),
        ({"genre": "Op-Ed"}, "opinion"),
        ({"genre": "Feature"}, "news"),
        ({"genre": "Limerick"}, "news"),
        ({"genre": "Limerick", "section": "Opinion"}, "opinion"),
        ({"genre": "news", "text": ADDRESS}, "news"),
        ({"text": "OPINION\n\nThe bridge must open."}, "opinion"),
        ({"text": ADDRESS}, "address"),
        ({"text": REPORTAGE}, "news"),
        ({"text": COLUMN}, "news"),
        ({"text": NEWS}, "news"),
        ({"text": "Ships left on Monday.", "speaker": "Ivan Orlov"}, "address"),
        ({"text": NEWS, "speaker": "Ivan Orlov"}, "news"),
        ({"text": "ANCHOR: Who closed it?\n\nORLOV: We did.\n\nANCHOR: Thank you."}, "transcript"),
    ],
)
def test_the_genre_of_an_article(cells, genre):
    articles = pd.DataFrame([{"title": "", "text": "Ships left on Monday.", **cells}])
    assert name_genres(articles).tolist() == [genre]


def test_words_that_say_a_genre():
    assert [say_genre(word) for word in ("Commentary", "LEADER", "Q&A", "speech", "")] == [
        "opinion", "editorial", "transcript", "address", "",
    ]  # fmt: skip
    assert [say_section(word) for word in ("News / Comment", "Business", "")] == ["opinion", "", ""]
    assert [say_url(url) for url in ("opinion", "https://opinion.example.org/a", "")] == ["", "opinion", ""]
    assert [say_title(title) for title in ("Transcript: Orlov", "Comment", "")] == ["transcript", "", ""]


def test_a_word_of_the_source_that_is_no_genre_of_ours_is_kept_beside_it():
    articles = pd.DataFrame(
        {"title": ["", ""], "text": ["Ships left.", "Ships left."], "genre": ["Op-Ed", None]}
    )
    named = add_genres(articles)
    assert named[["genre", "genre_given"]].values.tolist() == [["opinion", "Op-Ed"], ["news", ""]]
    assert add_genres(named) is named


def test_reading_a_corpus_names_the_genre_and_keeps_the_speaker(tmp_path):
    (tmp_path / "a.txt").write_text("title: A\nspeaker: Ivan Orlov\nsection: World\n\nShips left on Monday.")
    (tmp_path / "b.txt").write_text("title: B\nsection: Opinion\n\nShips must leave.")
    (tmp_path / "c.txt").write_text("speaker: Ivan Orlov\n\nDear friends, ships left on Monday.")
    (tmp_path / "d.txt").write_text("Speaker: Thank you all for coming.\n\nThe door opened.")
    (tmp_path / "e.csv").write_text("text,Speaker,Genre\nWe left.,Anna Bell,\nShips left.,,Feature\n")
    articles = read_corpus(tmp_path).fillna("").sort_values("file", kind="stable")
    assert articles[["genre", "speaker", "genre_given"]].values.tolist() == [
        ["address", "Ivan Orlov", ""], ["opinion", "", ""], ["address", "Ivan Orlov", ""], ["news", "", ""],
        ["address", "Anna Bell", ""], ["news", "", "Feature"],
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("Q: Why?", "Q"),
        ("Q. Why?", "Q"),
        ("Question: Why?", "Question"),
        ("**ANCHOR:** Why?", "ANCHOR"),
        ("**Anna Bell**: Why?", "Anna Bell"),
        ("Olena Orlova (head of the port): We did.", "Olena Orlova"),
        ("Olena Orlova, head of the port: We did.", "Olena Orlova"),
        ("((Anna Bell))  We did.", "Anna Bell"),
        ("[ORLOV]: We did.", "ORLOV"),
        ("[00:12:05] ORLOV: We did.", "ORLOV"),
        ("Ursula von der Leyen: We did.", "Ursula von der Leyen"),
        ("The Moderator:", "The Moderator"),
        ("Photo: Reuters", None),
        ("Note: We did.", None),
        ("Ships left at 12:30.", None),
        ("ORLOV said: we did.", None),
        ("A. Orlov left.", "A"),
    ],
)
def test_labels_of_speakers(line, name):
    label = match_label(line)
    assert (label and label.name) == name


def test_towns_at_the_head_of_paragraphs_are_no_speakers():
    assert choose_speakers(["KYIV", "MOSCOW", "ODESA"]) == set()
    assert measure_turns("KYIV: Ships left.\n\nMOSCOW: Trains came.") == 0
    assert measure_turns("A. Orlov left. He was late.\n\nShips left.") == 0


def test_a_text_that_is_too_short_is_no_address():
    assert not is_address("Dear citizens! We thank you all.")
    assert is_address("Good evening. " + "We thank you, and I ask you to help us. " * 8)


def test_check_says_what_speaks_with_one_voice_and_who_has_no_marks():
    rows = [("A", "address", "We left.")] * 2 + [("B", "opinion", "“No,” he said.")]
    rows += [("C", "news", "Ships left.")] * 5 + [("D", "news", "Ships left.")] * 4
    articles = pd.DataFrame(rows, columns=["outlet", "genre", "text"])
    articles = articles.assign(article_id=[str(n) for n in range(len(rows))], date=pd.NaT, title="")
    assert describe_genres(articles) == [
        "2 articles are whole texts in one voice: 2 addresses. All articles of A are.",
        "1 opinion piece: their judgements are their authors'.",
        "1 outlet without quotation marks (C): their quotations cannot be told from their narration; "
        "left out of rankings by quotation.",
    ]

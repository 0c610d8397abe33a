"""Mail boxes: one article per letter, and each letter without a text is said."""

from analysis.corpus.articles import read_corpus, read_problems
from tests.corpus.test_articles import write

LETTER = "From a@b.example Thu Nov 17 00:00:00 2022\nFrom: {name} <x@y.example>\nSubject: {name}\n{rest}"
DAY = "Date: Thu, 17 Nov 2022 10:00:00 +0000\n"


def box(*letters):
    return "\n".join(LETTER.format(name=name, rest=rest) for name, rest in letters)


def test_each_letter_is_an_article_and_one_without_a_text_is_said(tmp_path):
    text = box(
        ("Courier", f"{DAY}\nThe dam held.\n>From here on it was dark.\n"),
        ("Herald", "\n\n"),
        ("Tribune", "\nFrom the town we went on.\n"),
    )
    articles = read_corpus(write(tmp_path, "letters.mbox", text))
    assert articles[["outlet", "title", "text"]].values.tolist() == [
        ["Courier", "Courier", "The dam held. From here on it was dark."],
        ["Tribune", "Tribune", "From the town we went on."],
    ]
    assert articles["date"].dt.strftime("%Y-%m-%d").fillna("").tolist() == ["2022-11-17", ""]
    problems = read_problems(articles)
    assert problems.query("done == 'left out'")[["row", "what"]].values.tolist() == [
        [9, "a letter without a text"]
    ]


def test_a_mail_box_is_known_by_what_it_holds(tmp_path):
    text = box(("Courier", f"{DAY}Message-ID: <1@x>\n\nThe dam held.\n"), ("Herald", f"{DAY}\nIt fell.\n"))
    assert read_corpus(write(tmp_path, "inbox.txt", text))["text"].tolist() == ["The dam held.", "It fell."]


def test_a_text_outside_the_parts_of_a_letter_is_said(tmp_path):
    # A fault in a boundary had hidden the whole plain part.
    words = "The bridge over the river fell on Thursday after a week of shelling, and the ferry went on."
    rest = (
        f'{DAY}MIME-Version: 1.0\nContent-Type: multipart/alternative; boundary="=x="\n\n--=X=\n'
        f"Content-Type: text/plain\n\n{words} Nobody was hurt there.\n\n--=x=\n"
        "Content-Type: text/html\n\n<p>The dam held.</p>\n--=x=--\n"
    )
    articles = read_corpus(write(tmp_path, "letters.mbox", box(("Courier", rest))))
    assert articles["text"].tolist() == ["The dam held."]
    assert "a text in no part of the letter" in set(read_problems(articles)["what"])


def test_a_paragraph_that_ends_in_an_offer_to_unsubscribe_is_kept(tmp_path):
    text = "The bridge over the river fell on Thursday, after a week of heavy shelling of both banks. "
    text += "Nobody was hurt there, the governor said. Unsubscribe"
    articles = read_corpus(write(tmp_path, "letters.mbox", box(("Courier", f"{DAY}\n{text}\n"))))
    assert articles["text"].tolist() == [text]

"""Names, amounts, awards, corrections and other people's judgements are no judgement of the teller."""

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.text.sentences import split_sentences
from analysis.tone.evaluation import find_judgements, score_tone
from articles import make_articles


def list_hits(*texts):
    hits = find_judgements(split_sentences(make_articles(*texts)))
    return hits.loc[hits["counted"] != "battle", ["surface", "counted"]].apply(tuple, axis=1).tolist()


@pytest.mark.parametrize(
    "text",
    [
        "Crowds met at Glory Square in the rain.",
        "Glory Square was full of people.",
        "Heroes' Square was closed to cars.",
        "The Great Patriotic War was remembered in Great Britain.",
        "He was made a Hero of Ukraine last year.",
        "The Order of Courage was given to six of them.",
        "She was posthumously awarded the Medal of Honor.",
        "Honest Reporting said that it had counted them.",
        "They stayed at the Best Western near the station.",
        "The club played at Bravery Stadium on Sunday.",
        "The film The Beautiful Game opened in March.",
        "The film \u201cBrutal Honesty\u201d opened in March.",
        "The lawyer, Howard J. Wise, came late.",
        "The Terrorist Screening Center keeps a list.",
    ],
)
def test_a_name_or_title_is_no_judgement(text):
    assert list_hits(text) == []


@pytest.mark.parametrize(
    ("text", "hits"),
    [
        ("Heroic crews kept the trains running.", [("Heroic", "positive")]),
        ("Heroic Ukrainian crews kept the trains running.", [("Heroic", "positive")]),
        ("Brutal Attack on Heroic Town", [("Brutal", "negative"), ("Heroic", "positive")]),
        ("BRUTAL RAID ON TOWN", [("BRUTAL", "negative")]),
        ("Army units killed Takfiri fighters.", [("Takfiri", "negative")]),
        ("The heroes of the town were tired.", [("heroes", "positive")]),
    ],
)
def test_a_capital_letter_that_a_sentence_or_headline_explains_is_no_name(text, hits):
    assert list_hits(text) == hits


@pytest.mark.parametrize(
    "text",
    [
        "Half its roof and a good part of the floor were gone.",
        "It was a decent distance to the road.",
        "We saw a good many of them, and a great number of cars.",
        "We waited a good 20 minutes.",
        "It has a decent lithium cell.",
        "The boats left in bad weather and poor light.",
        "A handsome sum was paid.",
        "The radio had an excellent signal.",
    ],
)
def test_an_amount_or_a_state_of_things_is_no_judgement(text):
    assert list_hits(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "He received a medal for bravery.",
        "She was decorated twice for courage under fire.",
        "The order of glory was given to him.",
    ],
)
def test_an_award_is_the_praise_of_whoever_gives_it(text):
    assert list_hits(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "An earlier version of this article wrongly said that the mayor was a coward.",
        "Correction: the brutal raid was in May, not June.",
        "This story has been updated to say that the heroic crew was Dutch.",
        "We regret the error about the cowardly mayor.",
        "An earlier version of this story misspelled a name. The dishonest mayor is Otto Weiss.",
        "(Corrects the spelling of the coward's name in paragraph 3)",
        "(Refiles to remove a brutal word)",
        "The earlier alert about a heroic crew should be disregarded.",
        "Please disregard the item on the cowardly mayor.",
        "Removes the wrong, shameful picture in the third paragraph.",
        "A line on the council has been taken out, since it rested on the mistake.",
        "Paragraph 2 should read that the cowardly mayor left in May.",
    ],
)
def test_a_correction_notice_holds_no_judgement(text):
    assert list_hits(text) == []


@pytest.mark.parametrize("text", ["The law adds a brutal penalty.", "They disregard a shameful order."])
def test_a_verb_of_notices_alone_is_no_notice(text):
    assert len(list_hits(text)) == 1


def test_what_stands_before_a_correction_notice_counts():
    text = "The mayor was a coward. Correction: his name is Otto Weiss."
    assert list_hits(text) == [("coward", "negative")]


@pytest.mark.parametrize(
    "text",
    [
        "The council condemned the strike and praised the crews.",
        "Residents were angry and worried.",
        "The ministry described the raid as barbaric.",
        "The raid was seen as a barbaric act.",
        "He called the mayor a coward.",
        "The group is accused of indiscriminate shelling.",
        "There were allegations of shameful treatment.",
        "She was convicted of supporting a terrorist group.",
        "The raid was barbaric and it must stop the mayor told reporters.",
    ],
)
def test_the_judgement_of_somebody_else_is_not_the_tellers(text):
    assert list_hits(text) == []


@pytest.mark.parametrize(
    ("text", "hits"),
    [
        ("We condemn the strike.", [("condemn", "negative")]),
        ("We strongly condemn the strike.", [("condemn", "negative")]),
        ("He said: \u201cThey praised us.\u201d", [("praised", "positive")]),
        ("The brutal regime called for a truce.", [("brutal", "negative"), ("regime", "negative")]),
        ("The so-called Ministry said so.", [("so-called", "negative")]),
        ("The shameful remark was among those that he said aloud.", [("shameful", "negative")]),
    ],
)
def test_a_judgement_of_whoever_speaks_counts(text, hits):
    assert list_hits(text) == hits


def test_so_called_before_a_term_in_quotation_marks_introduces_the_term():
    assert list_hits("The so-called \u201csleeper\u201d cells were found.") == []
    assert list_hits("The so-called \u201cRepublic\u201d issued stamps.") == [("so-called", "negative")]


def test_a_list_without_flags_is_counted_in_every_voice():
    lexicon = pd.DataFrame({
        "term": ["condemned", "brave"], "category": ["unfavourable", "favourable"], "weight": 1.0,
    })  # fmt: skip
    sentences = split_sentences(make_articles("The brave men of Brave Street condemned it."))
    tone = score_tone(sentences, lexicon=lexicon)
    assert tone[["n_positive", "n_negative"]].values.tolist() == [[1, 1]]


pieces = st.sampled_from([
    "Glory Square was full.", "The brave crew left.", "Correction: it was the cowardly mayor.", "",
    "He called it a shameful act.", "\u201cHeroes!\u201d they said.", "A good part was gone.", "BRUTAL WAR",
])  # fmt: skip


@settings(max_examples=20)
@given(st.lists(pieces, min_size=1, max_size=4))
def test_the_articles_beside_an_article_change_nothing(texts):
    together = list_hits(*texts)
    assert together == [hit for text in texts for hit in list_hits(text)]

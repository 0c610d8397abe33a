"""Who says what: source, cue and content of the constructions of news."""

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.attributions.finder import ATTRIBUTIONS, find_attributions
from analysis.attributions.tokens import parse_spans
from analysis.entities.mentions import find_entities
from analysis.text.sentences import split_sentences
from articles import make_articles


def read_texts(*texts):
    articles = make_articles(*texts)
    sentences = split_sentences(articles)
    return find_attributions(sentences, find_entities(sentences))


def list_parts(text):
    """Source, cue and content of each attribution, as words."""
    found = read_texts(text)
    contents = [
        " | ".join(text[start:end] for start, end in parse_spans(content)) for content in found["content"]
    ]
    return list(zip(found["source"], found["cue"], contents, strict=True))


@pytest.mark.parametrize(
    ("text", "source", "cue", "content"),
    [
        ("Orlov said the bridge was closed.", "Orlov", "said", "the bridge was closed"),
        ("“The bridge is closed,” said Mayor Orlov.", "Mayor Orlov", "said", "“The bridge is closed,”"),
        ("“The bridge is closed,” Orlov said.", "Orlov", "said", "“The bridge is closed,”"),
        ("The bridge, Orlov said, was closed.", "Orlov", "said", "The bridge | was closed"),
        ("“We left,” Orlov said, “at night.”", "Orlov", "said", "“We left,” | “at night.”"),
        (
            "According to the ministry, two bridges were closed.",
            "the ministry", "According", "two bridges were closed",
        ),
        (
            "Two bridges were closed, according to the ministry.",
            "the ministry", "according", "Two bridges were closed",
        ),
        ("Orlov told reporters that talks had failed.", "Orlov", "told", "that talks had failed"),
        ("Few believe Orlov's claim that the talks failed.", "Orlov", "claim", "that the talks failed"),
        ("They rejected his latest claim that talks failed.", "his", "claim", "that talks failed"),
        (
            "Orlov was quoted as saying that the bridge was closed.",
            "Orlov", "saying", "that the bridge was closed",
        ),
        ("The man who runs the port said ships had left.", "The man who runs the port",
         "said", "ships had left"),
        (
            "Ivan Orlov, the head of the port, said ships had left.",
            "Ivan Orlov, the head of the port", "said", "ships had left",
        ),
        ("Orlov accused the company of lying.", "Orlov", "accused", "the company of lying"),
        ("The move was first reported by the paper.", "the paper", "reported", "The move"),
        ("Two were hurt on Monday the mayor said.", "the mayor", "said", "Two were hurt on Monday"),
        ("According to Orlov two were hurt.", "Orlov", "According", "two were hurt"),
        ("Orlov said at least two were hurt.", "Orlov", "said", "at least two were hurt"),
        (
            "KYIV, May 3 (Agency) - Ivan Orlov left the town, saying that ships had left.",
            "Ivan Orlov", "saying", "that ships had left",
        ),
        ("Orlov condemned the strike.", "Orlov", "condemned", "the strike"),
        ("The report showed that prices had risen.", "The report", "showed", "that prices had risen"),
        ("Residents said the shelling went on.", "Residents", "said", "the shelling went on"),
    ],
)  # fmt: skip
def test_the_constructions_of_news(text, source, cue, content):
    assert list_parts(text) == [(source, cue, content)]


@pytest.mark.parametrize(
    "text",
    [
        "Orlov closed the bridge.",
        "The report on the bridge is long.",
        "The accused left the court.",
        "He had no say in it.",
        "The company was praised.",
        "The state of the bridge is poor.",
        "The alleged attack took place on Monday.",
        "Refugees admitted to the country found work.",
        "No group claimed responsibility for the attack.",
        "The attack claimed the lives of two men.",
        "When asked about the bridge, Orlov left.",
        "The telescope could reveal more planets.",
        "",
    ],
)
def test_what_is_no_attribution(text):
    assert list_parts(text) == []


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("“The bridge is closed,” Orlov said.", "direct"),
        ("Orlov said the bridge was closed.", "indirect"),
        ("Orlov said the bridge was “closed for good” on Monday.", "mixed"),
    ],
)
def test_the_form_is_told_by_the_marks(text, form):
    assert read_texts(text)["form"].tolist() == [form]


@pytest.mark.parametrize(
    ("cue", "cue_class"),
    [("said", "neutral"), ("confirmed", "vouching"), ("claimed", "distancing")],
)
def test_the_class_of_the_cue(cue, cue_class):
    assert read_texts(f"Orlov {cue} that ships had left.")["cue_class"].tolist() == [cue_class]


def test_a_judgement_is_its_sources():
    found = read_texts("Guterres condemned the strike.")
    assert found[["entity", "cue_class"]].values.tolist() == [["antonio-guterres", "judging"]]


@pytest.mark.parametrize(
    ("source", "kind"),
    [
        ("António Guterres", "person"),
        ("The mayor", "office"),
        ("A minister", "official"),
        ("Local officials", "official"),
        ("A resident", "witness"),
        ("The Red Cross", "organisation"),
        ("The survey", "document"),
        ("The newspaper", "media"),
    ],
)
def test_the_kind_of_the_source(source, kind):
    assert read_texts(f"{source} said that ships had left.")["source_kind"].tolist() == [kind]


def test_a_quotation_runs_on_over_the_sentences_of_its_paragraph():
    text = "“We left,” Orlov said. “Nobody stayed. The road was open.”"
    assert list_parts(text) == [("Orlov", "said", "“We left,” | “Nobody stayed. | The road was open.”")]


def test_a_quotation_that_is_open_runs_on_in_the_next_paragraph():
    text = "Orlov said: “We left at night.\n\n“Nobody stayed.”\n\nThe road was open."
    assert list_parts(text) == [("Orlov", "said", "“We left at night | “Nobody stayed.”")]


def test_a_colon_opens_the_next_paragraph():
    text = "Orlov wrote:\n\nThe bridge is closed. Ships left."
    assert list_parts(text) == [("Orlov", "wrote", "The bridge is closed. | Ships left.")]


def test_a_second_sentence_of_the_same_speaker():
    text = "Orlov said the bridge was closed. He added that ships had left."
    assert list_parts(text) == [
        ("Orlov", "said", "the bridge was closed"),
        ("He", "added", "that ships had left"),
    ]


def test_an_attribution_inside_another():
    text = "Orlov said that the ministry had claimed that ships had left."
    assert list_parts(text) == [
        ("Orlov", "said", "that the ministry had claimed that ships had left"),
        ("the ministry", "claimed", "that ships had left"),
    ]


def test_the_turns_of_a_transcript():
    text = "ANCHOR: Who closed the bridge?\n\nORLOV: We did. It was old.\n\nANCHOR: Thank you for this."
    found = read_texts(text)
    assert [row[0] for row in list_parts(text)] == ["ANCHOR", "ORLOV", "ANCHOR"]
    assert list_parts(text)[1][2] == "We did. It was old."
    assert set(found["form"]) == {"direct"}


def test_questions_and_answers():
    text = "Q: Who closed the bridge?\n\nA: We did.\n\nIt was old."
    assert list_parts(text) == [("Q", ":", "Who closed the bridge?"), ("A", ":", "We did. | It was old.")]


def test_one_label_makes_no_transcript():
    assert list_parts("KYIV: Ships left the port on Monday.\n\nThe road was open.") == []


def test_the_source_at_the_end_of_a_headline():
    headline = pd.DataFrame({
        "article_id": ["a"], "outlet": ["x"], "date": [pd.NaT], "sentence_id": [0], "paragraph": [0],
        "start": [0], "text": ["Bridge closed for a week - mayor"], "in_quote": [0.0], "quote_spans": [""],
    })  # fmt: skip
    found = find_attributions(headline, find_entities(headline))
    assert found[["source", "cue", "content", "source_kind"]].values.tolist() == [
        ["mayor", "-", "0-24", "office"]
    ]


def test_a_pronoun_means_the_one_person_named_before():
    found = read_texts("Guterres came on Monday. He said that the truce held.")
    assert found[["source", "entity", "source_kind"]].values.tolist() == [
        ["He", "antonio-guterres", "person"]
    ]


def test_a_pronoun_between_two_persons_stays_open():
    found = read_texts("Guterres met Putin on Monday. He said that the truce held.")
    assert found["entity"].tolist() == [""]


def test_a_person_named_in_a_quotation_is_not_its_speaker():
    found = read_texts("“Putin will not come,” he said.")
    assert found["entity"].tolist() == [""]


@pytest.mark.parametrize(
    ("text", "source", "content"),
    [
        ("In their account, the bridge was closed.", "their", "the bridge was closed"),
        ("In the words of the mayor, the bridge was closed.", "the mayor", "the bridge was closed"),
        ("It was said by Orlov that the bridge was closed.", "Orlov", "that the bridge was closed"),
        ("As Orlov said on Monday, the bridge was closed.", "Orlov", "the bridge was closed"),
        ("The bridge was closed, as reported by the paper.", "the paper", "The bridge was closed"),
        ("Orlov was asked by reporters whether the bridge was closed.", "reporters",
         "whether the bridge was closed"),
        ("The agency quoted a witness as saying that ships had left.", "a witness", "that ships had left"),
        ("The bridge was described by Orlov as old.", "Orlov", "The bridge | as old"),
    ],
)  # fmt: skip
def test_views_passives_and_clauses_with_as(text, source, content):
    assert [(row[0], row[2]) for row in list_parts(text)] == [(source, content)]


def test_the_next_sentence_may_go_on_with_what_the_speaker_thinks():
    text = "Orlov said it was late. The ships had left, and the port was empty, he thought."
    assert list_parts(text) == [
        ("Orlov", "said", "it was late"),
        ("he", "thought", "The ships had left, and the port was empty"),
    ]


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("Ivan Orlov last week said ships had left.", "Ivan Orlov"),
        ("Two weeks ago, Ivan Orlov left the town, saying that ships had left.", "Ivan Orlov"),
        ("Orlov went on to say that ships had left.", "Orlov"),
        ("The mayor and the head of the port said ships had left.", "The mayor and the head of the port"),
        ("Ivan Orlov, a deputy from Odesa said ships had left.", "Ivan Orlov, a deputy from Odesa"),
        ("Orlov released a statement saying that ships had left.", "Orlov"),
        ("More than six in ten voters said ships had left.", "More than six in ten voters"),
        ("Orlov left, and the mayor stayed, saying that ships had left.", "the mayor"),
        ("The strike forced Orlov to say that ships had left.", "Orlov"),
    ],
)
def test_the_subject_of_a_cue(text, source):
    assert [row[0] for row in list_parts(text)] == [source]


@pytest.mark.parametrize(
    ("text", "source", "content"),
    [
        ("Two people were hurt in Odesa on Monday local sources said.", "local sources",
         "Two people were hurt in Odesa on Monday"),
        ("Two people were hurt in Odesa the Observatory and a witness said on Monday.",
         "the Observatory and a witness", "Two people were hurt in Odesa"),
        ("The attack has ended said the Observatory.", "the Observatory", "The attack has ended"),
        ("Two towns were hit according to the ministry.", "the ministry", "Two towns were hit"),
    ],
)  # fmt: skip
def test_sentences_without_commas(text, source, content):
    assert [(row[0], row[2]) for row in list_parts(text)] == [(source, content)]


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("Orlov said it was late, but he left.", "it was late"),
        ("Orlov said the gas, which leaks at times, was the cause.",
         "the gas, which leaks at times, was the cause"),
        ("Although Orlov said it was late, the ships left.", "it was late"),
        ("Orlov announced a truce on Monday.", "a truce"),
        ("Orlov vowed support for the town, while ships left.", "support for the town"),
        ("Orlov warned of a famine in the town.", "a famine in the town"),
    ],
)  # fmt: skip
def test_where_the_content_ends(text, content):
    assert [row[2] for row in list_parts(text)] == [content]


def test_the_quotation_after_an_indirect_content_is_an_attribution_of_its_own():
    found = read_texts("Orlov said the road was open. “Nobody stayed.”")
    assert found[["source", "form", "content"]].values.tolist() == [
        ["Orlov", "indirect", "11-28"],
        ["Orlov", "direct", "30-46"],
    ]


def test_a_table_without_sentences_gives_a_table_without_rows():
    found, filled = read_texts(""), read_texts("Orlov said that ships had left.")
    assert list(found) == ATTRIBUTIONS
    assert len(found) == 0
    assert found.dtypes.astype(str).equals(filled.dtypes.astype(str))


TEXTS = [
    "Orlov said the bridge was closed. He added that ships had left.",
    "“We left,” Orlov said. “Nobody stayed.\n\n“The road was open.”",
    "ANCHOR: Who closed the bridge?\n\nORLOV: We did.",
    "Ships left the port.",
    "Two bridges were closed, according to the ministry.",
]


def test_the_words_of_a_content_are_counted_over_its_parts_and_sentences():
    counts = read_texts(*TEXTS)["n_words"].tolist()
    assert counts == [4, 4, 8, 4, 2, 4]


def test_articles_in_batches_give_the_same_table_as_all():
    articles = make_articles(*TEXTS)
    sentences = split_sentences(articles)
    mentions = find_entities(sentences)
    whole = find_attributions(sentences, mentions)
    assert len(whole) == 6
    parts = [
        find_attributions(sentences[sentences["article_id"] == one], mentions)
        for one in articles["article_id"]
    ]
    pd.testing.assert_frame_equal(pd.concat(parts, ignore_index=True), whole)


PAIRS = [("Russia", "Ukraine"), ("Putin", "Zelensky"), ("Moscow", "Kyiv"), ("Belgorod", "Kharkiv")]
TWINS = {
    "russia": "ukraine", "russian-government": "ukrainian-government", "moscow": "kyiv",
    "vladimir-putin": "volodymyr-zelensky", "belgorod": "kharkiv",
}  # fmt: skip
TWINS |= {there: here for here, there in TWINS.items()}
LINES = [
    "{0} said {1} had broken the truce.",
    "“{0} will never attack {1},” said {2} on Monday.",
    "{0}'s claim that {1} lied was denied by {2}.",
    "According to {0}, {1} accused {2} of lying.",
    "{0} met {1} on Monday. He said that {2} was right.",
    "{0}, {1} said, had attacked {2}.",
]
PICKS = st.lists(st.integers(0, 2 * len(PAIRS) - 1), min_size=3, max_size=3)


def fill(line, picks, *, turned):
    return line.format(*(PAIRS[pick // 2][pick % 2 ^ turned] for pick in picks))


@settings(max_examples=30, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(LINES), PICKS), min_size=1, max_size=4))
def test_swapping_the_parties_swaps_the_sources_and_changes_nothing_else(drawn):
    here, there = (
        read_texts(*(fill(line, picks, turned=turned) for line, picks in drawn)) for turned in (False, True)
    )
    assert [TWINS.get(entity, entity) for entity in here["entity"]] == there["entity"].tolist()
    kept = ["article_id", "sentence_id", "source_kind", "cue", "cue_class", "form"]
    pd.testing.assert_frame_equal(here[kept], there[kept])

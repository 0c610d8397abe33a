"""Whole articles in one voice, turns of transcripts, and quotations whose source stands before them."""

import pandas as pd

from analysis.attributions.finder import find_attributions
from analysis.attributions.tokens import parse_spans
from analysis.corpus.genre.genres import add_genres
from analysis.entities.mentions import find_entities
from analysis.measures import measure_batch
from analysis.text.sentences import split_sentences
from articles import make_articles

ADDRESS = (
    "Dear citizens!\n\nToday our defence holds, and we are grateful to all of you. I spoke with our partners "
    "this morning, and we agreed on help for our towns, for our railways and for those of you who lost a "
    "home in the last days.\n\nPutin said that this country would fall. We are still here, all of us, and "
    "every evening we light our windows. Please help your neighbours tonight, as they would help you.\n\n"
    "We must keep our lights on, and our trains, our schools, our bakeries. This is our home, and we will "
    "build it up again, street by street. Nobody in the world can do it for us, but many are with us. "
    "I thank the doctors, the drivers, the teachers. I thank each of you.\n\n"
    "Thank you. Glory to all who defend us!"
)


def read_texts(*texts, **columns):
    articles = make_articles(*texts).assign(**columns)
    sentences = split_sentences(articles)
    return find_attributions(sentences, find_entities(sentences), articles=add_genres(articles))


def test_an_address_is_one_attribution_with_all_of_its_text():
    found = read_texts(ADDRESS, speaker="Volodymyr Zelenskyi")
    whole = found.iloc[0]
    assert whole[["source", "entity", "name", "gender", "camp", "source_kind", "cue", "form"]].tolist() == [
        "Volodymyr Zelenskyi", "volodymyr-zelensky", "Volodymyr Zelensky", "male", "ukraine", "person", "",
        "direct",
    ]  # fmt: skip
    assert parse_spans(whole["content"]) == ((0, len(ADDRESS)),)
    # What the speaker says of others is attributed within.
    assert found["source"].tolist()[1:] == ["Putin"]


def test_an_address_without_a_speaker_is_its_authors_or_nobodys():
    assert read_texts(ADDRESS, byline="By Anna Bell")[["name", "gender"]].values.tolist()[0] == [
        "Anna Bell", "female",
    ]  # fmt: skip
    nobody = read_texts(ADDRESS).iloc[0]
    assert nobody[["source", "name", "source_kind", "form"]].tolist() == ["", "", "", "direct"]


def test_a_speaker_whose_name_is_in_ukrainian_letters_is_known():
    whole = read_texts(ADDRESS, speaker="Ірина Верещук").iloc[0]
    assert whole[["source", "entity", "gender"]].tolist() == ["Ірина Верещук", "iryna-vereshchuk", "female"]


def test_without_articles_the_sentences_show_an_address():
    sentences = split_sentences(make_articles(ADDRESS))
    assert find_attributions(sentences, find_entities(sentences))["form"].tolist()[0] == "direct"


def test_news_with_a_speaker_column_stays_news():
    text = "“We left,” Orlov said on Monday. The ministry said ships had left. Residents said it was late."
    assert "" not in read_texts(text, speaker="Ivan Orlov")["cue"].tolist()


def test_the_measure_reads_the_speaker_of_the_articles():
    articles = make_articles(ADDRESS).assign(speaker="Volodymyr Zelenskyi")
    tables = measure_batch(articles, pd.DataFrame({"outlet": [], "line": []}, dtype="str"))
    assert tables["articles"]["genre"].tolist() == ["address"]
    assert tables["attributions"]["entity"].tolist()[0] == "volodymyr-zelensky"


def test_the_turns_of_a_transcript_have_their_speakers_names():
    text = (
        "**Moderator:** Who closed the bridge?\n\n**Vladimir Putin:** We did. It was old.\n\n"
        "**Emmanuel Macron (president of France)**: I doubt it.\n\n**Moderator:** Thank you.\n\n"
        "**Vladimir Putin:** Thank you."
    )
    found = read_texts(text)
    assert found["source"].tolist() == [
        "Moderator", "Vladimir Putin", "Emmanuel Macron", "Moderator", "Vladimir Putin",
    ]  # fmt: skip
    assert found["entity"].tolist() == ["", "vladimir-putin", "emmanuel-macron", "", "vladimir-putin"]
    assert [
        "".join(text[start:end] for start, end in parse_spans(content)) for content in found["content"]
    ] == ["Who closed the bridge?", "We did. It was old.", "I doubt it.", "Thank you.", "Thank you."]


def test_labels_alone_on_a_line():
    text = "Question:\n\nWho closed the bridge?\n\nAnswer:\n\nWe did. It was old."
    found = read_texts(text)
    contents = [text[start:end] for content in found["content"] for start, end in parse_spans(content)]
    assert (found["source"].tolist(), contents) == (
        ["Question", "Answer"],
        ["Who closed the bridge?", "We did. It was old."],
    )


def test_a_list_of_results_is_no_transcript():
    assert read_texts("Putin: 12 votes.\n\nMacron: 3 votes.\n\nPutin: 4 votes.").empty


def test_a_paragraph_in_marks_goes_on_with_the_quotation_of_the_paragraph_before():
    text = (
        "“We left at night,” Guterres said.\n\n“Nobody stayed in the town. The road was open.”\n\nShips left."
    )
    found = read_texts(text)
    assert found[["source", "entity", "cue", "form"]].values.tolist() == [
        ["Guterres", "antonio-guterres", "said", "direct"]
    ]
    contents = [text[start:end] for start, end in parse_spans(found["content"].iloc[0])]
    assert contents == ["“We left at night,”", "“Nobody stayed in the town.", "The road was open.”"]


def test_a_paragraph_in_marks_behind_words_without_marks_is_an_attribution_of_its_own():
    text = "Guterres said the road was closed.\n\n“Nobody stayed in the town at night.”\n\nShips left."
    found = read_texts(text)
    assert found[["source", "cue", "form"]].values.tolist() == [
        ["Guterres", "said", "indirect"],
        ["Guterres", "", "direct"],
    ]


def test_a_paragraph_in_marks_after_narration_has_no_speaker():
    text = (
        "“We left at night,” Guterres said. Ships left the port.\n\n“Nobody stayed in the town at night.”"
        "\n\nThe road was open."
    )
    assert read_texts(text)["cue"].tolist() == ["said"]

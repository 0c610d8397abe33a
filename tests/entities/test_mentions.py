"""Who and where: the mentions of whole articles."""

from pathlib import Path

import pandas as pd
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from analysis.entities.mentions import find_entities
from analysis.schema import COLUMNS
from analysis.tagger.names import tag_names
from analysis.text.sentences import split_sentences

SEED = Path(__file__).resolve().parents[3] / "shared" / "data" / "seed" / "2022-11-17.txt"

REPORT = """“Driving the Russians out of all of Ukraine, Crimea included, will not happen soon,” Milley said.

Ukrainian Defense Minister Oleksiy Reznikov said Kyiv was building an air defence with its allies. Reznikov
was due to meet them in Germany a day after Russia fired missiles across Ukraine.

Russian soldiers seem to have left a Ukrainian town on the far side of the Dnipro River from Kherson.

“We will not let Russia regroup,” President Volodymyr Zelensky said. People in Kherson, which Russian
President Vladimir Putin had called Russian for ever, were jubilant.

Trenches in the town of Oleshki, over a broken bridge across the Dnipro from Kherson, lay empty. Officials
were moving out of Nova Kakhovka, near a dam.

Natalia Homenyuk, a Ukrainian military spokeswoman, said that Moscow is redeploying its guns away from
the river."""


def split_text(*texts, outlets=None, date="2022-11-17"):
    articles = pd.DataFrame({
        "article_id": [f"a{number}" for number in range(len(texts))],
        "outlet": outlets or ["x"] * len(texts), "date": pd.Timestamp(date), "title": "",
        "text": [text.replace("\n\n", "\0").replace("\n", " ").replace("\0", "\n\n") for text in texts],
    })  # fmt: skip
    return split_sentences(articles)


def count_entities(mentions):
    return mentions.groupby(["type", "entity"]).size().to_dict()


EXPECTED = {
    ("group", "russia"): 4, ("group", "ukraine"): 3, ("organisation", "russian-government"): 1,
    ("organisation", "ukrainian-government"): 1, ("person", "mark-milley"): 1,
    ("person", "natalia-humeniuk"): 1,
    ("person", "oleksiy-reznikov"): 2, ("person", "vladimir-putin"): 1, ("person", "volodymyr-zelensky"): 1,
    ("place", "crimea"): 1, ("place", "dnipro-river"): 2, ("place", "germany"): 1, ("place", "kherson"): 3,
    ("place", "nova-kakhovka"): 1, ("place", "oleshky"): 1, ("place", "russia"): 2, ("place", "ukraine"): 2,
}  # fmt: skip


def test_a_war_report_gives_one_row_per_mention_and_nothing_else():
    assert count_entities(find_entities(split_text(REPORT))) == EXPECTED


def test_the_article_of_the_sample_gives_its_people_and_places_and_no_other_person():
    if not SEED.is_file():
        pytest.skip("the sample article lies in ../shared, which is not here")
    text = SEED.read_text(encoding="utf-8").strip().removeprefix("date 2022-11-17").strip()
    mentions = find_entities(split_text(text.replace("theRussia", "the Russia")))
    found = {kind: set(part["entity"]) for kind, part in mentions.groupby("type")}
    assert found == {
        "person": {
            "mark-milley", "oleksiy-reznikov", "volodymyr-zelensky", "vladimir-putin", "natalia-humeniuk",
        },
        "place": {
            "kherson", "crimea", "oleshky", "nova-kakhovka", "dnipro-river", "germany", "russia", "ukraine",
        },
        "organisation": {"russian-government", "ukrainian-government"},
        "group": {"russia", "ukraine"},
    }  # fmt: skip
    assert {"Kyiv", "Moscow", "Oleshki", "Homenyuk"} <= set(" ".join(mentions["surface"]).split())


def test_mentions_have_their_columns_and_their_places_in_the_text():
    sentences = split_text(REPORT)
    mentions = find_entities(sentences)
    assert list(mentions.columns) == COLUMNS["mentions"]
    text = REPORT.replace("\n\n", "\0").replace("\n", " ").replace("\0", "\n\n")
    surfaces = [text[start:end] for start, end in zip(mentions["start"], mentions["end"], strict=True)]
    assert surfaces == mentions["surface"].tolist()
    assert (mentions["start"].iloc[1:].to_numpy() >= mentions["end"].iloc[:-1].to_numpy()).all()


def test_a_quoted_name_is_marked_as_quoted():
    mentions = find_entities(split_text("“Russia lies,” Zelensky said."))
    assert mentions[["entity", "in_quote"]].values.tolist() == [
        ["russia", True], ["volodymyr-zelensky", False],
    ]  # fmt: skip


def test_no_sentence_gives_no_mention():
    mentions = find_entities(split_text("").iloc[:0])
    assert mentions.empty
    assert list(mentions.columns) == COLUMNS["mentions"]


def test_a_text_without_names_gives_no_mention():
    assert find_entities(split_text("It rained all day, and the road was closed.")).empty


def test_articles_read_one_by_one_give_the_same_mentions():
    texts = [REPORT, "Georgia was named.", "Lloyd Austin spoke. Austin left.", "Austin spoke of Dnipro."]
    together = split_text(*texts)
    wars = ("ukraine", "syria", "world")
    whole = find_entities(together, registry=wars)
    parts = [find_entities(part, registry=wars) for _, part in together.groupby("article_id")]
    pd.testing.assert_frame_equal(whole, pd.concat(parts, ignore_index=True))


@pytest.mark.parametrize(("tagger", "how"), [(tag_names, "tagger"), (None, "rule")])
def test_a_name_outside_the_registry_is_found_and_its_short_form_is_linked(tagger, how):
    text = "Colonel Anna Lee said so. Her deputy left. Colonel Lee stayed."
    mentions = find_entities(split_text(text), tagger=tagger)
    assert mentions[["entity", "surface", "how"]].values.tolist() == [
        ["Anna Lee", "Anna Lee", how], ["Anna Lee", "Lee", "memory"],
    ]  # fmt: skip


def test_the_tagger_is_used_unless_it_is_switched_off():
    text = split_text("Marta Oklen lives in Vilna Selo with her sister Inna Oklen.")
    pd.testing.assert_frame_equal(find_entities(text), find_entities(text, tagger=tag_names))
    assert len(find_entities(text)) > len(find_entities(text, tagger=None))


def test_beside_the_tagger_the_rules_find_streets_and_military_units():
    mentions = find_entities(split_text("The 3rd Storm Brigade held Perekopska Street for a week."))
    assert mentions[["surface", "type"]].values.tolist() == [
        ["Storm Brigade", "unit"], ["Perekopska Street", "place"],
    ]  # fmt: skip


def test_a_town_s_name_is_a_person_where_the_article_names_one_in_full():
    text = "Valeska Paris spoke to us. Paris had fled in Paris last year. Berlin and Kyiv said nothing."
    named = find_entities(split_text(text), registry=["world", "ukraine"]).query("surface == 'Paris'")
    assert named[["entity", "how"]].values.tolist() == [["Valeska Paris", "memory"], ["paris", "registry"]]
    alone = find_entities(split_text(text.replace("Valeska Paris", "A man")), registry=["world", "ukraine"])
    assert "person" not in alone["type"].tolist()


def test_a_month_a_common_word_and_a_headline_are_no_names():
    text = "It fell due in May. The Commission met. Fighters Near Raqqa Flee From Camp Ahead Of Talks."
    sentences = split_text(text)

    def tag(sentences, words):
        marks = [(0, "May", 0.99), (1, "Commission", 0.99), (2, sentences["text"].iat[2][:-1], 0.99)]
        rows = [
            [*sentences.loc[row, ["article_id", "sentence_id"]],
             sentences["start"].iat[row] + sentences["text"].iat[row].index(name), len(name), score]
            for row, name, score in marks
        ]  # fmt: skip
        table = pd.DataFrame(rows, columns=["article_id", "sentence_id", "start", "end", "score"])
        return table.assign(end=table["start"] + table["end"], type="organisation")

    assert "tagger" not in find_entities(sentences, tagger=tag)["how"].tolist()


def test_a_capital_letter_at_the_start_of_a_sentence_makes_no_name():
    assert find_entities(split_text("Shelling went on. Meanwhile Residents hid. Children slept.")).empty


def test_a_tagger_replaces_the_rules_and_the_registry_stands_where_both_find_a_name():
    text = "Kyiv Chess Club met in Kharkiv. Anna Lee won."

    def tag(sentences, *, words):
        spans = [("Kyiv Chess Club", "organisation"), ("Kharkiv", "organisation"), ("Anna Lee", "person")]
        rows = [
            {
                "article_id": row["article_id"], "sentence_id": row["sentence_id"], "type": kind,
                "start": text.index(name), "end": text.index(name) + len(name),
            }
            for _, row in sentences.iterrows() for name, kind in spans if name in row["text"]
        ]  # fmt: skip
        return pd.DataFrame(rows)

    mentions = find_entities(split_text(text), tagger=tag)
    assert mentions[["entity", "type", "how"]].values.tolist() == [
        ["Kyiv Chess Club", "organisation", "tagger"], ["kharkiv", "place", "registry"],
        ["Anna Lee", "person", "tagger"],
    ]  # fmt: skip


def test_a_tagger_without_the_columns_raises_an_error():
    with pytest.raises(ValueError, match="its tagger"):
        find_entities(split_text("Anna Lee won."), tagger=lambda sentences, words: sentences[["text"]])


SIDES = [
    ("Russia", "Ukraine"), ("Russian", "Ukrainian"), ("Russians", "Ukrainians"), ("Moscow", "Kyiv"),
    ("Putin", "Zelensky"), ("Vladimir Putin", "Volodymyr Zelensky"), ("Lavrov", "Kuleba"),
    ("Russian army", "Ukrainian army"), ("Russian president", "Ukrainian president"),
    ("Russian defence minister", "Ukrainian defence minister"),
    ("Russian government", "Ukrainian government"),
]  # fmt: skip
PAIRS = {
    "russia": "ukraine", "russian-government": "ukrainian-government", "moscow": "kyiv",
    "vladimir-putin": "volodymyr-zelensky", "sergey-lavrov": "dmytro-kuleba",
    "russian-armed-forces": "ukrainian-armed-forces", "sergei-shoigu": "oleksiy-reznikov",
}  # fmt: skip
SWAP = PAIRS | {entity: other for other, entity in PAIRS.items()}
# A name outside the registry may contain one of these words: the tagger takes *blamed Moscow* for a person if
# another sentence of the text has "President Moscow".
WORDS = {word: other for side in SIDES for word, other in (side, side[::-1])}
TEMPLATES = [
    "{0} said {1} had broken the truce.", "Troops from {0} entered {1}.", "The {0} and the {1} spoke.",
    "{0} is redeploying its forces.", "Talks between {0} and {1} failed, {2} said.", "They met in {0}.",
    "President {0} blamed {1}.", "{0}-backed forces struck {1}.", "The {0} spokesman denied it.",
    "“{0} will not attack {1},” said {2}.", "Shells fell near {0}.", "{0}'s forces left.",
]  # fmt: skip


SIDE = st.tuples(st.sampled_from(SIDES), st.booleans())
LINE = st.tuples(st.sampled_from(TEMPLATES), st.lists(SIDE, min_size=3, max_size=3))


RUSSIA, MOSCOW = (("Russia", "Ukraine"), False), (("Moscow", "Kyiv"), False)


def swap_entity(entity):
    return SWAP.get(entity) or " ".join(WORDS.get(word, word) for word in entity.split(" "))


@settings(max_examples=25, deadline=None)
@given(st.lists(LINE, min_size=1, max_size=5))
@example([
    *[("{0} said {1} had broken the truce.", [RUSSIA, RUSSIA])] * 2,
    ("President {0} blamed {1}.", [RUSSIA, MOSCOW]), ("President {0} blamed {1}.", [MOSCOW, RUSSIA]),
])  # fmt: skip
def test_swapping_the_names_of_the_parties_swaps_the_entities(lines):
    texts = [
        " ".join(form.format(*(side[turn ^ other] for side, turn in names)) for form, names in lines)
        for other in (False, True)
    ]
    mentions = find_entities(split_text(*texts))
    original, swapped = (
        mentions[mentions["article_id"].eq(id)].reset_index(drop=True) for id in ("a0", "a1")
    )
    assert original["entity"].map(swap_entity).tolist() == swapped["entity"].tolist()
    assert original[["type", "how", "in_quote"]].equals(swapped[["type", "how", "in_quote"]])

"""Names outside the registry: listed, adopted into a CSV of one's own, and linked from then on."""

import pandas as pd
import pytest

from analysis.entities.mentions import find_entities
from analysis.entities.unlinked import adopt_names, list_unlinked, mark_unlinked
from analysis.text.sentences import split_sentences

TEXTS = ["Colonel Anna Lee spoke. Colonel Lee left.", "Colonel Anna Lee spoke.", "Major Bo Hill left."]


@pytest.fixture
def sentences():
    articles = pd.DataFrame({
        "article_id": ["a0", "a1", "a2"], "outlet": "x", "date": pd.Timestamp("2022-11-17"), "title": "",
        "text": TEXTS,
    })  # fmt: skip
    return split_sentences(articles)


def find_ids(sentences, *registry):
    return set(find_entities(sentences, registry=registry, tagger=None)["entity"])


def test_names_that_come_back_are_listed_with_a_question(sentences):
    unlinked = list_unlinked(find_entities(sentences, tagger=None))
    expected = pd.DataFrame({
        "entity": ["Anna Lee"], "type": ["person"], "n_mentions": [3], "n_articles": [2],
        "question": ["3 mentions of Anna Lee (person) in 2 articles: add?"],
    })  # fmt: skip
    pd.testing.assert_frame_equal(unlinked, expected, check_dtype=False)


def test_a_lower_threshold_lists_names_that_stand_once(sentences):
    unlinked = list_unlinked(find_entities(sentences, tagger=None), at_least=1)
    assert unlinked["question"].tolist() == [
        "3 mentions of Anna Lee (person) in 2 articles: add?",
        "1 mention of Bo Hill (person) in 1 article: add?",
    ]


def test_without_unlinked_names_the_list_is_empty_and_has_its_columns(sentences):
    unlinked = list_unlinked(find_entities(sentences, tagger=None).iloc[:0])
    assert unlinked.empty
    assert list(unlinked.columns) == ["entity", "type", "n_mentions", "n_articles", "question"]


def test_unlinked_names_have_a_star(sentences):
    marked = mark_unlinked(find_entities(sentences, tagger=None))
    assert sorted(set(marked["name"])) == ["Anna Lee*", "Bo Hill*"]


def test_a_name_is_linked_as_soon_as_it_is_adopted(sentences, tmp_path):
    path = tmp_path / "own.csv"
    unlinked = list_unlinked(find_entities(sentences, tagger=None), at_least=1)
    added = adopt_names(unlinked, path, names=["Anna Lee"])
    assert added[["entity", "name", "type"]].values.tolist() == [["anna-lee", "Anna Lee", "person"]]
    assert find_ids(sentences, "ukraine", path) == {"anna-lee", "Bo Hill"}
    adopt_names(unlinked, path, names="Bo Hill")
    assert find_ids(sentences, "ukraine", path) == {"anna-lee", "bo-hill"}
    assert list_unlinked(find_entities(sentences, registry=["ukraine", path], tagger=None)).empty


def test_a_csv_edited_by_hand_is_read_again(sentences, tmp_path):
    path = tmp_path / "own.csv"
    path.write_text("entity,name,type\nlee,Anna Lee,person\n", encoding="utf-8")
    assert find_ids(sentences, "ukraine", path) == {"lee", "Bo Hill"}
    path.write_text("entity,name,type\nlee,Anna Lee,person\nhill,Bo Hill,person\n", encoding="utf-8")
    assert find_ids(sentences, "ukraine", path) == {"lee", "hill"}
    path.write_text("entity,name,type\nhill,Bo Hill,person\n", encoding="utf-8")
    assert find_ids(sentences, "ukraine", path) == {"Anna Lee", "hill"}


def test_a_csv_that_comes_later_is_found(sentences, tmp_path):
    path = tmp_path / "own.csv"
    with pytest.raises(FileNotFoundError, match="There is no registry"):
        find_ids(sentences, "ukraine", path)
    path.write_text("entity,name,type\nlee,Anna Lee,person\n", encoding="utf-8")
    assert "lee" in find_ids(sentences, "ukraine", path)


def test_adopting_twice_adds_nothing_and_keeps_what_the_user_wrote(tmp_path):
    path = tmp_path / "own.csv"
    path.write_text("entity,name,type,camp\nanna-lee,Anna Lee,person,west\n", encoding="utf-8")
    unlinked = pd.DataFrame({"entity": ["Anna Lee", "Bo Hill"], "type": "person"})
    assert adopt_names(unlinked, path)["entity"].tolist() == ["bo-hill"]
    assert adopt_names(unlinked, path).empty
    assert pd.read_csv(path)[["entity", "camp"]].fillna("").values.tolist() == [
        ["anna-lee", "west"], ["bo-hill", ""],
    ]  # fmt: skip


def test_a_misspelt_name_is_answered_with_the_nearest_and_nothing_is_written(tmp_path):
    unlinked = pd.DataFrame({"entity": ["Anna Lee", "Bo Hill"], "type": "person"})
    with pytest.raises(ValueError, match=r"not 'Ana Lee'; did you mean 'Anna Lee'\?"):
        adopt_names(unlinked, tmp_path / "own.csv", names=["Bo Hill", "Ana Lee"])
    assert not (tmp_path / "own.csv").exists()


def test_names_are_adopted_only_into_a_csv_of_your_own(tmp_path):
    unlinked = pd.DataFrame({"entity": ["Anna Lee"], "type": ["person"]})
    with pytest.raises(ValueError, match="of your own"):
        adopt_names(unlinked, tmp_path / "own.txt")
    with pytest.raises(FileNotFoundError, match="no folder"):
        adopt_names(unlinked, tmp_path / "none" / "own.csv")


def test_the_list_says_how_well_the_registry_covers_the_mentions_and_which_one_fits(sentences):
    mentions = find_entities(sentences, tagger=None)
    articles = sentences.assign(title="")
    attrs = list_unlinked(mentions, articles=articles).attrs
    assert not attrs["covers"]
    assert attrs["coverage"].startswith("The registry does not cover this corpus: only 0 % of 4 mentions")
    assert attrs["choice"].startswith("Registry: world. Of 4 articles drawn, none holds a name")
    linked = mentions.assign(entity="kyiv", name="Kyiv", how="registry")
    assert list_unlinked(linked).attrs["coverage"] == "The registry links 100 % of 4 mentions."
    assert list_unlinked(linked.iloc[:0]).attrs == {"coverage": "No names were found.", "covers": True}

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.summaries.tone import mean_tone
from analysis.summaries.word_shift import score_word_shift
from analysis.text.sentences import split_sentences
from analysis.tone.evaluation import find_judgements, score_tone
from tests.articles import make_articles

TONE = pd.DataFrame({"outlet": ["X", "Y"], "n_words": [100, 200]})


def make_hits(rows):
    return pd.DataFrame(rows, columns=["outlet", "surface", "weight"])


def test_the_parts_of_each_word_are_those_of_the_formula():
    hits = make_hits([("X", "hero", 1.0), ("X", "hero", -1.0), ("Y", "hero", 1.0), ("X", "brutal", -1.0)])
    shift = score_word_shift(hits, of=TONE, target="Y").set_index("word")
    # hero: p1 = 2/100, s1 = 0; p2 = 1/200, s2 = 1
    assert shift.loc["hero", "shift"] == pytest.approx(100 * ((0.005 - 0.02) * 0.5 + 0.0125 * 1))
    assert shift.loc["brutal", "shift"] == pytest.approx(100 * (0 - 0.01) * -1)
    assert shift.loc["brutal", "direction"] == "unfavourable, less often"
    assert shift.loc["hero", "direction"] == "favourable, judged otherwise"


hits = st.lists(
    st.tuples(
        st.sampled_from("XYZ"), st.sampled_from(["a", "b", "c", "A d"]), st.sampled_from([-2.0, -1.0, 1.0])
    ),
    max_size=40,
)


@settings(max_examples=80, deadline=None)
@given(hits, st.sampled_from([0.0, 0.5, -1.0]))
def test_the_parts_add_up_to_the_difference_of_tone(rows, centre):
    tone = pd.DataFrame({"outlet": ["X", "Y", "Z"], "n_words": [90, 150, 60]})
    shift = score_word_shift(make_hits(rows), of=tone, target="X", centre=centre)
    sums = {outlet: sum(weight for o, _, weight in rows if o == outlet) for outlet in "XYZ"}
    assert shift["shift"].sum() == pytest.approx(
        100 * (sums["X"] / 90 - (sums["Y"] + sums["Z"]) / 210), abs=1e-9
    )


def test_the_parts_add_up_to_what_mean_tone_says():
    hits = pd.DataFrame(
        {
            "outlet": ["X", "X", "Y", "Y", "Y"],
            "surface": ["hero", "shelled", "brutal", "brutal", "hero"],
            "counted": ["positive", "battle", "negative", "negative", "negative"],
        }
    )
    tone = pd.DataFrame(
        {
            "article_id": ["a", "b"],
            "outlet": ["X", "Y"],
            "n_words": [40, 60],
            "n_positive": [1, 0],
            "n_negative": [0, 3],
        }
    )
    means = mean_tone(tone, by="outlet").set_index("outlet")["value"]
    shift = score_word_shift(hits, of=tone, target="X", reference="Y")
    assert shift["shift"].sum() == pytest.approx(means["X"] - means["Y"])
    assert set(shift["word"]) == {"hero", "brutal"}  # battle vocabulary never enters tone
    assert shift.attrs == {"target": "X", "reference": "Y"}


def test_swapping_the_groups_turns_the_signs():
    hits = make_hits([("X", "hero", 1.0), ("Y", "brutal", -1.0), ("Y", "hero", -1.0)])
    there = score_word_shift(hits, of=TONE, target="X").set_index("word")["shift"]
    back = score_word_shift(hits, of=TONE, target="Y").set_index("word")["shift"]
    assert np.allclose(there, -back.reindex(there.index))


def test_without_hits_there_is_no_word_and_no_error():
    assert len(score_word_shift(make_hits([]), of=TONE, target="X")) == 0


def test_a_word_is_called_what_most_of_its_uses_are():
    """*Accused* stands 13 times as unfavourable in X, and once negated in Y."""
    hits = make_hits([("X", "accused", -1.0)] * 13 + [("Y", "accused", 1.0)])
    for target in "XY":
        shift = score_word_shift(hits, of=TONE, target=target)
        assert shift["direction"].tolist() == ["unfavourable, judged otherwise"]


def test_a_word_used_as_often_the_one_way_as_the_other_is_called_neither():
    shift = score_word_shift(make_hits([("X", "accused", -1.0), ("Y", "accused", 1.0)]), of=TONE, target="Y")
    assert shift["direction"].tolist() == ["used both ways, judged otherwise"]


def test_a_word_with_the_same_share_in_both_groups_is_used_as_often():
    hits = make_hits([("X", "hero", 1.0), ("Y", "hero", 1.0), ("Y", "hero", 1.0)])
    shift = score_word_shift(hits, of=TONE, target="Y")
    assert shift[["shift", "direction"]].values.tolist() == [[0.0, "favourable, as often"]]


def test_swapping_the_groups_keeps_what_a_word_is_and_turns_how_often_it_is_used():
    hits = make_hits([("X", "hero", 1.0), ("X", "hero", 1.0), ("Y", "brutal", -1.0)])
    there, back = (
        score_word_shift(hits, of=TONE, target=name).set_index("word")["direction"] for name in "XY"
    )
    assert there.to_dict() == {"hero": "favourable, more often", "brutal": "unfavourable, less often"}
    assert back.to_dict() == {"hero": "favourable, less often", "brutal": "unfavourable, more often"}


def test_a_phrase_of_the_word_list_is_one_word_of_the_shift():
    texts = ["They were used as human shields.", "A brave, brave man."]
    sentences = split_sentences(make_articles(*texts, outlet=["X", "Y"]))
    lexicon = pd.DataFrame(
        {"term": ["human shields", "brave"], "category": ["unfavourable", "favourable"], "weight": 1.0}
    )
    hits = find_judgements(sentences, lexicon=lexicon)
    shift = score_word_shift(hits, of=score_tone(sentences, lexicon=lexicon), target="X")
    assert set(shift["word"]) == {"human shields", "brave"}


def test_a_shift_between_sections_reads_them_from_the_articles():
    hits = pd.DataFrame({"article_id": ["a", "b"], "surface": ["hero", "brutal"], "weight": [1.0, -1.0]})
    tone = pd.DataFrame({"article_id": ["a", "b"], "n_words": [10, 20]})
    articles = pd.DataFrame({"article_id": ["a", "b"], "section": ["news", "opinion"]})
    shift = score_word_shift(hits, of=tone, by="section", target="news", articles=articles)
    assert shift[["word", "shift"]].values.tolist() == [["hero", 10.0], ["brutal", 5.0]]
    with pytest.raises(ValueError, match=r"cannot group by 'section'.*Give the table that holds it as"):
        score_word_shift(hits, of=tone, by="section", target="news")


def test_a_shift_between_voices_splits_the_tone_by_itself():
    text = "A brave man. “It was a brutal, brutal war,” he said."
    sentences = split_sentences(make_articles(text))
    hits, tone = find_judgements(sentences), score_tone(sentences)
    shift = score_word_shift(hits, of=tone, by="voice", target="quotation")
    means = mean_tone(tone, by="voice").set_index("voice")["value"]
    assert shift.attrs == {"target": "quotation", "reference": "all others"}
    assert shift["shift"].sum() == pytest.approx(means["quotation"] - means["narration"])


def test_an_unknown_group_is_an_error():
    with pytest.raises(ValueError, match="The `target` must be one of 'X', 'Y'; not 'Z'"):
        score_word_shift(make_hits([]), of=TONE, target="Z")

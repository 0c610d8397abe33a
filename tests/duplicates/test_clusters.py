"""Clusters of copies: planted cuts and edits are found, and texts that share only a topic are not."""

import random

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.duplicates.clusters import find_copies
from analysis.duplicates.pairs import containments, find_pairs
from analysis.duplicates.signatures import hash_runs, number_equals, print_text, sign_runs

WORDS = [f"{a}{b}{c}" for a in "bdfgklmnprst" for b in "aeiou" for c in ("n", "r", "sk", "lt", "m")]


def write_text(seed, n_words=300):
    return " ".join(random.Random(seed).choices(WORDS, k=n_words))


def make_articles(texts):
    return pd.DataFrame(
        {"article_id": list(texts), "outlet": "Courier", "date": pd.NaT, "text": list(texts.values())}
    )


def test_cut_and_edited_copies_fall_into_one_cluster():
    wire = write_text(1)
    words = wire.split()
    edited = [word if n % 20 else "changed" for n, word in enumerate(words)]
    articles = make_articles(
        {
            "d-wire": wire,
            "b-cut-to-a-third": " ".join(words[:100]),
            "c-own-lead": write_text(2, 60) + " " + " ".join(words[60:220]),
            "a-edited": " ".join(edited),
            "e-other": write_text(3),
        }
    )
    copies = find_copies(articles)
    assert copies[["article_id", "cluster", "n_copies"]].values.tolist() == [
        ["a-edited", "a-edited", 4],
        ["b-cut-to-a-third", "a-edited", 4],
        ["c-own-lead", "a-edited", 4],
        ["d-wire", "a-edited", 4],
        ["e-other", "e-other", 1],
    ]


def test_containment_is_the_share_of_the_shorter_texts_runs_in_the_longest_text():
    words = write_text(8, 60).split()
    cut = [*words[:20], "but", *words[20:30], "the"]
    copies = find_copies(make_articles({"cut": " ".join(cut), "wire": " ".join(words)}))
    # 32 words make 30 runs. The added words stand in four of them.
    assert copies["containment"].tolist() == [26 / 30, 1.0]


def test_of_two_longest_texts_the_one_with_the_smallest_id_is_compared_with():
    words = write_text(9, 40).split()
    edited = [*words[:20], "and", *words[21:]]
    texts = {"b": " ".join(words), "a": " ".join(edited), "c": " ".join(words[:20])}
    copies = find_copies(make_articles(texts))
    # Three of the 38 runs hold the changed word.
    assert copies["containment"].tolist() == [1.0, 35 / 38, 1.0]


def test_nine_in_ten_planted_copies_are_found_and_no_other_text_joins_them():
    texts, source = {}, {}
    for n in range(60):
        words = write_text(n, 250).split()
        texts[f"{n:02}-wire"], source[f"{n:02}-wire"] = " ".join(words), n
        kept = words[: 60 + 3 * n]
        kept[::25] = ["edited"] * len(kept[::25])
        texts[f"{n:02}-zcopy"], source[f"{n:02}-zcopy"] = " ".join(kept), n
    copies = find_copies(make_articles(texts))
    assert (copies["n_copies"] == 2).mean() >= 0.9
    assert copies["article_id"].map(source).tolist() == copies["cluster"].map(source).tolist()


def test_the_order_of_articles_changes_nothing():
    articles = make_articles({f"{n}": write_text(n % 7, 120 + n) for n in range(20)})
    expected = find_copies(articles)
    assert expected["n_copies"].max() == 3
    for seed in range(3):
        pd.testing.assert_frame_equal(find_copies(articles.sample(frac=1, random_state=seed)), expected)


def test_a_cluster_is_no_chain():
    words = write_text(5).split()
    first, middle, last = (" ".join(part) for part in (words[:150], words[75:225], words[150:]))
    assert containments(hash_runs(first), [hash_runs(last)])[0] < 0.4
    copies = find_copies(make_articles({"a": first, "b": middle, "c": last}))
    assert copies["cluster"].tolist() == ["a", "a", "c"]


def test_a_text_joins_the_longer_text_that_holds_most_of_it():
    words = write_text(5, 400).split()
    texts = {"a": words[:200], "b": [*words[120:200], *write_text(6, 100).split()], "c": words[100:200]}
    texts["b"] += words[100:120]
    copies = find_copies(make_articles({name: " ".join(text) for name, text in texts.items()}))
    assert copies["cluster"].tolist() == ["a", "b", "a"]


@settings(max_examples=100, deadline=None)
@given(
    st.lists(st.tuples(st.integers(0, 250), st.integers(5, 120), st.integers(0, 3)), min_size=2, max_size=12)
)
def test_every_text_of_a_cluster_reaches_the_threshold_with_the_longest_one(cuts):
    words = write_text(7, 250).split()
    texts = {
        f"a{number:02}": " ".join([*words[start : start + size], *write_text(number, 9 * own).split()])
        or "none"
        for number, (start, size, own) in enumerate(cuts)
    }
    copies = find_copies(make_articles(texts))
    assert copies["containment"].min() >= 0.4
    assert (copies["n_copies"] == copies.groupby("cluster")["cluster"].transform("size")).all()


def write_bulletins(n):
    numbers = [random.Random(day).sample(range(100, 90_000), 5) for day in range(n)]
    return [
        f"The staff reported on day {200 + day} that the enemy had lost {a} soldiers, {b} tanks and {c} guns "
        f"over the past day, bringing total losses since February to {d} soldiers and {e} vehicles."
        for day, (a, b, c, d, e) in enumerate(numbers)
    ]


def test_bulletins_of_one_template_are_a_series_and_no_copies():
    bulletins = write_bulletins(6)
    articles = make_articles({f"{number}": text for number, text in enumerate([*bulletins, bulletins[2]])})
    assert find_copies(articles)["cluster"].tolist() == ["0", "1", "2", "3", "4", "5", "2"]


def test_a_report_that_was_cut_keeps_its_numbers_and_is_a_copy():
    report = write_bulletins(1)[0] + " " + write_text(3, 40)
    copies = find_copies(make_articles({"a": report, "b": write_bulletins(1)[0]}))
    assert copies["cluster"].tolist() == ["a", "a"]


def repeat_background(n, outlets=("Courier",), own=60):
    background = write_text(99, 60)
    articles = make_articles(
        {f"a{number}": f"{write_text(number, own)}\n\n{background}" for number in range(n)}
    )
    days = pd.Timestamp("2022-11-01") + pd.to_timedelta(range(n), unit="D")
    return articles.assign(outlet=[outlets[number % len(outlets)] for number in range(n)], date=days)


def test_articles_that_share_only_the_background_of_their_outlet_are_no_copies():
    articles = repeat_background(5)
    assert find_copies(articles)["n_copies"].tolist() == [1] * 5
    # Two further outlets printed one of them, background included.
    copies = articles.iloc[[0, 0]].assign(article_id=["b", "c"], outlet=["Herald", "Ledger"])
    found = find_copies(pd.concat([articles, copies]))
    assert found["cluster"].tolist() == ["a0", "a1", "a2", "a3", "a4", "a0", "a0"]


def test_a_text_that_its_outlet_prints_again_and_again_is_a_copy():
    articles = repeat_background(4, own=0)
    assert find_copies(articles)["n_copies"].tolist() == [4] * 4


def test_updates_of_one_day_are_copies():
    articles = repeat_background(4).assign(date=pd.Timestamp("2022-11-01"))
    assert find_copies(articles)["n_copies"].tolist() == [4] * 4


def test_equal_articles_cost_one_pair_each():
    runs = [hash_runs(text) for text in ["Grain fell"] * 50 + ["Grain rose"]]
    equal, bands = number_equals(runs), sign_runs(runs).T
    pairs = find_pairs(equal, bands, np.ones(51, dtype=bool), lambda places: [print_text("x")] * len(places))
    assert pairs.tolist() == [[0, place] for place in range(1, 50)]


def test_whole_clusters_give_the_same_rows_as_the_whole_corpus():
    words = write_text(11, 80).split()
    texts = {f"{n}-copy": " ".join([*words[: 80 - 7 * n], write_text(20 + n, 5 * n)]) for n in range(6)}
    articles = make_articles({**texts, "other": write_text(12), "short": "One", "short-too": "one"})
    copies = find_copies(articles)
    assert copies["n_copies"].tolist() == [6, 6, 6, 6, 6, 6, 1, 2, 2]
    chosen = copies["cluster"].isin(["0-copy", "short"])
    expected = copies[chosen].reset_index(drop=True)
    of_clusters = articles[articles["article_id"].isin(expected["article_id"])]
    pd.testing.assert_frame_equal(find_copies(of_clusters), expected)


def test_at_least_decides_how_much_two_copies_share():
    words = write_text(6).split()
    articles = make_articles({"a": " ".join(words[:200]), "b": " ".join(words[100:])})
    assert find_copies(articles, at_least=0.4)["n_copies"].tolist() == [2, 2]
    assert find_copies(articles, at_least=0.6)["n_copies"].tolist() == [1, 1]


@pytest.mark.parametrize("at_least", [0, -1, 1.1])
def test_at_least_outside_0_to_1_is_an_error(at_least):
    with pytest.raises(ValueError, match="The `at_least` must lie above 0 and not above 1"):
        find_copies(make_articles({"a": "One"}), at_least=at_least)


def test_no_article_gives_no_row():
    copies = find_copies(make_articles({}))
    assert copies.empty
    assert list(copies.columns) == ["article_id", "outlet", "date", "cluster", "n_copies", "containment"]


def test_a_text_of_two_words_is_a_copy_of_the_same_two_words_only():
    articles = make_articles({"a": "Sirens again", "b": "sirens again!", "c": "Sirens"})
    assert find_copies(articles)["cluster"].tolist() == ["a", "a", "c"]

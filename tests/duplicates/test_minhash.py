"""Near-duplicates: planted cuts and edits are found, and what only shares a topic is not."""

import random

import pandas as pd
import pytest

from analysis.duplicates.compare import compare_copies
from analysis.duplicates.minhash import containment, find_copies, hash_runs

WORDS = [f"{a}{b}{c}" for a in "bdfgklmnprst" for b in "aeiou" for c in ("n", "r", "sk", "lt", "m")]


def write_text(seed, n=300):
    return " ".join(random.Random(seed).choices(WORDS, k=n))


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
    assert copies["article_id"].tolist() == [
        "a-edited",
        "b-cut-to-a-third",
        "c-own-lead",
        "d-wire",
        "e-other",
    ]
    assert copies["cluster"].tolist() == ["a-edited"] * 4 + ["e-other"]
    assert copies["n_copies"].tolist() == [4, 4, 4, 4, 1]


def test_containment_is_the_share_of_the_shorter_texts_runs_found_in_the_longest():
    words = write_text(8, 60).split()
    cut = [*words[:20], "but", *words[20:30], "the"]
    copies = find_copies(make_articles({"cut": " ".join(cut), "wire": " ".join(words)}))
    # 32 words make 30 runs; the added words stand in three of them, and in the last.
    assert copies["containment"].tolist() == [26 / 30, 1.0]


def test_of_planted_copies_nine_in_ten_are_found_and_no_stranger_with_them():
    texts, source = {}, {}
    for n in range(60):
        words = write_text(n, 250).split()
        texts[f"{n:02}-wire"], source[f"{n:02}-wire"] = " ".join(words), n
        kept = words[: 60 + 3 * n]
        kept[::25] = ["edited"] * len(kept[::25])
        texts[f"{n:02}-zcopy"], source[f"{n:02}-zcopy"] = " ".join(kept), n
    copies = find_copies(make_articles(texts))
    assert (copies["n_copies"] == 2).mean() >= 0.9
    assert all(
        source[one] == source[of] for one, of in zip(copies["article_id"], copies["cluster"], strict=True)
    )


def test_the_order_of_articles_changes_nothing():
    texts = {f"{n}": write_text(n % 7, 120 + n) for n in range(20)}
    articles = make_articles(texts)
    expected = find_copies(articles)
    assert expected["n_copies"].max() == 3
    for seed in range(3):
        pd.testing.assert_frame_equal(find_copies(articles.sample(frac=1, random_state=seed)), expected)


def test_a_copy_of_a_copy_is_in_the_cluster():
    words = write_text(5).split()
    articles = make_articles(
        {"a": " ".join(words[:150]), "b": " ".join(words[75:225]), "c": " ".join(words[150:])}
    )
    assert containment(*(hash_runs(text) for text in articles["text"][[0, 2]])) < 0.4
    assert find_copies(articles)["cluster"].tolist() == ["a", "a", "a"]


def test_the_threshold_decides_how_much_must_be_shared():
    words = write_text(6).split()
    articles = make_articles({"a": " ".join(words[:200]), "b": " ".join(words[100:])})
    assert find_copies(articles, 0.4)["n_copies"].tolist() == [2, 2]
    assert find_copies(articles, 0.6)["n_copies"].tolist() == [1, 1]
    with pytest.raises(ValueError, match="The `threshold` must lie above 0"):
        find_copies(articles, 0)


def test_no_article_gives_no_row():
    assert find_copies(make_articles({})).empty


def test_a_text_of_two_words_is_a_copy_of_the_same_two_words_only():
    articles = make_articles({"a": "Sirens again", "b": "sirens again!", "c": "Sirens"})
    assert find_copies(articles)["cluster"].tolist() == ["a", "a", "c"]


def test_copies_whose_clusters_are_known_have_the_numbers_of_copies_that_are_found():
    words, texts = write_text(11, 80).split(), {"other": write_text(12), "short": "One", "short-too": "one"}
    for n in range(6):
        own = write_text(20 + n, 5 * n).split()
        texts[f"{n}-copy"] = " ".join([*words[: 80 - 7 * n], *own])
    # As many runs as the longest has, and a text of which no word is counted twice.
    texts |= {"6-tie": texts["0-copy"].upper(), "7-cyrillic": " ".join(["мост", *words[1:]])}
    articles = make_articles(texts)
    found = find_copies(articles)
    assert found["n_copies"].max() >= 7
    known = articles.merge(found[["article_id", "cluster"]])
    compared = compare_copies(known, of=known).sort_values("article_id", ignore_index=True)
    pd.testing.assert_frame_equal(compared[found.columns], found)
    some = known[known["article_id"].isin(["3-copy", "other"])]
    alone = compare_copies(some, of=known)
    expected = found[found["article_id"].isin(some["article_id"])].reset_index(drop=True)
    pd.testing.assert_frame_equal(alone.sort_values("article_id", ignore_index=True)[found.columns], expected)

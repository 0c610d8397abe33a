"""Who appears with whom, drawn and described."""

import numpy as np
import pandas as pd
import pytest

from analysis.charts.network import describe_network, lay_springs, pick_pairs, plot_network
from analysis.summaries.pairs import count_together


def make_pairs():
    rows = [("a", "Kyiv"), ("a", "Moscow"), ("b", "Kyiv"), ("b", "Moscow"), ("b", "Minsk"), ("c", "Minsk"),
            ("c", "Kyiv"), ("d", "Kyiv")]  # fmt: skip
    mentions = pd.DataFrame(rows, columns=["article_id", "name"])
    return count_together(mentions, of=mentions[["article_id"]])


def test_a_network_is_described_by_its_strongest_pairs_and_best_linked_names():
    assert describe_network(make_pairs(), at_least=1) == (
        "Network of 3 entities and 3 pairs. Strongest by times together: Kyiv and Minsk 2, "
        "Kyiv and Moscow 2, Minsk and Moscow 1. Most links: Kyiv 2, Minsk 2, Moscow 2."
    )


def test_the_chart_carries_its_words_and_names_its_circles():
    axes = plot_network(make_pairs())
    assert axes.figure.get_label() == describe_network(make_pairs())
    assert {text.get_text() for text in axes.texts} == {"Kyiv 4", "Minsk 2", "Moscow 2"}


def test_pairs_that_stand_together_too_seldom_are_left_out():
    assert len(pick_pairs(make_pairs(), 40, 2, "n_together")) == 2
    axes = plot_network(make_pairs(), at_least=9)
    assert axes.figure.get_label() == "No network: no two entities stand together 9 times."


def test_the_same_pairs_in_another_order_give_the_same_places():
    here = plot_network(make_pairs()).collections[0].get_offsets()
    there = plot_network(make_pairs()[::-1]).collections[0].get_offsets()
    np.testing.assert_array_equal(here, there)


def test_linked_points_lie_nearer_than_others():
    ends = np.array([[0, 1], [1, 2], [0, 2], [3, 4], [4, 5], [3, 5]])
    places = lay_springs(6, ends, np.ones(6))
    apart = np.hypot(*(places[:, None] - places[None]).transpose(2, 0, 1))
    linked = np.array([apart[a, b] for a, b in ends])
    assert linked.max() < apart[:3, 3:].min()


def test_a_table_without_pairs_is_an_error():
    with pytest.raises(ValueError, match="plot_network"):
        plot_network(pd.DataFrame({"name": ["Kyiv"]}))


def test_a_misspelt_strength_is_answered_with_the_nearest():
    with pytest.raises(ValueError, match="did you mean 'jaccard'"):
        plot_network(make_pairs(), strength="jacard")

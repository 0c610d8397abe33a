"""Each group against all others: differences with intervals, tested together."""

import numpy as np
import pandas as pd
import pytest

from analysis.summaries.contrasts import FALSE_DISCOVERIES, adjust_p, compare_groups
from analysis.summaries.intervals import difference_interval, share_interval


def make_shares(n_with, n=100, outlets="XYZ", frame="law"):
    n_with, n = np.broadcast_arrays(np.asarray(n_with), n)
    low, high = share_interval(n_with, n)
    return pd.DataFrame({
        "outlet": list(outlets), "frame": frame, "n_articles": n, "n_with": n_with,
        "value": n_with / n, "low": low, "high": high,
    })  # fmt: skip


def test_of_two_groups_the_interval_is_newcombes():
    compared = compare_groups(make_shares([48, 56], [80, 70], outlets="XY")).set_index("outlet")
    low, high = difference_interval(48, 80, 56, 70)
    assert compared.loc["Y", ["low_difference", "high_difference"]].tolist() == pytest.approx([low, high])
    assert compared.loc["X", "difference"] == -compared.loc["Y", "difference"]


def test_the_others_are_one_group_weighted_by_their_articles():
    compared = compare_groups(make_shares([50, 10, 60], [100, 50, 150])).set_index("outlet")
    assert compared["others"].round(4).to_dict() == {"X": 0.35, "Y": 0.44, "Z": 0.4}
    assert compared["n_others"].to_dict() == {"X": 200, "Y": 250, "Z": 150}


def test_p_is_small_where_the_interval_leaves_zero_out():
    compared = compare_groups(pd.concat([make_shares([60, 20, 20]), make_shares([30, 31, 29], frame="aid")]))
    inside = (compared["low_difference"] <= 0) & (compared["high_difference"] >= 0)
    assert (compared["p"] < 0.05).tolist() == (~inside).tolist()
    assert compared["p"].is_monotonic_increasing


def test_q_is_the_step_up_of_benjamini_and_hochberg():
    p = np.array([0.001, 0.008, 0.039, 0.041, 0.042, 0.06, 0.074, 0.205])
    by_hand = [min(min(p[j] * 8 / (j + 1) for j in range(i, 8)), 1) for i in range(8)]
    assert adjust_p(p).tolist() == pytest.approx(by_hand)
    assert adjust_p(p[::-1]).tolist() == pytest.approx(by_hand[::-1])
    assert adjust_p([]).tolist() == []


def test_groups_without_an_interval_are_not_compared():
    shares = make_shares([60, 20, 3], [100, 100, 4])
    shares.loc[2, ["low", "high"]] = np.nan
    assert sorted(compare_groups(shares)["outlet"]) == ["X", "Y"]
    assert compare_groups(shares.iloc[[0, 2]]).empty


def test_swapping_two_names_swaps_their_rows_and_nothing_else():
    shares = make_shares([60, 20, 35])
    swapped = shares.assign(outlet=shares["outlet"].replace({"X": "Y", "Y": "X"}))
    back = compare_groups(swapped).replace({"outlet": {"X": "Y", "Y": "X"}})
    pd.testing.assert_frame_equal(
        back.sort_values("outlet", ignore_index=True),
        compare_groups(shares).sort_values("outlet", ignore_index=True),
    )


def test_where_all_groups_are_alike_few_tables_name_any():
    rng = np.random.default_rng(1)
    named = 0
    for _ in range(200):
        parts = [make_shares(rng.binomial(60, 0.3, 5), 60, "VWXYZ", frame) for frame in "abcdef"]
        named += bool((compare_groups(pd.concat(parts))["q"] < FALSE_DISCOVERIES).any())
    assert named / 200 <= 0.1

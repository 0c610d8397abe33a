import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.summaries.intervals import note_units, ratio_error, ratio_interval, share_interval


def sums(y, x):
    y, x = np.asarray(y, float), np.asarray(x, float)
    return len(y), y.sum(), x.sum(), (y * y).sum(), (x * y).sum(), (x * x).sum()


@given(st.integers(1, 400), st.data())
def test_the_share_interval_holds_the_shares_that_the_score_test_does_not_reject(n, data):
    k = data.draw(st.integers(0, n))
    low, high = share_interval(k, n)
    for bound in (low, high):
        if 0 < bound < 1:
            # Wilson's bounds are where |p̂ - p| equals z standard errors under p itself.
            assert abs(k / n - bound) == pytest.approx(
                1.959963985 * np.sqrt(bound * (1 - bound) / n), rel=1e-6
            )
    assert 0 <= low <= k / n <= high <= 1


def test_the_share_interval_agrees_with_published_figures():
    # Newcombe 1998, Statistics in Medicine 17, table I, method 3.
    cases = {
        (81, 263): (0.2553, 0.3662),
        (15, 148): (0.0624, 0.1605),
        (0, 20): (0.0, 0.1611),
        (1, 29): (0.0061, 0.1718),
    }
    for (k, n), expected in cases.items():
        assert np.round(share_interval(k, n), 4).tolist() == list(expected)


def test_a_share_of_nothing_has_no_interval():
    assert np.isnan(share_interval(0, 0)).all()


@given(st.lists(st.tuples(st.integers(-20, 20), st.integers(1, 500)), min_size=2, max_size=30))
def test_the_ratio_error_is_that_of_the_residuals(units):
    y, x = (np.array(part, float) for part in zip(*units, strict=True))
    residuals = y - y.sum() / x.sum() * x
    by_hand = np.sqrt(np.var(residuals, ddof=1) / len(y)) / x.mean()
    assert ratio_error(*sums(y, x)) == pytest.approx(by_hand, rel=1e-4, abs=1e-7)


def test_the_ratio_error_is_close_to_the_jackknife():
    rng = np.random.default_rng(3)
    x = rng.integers(200, 800, 200)
    y = rng.binomial(x, 0.03)
    without_one = (y.sum() - y) / (x.sum() - x)
    jackknife = np.sqrt(199 / 200 * ((without_one - without_one.mean()) ** 2).sum())
    assert ratio_error(*sums(y, x)) == pytest.approx(jackknife, rel=0.01)


def test_with_units_of_equal_size_the_ratio_interval_is_that_of_a_mean():
    y = np.array([1.0, 2, 4, 4, 9, 10])
    error = ratio_error(*sums(y, np.ones(6)))
    assert error == pytest.approx(y.std(ddof=1) / np.sqrt(6))
    low, high = ratio_interval(y.mean(), error, 6)
    assert (high - low) / 2 == pytest.approx(2.570582 * error)  # t(0.975, 5) from printed tables


def test_about_nineteen_in_twenty_ratio_intervals_hold_the_truth():
    rng = np.random.default_rng(11)
    held = 0
    for _ in range(600):
        x = rng.integers(100, 900, 40)
        y = rng.binomial(x, rng.beta(4, 96, 40))
        n, top, bottom, *rest = sums(y, x)
        low, high = ratio_interval(top / bottom, ratio_error(n, top, bottom, *rest), n)
        held += low <= 0.04 <= high
    assert 0.92 <= held / 600 <= 0.98


@pytest.mark.parametrize("confidence", [95, 1, 0, -0.5, "0.95", None, float("nan")])
def test_a_confidence_that_is_no_share_is_an_error(confidence):
    for interval in (
        lambda: share_interval(3, 9, confidence=confidence),
        lambda: ratio_interval(1, 0.5, 6, confidence=confidence),
    ):
        with pytest.raises(
            ValueError, match=r"The `confidence` must lie between 0 and 1, such as 0\.95; not"
        ):
            interval()


@pytest.mark.parametrize(
    ("n", "note"),
    [
        (1, "1 article: an interval needs 5"),
        (4, "4 articles: an interval needs 5"),
        (5, "5 articles: fewer than 30, a rough interval"),
        (30, ""),
    ],
)
def test_the_note_says_why_there_is_no_interval(n, note):
    assert note_units(n) == note

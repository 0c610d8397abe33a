"""Uncertainty of a number: intervals for shares, for ratios of sums and for differences of shares."""

from numbers import Real
from typing import TypeAlias

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike, NDArray

from analysis.wording import count_noun, format_number

Floats: TypeAlias = NDArray[np.float64]
Interval: TypeAlias = tuple[Floats, Floats]

FEWEST = 5  # units below which no interval is drawn
FEW = 30  # units below which an interval comes with a warning


def share_interval(n_with: ArrayLike, n: ArrayLike, *, confidence: float = 0.95) -> Interval:
    """Wilson interval of the share `n_with / n`.

    Parameters
    ----------
    n_with : array_like of float
        Units with the property.
    n : array_like of float
        All units; may be fractional (an effective sample size).
    confidence : float, default 0.95
        Between 0 and 1.

    Returns
    -------
    tuple of two ndarray
        Low and high, between 0 and 1; NaN where `n` is 0.

    Raises
    ------
    ValueError
        For a confidence outside 0 to 1.

    References
    ----------
    Wilson 1927, Journal of the American Statistical Association 22(158), 209-212.

    Examples
    --------
    >>> low, high = share_interval(8, 10)
    >>> print(f"{low:.3f} to {high:.3f}")
    0.490 to 0.943
    """
    from scipy.special import ndtri  # loads slowly, and reading a corpus needs no interval

    n_with, n = np.broadcast_arrays(np.asarray(n_with, float), np.asarray(n, float))
    z2 = ndtri((1 + check_confidence(confidence)) / 2) ** 2
    with np.errstate(divide="ignore", invalid="ignore"):
        share = n_with / n
        centre = (share + z2 / (2 * n)) / (1 + z2 / n)
        half = np.sqrt(z2 * (share * (1 - share) / n + z2 / (4 * n**2))) / (1 + z2 / n)
    # The bounds at the ends are exactly 0 and 1; rounding must not push them past the share itself.
    low = np.where(n_with == 0, 0.0, np.minimum(centre - half, share))
    high = np.where(n_with == n, 1.0, np.maximum(centre + half, share))
    return np.where(n > 0, low, np.nan), np.where(n > 0, high, np.nan)


def difference_interval(
    n_with_before: ArrayLike,
    n_before: int,
    n_with_after: ArrayLike,
    n_after: int,
    *,
    confidence: float = 0.95,
) -> Interval:
    """Newcombe's hybrid score interval of the difference of two shares, after minus before.

    With p1, p2 the shares before and after, l and u their Wilson limits and d = p2 - p1:
    low = d - sqrt((p2 - l2)² + (u1 - p1)²), high = d + sqrt((u2 - p2)² + (p1 - l1)²).

    References
    ----------
    Newcombe 1998, Statistics in Medicine 17, 873-890, method 10. His example: 56/70 against 48/80 gives
    0.0524 to 0.3339.

    Examples
    --------
    >>> low, high = difference_interval(48, 80, 56, 70)
    >>> print(f"{low:.4f} to {high:.4f}")
    0.0524 to 0.3339
    """
    before, after = np.asarray(n_with_before) / n_before, np.asarray(n_with_after) / n_after
    low1, high1 = share_interval(n_with_before, n_before, confidence=confidence)
    low2, high2 = share_interval(n_with_after, n_after, confidence=confidence)
    change = after - before
    low = change - np.sqrt((after - low2) ** 2 + (high1 - before) ** 2)
    high = change + np.sqrt((high2 - after) ** 2 + (before - low1) ** 2)
    return low, high


def ratio_error(
    n: ArrayLike,
    sum_y: ArrayLike,
    sum_x: ArrayLike,
    sum_yy: ArrayLike,
    sum_xy: ArrayLike,
    sum_xx: ArrayLike,
) -> Floats:
    """Standard error of the ratio of sums `sum_y / sum_x` over `n` units, by linearisation.

    With y and x the two counts of a unit, the variance is `n / (n - 1) * sum (y - ratio * x)² / sum_x²`.
    It follows from the sums of y, x, y², xy and x² over the units. NaN below two units.

    References
    ----------
    Cochran 1977, Sampling Techniques, chapter 6.

    Examples
    --------
    >>> round(float(ratio_error(2, 3, 4, 5, 7, 10)), 4)
    0.125
    """
    arrays = (np.asarray(numbers, float) for numbers in (n, sum_y, sum_x, sum_yy, sum_xy, sum_xx))
    units, y, x, yy, xy, xx = np.broadcast_arrays(*arrays)
    with np.errstate(divide="ignore", invalid="ignore"):
        ratio = y / x
        spread = yy - 2 * ratio * xy + ratio**2 * xx
        size = yy + np.abs(2 * ratio * xy) + ratio**2 * xx
        # Where all units agree exactly, only rounding errors remain; they are no spread.
        spread = np.where(spread <= 1e-12 * size, 0.0, spread)
        error = np.sqrt(units / (units - 1) * spread) / np.abs(x)
    return np.where(units > 1, error, np.nan)


def ratio_interval(ratio: ArrayLike, error: ArrayLike, n: ArrayLike, *, confidence: float = 0.95) -> Interval:
    """Interval `ratio ± t * error`, with t from Student's distribution with n - 1 degrees of freedom.

    Raises ValueError for a confidence outside 0 to 1.

    >>> low, high = ratio_interval(1.0, 0.5, 6)
    >>> print(f"{low:.3f} to {high:.3f}")
    -0.285 to 2.285
    """
    from scipy.special import stdtrit

    ratios, errors, units = np.broadcast_arrays(*(np.asarray(a, float) for a in (ratio, error, n)))
    half = stdtrit(np.maximum(units - 1, 1), (1 + check_confidence(confidence)) / 2) * errors
    return ratios - half, ratios + half


def check_confidence(confidence: float) -> float:
    """Return the confidence of an interval if it is a share and not a percentage; else raise ValueError.

    >>> check_confidence(95)
    Traceback (most recent call last):
    ValueError: The `confidence` must lie between 0 and 1, such as 0.95; not 95.
    """
    if not isinstance(confidence, Real) or not 0 < confidence < 1:
        raise ValueError(f"The `confidence` must lie between 0 and 1, such as 0.95; not {confidence!r}.")
    return float(confidence)


def note_units(n: int, unit: str = "article") -> str:
    """Return why `n` units have no interval, or a warning that they are few; "" for enough units.

    >>> note_units(3)
    '3 articles: an interval needs 5'
    >>> note_units(12, "cluster")
    '12 clusters: fewer than 30, a rough interval'
    """
    if n < FEWEST:
        return f"{count_noun(n, unit)}: an interval needs {FEWEST}"
    return f"{count_noun(n, unit)}: fewer than {FEW}, a rough interval" if n < FEW else ""


def write_interval(row: pd.Series) -> str | None:
    """The value of a row of a summary with its interval; shares as percentages.

    >>> write_interval(pd.Series({"n_with": 4, "value": 0.2, "low": 0.14, "high": 0.28}))
    '20% (14 to 28)'
    >>> write_interval(pd.Series({"value": 1.5, "low": None, "high": None}))
    '1.50'
    """
    if pd.isna(row["value"]):
        return None
    share = "n_with" in row.index
    value = format_number(row["value"], share=share)
    if pd.isna(row["low"]) or pd.isna(row["high"]):
        return value
    low, high = (format_number(row[end], share=share).removesuffix("%") for end in ("low", "high"))
    return f"{value} ({low} to {high})"


def compare_rates(
    difference: Floats, error_target: Floats, error_reference: Floats, n_target: int, n_reference: int
) -> Floats:
    """Two-sided p of a difference of rates by Welch's t-test, from the standard errors over articles."""
    from scipy.special import stdtr

    error, freedom = join_errors(error_target, error_reference, n_target, n_reference)
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(error > 0, 2 * stdtr(freedom, -np.abs(difference) / error), np.nan)


def find_margin(error_target: Floats, error_reference: Floats, n_target: int, n_reference: int) -> Floats:
    """Half of the 95 % interval of a difference of rates, by Welch's t."""
    from scipy.special import stdtrit

    error, freedom = join_errors(error_target, error_reference, n_target, n_reference)
    return np.where(error > 0, stdtrit(freedom, 0.975) * error, np.nan)


def join_errors(
    error_target: Floats, error_reference: Floats, n_target: int, n_reference: int
) -> tuple[Floats, Floats]:
    """The standard error of a difference and its degrees of freedom (Welch); missing for few articles."""
    if min(n_target, n_reference) < FEWEST:
        return np.full(np.shape(error_target), np.nan), np.full(np.shape(error_target), np.nan)
    first, second = np.square(error_target), np.square(error_reference)
    with np.errstate(divide="ignore", invalid="ignore"):
        freedom = (first + second) ** 2 / (first**2 / (n_target - 1) + second**2 / (n_reference - 1))
    return np.sqrt(first + second), freedom

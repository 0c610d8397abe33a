"""How sure a number is: intervals for shares and for ratios of sums."""

from numbers import Real

import numpy as np
from numpy.typing import ArrayLike

FEWEST = 5  # units below which no interval is drawn
FEW = 30  # units below which an interval comes with a warning


def share_interval(n_with: ArrayLike, n: ArrayLike, *, level: float = 0.95) -> tuple[np.ndarray, np.ndarray]:
    """Wilson's interval for the share `n_with / n`: two arrays, low and high, between 0 and 1.

    `n` may be fractional (an effective sample size). Without any unit (`n = 0`) both are NaN.
    Raises ValueError for a level outside 0 to 1. Source: Wilson 1927, JASA 22(158).

    >>> low, high = share_interval(8, 10)
    >>> print(f"{low:.3f} to {high:.3f}")
    0.490 to 0.943
    """
    from scipy.special import ndtri  # loads slowly, and reading a corpus needs no interval

    n_with, n = np.broadcast_arrays(np.asarray(n_with, float), np.asarray(n, float))
    z2 = ndtri((1 + check_level(level)) / 2) ** 2
    with np.errstate(divide="ignore", invalid="ignore"):
        share = n_with / n
        centre = (share + z2 / (2 * n)) / (1 + z2 / n)
        half = np.sqrt(z2 * (share * (1 - share) / n + z2 / (4 * n**2))) / (1 + z2 / n)
    # The bounds at the ends are exactly 0 and 1; rounding must not push them past the share itself.
    low = np.where(n_with == 0, 0.0, np.minimum(centre - half, share))
    high = np.where(n_with == n, 1.0, np.maximum(centre + half, share))
    return np.where(n > 0, low, np.nan), np.where(n > 0, high, np.nan)


def ratio_error(
    n: ArrayLike, top: ArrayLike, bottom: ArrayLike, top2: ArrayLike, cross: ArrayLike, bottom2: ArrayLike
) -> np.ndarray:
    """Standard error of the ratio of sums `top / bottom` over `n` units, by linearisation.

    With y and x the two counts of a unit: `top` = sum y, `bottom` = sum x, `top2` = sum y², `cross` = sum xy,
    `bottom2` = sum x²; the variance is `n / (n - 1) * sum (y - ratio * x)² / bottom²`. NaN below two units.
    Source: Cochran 1977, Sampling Techniques, chapter 6.

    >>> round(float(ratio_error(2, 3, 4, 5, 7, 10)), 4)
    0.125
    """
    arrays = (np.asarray(a, float) for a in (n, top, bottom, top2, cross, bottom2))
    n, top, bottom, top2, cross, bottom2 = np.broadcast_arrays(*arrays)
    with np.errstate(divide="ignore", invalid="ignore"):
        ratio = top / bottom
        spread = top2 - 2 * ratio * cross + ratio**2 * bottom2
        size = top2 + np.abs(2 * ratio * cross) + ratio**2 * bottom2
        # Units that agree exactly leave only rounding dust, which is no spread.
        spread = np.where(spread <= 1e-12 * size, 0.0, spread)
        error = np.sqrt(n / (n - 1) * spread) / np.abs(bottom)
    return np.where(n > 1, error, np.nan)


def ratio_interval(
    ratio: ArrayLike, error: ArrayLike, n: ArrayLike, *, level: float = 0.95
) -> tuple[np.ndarray, np.ndarray]:
    """The interval `ratio ± t * error`, t from Student's distribution with n - 1 degrees of freedom.

    Raises ValueError for a level outside 0 to 1.

    >>> low, high = ratio_interval(1.0, 0.5, 6)
    >>> print(f"{low:.3f} to {high:.3f}")
    -0.285 to 2.285
    """
    from scipy.special import stdtrit

    ratio, error, n = np.broadcast_arrays(*(np.asarray(a, float) for a in (ratio, error, n)))
    half = stdtrit(np.maximum(n - 1, 1), (1 + check_level(level)) / 2) * error
    return ratio - half, ratio + half


def check_level(level: float) -> float:
    """The level of an interval, once it is sure to be a share of intervals and not a percentage.

    >>> check_level(95)
    Traceback (most recent call last):
    ValueError: The `level` must lie between 0 and 1, such as 0.95; not 95.
    """
    if not isinstance(level, Real) or not 0 < level < 1:
        raise ValueError(f"The `level` must lie between 0 and 1, such as 0.95; not {level!r}.")
    return float(level)


def note_units(n: int, unit: str = "article") -> str:
    """Why no interval is drawn over `n` units, or the warning that they are few; "" when there are enough.

    >>> note_units(3)
    '3 articles: an interval needs 5'
    >>> note_units(12, "cluster")
    '12 clusters: fewer than 30, a rough interval'
    """
    counted = f"{n} {unit}{'' if n == 1 else 's'}"
    if n < FEWEST:
        return f"{counted}: an interval needs {FEWEST}"
    return f"{counted}: fewer than {FEW}, a rough interval" if n < FEW else ""

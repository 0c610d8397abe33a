"""A linear-chain CRF, fitted by OWL-QN, for features that many words share.

The scores of the words are `token_places @ place_attributes @ weights`. `token_places` (words x places) says
which places each word looks at, `place_attributes` (places x attributes) which attributes stand there. The
two matrices are never multiplied with each other. Therefore a step over a million words with a hundred
attributes each takes one second.
"""

from collections.abc import Callable

import numpy as np
from numba import njit
from scipy.sparse import csr_matrix

Loss = Callable[[np.ndarray], tuple[float, np.ndarray]]  # weights to value and gradient
Step = tuple[np.ndarray, np.ndarray, float]  # change of weights, change of gradient, their product


@njit(cache=True)
def run_forward(
    scores: np.ndarray, move: np.ndarray
) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """The forward pass over one sentence.

    Returns potentials and forward probabilities (words x labels), and each word's highest score and scale.
    """
    n, k = scores.shape
    potentials = np.empty((n, k))
    forward = np.empty((n, k))
    tops = np.empty(n)
    scales = np.empty(n)
    for t in range(n):
        tops[t] = scores[t].max()
        for j in range(k):
            potentials[t, j] = np.exp(scores[t, j] - tops[t])
            if t == 0:
                forward[t, j] = potentials[t, j]
            else:
                value = 0.0
                for i in range(k):
                    value += forward[t - 1, i] * move[i, j]
                forward[t, j] = value * potentials[t, j]
        scales[t] = forward[t].sum()
        forward[t] /= scales[t]
    return potentials, forward, tops, scales


@njit(cache=True)
def add_backward(
    potentials: np.ndarray,
    forward: np.ndarray,
    scales: np.ndarray,
    move: np.ndarray,
    weight: float,
    chances: np.ndarray,
    pairs: np.ndarray,
) -> None:
    """The backward pass over one sentence: fills the sentence's `chances` and adds to `pairs`, in place."""
    n, k = potentials.shape
    back = np.ones(k)
    for t in range(n - 1, -1, -1):
        for j in range(k):
            chances[t, j] = weight * forward[t, j] * back[j]
        if t:
            onward = potentials[t] * back / scales[t]
            for i in range(k):
                value = 0.0
                for j in range(k):
                    value += move[i, j] * onward[j]
                    pairs[i, j] += weight * forward[t - 1, i] * move[i, j] * onward[j]
                back[i] = value


@njit(cache=True)
def expect_labels(
    scores: np.ndarray, bounds: np.ndarray, weights: np.ndarray, transitions: np.ndarray
) -> tuple[float, np.ndarray, np.ndarray]:
    """The expected labels and transitions of sentences, each counted as often as its weight.

    Returns the sum of log Z, the probability of every label at every word (words x labels) and the expected
    transitions (labels x labels).
    """
    n, k = scores.shape
    chances = np.empty((n, k))
    pairs = np.zeros((k, k))
    move = np.exp(transitions)
    total = 0.0
    for s in range(len(bounds) - 1):
        start, end = bounds[s], bounds[s + 1]
        potentials, forward, tops, scales = run_forward(scores[start:end], move)
        for t in range(end - start):
            total += weights[s] * tops[t]
            total += weights[s] * np.log(scales[t])
        add_backward(potentials, forward, scales, move, weights[s], chances[start:end], pairs)
    return total, chances, pairs


def count_transitions(
    labels: np.ndarray, bounds: np.ndarray, counts: np.ndarray, n_labels: int
) -> np.ndarray:
    """How often each label follows each other label within a sentence (labels x labels)."""
    is_inside = np.ones(len(labels), bool)
    is_inside[bounds[:-1]] = False
    following = np.flatnonzero(is_inside)
    transitions = np.zeros((n_labels, n_labels))
    np.add.at(transitions, (labels[following - 1], labels[following]), counts[following])
    return transitions


def fit_weights(
    token_places: csr_matrix,
    place_attributes: csr_matrix,
    labels: np.ndarray,
    bounds: np.ndarray,
    counts: np.ndarray,
    *,
    n_labels: int,
    c1: float = 2.5,
    c2: float = 0.05,
    at_least: int = 3,
    n_steps: int = 50,
) -> tuple[np.ndarray, np.ndarray]:
    """The weights of a CRF for labelled sentences.

    Parameters
    ----------
    token_places : csr_matrix, words x places
        The places that each word looks at.
    place_attributes : csr_matrix, places x attributes
        The attributes of each place.
    labels : array of int, one per word
        The label's number.
    bounds : array of int, one more than sentences
        The number of each sentence's first word; at the end the number of words.
    counts : array of float, one per sentence
        How often the sentence counts.
    c1, c2 : float
        The penalties `c1 * |w|` and `c2 * w^2`.
    at_least : int, default 3
        Words that a pair of attribute and label needs. The weight of a rarer pair stays 0.

    Returns
    -------
    tuple of arrays
        The weights (attributes x labels, most of them 0) and the transitions (labels x labels).
    """
    by_token = np.repeat(counts, np.diff(bounds))
    truth = np.zeros((len(labels), n_labels))
    truth[np.arange(len(labels)), labels] = by_token
    places_across, attributes_across = token_places.T.tocsr(), place_attributes.T.tocsr()
    seen = attributes_across @ (places_across @ (truth > 0).astype(np.float32))
    free = np.flatnonzero(seen.ravel() >= at_least)
    observed = count_transitions(labels, bounds, by_token, n_labels)
    table = np.zeros(seen.shape, np.float32)

    def measure_loss(weights: np.ndarray) -> tuple[float, np.ndarray]:
        transitions = weights[: n_labels**2].reshape(n_labels, n_labels)
        table.ravel()[free] = weights[n_labels**2 :]
        scores = np.asarray(token_places @ (place_attributes @ table), np.float64)
        total, chances, pairs = expect_labels(scores, bounds, counts, transitions)
        total -= (scores * truth).sum() + (transitions * observed).sum()
        slope = attributes_across @ (places_across @ (chances - truth).astype(np.float32))
        gradient = np.concatenate([(pairs - observed).ravel(), slope.ravel()[free].astype(np.float64)])
        return total + c2 * weights @ weights, gradient + 2 * c2 * weights

    found = minimise(measure_loss, np.zeros(n_labels**2 + len(free)), c1=c1, n_steps=n_steps)
    table.ravel()[free] = found[n_labels**2 :]
    return table, found[: n_labels**2].reshape(n_labels, n_labels)


def minimise(loss: Loss, start: np.ndarray, *, c1: float, n_steps: int, memory: int = 6) -> np.ndarray:
    """The weights where `loss + c1 * |w|` is least.

    Parameters
    ----------
    loss : function
        Gives value and gradient of a smooth loss for an array of weights.
    start : array of float
        The weights to begin with.
    c1 : float
        The penalty on the absolute weights.
    n_steps : int
        The largest number of steps.
    memory : int, default 6
        Earlier steps from which the curvature is estimated.

    References
    ----------
    Andrew and Gao (2007), Scalable training of L1-regularized log-linear models (OWL-QN).

    Examples
    --------
    >>> target = np.array([3.0, -0.5, 0.1])
    >>> found = minimise(
    ...     lambda w: (((w - target) ** 2).sum(), 2 * (w - target)), np.zeros(3), c1=0.4, n_steps=20
    ... )
    >>> found.round(3).tolist()
    [2.8, -0.3, 0.0]
    """
    weights = start
    value, gradient = loss(weights)
    value += c1 * np.abs(weights).sum()
    steps: list[Step] = []
    for _ in range(n_steps):
        slope = find_slope(weights, gradient, c1)
        found = search_line(loss, weights, value, slope, steps, c1)
        if found is None:
            if not steps:
                break
            steps = []  # the steps of before lead nowhere lower: start again along the slope alone
            continue
        new_weights, value, new_gradient = found
        moved, bent = new_weights - weights, new_gradient - gradient
        product = float(moved @ bent)
        if product > 0:
            steps = [*steps, (moved, bent, product)][-memory:]
        weights, gradient = new_weights, new_gradient
    return weights


def find_slope(weights: np.ndarray, gradient: np.ndarray, c1: float) -> np.ndarray:
    """The gradient of `loss + c1 * |w|`; at a weight of 0 the part that the penalty leaves."""
    slope = np.where(weights == 0, 0.0, gradient + c1 * np.sign(weights))
    at_zero = weights == 0
    slope[at_zero] = np.sign(gradient[at_zero]) * np.maximum(np.abs(gradient[at_zero]) - c1, 0)
    return slope


def find_direction(slope: np.ndarray, steps: list[Step]) -> np.ndarray:
    """The quasi-Newton direction (two-loop recursion of L-BFGS), 0 where it would lead upwards."""
    direction = -slope
    shares = []
    for moved, bent, product in reversed(steps):
        share = moved @ direction / product
        shares.append(share)
        direction -= share * bent
    if steps:
        moved, bent, product = steps[-1]
        direction *= product / (bent @ bent)
    for (moved, bent, product), share in zip(steps, reversed(shares), strict=True):
        direction += moved * (share - bent @ direction / product)
    direction[direction * slope >= 0] = 0
    return direction


def search_line(
    loss: Loss, weights: np.ndarray, value: float, slope: np.ndarray, steps: list[Step], c1: float
) -> tuple[np.ndarray, float, np.ndarray] | None:
    """New weights along the direction, with value and gradient there; None where none of 20 tries is lower.

    No weight crosses 0: it stops there.
    """
    direction = find_direction(slope, steps)
    orthant = np.where(weights == 0, -np.sign(slope), np.sign(weights))
    size = 1.0 if steps else 1.0 / max(float(np.linalg.norm(slope)), 1e-12)
    for _ in range(20):
        tried = weights + size * direction
        tried[tried * orthant < 0] = 0
        new_value, new_gradient = loss(tried)
        new_value += c1 * np.abs(tried).sum()
        if new_value <= value + 1e-4 * (slope @ (tried - weights)):
            return tried, new_value, new_gradient
        size /= 2
    return None

"""A linear-chain CRF fitted by OWL-QN, for features that are shared by form.

What a token is scored by is `looked @ held @ weights`: `looked` (tokens x places) says which form stands
where it looks, `held` (places x attributes) what that form has. The two are never multiplied out, which is
why a step over a million tokens with a hundred attributes each takes a second.
"""

from collections.abc import Callable

import numpy as np
from numba import njit
from scipy.sparse import csr_matrix


@njit(cache=True)
def expect_labels(
    scores: np.ndarray, bounds: np.ndarray, weights: np.ndarray, transitions: np.ndarray
) -> tuple[float, np.ndarray, np.ndarray]:
    """Sum of log Z of the sentences, probability of every label at every token, expected transitions; each
    sentence counts as often as its weight says.
    """
    n, k = scores.shape
    chances = np.empty((n, k))
    pairs = np.zeros((k, k))
    move = np.exp(transitions)
    total = 0.0
    for s in range(len(bounds) - 1):
        a, b = bounds[s], bounds[s + 1]
        weight = weights[s]
        pots = np.empty((b - a, k))
        forward = np.empty((b - a, k))
        scale = np.empty(b - a)
        for t in range(b - a):
            top = scores[a + t].max()
            total += weight * top
            for j in range(k):
                pots[t, j] = np.exp(scores[a + t, j] - top)
                if t == 0:
                    forward[t, j] = pots[t, j]
                else:
                    value = 0.0
                    for i in range(k):
                        value += forward[t - 1, i] * move[i, j]
                    forward[t, j] = value * pots[t, j]
            scale[t] = forward[t].sum()
            forward[t] /= scale[t]
            total += weight * np.log(scale[t])
        back = np.ones(k)
        for t in range(b - a - 1, -1, -1):
            for j in range(k):
                chances[a + t, j] = weight * forward[t, j] * back[j]
            if t:
                onward = pots[t] * back / scale[t]
                for i in range(k):
                    value = 0.0
                    for j in range(k):
                        value += move[i, j] * onward[j]
                        pairs[i, j] += weight * forward[t - 1, i] * move[i, j] * onward[j]
                    back[i] = value
    return total, chances, pairs


def fit_weights(
    looked: csr_matrix,
    held: csr_matrix,
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
    """The weights (attributes x labels, most of them 0) and transitions (labels x labels) of sentences
    between `bounds`, each counted as often as `counts` says.

    Penalties are `c1 * |w|` and `c2 * w^2`; a weight that fewer than `at_least` tokens ask for stays 0.
    """
    by_token = np.repeat(counts, np.diff(bounds))
    truth = np.zeros((len(labels), n_labels))
    truth[np.arange(len(labels)), labels] = by_token
    looked_across, held_across = looked.T.tocsr(), held.T.tocsr()
    seen = held_across @ (looked_across @ (truth > 0).astype(np.float32))
    free = np.flatnonzero(seen.ravel() >= at_least)
    inside = np.ones(len(labels), bool)
    inside[bounds[:-1]] = False
    follows = np.flatnonzero(inside)
    steps = np.zeros((n_labels, n_labels))
    np.add.at(steps, (labels[follows - 1], labels[follows]), by_token[follows])
    table = np.zeros(seen.shape, np.float32)

    def loss(weights: np.ndarray) -> tuple[float, np.ndarray]:
        transitions = weights[: n_labels**2].reshape(n_labels, n_labels)
        table.ravel()[free] = weights[n_labels**2 :]
        scores = np.asarray(looked @ (held @ table), np.float64)
        total, chances, pairs = expect_labels(scores, bounds, counts, transitions)
        total -= (scores * truth).sum() + (transitions * steps).sum()
        slope = held_across @ (looked_across @ (chances - truth).astype(np.float32))
        gradient = np.concatenate([(pairs - steps).ravel(), slope.ravel()[free].astype(np.float64)])
        return total + c2 * weights @ weights, gradient + 2 * c2 * weights

    found = minimise(loss, np.zeros(n_labels**2 + len(free)), c1=c1, n_steps=n_steps)
    table.ravel()[free] = found[n_labels**2 :]
    return table, found[: n_labels**2].reshape(n_labels, n_labels)


def minimise(
    loss: Callable[[np.ndarray], tuple[float, np.ndarray]],
    start: np.ndarray,
    *,
    c1: float,
    n_steps: int,
    memory: int = 6,
) -> np.ndarray:
    """Where `loss + c1 * |w|` is least, by orthant-wise quasi-Newton steps (Andrew and Gao 2007).

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
    moves: list[tuple[np.ndarray, np.ndarray, float]] = []
    for _step in range(n_steps):
        slope = np.where(weights == 0, 0.0, gradient + c1 * np.sign(weights))
        at_zero = weights == 0
        slope[at_zero] = np.sign(gradient[at_zero]) * np.maximum(np.abs(gradient[at_zero]) - c1, 0)
        direction = -slope
        shares = []
        for moved, bent, product in reversed(moves):
            share = moved @ direction / product
            shares.append(share)
            direction -= share * bent
        if moves:
            moved, bent, product = moves[-1]
            direction *= product / (bent @ bent)
        for (moved, bent, product), share in zip(moves, reversed(shares), strict=True):
            direction += moved * (share - bent @ direction / product)
        direction[direction * slope >= 0] = 0
        orthant = np.where(weights == 0, -np.sign(slope), np.sign(weights))
        size = 1.0 if moves else 1.0 / max(float(np.linalg.norm(slope)), 1e-12)
        for _ in range(20):
            tried = weights + size * direction
            tried[tried * orthant < 0] = 0
            new_value, new_gradient = loss(tried)
            new_value += c1 * np.abs(tried).sum()
            if new_value <= value + 1e-4 * (slope @ (tried - weights)):
                break
            size /= 2
        else:
            if not moves:
                break
            moves = []  # no way down as the last moves tell it: begin again straight down the slope
            continue
        moved, bent = tried - weights, new_gradient - gradient
        product = float(moved @ bent)
        if product > 0:
            moves = [*moves, (moved, bent, product)][-memory:]
        weights, value, gradient = tried, new_value, new_gradient
    return weights

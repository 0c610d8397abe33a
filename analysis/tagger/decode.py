"""From the scores of labels to names: the decoding of the name tagger."""

from functools import reduce
from itertools import pairwise
from typing import NamedTuple

import numpy as np

from analysis.tagger.words import CLASS, LABELS, NONE
from analysis.text.chunks import expand_ranges

BATCH = 512  # sentences decoded together
RESCALED = 4  # tokens after which path weights are scaled back to about 1, long before they underflow
OTHERS = 2.0  # weight of the document's other mentions; fitted on held-out GUM interviews and speeches


class LabelledSpans(NamedTuple):
    """Names as runs of tokens: first and last token, kind (0-3), lowest probability of a token."""

    first: np.ndarray
    last: np.ndarray
    kind: np.ndarray
    score: np.ndarray


def drop_titles(labels: np.ndarray, kinds: np.ndarray) -> np.ndarray:
    """The labels without titles at the start of a person's name (`Dr . Sue Black`)."""
    begin, inside = LABELS.index("B-PER"), LABELS.index("I-PER")
    labels = np.append(labels, 0)
    for _ in range(4):
        first = np.flatnonzero(labels[:-1] == begin)
        is_title = (kinds[first] == CLASS["Title"]) | (kinds[first] == CLASS["."])
        first = first[is_title & (labels[first + 1] == inside)]
        labels[first], labels[first + 1] = 0, begin
    return labels[:-1]


def extend_hyphens(labels: np.ndarray, is_hyphen: np.ndarray, is_tail: np.ndarray) -> np.ndarray:
    """The labels with persons' names continued after a hyphen and a small, uncommon word (`Kwok-kin`)."""
    begin, inside = LABELS.index("B-PER"), LABELS.index("I-PER")
    place = np.flatnonzero((labels[:-2] == begin) | (labels[:-2] == inside))
    place = place[is_hyphen[place + 1] & is_tail[place + 2]]
    labels = labels.copy()
    labels[place + 1] = labels[place + 2] = inside
    return labels


def weigh_other_mentions(
    chances: np.ndarray, document: np.ndarray, codes: np.ndarray, kinds: np.ndarray
) -> np.ndarray:
    """What the other mentions of a form in its document add to the scores of labels.

    A name that is certain once decides its other mentions. Tokens without other mentions get zeros.

    Parameters
    ----------
    chances : array of float, shape (n_tokens, n_labels)
        The probability of each label.
    document, codes, kinds : arrays of int
        Article, form and class of each token.
    """
    is_capital = (kinds >= CLASS["Title"]) & (kinds != NONE) & (kinds != CLASS["Function"])
    place = np.flatnonzero(is_capital)
    key = document[place].astype(np.int64) * (int(codes.max()) + 1) + codes[place]
    _, which, counts = np.unique(key, return_inverse=True, return_counts=True)
    here = chances.take(place, axis=0)
    types = np.column_stack([here[:, 0], *(here[:, i] + here[:, i + 1] for i in (1, 3, 5, 7))])
    pooled = np.column_stack([np.bincount(which, types[:, t], len(counts)) for t in range(5)])
    others = counts[which] - 1
    mean = (pooled.take(which, axis=0) - types + 0.2 * types) / (others + 0.2)[:, None]
    added = OTHERS * (others / (others + 1.0))[:, None] * np.log(mean + 0.05)
    result = np.zeros_like(chances)
    result[place] = added[:, [0, 1, 1, 2, 2, 3, 3, 4, 4]]
    return result


def forward_backward(scores: np.ndarray, sentence: np.ndarray, transitions: np.ndarray) -> np.ndarray:
    """The probability of every label at every token.

    Sentences of about the same length are computed together.

    Parameters
    ----------
    scores : array of float, shape (n_tokens, n_labels)
    sentence : array of int
        The sentence of each token, in order.
    transitions : array of float, shape (n_labels, n_labels)
        The score of each label (columns) after each other label (rows).
    """
    begins = np.flatnonzero(np.diff(sentence, prepend=-1))
    lengths = np.diff(np.append(begins, len(sentence)))
    order = np.argsort(-lengths, kind="stable")
    batches = [
        order_tokens(begins[rows], lengths[rows]) for rows in np.split(order, range(BATCH, len(order), BATCH))
    ]
    # All tokens in the order in which the steps read them, so that a step is a slice.
    tokens_in_steps = np.concatenate([tokens for tokens, _ in batches])
    # In doubles: the rounding of a matrix product depends on its size, and no score may depend on what is
    # read together with the sentence.
    potentials = scores.take(tokens_in_steps, axis=0).astype(np.float64)
    # With few labels this is faster than the maximum of each row.
    potentials = np.exp(potentials - reduce(np.maximum, potentials.T)[:, None])
    move = np.exp(transitions.astype(np.float64) - transitions.max())
    end, chances = 0, np.empty_like(potentials)
    for tokens, widths in batches:
        part = slice(end, end := end + len(tokens))
        chances[part] = weigh_paths(potentials[part], widths, move)
    chances /= np.einsum("ij->i", chances)[:, None]
    place = np.empty_like(tokens_in_steps)
    place[tokens_in_steps] = np.arange(len(tokens_in_steps))
    return chances.take(place, axis=0)


def order_tokens(begins: np.ndarray, lengths: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The tokens of sentences by step: all first tokens, then all second ones; and the tokens of each step.

    The longest sentence comes first.

    >>> [values.tolist() for values in order_tokens(np.array([4, 0]), np.array([3, 2]))]
    [[4, 0, 5, 1, 6], [2, 2, 1]]
    """
    widths = np.searchsorted(-lengths, -np.arange(lengths.max(initial=0)), side="left")
    rank = expand_ranges(np.zeros_like(widths), widths)
    return begins[rank] + np.repeat(np.arange(len(widths)), widths), widths


def weigh_paths(potentials: np.ndarray, widths: np.ndarray, move: np.ndarray) -> np.ndarray:
    """The weight of all paths through each label of each token, up to one factor per token.

    Parameters
    ----------
    potentials : array of float, shape (n_tokens, n_labels)
        In the order of `order_tokens`.
    widths : array of int
        The number of tokens of each step.
    move : array of float, shape (n_labels, n_labels)
    """
    steps = [slice(start, end) for start, end in pairwise(np.append(0, np.cumsum(widths)))]
    ones = np.ones_like(move)  # a product with it sums a row, faster than a sum does
    weights = potentials.copy()
    for step in range(1, len(steps)):
        now, before = weights[steps[step]], weights[steps[step - 1]]
        now *= before[: len(now)] @ move
        if step % RESCALED == 0:
            now /= now @ ones
    back = np.ones_like(weights[:0])
    for step in reversed(range(len(steps))):
        onward = potentials[steps[step]].copy()
        # Shorter sentences have ended before this step: nothing comes back from there.
        weights[steps[step]][: len(back)] *= back
        onward[: len(back)] *= back
        back = onward @ move.T
        if step % RESCALED == 0:
            back /= back @ ones
    return weights


def join_labels(labels: np.ndarray, scores: np.ndarray, sentence: np.ndarray) -> LabelledSpans:
    """The names that the labels of tokens make. `scores` gives the probability of each token's label."""
    kind = np.where(labels > 0, (labels - 1) // 2, -1)
    continues = np.zeros(len(labels), bool)
    is_inside = (labels[1:] % 2 == 0) & (labels[1:] > 0)
    continues[1:] = is_inside & (kind[1:] == kind[:-1]) & (sentence[1:] == sentence[:-1])
    first = np.flatnonzero((kind >= 0) & ~continues)
    if not len(first):
        return LabelledSpans(first, first, first, scores[:0])
    last = np.flatnonzero((kind >= 0) & ~np.append(continues[1:], False))
    bounds = np.column_stack([first, last + 1]).ravel()
    lowest = np.minimum.reduceat(np.append(scores, 1.0), bounds)[::2]
    return LabelledSpans(first, last, kind[first], lowest)

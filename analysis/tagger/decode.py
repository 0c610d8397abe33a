"""From the scores of labels to names: the decoding of the name tagger."""

from functools import reduce
from itertools import pairwise

import numpy as np

from analysis.tagger.words import CLASS, LABELS, NONE
from analysis.text.chunks import expand_ranges

BATCH = 512  # sentences decoded together
RESCALED = 4  # weights are brought back to about 1 every so many words, long before they could underflow
MEMORY = 2.0  # how much the rest of the document weighs; fitted on GUM interviews and speeches, held out


def drop_titles(labels: np.ndarray, kinds: np.ndarray) -> np.ndarray:
    """Titles at the head of a person's name leave it (`Dr . Sue Black`)."""
    begin, inside = LABELS.index("B-PER"), LABELS.index("I-PER")
    labels = np.append(labels, 0)
    for _ in range(4):
        at = np.flatnonzero(labels[:-1] == begin)
        at = at[((kinds[at] == CLASS["Title"]) | (kinds[at] == CLASS["."])) & (labels[at + 1] == inside)]
        labels[at], labels[at + 1] = 0, begin
    return labels[:-1]


def carry_hyphens(labels: np.ndarray, hyphens: np.ndarray, tails: np.ndarray) -> np.ndarray:
    """A person's name goes on after a hyphen where a small word follows, no common one (`Kwok-kin`)."""
    at = np.flatnonzero((labels[:-2] == LABELS.index("B-PER")) | (labels[:-2] == LABELS.index("I-PER")))
    at = at[hyphens[at + 1] & tails[at + 2]]
    labels[at + 1] = labels[at + 2] = LABELS.index("I-PER")
    return labels


def remember(chances: np.ndarray, document: np.ndarray, codes: np.ndarray, kinds: np.ndarray) -> np.ndarray:
    """What the other mentions of a form in its document add: a name sure once decides the rest."""
    held = np.flatnonzero((kinds >= CLASS["Title"]) & (kinds != NONE) & (kinds != CLASS["Function"]))
    key = document[held].astype(np.int64) * (int(codes.max()) + 1) + codes[held]
    _, which, counts = np.unique(key, return_inverse=True, return_counts=True)
    here = chances.take(held, axis=0)
    types = np.column_stack([here[:, 0], *(here[:, i] + here[:, i + 1] for i in (1, 3, 5, 7))])
    pooled = np.column_stack([np.bincount(which, types[:, t], len(counts)) for t in range(5)])
    others = counts[which] - 1
    mean = (pooled.take(which, axis=0) - types + 0.2 * types) / (others + 0.2)[:, None]
    said = MEMORY * (others / (others + 1.0))[:, None] * np.log(mean + 0.05)
    result = np.zeros_like(chances)
    result[held] = said[:, [0, 1, 1, 2, 2, 3, 3, 4, 4]]
    return result


def forward_backward(scores: np.ndarray, sentence: np.ndarray, transitions: np.ndarray) -> np.ndarray:
    """The probability of every label at every token, many sentences of about one length at a time."""
    begins = np.flatnonzero(np.diff(sentence, prepend=-1))
    lengths = np.diff(np.append(begins, len(sentence)))
    order = np.argsort(-lengths, kind="stable")
    batches = [
        lay_steps(begins[rows], lengths[rows]) for rows in np.split(order, range(BATCH, len(order), BATCH))
    ]
    # All tokens in the order in which the steps read them, so that a step is a slice.
    where = np.concatenate([tokens for tokens, _ in batches])
    pots = scores.take(where, axis=0).astype(np.float64)
    # In doubles: how a product of matrices is rounded hangs on their size, and no score may hang on what else
    # is read together with its sentence.
    pots = np.exp(pots - reduce(np.maximum, pots.T)[:, None])  # of few labels faster than a row's own maximum
    move = np.exp(transitions.astype(np.float64) - transitions.max())
    at, chances = 0, np.empty_like(pots)
    for tokens, reach in batches:
        part = slice(at, at := at + len(tokens))
        chances[part] = weigh_paths(pots[part], reach, move)
    chances /= np.einsum("ij->i", chances)[:, None]
    place = np.empty_like(where)
    place[where] = np.arange(len(where))
    return chances.take(place, axis=0)


def lay_steps(begins: np.ndarray, lengths: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The tokens of sentences, the longest of which stands first, by their places in them: all first ones,
    all second ones ...; and how many there are of each.

    >>> [part.tolist() for part in lay_steps(np.array([4, 0]), np.array([3, 2]))]
    [[4, 0, 5, 1, 6], [2, 2, 1]]
    """
    reach = np.searchsorted(-lengths, -np.arange(lengths.max(initial=0)), side="left")
    rank = expand_ranges(np.zeros_like(reach), reach)
    return begins[rank] + np.repeat(np.arange(len(reach)), reach), reach


def weigh_paths(pots: np.ndarray, reach: np.ndarray, move: np.ndarray) -> np.ndarray:
    """How much of the weight of all paths goes through each label of each token, up to a factor for the
    token; `pots` and `reach` are in the order of `lay_steps`, and `pots` is overwritten."""
    bound = np.append(0, np.cumsum(reach))
    steps = [slice(a, b) for a, b in pairwise(bound)]
    ones = np.ones_like(move)  # a product with it sums a row, faster than a sum does
    both = pots.copy()
    for step in range(1, len(steps)):
        now, before = both[steps[step]], both[steps[step - 1]]
        now *= before[: len(now)] @ move
        if step % RESCALED == 0:
            now /= now @ ones
    back = np.ones_like(both[:0])
    for step in reversed(range(len(steps))):
        now, then = both[steps[step]], pots[steps[step]]
        # After the end of a shorter sentence nothing is known.
        now[: len(back)] *= back
        then[: len(back)] *= back
        back = then @ move.T
        if step % RESCALED == 0:
            back /= back @ ones
    return both


def join_labels(
    labels: np.ndarray, scores: np.ndarray, sentence: np.ndarray
) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """First and last token, kind (0-3) and lowest probability of every name."""
    kind = np.where(labels > 0, (labels - 1) // 2, -1)
    carries = np.zeros(len(labels), bool)
    carries[1:] = (
        (labels[1:] % 2 == 0) & (labels[1:] > 0) & (kind[1:] == kind[:-1]) & (sentence[1:] == sentence[:-1])
    )
    first = np.flatnonzero((kind >= 0) & ~carries)
    if not len(first):
        return first, first, first, scores[:0]
    ends = (kind >= 0) & ~np.append(carries[1:], False)
    last = np.flatnonzero(ends)
    lows = np.minimum.reduceat(np.append(scores, 1.0), np.column_stack([first, last + 1]).ravel())[::2]
    return first, last, kind[first], lows

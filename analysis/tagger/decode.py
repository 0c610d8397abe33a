"""From the scores of labels to names: the decoding of the name tagger."""

import numpy as np

from analysis.tagger.words import CLASS, LABELS, NONE

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
    types = np.column_stack(
        [chances[held, 0], *(chances[held, i] + chances[held, i + 1] for i in (1, 3, 5, 7))]
    )
    pooled = np.column_stack([np.bincount(which, types[:, t], len(counts)) for t in range(5)])
    others = counts[which] - 1
    mean = (pooled[which] - types + 0.2 * types) / (others + 0.2)[:, None]
    said = MEMORY * (others / (others + 1.0))[:, None] * np.log(mean + 0.05)
    result = np.zeros_like(chances)
    result[held] = said[:, [0, 1, 1, 2, 2, 3, 3, 4, 4]]
    return result


def forward_backward(scores: np.ndarray, sentence: np.ndarray, transitions: np.ndarray) -> np.ndarray:
    """The probability of every label at every token, many sentences of about one length at a time."""
    n_labels = scores.shape[1]
    begins = np.flatnonzero(np.diff(sentence, prepend=-1))
    lengths = np.diff(np.append(begins, len(sentence)))
    order = np.argsort(-lengths, kind="stable")
    # In doubles: how a product of matrices is rounded hangs on their size, and no score may hang on what else
    # is read together with its sentence.
    pots = np.exp(scores.astype(np.float64) - scores.max(axis=1, keepdims=True))
    move = np.exp(transitions.astype(np.float64) - transitions.max())
    ones = np.ones((n_labels, n_labels))  # a product with it sums a row, faster than a sum does
    chances = np.empty((len(sentence), n_labels))
    for at in range(0, len(order), 512):
        rows = order[at : at + 512]
        # The longest sentence stands first, so that those that reach a step are the first so many.
        reach = np.searchsorted(-lengths[rows], -np.arange(lengths[rows[0]]), side="left")
        forward = []
        for step, n in enumerate(reach):
            now = pots[begins[rows[:n]] + step]
            if step:
                now *= forward[-1][:n] @ move
            now /= now @ ones
            forward.append(now)
        back = np.ones((reach[-1], n_labels))
        for step in range(len(reach) - 1, -1, -1):
            where = begins[rows[: reach[step]]] + step
            both = forward[step].copy()
            both[: len(back)] *= back
            chances[where] = both / (both @ ones)
            if step:
                # After the end of a shorter sentence nothing is known.
                now = pots[where]
                now[: len(back)] *= back
                now = now @ move.T
                back = now / (now @ ones)
    return chances


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

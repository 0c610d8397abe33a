"""Where the name tagger looks around a word, and what the same document says elsewhere.

A channel is a place to look (the word itself, the word before, the last word of the capitalised run ...): an
array that gives for every token the token looked at. The score of a token is the sum over channels of its
attributes' weights, plus class patterns (the classes of neighbouring words read together) and what the same
document says elsewhere.
"""

import numpy as np

from analysis.tagger.words import CLASS, NONE, N

# What each channel reads: i identity, p prefix, s suffix, h shape, c class, g list, k cluster, v kin (the
# clusters of the word's vector).
CHANNELS = {
    "word": "ipshcgkv",
    "before": "ischgkv",
    "after": "ischgkv",
    "before2": "ickv",
    "after2": "ickv",
    "first": "icgkv",
    "last": "icsgkv",
    "left": "icgkv",
    "right": "icgkv",
    "long_first": "igv",
    "long_last": "icgv",
}
PATTERNS = ["a0", "0b", "a0b", "aa0", "0bb", "ab", "run", "long", "phrase"]
DOCUMENT = [
    "lower", "inside", "twice", "often", "after_title", "after_first_name", "with_organisation", "with_place",
    "after_preposition", "before_speech", "after_the", "before_possessive", "run_later", "run_first",
    "in_brackets", "after_nation", "before_comma_place", "before_brackets",
    "pair_before", "pair_after", "always_before", "always_after",
]  # fmt: skip


def find_runs(
    kinds: np.ndarray, joins: np.ndarray, sentence: np.ndarray, opens: np.ndarray, *, wide: bool
) -> np.ndarray:
    """For every token the number of its run of capitalised words, -1 outside; a wide run passes `of the`."""
    capital = (kinds >= CLASS["Title"]) & (kinds != NONE)
    capital &= ~((kinds == CLASS["Function"]) & opens)
    n = len(kinds)
    same = np.zeros(n, bool)
    same[1:] = sentence[1:] == sentence[:-1]
    member = capital.copy()
    short = np.zeros(n, bool)
    short[1:] = (joins[1:] == 3) & ((kinds[:-1] == CLASS["Initial"]) | (kinds[:-1] == CLASS["Title"]))
    joint = short | (joins == 2) | (wide & (joins == 1))
    before = np.zeros(n, bool)
    after = np.zeros(n, bool)
    before[1:] = capital[:-1] & same[1:]
    after[:-1] = capital[1:] & same[1:]
    member |= joint & before & after & ~capital
    if wide:
        pair = np.zeros(n, bool)
        if n > 3:
            pair[1:-2] = (
                (joins[1:-2] == 1)
                & (joins[2:-1] == 1)
                & capital[:-3]
                & capital[3:]
                & same[1:-2]
                & same[2:-1]
                & same[3:]
            )
        member |= pair
        member[1:] |= pair[:-1]
    begins = member.copy()
    begins[1:] &= ~(member[:-1] & same[1:])
    return np.where(member, np.cumsum(begins) - 1, -1)


def find_phrases(
    forms: list[str], codes: np.ndarray, runs: np.ndarray, phrases: frozenset[str]
) -> np.ndarray:
    """For every token 0 where a place of several words (`nova kakhovka`) begins, 1 inside one, else -1."""
    found = np.full(len(codes), -1)
    joined = np.flatnonzero((runs[:-1] >= 0) & (runs[:-1] == runs[1:]))
    pairs, which = np.unique(codes[joined] * len(forms) + codes[joined + 1], return_inverse=True)
    lower = [form.lower() for form in forms]
    hits = np.array(
        [f"{lower[p // len(forms)]} {lower[p % len(forms)]}" in phrases for p in pairs.tolist()], bool
    )
    at = joined[hits[which]] if len(pairs) else joined
    found[at + 1] = 1
    found[at] = np.where(found[at] == 1, 1, 0)
    return found


def look_around(
    kinds: np.ndarray, joins: np.ndarray, sentence: np.ndarray, opens: np.ndarray
) -> tuple[dict[str, np.ndarray], dict[str, np.ndarray], np.ndarray]:
    """Channels and patterns of every token: positions looked at (-1 for nowhere) and pattern numbers; and the
    runs.
    """
    n = len(kinds)
    position = np.arange(n)
    ends = np.zeros(n, bool)
    ends[-1:] = True
    ends[:-1] = sentence[1:] != sentence[:-1]
    starts = np.zeros(n, bool)
    starts[:1] = True
    starts[1:] = ends[:-1]
    before = np.where(starts, -1, position - 1)
    after = np.where(ends, -1, position + 1)
    before2 = np.where(before < 0, -1, before[before])
    after2 = np.where(after < 0, -1, after[after])
    channels = {"word": position, "before": before, "after": after, "before2": before2, "after2": after2}
    padded = np.append(kinds, NONE)  # so that position -1 has the class of nothing
    a, z, b = padded[before], kinds, padded[after]
    patterns = {
        "a0": a * N + z,
        "0b": z * N + b,
        "a0b": (a * N + z) * N + b,
        "aa0": (padded[before2] * N + a) * N + z,
        "0bb": (z * N + b) * N + padded[after2],
        "ab": a * N + b,
    }
    for name, wide in (("run", False), ("long", True)):
        runs = find_runs(kinds, joins, sentence, opens, wide=wide)
        n_runs = int(runs.max(initial=-1)) + 1
        held = np.flatnonzero(runs >= 0)
        first = np.full(n_runs + 1, -1)
        last = np.full(n_runs + 1, -1)
        first[runs[held][::-1]] = held[::-1]
        last[runs[held]] = held
        token_first, token_last = first[runs], last[runs]
        place = np.where(
            runs < 0, 0, 1 + (position == token_first) + 2 * (position == token_last)
        ) * 4 + np.minimum(token_last - token_first, 3)
        patterns[name] = np.where(runs < 0, -1, (place * N + padded[token_first]) * N + padded[token_last])
        if name == "run":
            channels |= {
                "first": token_first, "last": token_last,
                "left": np.where(runs < 0, -1, before[token_first]),
                "right": np.where(runs < 0, -1, after[token_last]),
            }  # fmt: skip
            narrow = runs
        else:
            channels |= {"long_first": token_first, "long_last": token_last}
    return channels, patterns, narrow


def say_elsewhere(
    document: np.ndarray, forms: np.ndarray, lowers: np.ndarray, kinds: np.ndarray, runs: np.ndarray,
    channels: dict[str, np.ndarray], opens: np.ndarray,
) -> np.ndarray:  # fmt: skip
    """For every capitalised token, as bits, what its document says of the same form (see DOCUMENT)."""
    padded = np.append(kinds, NONE)
    a, b = padded[channels["before"]], padded[channels["after"]]
    left, right = padded[channels["left"]], padded[channels["right"]]
    capital = (kinds >= CLASS["Title"]) & (kinds != NONE)
    later = (runs >= 0) & (channels["first"] != np.arange(len(kinds)))
    long_run = (runs >= 0) & (channels["first"] != channels["last"])
    n_runs = int(runs.max(initial=-1)) + 1
    has = {}
    for cue in ("OrgCue", "PlaceCue"):
        seen = np.zeros(n_runs + 1, bool)
        seen[runs[kinds == CLASS[cue]]] = True
        seen[-1] = False
        has[cue] = seen[runs]
    first_kind = padded[channels["first"]]

    def one_of(values: np.ndarray, *names: str) -> np.ndarray:
        wanted = np.zeros(N, bool)
        wanted[[CLASS[name] for name in names]] = True
        return wanted[values]

    facts = {
        "inside": capital & ~opens,
        "after_title": one_of(a, "title", "Title", "Initial")
        | (one_of(left, "title", "kin") & ~one_of(left, "the")),
        "after_first_name": later & one_of(first_kind, "First", "FirstPlace"),
        "with_organisation": has["OrgCue"],
        "with_place": has["PlaceCue"],
        "after_preposition": one_of(left, "in", "at", "from"),
        "before_speech": one_of(right, "speech", "he"),
        "after_the": one_of(left, "the"),
        "before_possessive": one_of(right, "'s"),
        "run_later": later,
        "run_first": long_run & ~later,
        "in_brackets": one_of(left, "(") & one_of(right, ")"),
        "after_nation": one_of(a, "Nation", "Country"),
        "before_comma_place": one_of(b, ",")
        & one_of(padded[channels["after2"]], "Country", "Place", "Capital", "FirstPlace"),
        "before_brackets": one_of(right, "("),
    }
    bits = np.zeros(len(kinds), np.int64)
    for name, fact in facts.items():
        bits |= (fact & capital).astype(np.int64) << DOCUMENT.index(name)
    size = int(max(forms.max(initial=0), lowers.max(initial=0))) + 2  # one to spare for lowers of -1
    key = document.astype(np.int64) * size + forms
    held = np.flatnonzero(capital)
    distinct, which, counts = np.unique(key[held], return_inverse=True, return_counts=True)
    pooled = np.zeros(len(distinct), np.int64)
    np.bitwise_or.at(pooled, which, bits[held])
    pooled |= (counts >= 2).astype(np.int64) << DOCUMENT.index("twice")
    pooled |= (counts >= 4).astype(np.int64) << DOCUMENT.index("often")
    small = np.sort(key[~capital])
    own = document[held].astype(np.int64) * size + lowers[held]
    in_small = np.zeros(len(held), bool)
    if len(small):
        in_small = small[np.minimum(np.searchsorted(small, own), len(small) - 1)] == own
    number = np.full(len(kinds), -1)
    number[held] = which
    pairs = say_pairs(number, counts, channels["before"], channels["after"])
    result = np.full(len(kinds), -1, np.int64)
    result[held] = pooled[which] | pairs[held] | (in_small.astype(np.int64) << DOCUMENT.index("lower"))
    return result


def say_pairs(number: np.ndarray, counts: np.ndarray, before: np.ndarray, after: np.ndarray) -> np.ndarray:
    """For every token, as bits, whether it and the capitalised word beside it stand together in its document
    again, and whether it never stands there without that word (*Environment Canada*).

    `number` is the token's form within its document, -1 where it is not capitalised, `counts` how often each
    such form stands there.
    """
    bits = np.zeros(len(number), np.int64)
    for side, there in (("before", before), ("after", after)):
        paired = np.flatnonzero((number >= 0) & (there >= 0) & (number[there] >= 0))
        both = number[paired] * len(counts) + number[there[paired]]
        _, which, times = np.unique(both, return_inverse=True, return_counts=True)
        again = times[which] >= 2
        always = again & (times[which] == counts[number[paired]])
        bits[paired] |= again.astype(np.int64) << DOCUMENT.index(f"pair_{side}")
        bits[paired] |= always.astype(np.int64) << DOCUMENT.index(f"always_{side}")
    return bits

"""What VADER knows of words: its constants, the list of valences, and the kind of each distinct chunk."""

from collections.abc import Iterable
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from string import punctuation
from threading import Lock
from zipfile import ZipFile

import numpy as np

BOOST = 0.293
NEGATING = """
    aint arent cannot cant couldnt darent didnt doesnt ain't aren't can't couldn't daren't didn't
    doesn't dont hadnt hasnt havent isnt mightnt mustnt neither don't hadn't hasn't haven't isn't
    mightn't mustn't neednt needn't never none nope nor not nothing nowhere oughtnt shant shouldnt uhuh
    wasnt werent oughtn't shan't shouldn't uh-uh wasn't weren't without wont wouldnt won't wouldn't
    rarely seldom despite
"""
STRONGER = """
    absolutely amazingly awfully completely considerably decidedly deeply effing enormously entirely
    especially exceptionally extremely fabulously flipping flippin fricking frickin frigging friggin
    fully fucking greatly hella highly hugely incredibly intensely majorly more most particularly purely
    quite really remarkably so substantially thoroughly totally tremendously uber unbelievably unusually
    utterly very
"""
WEAKER = """
    almost barely hardly kinda kindof kind-of less little marginally occasionally partly scarcely
    slightly somewhat sorta sortof sort-of
"""
NEGATORS = frozenset(NEGATING.split())
BOOSTERS = dict.fromkeys(STRONGER.split(), BOOST) | dict.fromkeys(WEAKER.split(), -BOOST)
WEAKER_PAIRS = ["just enough", "kind of", "sort of"]
IDIOMS = {
    "the shit": 3, "the bomb": 3, "bad ass": 1.5, "yeah right": -2, "cut the mustard": 2,
    "kiss of death": -1.5, "hand to mouth": -2,
}  # fmt: skip
MARKS = frozenset([*".!?,;:-'\"", "!!", "!!!", "??", "???", "?!?", "!?!", "?!?!", "!?!?"])
NO_PUNCTUATION = str.maketrans("", "", punctuation)
PARTS = {part: i for i, part in enumerate(dict.fromkeys(" ".join([*IDIOMS, *WEAKER_PAIRS]).split()), start=1)}

# What a word is, a bit each.
WORD, UPPER, LISTED, SCORED, NEGATES, NEVER, SO, LEAST, AT_VERY, BUT, KIND, OF, MARKED = (
    1 << bit for bit in range(13)
)
LOWERED = {"least": LEAST, "at": AT_VERY, "very": AT_VERY, "but": BUT, "kind": KIND, "of": OF}
AS_WRITTEN = {"never": NEVER, "so": SO, "this": SO}


@lru_cache(maxsize=4)
def read_valences(path: str | None = None) -> dict[str, float]:
    """The valence of each entry of a list, by default of the one that comes with vaderSentiment (its
    program is not run). Raises FileNotFoundError where there is none."""
    if path is None:
        package = find_spec("vaderSentiment")
        if package is None:
            raise FileNotFoundError("VADER needs the package vaderSentiment, or your own list as `lexicon`.")
        path = str(Path(package.submodule_search_locations[0]) / "vader_lexicon.txt")
    if not Path(path).is_file():
        raise FileNotFoundError(f"No list of valences lies at {path!r}; give a vader_lexicon.txt or .zip.")
    if path.endswith(".zip"):
        with ZipFile(path) as archive:
            raw = archive.read(next(name for name in archive.namelist() if name.endswith(".txt")))
    else:
        raw = Path(path).read_bytes()
    text = raw.decode("utf-8")
    entries = (line.strip().split("\t")[:2] for line in text.split("\n") if line.strip())
    return {word: float(valence) for word, valence in entries}


class ChunkKinds:
    """The kinds of chunks that there are for a list. `rows` holds for each its flags, valence, boost, part in
    idioms, spelling (of words with a valence), and numbers of ! and ?."""

    def __init__(self, lexicon: Iterable[tuple[str, float]]) -> None:
        self.lexicon = dict(lexicon)
        self.rows: list[tuple] = []
        self.numbers: dict[tuple, int] = {}
        self.spellings: dict[str, int] = {}
        self.lock = Lock()
        self.laid_out: list[np.ndarray] = []

    def read(self, chunk: str) -> int:
        """The number of a chunk's kind."""
        word, lower, flags, boost, part = read_word(chunk)
        calls, asks = chunk.count("!"), chunk.count("?")
        flags |= MARKED if calls or asks else 0
        with self.lock:
            valence, spelling = 0.0, 0
            if flags & WORD and lower in self.lexicon:
                flags |= LISTED if boost else LISTED | SCORED
                valence, spelling = self.lexicon[lower], self.spellings.setdefault(word, len(self.spellings))
            row = (flags, valence, boost, part, spelling, calls, asks)
            if row not in self.numbers:
                self.rows.append(row)
                self.numbers[row] = len(self.rows) - 1
            return self.numbers[row]

    def to_arrays(self) -> list[np.ndarray]:
        """The columns of `rows`."""
        with self.lock:
            if not self.laid_out or len(self.laid_out[0]) < len(self.rows):
                columns = list(zip(*self.rows, strict=True)) or [()] * 7
                kinds = [np.int32, np.float64, np.float64, *[np.int32] * 4]
                self.laid_out = [
                    np.array(column, dtype=kind) for column, kind in zip(columns, kinds, strict=True)
                ]
            return self.laid_out


@lru_cache(maxsize=4)
def start_kinds(lexicon: str | frozenset[tuple[str, float]] | None = None) -> ChunkKinds:
    """No kinds yet, for the list at a path, for one given by its entries, or for the default one."""
    return ChunkKinds(lexicon if isinstance(lexicon, frozenset) else read_valences(lexicon).items())


def read_word(chunk: str) -> tuple[str, str, int, float, int]:
    """The word in a chunk, the same in small letters, its flags, its boost, its part in idioms."""
    if len(chunk) < 2:
        return chunk, chunk, 0, 0.0, 0
    word = strip_mark(chunk)
    lower = word.lower()
    flags = WORD | LOWERED.get(lower, 0) | AS_WRITTEN.get(word, 0)
    if word.isupper():
        flags |= UPPER
    if lower in NEGATORS or "n't" in lower:
        flags |= NEGATES
    return word, lower, flags, BOOSTERS.get(lower, 0.0), PARTS.get(word, 0)


def strip_mark(chunk: str) -> str:
    """The chunk without the punctuation before or after it, where that is one of `MARKS` and all there is.

    >>> strip_mark("good!!"), strip_mark("'good"), strip_mark("'good'"), strip_mark("good!!!!")
    ('good', 'good', "'good'", 'good!!!!')
    """
    if chunk.isalnum():
        return chunk
    bare = chunk.translate(NO_PUNCTUATION)
    size = len(chunk) - len(bare)
    if len(bare) > 1 and (
        (chunk.startswith(bare) and chunk[len(bare) :] in MARKS)
        or (chunk.endswith(bare) and chunk[:size] in MARKS)
    ):
        return bare
    return chunk

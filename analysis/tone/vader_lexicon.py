"""VADER's constants, its list of valences, and the kinds of chunks by what these say of them."""

from collections.abc import Iterable
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from string import punctuation
from threading import Lock
from zipfile import ZipFile

import numpy as np

from analysis.caching import cache_by_files

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

# The flags of a word, one bit each.
WORD, UPPER, LISTED, SCORED, NEGATES, NEVER, SO, LEAST, AT_VERY, BUT, KIND, OF, MARKED = (
    1 << bit for bit in range(13)
)
LOWERED = {"least": LEAST, "at": AT_VERY, "very": AT_VERY, "but": BUT, "kind": KIND, "of": OF}
AS_WRITTEN = {"never": NEVER, "so": SO, "this": SO}


@lru_cache(maxsize=1)
def find_default_list() -> str:
    """The path of the list that comes with the package vaderSentiment (its program is not run)."""
    package = find_spec("vaderSentiment")
    if package is None or not package.submodule_search_locations:
        raise FileNotFoundError("VADER needs the package vaderSentiment, or your own list as `lexicon`.")
    return str(Path(package.submodule_search_locations[0]) / "vader_lexicon.txt")


def list_files(lexicon: str | frozenset[tuple[str, float]] | None = None) -> list[Path]:
    """The files that a list is read from."""
    return [] if isinstance(lexicon, frozenset) else [Path(lexicon or find_default_list())]


@cache_by_files(lambda path=None: list_files(path), size=4)
def read_valences(path: str | None = None) -> dict[str, float]:
    """The valence of each entry of a list, by default of the one of vaderSentiment.

    Raises FileNotFoundError where there is no list, and ValueError for a file that is no list of valences.
    """
    file = Path(path or find_default_list())
    if not file.is_file():
        raise FileNotFoundError(f"No list of valences lies at {path!r}; give a vader_lexicon.txt or .zip.")
    if file.suffix == ".zip":
        with ZipFile(file) as archive:
            raw = archive.read(next(name for name in archive.namelist() if name.endswith(".txt")))
    else:
        raw = file.read_bytes()
    entries = (line.strip().split("\t")[:2] for line in raw.decode("utf-8").split("\n") if line.strip())
    try:
        return {word: float(valence) for word, valence in entries}
    except ValueError as error:
        raise ValueError(
            f"{file.name} must have a word, a tab and a valence in each line: {error}."
        ) from error


class ChunkKinds:
    """The kinds of chunks that were met, for one list.

    `rows` has for each kind: flags, valence, boost, part in idioms, spelling (of words with a valence),
    number of !, number of ?.
    """

    def __init__(self, lexicon: Iterable[tuple[str, float]]) -> None:
        self.lexicon = dict(lexicon)
        self.rows: list[tuple] = []
        self.numbers: dict[tuple, int] = {}  # by row
        self.spellings: dict[str, int] = {}
        self.lock = Lock()
        self.columns: list[np.ndarray] = []

    def read(self, chunk: str) -> int:
        """The number of the kind of a chunk."""
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
        """The columns of `rows`, each with one number per kind."""
        with self.lock:
            if not self.columns or len(self.columns[0]) < len(self.rows):
                columns = list(zip(*self.rows, strict=True)) or [()] * 7
                dtypes = [np.int32, np.float64, np.float64, *[np.int32] * 4]
                self.columns = [
                    np.array(column, dtype=dtype) for column, dtype in zip(columns, dtypes, strict=True)
                ]
            return self.columns


@cache_by_files(list_files, size=4)
def start_kinds(lexicon: str | frozenset[tuple[str, float]] | None = None) -> ChunkKinds:
    """The kinds for the list at a path, for one given by its entries, or for the default list."""
    return ChunkKinds(lexicon if isinstance(lexicon, frozenset) else read_valences(lexicon).items())


def read_word(chunk: str) -> tuple[str, str, int, float, int]:
    """The word in a chunk, the same in lower case, its flags, its boost and its part in idioms."""
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
    """The chunk without the punctuation before or after it, if that is one of `MARKS` and there is no other.

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

"""THE list of measures: the name, the function, what it needs and what makes its table stale.

To add a measure, write its function in a file of its own and add one entry to `MEASURES`. The table in the
store, when that table is made again, the attribute of `Measured` and the line in the reference follow.

A function gets the sentences of one batch of articles and, by keyword, what its entry names in `needs`:

    words       the sentences as words (`text.words.read_words`)
    chunks      the sentences as runs of bytes of one kind (`text.chunks.split_chunks`)
    voices      the voice of each word, by the table `attributions`; without it nothing is reported
    articles    one row per article: `article_id` and, where they are known, `byline, speaker, genre`
    mentions    the table of another measure, here `mentions`, of the same articles
    lexicon     the word list of the entry (given whenever the entry has one)

It returns a table with the columns `article_id, outlet, date, sentence_id`. The rows are ordered by article,
then by `start` and `end` where the table has both, else by `sentence_id`. A categorical column has the same
categories in every batch, also in a batch without rows.
"""

import keyword
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from graphlib import TopologicalSorter
from itertools import chain
from pathlib import Path
from typing import Any

import pandas as pd

from analysis.attributions.finder import measure_attributions
from analysis.cleaning.pipeline import clean_articles
from analysis.corpus.genre.genres import add_genres
from analysis.entities.coverage.choice import AUTO
from analysis.entities.mentions import measure_mentions
from analysis.frames.cues import measure_frames
from analysis.matching.lexicon import find_lexicon, open_lexicon, read_lexicon
from analysis.matching.prefilter import list_words
from analysis.schema import COLUMNS
from analysis.text.chunks import Chunks, split_chunks
from analysis.text.sentences import cut_sentences
from analysis.text.voices import read_voices
from analysis.text.words import read_words
from analysis.tone.evaluation import measure_tone


@dataclass(frozen=True, eq=False)
class Measure:
    """One entry of the list of measures.

    Parameters
    ----------
    name : str
        Name of the table.
    function : callable
        `function(sentences, **needs)`. Its module, and all that this imports, make the table stale.
    about : str
        One line for the reference: what the table holds.
    needs : tuple of str
        What the function gets beside the sentences: see above. A table among them makes this one stale too.
    lexicon : str or DataFrame, optional
        Name of a shipped word list, or the terms of a user's codebook. Either makes the table stale.
    files : tuple of str
        Further files or folders that make its table stale; the registry and the models always do.
    registry : tuple of str
        Names of registries and paths that the function gets; `"auto"` is chosen once for a corpus.
    shown : bool
        Whether `Measured` shows the table; the store also keeps tables for its own use.
    """

    name: str
    function: Callable[..., pd.DataFrame]
    about: str
    needs: tuple[str, ...] = ()
    lexicon: str | pd.DataFrame | None = field(default=None, repr=False)
    files: tuple[str, ...] = ()
    registry: tuple[str, ...] = ()
    shown: bool = True

    @property
    def module(self) -> str:
        """The module of the function inside this package.

        >>> MEASURES[0].module
        'tone.evaluation'
        """
        return self.function.__module__.removeprefix("analysis.")

    @property
    def after(self) -> tuple[str, ...]:
        """What must be there before the function runs: its needs, and for the voices the attributions."""
        return (*self.needs, "attributions") if "voices" in self.needs else self.needs


def make_codebook(name: str, frames: str, lexicon: str | pd.DataFrame) -> Measure:
    """The measure that finds the cues of a codebook; `frames` says of which."""
    about = f"Cues of {frames}: one row per cue."
    return Measure(name, measure_frames, about, needs=("words", "voices"), lexicon=lexicon)


MEASURES = [
    Measure(
        "tone",
        measure_tone,
        "Words of praise, blame and battle, and the compound score of VADER: one row per sentence.",
        needs=("words", "chunks", "voices"),
        lexicon="evaluation",
    ),
    Measure(
        "mentions",
        measure_mentions,
        "Persons, organisations, places and other named entities: one row per mention.",
        needs=("words", "articles"),
        registry=(AUTO,),
    ),
    Measure(
        "attributions",
        measure_attributions,
        "Who says what, in whose words: one row per attribution.",
        needs=("words", "mentions", "articles"),
        files=("attributions", "attributions/speakers"),
    ),
    make_codebook("generic_frames", "the five generic news frames", "generic_frames"),
    make_codebook("conflict_frames", "frames of armed conflict", "conflict_frames"),
    make_codebook("war_peace", "war journalism and peace journalism", "war_peace"),
    Measure(
        "vocabulary",
        list_words,
        "The distinct words of a batch: they show which batches can hold a term.",
        needs=("words",),
        shown=False,
    ),
]

# Names that no codebook can have: what measures need, tables, parts of the store, attributes of `Measured`.
RESERVED = {
    "words", "chunks", "voices", "articles", "lexicon", "sentences", "headlines", "raw", "boilerplate",
    "copies", "compared", "sources", "catalog", "index", "files", "lock", "codebooks", "source", "read_rows",
    "read_sentences",
}  # fmt: skip


def list_tables(measures: Iterable[Measure] = MEASURES) -> list[str]:
    """The names of the tables that `Measured` shows.

    >>> list_tables()[:4]
    ['articles', 'sentences', 'tone', 'mentions']
    """
    return ["articles", "sentences", *(measure.name for measure in measures if measure.shown)]


TABLES = list_tables()


def list_codebooks(measures: Iterable[Measure] = MEASURES) -> list[str]:
    """The names of the tables of frames: shipped codebooks first, then the user's."""
    return [measure.name for measure in measures if measure.function is measure_frames]


def list_measures(codebooks: str | Path | Iterable[str | Path] | None = None) -> list[Measure]:
    """All measures: those of this package, and one for each codebook of the user.

    Parameters
    ----------
    codebooks : path or list of paths, optional
        Word lists as `read_lexicon` reads them, each a `.csv` with the columns `term` and `category`. A
        `.toml` beside it is optional. The table gets the name of the file.

    Raises
    ------
    ValueError
        For a path that is not there, a file name that is no Python identifier, a name that another table
        has, and for what `read_lexicon` rejects.

    Examples
    --------
    >>> list_measures("war-words.csv")
    Traceback (most recent call last):
    ValueError: There is no codebook 'war-words.csv'; give the path of a .csv with columns term and category.
    """
    given = [codebooks] if isinstance(codebooks, str | Path) else list(codebooks or [])
    measures = list(MEASURES)
    for path in map(Path, given):
        if not path.is_file():
            raise ValueError(
                f"There is no codebook {str(path)!r}; give the path of a .csv with columns term and category."
            )
        check_name(path, taken=[measure.name for measure in measures])
        measures.append(make_codebook(path.stem, f"the codebook {path.name}", read_lexicon(path)))
    return measures


def check_name(path: Path, *, taken: Iterable[str]) -> None:
    """Raise ValueError unless the name of a codebook can be the name of a table."""
    name = path.stem
    if not name.isidentifier() or keyword.iskeyword(name) or name.startswith("_"):
        raise ValueError(
            f"The codebook {path.name!r} cannot give its table a name: rename the file to letters, digits "
            f"and underscores, such as 'my_frames.csv'."
        )
    # Folders of the store are named for the tables, and some systems do not see capitals in their names.
    if name.casefold() in {other.casefold() for other in [*taken, *RESERVED]}:
        raise ValueError(
            f"The codebook {path.name!r} cannot give its table the name {name!r}, which is taken: rename "
            f"the file."
        )


def sort_by_needs(measures: Iterable[Measure]) -> list[Measure]:
    """The measures, each after those whose tables it needs. Raises CycleError (a ValueError) for a circle."""
    by_name = {measure.name: measure for measure in measures}
    needs = {name: set(measure.after) & set(by_name) for name, measure in by_name.items()}
    # Sets have no fixed order; the sorter keeps the order in which the needs come.
    ordered = TopologicalSorter({name: sorted(needed) for name, needed in needs.items()}).static_order()
    return [by_name[name] for name in ordered]


def pick_needed(measures: Iterable[Measure], name: str) -> list[Measure]:
    """The measure with this name and those whose tables it needs; none where no measure has the name."""
    by_name = {measure.name: measure for measure in measures}
    if name not in by_name:
        return []
    needed = chain.from_iterable(pick_needed(by_name.values(), need) for need in by_name[name].after)
    return list(dict.fromkeys([*needed, by_name[name]]))


def measure_batch(
    articles: pd.DataFrame, boilerplate: pd.DataFrame, measures: Sequence[Measure] = MEASURES
) -> dict[str, pd.DataFrame]:
    """The tables of some articles as they were read, by name: cleaned articles, sentences, measures."""
    cleaned = add_genres(clean_articles(articles, boilerplate=boilerplate))
    return {"articles": cleaned, **measure_cleaned(cleaned, measures)}


def measure_cleaned(
    articles: pd.DataFrame,
    measures: Sequence[Measure] = MEASURES,
    *,
    tables: Mapping[str, pd.DataFrame] | None = None,
) -> dict[str, pd.DataFrame]:
    """The tables of some cleaned articles, by name: sentences and measures."""
    sentences, chunks = cut_sentences(articles, split_chunks(articles["text"]))
    tables = {**(tables or {}), "articles": articles}
    made = measure_sentences(sentences, measures, tables=tables, chunks=chunks)
    return {"sentences": sentences, **made}


def measure_sentences(
    sentences: pd.DataFrame,
    measures: Sequence[Measure] = MEASURES,
    *,
    tables: Mapping[str, pd.DataFrame],
    chunks: Chunks | None = None,
) -> dict[str, pd.DataFrame]:
    """The tables of some measures of sentences, by name.

    Parameters
    ----------
    sentences : DataFrame
        The sentences of some articles. They are split into words once for all measures.
    measures : list of Measure
        The measures that run; each runs after those whose tables it needs.
    tables : dict of DataFrame
        The `articles`, and the tables that the measures need but that are not made here, by name.
    chunks : Chunks, optional
        The chunks of the sentences; made here where they are not given.
    """
    needed = {need for measure in measures for need in measure.needs}
    given: dict[str, Any] = dict(tables)
    if needed & {"words", "chunks"}:
        given["chunks"] = split_chunks(sentences["text"]) if chunks is None else chunks
    if "words" in needed:
        given["words"] = read_words(sentences, chunks=given["chunks"])
    for measure in sort_by_needs(measures):
        if "voices" in measure.needs and "voices" not in given:
            given["voices"] = read_voices(sentences, given["words"], given.get("attributions"))
        options = {need: given[need] for need in measure.needs}
        if measure.lexicon is not None:
            options["lexicon"] = open_lexicon(measure.lexicon)
        if measure.registry:
            options["registry"] = measure.registry
        given[measure.name] = measure.function(sentences, **options)
    return {measure.name: given[measure.name] for measure in measures}


def list_files(name: str) -> list[Path]:
    """The files of a shipped word list: the terms, and what the list is."""
    path = find_lexicon(name)[0]
    return [path, path.with_suffix(".toml")]


def measure_nothing(
    table: str, outlets: Iterable[str] = (), measures: Sequence[Measure] = MEASURES
) -> pd.DataFrame:
    """A table of a corpus without articles: it shows the type and the categories of each column."""
    articles = pd.DataFrame({name: pd.Series(dtype="str") for name in COLUMNS["articles"]})
    articles["date"] = articles["date"].astype("datetime64[us]")
    articles["outlet"] = pd.Categorical(articles["outlet"], categories=sorted(outlets))
    boilerplate = pd.DataFrame({"outlet": [], "line": []}, dtype="str")
    return measure_batch(articles, boilerplate, pick_needed(measures, table))[table]

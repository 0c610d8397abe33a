"""The whole flow, one step per line: a corpus in, the tables of every measure out."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, cast

import numpy as np
import pandas as pd

from analysis.corpus.articles import keep_part, read_corpus
from analysis.entities.coverage.choice import AUTO
from analysis.ids import find_sentences
from analysis.matching.prefilter import Terms
from analysis.measures import MEASURES, Measure, list_codebooks, list_measures, list_tables
from analysis.outputs import write_folder
from analysis.registry.registry import read_registry
from analysis.registry.soldiers import find_forces
from analysis.schema import check_choice, check_columns, check_count
from analysis.store.clusters import ClusteredTables
from analysis.store.disk.folder import place_store
from analysis.store.fill import update_store
from analysis.store.handover import find_handed, group_as_asked
from analysis.store.in_memory import measure_table, pick_rows
from analysis.store.load import StoredTables

FORCES = "forces"  # made of mentions and sentences where it is asked for
# Tables that no measure makes.
BESIDE = ["headlines", "raw", "boilerplate"]
# Articles measured at a time: enough for the array operations to pay, few enough to stay in memory.
BATCH = 2000

# A table by name; all of it, or its rows of some articles, or the sentences that contain some terms.
Read = Callable[[str, set[str] | None, Terms | None], pd.DataFrame]


class Measured:
    """The tables of one corpus. Every row keeps its article, its outlet and its date.

    `measured.tone` loads a table when it is first asked for; `dir(measured)` lists all. There are `articles`,
    `sentences` and one table per measure and codebook; each of these is in the order of `article_id`, and has
    a column more than the verbs give: articles that print the same text share a `cluster`, so that summaries
    can count copies once. Beside these there are

    - `headlines`: the articles without their texts, which is all that most summaries need;
    - `raw`: the articles as `read_corpus` gives them;
    - `boilerplate`: the recurring lines that cleaning took out, `outlet, line`.

    `codebooks` lists the names of the tables of frames; `source` is the path of the corpus, None for a table.
    """

    def __init__(
        self, read: Read, measures: Sequence[Measure] = MEASURES, *, source: Path | None = None
    ) -> None:
        self._read = ClusteredTables(read).read
        self.source = source
        self._tables = [*list_tables(measures), *BESIDE]
        self._codebooks = list_codebooks(measures)

    @property
    def codebooks(self) -> list[str]:
        """The names of the tables of frames: shipped codebooks first, then your own.

        >>> measured.codebooks
        ['generic_frames', 'conflict_frames', 'war_peace']
        """
        return list(self._codebooks)

    def __getattr__(self, name: str) -> pd.DataFrame:
        # Python and IPython look for methods that are not here, also before the tables are known.
        if name.startswith("_"):
            raise AttributeError(f"{type(self).__name__!r} object has no attribute {name!r}")
        try:
            check_choice(name, self._tables, name="table")
        except ValueError as error:
            raise AttributeError(str(error)) from None
        table = self._read(name, None, None)
        setattr(self, name, table)
        return table

    def __dir__(self) -> list[str]:
        return [*self._tables, "codebooks", "read_rows", "read_sentences"]

    def read_rows(self, table: str, *, rows: pd.DataFrame | Iterable[str]) -> pd.DataFrame:
        """The rows of one table that belong to some articles.

        From a store, only the batches that hold these articles are read, so that the sentences behind a
        number can be opened at any size of the corpus.

        Parameters
        ----------
        table : str
            Name of the table: `"sentences"`, `"mentions"` ... ; any but `"boilerplate"`. `"forces"` are the
            mentions of armed forces, also *Russian* in *Russian troops*.
        rows : DataFrame or list of str
            A table with the column `article_id`, such as hits or a part of `articles`; or ids.

        Returns
        -------
        DataFrame
            One row per row of the table that belongs to these articles, with the columns of the table and in
            its order. Ids that are not in the corpus have no rows.

        Raises
        ------
        ValueError
            For a table that is not there, and for `rows` without `article_id`.

        Examples
        --------
        >>> measured.read_rows("mentions", rows=measured.tone.query("n_battle > 0"))["surface"].tolist()
        ['mayor of Kyiv']
        """
        if table == FORCES:
            mentions, sentences = (self.read_rows(name, rows=rows) for name in ("mentions", "sentences"))
            return find_forces(mentions, sentences, read_registry())
        check_choice(table, [name for name in self._tables if name != "boilerplate"], name="table")
        if isinstance(rows, pd.DataFrame):
            rows = check_columns(rows, ["article_id"], verb="read_rows")["article_id"].unique()
        return self._pick(table, {rows} if isinstance(rows, str) else set(rows))

    def read_sentences(
        self, *, rows: pd.DataFrame | None = None, containing: Terms | None = None
    ) -> pd.DataFrame:
        """The sentences that some rows belong to, or in which a term stands.

        From a store, only the batches that can hold them are read. `find_in_context` finds the same in these
        sentences as in all.

        Parameters
        ----------
        rows : DataFrame, optional
            A table with `article_id` and `sentence_id`: hits, mentions, tone.
        containing : str or list of str, optional
            Words or phrases, `*` at the end for any ending, as `find_in_context` takes them. With `rows`,
            both conditions count.

        Returns
        -------
        DataFrame
            One row per sentence, each once and in text order, with the columns of `split_sentences`.

        Raises
        ------
        ValueError
            For `rows` without these columns, for what is no term, and where neither is given.

        Examples
        --------
        >>> battle = measured.tone.query("n_battle > 0")
        >>> measured.read_sentences(rows=battle)["text"].tolist()
        ['Shells hit the bridge, the mayor of Kyiv said.']
        >>> measured.read_sentences(containing="bridge*")["text"].tolist()
        ['Shells hit the bridge, the mayor of Kyiv said.']
        """
        if rows is None:
            if containing is None:
                raise ValueError(
                    "read_sentences needs `rows`, a table with article_id and sentence_id, or terms that the "
                    "sentences are `containing`."
                )
            return self._read("sentences", None, containing)
        check_columns(rows, ["article_id", "sentence_id"], verb="read_sentences")
        article_ids = set(rows["article_id"].unique())
        if containing is None:
            sentences = self._pick("sentences", article_ids)
        else:
            sentences = self._read("sentences", article_ids, containing)
        places = np.unique(find_sentences(sentences, rows))
        return sentences.iloc[places[places >= 0]].reset_index(drop=True)

    def _pick(self, name: str, article_ids: set[str] | None) -> pd.DataFrame:
        """A table or its rows of some articles; a table that is loaded is not read again."""
        if name in vars(self):
            return pick_rows(vars(self)[name], article_ids)
        return self._read(name, article_ids, None)


def measure_corpus(
    source: str | Path | pd.DataFrame,
    *,
    since: str | None = None,
    until: str | None = None,
    outlets: Iterable[str] | None = None,
    codebooks: str | Path | Iterable[str | Path] | None = None,
    registry: str | Path | Sequence[str | Path] = AUTO,
    store: str | Path | None = "auto",
    workers: int = 1,
    dask: Any = None,
    batch: int = BATCH,
    progress: bool = False,
) -> Measured:
    """Read, clean and measure a corpus.

    The tables are the same whatever the store, the workers and the batch. With the environment variable
    ANALYSIS_BY (in a notebook `%env ANALYSIS_BY=section` before this call) the values of another column of
    the articles, or of `outlets.csv`, take the place of the outlets in every table but `raw` and
    `boilerplate`.

    Parameters
    ----------
    source : path or DataFrame
        A folder or file as `read_corpus` reads it, or the table that `read_corpus` gives.
    since, until : str, optional
        First and last day, such as `"2022-11-17"`; articles without a date are left out.
    outlets : list of str, optional
        Only these outlets. Boilerplate is still looked for in the whole corpus.
    codebooks : path or list of paths, optional
        Your own codebooks, each a `.csv` with the columns `term` and `category` (the frame). Each makes one
        more table, named like the file: `measured.my_frames` for `my_frames.csv`.
    registry : str, path or list of these, default "auto"
        Registries for the names, as `find_entities` takes them. `"auto"` is chosen once for the whole corpus,
        by up to 200 articles, whatever the batches.
    store : path, optional
        A folder in which all tables of the whole corpus are kept, whatever part is asked for. The next run
        makes only what is new, or what other code, word lists or names would change. `"auto"`, the default,
        uses `.NAME.store` beside the corpus if it is there; None uses no store.
    workers : int, default 1
        Processes on this machine.
    dask : str or dask.distributed.Client, optional
        Address of a scheduler, or a client, instead of `workers` (needs the extra `cluster`).
    batch : int, default 2000
        Articles that are measured together.
    progress : bool, default False
        Whether bars show how far it is.

    Returns
    -------
    Measured
        One attribute per table; see `Measured`.

    Raises
    ------
    ValueError
        For a corpus without articles, an outlet or a day that is not there, a codebook that is not there or
        whose name cannot be the name of a table, and for a store that is another folder.
    OSError
        For files that cannot be read, and for a store that cannot be written to.
    ImportError
        Where `dask` is given and not installed.

    Examples
    --------
    >>> articles = pd.DataFrame({"article_id": ["a"], "outlet": ["Courier"], "date": [pd.NaT], "title": [""],
    ...                          "text": ["The bridge fell. It was dark."]})
    >>> measured = measure_corpus(articles)
    >>> measured.sentences["text"].tolist()
    ['The bridge fell.', 'It was dark.']
    """
    check_count(batch, name="batch")
    asked = (registry,) if isinstance(registry, str | Path) else registry
    measures = choose_sources(list_measures(codebooks), tuple(map(str, asked)))
    place = None if isinstance(source, pd.DataFrame) else Path(source)
    part: dict[str, Any] = {"outlets": outlets, "since": since, "until": until}
    work: dict[str, Any] = {"workers": workers, "dask": dask, "batch": batch, "progress": progress}
    handed = find_handed(source, codebooks=codebooks, **part) if store == registry == AUTO else None
    if handed is not None:
        return Measured(group_as_asked(handed.read, place), measures, source=place)
    folder = find_store(source, store)
    if folder is None:
        articles = source if isinstance(source, pd.DataFrame) else read_corpus(source)
        tables = measure_table(articles, part, measures, **work)
        return Measured(group_as_asked(tables.read, place), measures, source=place)
    filled = update_store(Path(cast("str | Path", source)), folder, measures, **work)
    rows = filled.catalog.rows
    kept = rows.index.isin(keep_part(rows[["outlet", "date"]], **part).index)
    return Measured(group_as_asked(StoredTables(filled, kept, part).read, place), measures, source=place)


def choose_sources(measures: list[Measure], sources: tuple[str, ...]) -> list[Measure]:
    """The measures with the registries that are asked for."""
    if named := [name for name in sources if name != AUTO]:
        read_registry(*named)  # says what is wrong with them before the work begins
    return [replace(measure, registry=sources) if measure.registry else measure for measure in measures]


def find_store(source: str | Path | pd.DataFrame, store: str | Path | None) -> Path | None:
    """The folder of the store that is asked for; None for no store."""
    if isinstance(source, pd.DataFrame):
        if store not in (None, "auto"):
            raise ValueError("A store is filled from files: give measure_corpus the path of the corpus.")
        return None
    if store == "auto":
        folder = place_store(source)
        return folder if folder.is_dir() else None
    return None if store is None else Path(store)


def write_tables(measured: Measured, out: str | Path) -> dict[str, int]:
    """Write each table as a Parquet file under `out`, all of them or none; the rows of each file, by name.

    Other files in `out` stay.
    """
    written = {}
    with write_folder(out, keep=True) as draft:
        for name in [name for name in measured._tables if name not in BESIDE]:
            table = measured._pick(name, None)
            table.to_parquet(draft / f"{name}.parquet", index=False)
            written[str(Path(out) / f"{name}.parquet")] = len(table)
    return written

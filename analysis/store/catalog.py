"""The catalog of a corpus: which articles it has, as whole numbers, some tens of bytes each.

It is made from the sources and kept beside them under a name made from theirs, so that it holds as long as
it is found; where it is not, the rows of sources that have stayed are taken from the one before. What
`read_corpus` decides about the whole corpus (which article is there twice, whose id is shared) is decided
here; titles and other columns are read when the articles are asked for.
"""

import json
from contextlib import suppress
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from analysis.corpus.articles import count_once, doubt_dates, leave_out_empty, note_source
from analysis.corpus.files import READERS, number_row, read_numbers
from analysis.readers.dates import NUMBERS, resolve_order
from analysis.schema import COLUMNS, KEYS
from analysis.store.fingerprints import fingerprint_measure
from analysis.store.folder import hash_parts, is_sound, read_arrow, read_table, write_whole
from analysis.store.sources import CONTENT, OPENING, OTHER, OWN, PLAIN, Source, read_columns

MINE = ["source", "at"]


@dataclass
class Catalog:
    """A row an article in `rows`: `source` and `at` (where it is), `outlet`, `date`, and short names of its
    content and of the id it was given; `shared`, whether others were given that id, too."""

    rows: pd.DataFrame
    sources: list[Source]
    day_first: bool
    problems: list[dict]


def read_catalog(path: Path, folder: Path, sources: list[Source], problems: list[dict]) -> Catalog:
    """The catalog of sources that are all in the store; raises what `read_corpus` raises."""
    spelled, files = read_spelled(sources, folder)
    day_first, settled = resolve_order(spelled, {text: NUMBERS.match(text) for text in spelled}, None)
    if settled:
        whole = files[0] if len(files) == 1 else "all text files"
        done = {"what": "dates in numbers", "done": f"read {settled}"}
        problems = [*problems, {"file": whole, "row": None, **done}]
    catalog = Catalog(pd.DataFrame(), sources, day_first, problems)
    file = folder / "catalog" / f"{name_catalog(catalog)}.parquet"
    held = read_rows(file)
    if held is None:
        parts = name_parts(catalog)
        rows = join_rows(parts, catalog, folder)
        rows = choose_rows(rows, catalog, path, folder)
        # A store that cannot be written to opens all the same.
        with suppress(OSError):
            write_rows(file, rows, parts)
    else:
        rows = held[0]
    rows = rows[rows.pop("kept").to_numpy()].drop(columns="plain").reset_index(drop=True)
    outlets = rows["outlet"].cat.remove_unused_categories()
    catalog.rows = rows.assign(outlet=outlets.cat.set_categories(sorted(outlets.cat.categories)))
    return catalog


def name_catalog(catalog: Catalog) -> str:
    return hash_parts(fingerprint_measure("store.catalog"), *name_parts(catalog))


def name_parts(catalog: Catalog) -> list[str]:
    """The sources by name, text files with the order of day and month in which they are read."""
    late = "" if catalog.day_first else "-month-first"
    return [source.name + (late if source.single else "") for source in catalog.sources]


def read_spelled(sources: list[Source], folder: Path) -> tuple[pd.Series, list[str]]:
    """The dates in numbers of all text files as they are spelled, and of two of these files the names."""
    spelled, files = [], []
    for source in sources:
        if source.single:
            said = read_attributes(source.place(folder))
            spelled += [text for text, n in json.loads(said["dates"]).items() for _ in range(n)]
            files += json.loads(said["files"])
    return pd.Series(spelled, dtype="str"), files


def read_attributes(file: Path) -> dict[str, str]:
    """The `attrs` that a table was stored with."""
    return pq.read_schema(file).pandas_metadata.get("attributes", {})


def read_rows(file: Path) -> tuple[pd.DataFrame, list[str]] | None:
    """The rows of a catalog file and its parts; None where there is none."""
    if not is_sound(file):
        return None
    table = read_arrow(file)
    parts = json.loads(table.schema.metadata[b"parts"])
    return table.replace_schema_metadata().to_pandas(split_blocks=True, self_destruct=True), parts


def write_rows(file: Path, rows: pd.DataFrame, parts: list[str]) -> None:
    table = pa.Table.from_pandas(rows, preserve_index=False).replace_schema_metadata(
        {"parts": json.dumps(parts)}
    )
    sink = pa.BufferOutputStream()
    pq.write_table(table, sink, compression="zstd", compression_level=1)
    write_whole(file, sink.getvalue())


def join_rows(parts: list[str], catalog: Catalog, folder: Path) -> pd.DataFrame:
    """The rows of all sources; of those that an earlier catalog has, its rows."""
    place = {name: number for number, name in enumerate(parts)}
    tables, done = [], set()
    for file in sorted((folder / "catalog").glob("[!~]*.parquet")):
        held = read_rows(file)
        if held is None:
            continue
        known = np.array([-1 if name in done else place.get(name, -1) for name in held[1]], dtype=np.int32)
        number = known[held[0]["source"].to_numpy()] if len(known) else np.zeros(0, dtype=np.int32)
        tables.append(held[0].assign(source=number)[number >= 0])
        done |= set(held[1])
    for number, source in enumerate(catalog.sources):
        if parts[number] not in done:
            tables.append(index_source(source, folder, catalog.day_first).assign(source=np.int32(number)))
    outlets = pd.api.types.union_categoricals([table["outlet"] for table in tables])
    rows = pd.concat([table.drop(columns="outlet") for table in tables], ignore_index=True)
    return rows.assign(outlet=outlets)


def index_source(source: Source, folder: Path, day_first: bool) -> pd.DataFrame:
    """What the catalog holds of a source."""
    columns = ["article_id", "outlet", "date", "byline", CONTENT, PLAIN]
    table = read_columns(source, folder, columns, day_first)
    return pd.DataFrame({
        "at": np.arange(len(table), dtype=np.int32),
        "outlet": table["outlet"].astype("str").astype("category"),
        "date": table["date"].astype("datetime64[us]"),
        "content": np.array([number_content(one) for one in table[CONTENT]], dtype=np.int64),
        "plain": np.array([int(one[:15] or "0", 16) for one in table[PLAIN]], dtype=np.int64),
        "given": np.array([number_id(one) for one in table["article_id"]], dtype=np.int64),
        "byline": np.array([number_id(one) for one in table["byline"].fillna("")], dtype=np.int64),
        "kept": True, "shared": False,
    })  # fmt: skip


def number_content(name: str) -> int:
    """The name of a content (`hash_content`) as a number, in the same order."""
    return int(name[1:], 16)


def number_id(article_id: str) -> int:
    """An id as a number, 0 for none."""
    made = blake2b(article_id.encode("utf-8", "surrogatepass"), digest_size=8).digest()
    return int.from_bytes(made, "little") >> 1 if article_id else 0


def choose_rows(rows: pd.DataFrame, catalog: Catalog, path: Path, folder: Path) -> pd.DataFrame:
    """The rows with `kept` (it has a text, and is not there already) and `shared`."""
    kept = rows["plain"].to_numpy() != 0
    if not kept.any():
        raise_nothing(rows, catalog, path, folder)
    several = np.zeros(len(rows), dtype=bool)
    several[kept] = rows.loc[kept, ["outlet", "plain"]].duplicated(keep=False)
    if several.any():
        asked = describe_rows(rows[several], catalog, folder).drop(columns=[*OWN, *MINE])
        asked["text"] = rows.loc[several, "plain"].astype("str").to_numpy()
        kept[np.flatnonzero(several)[~stay_once(asked)]] = False
    given = rows["given"].where(kept, 0)
    shared = (given != 0) & given.duplicated(keep=False)
    return rows.assign(kept=kept, shared=shared)


def raise_nothing(rows: pd.DataFrame, catalog: Catalog, path: Path, folder: Path) -> None:
    """Say why a corpus has no article."""
    if len(rows):
        raise ValueError(f"None of the {len(rows):,} articles found has a text.")
    problems = list_problems(catalog, folder)
    found = "; ".join(f"{one['file']}: {one['what']}" for one in problems[:5])
    raise ValueError(
        f"No article was found in {str(path)!r}{f' ({found})' if found else ', which is empty'}; "
        f"needed are files that end in {', '.join(sorted(READERS))}."
    )


def stay_once(asked: pd.DataFrame) -> np.ndarray:
    """Which of the articles `count_once` keeps."""
    asked = asked.reset_index(drop=True)
    kept, _ = count_once(asked, [])
    places = set(zip(kept["file"], map(number_row, kept["row"]), strict=True))
    return np.array(
        [(file, number_row(row)) in places for file, row in zip(asked["file"], asked["row"], strict=True)]
    )


def describe_rows(rows: pd.DataFrame, catalog: Catalog, folder: Path) -> pd.DataFrame:
    """All columns but the text of some rows of the catalog, as they are in a table of the whole corpus."""
    tables, singles, seen = [], [], set()
    needed = set(rows["source"])
    for number, source in enumerate(catalog.sources):
        file = source.place(folder)
        schema = pq.read_schema(file)
        names = [name for name in schema.names if name != "text"]
        if not names:
            continue
        kind = repr((schema.names, schema.types))
        if source.single or number in needed:
            table = read_table(file, columns=names)
        elif kind not in seen:
            # What kind of values a column holds is decided by all sources that have it.
            table = read_table(file, columns=names).head(1)
        else:
            continue
        seen.add(kind)
        table = table.assign(source=number, at=range(len(table)))
        (singles if source.single else tables).append(table)
    if singles:
        tables.append(join_singles(singles, catalog, folder))
    table = pd.concat(tables, ignore_index=True)
    places = pd.Index(place_rows(table))
    return table.take(places.get_indexer(place_rows(rows))).reset_index(drop=True)


def pick_sources(rows: pd.DataFrame, catalog: Catalog) -> tuple[list[Source], np.ndarray]:
    """The sources that some rows of a catalog come from, and which of these each row comes from."""
    used = sorted(set(rows["source"]))
    return [catalog.sources[number] for number in used], np.searchsorted(used, rows["source"].to_numpy())


def place_rows(rows: pd.DataFrame) -> np.ndarray:
    """Source and place in it as one number."""
    return rows["source"].to_numpy(dtype=np.int64) << 32 | rows["at"].to_numpy(dtype=np.int64)


def join_singles(tables: list[pd.DataFrame], catalog: Catalog, folder: Path) -> pd.DataFrame:
    """The text files of a corpus as one table, with what they settle together."""
    table = pd.concat(tables, ignore_index=True).sort_values("file", kind="stable", ignore_index=True)
    if not catalog.day_first:
        table = table.assign(**{ours: table[other] for ours, other in OTHER.items()})
    first: dict[str, list] = {}
    for source in catalog.sources:
        if source.single:
            columns = json.loads(read_attributes(source.place(folder))["columns"])
            for name, place in columns.items():
                first[name] = min(place, first.get(name, place))
    ours = [*COLUMNS["articles"], "file", "row", *OWN, *MINE]
    variables = sorted((name for name in table if name in first and name not in ours), key=first.__getitem__)
    table = table[[name for name in ours if name in table] + variables]
    return table.assign(**{name: read_numbers(table[name]) for name in variables})


def list_problems(catalog: Catalog, folder: Path) -> list[dict]:
    """What was met in reading the sources."""
    problems = list(catalog.problems)
    for source in catalog.sources:
        problems += json.loads(read_attributes(source.place(folder))["problems"])
    return problems


def describe_articles(catalog: Catalog, path: Path, folder: Path) -> pd.DataFrame:
    """The articles of a catalog as `read_corpus` gives them but without `text`, in the order of its rows,
    with its `attrs`."""
    held = read_rows(folder / "catalog" / f"{name_catalog(catalog)}.parquet")
    everything = held[0] if held else join_rows(name_parts(catalog), catalog, folder)
    articles = describe_rows(everything, catalog, folder)
    articles["text"] = articles[PLAIN]
    articles, problems = leave_out_empty(articles, list_problems(catalog, folder))
    several = articles.duplicated(["outlet", PLAIN], keep=False)
    if several.any():
        asked = articles[several].drop(columns=[*OWN, *MINE]).reset_index(drop=True)
        _, problems = count_once(asked, problems)
    places = pd.Index(place_rows(articles))
    articles = articles.take(places.get_indexer(place_rows(catalog.rows))).reset_index(drop=True)
    articles = identify(articles, catalog.rows["shared"].to_numpy(), problems)
    doubted = articles[articles[OPENING].ne("")]
    problems += doubt_dates(doubted.assign(text=doubted[OPENING]))
    articles["outlet"] = catalog.rows["outlet"].array
    own = [*COLUMNS["articles"], "file", "row", *OWN, *MINE]
    variables = [name for name in articles.columns if name not in own]
    articles = articles[[*KEYS, "title", *variables, "file"]]
    return note_source(articles, path, problems)


def identify(articles: pd.DataFrame, shared: np.ndarray, problems: list[dict]) -> pd.DataFrame:
    """An id each, by the rule of `read_corpus`, from the short names of the content."""
    given = articles["article_id"]
    for position in articles.index[shared]:
        done = f"{given[position]} made unique by the content"
        file, row = articles["file"][position], number_row(articles["row"][position])
        problems.append({"file": file, "row": row, "what": "one id for different articles", "done": done})
    return articles.assign(article_id=name_articles(given, articles[CONTENT], shared))


def name_articles(given: pd.Series, content: pd.Series, shared: np.ndarray) -> pd.Series:
    """The ids of articles: the one given, made unique by the content where it is shared, or the content."""
    own = given.where(~shared, given + "-" + content.str[:8])
    return own.where(given != "", content).astype("str")

"""This suite beside others doing the same work on the same text, in one process, on one core each.

Ours and the peer's turns alternate, `RUNS` times; what is given is the median.
"""

import os
import re
import shutil
import stat
import tempfile
import time
from collections.abc import Callable
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from unittest.mock import patch

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from analysis.corpus.articles import read_corpus
from analysis.frames.cues import find_frames, measure_frames
from analysis.matching.engine import find_terms, match_sentences
from analysis.matching.lexicon import read_lexicon
from analysis.measures import measure_batch
from analysis.registry.registry import read_registry
from analysis.schema import KEYS
from analysis.text.chunks import split_chunks
from analysis.text.sentences import cut_sentences
from analysis.text.white_space import scan_bytes
from analysis.text.words import read_words
from analysis.tone.evaluation import measure_tone
from analysis.tone.vader import score_vader
from benchmarks.texts import N_LONG, SHARED, read_sentences, write_articles

RUNS = 5
N_ARTICLES = 2000
N_ALIASES = 3000


def say_version(package: str) -> str:
    try:
        return f"{package} {version(package)}"
    except PackageNotFoundError:
        return ""


def time_both(ours: Callable, theirs: Callable, runs: int = RUNS) -> tuple[float, float]:
    """Median seconds of each, their turns alternating, after one turn of ours that nobody counts."""
    ours()
    seconds = {ours: [], theirs: []}
    for _ in range(runs):
        for turn in (ours, theirs):
            began = time.perf_counter()
            turn()
            seconds[turn].append(time.perf_counter() - began)
    return float(np.median(seconds[ours])), float(np.median(seconds[theirs]))


def compare(what: str, peer: str, ours: float, theirs: float, at_least: float, note: str = "") -> dict:
    return {
        "what": what, "against": peer, "ours (s)": ours, "theirs (s)": theirs, "times as fast": theirs / ours,
        "wanted": at_least, "note": note,
    }  # fmt: skip


def skip(what: str, peer: str, at_least: float, why: str) -> dict:
    return {"what": what, "against": peer, "wanted": at_least, "note": f"not measured: {why}"}


def open_nltk() -> str:
    """Let NLTK find its data: a private copy, because it refuses folders that others may write to. Why not,
    where it cannot."""
    folder = SHARED / "nltk_data"
    if not folder.exists():
        return f"no NLTK data at {folder}"
    import nltk

    private = Path(tempfile.mkdtemp(prefix="nltk-"))
    shutil.copytree(folder, private / "data", copy_function=shutil.copyfile)
    for path in [private, *private.rglob("*")]:
        os.chmod(path, stat.S_IRUSR | stat.S_IWUSR | (stat.S_IXUSR if path.is_dir() else 0))
    nltk.data.path.insert(0, str(private / "data"))
    return ""


def name_sentences(texts: list[str]) -> pd.DataFrame:
    """Sentences as a table, each an article of its own."""
    n = len(texts)
    return pd.DataFrame({
        "article_id": pd.Series(map(str, range(n)), dtype="str"), "outlet": "x", "date": pd.NaT,
        "sentence_id": 0, "paragraph": 0, "start": 0, "text": pd.Series(texts, dtype="str"),
        "in_quote": 0.0, "quote_spans": "",
    })  # fmt: skip


def compare_vader() -> list[dict]:
    """VADER's four numbers, sentences given."""
    what, peer = "VADER's four numbers, sentences given", f"NLTK's analyser ({say_version('nltk')})"
    why = open_nltk()
    if why:
        return [skip(what, peer, 50, why)]
    from nltk.sentiment.vader import SentimentIntensityAnalyzer

    analyser = SentimentIntensityAnalyzer()
    texts = pd.Series(read_sentences()[0], dtype="str")
    lexicon = SHARED / "nltk_data/sentiment/vader_lexicon.zip"
    given = [analyser.polarity_scores(text) for text in texts]
    expected = np.array([[one["neg"], one["neu"], one["pos"], one["compound"]] for one in given])
    words = sum(map(len, texts.str.split()))
    said = f"{len(texts):,} sentences of {words / len(texts):.0f} words, NLTK's own list"
    rows = []
    for scanner, at_least, with_what in list_scanners():
        with patch("analysis.text.chunks.open_scanner", return_value=scanner):
            found = score_vader(texts, lexicon=lexicon)[["neg", "neu", "pos", "compound"]].to_numpy()
            differ = int((found != expected).any(axis=1).sum())
            ours, theirs = time_both(
                lambda: score_vader(texts, lexicon=lexicon),
                lambda: [analyser.polarity_scores(text) for text in texts],
            )
        note = f"{said}, {differ} differences; {with_what}"
        rows.append(compare(what, peer, ours, theirs, at_least, note))
    return rows


def list_scanners() -> list[tuple[Callable, int, str]]:
    """The ways of splitting texts into chunks, how fast VADER is to be with each, and what each needs."""
    scanners = [(scan_bytes, 50, "numpy and pyarrow alone")]
    try:
        from analysis.text import chunks_numba
    except ImportError:
        return scanners
    return [*scanners, (chunks_numba.scan_bytes, 80, f"the extra numba ({say_version('numba')})")]


def compare_whole() -> list[dict]:
    """The whole pass over articles, tables written, against NLTK's sentence split and analyser alone."""
    what = "the whole pass: sentences, tone by voice, frame terms, aliases, tables written"
    peer = f"NLTK's sentence split and analyser alone ({say_version('nltk')})"
    why = open_nltk()
    if why:
        return [skip(what, peer, 30, why)]
    from nltk.sentiment.vader import SentimentIntensityAnalyzer
    from nltk.tokenize import sent_tokenize

    analyser = SentimentIntensityAnalyzer()
    with tempfile.TemporaryDirectory() as folder:
        articles = read_corpus(write_articles(Path(folder) / "corpus", N_ARTICLES, n_sentences=N_LONG))
        frames, aliases, judgements = (
            read_lexicon("generic_frames"),
            list_aliases(),
            read_lexicon("evaluation"),
        )
        nobody = pd.DataFrame({"outlet": [], "line": []}, dtype="str")

        def write(tables: list[pd.DataFrame]) -> None:
            for number, table in enumerate(tables):
                arrow = pa.Table.from_pandas(table, preserve_index=False)
                pq.write_table(
                    arrow, Path(folder) / f"{number}.parquet", compression="lz4", write_statistics=False
                )

        def ours() -> None:
            sentences, chunks = cut_sentences(articles, split_chunks(articles["text"]))
            words = read_words(sentences, chunks=chunks)
            tone = measure_tone(sentences, lexicon=judgements, words=words, chunks=chunks)
            found = measure_frames(sentences, lexicon=frames, words=words)
            write([sentences, tone, found, match_sentences(sentences, words, aliases)])

        def all_of_it() -> None:
            write(list(measure_batch(articles, nobody).values()))

        def theirs() -> None:
            for text in articles["text"]:
                for sentence in sent_tokenize(text):
                    analyser.polarity_scores(sentence)

        timed = []
        for scanner, _, with_what in list_scanners():
            with patch("analysis.text.chunks.open_scanner", return_value=scanner):
                timed.append((with_what, *time_both(ours, theirs)))
        began = time.perf_counter()
        all_of_it()
        whole = time.perf_counter() - began
        n_words = int(articles["text"].str.split().str.len().sum())
    said = (
        f"{N_ARTICLES:,} articles of {n_words / N_ARTICLES:.0f} words, {len(frames):,} frame terms, "
        f"{len(aliases):,} aliases"
    )
    rows = [
        compare(what, peer, own, other, 30, f"{said}: {N_ARTICLES / own:,.0f} articles a second; {with_what}")
        for with_what, own, other in timed
    ]
    rest = (
        f"with cleaning, three frame lists, the name tagger and entities linked in their context: "
        f"{N_ARTICLES / whole:,.0f} articles a second"
    )
    everything = compare("everything that `measure_corpus` makes", peer, whole, timed[0][2], 30, rest)
    return [*rows, {**everything, "wanted": ""}]


def list_aliases() -> pd.DataFrame:
    """Names of the registry as a word list."""
    lexicon = read_registry("ukraine", "syria").lexicon
    return lexicon.sort_values("term", kind="stable").iloc[:: len(lexicon) // N_ALIASES].head(N_ALIASES)


def compare_frames() -> list[dict]:
    """Frame terms of one list, found or counted."""
    what, frames = "frame terms (multi-word, wildcards)", read_lexicon("conflict_frames")
    texts = read_sentences()[0]
    sentences = name_sentences(texts)
    said = f"{len(frames):,} terms in {len(texts):,} sentences"
    patterns = {}
    for category, terms in frames.groupby("category")["term"]:
        spelled = sorted((term.lower() for term in terms), key=len, reverse=True)
        joined = "|".join(re.escape(term.rstrip("*")) + r"\w*" * term.endswith("*") for term in spelled)
        patterns[category] = rf"\b(?:{joined})\b"

    def pandas_count() -> None:
        lower = sentences["text"].str.lower()
        for pattern in patterns.values():
            lower.str.count(pattern)

    ours, theirs = time_both(lambda: find_frames(sentences, lexicon=frames), pandas_count)
    rows = [
        compare(
            what, f"pandas str.count, a pattern a frame ({say_version('pandas')})", ours, theirs, 1,
            f"{said}; the peer counts, ours finds places, case and voice as well",
        )
    ]  # fmt: skip
    if shutil.which("Rscript") is None:
        return [
            *rows,
            skip(what, "quanteda tokens + tokens_lookup", 1, "R with quanteda is not installed here"),
        ]
    return rows + compare_quanteda(what, frames, sentences, said)


def compare_quanteda(what: str, frames: pd.DataFrame, sentences: pd.DataFrame, said: str) -> list[dict]:
    import subprocess

    script = """
    a <- commandArgs(TRUE); library(quanteda); quanteda_options(threads = 1)
    x <- read.csv(a[1], encoding = "UTF-8"); f <- read.csv(a[2], encoding = "UTF-8")
    d <- dictionary(split(f$term, f$category))
    s <- sapply(1:5, function(i) system.time(tokens_lookup(tokens(x$text), d))[["elapsed"]])
    cat(median(s), as.character(packageVersion("quanteda")))
    """
    with tempfile.TemporaryDirectory() as folder:
        texts, terms = Path(folder) / "texts.csv", Path(folder) / "terms.csv"
        sentences[["text"]].to_csv(texts, index=False)
        frames[["term", "category"]].to_csv(terms, index=False)
        done = subprocess.run(["Rscript", "-e", script, texts, terms], capture_output=True, text=True)
    if done.returncode:
        return [skip(what, "quanteda tokens + tokens_lookup", 1, "R is here, quanteda is not")]
    seconds, number = done.stdout.split()
    ours, _ = time_both(lambda: find_frames(sentences, lexicon=frames), lambda: None)
    return [compare(what, f"quanteda {number}, one thread, back to back", ours, float(seconds), 1, said)]


def compare_aliases() -> list[dict]:
    """Names, the longest match, in raw sentences."""
    what, aliases = f"{N_ALIASES:,} aliases, longest match", list_aliases()
    try:
        import spacy
        from spacy.matcher import PhraseMatcher
        from spacy.util import filter_spans
    except ImportError:
        return [skip(what, "spaCy PhraseMatcher", 10, "spaCy is not installed here")]
    texts = read_sentences()[0]
    sentences = name_sentences(texts)
    blank = spacy.blank("en")
    matcher = PhraseMatcher(blank.vocab)
    matcher.add("alias", [blank.make_doc(term.rstrip("*")) for term in aliases["term"]])

    def theirs() -> None:
        for doc in blank.pipe(texts):
            filter_spans(matcher(doc, as_spans=True))

    ours, seconds = time_both(lambda: find_terms(sentences, aliases), theirs)
    n_found = len(find_terms(sentences, aliases)[KEYS])
    note = f"{len(texts):,} sentences, {n_found:,} found; tokenising included on both sides"
    return [compare(what, f"spaCy {spacy.__version__} PhraseMatcher, blank English", ours, seconds, 10, note)]


def compare_peers() -> list[dict]:
    pa.set_cpu_count(1)
    compared = [*compare_vader(), *compare_whole()]
    with patch("analysis.text.chunks.open_scanner", return_value=scan_bytes):
        return [*compared, *compare_frames(), *compare_aliases()]

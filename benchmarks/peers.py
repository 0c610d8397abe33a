"""This package and its peers on the same task and text, in one process, on one core each.

The turns of the package and of the peer alternate `RUNS` times. The results are medians.
"""

import re
import shutil
import tempfile
import time
from collections.abc import Callable
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from unittest.mock import patch

import numpy as np
import pandas as pd
import pyarrow as pa

from analysis.corpus.articles import read_corpus
from analysis.frames.cues import find_frames
from analysis.matching.engine import find_terms
from analysis.matching.lexicon import read_lexicon
from analysis.registry.registry import read_registry
from analysis.schema import KEYS
from analysis.text.white_space import scan_bytes
from analysis.tone.vader import score_vader
from benchmarks.nltk_data import copy_nltk_data
from benchmarks.texts import N_LONG, SHARED, read_sentences, write_articles
from benchmarks.whole_pass import WholePass

RUNS = 5
N_ARTICLES = 2000
N_ALIASES = 3000


def describe_version(package: str) -> str:
    """The package's name and version; empty where it is not installed."""
    try:
        return f"{package} {version(package)}"
    except PackageNotFoundError:
        return ""


def time_both(ours: Callable, theirs: Callable, runs: int = RUNS) -> tuple[float, float]:
    """Median seconds of each, in alternate turns, after one turn of ours that is not counted."""
    ours()
    seconds = {ours: [], theirs: []}
    for _ in range(runs):
        for turn in (ours, theirs):
            began = time.perf_counter()
            turn()
            seconds[turn].append(time.perf_counter() - began)
    return float(np.median(seconds[ours])), float(np.median(seconds[theirs]))


def make_row(what: str, peer: str, ours: float, theirs: float, at_least: float, note: str = "") -> dict:
    """One row of the results: seconds of both, and how many times as fast ours is."""
    return {
        "what": what, "against": peer, "ours (s)": ours, "theirs (s)": theirs, "times as fast": theirs / ours,
        "wanted": at_least, "note": note,
    }  # fmt: skip


def make_empty_row(what: str, peer: str, at_least: float, reason: str) -> dict:
    """One row of the results for a peer that cannot run here."""
    return {"what": what, "against": peer, "wanted": at_least, "note": f"not measured: {reason}"}


def open_nltk() -> str:
    """Give NLTK its data. Returns why that is not possible, or an empty text."""
    folder = SHARED / "nltk_data"
    if not folder.exists():
        return f"no NLTK data at {folder}"
    copy_nltk_data(folder)
    return ""


def make_sentences(texts: list[str]) -> pd.DataFrame:
    """One row per sentence; each is an article of its own."""
    n = len(texts)
    return pd.DataFrame({
        "article_id": pd.Series(map(str, range(n)), dtype="str"), "outlet": "x", "date": pd.NaT,
        "sentence_id": 0, "paragraph": 0, "start": 0, "text": pd.Series(texts, dtype="str"),
        "in_quote": 0.0, "quote_spans": "",
    })  # fmt: skip


def compare_vader() -> list[dict]:
    """One row per scanner: VADER's four numbers of given sentences, against NLTK."""
    what, peer = "VADER's four numbers, sentences given", f"NLTK's analyser ({describe_version('nltk')})"
    reason = open_nltk()
    if reason:
        return [make_empty_row(what, peer, 50, reason)]
    from nltk.sentiment.vader import SentimentIntensityAnalyzer

    analyser = SentimentIntensityAnalyzer()
    texts = pd.Series(read_sentences()[0], dtype="str")
    lexicon = SHARED / "nltk_data/sentiment/vader_lexicon.zip"
    scores = [analyser.polarity_scores(text) for text in texts]
    expected = np.array([[score["neg"], score["neu"], score["pos"], score["compound"]] for score in scores])
    n_words = sum(map(len, texts.str.split()))
    size = f"{len(texts):,} sentences of {n_words / len(texts):.0f} words, NLTK's own list"
    rows = []
    for scanner, at_least, needs in list_scanners():
        with patch("analysis.text.chunks.open_scanner", return_value=scanner):
            found = score_vader(texts, lexicon=lexicon)[["neg", "neu", "pos", "compound"]].to_numpy()
            n_different = int((found != expected).any(axis=1).sum())
            ours, theirs = time_both(
                lambda: score_vader(texts, lexicon=lexicon),
                lambda: [analyser.polarity_scores(text) for text in texts],
            )
        note = f"{size}, {n_different} differences; {needs}"
        rows.append(make_row(what, peer, ours, theirs, at_least, note))
    return rows


def list_scanners() -> list[tuple[Callable, int, str]]:
    """The functions that split texts into chunks, with the speed wanted of VADER and what each needs."""
    scanners = [(scan_bytes, 50, "numpy and pyarrow alone")]
    try:
        from analysis.text import chunks_numba
    except ImportError:
        return scanners
    return [*scanners, (chunks_numba.scan_bytes, 80, f"the extra numba ({describe_version('numba')})")]


def compare_whole() -> list[dict]:
    """One row per scanner, and one for all tables: the whole pass over articles, against NLTK.

    Ours writes its tables; NLTK only splits and scores the sentences.
    """
    what = "the whole pass: sentences, tone by voice, frame terms, aliases, tables written"
    peer = f"NLTK's sentence split and analyser alone ({describe_version('nltk')})"
    reason = open_nltk()
    if reason:
        return [make_empty_row(what, peer, 30, reason)]
    from nltk.sentiment.vader import SentimentIntensityAnalyzer

    with tempfile.TemporaryDirectory() as folder:
        articles = read_corpus(write_articles(Path(folder) / "corpus", N_ARTICLES, n_sentences=N_LONG))
        lexicons = read_lexicon("generic_frames"), list_aliases(), read_lexicon("evaluation")
        whole = WholePass(articles, Path(folder), *lexicons, SentimentIntensityAnalyzer())
        timed = []
        for scanner, _, needs in list_scanners():
            with patch("analysis.text.chunks.open_scanner", return_value=scanner):
                timed.append((needs, *time_both(whole.measure_parts, whole.run_nltk)))
        began = time.perf_counter()
        whole.measure_all()
        seconds = time.perf_counter() - began
    n_words = int(articles["text"].str.split().str.len().sum())
    size = (
        f"{N_ARTICLES:,} articles of {n_words / N_ARTICLES:.0f} words, {len(whole.frames):,} frame terms, "
        f"{len(whole.aliases):,} aliases"
    )
    rows = [
        make_row(what, peer, ours, theirs, 30, f"{size}: {N_ARTICLES / ours:,.0f} articles a second; {needs}")
        for needs, ours, theirs in timed
    ]
    note = (
        f"with cleaning, three frame lists, the name tagger and entities linked in their context: "
        f"{N_ARTICLES / seconds:,.0f} articles a second"
    )
    everything = make_row("everything that `measure_corpus` makes", peer, seconds, timed[0][2], 30, note)
    return [*rows, {**everything, "wanted": ""}]


def list_aliases() -> pd.DataFrame:
    """Names of the registry as a word list, evenly drawn from the sorted ones."""
    lexicon = read_registry("ukraine", "syria").lexicon
    return lexicon.sort_values("term", kind="stable").iloc[:: len(lexicon) // N_ALIASES].head(N_ALIASES)


def compare_frames() -> list[dict]:
    """One row per peer: the frame terms of one list, found by ours and counted by the peer."""
    what, frames = "frame terms (multi-word, wildcards)", read_lexicon("conflict_frames")
    texts = read_sentences()[0]
    sentences = make_sentences(texts)
    size = f"{len(frames):,} terms in {len(texts):,} sentences"
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
        make_row(
            what, f"pandas str.count, a pattern a frame ({describe_version('pandas')})", ours, theirs, 1,
            f"{size}; the peer counts, ours finds places, case and voice as well",
        )
    ]  # fmt: skip
    if shutil.which("Rscript") is None:
        reason = "R with quanteda is not installed here"
        return [*rows, make_empty_row(what, "quanteda tokens + tokens_lookup", 1, reason)]
    return rows + compare_quanteda(what, frames, sentences, size)


def compare_quanteda(what: str, frames: pd.DataFrame, sentences: pd.DataFrame, size: str) -> list[dict]:
    """One row: quanteda's count of the frame terms in R, started as a process of its own."""
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
        return [make_empty_row(what, "quanteda tokens + tokens_lookup", 1, "R is here, quanteda is not")]
    seconds, number = done.stdout.split()
    ours, _ = time_both(lambda: find_frames(sentences, lexicon=frames), lambda: None)
    return [make_row(what, f"quanteda {number}, one thread, back to back", ours, float(seconds), 1, size)]


def compare_aliases() -> list[dict]:
    """One row: names in raw sentences, the longest match, against spaCy."""
    what, aliases = f"{N_ALIASES:,} aliases, longest match", list_aliases()
    try:
        import spacy
        from spacy.matcher import PhraseMatcher
        from spacy.util import filter_spans
    except ImportError:
        return [make_empty_row(what, "spaCy PhraseMatcher", 10, "spaCy is not installed here")]
    texts = read_sentences()[0]
    sentences = make_sentences(texts)
    blank = spacy.blank("en")
    matcher = PhraseMatcher(blank.vocab)
    matcher.add("alias", [blank.make_doc(term.rstrip("*")) for term in aliases["term"]])

    def theirs() -> None:
        for doc in blank.pipe(texts):
            filter_spans(matcher(doc, as_spans=True))

    ours, seconds = time_both(lambda: find_terms(sentences, aliases), theirs)
    n_found = len(find_terms(sentences, aliases)[KEYS])
    note = f"{len(texts):,} sentences, {n_found:,} found; tokenising included on both sides"
    peer = f"spaCy {spacy.__version__} PhraseMatcher, blank English"
    return [make_row(what, peer, ours, seconds, 10, note)]


def compare_peers() -> list[dict]:
    """One row per task and peer."""
    pa.set_cpu_count(1)
    compared = [*compare_vader(), *compare_whole()]
    with patch("analysis.text.chunks.open_scanner", return_value=scan_bytes):
        return [*compared, *compare_frames(), *compare_aliases()]

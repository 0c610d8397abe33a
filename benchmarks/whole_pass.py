"""The whole pass over articles, by this package and by NLTK, for the comparison of both."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from analysis.frames.cues import measure_frames
from analysis.matching.engine import match_sentences
from analysis.measures import measure_batch
from analysis.text.chunks import split_chunks
from analysis.text.sentences import cut_sentences
from analysis.text.voices import read_voices
from analysis.text.words import read_words
from analysis.tone.evaluation import measure_tone


@dataclass
class WholePass:
    """Articles, word lists and NLTK's analyser; each method is one way to measure the articles."""

    articles: pd.DataFrame
    folder: Path
    frames: pd.DataFrame
    aliases: pd.DataFrame
    judgements: pd.DataFrame
    analyser: Any  # NLTK's SentimentIntensityAnalyzer

    def measure_parts(self) -> None:
        """Sentences, tone, frame terms and aliases, with the tables written."""
        sentences, chunks = cut_sentences(self.articles, split_chunks(self.articles["text"]))
        words = read_words(sentences, chunks=chunks)
        voices = read_voices(sentences, words, None)
        tone = measure_tone(sentences, lexicon=self.judgements, words=words, chunks=chunks, voices=voices)
        found = measure_frames(sentences, lexicon=self.frames, words=words, voices=voices)
        aliases = match_sentences(sentences, words, self.aliases, voice=voices)
        self.write([sentences, tone, found, aliases])

    def measure_all(self) -> None:
        """Every table that `measure_corpus` makes, written."""
        no_boilerplate = pd.DataFrame({"outlet": [], "line": []}, dtype="str")
        self.write(list(measure_batch(self.articles, no_boilerplate).values()))

    def write(self, tables: list[pd.DataFrame]) -> None:
        """Write each table as Parquet."""
        for number, table in enumerate(tables):
            arrow = pa.Table.from_pandas(table, preserve_index=False)
            file = self.folder / f"{number}.parquet"
            pq.write_table(arrow, file, compression="lz4", write_statistics=False)

    def run_nltk(self) -> None:
        """NLTK's sentence split and analyser on the same articles."""
        from nltk.tokenize import sent_tokenize

        for text in self.articles["text"]:
            for sentence in sent_tokenize(text):
                self.analyser.polarity_scores(sentence)

"""Sentences of articles, by the rules of `sentence_ends` or by a Punkt model of the user's."""

from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

import numpy as np
import pandas as pd

from analysis.schema import KEYS, build_table, check_columns
from analysis.text.chunks import Chunks, cut_texts, split_chunks, take_chunks
from analysis.text.paragraphs import count_up, find_paragraphs, is_heading, take_keys
from analysis.text.punkt import is_punkt_end, open_punkt
from analysis.text.quote_spans import quote_sentences
from analysis.text.sentence_ends import is_sentence_end

if TYPE_CHECKING:
    from nltk.tokenize.punkt import PunktParameters, PunktSentenceTokenizer

    PunktModel: TypeAlias = str | Path | PunktParameters | PunktSentenceTokenizer


def split_sentences(articles: pd.DataFrame, *, model: "PunktModel | None" = None) -> pd.DataFrame:
    """Split the articles into sentences, and mark what stands inside quotation marks.

    The default is rules for English that need no training, because they measure better than Punkt: on the 153
    documents of GUM that people split, F1 of the bounds is 0.986, with NLTK's English model 0.967; where full
    stops are doubled, as on some web pages, 0.986 and 0.826 (`benchmarks/results_sentences.md`).

    Parameters
    ----------
    articles : DataFrame
        One row per article: `article_id, outlet, date, text`.
    model : str, Path, PunktParameters or PunktSentenceTokenizer, default None
        None splits by the rules of this package. Else a Punkt model (Kiss & Strunk 2006): a folder in the
        format of NLTK's `punkt_tab` (`abbrev_types.txt, collocations.tab, ortho_context.tab,
        sent_starters.txt`; `nltk.tokenize.punkt.save_punkt_params` writes it), or an object of NLTK. Pickled
        models are not read, since a pickle can run any program. The model splits within paragraphs, and
        only at white space.

    Returns
    -------
    DataFrame
        One row per sentence, in text order: `article_id, outlet, date`, `sentence_id` (from 0 in each
        article), `paragraph` (from 0), `start` (place in the article's text, in characters), `text` (exactly
        what stands at `start`), `in_quote`, `quote_spans`. `quote_spans` are the places in the sentence that
        stand inside quotation marks, without the marks (`"0-57 80-95"`, `""` for none); `in_quote` is their
        share (0-1) of the sentence's characters, white space and quotation marks left out of both. A heading
        gives no sentence, nor does an article without text.

    Raises
    ------
    ValueError
        For a table without these columns, and a folder whose files are not a Punkt model.
    FileNotFoundError
        For a `model` folder that lacks a file.
    TypeError
        For a `model` of another type.

    References
    ----------
    Kiss, T. & Strunk, J. (2006). Unsupervised multilingual sentence boundary detection. Computational
    Linguistics 32(4), 485-525.

    Examples
    --------
    >>> articles = pd.DataFrame({"article_id": ["a"], "outlet": ["x"], "date": [pd.NaT], "title": [""],
    ...     "text": ["“We will go. Soon,” Gen. Milley said. He left at 3.5 p.m.."]})
    >>> split_sentences(articles)[["start", "text", "quote_spans"]].values.tolist()
    [[0, '“We will go.', '1-12'], [13, 'Soon,” Gen. Milley said.', '0-5'], [38, 'He left at 3.5 p.m..', '']]

    Train a Punkt model on the corpus, and split with it:

    >>> from nltk.tokenize.punkt import PunktTrainer
    >>> articles["text"] = ["They met obl. Petrov and obl. Ivanov. " * 5 + "Then obl. Sidorov left."]
    >>> trainer = PunktTrainer("\\n\\n".join(articles["text"]))
    >>> split_sentences(articles)["text"].tolist()[-1]
    'Sidorov left.'
    >>> split_sentences(articles, model=trainer.get_params())["text"].tolist()[-1]
    'Then obl. Sidorov left.'
    """
    check_columns(articles, [*KEYS, "text"], verb="split_sentences")
    punkt = None if model is None else open_punkt(model)
    return cut_sentences(articles, split_chunks(articles["text"]), punkt=punkt)[0]


def cut_sentences(
    articles: pd.DataFrame, chunks: Chunks, *, punkt: "PunktSentenceTokenizer | None" = None
) -> tuple[pd.DataFrame, Chunks]:
    """The table of `split_sentences`, and the chunks of its sentences.

    `chunks` are those of the articles' texts. The second result equals `split_chunks(sentences["text"])`, but
    nothing is split twice.
    """
    paragraphs = find_paragraphs(chunks)
    if punkt is None:
        ends = is_sentence_end(chunks, paragraphs.last)
    else:
        ends = is_punkt_end(chunks, paragraphs, punkt)
    last = np.flatnonzero(ends)
    first = np.append(0, last[:-1] + 1)[: len(last)]
    paragraph = np.searchsorted(paragraphs.first, first, side="right") - 1
    in_text = ~is_heading(chunks, paragraphs)[paragraph]
    first, last, paragraph = first[in_text], last[in_text], paragraph[in_text]
    table, texts = take_keys(articles, chunks, first), cut_texts(chunks, first, last)
    spans, share = quote_sentences(chunks, paragraphs, first, last)
    table |= {
        "sentence_id": count_up(np.bincount(chunks.text[first], minlength=len(chunks.texts))),
        "paragraph": paragraphs.number[paragraph], "text": texts,
        "in_quote": share, "quote_spans": pd.array(spans, dtype="str"),
    }  # fmt: skip
    return build_table("sentences", table), take_chunks(chunks, texts, first, last + 1)

"""Punkt models (Kiss & Strunk 2006) in place of the rules: NLTK is imported only where one is given."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from analysis.ids import pack_key
from analysis.text.chunks import Chunks, cut_texts
from analysis.text.paragraphs import Paragraphs

if TYPE_CHECKING:
    from nltk.tokenize.punkt import PunktParameters, PunktSentenceTokenizer

FILES = ["abbrev_types.txt", "collocations.tab", "ortho_context.tab", "sent_starters.txt"]


def open_punkt(model: Any) -> "PunktSentenceTokenizer":
    """The tokenizer of a `model` of `split_sentences`: a folder, PunktParameters or a tokenizer."""
    from nltk.tokenize.punkt import PunktParameters, PunktSentenceTokenizer

    if isinstance(model, PunktSentenceTokenizer):
        return model
    if isinstance(model, (str, Path)):
        return PunktSentenceTokenizer(read_parameters(Path(model)))
    if isinstance(model, PunktParameters):
        return PunktSentenceTokenizer(model)
    raise TypeError(
        "The `model` must be a folder in the format of NLTK's punkt_tab, PunktParameters or a "
        f"PunktSentenceTokenizer; not {type(model).__name__}. Of a PunktTrainer give get_params()."
    )


def read_parameters(folder: Path) -> "PunktParameters":
    """The parameters in a folder of NLTK's format punkt_tab.

    NLTK's own reader accepts only folders inside its data folders, so the four text files are opened here and
    decoded by NLTK.
    """
    from nltk.tabdata import PunktDecoder
    from nltk.tokenize.punkt import PunktParameters

    missing = [name for name in FILES if not (folder / name).is_file()]
    if missing:
        raise FileNotFoundError(
            f"No Punkt model in {str(folder)!r}: a folder in the format of NLTK's punkt_tab has the files "
            f"{', '.join(FILES)}; missing: {', '.join(missing)}. Pickled models are not read."
        )
    decoder, parameters = PunktDecoder(), PunktParameters()
    try:
        abbreviations, collocations, contexts, starters = (
            (folder / name).read_text(encoding="utf-8").split("\n") for name in FILES
        )
        parameters.abbrev_types = decoder.txt2set(filter(None, abbreviations))
        parameters.collocations = set(decoder.tab2tups(filter(None, collocations)))
        parameters.ortho_context = decoder.tab2intdict(filter(None, contexts))
        parameters.sent_starters = decoder.txt2set(filter(None, starters))
    except ValueError as error:
        raise ValueError(f"The files in {str(folder)!r} are not a Punkt model: {error}.") from error
    return parameters


def is_punkt_end(chunks: Chunks, paragraphs: Paragraphs, punkt: "PunktSentenceTokenizer") -> np.ndarray:
    """For each chunk, whether a sentence ends with it by the Punkt model.

    Sentences are made of whole chunks: an end that Punkt finds inside a chunk (`left.)(They`) is left out.
    """
    ends = np.zeros(len(chunks.code), dtype=bool)
    ends[paragraphs.last] = True
    texts = cut_texts(chunks, paragraphs.first, paragraphs.last)
    rows, starts = [], []  # of every sentence but the first of its paragraph
    for first, text in zip(paragraphs.first.tolist(), texts, strict=True):
        begins = [start for start, _ in punkt.span_tokenize(text)][1:]
        rows += [first] * len(begins)
        starts += begins
    first = np.array(rows, dtype=np.int64)
    place = pack_key(chunks.text[first], chunks.start[first] + np.array(starts, dtype=np.int64))
    begins_chunk = np.isin(pack_key(chunks.text, chunks.start), place)
    ends[np.flatnonzero(begins_chunk) - 1] = True
    return ends

"""How well and how fast names are found: `python -m benchmarks.entities` writes results_entities.md.

Each set is scored by a model that was trained without it. The models stand in --models; a missing one is
trained. The extra `train` is needed. NLTK's tagger and binary chunker, loaded once, read the same sentences.
"""

import argparse
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

import numpy as np
import pandas as pd

from analysis.entities.mentions import find_entities
from analysis.tagger.model import read_model
from analysis.tagger.names import tag_names
from analysis.text.words import read_words
from benchmarks.entity_conventions import THREE, Name, follow_conventions, leave_out, list_names
from benchmarks.nltk_data import copy_nltk_data
from benchmarks.results import format_table
from training.ner_data import read_set
from training.tagger import SCORED, train

# The taggers' names in the results.
OURS, WHOLE, NLTK = "this suite", "with registry and rules", "NLTK ne_chunk"
LEFT = WHOLE + ", kinds left out"
WANTED = ("gum_news", "gmb", "crossner_politics-dev")  # the sets of the means
Finder = Callable[[pd.DataFrame], pd.DataFrame]  # from sentences to names
HEAD = """# Names: how well and how fast

Written by `python -m benchmarks.entities`. Exact spans: a name counts only with both its ends right. Each set
is scored by a model that was trained without it (neither its labels nor its text were seen); the shipped
model is trained on all of them and is not scored here.

How it is counted:

- *span*: names of any kind the set marks, whatever their type. Nationalities (*Russian*, *Iraqis*) are
  counted apart by this suite and left out here, of the gold standard and of every tagger alike, because only
  some sets mark them; those of two words (*North Korean*) too.
- *three F1*: the same of persons, organisations and places only, whatever type was given among the three
  (NLTK: all that it finds).
- *typed*: names of persons, organisations and places with their type (the sum over the three).
- A country's name is a place wherever it stands, also where GUM or wikigold have it as a government or a
  football team.
- Titles are no part of a person's name (GMB's are cut off); dates are no names. CrossNER's parties, bands and
  universities are organisations, its politicians persons, its elections and events names of other kinds.
- GUM marks entities, not names: a mention whose head is a proper noun is cut down to its name by rule
  (training/gum.py), the same for every tagger. A capital *The* or *A* inside a sentence is part of the name,
  as in 831 of 867 such names of the other sets (*The Onion*); *of* ties an organisation to the place named
  after it, as in 332 of 343 (*Linguistic Society of America*); a possessive ties nothing that is named itself
  (*Michigan State University 's Broad Art Museum*); titles are cut off wherever they stand (*US President
  Barack Obama*); a person's name is not cut at its hyphen; a name holds a capital. Names that only modify a
  noun (*the NATO alliance*) GUM leaves out: they are marked where their document marks the same name.
- What the same document says elsewhere is looked at. wikigold and GUM mark their documents; of GMB twelve
  sentences in a row stand in for one; CrossNER's sentences stand alone.
- GMB's marks were made by machine and partly corrected: its figures are the least trustworthy.
- NLTK's typed chunker is not to be had here, so NLTK has spans only. It splits words by its own tokeniser.
- The word vectors that the tagger's clusters come from (GloVe, made by 2014 of Wikipedia and Gigaword) have
  seen text of the open world without labels; wikigold and CrossNER are taken from Wikipedia.
- *with registry and rules* is `find_entities`, which links what it finds, leaves the unsure out, knows no
  works, products or laws as names, and has names that no set marks: units, weapons, events, *the U.S.
  military*, *the Assad government*. Its types are read by the sets' conventions: a capital that stands for
  its government as a place, groups and units as organisations, persons without their titles.
- *kinds left out*: the same names without those that one side lacks by design. Left out of both sides are
  names of other kinds (the sets' works, products, laws and events, this suite's events and weapons), names of
  the registry that end in a common noun (*U.S. military*, *Darfur region*, *Xinhua news agency*) and the
  marked names inside these (*U.S.*). Marked persons lose titles inside the mark (*Health Minister Gao
  Qiang*), as GUM's do.
- *mean*: of GUM news, GMB and politics; the shares that are wanted of GUM news, GMB and
  politics are 88 (span), 81 (typed) and 70 (ORG).
- Speed: words a second on one core, from sentences to the table of names, splitting into words included for
  both; the median of three runs.

"""


WAYS = """
What was measured rule by rule (mean of GUM news, GMB and politics; span, typed, ORG of the whole recogniser;
83.1, 80.4, 70.0 before). Each rule's gold spans lost and wrong spans prevented are in brackets:

- Elections with their month around a listed country, and to their last word (*In the 1997 Canadian federal
  election Adams won*, *1994 United States Senate election in Ohio*): 83.6, 80.5, 70.0.
- The first word of a sentence needs .87 only where it is a common word, else .6 [24 lost, 9 prevented
  before]; the tagger's other names .4 instead of .5 and .45 [263 lost, 250 prevented before; 128, 151 now]:
  84.1, 80.6, 70.0. Still lower (.25 for all): 84.5, 80.6, 70.2, but GMB falls.
- An article that opens a sentence is no part of a listed name (*The New York Times*): 84.1, 80.6, 70.2.
- Nationalities of two words are counted apart like all others: 84.2, 80.7, 70.4.
- Realms named after a place (*Duchy of Warsaw*), an organisation by the acronym behind it, days and members
  of parliament cut off a name: 84.4, 81.0, 70.5.
- A common word that the tagger is sure of (*Court*, *the North*; from .95) as a name: 84.5, 81.0, 70.7. Not
  kept: on FA-KES it takes 172 mentions of *the Observatory* from the full name that they refer back to.
- Kept, for they prevent more than they lose: overlaps.py [131 lost, 627 prevented], names that are part of
  others [22, 492], that open a longer name [5, 266], that end one [1, 157], family names without an owner
  [1, 23], words that are no names [31, 85]. Of the 131, two in three are *U.S. military*, *Xinhua news
  agency*, *war in Iraq*: names of the registry that the sets mark otherwise.
- The bare tagger finds a span of 85.6: no rule behind it reaches 88.
"""


def score_spans(gold: set, found: set) -> tuple[float, float, float]:
    """Precision, recall and F1 of the spans found, in percent."""
    right = len(gold & found)
    precision, recall = right / max(len(found), 1), right / max(len(gold), 1)
    return 100 * precision, 100 * recall, 200 * precision * recall / max(precision + recall, 1e-9)


def load_nltk(folder: Path) -> Finder | None:
    """NLTK's `pos_tag` and binary `ne_chunk` as a function of sentences; None where NLTK is not installed."""
    try:
        import nltk
        from nltk.tokenize import NLTKWordTokenizer
    except ImportError:
        return None
    copy_nltk_data(folder)
    chunker, splitter = nltk.chunk.ne_chunker(fmt="binary"), NLTKWordTokenizer()
    nltk.pos_tag(["warm", "up"])

    def find(sentences: pd.DataFrame) -> pd.DataFrame:
        spans = [list(splitter.span_tokenize(text)) for text in sentences["text"]]
        tokens = [
            [text[start:end] for start, end in places]
            for text, places in zip(sentences["text"], spans, strict=True)
        ]
        rows = []
        for row, (tagged, places) in enumerate(zip(nltk.pos_tag_sents(tokens), spans, strict=True)):
            first = 0
            for part in chunker.parse(tagged) if tagged else ():
                is_name = isinstance(part, nltk.Tree)
                length = len(part) if is_name else 1
                if is_name:
                    rows.append((row, places[first][0], places[first + length - 1][1]))
                first += length
        table = pd.DataFrame(rows, columns=["row", "start", "end"])
        offset = sentences["start"].to_numpy()[table["row"]]
        keys = sentences[["article_id", "sentence_id"]].iloc[table["row"]].reset_index(drop=True)
        return keys.assign(start=table["start"] + offset, end=table["end"] + offset, type="any")

    return find


def time_finder(find: Finder, sentences: pd.DataFrame, *, runs: int = 3) -> tuple[pd.DataFrame, float]:
    """The names found, and the median seconds."""
    seconds, names = [], pd.DataFrame()
    for _ in range(runs):
        begun = time.perf_counter()
        names = find(sentences)
        seconds.append(time.perf_counter() - begun)
    return names, float(np.median(seconds))


def list_finders(path: Path, chunk: Finder | None, also: list[str]) -> dict[str, Finder]:
    """The functions that find names, by the taggers' names in the results."""

    def find_by_tagger(sentences: pd.DataFrame) -> pd.DataFrame:
        forget(str(path))
        return tag_names(sentences, model=path)

    def find_by_all(sentences: pd.DataFrame) -> pd.DataFrame:
        forget(str(path))
        tagger = partial(tag_names, model=path)
        return follow_conventions(find_entities(sentences.assign(quote_spans=""), tagger=tagger))

    finders = {OURS: find_by_tagger, WHOLE: find_by_all}
    finders |= {model: partial(tag_names, model=model) for model in also}
    return finders | ({NLTK: chunk} if chunk else {})


def forget(path: str) -> None:
    """Empty the model's memory of forms, so that every timed run starts cold."""
    read_model(path).memory.clear()


def score_names(gold: set[Name], found: set[Name], *, is_typed: bool) -> dict[str, float]:
    """Spans in percent, F1 of the three types together, and F1 by type where the tagger gives types."""
    precision, recall, f1 = score_spans(drop_types(gold), drop_types(found))
    scores = {"span P": precision, "span R": recall, "span F1": f1}
    gold_three = {name for name in gold if name[3] in THREE}
    found_three = {name for name in found if name[3] in (*THREE, "any")}
    scores["three F1"] = score_spans(drop_types(gold_three), drop_types(found_three))[2]
    if is_typed:
        scores["typed F1"] = score_spans(gold_three, {name for name in found if name[3] in THREE})[2]
        for kind in THREE:
            of_kind = [{name for name in names if name[3] == kind} for names in (gold, found)]
            scores[kind] = score_spans(*of_kind)[2]
    return scores


def drop_types(names: set[Name]) -> set[tuple]:
    """The names as (article_id, start, end)."""
    return {name[:3] for name in names}


def compare_taggers(name: str, data: Path, models: Path, chunk: Finder | None, also: list[str]) -> list[dict]:
    """One row per tagger for one set: our tagger, all of ours, other models that are named, NLTK."""
    sentences, names = read_set(name, data)
    gold = list_names(names, sentences)
    n_words = int(read_words(sentences).is_word.sum())
    rows = []
    for tagger, find in list_finders(models / f"without-{name}.npz", chunk, also).items():
        found, seconds = time_finder(find, sentences, runs=1 if tagger == NLTK else 3)
        named = list_names(found, sentences)
        scores = score_names(gold, named, is_typed=tagger != NLTK)
        row = {"set": name, "names": len(gold), "tagger": tagger}
        rows.append({**row, **scores, "words/s": n_words / seconds})
        if tagger == WHOLE:
            gold_left, named_left = leave_out(gold, named, sentences)
            row = {"set": name, "names": len(gold_left), "tagger": LEFT}
            rows.append(
                {**row, **score_names(gold_left, named_left, is_typed=True), "words/s": n_words / seconds}
            )
    return rows


def format_cell(value: object) -> str:
    """A cell of the table; numbers with one decimal place, large ones with none."""
    if not isinstance(value, float):
        return str(value)
    return f"{value:,.0f}" if value > 100 else f"{value:.1f}"


def describe_mean(rows: list[dict]) -> str:
    """The mean scores of our two taggers over the wanted sets, in words."""
    lines = [""]
    for tagger in (OURS, WHOLE, LEFT):
        scores = pd.DataFrame([row for row in rows if row["tagger"] == tagger and row["set"] in WANTED])
        if scores.empty:
            return WAYS
        mean = scores[["span F1", "typed F1", "ORG"]].mean()
        lines.append(
            f"Mean of {len(scores)} sets, {tagger}: span {mean.iloc[0]:.1f}, typed {mean.iloc[1]:.1f}, "
            f"ORG {mean.iloc[2]:.1f}."
        )
    return "\n\n".join(lines) + "\n" + WAYS


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--models", type=Path, default=Path(tempfile.gettempdir()) / "tagger-models")
    parser.add_argument(
        "--also", nargs="*", default=[], help="other models to compare: spacy:NAME or transformers:FOLDER"
    )
    parser.add_argument("--sets", nargs="*", choices=SCORED, default=SCORED, help="the sets to be scored")
    parser.add_argument("--out", type=Path, default=Path(__file__).parent / "results_entities.md")
    chosen = parser.parse_args()
    if not chosen.data.exists():
        raise SystemExit(f"There are no gold standards in {chosen.data}. Nothing was measured.")
    paths = {name: chosen.models / f"without-{name}.npz" for name in chosen.sets}
    missing = {name: path for name, path in paths.items() if not path.exists()}
    if missing:
        train(chosen.data, missing)
    chunk = load_nltk(chosen.data / "nltk_data")
    rows = [
        row
        for name in chosen.sets
        for row in compare_taggers(name, chosen.data, chosen.models, chunk, chosen.also)
    ]
    ours = [row["words/s"] for row in rows if row["tagger"] == OURS]
    theirs = [row["words/s"] for row in rows if row["tagger"] == NLTK]
    text = HEAD + format_table(rows, format_cell) + describe_mean(rows)
    if theirs:
        times = np.median(np.array(ours) / np.array(theirs))
        text += (
            f"\nNames are found {times:.1f} times as fast as by NLTK's `pos_tag` and `ne_chunk` (median).\n"
        )
    chosen.out.write_text(text)
    print(text)


if __name__ == "__main__":
    main()

"""How well and how fast names are found: `python -m benchmarks.entities` writes results_entities.md.

Each set is scored by a model trained without it (kept in --models, trained where missing; the extra `train`
is needed for that). NLTK's tagger and binary chunker run beside it over the same sentences, loaded once.
"""

import argparse
import os
import shutil
import stat
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

import numpy as np
import pandas as pd

from analysis.entities.mentions import find_entities
from analysis.registry.files import read_cues
from analysis.tagger.names import tag_names
from analysis.tagger.weights import read_model
from analysis.text.words import read_words
from training.ner_data import read_set
from training.tagger import SCORED, train
from training.tagger_lists import NATION

KIND = {"person": "PER", "organisation": "ORG", "place": "LOC"}
NATIONS = {
    form for word in NATION.split() for form in (word, word + "s", word.capitalize(), word.capitalize() + "s")
}
HEAD = """# Names: how well and how fast

Written by `python -m benchmarks.entities`. Exact spans: a name counts only with both its ends right. Each set
is scored by a model that was trained without it (neither its labels nor its text were seen); the shipped
model is trained on all of them and is not scored here.

How it is counted:

- *span*: names of any kind the set marks, whatever their type. Nationalities (*Russian*, *Iraqis*) are
  counted apart by this suite and left out here, of the gold standard and of every tagger alike, because only
  some sets mark them.
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
- Speed: words a second on one core, from sentences to the table of names, splitting into words included for
  both; the median of three runs.

"""


def score_spans(gold: set, found: set) -> tuple[float, float, float]:
    """Precision, recall and F1 in percent."""
    right = len(gold & found)
    precision, recall = right / max(len(found), 1), right / max(len(gold), 1)
    return 100 * precision, 100 * recall, 200 * precision * recall / max(precision + recall, 1e-9)


def as_set(names: pd.DataFrame, sentences: pd.DataFrame) -> set[tuple]:
    """Names as (article, start, end, type), nationalities left out."""
    texts = sentences.set_index(["article_id", "sentence_id"])[["start", "text"]]
    places = texts.loc[pd.MultiIndex.from_frame(names[["article_id", "sentence_id"]])]
    rows = zip(
        names["article_id"],
        names["start"],
        names["end"],
        names["type"],
        places["start"],
        places["text"],
        strict=True,
    )
    return {
        (i, a, b, KIND.get(t, t)) for i, a, b, t, at, text in rows if text[a - at : b - at] not in NATIONS
    }


def as_the_sets_have_it(mentions: pd.DataFrame) -> pd.DataFrame:
    """Mentions by the conventions of the sets: a capital is a place whoever is meant, groups and units are
    organisations, a title is no part of a name."""
    types = mentions["type"].replace({"group": "organisation", "unit": "organisation"})
    types = types.mask(mentions["how"].eq("government"), "place")
    title = mentions["surface"].str.extract(rf"^((?:(?:{'|'.join(read_cues().title)})\.? )+)[A-Z]")[0]
    cut = title.str.len().where(types.eq("person")).fillna(0).astype(int)
    return mentions.assign(type=types, start=mentions["start"] + cut)


def nltk_names(folder: Path) -> Callable[[pd.DataFrame], pd.DataFrame] | None:
    """NLTK's `pos_tag` and binary `ne_chunk` as a function of sentences, its models loaded once."""
    try:
        import nltk
        from nltk.tokenize import NLTKWordTokenizer
    except ImportError:
        return None
    private = Path(tempfile.mkdtemp(prefix="nltk-"))  # NLTK refuses folders that others may write to
    shutil.copytree(folder, private / "data", copy_function=shutil.copyfile)
    for path in [private, *private.rglob("*")]:
        os.chmod(path, stat.S_IRUSR | stat.S_IWUSR | (stat.S_IXUSR if path.is_dir() else 0))
    nltk.data.path.insert(0, str(private / "data"))
    chunker, splitter = nltk.chunk.ne_chunker(fmt="binary"), NLTKWordTokenizer()
    nltk.pos_tag(["warm", "up"])

    def find(sentences: pd.DataFrame) -> pd.DataFrame:
        spans = [list(splitter.span_tokenize(text)) for text in sentences["text"]]
        tokens = [[t[a:b] for a, b in s] for t, s in zip(sentences["text"], spans, strict=True)]
        rows = []
        for row, (tagged, places) in enumerate(zip(nltk.pos_tag_sents(tokens), spans, strict=True)):
            at = 0
            for part in chunker.parse(tagged) if tagged else ():
                length = len(part) if isinstance(part, nltk.Tree) else 1
                if isinstance(part, nltk.Tree):
                    rows.append((row, places[at][0], places[at + length - 1][1]))
                at += length
        table = pd.DataFrame(rows, columns=["row", "start", "end"])
        offset = sentences["start"].to_numpy()[table["row"]]
        keys = sentences[["article_id", "sentence_id"]].iloc[table["row"]].reset_index(drop=True)
        return keys.assign(start=table["start"] + offset, end=table["end"] + offset, type="any")

    return find


def timed(find: Callable[[], pd.DataFrame], *, runs: int = 3) -> tuple[pd.DataFrame, float]:
    seconds, names = [], pd.DataFrame()
    for _ in range(runs):
        begun = time.perf_counter()
        names = find()
        seconds.append(time.perf_counter() - begun)
    return names, float(np.median(seconds))


def forget(path: str) -> None:
    """Empty the model's memory of forms, so that every timed run starts cold."""
    model = read_model(path)
    model["forms"].clear()
    model["rows"], model["kinds"] = model["rows"][:0], model["kinds"][:0]


def compare(
    name: str, data: Path, models: Path, chunk: Callable | None, also: list[str], **how
) -> list[dict]:
    """The rows of the results for one set: our tagger, NLTK's and any other model named."""
    path = models / f"without-{name}.npz"
    sentences, names = read_set(name, data)
    gold = as_set(names, sentences)
    n_words = int(read_words(sentences).is_word.sum())

    def ours() -> pd.DataFrame:
        forget(str(path))
        return tag_names(sentences, model=path)

    def all_of_it() -> pd.DataFrame:
        forget(str(path))
        tagger = partial(tag_names, model=path)
        return as_the_sets_have_it(find_entities(sentences.assign(quote_spans=""), tagger=tagger))

    taggers = {"this suite": ours, "with registry and rules": all_of_it}
    taggers |= {model: (lambda model=model: tag_names(sentences, model=model)) for model in also}
    if chunk:
        taggers["NLTK ne_chunk"] = lambda: chunk(sentences)
    rows = []
    for tagger, find in taggers.items():
        found_names, seconds = timed(find, runs=1 if tagger == "NLTK ne_chunk" else 3)
        found = as_set(found_names, sentences)
        spans = score_spans({x[:3] for x in gold}, {x[:3] for x in found})
        row = {
            "set": name,
            "names": len(gold),
            "tagger": tagger,
            "span P": spans[0],
            "span R": spans[1],
            "span F1": spans[2],
        }
        three = ("PER", "ORG", "LOC")
        of_three = {x for x in gold if x[3] in three}
        placed = {x[:3] for x in found if x[3] in (*three, "any")}
        row["three F1"] = score_spans({x[:3] for x in of_three}, placed)[2]
        if tagger != "NLTK ne_chunk":
            row["typed F1"] = score_spans(of_three, {x for x in found if x[3] in three})[2]
            for kind in three:
                row[kind] = score_spans(
                    {x for x in gold if x[3] == kind}, {x for x in found if x[3] == kind}
                )[2]
        rows.append(row | {"words/s": n_words / seconds})
    return rows


def as_cell(value: object) -> str:
    if not isinstance(value, float):
        return str(value)
    return f"{value:,.0f}" if value > 100 else f"{value:.1f}"


def as_markdown(rows: list[dict]) -> str:
    columns = list(rows[0])
    lines = ["| " + " | ".join(columns) + " |", "|" + "---|" * len(columns)]
    for row in rows:
        lines.append("| " + " | ".join(as_cell(row.get(column, "")) for column in columns) + " |")
    return "\n".join(lines) + "\n"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--models", type=Path, default=Path(tempfile.gettempdir()) / "tagger-models")
    parser.add_argument(
        "--also", nargs="*", default=[], help="spacy:NAME or transformers:FOLDER, to stand beside ours"
    )
    parser.add_argument("--out", type=Path, default=Path(__file__).parent / "results_entities.md")
    chosen = parser.parse_args()
    if not chosen.data.exists():
        raise SystemExit(f"The gold standards are not here: {chosen.data}. Nothing was measured.")
    paths = {name: chosen.models / f"without-{name}.npz" for name in SCORED}
    missing = {name: path for name, path in paths.items() if not path.exists()}
    if missing:
        train(chosen.data, missing)
    chunk = nltk_names(chosen.data / "nltk_data")
    rows = [row for name in SCORED for row in compare(name, chosen.data, chosen.models, chunk, chosen.also)]
    ours = [row["words/s"] for row in rows if row["tagger"] == "this suite"]
    theirs = [row["words/s"] for row in rows if row["tagger"] == "NLTK ne_chunk"]
    text = HEAD + as_markdown(rows)
    if theirs:
        times = np.median(np.array(ours) / np.array(theirs))
        text += (
            f"\nNames are found {times:.1f} times as fast as by NLTK's `pos_tag` and `ne_chunk` (median).\n"
        )
    chosen.out.write_text(text)
    print(text)


if __name__ == "__main__":
    main()

"""Who is called what: the label word beside a name (*ISIS terrorists*, *the Assad regime*)."""

from pathlib import Path

import pandas as pd

from analysis.acts.label_rules import Label, Name, bind_label
from analysis.caching import cache_by_files
from analysis.duplicates.first_prints import carry_clusters
from analysis.ids import find_sentences
from analysis.matching.engine import find_terms
from analysis.registry.files import FOLDER, raise_if_any, read_table
from analysis.schema import COLUMNS, KEYS, check_columns
from analysis.text.voices import check_attributions

LABELS = [
    *KEYS, "sentence_id", "label", "family", "entity", "name", "position", "surface", "start", "end",
    "voice",
]  # fmt: skip
POSITIONS = ["after", "before", "name", "apposition", "held_by"]
BEARERS = ["person", "organisation", "place", "group", "unit"]

NamesBySentence = dict[tuple[str, int], list[Name]]


def find_labels(
    sentences: pd.DataFrame,
    mentions: pd.DataFrame,
    *,
    labels: pd.DataFrame | None = None,
    attributions: pd.DataFrame | None = None,
) -> pd.DataFrame:
    """Find the label words that stand beside names.

    Not found: labels further away or in another sentence, and labels of those whom a name only backs
    (*Russian-backed separatists*, *pro-Russian rebels*). A word before another noun is no label (*terrorist
    attack*, *military intelligence*), nor is a title or award (*Hero of Ukraine*) or the name of a unit or
    place (*Martyrs Brigade*).

    Parameters
    ----------
    sentences : DataFrame
        The table of `split_sentences`.
    mentions : DataFrame
        The table of `find_entities` of the same sentences.
    labels : DataFrame, optional
        The label words (`term, category, label, weight`); the shipped list by default.
    attributions : DataFrame, optional
        The table of `find_attributions` of the same sentences; without it nothing is `reported`.

    Returns
    -------
    DataFrame
        One row per label and name, in text order: `article_id, outlet, date, sentence_id`; `label`, its main
        form; `family` (our coding: condemning, condemning_state, neutral, opposition, approving, regular,
        state); `entity` and `name` of the bearer; `position`; `surface`, `start`, `end`, the text from label
        to name and its places in the article's text; `voice`, where the label begins (`narration`, the
        outlet's own words; `reported`; `quotation`; categorical). `position` is

        - `after`: *ISIS terrorists*, *the Assad regime*; *Russian and Syrian forces* gives two rows;
        - `before`: *the terrorist group ISIS*, *fighters from the SDF*;
        - `name`: the label is the last word of the name (*Syrian army*, but not *Free Syrian Army*);
        - `apposition`: *ISIS, a terrorist group*, *ISIS is a terrorist group*;
        - `held_by`: *rebel-held Aleppo*; the entity is the place.

    Raises
    ------
    ValueError
        If a table lacks a column of sentences, mentions, label words or attributions.

    Examples
    --------
    >>> from analysis.text.sentences import split_sentences
    >>> from analysis.entities.mentions import find_entities
    >>> articles = pd.DataFrame({"article_id": ["a"], "outlet": ["x"], "date": [pd.NaT], "title": [""],
    ...                          "text": ["Nusra Front terrorists fled. The Syrian army stayed."]})
    >>> sentences = split_sentences(articles)
    >>> found = find_labels(sentences, find_entities(sentences))
    >>> found[["label", "entity", "position"]].values.tolist()
    [['terrorists', 'nusra-front', 'after'], ['army', 'syrian-armed-forces', 'name']]
    """
    check_columns(sentences, "sentences", verb="find_labels")
    check_columns(mentions, COLUMNS["mentions"], verb="find_labels")
    labels = read_labels() if labels is None else labels
    check_columns(labels, ["term", "category", "label", "weight"], verb="find_labels")
    check_attributions(attributions, verb="find_labels")
    hits = find_terms(sentences, labels, attributions=attributions)
    hits["label"] = hits["term"].map(labels.set_index("term")["label"])
    bearers = mentions[mentions["type"].isin(BEARERS) & mentions["how"].ne("office")]
    # Only sentences with both a label and a name are read.
    hits = hits[find_sentences(bearers, hits) >= 0].reset_index(drop=True)
    names = group_names(bearers[find_sentences(hits, bearers) >= 0])
    rows = bind_labels(hits, names, sentences.iloc[find_sentences(sentences, hits)])
    columns = ["row", "entity", "name", "position", "surface", "start", "end"]
    bound = pd.DataFrame(rows, columns=columns)
    hits = hits.iloc[bound.pop("row").to_numpy(int)].reset_index(drop=True)
    found = hits[[*KEYS, "sentence_id", "label", "voice"]].assign(family=hits["category"])
    found = pd.concat([found, bound], axis=1)[LABELS]
    found = found.astype({
        "label": "str", "family": "str", "entity": "str", "name": "str", "position": "str", "surface": "str",
        "sentence_id": "int64", "start": "int64", "end": "int64",
    })  # fmt: skip
    return carry_clusters(found, sentences)


def bind_labels(hits: pd.DataFrame, names: NamesBySentence, sentences: pd.DataFrame) -> list[tuple]:
    """One tuple per label and name: row of the hit, entity, name, position, surface, start, end.

    `sentences` holds the sentence of each hit.
    """
    rows: list[tuple] = []
    columns = (hits[name].tolist() for name in ["article_id", "sentence_id", "start", "end", "term", "label"])
    places = zip(sentences["text"].tolist(), sentences["start"].tolist(), strict=True)
    for row, (article_id, sentence_id, start, end, term, label) in enumerate(zip(*columns, strict=True)):
        text, offset = next(places)
        hit = Label(start - offset, end - offset, term, label)
        placed = [name.shift(-offset) for name in names[article_id, sentence_id]]
        for name, position in bind_label(hit, placed, text):
            first, last = min(hit.start, name.start), max(hit.end, name.end)
            surface = text[first:last]
            rows.append((row, name.entity, name.name, position, surface, first + offset, last + offset))
    return rows


def group_names(mentions: pd.DataFrame) -> NamesBySentence:
    """The mentions by article and sentence, with places in the article."""
    names: NamesBySentence = {}
    keys = zip(mentions["article_id"].tolist(), mentions["sentence_id"].tolist(), strict=True)
    columns = (mentions[column].tolist() for column in Name._fields)
    for key, name in zip(keys, map(Name, *columns), strict=True):
        names.setdefault(key, []).append(name)
    return names


def read_labels(path: str | Path | None = None) -> pd.DataFrame:
    """The label words as a list of terms: one row per form of a label.

    Parameters
    ----------
    path : str or Path, optional
        A CSV of your own with `label, family, forms` (forms separated by `|`); the shipped list by default.

    Returns
    -------
    DataFrame
        One row per form: `term`, the form; `category`, its family; `label`, the main form; `weight` (1).

    Examples
    --------
    >>> read_labels().query("term == 'terrorist'")[["label", "category"]].values.tolist()
    [['terrorists', 'condemning']]
    """
    return read_label_file(FOLDER / "labels.csv" if path is None else Path(path)).copy()


@cache_by_files(lambda path: [path], size=4)
def read_label_file(path: Path) -> pd.DataFrame:
    """The table of `read_labels`; callers share it and must not change it."""
    table = read_table(path, ["label", "family", "forms"])
    raise_if_any(path, "no label or no family", table.index[table["label"].eq("") | table["family"].eq("")])
    forms = table["forms"].where(table["forms"].ne(""), table["label"])
    table = table.assign(term=forms.str.split("|")).explode("term")
    raise_if_any(path, "a form that is listed before", table.index[table["term"].duplicated()])
    table = table.assign(category=table["family"], weight=1.0).reset_index(drop=True)
    return table[["term", "category", "label", "weight"]]

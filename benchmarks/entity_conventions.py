"""How names are read by the conventions of the gold standards, for `benchmarks.entities`."""

import re

import pandas as pd

from analysis.registry.files import read_cues
from training.tagger_lists import NATION

KIND = {"person": "PER", "organisation": "ORG", "place": "LOC"}
# The nationalities of two words, which the tagger's list of words cannot hold.
TWO_WORDS = """North Korean; South Korean; South African; South Sudanese; South Ossetian; North Vietnamese;
South Vietnamese; Sri Lankan; Saudi Arabian; New Zealander; Sierra Leonean; Costa Rican; Puerto Rican; East
Timorese"""
NATIONS = {
    form for word in NATION.split() for form in (word, word + "s", word.capitalize(), word.capitalize() + "s")
} | {
    form
    for words in TWO_WORDS.split(";")
    for name in [" ".join(words.split())]
    for form in (name, name + "s")
}
THREE = ("PER", "ORG", "LOC")
Name = tuple[str, int, int, str]  # article_id, start, end, type


def list_names(names: pd.DataFrame, sentences: pd.DataFrame) -> set[Name]:
    """Names as (article_id, start, end, type), without nationalities."""
    texts = sentences.set_index(["article_id", "sentence_id"])[["start", "text"]]
    homes = texts.loc[pd.MultiIndex.from_frame(names[["article_id", "sentence_id"]])]
    spans = zip(names["article_id"], names["start"], names["end"], names["type"], strict=True)
    return {
        (article_id, start, end, KIND.get(kind, kind))
        for (article_id, start, end, kind), offset, text in zip(
            spans, homes["start"], homes["text"], strict=True
        )
        if text[start - offset : end - offset] not in NATIONS
    }


def follow_conventions(mentions: pd.DataFrame) -> pd.DataFrame:
    """Mentions by the conventions of the sets.

    A capital is always a place, groups and units are organisations, a title is no part of a name.
    """
    types = mentions["type"].replace({"group": "organisation", "unit": "organisation"})
    types = types.mask(mentions["how"].eq("government"), "place")
    title = mentions["surface"].str.extract(rf"^((?:(?:{'|'.join(read_cues().title)})\.? )+)[A-Z]")[0]
    cut = title.str.len().where(types.eq("person")).fillna(0).astype(int)
    return mentions.assign(type=types, start=mentions["start"] + cut)


def leave_out(gold: set[Name], found: set[Name], sentences: pd.DataFrame) -> tuple[set[Name], set[Name]]:
    """Both sides without the kinds of names that one of them lacks by design.

    These are names that are no persons, organisations or places (works, laws, events, weapons), found names
    that end in a common noun (*U.S. military*, *Darfur region*), and the gold standard's names inside these
    (*U.S.*). A gold standard's person is read without titles inside the name (*Health Minister Gao Qiang*).
    """
    texts = {
        article_id: list(zip(rows["start"], rows["text"], strict=True))
        for article_id, rows in sentences.groupby("article_id", sort=False)
    }

    def cut(name: Name) -> str:
        offset, text = max(row for row in texts[name[0]] if row[0] <= name[1])
        return text[name[1] - offset : name[2] - offset]

    title = re.compile(rf".*\b(?:{'|'.join(read_cues().title | {'Representative'})})\.? (?=[A-Z])")
    found = {name for name in found if name[3] in (*THREE, "any")}
    nouns = {name for name in found if cut(name).split()[-1].islower()}
    inside: dict[str, list[Name]] = {}
    for name in nouns:
        inside.setdefault(name[0], []).append(name)
    gold = {
        (
            name[0],
            name[1] + (match.end() if name[3] == "PER" and (match := title.match(cut(name))) else 0),
            *name[2:],
        )
        for name in gold
        if name[3] in THREE
        and not any(other[1] <= name[1] and name[2] <= other[2] for other in inside.get(name[0], ()))
    }
    return gold, found - nouns

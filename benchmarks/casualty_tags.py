"""Sentences about deaths that people tagged by the victim's side, in groups of articles, halved by hash.

The sentences are those of Holly Jackson's study of three US papers, 7-22 October 2023 (MIT licence). They are
not part of the project: the folder that holds them is named on the command line.
"""

import hashlib
from pathlib import Path

import pandas as pd

from analysis.acts.sides import read_sides

FILES = {
    "tagged_data_nyt_oct7_to_oct18.csv": "NYT",
    "tagged_data_nyt_oct18_to_oct22.csv": "NYT",
    "tagged_data_wp_oct7_to_oct22.csv": "WP",
    "tagged_data_wsj_oct7_to_oct22.csv": "WSJ",
}
SIDES = ["palestine", "israel"]


def read_tags(folder: Path) -> pd.DataFrame:
    """One row per tagged sentence of an article: `paper, article_id, title, sentence, category, voice, group,
    looking`; `category` is palestine, israel or both; `voice` is the parser's, where the file has one."""
    tables = []
    for number, (name, paper) in enumerate(FILES.items()):
        table = pd.read_csv(folder / name)
        # The index of articles starts again in each file.
        article_id = f"{paper}{number}-" + table["article_index"].astype(str)
        voice = table.get("auto_tagged_voice", pd.Series("", table.index)).fillna("").str.lower()
        tags = table[["sentence", "category"]].assign(paper=paper, article_id=article_id, voice=voice)
        tables.append(tags.assign(title=table["article_title"], date=pd.to_datetime(table["article_date"])))
    tags = pd.concat(tables, ignore_index=True)
    tags["sentence"] = tags["sentence"].str.split().str.join(" ")
    return tags.assign(group=group_articles(tags)).pipe(split_halves)


def group_articles(tags: pd.DataFrame) -> pd.Series:
    """The group of each row: articles that share a sentence, also through others, are one group.

    A group is named by the first of its sentences in the order of the alphabet.
    """
    groups = tags["sentence"]
    while True:
        wider = groups.groupby(tags["article_id"]).transform("min")
        wider = wider.groupby(tags["sentence"]).transform("min")
        if wider.equals(groups):
            return groups
        groups = wider


def split_halves(tags: pd.DataFrame) -> pd.DataFrame:
    """The tags with `looking`: whether the hash of the group's name is even; the others are for scoring."""
    hashes = tags["group"].map(lambda name: int(hashlib.sha256(name.encode()).hexdigest(), 16))
    return tags.assign(looking=hashes % 2 == 0)


def merge_rows(tags: pd.DataFrame) -> pd.DataFrame:
    """One row per distinct sentence of a group, with the set of its rows' sides as `tag`."""
    sides = tags["category"].map({"both": SIDES, "israel": ["israel"], "palestine": ["palestine"]})
    rows = tags.assign(tag=sides).explode("tag")
    merged = rows.groupby("sentence", sort=False).agg(tag=("tag", lambda s: "+".join(sorted(set(s)))))
    first = tags.drop_duplicates("sentence").set_index("sentence")
    return merged.join(first.drop(columns="category")).reset_index()


def map_to_tag(sides: pd.Series) -> pd.Series:
    """The tag of each side: its people (*hamas* and *palestinian_civil* are of Palestine); else empty."""
    homes = sides.map(lambda side: read_sides().homes.get(side, side))
    return homes.where(homes.isin(SIDES), "")

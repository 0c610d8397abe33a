"""A registry for a new conflict, drafted from a corpus: a person completes it."""

from pathlib import Path

import pandas as pd

from analysis.entities.coverage.variants import list_variants, rename_variants
from analysis.entities.unlinked import check_own_csv, list_unlinked
from analysis.outputs import write_csv
from analysis.registry.files import make_slug

DRAFT_COLUMNS = ["entity", "name", "type", "gender", "camp", "aliases", "n_mentions", "n_articles", "note"]
LONGEST = 240  # characters of a first sentence


def draft_registry(mentions: pd.DataFrame, sentences: pd.DataFrame, *, at_least: int = 2) -> pd.DataFrame:
    """Return the names outside the registry as rows of a registry of your own.

    Parameters
    ----------
    mentions : DataFrame
        One row per mention (`find_entities`).
    sentences : DataFrame
        The sentences of these mentions.
    at_least : int, default 2
        Mentions that a name needs, in all its spellings.

    Returns
    -------
    DataFrame
        One row per name, most mentions first: `entity, name, type, gender, camp, aliases, n_mentions,
        n_articles, note`. `aliases` holds its other spellings; `note` the first sentence that names it;
        `gender` and `camp` are empty, for you to fill in.
    """
    variants = list_variants(mentions)
    joined = rename_variants(mentions, variants)
    names = list_unlinked(joined, at_least=at_least)
    others = variants[variants["entity"].ne(variants["variant"])]
    aliases = others.groupby(["entity", "type"])["variant"].agg("|".join).to_dict()
    first = joined.drop_duplicates(["entity", "type"]).merge(
        sentences[["article_id", "sentence_id", "text"]], on=["article_id", "sentence_id"]
    )
    notes = first.set_index(["entity", "type"])["text"].str.slice(0, LONGEST).to_dict()
    named = list(zip(names["entity"], names["type"], strict=True))
    draft = pd.DataFrame({
        "entity": names["entity"].map(make_slug), "name": names["entity"], "type": names["type"],
        "gender": "", "camp": "", "aliases": [aliases.get(key, "") for key in named],
        "n_mentions": names["n_mentions"], "n_articles": names["n_articles"],
        "note": [notes.get(key, "") for key in named],
    })[DRAFT_COLUMNS]  # fmt: skip
    return draft[draft["entity"].ne("")].drop_duplicates("entity", ignore_index=True)


def write_draft(draft: pd.DataFrame, path: str | Path) -> Path:
    """Write a draft as a new CSV, which `read_registry` reads; raises ValueError where the file is there."""
    place = check_own_csv(Path(path))
    if place.exists():
        raise ValueError(
            f"{str(place)!r} is there already; give another name, so that no work of yours is lost."
        )
    write_csv(draft, place)
    return place

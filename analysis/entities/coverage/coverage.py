"""How well a registry covers a corpus: the share of mentions it links, and the frequent names it lacks."""

import re

import pandas as pd

from analysis.entities.coverage.variants import join_variants
from analysis.entities.unlinked import is_unlinked, list_unlinked
from analysis.schema import check_columns
from analysis.wording import count_noun

ENOUGH = 0.7  # of all mentions: a registry that links fewer does not cover the corpus
SHOWN = 10  # names of each kind
COLUMNS = ["finding", "name", "type", "n_mentions", "n_articles"]
FREQUENT, ACRONYM, BELLIGERENT = (
    "not in the registry",
    "acronym that articles define",
    "near words of fighting",
)
SHORT = re.compile(r"[A-Z](?:[A-Za-z&]?[A-Z0-9]){1,7}")
ARMED = ["group", "unit", "organisation"]
FIGHTING = re.compile(
    r"\b(?:fights?|fought|fighting|fighters?|attack(?:s|ed|ing|ers?)?|clash(?:es|ed)?|troops|soldiers|forces"
    r"|shell(?:s|ed|ing)?|bomb(?:s|ed|ing|ings)?|raid(?:s|ed)?|ambush(?:es|ed)?|offensive|captur(?:es?|ed|ing)"
    r"|seiz(?:es?|ed|ing)|militants?|militia(?:s|men)?|rebels?|insurgents?|gunmen|battles?|air ?strikes?"
    r"|drones?|rockets?|kill(?:s|ed|ing|ings)?)\b"
)


def measure_coverage(mentions: pd.DataFrame, sentences: pd.DataFrame, *, top: int = SHOWN) -> pd.DataFrame:
    """Return what the registry lacks in a corpus.

    Parameters
    ----------
    mentions : DataFrame
        One row per mention (`find_entities`).
    sentences : DataFrame
        The sentences of these mentions.
    top : int, default 10
        Names of each kind.

    Returns
    -------
    DataFrame
        One row per name: `finding` (why it is listed), `name, type, n_mentions, n_articles`. The most
        frequent names that are not in the registry, acronyms that the texts define and the registry lacks,
        and organisations, groups and units outside the registry in sentences with words of fighting.
        `attrs["linked"]` is the share of mentions that are linked.
    """
    check_columns(mentions, "mentions", verb="measure_coverage")
    check_columns(sentences, ["article_id", "sentence_id", "text"], verb="measure_coverage")
    unlinked = is_unlinked(mentions)
    joined = join_variants(mentions)
    is_short = (
        unlinked & mentions["surface"].str.fullmatch(SHORT.pattern) & mentions["name"].ne(mentions["surface"])
    )
    fought = sentences.loc[sentences["text"].str.contains(FIGHTING), ["article_id", "sentence_id"]]
    near = unlinked & mentions["type"].isin(ARMED)
    armed = joined[near].merge(fought.drop_duplicates(), on=["article_id", "sentence_id"])
    acronyms = mentions[is_short]
    acronyms = acronyms.assign(entity=acronyms["surface"] + " (" + acronyms["name"] + ")")
    parts = [
        list_unlinked(table, at_least=1).head(top).assign(finding=finding)
        for finding, table in [(FREQUENT, joined), (ACRONYM, acronyms), (BELLIGERENT, armed)]
    ]
    table = pd.concat(parts, ignore_index=True).rename(columns={"entity": "name"})[COLUMNS]
    table.attrs["linked"] = float(1 - unlinked.mean()) if len(mentions) else float("nan")
    return table


def describe_coverage(coverage: pd.DataFrame) -> list[str]:
    """Return a table of `measure_coverage` in lines of text, the share of linked mentions first."""
    linked = coverage.attrs["linked"]
    if linked != linked:
        return ["No names were found."]
    lines = [f"{100 * linked:.0f} % of the mentions are linked to the registry."]
    for finding, rows in coverage.groupby("finding", sort=False):
        listed = zip(rows["name"], rows["n_mentions"], strict=True)
        lines.append(f"{finding}: " + "; ".join(f"{name} ({n:,})" for name, n in listed))
    return lines


def warn_coverage(mentions: pd.DataFrame) -> str:
    """Return a warning where the registry links fewer than `ENOUGH` of the mentions; else empty text.

    >>> warn_coverage(pd.DataFrame({"entity": ["Anna Lee", "kyiv"], "how": ["tagger", "registry"]}))[:58]
    'The registry does not cover this corpus: only 50 % of 2 me'
    """
    linked = 1 - is_unlinked(mentions).mean() if len(mentions) else 1.0
    if linked >= ENOUGH:
        return ""
    return (
        f"The registry does not cover this corpus: only {100 * linked:.0f} % of "
        f"{count_noun(len(mentions), 'mention')} are linked ({100 * ENOUGH:.0f} % are wanted). Names that it "
        "lacks have no camp, and their spellings count apart. `python -m analysis adopt` drafts a registry."
    )

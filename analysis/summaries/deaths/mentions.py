"""Mentions of deaths: one per sentence and side of the dead, with the words that condemn or humanise."""

import re

import numpy as np
import pandas as pd

from analysis.acts.sides import read_sides
from analysis.acts.violence import EVENTS
from analysis.matching.engine import find_terms
from analysis.matching.lexicon import read_lexicon
from analysis.schema import KEYS, check_columns
from analysis.summaries.deaths.casualties import NOT_KNOWN

WORDS = ["condemning", "humanising"]
UNREAL = ["negated", "hypothetical"]
AN_ACT = re.compile(rf"\b(?:{'|'.join(sorted(EVENTS))})\b", re.IGNORECASE)
# A first and a family name, with particles between (*Salman al-Afandi, Oscar de la Cruz*).
NAME = re.compile(r"\b[A-Z][^\W\d_]+(?:[ -](?:[a-z]{1,3}[ -]){0,2}[A-Z][^\W\d_]+)+")
NEEDED = [
    *KEYS, "sentence_id", "surface", "act_class", "agent_words", "patient_words", "patient_side", "low",
    "people", "status",
]  # fmt: skip


def list_mentions(acts: pd.DataFrame) -> pd.DataFrame:
    """One row per sentence and side of those who died in it, in text order.

    The columns are `article_id, outlet, date, sentence_id, side`, the `toll` (the largest number that the
    sentence gives for the side), `condemning` and `humanising`. A sentence without any known side has one row
    of the side *not known*. A camp of one people counts as that people (*hamas*: palestine). Acts that did
    not happen are left out.
    """
    check_columns(acts, NEEDED, verb="count_deaths")
    dead = acts[acts["act_class"].eq("death") & ~acts["status"].isin(UNREAL)].reset_index(drop=True)
    sides = dead["patient_side"].fillna("").astype(str).map(read_sides().find_home)
    dead = dead.assign(side=sides, **mark_words(dead))
    sentence = dead.groupby(["article_id", "sentence_id"], sort=False).ngroup()
    has_side = dead["side"].ne("").groupby(sentence).transform("any")
    dead = dead[dead["side"].ne("") | ~has_side]
    dead["side"] = dead["side"].replace("", NOT_KNOWN)
    groups = dead.groupby([sentence, "side"], sort=False)
    found = groups[[*KEYS, "sentence_id", "side"]].head(1).reset_index(drop=True)
    summed = groups.agg(toll=("low", "max"), **{name: (name, "any") for name in WORDS})
    return found.join(summed.reset_index(drop=True))


def mark_words(dead: pd.DataFrame) -> dict[str, np.ndarray]:
    """Whether each act holds a condemning word, and whether its victim a humanising one or a person's name.

    The words of a doer that is no act (*the brutal regime*) condemn the doer and not the killing.
    """
    agent, word, victim = (dead[name].fillna("") for name in ("agent_words", "surface", "patient_words"))
    agent = agent.where(agent.str.contains(AN_ACT), "")
    is_named = dead["people"].eq("named") & victim.str.contains(NAME)
    return {
        "condemning": find_words(agent + " | " + word + " | " + victim, "condemning"),
        "humanising": find_words(victim, "humanising") | is_named.to_numpy(),
    }


def find_words(texts: pd.Series, category: str) -> np.ndarray:
    """Whether each text holds a term of a category of the shipped list."""
    lexicon = read_lexicon("death_words")
    rows = pd.DataFrame({
        "article_id": "", "outlet": "", "date": pd.NaT, "sentence_id": np.arange(len(texts)), "paragraph": 0,
        "start": 0, "text": texts.fillna("").astype(str).to_numpy(), "in_quote": False, "quote_spans": "",
    })  # fmt: skip
    hits = find_terms(rows, lexicon[lexicon["category"].eq(category)])
    found = np.zeros(len(texts), dtype=bool)
    found[hits.loc[hits["weight"] > 0, "sentence_id"].to_numpy(int)] = True
    return found

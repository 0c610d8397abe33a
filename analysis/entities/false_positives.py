"""Names of a tagger that are better left out: unsure ones, headlines taken for names, common words."""

import re
from functools import lru_cache

import numpy as np

from analysis.entities.columns import Columns, take_rows
from analysis.registry.files import read_cues

# A tagger's scores below which less than half were right in name and type, counted on GMB, wikigold and
# CrossNER politics, each read by a model trained without it, and read in the sample corpus: full names of
# persons and places of one word are right more often than the rest.
SURE, SURE_RATHER = 0.6, 0.5
RATHER = {("person", True), ("place", False)}
SURE_OPENING = 0.87  # one word that opens a sentence and stands nowhere else in the article
LONGEST = 6  # capitalised words: what is longer is a headline run together
SMALL = (
    r"(?:Of|For|And|The|In|On|At|To|By|Not|After|From|Against|Near|Since|With|Is|Are|Was|Will|Who|Over|As)"
)
HEADLINE = re.compile(rf" {SMALL} [A-Z]")
WORD = re.compile(r"\w")
CAPITAL = re.compile(r"\b[A-Z]")
TIMES = """January February March April May June July August September October November December Monday
Tuesday Wednesday Thursday Friday Saturday Sunday North South East West Northern Southern Eastern Western
Central Brent"""


def drop_doubtful(spans: Columns, texts: list[str]) -> Columns:
    """The tagger's spans without those that are most likely no names; `score` counts where there is one."""
    names, articles = spans["surface"].tolist(), spans["article"].tolist()
    starts = zip(spans["row"].tolist(), spans["from"].tolist(), strict=True)
    opens = [not start or not WORD.search(texts[row], 0, start) for row, start in starts]
    inside = {
        (article, word)
        for article, name, first in zip(articles, names, opens, strict=True)
        for word in name.split()[first:]
    }
    doubtful = {name for name in set(names) if is_doubtful(name)}
    keep = [
        sure >= (SURE_RATHER if (type_, " " in name) in RATHER else SURE)
        and name not in doubtful
        and (" " in name or not first or sure >= SURE_OPENING or (article, name) in inside)
        for article, name, first, sure, type_ in zip(
            articles, names, opens, spans["score"].tolist(), spans["type"].tolist(), strict=True
        )
    ]
    return take_rows(spans, np.array(keep, dtype=bool))


@lru_cache(maxsize=1)
def read_common() -> frozenset[str]:
    """Words that are no name by themselves."""
    cues = read_cues()
    return frozenset(TIMES.split()).union(
        *(cues[kind] for kind in ("body", "site", "event", "common", "unit"))
    )


def is_doubtful(name: str) -> bool:
    """Whether a name is a common word, a headline or part of a word, wherever it stands."""
    if name.endswith("-") or CAPITAL.search(name) is None:
        return True
    if " " not in name:
        return name in read_common()
    return len(CAPITAL.findall(name)) > LONGEST or HEADLINE.search(name) is not None

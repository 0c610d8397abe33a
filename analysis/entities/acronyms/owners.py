"""Acronyms that several bodies in the world go by: the one that the text speaks of, or none.

`registry/acronyms.csv` lists these acronyms with the words that speak for each body. An acronym that an
article defines needs no such words (`definitions.py`).
"""

from dataclasses import replace
from re import Pattern

import numpy as np

from analysis.entities.spans import Batch, Candidates, group_values, is_among
from analysis.registry.files import make_slug, read_acronyms


def resolve_owners(candidates: Candidates, batch: Batch) -> Candidates:
    """Return the candidates with acronyms of several owners linked where the text speaks for one of them.

    The article names the body in full, or words of the sentence, or else of the article, speak for it more
    than for any other. All other such acronyms stay open.
    """
    owners = read_acronyms()
    spelt = {text: text.replace(".", "") for text in set(candidates.surface.tolist())}
    rows = np.flatnonzero(
        is_among(candidates.surface, {text for text, short in spelt.items() if short in owners})
    )
    if not len(rows):
        return candidates
    is_full = ~candidates.is_one_word & (candidates.entity != "") & ~candidates.is_open
    is_full &= np.isin(candidates.article, candidates.article[rows])
    named = group_values(candidates.article[is_full].tolist(), candidates.entity[is_full].tolist())
    texts = join_articles(batch, set(candidates.article[rows].tolist()))
    of_article: dict[tuple[int, str], list[str]] = {}
    entity, how, is_open = candidates.entity.copy(), candidates.how.copy(), candidates.is_open.copy()
    for row in rows.tolist():
        short, article = spelt[candidates.surface[row]], int(candidates.article[row])
        words = owners[short]
        ids = candidates.category[row].split("|")
        meant = [id for id in ids if id in named.get(article, set())]
        if len(meant) != 1:
            meant = choose_owner(batch.texts[candidates.sentence[row]], words)
            if not meant:
                if (article, short) not in of_article:
                    of_article[article, short] = choose_owner(texts[article], words)
                meant = of_article[article, short]
        listed = [id for id in ids if id in [*meant, *map(make_slug, meant)]]
        if listed:
            entity[row], how[row], is_open[row] = listed[0], "context" if len(ids) > 1 else "registry", False
        else:
            entity[row], how[row], is_open[row] = "", "open", False
    return replace(candidates, entity=entity, how=how, is_open=is_open)


def choose_owner(text: str, words: dict[str, Pattern[str]]) -> list[str]:
    """Return the owner that most different words of a text speak for; none if two have as many.

    >>> from analysis.registry.files import read_acronyms
    >>> choose_owner("RSF fighters attacked Zamzam camp.", read_acronyms()["RSF"])
    ['Rapid Support Forces']
    """
    counts = {
        owner: len({match.casefold() for match in pattern.findall(text)}) for owner, pattern in words.items()
    }
    most = max(counts.values())
    chosen = [owner for owner, count in counts.items() if count == most]
    return chosen if most and len(chosen) == 1 else []


def join_articles(batch: Batch, articles: set[int]) -> dict[int, str]:
    """Return the texts of some articles."""
    rows = np.flatnonzero(np.isin(batch.article, list(articles))).tolist()
    texts: dict[int, list[str]] = {}
    for row in rows:
        texts.setdefault(int(batch.article[row]), []).append(batch.texts[row])
    return {article: " ".join(sentences) for article, sentences in texts.items()}

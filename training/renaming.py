"""The training texts once more with other names in them, so that a tagger learns more than names."""

import numpy as np
import pandas as pd

from training.tagger_lists import FIRST_MORE

SYLLABLES = (
    "b v h d zh z k l m n p r s t f kh sh yu ya bo ko lu ma mo ni po ro sa so ta te vo za zel res kul lav",
    "an en in on ov ar er or al el il ach ych ush esh nyk ub ed od iv av at et ot am im um",
    "enko uk chuk ko sky skyi skiy ov ova ev eva in ina yk ych iuk shyn ets zade ani awi ouri ullah oun i",
)


def swap_names(
    sentences: pd.DataFrame, names: pd.DataFrame, lists: dict[str, frozenset[str]], seed: int
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The same documents with other names in them: persons and places drawn anew, the same in all of a
    document.
    """
    rng = np.random.default_rng(seed)
    firsts = np.array(sorted(lists["first"]))
    eastern = np.array(sorted(set(FIRST_MORE.split()) & lists["first"]))
    surnames = np.array([*sorted(lists["surname"])[::3], *invented_surnames(rng)])
    places = np.array(sorted(lists["place"] - lists["first"] - lists["surname"]))
    homes = names.loc[names["type"] == "ORG"].merge(sentences, on=["article_id", "sentence_id"])
    spans = zip(
        homes["text"], homes["start_x"] - homes["start_y"], homes["end"] - homes["start_y"], strict=True
    )
    orgs = np.array(sorted({text[a:b] for text, a, b in spans}))
    by_sentence = {k: g.sort_values("start") for k, g in names.groupby(["article_id", "sentence_id"])}
    memory: dict[str, str] = {}
    current, at, new_sentences, new_names = None, 0, [], []

    def renamed(surface: str, kind: str) -> str:
        if kind == "MISC" or not surface[:1].isupper() or rng.random() < 0.15:
            return memory.setdefault(surface, surface)
        if kind == "ORG":
            return memory.setdefault(surface, str(rng.choice(orgs)) if rng.random() < 0.6 else surface)
        parts = surface.split()
        for i, part in enumerate(parts):
            if part in memory or not part[:1].isupper() or not part.isalpha() or len(part) < 3:
                continue
            lower = part.lower()
            if kind == "PER":
                is_first = i == 0 and (len(parts) > 1 or lower in lists["first"])
                source = (eastern if rng.random() < 0.5 else firsts) if is_first else surnames
            elif lower in lists["place_cue"] or lower in lists["country"] or lower in lists["nation"]:
                continue
            else:
                source = places
            memory[part] = str(rng.choice(source)).capitalize()
        return " ".join(memory.get(part, part) for part in parts)

    for row in sentences.itertuples():
        if row.article_id != current:
            current, at, memory = row.article_id, 0, {}
        text, done = "", 0
        group = by_sentence.get((row.article_id, row.sentence_id))
        for name in group.itertuples() if group is not None else ():
            a, b = name.start - row.start, name.end - row.start
            text += row.text[done:a]
            new = renamed(row.text[a:b], name.type)
            new_names.append(
                (row.article_id + "+", row.sentence_id, at + len(text), at + len(text) + len(new), name.type)
            )
            text += new
            done = b
        text += row.text[done:]
        new_sentences.append((row.article_id + "+", row.outlet, row.date, row.sentence_id, 0, at, text))
        at += len(text) + 1
    return (
        pd.DataFrame(
            new_sentences,
            columns=["article_id", "outlet", "date", "sentence_id", "paragraph", "start", "text"],
        ),
        pd.DataFrame(new_names, columns=list(names.columns)),
    )


def invented_surnames(rng: np.random.Generator, n: int = 3000) -> list[str]:
    """Surnames in the manner of the regions that the suite is about, put together from syllables."""
    onsets, middles, ends = (part.split() for part in SYLLABLES)
    return sorted(
        {"".join(map(str, (rng.choice(onsets), rng.choice(middles), rng.choice(ends)))) for _ in range(n)}
    )

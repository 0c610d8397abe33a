"""Copies of the training texts with other names in them, so that the tagger does not learn names by heart."""

from dataclasses import dataclass, field

import numpy as np
import pandas as pd

from training.tagger_lists import FIRST_MORE

SYLLABLES = (
    "b v h d zh z k l m n p r s t f kh sh yu ya bo ko lu ma mo ni po ro sa so ta te vo za zel res kul lav",
    "an en in on ov ar er or al el il ach ych ush esh nyk ub ed od iv av at et ot am im um",
    "enko uk chuk ko sky skyi skiy ov ova ev eva in ina yk ych iuk shyn ets zade ani awi ouri ullah oun i",
)


@dataclass
class Renamer:
    """Draws new names; a name that returns in a document gets the same new name there.

    `memory` holds the new names of the document that is being read, and of parts of names.
    """

    lists: dict[str, frozenset[str]]
    rng: np.random.Generator
    firsts: np.ndarray
    eastern: np.ndarray
    surnames: np.ndarray
    places: np.ndarray
    organisations: np.ndarray
    memory: dict[str, str] = field(default_factory=dict)

    def rename(self, surface: str, kind: str) -> str:
        """A new name for a name; some names are kept, and all of type MISC."""
        if kind == "MISC" or not surface[:1].isupper() or self.rng.random() < 0.15:
            return self.memory.setdefault(surface, surface)
        if kind == "ORG":
            is_new = self.rng.random() < 0.6
            new = str(self.rng.choice(self.organisations)) if is_new else surface
            return self.memory.setdefault(surface, new)
        parts = surface.split()
        for i, part in enumerate(parts):
            if part in self.memory or not part[:1].isupper() or not part.isalpha() or len(part) < 3:
                continue
            is_first = i == 0 and (len(parts) > 1 or part.lower() in self.lists["first"])
            source = self.choose_source(part.lower(), kind, is_first)
            if source is not None:
                self.memory[part] = str(self.rng.choice(source)).capitalize()
        return " ".join(self.memory.get(part, part) for part in parts)

    def choose_source(self, part: str, kind: str, is_first: bool) -> np.ndarray | None:
        """The list to draw a part of a name from; None for a word such as *city*, which stays."""
        if kind == "PER":
            if not is_first:
                return self.surnames
            return self.eastern if self.rng.random() < 0.5 else self.firsts
        stays = any(part in self.lists[name] for name in ("place_cue", "country", "nation"))
        return None if stays else self.places


def swap_names(
    sentences: pd.DataFrame, names: pd.DataFrame, lists: dict[str, frozenset[str]], seed: int
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The sentences and names of a set with new names; each name changes alike throughout a document.

    The columns are those of `read_set`; `article_id` gets a "+" at its end.
    """
    renamer = make_renamer(sentences, names, lists, seed)
    names_by_sentence = {
        key: group.sort_values("start") for key, group in names.groupby(["article_id", "sentence_id"])
    }
    article_id, offset = None, 0
    new_sentences, new_names = [], []
    for row in sentences.itertuples():
        if row.article_id != article_id:
            article_id, offset, renamer.memory = row.article_id, 0, {}
        text, end = "", 0
        group = names_by_sentence.get((row.article_id, row.sentence_id))
        for name in group.itertuples() if group is not None else ():
            text += row.text[end : name.start - row.start]
            start, end = name.start - row.start, name.end - row.start
            new = renamer.rename(row.text[start:end], name.type)
            place = offset + len(text)
            new_names.append((row.article_id + "+", row.sentence_id, place, place + len(new), name.type))
            text += new
        text += row.text[end:]
        new_sentences.append((row.article_id + "+", row.outlet, row.date, row.sentence_id, 0, offset, text))
        offset += len(text) + 1
    columns = ["article_id", "outlet", "date", "sentence_id", "paragraph", "start", "text"]
    return pd.DataFrame(new_sentences, columns=columns), pd.DataFrame(new_names, columns=list(names.columns))


def make_renamer(
    sentences: pd.DataFrame, names: pd.DataFrame, lists: dict[str, frozenset[str]], seed: int
) -> Renamer:
    """A renamer with names of persons and places from the lists, of organisations from the set itself."""
    rng = np.random.default_rng(seed)
    homes = names.loc[names["type"] == "ORG"].merge(sentences, on=["article_id", "sentence_id"])
    starts, ends = homes["start_x"] - homes["start_y"], homes["end"] - homes["start_y"]
    spans = zip(homes["text"], starts, ends, strict=True)
    return Renamer(
        lists,
        rng,
        firsts=np.array(sorted(lists["first"])),
        eastern=np.array(sorted(set(FIRST_MORE.split()) & lists["first"])),
        surnames=np.array([*sorted(lists["surname"])[::3], *invent_surnames(rng)]),
        places=np.array(sorted(lists["place"] - lists["first"] - lists["surname"])),
        organisations=np.array(sorted({text[start:end] for text, start, end in spans})),
    )


def invent_surnames(rng: np.random.Generator, n: int = 3000) -> list[str]:
    """Surnames in the manner of the regions that the project studies, made from syllables."""
    onsets, middles, ends = (part.split() for part in SYLLABLES)
    return sorted(
        {"".join(map(str, (rng.choice(onsets), rng.choice(middles), rng.choice(ends)))) for _ in range(n)}
    )

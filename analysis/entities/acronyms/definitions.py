"""Acronyms that an article defines: *Rapid Support Forces (RSF)*, *RSF, the Rapid Support Forces,*.

What the article defines comes first: all its mentions of the acronym mean the name that it gives in full,
also where the registry knows the acronym as another body's.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

import numpy as np

from analysis.entities.acronyms.alignment import match_after, match_before
from analysis.entities.acronyms.patterns import AHEAD, BRACKETS, CALLS, OPENS, SHORT, find_before
from analysis.entities.registry_index import RegistryIndex, list_stems
from analysis.entities.spans import Batch, Names, find_overlaps, is_among, repeat_text, to_objects
from analysis.registry.files import Cues

ACRONYM = re.compile(SHORT)
NUMERAL = re.compile(r"[IVXLC]+")
# Types of what an acronym may be short for, and of what one of other letters may be short for.
BODIES = frozenset(["organisation", "group", "unit", "place", "weapon", "event"])
FULL = frozenset(["organisation", "group", "unit"])
OUTSIDE = frozenset(["rule", "tagger", "memory"])  # how names outside the registry are found
ALIKE = 0.75  # share of the words of a name that another spelling of it has
UNIQUE = 5  # letters of an acronym that two bodies hardly share


class Definition(NamedTuple):
    """An acronym that a sentence defines: `start` and `end` are the places of the name in full."""

    sentence: int
    short: str
    start: int
    end: int


def link_defined(batch: Batch, linked: Names, unlisted: Names, index: RegistryIndex) -> tuple[Names, Names]:
    """Return the names with the acronyms that their articles define.

    The name in full becomes a name of its own where it is none; where it is another spelling of a name of the
    registry's body of that acronym, it means this body. An acronym that an article defines in two ways stays
    open. Common nouns are left alone: the tagger, a rule or the registry must find the name or the acronym.
    """
    found = linked.join(unlisted).sort()
    definitions = list(find_definitions(batch, found))
    if not definitions:
        return linked, unlisted
    shorts = to_objects(definition.short for definition in definitions)
    full = name_definitions(batch, definitions, found, index.cues)
    is_named = is_found(full, shorts, found)
    full, shorts = link_variants(full.take(is_named), shorts[is_named], index), shorts[is_named]
    if not len(full):
        return linked, unlisted
    linked, unlisted = drop_inside(linked.sort(), full), drop_inside(unlisted.sort(), full)
    is_new = is_among(full.how, OUTSIDE) & ~overlaps_any(full, linked) & ~overlaps_any(full, unlisted)
    unlisted = unlisted.join(drop_repeated(full.take(is_new))).sort()
    return replace_acronyms(batch, linked, unlisted, list_meant(full, shorts.tolist()))


def find_definitions(batch: Batch, found: Names) -> Iterator[Definition]:
    """Yield the acronyms that sentences define, with the places of the names in full."""
    acronyms = list_acronyms(batch)
    rows = np.flatnonzero(np.isin(found.sentence, [sentence for sentence, _ in acronyms]))
    ends = zip(found.sentence[rows].tolist(), found.end[rows].tolist(), strict=True)
    row_by_end = dict(zip(ends, rows.tolist(), strict=True))
    for sentence, place in acronyms:
        text = batch.texts[sentence]
        for match in find_before(text, place):
            short = match["short"].replace(".", "")
            end = match.start() - 2 * text.endswith(("'s", "’s"), 0, match.start())
            start = match_before(text, end, short)
            row = row_by_end.get((sentence, end))
            if start is None and match.re is BRACKETS and row is not None and is_full(found, row, short):
                start = int(found.start[row])
            if start is not None:
                yield Definition(sentence, short, start, end)
        if ahead := AHEAD.match(text, place):
            short = ahead["short"].replace(".", "")
            behind = match_after(text, ahead.end(), short)
            if behind is not None:
                yield Definition(sentence, short, ahead.end(), behind)


def list_acronyms(batch: Batch) -> list[tuple[int, int]]:
    """Return the sentences and the places of acronyms that a sign or a word beside them may define."""
    words, texts = batch.words, batch.texts
    tokens = np.flatnonzero(words.map_distinct(is_acronym, bool)[words.code])
    places = (array[tokens].tolist() for array in (words.sentence, words.start, words.end))
    return [
        (row, start) for row, start, end in zip(*places, strict=True)
        if texts[row].startswith(OPENS, end) or texts[row].endswith(CALLS, 0, start)
    ]  # fmt: skip


def is_acronym(form: str) -> bool:
    """Return whether a word has the form of an acronym.

    >>> [is_acronym(form) for form in ["RSF", "R.S.F.", "M23", "DoD", "Rsf", "A"]]
    [True, True, True, True, False, False]
    """
    return form[:1].isupper() and ACRONYM.fullmatch(form) is not None


def is_full(found: Names, row: int, short: str) -> bool:
    """Return whether an acronym of other letters may stand for a name: *Doctors Without Borders (MSF)*."""
    is_body = found.type[row] in FULL and " " in found.surface[row]
    return is_body and len(short) > 2 and short not in found.surface[row]


def is_found(full: Names, shorts: np.ndarray, found: Names) -> np.ndarray:
    """Return for which definitions the acronym or the name in full is among the names that are found."""
    found = found.take(np.isin(found.article, full.article))
    surfaces = (surface.replace(".", "") for surface in found.surface)
    keys = set(zip(found.article.tolist(), surfaces, strict=True))
    ends = set(found.end_keys()[is_among(found.type, BODIES)].tolist())
    has_short = is_among(list(zip(full.article.tolist(), shorts.tolist(), strict=True)), keys)
    is_numeral = np.array([NUMERAL.fullmatch(short) is not None for short in shorts], dtype=bool)
    return (has_short | is_among(full.end_keys().tolist(), ends)) & ~is_numeral


def link_variants(full: Names, shorts: np.ndarray, index: RegistryIndex) -> Names:
    """Return the names in full with spellings of a name of the registry linked to its entity.

    A long acronym that one body of the registry has means this body, whatever the article calls it.
    """
    entity, type_ = full.entity.copy(), full.type.copy()
    for row in np.flatnonzero(is_among(full.how, OUTSIDE)).tolist():
        owners = index.acronyms.get(shorts[row], {})
        stems = list_stems(full.surface[row])
        meant = [id for id, names in owners.items() if any(shares_most(stems, name) for name in names)]
        if not meant and len(owners) == 1 and len(shorts[row]) >= UNIQUE:
            meant = list(owners)
        if len(meant) == 1:
            entity[row], type_[row] = meant[0], index.entities[meant[0]].type
    return replace(full, entity=entity, type=type_)


def shares_most(stems: frozenset[str], others: frozenset[str]) -> bool:
    """Return whether two names share most words of the shorter one."""
    return len(stems & others) >= ALIKE * min(len(stems), len(others)) and min(len(stems), len(others)) > 1


def name_definitions(batch: Batch, definitions: list[Definition], found: Names, cues: Cues) -> Names:
    """Return the names in full: the names found in their places, or new ones."""
    sentence, start, end = np.array([(row, a, b) for row, _, a, b in definitions], dtype=np.int64).T
    places = zip(sentence.tolist(), start.tolist(), end.tolist(), strict=True)
    surface = to_objects(batch.texts[row][a:b] for row, a, b in places)
    full = Names(
        sentence, start, end,
        type=to_objects(guess_type(text, cues) for text in surface), article=batch.article[sentence],
        surface=surface, term=surface, entity=surface, how=repeat_text("rule", len(surface)),
    )  # fmt: skip
    first, behind = find_overlaps(full, found)
    columns = {name: getattr(full, name).copy() for name in ("type", "entity", "how", "term")}
    for row in range(len(full)):
        for other in range(first[row], behind[row]):
            is_same = found.end[other] == end[row] and is_near(
                batch.texts[sentence[row]], found.start[other], start[row]
            )
            if is_same and found.type[other] in BODIES:
                for name, values in columns.items():
                    values[row] = getattr(found, name)[other]
    return replace(full, **columns)


def is_near(text: str, start: int, other: int) -> bool:
    """Return whether two names that end together differ by *the* or a possessive alone."""
    between = text[min(start, other) : max(start, other)]
    return between in ("", "the ", "The ") or (
        start < other and between[-1:] == " " and between[-3:-1] in ("'s", "’s")
    )


def guess_type(surface: str, cues: Cues) -> str:
    """Return the type of a name in full by its last word."""
    return "unit" if surface.split()[-1] in cues.unit else "organisation"


def drop_inside(names: Names, full: Names) -> Names:
    """Return the names without those inside a name in full that is another one."""
    full = drop_repeated(full)
    first, behind = find_overlaps(names, full)
    is_inside = np.zeros(len(names), dtype=bool)
    for row in np.flatnonzero(behind > first).tolist():
        other = first[row]
        is_same = names.end[row] == full.end[other] and names.entity[row] == full.entity[other]
        holds = names.start[row] < full.start[other] and names.end[row] > full.end[other]
        is_inside[row] = not is_same and not holds
    return names.take(~is_inside)


def overlaps_any(names: Names, others: Names) -> np.ndarray:
    """Return which names overlap one of the others."""
    first, behind = find_overlaps(names, others)
    return behind > first


def drop_repeated(full: Names) -> Names:
    """Return names in text order without overlaps: the first of each place."""
    full = full.sort()
    is_kept, last = np.ones(len(full), dtype=bool), -1
    for row, (start, end) in enumerate(
        zip(full.start_keys().tolist(), full.end_keys().tolist(), strict=True)
    ):
        is_kept[row] = start >= last
        last = max(last, end) if is_kept[row] else last
    return full.take(is_kept)


def list_meant(full: Names, shorts: list[str]) -> dict[tuple[int, str], tuple[str, str]]:
    """Return for an article and an acronym the entity and the type; empty where two definitions differ."""
    meant: dict[tuple[int, str], tuple[str, str]] = {}
    for row, short in enumerate(shorts):
        key = (int(full.article[row]), short)
        entity = full.entity[row] or full.surface[row]
        known = meant.setdefault(key, (entity, full.type[row]))
        if known[0] and known[0].casefold().rstrip("s") != entity.casefold().rstrip("s"):
            meant[key] = ("", full.type[row])
    return meant


def replace_acronyms(
    batch: Batch, linked: Names, unlisted: Names, meant: dict[tuple[int, str], tuple[str, str]]
) -> tuple[Names, Names]:
    """Return the names with every mention of a defined acronym linked to what it stands for."""
    words = batch.words
    shorts = {short for _, short in meant}
    texts = words.vocabulary.texts
    codes = np.flatnonzero(words.map_distinct(is_acronym, bool)).tolist()
    forms = {code: texts[words.numbers[code]].replace(".", "") for code in codes}
    wanted = np.array([code for code, form in forms.items() if form in shorts], dtype=np.int64)
    tokens = np.flatnonzero(np.isin(words.code, wanted))
    keys = [(int(batch.article[words.sentence[token]]), forms[int(words.code[token])]) for token in tokens]
    tokens = tokens[np.array([key in meant for key in keys], dtype=bool)]
    found = [meant[key] for key in keys if key in meant]
    n = len(tokens)
    new = Names(
        words.sentence[tokens].astype(np.int64), words.start[tokens].astype(np.int64),
        words.end[tokens].astype(np.int64),
        type=to_objects(type_ for _, type_ in found), article=batch.article[words.sentence[tokens]],
        surface=repeat_text("", n), term=repeat_text("", n), entity=to_objects(entity for entity, _ in found),
        how=repeat_text("memory", n),
    )  # fmt: skip
    surface = new.cut_surfaces(batch.texts)
    how = np.where(new.entity == "", "open", "memory").astype(object)
    new = replace(
        new, surface=surface, term=surface, entity=np.where(new.entity == "", surface, new.entity), how=how
    )
    is_same = is_listed_same(new, linked)
    new = new.take(~is_same & ~is_part(new, linked) & ~is_part(new, unlisted)).sort()
    return linked.take(~overlaps_any(linked, new)), unlisted.take(~overlaps_any(unlisted, new)).join(new)


def is_listed_same(new: Names, linked: Names) -> np.ndarray:
    """Return which mentions the registry has linked to the same entity already."""
    row = np.minimum(np.searchsorted(linked.start_keys(), new.start_keys()), len(linked) - 1)
    if not len(linked):
        return np.zeros(len(new), dtype=bool)
    return (linked.start_keys()[row] == new.start_keys()) & (linked.entity[row] == new.entity)


def is_part(new: Names, others: Names) -> np.ndarray:
    """Return which mentions are part of a longer name."""
    first, behind = find_overlaps(new, others)
    is_inside = behind > first
    rows = np.flatnonzero(is_inside)
    lengths = (others.end - others.start)[first[rows]]
    is_inside[rows] = lengths > (new.end - new.start)[rows]
    return is_inside

"""Where the registry and a tagger find names in the same words: which one stands, and how far it reaches."""

import re
from dataclasses import replace
from typing import NamedTuple

import numpy as np

from analysis.entities.patterns import IN_PLACE
from analysis.entities.senses.pattern_names import REALM
from analysis.entities.spans import Names, find_overlaps, is_among, mark_where
from analysis.matching.overlaps import overlaps_none

TIED = re.compile(r"(?:\bof|\bfor|\band|\bon)(?: the)? $")
TIES_NEXT = re.compile(" of | for ")
SMALL_WORD_AFTER = re.compile(r" (?!of\b|for\b|and\b|the\b)[a-z]")
YEAR = re.compile(r"(?:[A-Z][a-z]+ )?\d")  # opens the name of an election
GIVEN_NAME = re.compile(r"[A-Z]\w+ ")
# Adjectives that the registry has for groups of their own.
PEOPLES_TEXT = """Arab Arabs Kurd Kurds Kurdish Turkmen Assyrian Christian Christians Muslim Muslims Shiite
Sunni Druze Alawite Yazidi Orthodox Catholic"""
PEOPLES = frozenset(PEOPLES_TEXT.split())
STATES = frozenset([" Republic", " Federation", " Kingdom", " Islam"])  # *Slovak Republic* is the country
OFTEN = 2  # mentions of a full name that show whose its given name is
CLOSING = " -,(\"'“"  # what is left behind a name that is cut


class Rival(NamedTuple):
    """A name of the registry inside a longer name; `is_soft` for a people, a place or a common noun."""

    start: int
    end: int
    type: str
    is_soft: bool


class Outer(NamedTuple):
    """A name outside the registry around names of the registry: the sentence's text, its place and type."""

    text: str
    start: int
    end: int
    type: str


def drop_persons_of_place_name(
    linked: Names, unlisted: Names, texts: list[str], towns: frozenset[str], given: frozenset[str]
) -> Names:
    """Return the linked names without places that are names of an article's persons.

    After *Valeska Paris*, *Paris* is this person, but *in Paris* is the town; after *Chadwick Boseman*,
    *Chad* is he. `towns` are the ids of towns and of governments that are named after towns, `given` names of
    places that are given names too.
    """
    people = unlisted.take(unlisted.type == "person")
    names = list(zip(people.article.tolist(), people.surface.tolist(), strict=True))
    rows = np.flatnonzero(is_among(linked.entity, towns))
    articles, surfaces = linked.article[rows].tolist(), linked.surface[rows].tolist()
    last_words = set(surfaces)
    surnames = {
        (article, name) for article, full_name in names
        if " " in full_name and (name := full_name.split()[-1]) in last_words
    }  # fmt: skip
    is_person = np.zeros(len(linked), dtype=bool)
    is_person[rows] = is_among(list(zip(articles, surfaces, strict=True)), surnames)
    rows = np.flatnonzero((linked.type == "place") & is_among(linked.surface, given))
    full_names = group_names(names) if len(rows) else {}
    for row in rows.tolist():
        of_article = full_names.get(int(linked.article[row]), ())
        is_person[row] |= sum(name.startswith(linked.surface[row]) for name in of_article) >= OFTEN
    inside = linked.take(is_person)
    texts_before = (
        texts[row][:start] for row, start in zip(inside.sentence.tolist(), inside.start.tolist(), strict=True)
    )
    is_person[is_person] = [IN_PLACE.search(text) is None for text in texts_before]
    return linked.take(~is_person)


def group_names(names: list[tuple[int, str]]) -> dict[int, list[str]]:
    """Return for each article its names of several words, each as often as it stands there."""
    groups: dict[int, list[str]] = {}
    for article, name in names:
        groups.setdefault(article, []).extend([name] if " " in name else [])
    return groups


def add_names(names: Names, others: Names) -> Names:
    """Return the names that overlap none of the others, and the others, in text order."""
    first, behind = find_overlaps(names, others)
    return names.take(first == behind).join(others).sort()


def choose_longest(names: Names) -> Names:
    """Return names in text order without overlaps: the longer one stays, of two of one length the rule's.

    An election that a rule finds by its year stands even beside a longer name: the tagger does not see where
    it ends (*In the 1997 Canadian federal election Adams won*).
    """
    start, end = names.start_keys(), names.end_keys()
    is_kept = overlaps_none(start, end)
    rows = np.flatnonzero(~is_kept)
    is_tagged = names.how[rows] != "rule"
    is_election = ~is_tagged & (names.type[rows] == "event")
    kept: dict[int, list[tuple[int, int]]] = {}
    for row in rows[np.lexsort((is_tagged, (start - end)[rows], ~is_election))].tolist():
        others = kept.setdefault(int(names.sentence[row]), [])
        is_kept[row] = not any(first < end[row] and behind > start[row] for first, behind in others)
        if is_kept[row]:
            others.append((start[row], end[row]))
    return names.take(is_kept)


def resolve_overlaps(
    linked: Names, unlisted: Names, texts: list[str], bodies: frozenset[str]
) -> tuple[Names, Names]:
    """Return the names of the registry and the others without overlaps.

    The registry's name stands, unless the other is a longer name that holds all of it (*Turkish Red
    Crescent*, *Bank of Moscow*); `fit_name` decides. `bodies` are last words of names of organisations.
    """
    is_soft = mark_soft(linked, bodies)
    first, behind = find_overlaps(unlisted, linked)
    is_kept, stands = first == behind, np.ones(len(linked), dtype=bool)
    start, end, surface = unlisted.start.copy(), unlisted.end.copy(), unlisted.surface.copy()
    for row in find_longer(linked, unlisted, first, behind).tolist():
        rows = range(first[row], behind[row])
        rivals = [Rival(linked.start[i], linked.end[i], linked.type[i], is_soft[i]) for i in rows]
        outer = Outer(texts[unlisted.sentence[row]], start[row], end[row], unlisted.type[row])
        place = fit_name(outer, rivals, bodies)
        if place:
            is_kept[row] = True
            start[row], end[row] = place
            surface[row] = outer.text[slice(*place)]
            for i, rival in zip(rows, rivals, strict=True):
                stands[i] &= rival.start >= place[1] or rival.end <= place[0]
    resolved = replace(unlisted, start=start, end=end, surface=surface, term=surface, entity=surface)
    return linked.take(stands), resolved.take(is_kept)


def mark_soft(linked: Names, bodies: frozenset[str]) -> np.ndarray:
    """Return which names may be part of another one: peoples, places, and bodies named by a common noun."""
    words = bodies | {"Senate"}
    is_soft = mark_where(
        lambda surface: surface.split()[-1] in words, linked.surface, linked.type == "organisation"
    )
    return is_soft | (linked.type == "place") | (linked.how == "demonym") | is_among(linked.surface, PEOPLES)


def find_longer(linked: Names, unlisted: Names, first: np.ndarray, behind: np.ndarray) -> np.ndarray:
    """Return the rows of the names that hold all the registry's names they overlap, and more than these."""
    rows = np.flatnonzero(first != behind)
    inner_start, inner_end = linked.start[first[rows]], linked.end[behind[rows] - 1]
    start, end = unlisted.start[rows], unlisted.end[rows]
    holds_all = (start <= inner_start) & (inner_end <= end)
    holds_more = (start < inner_start) | (inner_end < end) | (behind - first > 1)[rows]
    return rows[holds_all & holds_more]


def fit_name(outer: Outer, rivals: list[Rival], bodies: frozenset[str]) -> tuple[int, int] | None:
    """Return where a name around names of the registry begins and ends; None where the registry's stand.

    A body or a person of the registry is part of another name only after *of* or *for* (*Friends of
    Hezbollah*), unless it is named by a common noun (*New Democratic Party*). A place or an adjective may
    open an organisation's name (*Syrian Arab Red Crescent*), unless a word in small letters follows
    (*Ukrainian referendum*). It is cut off before a person (*Assyrian Emanuel Youkhana*) and at the end of a
    name (*Angela Kane Damascus*).
    """
    if any(
        rival.start < outer.start or rival.end > outer.end or (rival.start, rival.end) == outer[1:3]
        for rival in rivals
    ):
        return None
    place: tuple[int, int] | None = (outer.start, outer.end)
    for rival in sorted(rivals):
        if place:
            place = fit_around(outer, place, rival, rivals, bodies)
    return None if place is None else trim_place(outer, place, rivals)


def fit_around(
    outer: Outer, place: tuple[int, int], rival: Rival, rivals: list[Rival], bodies: frozenset[str]
) -> tuple[int, int] | None:
    """Return what is left of a name's place around one of its rivals; None where the rival stands."""
    text, (start, end) = outer.text, place
    before, after = text[outer.start : rival.start], text[rival.end : outer.end]
    is_named_after = before.startswith("New ") or REALM.match(text, outer.start) is not None
    if outer.type == "place" and rival.type in ("place", "group") and not is_named_after:
        return place if is_only_adjective(outer, rival, rivals, start) and after.startswith(" ") else None
    # *2019 Canadian federal election*, *May 2019 Canadian federal election*
    is_election = outer.type == "event" and YEAR.match(text, outer.start) is not None
    if is_election or TIED.search(before) or names_other_body(outer, rival, bodies):
        return place
    if rival.type == outer.type == "organisation" and rival.start == outer.start and TIES_NEXT.match(after):
        return place  # *House of Commons of Canada*
    if not rival.is_soft:
        return None
    if rival.start == start and outer.type == "person":
        return rival.end + len(after) - len(after.lstrip(" -,")), end
    if rival.type == "organisation":
        follows_rival = any(other.end in (rival.start, rival.start - 1) for other in rivals)
        is_inside = rival.start > outer.start and not follows_rival
        return place if is_inside or TIES_NEXT.match(after) else None
    if rival.end == outer.end and outer.type != "place":
        is_named = outer.type == "organisation" and rival.type == "place" and len(rivals) == 1
        return place if is_named else (start, rival.start)
    return None if outer.type == "person" or SMALL_WORD_AFTER.match(after) else place


def is_only_adjective(outer: Outer, rival: Rival, rivals: list[Rival], start: int) -> bool:
    """Return whether an adjective opens the name of a place, and holds no listed one: *British Columbia*."""
    is_adjective = rival.type == "group" and rival.is_soft and rival.start == start
    return is_adjective and len(rivals) == 1 and outer.text[rival.end : outer.end] not in STATES


def names_other_body(outer: Outer, rival: Rival, bodies: frozenset[str]) -> bool:
    """Return whether a body of the registry is only part of a name.

    So it is in *Michael Bloomberg* and *United Nations Food and Agriculture Organization*.
    """
    if rival.type != "organisation":
        return False
    if outer.type == "person":
        is_last = rival.end == outer.end
        return is_last and GIVEN_NAME.fullmatch(outer.text[outer.start : rival.start]) is not None
    words = outer.text[rival.end : outer.end].split()
    opens_body = outer.type == "organisation" and rival.start == outer.start
    return opens_body and len(words) > 1 and words[-1] in bodies


def trim_place(outer: Outer, place: tuple[int, int], rivals: list[Rival]) -> tuple[int, int] | None:
    """Return the place of a name without closing signs; None where only a rival or one word is left."""
    start, end = place
    end = start + len(outer.text[start:end].rstrip(CLOSING))
    words = outer.text[start:end].split()
    if any((rival.start, rival.end) == (start, end) for rival in rivals):
        return None
    if end < outer.end and sum(any(map(str.isupper, word)) for word in words) < 2:
        # A person may have one word before the rival (*John Irish*); nothing else has.
        is_whole = outer.type == "person" and words and start == outer.start
        return (start, outer.end) if is_whole else None
    return (start, end) if words else None

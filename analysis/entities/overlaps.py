"""Where the registry and a tagger find names in the same words: which stands, and how far it reaches."""

import re

import numpy as np

from analysis.entities.columns import Columns, find_in, find_overlaps, list_objects, take_rows
from analysis.entities.cues import IN_PLACE
from analysis.registry.files import read_cues

TIED = re.compile(r"(?:\bof|\bfor|\band|\bon)(?: the)? $")
# Adjectives that the registry has for groups of their own.
PEOPLES_TEXT = """Arab Arabs Kurd Kurds Kurdish Turkmen Assyrian Christian Christians Muslim Muslims Shiite
Sunni Druze Alawite Yazidi Orthodox Catholic"""
PEOPLES = frozenset(PEOPLES_TEXT.split())
Hit = tuple[int, int, str, bool]  # from, to, type, and whether it names a people or a place and not a body


def yield_to_persons(linked: Columns, spans: Columns, texts: list[str], towns: frozenset[str]) -> Columns:
    """The registry's hits without the towns that are an article's person by surname: *Valeska Paris* once,
    then *Paris*, but for *in Paris*. `towns` are the entities that are towns, or called after one."""
    people = take_rows(spans, spans["type"] == "person")
    names = zip(people["article"].tolist(), people["surface"].tolist(), strict=True)
    persons = {(article, name.split()[-1]) for article, name in names if " " in name}
    keys = zip(linked["article"].tolist(), linked["surface"].tolist(), strict=True)
    named = np.fromiter((key in persons for key in keys), dtype=bool, count=len(linked["row"]))
    named &= find_in(linked["entity"], towns)
    places = (texts[linked["row"][at]][: linked["from"][at]] for at in np.flatnonzero(named).tolist())
    named[named] = [IN_PLACE.search(left) is None for left in places]
    return take_rows(linked, ~named)


def settle_overlaps(linked: Columns, spans: Columns, texts: list[str]) -> tuple[Columns, Columns]:
    """Registry hits and other spans without overlaps: the registry stands, unless the other is a longer name
    that holds all of it (*Turkish Red Crescent*, *Bank of Moscow*), as `fit_name` says."""
    bodies = read_cues()["body"] | {"Senate"}
    last = list_objects(surface.split()[-1] for surface in linked["surface"])
    soft = (linked["type"] == "organisation") & find_in(last, bodies)
    soft |= (linked["type"] == "place") | (linked["how"] == "demonym") | find_in(linked["surface"], PEOPLES)
    first, behind = find_overlaps(spans, linked)
    keep = first == behind
    # Only a span that holds all that it touches, and more, can stand.
    longer = np.flatnonzero(~keep)
    a, b = linked["from"][first[longer]], linked["to"][behind[longer] - 1]
    start, end = spans["from"][longer], spans["to"][longer]
    longer = longer[(start <= a) & (b <= end) & ((start < a) | (b < end) | (behind - first > 1)[longer])]
    spans = spans | {name: spans[name].copy() for name in ("from", "to", "surface")}
    stands = np.ones(len(linked["row"]), dtype=bool)
    for at in longer.tolist():
        text, hits = texts[spans["row"][at]], range(first[at], behind[at])
        clash = [(linked["from"][i], linked["to"][i], linked["type"][i], soft[i]) for i in hits]
        fit = fit_name(text, spans["from"][at], spans["to"][at], spans["type"][at], clash)
        if fit:
            keep[at] = True
            spans["from"][at], spans["to"][at], spans["surface"][at] = *fit, text[slice(*fit)]
            for i, hit in zip(hits, clash, strict=True):
                stands[i] &= not (hit[0] < fit[1] and hit[1] > fit[0])
    return take_rows(linked, stands), take_rows(spans, keep)


def names_more(text: str, start: int, end: int, type_: str, hit: Hit) -> bool:
    """Whether a known body is only part of the name: *Michael Bloomberg*, *United Nations Food and
    Agriculture Organization*."""
    a, b, kind, _ = hit
    if kind != "organisation":
        return False
    if type_ == "person":
        return b == end and re.fullmatch(r"[A-Z]\w+ ", text[start:a]) is not None
    words = text[b:end].split()
    return type_ == "organisation" and a == start and len(words) > 1 and words[-1] in read_cues()["body"]


def fit_name(text: str, start: int, end: int, type_: str, clash: list[Hit]) -> tuple[int, int] | None:
    """Where a name that touches hits of the registry begins and ends, None where the hits alone stand.

    A known body or person is swallowed by no other name but after *of* or *for* (*Friends of Hezbollah*); a
    common word for one may be (*New Democratic Party*). A place or an adjective may open an organisation's
    name (*Syrian Arab Red Crescent*), unless a word in small letters follows (*Ukrainian referendum*); at a
    person's head (*Assyrian Emanuel Youkhana*) and at the end of a name (*Angela Kane Damascus*) it is cut
    off.
    """
    if any(a < start or b > end or (a, b) == (start, end) for a, b, _, _ in clash):
        return None
    first, last = start, end
    for a, b, kind, soft in sorted(clash):
        if type_ == "place" and kind in ("place", "group") and not text[start:a].startswith("New "):
            return None
        if TIED.search(text[start:a]) or names_more(text, start, end, type_, (a, b, kind, soft)):
            continue
        if not soft:
            return None
        if a == first and type_ == "person":
            first = b + len(text[b:end]) - len(text[b:end].lstrip(" -,"))
        elif kind == "organisation":
            tied = re.match(" of | for ", text[b:end]) is not None
            own = a > start and not any(hit[1] in (a, a - 1) for hit in clash)
            if not own and not tied:
                return None
        elif b == end and type_ != "place":
            last = a
        elif type_ == "person" or re.match(r" (?!of\b|for\b|and\b|the\b)[a-z]", text[b:end]):
            return None
    last = first + len(text[first:last].rstrip(" -,(\"'“"))
    words = text[first:last].split()
    if any((a, b) == (first, last) for a, b, _, _ in clash):
        return None
    if last < end and sum(any(map(str.isupper, word)) for word in words) < 2:
        # One word alone before it: a person is named so (*John Irish*), nothing else is.
        return (first, end) if type_ == "person" and words and first == start else None
    return (first, last) if words else None

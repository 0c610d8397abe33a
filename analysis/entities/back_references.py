"""What an article names in full decides its other mentions: short forms, family names, authors, capitals."""

import re
from dataclasses import replace

import numpy as np
import pandas as pd

from analysis.entities.false_positives import GOES_ON, PERSON_AFTER
from analysis.entities.patterns import is_in_capitals
from analysis.entities.registry_index import RegistryIndex
from analysis.entities.senses.spellings import is_alike
from analysis.entities.spans import (
    Batch,
    Names,
    find_overlaps,
    is_among,
    repeat_text,
    to_objects,
)
from analysis.schema import check_columns
from analysis.text.words import Words

FIXED = frozenset(["office", "demonym", "government", "memory"])
WINDOW = 40  # characters looked at behind a name
KUNYAS = frozenset(["Abu", "Umm", "Ibn", "Bin", "King", "Queen"])  # many people have these
INITIALS = re.compile(r"\b[A-Z](?=\.)")
SHORTEST = 2  # letters of a given name; shorter ones are like too many others
ANYONES = frozenset(
    [
        "Mr",
        "Mrs",
        "Ms",
        "Miss",
        "Dr",
        "Sir",
        "Dame",
        "Lord",
        "Lady",
        "Prof",
        "Professor",
        "Father",
        "Comrade",
        "Doctor",
    ]
)
BYLINE = re.compile(r"^by\s+|\s*(?:,|;|&|\band\b|\bin [A-Z].*)\s*", re.IGNORECASE)
# For an article and a short form: the first row in `found` of each organisation that it may mean.
ShortForms = dict[tuple[int, str], dict[str, int]]


def link_family_names(
    linked: Names, unlisted: Names, texts: list[str], index: RegistryIndex
) -> tuple[Names, Names]:
    """Return the names with single words linked to the people whom their articles name in full.

    A full name owns its last word in its article: after *Ivan Putin*, *Putin* is this man. Once two people
    with one family name are named in full, the family name alone stays open. A title before it (*President
    Putin*) names the registry's person like a full name. `linked` are names of the registry, `unlisted` the
    others.
    """
    unlisted = link_spellings(unlisted, index)
    names = linked.join(unlisted)
    is_linked = is_among(names.entity, index.entities)
    is_one_word = np.array([" " not in surface for surface in names.surface], dtype=bool)
    is_titled = has_title(names, texts, is_one_word & is_linked & (names.type == "person"), index)
    entity, how, type_ = names.entity.copy(), names.how.copy(), names.type.copy()
    may_refer = is_one_word & ~is_titled & ~is_among(names.how, FIXED)
    is_person = names.type == "person"
    may_refer &= is_person | (is_linked & is_among(names.type, {"organisation", "unit", "weapon"}))
    owners = list_owners(names, is_linked, is_one_word, is_titled, set(names.surface[may_refer].tolist()))
    may_refer &= is_among(names.surface, {surface for _, surface in owners})
    may_refer &= ~is_common_noun(names, texts, may_refer & ~is_linked & is_person, index)
    places = names.start_keys()
    for row in np.flatnonzero(may_refer).tolist():
        every = owners.get((int(names.article[row]), names.surface[row]), {})
        options = {owner for owner, place in every.items() if place < places[row]} or set(every)
        if not options or options == {names.entity[row]}:
            continue
        given = {option.split()[0] for option in options}
        if is_linked[row] and all(is_spelling_of(name, names.entity[row], index) for name in given):
            continue
        if len(options) == 1:
            (entity[row],) = options
            how[row], type_[row] = "surname" if entity[row] in index.entities else "memory", "person"
        elif is_linked[row]:
            entity[row], how[row] = "", "open"
    names = replace(names, entity=entity, how=how, type=type_)
    return names.take(np.arange(len(names)) < len(linked)), names.take(np.arange(len(names)) >= len(linked))


def is_common_noun(names: Names, texts: list[str], where: np.ndarray, index: RegistryIndex) -> np.ndarray:
    """Return which words open a sentence as common nouns (*Price rises*) or are part of a firm's name."""
    is_common = np.zeros(len(names), dtype=bool)
    for row in np.flatnonzero(where).tolist():
        text, start, end = texts[names.sentence[row]], int(names.start[row]), int(names.end[row])
        is_noun = start == 0 and names.surface[row].lower() in index.common_words
        after = text[end : end + WINDOW]
        is_common[row] = is_noun and not (PERSON_AFTER.match(after) or GOES_ON.match(after))
        is_common[row] |= text[end : end + 3] == " & " or text[max(0, start - 3) : start] == " & "
    return is_common


def link_spellings(unlisted: Names, index: RegistryIndex) -> Names:
    """Return the names with other spellings of a listed person's full name linked: *Antony J. Blinken*."""
    entity, how, term = unlisted.entity.copy(), unlisted.how.copy(), unlisted.term.copy()
    for row in np.flatnonzero(unlisted.type == "person").tolist():
        given, _, rest = unlisted.surface[row].partition(" ")
        family_name = rest.rpartition(" ")[2]
        lexicon_row = index.lexicon.rows.get(family_name)
        if lexicon_row is None or len(given) <= SHORTEST or given in KUNYAS:
            continue
        ids = [
            id for id in index.lexicon.categories[lexicon_row].split("|")
            if id in index.given_by_entity
            and is_spelling_of(given, id, index)
            and not has_other_initials(rest, id, index)
        ]  # fmt: skip
        if len(ids) == 1:
            entity[row], how[row], term[row] = ids[0], "registry", family_name
    return replace(unlisted, entity=entity, how=how, term=term)


def has_other_initials(rest: str, entity: str, index: RegistryIndex) -> bool:
    """Return whether a name has other middle initials than the listed person: *George H.W. Bush*."""
    initials = [letter for word in rest.split()[:-1] for letter in INITIALS.findall(word) or [word[0]]]
    listed = INITIALS.findall(" ".join(index.given_by_entity[entity]))
    return bool(initials and listed) and sorted(initials) != sorted(listed)


def list_owners(
    names: Names, is_linked: np.ndarray, is_one_word: np.ndarray, is_titled: np.ndarray, wanted: set[str]
) -> dict[tuple[int, str], dict[str, int]]:
    """Return for an article and a family name its owners, each with the place of the first full name.

    Only family names that are `wanted` are listed. Names outside the registry with one given name are one
    person's.
    """
    owners: dict[tuple[int, str], dict[str, int]] = {}
    is_owner = (names.type == "person") & (names.entity != "") & (~is_one_word | is_titled)
    is_owner &= names.how != "office"
    places = names.start_keys()
    for row in np.flatnonzero(is_owner)[np.argsort(places[is_owner], kind="stable")].tolist():
        surface, entity = names.surface[row], names.entity[row]
        family_name = surface.rpartition(" ")[2]
        if family_name not in wanted:
            continue
        options = owners.setdefault((int(names.article[row]), family_name), {})
        if not is_linked[row]:
            given = surface.split()[0]
            entity = next((owner for owner in options if owner.split()[0] == given), entity)
        options.setdefault(entity, int(places[row]))
    return owners


def is_spelling_of(given: str, entity: str, index: RegistryIndex) -> bool:
    """Return whether a given name is another spelling of a listed person's."""
    return any(is_alike(given, name) for name in index.given_by_entity.get(entity, ()))


def has_title(names: Names, texts: list[str], where: np.ndarray, index: RegistryIndex) -> np.ndarray:
    """Return which names stand right behind a title that only one person of the name may have."""
    titles = index.cues.title - ANYONES
    is_titled = np.zeros(len(names), dtype=bool)
    for row in np.flatnonzero(where).tolist():
        before = texts[names.sentence[row]][: names.start[row]].rstrip()
        is_titled[row] = before.rpartition(" ")[2].rstrip(".") in titles
    return is_titled


def find_short_forms(batch: Batch, found: Names, bodies: frozenset[str]) -> Names:
    """Return the short forms of organisations that the same article has named in full before.

    A short form is one word of the full name (*the Observatory*). One that two organisations share is left
    out.

    Parameters
    ----------
    batch : Batch
        The sentences.
    found : Names
        The names that are found so far, in text order.
    bodies : frozenset of str
        Words that organisations are named by.
    """
    short_forms = list_short_forms(found, bodies)
    words = {word for _, word in short_forms}
    pattern = re.compile(
        rf"\b(?<=[Tt]he )(?:{'|'.join(map(re.escape, sorted(words)))})(?!\w| (?:of|for|on|[A-Z]))"
    )
    rows, full_rows = [], []
    for sentence in list_sentences(batch, short_forms):
        for match in pattern.finditer(batch.texts[sentence]):
            options = list(short_forms.get((batch.article[sentence], match.group()), {}).values())
            if len(options) == 1 and stands_before(found, options[0], sentence, match.start()):
                rows.append((sentence, *match.span()))
                full_rows.append(options[0])
    full = found.take(np.array(full_rows, dtype=np.int64))
    sentences, starts, ends = np.array(rows, dtype=np.int64).reshape(-1, 3).T
    how = repeat_text("memory", len(rows))
    names = replace(full, sentence=sentences, start=starts, end=ends, how=how)
    surface = names.cut_surfaces(batch.texts)
    first, behind = find_overlaps(names, found)
    return replace(names, surface=surface, term=surface).take(first == behind)


def list_short_forms(found: Names, bodies: frozenset[str]) -> ShortForms:
    """Return the short forms of the organisations that are named in full, by article."""
    is_body = is_among(found.type, {"organisation", "group"}) & (found.entity != "")
    names = {name: name.split() for name in set(found.surface[is_body].tolist()) if " " in name}
    words_of = {
        name: shared for name, words in names.items() if (shared := [w for w in words if w in bodies])
    }
    is_body &= is_among(found.surface, words_of)
    short_forms: ShortForms = {}
    for row in np.flatnonzero(is_body).tolist():
        for word in words_of[found.surface[row]]:
            short_forms.setdefault((int(found.article[row]), word), {}).setdefault(found.entity[row], row)
    return short_forms


def list_sentences(batch: Batch, short_forms: ShortForms) -> list[int]:
    """Return the sentences that hold a short form of their article."""
    words, forms = batch.words, batch.words.forms
    wanted = {word for _, word in short_forms}
    tokens = np.flatnonzero(is_among(forms, wanted)[words.code])
    sentence = words.sentence[tokens]
    keys = zip(batch.article[sentence].tolist(), words.code[tokens].tolist(), strict=True)
    return sorted({
        row for row, (article, form) in zip(sentence.tolist(), keys, strict=True)
        if (article, forms[form]) in short_forms
    })  # fmt: skip


def stands_before(found: Names, row: int, sentence: int, start: int) -> bool:
    """Return whether a name that is found stands before a place."""
    return (found.sentence[row], found.start[row]) < (sentence, start)


def find_capitals(words: Words, texts: list[str]) -> np.ndarray:
    """Return which sentences are written in capitals.

    Only sentences with more capital letters than small words are read: no other one is.
    """
    excess = words.map_distinct(count_capitals, np.int64)[words.code]
    in_capitals = np.bincount(words.sentence, excess, minlength=len(texts)) > 0
    in_capitals[in_capitals] = [is_in_capitals(texts[row]) for row in np.flatnonzero(in_capitals)]
    return in_capitals


def count_capitals(form: str) -> int:
    """Return the number of capital letters of a word, less one if it begins with a small letter."""
    return sum(map(str.isupper, form)) - form[:1].islower()


def drop_names_in_capitals(names: Names, in_capitals: np.ndarray) -> Names:
    """Return the names without those of sentences in capitals, where every word looks like a name.

    A name stays if its article has it outside such sentences too.
    """
    is_unsure = in_capitals[names.sentence]
    if not is_unsure.any():
        return names
    rows = np.flatnonzero(np.isin(names.article, names.article[is_unsure]))
    lower = [surface.lower() for surface in names.surface[rows]]
    keys = to_objects(zip(names.article[rows].tolist(), lower, strict=True))
    is_kept = ~is_unsure
    is_kept[rows] |= is_among(keys, set(keys[is_kept[rows]]))
    return names.take(is_kept)


def drop_authors(mentions: pd.DataFrame, articles: pd.DataFrame) -> pd.DataFrame:
    """Return the mentions without the authors that the `byline` of their article names."""
    check_columns(articles, ["article_id"], verb="find_entities (its articles)")
    if "byline" not in articles.columns:
        return mentions
    signed = articles.dropna(subset=["byline"])
    authors = {
        article: {name.casefold() for name in BYLINE.split(str(byline)) if name}
        for article, byline in zip(signed["article_id"], signed["byline"], strict=True)
    }
    columns = (mentions[name] for name in ("article_id", "type", "name", "surface"))
    is_author = [
        type_ == "person" and not {name.casefold(), surface.casefold()}.isdisjoint(authors.get(article, ()))
        for article, type_, name, surface in zip(*columns, strict=True)
    ]
    return mentions[~np.array(is_author, dtype=bool)].reset_index(drop=True)

"""Names that are masked for the tagger: it reads listed persons and towns as any person and any town.

So what it finds does not depend on which party is named, and exchanging the parties of a war exchanges the
result.
"""

import numpy as np

from analysis.entities.registry_index import RegistryIndex
from analysis.entities.spans import Hits, Names, Spans, TypedSpans, is_among, repeat_text
from analysis.text.chunks import expand_ranges
from analysis.text.words import Words

# What a word of a masked name is read as: a given name, a family name or a town.
STAND_INS = {"first": "Peter", "last": "Petersen", "town": "Zhytomyr"}


def list_masked(hits: Hits, linked: Names, index: RegistryIndex) -> TypedSpans:
    """Return the places of names that are masked, in text order.

    `type` is person or place: listed persons, also where the name is part of another one, and linked towns.
    """
    towns = linked.take(is_among(linked.entity, index.towns))
    is_word = [surface.replace("_", "a").isalnum() for surface in towns.surface]
    towns = towns.take(np.array(is_word, dtype=bool))
    persons = hits.take(index.names.type[hits.lexicon_row] == "person")
    places = Spans.select_from(towns).join(persons)
    types = np.append(repeat_text("place", len(towns)), repeat_text("person", len(persons)))
    masked = TypedSpans(places.sentence, places.start, places.end, type=types)
    _, first = np.unique(masked.start_keys(), return_index=True)  # a town before a person of its name
    return masked.take(first)


def mask_names(words: Words, masked: TypedSpans) -> Words:
    """Return the words with stand-ins for the words of masked names, in capitals where these are."""
    word, name = find_words_inside(words, masked)
    if not len(word):
        return words
    code = words.code.copy()
    is_last = np.append(name[1:] != name[:-1], True)
    in_capitals = words.map_distinct(str.isupper, bool)[code[word]]
    kinds = np.where(masked.type[name] == "place", "town", np.where(is_last, "last", "first"))
    numbers = words.numbers.tolist()
    for kind, stand_in in STAND_INS.items():
        for is_upper, form in [(False, stand_in), (True, stand_in.upper())]:
            number = int(words.vocabulary.number([form.encode()])[0])
            numbers += [] if number in numbers else [number]
            code[word[(kinds == kind) & (in_capitals == is_upper)]] = numbers.index(number)
    return words._replace(code=code, numbers=np.array(numbers, dtype=np.int32))


def find_words_inside(words: Words, masked: TypedSpans) -> tuple[np.ndarray, np.ndarray]:
    """Return the capitalised words inside masked names and the row of the name of each word."""
    word_places = Spans(words.sentence, words.start, words.end)
    first = np.searchsorted(word_places.start_keys(), masked.start_keys(), side="left")
    behind = np.searchsorted(word_places.end_keys(), masked.end_keys(), side="right")
    count = np.maximum(behind - first, 0)
    word, name = expand_ranges(first, count), np.repeat(np.arange(len(count)), count)
    is_capitalised = words.map_distinct(has_capital, bool)[words.code[word]]
    return word[is_capitalised], name[is_capitalised]


def has_capital(form: str) -> bool:
    """Return whether a word of at least two letters begins with a capital letter."""
    return form[:1].isupper() and len(form) > 1

"""Names that the tagger must not see: it reads the known persons and towns as anybody and any town, so that
exchanging the parties of a war exchanges the result."""

import numpy as np

from analysis.entities.columns import Columns, find_in, join_rows, list_objects, number_places, take_rows
from analysis.entities.registry_index import describe_terms, list_towns
from analysis.registry.registry import Registry
from analysis.text.chunks import expand_ranges
from analysis.text.words import Words

# Who is known is read by the tagger as anybody: a given name before, a family name last; a town too.
ANYBODY = {"first": "Peter", "last": "Petersen", "town": "Zhytomyr"}


def list_masked(hits: Columns, linked: Columns, registry: Registry) -> Columns:
    """The persons of the registry, also where the name is part of another's, and the linked towns: `row,
    from, to, type`, in the order of the text."""
    town = np.flatnonzero(find_in(linked["entity"], list_towns(registry)))
    word = [surface.replace("_", "a").isalnum() for surface in linked["surface"][town]]
    town = take_rows(linked, town[np.array(word, dtype=bool)])
    person = take_rows(hits, describe_terms(registry)["type"][hits["at"]] == "person")
    columns = ("row", "from", "to")
    both = join_rows({name: town[name] for name in columns}, person)
    both["type"] = list_objects(["place"] * len(town["row"]) + ["person"] * len(person["row"]))
    _, first = np.unique(number_places(both), return_index=True)  # a town before a person of its name
    return take_rows(both, first)


def mask_names(words: Words, known: Columns) -> Words:
    """The words with known persons and towns read as anybody and any town: the tagger cannot see which party
    is meant, so what it finds beside them does not hang on that."""
    code = words.code.copy()
    place = {name: part.astype(np.int64) for name, part in [
        ("row", words.sentence), ("from", words.start), ("to", words.end),
    ]}  # fmt: skip
    first = np.searchsorted(number_places(place), number_places(known), side="left")
    behind = np.searchsorted(number_places(place, "to"), number_places(known, "to"), side="right")
    count = np.maximum(behind - first, 0)
    held, which = expand_ranges(first, count), np.repeat(np.arange(len(count)), count)
    capital = words.map_distinct(has_capital, bool)[code[held]]
    held, which = held[capital], which[capital]
    if not len(held):
        return words
    last = np.append(which[1:] != which[:-1], True)
    loud = words.map_distinct(str.isupper, bool)[code[held]]
    kinds = np.where(known["type"][which] == "place", "town", np.where(last, "last", "first"))
    numbers = words.numbers.tolist()
    for kind, plain in ANYBODY.items():
        for shout, form in [(False, plain), (True, plain.upper())]:
            number = int(words.vocabulary.number([form.encode()])[0])
            numbers += [] if number in numbers else [number]
            code[held[(kinds == kind) & (loud == shout)]] = numbers.index(number)
    return words._replace(code=code, numbers=np.array(numbers, dtype=np.int32))


def has_capital(form: str) -> bool:
    return form[:1].isupper() and len(form) > 1

"""Spellings of one given name."""

from difflib import SequenceMatcher
from functools import lru_cache

ALIKE = 0.8  # how alike two spellings of a given name are (difflib's ratio)
# Given names that are one name in two languages or transliterations, too unlike to be seen as such.
SAME_NAMES_TEXT = """vladimir volodymyr|nikolai nikolay mykola|mikhail mykhailo mykhaylo
|sergei sergey serhiy serhii|alexander aleksandr oleksandr|dmitry dmitri dmytro|yevgeny evgeny yevhen
|alexei aleksei alexey oleksiy oleksii|elena yelena olena|igor ihor|konstantin kostiantyn kostyantyn
|kirill kyrylo|anna hanna|grigory hryhoriy|mohammed muhammad mohamed mohammad mohamad muhammed
|yousef youssef yusuf yousuf|hussein hussain husain hossein|ahmed ahmad ahmet|joseph josef yosef
|george georgy heorhiy|catherine katherine"""
SAME_NAMES = {name: group for group in map(str.split, SAME_NAMES_TEXT.split("|")) for name in group}


@lru_cache(maxsize=2**14)
def is_alike(name: str, other: str) -> bool:
    """Return whether two given names are spellings of one.

    >>> is_alike("Ahmed", "Ahmet"), is_alike("Mitchell", "Mitch"), is_alike("Ivan", "Vladimir")
    (True, True, False)
    """
    name, other = name.lower(), other.lower()
    if name in SAME_NAMES.get(other, ()):
        return True
    is_short_form = min(len(name), len(other)) > 2 and (name.startswith(other) or other.startswith(name))
    return is_short_form or SequenceMatcher(None, name, other).ratio() >= ALIKE

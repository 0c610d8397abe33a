"""The side of officials without a name: a people, a country, a body or a capital beside an official noun.

One rule for all: *Ukrainian officials*, *Russia's aviation authority*, *the Kremlin's press service*,
*authorities in Kyiv* are of the side of the name beside the noun; residents and soldiers are of their people.
*Russian-appointed officials in Kherson* and *pro-Russian officials* are of the side that they serve, wherever
they are. Not *Russian-speaking officials*, *the Russia expert*, *a Ukrainian-Russian commission*, *former
officials*.
`official_nouns.csv` lists the nouns.
"""

import re
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from analysis.caching import cache_by_files
from analysis.matching.word_lists import list_words
from analysis.registry.files import read_table
from analysis.registry.registry import list_files, list_registries, read_registry
from analysis.registry.world import WORLD_FILE

NOUNS_FILE = Path(__file__).with_name("official_nouns.csv")
# Words between a name and its noun: adjectives and nouns of an office, no preposition, no other matter.
BETWEEN = re.compile(r"(?:['’]s?)?(?: [\w’'-]+){0,5} ")
# Whose officials they are who serve a side: *Russian-appointed officials*, *pro-Russian authorities*.
SERVING = re.compile(
    r"-(?:affiliated|aligned|allied|appointed|backed|imposed|installed|led|named|picked|run|sponsored|supported)"
    r"((?: [\w’'-]+){0,5} )"
)
PRO = re.compile(r"\b[Pp]ro-$")
NO_LINKS = list_words(
    "a an and against analyst as at but by critic crisis during embattled ex exiled expert experts for "
    "former from in jihadist of on opposition or rebel retired scholar separatist since specialist that the "
    "to war whose with who which"
)
SERVANT_NO_LINKS = NO_LINKS - {"separatist"}  # *Russian-backed separatist authorities*
# Words between a noun and the name behind it (*authorities in*, *a spokesman for the*).
BEHIND = re.compile(r" (?:of|in|for|from|at) (?:the )?(?:[a-z]+ )?")
SENT = re.compile(r" (?:of|for|from) (?:the )?(?:[a-z]+ )?")
ORIGIN = re.compile(r" (?:of|from) (?:the )?")  # where people are says nothing of their people
JOINED = re.compile(r",? (?:and|or) (?:the )?")
# What follows ends the phrase of the noun: *the army said of*, but not *military bloggers*, *army radio*.
MODIFIES = re.compile(
    r" (?!(?:at|by|close|for|from|here|in|near|of|on|speaking|there|to|with)\b)([a-z][\w-]*)"
)
WORD = re.compile(r"[\w-]+")
MOST_CAPITALS = 8  # words with capitals in the name of an official; a headline has more
RELATIVE = re.compile(r"\b(?:that|which|who|whom|whose)\b")
# Bodies whose name may describe the noun behind it.
BODIES = list_words(
    "administration army cabinet command court government intelligence military navy parliament police "
    "presidency treasury"
) | {"air force"}
# They work abroad: *a diplomat in Kyiv* is no Ukrainian.
ABROAD = list_words(
    "adviser advisers advisor advisors ambassador ambassadors consul consulate delegation diplomat diplomats "
    "embassy envoy envoys minister ministers mission negotiator negotiators representative representatives "
    "spokesman spokesperson spokeswoman"
)
FORMER = re.compile(r"\b(?:[Ff]ormer|[Ee]x|[Rr]etired|[Ee]xiled|[Oo]ne-time)[ -](?:\w+ )?$")


class Name(NamedTuple):
    """A name in a phrase: its places in the phrase, its entity and the camp of the entity."""

    start: int
    end: int
    entity: str
    camp: str


class OfficialSide(NamedTuple):
    """Whose official a phrase means: the entity that names the side, its camp, `official` or `people`."""

    entity: str = ""
    camp: str = ""
    kind: str = ""


@cache_by_files(lambda: [NOUNS_FILE], size=1)
def list_official_nouns() -> dict[str, str]:
    """The category of each noun: `official` or `people`.

    >>> nouns = list_official_nouns()
    >>> nouns["press service"], nouns["residents"]
    ('official', 'people')
    """
    table = read_table(NOUNS_FILE, ["term", "category"])
    return dict(zip(table["term"], table["category"], strict=True))


class OfficialSides:
    """Finds the side of officials in phrases.

    Attributes
    ----------
    kinds : dict
        The category of each noun (`list_official_nouns`).
    words : frozenset
        The last word of each noun.
    longest : int
        How many words the longest noun has.
    capitals : dict
        The country of each capital, by the capital's name, and the camp of the country.
    """

    def __init__(self) -> None:
        self.kinds = list_official_nouns()
        self.words = frozenset(term.rpartition(" ")[2] for term in self.kinds)
        self.longest = max(term.count(" ") + 1 for term in self.kinds)
        world = read_table(WORLD_FILE, ["entity", "capital"])
        entities = read_registry(*list_registries()).entities
        camps = dict(zip(entities["entity"], entities["camp"].fillna(""), strict=True))
        self.capitals = {
            capital: (country, camps.get(country, ""))
            for country, capital in zip(world["entity"], world["capital"], strict=True)
        }

    def find(self, text: str, names: Sequence[Name]) -> OfficialSide:
        """The side of an official or of people in a phrase; empty where it is open, or two sides are named.

        Parameters
        ----------
        text : str
            The phrase, such as the source of an attribution.
        names : sequence of Name
            The names in it, in text order.

        Examples
        --------
        >>> sides = read_official_sides()
        >>> sides.find("Ukrainian officials", [Name(0, 9, "ukraine", "ukraine")])
        OfficialSide(entity='ukraine', camp='ukraine', kind='official')
        >>> sides.find("Russian-speaking officials", [Name(0, 7, "russia", "russia")])
        OfficialSide(entity='', camp='', kind='')
        """
        text = RELATIVE.split(text, maxsplit=1)[0]
        if is_headline(text):
            return OfficialSide()
        names = [self.give_country(name, text) for name in names if name.end <= len(text)]
        for start, end, word in self.list_nouns(text) if names else ():
            follows = MODIFIES.match(text, end)
            if follows and (follows[1] in self.kinds or word in BODIES):
                continue  # the noun behind it is meant: *army spokesman*, *military bloggers*
            kind = self.kinds[word]
            near = list_before(text, start, names, kind)
            near = near or list_behind(text, end, names, choose_links(word, kind))
            if near:
                is_one = len({(name.camp, name.camp or name.entity) for name in near}) == 1
                is_one &= near[0].camp != "media"
                return OfficialSide(near[0].entity, near[0].camp, kind) if is_one else OfficialSide()
        return OfficialSide()

    def list_nouns(self, text: str) -> list[tuple[int, int, str]]:
        """The nouns of a phrase: where each starts and ends, and the noun; of two the longer one.

        >>> read_official_sides().list_nouns("the General Staff of Ukraine's army")
        [(4, 17, 'general staff'), (31, 35, 'army')]
        """
        lower, found = text.lower(), list[tuple[int, int, str]]()
        words = [match.span() for match in WORD.finditer(text)]
        for last, (start, end) in enumerate(words):
            if lower[start:end] not in self.words:
                continue
            for first in range(max(0, last + 1 - self.longest), last + 1):
                start = words[first][0]
                if lower[start:end] not in self.kinds or any(
                    opening < start < closing for opening, closing, _ in found
                ):
                    continue
                found = [noun for noun in found if noun[0] < start]
                found.append((start, end, lower[start:end]))
                break
        return found

    def has_noun(self, text: str) -> bool:
        """Whether a phrase may hold a noun of the list; quick.

        >>> read_official_sides().has_noun("a spokesman, who left")
        True
        """
        return not self.words.isdisjoint(text.lower().replace(",", " ").split())

    def give_country(self, name: Name, text: str) -> Name:
        """A name with the country and the camp of the country where it is a capital."""
        country = None if name.camp else self.capitals.get(text[name.start : name.end])
        return name._replace(entity=country[0], camp=country[1]) if country else name


@cache_by_files(lambda: [NOUNS_FILE, WORLD_FILE, *list_files(*list_registries())], size=1)
def read_official_sides() -> OfficialSides:
    """The finder of sides with the shipped lists."""
    return OfficialSides()


def is_headline(text: str) -> bool:
    """Whether a phrase is the rest of a headline: more words with capitals than any name has."""
    words = text.split()
    if len(words) <= MOST_CAPITALS:
        return False
    capitals = sum(word[0].isupper() for word in words)
    return capitals > MOST_CAPITALS and 5 * capitals >= 4 * len(words)


def choose_links(noun: str, kind: str) -> re.Pattern[str]:
    """What may stand between a noun and the name behind it: where people or envoys are is not their side."""
    if kind == "people":
        return ORIGIN
    return SENT if noun in ABROAD else BEHIND


def list_before(text: str, noun: int, names: Sequence[Name], kind: str) -> list[Name]:
    """The names before a noun, those that *and* joins included (*Russian and Ukrainian officials*)."""
    served = [name for name in names if kind == "official" and is_served(text, name, noun)]
    if served:
        return served
    near = [name for name in names if is_before(text, name, noun)]
    if kind == "people" and near and " of " in text[: near[0].start]:
        return []  # *an organisation of Russian citizens* is an organisation
    return near + [name for name in names if near and JOINED.fullmatch(text[name.end : near[0].start])]


def is_served(text: str, name: Name, noun: int) -> bool:
    """Whether who has a noun behind a name serves its side (*Russian-appointed officials*)."""
    gap, start = text[name.end : noun], name.start
    pro = PRO.search(text[:start])
    found = SERVING.fullmatch(gap)
    if pro:
        start, words = pro.start(), gap
    elif found and text[start - 1 : start] != "-":
        words = found[1]
    else:
        return False
    is_former = FORMER.search(text[:start]) is not None
    is_linked = SERVANT_NO_LINKS.isdisjoint(words.lower().split())
    return name.end <= noun and BETWEEN.fullmatch(words) is not None and not is_former and is_linked


def is_before(text: str, name: Name, noun: int) -> bool:
    """Whether a name goes with the noun behind it (*Russia's aviation authority*)."""
    gap = text[name.end : noun]
    if name.end > noun or text[name.start - 1 : name.start] == "-" or not BETWEEN.fullmatch(gap):
        return False
    is_former = FORMER.search(text[: name.start]) is not None
    return not is_former and NO_LINKS.isdisjoint(gap.lower().split())


def list_behind(text: str, noun: int, names: Sequence[Name], link: re.Pattern[str]) -> list[Name]:
    """The names behind a noun and its preposition (*authorities in Kyiv*, *negotiators for X and Y*)."""
    found: list[Name] = []
    place = noun
    for name in names:
        if name.start < place:
            continue
        if not link.fullmatch(text[place : name.start]) or text[name.end : name.end + 1] == "-":
            break
        found.append(name)
        place, link = name.end, JOINED
    return found

"""What the name tagger reads from the form of a word: lists, class, shape, affixes, clusters."""

from dataclasses import dataclass

LABELS = ["O", "B-PER", "I-PER", "B-ORG", "I-ORG", "B-LOC", "I-LOC", "B-MISC", "I-MISC"]

CLASS_NAMES = """\
, . ( ) " ' - : other_sign year number 's the a of and in at from to for by with on this he be speech
title kin month lower_cue lower Title First Surname Both Place FirstPlace Country Nation OrgCue PlaceCue
EventCue Month Common Function Unknown Initial CAPS CAPSlong Dotted Mixed Capital"""
CLASSES = CLASS_NAMES.split()
CLASS = {name: i for i, name in enumerate(CLASSES)}
N = len(CLASSES) + 1
NONE = N - 1

# Signs that are read as others, and the classes of listed words in small letters.
SIGNS = dict(
    zip("“”«»’‘[]–—;!?&", ['"'] * 4 + ["'"] * 2 + ["(", ")", "-", "-", ":", ".", ".", "and"], strict=True)
)
SMALL = dict(zip(("speech", "title", "kin", "month"), ("speech", "title", "kin", "month"), strict=True))
SMALL |= dict.fromkeys(("org_cue", "place_cue", "event_cue"), "lower_cue")
# Small words by class.
FUNCTION_WORDS = {
    "the": "the",
    "a": "a an",
    "of": "of",
    "and": "and or &",
    "in": "in near outside across inside",
    "at": "at",
    "from": "from",
    "to": "to into toward towards through",
    "for": "for",
    "by": "by but as if when after before while since than so",
    "with": "with between against",
    "on": "on under over about during",
    "this": "this that these his her their its our my no",
    "he": "he she they we i it who you there what",
    "be": "is was are were has had have will would be not also",
}
FUNCTION = {word: kind for kind, words in FUNCTION_WORDS.items() for word in words.split()}
# How a small word joins capitalised words: 1 in a wide run only, 2 in every run, 3 in every run after an
# initial or a title.
JOINER_WORDS = {
    1: "of the for and & 's on in",
    2: "- ' ’ de la del di da du van von der bin ibn al el ad ash ul",
    3: ".",
}
JOINERS = {word: join for join, words in JOINER_WORDS.items() for word in words.split()}
# Lists of common words: they count for words in small letters too.
COMMON_LISTS = frozenset(["title", "speech", "kin", "month", "org_cue", "place_cue", "event_cue"])
# The class that a list gives a capitalised word; earlier lists win.
NATION_LISTS = {"country": "Country", "nation": "Nation", "capital": "Capital"}
CUE_LISTS = {
    "month": "Month", "org_cue": "OrgCue", "place_cue": "PlaceCue", "event_cue": "EventCue", "title": "Title",
}  # fmt: skip


@dataclass(frozen=True)
class WordLists:
    """What the tagger knows about words without their weights.

    Attributes
    ----------
    lists : dict
        Words in small letters, by list: `country`, `first` (first names), `title` ...
    clusters : dict
        The cluster of each common form, by the words that it stands beside in running text.
    kin : dict
        The cluster of the vector of each word in small letters.
    kin_levels : list of list of int
        For each of these clusters, its numbers on the coarser levels.
    """

    lists: dict[str, frozenset[str]]
    clusters: dict[str, int]
    kin: dict[str, int]
    kin_levels: list[list[int]]


def find_shape(word: str) -> str:
    """The kinds of characters in order, repeats left out: `Al-Assad` has the shape `Xx-Xx`.

    >>> find_shape("McCain"), find_shape("F-16"), find_shape("U.S.")
    ('XxXx', 'X-9', 'X.X.')
    """
    shape, before = [], ""
    for letter in word:
        kind = "X" if letter.isupper() else "x" if letter.isalpha() else "9" if letter.isdigit() else letter
        if kind != before:
            shape.append(kind)
            before = kind
    return "".join(shape[:6])


def find_lists(word: str, lists: dict[str, frozenset[str]]) -> list[str]:
    """The names of the lists that hold a word; lists of names count only for capitalised words."""
    lower, is_capitalised = word.lower(), word[:1].isupper()
    return [
        name for name, words in lists.items() if lower in words and (is_capitalised or name in COMMON_LISTS)
    ]


def classify_word(word: str, in_lists: list[str], *, is_common: bool) -> int:
    """The number of a word's class.

    >>> CLASSES[classify_word("Kyiv", ["place"], is_common=False)]
    'Place'
    """
    if not any(map(str.isalnum, word)):
        return CLASS.get(SIGNS.get(word, word), CLASS["other_sign"])
    if word.lower() in ("'s", "’s"):
        return CLASS["'s"]
    if word[0].isdigit():
        is_year = len(word) == 4 and word.isdigit() and word[:2] in ("18", "19", "20")
        return CLASS["year" if is_year else "number"]
    if not any(map(str.isupper, word)):
        return CLASS[classify_small(word.lower(), in_lists)]
    return CLASS[classify_capital(word, in_lists, is_common=is_common)]


def classify_small(lower: str, in_lists: list[str]) -> str:
    """The class of a word without capital letters."""
    if lower in FUNCTION:
        return FUNCTION[lower]
    return next((kind for name, kind in SMALL.items() if name in in_lists), "lower")


def classify_capital(word: str, in_lists: list[str], *, is_common: bool) -> str:
    """The class of a word with a capital letter: by its list, else by its form."""
    if len(word) == 1:
        return "Function" if word in "AI" else "Initial"
    if kind := next((kind for name, kind in NATION_LISTS.items() if name in in_lists), ""):
        return kind
    if "." in word:
        return "Dotted"
    if word.isupper():
        return "CAPS" if len(word) <= 5 else "CAPSlong"
    if word.lower() in FUNCTION:
        return "Function"
    if kind := next((kind for name, kind in CUE_LISTS.items() if name in in_lists), ""):
        return kind
    return classify_name(word, in_lists, is_common=is_common)


def classify_name(word: str, in_lists: list[str], *, is_common: bool) -> str:
    """The class of a capitalised word that may be a name."""
    is_place = "place" in in_lists
    if "first" in in_lists:
        return "FirstPlace" if is_place else "First"
    if is_common:
        return "Common"
    if "surname" in in_lists:
        return "Both" if is_place else "Surname"
    if is_place:
        return "Place"
    return "Mixed" if any(map(str.isupper, word[1:])) else "Unknown"


def list_attributes(word: str, known: WordLists) -> tuple[list[str], int]:
    """The attributes of a word's form, and its class.

    Countries, their capitals and nationalities are read by their class alone, so the tagger knows no party of
    a war by its name: to swap the parties swaps the result.
    """
    in_lists = find_lists(word, known.lists)
    lower = word.lower()
    kind = classify_word(word, in_lists, is_common=lower in known.clusters)
    attributes = [f"c={CLASSES[kind]}", *(f"g={name}" for name in in_lists)]
    if masked := next((name for name in NATION_LISTS if name in in_lists), ""):
        return [*attributes, f"i=<{masked}>"], kind
    attributes += [f"i={lower}", f"h={find_shape(word)}"]
    if word[:1].isalpha():
        attributes += list_clusters(word, known) + list_affixes(word)
    return attributes, kind


def list_clusters(word: str, known: WordLists) -> list[str]:
    """The attributes of a word's cluster in running text and of the cluster of its vector."""
    lower = word.lower()
    cluster = known.clusters.get(word, known.clusters.get(lower) if word.islower() else None)
    attributes = [f"k={cluster}"]
    if cluster is not None:
        attributes.append(f"k={cluster // 8}*")
    if lower in known.clusters and not word.islower():
        attributes.append(f"k=lower{known.clusters[lower]}")
    return attributes + list_kin(word, known)


def list_kin(word: str, known: WordLists) -> list[str]:
    """The clusters of a word's vector, from fine to coarse; capitalised words have their own (*Apple*).

    >>> list_kin("Apple", WordLists({}, {}, {"apple": 0}, [[3, 1]]))
    ['v=V0', 'v=V0.3', 'v=V1.1']
    """
    case = "v" if word.islower() else "V"
    cluster = known.kin.get(word.lower())
    if cluster is None:
        return [f"v={case}"]
    levels = enumerate(known.kin_levels[cluster])
    return [f"v={case}{cluster}", *(f"v={case}{level}.{number}" for level, number in levels)]


def list_affixes(word: str) -> list[str]:
    """Prefixes and suffixes of 2 to 4 letters; of words in small letters a suffix of 3."""
    lower = word.lower()
    if word[0].isupper() and len(word) > 2:
        return [f"p={lower[:n]}" for n in (2, 3, 4)] + [f"s={lower[-n:]}" for n in (2, 3, 4)]
    return [f"s={lower[-3:]}"] if len(word) > 3 else []


def spell_calmly(word: str, clusters: dict[str, int]) -> str:
    """A word of a sentence in capitals as running text spells it: small if common, else capitalised.

    >>> spell_calmly("TROOPS", {"troops": 1}), spell_calmly("KHERSON", {"troops": 1})
    ('troops', 'Kherson')
    """
    lower = word.lower()
    return lower if lower in clusters or lower in FUNCTION or not word[:1].isalpha() else word.capitalize()

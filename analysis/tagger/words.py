"""What the name tagger reads off a word by its form: lists, class, shape, affixes, cluster.

Each distinct form is worked out once.
"""

LABELS = ["O", "B-PER", "I-PER", "B-ORG", "I-ORG", "B-LOC", "I-LOC", "B-MISC", "I-MISC"]


CLASS_NAMES = """\
, . ( ) " ' - : other_sign year number 's the a of and in at from to for by with on this he be speech
title kin month lower_cue lower Title First Surname Both Place FirstPlace Country Nation OrgCue PlaceCue
EventCue Month Common Function Unknown Initial CAPS CAPSlong Dotted Mixed Capital"""
CLASSES = CLASS_NAMES.split()
CLASS = {name: i for i, name in enumerate(CLASSES)}
N = len(CLASSES) + 1
NONE = N - 1

# Signs that stand for others, and the classes of the listed words in small letters.
SIGNS = dict(
    zip("“”«»’‘[]–—;!?&", ['"'] * 4 + ["'"] * 2 + ["(", ")", "-", "-", ":", ".", ".", "and"], strict=True)
)
SMALL = dict(zip(("speech", "title", "kin", "month"), ("speech", "title", "kin", "month"), strict=True))
SMALL |= dict.fromkeys(("org_cue", "place_cue", "event_cue"), "lower_cue")
# Small words, each class of them with its words.
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
# How a small word ties capitalised words: 1 in a wide run only, 2 in every run, 3 the same after an initial
# or a title.
JOINER_WORDS = {
    1: "of the for and & 's on in",
    2: "- ' ’ de la del di da du van von der bin ibn al el ad ash ul",
    3: ".",
}
JOINERS = {word: tie for tie, words in JOINER_WORDS.items() for word in words.split()}


def shape_of(word: str) -> str:
    """ChunkKinds of characters in order, repeats left out: `Al-Assad` -> X x - X x, here `Xx-Xx`.

    >>> shape_of("McCain"), shape_of("F-16"), shape_of("U.S.")
    ('XxXx', 'X-9', 'X.X.')
    """
    shape, before = [], ""
    for letter in word:
        kind = "X" if letter.isupper() else "x" if letter.isalpha() else "9" if letter.isdigit() else letter
        if kind != before:
            shape.append(kind)
            before = kind
    return "".join(shape[:6])


def list_flags(word: str, lists: dict[str, frozenset[str]]) -> list[str]:
    lower = word.lower()
    capital = word[:1].isupper()
    return [
        name
        for name, entries in lists.items()
        if lower in entries
        and (capital or name in ("title", "speech", "kin", "month", "org_cue", "place_cue", "event_cue"))
    ]


def class_of(word: str, flags: list[str], is_common: bool) -> int:
    lower = word.lower()
    if not any(map(str.isalnum, word)):
        sign = SIGNS.get(word, word)
        return CLASS.get(sign, CLASS["other_sign"])
    if lower in ("'s", "’s"):
        return CLASS["'s"]
    if word[0].isdigit():
        return CLASS[
            "year" if len(word) == 4 and word.isdigit() and word[:2] in ("18", "19", "20") else "number"
        ]
    if not any(map(str.isupper, word)):
        if lower in FUNCTION:
            return CLASS[FUNCTION[lower]]
        for name, kind in SMALL.items():
            if name in flags:
                return CLASS[kind]
        return CLASS["lower"]
    if len(word) == 1:
        return CLASS["Function" if word in "AI" else "Initial"]
    for name, kind in (("country", "Country"), ("nation", "Nation"), ("capital", "Capital")):
        if name in flags:
            return CLASS[kind]
    if "." in word:
        return CLASS["Dotted"]
    if word.isupper():
        return CLASS["CAPS" if len(word) <= 5 else "CAPSlong"]
    if lower in FUNCTION:
        return CLASS["Function"]
    for name, kind in (("month", "Month"), ("org_cue", "OrgCue"), ("place_cue", "PlaceCue"),
                       ("event_cue", "EventCue"), ("title", "Title")):  # fmt: skip
        if name in flags:
            return CLASS[kind]
    first, place = "first" in flags, "place" in flags
    if is_common and not first:
        return CLASS["Common"]
    if first:
        return CLASS["FirstPlace" if place else "First"]
    if "surname" in flags:
        return CLASS["Both" if place else "Surname"]
    if place:
        return CLASS["Place"]
    return CLASS["Mixed" if any(map(str.isupper, word[1:])) else "Unknown"]


def word_attributes(word: str, model: dict) -> tuple[list[str], int]:
    """The attributes of a word's form and its class.

    Countries, their capitals and nationalities are read by their class alone, so that no party of a war is
    known to the tagger by name: to exchange the parties exchanges the result.
    """
    clusters = model["clusters"]
    flags = list_flags(word, model["lists"])
    lower = word.lower()
    is_common = lower in clusters
    kind = class_of(word, flags, is_common)
    attributes = [f"c={CLASSES[kind]}", *(f"g={flag}" for flag in flags)]
    for masked in ("country", "nation", "capital"):
        if masked in flags:
            attributes.append(f"i=<{masked}>")
            return attributes, kind
    attributes += [f"i={lower}", f"h={shape_of(word)}"]
    if word[:1].isalpha():
        cluster = clusters.get(word, clusters.get(lower) if word.islower() else None)
        attributes.append(f"k={cluster}")
        if cluster is not None:
            attributes.append(f"k={cluster // 8}*")
        if is_common and not word.islower():
            attributes.append(f"k=lower{clusters[lower]}")
        attributes += kin_attributes(word, model)
        if word[0].isupper() and len(word) > 2:
            attributes += [f"p={lower[:n]}" for n in (2, 3, 4)]
            attributes += [f"s={lower[-n:]}" for n in (2, 3, 4)]
        elif len(word) > 3:
            attributes.append(f"s={lower[-3:]}")
    return attributes, kind


def kin_attributes(word: str, model: dict) -> list[str]:
    """The clusters of a word's vector, from fine to coarse; capitalised words stand apart (*Apple*, *apple*).

    >>> kin_attributes("Apple", {"kin": {"apple": 7}, "kin_levels": {7: [3, 1]}})
    ['v=V7', 'v=V0.3', 'v=V1.1']
    """
    case = "v" if word.islower() else "V"
    kin = model["kin"].get(word.lower())
    if kin is None:
        return [f"v={case}"]
    return [f"v={case}{kin}", *(f"v={case}{i}.{number}" for i, number in enumerate(model["kin_levels"][kin]))]


def as_in_running_text(word: str, clusters: dict[str, int]) -> str:
    """A word of an all-caps sentence as it would stand elsewhere: a common word in small letters, else a
    name.
    """
    lower = word.lower()
    return lower if lower in clusters or lower in FUNCTION or not word[:1].isalpha() else word.capitalize()

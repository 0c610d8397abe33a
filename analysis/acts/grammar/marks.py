"""The letters of words that depend on what stands around them: words of violence, times, numbers."""

from analysis.acts.grammar.dates import BEFORE_PERIODS, DIGITS, mark_dates, mark_times
from analysis.acts.grammar.letters import (
    ADJECTIVE_ENDINGS,
    ASPECTS,
    BACKING,
    BASED,
    DAYS,
    MONTHS,
    NEAR,
    PERSON_WORDS,
    PLURALS,
    QUANTIFIER_STARTS,
    QUANTIFIERS,
)
from analysis.acts.violence import ARMS, DOER_NOUNS, EVENTS, list_forms
from analysis.attributions.word_classes import DAY_PARTS, EARLY, OWNERS
from analysis.matching.word_lists import list_words

SEVERELY = list_words("heavily seriously critically badly severely gravely")
# Words whose letter may depend on their neighbours; other words keep the letter of `correct_letter`.
DEPENDENT = (
    ASPECTS | DAYS | MONTHS | NEAR | set(PLURALS) | QUANTIFIER_STARTS | BEFORE_PERIODS | EARLY
    | DAY_PARTS | frozenset(list_forms())
    | ARMS | BACKING | BASED
    | list_words("ago once claims leaves said told weekend due because those these result others "
        "more of that fire per east west north south")
)  # fmt: skip
BEFORE_BOMBS = list_words(
    "rocket mortar artillery tank cluster barrel car roadside suicide gas nail vacuum petrol time"
)
COMPASS_NOUNS = frozenset(["east", "west", "north", "south"])
# Singular words for many people, which a base form may follow as their verb (*the police attack them*).
MANY = list_words("people police military army public majority")


def correct_letters(words: list[str], letters: list[str]) -> str:
    """The letters of the words of a sentence, corrected by their neighbours."""
    corrected = list(letters)
    places = [place for place, word in enumerate(words) if word in DEPENDENT or word[0] in DIGITS]
    for mark in (mark_acts, mark_times, mark_dates, mark_causes, mark_quantities):
        mark(words, corrected, places)
    return "".join(corrected)


def mark_acts(words: list[str], letters: list[str], places: list[int]) -> None:
    """Set the letters of words of violence by what stands before them.

    A past form behind a helper is a participle (*has struck*); a noun of an act behind an owner or an
    adjective is a noun (*in Israeli strikes*); a base form joined to an infinitive is one (*to kill and
    kidnap*).
    """
    forms = list_forms()
    for place in places:
        word, letter = words[place], letters[place]
        before = letters[place - 1] if place else "."
        is_aspect = word in ASPECTS and letter in "SNAK" and before not in "XD"
        is_speech = word in ("said", "told") and letter == "K" and before != "X"
        if is_aspect or is_speech:
            letters[place] = "V"
        elif word in forms and place:
            letters[place] = find_act_letter(words, letters, place, forms[word][1])
        elif word in ARMS and letter in "VIK" and place and is_subject_of_verb(letters, place):
            letters[place] = "N"
        elif word in ("claims", "leaves") and letter == "N" and letters[place + 1 : place + 2] == ["M"]:
            letters[place] = "V"  # *Attack Claims 11 Children*
        elif word == "fire" and letter == "N" and is_verb_behind_adverb(words, letters, place):
            letters[place] = "V"
        elif word == "that" and letter == "D" and is_many_behind(words, letters, place):
            letters[place] = "S"


def is_present(words: list[str], letters: list[str], place: int) -> bool:
    """Whether a present form that may be a noun is the verb of a headline (*Blast Kills Hundreds*)."""
    word, after = words[place], letters[place + 1] if place + 1 < len(letters) else "."
    if word in EVENTS:
        # *Army Strikes Dozens of Gunmen*
        return letters[place - 1] == "N" and place + 1 < len(words) and words[place + 1] in PLURALS
    is_headline = after in "NA" and word not in ARMS and words[place - 1] in EVENTS
    return is_headline or after in "MD" or tuple(words[place + 1 : place + 3]) in QUANTIFIERS


def is_subject_of_verb(letters: list[str], place: int) -> bool:
    """Whether a word is a noun by its neighbours (*the rocket hit the school*, *regime jets struck*)."""
    return letters[place - 1] in "DA'" or (letters[place] == "V" and letters[place + 1 : place + 2] == ["V"])


def find_act_letter(words: list[str], letters: list[str], place: int, kind: str) -> str:
    """The letter of a word of violence, by its kind of form and its neighbours."""
    word, letter, before = words[place], letters[place], letters[place - 1]
    after = letters[place + 1] if place + 1 < len(letters) else "."
    if kind == "past":
        return find_past_letter(words, letters, place)
    if kind == "present" and letter == "N" and is_present(words, letters, place):
        return "V"
    if kind == "present" and letter == "N" and word not in EVENTS:
        return "N"
    if word == "toll" or (word in ARMS and letter in "VI" and before in "DA'"):
        return "N"  # *the death toll*, *the bomb*
    if (
        word in EVENTS
        and letter == "N"
        and words[place - 1] == "to"
        and (place == 1 or letters[place - 2] in ",.")
    ):
        return "I"  # *To attack, to kill*
    if word in EVENTS and letter in "GVI" and is_noun_behind(words, letters, place):
        return "N"
    if kind == "progressive":
        is_alone = letter == "G" and word in EVENTS and after not in "NADMO'T"
        if is_alone and (before in "PC" or has_article(letters, place)):
            return "N"  # *hit by shelling*, *a triple bombing*
        is_verb = letter in "AN" and is_verb_behind(letters, place)
        return "G" if is_verb or (letter == "N" and words[place - 1] in ASPECTS) else letter
    if letter == "V" and word in EVENTS and before == "N" and is_compound(words, letters, place):
        return "N"
    if letter == "V" and word in EVENTS and after in "VX":
        return "N"  # *the coalition's strikes hit the town*
    is_free = after in "ZP.," or words[place + 1] in DAYS
    if letter == "V" and word in EVENTS and is_free and is_behind_preposition(letters, place):
        return "N"  # *in Syrian air force raids on Sunday*
    if letter in "VI" and is_arms_noun(words, place):
        return "N"
    if kind == "base" and letter in "AN" and before == "C" and letters[place - 2] == "I":
        return "I"
    if kind == "base" and letter in "ANBP" and before == "N" and after in "MD" and word not in EVENTS:
        return "V"  # *US strikes kill 50*
    return letter


def is_behind_preposition(letters: list[str], place: int) -> bool:
    """Whether nouns and adjectives behind a preposition stand before a word."""
    first = place
    while first and letters[first - 1] in "AN":
        first -= 1
    return 0 < first < place and letters[first - 1] == "P"


def is_arms_noun(words: list[str], place: int) -> bool:
    """Whether arms that may be a verb are a noun by their neighbours (*deadly bomb attack*, *car bombs*)."""
    word, before = words[place], words[place - 1]
    is_kind = word in ARMS and words[place + 1] in EVENTS if place + 1 < len(words) else False
    return (is_kind and not before.endswith("s")) or (word in ("shells", "bombs") and before in BEFORE_BOMBS)


def find_past_letter(words: list[str], letters: list[str], place: int) -> str:
    """The letter of a past form of violence, by its neighbours."""
    letter, before = letters[place], letters[place - 1]
    after = letters[place + 1] if place + 1 < len(letters) else "."
    if letter in "ANPI" and before in ("X" if letter == "I" else "XRON,"):
        return "K"
    if letter == "N" and before == "M" and after not in "NA":
        return "K"  # *70 Killed in Airstrikes*
    if letter == "V" and before == "B" and words[place - 1] in SEVERELY:
        return "K"  # *dozens more heavily wounded remain in hospital*
    if letter in "VK" and words[place - 1] == "the" and after not in "NAMG":
        return "N"  # *the injured*
    if letter == "A" and before == "C" and after in "DM":
        return "V"  # *caused no deaths but injured dozens*
    return letter


def has_article(letters: list[str], place: int) -> bool:
    """Whether nouns or adjectives with an article stand before a word."""
    first = place
    while first and letters[first - 1] in "AN":
        first -= 1
    return 0 < first < place and letters[first - 1] == "D"


def is_compound(words: list[str], letters: list[str], place: int) -> bool:
    """Whether a noun before an act cannot be its subject by number (*the gas attack*, *weapons strikes*)."""
    before = words[place - 1]
    is_plural = before.endswith("s") and not before.endswith(("ss", "gas"))
    if words[place].endswith("s"):
        return (
            is_plural
            and before not in PERSON_WORDS
            and letters[place - 2 : place - 1] in (["A"], ["N"], ["P"])
        )
    first = place - 1
    while first and letters[first - 1] in "AN":
        first -= 1
    has_article = first > 0 and words[first - 1] in ("the", "a", "an", "this")
    return has_article and not is_plural and before not in PERSON_WORDS | MANY


def is_verb_behind_adverb(words: list[str], letters: list[str], place: int) -> bool:
    """Whether a noun or verb is a verb by the adverb before it (*rebels regularly fire rockets*)."""
    return (
        place > 1
        and words[place - 1].endswith("ly")
        and letters[place - 1] == "B"
        and letters[place - 2] in "NO"
    )


def is_many_behind(words: list[str], letters: list[str], place: int) -> bool:
    """Whether *that* stands before several things: it then opens a clause (*knowing that new strikes*)."""
    end = place + 1
    while end < len(letters) and letters[end] in "AN":
        end += 1
    last = words[end - 1]
    return end > place + 1 and letters[end - 1] == "N" and last.endswith("s") and not last.endswith("ss")


def is_verb_behind(letters: list[str], place: int) -> bool:
    """Whether a form in -ing has an object and no determiner (*are killing civilians*, *killing 29*)."""
    before, after = letters[place - 1], letters[place + 1 : place + 2]
    is_helped = before == "X" or (before == "B" and letters[place - 2] == "X")
    return before not in "DA'M" and (
        after in (["M"], ["D"], ["O"]) or (is_helped and after in (["N"], ["A"]))
    )


def is_noun_behind(words: list[str], letters: list[str], place: int) -> bool:
    """Whether the words before a place make it a noun (*the*, *Israel's*, *in Israeli*)."""
    before, further = letters[place - 1], letters[place - 2] if place > 1 else "."
    is_adjective = before == "A" or (before == "N" and words[place - 1].endswith(ADJECTIVE_ENDINGS))
    has_object = letters[place + 1 : place + 2] in (["M"], ["D"], ["N"], ["A"], ["O"])
    is_free = further in "PDAMZ.,SV" or (further in "NC" and not has_object)
    is_doer = before in "NA" and words[place - 1] in DOER_NOUNS and is_free
    return (
        before in "D'"
        or is_doer
        or (is_adjective and (further in "PD'S" or (further == "C" and not has_object)))
    )


def mark_causes(words: list[str], letters: list[str], places: list[int]) -> None:
    """Set *due to* and *because of* to a preposition, and the letters of *those men* and *ten others*."""
    for place in places:
        word, after = words[place], words[place + 1] if place + 1 < len(words) else ""
        if (word, after) in (("due", "to"), ("because", "of")):
            letters[place : place + 2] = ["B", "P"]
        elif word in BACKING and after == "by" and letters[place] in "VNA":
            letters[place] = "K"  # *the army backed by militias seized it*
        elif word in BASED and after in ("in", "at", "near", "on") and letters[place] == "V":
            letters[place] = "K"  # *gunmen positioned in the valley hit it*
        elif word == "earlier" and letters[place] in "PN":
            letters[place] = "B"
        elif (word, after) == ("once", "again"):
            letters[place : place + 2] = ["B", "B"]
        elif word in ("those", "these") and after and letters[place + 1] == "N":
            letters[place] = "D"
        elif word in COMPASS_NOUNS and place and letters[place - 1] == "A" and after not in ("of", "to"):
            letters[place] = "N"  # *the rebel-held east*
        elif word == "result" and after == "of" and words[place - 2 : place - 1] == ["as"]:
            letters[place - 2 : place + 2] = ["B", "B", "B", "P"]
        elif word in ("others", "more") and place and letters[place - 1] in "MD":
            has_noun = letters[place + 1 : place + 2] in (["N"], ["A"])
            is_count = letters[place - 1] == "M"
            letters[place] = "A" if has_noun and is_count else "N" if not has_noun else "D"


def mark_quantities(words: list[str], letters: list[str], places: list[int]) -> None:
    """Set the letters before a number to D (*at least 40*, *dozens of people*)."""
    for place in places:
        word = words[place]
        for phrase in QUANTIFIERS if word in QUANTIFIER_STARTS else ():
            end = place + len(phrase)
            if tuple(words[place:end]) == phrase and is_quantity(words, letters, end):
                letters[place:end] = ["D"] * len(phrase)
        if word == "per" and words[place + 1 : place + 2] == ["cent"]:
            letters[place : place + 2] = ["M", "M"]
        if word == "as" and place and words[place - 1] == "such":
            letters[place - 1] = "B"  # *towns such as*
        if (
            word == "as"
            and words[place + 1 : place + 2] in (["many"], ["possible"])
            and letters[place] in "SB"
        ):
            letters[place : place + 2] = ["D", "D"] if words[place + 1] == "many" else ["B", "B"]
        if (
            word in NEAR
            and letters[place + 1 : place + 2] != ["Z"]
            and is_quantity(words, letters, place + 1)
        ):
            letters[place] = "D"
        if word in PLURALS:
            is_whole = words[place + 1 : place + 2] == ["of"] and (
                letters[place + 2 : place + 3] != ["D"]
                or words[place + 2] in OWNERS
                or words[place + 2] in PLURALS
            )
            letters[place : place + 1 + is_whole] = ["D", "D"] if is_whole else ["M"]
        if word == "of" and place > 1 and words[place - 1] in ("number", "total"):
            is_count = words[place - 2] in ("a", "large", "unknown")
            letters[place - 2 : place + 1] = ["D"] * 3 if is_count else [*letters[place - 2 : place], "P"]


def is_quantity(words: list[str], letters: list[str], place: int) -> bool:
    """Whether a number, or a word like *dozens*, stands at a place."""
    return place < len(words) and (letters[place] == "M" or words[place] in PLURALS or words[place] == "a")

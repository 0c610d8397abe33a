"""Noun phrases: what belongs to them, what is joined to them, and what they name."""

from collections.abc import Iterator

from analysis.acts.grammar.letters import ADJECTIVE_ENDINGS, MONTHS, PERIODS, PERSON_WORDS
from analysis.acts.grammar.sentence import Phrase, Sentence
from analysis.acts.violence import ARMS, DOER_NOUNS, EVENTS
from analysis.matching.word_lists import list_words

HELD = list_words(
    "held controlled occupied besieged run backed owned captured seized ruled supported inhabited"
)
# Words whose phrase stands for the acts behind *of*.
MEASURES = list_words(
    "hours days weeks months years minutes series wave waves string spate barrage number dozens hundreds "
    "night nights day week month year round rounds kind sort"
)
EQUIPPED = list_words("equipped armed fitted loaded filled")
PEOPLE_ENDINGS = (*ADJECTIVE_ENDINGS, "can")


def is_event(sentence: Sentence, phrase: Phrase) -> bool:
    """Whether a phrase names an act or arms, which have a doer of their own."""
    word = sentence.words[phrase.head].removeprefix("counter").removeprefix("-").replace("-", "")
    return word in EVENTS or word in ARMS


def is_of_people(sentence: Sentence, phrase: Phrase) -> bool:
    """Whether a phrase ends with a word for people or a number."""
    word = sentence.words[phrase.head]
    return word in PERSON_WORDS or sentence.letters[phrase.head] in "MO"


def is_time(sentence: Sentence, phrase: Phrase) -> bool:
    """Whether a phrase is a time or a date (*the past two weeks*, *Monday*, *the 14th*)."""
    word, letters = sentence.words[phrase.head], set(sentence.letters[phrase.start : phrase.end])
    is_day = word[:-2].isdigit() and word[-2:] in ("st", "nd", "rd", "th")
    is_period = (word in PERIODS and word != "time") or word in MONTHS
    return is_day or is_period or ("Z" in letters and letters <= {"D", "Z"})


def is_name(sentence: Sentence, phrase: Phrase) -> bool:
    """Whether the head of a phrase is written like a name."""
    return sentence.forms[phrase.head][0].isupper()


def climb(sentence: Sentence, phrase: Phrase) -> Iterator[Phrase]:
    """A phrase, then the phrase that it belongs to (*attacks* of *the attacks on Israel*), and so on."""
    yield phrase
    while phrase.start > 0:
        before = phrase.start - 1
        if sentence.letters[before] == "K" and sentence.letters[before - 1 : before] in ("P", "T"):
            before -= 1  # *aid to besieged civilians*
        if sentence.letters[before] == "G" and before in sentence.ending:
            before += 1  # *warplanes releasing gas*
        elif sentence.words[before - 1 : before + 1] == ["among", "them"]:
            before -= 1  # *eight persons among them two children*
        elif is_joined_name(sentence, phrase):
            phrase = sentence.ending[before]
            continue
        elif sentence.letters[before] not in "PT":
            return
        is_equipped = sentence.words[before - 1] in EQUIPPED
        if (sentence.letters[before - 1 : before] in ("K", "G") or is_equipped) and before > 1:
            before -= 1  # *attacks launched by Hamas*
        elif sentence.words[before - 1 : before] == ["and"] and before - 1 in sentence.ending:
            before -= 1  # *gunmen in the town and in the hills*
        while before > 0 and sentence.letters[before - 1] in "ZB":
            before -= 1
        before -= sentence.words[before - 1] in ('"', "”")  # *a "terrorist attack" on the town*
        if before > 1 and sentence.letters[before - 1 : before + 1] == "PZ":
            before -= 1  # *strikes on Saturday near a hospital*
        owner = sentence.ending.get(skip_brackets(sentence, before))
        if owner is None:
            return
        phrase = owner
        yield phrase


def skip_brackets(sentence: Sentence, place: int) -> int:
    """The place before a short form in brackets that ends at a place (*a charity [MSF] in the town*)."""
    if place < 4 or sentence.words[place - 1] not in ("]", ")") or sentence.forms[place][0].isupper():
        return place
    return next((p for p in (place - 3, place - 4) if sentence.words[p] in ("[", "(")), place)


def is_joined_name(sentence: Sentence, phrase: Phrase) -> bool:
    """Whether a phrase is the second part of a name (*the Center for Peacekeeping and Security*).

    So is the second of those who are included (*ten people, including five children and two women*).
    """
    first = sentence.ending.get(phrase.start - 1)
    return (
        first is not None
        and first.start > 1
        and sentence.words[phrase.start - 1] == "and"
        and (
            sentence.words[first.start - 1] == "including"
            or (
                sentence.letters[first.start - 1] == "P"
                and all(sentence.forms[part.start][0].isupper() for part in (first, phrase))
            )
        )
    )


def find_joined_event(sentence: Sentence, phrase: Phrase) -> Phrase | None:
    """The act that a phrase names or shares with another doer (*in Syrian and Russian air strikes*)."""
    if is_event(sentence, phrase):
        return phrase
    if sentence.words[phrase.head] in MEASURES:
        first = next(iter(list_complements(sentence, phrase)), None)  # *in a series of air strikes*
        return first[1] if first is not None and first[0] == "of" and is_event(sentence, first[1]) else None
    joined = (
        sentence.starting.get(phrase.end + 1)
        if sentence.letters[phrase.end : phrase.end + 1] == "C"
        else None
    )
    is_doer = sentence.words[phrase.head] in DOER_NOUNS or sentence.words[phrase.head].endswith(
        PEOPLE_ENDINGS
    )
    if joined is None or not is_doer or sentence.words[joined.head] not in EVENTS:
        return None
    return Phrase(phrase.start, joined.end, joined.head)


def widen_joined(sentence: Sentence, phrase: Phrase) -> Phrase:
    """A phrase that is only a joined adjective, with its noun (*by Syrian or Russian warplanes*)."""
    word = sentence.words[phrase.head]
    joined = (
        sentence.starting.get(phrase.end + 1)
        if sentence.letters[phrase.end : phrase.end + 1] == "C"
        else None
    )
    is_bare = word in DOER_NOUNS and phrase.end - phrase.start == 1
    is_theirs = joined is not None and sentence.words[joined.start] in ("its", "their")
    if joined is None or is_theirs or not (is_bare or word.endswith(PEOPLE_ENDINGS)):
        return phrase
    return Phrase(phrase.start, joined.end, joined.head)


def find_first_joined(sentence: Sentence, phrase: Phrase) -> Phrase:
    """The first of joined arms or acts, whose owner is that of all (*Russian missiles and artillery*)."""
    joint = phrase.start - 1
    if joint < 1 or sentence.letters[joint] not in "C," or not is_event(sentence, phrase):
        return phrase
    before = sentence.ending.get(joint)
    is_list = before is not None and is_event(sentence, before)
    return find_first_joined(sentence, before) if before is not None and is_list else phrase


def list_joined(sentence: Sentence, phrase: Phrase) -> list[Phrase]:
    """A phrase and those that *and* or commas join to it (*1,200 Israelis and 1,500 Palestinians*)."""
    found, place = [phrase], phrase.end
    before = sentence.ending.get(phrase.start - 1) if sentence.letters[phrase.start - 1] == "C" else None
    if before is not None:
        first = list(climb(sentence, before))[-1]
        # Both are counted: a phrase without a number may belong to the clause before.
        if all("M" in sentence.letters[p.start : p.end] for p in (first, phrase)):
            found.append(first)
    while True:
        if sentence.words[place : place + 1] == ["including"]:
            return found
        place = skip_complements(sentence, place)
        joint = place
        while joint - place < 2 and is_joint(sentence, joint):
            joint += 1
        following = sentence.starting.get(joint)
        if joint == place or following is None:
            return found
        end = skip_complements(sentence, following.end)
        if sentence.letters[end : end + 1] in ("X", "V") and "C" not in sentence.letters[place:joint]:
            return found
        if sentence.letters[end : end + 1] in ("X", "V") and phrase.start < joint and len(found) == 1:
            # *killed ten people and Israel said*: a new clause, unless the verb is that of the phrases.
            return found
        found.append(following)
        place = following.end


def is_joint(sentence: Sentence, place: int) -> bool:
    """Whether a comma or a word like *and* stands at a place; a dash joins no lists."""
    return sentence.letters[place : place + 1] == "C" or sentence.words[place : place + 1] == [","]


def skip_complements(sentence: Sentence, place: int) -> int:
    """The place after phrases that belong to the phrase before (*people in Gaza*)."""
    while sentence.letters[place : place + 1] == "P" and place + 1 in sentence.starting:
        place = sentence.starting[place + 1].end
    return place


def list_complements(sentence: Sentence, phrase: Phrase) -> list[tuple[str, Phrase]]:
    """The prepositions right after a phrase and the phrases that follow them."""
    key = ("complements", phrase.end)
    if key not in sentence.found:
        sentence.found[key] = list(find_complements(sentence, phrase))
    return sentence.found[key]


def find_complements(sentence: Sentence, phrase: Phrase) -> Iterator[tuple[str, Phrase]]:
    """The prepositions and phrases right after a phrase, read anew."""
    place = phrase.end
    if sentence.words[place : place + 1] in (['"'], ["”"]) and sentence.letters[place + 1 : place + 2] == "P":
        place += 1  # *a "terrorist attack" on the street*
    while sentence.letters[place : place + 1] and sentence.letters[place : place + 1] in "PZKGBV":
        is_by = sentence.words[place + 1 : place + 2] == ["by"]
        if (
            sentence.letters[place] == "V"
            and not is_by
            and sentence.words[place + 1 : place + 3] != ["out", "by"]
        ):
            return
        if sentence.words[place] in HELD:
            return  # *the town held by the militia*
        if sentence.words[place + 1 : place + 3] == ["out", "by"]:
            place += 2  # *strikes carried out by*
            continue
        # *on allegedly peaceful Russia*, *of killed soldiers*
        noun = place + 1 + (sentence.letters[place + 1 : place + 2] in ("B", "K"))
        if sentence.letters[place] == "P" and noun in sentence.starting:
            following = sentence.starting[noun]
            yield sentence.words[place], following
            place = following.end
        elif sentence.letters[place] in "ZB" or sentence.letters[place + 1 : place + 2] in ("P", "K"):
            place += 1
        elif sentence.words[place + 1 : place + 2] == ["out"]:
            place += 2  # *strikes carried out by*
        else:
            return

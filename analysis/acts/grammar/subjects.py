"""The subject of a verb: beside it, before an insertion, or that of the verb it depends on."""

from analysis.acts.grammar.clauses import find_joined_verb, find_main_verb, has_object, read_group
from analysis.acts.grammar.letters import ASPECTS, BACKING, PERSON_WORDS
from analysis.acts.grammar.phrases import EQUIPPED, MEASURES, climb, find_first_joined, is_event, is_time
from analysis.acts.grammar.relatives import GROUPS, find_antecedent, find_gap, is_people_word, skip_times
from analysis.acts.grammar.sentence import Phrase, Sentence
from analysis.acts.violence import is_doer_noun, list_forms
from analysis.matching.word_lists import list_words

ABLE = list_words("able unable ready likely willing alleged suspected poised set certain")
QUOTES = ('"', "“", "”")
# Verbs whose object does what follows *to* (*events that prompted rebels to attack*).
PROMPTING = list_words(
    "prompted forced led allowed urged ordered told asked enabled helped pushed encouraged compelled called"
)
# Before a time between a verb and its helper.
TIME_PREPOSITIONS = frozenset(["in", "over", "during", "within", "since"])


def find_subject(sentence: Sentence, start: int, *, depth: int = 0) -> Phrase | None:
    """The head phrase of the subject of a verb whose helpers begin at `start`."""
    key = ("subject", start)
    if depth:
        return read_subject(sentence, start, depth)
    if key not in sentence.found:
        sentence.found[key] = read_subject(sentence, start, depth)
    return sentence.found[key]


def read_subject(sentence: Sentence, start: int, depth: int) -> Phrase | None:
    """The subject of a verb, read anew; `depth` counts the verbs that it was looked for at."""
    letters = sentence.letters
    place = skip_times(sentence, start)
    if place <= 0 or depth > 3:
        return None
    before = letters[place - 1]
    if before == "X" and place < start:  # *have since Monday shelled*
        return find_subject(sentence, read_group(sentence, place).start, depth=depth + 1)
    if before == "R" or (before == "S" and sentence.words[place - 1] == "that"):
        return find_antecedent(sentence, place - 1)
    reported = find_reported_relative(sentence, place) if sentence.words[start] != "to" else None
    if reported is not None:
        return find_antecedent(sentence, reported)
    ruling = find_ruling_verb(sentence, start)
    if ruling is None:
        ruling = find_verb_beside(sentence, place, start)
    if ruling is not None:
        return find_subject(sentence, read_group(sentence, ruling).start, depth=depth + 1)
    phrase = sentence.ending.get(place)
    if phrase is None and sentence.words[place - 1] in QUOTES:
        phrase = sentence.ending.get(place - 1)  # *the planes "targeted children"*
    if phrase is None and (before == "K" or (before == "V" and place < start)):
        phrase = sentence.ending.get(place - 1)  # *a school founded ten years ago* burned
    if phrase is not None:
        top = find_first_joined(sentence, find_clause_subject(sentence, phrase))
        top = find_described(sentence, top)
        relative = find_open_relative(sentence, top)
        return top if relative is None else find_antecedent(sentence, relative)
    if before in "C," or (before == "." and sentence.words[place - 1] in '"”“'):
        if before == "," and is_relative_insertion(sentence, place - 1):
            return find_before_insertion(sentence, place - 1, depth)
        if before == "," and is_backed_insertion(sentence, place - 1, start):
            return find_before_insertion(sentence, place - 1, depth)
        joined = find_joined_verb(sentence, place - 1) if before in "C," else None
        if joined is not None:
            return find_subject(sentence, read_group(sentence, joined).start, depth=depth + 1)
        if before == ",":
            return find_before_insertion(sentence, place - 1, depth)
        return None
    return find_before_relative(sentence, place)


def find_before_relative(sentence: Sentence, place: int) -> Phrase | None:
    """The phrase whose relative clause ends before a verb (*the raids which began on Friday* killed)."""
    letters = sentence.letters
    if letters[place - 1] not in "VKGB":
        return None
    for opener in range(place - 1, 0, -1):
        is_where = sentence.words[opener] == "where"
        if letters[opener] == "R" and letters[opener - 1] != "P":
            return find_antecedent(sentence, opener)
        if (letters[opener] == "R" or is_where) and opener + 1 not in sentence.starting:
            return None  # *where shells hit*: the noun may be read as a verb
        if letters[opener] == "R" or is_where:
            nearest = sentence.ending.get(opener if is_where else opener - 1)
            chain = list(climb(sentence, nearest)) if nearest is not None else []
            return next((p for p in chain if is_event(sentence, p)), nearest)
        if letters[opener] in "S,.":
            return None
    return None


def find_verb_beside(sentence: Sentence, place: int, start: int) -> int | None:
    """The verb or helper that has the same subject: before a time, *being* or the victims of another act."""
    phrase = sentence.ending.get(place)
    if phrase is None:
        is_being = sentence.letters[place - 1] == "S" and sentence.words[start] == "being"
        return find_main_verb(sentence, place - 1) if is_being else None  # *opened fire before being shot*
    is_beside = is_between_helpers(sentence, phrase) or is_list_of_acts(sentence, phrase, start)
    return phrase.start - (2 if sentence.letters[phrase.start - 1] == "P" else 1) if is_beside else None


def is_between_helpers(sentence: Sentence, phrase: Phrase) -> bool:
    """Whether a phrase with a preposition stands between a verb and its helper (*has in recent days hit*)."""
    before = phrase.start - 1
    is_helped = before > 0 and sentence.letters[before - 1] == "X"
    is_period = sentence.words[before] == "for" and is_time(sentence, phrase)  # *have for months hit*
    return is_helped and (is_period or sentence.words[before] in TIME_PREPOSITIONS)


def is_list_of_acts(sentence: Sentence, phrase: Phrase, verb: int) -> bool:
    """Whether a phrase is the object of an act before another one (*killed ten gunmen injured others*)."""
    before = phrase.start - 1
    is_act = before > 0 and list_forms().get(sentence.words[before], ("", ""))[1] == "past"
    is_active = is_act and sentence.letters[before] == "V" and sentence.letters[before - 1] in "NOB"
    return (
        is_active
        and list_forms().get(sentence.words[verb], ("", ""))[1] == "past"
        and has_object(sentence, verb)
    )


def find_clause_subject(sentence: Sentence, phrase: Phrase) -> Phrase:
    """The phrase that a verb behind a phrase belongs to.

    Words of time and number stand for the acts behind them (*hours of shelling*). What the preposition that
    opens a clause leads to is no subject (*In the town of Sarmin government forces backed by militias*).
    """
    chain = list(climb(sentence, find_first_backer(sentence, phrase)))
    top = chain[-1]
    if sentence.words[top.head] in MEASURES and len(chain) > 1 and is_event(sentence, chain[-2]):
        return chain[-2]
    before = top.start - 1
    if before > 1 and sentence.letters[before - 1 : before + 1] == "TI":
        ruled = sentence.ending.get(before - 1)  # *a push by the army to take the town* killed
        return find_clause_subject(sentence, ruled) if ruled is not None else top
    is_opening = before >= 0 and sentence.letters[before] == "P" and (not before or len(chain) > 1)
    if is_opening and sentence.words[before] not in ("of", "by"):
        return next((p for p in chain if is_party_word(sentence, p)), top)
    return top


def find_first_backer(sentence: Sentence, phrase: Phrase) -> Phrase:
    """The first of joined phrases behind *backed by* (*the army backed by jets and militias took it*)."""
    first: Phrase | None = phrase
    words, letters = sentence.words, sentence.letters
    while first is not None and first.start > 2:
        is_helper = words[first.start - 1] in ("by", "with")
        if is_helper and words[first.start - 2] not in BACKING | EQUIPPED:
            return phrase
        joint = first.start - (3 if is_helper else 1)  # *aided by guards and led by a colonel*
        before = sentence.ending.get(joint) if letters[joint] in "C," else None
        if is_helper and (before is None or letters[joint] == ","):
            return first
        first = before
    return phrase


def find_described(sentence: Sentence, phrase: Phrase) -> Phrase:
    """The name that a phrase only describes (*Idlib a hub for rebels*); else the phrase."""
    before = sentence.ending.get(phrase.start)
    is_described = (
        before is not None
        and sentence.forms[phrase.start] in ("a", "an")
        and sentence.forms[before.head][0].isupper()
        and sentence.letters[before.head] == "N"
        and sentence.letters[before.start - 1 : before.start] not in ("P", "V")
    )
    return before if before is not None and is_described else phrase


def is_party_word(sentence: Sentence, phrase: Phrase) -> bool:
    """Whether the head of a phrase is a word for people or for an act."""
    return sentence.words[phrase.head] in PERSON_WORDS or is_event(sentence, phrase)


def find_ruling_verb(sentence: Sentence, start: int) -> int | None:
    """The verb that an infinitive or a form in -ing depends on (*continued to destroy*, *able to kill*)."""
    words, letters = sentence.words, sentence.letters
    if start < 1 or letters[start - 1] == ",":
        return None
    if words[start] == "to" and (letters[start - 1] in "VKI" or words[start - 1] in ABLE):
        return start - 1
    if words[start] == "to" and letters[start - 1] == "G" and read_group(sentence, start - 1).has_be:
        return start - 1  # *the people whom they were trying to kill*
    if words[start] == "to" and start in sentence.ending:
        return find_verb_before(sentence, list(climb(sentence, sentence.ending[start]))[-1])
    return start - 1 if letters[start] == "G" and words[start - 1] in ASPECTS else None


def find_reported_relative(sentence: Sentence, place: int) -> int | None:
    """The relative pronoun of what is reported before a place (*a strike that officials said killed ten*)."""
    phrase = sentence.ending.get(place - 1) if sentence.letters[place - 1] == "V" else None
    relative = phrase.start - 1 if phrase is not None else 0
    return relative if relative > 0 and sentence.letters[relative] == "R" else None


def find_open_relative(sentence: Sentence, phrase: Phrase) -> int | None:
    """The relative pronoun whose clause a phrase ends (*the men who surged into Israel* shot)."""
    verb = phrase.start - 1
    is_helped = verb > 1 and sentence.letters[verb - 1 : verb + 1] == "XK"
    if verb > 2 and sentence.letters[verb - 2 : verb + 1] in ("VTI", "KTI"):
        verb -= 2  # *those who tried to leave the town*
    if verb < 1 or not (is_helped or sentence.letters[verb] in "VX"):
        found = find_verb_before(sentence, phrase)
        if found is None:
            return None
        verb = found
    if sentence.words[verb] in PROMPTING:
        return None
    start = read_group(sentence, verb).start
    joined = find_joined_verb(sentence, start - 1) if sentence.letters[start - 1 : start] == "C" else None
    if joined is not None:  # *the strike that hit a school and burned two houses*
        start = read_group(sentence, joined).start
    inner = sentence.ending.get(start)  # *the war that they started against us*
    if inner is not None:
        return find_gap(sentence, inner)
    relative = start - 1
    return relative if relative > 0 and sentence.letters[relative] == "R" else None


def find_verb_before(sentence: Sentence, phrase: Phrase) -> int | None:
    """The verb that a phrase stands behind with a preposition (*broke out of Gaza*)."""
    letters, place = sentence.letters, phrase.start - 1
    while place > 0 and letters[place] in "PBTZ":
        place -= 1
    return place if 0 < place < phrase.start - 1 and letters[place] in "VK" else None


def is_relative_insertion(sentence: Sentence, comma: int) -> bool:
    """Whether a comma closes a relative clause in commas (*the strike, which ... , killed*)."""
    opening = sentence.letters.rfind(",", 0, comma)
    return opening > 0 and "R" in (sentence.letters[opening + 1], sentence.letters[opening - 1])


def is_backed_insertion(sentence: Sentence, comma: int, verb: int) -> bool:
    """Whether a comma closes a participle about the subject (*the army, backed by jets, attacked*).

    Before a helper it may be any participle (*the rebels, driven from the town, have killed ten*).
    """
    opening = sentence.letters.rfind(",", 0, comma)
    words, letters = sentence.words[opening + 1 : opening + 3], sentence.letters[opening + 1 : opening + 3]
    is_backed = words[0] in BACKING and words[1:] == ["by"]
    is_helped = sentence.letters[verb] == "X" and letters in ("KP", "KT")
    return opening > 0 and (is_backed or is_helped)


def find_participle_subject(sentence: Sentence, verb: int) -> Phrase | None:
    """The subject of a form in -ing without a helper: people right before it, else that of the main verb."""
    start = read_group(sentence, verb).start
    near = sentence.ending.get(start)
    if near is not None and is_doer_beside(sentence, near):
        return near
    main = find_main_verb(sentence, verb)
    if main is None:
        return find_subject(sentence, start)
    ruling = read_group(sentence, main)
    is_passive = ruling.has_be and sentence.letters[main] != "G"
    return None if is_passive else find_subject(sentence, ruling.start)


def is_doer_beside(sentence: Sentence, near: Phrase) -> bool:
    """Whether a phrase before a form in -ing does it (*reports of rebels launching attacks*).

    The object of another act does not (*killing ten rebels causing losses*), nor do arms behind *with*.
    """
    before = sentence.words[near.start - 1] if near.start else ""
    if is_event(sentence, near):
        return before != "with"
    is_object = before in list_forms() or sentence.letters[near.start - 1 : near.start] == "G"
    return not is_object and (is_party_word(sentence, near) or is_doer_word(sentence.words[near.head]))


def is_doer_word(word: str) -> bool:
    """Whether a word names people or a group that may act (*attackers*, *militias*, *units*)."""
    return is_people_word(word) or word in GROUPS or is_doer_noun(word)


def find_before_insertion(sentence: Sentence, comma: int, depth: int) -> Phrase | None:
    """The subject before an insertion between commas (*Hamas, which rules Gaza, killed ten*)."""
    opening = sentence.letters.rfind(",", 0, comma)
    if opening <= 0:
        return None
    if sentence.letters[opening - 1] == "R":  # *which, officials said, killed ten*
        return find_antecedent(sentence, opening - 1)
    phrase = sentence.ending.get(skip_times(sentence, opening))
    return list(climb(sentence, phrase))[-1] if phrase is not None else None

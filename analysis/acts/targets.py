"""Whom or what an act was aimed at, by the verbs around its noun (*raids hit the town*)."""

from analysis.acts.grammar.clauses import find_object, read_group
from analysis.acts.grammar.letters import BE
from analysis.acts.grammar.phrases import is_event, skip_complements
from analysis.acts.grammar.sentence import Phrase, Sentence
from analysis.acts.grammar.subjects import find_subject
from analysis.matching.word_lists import list_words

HITTING = list_words(
    "hit hits struck strikes target targets targeted targeting pounded pound pounds rocked affected"
)
# Before *under attack* and *under fire*.
UNDER = list_words("came come comes coming is are was were been remains remained")
# With the preposition behind them (*raids focused on the town*).
AIMING = list_words("focused focusing aimed directed landed fell rained centred centered concentrated")
SUFFERING = list_words("suffered suffer suffers suffering sustained sustaining took taking")
ENDURING = list_words("survived survive endured endure experiencing experienced faced withstood")
RUINED = list_words("burned burnt collapsed closed disappeared")
SUFFERERS = list_words("target targets victim victims survivors scene subject object")
BECOME = list_words("become became becoming")
CAUSES = (["due", "to"], ["because", "of"], ["result", "of"])


def find_target(sentence: Sentence, phrase: Phrase) -> Phrase | None:
    """What the verb of an act aims it at (*raids hit Aleppo*, *was hit by a strike*, *came under fire*)."""
    words, letters, before = sentence.words, sentence.letters, find_place_before(sentence, phrase)
    suffering = find_sufferer(sentence, phrase)
    if suffering is not None:
        return suffering
    if before > 1 and words[before] in ("by", "in", "under"):
        verb = before - 1
        while verb > 0 and letters[verb] == "B":
            verb -= 1
        is_under = words[before] == "under" and words[verb] in UNDER
        is_hit = words[before] != "under" and words[verb] in HITTING and letters[verb] in "VK"
        group = read_group(sentence, verb)
        if is_under or (is_hit and group.has_be):
            return find_subject(sentence, group.start)
        if is_hit and letters[verb] == "K":
            return sentence.ending.get(verb)  # *cities affected by the strikes*
        return None
    if before > 0 and letters[before] in "P":
        return None
    verb = skip_complements(sentence, phrase.end)
    if verb > phrase.end and words[verb : verb + 1] == ["and"] and verb + 1 in sentence.starting:
        verb = skip_complements(sentence, sentence.starting[verb + 1].end)
    while letters[verb : verb + 1] and letters[verb] in "BZXR":
        verb += 1
    if words[verb : verb + 1] and words[verb] in AIMING and letters[verb + 1 : verb + 2] == "P":
        return sentence.starting.get(verb + 2)
    is_active = words[verb : verb + 1] and words[verb] in HITTING and not read_group(sentence, verb).has_be
    return find_object(sentence, verb) if is_active else None


def find_place_before(sentence: Sentence, phrase: Phrase) -> int:
    """The place before an act, and before the quotation mark and the acts that it is joined to."""
    before = phrase.start - 1
    before -= before > 0 and sentence.words[before] in ('"', "“")
    joined = sentence.ending.get(before) if before > 0 and sentence.letters[before] == "C" else None
    return joined.start - 1 if joined is not None and is_event(sentence, joined) else before


def find_sufferer(sentence: Sentence, phrase: Phrase) -> Phrase | None:
    """Who suffers an act by the words before it (*survived massacres*, *became the target of raids*)."""
    words, letters, before = sentence.words, sentence.letters, find_place_before(sentence, phrase)
    if before < 1:
        return None
    if words[before] in SUFFERING | ENDURING and letters[before] in "VKG":
        return None if read_group(sentence, before).has_be else find_doer(sentence, before)
    if words[before - 1 : before + 1] in CAUSES:
        verb = next((verb for verb in range(before - 1, 0, -1) if letters[verb] in "VK"), 0)
        return find_doer(sentence, verb) if words[verb] in RUINED else None
    if letters[before] not in "PT":
        return None
    if words[before] == "to" and words[before - 1] in ("subject", "subjected", "exposed"):
        return find_doer(sentence, before - 1)
    owner = sentence.ending.get(before)
    return None if owner is None else find_named_sufferer(sentence, owner)


def find_named_sufferer(sentence: Sentence, owner: Phrase) -> Phrase | None:
    """Who suffers an act that belongs to a noun (*the victims of raids*, *suffers the effects of raids*)."""
    noun, verb = sentence.words[owner.head], owner.start - 1
    word = sentence.words[verb]
    if noun in ("consequences", "effects"):
        return find_doer(sentence, verb) if word in ENDURING | SUFFERING else None
    if noun in SUFFERERS and word in BE:
        return find_doer(sentence, owner.start)
    if noun in SUFFERERS and word in BECOME:
        return find_doer(sentence, verb)
    return owner if noun in ("victims", "victim", "survivors") else None


def find_doer(sentence: Sentence, verb: int) -> Phrase | None:
    """The subject of the verb group that a place is in."""
    return find_subject(sentence, read_group(sentence, verb).start)

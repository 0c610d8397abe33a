"""Whom or what an act was aimed at, by the verbs around its noun (*raids hit the town*)."""

from analysis.acts.grammar.clauses import find_object, find_subject, read_group
from analysis.acts.grammar.letters import BE
from analysis.acts.grammar.phrases import is_event, skip_complements
from analysis.acts.grammar.sentence import Phrase, Sentence
from analysis.attributions.word_classes import list_words

HITTING = list_words("hit hits struck strikes target targets targeted targeting pounded pound pounds rocked")
# Before *under attack* and *under fire*.
UNDER = list_words("came come comes coming is are was were been remains remained")
# With the preposition behind them (*raids focused on the town*).
AIMING = list_words("focused focusing aimed directed landed fell rained centred centered concentrated")
# An act *at every opportunity* and *in some cases* has no target there.
SUFFERING = list_words("suffered suffer suffers suffering sustained sustaining took taking")
ENDURING = list_words("survived survive endured endure experiencing experienced faced withstood")
RUINED = list_words("burned burnt collapsed closed disappeared")
SUFFERERS = list_words("target targets victim victims survivors scene subject object consequences effects")
BECOME = BE | list_words("become became becoming")
# With the preposition behind them: their subject does the act.


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
        group = read_group(sentence, before)
        return None if group.has_be else find_subject(sentence, group.start)
    if words[before - 1 : before + 1] in (["due", "to"], ["because", "of"], ["result", "of"]):
        verb = next((v for v in range(before - 1, 0, -1) if letters[v] in "VK"), 0)
        return find_subject(sentence, read_group(sentence, verb).start) if words[verb] in RUINED else None
    if letters[before] not in "PT":
        return None
    if words[before] == "to" and words[before - 1] in ("subjected", "exposed"):
        return find_subject(sentence, read_group(sentence, before - 1).start)
    owner = sentence.ending.get(before)
    if owner is None or words[owner.head] not in SUFFERERS:
        return None
    if words[owner.head] in ("consequences", "effects"):
        verb = owner.start - 1
        return (
            find_subject(sentence, read_group(sentence, verb).start)
            if words[verb] in ENDURING | SUFFERING
            else None
        )
    if words[owner.start - 1] in BECOME:
        return find_subject(
            sentence,
            read_group(sentence, owner.start).start
            if words[owner.start - 1] in BE
            else read_group(sentence, owner.start - 1).start,
        )
    return owner if words[owner.head] in ("victims", "victim", "survivors") else None

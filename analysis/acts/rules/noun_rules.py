"""Rules for nouns of violence and death (*the shelling of Kherson*, *the death toll*)."""

from collections.abc import Iterator

from analysis.acts.drafts import LEAVING, NO_AGENTS, Draft, add_status, replace
from analysis.acts.grammar.adjuncts import list_adjuncts
from analysis.acts.grammar.clauses import read_group
from analysis.acts.grammar.letters import BE, PERSON_WORDS
from analysis.acts.grammar.phrases import (
    MEASURES,
    climb,
    is_event,
    is_time,
    list_complements,
    skip_complements,
    widen_joined,
)
from analysis.acts.grammar.relatives import is_people_word
from analysis.acts.grammar.sentence import Phrase, Sentence
from analysis.acts.grammar.subjects import find_participle_subject, find_subject
from analysis.acts.inference.unreal import is_foreseen
from analysis.acts.other_senses import OBJECTS
from analysis.acts.rules.death_rules import read_dead
from analysis.acts.targets import find_place_before, find_target
from analysis.acts.violence import DOER_NOUNS, EVENTS, OWNED
from analysis.matching.word_lists import list_words

LIGHT_VERBS = list_words(
    "launched launch launches launching carried carry conducted staged mounted waged made unleashed "
    "committed perpetrated began started continued ordered renewed resumed carries conducting carrying "
    "waging laid lay lays laying intensified intensify intensifying escalated organize organizes "
    "organized organise organised stepped make makes making caused causes causing brought bring brings "
    "bringing resume conduct stage wage commit mount"
)
# Verbs that say what an act was aimed at (*raids hit the town*).
NO_TARGETS = list_words(
    "opportunity time times moment level point expense request rate cost end beginning height least once "
    "first case cases scale way ways part parts result response retaliation night dawn"
)
ENGAGED = {
    "in": list_words("participated participating participate part involved engaged complicit"),
    "for": list_words("responsible"), "of": list_words("guilty accused"), "behind": BE,
    "on": list_words("spends spend spent"), "to": list_words("resorted resorts resort resorting"),
}  # fmt: skip
CLAIMS = list_words("claimed claims claim claiming")
BLAMING = list_words("blame blamed blames blaming accuse accused accuses accusing")
BLAMED = (["blamed"], ["blames"], ["blame"])
BRINGING = LEAVING | list_words("brought bring brings bringing cause caused causes causing sowed")
TARGETING = list_words("of on onto against at upon targeting across")
# *The attacks of the invaders* are what they did; *the shelling of the town* is what it suffered.
INVADERS = list_words("invader invaders occupier occupiers occupants aggressor aggressors attackers")
HELPED = list_words(
    "assisted backed supported aided followed accompanied condemned denounced described reported monitored"
)
OF_DOER = list_words(
    "attack attacks strike strikes airstrike airstrikes raid raids assault assaults offensive offensives "
    "incursion incursions rampage onslaught counterattack counterattacks"
)
CAMPAIGNS = list_words(
    "campaign campaigns operation operations spree wave waves series attempt victims survivors"
)
SUFFERERS = list_words("civilian civilians child children women family prisoner prisoners hostage")
UNITS = list_words(
    "brigade brigades battalion battalions regiment regiments division divisions company platoon squad unit "
    "units group groups team teams rifle rifles aircraft helicopter helicopters jet jets drone drones "
    "vehicle vehicles plane planes regime authorities administration"
)


def read_noun(sentence: Sentence, token: int, verb: str) -> Draft | None:
    """A noun of an act (*the shelling of Kherson by Russian troops*, *Israel's strikes on Gaza*)."""
    phrase = next((p for p in sentence.phrases if p.start <= token < p.end), None)
    if phrase is None:
        phrase = Phrase(token, token + 1, token)
    word = sentence.words[token]
    if (
        token != phrase.head
        and sentence.words[phrase.head] in PERSON_WORDS | UNITS
        and word not in ("dead", "death")
    ):
        return None  # *occupation forces*
    if token != phrase.head and word not in ("dead", "death"):
        head = sentence.words[phrase.head]
        is_other = sentence.forms[phrase.head].islower() and head not in CAMPAIGNS
        return (
            None  # *the occupation machine*, *an assault rifle*
            if word not in EVENTS or head in EVENTS or is_other
            else Draft(verb, token, token, "nominal", event=Phrase(phrase.start, token + 1, token))
        )
    if verb in ("die", "wound"):
        return read_dead(sentence, phrase, token, verb)
    status = "hypothetical" if is_foreseen(sentence, phrase) else "stated"
    draft = Draft(verb, token, token, "nominal", status=status)
    owned = Phrase(phrase.start, token + 1, token)
    if verb in OWNED and "'" in sentence.letters[phrase.start : token]:
        draft = replace(draft, patient=owned)
    elif verb in OWNED and token - 1 >= phrase.start and sentence.words[token - 1] in SUFFERERS:
        draft = replace(draft, patient=Phrase(token - 1, token, token - 1))  # *a civilian massacre*
    else:
        draft = replace(draft, event=owned)
    draft = add_complements(sentence, draft, phrase, word)
    if draft.patient is not None and verb == "destroy" and sentence.words[draft.patient.head] in OBJECTS:
        return None  # *the destruction of values*
    if draft.patient is None:
        draft = replace(draft, patient=find_target(sentence, phrase))
    draft = add_passive_light_verb(sentence, add_blamed(sentence, draft, phrase), phrase)
    return add_claimant(sentence, add_light_verb(sentence, draft, phrase), phrase)


def add_complements(sentence: Sentence, draft: Draft, phrase: Phrase, word: str) -> Draft:
    """The act with the doer and the target that prepositions join to its noun."""
    is_by = sentence.words[phrase.start - 1] == "by" and sentence.letters[phrase.start - 2] == "K"
    where = ("at", "across") if is_by else ()  # *damaged by shelling at the site*
    into = {"in", "into"} if word == "invasion" else set()
    last = ""
    for preposition, following in list_all_complements(sentence, phrase):
        is_of_other = preposition == "of" and following.start - 1 not in (
            phrase.end,
            joined_end(sentence, phrase),
        )
        is_of_other = is_of_other and last != "by"  # *the murder by the army of a citizen*
        last = preposition
        is_manner = sentence.words[following.head] in NO_AGENTS and following.end - following.start == 1
        is_helped = preposition == "by" and sentence.words[following.start - 2] in HELPED
        is_no_party = (
            is_helped or sentence.words[following.head] in NO_TARGETS or is_time(sentence, following)
        )
        if is_of_other or is_manner or is_no_party:
            continue  # *raids in the town of Idlib*
        head = sentence.words[following.head]
        is_invader = head in PERSON_WORDS | DOER_NOUNS or is_people_word(head)
        is_under = word == "siege" and sentence.words[phrase.start - 1] == "under"
        is_of_doer = word in OF_DOER or is_under or head in INVADERS or (word == "invasion" and is_invader)
        if preposition == "of" and (is_of_doer):
            draft = draft if draft.agent else replace(draft, agent=following)
        elif preposition in ("into", "against") and draft.patient is not None and draft.agent is None:
            # *the invasion of one country into another*
            draft = replace(draft, agent=draft.patient, patient=following) if into else draft
        elif preposition in TARGETING | into and draft.patient is None and preposition not in where:
            draft = replace(draft, patient=following)
        elif preposition == "by" and draft.agent is None:
            draft = replace(draft, agent=widen_joined(sentence, following))
    return draft


def add_bringer(sentence: Sentence, draft: Draft) -> Draft:
    """The act with who brought it as agent (*the regime left a legacy of death and destruction*)."""
    if draft.construction != "nominal" or draft.agent is not None:
        return draft
    phrase = next((p for p in sentence.phrases if p.start <= draft.token < p.end), None)
    if phrase is None:
        return draft
    before = phrase.start - 1
    joined = sentence.ending.get(before) if before > 0 and sentence.letters[before] == "C" else None
    chain = list(climb(sentence, joined or phrase))
    verb = chain[-1].start - 1
    if verb > 1 and sentence.words[verb - 1 : verb + 1] == ["nothing", "but"]:
        verb -= 2
    if len(chain) < 2 or verb < 1 or sentence.words[verb] not in BRINGING:
        return draft
    group = read_group(sentence, verb)
    subject = None if group.has_be or group.is_negated else find_subject(sentence, group.start)
    is_doer = subject is not None and not is_event(sentence, subject)
    return replace(draft, agent=subject) if is_doer else draft


def add_blamed(sentence: Sentence, draft: Draft, phrase: Phrase) -> Draft:
    """The act with who is blamed for it as agent (*blamed the army for the attack*, or *it on the army*)."""
    verb = phrase.start - 1
    if verb > 0 and sentence.words[verb] in BLAMING:
        blamed = next((p for word, p in list_complements(sentence, phrase) if word == "on"), None)
        return draft if blamed is None else replace(draft, agent=blamed, patient=None)
    place = skip_complements(sentence, phrase.end)
    blamer = sentence.starting.get(place + 1) if sentence.letters[place : place + 1] == "R" else None
    if blamer is not None and sentence.words[blamer.end : blamer.end + 1] in BLAMED:
        is_on = sentence.words[blamer.end + 1 : blamer.end + 2] == ["on"]
        blamed = sentence.starting.get(blamer.end + 2) if is_on else None  # *a raid that they blamed on us*
        return replace(draft, agent=blamed) if blamed is not None else draft
    blamed = sentence.ending.get(verb) if sentence.words[verb] in ("for", "of") else None
    if blamed is None or draft.agent is not None:
        return draft
    return replace(draft, agent=blamed) if sentence.words[blamed.start - 1] in BLAMING else draft


def add_passive_light_verb(sentence: Sentence, draft: Draft, phrase: Phrase) -> Draft:
    """The act with who did it and its target behind a verb (*was carried out by rebels against the town*)."""
    verb = skip_complements(sentence, phrase.end)
    subject = sentence.starting.get(verb + 1) if sentence.letters[verb : verb + 1] == "R" else None
    done = subject.end if subject is not None else 0
    while sentence.letters[done : done + 1] == "X":
        done += 1
    if draft.agent is None and subject is not None and sentence.words[done : done + 1]:
        return replace(draft, agent=subject) if sentence.words[done] in LIGHT_VERBS else draft
    while sentence.letters[verb : verb + 1] and (
        sentence.letters[verb] in "XBRZ" or sentence.words[verb] in ("most", "likely")
    ):
        verb += 1
    if verb >= len(sentence.words) or sentence.words[verb] not in LIGHT_VERBS:
        return draft
    if sentence.letters[verb] != "K" and not read_group(sentence, verb).has_be:
        return draft
    for word, following in list_adjuncts(sentence, verb):
        if "G" in sentence.letters[verb : following.start]:
            break
        if word == "by" and draft.agent is None and sentence.words[following.head] not in NO_AGENTS:
            draft = replace(draft, agent=widen_joined(sentence, following))
        elif word in ("on", "against") and draft.patient is None:
            draft = replace(draft, patient=following)
    return draft


def add_claimant(sentence: Sentence, draft: Draft, phrase: Phrase) -> Draft:
    """The act with who claimed it as agent (*the group claimed responsibility for the attack*)."""
    is_told = sentence.words[max(phrase.start - 2, 0) : phrase.start] == ["responsibility", "for"]
    place = phrase.start - 3 if is_told else phrase.start - 1  # *the group claimed an attack*
    if draft.agent is not None or place < 1:
        return draft
    joined = find_place_before(sentence, phrase)
    joint = sentence.words[joined]
    if joined and sentence.words[joined - 1] in ENGAGED.get(joint, ()):
        place = joined - 1
        described = sentence.ending.get(joined)
        if described is not None and described.start < place:  # *the man responsible for the attack*
            return replace(draft, agent=described._replace(end=place, head=place - 1))
        if sentence.letters[place] == "X":
            place += 1  # the helper is the verb
    elif (
        joint == "through"
        and not any(f[0].isupper() for f in sentence.forms[phrase.start : phrase.end])
        and sentence.phrases[0].start == 0
    ):
        first = sentence.phrases[0]  # *The occupiers seek a victory through a new offensive*
        return replace(draft, agent=first) if is_people_word(sentence.words[first.head]) else draft
    elif sentence.words[place] not in CLAIMS:
        return draft
    group = read_group(sentence, place)
    subject = find_subject(sentence, group.start)
    is_none = subject is not None and "no" in sentence.words[max(subject.start - 3, 0) : subject.end]
    return draft if subject is None or is_none or group.is_negated else replace(draft, agent=subject)


def list_all_complements(sentence: Sentence, phrase: Phrase) -> Iterator[tuple[str, Phrase]]:
    """The complements of a noun, and of a noun of an act that is joined to it (*bombing and shelling by*)."""
    yield from list_complements(sentence, phrase)
    if sentence.letters[phrase.end : phrase.end + 1] == "C":
        joined = sentence.starting.get(phrase.end + 1)
        if joined is not None and sentence.words[joined.head] in EVENTS:
            yield from list_complements(sentence, joined)


def joined_end(sentence: Sentence, phrase: Phrase) -> int:
    """The token after the noun that is joined to a phrase; that after the phrase if none is."""
    joined = sentence.starting.get(phrase.end + 1)
    return joined.end if joined is not None and sentence.letters[phrase.end] == "C" else phrase.end


def add_light_verb(sentence: Sentence, draft: Draft, phrase: Phrase) -> Draft:
    """The act with the subject of a light verb before it as agent (*launched air strikes across Ukraine*)."""
    verb = phrase.start - 1
    measure = sentence.ending.get(verb) if sentence.words[verb] == "of" else None
    if measure is not None and sentence.words[measure.head] in MEASURES:
        verb = measure.start - 1  # *carried out a series of attacks*
    joined = sentence.ending.get(verb) if sentence.letters[verb] == "C" else None
    if joined is not None and (is_event(sentence, joined) or sentence.words[joined.head] == "death"):
        verb = joined.start - 1  # *brought death and destruction*
    if verb > 0 and sentence.words[verb] == "out":
        verb -= 1
    if verb <= 0 or sentence.words[verb] not in LIGHT_VERBS:
        return draft
    group = read_group(sentence, verb)
    if group.has_be and sentence.letters[verb] != "G":
        return draft
    subject = find_subject(sentence, group.start)
    accused = sentence.ending.get(verb - 1) if sentence.words[verb - 1] == "of" else None
    if accused is not None and sentence.words[accused.start - 1] in BLAMING:
        subject = accused  # *accused the army of carrying out the attack*
    elif sentence.letters[verb] == "G" and not group.has_be:
        subject = find_participle_subject(sentence, verb)  # *responded by launching strikes*
    draft = add_status(sentence, draft, group)
    if subject is None:
        return draft
    return replace(draft, agent=subject, construction="active", light=verb)

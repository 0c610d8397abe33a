"""Rules for nouns of violence and death (*the shelling of Kherson*, *the death toll*)."""

from collections.abc import Iterator
from dataclasses import replace

from analysis.acts.drafts import NO_AGENTS, Draft, add_event, add_status
from analysis.acts.grammar.adjuncts import list_adjuncts
from analysis.acts.grammar.clauses import find_joined_verb, find_main_verb, find_object, find_subject, is_people_word, read_group
from analysis.acts.grammar.letters import BE, MODALS, PERSON_WORDS
from analysis.acts.grammar.phrases import is_event, list_complements, skip_complements, widen_joined
from analysis.acts.grammar.sentence import Phrase, Sentence
from analysis.acts.violence import EVENTS, OWNED
from analysis.attributions.word_classes import list_words

LIGHT_VERBS = list_words(
    "launched launch launches launching carried conducted staged mounted waged made unleashed committed "
    "perpetrated began started continued ordered renewed resumed carries conducting carrying waging "
    "laid lay lays laying intensified intensify intensifying escalated organize organizes organized "
    "organise organised stepped make makes making caused causes causing brought bring brings bringing resume conduct stage wage commit mount"
)
# Verbs that say what an act was aimed at (*raids hit the town*).
HITTING = list_words("hit hits struck strikes target targets targeted targeting pounded pound pounds rocked")
# Before *under attack* and *under fire*.
UNDER = list_words("came come comes coming is are was were been remains remained")
# With the preposition behind them (*raids focused on the town*).
AIMING = list_words("focused focusing aimed directed landed fell rained centred centered concentrated")
# An act *at every opportunity* and *in some cases* has no target there.
NO_TARGETS = list_words(
    "opportunity time times moment level point expense request rate cost end beginning height least once "
    "first case cases scale way ways part parts result response retaliation night dawn"
)
INFLICTING = list_words("inflicted inflict inflicts inflicting caused causing")
SUFFERING = list_words("suffered suffer suffers suffering sustained sustaining took taking")
COUNTING = list_words("dozens hundreds thousands scores many several some no more few numerous")
RISING = list_words("rose risen rises rising climbed climbs reached reaches stood stands increased")
ENDURING = list_words("survived survive endured endure experiencing experienced faced withstood")
RUINED = list_words("burned burnt collapsed closed disappeared")
SUFFERERS = list_words("target targets victim victims survivors scene subject object consequences effects")
BECOME = BE | list_words("become became becoming")
# With the preposition behind them: their subject does the act.
ENGAGED = {
    "in": list_words("participated participating participate part involved engaged complicit"),
    "for": list_words("responsible"), "of": list_words("guilty accused"), "behind": BE,
    "on": list_words("spends spend spent"), "to": list_words("resorted resorts resort resorting"),
}  # fmt: skip
CLAIMS = list_words("claimed claims claim claiming")
TARGETING = list_words("of on against at upon targeting across")
# *The attacks of the invaders* are what they did; *the shelling of the town* is what it suffered.
OF_DOER = list_words(
    "attack attacks strike strikes airstrike airstrikes raid raids assault assaults offensive offensives "
    "incursion incursions rampage onslaught"
)
FORESEEN = list_words(
    "prepare prepares preparing prepared plan plans planning planned threaten threatens threatening threat "
    "threats prevent prevents preventing avoid avoids avoiding possible potential future risk risks imminent "
    "expected deter halt halts halted halting cessation suspension suspend suspended"
)
POSSESSIVES = list_words("his her its their our my your")
BODIES = list_words("body bodies corpse corpses lives")


# Behind a noun of an act, words that still stand for the act.
CAMPAIGNS = list_words("campaign campaigns operation operations spree wave waves series attempt victims survivors")
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
    else:
        draft = replace(draft, event=owned)
    draft = add_complements(sentence, draft, phrase, word)
    if draft.patient is None:
        draft = replace(draft, patient=find_target(sentence, phrase))
    draft = add_passive_light_verb(sentence, draft, phrase)
    return add_claimant(sentence, add_light_verb(sentence, draft, phrase), phrase)


def add_complements(sentence: Sentence, draft: Draft, phrase: Phrase, word: str) -> Draft:
    """The act with the doer and the target that prepositions join to its noun."""
    is_by = sentence.words[phrase.start - 1] == "by" and sentence.letters[phrase.start - 2] == "K"
    where = ("at", "across") if is_by else ()  # *damaged by shelling at the site*
    into = {"in", "into"} if word == "invasion" else set()
    for preposition, following in list_all_complements(sentence, phrase):
        is_of_other = preposition == "of" and following.start - 1 not in (
            phrase.end,
            joined_end(sentence, phrase),
        )
        is_manner = sentence.words[following.head] in NO_AGENTS and following.end - following.start == 1
        if is_of_other or is_manner or sentence.words[following.head] in NO_TARGETS:
            continue  # *raids in the town of Idlib*
        if preposition == "of" and word in OF_DOER:
            draft = draft if draft.agent else replace(draft, agent=following)
        elif preposition in TARGETING | into and draft.patient is None and preposition not in where:
            draft = replace(draft, patient=following)
        elif preposition == "by" and draft.agent is None:
            draft = replace(draft, agent=widen_joined(sentence, following))
    return draft


def add_passive_light_verb(sentence: Sentence, draft: Draft, phrase: Phrase) -> Draft:
    """The act with who did it and its target behind a verb (*was carried out by rebels against the town*)."""
    verb = skip_complements(sentence, phrase.end)
    while sentence.letters[verb : verb + 1] and sentence.letters[verb] in "XBRZ":
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
        return find_subject(sentence, read_group(sentence, verb).start) if words[verb] in ENDURING | SUFFERING else None
    if words[owner.start - 1] in BECOME:
        return find_subject(sentence, read_group(sentence, owner.start).start if words[owner.start - 1] in BE
                            else read_group(sentence, owner.start - 1).start)
    return owner if words[owner.head] in ("victims", "victim", "survivors") else None


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
        if sentence.letters[place] == "X":
            place += 1  # the helper is the verb
    elif joint == "through" and not any(f[0].isupper() for f in sentence.forms[phrase.start : phrase.end]) and sentence.phrases[0].start == 0:
        first = sentence.phrases[0]  # *The occupiers seek a victory through a new offensive*
        return replace(draft, agent=first) if is_people_word(sentence.words[first.head]) else draft
    elif sentence.words[place] not in CLAIMS:
        return draft
    group = read_group(sentence, place)
    subject = find_subject(sentence, group.start)
    return draft if subject is None or group.is_negated else replace(draft, agent=subject)


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


def is_foreseen(sentence: Sentence, phrase: Phrase) -> bool:
    """Whether the words around a noun say that its act has not happened (*to prepare new attacks*)."""
    near = sentence.words[max(phrase.start - 3, 0) : phrase.end]
    following = sentence.words[skip_complements(sentence, phrase.end) :][:1]
    is_denied = "without" in near[:3] or "impossible" in sentence.words[phrase.end : phrase.end + 3]
    return is_denied or any(word in FORESEEN for word in near) or any(word in MODALS for word in following)


def add_light_verb(sentence: Sentence, draft: Draft, phrase: Phrase) -> Draft:
    """The act with the subject of a light verb before it as agent (*launched air strikes across Ukraine*)."""
    verb = phrase.start - 1
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
    if sentence.letters[verb] == "G" and not group.has_be and sentence.letters[group.start - 1] in "PS,":
        main = find_main_verb(sentence, verb)  # *responded by launching strikes*
        ruling = read_group(sentence, main) if main is not None else None
        subject = find_subject(sentence, ruling.start) if ruling is not None and not ruling.has_be else None
    draft = add_status(sentence, draft, group)
    if subject is None:
        return draft
    return replace(draft, agent=subject, construction="active", light=verb)


def read_dead(sentence: Sentence, phrase: Phrase, token: int, verb: str) -> Draft | None:
    """Deaths as a noun or state (*the deaths of*, *ten were found dead*, *Gaza's death toll*)."""
    word = sentence.words[token]
    is_none = sentence.words[phrase.start] == "no"
    status = "negated" if is_none else "hypothetical" if is_foreseen(sentence, phrase) else "stated"
    draft = Draft(verb, token, token, "nominal", patient=phrase, status=status)
    if word == "dead" and token == phrase.head and "N" in sentence.letters[phrase.start : token]:
        draft = replace(draft, patient=Phrase(phrase.start, token, token - 1))  # *left five civilians dead*
    is_owned = "'" in sentence.letters[phrase.start : token] or sentence.words[phrase.start] in POSSESSIVES
    complements = dict(list(list_complements(sentence, phrase))[:1])
    if word == "death" and phrase.end - phrase.start == 1 and "of" not in complements:
        return None  # *the victory of life over death*
    if sentence.words[phrase.head] == "toll" and not is_owned:
        draft = replace(draft, patient=None)
    if word in BODIES and not any(w == "of" for w, _ in list_complements(sentence, phrase)):
        return None if word == "lives" else draft
    if word in ("casualties", "injuries", "deaths", "fatalities", "toll", "death"):
        draft = add_sufferers(sentence, draft, phrase)
        if draft.construction == "active":
            return draft
    if verb == "wound" and "of" not in complements:
        draft = replace(draft, patient=None)  # *severe injuries* are not the injured
    if "of" in complements and word != "toll":
        of = complements["of"]
        return add_event(sentence, replace(draft, patient=of))
    if draft.patient == phrase and not names_people(sentence, phrase):
        draft = replace(draft, patient=None)  # *brought mass deaths*
    if sentence.words[phrase.head] == "toll":
        draft = replace(draft, patient=find_counted(sentence, phrase) or draft.patient)
    left = sentence.ending.get(token)
    if (
        word == "dead"
        and left is not None
        and sentence.letters[left.start - 1 : left.start] in ("V", "G", "K")
    ):
        return add_event(sentence, replace(draft, patient=left))  # *left ten militants dead*
    if word == "dead" and token and sentence.letters[token - 1] in "XBKV":
        return read_state(sentence, draft, phrase)
    return add_event(sentence, draft)


def names_people(sentence: Sentence, phrase: Phrase) -> bool:
    """Whether a phrase of deaths says who or how many died (*ten deaths*, *civilian casualties*, *the dead*)."""
    words = sentence.words[phrase.start : phrase.end]
    is_named = any(form[0].isupper() for form in sentence.forms[phrase.start + 1 : phrase.end])
    is_owned = "'" in sentence.letters[phrase.start : phrase.end] or not POSSESSIVES.isdisjoint(words)
    is_people = not PERSON_WORDS.isdisjoint(words) or words[-1] == "dead"
    return is_named or is_owned or is_people or has_number(sentence, phrase)


def has_number(sentence: Sentence, phrase: Phrase) -> bool:
    """Whether a phrase counts (*ten deaths*, *dozens of casualties*, *no deaths*)."""
    words = sentence.words[phrase.start : phrase.end]
    return "M" in sentence.letters[phrase.start : phrase.end] or not COUNTING.isdisjoint(words)


def find_counted(sentence: Sentence, phrase: Phrase) -> Phrase | None:
    """The people that a toll has risen to (*the death toll rose to 13*)."""
    for word, following in list_complements(sentence, phrase):
        if word == "at" and "M" in sentence.letters[following.start : following.end]:
            return following
    verb = skip_complements(sentence, phrase.end)
    while sentence.letters[verb : verb + 1] and sentence.letters[verb] in "XBZ":
        verb += 1
    counted = sentence.starting.get(verb) if sentence.letters[verb - 1] == "X" else None
    if counted is not None and set(sentence.letters[counted.start : counted.end]) <= {"M", "D"}:
        return counted  # *the toll was 213*
    if sentence.words[verb : verb + 1] and sentence.words[verb] in RISING:
        verb += 1 + (sentence.words[verb + 1 : verb + 2] in (["to"], ["at"]))
        found = sentence.starting.get(verb)
        return found if found is not None and "M" in sentence.letters[found.start : found.end] else None
    return None


def read_state(sentence: Sentence, draft: Draft, phrase: Phrase) -> Draft:
    """People who are *dead* behind a verb (*were found dead*, *shot dead two men*)."""
    token = draft.token
    group = read_group(sentence, token)
    start = group.start
    while start and sentence.letters[start - 1] in "KVXB":
        start -= 1
    subject = find_subject(sentence, start)
    shot = sentence.starting.get(token + 1)
    if sentence.words[token - 1] == "shot" and not group.has_be and phrase.end > token + 1:
        shot = Phrase(token + 1, phrase.end, phrase.head)  # *shot dead two men*
    draft = replace(draft, construction="intransitive", patient=shot or subject or phrase)
    return add_event(sentence, draft)


def add_sufferers(sentence: Sentence, draft: Draft, phrase: Phrase) -> Draft:
    """The act with who inflicted or suffered it (*they inflicted heavy casualties on the militants*)."""
    verb = phrase.start - 1
    word = sentence.words[verb] if verb > 0 else ""
    if word not in INFLICTING | SUFFERING:
        return draft
    group = read_group(sentence, verb)
    joined = find_joined_verb(sentence, verb - 1) if sentence.letters[verb - 1] in "C," else None
    start = group.start if joined is None else read_group(sentence, joined).start
    subject = find_subject(sentence, start)
    draft = add_status(sentence, draft, group)
    if word in SUFFERING:
        return replace(draft, patient=subject) if subject is not None and not group.has_be else draft
    targets = [p for word, p in list_complements(sentence, phrase) if word in ("on", "among", "to")]
    if group.has_be:
        return draft
    patient = targets[0] if targets else None if draft.patient == phrase and not has_number(sentence, phrase) else draft.patient
    if subject is not None and is_event(sentence, subject):
        return replace(draft, construction="active", event=subject, patient=patient, light=verb)
    return replace(draft, construction="active", agent=subject, patient=patient, light=verb)

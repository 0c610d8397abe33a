"""Rules for nouns and states of death and injury (*the deaths of*, *the toll rose to*, *were found dead*)."""

from analysis.acts.drafts import LEAVING, Draft, add_event, add_status, replace
from analysis.acts.grammar.clauses import find_joined_verb, read_group
from analysis.acts.grammar.letters import PERSON_WORDS
from analysis.acts.grammar.phrases import is_event, list_complements, skip_complements
from analysis.acts.grammar.sentence import Phrase, Sentence
from analysis.acts.grammar.subjects import find_participle_subject, find_subject
from analysis.acts.inference.unreal import is_foreseen
from analysis.acts.targets import SUFFERING
from analysis.attributions.word_classes import OWNERS
from analysis.matching.word_lists import list_words

INFLICTING = list_words("inflicted inflict inflicts inflicting caused causing")
COUNTING = list_words("dozens hundreds thousands scores many several some no more few numerous")
RISING = list_words("rose risen rises rising climbed climbs reached reaches stood stands increased")
BODIES = list_words("body bodies corpse corpses lives")


def read_dead(sentence: Sentence, phrase: Phrase, token: int, verb: str) -> Draft | None:
    """Deaths as a noun or state (*the deaths of*, *ten were found dead*, *Gaza's death toll*)."""
    word = sentence.words[token]
    if word == "death" and token < phrase.head and sentence.words[phrase.head].endswith(("toll", "s")):
        return None  # *death squads*; of *the death toll* the toll has the row
    is_none = sentence.words[phrase.start] == "no"
    status = "negated" if is_none else "hypothetical" if is_foreseen(sentence, phrase) else "stated"
    draft = Draft(verb, token, token, "nominal", patient=phrase, status=status)
    is_left = sentence.words[phrase.start - 1] in LEAVING and sentence.letters[token - 1] in "MNO"
    is_state = word == "dead" and token == phrase.head
    if is_state and (is_left or "N" in sentence.letters[phrase.start : token]):
        draft = replace(draft, patient=Phrase(phrase.start, token, token - 1))  # *left five civilians dead*
    is_owned = "'" in sentence.letters[phrase.start : token] or sentence.words[phrase.start] in OWNERS
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
    of = complements.get("of")
    if of is not None and (word != "toll" or has_number(sentence, of)):
        return add_event(sentence, add_far_event(sentence, replace(draft, patient=of)))
    if is_said_of(sentence, phrase):
        return add_event(sentence, replace(draft, patient=find_named_dead(sentence, phrase)))
    if draft.patient == phrase and not names_people(sentence, phrase):
        draft = replace(draft, patient=None)  # *brought mass deaths*
    if sentence.words[phrase.head] == "toll":
        draft = replace(draft, patient=find_counted(sentence, phrase) or draft.patient)
    left = sentence.ending.get(token) if word == "dead" else None
    if left is not None and sentence.letters[left.start - 1 : left.start] in ("V", "G", "K"):
        return add_event(sentence, replace(draft, patient=left))  # *left ten militants dead*
    if word == "dead" and token and sentence.letters[token - 1] in "XBKV":
        return read_state(sentence, draft, phrase)
    return add_event(sentence, draft)


def add_far_event(sentence: Sentence, draft: Draft) -> Draft:
    """The act with the act behind a relative clause (*deaths of people who lived there from shelling*)."""
    patient = draft.patient
    if patient is None or sentence.letters[patient.end : patient.end + 1] != "R":
        return draft
    end = sentence.letters.find(",", patient.end)
    for place in range(patient.end, end if end > 0 else len(sentence.words)):
        phrase = sentence.starting.get(place + 1) if sentence.words[place] == "from" else None
        if phrase is not None and is_event(sentence, phrase):
            return replace(draft, event=phrase)
    return draft


def is_said_of(sentence: Sentence, phrase: Phrase) -> bool:
    """Whether others are said to be among the dead (*were also among the dead*)."""
    before = sentence.letters[: phrase.start - 1].rstrip("B")
    return sentence.words[phrase.start - 1] == "among" and before.endswith("X")


def find_named_dead(sentence: Sentence, phrase: Phrase) -> Phrase | None:
    """Who is said to be among the dead (*children were among the dead*)."""
    return find_subject(sentence, read_group(sentence, phrase.start - 1).start)


def names_people(sentence: Sentence, phrase: Phrase) -> bool:
    """Whether a phrase of deaths says who or how many died (*ten deaths*, *the dead*)."""
    words = sentence.words[phrase.start : phrase.end]
    is_named = any(form[0].isupper() for form in sentence.forms[phrase.start + 1 : phrase.end])
    is_owned = "'" in sentence.letters[phrase.start : phrase.end] or not OWNERS.isdisjoint(words)
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
    if joined is None and sentence.letters[verb] == "G" and not group.has_be:
        subject = find_participle_subject(sentence, verb)
    draft = add_status(sentence, draft, group)
    if word in SUFFERING:
        return replace(draft, patient=subject) if subject is not None and not group.has_be else draft
    targets = [p for word, p in list_complements(sentence, phrase) if word in ("on", "among", "to")]
    if group.has_be:
        return draft
    patient = None if draft.patient == phrase and not has_number(sentence, phrase) else draft.patient
    patient = targets[0] if targets else patient
    if subject is not None and is_event(sentence, subject):
        return replace(draft, construction="active", event=subject, patient=patient, light=verb)
    return replace(draft, construction="active", agent=subject, patient=patient, light=verb)

"""Rules for participles: their doer is that of the main verb, or stands beside them."""

from analysis.acts.drafts import (
    Draft,
    add_status,
    replace,
)
from analysis.acts.grammar.clauses import find_main_verb, find_object, is_past_with_object, read_group
from analysis.acts.grammar.letters import BE
from analysis.acts.grammar.phrases import (
    HELD,
    climb,
    find_first_joined,
    is_event,
    is_name,
    is_of_people,
    list_complements,
)
from analysis.acts.grammar.sentence import Phrase, Sentence
from analysis.acts.grammar.subjects import find_subject
from analysis.acts.rules.passive_rules import read_passive
from analysis.acts.violence import FOILING, INTRANSITIVE, list_forms
from analysis.matching.word_lists import list_words

ACCUSING = list_words(
    "accused accuses accusing blamed blames blaming suspects suspected praised praises thanked condemned "
    "condemns criticised criticized punish punished punishes prosecuted sanctioned denounced charged "
    "arrested detained jailed sentenced convicted tried honoured honored"
)
# Before a participle whose doer is the subject of its clause.
DOING_WHEN = frozenset(["after", "before", "while", "when", "since"])
FIRING = list_words(
    "fired fires fire firing launched launches launching dropped drops dropping detonated detonate lobbed "
    "planted opened unleashed blew staged staging waged waging conducted conducting mounted mounting"
)


def read_participle(sentence: Sentence, token: int, verb: str) -> Draft | None:
    """A participle with an object (*struck the town, killing ten*): its agent is that of the main verb."""
    draft = Draft(verb, token, token, "active", patient=find_object(sentence, token))
    if verb in INTRANSITIVE:
        subject = find_subject(sentence, token)
        return replace(draft, construction="intransitive", patient=subject)
    following = find_following_subject(sentence, token)
    if following is not None:
        return replace(draft, agent=following)
    near, before = sentence.ending.get(token), sentence.words[token - 1 : token]
    if before and sentence.letters[token - 1] == "B":
        before = sentence.words[token - 2 : token - 1]
    is_held = near is not None and sentence.words[near.start - 2] in HELD
    if near is not None and is_named_doer(sentence, near) and not is_held:
        return replace(draft, agent=near)  # *reports of militants executing children*
    is_means = near is not None and (is_held or is_behind_with(sentence, near))
    if near is not None and not is_means:
        owner = next((phrase for phrase in climb(sentence, near) if is_event(sentence, phrase)), None)
        if owner is not None and not is_behind_with(sentence, owner) and not is_suffered(sentence, owner):
            return add_firing(sentence, replace(draft, event=owner), owner)
    if near is not None and near.start and is_next_doer(sentence, near):
        return replace(draft, agent=near)  # *, Hezbollah killing three and Hamas ten*
    main = find_main_verb(sentence, token)
    if before == ["by"] and near is None and main is None:
        comma = sentence.letters.find(",", token)  # *By attacking the town, Russia broke the truce*
        return replace(draft, agent=sentence.starting.get(comma + 1)) if comma > 0 else draft
    accused = find_accused(sentence, token)
    if accused is not None:
        return replace(draft, agent=accused)
    if main is None:
        return add_free_doer(sentence, draft, near)
    return add_main_doer(sentence, draft, main, "" if near is not None or not before else before[0])


def add_main_doer(sentence: Sentence, draft: Draft, main: int, opener: str) -> Draft:
    """The act of a participle with the doer of the main verb; `opener` is the word before it."""
    if opener in ("for", "of"):
        return add_punished(sentence, draft, main)
    group = read_group(sentence, main)
    if group.has_be and sentence.letters[main] != "G":
        if opener in DOING_WHEN:
            return add_punished(sentence, draft, main)  # *was shot by guards after attacking them*
        return add_passive_doer(draft, sentence, read_passive(sentence, main, draft.verb, group))
    if opener == "by" and sentence.words[main] in ACCUSING:
        return replace(draft, agent=find_object(sentence, main))  # *accused us of harm by shelling it*
    subject = find_subject(sentence, group.start)
    draft = add_status(sentence, draft, group)
    if subject is not None and is_event(sentence, subject):
        return replace(draft, event=subject)
    return replace(draft, agent=subject or find_owner_behind(sentence, draft.token))


def add_free_doer(sentence: Sentence, draft: Draft, near: Phrase | None) -> Draft:
    """The act of a participle without a main verb, by what stands beside it or before the comma."""
    place = draft.token
    while place > 1 and (sentence.letters[place - 1] == "B" or sentence.words[place - 1] in DOING_WHEN):
        place -= 1
    before = sentence.ending.get(place - 1) if sentence.words[place - 1] == "," else None
    first = list(climb(sentence, before))[-1] if before is not None else None
    is_opening = first is not None and first.start == 0 and is_event(sentence, first)
    if first is not None and not is_opening and sentence.words[place] not in DOING_WHEN:
        first = None  # *Burning houses, killing children*
    doer = near or find_owner_behind(sentence, draft.token) or first
    is_act = near is None and doer is not None and is_event(sentence, doer)
    return replace(draft, event=doer) if is_act else replace(draft, agent=doer)


def find_owner_behind(sentence: Sentence, token: int) -> Phrase | None:
    """Whose sign an act is said to be (*killing children is the trademark of the army*)."""
    verb = sentence.letters.find("X", token)
    said = sentence.starting.get(verb + 1) if verb > 0 and sentence.words[verb] in BE else None
    complements = list_complements(sentence, said) if said is not None else []
    return next((p for word, p in complements[:1] if word == "of"), None)


def is_next_doer(sentence: Sentence, phrase: Phrase) -> bool:
    """Whether a phrase begins a second act with a doer of its own (*killing ten and Hamas five*)."""
    joint = sentence.letters[phrase.start - 1]
    before = sentence.ending.get(phrase.start - 1)
    return joint == "," or (joint == "C" and before is not None and is_of_people(sentence, before))


def is_named_doer(sentence: Sentence, phrase: Phrase) -> bool:
    """Whether *by*, or *of* before people, says that a phrase is the doer of a participle."""
    word = sentence.words[phrase.start - 1]
    return word == "by" or (word == "of" and is_of_people(sentence, phrase))


def find_accused(sentence: Sentence, token: int) -> Phrase | None:
    """Who is accused of an act (*accused Belgium of killing civilians*)."""
    if sentence.words[token - 1] not in ("for", "of"):
        return None
    if sentence.words[token - 2] in ACCUSING and sentence.letters[token - 3] == "X":
        return find_subject(sentence, read_group(sentence, token - 2).start)  # *are suspected of killing*
    accused = sentence.ending.get(token - 1)
    return accused if accused is not None and sentence.words[accused.start - 1] in ACCUSING else None


def add_passive_doer(draft: Draft, sentence: Sentence, passive: Draft) -> Draft:
    """The act with the doer of a passive, or the arms that are its subject (*bombs fell, killing*)."""
    arms = passive.patient if passive.patient is not None and is_event(sentence, passive.patient) else None
    is_open = passive.agent is None and passive.event is None
    return replace(draft, agent=passive.agent, event=arms if is_open else passive.event)


def is_behind_with(sentence: Sentence, phrase: Phrase) -> bool:
    """Whether a phrase, or the first that it is joined to, stands behind *with* (*with guns and shells*)."""
    first = find_first_joined(sentence, phrase)
    return sentence.words[first.start - 1] == "with"


def is_suffered(sentence: Sentence, phrase: Phrase) -> bool:
    """Whether a phrase is the object of an act or a defence (*hit a car*, *foiled an attack*)."""
    word = sentence.words[phrase.start - 1] if phrase.start else ""
    return word in FOILING or list_forms().get(word, ("", ""))[1] == "past"


def add_punished(sentence: Sentence, draft: Draft, main: int) -> Draft:
    """The act with the subject of a main verb as agent, also of a passive (*was punished for killing*)."""
    subject = find_subject(sentence, read_group(sentence, main).start)
    is_blamed = sentence.words[main] in ACCUSING  # *the enemy must be punished for killing*
    is_able = subject is not None and is_blamed | is_of_people(sentence, subject) | is_name(sentence, subject)
    return replace(draft, agent=subject) if is_able else draft


def add_firing(sentence: Sentence, draft: Draft, arms: Phrase) -> Draft:
    """The act with who fired its arms as agent (*the planes fired missiles, killing ten*)."""
    verb = arms.start - 1
    if verb < 1 or sentence.words[verb] not in FIRING:
        return draft
    group = read_group(sentence, verb)
    subject = None if group.has_be else find_subject(sentence, group.start)
    return draft if subject is None or is_event(sentence, subject) else replace(draft, agent=subject)


def find_following_subject(sentence: Sentence, token: int) -> Phrase | None:
    """The subject behind a participle that opens a clause (*After shelling the town the army left*)."""
    place, forms = token - 1, list_forms()
    while place > 0 and sentence.words[place] != ":":
        if (
            sentence.letters[place] not in "GC,B"
            and forms.get(sentence.words[place], ("", ""))[1] != "progressive"
        ):
            break
        place -= 1
    is_opener = place >= 0 and sentence.words[place] in ("after", "before", "by", "while", "when", "since")
    if not is_opener or (place and sentence.words[place - 1] not in (":", '"', "“")):
        return None
    letters = sentence.letters
    verbs = (p for p in range(token, len(letters)) if letters[p] in "VX" or is_past_with_object(sentence, p))
    verb = next(verbs, 0)
    subject = find_subject(sentence, verb)
    return subject if subject is not None and subject.start > token else None

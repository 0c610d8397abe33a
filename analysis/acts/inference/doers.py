"""The words of the doer of an act, and doers that another act of the same sentence names."""

from analysis.acts.drafts import replace
from analysis.acts.grammar.adjuncts import list_adjuncts
from analysis.acts.grammar.phrases import is_event, is_time
from analysis.acts.grammar.sentence import Phrase, Sentence
from analysis.acts.parties import find_words, widen_doers
from analysis.acts.resolution import Resolved
from analysis.acts.violence import CLASS_OF, DOER_NOUNS, EVENTS
from analysis.attributions.word_classes import OWNERS
from analysis.matching.word_lists import list_words

DURING = list_words("in during with through by")
TAKING_UP = list_words("the this that these those such")


def find_doer_words(act: Resolved) -> str:
    """The words of the doer of an act, as written.

    They are the noun phrase of the doer; else the act or the arms that did it to the patient (*killed in an
    air strike*). A noun of an act never does itself: of *Russian shelling* the doer is *Russian*, and *the
    shelling of the town* has none.
    """
    draft, sentence = act.draft, act.sentence
    phrase = draft.agent or draft.event
    if phrase is not None and draft.agent is None and phrase.start <= draft.token < phrase.end:
        return find_owner_words(act, phrase)
    return find_words(sentence, widen_doers(sentence, phrase, draft.group_start), act.doer)


def find_owner_words(act: Resolved, phrase: Phrase) -> str:
    """The words before a noun of an act that say whose it was (*Israel's*, *government*, *their*)."""
    sentence, token, doer = act.sentence, act.draft.token, act.doer
    places = range(phrase.start, token)
    if doer is not None:
        named = [place for place in places if doer.start <= sentence.starts[place] < doer.end]
        if not named:
            return sentence.text[doer.start : doer.end]
        end = skip_doer_nouns(sentence, named[-1] + 1, token)
        return sentence.text[doer.start : max(sentence.ends[end - 1], doer.end)]
    owner = sentence.letters.find("'", phrase.start, token)
    if owner > phrase.start and not is_time(sentence, Phrase(phrase.start, owner, owner - 1)):
        return sentence.text[sentence.starts[phrase.start] : sentence.ends[owner - 1]]
    start = next((place for place in places if sentence.words[place] in DOER_NOUNS), token)
    if start < token:
        end = skip_doer_nouns(sentence, start, token)
        while start > phrase.start and is_part_of_name(sentence, start):
            start -= 1
        return sentence.text[sentence.starts[start] : sentence.ends[end - 1]]
    return sentence.forms[phrase.start] if sentence.words[phrase.start] in OWNERS else ""


def skip_doer_nouns(sentence: Sentence, place: int, token: int) -> int:
    """The place behind the nouns for parties that begin at a place (*Syrian government air strikes*)."""
    while place < token and sentence.words[place] in DOER_NOUNS:
        place += 1
    return place


def is_part_of_name(sentence: Sentence, start: int) -> bool:
    """Whether the word before a place belongs to the same name (*International Coalition*)."""
    forms = sentence.forms
    is_capital = forms[start][0].isupper() and forms[start - 1][0].isupper()
    return is_capital and sentence.letters[start - 1] in "NA"

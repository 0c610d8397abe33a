"""Acts that a sentence does not state: conditions, aims, wishes, questions and what is yet to come."""

from analysis.acts.drafts import Draft
from analysis.acts.grammar.clauses import read_group
from analysis.acts.grammar.letters import MODALS, NOT
from analysis.acts.grammar.phrases import skip_complements
from analysis.acts.grammar.sentence import Phrase, Sentence
from analysis.matching.word_lists import list_words

CONDITIONS = list_words("if unless whether lest")
# Before *of* or *to* and an act: it is wished for, feared or possible.
WISHES = list_words(
    "dream dreams dreaming dreamt hope hopes intention intentions idea ideas goal goals aim aims purpose "
    "danger threat threats risk risks possibility chance chances prospect capable fear fears plan plans "
    "thirst desire desires call calls "
    "attempt attempts instead incapable worth afraid direction directions scenario scenarios"
)
SAYING = list_words("say claim believe think mean")
NEEDING = list_words("need want wish")
# Behind an act: it is yet to come.
YET_TO_COME = list_words(
    "inevitable possible likely imminent expected unlikely planned impossible unavoidable"
)
FORESEEN = list_words(
    "prepare prepares preparing prepared plan plans planning planned threaten threatens threatening threat "
    "threats prevent prevents preventing avoid avoids avoiding possible potential future risk risks imminent "
    "expected deter halt halts halted halting cessation suspension suspend suspended"
)
QUESTIONS = list_words("who whom whose which what when where why how that")


def is_unreal(sentence: Sentence, draft: Draft) -> bool:
    """Whether the clause of an act says that it has not happened, or leaves open whether it has."""
    return (
        is_condition(sentence, draft)
        or is_wished(sentence, draft)
        or is_yet_to_come(sentence, draft)
        or is_asked(sentence, draft.token)
        or is_unwanted(sentence, draft)
        or is_possible(sentence, draft)
        or (
            draft.construction == "nominal"
            and "either" in sentence.words[max(draft.token - 9, 0) : draft.token]
        )
    )


def is_condition(sentence: Sentence, draft: Draft) -> bool:
    """Whether the clause of an act opens with *if*, or with *so that* (*so that many are killed*)."""
    words, letters = sentence.words, sentence.letters
    before = words[max(draft.token - 24, 0) : draft.token]
    if CONDITIONS.isdisjoint(before) and "that" not in before:
        return False
    n_verbs = 0
    for place in range(draft.token - 1, max(draft.token - 25, -1), -1):
        if words[place] in CONDITIONS:
            return words[place - 1 : place] != ["as"]
        if words[place] == "that" and words[place - 1 : place] == ["so"]:
            return True
        n_verbs += letters[place] == "V"
        if letters[place] in ".,R" or words[place] == "that" or n_verbs > (draft.construction == "nominal"):
            return False
    return False


def is_wished(sentence: Sentence, draft: Draft) -> bool:
    """Whether a form in -ing or a noun depends on a word like *dream of* (*they dream of capturing it*)."""
    start = draft.token
    while start and sentence.letters[start - 1] in "DAB":
        start -= 1
    return start > 1 and sentence.words[start - 1] in ("of", "for") and sentence.words[start - 2] in WISHES


def is_possible(sentence: Sentence, draft: Draft) -> bool:
    """Whether victims are said to be possible (*there may be many people killed*)."""
    if draft.patient is None:
        return False
    before = sentence.words[max(draft.patient.start - 3, 0) : draft.patient.start]
    return before[:1] == ["there"] and not MODALS.isdisjoint(before)


def is_unwanted(sentence: Sentence, draft: Draft) -> bool:
    """Whether an act is not wanted, or not said (*do not need more dead*, *did not say that they shot*)."""
    words = sentence.words
    start = max(draft.token - (6 if draft.construction == "nominal" else 16), 1)
    if NOT.isdisjoint(words[start - 1 : draft.token]):
        return False
    for place in range(start, draft.token):
        is_not = words[place - 1] in NOT
        is_said = words[place] in SAYING and words[place + 1 : place + 2] == ["that"]
        between = set(sentence.letters[place + 1 : draft.token])
        is_needed = words[place] in NEEDING and between <= set("DAMNCP")
        if is_not and (is_said or (is_needed and draft.construction == "nominal")):
            return True
    return False


def is_yet_to_come(sentence: Sentence, draft: Draft) -> bool:
    """Whether a noun is said to be yet to come (*new strikes are inevitable*, *there may be more deaths*)."""
    if draft.construction != "nominal":
        return False
    words, letters = sentence.words, sentence.letters
    start, end = draft.token, draft.token + 1
    while start and letters[start - 1] in "DAMN":
        start -= 1
    group = read_group(sentence, start)
    if any(word in MODALS for word in words[group.start : start]):
        return True
    while end < len(letters) and letters[end] in "CNAD":
        end += 1
    is_said = letters[end : end + 1] == "X" and end + 1 < len(words)
    return is_said and words[end + 1] in YET_TO_COME


def is_asked(sentence: Sentence, token: int) -> bool:
    """Whether a sentence asks whether an act happened; *who* or *why* take it for granted."""
    if sentence.text.rstrip(" \"”'’")[-1:] != "?":
        return False
    before = sentence.words[:token]
    return QUESTIONS.isdisjoint(before) or not MODALS.isdisjoint(before)


def is_foreseen(sentence: Sentence, phrase: Phrase) -> bool:
    """Whether the words around a noun say that its act has not happened (*to prepare new attacks*)."""
    near = sentence.words[max(phrase.start - 3, 0) : phrase.end]
    following = sentence.words[skip_complements(sentence, phrase.end) :][:1]
    is_denied = "without" in near[:3] or "impossible" in sentence.words[phrase.end : phrase.end + 3]
    return is_denied or any(word in FORESEEN for word in near) or any(word in MODALS for word in following)

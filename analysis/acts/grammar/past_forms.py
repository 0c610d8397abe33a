"""Past forms that only describe a noun (*the wounded men*) or share what stands before them."""

from analysis.acts.grammar.clauses import HARMED, find_object
from analysis.acts.grammar.phrases import is_of_people, skip_complements
from analysis.acts.grammar.sentence import PEOPLE_WORDS, TOLD, Sentence
from analysis.acts.violence import list_forms


def is_adjective(sentence: Sentence, token: int) -> bool:
    """Whether a past form describes the noun behind it (*the wounded men*, *destroyed or damaged houses*)."""
    letters = sentence.letters
    if not token or sentence.words[token - 1] in ("all", "both"):
        return False
    is_joined = letters[token - 1] == "C" and letters[token - 2 : token - 1] == "K"
    is_joined = is_joined and letters[token - 3 : token - 2] in ("P", "D", "A")
    is_people = sentence.words[token - 2] in PEOPLE_WORDS and letters[token - 3 : token - 2] in (
        "D",
        "P",
        "M",
    )
    is_joined = is_joined or (letters[token - 1] == "C" and is_people)  # *the dead and wounded members*
    is_before_noun = (letters[token - 1] in "DA" or is_joined) and token + 1 in sentence.starting
    return is_before_noun or any(p.start <= token < p.head for p in sentence.phrases)


def is_attribute(sentence: Sentence, token: int) -> bool:
    """Whether a past form without helpers only describes the noun behind it."""
    letters, before = sentence.letters, sentence.letters[token - 1] if token else "."
    if before == "B" and letters[token - 2 : token - 1] in ("D", "P"):
        return True  # *the temporarily occupied territory*
    next_noun = token + 3 if letters[token + 1 : token + 3] == "CK" else token + 1
    if before == "P" and sentence.words[token - 1] != "by" and next_noun in sentence.starting:
        return True  # *in besieged Mariupol*
    behind = find_object(sentence, token) if before in "S.," else None
    return (
        behind is not None and letters[behind.end : behind.end + 1] == "X"
    )  # *when killed people are buried*


def is_before_source(sentence: Sentence, token: int) -> bool:
    """Whether what follows victims is who tells of them (*left seven people injured the agency said*)."""
    near, found = sentence.ending.get(token), find_object(sentence, token)
    if near is None or found is None or sentence.words[token] not in HARMED:
        return False
    end = skip_complements(sentence, found.end)
    is_told = sentence.words[end : end + 1] in ([word] for word in TOLD)
    return is_told and is_of_people(sentence, near) and "M" not in sentence.letters[found.start : found.end]


def find_same_form(sentence: Sentence, token: int) -> int | None:
    """The past form before *and* that a past form is joined to (*were killed and wounded*)."""
    forms = list_forms()
    for place in range(token - 1, max(token - 12, -1), -1):
        form = forms.get(sentence.words[place])
        if form is not None and form[1] == "past":
            return place
        if sentence.letters[place] in "RS":
            return None
    return None

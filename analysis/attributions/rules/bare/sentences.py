"""Sentences of texts without commas: *Two were hurt in Homs on Monday local sources said*."""

from itertools import pairwise

from analysis.attributions.attribution import Attribution
from analysis.attributions.cues import Cue
from analysis.attributions.grammar.parts import PART
from analysis.attributions.rules.adjuncts import skip_addressee
from analysis.attributions.rules.bare.sources import HEADS, NOUN_LIKE, PHRASE_OPENERS, find_bare_source
from analysis.attributions.rules.contents import opens_clause
from analysis.attributions.rules.noun_phrases import ALL_PERIODS, skip_time_before
from analysis.attributions.rules.others.clause_ends import gives_share
from analysis.attributions.rules.verb_groups import VerbGroup
from analysis.attributions.tokens import Tokens, has_predicate, has_verb
from analysis.attributions.word_classes import (
    ADJUNCT_PREPOSITIONS,
    CLAUSE_OPENERS,
    FUNCTION_WORDS,
    PREPOSITIONS,
    SUBJECT_PRONOUNS,
)
from analysis.matching.word_lists import list_words

CUES = list_words(
    "say report tell add announce state confirm note claim reveal disclose indicate suggest warn insist "
    "explain argue allege stress"
)
MAX_TAIL = 14  # tokens behind the cue: *on Tuesday*, *in a statement*
# What goes on behind a source (*said the observatory adding that ...*).
FURTHER = list_words("adding citing noting referring speaking (")
SOURCE_LINKS = list_words("of for from in at and 's")
SOURCE_PARTS = SOURCE_LINKS | NOUN_LIKE | HEADS
RELATIVE_OPENERS = list_words("who which whose")
INSERTED = list_words("he she they")
ADDED_CLAUSES = list_words("because if since unless although so until where")
SHORTEST = 3  # tokens of the content
SHARES = list_words("all both half many mostly most several some")
TIME_OPENERS = list_words("as while when")
AMOUNTS = list_words("many much well few part of")
BOUNDS_OF_TIME = list_words("after before")
TIME_REACH = 4  # tokens: *a few days after*


def read_bare(tokens: Tokens, place: int, form: Cue, group: VerbGroup) -> Attribution | None:
    """The attribution of a cue at the end of a sentence that has no comma beside its source."""
    if form.lemma not in CUES or group.start <= SHORTEST or (tokens.edges and is_parted(tokens, place)):
        return None
    if form.lemma == "warn" and place + 2 < len(tokens):
        return None  # *warned people to leave*
    if group.is_participle or group.is_infinitive or group.is_passive:
        return None
    after = place + 1
    if "addressee" in form.uses and after < len(tokens):
        after = skip_addressee(tokens, after)
    if is_inserted(tokens, group, after):
        contents = ((0, group.before), (after, len(tokens)))
        source = group.before, group.start
        return Attribution(source, (group.start, after), contents, place, form, "around")
    says_when = opens_time_clause(tokens, after)
    if goes_on_behind_pronoun(tokens, group, after):
        contents = ((0, group.before), (after, len(tokens)))
        source = group.before, group.start
        return Attribution(source, (group.start, after), contents, place, form, "around")
    if not (says_when or is_tail(tokens, after)):
        return read_bare_inverted(tokens, place, form) if group.start == place else None
    last = skip_time_before(tokens, group.before)
    mark = next((mark for mark in reversed(tokens.marks) if mark < place), -1)
    start = find_bare_source(tokens, last) if mark < last else None
    if 0 <= mark < last and not has_predicate(tokens, mark + 1, last) and opens_source(tokens, mark + 1):
        start = mark + 1  # *"..." the organisation known as the White Helmets said*
    elif start is not None:
        start = widen_by_participle(tokens, start)
    if start is None or start < SHORTEST or not (tells_act(tokens, start) or mark >= 0):
        return None
    if says_when and not has_verb(tokens, 0, start):
        return None
    if mark == start - 1 and mark >= 0:
        opening = tokens.marks[0]
        content = (opening if not has_predicate(tokens, 0, opening) and opening < 3 else 0, start)
    else:
        content = (0, start)
    return Attribution((start, last + 1), (group.start, after), (content,), place, form, "left")


def is_parted(tokens: Tokens, place: int) -> bool:
    """Whether a sentence has commas, or its dashes part headlines; other dashes close no content."""
    return tokens[place].is_capital or any(tokens[edge].text in ",;" for edge in tokens.edges)


def tells_act(tokens: Tokens, end: int) -> bool:
    """Whether the words up to a place hold a verb or a participle (*killing two local media reported*)."""
    return has_verb(tokens, 0, end) or any(token.part == PART["VBG"] for token in tokens[:end])


def is_inserted(tokens: Tokens, group: VerbGroup, after: int) -> bool:
    """Whether *they say* stands inside what they say (*The deals are unjust they say because ...*)."""
    before = group.before
    if before < SHORTEST or after >= len(tokens) - 1 or tokens[before].lower not in INSERTED:
        return False
    outer, follows = tokens[before - 1], tokens[after].lower
    is_free = outer.is_word and outer.lower not in CLAUSE_OPENERS and outer.lower not in FUNCTION_WORDS
    return is_free and follows in ADDED_CLAUSES and has_predicate(tokens, 0, before)


def goes_with_told(tokens: Tokens, start: int) -> bool:
    """Whether a part of what is told follows the cue (*said most of them children*, *part of a campaign*)."""
    follows = tokens[start].lower
    return (follows in SHARES and gives_share(tokens, start)) or (
        follows == "part" and start + 1 < len(tokens) and tokens[start + 1].lower == "of"
    )


def opens_time_clause(tokens: Tokens, start: int) -> bool:
    """Whether a clause behind the cue tells when (*said as raids went on*, *said a day after they left*)."""
    words = [token.lower for token in tokens[start : start + TIME_REACH]]
    if len(words) < TIME_REACH:
        return False
    if words[0] in TIME_OPENERS:
        return words[1] not in AMOUNTS and opens_clause(tokens, start + 1, len(tokens))
    return any(unit in ALL_PERIODS and link in BOUNDS_OF_TIME for unit, link in pairwise(words))


def goes_on_behind_pronoun(tokens: Tokens, group: VerbGroup, after: int) -> bool:
    """Whether what *it said* stands inside goes on with *and* (*They were guards it said and left early*)."""
    before = group.before
    if before < SHORTEST or after + 2 >= len(tokens) or tokens[before].lower not in SUBJECT_PRONOUNS:
        return False
    goes_on = tokens[after].lower == "and" and tokens[after + 1].is_predicate
    is_relative = tokens[before - 1].lower.endswith("thing")  # *anything she said and did*
    is_end = tokens[before - 1].is_nominal and not is_relative
    return goes_on and is_end and has_predicate(tokens, 0, before)


def opens_source(tokens: Tokens, place: int) -> bool:
    """Whether a noun phrase opens behind a quotation, and no rest of the sentence."""
    token = tokens[place]
    return token.lower not in PREPOSITIONS and (token.is_plain or token.lower in SUBJECT_PRONOUNS)


def widen_by_participle(tokens: Tokens, start: int) -> int:
    """The start of *the group known as the Blue Helmets*, of which the source is the last part."""
    if start < SHORTEST + 2:
        return start
    is_name = tokens[start - 1].lower == "as" and tokens[start - 2].lower == "known"
    is_body = tokens[start - 1].part == PART["VBG"] and tokens[start - 2].is_source_word
    if not (is_name or is_body):
        return start  # *an organisation monitoring the conflict* is a body
    outer = find_bare_source(tokens, start - 2 - is_name)
    return start if outer is None else outer


def read_bare_inverted(tokens: Tokens, place: int, form: Cue) -> Attribution | None:
    """*The attack has ended said the observatory's chief*: a noun phrase follows the cue, and no clause."""
    if not has_verb(tokens, 0, place):
        return None
    start = place + 1
    end = find_source_end(tokens, start)
    source = tokens[start:end]
    is_quoted = bool(tokens.marks) and tokens.marks[-1] >= place - 1
    closes = end >= len(tokens) - 1 or tokens[end].lower in FURTHER
    is_clause = has_predicate(tokens, 0, place) or (has_verb(tokens, 0, place) and closes)
    if "addressee" in form.uses or is_quoted or not 0 < len(source) <= MAX_TAIL or not is_clause:
        return None
    is_source = source[-1].is_capital or any(token.is_source_word for token in source)
    is_source |= form.lemma == "say" and source[0].lower == "the"
    opens = source[0].is_capital or source[0].lower in PHRASE_OPENERS or source[-1].is_capital
    if not (is_source and opens):
        return None
    return Attribution((start, end), (place, start), ((0, place),), place, form, "left")


def find_source_end(tokens: Tokens, start: int) -> int:
    """The end of the source behind an inverted cue; its start where a clause of its own follows."""
    end, n = start, len(tokens)
    while end < n and (tokens[end].is_plain or tokens[end].lower in SOURCE_PARTS):
        end += 1
    follows = tokens[end] if end < n else None
    while end > start and tokens[end - 1].lower in SOURCE_LINKS:
        end -= 1
    is_further = follows is not None and (follows.lower in FURTHER or follows.part == PART["VBG"])
    if follows is None or follows.lower in RELATIVE_OPENERS or is_further:
        return end
    is_tail_start = not follows.is_word or follows.is_time or follows.lower in ADJUNCT_PREPOSITIONS
    return end if is_tail_start and not has_predicate(tokens, end, n) else start


def is_tail(tokens: Tokens, start: int) -> bool:
    """Whether nothing but a time, a place or a participle follows the cue."""
    place, n = start, len(tokens)
    while place < n and (
        tokens[place].is_time or (tokens[place].lower == "on" and tokens[place + 1].is_time)
    ):
        place += 1
    if place >= n or tokens[place].part == PART["VBG"] or goes_with_told(tokens, place):
        return True
    tail, first = tokens[place:], tokens[place]
    if len(tail) > MAX_TAIL or any(token.is_predicate or token.lower in CLAUSE_OPENERS for token in tail):
        return False
    is_adjunct = (
        first.lower in ADJUNCT_PREPOSITIONS or first.lower in ("alongside", "without") or first.is_adverb
    )
    return not first.is_word or is_adjunct

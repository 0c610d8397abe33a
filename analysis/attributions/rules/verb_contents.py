"""The content of a verb of speech whose source is known."""

from collections.abc import Sequence

from analysis.attributions.attribution import Attribution
from analysis.attributions.cues import Cue
from analysis.attributions.grammar.parts import PART
from analysis.attributions.rules.adjuncts import skip_addressee, skip_adjuncts
from analysis.attributions.rules.contents import (
    find_asked_content,
    find_end_before,
    find_named_content,
    find_quotation,
    find_quotation_start,
    find_topic,
    is_named,
    is_title,
    opens_clause,
)
from analysis.attributions.rules.verb_groups import Found, VerbGroup
from analysis.attributions.tokens import (
    DASHES,
    STOPS,
    Span,
    Tokens,
    find_comma,
    follows_quotation,
    has_predicate,
)
from analysis.attributions.word_classes import (
    AUXILIARIES,
    CLAUSE_OPENERS,
    COORDINATORS,
    MODALS,
    PREPOSITIONS,
    RELATIVES,
    SUBORDINATORS,
)
from analysis.matching.word_lists import list_words

OBJECT_PRONOUNS = list_words("him her it them me us you this that each other one so")
PROMISES = list_words("urge pledge promise vow suggest caution advise")
AFTERTHOUGHTS = list_words("as after when while before because during amid since until")
REACH = 12  # tokens between a cue and its content that stand between commas
SHORTEST = 2  # tokens of what a source adds
NEAR = 5  # tokens between a source and its cue
# After the comma behind a cue, these open no content (*..., he said, referring to the strike*).
NO_CONTENT = list_words(
    "who which referring adding noting while though citing as when according after before without"
)


def read_content(
    tokens: Tokens, place: int, form: Cue, group: VerbGroup, source: Span, earlier: Sequence[Found]
) -> Attribution | None:
    """The attribution of a cue whose source is known."""
    right = place + 1
    cue_end, content = right, None
    if form.lemma == "ask" and right < len(tokens) - 1 and tokens[right].lower in ("for", "about"):
        asked = find_asked_content(tokens, right)
        return Attribution(source, (group.start, right), (asked,), place, form, "right")
    if form.lemma == "ask" and right < len(tokens) - 2 and tokens[right + 1].lower in ("for", "about"):
        asked = find_asked_content(tokens, right + 1)
        return Attribution(source, (group.start, right + 1), (asked,), place, form, "right")
    if not is_after_content(tokens, place, source, earlier):
        cue_end, content = find_content_after(tokens, right, form, source)
    if content is not None and is_outside(tokens, content[0], source):
        content = None
    if content is None and group.is_participle and any(told.source == source for told in earlier):
        return read_further_content(tokens, place, form, source, cue_end)
    if content is None:
        return read_content_before(tokens, place, form, group, source, cue_end)
    shaped = shape_content(tokens, right, cue_end, content, form)
    if shaped is None:
        return None
    cue_end, content = shaped
    return Attribution(source, (group.start, cue_end), (content,), place, form, "right")


def is_outside(tokens: Tokens, start: int, source: Span) -> bool:
    """Whether what follows a cue is no content, but the clause before the source is.

    *The truce held, Orlov said as he left*.
    """
    if tokens[source[0]].lower in RELATIVES:
        return False
    if not find_end_before(tokens, source[0]) or not has_clause_before(tokens, source[0]):
        return False
    first = tokens[start]
    if first.in_quotation or first.lower in CLAUSE_OPENERS or tokens[start - 1].text == ":":
        return False
    if first.lower in AFTERTHOUGHTS or first.text in DASHES or first.text == ";":
        return True
    return not opens_clause(tokens, start, len(tokens)) and not (tokens.marks and tokens.marks[-1] >= start)


def has_clause_before(tokens: Tokens, end: int) -> bool:
    """Whether the last segment between commas before a place has its own subject and verb."""
    first = tokens[0].lower
    opens = any(token.lower in SUBORDINATORS for token in tokens[:3])
    if opens or first in PREPOSITIONS or tokens[0].part == PART["VBG"]:
        comma = find_comma(tokens, 0, end)
        return comma < end - 1 and has_predicate(tokens, comma, end)
    return has_predicate(tokens, 0, end)


def is_after_content(tokens: Tokens, place: int, source: Span, earlier: Sequence[Found]) -> bool:
    """Whether source and cue follow their content (*"...", Orlov said*)."""
    n, right = len(tokens), place + 1
    if right < n - 1 and tokens[place].part == PART["VBG"] and tokens[right].is_word and source[1] < place:
        return False
    if right < n and tokens[right].text == "," and skip_insertion(tokens, right):
        return False
    if right >= n or tokens[right].text == "," or (tokens[right].text in STOPS and right >= n - 2):
        return True
    if not follows_quotation(tokens, source[0]) or tokens[right].lower in CLAUSE_OPENERS:
        return False
    if source[1] + NEAR < place:
        return False
    if any(
        earlier_cue.is_right and earlier_cue.cue < source[0] and earlier_cue.content < source[0]
        for earlier_cue in earlier
    ):
        return False
    first = tokens[0]
    opens_adjunct = first.lower in PREPOSITIONS or first.lower in ("asked", "speaking")
    return not (opens_adjunct and not first.quoted and is_lone_quotation(tokens, source[0]))


def is_lone_quotation(tokens: Tokens, end: int) -> bool:
    """Whether only a few quoted words stand in an adjunct before the source."""
    place = find_quotation(tokens, 0, end)
    if place < 2 or tokens[place - 1].text in ",:":
        return False
    return not any(
        token.lower in AUXILIARIES or token.lower in ("he", "she", "they") for token in tokens[:place]
    )


def find_content_after(tokens: Tokens, right: int, form: Cue, source: Span) -> tuple[int, Span | None]:
    """The end of the cue and the content that follows it; None if the content stands before the source."""
    n = len(tokens)
    place = skip_adjuncts(tokens, right, form)
    if place >= n:
        return n, None
    if tokens[place].text == ",":
        behind = skip_insertion(tokens, place)
        if behind:
            return behind, (behind, n)
        opens = place + 1 < n and tokens[place + 1].in_quotation
        is_further = place + 1 < n and tokens[place + 1].part == PART["VBG"]
        if not opens and (is_further or find_end_before(tokens, source[0])):
            return place, None
        return place, (place + 1, n)
    if tokens[place].text in STOPS and place >= n - 2:
        return place, None
    place += tokens[place].text == ":"
    return place, (place, n) if place < n else None


def skip_insertion(tokens: Tokens, comma: int) -> int:
    """The place of the *that* behind words between commas (*said, without evidence, that*); 0 if none."""
    closing = find_comma(tokens, comma + 1, min(len(tokens) - 2, comma + REACH))
    if tokens[closing].text != "," or tokens[closing + 1].lower != "that":
        return 0
    return 0 if has_predicate(tokens, comma + 1, closing) else closing + 1


def read_content_before(
    tokens: Tokens, place: int, form: Cue, group: VerbGroup, source: Span, cue_end: int
) -> Attribution | None:
    """The attribution whose content stands before its source, and may go on after its cue."""
    n = len(tokens)
    is_relative = tokens[source[0]].lower in RELATIVES or says_to_whom(tokens, place, source)
    left = 0 if is_relative else find_end_before(tokens, source[0])
    if left and not (tokens.marks or tokens.verbs[:1] < [left] or ends_sentence(tokens, cue_end)):
        left = 0
    has_comma = cue_end < n and tokens[cue_end].text == "," and n - cue_end > 3
    if not left and has_comma and tokens[cue_end + 1].is_verb and source[0] > 1:
        left = source[0]  # *The bridge, Orlov said, was closed*
    if form.lemma == "continue" and not tokens.marks:
        return None
    contents = [(find_quotation_start(tokens, left), left)] if left else []
    goes_on = left or not (has_comma and tokens[cue_end + 1].lower in COORDINATORS)
    if has_comma and goes_on and is_more_content(tokens, cue_end + 1):
        contents.append((cue_end + 1, n))
    if cue_end < n:
        quotation = find_quotation(tokens, cue_end, n)
        if (
            quotation + 2 < n
            and not is_title(tokens, quotation)
            and (not contents or contents[-1][1] <= quotation)
        ):
            contents.append((quotation, n))
    if not contents and cue_end == n and tokens[-1].text == ":":
        return Attribution(source, (group.start, cue_end), (), place, form, "below")
    if not contents:
        topic = find_topic(tokens, place + 1)
        if topic is None and "addressee" in form.uses and place + 1 < n:
            topic = find_topic(tokens, skip_addressee(tokens, place + 1))
        if topic is None or not form.is_speech:
            return None
        return Attribution(source, (group.start, topic[0]), (topic,), place, form, "right")
    return Attribution(source, (group.start, cue_end), tuple(contents), place, form, "left")


def read_further_content(
    tokens: Tokens, place: int, form: Cue, source: Span, cue_end: int
) -> Attribution | None:
    """*"...", Orlov said, adding, "..."*: what stands before belongs to the other cue."""
    n = len(tokens)
    is_marked = cue_end < n and tokens[cue_end].text in ",:"
    start = cue_end + is_marked
    if n - start < SHORTEST or not (
        is_marked or tokens[start].in_quotation or opens_clause(tokens, start, n)
    ):
        return None  # *he said, repeating a common line*
    return Attribution(source, (place, cue_end), ((start, n),), place, form, "right")


def says_to_whom(tokens: Tokens, place: int, source: Span) -> bool:
    """Whether an adjunct stands before the source and a quotation behind (*To you, I say, "..."*)."""
    if place + 2 >= len(tokens) or tokens[place + 1].text != "," or not tokens[place + 2].is_mark:
        return False
    opens = tokens[0].lower in PREPOSITIONS or tokens[0].lower in SUBORDINATORS
    opens |= not has_predicate(tokens, 0, source[0])
    return opens and not (tokens.marks and tokens.marks[0] < source[0])


def ends_sentence(tokens: Tokens, place: int) -> bool:
    """Whether nothing but a day and a full stop follows."""
    return all(token.is_time or token.text in STOPS for token in tokens[place:])


def is_more_content(tokens: Tokens, place: int) -> bool:
    """Whether the content goes on after the comma behind source and cue (*..., he said, ...*)."""
    token = tokens[place]
    return token.in_quotation or not (token.lower in NO_CONTENT or token.lower.endswith("ing"))


def is_told_so(tokens: Tokens, right: int, content: Span, form: Cue, *, is_clause: bool) -> bool:
    """Whether content can be told: not *confirmed him*, *before declaring a truce*.

    `is_clause` says whether the content is one.
    """
    start, end = content
    if start >= end or tokens[start].in_quotation or tokens[start].lower in CLAUSE_OPENERS:
        return True
    if tokens[start].lower in COORDINATORS:
        return False  # *did not admit or deny it*
    if form.lemma in ("ask", "tell") or is_clause:
        return True
    is_pronoun = all(token.lower in OBJECT_PRONOUNS or not token.is_word for token in tokens[start:end])
    is_act = form.lemma == "declare" and tokens[right - 1].part != PART["VFIN"]
    is_aim = right > 1 and tokens[right - 2].lower == "to" and form.lemma not in PROMISES
    return not (is_pronoun or is_act or is_aim)  # *in order to explain the find*


def shape_content(
    tokens: Tokens, right: int, cue_end: int, content: Span, form: Cue
) -> tuple[int, Span] | None:
    """End of the cue and content by what the cue takes: a clause, a quotation or a noun phrase.

    None if the cue takes none of what follows it.
    """
    start, end = content
    is_marked = tokens[cue_end - 1].text == ":"
    is_quoted = start < end and tokens[start].in_quotation
    opens = is_marked or is_quoted or (start < end and tokens[start].lower in CLAUSE_OPENERS)
    if form.lemma == "continue":
        return (cue_end, content) if is_marked or is_quoted or tokens[start].lower == "that" else None
    if opens:
        return cue_end, content
    if form.lemma == "ask" or (form.lemma == "claim" and tokens[right].lower == "to"):
        return right, find_asked_content(tokens, right)
    is_clause = opens_clause(tokens, start, end)
    if not is_told_so(tokens, right, content, form, is_clause=is_clause):
        return None
    if tokens[start].lower in AFTERTHOUGHTS and find_comma(tokens, start, end) == end:
        return None
    if not is_clause:
        colon = next((place for place in range(start, min(end, start + 8)) if tokens[place].text == ":"), end)
        if colon < end - 2 and tokens.starts[colon + 1] > tokens.ends[colon]:
            return colon + 1, (colon + 1, end)
    if start < end and tokens[start].is_predicate:
        return cue_end, (start, find_comma(tokens, start, end))  # *what they said was a sign*
    if "names" in form.uses and not is_clause:
        if any(token.lower in MODALS for token in tokens[max(0, right - 4) : right - 1]):
            return None  # *he may declare an emergency*
        named = find_named_content(tokens, right)
        return (right, named) if is_named(tokens, named) else None
    return None if "marked" in form.uses and not is_clause else (cue_end, content)

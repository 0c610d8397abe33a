"""The source of a verb: its verb group, and the subject before, after or far from it."""

from collections.abc import Sequence
from dataclasses import dataclass

from analysis.attributions.noun_phrases import (
    find_phrase_start,
    find_subject_before,
    find_subject_with_apposition,
)
from analysis.attributions.tokens import Span, Token, Tokens, find_comma
from analysis.attributions.word_classes import (
    ADVERBS,
    AUXILIARIES,
    BE,
    COORDINATORS,
    DETERMINERS,
    INFINITIVE_HEADS,
    NO_ADVERBS,
    PERIODS,
    PREPOSITIONS,
    PRONOUNS,
    SENTENCE_ADVERBS,
    SUBORDINATORS,
    TIMES,
    list_words,
)

NAME_LINKS = list_words("of de al bin van von 's ’s . & ' ’")
COMPARATIVES = list_words("more less slightly most least")
IN_INFINITIVES = COMPARATIVES | INFINITIVE_HEADS
# Prepositions before a participle whose subject is that of the clause (*after warning that*).
PARTICIPLE_PREPOSITIONS = list_words("by after before while without in since")
OPENING_ADVERBS = list_words("therefore overall meanwhile however separately elsewhere instead nonetheless")
CLAUSE_LINKS = list_words("when while although though because since")
LONG_DASHES = frozenset("-–—")
DATELINE = 12  # tokens within which a dateline ends
LEADING_PREPOSITIONS = list_words("while after before since in by when")


@dataclass(frozen=True)
class VerbGroup:
    """The verb group of a cue (*has also said*).

    Parameters
    ----------
    start : int
        Place of its first token.
    before : int
        Place of the token before it that may end the subject, or -1.
    is_passive, is_infinitive : bool
        Whether a form of *be*, or *to*, stands before the cue.
    is_participle : bool
        Whether the cue is a form on *-ing* without an auxiliary.
    skips_adverb : bool
        Whether an adverb between commas was skipped (*Orlov, however, said*).
    """

    start: int
    before: int
    is_passive: bool
    is_infinitive: bool
    is_participle: bool
    skips_adverb: bool


@dataclass(frozen=True)
class Found:
    """What was found earlier in the same sentence: the place of a cue, its source, where content begins.

    `is_finite` says whether the cue has a subject of its own, `is_right` whether its content follows it.
    """

    cue: int
    source: Span
    content: int
    is_finite: bool
    is_right: bool


def read_verb_group(tokens: Tokens, cue: int) -> VerbGroup:
    """The verb group of the cue at a place."""
    place, is_passive, is_infinitive = cue - 1, False, False
    while place >= 0 and not tokens[place].quoted:
        token = tokens[place]
        if token.lower in AUXILIARIES:
            between = tokens[place + 1 : cue]
            only_adverbs = all(is_adverb(word) for word in between)
            if token.lower in BE and only_adverbs and not tokens[cue].lower.endswith("ing"):
                is_passive = True
        elif token.lower == "to":
            is_infinitive = True
        elif not continues_group(token, is_infinitive):
            break
        place -= 1
    start = place + 1
    skips = (
        place >= 2
        and tokens[place].text == ","
        and tokens[place - 1].lower in SENTENCE_ADVERBS
        and tokens[place - 2].text == ","
    )
    if skips:
        place, start = place - 3, cue
    is_participle = tokens[cue].lower.endswith("ing") and start == cue
    return VerbGroup(start, place, is_passive, is_infinitive, is_participle, skips)


def is_adverb(token: Token) -> bool:
    ends = token.lower.endswith("ly") and token.lower not in NO_ADVERBS and token.is_small
    return token.lower in ADVERBS or ends


def continues_group(token: Token, is_infinitive: bool) -> bool:
    """Whether a word left of a cue belongs to its verb group."""
    if is_adverb(token) or token.lower in ("since", "further"):
        return True
    if not is_infinitive:
        return False
    return token.lower in IN_INFINITIVES or (token.is_small and token.is_verb)


def find_subject(tokens: Tokens, cue: int, group: VerbGroup, found: Sequence[Found]) -> Span | None:
    """The subject of a cue whose source does not follow it."""
    before = group.before
    if before >= 0:
        token = tokens[before]
        if not group.is_participle:
            if token.lower in ("who", "which"):
                return before, before + 1
            if token.lower == "that":
                return None
            subject = find_subject_past_time(tokens, before)
        else:
            subject = find_subject_of_participle(tokens, before)
        if subject is not None:
            return subject
    return find_distant_subject(tokens, cue, group, found)


def find_subject_past_time(tokens: Tokens, before: int) -> Span | None:
    """The subject that ends before a verb; a day between commas is skipped (*Orlov, on Monday, said*)."""
    subject = find_subject_before(tokens, before)
    token = tokens[before]
    if subject is None or subject[0] < 2 or tokens[subject[0] - 1].text != ",":
        return subject
    if token.is_time or token.lower in TIMES:
        return find_subject_with_apposition(tokens, subject[0] - 1) or subject
    return subject


def find_subject_of_participle(tokens: Tokens, before: int) -> Span | None:
    """The noun phrase right before a participle (*a statement saying that*)."""
    token = tokens[before]
    closed = COORDINATORS | PREPOSITIONS | SUBORDINATORS | ADVERBS
    if not token.is_word or token.lower in closed or token.is_finite or token.lower.endswith("ed"):
        return None
    start = find_phrase_start(tokens, before)
    if start is None:
        return None
    outer = tokens[start - 1] if start else None
    opens = outer is None or outer.text == "," or outer.lower in PREPOSITIONS or outer.lower.endswith("ed")
    return (start, before + 1) if opens or (outer and outer.is_finite) else None


def find_distant_subject(tokens: Tokens, cue: int, group: VerbGroup, found: Sequence[Found]) -> Span | None:
    """The source of an earlier cue of the sentence, else the subject of the sentence."""
    token = tokens[group.before] if group.before >= 0 else None
    is_joined = token is None or token.lower in COORDINATORS or token.text == ","
    if not (group.is_participle or group.is_infinitive or is_joined):
        return None
    is_preposition = token is not None and token.lower in PREPOSITIONS - PARTICIPLE_PREPOSITIONS
    if group.is_participle and is_preposition:
        return None
    earlier = [earlier_cue for earlier_cue in found if earlier_cue.cue < cue and earlier_cue.is_finite]
    if earlier:
        return earlier[-1].source
    subject = find_clause_subject(tokens, find_clause_start(tokens, group), group.start)
    if subject is None and group.start <= 1:
        comma = find_comma(tokens, cue, len(tokens))
        if comma < len(tokens) - 1:
            subject = find_clause_subject(tokens, comma + 1, len(tokens))
    return subject


def find_clause_start(tokens: Tokens, group: VerbGroup) -> int:
    """Where the clause of a joined verb begins (*when he came and said*)."""
    if group.before < 1 or tokens[group.before].lower not in COORDINATORS:
        return 0
    for place in range(group.before - 1, 0, -1):
        if tokens[place].lower in CLAUSE_LINKS or tokens[place].text == ";":
            return place + 1
    return 0


def is_leading_participle(tokens: Tokens, group: VerbGroup) -> bool:
    """Whether the cue opens the sentence with a preposition (*While saying that ..., Orlov left*)."""
    before = group.before
    return group.is_participle and 0 <= before <= 1 and tokens[before].lower in LEADING_PREPOSITIONS


def find_clause_subject(tokens: Tokens, start: int, end: int) -> Span | None:
    """The subject of the clause from `start`, for a cue that has no noun phrase right before it."""
    place = skip_openings(tokens, start, end)
    if place >= end:
        return None
    first = tokens[place]
    if first.is_capital and first.lower not in DETERMINERS | PRONOUNS:
        follows = tokens[place + 1] if place + 1 < end else None
        if place != start or follows is None or not is_common_noun(follows):
            name = read_name(tokens, place, end)
            if tokens[name[1] - 1].lower not in ("'s", "’s", "'", "’"):
                return name
    if first.lower in PRONOUNS and first.lower not in DETERMINERS:
        return place, place + 1
    stop = place
    while stop < end and not ends_subject(tokens, place, stop):
        stop += 1
    return (place, stop) if stop > place else None


def skip_openings(tokens: Tokens, start: int, end: int) -> int:
    """Where a clause begins behind a dateline (*KYIV, May 3 -*), adverbs and an adjunct with a comma."""
    place = start
    near = range(start, min(end, start + DATELINE))
    dash = next((at for at in near if tokens[at].text in LONG_DASHES), end)
    has_small_verb = any(token.is_verb and token.is_small for token in tokens[start:dash])
    if start == 0 and dash < end and not has_small_verb and tokens[start].text.isupper():
        place = dash + 1
    while place < end and (
        tokens[place].lower in COORDINATORS or not tokens[place].is_word or is_adverb(tokens[place])
    ):
        place += 1
    comma = find_comma(tokens, place, end)
    if comma < end and (opens_adjunct(tokens[place]) or is_time_adjunct(tokens, place, comma)):
        place = comma + 1
    return place


def is_time_adjunct(tokens: Tokens, start: int, comma: int) -> bool:
    """Whether the words before a comma say when (*Last month,*), or are one adverb (*Therefore,*)."""
    words = tokens[start:comma]
    if comma - start == 1:
        return words[0].lower in OPENING_ADVERBS
    return (
        len(words) <= 4
        and any(token.lower in PERIODS or token.is_time for token in words)
        and (words[0].lower in ("last", "this", "earlier", "later", "next", "that"))
    )


def opens_adjunct(token: Token) -> bool:
    return (
        token.lower in PREPOSITIONS
        or token.lower in SUBORDINATORS
        or token.lower.endswith("ing")
        or token.lower == "asked"
    )


def is_common_noun(token: Token) -> bool:
    return (
        token.is_small
        and token.lower not in AUXILIARIES | PREPOSITIONS
        and not token.is_finite
        and not token.lower.endswith(("ed", "ly"))
    )


def read_name(tokens: Tokens, start: int, end: int) -> Span:
    """A name from `start`: capitals and the small words that link them."""
    place = start
    while place < end:
        token = tokens[place]
        joins = token.lower == "and" and place + 1 < end and tokens[place + 1].is_capital
        if not (token.is_capital or token.lower in NAME_LINKS or joins):
            break
        place += 1
    return start, place


def ends_subject(tokens: Tokens, start: int, place: int) -> bool:
    """Whether a clause's subject ends before this token."""
    token = tokens[place]
    if token.is_finite or token.is_speech_verb or token.lower in ("who", "which", "that"):
        return True
    if token.is_small and token.lower.endswith(("ed", "ly")) and place > start + 1:
        return True
    if place == start:
        return False
    if token.text in (",", ":", ";"):
        return True
    before = tokens[place - 1]
    is_third_person = token.is_small and token.lower.endswith("s")
    return is_third_person and before.is_capital and before.lower not in DETERMINERS

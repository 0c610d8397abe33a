"""The source of a verb: its verb group, and the subject before, after or far from it."""

from collections.abc import Sequence
from typing import NamedTuple

from analysis.attributions.grammar.parts import PART
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
    PERIODS,
    PREPOSITIONS,
    PRONOUNS,
    SENTENCE_ADVERBS,
    SUBORDINATORS,
    TIMES,
    list_words,
)

COMPARATIVES = list_words("more less slightly most least")
NO_NOUNS = COORDINATORS | PREPOSITIONS | SUBORDINATORS | ADVERBS
IN_INFINITIVES = COMPARATIVES | INFINITIVE_HEADS
# Prepositions before a participle whose subject is that of the clause (*after warning that*).
PARTICIPLE_PREPOSITIONS = list_words("by after before while without in since")
OTHER_PREPOSITIONS = PREPOSITIONS - PARTICIPLE_PREPOSITIONS
OPENING_ADVERBS = list_words("therefore overall meanwhile however separately elsewhere instead nonetheless")
CLAUSE_LINKS = list_words("when while although though because since as if")
RELATIVES = list_words("who which that")
# Nouns of messages: who *released a statement saying* is the source.
MESSAGES = list_words(
    "statement statements letter letters email emails e-mail message messages tweet tweets response note memo "
    "memorandum post posts article articles release communique video clip report reports advisory"
)
# Verbs whose object does what an infinitive says (*urged him to say*).
CAUSES = list_words(
    "ask asks asked asking tell tells told telling urge urges urged urging lead leads led leading allow allows "
    "allowed force forces forced prompt prompts prompted want wants wanted cause causes caused get gets got "
    "help helps helped expect expects expected invite invites invited press pressed pressure pressured "
    "encourage encouraged encourages call calls called on upon order orders ordered require requires required "
    "allowing forcing prompting enabling asking leading requiring inviting pressing pushing getting helping "
    "compel compelled permit permitted enable enabled persuade persuaded challenge challenged let"
)
EARLY = list_words("earlier later early late")
FIXED = list_words("fact course turn effect times last first least")
ADVERB = PART["ADV"]
RELATIVE = PART["REL"]
PARTICIPLES = frozenset([PART["VBG"], PART["VBN"]])
LONG_DASHES = frozenset("-–—")
DATELINE = 12  # tokens within which a dateline ends
LEADING_PREPOSITIONS = list_words("while after before since in by when")


class VerbGroup(NamedTuple):
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


class Found(NamedTuple):
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
        elif is_fixed_adjunct(tokens, place):
            place -= 1
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


def is_fixed_adjunct(tokens: Tokens, place: int) -> bool:
    """Whether a fixed phrase inside a verb group ends here (*have in fact said*)."""
    if place < 2 or tokens[place - 1].lower not in ("in", "of", "at"):
        return False
    return tokens[place].lower in FIXED and tokens[place - 2].lower in AUXILIARIES


def is_adverb(token: Token) -> bool:
    return token.is_adverb


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
        if group.is_participle:
            subject = find_subject_of_participle(tokens, before)
        elif token.lower in ("who", "which"):
            return before, before + 1
        elif token.lower == "that":
            is_relative = token.part == RELATIVE and before > 0 and tokens[before - 1].is_nominal
            return (before, before + 1) if is_relative else None
        elif group.is_infinitive and not any(token.is_predicate for token in tokens[group.start : cue]):
            subject = find_subject_of_infinitive(tokens, before)
        else:
            subject = find_subject_past_time(tokens, before)
        if subject is not None:
            return subject
    return find_distant_subject(tokens, cue, group, found)


def find_subject_past_time(tokens: Tokens, before: int) -> Span | None:
    """The subject that ends before a verb; a time before the verb is skipped (*Orlov, on Monday, said*)."""
    last = skip_time_before(tokens, before)
    if tokens[last].lower in ("who", "which"):
        return last, last + 1
    subject = find_subject_before(tokens, last)
    token = tokens[before]
    if subject is not None and tokens[subject[0]].lower in ("a", "an", "the"):
        subject = widen_to_name(tokens, subject)
    if subject is None or subject[0] < 2 or tokens[subject[0] - 1].text != ",":
        return subject
    if token.is_time or token.lower in TIMES:
        return find_subject_with_apposition(tokens, subject[0] - 1) or subject
    return subject


def widen_to_name(tokens: Tokens, subject: Span) -> Span:
    """The name before an apposition that no comma closes (*Ivan Orlov, a deputy said*)."""
    comma = subject[0] - 1
    if comma < 1 or tokens[comma].text != ",":
        return subject
    place = comma - 1
    if tokens[place].text == ")":
        while place > 0 and tokens[place].text != "(":
            place -= 1
        place -= 1
    start = find_phrase_start(tokens, place) if place >= 0 else None
    if start is None or not tokens[place].is_capital or not tokens[start].is_capital:
        return subject
    opens = start == 0 or tokens[start - 1].text in (",", ":") or tokens[start - 1].is_mark
    is_alone = comma - start < 2 or has_place_before(tokens, start)
    return subject if is_alone or not opens else (start, subject[1])


def has_place_before(tokens: Tokens, start: int) -> bool:
    """Whether the segment before a name opens with a preposition (*In Kherson, Ukraine, the mayor said*)."""
    place = start - 1
    while place > 0 and tokens[place - 1].text != ",":
        place -= 1
    return start > 0 and tokens[place].lower in PREPOSITIONS


def skip_time_before(tokens: Tokens, last: int) -> int:
    """The place before a time that ends at `last` (*Orlov last week said*); `last` if no noun stands there."""
    place = last
    if is_period(tokens[last]) and tokens[last + 1].lower in ("ago", "later", "earlier"):
        place = last + 1
    for _ in range(3):
        step = place
        token = tokens[place]
        if token.lower in ("ago", "later", "earlier") and place > 1 and is_period(tokens[place - 1]):
            step = place - 3
            while step > 0 and (
                tokens[step].lower in ("than", "less", "more", "about") or tokens[step].is_adverb
            ):
                step -= 1
        elif (token.is_time and not token.text.isupper()) or token.lower in EARLY:
            step = place - 1
        elif token.lower in PERIODS and place and tokens[place - 1].lower in ("this", "last", "next", "that"):
            step = place - 2
        if step == place:
            break
        place = step
        if place > 0 and tokens[place].lower in ("on", "since") and tokens[place + 1].is_time:
            place -= 1
    if place >= last or place < 0:
        return last
    token = tokens[place]
    if token.text == ")" or token.lower in ("who", "which"):
        return place
    is_subject = token.is_word and (token.is_capital or token.is_nominal) and not token.is_verb
    return place if is_subject and token.lower not in PREPOSITIONS else last


def is_period(token: Token) -> bool:
    return token.lower.removesuffix("s") in PERIODS or token.lower in (
        "hours",
        "minutes",
        "days",
        "day",
        "hour",
    )


def find_subject_of_participle(tokens: Tokens, before: int) -> Span | None:
    """The noun phrase right before a participle (*a statement saying that*).

    Of a statement that somebody makes in the same clause, the subject is its author.
    """
    last = skip_time_before(tokens, before)
    token = tokens[last]
    if not token.is_word or token.lower in NO_NOUNS or token.is_finite or not token.is_nominal:
        return None
    start = find_phrase_start(tokens, last)
    if start is None:
        return None
    outer = tokens[start - 1] if start else None
    if outer is not None and outer.is_verb and token.lower in MESSAGES:
        author = find_subject_of_clause(tokens, start)
        if author is not None:
            return author
    opens = outer is None or not outer.is_word or outer.lower in PREPOSITIONS or outer.lower in COORDINATORS
    return (start, last + 1) if opens or (outer and outer.is_verb) else None


def find_subject_of_infinitive(tokens: Tokens, before: int) -> Span | None:
    """Who is led, asked or allowed *to say*, else the subject of the clause."""
    start = find_phrase_start(tokens, before)
    if start is not None and start > 0:
        outer = tokens[start - 1]
        is_led = outer.is_word and outer.lower in CAUSES
        if is_led or (outer.lower == "for" and start > 1):
            return start, before + 1
    return find_subject_of_clause(tokens, before + 1)


def find_subject_of_clause(tokens: Tokens, end: int) -> Span | None:
    """The subject of the last finite verb before a place."""
    place = end - 1
    while place > 0 and not (tokens[place].is_finite and not tokens[place].quoted):
        place -= 1
    group = read_verb_group(tokens, place)
    if place <= 0 or group.before < 0:
        return None
    token = tokens[group.before]
    if token.lower in RELATIVES:
        return None if token.lower == "that" else (group.before, group.before + 1)
    if token.lower in COORDINATORS or token.text == ",":
        return None
    return find_subject_past_time(tokens, group.before)


def find_distant_subject(tokens: Tokens, cue: int, group: VerbGroup, found: Sequence[Found]) -> Span | None:
    """The source of an earlier cue of the clause, else the subject of the clause."""
    token = tokens[group.before] if group.before >= 0 else None
    is_joined = token is None or token.lower in COORDINATORS or token.text == ","
    if not (group.is_participle or group.is_infinitive or is_joined):
        return None
    is_preposition = token is not None and token.lower in OTHER_PREPOSITIONS
    if group.is_participle and is_preposition:
        return find_subject_past_preposition(tokens, group.before)
    if group.is_participle and token is not None and token.lower in PARTICIPLE_PREPOSITIONS:
        subject = find_subject_of_clause(tokens, group.before)
        if subject is not None:
            return subject
    start = find_clause_start(tokens, group)
    earlier = [
        earlier_cue for earlier_cue in found if start <= earlier_cue.cue < cue and earlier_cue.is_finite
    ]
    if earlier:
        return earlier[-1].source
    subject = find_clause_subject(tokens, start, group.start)
    if subject is None and group.start <= 1:
        comma = find_comma(tokens, cue, len(tokens))
        if comma < len(tokens) - 1:
            subject = find_clause_subject(tokens, comma + 1, len(tokens))
    return subject


def find_subject_past_preposition(tokens: Tokens, preposition: int) -> Span | None:
    """Whom *accused ... of saying* means, else the subject of the clause (*made a point of saying*)."""
    verb = preposition - 1
    while verb > 0 and not (tokens[verb].is_verb or tokens[verb].cue is not None):
        verb -= 1
    cue = tokens[verb].cue
    if cue is not None and "judges" in cue.uses and verb + 1 < preposition:
        return verb + 1, preposition
    return find_subject_of_clause(tokens, preposition)


def find_clause_start(tokens: Tokens, group: VerbGroup) -> int:
    """Where the clause begins that a verb goes on with: behind the last *and*, *while* or semicolon before
    a subject and its verb (*Orlov left, and the mayor stayed, saying that*)."""
    for place in range(group.before - 1, 0, -1):
        token = tokens[place]
        if token.quoted:
            continue
        is_joint = token.lower in COORDINATORS and tokens[place - 1].text == ","
        if (is_joint or token.lower in CLAUSE_LINKS or token.text == ";") and has_subject_and_verb(
            tokens, place + 1, group.before + 1
        ):
            return place + 1
    return 0


def has_subject_and_verb(tokens: Tokens, start: int, end: int) -> bool:
    """Whether a noun phrase and then a finite verb follow a place."""
    has_noun = False
    for token in tokens[start:end]:
        if token.is_finite:
            return has_noun
        if token.text in (",", ";", ":") or token.lower in RELATIVES or token.is_mark:
            return False
        if token.lower in ("where", "when", "while", "if"):
            return False
        has_noun |= token.is_nominal
    return False


def is_leading_participle(tokens: Tokens, group: VerbGroup) -> bool:
    """Whether the cue opens the sentence with a preposition (*While saying that ..., Orlov left*)."""
    before = group.before
    if before < 0 or tokens[before].lower not in LEADING_PREPOSITIONS:
        return False
    return before <= 1 or not (tokens.verbs and tokens.verbs[0] < before)


def find_clause_subject(tokens: Tokens, start: int, end: int) -> Span | None:
    """The subject of the clause from `start`, for a cue that has no noun phrase right before it."""
    place = skip_openings(tokens, start, end)
    if place >= end:
        return None
    first = tokens[place]
    if first.lower in PRONOUNS and first.lower not in DETERMINERS:
        return place, place + 1
    stop = place
    while stop < end and not ends_subject(tokens, place, stop):
        stop += 1
    while stop > place and tokens[stop - 1].is_adverb:
        stop -= 1
    if stop > place and tokens[stop - 1].lower in ("he", "she", "they", "we", "i"):
        return stop - 1, stop
    return (place, stop) if stop > place else None


def skip_openings(tokens: Tokens, start: int, end: int) -> int:
    """Where a clause begins behind a dateline (*KYIV, May 3 -*), adverbs and adjuncts with a comma."""
    place = start
    near = range(start, min(end, start + DATELINE))
    dash = next((at for at in near if tokens[at].text in LONG_DASHES), end)
    has_small_verb = any(token.is_verb and token.is_small for token in tokens[start:dash])
    if start == 0 and dash < end and not has_small_verb and is_dateline(tokens, dash):
        place = dash + 1
    for _ in range(4):
        while place < end and (
            tokens[place].lower in COORDINATORS
            or not tokens[place].is_word
            or is_adverb_before(tokens, place)
        ):
            place += 1
        comma = find_comma(tokens, place, end)
        if comma >= end - 1 or not (opens_adjunct(tokens[place]) or is_time_adjunct(tokens, place, comma)):
            return place
        place = comma + 1
        while is_place_alone(tokens, place, end):
            place = find_comma(tokens, place, end) + 1
    return place


def is_dateline(tokens: Tokens, dash: int) -> bool:
    """Whether the words before a dash are a place and perhaps an agency (*Washington (AFP) –*)."""
    if tokens[0].text.isupper():
        return True
    words = [token for token in tokens[:dash] if token.is_word]
    return bool(words) and all(token.is_capital or token.is_time or token.text.isdigit() for token in words)


def is_adverb_before(tokens: Tokens, place: int) -> bool:
    """Whether a clause opens with an adverb, which may be written with a capital."""
    token = tokens[place]
    if token.lower in ("there", "here") and tokens[place + 1].text == ",":
        return True
    if (token.is_adverb or token.part == ADVERB) and token.lower not in SUBORDINATORS:
        return token.lower not in DETERMINERS or tokens[place + 1 : place + 2] == [","]
    return False


def is_place_alone(tokens: Tokens, start: int, end: int) -> bool:
    """Whether a name stands alone up to the next comma (*in Portsmouth, N.H., he said*)."""
    comma = find_comma(tokens, start, end)
    if comma >= end - 1 or comma - start > 2 or comma == start:
        return False
    names = tokens[start:comma]
    return all((token.is_capital and not token.is_finite) or token.text == "." for token in names) and (
        names[-1].text == "." or "." in names[-1].text
    )


def is_time_adjunct(tokens: Tokens, start: int, comma: int) -> bool:
    """Whether the words before a comma say when (*Last month,*), or are one adverb (*Therefore,*)."""
    words = tokens[start:comma]
    if comma - start == 1:
        return words[0].lower in OPENING_ADVERBS
    if any(token.is_finite for token in words):
        return False
    last = words[-1]
    says_when = is_period(last) or last.lower in ("ago", "later", "earlier") or last.is_time
    return len(words) <= 5 and (
        says_when or words[0].lower in ("last", "this", "earlier", "later", "next", "that")
    )


def opens_adjunct(token: Token) -> bool:
    return (
        token.lower in PREPOSITIONS
        or token.lower in SUBORDINATORS
        or token.part in PARTICIPLES
        or token.lower in ("asked", "absent", "shortly", "beyond", "given")
    )


def ends_subject(tokens: Tokens, start: int, place: int) -> bool:
    """Whether a clause's subject ends before this token."""
    token = tokens[place]
    if token.is_finite or token.is_speech_verb or token.lower in ("who", "which", "that"):
        return True
    if place == start:
        return False
    if token.is_verb and tokens[place - 1].is_adverb:
        return True
    if token.text in (",", ":", ";") or token.text in LONG_DASHES:
        return True
    before = tokens[place - 1]
    is_third_person = token.is_small and token.lower.endswith("s") and not token.is_nominal
    return is_third_person and before.is_capital and before.lower not in DETERMINERS

"""The source of a verb that it does not stand behind: its subject."""

from collections.abc import Sequence

from analysis.attributions.grammar.parts import NOUNS, PART, PARTICIPLES
from analysis.attributions.rules.bare.sources import BODIES, HEADS, find_bare_source
from analysis.attributions.rules.clauses import find_clause_start, find_clause_subject
from analysis.attributions.rules.noun_phrases import (
    find_subject_before,
    find_subject_with_apposition,
    skip_time_before,
)
from analysis.attributions.rules.phrase_starts import find_phrase_start
from analysis.attributions.rules.verb_groups import Found, VerbGroup, read_verb_group
from analysis.attributions.tokens import Span, Tokens, find_comma, has_predicate
from analysis.attributions.word_classes import (
    ARTICLES,
    COORDINATORS,
    FUNCTION_WORDS,
    PREPOSITIONS,
    RELATIVE_PRONOUNS,
    SUBJECT_RELATIVES,
    TIMES,
)
from analysis.matching.word_lists import list_words

# Prepositions before a participle whose subject is that of the clause (*after warning that*).
PARTICIPLE_PREPOSITIONS = list_words("by after before while without in since")
OTHER_PREPOSITIONS = PREPOSITIONS - PARTICIPLE_PREPOSITIONS
# Nouns of messages: who *released a statement saying* is the source.
MESSAGES = list_words(
    "statement statements letter letters email emails e-mail message messages tweet tweets response note "
    "story stories claim claims rumour rumours rumor rumors allegation allegations lawsuit lawsuits "
    "complaint "
    "memo memorandum post posts article articles release communique video clip report reports advisory"
)
# Verbs whose object does what an infinitive says (*urged him to say*).
CAUSES = list_words(
    "ask asks asked asking tell tells told telling urge urges urged urging lead leads led leading allow "
    "allows allowed force forces forced prompt prompts prompted want wants wanted cause causes caused get "
    "gets got help helps helped expect expects expected invite invites invited press pressed pressure "
    "pressured encourage encouraged encourages call calls called on upon order orders ordered require "
    "requires required allowing forcing prompting enabling asking leading requiring inviting pressing "
    "pushing getting helping compel compelled permit permitted enable enabled persuade persuaded "
    "challenge challenged let"
)
PURPOSES = list_words("reason reasons pretext excuse grounds basis")
PASSIVES = frozenset([PART["VBN"], PART["VFIN"]])
RELATIVE = PART["REL"]
INSERTED = 5  # tokens of a verb between commas
NEAR_START = 3  # tokens within which a sentence that opens with a preposition begins its noun phrase


def find_subject(tokens: Tokens, cue: int, group: VerbGroup, found: Sequence[Found]) -> Span | None:
    """The subject of a cue whose source does not follow it."""
    before = group.before
    if before >= 0:
        token = tokens[before]
        is_further = tokens[cue].lower in ("adding", "noting", "explaining") or not tokens.edges
        if group.is_participle and found and is_further and not has_own_noun(tokens, before):
            subject = None  # *said many were among the dead adding that*
        elif group.is_participle:
            subject = find_subject_of_participle(tokens, before)
        elif token.lower in SUBJECT_RELATIVES:
            return before, before + 1
        elif token.lower == "that":
            is_relative = token.part == RELATIVE and before > 0 and tokens[before - 1].is_nominal
            return (before, before + 1) if is_relative else None
        elif group.is_infinitive and not has_predicate(tokens, group.start, cue):
            subject = find_subject_of_infinitive(tokens, before)
            if subject is not None and tokens[subject[0]].lower in ("it", "there"):
                return None  # *it is wrong to say*
        else:
            subject = find_subject_past_time(tokens, before)
        if subject is not None:
            return subject
    return find_distant_subject(tokens, cue, group, found)


def has_own_noun(tokens: Tokens, before: int) -> bool:
    """Whether the noun before a participle speaks itself (*with a source telling*, *reports suggesting*)."""
    start = find_bare_source(tokens, before)
    if not start:
        return False
    opens = tokens[start - 1].lower
    return opens == "with" or (
        not tokens.edges and opens in PREPOSITIONS and tokens[before].lower in MESSAGES
    )


def find_subject_past_time(tokens: Tokens, before: int) -> Span | None:
    """The subject that ends before a verb; a time before the verb is skipped (*Orlov, on Monday, said*)."""
    last = skip_time_before(tokens, before)
    if tokens[last].lower in SUBJECT_RELATIVES:
        return last, last + 1
    subject = find_subject_before(tokens, last)
    if subject is not None and not tokens.edges and follows_preposition(tokens, subject[0]):
        start = find_bare_source(tokens, last)
        subject = subject if start is None else (start, last + 1)
    elif subject is not None and not tokens.edges and tokens[last].is_capital:
        subject = cut_to_name(tokens, subject)
    token = tokens[before]
    if subject is not None and tokens[subject[0]].lower in ARTICLES:
        subject = widen_to_name(tokens, subject) if tokens.edges else widen_to_bare_name(tokens, subject)
    if subject is not None and not tokens.edges and tokens[subject[0] - 1].lower == "by":
        subject = widen_by_agent(tokens, subject)
    if subject is None or subject[0] < 2 or tokens[subject[0] - 1].text != ",":
        return subject
    if tokens[subject[0]].lower in ("along", "together"):  # *Orlov, along with the mayor said*
        start = find_phrase_start(tokens, subject[0] - 2)
        return subject if start is None else (start, subject[1])
    if token.is_time or token.lower in TIMES:
        return find_subject_with_apposition(tokens, subject[0] - 1) or subject
    return subject


def widen_by_agent(tokens: Tokens, subject: Span) -> Span:
    """*A unit run by the group*, of which the subject is the last part."""
    participle = subject[0] - 2
    if participle < 1 or tokens[participle].part not in PASSIVES or tokens[participle - 1].part not in NOUNS:
        return subject
    start = find_phrase_start(tokens, participle - 1)
    opens = start is not None and (start == 0 or not tokens[start - 1].is_word)
    return (start, subject[1]) if opens and start is not None else subject


def cut_to_name(tokens: Tokens, subject: Span) -> Span:
    """A name without the phrase before it (*to places of death Dr Orlov said*), in a text without commas."""
    start = find_bare_source(tokens, subject[1] - 1)
    if start is None or start - subject[0] < NEAR_START or not tokens[start].is_capital:
        return subject
    before, words = tokens[start - 1], tokens[subject[0] : start]
    is_other = before.is_small and before.part == PART["NOUN"] and before.text.isalpha()
    is_speaker = any(word.is_source_word or word.lower in HEADS or word.lower in BODIES for word in words)
    goes_on = words[0].is_capital and any(word.part == PART["VBG"] or word.lower == "of" for word in words)
    return (start, subject[1]) if is_other and not is_speaker and not goes_on else subject


def follows_preposition(tokens: Tokens, start: int) -> bool:
    """Whether a noun phrase may hold that of a preposition (*In the evening the mayor said*)."""
    if start > 0 and tokens[start - 1].lower in ("during", "amid"):
        return True
    opens = tokens[0].lower in PREPOSITIONS or tokens[0].part == PART["VBG"]
    return opens and start < NEAR_START


def widen_to_name(tokens: Tokens, subject: Span) -> Span:
    """The name before an apposition that no comma closes (*Ivan Orlov, a deputy said*)."""
    comma = subject[0] - 1
    if comma < 1 or tokens[comma].text != "," or is_inserted(tokens, subject[1]):
        return subject
    place = comma - 1
    if tokens[place].text == ")":
        while place > 0 and tokens[place].text != "(":
            place -= 1
        place -= 1
    start = find_phrase_start(tokens, place) if place >= 0 and not tokens[place].is_time else None
    if start is None or not tokens[place].is_capital or not tokens[start].is_capital:
        return subject
    opens = start == 0 or tokens[start - 1].text in (",", ":") or tokens[start - 1].is_mark
    is_alone = comma - start < 2 or has_place_before(tokens, start)
    return subject if is_alone or not opens else (start, subject[1])


def is_inserted(tokens: Tokens, end: int) -> bool:
    """Whether a subject and its cue stand inside a clause (*Many towns, the mayor said, have ports*)."""
    comma = find_comma(tokens, end, min(end + INSERTED, len(tokens) - 1))
    return tokens[comma].text == "," and tokens[comma + 1].is_predicate


def widen_to_bare_name(tokens: Tokens, subject: Span) -> Span:
    """The same in a sentence without commas, where a name opens it (*Ivan Orlov a deputy said*)."""
    start = subject[0]
    while start > 0 and tokens[start - 1].is_capital and not tokens[start - 1].is_time:
        start -= 1
    opens = start == 0 or tokens[start - 1].is_mark
    return (start, subject[1]) if opens and subject[0] - start > 1 else subject


def has_place_before(tokens: Tokens, start: int) -> bool:
    """Whether the segment before a name opens with a preposition (*In Kherson, Ukraine, the mayor said*)."""
    place = start - 1
    while place > 0 and tokens[place - 1].text != ",":
        place -= 1
    return start > 0 and tokens[place].lower in PREPOSITIONS


def find_subject_of_participle(tokens: Tokens, before: int) -> Span | None:
    """The noun phrase right before a participle (*a statement saying that*).

    Of a statement that somebody makes in the same clause, the subject is its author.
    """
    last = skip_time_before(tokens, before)
    token = tokens[last]
    if not token.is_word or token.lower in FUNCTION_WORDS or token.is_finite or not token.is_nominal:
        return None
    if has_own_noun(tokens, last):
        return find_bare_source(tokens, last) or 0, last + 1
    start = find_phrase_start(tokens, last)
    if start is None:
        return None
    if not tokens.edges and token.lower not in MESSAGES and tokens.verbs and tokens.verbs[0] < start:
        return find_clause_subject(tokens, 0, start)
    outer = tokens[start - 1] if start else None
    if outer is not None and outer.is_verb and token.lower in MESSAGES:
        author = find_subject_of_clause(tokens, start)
        if author is None and outer.part in PARTICIPLES:
            before = read_verb_group(tokens, start - 1).before
            author = find_subject_past_time(tokens, before) if before >= 0 else None
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
    if token.lower in RELATIVE_PRONOUNS:
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
    # Without commas *adding that* goes on with the saying, not with the clause before it.
    start = 0 if group.is_participle and not tokens.edges else find_clause_start(tokens, group)
    earlier = [
        earlier_cue for earlier_cue in found if start <= earlier_cue.cue < cue and earlier_cue.is_finite
    ]
    if earlier:
        return earlier[-1].source
    subject = find_clause_subject(tokens, find_clause_start(tokens, group), group.start)
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
    if tokens[preposition - 1].lower in PURPOSES:
        return None  # *a pretext for accusing the mayor*
    cue = tokens[verb].cue
    if cue is not None and "judges" in cue.uses and verb + 1 < preposition:
        return verb + 1, preposition
    return find_subject_of_clause(tokens, preposition)

"""Attributions whose cue is a verb of speech."""

from collections.abc import Sequence

from analysis.attributions.attribution import Attribution
from analysis.attributions.cues import Cue
from analysis.attributions.grammar.parts import ADJECTIVES, FINITE_OR_INFINITIVE, PART
from analysis.attributions.rules.bare.sentences import read_bare
from analysis.attributions.rules.clauses import find_clause_subject
from analysis.attributions.rules.contents import find_quotation_start
from analysis.attributions.rules.noun_phrases import find_end_after
from analysis.attributions.rules.others.hearsay import read_passive_without_agent
from analysis.attributions.rules.others.receivers import skip_receiver
from analysis.attributions.rules.passives import follows_comma, read_as_reported, read_as_said, read_passive
from analysis.attributions.rules.phrase_starts import NAME_PARTICLES
from analysis.attributions.rules.subjects import find_subject
from analysis.attributions.rules.told import is_thought, is_told, opens_idle_clause
from analysis.attributions.rules.verb_contents import read_content
from analysis.attributions.rules.verb_groups import Found, VerbGroup, is_leading_participle, read_verb_group
from analysis.attributions.tokens import (
    DASHES,
    LIKE_VERBS,
    POSSESSIVES,
    SINGLE_MARKS,
    Span,
    Token,
    Tokens,
    find_comma,
    follows_quotation,
    has_predicate,
)
from analysis.attributions.word_classes import (
    ARTICLES,
    AUXILIARIES,
    CLAUSE_OPENERS,
    COORDINATORS,
    DETERMINERS,
    FIXED_DETERMINERS,
    PREPOSITIONS,
    PRONOUNS,
    RELATIVES,
    SUBJECT_PRONOUNS,
    SUBJECT_RELATIVES,
    SUBORDINATORS,
    VERB_FORMS,
)
from analysis.matching.word_lists import list_words

NO_PRONOUNS = DETERMINERS - PRONOUNS
BEFORE_VERBS = PRONOUNS | AUXILIARIES | {"to", "not", "also"}
NO_SOURCE_STARTS = CLAUSE_OPENERS | PREPOSITIONS | SUBORDINATORS | list_words("him them me us so yes no")
ATTRIBUTED = frozenset([PART["NOUN"], PART["ADJ"]])
REDUCED = frozenset([PART["VBN"], PART["VFIN"]])
BEFORE_NOUNS = frozenset([PART["ADJ"], PART["DET"], PART["POS"]])
COUNTING = frozenset(PART[name] for name in ("NUM", "VBG", "ADJ"))
COMPARING = list_words("like such where though in with of")
BEHIND_PARTICIPLES = list_words("to into in on at for as by")
NOUN_COMPLEMENTS = list_words("of from on about")
NEAR_THAT = 7  # tokens from a verb to the *that* of its content
PROVEN = list_words("that how whether")


def read_verb(tokens: Tokens, place: int, form: Cue, found: Sequence[Attribution]) -> Attribution | None:
    """An attribution whose cue is a verb of speech."""
    if is_noun(tokens, place, form) or is_attribute(tokens, place):
        return None
    reported = read_as_reported(tokens, place, form)
    if reported is not None:
        return reported
    group = read_verb_group(tokens, place)
    if group.is_passive:
        unsourced = read_passive_without_agent(tokens, place, form, group)
        if unsourced is not None:
            return unsourced
    if not is_told(tokens, place, form, group):
        return None
    if form.is_thought and not is_thought(tokens, place, group):
        return None
    if "that" in form.uses and not (place + 1 < len(tokens) and tokens[place + 1].lower in PROVEN):
        return None
    is_reduced = place + 1 < len(tokens) and tokens[place + 1].lower == "by" and follows_comma(tokens, group)
    is_reduced &= form.lemma != "write"
    if group.is_passive or is_reduced:
        return None if form.lemma == "claim" else read_passive(tokens, place, form, group)
    bare = read_bare(tokens, place, form, group)
    if bare is not None:
        return bare
    if is_inverted(tokens, place, form, group):
        return read_inverted(tokens, place, form)
    if group.is_participle and is_leading_participle(tokens, group):
        return read_leading_participle(tokens, place, form)
    if opens_idle_clause(tokens, place, group):
        return None
    earlier = list_earlier(tokens, found)
    source = find_subject(tokens, place, group, earlier)
    if source is None:
        return None
    source = skip_receiver(tokens, skip_according(tokens, source))
    if source[0] > 0 and tokens[source[0] - 1].lower == "as":
        around = read_as_said(tokens, place, form, source)
        if around is not None:
            return around
    return read_content(tokens, place, form, group, source, earlier)


def skip_according(tokens: Tokens, source: Span) -> Span:
    """A subject without an *according to* before it (*According to the agency, the mayor said*)."""
    comma = find_comma(tokens, *source)
    opens = tokens[source[0]].lower == "according" and comma < source[1] - 1
    return (comma + 1, source[1]) if opens else source


def list_earlier(tokens: Tokens, found: Sequence[Attribution]) -> list[Found]:
    """What the rules for subjects ask of the attributions found earlier in the sentence."""
    return [describe_found(tokens, attribution) for attribution in found]


def describe_found(tokens: Tokens, attribution: Attribution) -> Found:
    cue = tokens[attribution.place]
    is_finite = not cue.lower.endswith("ing") and attribution.side != "around" and cue.part in LIKE_VERBS
    content = attribution.contents[0][0] if attribution.contents else attribution.place
    return Found(attribution.place, attribution.source, content, is_finite, attribution.side == "right")


def is_noun(tokens: Tokens, place: int, form: Cue) -> bool:
    """Whether a form that may be a noun is one here."""
    token = tokens[place]
    before = tokens[place - 1] if place else None
    after = tokens[place + 1] if place + 1 < len(tokens) else None
    if before is not None and before.lower in ARTICLES:
        return True
    if before is not None and after is not None and is_no_verb(before, token, after):
        return True
    if not form.is_noun:
        return False
    if token.lower == "states" and before is not None and (before.text == "," or before.part in COUNTING):
        return True  # *Vermont, states that vote early*
    shows_verb = token.part in FINITE_OR_INFINITIVE
    if after is not None and after.is_predicate and token.lower not in ("say", "says"):
        return True  # *media reports said*
    if token.lower.endswith("ing") and after is not None and after.lower in ("as", "of", "from", "by"):
        return True
    if token.is_capital and place > 0 and not shows_verb:
        return True
    if after is None or (after.lower in NOUN_COMPLEMENTS and token.lower != "reading" and not shows_verb):
        return True
    is_verb_only = token.lower in ("say", "saying")
    if token.lower == "say" and before is not None and before.lower in ("a", "any", "no", "the"):
        return True
    if before is not None and is_plural_subject(tokens, place):
        return False
    if before is not None and not is_verb_only:
        is_determined = before.lower in FIXED_DETERMINERS or before.part in BEFORE_NOUNS
        is_determined |= form.lemma == "state" and (before.lower in DETERMINERS or after.lower in COMPARING)
        is_determined |= token.lower == "state" and after.part == PART["NOUN"]  # *state media*
        if is_determined or before.lower in PREPOSITIONS or before.lower in POSSESSIVES:
            return True
    if shows_verb or is_verb_only or after.lower == "that" or after.is_mark or after.text in ":,":
        return False
    if before is None:
        return True
    return not (before.lower in BEFORE_VERBS or (before.is_capital and token.lower.endswith("s")))


def is_plural_subject(tokens: Tokens, place: int) -> bool:
    """Whether a plural stands before a form, and a clause with a pronoun behind it (*aides state they*)."""
    before, after = tokens[place - 1], tokens[place + 1]
    if not (before.is_nominal and before.lower.endswith("s") and after.lower in SUBJECT_PRONOUNS):
        return False
    return (
        place + 2 < len(tokens) and tokens[place + 2].is_predicate and not tokens[place].lower.endswith("s")
    )


def is_no_verb(before: Token, token: Token, after: Token) -> bool:
    """Whether a form is no verb between its neighbours.

    *Internet Relay Chat*; *as of this writing*; *out of, say, six*; *the end point, and*.
    """
    if token.part == PART["PROPN"] and before.is_capital and after.is_capital and token.is_capital:
        return token.lower not in ("say", "says", "tells")
    if token.text == "Said" and (before.is_capital or before.lower in NAME_PARTICLES):
        return True
    if token.lower.endswith("ing"):
        if token.lower == "reporting" and before.part in FINITE_OR_INFINITIVE:
            return True  # *mandate reporting abuses*
        if after.lower == "on" and before.part == PART["PROPN"]:
            return True  # *the agency's reporting on*
        return before.lower in NO_PRONOUNS and before.lower not in ("all", "both")
    if before.text == "," and after.text == ",":
        return token.lower == "say"
    is_last = token.part == PART["NOUN"] and after.text == "," and before.part in ATTRIBUTED
    return is_last and not token.is_speech_verb


def is_attribute(tokens: Tokens, place: int) -> bool:
    """Whether a participle goes with a noun (*the reported attack*, *refugees admitted to the country*)."""
    token = tokens[place]
    if place < 1 or place + 1 >= len(tokens) or not token.lower.endswith(("ed", "en")):
        return False
    before, after = tokens[place - 1], tokens[place + 1]
    is_joined = before.lower in COORDINATORS and token.part != PART["VFIN"]
    is_determined = before.lower in NO_PRONOUNS or before.lower in PREPOSITIONS or before.is_possessive
    if (is_determined or is_joined or before.part in ADJECTIVES) and after.is_nominal and not before.is_mark:
        return True
    if token.lower in ("alleged", "estimated", "suspected") and after.part in ATTRIBUTED:
        return True  # *has alleged ties to*
    if (
        token.lower == "claimed"
        and after.lower == "to"
        and tokens[min(place + 2, len(tokens) - 1)].lower == "have"
    ):
        return False  # *the army claimed to have left*
    says_when = after.lower == "on" and place + 2 < len(tokens) and tokens[place + 2].is_time
    is_reduced = token.part in REDUCED and before.part == PART["NOUN"] and not says_when
    if not is_reduced or after.lower not in BEHIND_PARTICIPLES:
        return False
    # *The army announced in a statement that*.
    says_that = any(near.lower == "that" for near in tokens[place + 3 : place + NEAR_THAT])
    return not (says_that and after.lower in ("in", "on", "at"))


def is_inverted(tokens: Tokens, place: int, form: Cue, group: VerbGroup) -> bool:
    """Whether the source follows the cue (*..., said Orlov*)."""
    if "inverts" not in form.uses or place + 1 >= len(tokens) or group.skips_adverb:
        return False
    if group.is_passive or group.is_infinitive or group.is_participle or group.start != place:
        return False
    if place and not (
        tokens[place - 1].in_quotation
        or tokens[place - 1].text in SINGLE_MARKS
        or tokens[place - 1].text == ","
        or tokens[place - 1].text in DASHES
    ):
        return False
    after = tokens[place + 1]
    if (
        not after.is_word
        or after.lower in NO_SOURCE_STARTS
        or (after.is_small and after.lower.endswith("ly"))
        or after.is_time
        or (after.lower in SUBJECT_PRONOUNS and not tokens[place - 1].in_quotation)
    ):
        return False
    if follows_quotation(tokens, place):
        return True
    return lacks_verb_after(tokens, place) and not is_phrase_alone(tokens, place)


def lacks_verb_after(tokens: Tokens, place: int) -> bool:
    """Whether no finite verb follows a cue up to the next comma."""
    for token in tokens[place + 1 :]:
        if token.lower in SUBJECT_RELATIVES:
            return True
        if token.lower in AUXILIARIES or token.lower in VERB_FORMS or token.lower == "that":
            return False
        if token.text == ",":
            return True
    return True


def is_phrase_alone(tokens: Tokens, end: int) -> bool:
    """Whether the text before a cue is a noun phrase, its apposition or relative clause behind it."""
    if find_comma(tokens, 0, end) >= end - 1:
        return False
    start, has_clause = 0, False
    for place in range(end):
        if tokens[place].text == "," or place == end - 1:
            first = tokens[start].lower
            is_own = first not in RELATIVES and first not in SUBORDINATORS and first not in PREPOSITIONS
            has_clause |= is_own and has_predicate(tokens, start, place)
            start = place + 1
    return not has_clause


def read_inverted(tokens: Tokens, place: int, form: Cue) -> Attribution:
    """*"...", said Orlov on Monday, "..."*."""
    n = len(tokens)
    end = find_end_after(tokens, place + 1)
    contents = [(find_quotation_start(tokens, place), place)]
    quotation = next((mark for mark in tokens.marks if mark >= end), n)
    if n - quotation > 2:
        contents.append((quotation, n))
    return Attribution((place + 1, end), (place, place + 1), tuple(contents), place, form, "left")


def read_leading_participle(tokens: Tokens, place: int, form: Cue) -> Attribution | None:
    """*While saying that ..., Orlov left*."""
    n = len(tokens)
    comma = find_comma(tokens, place, n)
    source = find_clause_subject(tokens, comma + 1, n) if comma < n - 1 else None
    if source is None or comma <= place + 1:
        return None
    return Attribution(source, (place, place + 1), ((place + 1, comma),), place, form, "right")

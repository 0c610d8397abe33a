"""Attributions whose cue is a verb of speech."""

from collections.abc import Sequence

from analysis.attributions.attribution import Attribution
from analysis.attributions.contents import (
    find_quotation_start,
)
from analysis.attributions.cues import Cue
from analysis.attributions.noun_phrases import find_end_after
from analysis.attributions.subjects import (
    Found,
    VerbGroup,
    find_clause_subject,
    find_subject,
    is_leading_participle,
    read_verb_group,
)
from analysis.attributions.tokens import (
    DASHES,
    Token,
    Tokens,
    find_comma,
    follows_quotation,
    has_quotation,
)
from analysis.attributions.verb_contents import read_content
from analysis.attributions.word_classes import (
    AUXILIARIES,
    CLAUSE_OPENERS,
    DETERMINERS,
    LONE_DETERMINERS,
    PREPOSITIONS,
    PRONOUNS,
    SUBORDINATORS,
    VERB_FORMS,
    list_words,
)

POSSESSIVES = frozenset(["'s", "’s"])
FIXED_DETERMINERS = DETERMINERS - LONE_DETERMINERS
BEFORE_VERBS = PRONOUNS | AUXILIARIES | {"to", "not", "also"}
NO_SOURCE_STARTS = CLAUSE_OPENERS | PREPOSITIONS | SUBORDINATORS | list_words("him them me us so yes no")
NO_THIRD_PERSONS = DETERMINERS | PREPOSITIONS | PRONOUNS
NOUN_COMPLEMENTS = list_words("of from on about")
PROVEN = list_words("that how whether")


def read_verb(tokens: Tokens, place: int, form: Cue, found: Sequence[Attribution]) -> Attribution | None:
    """An attribution whose cue is a verb of speech."""
    if is_noun(tokens, place, form) or is_answer_without_words(tokens, place, form):
        return None
    group = read_verb_group(tokens, place)
    if "that" in form.uses and not (place + 1 < len(tokens) and tokens[place + 1].lower in PROVEN):
        return None
    if group.is_passive:
        return read_passive(tokens, place, form, group)
    if is_inverted(tokens, place, form, group):
        return read_inverted(tokens, place, form)
    if is_leading_participle(tokens, group):
        return read_leading_participle(tokens, place, form)
    earlier = [describe_found(tokens, attribution) for attribution in found]
    source = find_subject(tokens, place, group, earlier)
    if source is None:
        return None
    return read_content(tokens, place, form, group, source, earlier)


def read_passive(tokens: Tokens, place: int, form: Cue, group: VerbGroup) -> Attribution | None:
    """*The move was first reported by the paper*."""
    n = len(tokens)
    if place + 2 >= n or tokens[place + 1].lower != "by" or "addressee" in form.uses or group.start < 1:
        return None
    end = find_end_after(tokens, place + 2)
    if end <= place + 2:
        return None
    return Attribution((place + 2, end), (group.start, place + 2), ((0, group.start),), place, form, "left")


def describe_found(tokens: Tokens, attribution: Attribution) -> Found:
    is_finite = not tokens[attribution.place].lower.endswith("ing") and attribution.side != "around"
    content = attribution.contents[0][0] if attribution.contents else attribution.place
    return Found(attribution.place, attribution.source, content, is_finite, attribution.side == "right")


def is_noun(tokens: Tokens, place: int, form: Cue) -> bool:
    """Whether a form that may be a noun is one here."""
    if not form.is_noun:
        return False
    token = tokens[place]
    before = tokens[place - 1] if place else None
    after = tokens[place + 1] if place + 1 < len(tokens) else None
    if token.is_capital and place > 0:
        return True
    if after is None or (after.lower in NOUN_COMPLEMENTS and token.lower != "reading"):
        return True
    is_verb_only = token.lower in ("say", "saying")
    if token.lower == "say" and before is not None and before.lower in ("a", "any", "no", "the"):
        return True
    if before is not None and not is_verb_only:
        is_determined = before.lower in FIXED_DETERMINERS
        if is_determined or before.lower in PREPOSITIONS or before.lower in POSSESSIVES:
            return True
    if is_verb_only or after.lower == "that" or after.is_mark or after.text in ":,":
        return False
    if before is None:
        return True
    shows_verb = before.lower in BEFORE_VERBS
    return not (shows_verb or (before.is_capital and token.lower.endswith("s")))


def is_answer_without_words(tokens: Tokens, place: int, form: Cue) -> bool:
    """*Responded to the fire*: an answer to something, without a quotation in the sentence."""
    if form.lemma not in ("respond", "reply", "answer") or place + 1 >= len(tokens):
        return False
    return tokens[place + 1].lower == "to" and not has_quotation(tokens, 0, len(tokens))


def is_inverted(tokens: Tokens, place: int, form: Cue, group: VerbGroup) -> bool:
    """Whether the source follows the cue (*..., said Orlov*)."""
    if "inverts" not in form.uses or place + 1 >= len(tokens) or group.skips_adverb:
        return False
    if group.is_passive or group.is_infinitive or group.is_participle or group.start != place:
        return False
    if place and not (
        tokens[place - 1].in_quotation or tokens[place - 1].text == "," or tokens[place - 1].text in DASHES
    ):
        return False
    after = tokens[place + 1]
    if not after.is_word or after.lower in NO_SOURCE_STARTS or after.lower.endswith("ly") or after.is_time:
        return False
    if follows_quotation(tokens, place):
        return True
    return lacks_verb_after(tokens, place) and not is_phrase_alone(tokens, place)


def lacks_verb_after(tokens: Tokens, place: int) -> bool:
    """Whether no finite verb follows a cue up to the next comma."""
    for token in tokens[place + 1 :]:
        if token.lower in AUXILIARIES or token.lower in VERB_FORMS or token.lower == "that":
            return False
        if token.text == ",":
            return True
    return True


def is_phrase_alone(tokens: Tokens, end: int) -> bool:
    """Whether the text up to the first comma is a noun phrase, its apposition behind it."""
    comma = find_comma(tokens, 0, end)
    if comma >= end - 1:
        return False
    return not any(
        token.is_finite or (token.is_small and shows_third_person(token)) for token in tokens[:comma]
    )


def shows_third_person(token: Token) -> bool:
    closed = NO_THIRD_PERSONS
    ends = token.lower.endswith(("ed", "s")) and not token.lower.endswith("ss")
    return ends and token.lower not in closed


def read_inverted(tokens: Tokens, place: int, form: Cue) -> Attribution:
    """*"...", said Orlov on Monday, "..."*."""
    n = len(tokens)
    end = find_end_after(tokens, place + 1)
    contents = [(find_quotation_start(tokens, place), place)]
    quotation = next((at for at in range(end, n) if tokens[at].is_mark), n)
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

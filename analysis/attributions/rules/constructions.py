"""The attributions of one sentence: each cue is read by the rules of its kind."""

from collections.abc import Sequence

from analysis.attributions.attribution import Attribution
from analysis.attributions.cues import Cue
from analysis.attributions.grammar.parts import PART
from analysis.attributions.rules.according import read_according
from analysis.attributions.rules.bare.sources import find_bare_source
from analysis.attributions.rules.contents import find_end_before, find_quotation_start, find_topic
from analysis.attributions.rules.labels import read_demand, read_label
from analysis.attributions.rules.noun_phrases import find_head
from analysis.attributions.rules.others.hearsay import read_hearsay, read_judged, read_passive_without_agent
from analysis.attributions.rules.others.matters import (
    find_issuer,
    is_matter,
    is_report_of_owner,
    is_stated,
    read_count,
    read_feeling,
    read_matter,
    read_stated,
)
from analysis.attributions.rules.passives import read_around
from analysis.attributions.rules.phrase_starts import find_phrase_start
from analysis.attributions.rules.subjects import find_subject
from analysis.attributions.rules.told import FINDINGS
from analysis.attributions.rules.verb_groups import read_verb_group
from analysis.attributions.rules.verbs import list_earlier, read_verb
from analysis.attributions.tokens import POSSESSIVES, Span, Tokens, find_comma, follows_quotation
from analysis.attributions.word_classes import FIXED_DETERMINERS, OWNERS, PREPOSITIONS
from analysis.matching.word_lists import list_words

# How nouns of persons end, by their calling (*researchers, analysts*).
PERSONS = tuple(list_words("er ers or ors st sts ian ians ant ants ee ees man men woman women people"))
NOUN_PARTS = frozenset([PART["NOUN"], PART["PROPN"], PART["ADJ"]])
OWNING = OWNERS | POSSESSIVES
NO_ADJECTIVES = OWNING | {"the"}
QUOTED = list_words("quoted cited reported")


def read_attributions(tokens: Tokens) -> list[Attribution]:
    """The attributions of one sentence, in the order of their cues."""
    found: list[Attribution] = []
    for place in tokens.cues:
        cue = tokens[place].cue
        attribution = read_cue(tokens, place, cue, found) if cue is not None else None
        if attribution is not None:
            found.append(attribution)
    if len(found) < 2:
        return found
    return [attribution for attribution in found if not is_within(attribution, found)]


def is_within(attribution: Attribution, found: Sequence[Attribution]) -> bool:
    """Whether a thought or a name for somebody stands in what another source says (*said he hoped that*)."""
    if not attribution.form.is_loose and attribution.source[0] != attribution.source[1]:
        return False
    return any(
        start <= attribution.place < end
        for other in found
        if other is not attribution
        for start, end in other.contents
    )


def read_cue(tokens: Tokens, place: int, form: Cue, found: Sequence[Attribution]) -> Attribution | None:
    """The attribution of the cue at a place."""
    if not (form.is_speech or form.is_nominal):
        return read_special(tokens, place, form, found)
    if is_stated(tokens, place, form):
        source = find_owner(tokens, place - 1) if place else None
        return None if source is None else read_stated(tokens, place, form, source)
    if form.is_noun:
        by_report = read_by_report(tokens, place, form)
        if by_report is not None:
            return by_report
    if place + 2 < len(tokens) and tokens[place + 1].lower == "that":
        attribution = read_nominal(tokens, place, form, found)
        if attribution is not None:
            return attribution
    if form.is_nominal:
        return read_matter_of(tokens, place, form)
    if tokens[place].lower in ("saying", "telling"):
        attribution = read_quoted_as(tokens, place, form)
        if attribution is not None:
            return attribution
    attribution = read_verb(tokens, place, form, found)
    if attribution is not None and form.lemma in FINDINGS and is_thing(tokens, attribution.source):
        return None  # *Tuesday's photos show that*
    return read_matter_of(tokens, place, form) if attribution is None else attribution


def read_special(tokens: Tokens, place: int, form: Cue, found: Sequence[Attribution]) -> Attribution | None:
    """The attribution of a cue that introduces no clause as a verb of speech does."""
    if form.is_label:
        return read_label(tokens, place, form, found)
    if form.lemma == "according":
        return read_according(tokens, place, form)
    if form.is_judging:
        return read_judgement(tokens, place, form, found)
    return read_view(tokens, place, form) if form.is_view else read_other(tokens, place, form, found)


def read_by_report(tokens: Tokens, place: int, form: Cue) -> Attribution | None:
    """*By the mayor's report, ...* and *by early reports, ...*."""
    if not is_report_of_owner(tokens, place, form):
        return None
    by_report = read_by_reports(tokens, place, form) or read_view(tokens, place, form)
    is_by = by_report is not None and tokens[by_report.source[0] - 1].lower == "by"
    return by_report if is_by else None


def read_matter_of(tokens: Tokens, place: int, form: Cue) -> Attribution | None:
    """*Orlov's accusations of fraud*, *reports that two had died*: with or without an owner."""
    if not is_matter(tokens, place, form):
        return None
    return read_matter(tokens, place, form, find_owner(tokens, place - 1) if place else None)


def read_other(tokens: Tokens, place: int, form: Cue, found: Sequence[Attribution]) -> Attribution | None:
    """The attribution of a cue that introduces no clause: a topic, hearsay, a feeling, a number of losses."""
    if "topic" in form.uses:
        return read_topic(tokens, place, form, found)
    if "hearsay" in form.uses:
        return read_hearsay(tokens, place, form)
    if "feels" in form.uses:
        return read_feeling(tokens, place, form, list_earlier(tokens, found))
    if "counts" in form.uses:
        return read_count(tokens, place, form, list_earlier(tokens, found))
    group = read_verb_group(tokens, place)
    if "demands" in form.uses:
        asks = place + 1 < len(tokens) and tokens[place + 1].lower in ("to", "for")
        return read_demand(tokens, place, form, group, list_earlier(tokens, found)) if asks else None
    return read_passive_without_agent(tokens, place, form, group) if group.is_passive else None


def is_thing(tokens: Tokens, source: Span) -> bool:
    """Whether a source is a thing, by its head: no name, no document or body, nobody.

    A document that says something is a source; a picture that shows something is none.
    """
    head = tokens[find_head(tokens, *source)]
    return (
        head.is_small
        and head.part == PART["NOUN"]
        and not head.is_source_word
        and not head.lower.endswith(PERSONS)
    )


def read_quoted_by(tokens: Tokens, verb: int, place: int, form: Cue) -> Attribution | None:
    """*The agency quoted a source as saying that ...*."""
    n, source = len(tokens), (verb + 1, place - 1)
    if any(token.is_predicate or token.text == "," for token in tokens[source[0] : source[1]]):
        return None
    if any(token.is_word for token in tokens[place + 1 :]):
        return Attribution(source, (verb, place + 1), ((place + 1, n),), place, form, "right")
    start = find_bare_source(tokens, verb - 1)
    comma = find_end_before(tokens, start) if start else 0
    if not start or not (comma or not tokens.edges):
        return None
    return Attribution(source, (verb, place + 1), ((0, start),), place, form, "left")


def read_judgement(tokens: Tokens, place: int, form: Cue, found: Sequence[Attribution]) -> Attribution | None:
    """*Orlov accused the company of lying*: what is judged, and for what, is the content."""
    n, right = len(tokens), place + 1
    group = read_verb_group(tokens, place)
    if right >= n or group.is_infinitive:
        return None
    judged = read_judged(tokens, place, form, group)
    if judged is not None or group.is_passive:
        return judged
    if group.is_participle and place and tokens[place - 1].lower in PREPOSITIONS:
        return None  # *a campaign for praising the mayor*
    if tokens[right].lower in PREPOSITIONS or not (tokens[right].is_word or tokens[right].is_mark):
        return None
    if tokens[right].part == PART["VFIN"] and tokens[right].is_small:
        return None
    if tokens[place].lower == form.lemma and group.start == place:
        return None  # a noun: *praise*, *blame*
    source = find_subject(tokens, place, group, list_earlier(tokens, found))
    if source is None or tokens[source[1] - 1].lower in FIXED_DETERMINERS:
        return None  # *the accused*
    return Attribution(source, (group.start, right), ((right, n),), place, form, "right")


def read_topic(tokens: Tokens, place: int, form: Cue, found: Sequence[Attribution]) -> Attribution | None:
    """*Orlov spoke of a mistake*: the mistake is the content."""
    topic = find_topic(tokens, place + 1)
    group = read_verb_group(tokens, place)
    if topic is None or group.is_passive or group.is_infinitive:
        return None
    if group.is_participle:
        start = find_phrase_start(tokens, place - 1) if place and tokens[place - 1].is_source_word else None
        source = None if start is None else (start, place)  # *a statement speaking of a mistake*
        return source and Attribution(source, (place, topic[0]), (topic,), place, form, "right")
    source = find_subject(tokens, place, group, list_earlier(tokens, found))
    return source and Attribution(source, (group.start, topic[0]), (topic,), place, form, "right")


def read_quoted_as(tokens: Tokens, place: int, form: Cue) -> Attribution | None:
    """*Orlov was quoted as saying that ...*."""
    if place < 3 or tokens[place - 1].lower != "as":
        return None
    quoted = next(
        (verb for verb in range(place - 2, max(0, place - 12), -1) if tokens[verb].lower in QUOTED), 0
    )
    if 0 < quoted < place - 2:
        return read_quoted_by(tokens, quoted, place, form)
    verb = place - 2
    group = read_verb_group(tokens, verb)
    if tokens[verb].lower not in QUOTED or not group.is_passive:
        return None
    source = find_subject(tokens, verb, group, [])
    if source is None or place + 1 >= len(tokens):
        return None
    cue, after = (group.start, place + 1), tokens[place + 1]
    if follows_quotation(tokens, source[0]) and not (after.in_quotation or after.lower == "that"):
        contents = ((find_quotation_start(tokens, source[0]), source[0]),)
        return Attribution(source, cue, contents, place, form, "left")
    return Attribution(source, cue, ((place + 1, len(tokens)),), place, form, "right")


def read_nominal(tokens: Tokens, place: int, form: Cue, earlier: Sequence[Attribution]) -> Attribution | None:
    """*Orlov's claim that ...*, *his latest claim that ...*, *Orlov issued a statement that ...*."""
    n = len(tokens)
    if place < 1 or not (form.is_nominal or (form.is_noun and tokens[place].part in NOUN_PARTS)):
        return None
    owner = place - 1
    if owner > 1 and tokens[owner].is_small and tokens[owner].lower not in OWNING:
        owner -= 1  # an adjective
    if owner > 0 and tokens[owner].lower in OWNERS and tokens[owner - 1].lower == "in":
        return None  # *said in his remarks that*
    found = find_owner(tokens, owner)
    source = (cut_to_owner(tokens, *found), found[1]) if found else None
    source = source or find_issuer(tokens, place, list_earlier(tokens, earlier))
    if source is None:
        return None
    return Attribution(source, (place, place + 1), ((place + 1, n),), place, form, "right")


def read_view(tokens: Tokens, place: int, form: Cue) -> Attribution | None:
    """*In their account, ...*; *..., in the mayor's view*; *in the words of the mayor, ...*."""
    owner, end = place - 1, place + 1
    if owner > 1 and tokens[owner].is_small and tokens[owner].lower not in NO_ADJECTIVES:
        owner -= 1  # *in his own words*
    if owner < 1:
        return None
    source = find_owner(tokens, owner)
    if tokens[owner].lower == "the" and end < len(tokens) and tokens[end].lower == "of":
        end = find_comma(tokens, end, len(tokens))
        source = (place + 2, end)
    if source is None:
        return None
    opening = min(owner, source[0]) - 1
    if opening < 0 or tokens[opening].lower not in ("in", "by") or source[0] >= source[1]:
        return None
    around = read_around(tokens, (opening, end), (place, place + 1), place, form)
    return None if around is None else around._replace(source=source)


def read_by_reports(tokens: Tokens, place: int, form: Cue) -> Attribution | None:
    """*By early reports, ...* and *..., by some estimates*: the reports are the source."""
    opening = next((near for near in (place - 1, place - 2) if tokens[near].lower == "by"), -1)
    if opening < 0 or not tokens[place].lower.endswith("s"):
        return None
    source, cue = (opening + 1, place + 1), (opening, place + 1)
    if not opening and tokens[place + 1].is_word:
        return Attribution(source, cue, ((place + 1, len(tokens)),), place, form, "right")
    return read_around(tokens, source, cue, place, form)


def find_owner(tokens: Tokens, last: int) -> Span | None:
    """Whose claim it is, by the word or mark that ends the owner: *his*, *Orlov's*."""
    if tokens[last].lower in OWNERS:
        return last, last + 1
    if tokens[last].lower in POSSESSIVES or tokens[last].text in "'’":
        start = find_phrase_start(tokens, last - 1)
        return None if start is None else (start, last)
    return None


def cut_to_owner(tokens: Tokens, start: int, end: int) -> int:
    """Where the owner of a claim begins: behind a preposition, unless an office stands before it.

    *An expansion of Orlov's claim*, but *the mayor of Kherson's claim*.
    """
    for place in range(end - 1, start, -1):
        if tokens[place].lower in PREPOSITIONS and not tokens[place - 1].is_source_word:
            return place + 1
    return start

"""Nouns of what others say, and what they feel or count.

*Accusations of fraud*, *Orlov's stated aim to stay*, *expressed regret for the deaths*, *put the toll at
ten*.
"""

from collections.abc import Sequence

from analysis.attributions.attribution import Attribution
from analysis.attributions.cues import Cue
from analysis.attributions.grammar.parts import PART
from analysis.attributions.rules.contents import opens_clause
from analysis.attributions.rules.others.clause_ends import find_clause_end, find_clause_start, find_phrase_end
from analysis.attributions.rules.passives import find_agent_end
from analysis.attributions.rules.subjects import find_subject
from analysis.attributions.rules.verb_groups import Found, read_verb_group
from analysis.attributions.tokens import Span, Tokens
from analysis.attributions.word_classes import ARTICLES, PREPOSITIONS, RELATIVES
from analysis.matching.word_lists import list_words

STATED = list_words("state declare")
AIMS = list_words(
    "intent intention intentions aim aims goal goals purpose position view belief policy desire wish "
    "objective objectives reason reasons ambition"
)
MAKING = list_words(
    "give gives gave issue issues issued make makes made post posts posted publish publishes published "
    "release releases released"
)
NO_MATTERS = list_words("responsibility victory")
NO_FEELINGS = PREPOSITIONS | RELATIVES | list_words("himself herself themselves itself myself , . :")
FIGURES = list_words(
    "toll tolls number numbers figure figures count total losses casualties tally deaths dead wounded "
    "estimate estimates"
)
REACH = 8  # tokens between a figure and its verb, and between the verb and *at*
NEAR = 3  # tokens between *provided* and *by*
NOUN = PART["NOUN"]


def is_matter(tokens: Tokens, place: int, form: Cue) -> bool:
    """Whether a noun names what others say, and its matter follows (*claims of fraud*)."""
    token, n = tokens[place], len(tokens)
    if "of" not in form.uses or place + 2 >= n or token.part != NOUN or not token.is_small:
        return False
    is_plural = token.lower.endswith("s")
    follows = tokens[place + 1].lower
    behind = tokens[place + 2]
    is_claim = follows == "of" and behind.lower not in NO_MATTERS
    is_claim |= follows == "that" and not behind.is_predicate  # not *reports that show*
    return (is_plural or form.lemma not in ("report", "claim")) and is_claim


def read_matter(tokens: Tokens, place: int, form: Cue, source: Span | None) -> Attribution:
    """*Accusations of fraud*, *media reports of two deaths*; nobody is named where no owner stands before."""
    if source is None:
        has_body = place > 0 and tokens[place - 1].is_source_word
        source = (place - 1, place) if has_body else (place, place)
    start = place + 1 + (tokens[place + 1].lower == "of")
    is_phrase = tokens[place + 1].lower == "of"
    end = find_phrase_end(tokens, start) if is_phrase else len(tokens)
    return Attribution(source, (place, place + 1), ((start, end),), place, form, "right")


def find_issuer(tokens: Tokens, place: int, earlier: Sequence[Found]) -> Span | None:
    """Who makes a statement that says something (*the ministry issued a statement that it had left*)."""
    verb = next((near for near in (place - 2, place - 3) if near > 0 and tokens[near].lower in MAKING), 0)
    if not verb or tokens[verb + 1].lower not in ARTICLES or not opens_clause(tokens, place + 2, len(tokens)):
        return None
    group = read_verb_group(tokens, verb)
    return None if group.is_passive or group.is_infinitive else find_subject(tokens, verb, group, earlier)


def is_stated(tokens: Tokens, place: int, form: Cue) -> bool:
    """Whether *stated* or *declared* goes with an aim (*Orlov's stated aim*)."""
    if form.lemma not in STATED or place + 2 >= len(tokens):
        return False
    return tokens[place].lower.endswith("ed") and tokens[place + 1].lower in AIMS


def read_stated(tokens: Tokens, place: int, form: Cue, source: Span) -> Attribution:
    """*Orlov's stated aim to stay*: what follows the noun."""
    content = place + 2, find_clause_end(tokens, place + 2)
    return Attribution(source, (place, place + 2), (content,), place, form, "right")


def read_feeling(tokens: Tokens, place: int, form: Cue, earlier: Sequence[Found]) -> Attribution | None:
    """*Orlov expressed no regret for the deaths*: the feeling and its matter."""
    right = place + 1
    group = read_verb_group(tokens, place)
    if right >= len(tokens) or group.is_passive or group.is_infinitive or tokens[right].lower in NO_FEELINGS:
        return None
    source = find_subject(tokens, place, group, earlier)
    end = find_phrase_end(tokens, right)
    return source and Attribution(source, (group.start, right), ((right, end),), place, form, "right")


def read_count(tokens: Tokens, place: int, form: Cue, earlier: Sequence[Found]) -> Attribution | None:
    """*Orlov put the toll at ten*, *the toll was put at ten by Orlov*, *figures provided by Orlov*."""
    right = place + 1
    if any(token.lower in FIGURES for token in tokens[max(0, place - REACH) : place]):
        found = read_counted(tokens, place, form)
        if found is not None:
            return found
    if form.lemma != "put" or not any(token.lower in FIGURES for token in tokens[right : right + REACH]):
        return None
    if all(token.lower != "at" for token in tokens[right : right + 2 * REACH]):
        return None
    group = read_verb_group(tokens, place)
    source = None if group.is_passive else find_subject(tokens, place, group, earlier)
    end = find_clause_end(tokens, right)
    return source and Attribution(source, (group.start, right), ((right, end),), place, form, "right")


def read_counted(tokens: Tokens, place: int, form: Cue) -> Attribution | None:
    """*The toll was put at ten by Orlov*, *figures provided by Orlov*: the figure and its clause."""
    n, right = len(tokens), place + 1
    group = read_verb_group(tokens, place)
    is_put = form.lemma == "put"
    if right >= n or (is_put and (not group.is_passive or tokens[right].lower != "at")):
        return None
    reach = find_clause_end(tokens, right) if is_put else min(n, right + NEAR)
    by = next((near for near in range(right, reach) if tokens[near].lower == "by"), n)
    if by >= n - 1 and not is_put:
        return None
    agent_end = min(find_agent_end(tokens, by + 1), find_clause_end(tokens, by)) if by < n - 1 else place
    source = (by + 1, agent_end) if by < n - 1 else (place, place)
    first = find_clause_start(tokens, group.start)
    if first == group.start and first > 1 and tokens[first - 1].text == ",":
        first = find_clause_start(tokens, first - 1)  # *tolls, provided by officials, ...*
    contents = [(first, group.start)]
    if is_put:
        contents.append((right, min(by, reach)))
    elif source[1] < n - 1 and tokens[source[1]].text == ",":
        contents.append((source[1] + 1, n))
    filled = tuple((start, end) for start, end in contents if start < end)
    return Attribution(source, (place, right), filled, place, form, "around") if filled else None


def is_report_of_owner(tokens: Tokens, place: int, form: Cue) -> bool:
    """Whether a noun such as *report* may close *by the mayor's report*."""
    return (
        form.is_noun
        and form.lemma in ("report", "count", "estimate")
        and place > 0
        and (tokens[place].part == NOUN and tokens[place - 1].lower not in ARTICLES)
    )

"""Whether the form of a cue tells anything: not *could reveal more*, *pointing to a map*."""

from analysis.attributions.cues import Cue
from analysis.attributions.grammar.parts import FINITE_OR_INFINITIVE, PART
from analysis.attributions.rules.bare.restarts import is_title
from analysis.attributions.rules.contents import opens_clause
from analysis.attributions.rules.verb_groups import VerbGroup
from analysis.attributions.tokens import LIKE_VERBS, Tokens, has_quotation
from analysis.attributions.word_classes import CLAUSE_OPENERS, COORDINATORS, MODALS, NOT, PREPOSITIONS
from analysis.matching.word_lists import list_words

POSSIBLE = MODALS | {"'d", "’d"}
FINDINGS = list_words("reveal show suggest indicate confirm demonstrate prove disclose")
# Words behind some cues that show that nothing is told.
NOT_TOLD = {
    "describe": list_words("itself himself herself themselves"),
    "post": list_words("online on in by"),
    "report": list_words("killed dead missing wounded injured"),
}
ANSWERS = list_words("respond reply answer")
LIVES = list_words("lives life")
COUNTS = list_words("more less over at")
# The outlet itself, or nobody: what *I think* is the teller's.
TELLERS = list_words("i we you one who that which nobody anyone it there")
CONDITIONS = list_words("if unless whether")
NEAR = 4  # tokens of a subject behind *if*
NEAR_SAYING = 12  # tokens from a cue to *as saying*
WISHED = 12  # tokens of a noun phrase before *to* and a verb


def is_told(tokens: Tokens, place: int, form: Cue, group: VerbGroup) -> bool:
    """Whether something is said, by the cue's form, its verb group and the word behind it."""
    if is_in_headline(tokens, place) or is_answer_without_words(tokens, place, form):
        return False
    return tells_by_word_behind(tokens, place, form, group) and tells_by_group(tokens, place, form, group)


def is_in_headline(tokens: Tokens, place: int) -> bool:
    """Whether a cue with a capital stands in a headline that is glued to a sentence without commas."""
    if not place or tokens.edges or not tokens[place].is_capital or not tokens[place - 1].is_word:
        return False
    return not is_title(tokens)


def is_answer_without_words(tokens: Tokens, place: int, form: Cue) -> bool:
    """*Responded to the fire*: an answer to something, without a quotation in the sentence."""
    if form.lemma not in ANSWERS or place + 1 >= len(tokens):
        return False
    return tokens[place + 1].lower == "to" and not has_quotation(tokens, 0, len(tokens))


def tells_by_word_behind(tokens: Tokens, place: int, form: Cue, group: VerbGroup) -> bool:
    """Whether the word behind a cue of some verbs lets it tell something."""
    token = tokens[place]
    follows = tokens[place + 1].lower if place + 1 < len(tokens) else ""
    if form.lemma == "point":
        return follows == "out"
    if form.lemma == "answer" or (form.lemma == "write" and token.part in (PART["VBG"], PART["VINF"])):
        after = tokens[place + 1] if follows else token
        return after.in_quotation or follows in ("that", ":", ",", "about", "in", "on")
    if form.lemma == "continue" and not tokens.marks:
        return follows == "that"
    if form.lemma in ("quote", "report") and is_before_saying(tokens, place):
        return False  # the cue is *saying*: *quoted him as saying*
    if form.lemma == "ask" and group.start == place and (place == 0 or tokens[place - 1].lower == "when"):
        return follows == "by"
    if form.lemma == "say" and place == 0 and follows == ",":
        return False
    if form.lemma == "warn" and token.lower == "warning" and place and tokens[place - 1].part == PART["NOUN"]:
        return follows not in ("in", "for", "on", "at", "as", "to")
    if form.lemma == "pledge" and follows not in ("to", "that"):
        return opens_clause(tokens, place + 1, len(tokens)) or has_quotation(tokens, place, len(tokens))
    if (
        form.lemma == "conclude"
        and token.part == PART["VBG"]
        and not has_quotation(tokens, place, len(tokens))
    ):
        return follows == "that" or opens_clause(tokens, place + 1, len(tokens))
    if form.lemma == "maintain" and not has_quotation(tokens, place, len(tokens)):
        return follows == "that" or opens_clause(tokens, place + 1, len(tokens))
    if form.lemma == "read" and group.is_passive:
        return False  # *was read by two people*
    if follows in NOT_TOLD.get(form.lemma, ()):
        return has_quotation(tokens, place, len(tokens))
    if form.lemma == "estimate":
        return follows not in ("in", "at", "to")  # *estimated in the range of two to three*
    return form.lemma != "claim" or not claims_lives(tokens, place + 1)


def is_before_saying(tokens: Tokens, place: int) -> bool:
    """Whether the first *as* near behind a cue opens *as saying*."""
    behind = [token.lower for token in tokens[place : place + NEAR_SAYING]]
    return "as" in behind[:-1] and behind[behind.index("as") + 1] == "saying"


def tells_by_group(tokens: Tokens, place: int, form: Cue, group: VerbGroup) -> bool:
    """Whether the verb group lets a cue tell something: no possibility, no missing answer."""
    words = [token.lower for token in tokens[group.start : place]]
    if form.lemma in ("comment", *ANSWERS) and not NOT.isdisjoint(words):
        return False
    if form.lemma == "deny" and not NOT.isdisjoint(words) and tokens[place + 1].lower == "the":
        return False  # *did not deny the plan*
    has_modal = not POSSIBLE.isdisjoint(words)
    if form.lemma == "respond" and not tokens.marks and has_modal:
        return False  # *must respond with force*
    if has_modal and form.lemma == "say" and group.before >= 0:
        return tokens[group.before].lower not in ("i", "you", "we", "one")  # *I would say*
    if group.is_infinitive and form.lemma in FINDINGS and tokens[place].part == PART["VINF"]:
        return opens_clause(tokens, place + 1, len(tokens)) or tokens[place + 1].lower in CLAUSE_OPENERS
    return not (has_modal and form.lemma in FINDINGS)


def is_thought(tokens: Tokens, place: int, group: VerbGroup) -> bool:
    """Whether a verb of thinking tells what somebody else thinks: a clause, an infinitive, or words before.

    Not *I think*, *would hope*, *thought of a plan*.
    """
    if group.is_passive or group.is_infinitive or group.is_participle or group.before < 0:
        return False
    if tokens[group.before].lower in TELLERS or tokens[group.before].lower in COORDINATORS:
        return False
    if any(token.lower in POSSIBLE for token in tokens[group.start : place]):
        return False
    if any(token.lower in CONDITIONS for token in tokens[max(0, group.before - NEAR) : group.before]):
        return False  # *if he hopes to win*
    right, n = place + 1, len(tokens)
    closes = right >= n or tokens[right].text in ",."
    if tokens[place].part not in LIKE_VERBS and not (closes and tokens[place].lower.endswith("s")):
        return False
    follows = tokens[right].lower if right < n else ""
    if (
        tokens[group.before].text == ","
        and tokens[place].lower.endswith("ed")
        and follows not in CLAUSE_OPENERS
    ):
        return False  # *Orlov, reckoned the captain's friend, left*
    if closes or tokens[right].lower in CLAUSE_OPENERS:
        return True
    if tokens[right].is_time or tokens[right].lower in ("to", "on", "in"):
        return all(token.is_time or token.lower == "on" or not token.is_word for token in tokens[right:])
    return opens_clause(tokens, right, n) or takes_infinitive(tokens, right)


def takes_infinitive(tokens: Tokens, start: int) -> bool:
    """Whether a noun phrase and *to* with a verb follow (*expects the truce to hold*)."""
    if tokens[start].lower in PREPOSITIONS or tokens[start].lower in NOT:
        return False
    for place in range(start + 1, min(start + WISHED, len(tokens) - 1)):
        if tokens[place].is_predicate or not (tokens[place].is_word or tokens[place].in_quotation):
            return False
        if tokens[place].lower == "to":
            return tokens[place + 1].part in FINITE_OR_INFINITIVE
    return False


def claims_lives(tokens: Tokens, start: int) -> bool:
    """Whether *claim* means losses: *claimed the lives of two*, *claimed more than 100 civilians*."""
    if any(token.lower in LIVES for token in tokens[start : start + 7]):
        return True
    first = tokens[start] if start < len(tokens) else None
    counts = first is not None and (first.lower in COUNTS or first.part == PART["NUM"])
    return counts and not opens_clause(tokens, start, len(tokens))


def opens_idle_clause(tokens: Tokens, place: int, group: VerbGroup) -> bool:
    """Whether a cue has no content in its clause: *when he argued, ...*."""
    if place + 1 >= len(tokens) or tokens[place + 1].text != "," or group.start < 2:
        return False
    return tokens[group.start - 2].lower in ("when", "whenever", "while", "after", "before", "once")

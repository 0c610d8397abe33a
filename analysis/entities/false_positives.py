"""Words that are no names where they stand: a tagger's false positives, months, common and stressed words."""

import re
from dataclasses import replace

import numpy as np

from analysis.entities.patterns import DEEDS, SPEECH
from analysis.entities.spans import Candidates, Names, TypedSpans, is_among, mark_where
from analysis.registry.files import Cues

# The score from which on names were found best (F1 in name and type; the mean of GUM news, GMB and CrossNER
# politics, each read by a model trained without it).
LOWEST_SCORE = 0.4
# One word that opens a sentence and stands nowhere else in the article; the first is that of common words.
LOWEST_SCORES_OF_FIRST_WORD = 0.87, 0.6
LONGEST = 6  # capitalised words: a longer name is a headline
SMALL = (
    r"(?:Of|For|And|The|In|On|At|To|By|Not|After|From|Against|Near|Since|With|Is|Are|Was|Will|Who|Over|As)"
)
HEADLINE = re.compile(rf" {SMALL} [A-Z]")
LABEL_ENDS = "))"  # of the label of who speaks in a transcript: *((Anna Lee)) We left*
CONTRACTED = re.compile(r"[A-Z][a-z]*['’](?:ve|m|ll|re|d|t)")  # *I've*, *Don't*
WORD = re.compile(r"\w")
DAY_BEHIND = re.compile(r"(?<=[a-z]) (?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day$")
MEMBER = re.compile(r"(?<=\w) (?:MPP?|MEP|MSP|MLA|TD) (?=[A-Z])")  # of a parliament
WORDS = re.compile(r"\w+")
ACRONYM_AFTER = re.compile(r" \(([A-Z][A-Za-z]{1,6})\)")
CAPITAL = re.compile(r"\b[A-Z]")
TIMES = """January February March April May June July August September October November December Monday
Tuesday Wednesday Thursday Friday Saturday Sunday North South East West Northern Southern Eastern Western
Central Brent Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec Mon Tue Wed Thu Fri Sat Sun"""
TIME_WORDS = frozenset(TIMES.split())

# A month that is a person's name: a verb of speech or deed or a possessive follows, and no time stands
# before.
PERSON_AFTER = re.compile(
    rf"""^(?:['’]s\b|,\ who\b|\ (?:also\ |has\ |had\ |later\ |then\ )?(?:{DEEDS}|{SPEECH}\b
    |(?:met|won|came|went|resigned|flew|visited|arrived|spoke|returned|resign\w*|travel\w+|stepped|lost)\b))""",
    re.VERBOSE,
)
# What follows a person's name that opens a sentence, and no common noun: *Stone had fled*, not *Rice prices
# rose*.
GOES_ON = re.compile(
    r"^(?:,|['’]s?\b| (?:had|has|have|was|is|were|will|would|could|can|may|might|must|did|does|also|later"
    r"|then|now|and"
    r"|who|[a-z]+ed|[a-z]+ly|[A-Z]\w+)\b)"
)
TIME_BEFORE = re.compile(
    r"(?:\b(?:in|on|since|until|till|by|from|before|after|during|of|last|next|this|early|late|mid|through|to"
    r"|between|and|or|every|each|for|throughout|around)|\d(?:st|nd|rd|th)?(?: of)?|[Mm]id-)\s*$"
)
DATE_AFTER = re.compile(r"^,? (?:\d|and (?:January|February|March|April|May|June|July|August)\b)")
TITLE_BEFORE = re.compile(
    r"\b(?:Mrs?|Ms|Miss|Dr|Minister|Secretary|President|Senator|Premier|Leader|Sir|Dame|Lady|Lord)\.? $"
)
# Stressed small words: *it IS true*, *they told US*, *the men WHO fired*.
STRESSED_BEFORE = {
    "IS": re.compile(
        r"\b(?:[Ii]t|[Tt]his|[Tt]here|[Hh]ere|[Hh]e|[Ss]he|[Nn]othing|[Ee]verything|[Ee]verybody|[Nn]obody) $"
    ),
    "US": re.compile(
        r"\b(?:(?:tell|tells|told|let|lets|give|gives|gave|help|helps|helped|show|shows|showed|ask|asks|asked|leave|left"
        r"|make|makes|made|hear|heard|trust|join|both|all|one|some|most|many|each|none) (?:of )?|(?:of"
        r"|like|about) )$"
    ),
    "WHO": re.compile(
        r"(?i:\b(?:those|people|persons?|man|men|woman|women|child|children|boys?|girls?|anyone|someone|everyone|anybody"
        r"|everybody|somebody|no one|nobody|ones?|all|knows?|knew|asks?|asked|wonders?|wondered|decides?"
        r"|decided|matter"
        r"|exactly|about|just|[a-z]{3,}ers|[a-z]{3,}ors|soldiers|victims|he|she|they|we|you|I)) $"
    ),
}  # fmt: skip
STRESSED_AFTER = {
    "IS": re.compile(
        r"^ (?:an?|the|not|no|now|still|over|possible|impossible|it|this|that|there|why|how|what|so|very"
        r"|really|our|my"
        r"|your|his|her|their|its|true|real|happening|coming|here|going|right|wrong|always|never|only|just|too|more|less"
        r"|better|worse|good|bad|hope|peace|war|justice|everything|nothing|happy|ready|strong|important|about|one|safe|dangerous"
        r"|enough|a|true|known|needed|coming|time|[a-z]+ly|[a-z]+(?:able|ible|ful|ous))\b|^[.,?!]"
    ),
    "US": re.compile(r"^(?:[.!?;,:)”\"]|$| (?:to|all|what|how|why|that|who|the|a|an|go|know|be|do)\b)"),
    "WHO": re.compile(
        r"^ (?:is|are|was|were|did|does|do|has|have|had|will|would|could|can|shot|fired|killed|died"
        r"|started|wants?|pays?|paid"
        r"|gave|gives|ordered|knows?|knew|cares?|speaks?|lives?|lived|decides?|decided|wins?|won|lost|loses|fled|they|he"
        r"|she|it|we|you|the)\b"
    ),
}  # fmt: skip
# What shows the group and the country, whatever follows.
NOT_STRESSED = {
    "IS": re.compile(
        r"\b(?:against|by|of|from|with|to|between|and|or|the|for|on|joined|fight|fighting|defeat) $"
    ),
    "US": re.compile(r"\b(?:[Tt]he|between|and|or) $"),
    "WHO": re.compile(r"\b(?:[Tt]he|by|from|and|with|to|of) $"),
}

# *From here IS militants advanced*.
GROUP_AFTER = re.compile(
    r"^(?:-|['’]s\b| (?:militants|fighters|group|forces|jihadists?|extremists|terrorists|members|gunmen"
    r"|positions|bases"
    r"|attack\w*|strongholds?|territory|commanders?|leaders?|has|had|have|claimed|said|says|captured|seized|killed)\b)"
)


def is_no_name_here(candidates: Candidates, common: frozenset[str]) -> np.ndarray:
    """Return which names of the registry are months, common words or stressed small words where they stand.

    `common` are words that English texts have in small letters. One of them that opens a sentence is a
    person's name only before what people do.
    """
    before, after = candidates.before, candidates.after
    is_person = (candidates.type == "person") & candidates.is_one_word
    is_month = is_person & is_among(candidates.surface, TIME_WORDS)
    opens = is_person & (candidates.start == 0)
    opens[opens] = [surface.lower() in common for surface in candidates.surface[opens]]
    is_acting = mark_where(PERSON_AFTER.search, after, is_month | opens)
    is_titled = mark_where(TITLE_BEFORE.search, before, is_month)
    is_timed = mark_where(TIME_BEFORE.search, before, is_month) | mark_where(
        DATE_AFTER.match, after, is_month
    )
    is_no_name = is_month & ~is_titled & (~is_acting | is_timed)
    is_no_name |= opens & ~is_acting & ~is_month & ~mark_where(GOES_ON.match, after, opens)
    for word in STRESSED_BEFORE:
        is_no_name |= is_stressed(candidates, word)
    return is_no_name


def is_stressed(candidates: Candidates, word: str) -> np.ndarray:
    """Return which names are a small word in capitals, written so for its stress."""
    is_word = candidates.surface == word
    if not is_word.any():
        return is_word
    before, after = candidates.before, candidates.after
    follows = mark_where(STRESSED_BEFORE[word].search, before, is_word)
    goes_on = mark_where(STRESSED_AFTER[word].match, after, is_word)
    opens_question = is_word & (candidates.start == 0) & mark_where(lambda text: "?" in text, after, is_word)
    is_name = mark_where(NOT_STRESSED[word].search, before, is_word)
    if word == "US":  # *about US troops* is the country, *about US.* is not
        return follows & goes_on & ~is_name
    is_name |= mark_where(GROUP_AFTER.match, after, follows)
    if word == "WHO":  # *WHO is sending teams* is the organisation, *WHO is to blame?* is not
        return follows | (opens_question & goes_on)
    return (follows | goes_on) & ~is_name


def drop_false_positives(
    names: Names, score: np.ndarray, texts: list[str], cues: Cues, common_words: frozenset[str]
) -> Names:
    """Return the names of a tagger without those that are probably no names.

    Parameters
    ----------
    names : Names
        What the tagger found.
    score : float array
        Probability of each name (0-1).
    texts : list of str
        The texts of the sentences.
    cues : Cues
        Words that are no name alone.
    common_words : frozenset
        Words that English texts have in small letters: one of them that opens a sentence is rarely a name.
    """
    of_common, of_others = LOWEST_SCORES_OF_FIRST_WORD
    surfaces, articles = names.surface.tolist(), names.article.tolist()
    starts = zip(names.sentence.tolist(), names.start.tolist(), strict=True)
    opens = [
        not start or not (texts[row][0].isalnum() or WORD.search(texts[row], 0, start))
        for row, start in starts
    ]
    columns = surfaces, opens, score.tolist()
    unsure = {
        surface for surface, opens_sentence, value in zip(*columns, strict=True)
        if opens_sentence and value < (of_common if surface.lower() in common_words else of_others)
        and " " not in surface
    }  # fmt: skip
    parts = {surface: surface.split() for surface in set(surfaces)}
    parts = {surface: words for surface, words in parts.items() if not unsure.isdisjoint(words)}
    words_inside = {
        (article, word)
        for article, surface, opens_sentence in zip(articles, surfaces, opens, strict=True)
        if surface in parts
        for word in parts[surface][opens_sentence:]
    }
    common = list_common_words(cues)
    no_names = {surface for surface in set(surfaces) if is_no_name(surface, common)}
    places = articles, names.sentence.tolist(), names.end.tolist()
    keep = [
        value >= LOWEST_SCORE
        and surface not in no_names
        and texts[row][end : end + 1] != "$"  # *US$4 billion*
        and not texts[row].startswith(LABEL_ENDS, end)
        and (surface not in unsure or not opens_sentence or value >= of_common
             or (article, surface) in words_inside)
        for surface, opens_sentence, value, article, row, end in zip(*columns, *places, strict=True)
    ]  # fmt: skip
    return names.take(np.array(keep, dtype=bool))


def drop_articles(spans: TypedSpans, texts: list[str]) -> TypedSpans:
    """Return names without an article that opens their sentence, without a day behind them, and parted.

    *The River Brigade attacked*, *protests in South Waziristan Sunday*. *Labour MP Ian Davidson* is the
    person, *Ontario Liberal Party MPP Tony Ruprecht* the party.
    """
    places = zip(spans.sentence.tolist(), spans.start.tolist(), spans.end.tolist(), strict=True)
    has_article = [not start and texts[row].startswith("The ", start, end) for row, start, end in places]
    spans = replace(spans, start=spans.start + len("The ") * np.array(has_article, dtype=np.int64))
    start, end = spans.start.copy(), spans.end.copy()
    surfaces = spans.cut_surfaces(texts).tolist()
    cut = {surface for surface in set(surfaces) if surface.endswith("day") or MEMBER.search(surface)}
    for row in np.flatnonzero(is_among(surfaces, cut)).tolist():
        if day := DAY_BEHIND.search(surfaces[row]):
            end[row] -= len(day.group())
        if member := MEMBER.search(surfaces[row]):
            if spans.type[row] == "person":
                start[row] += member.end()
            else:
                end[row] = start[row] + member.start()
    return replace(spans, start=start, end=end)


def type_by_acronym(spans: TypedSpans, texts: list[str]) -> TypedSpans:
    """Return names with those before an acronym of their initials as organisations: *Lega Nord (LN)*."""
    types = spans.type.copy()
    places = zip(spans.sentence.tolist(), spans.end.tolist(), strict=True)
    for row in [row for row, (which, end) in enumerate(places) if texts[which].startswith(" (", end)]:
        text, start, end = texts[spans.sentence[row]], int(spans.start[row]), int(spans.end[row])
        if match := ACRONYM_AFTER.match(text, end):
            initials = [word[0] for word in WORDS.findall(text[start:end])]
            letters = match.group(1)
            capitals = "".join(filter(str.isupper, initials))
            is_short = len(initials) > 1 and capitals == letters.upper()
            types[row] = "organisation" if is_short or "".join(initials) == letters else types[row]
    return replace(spans, type=types)


def list_common_words(cues: Cues) -> frozenset[str]:
    """Return the words that are no name alone."""
    return TIME_WORDS | cues.body | cues.site | cues.event | cues.common | cues.unit


def is_no_name(surface: str, common: frozenset[str]) -> bool:
    """Return whether a name is a common word, a headline or part of a word, wherever it stands.

    >>> [is_no_name(surface, frozenset(["May"])) for surface in ["May", "Anna May", "War In Ukraine", "Al-"]]
    [True, False, True, True]
    """
    if surface.endswith("-") or CAPITAL.search(surface) is None or CONTRACTED.fullmatch(surface):
        return True
    if " " not in surface:
        return surface in common
    return len(CAPITAL.findall(surface)) > LONGEST or HEADLINE.search(surface) is not None

"""Words that show the style of a house, not what it writes about."""

import re
from collections.abc import Iterable

import pandas as pd

from analysis.attributions.cues import list_forms
from analysis.attributions.word_classes import (
    ARTICLES,
    AUXILIARIES,
    DAY_PARTS,
    DAYS,
    DETERMINERS,
    FUNCTION_WORDS,
    MODALS,
    PRONOUNS,
    RELATIVES,
    TIMES,
)
from analysis.matching.word_lists import list_words
from analysis.registry.registry import read_registry

TITLES = list_words("mr mrs ms miss dr sir lord lady prof gen lt col sgt capt president minister")
NUMBERS = list_words(
    "hundred hundreds thousand thousands million millions billion billions eleven twelve twenty thirty forty "
    "fifty sixty seventy eighty ninety half dozen dozens first second third percent per cent pc"
)
UNITS = list_words(
    "mile miles kilometre kilometres kilometer kilometers km metre metres meter meters yard yards feet foot "
    "tonne tonnes ton tons kilo kilos kilogram kilograms kg litre litres liter liters hour hours day days "
    "weeks months years minute minutes clock a.m p.m a.m. p.m. am pm"
)
# The cue of an attribution is mostly a house's habit (*says* for *said*).
CUES = list_words("say says said saying tell tells told add adds added ask asks asked according")
# What agencies and desks print around a text.
CREDITS = list_words(
    "reporting editing edited writing reuters afp ap tass interfax agency agencies correspondent photo file "
    "factbox update wire staff reporter reporters journalist journalists"
)
LOOSE = list_words(
    "a you me him us them himself herself itself themselves yourself myself anyone something anything "
    "nothing everything thing things round here there then than so very "
    "just even still yet also too again ever now only "
    "much such own do does did done doing have has had having get gets got go goes went gone "
    "going come comes came like well back out up down off over under away "
    "there's it's that's don't didn't doesn't isn't wasn't won't "
    "can't couldn't i'm i've i'd i'll he's he'd he'll she's she'd she'll it'd it'll you're you've you'd "
    "you'll we're we've we'd we'll they're they've they'd they'll what's who's "
    "let's what when where why how whether if because while until since though although nor either neither"
)
STYLE = (
    ARTICLES | AUXILIARIES | MODALS | FUNCTION_WORDS | PRONOUNS | RELATIVES | DETERMINERS | DAYS | DAY_PARTS
    | TIMES | TITLES | NUMBERS | UNITS | CUES | CREDITS | LOOSE
)  # fmt: skip


def drop_house_style(table: pd.DataFrame, names: Iterable[str] = ()) -> pd.DataFrame:
    """The words and phrases of a table that say what a text is about.

    Left out are function words and single letters, titles, numbers, units, neutral cues of speech, credits of
    agencies, the words of `names` (outlets), and names of the registry: how an outlet spells a name is
    counted apart (`count_spellings`). A phrase stays if one of its words does and none is a cue or a credit.

    >>> drop_house_style(pd.DataFrame({"word": ["mr", "grain", "mr putin", "grain deal"]}))["word"].tolist()
    ['grain', 'grain deal']
    """
    words = table["word"].astype(str).str.lower().str.split()
    cues = CUES | CREDITS | {form for form, cue in list_forms().items() if cue.category == "neutral"}
    outlets = {word for name in names for word in re.findall(r"\w+", name.lower())}
    style = STYLE | list_names() | cues | outlets

    def is_content(parts: list[str]) -> bool:
        return cues.isdisjoint(parts) and any(len(part) > 1 and part not in style for part in parts)

    return table[words.map(is_content).astype(bool)]


def list_names() -> frozenset[str]:
    """Names of one word, and all words in the names of persons."""
    registry = read_registry()
    terms = registry.terms["term"].astype(str)
    persons = registry.entities.loc[registry.entities["type"] == "person", "entity"]
    named = terms[registry.terms["entity"].isin(persons)].str.split().explode()
    single = terms[~terms.str.contains(" ") & terms.str[:1].str.isupper()]
    return frozenset(pd.concat([named, single]).str.lower())

"""Words of war that tell of no fighting: dates, names, figures of speech, accidents, treaties.

Every rule looks at the words beside a hit, or at those of its sentence:

- a date (`before the war`, `since the start of the full-scale invasion`): a noun of war behind a word of
  time; `since the war began` tells of the war itself;
- a name (`War Department`): a capital letter before a noun of names;
- a figure of speech (`combat the epidemic`, `the battle against cancer`): the enemy is no person;
- an accident, an illness or a disaster (`killed in a crash`), whose sentence names no weapon and no force;
- what has not happened (`refrain from attacks`, `in the event of a strike`): the words of treaties and plans.
"""

import numpy as np

from analysis.matching.surroundings import (
    has,
    is_joined_to_hit,
    look_around,
    summarise_sentences,
)
from analysis.matching.word_lists import list_words
from analysis.text.words import Words

FAR, NEAR = 12, 8  # tokens before a date, and on either side of a name

WARS = list_words("conflict conflicts hostilities invasion uprising war wars")
TIMES = list_words("after before prior since till until")
# What may stand between a word of time and the noun of war.
BETWEEN = list_words(
    "'s , - a an and armed beginning brutal civil current day days eve first five four full her his in "
    "its long month months of old on ongoing onset our outbreak present s scale second six start ten that "
    "the their this three to two week weeks year years – ’s"
)
BEGINS = list_words("began begun beginning broke erupted started starting")
NAME_NOUNS = list_words(
    "bureau cabinet cemetery college day department fund game games horse institute magazine memorial "
    "minister ministry museum office room secretary series square street studies university wagon widows "
    "z"
)
STRUGGLES = list_words(
    "attack attacks battle battled battles battling campaign campaigns combat combating combats "
    "combatting fight fighting fights fought offensive struggle war wars"
)
# What is fought without arms.
ILLS = list_words(
    "addiction aids bankruptcy blaze bureaucracy cancer cholera climate coronavirus corruption covid "
    "crime cybercrime dementia depression discrimination disease diseases disinformation doping drugs "
    "ebola epidemic epidemics extinction famine fire fires flames flood floods flu fraud gangs harassment "
    "hiv hunger illiteracy inequality infection inflation malaria measles misinformation obesity outbreak "
    "outbreaks pandemic pests piracy polio poverty racism recession sexism smuggling trafficking "
    "tuberculosis unemployment virus viruses warming wildfire wildfires"
)
# What an office is called, before `for`, `of` or `on` (`the High Commissioner for Refugees`).
OFFICES = list_words(
    "adviser advisor agency board bureau center centre chief college commander commission commissioner "
    "committee conference council department director foundation fund institute memorial minister ministry "
    "museum network observatory office organisation organization programme secretary society tribunal union"
)
LINKS = list_words("for of on the and to against")
SEIZURES = list_words("seize seized seizes seizing")
GOODS = list_words(
    "accounts assets cannabis cash cocaine documents drugs funds goods heroin jewellery laptop laptops lot "
    "money opportunity passports phones pills property villa villas yacht yachts"
)
HARMS = list_words(
    "bodies bystander bystanders casualties coffin coffins collapsed damage damaged dead deadly death "
    "deaths debris destroyed destroying destruction devastated die died dies evacuate evacuated "
    "evacuating evacuation evacuations evacuees explosion explosions fatal fatalities fatally fire "
    "firefighters funeral hurt injured injures injuries injuring injury kill killed killing kills lives "
    "maimed mourned mourners mourning paramedics perished rescue rescued rescuers rubble starved "
    "survivors toll trapped victims wound wounded wounds wreck wreckage"
)
CAUSES = list_words(
    "accident accidents asphyxia avalanche cancer capsized cholera collided collision collisions "
    "coronavirus covid crash crashed crashes cyclone derailed derailment diabetes disease diseases "
    "earthquake earthquakes ebola elephant epidemic eruption flood flooding floods flu heatwave hurricane "
    "illness infected infection infections influenza landslide landslides lightning lions malaria measles "
    "outbreak overdose overdoses pandemic pileup pneumonia polluted pollution quake quakes stampede storm "
    "storms stroke tornado tornadoes tsunami typhoon virus volcano wildfire wildfires"
)
# A sentence with one of these tells of force, whatever else it names.
FORCE = list_words(
    "airstrike airstrikes ammunition army artillery assault attack attacked attacks barrel blast bomb "
    "bombed bomber bombers bombing bombings bombs bullet bullets clash clashes drone drones explosive "
    "explosives fighting forces gunfire gunman gunmen gunshot insurgents jets militants military militia "
    "mine mines missile missiles mortar mortars offensive raid raids rebel rebels regime rocket rockets "
    "shell shelled shelling shells shooting shot siege sniper snipers soldier soldiers strike strikes "
    "terrorist terrorists troops war warplanes weapon weapons"
)
(
    WAR, TIME, MIDDLE, BEGIN, NAME_NOUN, STRUGGLE, AGAINST, ILL, HARM, CAUSE, ARMED, CAPITAL, CONTENT, OPENER,
    ABSTAIN, FROM, EVENT, OF, CAUGHT, FIRE, SEIZES, GOOD, OFFICE, LINK,
) = (2**n for n in range(24))  # fmt: skip
RULED_OUT = ABSTAIN | EVENT
KINDS = {
    WAR: WARS, TIME: TIMES, MIDDLE: BETWEEN, BEGIN: BEGINS, NAME_NOUN: NAME_NOUNS, STRUGGLE: STRUGGLES,
    AGAINST: list_words("against on the this with a"), ILL: ILLS, HARM: HARMS, CAUSE: CAUSES, ARMED: FORCE,
    OPENER: frozenset(".:;!?\"“”'‘’-–—|*•([/"), FROM: list_words("from"), OF: list_words("of"),
    ABSTAIN: list_words("abstain desist refrain refrained refraining renounce renounced renounces"),
    EVENT: list_words("case event possibility"), CAUGHT: list_words("a caught catch catches catching the"),
    FIRE: list_words("fire"), SEIZES: SEIZURES, GOOD: GOODS, OFFICE: OFFICES, LINK: LINKS,
}  # fmt: skip
KIND_OF_WORD = {
    word: sum(bit for bit, some in KINDS.items() if word in some) for word in set().union(*KINDS.values())
}


def tells_of_no_fighting(words: Words, first: np.ndarray, last: np.ndarray) -> np.ndarray:
    """For each hit, whether it is a date, a name, a figure of speech, an accident or no event.

    `first` and `last` are its first and its last word.

    >>> import pandas as pd
    >>> from analysis.text.words import read_words
    >>> words = read_words(pd.DataFrame({"text": ["It stood before the war.", "The war goes on."]}))
    >>> tells_of_no_fighting(words, np.array([4, 7]), np.array([4, 7])).tolist()
    [True, False]
    """
    kinds = words.map_distinct(describe_word, np.int32)
    own, sentence = kinds[words.code[first]], words.sentence[first]
    bits = summarise_sentences(words, kinds, CAUSE | RULED_OUT | ARMED)[sentence]
    found = has(own | kinds[words.code[last]], HARM) & has(bits, CAUSE) & ~has(bits, ARMED)
    # Most hits are of no kind that a rule is about: only the others are looked around.
    for rule, is_possible, steps in [
        (is_date, has(own, WAR) & (first == last), range(-FAR, 6)),
        (is_name, has(own, CAPITAL) & has(own, WAR | STRUGGLE | ARMED | HARM), range(-NEAR, NEAR + 1)),
        (is_figure, has(own, STRUGGLE | SEIZES), range(5)),
        (is_burning, has(own, FIRE) & (first != last), range(-1, 0)),
        (is_no_event, has(own, STRUGGLE | ARMED) & has(bits, RULED_OUT), range(-4, 0)),
    ]:
        some = np.flatnonzero(is_possible & ~found)
        found[some] = rule(look_around(words, kinds, first[some], last[some], steps))
    return found


def is_date(window: np.ndarray) -> np.ndarray:
    """For each noun of war, whether it dates something else (`[before] Syria's civil war`)."""
    before, after = window[:, :FAR], window[:, FAR + 1 :]
    is_dating = has(before, TIME) & is_joined_to_hit(has(before, MIDDLE | CAPITAL))
    return np.asarray(is_dating.any(axis=1) & ~has(after, BEGIN).any(axis=1))


def is_name(window: np.ndarray) -> np.ndarray:
    """For each capital, whether it is part of a name (`the [War] Department`), outside headlines."""
    following = window[:, NEAR + 1]
    is_named = has(following, CAPITAL) & has(following, NAME_NOUN)
    return is_named & has(window, CONTENT).any(axis=1)


def is_figure(window: np.ndarray) -> np.ndarray:
    """For each struggle or seizure, whether its aim is no enemy (`[combat] poverty`, `[seized] assets`)."""
    own, after = window[:, 0], window[:, :0:-1]  # from the farthest word to the next
    is_ill = (has(after, ILL) & is_joined_to_hit(has(after, AGAINST))).any(axis=1)
    return np.asarray(has(own, STRUGGLE) & is_ill | has(own, SEIZES) & has(after, GOOD).any(axis=1))


def is_office(words: Words, first: np.ndarray, last: np.ndarray) -> np.ndarray:
    """For each hit, whether it ends the name of an office (`the High Commissioner for [Refugees]`)."""
    kinds = words.map_distinct(describe_word, np.int32)
    found = has(kinds[words.code[first]], CAPITAL)
    before = look_around(words, kinds, first[found], last[found], range(-5, 0))
    is_named = has(before, OFFICE) & has(before, CAPITAL) & is_joined_to_hit(has(before, LINK | CAPITAL))
    found[found] = is_named.any(axis=1) & has(before[:, -1], LINK)
    return found


def is_burning(window: np.ndarray) -> np.ndarray:
    """For each `fire on`, whether something burns (`caught [fire on] Sunday`)."""
    return has(window[:, -1], CAUGHT)


def is_no_event(before: np.ndarray) -> np.ndarray:
    """For each hit, whether it is ruled out or only thought of (`refrain from [attacks]`)."""
    abstains = has(before[:, :-1], ABSTAIN).any(axis=1) & has(before, FROM).any(axis=1)
    is_case = (has(before[:, :-1], EVENT) & has(before[:, 1:], OF)).any(axis=1)
    return np.asarray(abstains | is_case)


def describe_word(word: str) -> int:
    """What the rules need to know of a word, as bits.

    >>> describe_word("War") == WAR | STRUGGLE | ARMED | CAPITAL
    True
    """
    bits = KIND_OF_WORD.get(word.lower(), 0)
    if not word[0].isalpha():
        return bits | (MIDDLE if word[0].isdigit() else 0)
    return bits | (CAPITAL if word[0].isupper() else CONTENT)

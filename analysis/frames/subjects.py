"""Articles on another subject than a war: their words of illness, sport or a court are no frame of the war.

A word has one sense in one text (Gale, Church & Yarowsky 1992): `hospital` and `deployed` tell of the war in
a report on it, and of something else in a report on an epidemic. The other subjects are those of the IPTC
Media Topics beside conflict, war and peace: health, disaster and accident, weather, arts, sport, science,
crime and courts at home, elections and parliaments, business.

References: Gale, W. A., Church, K. W. & Yarowsky, D. (1992). One sense per discourse. Proceedings of the
Workshop on Speech and Natural Language, 233-237. IPTC, NewsCodes: Media Topics.
"""

import numpy as np
import pandas as pd

from analysis.ids import find_changes
from analysis.matching.word_lists import list_words
from analysis.text.words import Words

WAR = list_words(
    "airbase airbases airspace airstrike airstrikes ammunition annex annexation annexed annexing armies "
    "armistice army artillery battalion battalions battle battlefield besieged bombardment bombed bomber "
    "bombers bombing bombings bombs brigades ceasefire ceasefires checkpoint checkpoints civilians "
    "combatants commander commanders conflict conflicts conscription conscripts convoy convoys curfew "
    "defence defense drone drones evacuated evacuation evacuees explosives fighter fighters fighting "
    "forces front frontline garrison guerrilla guerrillas gunfire gunmen hostage hostages hostilities "
    "insurgency insurgent insurgents invaded invading invasion jihadist jihadists kidnapped liberated "
    "massacre militant militants military militia militias mined mines missile missiles mobilisation "
    "mobilised mobilization mobilized mortar mortars munition munitions mutineer mutineers mutiny nuclear "
    "occupation occupied occupiers offensive paramilitary peace rebel rebels refugee refugees regiment "
    "reservists rocket rockets sanctions sarin separatist separatists serviceman servicemen shelled "
    "shelling shells siege soldier soldiers strikes submarine submarines surrendered tank tanks "
    "territories terrorist terrorists trench trenches troop troops truce truces war warfare warplanes "
    "wars warships wartime weapons"
)
OTHER = list_words(
    "acres actor actress airline airlines album albums amendment app appeals archbishop arson artist "
    "assailant athlete athletes attorney author autism band baseball basketball bishops blaze burglary "
    "bushfire bushfires cancer candidacy career caucus caucuses ceo championship clinical coach collided "
    "collision coma comics composer constituency constituents convicted copyright coronavirus "
    "coronaviruses cosplay crash crashed cricket custody cyclist cyclists cyclone defendant defendants "
    "delegates democrats derailed diagnosed disease diseases doctorate drugs earthquake election "
    "elections elephant eruption felony firefighter firefighters flood flooding floods football fossil "
    "games goals guilty gunman homicide hurricane illness infected infection infections influenza inmates "
    "inventor jailed judge jury justices landfall landslide lawmakers lawsuit lawsuits league "
    "legislation legislators legislature lockdown magnitude marathon match matches matchup mathematician "
    "mathematics molested motorway movie movies musician nasa nomination nominee novel olympic olympics "
    "orbit overdose overturned pandemic passengers patent patient patients plaintiff planet player "
    "players playoffs plea pleaded pneumonia poisoned poisoning polls premiere presidency prorogation "
    "protest protesters protests quake quarantine racing republican republicans researchers resignation "
    "resigned robbery rugby runner runners runway scientists season seasons senate sentenced sexual "
    "sexually shooter singer smoke software soundtrack spacecraft species stab stabbed stabbing stabs "
    "stadium storm study surgery swimmer symptom symptoms team teams tennis theft thefts tornado "
    "tournament tsunami tumor tumour typhoon unconstitutional users vaccination vaccine vaccines verdict "
    "virus volcano voters webcomic wildfire wildfires wrestling zoo"
)
FEWEST = 3  # words of another subject in a short text
LONG, VERY_LONG = 120, 600  # tokens of an article
IS_WAR, IS_OTHER = 1, 2


def tells_of_war(sentences: pd.DataFrame, words: Words) -> np.ndarray:
    """For each sentence, whether its article may tell of a war.

    It does not if it has more words of other subjects than of war, three or more of them in a short text; or
    if it is very long and names war less than once in 600 tokens.

    >>> from analysis.text.words import read_words
    >>> sentences = pd.DataFrame({"article_id": ["a", "b"], "text": [
    ...     "The team lost the match, and the coach went to hospital.", "Troops took the team to hospital."]})
    >>> tells_of_war(sentences, read_words(sentences)).tolist()
    [False, True]
    """
    opens = find_changes(sentences["article_id"])  # the first sentence of each article
    subject = words.map_distinct(find_subject, np.int8)
    places = np.flatnonzero((subject > 0)[words.code])
    article = np.cumsum(opens) - 1
    kinds = subject[words.code[places]]
    n_war, n_other = (
        np.bincount(article[words.sentence[places[kinds == kind]]], minlength=opens.sum())
        for kind in (IS_WAR, IS_OTHER)
    )
    n_words = np.diff(np.append(words.first[:-1][opens], words.first[-1]))
    is_other = (n_other > n_war) & ((n_other >= FEWEST) | (n_words >= LONG))
    is_silent = (n_words >= VERY_LONG) & (n_war * VERY_LONG < n_words)
    return ~(is_other | is_silent)[article]


def find_subject(word: str) -> int:
    """The number of the subject of a word; 0 for a word of any subject."""
    word = word.lower()
    return IS_WAR if word in WAR else IS_OTHER if word in OTHER else 0

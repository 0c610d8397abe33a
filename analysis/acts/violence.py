"""Verbs and nouns of violence and death in all their forms."""

import re
from functools import lru_cache

from analysis.matching.word_lists import list_words

# The class of an act, and its verbs.
CLASSES = {
    "death": "kill murder execute behead massacre slaughter assassinate slay martyr eliminate liquidate die "
    "perish",
    "injury": "wound injure maim torture rape",
    "attack": "attack bomb bombard shell assault raid storm ambush strike hit shoot pound pummel target "
    "besiege neutralize neutralise",
    "capture": "invade annex occupy capture seize abduct kidnap detain deport expel",
    "destruction": "destroy demolish raze damage devastate loot",
}
CLASS_OF = {verb: name for name, verbs in CLASSES.items() for verb in verbs.split()}
IRREGULAR = {
    "strike": ("strikes", "struck", "striking"), "hit": ("hits", "hit", "hitting"),
    "shoot": ("shoots", "shot", "shooting"), "expel": ("expels", "expelled", "expelling"),
    "kidnap": ("kidnaps", "kidnapped", "kidnapping"), "slay": ("slays", "slain", "slaying"),
    "die": ("dies", "died", "dying"),
}  # fmt: skip
NOUNS = {
    "attack": "attack attacks counterattack counterattacks onslaught rampage incursion incursions",
    "bomb": "bombing bombings",
    "bombard": "bombardment bombardments", "shell": "shelling",
    "strike": "strike strikes airstrike airstrikes counterstrike counterstrikes", "raid": "raid raids",
    "assault": "assault assaults offensive offensives", "kill": "killing killings slaying slayings",
    "murder": "murder murders", "massacre": "massacre massacres", "slaughter": "slaughter slaughters",
    "invade": "invasion", "occupy": "occupation", "annex": "annexation", "execute": "execution executions",
    "besiege": "siege", "ambush": "ambush ambushes", "deport": "deportation deportations",
    "destroy": "destruction", "assassinate": "assassination assassinations", "torture": "torture",
    "shoot": "shooting shootings", "abduct": "abduction abductions", "kidnap": "kidnapping kidnappings",
    "die": "death deaths dead fatality fatalities casualty casualties toll bodies body corpse corpses lives",
    "wound": "injuries",
}  # fmt: skip
# Verbs that always have an object: a past form without an object is a passive.
HARM = list_words(
    "kill wound injure maim murder execute destroy damage abduct kidnap behead massacre slaughter "
    "assassinate "
    "slay martyr torture rape besiege demolish raze deport detain occupy capture seize annex expel"
)
INTRANSITIVE = list_words("die perish")
# Acts on people: a thing is no victim of them (*killed the plan*).
ON_PEOPLE = [*CLASSES["death"].split(), "wound", "injure", "maim", "torture", "rape", "abduct", "kidnap"]
# Nouns whose owner may be agent or patient: *his killing*, *Aleppo's destruction*. It is read as the patient.
OWNED = list_words(
    "kill murder destroy assassinate execute besiege deport torture massacre slaughter die wound"
)
# Nouns for a party without a name, before the noun of its act (*regime shelling*, *a rebel attack*).
DOER_NOUNS = list_words(
    "government regime army military coalition rebel militant terrorist opposition insurgent enemy police "
    "militia jihadist separatist nazi"
)
ARMS = list_words(
    "missile missiles rocket rockets drone drones artillery shell shells bomb bombs fire gunfire warplanes "
    "warplane planes jets aircraft mine mines landmine landmines mortar mortars explosion explosions blast "
    "blasts shrapnel debris bullets bullet car gas projectile projectiles clashes fighting war campaign "
    "weapon weapons munitions operation operations counteroffensive violence invasion conflict response "
    "retaliation barrage barrages "
    "rounds "
    "gunbattle battles battle firefight tank tanks helicopter helicopters hostilities stampede crackdown"
)
# Before an act: others have kept it from its end.
FOILING = list_words(
    "foil foiled foiling repel repelled repelling repulse repulsed repulsing thwart thwarted thwarting stop "
    "stopped stopping halt halted halting counter countered countering faced"
)
# Nouns of acts that may themselves be the doer (*the attack killed ten*).
EVENTS = frozenset(
    word for verb, words in NOUNS.items() if verb not in ("die", "wound") for word in words.split()
)


@lru_cache(maxsize=1)
def list_forms() -> dict[str, tuple[str, str]]:
    """The verb and the kind of each form: base, present, past, progressive or noun.

    >>> forms = list_forms()
    >>> forms["besieged"], forms["struck"], forms["shelling"], forms["airstrikes"], forms["die"]
    (('besiege', 'past'), ('strike', 'past'), ('shell', 'progressive'), ('strike', 'noun'), ('die', 'base'))
    """
    forms = {word: (verb, "noun") for verb, words in NOUNS.items() for word in words.split()}
    for verb in CLASS_OF:
        forms.setdefault(verb, (verb, "base"))
        for form, kind in zip(conjugate(verb), ("present", "past", "progressive"), strict=True):
            forms[form] = (verb, kind)
    return forms


def conjugate(verb: str) -> tuple[str, str, str]:
    """The third person, the past and the progressive form of a verb of the list.

    >>> conjugate("occupy"), conjugate("destroy")
    (('occupies', 'occupied', 'occupying'), ('destroys', 'destroyed', 'destroying'))
    """
    stem = verb.removesuffix("e")
    softened = re.sub(r"(?<![aeou])y$", "i", stem)
    third = re.sub(r"i$", "ie", softened) if softened != stem else verb
    third += "es" if re.search(r"(?:x|sh|ss)$", verb) else "s"
    return IRREGULAR.get(verb, (third, softened + "ed", stem + "ing"))


def is_doer_noun(word: str) -> bool:
    """Whether a word stands for a party without a name (*rebel*, *terrorists*)."""
    return word.removesuffix("s") in DOER_NOUNS

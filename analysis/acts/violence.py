"""Verbs and nouns of violence in all their forms."""

import re
from functools import lru_cache

VERBS = """
kill wound injure maim murder execute behead massacre slaughter assassinate torture rape abduct kidnap
attack bomb bombard shell assault raid storm ambush strike hit shoot pound pummel target besiege
invade annex occupy capture seize destroy demolish raze damage devastate loot detain deport expel
eliminate liquidate neutralize neutralise
"""
IRREGULAR = {
    "strike": ("strikes", "struck", "striking"), "hit": ("hits", "hit", "hitting"),
    "shoot": ("shoots", "shot", "shooting"), "expel": ("expels", "expelled", "expelling"),
    "kidnap": ("kidnaps", "kidnapped", "kidnapping"),
}  # fmt: skip
NOUNS = {
    "attack": "attack attacks", "bomb": "bombing bombings", "bombard": "bombardment bombardments",
    "shell": "shelling", "strike": "strike strikes airstrike airstrikes", "raid": "raid raids",
    "assault": "assault assaults offensive offensives", "kill": "killing killings",
    "murder": "murder murders", "massacre": "massacre massacres", "invade": "invasion",
    "occupy": "occupation", "annex": "annexation", "execute": "execution executions", "besiege": "siege",
    "ambush": "ambush ambushes", "deport": "deportation deportations", "destroy": "destruction",
    "assassinate": "assassination assassinations", "torture": "torture",
}  # fmt: skip
# Verbs that always have an object: a past form without an object is a passive.
HARM = {"kill", "wound", "injure", "maim", "murder", "execute", "destroy", "damage", "abduct", "kidnap"}
# Nouns whose owner may be agent or patient: *his killing*, *Aleppo's destruction*.
OWNED = {"kill", "murder", "destroy", "assassinate", "execute", "besiege", "deport", "torture", "massacre"}


@lru_cache(maxsize=1)
def list_forms() -> dict[str, tuple[str, str]]:
    """The verb and the kind of each form: past, present, progressive or noun.

    >>> forms = list_forms()
    >>> forms["besieged"], forms["struck"], forms["shelling"], forms["airstrikes"]
    (('besiege', 'past'), ('strike', 'past'), ('shell', 'progressive'), ('strike', 'noun'))
    """
    forms = {word: (verb, "noun") for verb, words in NOUNS.items() for word in words.split()}
    for verb in VERBS.split():
        for form, kind in zip(conjugate(verb), ("present", "past", "progressive"), strict=True):
            forms[form] = (verb, kind)
    return forms


def conjugate(verb: str) -> tuple[str, str, str]:
    """The third person, the past and the progressive form of a verb of the list.

    >>> conjugate("occupy"), conjugate("shoot")
    (('occupies', 'occupied', 'occupying'), ('shoots', 'shot', 'shooting'))
    """
    stem = verb.removesuffix("e")
    third = re.sub(r"y$", "ie", verb) + ("es" if re.search(r"(?:x|sh|ss)$", verb) else "s")
    return IRREGULAR.get(verb, (third, re.sub(r"y$", "i", stem) + "ed", stem + "ing"))

"""Verbs and nouns of violence in their forms, and the patterns around them."""

import re

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
# Verbs that always have an object: without one beside it the form is a passive.
HARM = {"kill", "wound", "injure", "maim", "murder", "execute", "destroy", "damage", "abduct", "kidnap"}
# *his killing*, *Aleppo's destruction*: the owner of these nouns may as well be the one it is done to.
OWNED = {"kill", "murder", "destroy", "assassinate", "execute", "besiege", "deport", "torture", "massacre"}

ADVERB = r"(?:also|now|then|still|already|later|reportedly|both|all|since|once|again|\w+ly)"
STOP = r"""(?i:of|in|at|by|for|with|from|to|and|or|but|that|which|who|whom|whose|was|were|is|are|be|been
    |has|had|have|said|says|as|against|into|near|after|before|over|while|when|where|than|not|during|between
    |amid|since|until|because|if|though|it|he|she|they|we|this|these|those|what|under|told|will|would|on|the
    |a|an|its|his|their|left|led|held|backed|reported|added|claimed|announced|confirmed|denied|accused|did
    |does|do|can|could|may|meanwhile|war|conflict|crisis|unrest|uprising|revolution|fighting|clashes)"""
NOT = re.compile(rf"\b(?:not|never|n['’]t|no)\ (?:{ADVERB}\ )*(?:been\ |being\ )?$", re.VERBOSE)
BE = re.compile(rf"\b(?:was|were|is|are|been|being|be|got)\ (?:{ADVERB}\ )*$", re.VERBOSE)
HAS = re.compile(rf"(?:\b(?:has|have|had|having)|['’](?:ve|d))\ (?:{ADVERB}\ )*$", re.VERBOSE)
UNREAL = re.compile(
    rf"""(?:['’]d\ have|\b(?:to|will|would|could|should|can|cannot|may|might|must|shall|if))\ (?:{ADVERB}\ )*
    (?:not\ )?(?:be\ |have\ (?:been\ )?|been\ )?(?:{ADVERB}\ )*$""",
    re.VERBOSE,
)
HELPERS = re.compile(rf"(?:\ (?:has|have|had|was|were|is|are|been|being|be|got|{ADVERB}))*\ $", re.VERBOSE)
ADJECTIVE = re.compile(
    r"""(?:-|\b(?:the|a|an|its|his|her|their|this|that|these|those|of|in|on|at|from|with|for|to|into|by|near
    |through|across|and|or|some|many|most|more|as|than|heavily|badly|severely|temporarily|newly
    |recently)\ )$""",
    re.IGNORECASE | re.VERBOSE,
)

# Between a name and its verb: the rest of the subject.
NIGHT = r"(?:\ (?:on|late\ on|early\ on|last|earlier)\ (?:\w+day|week|month|night)|\ overnight|\ yesterday)?"
HEAD = re.compile(
    rf"^(?:['’]s?)?(?:\ (?!{STOP}\b)[\w'’-]+){{0,4}}{NIGHT}(?:,?\ (?:which|who|that))?$", re.VERBOSE
)
SPEAKER = re.compile(
    rf"""^(?:['’]s?)?(?:\ (?!{STOP}\b)[\w'’-]+){{0,3}}
    \ (?:said|says|claimed|announced|added|confirmed|reported)(?:\ on)?(?:\ \w+day)?(?:\ that)?
    \ (?:it|they|its\ (?:\w+\ )?(?:forces|troops|army|aircraft|planes|missiles|units|navy|fighters))$""",
    re.VERBOSE,
)
# Before a name that begins its noun phrase as a subject does.
OPENS = re.compile(
    r"""(?:^|[^\w\s]\ ?|\b(?i:the|that|and|or|but|while|when|as|after|because|which|where|if|before|since|said
    |says|whose|today|yesterday|overnight|\w+day|meanwhile|(?:city|town|village|group)\ of|president|country
    |also|later|then|earlier)\ |\b[A-Z]\w+\ )$""",
    re.VERBOSE,
)
PART = re.compile(
    r"""\b(?:forces|troops|soldiers|units?|members?|fighters|militants|rebels|terrorists|militiamen|jets
    |warplanes|planes|helicopters|gunmen|snipers|commanders?|citizens|civilians|residents|people|men|women
    |children|dozens|hundreds|thousands|some|many|\d+)\ (?:of|from|belonging\ to)\ (?:the\ )?$""",
    re.IGNORECASE | re.VERBOSE,
)
INSIDE = re.compile(
    r"""(?:\b(?:in|on|at|near|from|against|to|with|by|for|of|over|into|inside|outside|around|across|between
    |after|before|under|during|than|as|like|including|via|about)\ (?:the\ |a\ |an\ |its\ )?(?:[a-z]+\ )?
    |\b[Pp]ro-|\b[Aa]nti-)$""",
    re.VERBOSE,
)

# After a verb: its object, its agent.
OBJECT = re.compile(
    r"""^(?:\ up|\ down)?\ (?:(?!(?:in|at|by|for|with|from|to|and|or|but|that|which|who|as
    |against|into|near|after|before|over|while|when|during|on|since|because|off|out|where|using|around
    |outside|inside|across|amid|between|south|north|east|west|leaving|wounding|it|they|he|said|is|was|were|are|has|had|have)\b)
    [\w.'’-]+\ ){0,6}["“]?$""",
    re.VERBOSE,
)
# A name followed by this is the source of the sentence, not the object: commas are often lost.
REPORTS = re.compile(r"^ (?:[\w'’-]+ ){0,5}(?:said|says|reported|reports|citing|told|added)\b")
CLAUSE = re.compile(r"[.,;:()]|\b(?:but|while|when|which|who|before|because|where|although|as)\b")
BY = re.compile(
    r"""\bby\ (?!(?:then|now|mistake|accident|chance|night|day|noon|midnight|land|sea|air|road|hand|far|about
    |around|the\ time|the\ end|at\ least|more\ than|nearly|early|late|\w+day|dawn|evening
    |\d+\ ?(?:per|%|a\.m|p\.m|[ap]m))\b|(?!shelling|bombing)[a-z]+ing\b)""",
    re.VERBOSE,
)
DOER = re.compile(
    rf"""^(?:(?:the|a|an|its|their|\d+)\ )?(?:(?!{STOP}\b)[\w'’-]+\ ){{0,3}}
    (?:(?:of|from)\ (?:the\ )?)?["“]?$""",
    re.VERBOSE,
)
# Between a noun and *by*: verbs of telling, or a verb that is not one of doing.
TELLING = re.compile(
    r"""\b(?:condemned|called|announced|reported|said|described|blamed|confirmed|denied|rejected|recogni[sz]ed
    |seen|claimed|followed|criticised|criticized|documented|verified|monitored|observed|held|backed|led
    |supported|controlled|run|occupied)\ $""",
    re.VERBOSE,
)
FINITE = re.compile(r"\b(?:is|are|was|were|has|have|had|been|be|will|would|said|says|\w+(?:ed|ing))\b")
DONE = re.compile(
    r"""\b(?:carried\ out|conducted|launched|planned|staged|mounted|waged|perpetrated|committed|ordered|made)
    \ $""",
    re.VERBOSE,
)
# A bare place before another noun names no actor (*the Aleppo strike*); with time words it may.
ALONE = re.compile(rf"^{NIGHT}(?:,?\ (?:which|who|that))?$", re.VERBOSE)
# Arms alone are nobody: *hit by a missile*.
ARMS = re.compile(
    r"""^(?:(?:an?|the|several|two|three|heavy|mass|massive|direct|intense|indiscriminate|\w+al|stray
    |artillery|air|missile|rocket|drone|mortar|bomb|car|suicide|tank|cruise|ballistic|sniper|barrel|cluster
    |land)[\ -])*
    (?:strikes?|airstrikes?|raids?|missiles?|rockets?|drones?|shelling|bombings?|bombardments?|artillery
    |shells?|bombs?|fire|gunfire|attacks?|warplanes?|planes?|jets?|aircraft|mines?|landmines?|mortars?
    |explosions?|blasts?|shrapnel|debris|bullets?|car|gas|projectiles?|clashes|fighting|offensive)\b""",
    re.VERBOSE,
)
# What strikes without being violence: *hit by drought*, *killed by the earthquake*.
NO_VIOLENCE = re.compile(
    rf"""^(?:(?:an?|the)\ )?(?:(?!{STOP}\b)[\w'’-]+\ ){{0,2}}
    (?:droughts?|floods?|flooding|floodwaters?|earthquakes?|quakes?|tremors?|aftershocks?|storms?
    |snowstorms?|sandstorms?|hurricanes?|cyclones?|typhoons?|tornado(?:es)?|landslides?|mudslides?
    |avalanches?|wildfires?|heatwaves?|frost|snow|rains?|winds?|lightning|famine|hunger|starvation|diseases?
    |cholera|measles|covid|coronavirus|virus|pandemic|epidemics?|sanctions|inflation|recession|poverty
    |unemployment|shortages?|outages?|blackouts?|cuts)
    (?![\w-]|\ (?:attack|strike|raid|offensive|troop))""",
    re.IGNORECASE | re.VERBOSE,
)
# Between a participle without a verb before it and *by*: the *by* is another verb's (*wounded are being moved
# by ambulance*).
OTHER_VERB = re.compile(r"\b(?:is|are|was|were|has|have|had|will|would)\b")
ENDS = re.compile(
    r"""^(?:$|[.,;:&]|\ &|\ (?:in|on|during|at(?!\ least|\ most)|near|when|while|after|and|or|since|overnight
    |as|across|is|are|was|were|have|had|has|remain\w*|who|so)\b)""",
    re.VERBOSE,
)

# Around nouns.
NOMINAL = re.compile(
    r"""\b(?:an?|the|this|that|another|each|any|last|latest|its|their|of|in|after|during|by|from|with|two
    |three|four|several|series|new|deadly|major|massive|heavy|recent|air|drone|missile|rocket|artillery
    |terror|terrorist|suicide|chemical|gas|mortar|bomb|ground|similar|more|alleged|reported|military
    |aerial)\ $""",
    re.IGNORECASE | re.VERBOSE,
)
OWNER = re.compile(r"^(?:['’]s?)? (?:[a-z-]+ ){0,2}$")
DONE_TO = re.compile(
    r"""^\ (?:of|on|against|at|targeting)\ (?:the\ |a\ |an\ )?
    (?:(?!(?:of|by|in|on|the|a|an)\b)[\w'’-]+\ ){0,3}(?:of\ (?:the\ )?)?$""",
    re.VERBOSE,
)
# After a form in -ing that is a verb (*, killing at least ten*).
GOVERNS = re.compile(
    r"""^\ (?:the|an?|at\ least|more\ than|up\ to|its|their|his|all|both|many|some|several|civilians?|people
    |dozens|hundreds|thousands|women|children|\w+\ (?:people|civilians|others|persons|children)|\d
    |(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)\b|[A-Z])""",
    re.VERBOSE,
)

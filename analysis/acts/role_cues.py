"""Patterns around verbs and nouns of violence: what makes a passive, a subject, an object, an agent."""

import re

ADVERB = r"(?:also|now|then|still|already|later|reportedly|both|all|since|once|again|\w+ly)"
STOP = r"""(?i:of|in|at|by|for|with|from|to|and|or|but|that|which|who|whom|whose|was|were|is|are|be|been
    |has|had|have|said|says|as|against|into|near|after|before|over|while|when|where|than|not|during|between
    |amid|since|until|because|if|though|it|he|she|they|we|this|these|those|what|under|told|will|would|on|the
    |a|an|its|his|their|left|led|held|backed|reported|added|claimed|announced|confirmed|denied|accused|did
    |does|do|can|could|may|meanwhile|war|conflict|crisis|unrest|uprising|revolution|fighting|clashes)"""
NOT = re.compile(rf"\b(?:not|never|n['’]t|no)\ (?:{ADVERB}\ )*(?:been\ |being\ )?$", re.VERBOSE)
BE = re.compile(rf"\b(?:was|were|is|are|been|being|be|got)\ (?:{ADVERB}\ )*$", re.VERBOSE)
HAS = re.compile(rf"(?:\b(?:has|have|had|having)|['’](?:ve|d))\ (?:{ADVERB}\ )*$", re.VERBOSE)
IRREALIS = re.compile(
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

# Between a name and its verb: the rest of the subject, and a time.
TIME = r"(?:\ (?:on|late\ on|early\ on|last|earlier)\ (?:\w+day|week|month|night)|\ overnight|\ yesterday)?"
SUBJECT_REST = re.compile(
    rf"^(?:['’]s?)?(?:\ (?!{STOP}\b)[\w'’-]+){{0,4}}{TIME}(?:,?\ (?:which|who|that))?$", re.VERBOSE
)
REPORTED_SUBJECT = re.compile(
    rf"""^(?:['’]s?)?(?:\ (?!{STOP}\b)[\w'’-]+){{0,3}}
    \ (?:said|says|claimed|announced|added|confirmed|reported)(?:\ on)?(?:\ \w+day)?(?:\ that)?
    \ (?:it|they|its\ (?:\w+\ )?(?:forces|troops|army|aircraft|planes|missiles|units|navy|fighters))$""",
    re.VERBOSE,
)
# Before a name that can be a subject.
SUBJECT_START = re.compile(
    r"""(?:^|[^\w\s]\ ?|\b(?i:the|that|and|or|but|while|when|as|after|because|which|where|if|before|since|said
    |says|whose|today|yesterday|overnight|\w+day|meanwhile|(?:city|town|village|group)\ of|president|country
    |also|later|then|earlier)\ |\b[A-Z]\w+\ )$""",
    re.VERBOSE,
)
MEMBERS_OF = re.compile(
    r"""\b(?:forces|troops|soldiers|units?|members?|fighters|militants|rebels|terrorists|militiamen|jets
    |warplanes|planes|helicopters|gunmen|snipers|commanders?|citizens|civilians|residents|people|men|women
    |children|dozens|hundreds|thousands|some|many|\d+)\ (?:of|from|belonging\ to)\ (?:the\ )?$""",
    re.IGNORECASE | re.VERBOSE,
)
PREPOSITION = re.compile(
    r"""(?:\b(?:in|on|at|near|from|against|to|with|by|for|of|over|into|inside|outside|around|across|between
    |after|before|under|during|than|as|like|including|via|about)\ (?:the\ |a\ |an\ |its\ )?(?:[a-z]+\ )?
    |\b[Pp]ro-|\b[Aa]nti-)$""",
    re.VERBOSE,
)

# Between a verb and its object.
OBJECT = re.compile(
    r"""^(?:\ up|\ down)?\ (?:(?!(?:in|at|by|for|with|from|to|and|or|but|that|which|who|as
    |against|into|near|after|before|over|while|when|during|on|since|because|off|out|where|using|around
    |outside|inside|across|amid|between|south|north|east|west|leaving|wounding|it|they|he|said|is|was|were|are|has|had|have)\b)
    [\w.'’-]+\ ){0,6}["“]?$""",
    re.VERBOSE,
)
# After a name that is the source of the sentence, not the object: commas are often missing.
REPORTS = re.compile(r"^ (?:[\w'’-]+ ){0,5}(?:said|says|reported|reports|citing|told|added)\b")
CLAUSE = re.compile(r"[.,;:()]|\b(?:but|while|when|which|who|before|because|where|although|as)\b")
BY = re.compile(
    r"""\bby\ (?!(?:then|now|mistake|accident|chance|night|day|noon|midnight|land|sea|air|road|hand|far|about
    |around|the\ time|the\ end|at\ least|more\ than|nearly|early|late|\w+day|dawn|evening
    |\d+\ ?(?:per|%|a\.m|p\.m|[ap]m))\b|(?!shelling|bombing)[a-z]+ing\b)""",
    re.VERBOSE,
)
AGENT = re.compile(
    rf"""^(?:(?:the|a|an|its|their|\d+)\ )?(?:(?!{STOP}\b)[\w'’-]+\ ){{0,3}}
    (?:(?:of|from)\ (?:the\ )?)?["“]?$""",
    re.VERBOSE,
)
# Between a noun and *by*: a verb of reporting or of control, so that *by* names no agent of the act.
REPORTING = re.compile(
    r"""\b(?:condemned|called|announced|reported|said|described|blamed|confirmed|denied|rejected|recogni[sz]ed
    |seen|claimed|followed|criticised|criticized|documented|verified|monitored|observed|held|backed|led
    |supported|controlled|run|occupied)\ $""",
    re.VERBOSE,
)
FINITE = re.compile(r"\b(?:is|are|was|were|has|have|had|been|be|will|would|said|says|\w+(?:ed|ing))\b")
CARRIED_OUT = re.compile(
    r"""\b(?:carried\ out|conducted|launched|planned|staged|mounted|waged|perpetrated|committed|ordered|made)
    \ $""",
    re.VERBOSE,
)
# Between a place and its verb: a place before another noun is no agent (*the Aleppo strike*).
TIME_ONLY = re.compile(rf"^{TIME}(?:,?\ (?:which|who|that))?$", re.VERBOSE)
# After *by*: arms alone are no agent (*hit by a missile*).
ARMS = re.compile(
    r"""^(?:(?:an?|the|several|two|three|heavy|mass|massive|direct|intense|indiscriminate|\w+al|stray
    |artillery|air|missile|rocket|drone|mortar|bomb|car|suicide|tank|cruise|ballistic|sniper|barrel|cluster
    |land)[\ -])*
    (?:strikes?|airstrikes?|raids?|missiles?|rockets?|drones?|shelling|bombings?|bombardments?|artillery
    |shells?|bombs?|fire|gunfire|attacks?|warplanes?|planes?|jets?|aircraft|mines?|landmines?|mortars?
    |explosions?|blasts?|shrapnel|debris|bullets?|car|gas|projectiles?|clashes|fighting|offensive)\b""",
    re.VERBOSE,
)
# After *by*: what is no violence (*hit by drought*, *killed by the earthquake*).
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
# Between a participle and *by*: another verb, to which the *by* belongs (*wounded are being moved by
# ambulance*).
OTHER_VERB = re.compile(r"\b(?:is|are|was|were|has|have|had|will|would)\b")
OBJECT_MISSING = re.compile(
    r"""^(?:$|[.,;:&]|\ &|\ (?:in|on|during|at(?!\ least|\ most)|near|when|while|after|and|or|since|overnight
    |as|across|is|are|was|were|have|had|has|remain\w*|who|so)\b)""",
    re.VERBOSE,
)

# Before a noun of violence.
NOMINAL = re.compile(
    r"""\b(?:an?|the|this|that|another|each|any|last|latest|its|their|of|in|after|during|by|from|with|two
    |three|four|several|series|new|deadly|major|massive|heavy|recent|air|drone|missile|rocket|artillery
    |terror|terrorist|suicide|chemical|gas|mortar|bomb|ground|similar|more|alleged|reported|military
    |aerial)\ $""",
    re.IGNORECASE | re.VERBOSE,
)
OWNER = re.compile(r"^(?:['’]s?)? (?:[a-z-]+ ){0,2}$")
NOUN_OBJECT = re.compile(
    r"""^\ (?:of|on|against|at|targeting)\ (?:the\ |a\ |an\ )?
    (?:(?!(?:of|by|in|on|the|a|an)\b)[\w'’-]+\ ){0,3}(?:of\ (?:the\ )?)?$""",
    re.VERBOSE,
)
# After a form in -ing that is a verb (*, killing at least ten*).
HAS_OBJECT = re.compile(
    r"""^\ (?:the|an?|at\ least|more\ than|up\ to|its|their|his|all|both|many|some|several|civilians?|people
    |dozens|hundreds|thousands|women|children|\w+\ (?:people|civilians|others|persons|children)|\d
    |(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)\b|[A-Z])""",
    re.VERBOSE,
)

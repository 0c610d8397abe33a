"""Whether a capital that is named stands for the government of its country, by the words around it.

Possessions and bodies of a state decide first, then the patterns of towns, then those of states: dealings
with them, what is done to them, and last what they do, where a clause begins.
"""

import re

from analysis.entities.patterns import ACTS, IS_PLACE, STATE_OWNS, STATE_PARTNER, WITH_STATES

# What describes a state and not a town, after a form of *be*, and what a state does to something.
STATE_IS = re.compile(
    r"""^\ (?:(?:is|was|are|were|has|had|have|be|been|being|not|also|still|already|now|never|supposed|to)\ )+
    (?:notified|informed|warned|told|frightened|offered|promised|asked|invited|consulted|scrupulous|careful|silent
    |prepared|ready|willing|unwilling|determined|keen|reluctant|wary|entitled|obliged|bound|convinced|furious|angry
    |cautious|clear|right|wrong|aware|committed|content|eager|isolated|adamant|responsible|accused|blamed|sanctioned
    |suspected|represented|concerned|interested|satisfied|worried|alarmed|persuaded|forced|pressed|opposed|neutral)\b
    |^\ (?!is\b|was\b|has\b|lies\b|sits\b|stands\b|wakes\b|remains\b)[a-z]+s
        \ (?:this|that|it|its|all|nothing|no)\b
    |^,\ which\ (?!is\b|was\b|has\b|lies\b|sits\b|stands\b|straddles\b)[a-z]+s\ (?:the|its|a|an|no|all)\b
    |^,\ (?:for\ its\ part|in\ turn|whose\ (?:forces|troops|army))\b""",
    re.VERBOSE,
)
# Somebody from the town acts, not the town: *inspectors from Vienna were walking about*.
CAME_FROM = re.compile(r"\b(?:from|to|via|off|bound for) $")
# Bodies of a state that are named after its capital.
STATE_BODY = re.compile(
    r"^ (?:regime|leadership|special services|secret services|intelligence|side|delegation|forces|troops|army"
    r"|military|negotiators|diplomats|diplomacy|authorities|officials|government)\b"
)
# The beginning of a clause, not of a list of towns.
CLAUSE = re.compile(
    r"""(?: ^|[“"‘(;:—–]\ ?|[a-z]{3},[”"]?\ 
    |[a-z0-9)]['’”]?,?\ (?:but|and|while|as|because|when|if|though|although|since|until|before|after)\ 
    |\b(?:that|which|whether|where|why|how|than|what|whom|says?|said|[Aa]s|[Ww]hen|[Ii]f|[Ww]hile|[Bb]ut
        |[Bb]ecause|[Aa]fter|[Bb]efore|[Ss]ince|[Uu]nless|[Oo]nce|[Tt]hen|[Mm]eanwhile|[Yy]esterday
        |first\ time|deny|denies|denied|(?:[Oo]n|[Oo]ver|[Ll]ast|[Tt]his|[Ii]n)\ (?:the\ )?
        (?:\w+day|week|weekend|month|year|[A-Z][a-z]+|\d{4}))\  )$""",
    re.VERBOSE,
)
# Other names before and after a name: *both Moscow and*.
NAMED_WITH = re.compile(r"(?:\b[Bb]oth )?\b[A-Z][\w'’-]+(?:,? [A-Z][\w'’-]+)*,? (?:and|or) $")
AND_NAMES = re.compile(r"^(?:,? [A-Z][\w'’-]+)*,? (?:and|or) [A-Z][\w'’-]+")
# What describes towns: what happened to them, and where and how they lie.
HAPPENED = r"""(?:been\ )?(?:being\ )?(?:[a-z]+ly\ )?
    (?:(?:shell|struck|bomb|attack|target|rock|encircl|surround|captur|besieg|evacuat|cover|built|found|locat
        |spar|burn|wak|shak|brac|reel|suffer|connect|link|populat|inhabit|flood|darken|suppos)\w*
    |(?:hit|taken|taking|lit|dark|quiet|cold|calm|safe|empty|without|under|in|on|at|where|a|an|the|home|full
        |about|only|some|no|far|near|close|lying|coming|going|nothing|hot|warm|like|more|less|by|from|to\ be
        |\d+))\b"""
VERB = re.compile(
    rf"""^(?:,\ which|['’]s)?
    \ (?:(?:too|also|itself|then|now|still|again|duly|later|soon|never|already|both|neither|yesterday|today
        |(?!family|supply|only)[a-z]+ly)\ )*
    (?:(?:has|had|have|is|was|did|does|do|will|would|could|can|cannot|may|might|must|should|needs?)
    (?:\ (?:not|no\ longer|also|still|now|already))*\ (?!{HAPPENED}) | (?!{HAPPENED})[a-z]+ed[\ .,;]
    |(?:saw|sees|began|begins|made|makes|took|takes|sent|sends|held|holds|kept|keeps|won|wins|gave|gives|got|gets|thought|left
        |let|lets|paid|set|sets|spent|withdrew|chose|chooses|led|leads|meant|knew|knows|sought|seeks|needs|wants
        |(?:lost|loses)(?!\ (?:power|electricity|water|heat\w*|light)))\ )""",
    re.VERBOSE,
)
# What belongs to a town and not to the state with this capital.
TOWNS_OWN = r"""(?:streets?|suburbs?|outskirts|cent(?:re|er)|metro|underground|airports?|stations?|residents?
    |ambulances?|fire|emergency|sewage|sewers?|taxis?|bus(?:es)?|zoo|telephone
    |left|right|north|south|east|west|share|people|inhabitants|mayor\w*|city|council\w*|skyline|hospitals?|districts?|squares?|boulevards?|rivers?|bridges?|parks?
    |theatres?|museums?|cathedral|church\w*|trams?|markets?|shops?|cafés?|cafes?|universit\w+|schools?|ports?|docks
    |hotels?|population|defenders|residential|western|eastern|northern|southern|industrial|main|old|historic\w*
    |biggest|largest|bourse|stock|power|heating|water|electricity|roads?|railways?|buildings?|homes?|houses?|flats?
    |courts?|prisons?|restaurants?|bars|children|students|women|volunteers|clubs?|sirens|sk(?:y|ies)|local|most|two
    |three|many|few|only|business\w*|bankers?|banks?|financial|insurance|traders?|nights?|summer|winter)\b"""
OWN = re.compile(rf"^['’]s?(?:[.,;:?!)]|\ (?!{TOWNS_OWN})[a-z])", re.VERBOSE)
# Other towns after a town: *Kyiv and all other cities*; a longer name: *Moscow time*.
TOWNS_AFTER = re.compile(
    r"^,? and (?:(?:all|its|the|other|many|some) )+(?:[A-Z][a-z]+ )?"
    r"(?:countryside|cities|towns|suburbs|region)\b"
)
NOUN_AFTER = re.compile(rf"^ (?:{TOWNS_OWN}|time\b|highway\b|[A-Z])|^-[A-Z]", re.VERBOSE)
LINKED = re.compile(r"\b(?:connect|link|join)\w* .*with $")
# What is done to a state: any verb except those of going to a town, holding it or taking it.
OBJECT = re.compile(
    r"""(?<![a-z]-)\b(?!(?:in|at|near|outside|inside|around|across|into|through|throughout|over|above|towards?|from|to
    |via|off|of|and|or|for|on|by|the|a|an|with|like|than|as|but|that|central|downtown|greater|old|besides?|between
    |behind|beyond|past|opposite|then|when|where|while|after|before|since|until|if|because|though|so|yet|now|only|even
    |both|is|was|were|are|be|been|called|named|also|not|nor)\b)
    (?!(?:cover|reach|leav|left|enter|visit|shell|bomb|str[iu]k|struck|hit|attack|captur|tak|took|retak|retook|seiz|storm
    |encircl|surround|defend|hold|held|liberat|occup|fle[ed]|cross|pass|bypass|los[et]|abandon|rebuil|found|tour|quit
    |near|approach|besieg|evacuat|protect|sav|call|nam|know|knew|lov|miss|see|saw|pound|target|rock)[a-z]*\b)
    [a-z]{3,}\ $""",
    re.VERBOSE,
)
# A verb and the word after it, at the beginning of a clause: *Kiev avoids the word*.
DOES = re.compile(
    rf"""^\ (?:(?:also|now|still|never|often|probably|itself)\ )?(?!{TOWNS_OWN})
    (?!(?:is|was|has|lies|sits|stands|remains|burns|wakes|braces|suffers|falls|attacks|strikes)\ )[a-z]{{2,}}s
    \ (?:the|a|an|his|her|their|its|that|this|no|it|them|to|as|at\ least|least|peace|[A-Z]\w+)\b
    |^\ (?!{TOWNS_OWN})
        (?:consents|agrees|objects|refuses|denies|needs|wants|insists|demands|earns|holds)\b""",
    re.VERBOSE,
)
# What states are made to do: *prompted Washington to*.
MADE = re.compile(
    r"""\b(?:prompt|requir|forc|push|lead|led|caus|allow|enabl|urg|advis|permit|compel|let|get|expect)\w*\ $
    |\b(?:hold|holds|held|holding|plac|put|leav|left|see|seen|find|found)\w*\ $""",
    re.VERBOSE,
)
MADE_TO = re.compile(
    r"^ (?:not |fully |directly )*(?:to (?!(?:the|a)\b)[a-z]+|not |responsible|accountable|at loggerheads"
    r"|isolated|further|with \$|under pressure|exposed)\b"
)
# *pro-Damascus militants*, *official Budapest*, *its ally Damascus*, *criticism of Moscow*, *help for Kyiv*.
SIDES = re.compile(
    r"""(?: \b(?:[Pp]ro|[Aa]nti)-|\bofficial\ |\b(?:ally|allies|patron|backer)\ |\bunless\ 
    |\b(?:criticism|condemnation|suspicions?|accusations?)\ (?:of|against)\ 
    |(?<!along)(?<!ogether)\ with\ 
    |\b(?:support|backing|help|aid|assistance|sympathy|solidarity|weapon\w*|arms|ammunition|tanks?|jets|missiles?|money
        |funds?|funding|loans?|billions?|millions?|euros|dollars|guarantees?|package|blow|setback|victory|win|triumph
        |defeat|humiliation|embarrassment|boost|relief|problem|threat|challenge|dilemma|headache|priority|goal|prize|lesson
        |warning|signal|message|question|test|chance|opportunity|option|cost|costs|price|risk|risks|danger|consequences
        |implications|work|works|worked|working|spy|spied|spying|agents?|spokes\w+|envoy|good|bad|better|worse|best|worst
        |important|vital|crucial|critical|difficult|hard|easy|easier|harder|possible|impossible|necessary|unacceptable
        |acceptable|responsible|costly|painful|disastrous|enough|condition|conditions|demands?|concession|concessions
        |praise|respect|contempt|time|speaks?|spoke|speaking|incidents?|dates?|enem\w+|loss|losses|disaster\w*|ally|allies|partners?|plans?
        |future|path|alternatives?|interests?|gains?|lifeline|supplies|defen[cs]es?|training|unthinkable
        |deadline|apolog\w+)(?:\ (?:day|week|month|year|news|one|outcome|result|moment))?\ for\  )$""",
    re.VERBOSE,
)
# *It is unthinkable for Tokyo to do nothing*.
FOR, TO_ACT = (
    re.compile(r"\bfor $"),
    re.compile(r"^ to (?!the\b|a\b|be (?:shelled|hit|bombed|rebuilt))[a-z]+ "),
)
# What states have with one another: *talks between Moscow and Kyiv*, but *the road between Moscow and Kyiv*.
DEALINGS = re.compile(
    r"""\b(?i:talks?|negotiat\w+|deals?|agree\w*|accords?|treat(?:y|ies)|pacts?|truces?|cease-?fires?|relations?\w*|ties|tensions?
    |wars?|conflicts?|disputes?|rows?|rift\w*|spat|feuds?|standoff|stand-off|crisis|clash\w*|hostilit\w+|fighting|battle
    |confrontations?|rivalry|contacts?|dialogue|diploma\w+|cooperat\w+|alliance\w*|partnerships?|pact|exchanges?|swaps?
    |communicat\w+|understanding|differences|disagreements?|consultations?|mediat\w*|rapprochement|thaw|détente|detente
    |enmity|animosity|mistrust|distrust|friction|strains?|balance|intermediar\w+|mediators?|go-between|choose|choosing|torn|caught|sandwiched|brokered?
    |brokering|peace|friendship|trade|trust|hotline|gap|bonds?|summits?|meetings?|pressure|competition
    |arms\ race
    |reconcil\w+|divid\w+|hostage|prisoner)\b[^.;:]{0,60}\bbetween\ (?:[A-Z]\w+\ and\ )?$""",
    re.VERBOSE,
)
ENDS = re.compile(r"^(?:[.,;:?!)”]|$| (?:with|of|nonetheless|too|instead|again|once|over|about|that)\b)")
BY_HANDS = re.compile(
    r"\b(?:responsibility|blame|burden|onus|pressure|hopes?|faith|trust|impression|duty|fault|guilt)"
    r" (?:on|with|to|in) $"
)


def stands_for_state(left: str, right: str) -> bool:
    """Return whether a capital between two pieces of text means its government.

    >>> stands_for_state("It was asked, but ", " too has been obliged to wait.")
    True
    >>> stands_for_state("", " was shelled at night."), stands_for_state("men from ", " refused to go.")
    (False, False)
    """
    if STATE_OWNS.match(right) or STATE_BODY.match(right) or OWN.match(right):
        return True
    if IS_PLACE.search(left) or TOWNS_AFTER.match(right) or LINKED.search(left):
        return False
    left_of_names, right_of_names = NAMED_WITH.sub("", left), AND_NAMES.sub("", right)
    if DEALINGS.search(left) or BY_HANDS.search(left) or STATE_PARTNER.match(right):
        return True
    if WITH_STATES.search(left) or WITH_STATES.search(left_of_names):
        return True
    if FOR.search(left) and TO_ACT.match(right):
        return True
    if SIDES.search(left_of_names) and not NOUN_AFTER.match(right):
        return True
    if CAME_FROM.search(left):
        return False
    if ACTS.match(right) or STATE_IS.match(right) or (MADE.search(left) and MADE_TO.match(right)):
        return True
    if OBJECT.search(left) and ENDS.match(right):
        return True
    return CLAUSE.search(left_of_names) is not None and any(
        pattern.match(right_of_names) is not None for pattern in (ACTS, VERB, DOES)
    )

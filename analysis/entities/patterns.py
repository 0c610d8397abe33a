"""Patterns of the words around a name that show what it means; `registry/cues.csv` lists single words."""

import re

SPEECH = r"""(?: said|says|told|adds|added|wrote|writes|tweeted|warned|argued|explained|recalled|claimed
    |insisted|noted|stressed|replied|asked|admitted|confirmed|denied|announced|reported|testified|posted|declared
    |concluded|acknowledged|continued )"""
DEEDS = r"""(?: said|says|accus\w+|den(?:y|ies|ied)|want(?:s|ed)?|insist\w*|argu\w+|warn\w*|urg\w+|announc\w+
    |claim\w*|vow\w*|hop(?:e|es|ed)|fear(?:s|ed)|reject\w*|refus\w+|agree\w*|demand\w*|seek\w*|sought|expect\w*|believ\w+
    |regard\w*|support\w*|back(?:s|ed)|deploy\w*|launch\w*|sent|sends|sign\w*|call(?:s|ed)\ (?:for|on|it)
    |blam\w+|condemn\w*|respond\w*|retaliat\w*|pledg\w*|offer\w*|ask(?:s|ed)|plan(?:s|ned)|tri(?:es|ed)|consider\w*
    |describ\w+|maintain\w*|annex\w+|invad\w+|withdrew|withdraws|recogni[sz]e\w*|threaten\w*|propos\w+|suspend\w*
    |dismiss\w*|acknowledg\w*|decid\w+|declar\w+|summon\w*|expel\w*|impos\w+|suppl(?:y|ies|ied)
    |provid\w+|doubts?|charges|charged|concede\w*|object(?:s|ed)|put|think|thinks|thought|knows|knew|puts|gives
    |gave|makes|made|takes|took|calls|called|uses|used
    |speaks|spoke|repeat\w*|reports|reported|keeps|kept|pays|paid|buys|bought|owes|owed|promis\w+|praised|welcom\w+
    |criti\w+|bann?ed|order\w*|publish\w*|releas\w+|counts|names|named|lists|listed|answers|answered|replie[sd]
    |thank\w*|prefers?|preferred|explain\w*|treats?|treated|lets|told|tells|rules\ out|ruled\ out )\b"""

# Before a name.
IN_PLACE = re.compile(
    r"""\b(?: in|at|near|outside|inside|around|across|into|through|throughout|over|above|toward|towards|from
    |to|via|off|reach(?:ed|es|ing)?|visit(?:ed|s|ing)?|leaving|left|enter(?:ed|ing)?
    |(?:city|town|village|suburbs?|outskirts|streets|centre|center|residents|people|mayor|north|south|east|west
        |port|bank|airport)\ of
    |central|downtown|northern|southern|eastern|western )\ $""",
    re.IGNORECASE | re.VERBOSE,
)
IS_PLACE = re.compile(
    r"""\b(?: in|at|near|outside|inside|around|into|through|throughout|over|above|central|downtown|capital,?
    |(?:north|south|east|west|northeast|northwest|southeast|southwest)(?:ern)?
    |(?:city|town|suburbs?|outskirts|streets|centre|center|residents|people|mayor
        |north|south|east|west)\ of )\ $""",
    re.IGNORECASE | re.VERBOSE,
)
WITH_STATES = re.compile(
    r"""\b(?:
    (?:talks|ties|relations|negotiations|deal|agreement|contacts?|cooperation|dialogue|tensions|pressure|sanctions
        |alliance|allied|war|ally|allies|support|aid|help|weapons|permission|approval|signals?|message|concessions
        |loyal|hostile|close|according)\ (?:with|on|against|from|to|of|by|between)
    |(?:backed|supported|armed|funded|installed|appointed|imposed|controlled|led|accused|blamed|sanctioned|brokered
        |supplied|rejected|demanded|proposed|denied|claimed)\ by
    |[Bb]y|[Ww]ithout
    |(?:provocations?|accusations?|criticism|threats?|orders?|instructions?|demands?|responses?|reactions?|assurances?
        |guarantees?|condemnations?|warnings?|denials?|praise|word|interference|meddling)["”’']?\ from
    |(?:given|promised|pledged|lent|offered|supplied|loyal|attributed|owed|known|acceptable|addressed)
        (?:\ by\ \w+)?\ to
    |(?:support|back|help|favour|favor|arm|fund|punish|defy|defie|persuade|isolate|reward|trust|convince|provoke|oblige)
        (?:s|ed|d|ing)?
    |(?:position|view|stance|policy|will|behalf|request|insistence|consent|permission|approval|demands?
        |opinion|interests?|intentions?|accusations?|claims?|refusal|version)\ of
    |(?:call(?:ed|ing|s)\ on|urg(?:ed|ing|es)|accus(?:ed|ing|es)|warn(?:ed|ing|s)|blam(?:ed|ing|es)|told|tells
        |condemn(?:ed|ing|s)|pressur(?:ed|ing|es)|ask(?:ed|ing|s)|critici[sz](?:ed|ing|es))
    |(?:eyes|blessing|knowledge|patience|hands|terms|wishes|orders|side|part|service)\ of|on\ the\ part\ of
    |(?:pleas|satisf|reassur|press|deter|embarrass|remind|notif|inform|assur|bind|cost|oblig|provok|rebuff|consult)
        (?:y|e|es|s|ed|ied|ies|ing)?
    |(?:billions?|millions?|euros|dollars|aid|loans|grants|money|funds|weapons|arms|tanks|missiles|shells|jets
        |ammunition|gas|oil)\b[^.;:]{0,30}\b(?:to|for|from)
    |against )\ (?:[A-Z]\w+\ and\ )?$
    |^(?:For|To)\ $""",
    re.VERBOSE,
)
# The regions of Ukraine that Russia annexed in 2022 have the names of their cities. A vote or a border shows
# that the region is meant.
ANNEXED = re.compile("Donetsk|Luhansk|Lugansk|Kherson|Zaporizhzhia|Zaporizhia|Zaporozhye|Zaporizhzhya")
# *his Security Council* is a country's, not that of the United Nations.
OWN_COUNCIL = re.compile(r"\b(?:[Hh]is|[Hh]er|[Ii]ts|[Tt]heir|[Oo]ur|country['’]s|national) $")
VOTED = re.compile(
    r"(?:\d\.\d+|per ?cent(?: in favour)?) in $|\b(?:border|boundar|annex|referend)\w*\b.*$", re.IGNORECASE
)
# Three in a row: *the people in Donetsk, Luhansk, Kherson and Zaporizhzhia*.
ROW = rf"(?:{ANNEXED.pattern})"
ROW_AFTER = re.compile(rf"^,? (?:and )?{ROW}(?:,? and|,) {ROW}\b")
ROW_BEFORE = re.compile(rf"\b{ROW}(?:,? and|,) {ROW}(?:,? and|,) $")
ROW_AROUND = re.compile(rf"\b{ROW}(?:,? and|,) $")
NEXT_IN_ROW = re.compile(rf"^(?:,? and|,) {ROW}\b")
PAIRED = re.compile(r"^ and (?:Donetsk|Luhansk|Lugansk)\b|^.*\b(?:border|boundar|annex|referend)")
SUBJECT_OF = re.compile(r"^ \w+ (?:a )?(?:subject|part|region)s? of\b")
PAIR = re.compile(r"\b(?:Donetsk|Luhansk|Lugansk) and $")
GOVERNOR = re.compile(r"\b(?:[Gg]overnors?|regional head|boundaries) of (?:the )?$")
IN_WALLS = re.compile(
    r"\b(?:in|inside|at|outside|near|around|into"
    r"|(?:steps?|walls?|towers?|domes?|halls?|gates?|roofs?) of) the $"
)
BANKS = re.compile(
    r"\b(?:banks?|side|mouth|delta|valley|course|waters|crossings?|across|along|over) (?:of )?(?:the )?$"
)
THE = re.compile(r"\b[Tt]he $")
SPOKEN = re.compile(rf"\b{SPEECH}\ $", re.VERBOSE)

# After a name.
ACTS = re.compile(
    rf"""^(?:,\ which\ (?:also\ |has\ |had\ )?{DEEDS} | \ (?:
    (?:(?:also|each|both|now|still|repeatedly|immediately|later|then|never|long|has|have|had)\ )*{DEEDS}
    |(?:is|was|are|were|has\ been|had\ been)\ (?:not\ |also\ |now\ |still\ |already\ |itself\ )*
        (?!being|burning|bracing|reeling|suffering|lying|coming\ under|going|including|nothing)\w+ing\b
    |(?:does|did)(?:\ not|n['’]t)\ (?!have\b|look\b|feel\b|sleep\b|lie\b|seem\b)\w+
    |and\ its\ (?:allies|partners|friends)\b|(?:regime|junta)\b
    |and\ [A-Z]\w+\ (?:(?:each\ |both\ )?{DEEDS}
        |(?:have|had)\ (?!been|seen|become|had)\w+(?:ed|en|id|ade|nt)\b)
    |(?:has|have|had)\ (?:this|last)\ (?:week|month|year)\ (?!been|seen)\w+(?:ed|en)\b
    |(?:has|have|had)\ (?:also\ |since\ |already\ )?(?:told|sought|begun|put|kept|brought|said|set|lost\ no)\b
    |(?:has|have|had)\ (?:not\ |also\ |now\ |still\ |already\ |long\ |repeatedly\ |since\ |so\ far\ )*
        (?!been|seen|become|had)\w+(?:ed|en|id|ade|nt)\b
    |(?:will|would|could|should|must|can|cannot|may|might)(?:\ not|\ also|\ now|\ have\ to)?\ 
        (?!be\b|become\b|have\b|see\b|fall\b)\w+ ))""",
    re.VERBOSE,
)
STATE_PARTNER = re.compile(
    r"^-(?:backed|led|installed|appointed|controlled|aligned|supported|imposed|friendly|allied|brokered)\b"
)
STATE_OWNS = re.compile(
    r"""^['’]s?\ (?:\w+\ ){0,2}
    (?:forces|army|troops|military|government|position|decision|demands?|invasion|war|proposals?|allies|ally|claims?
    |envoy|ambassador|support|interests?|policy|strategy|aggression|offensive|campaign|goals?|aims?|backing|actions?
    |negotiators?|case|law|explanation|consent|ministry|ministries|delegation|account|view|version|reading|diplomats
    |diplomacy|answer|terms|conditions|hopes?|fears?|wish(?:es)?|needs?|behalf|promises?|denials?|partners|budget
    |men|missiles?|artillery|guns|drones|casualties|losses|motives?|silence|generals?|commanders?|president|officials
    |authority|rule|orders?|words?|request|permission|approval|accession|membership|chances|security|trust
    |reasons?|statements?|argument|counter-offensive|counteroffensive|soldiers|representatives?|representation
    |calendar|creditors|debts?|bonds|instance|behest|urging|instigation|expense|budget|treasury|coffers|envoys?|emissar\w+|threats?|warnings?
    |sanctions|intervention|role|offer|stance|response|refusal|plans?|efforts?|influence|leaders?|leadership
    |control)\b""",
    re.VERBOSE,
)
AS_NOUN = re.compile(
    r"""^(?:$|[^\ \w]|\ (?:said|says|told|has|have|had|is|was|are|were|will|would|could|can|may|must|should
    |did|does|do|in|on|at|to|of|and|or|but|for|from|that|which|who|with|as|by|also|not|since|after|before|during|over|near
    |against|when|while|if|because|later|then|now|itself|confirmed|reported|claimed|denied|announced|accused|wants?
    |launched|fired|struck|shelled|bombed|took|captured|retook|withdrew|retreated|advanced|shot|destroyed|attacked
    |hit|used)\b)""",
    re.VERBOSE,
)
REGIONS = re.compile(
    r"^(?:(?:,| and| or|, and) (?:the )?[A-Z][\w'-]+){0,3} (?:regions|provinces|oblasts|governorates)\b"
    r"|^ regional\b"
)
# Nouns after an adjective that is not the country's: *the Dominican church*.
ORDERS = re.compile(r"^ (?:church|friars?|monks?|nuns?|convent|monastery|order|sisters)\b")
# A city of the world before these words is a region outside the registry; also *the Baltic states*.
NO_CITY = re.compile(r"^ (?:region|province|oblast|governorate|states|republics)\b")
# Words before a place that make it part of a name: *Radio Damascus*.
NAMED_BEFORE = re.compile(
    r"\b(?:broadcaster|channel|newspaper|website|network|magazine|daily|TV) $|"
    r"\b(?:Save|Hotel|Temple|Radio|Dynamo|FC|Miss|University of [A-Z]\w+,?(?: at)?|College|University|Lloyd's"
    r"|(?:[Hh]orn|Gulf|Bay|Straits?|Bank|Isle|Cape|Battle|Treaty|Sea|Mountains?) of(?: the)?"
    r"|(?:Agency|Institute|Society|Committee|Cent(?:er|re)|Fund|Friends|Campaign|Council"
    r"|Coalition) [Ff]or(?: an?)?(?: [A-Z]\w+)?|Confederate States of"
    r"|[A-Z][a-zà-ÿ]{4,} d[aeiou](?:l| la)?) $"  # *Observatoire de Paris*
)
# Adjectives in the names of other lands: *Latin American*, *American Samoa*.
OWN_LAND = re.compile(r"\b(?:American|British|French|Dutch|Portuguese|Spanish|Belgian) $")
LANDS = frozenset(["Samoa", "Guiana", "Guyana", "Guinea", "Honduras", "Somaliland", "Columbia", "Congo"])
SLOGAN_AFTER = re.compile(r"^ First\b(?! (?:Minister|Lady|Deputy|Secretary|Division|Army|Battalion|Vice))")
LANDS_BEFORE = re.compile(r"\b(?:Latin|Native|Meso|Scientific) $")
LANDS_AFTER = re.compile(
    r"^ (?:Samoa(?:ns?)?|Columbia|Guiana|Guyana|Polynesia|Virgin Islands|Antilles|Caledonia|Riviera|Alps"
    r"|Honduras|Micronesia|Congo|Somaliland)\b"
)
COUNTRYS = frozenset(["US", "U.S.", "American", "UN", "U.N.", "The", "States", "Nations"])
# A city that has the name of a state, among other states: *Ohio, Washington and Utah*, *District of New
# York*.
STATE_LISTED = re.compile(
    r"\b(?:Alabama|Alaska|Arizona|Arkansas|California|Colorado|Connecticut|Delaware|Florida|Hawaii|Idaho|Illinois"
    r"|Indiana|Iowa|Kansas|Kentucky|Louisiana|Maine|Maryland|Massachusetts|Michigan|Minnesota|Mississippi|Missouri"
    r"|Montana|Nebraska|Nevada|New (?:Hampshire|Jersey|Mexico)|(?:North|South) (?:Carolina|Dakota)|Ohio"
    r"|Oklahoma"
    r"|Oregon|Pennsylvania|Rhode Island|Tennessee|Texas|Utah|Vermont|(?:West )?Virginia|Wisconsin|Wyoming)"
    r"(?:,|,? and|,? or) $|\b(?:District|[Gg]overnor|[Ss]enator|[Ss]tates?|[Aa]ttorney [Gg]eneral) (?:of"
    r"|from) $"
)
# A town before one of these states or provinces is seldom the town of that name that is listed, unless that
# is a large city of the same country. Washington in the District of Columbia is.
STATE_COUNTRIES = frozenset(["US", "CA", "AU"])
IN_STATE = re.compile(
    r"""^(?:,|\ in(?:\ the\ state\ of)?)\ (?: (?:Ala(?:bama|ska)|Arizona|Arkansas|California|Colorado
    |Connecticut
    |Delaware|Florida|Hawaii|Idaho|Illinois|Indiana|Iowa|Kansas|Kentucky|Louisiana|Maine|Maryland|Massachusetts
    |Michigan|Minnesota|Mississippi|Missouri|Montana|Nebraska|Nevada|New\ (?:Hampshire|Jersey|Mexico|York)
    |(?:North|South)\ (?:Carolina|Dakota)|Ohio|Oklahoma|Oregon|Pennsylvania|Rhode\ Island|Tennessee|Texas|Utah
    |Vermont|(?:West\ )?Virginia|Wisconsin|Wyoming
    |Ontario|Quebec|Alberta|British\ Columbia|Manitoba|Saskatchewan|Nova\ Scotia|New\ Brunswick|Newfoundland
    |New\ South\ Wales|Queensland|Tasmania|(?:South|Western)\ Australia)\b
    |(?:Ala|Ariz|Ark|Calif|Colo|Conn|Del|Fla|Ga|Ill|Ind|Kan|Ky|La|Mass|Md|Mich|Minn|Miss|Mo|Mont|Neb|Nev|Okla|Ore|Pa
        |Tenn|Tex|Vt|Va|Wash|Wis|Wyo|Ont|Que|N\.?H|N\.?J|N\.?M|N\.?Y|N\.?C|N\.?D|R\.?I|S\.?C|S\.?D|W\.\ ?Va)\.
    |(?:AL|AK|AZ|AR|CA|CO|CT|DE|FL|GA|HI|ID|IL|IN|IA|KS|KY|LA|ME|MD|MA|MI|MN|MS|MO|MT|NE|NV|NH|NJ|NM|NY|NC|ND|OH|OK|OR
        |PA|RI|SC|SD|TN|TX|UT|VT|VA|WA|WV|WI|WY|ON|QC|AB|BC|NSW|QLD|VIC)\b(?!['’.\w]) )""",
    re.VERBOSE,
)
# A part of a country or a region with a name of its own, at any place in a sentence, or inside one.
DIRECTION = re.compile(
    r"(?:\b(?:North|South|East|West|Northeast|Northwest|Southeast|Southwest|Central)"
    r"|(?<=[\w,;:] )(?:New|Upper|Lower|Inner|Outer|Greater|Little)) $"
)
# A country or region that is a town of a state, and the state that has the name of a country.
IN_STATE_ALONE = re.compile(IN_STATE.pattern + r"(?:(?<=\.)|(?=[,.;)](?!\ (?:and|or|[A-Z]))))", re.VERBOSE)
IN_GEORGIA = re.compile(r"^, (?:Georgia|Ga\.)(?![\w'’])")
# Bodies whose bare name many states have.
ANY_STATES = re.compile(
    r"Senate|Congress|Parliament|House of (?:Representatives|Commons)|General Assembly"
    r"|(?:National )?Security Council|Supreme Court"
    r"|(?:Democratic|Republican|Conservative|Labou?r|Communist|Green|Socialist) Party|State Department"
)
# Partners and firms: *Johnson & Johnson*.
FIRM_BEFORE = re.compile(r"[\w.] & $")
FIRM_AFTER = re.compile(r"^(?:,? (?:& [A-Z]|Inc\b|Corp\b|Ltd\b|LLC\b|PLC\b|plc\b|Co\b|GmbH\b|AG\b|Bros\b))")
# A place with what follows is another name: *Gaza City*, *Damascus University*.
HEADS_TEXT = """Academy Accord Accords Agency Agreement Airlines Airport Airways Arena Association Avenue
Award Awards Bank Basin Bay Beach Boulevard Brewery Bridge Brigade Bulletin Canal Cathedral Cemetery
Center Centre Chamber Charter Chronicle Church Circus City Clinic Club Coast College Commission Committee
Company Conference Convention Corporation Council Courier Court Cup Daily Declaration Delta Desert
Dispatch Dynamo Examiner Exchange Express Federation Festival Forum Foundation Fund Games Garden Gardens
Gate Gazette Globe Group Guardian Gulf Hall Harbor Harbour Heights Herald Highway Hills Hospital Hotel
House Independent Initiative Inquirer Institute International Island Islands Journal Lake League Library
Limited Ltd Mail Marathon Memorandum Metro Monastery Mosque Mountain Mountains Museum News Observer Office
Olympiad Olympics Opera Orchestra Palace Park Party Pass Philharmonic Plan Platform Plaza Polytechnic Post
Press Prison Prize Process Protocol Railway Railways Review River Road School Scientific Sea Sentinel
Service Society Square Stadium Statement Station Statute Stock Strait Straits Street Summit Survey
Symphony Synagogue Tech Telegraph Temple Theater Theatre Times Tower Treaty Tribune Union United
University Valley Village Wall Weekly Zoo"""
HEADS = frozenset(HEADS_TEXT.split())
HEAD_AFTER = re.compile(
    rf"^(?:(?: [A-Z][\w'’-]+){{0,3}} (?:{'|'.join(sorted(HEADS))})\b"
    r"|(?: [A-Z][\w'’-]+)? (?:Department|Bureau|Institute|Ministry|Academy|Board) (?:of|for) [A-Z])"
)
# Words with a capital letter that leave the name before them what it is.
OF_A_PERSON = frozenset(["Administration", "Government", "Cabinet", "White", "Era"])
OF_A_BODY = frozenset(
    [
        "News",
        "Photo",
        "Photos",
        "Pictures",
        "TV",
        "Television",
        "Radio",
        "Online",
        "World",
        "Arabic",
        "Persian",
        "Member",
        "Members",
        "Allies",
    ]
)
# A person who is named right behind a place: *in Georgia Stacey Abrams won*.
LIES_IN = re.compile(
    r"\b(?:[Ii]n|[Aa]t|[Nn]ear|[Ff]rom|[Oo]utside|[Ii]nside|[Aa]cross|[Oo]f|[Tt]o|[Ff]or|[Aa]gainst"
    r"|[Bb]etween) "
    r"(?:[A-Z]\w+ )?$"
)
# Nouns that are named after a place or a body: *Shevchenko Boulevard*, *Paris Club*, *Senate palace*.
NAMED_FOR_TEXT = """Street Boulevard Avenue Square Club Statute Exchange statute exchange Palace Convention
palace Hotel Stadium Mosque"""
NAMED_FOR = frozenset(NAMED_FOR_TEXT.split())
SPEAKS = re.compile(rf"^\ (?:also\ |later\ |has\ |had\ )?{SPEECH}\b", re.VERBOSE)
DESCRIBED = re.compile(r"^, (?:an? |the |who\b|whose\b|aged |\d\d\b|then |(?:[a-z]+ ){0,3}(?:of|for|at) )")
STOPS = re.compile(r"[.,;]|$| (?:in|on|of|from|at|during)\b")
WORDS = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")


def is_in_capitals(text: str) -> bool:
    """Return whether most words of a sentence are in capitals, so that *IS* and *US* show nothing."""
    words = WORDS.findall(text)
    return sum(map(str.isupper, words)) > 0.6 * len(words)

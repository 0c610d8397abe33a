"""Datelines: the place, day and agency before the first sentence, as agencies and papers write them."""

import re

from analysis.readers.dates import MONTH, WEEKDAY
from analysis.text.sentence_ends import STARTERS

# Agencies whose name alone, beside a dash or a bar, makes a dateline.
AGENCY_NAMES = (
    r"Reuters|REUTERS|Thomson Reuters|AP|Associated Press|The Associated Press|AFP|AFP-JIJI|Agence "
    r"France-Presse|dpa|"
    r"DPA|EFE|ANSA|epa|EPA|TASS|ITAR-TASS|RIA Novosti|RIA|Sputnik|SPUTNIK|Interfax(?:-Ukraine)?"
    r"|INTERFAX(?:-UKRAINE)?|"
    r"Ukrinform|UKRINFORM|UNIAN|Xinhua|XINHUA|SANA|AA|Anadolu(?: Agency)?|Kyodo(?: News)?|PTI|ANI|UPI|IRNA"
    r"|ISNA|FNA|MNA|"
    r"Fars|Mehr|Tasnim|Press TV|WAFA|Petra|MENA|KUNA|QNA|SPA|WAM|NNA|BTA|PAP|CTK|MTI|APA|Azertac|AZERTAC"
    r"|Armenpress|"
    r"ARMENPRESS|KAZINFORM|Kazinform|KCNA|Yonhap|Bernama|Antara|RFE/RL|RFERL|VOA|VOA News|Bloomberg|BBC "
    r"News|BBC|CNN|"
    r"ARA News|UN News|UN NEWS|DAN|Tanjug|AGERPRES|Agerpres|BelTA|North Press"
    r"|IANS|APP|Pajhwok|TNA|AFP News|News Agencies|Agencies|agencies|Al Jazeera|JTA|CBS News|ABC "
    r"News|NBC News"
)
# Cities that newspapers print without a country, and places of recent wars. With one of these a dash, a
# colon or capital letters are enough.
CITIES = (
    r"The Hague|Juba|"
    r"Ankara|Athens|Atlanta|Baghdad|Bangkok|Beijing|Beirut|Berlin|Boston|Brussels|Cairo|Chicago|Dallas"
    r"|Damascus|Dubai|"
    r"Geneva|Havana|Houston|Istanbul|Islamabad|Jerusalem|Kabul|Khartoum|London|Los Angeles|Luxembourg"
    r"|Madrid|Manila|"
    r"Mexico City|Miami|Milan|Moscow|Mumbai|Munich|New Delhi|New York|Oslo|Ottawa|Paris|Philadelphia|Prague"
    r"|Rome|"
    r"San Francisco|Seattle|Seoul|Shanghai|Singapore|Stockholm|Sydney|Tehran|Tel Aviv|Tokyo|Toronto|United "
    r"Nations|"
    r"Vatican City|Vienna|Warsaw|Washington|Washington,? D\.?C\.?|Zurich|Amman|Doha|Riyadh|Sanaa|Sana'a"
    r"|Aden|Tripoli|"
    r"Tunis|Kyiv|Kiev|Minsk|Chisinau|Vilnius|Riga|Tallinn|Bucharest|Budapest|Sofia|Belgrade|Tbilisi|Yerevan"
    r"|Baku|"
    r"Stepanakert|St\.? Petersburg|Belgorod|Kursk|Sevastopol|Simferopol|Donetsk|Luhansk|Lugansk|Mariupol"
    r"|Kharkiv|"
    r"Kharkov|Kherson|Odesa|Odessa|Lviv|Dnipro|Zaporizhzhia|Mykolaiv|Sumy|Chernihiv|Bakhmut|Avdiivka"
    r"|Kramatorsk|"
    r"Sloviansk|Pokrovsk|Aleppo|Homs|Hama|Idlib|Idleb|Daraa|Raqqa|Latakia|Tartous|Tartus|Palmyra|Qamishli"
    r"|Hasaka|"
    r"Hasakah|Sweida|Deir Ez-?Zor|Deir ez-?Zor|Manbij|Afrin|Mosul|Erbil|Kirkuk|Basra|Gaza|Gaza City|Rafah"
    r"|Khan Younis|"
    r"Ramallah|Nablus|Jenin|Hebron|Haifa|Sderot|Ashkelon|El Fasher|Port Sudan|Omdurman|Addis Ababa|Mekelle"
    r"|Nairobi|"
    r"Mogadishu|Goma|Kinshasa|Bamako|Niamey|Abuja|Maiduguri|Yangon|Naypyidaw|Dhaka|Kandahar|Peshawar|Quetta"
    r"|Srinagar"
)
# Papers of South Asia put a colon behind the city.
SOUTH_ASIAN = (
    "New Delhi|Islamabad|Karachi|Lahore|Peshawar|Quetta|Mumbai|Srinagar|Dhaka|Kabul|Colombo|Kathmandu"
)
SOUTH_ASIAN = f"{SOUTH_ASIAN}|{SOUTH_ASIAN.upper()}"
COUNTRIES = (
    r"Ukraine|Russia|Belarus|Moldova|Poland|Syria|Israel|Iraq|Lebanon|Jordan|Egypt|Turkey|Yemen|Sudan|Iran"
    r"|Libya|"
    r"Gaza Strip|Gaza|West Bank|Golan Heights|Afghanistan|Pakistan|Ethiopia|Armenia|Azerbaijan|Georgia"
    r"|Kosovo|Serbia|"
    r"Somalia|Mali|Myanmar|India|China|France|Germany"
)
WORD = r"[^\W\d_a-zа-яіїє][\w.'’-]{0,30}"
NAME = rf"{WORD}(?: (?:al-|el-|de |da |do |la |of |the )?{WORD}){{0,3}}"
PLACES = rf"{NAME}(?: ?/ ?{NAME}){{0,3}}(?:,? [(\[]?{NAME}[)\]]?)?(?:, {NAME})?"
CAPITALS = r"[A-Z][A-Z .'’/-]{2,40}"
DAY = (
    rf"(?:(?:{WEEKDAY},? )?(?i:{MONTH} \d{{1,2}}(?:st|nd|rd|th)?|\d{{1,2}}(?:st|nd|rd|th)?(?: of)? "
    rf"{MONTH})(?:,? \d{{4}})?"
    r"|\d{1,2}[./]\d{1,2}[./]\d{2,4})"
)
ANY_AGENCY = r"[(\[][A-Z][\w .&/’'-]{1,40}[)\]]"
AGENCY = rf"[(\[](?:{AGENCY_NAMES})(?:[ /,-]+[\w .&/-]{{1,30}})?[)\]]"
DASH = r"(?: ?\.?[-–—―_]{1,3}\s{0,3})"
PARTS = r" ?[|•·–—-] "
BEFORE_TEXT = r"(?=[^\W_]|[“\"‘'«(])"
BEFORE_CAPITAL = r"(?=[A-Z\d]|[“\"‘'«(])"
# The agency in brackets: KYIV, Nov 17 (Reuters) -    Beirut, Lebanon (AP) —    (CNN)    June 13 (Courier) -
BRACKETED = re.compile(
    rf"{AGENCY}{DASH}{PLACES},? {DAY}{DASH}{BEFORE_CAPITAL}"
    rf"|(?:{PLACES}[.,]? )?(?:{DAY}[.,]? )?{AGENCY}(?:{DASH}|: ?){BEFORE_TEXT}"
    rf"|(?:{PLACES}[.,]? )?(?:{DAY}[.,]? )?{AGENCY} ?(?=[A-Z“])"
    rf"|(?:{PLACES}[.,]? )?{DAY}[.,]? {ANY_AGENCY}(?:{DASH}|: ){BEFORE_TEXT}"
    rf"|{CAPITALS}(?:,? {NAME})?[.,]? ?{ANY_AGENCY}(?:{DASH}|: ?){BEFORE_TEXT}"
    rf"|{PLACES}[.,] {DAY}[.,]? {ANY_AGENCY}\.? {BEFORE_CAPITAL}"
)
# The agency without brackets: MOSCOW, November 11. /TASS/.    MOSCOW. Oct 8. INTERFAX -    Beirut | Reuters
NAMED = re.compile(
    rf"{PLACES}[.,]? (?:{DAY}[.,]? )?/[A-Z][\w .-]{{1,20}}/\.?(?:{DASH}|\s+){BEFORE_TEXT}"
    rf"|{PLACES}[.,] ?(?:{DAY}[.,]? )?(?:{AGENCY_NAMES})(?:{DASH}|: |\.\s+){BEFORE_TEXT}"
    rf"|{PLACES},? {DAY}(?:,? |{DASH})(?:{AGENCY_NAMES})(?: {NAME})?(?:\.\s+|{DASH}){BEFORE_CAPITAL}"
    rf"|(?:{PLACES}[.,] {DAY},?|{CAPITALS}\.) (?:{AGENCY_NAMES}) (?=(?:[A-Z][a-z]+|A) [a-z\d])"
    rf"|(?:{PLACES}{PARTS}(?:{AGENCY_NAMES})|(?:{AGENCY_NAMES}){PARTS}{PLACES})"
    rf"(?:{PARTS}{DAY})?(?: ?[|•·:–—-] |\s*\n+){BEFORE_TEXT}"
    rf"|{PLACES} [|/] (?:{AGENCY_NAMES})\s+(?=[A-Z“])"
    rf"|(?:{NAME} )?(?:{AGENCY_NAMES}) ?[-–—|] {BEFORE_CAPITAL}"
)
# The day without an agency: GENEVA (8 October 2023) –    WASHINGTON, Oct. 8 —    New York, October 8, 2023—
DATED = re.compile(
    rf"{PLACES},? [(\[]{DAY}[)\]](?:{DASH}|: |\s+){BEFORE_CAPITAL}|{PLACES},? {DAY}[,.]?(?:{DASH}|: "
    rf"){BEFORE_CAPITAL}"
    rf"|{CAPITALS}(?:, {NAME})?, {DAY}\. {BEFORE_CAPITAL}|{DAY} ?[-–—]{{1,2}} ?(?!{MONTH}){BEFORE_CAPITAL}"
)
# A place in capital letters and a dash: WASHINGTON —    KHARKIV, Ukraine —    Near BAKHMUT, Ukraine -
LOUD = re.compile(
    rf"(?:(?:Near|Outside|Aboard) )?{CAPITALS}(?:, {NAME}){{0,2}} ?[-–—―]{{1,2}} ?{BEFORE_CAPITAL}"
    r"(?=[^\n]{0,80}? [a-z])"  # in a flash, all is in capital letters
    rf"|(?:{CITIES.upper()})(?:,? (?:{COUNTRIES}))?(?:: {BEFORE_CAPITAL}| (?=[A-Z][a-z]+ [a-z\d]|An? [A-Z]"
    rf"|U\.))"
    rf"|{CAPITALS} (?:{COUNTRIES}) (?=(?:A|An|The|At) )"
)
# A place in capital letters and brackets: [KYIV] Shells fell.    (AL-BAB) — Shells fell.
BOXED = re.compile(
    rf"[(\[](?:{CITIES.upper()})(?:, {NAME})?[)\]](?:{DASH}|: ?| ?){BEFORE_CAPITAL}"
    rf"|[(\[]{CAPITALS}(?:, {NAME})?[)\]]{DASH}{BEFORE_CAPITAL}"
)
# A well-known city, or a place with its country: Kyiv, Ukraine —
CITY = re.compile(
    rf"(?:(?:{CITIES})(?:/(?:{CITIES}))?(?:, {NAME})?|{NAME}, (?:{COUNTRIES}))"
    rf"(?: ?[–—―] ?| --? (?!(?:{CITIES})\b)){BEFORE_CAPITAL}"
    rf"|(?:{CITIES})(?:, {NAME})? {ANY_AGENCY}{DASH}{BEFORE_CAPITAL}|(?:{SOUTH_ASIAN}): {BEFORE_CAPITAL}"
)
# Words in capital letters before a dash that are no place.
NO_PLACE = re.compile(
    r"(?:NATO|UNICEF|UNRWA|UNHCR|UNESCO|OSCE|IAEA|OPEC|ISIS|ISIL|BRICS|ASEAN|ECOWAS|BREAKING|UPDATED?|WATCH"
    r"|LIVE|NEWS"
    r"|ANALYSIS|EXCLUSIVE|OPINION|EXPLAINER|FACTBOX|TIMELINE|CORRECT\w+|INTERVIEW|VIDEO|PHOTOS?|BRIEF"
    r"|FEATURE|EDITORIAL"
    r"|COMMENT\w*|URGENT|ALERT|FLASH|JUST IN|Q|A|QUESTION|ANSWER|MR|MRS|MS|THE|NOTE|NEW|NOW|WHO|WHY|HOW"
    r"|WHAT|COVID"
    r"|HIMARS|ATACMS|AK|RPG|BMP|UN|EU|US|UK|USA|USSR|PKK|YPG|SDF|FSA|IDF|HTS)\b(?! [A-Z]{3})"
)
SECOND_DASH = re.compile(r"[^.!?\n]{0,250}?(?: [-–—] |—|–)")
BYLINE = re.compile(rf"(?:By|BY) {NAME}(?:(?:,| and) {NAME}){{0,3}}(?:,? [|/-])? (?={CAPITALS}[ ,(])")
# What the first characters of a text show if they are a dateline.
MARKS = (" -", ")", "/", "|", "]", "\n")
DASHES = (" -", "- ", "/", "|", ":")
# A day, or a word in capital letters, set off by full stops: BAKU, November 17.    ASTANA. KAZINFORM
SET_OFF = re.compile(rf"[^\n]{{2,60}}?(?:, {DAY}[,.] |[.,] [A-Z]{{3,}} (?=[A-Z]))|(?:{SOUTH_ASIAN}): ")
GLUED_MARK = re.compile(r"[-:](?<=[A-Z\d].)")
LOUD_START = re.compile(r"(?:By |BY )?[A-Z][A-Z .'’-]{2}")
LATER = re.compile(r"\n\n[^\n]{0,200}?[)\]]")
NO_NAME = STARTERS - {"The", "By"}  # words that open a sentence, and no name of a place
HEAD = 200  # characters in which a dateline stands


def drop_dateline(text: str) -> str:
    """Drop the place, day and agency before the first sentence, in the forms that agencies use.

    Before a later paragraph they are dropped where they name the agency in brackets. A sentence that only
    begins with a place and a dash stays.

    >>> drop_dateline("KYIV, Nov 17 (Reuters) - Russia launched air strikes.")
    'Russia launched air strikes.'
    >>> drop_dateline("Kharkiv — Ukraine's second city — was quiet.")
    "Kharkiv — Ukraine's second city — was quiet."
    """
    first, *others = text[match_dateline(text) :].split("\n\n")
    return "\n\n".join([first, *(part[match_agency(part) :] for part in others)])


def may_be_dated(text: str) -> bool:
    """Whether a text shows a mark of a dateline."""
    if "\n" in text and LATER.search(text):
        return True
    head = text[:HEAD]
    if head.split(" ", 1)[0] in NO_NAME:
        return False
    is_marked = not head.isascii() or any(mark in head for mark in MARKS)
    return is_marked or bool(GLUED_MARK.search(head) or LOUD_START.match(head) or SET_OFF.match(head))


def match_dateline(text: str) -> int:
    """Where the dateline of a text ends; 0 if it has none.

    >>> match_dateline("WASHINGTON — Biden spoke."), match_dateline("NATO - the alliance - will meet.")
    (13, 0)
    >>> match_dateline("[KYIV] Shells fell."), match_dateline("[UPDATED] Shells fell.")
    (7, 0)
    """
    head = text[:HEAD]
    signed = BYLINE.match(head)
    start = signed.end() if signed else 0
    if head[start : start + 40].split(" ", 1)[0] in NO_NAME | {"By"}:
        return 0
    if ("(" in head or "[" in head) and (found := BRACKETED.match(head, start)):
        return found.end()
    if NO_PLACE.match(head, start + (head[start : start + 1] in ("(", "["))):
        return 0
    if head[start : start + 1] in ("(", "[") and (found := BOXED.match(head, start)):
        return found.end()
    if found := LOUD.match(head, start):
        return found.end()
    is_plain = head.isascii() and not any(mark in head for mark in DASHES)
    if is_plain and not GLUED_MARK.search(head) and not SET_OFF.match(head, start):
        return 0
    if found := NAMED.match(head, start):
        return found.end()
    found = DATED.match(head, start) or CITY.match(head, start)
    # A second dash shows that the first one opens an insertion.
    return found.end() if found and not SECOND_DASH.match(text, found.end()) else 0


def match_agency(paragraph: str) -> int:
    """Where the dateline of a later paragraph ends, if it names the agency; else 0."""
    if not (")" in paragraph[:HEAD] or "]" in paragraph[:HEAD]):
        return 0
    found = BRACKETED.match(paragraph[:HEAD])
    return found.end() if found else 0

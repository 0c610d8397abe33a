"""The part of each word as a letter, corrected by closed classes of words and by what stands around it."""

from functools import lru_cache

from analysis.attributions.grammar.parts import PARTS
from analysis.matching.word_lists import list_words

# One letter per part of speech: the rules read them like a text.
LETTERS = dict(zip(PARTS, "NNABORDPSCVIGKXXTM',.", strict=True))
BE = list_words("is was were are been being be am get gets got gotten getting 're ’re 's ’s")
HAVE = list_words("has have had having 've ’ve 'd ’d")
MODALS = list_words(
    "will would could should can cannot may might must shall wo ca 'll ’ll won't wouldn't "
    "can't couldn't won’t wouldn’t can’t couldn’t ca n't"
)
NOT = list_words(
    "not never n't n’t without neither nor didn't didn’t doesn't doesn’t don't don’t wasn't wasn’t "
    "weren't weren’t hasn't hasn’t haven't haven’t hadn't hadn’t isn't isn’t aren't aren’t"
)
DO = list_words("do does did didn't didn’t doesn't doesn’t don't don’t")
AUXILIARIES = BE | HAVE | MODALS | NOT | DO
DETERMINERS = list_words(
    "the a an his her its their our my your this these every each any no another several some many most all "
    "both few whose dozens hundreds thousands scores more"
)
PRONOUNS = list_words(
    "he she it they we i you him them us me those others someone everyone anyone nobody "
    "himself themselves herself itself there whoever"
)
ADVERBS = list_words(
    "elsewhere meanwhile meantime separately even already again still also thus perhaps therefore moreover "
    "furthermore then always often sometimes afterwards afterward rather"
)
PERSON_WORDS = list_words(
    "people person persons civilians civilian men man women woman children child boy boys girl girls "
    "soldiers soldier "
    "troops fighters fighter militants militant gunmen gunman terrorists terrorist police officers officer "
    "officials official residents citizens citizen refugees hostages hostage journalists journalist doctors "
    "medics workers worker victims victim family families members member forces settlers protesters rebels "
    "rebel students student relatives brother sister father mother son daughter husband wife parents baby "
    "babies infants patients those someone others anyone everyone whoever staff employees leader leaders "
    "commander commanders assailants attackers militiamen nationals friends uncle cousin grandmother "
    "grandfather teenagers teenager youths men pilot pilots guards jews muslims christians"
)
# Verbs that say how far an act has come: its doer is their subject (*began shelling*).
ASPECTS = list_words(
    "began begun begins begin started starts start continued continues continue kept keeps keep stopped stop "
    "stops resumed resume"
)
# Before *by* they say who helps a party (*an army backed by militias*).
BACKING = list_words(
    "backed supported led accompanied aided assisted helped followed joined armed funded trained sponsored "
    "financed commanded headed protected escorted"
)
# Before a place they describe a noun.
BASED = list_words("positioned stationed deployed entrenched based located")
ADJECTIVE_ENDINGS = ("ian", "ish", "ese", "ean", "eli", "iqi", "ani")
ACRONYMS = frozenset(["IS", "US", "WHO", "Without"])  # not *is*, *us* and *who*; *Doctors Without Borders*
RELATIVES = list_words("who which that whom")
PREPOSITIONS = list_words(
    "in on at of for from by with during over under against into through between among amid within "
    "near inside "
    "outside across around throughout including targeting onto along beside behind via like despite following"
)
CONJUNCTIONS = list_words("and or but nor plus")
SUBORDINATORS = list_words(
    "because if when while although though whether where unless since as after before once until"
)
QUANTIFIERS = [
    ("at", "least"), ("at", "most"), ("more", "than"), ("fewer", "than"), ("less", "than"), ("up", "to"),
    ("as", "many", "as"), ("well", "over"), ("an", "estimated"), ("close", "to"), ("no", "fewer", "than"),
]  # fmt: skip
QUANTIFIER_STARTS = frozenset(phrase[0] for phrase in QUANTIFIERS)
NEAR = list_words("about around nearly roughly approximately almost over some only just another estimated")
MONTHS = list_words(
    "january february march april june july august september october november december jan feb mar "
    "apr jun jul "
    "aug sept sep oct nov dec"
)
DAYS = list_words(
    "monday tuesday wednesday thursday friday saturday sunday yesterday today tonight overnight tomorrow"
)
PERIODS = list_words(
    "week month year night weekend day morning evening afternoon days weeks months years hours hour decade "
    "decades minutes time monday tuesday wednesday thursday friday saturday sunday"
)
SHORT_DAYS = list_words("mon tue wed thu fri sat sun")
NOT_ADVERBS = list_words(
    "family assembly ally rally supply reply bully monopoly anomaly belly deadly early daily weekly monthly "
    "yearly hourly likely unlikely only elderly friendly costly bodily holy ugly orderly lonely lively italy "
    "july"
)
UNITS = [
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
]  # fmt: skip
TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
SCALES = {"hundred": 100, "thousand": 1000, "million": 10**6, "dozen": 12}
NUMBERS = frozenset([*UNITS[1:], *TENS, *SCALES])
# The least that such a word means: two of its unit.
PLURALS = {"tens": 20, "dozens": 24, "scores": 40, "hundreds": 200, "thousands": 2000, "millions": 2 * 10**6}
# Nouns and adjectives in -ed; other words in -ed are forms of verbs.
NOT_VERBS = list_words(
    "hundred sacred wicked naked indeed watershed hatred kindred unmanned beloved bloodshed wounded injured "
    "armed seabed shahed"
)

SURE = {"to": "T", "about": "P", "remain": "V", "remained": "V", "armed": "A", "jets": "N", "fields": "N",
        "terrorist": "N",
        "suspected": "A", "ally": "N", "repeated": "A", "alleged": "A", "according": "G"}  # fmt: skip
# Words for people that may be verbs.
ALSO_VERBS = list_words("man police pilot guards mother father baby husband")


@lru_cache(maxsize=2**16)
def correct_letter(form: str, letter: str) -> str:
    """The letter of a word; closed classes are sure of theirs."""
    word = form.lower()
    if form in ACRONYMS:
        return "N"
    if word in ("'s", "’s"):
        return "'" if letter in "'.," or letter == "N" else letter
    if word in ("'", "’"):
        return letter
    if word in RELATIVES:
        return letter if letter in "RSD" else "R"
    for words, known in (
        (AUXILIARIES, "X"), (ADVERBS, "B"), (DETERMINERS, "D"), (PRONOUNS, "O"), (CONJUNCTIONS, "C"),
        (PREPOSITIONS, "P"), (SUBORDINATORS, "S"),
    ):  # fmt: skip
        if word in words:
            return known
    if word in SURE:
        return SURE[word]
    if letter in "VIB" and word in PERSON_WORDS and word not in ALSO_VERBS:
        return "N"
    if word in NUMBERS or form[0].isdigit():
        return "M"
    if form[0].isupper() and letter in "AVIKGXBP.," and not (letter == "B" and word.endswith("ly")):
        return "A" if word.endswith(("ian", "ish", "ese", "ean", "can", "aeli")) and letter == "A" else "N"
    if letter == "N" and form.islower() and len(word) > 5 and word.endswith("ed") and word not in NOT_VERBS:
        return "K"
    if letter == "V" and word.endswith("made") and len(word) > 4:
        return "A"
    if word.endswith("fighting"):
        return "N"
    if word.startswith("mid-") and word[4:] in MONTHS:
        return "Z"
    if word.endswith("ly") and letter in "NA" and word not in NOT_ADVERBS:
        return "B"
    if form[0] in ",;:()—–-":
        return ","
    if not form[0].isalnum():
        return "."
    return letter if letter not in "'.,X" else "N"

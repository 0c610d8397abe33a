"""The kinds of words that tell a judgement from a name, an amount, an award or somebody else's judgement."""

from analysis.matching.word_lists import list_words
from analysis.tone.sense_kinds import SENSES

# Nouns that end a name: places, days, wars, honours, bodies.
NAME_NOUNS = list_words(
    "act agency alley army association avenue award bank battalion bay boulevard bridge brigade britain "
    "bureau cathedral cemetery center centre channel charter church city club college commission "
    "committee company council cross cup day division doctrine fellowship field force foundation friday "
    "front fund garden guard hall highway institute island lake law league legion library list lodge "
    "medal memorial monastery month monument mosque mountain movement museum network news order park "
    "party plaza prize program programme project regiment reporting revolution ribbon river road school "
    "service society square star station street summit theater theatre times tower trophy university "
    "valley war western"
)
# What praises in its name, or gives praise (the second list only right before `of`).
HONOURS = list_words(
    "award awarded awards badge badges decorated decoration medal medals posthumously prize prizes"
)
TITLES = list_words("cross hero heroes list lists order orders rank register star status title titles")
# What `good` or `great` may measure; and what is good or bad without anybody's merit or fault.
MEASURING = list_words("best generous good great handsome healthy impressive respectable tremendous")
MEASURED = list_words(
    "amount amounts appetite bit bulk bunch chunk condition conduct connection deal degree distance "
    "distances dozen extent faith fraction half harvest health heap height hope hour hours hundred "
    "hundreds income kilometer kilometers kilometre kilometres length lengths lot majority many margin "
    "mile miles mind minority minute minutes month months multitude night number numbers order pace part "
    "percentage portion price prices proportion quantities quantity quarter repair season shape share "
    "shares size slice speed speeds standing stretch sum sums terms third thirds thousand thousands time "
    "times use variety volume wage wages way weight while width years"
)
STATES = list_words(
    "battery bay cell cells depth depths draught earthquake eyesight ground hearing light lighting quake "
    "reception sea signal soil visibility water waters weather wind winds"
)
# Verbs whose object is judged by their subject; those of the second list need an `as` (`seen as`).
JUDGING = list_words(
    "accusation accusations accuse accused accuses accusing afraid allegation allegations alleged alleges "
    "alleging argue argued argues believe believed believes blamed blames blaming branded brands call "
    "called calling calls charge charged charges claimed claiming comment commented comments complaints "
    "concern concerned concerns condemned condemning condemns consider considered considering considers "
    "convicted count counts cries criticism criticisms decried decries deem deemed deems demands "
    "denounced denounces denouncing designated determined doubts dubbed feared fears guilty hailed "
    "hailing hails indict indicted indicts insisted insists labeled labelled lambasted lauded outrage "
    "perceive perceives pleaded praised praises praising remembered suspicions termed thinks thought "
    "warned worried worries worry"
)
JUDGING_AS = list_words(
    "blasted characterise characterised characterize characterized classified classify criticised "
    "criticized depicted depicting depicts described describes describing designate designated designates "
    "designating designation dismissed dismisses dismissing listed named names naming opposed perceived "
    "portrayed portraying portrays presented ranked rated recognise recognised recognises recognising "
    "recognition recognize recognized recognizes recognizing regard regarded regarding regards regretted "
    "rejected saw see seen sees slammed slams touted touts treated treating viewed viewing views"
)
IDLE = list_words("attention for in off on out up upon")  # after these, `called` judges nothing
SAYING = list_words(
    "added adding admitted argued asserted cried explained insisted quipped recalled remarked reported "
    "reports said say saying says shouted told tweeted warned wrote"
)
CORRECTING = list_words(
    "adds amended amends apologise apologize clarification clarifications clarifies corrected correction "
    "corrections corrects disregard disregarded edited editor erroneously fixes incorrectly misattributed "
    "misidentified misleadingly misspelled misspelt misstated mistakenly paragraph paragraphs recasts "
    "refiles regret removes updated updates version versions wrongly"
)
# Words with a small letter in headlines too.
SMALL = list_words(
    "a after amid an and as at but by for from if in into is nor of off on or out over per so than the to "
    "up via vs with yet"
)
(
    CAPITAL, INITIAL, CONTENT, FUNCTION, OPENER, QUOTE, STOP, DASH, NAME_NOUN, DEMONYM, HONOUR, TITLE,
    MEASURES, AMOUNT, STATE, JUDGES, JUDGES_AS, AS, IDLES, SAYS, SPEAKER, CORRECTS, OF, RELATIVE, SO,
    QUESTION, POST, PREFIX, MEANS, LAW,
) = (2**n for n in range(30))  # fmt: skip
KINDS = {
    NAME_NOUN: NAME_NOUNS, HONOUR: HONOURS, TITLE: TITLES, MEASURES: MEASURING, AMOUNT: MEASURED,
    STATE: STATES, JUDGES: JUDGING, JUDGES_AS: JUDGING_AS, AS: list_words("as"), IDLES: IDLE, SAYS: SAYING,
    SPEAKER: list_words("we"), CORRECTS: CORRECTING, OF: list_words("of for"), SO: list_words("so"),
    RELATIVE: list_words("what which who whom that"), POST: list_words("@ # http https pic"),
    MEANS: list_words("means meaning meant translates translated"),
    LAW: list_words("article articles art section sections paragraph paragraphs"),
    PREFIX: list_words("anti counter non pseudo quasi"),
    OPENER: frozenset(".:;!?\"“”'‘’-–—|*•([/"),  # what may stand before a capital that opens a line
    QUOTE: frozenset("\"'“”‘’„«"), STOP: frozenset(";:!?"), QUESTION: frozenset("?"), DASH: frozenset("-"),
    **SENSES,
}  # fmt: skip
KIND_OF_WORD = {
    word: sum(bit for bit, some in KINDS.items() if word in some) for word in set().union(*KINDS.values())
}
# How adjectives and names of peoples end: such a capital after a hit is no sign of a name (`Heroic Italian`).
NATIONAL = ("ian", "ians", "ean", "eans", "can", "cans", "ish", "ese", "li", "qi", "ni", "di", "ti", "is")


def describe_word(word: str) -> int:
    """What the rules need to know of a word, as bits.

    >>> describe_word("Square") == CAPITAL | NAME_NOUN, describe_word("we") == SPEAKER | CONTENT
    (True, True)
    """
    bits = KIND_OF_WORD.get(word.lower(), 0)
    if word[0].isdigit():
        return bits | AMOUNT
    if not word[0].isalpha():
        return bits | KIND_OF_WORD.get(word[0], 0)
    if word[0].isupper():
        return (
            bits | CAPITAL | (INITIAL if len(word) == 1 else 0) | (DEMONYM if word.endswith(NATIONAL) else 0)
        )
    return bits | (FUNCTION if word in SMALL else CONTENT)

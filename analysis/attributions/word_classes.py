"""Closed classes of English words that the rules for attributions ask for, all in small letters."""

from analysis.matching.word_lists import list_words

BE = list_words("is was were be been being are am")
AUXILIARIES = BE | list_words(
    "has have had ca wo ai will would could may might must did does do can shall should "
    "'s 've 'd 'll ’s ’ve ’d ’ll"
)
MODALS = list_words("could may might can would should must shall")
NOT = list_words("not n't n’t never")
ADVERBS = NOT | list_words(
    "also later then recently previously reportedly repeatedly again once still just even only already often "
    "always now soon ever quite simply both all first earlier instead too further and/or long thus please "
    "meanwhile however"
)
# Words on -ly that are no adverbs.
NO_ADVERBS = list_words(
    "reply family ally july only here there how why when where as so than much most "
    "more less few both all that"
)
PREPOSITIONS = list_words(
    "in on at of for from to by with after before during since about over under against into through between "
    "among amid as via within without near following despite like than until regarding concerning including "
    "per behind outside inside across toward towards upon than"
)
# Prepositions that continue a noun phrase (*the mayor of Kherson*, *officials in Kyiv*).
NOUN_PREPOSITIONS = list_words(
    "of for from at in with on to by against behind who between like across near throughout within among "
    "about over outside inside"
)
# Prepositions of what stands between a cue and its content (*said in a statement on Monday that*).
ADJUNCT_PREPOSITIONS = list_words(
    "in on at during after before from to with over about for of by through via outside inside as following "
    "amid since near under"
)
SUBORDINATORS = list_words(
    "that which who whom whose because if when while although though whether where unless since as after "
    "before once until what how why whereas so"
)
COORDINATORS = list_words("and but or nor yet")
# No noun phrase ends with one of these.
FUNCTION_WORDS = COORDINATORS | PREPOSITIONS | SUBORDINATORS | ADVERBS
RELATIVES = list_words("who that which whose")
PRONOUNS = list_words(
    "i you he she it we they this that these those who which one some many others everyone anyone someone "
    "nobody both"
)
NUMERAL_PRONOUNS = list_words("one some many others both")
DETERMINERS = list_words(
    "the a an his her its their our my your this that these those some many several most all one two three "
    "four five six seven eight nine ten no another other each every any both few more"
)
# Determiners that stand alone as a subject (*all say*, *some claim*): a word after them may be a verb.
LONE_DETERMINERS = list_words("all some many most one both this that few several others these those")
# They open a noun phrase and never stand alone as a subject.
FIXED_DETERMINERS = DETERMINERS - PRONOUNS - LONE_DETERMINERS
DAYS = list_words(
    "monday tuesday wednesday thursday friday saturday sunday today yesterday tomorrow tonight january "
    "february march april may june july august september october november december jan feb aug sept oct nov "
    "dec"
)
DAY_PARTS = list_words("morning afternoon evening night")
EARLY = list_words("early late earlier later")
OWNERS = list_words("his her its their our my your")
OTHERS_OWNERS = list_words("his her its their")
SUBJECT_PRONOUNS = list_words("he she it they we i")
TIMES = list_words("week month year night morning")
PERIODS = list_words("week month year night weekend")
# Frequent verb forms that no ending shows: a noun phrase does not run across them.
VERB_FORMS = list_words(
    "went made took came gave got began held left met won lost became ran put set let kept led stood found "
    "saw knew thought felt brought bought sent spent built fell drew threw grew spoke broke chose wore rose "
    "drove wrote told said says say tell tells wants want need needs seems appears remains makes take takes "
    "gets goes come comes gives keeps leads means think thinks believe believes know knows see sees feel "
    "feels hope hopes plan plans try tries including"
)
# Words that open a sentence and are written with a capital nowhere else but in titles; so does *the*.
TEXT_OPENERS = list_words(
    "a an in on at amid it he she they we there these more several some many however meanwhile according "
    "after when while but although earlier later another two three four five six seven eight nine ten dozens "
    "hundreds overnight twenty thirty forty fifty"
)
# Words before an infinitive that make one verb group with it (*declined to say*, *was able to confirm*).
INFINITIVE_HEADS = list_words(
    "on want wants seem refuse decline declines able going used had likely quick willing right correct"
)
SENTENCE_ADVERBS = list_words("however too also meanwhile though instead nevertheless for")
CLAUSE_OPENERS = list_words("that whether if how what why")
PARTICIPLES_NOT_OF_ACTS = list_words("armed united")
ARTICLES = list_words("a an the")
BEFORE_ARTICLES = list_words("all both half") | NOUN_PREPOSITIONS | COORDINATORS
SUBJECT_RELATIVES = list_words("who which")
RELATIVE_PRONOUNS = SUBJECT_RELATIVES | {"that"}

"""The kinds of words that tell a judgement from another sense: bits above those of word_kinds."""

from analysis.matching.word_lists import list_words

# Adjectives and nouns that are verbs where an object follows.
VERBS = list_words(
    "compelling confusing depressing disappointing distressing disturbing embarrassing encouraging fool "
    "humiliating inspiring mistake moving pleasing refreshing rewarding shame terrifying thrilling"
)
OBJECTS = list_words(
    "a an her him his it its me my naked our some that the their them these this those us you your"
)
# Before these words a form is no verb.
DEGREES = list_words(
    "a an and as deeply her his its less more most my no or our quite rather so the their this too very"
)
FAILURES = list_words("failure failures")
WORKINGS = list_words(
    "bank brake brakes bridge business cardiac component crop crops dam electrical engine equipment grid "
    "hardware heart hull kidney liver lung mechanical metal network organ pipe power pump renal "
    "respiratory rudder signal software structural system systems technical tyre valve water"
)
SLAUGHTER = list_words("butchered slaughter slaughtered slaughtering")
ANIMALS = list_words(
    "animal animals bird birds bull bulls calves camel camels cattle chicken chickens cow cows deer duck "
    "ducks elephants flock geese goat goats hens herd herds horses lamb lambs livestock meat ostriches "
    "pig pigs poultry sheep turkeys whales"
)
WRONG = list_words("wrong")
# With these words `wrong` judges what somebody chose.
CHOICES = list_words(
    "about answer approach assumption attitude battle because choice conclusion conclusions course "
    "decision decisions doing fight idea ideas if judgement judgment kind lesson lessons message move "
    "moves policies policy premise priorities priority question reasons side signal signals sort strategy "
    "thing things view views when"
)
CORRECTED = list_words(
    "address caption count date dates digit figure figures headline label map maps name names number "
    "numbers paragraph percentage sentence spelling sum sums tally title total totals word words year"
)
SPOKEN_OF = list_words(
    "adjective adjectives headline label labels noun phrase phrases placard placards slogan slogans term "
    "terms word words"
)
FILLERS = list_words("\" ' “ ” ‘ ’ „ « : as like such")
# A good name or a bad one is what others think.
REPUTES = list_words("persona reputation reputations")
SUSPICIONS = list_words("alleged possible potential presumed supposed suspected")
# Labels of persons, whom one may suspect; who suspects a regime calls it one.
SUSPECTS = list_words(
    "bandit bandits collaborator collaborators criminal criminals extremist extremists terrorist "
    "terrorists traitor traitors"
)
# Small words: none of them is a noun after `wrong`.
NO_NOUNS = list_words(
    "a about again an and as at but by for from here in is now of on or so than that the there this to "
    "too with"
)
# What a notice says was taken out, where it opens the sentence.
TAKEN_OUT = list_words("line passage passages quotation quotations sentence sentences")
LOWEST = 30  # the bits below are those of word_kinds
(
    VERB, OBJECT, DEGREE, FAILS, WORKING, KILLS, ANIMAL, IS_WRONG, CHOICE, CORRECTED_ONE, SPOKEN, FILLER,
    SUSPECTED, MAY, NO_NOUN, BY, SUSPECT, REPUTE, NOTED,
) = (2**n for n in range(LOWEST, LOWEST + 19))  # fmt: skip
SENSES = {
    VERB: VERBS, OBJECT: OBJECTS, DEGREE: DEGREES, FAILS: FAILURES, WORKING: WORKINGS, KILLS: SLAUGHTER,
    ANIMAL: ANIMALS, IS_WRONG: WRONG, CHOICE: CHOICES, CORRECTED_ONE: CORRECTED, SPOKEN: SPOKEN_OF,
    FILLER: FILLERS, SUSPECTED: SUSPICIONS, MAY: list_words("may might whether"), BY: list_words("by"),
    SUSPECT: SUSPECTS, REPUTE: REPUTES, NO_NOUN: NO_NOUNS, NOTED: TAKEN_OUT,
}  # fmt: skip

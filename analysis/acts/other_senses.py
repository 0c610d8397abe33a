"""Uses of verbs and nouns of violence that are no violence (*struck out*, *hit a low*, a workers' strike)."""

from analysis.acts.grammar.clauses import find_object, read_group
from analysis.acts.grammar.letters import PERSON_WORDS
from analysis.acts.grammar.sentence import Sentence
from analysis.acts.grammar.subjects import find_subject
from analysis.acts.violence import EVENTS, ON_PEOPLE
from analysis.matching.word_lists import list_words

# After a verb: a word that gives it another sense.
PARTICLES = {
    "strike": list_words("out off from down up at it"), "hit": list_words("back out it upon rock"),
    "shoot": list_words("down up to ahead past for"), "bomb": list_words("out"), "raid": frozenset[str](),
    "kill": list_words("off time"), "pound": list_words("away"), "die": list_words("down out away hard for"),
    "seize": list_words("on upon up"),
}  # fmt: skip
# Objects that no violence is done to.
OBJECTS = list_words(
    "plan plans deal deals bill bills agreement agreements balance tone chord note low lows high "
    "highs record "
    "records headline headlines opportunity opportunities chance chances attention imagination mood moment "
    "moments name names role roles post posts market markets price prices economy milestone bargain pose "
    "compromise idea ideas proposal proposals project projects hope hopes motion amendment policy policies "
    "record law laws legislation talks story stories spirit essence image images video footage film "
    "photograph photographs photo photos data heart hearts sanctions goal goals peak bottom million billion "
    "percent jackpot wall snag note brakes will contract contracts order orders sale sales drugs "
    "stage audience criticism cost costs inflation growth seat seats vote votes "
    "time career conversation taxes tax button nerve integrity sovereignty democracy independence "
    "democracies freedom freedoms peace unity future trust values order "
    "consequence consequences effect effects impact impacts deficit deficits shortage shortages chair "
    "debt debts gap gaps risk risks threat threats dependence corruption poverty obstacle obstacles barrier "
    "barriers discrimination bureaucracy advantage dream dreams relations illusion illusions myth myths "
    "reputation credibility"
)
# Objects that are things: shot down or damaged, but no victims.
THINGS = list_words(
    "missile missiles drone drones rocket rockets plane planes aircraft jet jets helicopter "
    "helicopters balloon "
    "target targets uav uavs object objects device devices explosives mines ordnance"
)
NATURE = list_words(
    "drought droughts flood floods flooding earthquake earthquakes quake tremor tremors storm storms "
    "snowstorm hurricane hurricanes cyclone cyclones typhoon typhoons tornado landslide landslides avalanche "
    "wildfire wildfires heatwave coronavirus covid pandemic"
)
CAUSES = NATURE | list_words(
    "frost unrest snow rain rains wind winds lightning famine hunger starvation disease diseases "
    "cholera measles virus epidemic sanctions inflation recession poverty "
    "unemployment shortage shortages outage outages blackout blackouts cuts crisis tsunami cancer "
    "illness crash"
)
GRIEVED = list_words("death deaths loss losses news killing killings tragedy")
LABOUR = list_words(
    "workers worker rail union unions hunger teachers nurses doctors' pay drivers pilots labor "
    "labour general "
    "transport wage miners staff junior railway train lightning sit-down"
)
STRIKERS = list_words(
    "workers unions union nurses teachers drivers pilots doctors miners staff employees actors writers"
)
LABOUR_CONTEXT = list_words("pay wages wage union unions salaries pensions walkout")
BEFORE_NOUN = list_words(
    "information heart panic asthma verbal personal cyber scathing bird photo video counter-cyber hacker "
    "sanctions sanction"
)
HURTING = frozenset(ON_PEOPLE) - {"eliminate", "liquidate", "execute"}
MEANS = list_words("means weapon weapons tool tools instrument instruments")
NOT_DEAD = list_words("end line sea heat zone set letter center centre")


def is_other_sense(sentence: Sentence, token: int, verb: str, kind: str) -> bool:
    """Whether a form of an act has another sense here."""
    words = sentence.words
    after = words[token + 1] if token + 1 < len(words) else ""
    before = words[token - 1] if token else ""
    is_noun = kind == "noun" or (kind == "present" and words[token] in EVENTS)
    if is_noun and sentence.letters[token] not in "VI":
        return is_other_noun(sentence, token, verb, before, after)
    if verb in ("strike", "attack") and kind == "base" and before == "on":
        return True
    particles = PARTICLES.get(verb, frozenset())
    if after in particles and not (verb == "shoot" and after == "down" and is_person_shot(sentence, token)):
        return True
    if (
        verb in ON_PEOPLE
        and words[token + 1 : token + 2] in (['"'], ["“"])
        and is_slogan(sentence, token + 2)
    ):
        return True
    if verb == "devastate" and (
        is_grief(sentence, token) or sentence.letters[token - 1 : token + 2] == "IGN"
    ):
        return True  # *inflict devastating losses*
    found = find_object(sentence, token)
    if found is not None:
        end = found.end
        head = words[found.head]
        rest = words[end : end + 5]
        if head in OBJECTS or (
            (verb in ON_PEOPLE or verb in ("shoot", "neutralize", "neutralise")) and head in THINGS
        ):
            return True
        if verb == "strike" and ("out" in rest or ("from" in rest[:1] and "list" in rest)):
            return True
    elif (kind == "past" and verb not in HURTING and is_no_victim(sentence, token)) or (
        verb == "shoot" and any(words[p] in THINGS for p in range(max(token - 5, 0), token))
    ):
        return True
    if verb in ON_PEOPLE or verb in ("shoot", "strike", "hit", "attack", "destroy", "damage"):
        return is_by_nature(sentence, token) or is_strike_of_workers(sentence, token, verb, found is None)
    return False


def is_no_victim(sentence: Sentence, token: int) -> bool:
    """Whether the subject of a passive is nothing that violence is done to (*the seat occupied by it*)."""
    subject = find_subject(sentence, read_group(sentence, token).start)
    is_passive = read_group(sentence, token).has_be or sentence.words[token + 1 : token + 2] == ["by"]
    is_passive = is_passive or sentence.letters[token - 2 : token] == "KC"  # *reduced or eliminated*
    return is_passive and subject is not None and sentence.words[subject.head] in OBJECTS


def is_slogan(sentence: Sentence, place: int) -> bool:
    """Whether quoted words begin with a capital that is no name (*killed "Never again"*)."""
    return (
        sentence.forms[place][0].isupper() and sentence.letters[place] not in "NMA"
        if place < len(sentence.forms)
        else False
    )


def is_grief(sentence: Sentence, token: int) -> bool:
    """Whether people are *devastated* by news or a loss: they grieve."""
    by = sentence.starting.get(token + 2) if sentence.words[token + 1 : token + 2] == ["by"] else None
    is_loss = by is not None and sentence.words[by.head] in GRIEVED
    subject = find_subject(sentence, read_group(sentence, token).start)
    is_person = subject is not None and (
        sentence.letters[subject.head] == "O" or sentence.words[subject.head] in PERSON_WORDS
    )
    return is_loss or (is_person and read_group(sentence, token).has_be)


def is_person_shot(sentence: Sentence, token: int) -> bool:
    """Whether *shot down* is said of people."""
    subject = find_subject(sentence, read_group(sentence, token).start)
    return subject is not None and sentence.words[subject.head] in (
        "man",
        "men",
        "people",
        "woman",
        "civilians",
    )


def is_by_nature(sentence: Sentence, token: int) -> bool:
    """Whether nature or the economy did it (*hit by drought*)."""
    words = sentence.words
    for place in range(token + 1, min(token + 9, len(words))):
        if words[place] in ("by", "of", "from", "in"):
            phrase = sentence.starting.get(place + 1)
            named = words[phrase.start : phrase.end + 2] if phrase is not None else []
            if any(word in CAUSES for word in named) and (PERSON_WORDS | EVENTS).isdisjoint(named):
                return True
        if words[place] in (",", ";", "that", "who") or sentence.letters[place] == "V":
            return False
    subject = find_subject(sentence, read_group(sentence, token).start)
    return subject is not None and words[subject.head] in CAUSES


def is_strike_of_workers(sentence: Sentence, token: int, verb: str, has_no_object: bool) -> bool:
    """Whether *strike* is what workers do."""
    if verb != "strike" or not has_no_object:
        return False
    return any(word in STRIKERS for word in sentence.words[max(token - 6, 0) : token])


def is_other_noun(sentence: Sentence, token: int, verb: str, before: str, after: str) -> bool:
    """Whether a noun of an act has another sense here (*a rail strike*, *heart attack*, *dead end*)."""
    words = sentence.words
    if words[token] == "dead":
        return after in NOT_DEAD
    if words[token] == "destruction" and (before == "mass" or words[max(token - 2, 0)] in MEANS):
        return True
    nearby = words[max(token - 4, 0) : token + 9]
    if words[token] in ("toll", "death", "dead") and not NATURE.isdisjoint(nearby):
        return True
    if words[token] == "toll":
        return before not in ("death", "casualty", "civilian", "human", "the")
    if words[token] == "death" and after in (
        "penalty",
        "sentence",
        "row",
        "threats",
        "threat",
        "certificate",
    ):
        return True
    if words[token] in ("body", "bodies"):
        nearby = words[max(token - 8, 0) : token + 8]
        return not any(word in FOUND_BODIES for word in nearby)
    if words[token] == "lives":
        return before not in ("of",) and not any(
            word in ("lost", "claimed", "claiming") for word in words[max(token - 4, 0) : token]
        )
    if verb == "strike" and is_labour_strike(words, token, before, after):
        return True
    return before in BEFORE_NOUN or sentence.letters[token] == "A"


def is_labour_strike(words: list[str], token: int, before: str, after: str) -> bool:
    """Whether *strike* is a stoppage of work (*a rail strike*, *strikes over pay*, *on strike*)."""
    nearby = words[max(token - 4, 0) : token]
    if before in LABOUR or before == "on" or any(word in STRIKERS for word in nearby):
        return True
    following = words[token + 1 : token + 7]
    of_work = after in ("by", "over", "for") and any(word in STRIKERS | LABOUR_CONTEXT for word in following)
    return of_work or after in ("action", "fund", "ballot") or (words[token] == "strike" and before == "went")


FOUND_BODIES = list_words(
    "recovered found pulled buried carried collected dead killed morgue grave graves rubble funeral "
    "mourn mourns "
    "identify identified burned burnt charred strewn counted morgues bury hospital lay lying "
    "retrieve retrieved"
)

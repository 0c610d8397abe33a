"""Which entity a name means: the rules of context, in the order in which they are asked.

What is known of a name wherever it stands is looked up once for a registry. Every rule answers for a whole
column of hits; what no rule settles is left open: the mention then stands under its own name, `how` says
`open`, and `term` keeps the name that was found.
"""

import re

import numpy as np

from analysis.entities.capitals import stands_for_state
from analysis.entities.columns import (
    Columns,
    find_in,
    group_values,
    join_rows,
    list_objects,
    mark_where,
    take_rows,
)  # fmt: skip
from analysis.entities.cues import (
    ANNEXED,
    AS_NOUN,
    BANKS,
    GOVERNOR,
    IN_PLACE,
    IN_WALLS,
    NAMED_BEFORE,
    NAMED_FOR,
    NEXT_IN_ROW,
    NO_CITY,
    ORDERS,
    OWN_COUNCIL,
    PAIR,
    PAIRED,
    REGIONS,
    ROW_AFTER,
    ROW_AROUND,
    ROW_BEFORE,
    SUBJECT_OF,
    THE,
    US_STATE,
    VOTED,
)  # fmt: skip
from analysis.entities.registry_index import (
    describe_entities,
    describe_terms,
    list_given_names,
    list_governments,
    list_roles,
)  # fmt: skip
from analysis.registry.files import read_cues
from analysis.registry.registry import Registry

BEFORE = re.compile(r"([A-Z][\w'-]*)\.? $")
NEXT = re.compile(r" ([A-Za-z]+)")
JOINED = re.compile(r"[A-Z]\w*-$")
COUNTRY_AFTER = re.compile(r", [A-Z]")
ADJECTIVE = re.compile(r"^(.*?)(?:'s)? \w+$")
WINDOW = 60  # characters looked at on either side of a name


def link_hits(
    hits: Columns, texts: list[str], loud: np.ndarray, registry: Registry, offices: Columns
) -> Columns:
    """The hits with `entity` (an id, or empty where nothing in the registry is meant) and `how`.

    `hits` need `at` (the row of the lexicon), `article` (number), `row` (of the sentence), `from`, `to`
    (within it), `term`, `surface`, `category` (ids joined by `|`); `offices` are hits of offices with
    `article, entity`; `loud` says which sentences are in capitals. Hits that the context shows to be
    something else are left out.
    """
    known = describe_entities(registry)
    hits = {name: column.copy() for name, column in hits.items()}
    hits |= take_rows(describe_terms(registry), hits["at"])
    hits["left"], hits["right"] = look_around(hits, texts)
    hits = shorten_adjectives(hits, registry)
    hits = drop_others(hits, loud, registry)
    hits = settle_surnames(hits, known, offices)
    settle_rivers(hits)
    hits = settle_regions(hits, known)
    settle_governments(hits)
    settle_by_company(hits, known)
    types = zip(hits["entity"].tolist(), hits["type"].tolist(), strict=True)
    hits["type"] = list_objects(known[one]["type"] if one in known else type_ for one, type_ in types)
    hits["type"][hits["how"] == "demonym"] = "group"
    return hits


def look_around(hits: Columns, texts: list[str]) -> tuple[np.ndarray, np.ndarray]:
    """What stands before and after each hit in its sentence."""
    rows, starts, ends = (hits[column].tolist() for column in ["row", "from", "to"])
    left = [texts[row][max(0, a - WINDOW) : a] for row, a in zip(rows, starts, strict=True)]
    right = [texts[row][b : b + WINDOW] for row, b in zip(rows, ends, strict=True)]
    return list_objects(left), list_objects(right)


def shorten_adjectives(hits: Columns, registry: Registry) -> Columns:
    """*a Ukrainian military victory* names no army: the hit shrinks to the country's adjective."""
    forces = (" military", " police")
    adjective = mark_where(lambda term: term.endswith(forces), hits["term"], ~hits["one_word"])
    adjective &= ~mark_where(AS_NOUN.match, hits["right"], adjective)
    for at in np.flatnonzero(adjective):
        country = ADJECTIVE.match(hits["term"][at]).group(1)
        if country not in list_roles(registry):
            continue
        entity, role = list_roles(registry)[country]
        surface, cut = hits["surface"][at], len(country)
        hits["right"][at] = surface[cut:] + hits["right"][at]
        hits["surface"][at] = surface[:cut]
        hits["to"][at] = hits["from"][at] + cut
        hits["term"][at], hits["category"][at], hits["entity"][at] = country, entity, entity
        hits["role"][at], hits["how"][at] = role, "demonym" if role == "demonym" else "registry"
        hits["type"][at], hits["kind"][at] = "place", "country"
        hits["one_word"][at] = " " not in country
    return hits


def drop_others(hits: Columns, loud: np.ndarray, registry: Registry) -> Columns:
    """The hits without those that are part of another name, a shouted word, or a city's name that stands for
    something else."""
    given, cues = list_given_names(registry), read_cues()
    one_word, left, right, surface = (hits[name] for name in ["one_word", "left", "right", "surface"])
    before = read_before(left)
    length = np.fromiter(map(len, left), dtype=np.int64, count=len(left))
    opens = (hits["from"] == length) & (length == np.fromiter(map(len, before), dtype=np.int64) + 1)
    beside_given = find_in(before, given)
    named = (before != "") & ~find_in(before, cues["title"] | cues["opening"]) & (~opens | beside_given)
    named &= ~follows_a_hit(hits)
    joined = mark_where(lambda text: text[-1:] == "-" and JOINED.search(text), left, one_word)
    place, city, in_given = hits["type"] == "place", hits["role"] == "city", find_in(surface, given)
    person = (hits["type"] == "person") & one_word
    town = place & one_word & ~find_in(hits["kind"], {"country", "region", "sea"})
    followed = ~np.append(follows_a_hit(hits)[1:], False) & ((town & in_given) | city)
    followed = mark_where(lambda text: text[:1] == " " and "A" <= text[1:2] <= "Z", right, followed)
    short = {text for text in set(surface) if len(text) <= 3 and text.isupper()}
    shouted = loud[hits["row"]] & find_in(surface, short)
    wrong = shouted | (person & (named | joined))
    wrong |= place & one_word & named & beside_given
    wrong |= town & followed & in_given
    # *Shevchenko Boulevard*, *Paris Club*, *Senate palace*.
    bare = (place | (one_word & (hits["type"] == "organisation"))) & (hits["role"] != "demonym")
    wrong |= mark_where(lambda text: (after := NEXT.match(text)) and after.group(1) in NAMED_FOR, right, bare)

    wrong |= mark_where(NO_CITY.match, right, city | (hits["term"] == "Baltic"))
    wrong |= mark_where(NAMED_BEFORE.search, left, place)
    wrong |= mark_where(US_STATE.match, right, city)
    wrong |= mark_where(ORDERS.match, right, hits["term"] == "Dominican")
    wrong |= mark_where(OWN_COUNCIL.search, left, hits["entity"] == "un-security-council")
    cue = mark_where(IN_PLACE.search, left, city)
    cue |= mark_where(COUNTRY_AFTER.match, right, city)
    cue |= (hits["people"] >= 1_000_000) & ~in_given
    wrong |= city & (named | followed | joined | ~cue | find_in(surface, cues["not_a_city"]))
    return take_rows(hits, ~wrong)


def read_before(left: np.ndarray) -> np.ndarray:
    """The capitalised word before each hit, empty where there is none."""
    tokens = [text[text.rfind(" ", 0, -1) + 1 :] if text[-1:] == " " else "" for text in left]
    found = {token: match.group(1) if (match := BEFORE.search(token)) else "" for token in set(tokens)}
    return list_objects(map(found.__getitem__, tokens))


def follows_a_hit(hits: Columns) -> np.ndarray:
    """Whether the word before is itself the end of a hit (*Russia Putin*)."""
    follows = np.zeros(len(hits["row"]), dtype=bool)
    follows[1:] = (hits["row"][1:] == hits["row"][:-1]) & (hits["from"][1:] == hits["to"][:-1] + 1)
    return follows


def settle_surnames(hits: Columns, known: dict[str, dict], offices: Columns) -> Columns:
    """Family names, each with the person whose full name or office the article has; without one they are the
    city of that name where a place is spoken of, and else left to the tagger."""
    bare = hits["role"] == "surname"
    there = np.isin(hits["article"], hits["article"][bare])
    full = take_rows(hits, ~hits["open"] & ~bare & (hits["type"] == "person") & there)
    people = join_rows({name: full[name] for name in ("article", "entity")}, offices)
    present = group_values(people["article"].tolist(), people["entity"].tolist())
    for at in np.flatnonzero(bare).tolist():
        named = present.get(int(hits["article"][at]), set())
        options = hits["category"][at].split("|")
        meant = [one for one in options if one in named]
        if not meant:
            meant = [one for one in options if known[one]["type"] == "place"]
            meant = meant if meant and IN_PLACE.search(hits["left"][at]) else []
            hits["how"][at] = "registry"
        hits["entity"][at] = meant[0] if len(meant) == 1 else ""
    hits["open"] &= ~bare
    return take_rows(hits, ~bare | (hits["entity"] != ""))


def settle_rivers(hits: Columns) -> None:
    """*the Dnipro* is the river, *in Dnipro* the city; else what the article means elsewhere."""
    both = np.flatnonzero(hits["open"] & (hits["river"] != ""))
    article, river, city = (hits[name][both].tolist() for name in ["article", "river", "city"])
    meant = []
    for left, wet, dry in zip(hits["left"][both], river, city, strict=True):
        water = THE.search(left) or BANKS.search(left)
        meant.append(wet if water else dry if IN_PLACE.search(left) else "")
    sure = ~hits["open"] & np.isin(hits["article"], hits["article"][both])
    said = group_values(hits["article"][sure].tolist(), hits["entity"][sure].tolist())
    here = group_values(article, meant)
    for i, (one, *options) in enumerate(zip(article, river, city, strict=True)):
        if not meant[i]:
            options = [option for option in options if option in said.get(one, ()) or option in here[one]]
            meant[i] = options[0] if len(options) == 1 else ""
    accept(hits, both, meant, "context")


def settle_regions(hits: Columns, known: dict[str, dict]) -> Columns:
    """*the Donetsk and Luhansk regions*, *the governor of Luhansk*, *rural Hama*: regions, where each name
    alone is a city; without those whose region the registry does not hold (*Voronezh region*)."""
    place, left, right = hits["type"] == "place", hits["left"], hits["right"]
    of = mark_where(lambda text: text.endswith(("of ", "of the ")), left, place)
    ruled = mark_where(GOVERNOR.search, left, of)
    annexed = place & mark_where(ANNEXED.fullmatch, hits["surface"], hits["one_word"])
    ruled |= mark_where(VOTED.search, left, annexed) | mark_where(SUBJECT_OF.match, right, annexed)
    ruled |= mark_where(ROW_AFTER.match, right, annexed) | mark_where(ROW_BEFORE.search, left, annexed)
    ruled |= mark_where(NEXT_IN_ROW.match, right, mark_where(ROW_AROUND.search, left, annexed))
    double = annexed & find_in(hits["surface"], {"Donetsk", "Luhansk", "Lugansk"})
    ruled |= mark_where(PAIRED.match, right, double) | mark_where(PAIR.search, left, double)
    alone = mark_where(NO_CITY.match, right, place & find_in(hits["kind"], {"city", "town", "village"}))
    rural = mark_where(lambda text: text.endswith(("rural ", "Rural ")), left, place)
    rural |= mark_where(lambda text: text.startswith((" countryside", " Countryside")), right, place)
    at = np.flatnonzero(mark_where(REGIONS.match, right, place) | ruled | rural | alone)
    region = [
        next((f"{one}-{kind}" for kind in ("oblast", "governorate") if f"{one}-{kind}" in known), "")
        for one in hits["entity"][at]
    ]
    accept(hits, at, region, "region")
    return take_rows(hits, ~alone | (hits["how"] == "region"))


def settle_governments(hits: Columns) -> None:
    """A capital that acts is its government, Brussels the European Union; the Kremlin that one stands in is a
    building."""
    governments = list_governments()
    at = np.flatnonzero(find_in(hits["entity"], governments) & ~hits["open"])
    sides = zip(hits["left"][at], hits["right"][at], strict=True)
    at = at[np.array([stands_for_state(left, right) for left, right in sides], dtype=bool)]
    accept(hits, at, [governments[one] for one in hits["entity"][at]], "government")
    walls = np.flatnonzero(mark_where(IN_WALLS.search, hits["left"], hits["entity"] == "kremlin"))
    accept(hits, walls, ["moscow-kremlin"] * len(walls), "context")


def settle_by_company(hits: Columns, known: dict[str, dict]) -> None:
    """What is still open goes to the entity whose country or conflict the rest of the article is about, if
    one is ahead; else it stays open under its own name."""
    still = np.flatnonzero(hits["open"])
    sure = ~hits["open"] & (hits["entity"] != "") & np.isin(hits["article"], hits["article"][still])
    article, row, entity = (hits[name][sure].tolist() for name in ["article", "row", "entity"])
    company, beside = group_values(article, entity), group_values(row, entity)
    meant = []
    for at in still.tolist():
        others = company.get(int(hits["article"][at]), set())
        near = beside.get(int(hits["row"][at]), set())
        options = hits["category"][at].split("|")
        scores = {one: score_company(one, others, near, known) for one in options}
        best = max(scores.values(), default=0)
        winners = [one for one, score in scores.items() if score == best]
        meant.append(winners[0] if best > 0 and len(winners) == 1 else "")
    accept(hits, still, meant, "context")
    hits["how"][hits["open"]] = "open"


def score_company(one: str, others: set[str], near: set[str], facts: dict[str, dict]) -> int:
    """How many other entities of the article are of the same country, region or conflict; countries named in
    the same sentence speak for a country."""
    own, score = facts[one], 0
    for other in others:
        fact = facts.get(other)
        if fact is None or other == one:
            score += 2 * (other == one)
            continue
        country = fact["kind"] == "country"
        score += bool(own["country"]) and own["country"] == fact["country"] and not country
        score += bool(own["parent"]) and own["parent"] in (other, fact["parent"])
        score += own["conflict"] != "world" and own["conflict"] == fact["conflict"]
        score += own["kind"] == "country" and country and other in near
    return int(score)


def accept(hits: Columns, at: np.ndarray, meant: list[str], how: str) -> None:
    """The entities that a rule has settled, into the hits; an empty one settles nothing."""
    meant = list_objects(meant)
    settled = meant != ""
    hits["entity"][at[settled]] = meant[settled]
    hits["how"][at[settled]] = how
    hits["open"][at[settled]] = False

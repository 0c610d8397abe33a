"""Which entity a name means: the rules of context, in the order in which they apply.

What is known of a name wherever it stands comes from the registry's index. Every rule works on whole arrays
and returns a new table. A name that no rule decides stays open: the mention then has its own name as entity,
`how` is `open`, and `term` keeps the name that was found.
"""

import re
from dataclasses import replace

import numpy as np

from analysis.entities.acronyms.owners import resolve_owners
from analysis.entities.capitals import stands_for_state
from analysis.entities.hits import ARMED
from analysis.entities.other_meanings import drop_other_meanings
from analysis.entities.patterns import (
    AS_NOUN,
    IN_WALLS,
    IS_PLACE,
)  # fmt: skip
from analysis.entities.registry_index import Entity, RegistryIndex
from analysis.entities.senses.longer_names import find_words_after, find_words_before
from analysis.entities.senses.places import resolve_bodies, resolve_regions, resolve_rivers
from analysis.entities.spans import (
    Batch,
    Candidates,
    Hits,
    Names,
    group_values,
    is_among,
    link,
    mark_where,
    to_objects,
)

ADJECTIVE = re.compile(r"^(.*?)(?:'s)? \w+$")
ARTICLE = "The "
OWNS = ("'s", "’s")
WINDOW = 60  # characters looked at on either side of a name


def link_hits(
    hits: Hits, batch: Batch, in_capitals: np.ndarray, index: RegistryIndex, offices: Names
) -> Names:
    """Return the hits with the entity that each one means.

    Parameters
    ----------
    hits : Hits
        Places where names of the registry stand, in text order.
    batch : Batch
        The sentences.
    in_capitals : bool array
        Which sentences are written in capitals.
    index : RegistryIndex
        What is known of the names.
    offices : Names
        Offices with the people who held them; a family name may refer to one of these people.

    Returns
    -------
    Names
        One row per hit that is a name of an entity, in text order. `entity` is empty where the name stays
        open; hits that the context shows to be something else are left out.
    """
    candidates = drop_articles(describe_hits(hits, batch.texts, index), index.entities)
    candidates = shorten_adjectives(candidates, index)
    candidates = drop_other_meanings(candidates, batch.texts, in_capitals, index)
    candidates = resolve_owners(candidates, batch)
    candidates = resolve_bodies(candidates, index.entities)
    candidates = resolve_surnames(candidates, index.entities, offices)
    candidates = resolve_rivers(candidates)
    candidates = resolve_regions(candidates, index.entities)
    candidates = resolve_governments(candidates, index.governments)
    candidates = resolve_by_context(candidates, index.entities)
    types = candidates.type.copy()
    rows = np.flatnonzero(is_among(candidates.entity, index.entities))
    types[rows] = [index.entities[id].type for id in candidates.entity[rows].tolist()]
    types[(candidates.how == "demonym") | (candidates.role == "demonym")] = "group"
    return replace(Names.select_from(candidates), type=types)


def describe_hits(hits: Hits, texts: list[str], index: RegistryIndex) -> Candidates:
    """Return the hits with what the registry knows of each name and the text on either side."""
    places = list(zip(hits.sentence.tolist(), hits.start.tolist(), hits.end.tolist(), strict=True))
    listed = {name: values[hits.lexicon_row] for name, values in index.names._asdict().items()}
    sides = [
        (texts[row][start - WINDOW if start > WINDOW else 0 : start], texts[row][end : end + WINDOW])
        for row, start, end in places
    ]
    before, after = to_objects([text for text, _ in sides]), to_objects([text for _, text in sides])
    head = to_objects([text[:2] for _, text in sides])
    return Candidates(
        hits.sentence, hits.start, hits.end,
        article=hits.article, surface=hits.surface, term=hits.term, category=hits.category,
        before=before, after=after,
        tail=to_objects([text[-4:] for text, _ in sides]), head=head,
        word_before=find_words_before(before), word_after=find_words_after(after, head),
        **listed,
    )  # fmt: skip


def drop_articles(candidates: Candidates, entities: dict[str, Entity]) -> Candidates:
    """Return the candidates without an article that opens a sentence, unless the entity's name has it.

    *The Philippines sent troops* names the Philippines, *The Hague condemned it* The Hague.
    """
    rows = np.array(
        [
            row for row in np.flatnonzero(candidates.start == 0).tolist()
            if candidates.surface[row].startswith(ARTICLE) and candidates.entity[row] in entities
            and not entities[candidates.entity[row]].name.startswith(ARTICLE)
        ],
        dtype=np.int64,
    )  # fmt: skip
    start, surface = candidates.start.copy(), candidates.surface.copy()
    start[rows] += len(ARTICLE)
    surface[rows] = [text.removeprefix(ARTICLE) for text in surface[rows].tolist()]
    return replace(candidates, start=start, surface=surface)


def shorten_adjectives(candidates: Candidates, index: RegistryIndex) -> Candidates:
    """Return the candidates with *a Ukrainian military victory* as *Ukrainian*: it names no army."""
    is_adjective = mark_where(lambda term: term.endswith(ARMED), candidates.term, ~candidates.is_one_word)
    is_adjective &= ~mark_where(AS_NOUN.match, candidates.after, is_adjective)
    columns = [
        "end", "surface", "after", "head", "word_after", "term", "category", "entity", "role", "how", "type",
        "kind",
    ]  # fmt: skip
    new = {name: getattr(candidates, name).copy() for name in [*columns, "is_one_word"]}
    for row in np.flatnonzero(is_adjective):
        match = ADJECTIVE.match(candidates.term[row])
        country = match.group(1) if match else ""
        if country not in index.first_entities:
            continue
        entity, role = index.first_entities[country]
        surface, length = candidates.surface[row], len(country)
        values = [
            candidates.start[row] + length, surface[:length], surface[length:] + candidates.after[row],
            surface[length:][:2], "",
            country, entity, entity, role, "demonym" if role == "demonym" else "registry", "place", "country",
        ]  # fmt: skip
        for name, value in zip(columns, values, strict=True):
            new[name][row] = value
        new["is_one_word"][row] = " " not in country
    return replace(candidates, **new)


def resolve_surnames(candidates: Candidates, entities: dict[str, Entity], offices: Names) -> Candidates:
    """Return the candidates with each family name linked to a person of its article.

    The person's full name or office must stand in the article. Otherwise the name means the city of that name
    after words such as *in*, but not after *to* or *from*, which stand before people too (*from Garcia*), and
    not before a possessive; all other family names are left to the tagger.
    """
    is_surname = candidates.role == "surname"
    in_same_article = np.isin(candidates.article, candidates.article[is_surname])
    is_full = ~candidates.is_open & ~is_surname & (candidates.type == "person") & in_same_article
    people_of = group_values(
        [*candidates.article[is_full].tolist(), *offices.article.tolist()],
        [*candidates.entity[is_full].tolist(), *offices.entity.tolist()],
    )
    entity, how = candidates.entity.copy(), candidates.how.copy()
    for row in np.flatnonzero(is_surname).tolist():
        options = candidates.category[row].split("|")
        present = people_of.get(int(candidates.article[row]), set())
        meant = [id for id in options if id in present]
        if not meant:
            places = [id for id in options if entities[id].type == "place"]
            is_place = bool(places) and IS_PLACE.search(candidates.before[row]) is not None
            meant = places if is_place and candidates.head[row] not in OWNS else []
            how[row] = "registry"
        entity[row] = meant[0] if len(meant) == 1 else ""
    resolved = replace(candidates, entity=entity, how=how, is_open=candidates.is_open & ~is_surname)
    return resolved.take(~is_surname | (entity != ""))


def resolve_governments(candidates: Candidates, governments: dict[str, str]) -> Candidates:
    """Return the candidates with capitals that act linked to their governments.

    Brussels is the European Union then. A Kremlin that people stand in is the building.
    """
    rows = np.flatnonzero(is_among(candidates.entity, governments) & ~candidates.is_open)
    sides = zip(candidates.before[rows], candidates.after[rows], strict=True)
    rows = rows[np.array([stands_for_state(before, after) for before, after in sides], dtype=bool)]
    acting = link(candidates, rows, [governments[id] for id in candidates.entity[rows]], "government")
    rows = np.flatnonzero(mark_where(IN_WALLS.search, acting.before, acting.entity == "kremlin"))
    return link(acting, rows, ["moscow-kremlin"] * len(rows), "context")


def resolve_by_context(candidates: Candidates, entities: dict[str, Entity]) -> Candidates:
    """Return the candidates with open names linked by the other entities of their articles.

    An open name means the entity whose country, region or conflict the others share most. If there is no
    single such entity, the name stays open.
    """
    rows = np.flatnonzero(candidates.is_open)
    article, sentence = candidates.article, candidates.sentence
    decided = ~candidates.is_open & (candidates.entity != "") & np.isin(article, article[rows])
    entity = candidates.entity[decided].tolist()
    of_article = group_values(article[decided].tolist(), entity)
    of_sentence = group_values(sentence[decided].tolist(), entity)
    columns = (values[rows].tolist() for values in (article, sentence, candidates.category))
    meant = [
        choose_entity(category.split("|"), of_article.get(a, set()), of_sentence.get(b, set()), entities)
        for a, b, category in zip(*columns, strict=True)
    ]
    linked = link(candidates, rows, meant, "context")
    return replace(linked, how=np.where(linked.is_open, "open", linked.how).astype(object))


def choose_entity(
    options: list[str], in_article: set[str], in_sentence: set[str], entities: dict[str, Entity]
) -> str:
    """Return the one option with the highest score above 0; empty if there is none."""
    scores = {id: score_entity(id, in_article, in_sentence, entities) for id in options}
    best = max(scores.values(), default=0)
    winners = [id for id, score in scores.items() if score == best]
    return winners[0] if best > 0 and len(winners) == 1 else ""


def score_entity(id: str, in_article: set[str], in_sentence: set[str], entities: dict[str, Entity]) -> int:
    """Return how much the other entities of an article have in common with an entity.

    One point for each other entity in the same country, in the same region, and in the same conflict; two
    points if the article names the entity itself. A country in the same sentence gives a country a point.
    """
    entity, score = entities[id], 0
    for other_id in in_article:
        other = entities.get(other_id)
        if other is None or other_id == id:
            score += 2 * (other_id == id)
            continue
        other_is_country = other.kind == "country"
        score += bool(entity.country) and entity.country == other.country and not other_is_country
        score += bool(entity.parent) and entity.parent in (other_id, other.parent)
        score += entity.conflict != "world" and entity.conflict == other.conflict
        score += entity.kind == "country" and other_is_country and other_id in in_sentence
    return int(score)

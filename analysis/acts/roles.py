"""Who did what to whom: acts of violence and deaths with their agent and patient.

A light parser reads the sentences that hold a word of violence or death. `find_roles` says what it cannot
see.
"""

from collections.abc import Iterator

import numpy as np
import pandas as pd

from analysis.acts.drafts import Draft
from analysis.acts.grammar.phrases import list_joined
from analysis.acts.grammar.sentence import Phrase, Sentence, parse_sentences
from analysis.acts.inference.doers import (
    count_sides,
    find_doer_words,
    share_doers,
    turn_invaders,
)
from analysis.acts.inference.sharing import share_parties
from analysis.acts.inference.victims import find_class, infer_place, infer_side, is_harm, list_events
from analysis.acts.numbers import find_number
from analysis.acts.parties import (
    Party,
    find_kind,
    find_party,
    find_words,
    is_member,
    names_doer,
    widen_victims,
)
from analysis.acts.resolution import Memory, Resolved, find_near_place, remember, resolve_act
from analysis.acts.rules.role_rules import list_acts
from analysis.acts.sides import Sides, list_sides, read_sides
from analysis.acts.violence import EVENTS
from analysis.duplicates.first_prints import carry_clusters
from analysis.schema import COLUMNS, KEYS, check_columns
from analysis.text.voices import check_attributions, find_voices, name_voices

ROLES = [
    *KEYS, "sentence_id", "verb", "construction", "agent", "patient", "surface", "start", "end", "voice",
    "act_class", "agent_words", "patient_words", "agent_side", "patient_side", "patient_how",
    "place_side", "low", "high",
    "people", "status",
]  # fmt: skip
CONSTRUCTIONS = ["active", "passive_with_agent", "passive_without_agent", "nominal", "intransitive"]
ACTOR_TYPES = ["person", "organisation", "place", "group", "unit"]

PartiesBySentence = dict[tuple[str, int], list[Party]]


def find_roles(
    sentences: pd.DataFrame,
    mentions: pd.DataFrame,
    *,
    attributions: pd.DataFrame | None = None,
    with_unreal: bool = False,
) -> pd.DataFrame:
    """Find verbs and nouns of violence in sentences, with their agent and patient.

    An adjective of a country stands for what follows it (*Russian missiles*, *Ukrainian civilians*: russia,
    ukraine). What is no violence has no row (*hit by drought*, *struck out*, a workers' *strike*), nor has a
    thing that was shot down.

    The rules read parts of speech and word order; they do not see the whole structure of a sentence. Not
    found: acts without a word of the list (*fell at the front*), the name that a pronoun stands for in a
    sentence before, and sides where neither the sentence nor an act that it takes up names a party. Swapping
    the names of two parties swaps their sides, where the registry lists both alike.

    Parameters
    ----------
    sentences : DataFrame
        The table of `split_sentences`.
    mentions : DataFrame
        The table of `find_entities` of the same sentences.
    attributions : DataFrame, optional
        The table of `find_attributions` of the same sentences; without it nothing is `reported`.
    with_unreal : bool, default False
        Whether acts that did not happen have rows, too (*was not shelled*, *denied it had shelled*, *to
        attack*, *would be hit*); their `status` marks them.

    Returns
    -------
    DataFrame
        One row per act, in text order; one row per side where victims of two sides are joined (*Israelis and
        Palestinians were killed*). Columns: `article_id, outlet, date, sentence_id`; `verb` (base form; *die*
        also for *deaths*, *dead*, *toll*); `construction`; `agent` and `patient`, entities (empty where no
        entity is named: *militants killed two*); `surface`, the verb or noun as written; `start`, `end`, its
        places in the article's text; `voice`, where it begins (`narration`, the outlet's own words;
        `reported`; `quotation`; categorical); `act_class` (death, injury, attack, capture, destruction);
        `agent_words` and `patient_words`, their noun phrases as written (without a doer, the act or arms that
        did it: *killed in a strike*; a noun of an act is never its own doer: *Russian* of *Russian shelling*,
        none of *the shelling*); `agent_side` and `patient_side`, the camp that the registry gives, else the
        country or people (empty: not known); `patient_how`, the rule that gave the patient's side;
        `place_side`, the side of the place of the act; `low` and `high`, the number of victims (not a number:
        not told; *at least 40* has no `high`; *dozens* is at least 24); `people`, their kind (children,
        women, fighters, soldiers, journalists, civilians, people, named); `status` (stated, or claimed
        outside the outlet's own words; negated, hypothetical). `construction` is

        - `active`: *Russia shelled Kherson*, *an attack that killed ten*, *launched strikes on Kherson* (a
          light verb with its noun; `surface` holds both);
        - `passive_with_agent`: *was shelled by Russian troops*, *killed in a Russian air strike*, *in
          government shelling*, *by shelling*;
        - `passive_without_agent`: *was shelled*, *was hit by a missile* (arms are no agent);
        - `nominal`: *the shelling of Kherson*, *Russian strikes*, *the death toll*;
        - `intransitive`: *ten people died*.

        `patient_how` is `phrase` (*three Palestinians*, *people in Gaza*), `place` (the place of the act),
        `target` (*the attack on Israel*), or an inference for deaths and injuries: `joined` (the side of
        another victim of the sentence), `nearby` (the only place of the sentence), `opponent` (the other
        party of the sentence's acts, of a war of two countries, or of the article's acts), `source` (the
        people of the authorities that count the dead), `antecedent` (those who suffered the act that words
        like *the attack* take up; for a pronoun, the article's usual victims, or the other party of its usual
        doers).

        A side is the camp that the registry gives (*hamas*); of a place, its country. Camps of many parties
        (*humanitarian*) are no side. `place_side` of victims of a third country, which has no agent in the
        article, is the side of those who suffered the act, where no place is named, else the country whose
        places the article names most. People who were shot are injured at the least (`act_class`).

    Raises
    ------
    ValueError
        If a table lacks a column of sentences, mentions or attributions.

    Examples
    --------
    >>> from analysis.text.sentences import split_sentences
    >>> from analysis.entities.mentions import find_entities
    >>> articles = pd.DataFrame({"article_id": ["a"], "outlet": ["x"], "date": [pd.NaT], "title": [""],
    ...                          "text": ["Russia shelled Kherson. Ten people were killed."]})
    >>> sentences = split_sentences(articles)
    >>> roles = find_roles(sentences, find_entities(sentences))
    >>> roles[["verb", "construction", "agent", "patient"]].values.tolist()
    [['shell', 'active', 'russia', 'kherson'], ['kill', 'passive_without_agent', '', '']]
    """
    check_columns(sentences, "sentences", verb="find_roles")
    check_columns(mentions, COLUMNS["mentions"], verb="find_roles")
    check_attributions(attributions, verb="find_roles")
    rows = [row for act in resolve_acts(sentences, group_parties(mentions)) for row in list_rows(act)]
    if not with_unreal:
        rows = [row for row in rows if row[-2] == "stated"]
    columns = [
        "row",
        "offset",
        "verb",
        "construction",
        "agent",
        "patient",
        "surface",
        "start",
        "end",
        *ROLES[12:],
    ]
    found = pd.DataFrame(rows, columns=[*columns, "in_quote"])
    found = found.astype(
        {"row": "int64", "offset": "int64", "start": "int64", "end": "int64", "in_quote": "bool"}
    )
    found = found.astype({"low": "float64", "high": "float64"})
    row, in_quote = found.pop("row").to_numpy(), found.pop("in_quote").to_numpy()
    found[["start", "end"]] = found[["start", "end"]].add(found.pop("offset"), axis=0)
    keys = sentences[[*KEYS, "sentence_id"]].iloc[row].reset_index(drop=True)
    voice = name_voices(find_voices(sentences, row, found["start"].to_numpy(), in_quote, attributions))
    found["status"] = np.where(
        (found["status"] == "stated") & (np.asarray(voice) != "narration"), "claimed", found["status"]
    )
    return carry_clusters(pd.concat([keys, found.assign(voice=voice)], axis=1)[ROLES], sentences)


def group_parties(mentions: pd.DataFrame) -> PartiesBySentence:
    """The mentions that can be agent or patient, by article and sentence, with places in the article."""
    parties: PartiesBySentence = {}
    mentions = mentions[mentions["type"].isin(ACTOR_TYPES)]
    names = ["article_id", "sentence_id", "start", "end", "entity", "how", "type"]
    columns = (mentions[name].tolist() for name in names)
    for (article_id, sentence_id, start, end, entity, how, kind), side in zip(
        zip(*columns, strict=True), list_sides(mentions), strict=True
    ):
        party = Party(start, end, entity, side, how == "demonym", kind == "place", kind == "person")
        parties.setdefault((article_id, sentence_id), []).append(party)
    return parties


def resolve_acts(sentences: pd.DataFrame, parties: PartiesBySentence) -> Iterator[Resolved]:
    """The acts of all sentences, article by article, with their parties."""
    parsed, sides = parse_sentences(sentences), read_sides()
    article_ids = sentences["article_id"].tolist()
    ids, offsets = sentences["sentence_id"].tolist(), sentences["start"].tolist()
    rows: list[int] = []
    for row in [*parsed, -1]:
        if rows and (row < 0 or article_ids[row] != article_ids[rows[0]]):
            # Sentences leave the table with their article: what the rules keep of them is freed.
            here = [parsed.pop(r) for r in rows]
            placed = [
                place_parties(parties.get((article_ids[r], ids[r]), []), sentence, offsets[r])
                for r, sentence in zip(rows, here, strict=True)
            ]
            yield from resolve_article(rows, here, placed, sides)
            rows = []
        rows.append(row)


def resolve_article(
    rows: list[int], parsed: list[Sentence], parties: list[list[Party]], sides: Sides
) -> Iterator[Resolved]:
    """The acts of an article: first what each sentence says, then what the article lets one infer."""
    memory, acts = Memory(sides), []
    for row, sentence, named in zip(rows, parsed, parties, strict=True):
        found = [
            resolve_act(sentence, row, draft, named, memory) for draft in list_drafts(sentence, named, memory)
        ]
        if len(found) > 1:
            share_parties(found)
            share_doers(found)
        count_sides(memory, named, found)
        remember(memory, named, found)
        acts.append(found)
    turn_invaders([act for found in acts for act in found], memory)
    memory.patient_side = ""
    events = list_events(acts)
    for place, (found, named) in enumerate(zip(acts, parties, strict=True)):
        for act in found:
            if not act.patient_side and is_harm(act):
                act.patient_side, act.patient_how = infer_side(act, place, named, memory, found, events)
            elif not act.place_side and is_harm(act):
                act.place_side = infer_place(act, place, named, memory, found, events)
        remember(memory, named, found)
        yield from found


def list_drafts(sentence: Sentence, parties: list[Party], memory: Memory) -> Iterator[Draft]:
    """The acts of a sentence: one for each side of joined victims (*Israelis and Palestinians*)."""
    for draft in list_acts(sentence):
        yield draft
        if draft.patient is None:
            continue
        first = find_party(sentence, parties, draft.patient)
        seen = {first.side if first else find_near_place(sentence, draft.patient, parties, memory), ""}
        if seen == {""}:
            continue
        for phrase in list_joined(sentence, draft.patient)[1:]:
            party = find_party(sentence, parties, phrase)
            if party is not None and party.is_place and draft.construction in ("active", "nominal"):
                continue  # *strikes against the group in Syria and Iraq*
            side = party.side if party else find_near_place(sentence, phrase, parties, memory)
            if side not in seen and sentence.starts[phrase.start] != sentence.starts[draft.token]:
                seen.add(side)
                yield draft._replace(patient=phrase)


def place_parties(parties: list[Party], sentence: Sentence, offset: int) -> list[Party]:
    """The parties with their places in the sentence, which starts at `offset`."""
    placed = [party._replace(start=party.start - offset, end=party.end - offset) for party in parties]
    return [party for party in placed if not is_member(sentence.text, party.start)]


def list_rows(act: Resolved) -> Iterator[tuple]:
    """The tuple of an act: row of the sentence, its start, the columns of `ROLES`, whether it is quoted."""
    draft, sentence = act.draft, act.sentence
    construction = draft.construction
    has_agent = draft.agent is not None or bool(act.agent) or names_doer(sentence, draft.event)
    has_agent = has_agent or is_by_act(sentence, draft.event)
    if construction == "passive_without_agent" and has_agent:
        construction = "passive_with_agent"
    is_subject = construction.startswith("passive") or construction == "intransitive"
    victims = widen_victims(sentence, draft.patient, is_subject=is_subject)
    words = find_doer_words(act), find_words(sentence, victims, act.party)
    first = draft.token if draft.light < 0 else draft.light
    start, end = sentence.starts[first], sentence.ends[draft.token]
    yield (
        act.row, sentence.offset, draft.verb, construction, act.agent, act.patient, sentence.text[start:end],
        start, end, find_class(sentence, draft), *words, act.agent_side, act.patient_side, act.patient_how,
        act.place_side,
        *find_number(sentence, draft.patient), find_kind(sentence, draft.patient, act.party), draft.status,
        is_quoted(sentence.quotes, start, end),
    )  # fmt: skip


def is_by_act(sentence: Sentence, event: Phrase | None) -> bool:
    """Whether an act stands after *by* (*was damaged by shelling*); arms do not count."""
    return (
        event is not None and sentence.words[event.start - 1] == "by" and sentence.words[event.head] in EVENTS
    )


def is_quoted(quote_spans: str, start: int, end: int) -> bool:
    """Whether a part of a sentence stands inside one of its quotations.

    >>> is_quoted("0-7 20-31", 22, 26), is_quoted("0-7", 5, 9)
    (True, False)
    """
    spans = (span.split("-") for span in quote_spans.split())
    return any(int(opening) <= start and end <= int(closing) for opening, closing in spans)

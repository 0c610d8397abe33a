"""Who did what to whom: verbs and nouns of violence with their agent and patient.

The rules read the words of a sentence, without a parser. `find_roles` says what they cannot see.
"""

import re
from collections.abc import Iterator

import pandas as pd

from analysis.acts.role_rules import Act, Actor, read_role
from analysis.acts.violence import list_forms
from analysis.schema import COLUMNS, KEYS, check_columns
from analysis.text.voices import check_attributions, find_voices, name_voices

ROLES = [
    *KEYS, "sentence_id", "verb", "construction", "agent", "patient", "surface", "start", "end", "voice",
]  # fmt: skip
CONSTRUCTIONS = ["active", "passive_with_agent", "passive_without_agent", "nominal"]
# To look words up takes half as long as to search for a pattern of all forms.
WORD = re.compile(r"\w+")
# Before the name of a body: a member of the body is not the body.
MEMBER = re.compile(r"\b(?:members?|part|citizens?|leaders?) of (?:the )?$")
ACTOR_TYPES = ["person", "organisation", "place", "group", "unit"]

ActorsBySentence = dict[tuple[str, int], list[Actor]]


def find_roles(
    sentences: pd.DataFrame, mentions: pd.DataFrame, *, attributions: pd.DataFrame | None = None
) -> pd.DataFrame:
    """Find verbs and nouns of violence in sentences, with their agent and patient.

    An adjective of a country stands for what follows it (*Russian missiles*, *Ukrainian civilians*: russia,
    ukraine). An act that did not happen has no row (*to attack*, *would be hit*, *was not shelled*), nor has
    what is no violence (*hit by drought*).

    Not found: agents and patients in another sentence or behind a pronoun (but *the ministry said it had
    destroyed* is found), participles after a comma (*..., killing ten*), second verbs of one subject, and
    second names of one agent.

    Parameters
    ----------
    sentences : DataFrame
        The table of `split_sentences`.
    mentions : DataFrame
        The table of `find_entities` of the same sentences.
    attributions : DataFrame, optional
        The table of `find_attributions` of the same sentences; without it nothing is `reported`.

    Returns
    -------
    DataFrame
        One row per act, in text order: `article_id, outlet, date, sentence_id`; `verb` (base form);
        `construction`; `agent` and `patient`, entities (empty where no entity is named: *militants killed
        two*); `surface`, the verb or noun as written; `start`, `end`, its places in the article's text;
        `voice`, where it begins (`narration`, the outlet's own words; `reported`; `quotation`; categorical).
        `construction` is

        - `active`: *Russia shelled Kherson*, *was shelling*;
        - `passive_with_agent`: *was shelled by Russian troops*, *killed by gunmen*;
        - `passive_without_agent`: *was shelled*, *was hit by a missile* (arms are no agent);
        - `nominal`: *the shelling of Kherson*, *Russian strikes*.

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
    rows = list(read_sentences(sentences, group_actors(mentions)))
    found = pd.DataFrame(rows, columns=["row", *ROLES[4:-1], "in_quote"])
    found = found.astype({"row": "int64", "start": "int64", "end": "int64", "in_quote": "bool"})
    row, in_quote = found.pop("row").to_numpy(), found.pop("in_quote").to_numpy()
    keys = sentences[[*KEYS, "sentence_id"]].iloc[row].reset_index(drop=True)
    voice = find_voices(sentences, row, found["start"].to_numpy(), in_quote, attributions)
    return pd.concat([keys, found.assign(voice=name_voices(voice))], axis=1)[ROLES]


def group_actors(mentions: pd.DataFrame) -> ActorsBySentence:
    """The mentions that can be agent or patient, by article and sentence, with places in the article."""
    actors: ActorsBySentence = {}
    mentions = mentions[mentions["type"].isin(ACTOR_TYPES)]
    names = ["article_id", "sentence_id", "start", "end", "entity", "how", "type"]
    columns = (mentions[name].tolist() for name in names)
    for article_id, sentence_id, start, end, entity, how, kind in zip(*columns, strict=True):
        actor = Actor(start, end, entity, how == "demonym", kind == "place")
        actors.setdefault((article_id, sentence_id), []).append(actor)
    return actors


def read_sentences(sentences: pd.DataFrame, actors: ActorsBySentence) -> Iterator[tuple]:
    """One tuple per act: the row of the sentence, the columns of `ROLES` from `verb` to `end`, and whether it
    stands in quotation marks."""
    forms = list_forms()
    names = ["article_id", "sentence_id", "start", "text", "quote_spans"]
    columns = zip(*(sentences[name].tolist() for name in names), strict=True)
    for row, (article_id, sentence_id, offset, text, quote_spans) in enumerate(columns):
        # Most sentences hold no such word: one look at all their words rules them out.
        if forms.keys().isdisjoint(WORD.findall(text.lower())):
            continue
        inside = place_actors(actors.get((article_id, sentence_id), []), text, offset)
        for act in find_acts(text, inside):
            role = read_role(act)
            if role:
                in_quote = is_quoted(quote_spans, act.start, act.end)
                surface = text[act.start : act.end]
                yield row, act.verb, *role, surface, offset + act.start, offset + act.end, in_quote


def place_actors(actors: list[Actor], text: str, offset: int) -> list[Actor]:
    """The actors with their places in the sentence, which starts at `offset`; without members of a body."""
    placed = [
        Actor(actor.start - offset, actor.end - offset, actor.entity, actor.is_demonym, actor.is_place)
        for actor in actors
    ]
    return [actor for actor in placed if not is_member(text, actor.start)]


def find_acts(text: str, actors: list[Actor]) -> Iterator[Act]:
    """The verbs and nouns of violence in a sentence; words inside a name are left out."""
    forms = list_forms()
    for match in WORD.finditer(text):
        form = forms.get(match.group().lower())
        if form and not any(actor.start <= match.start() < actor.end for actor in actors):
            yield Act(text, match.start(), match.end(), *form, actors)


def is_quoted(quote_spans: str, start: int, end: int) -> bool:
    """Whether a part of a sentence stands inside one of its quotations.

    >>> is_quoted("0-7 20-31", 22, 26), is_quoted("0-7", 5, 9)
    (True, False)
    """
    spans = (span.split("-") for span in quote_spans.split())
    return any(int(opening) <= start and end <= int(closing) for opening, closing in spans)


def is_member(text: str, start: int) -> bool:
    """Whether the name at `start` is a body, and the sentence speaks of a member of it.

    >>> is_member("Two members of the SDF.", 19), is_member("The SDF fled.", 4)
    (True, False)
    """
    # The few letters before a name rule out most names.
    return "of " in text[max(start - 8, 0) : start] and bool(MEMBER.search(text[:start]))

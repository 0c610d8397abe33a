"""Who and where: people, organisations, places, groups, units, weapons and events in sentences.

The registry comes first (`gazetteer`), the context decides between meanings (`entities_linking`), names outside
the registry come from a tagger or from rules (`entities_names`). A country's name is a place, its adjective
(*Russian forces*) and its people a group; a capital that acts (*Moscow is redeploying its forces*) is the
government, an organisation.
"""

from collections.abc import Callable

import numpy as np
import pandas as pd

from analysis.entities_linking import link_hits, list_given_names
from analysis.entities_names import find_names
from analysis.entities_offices import hold_offices
from analysis.gazetteer import SHIPPED, Registry, make_slug, read_registry
from analysis.lookup import find_terms
from analysis.schema import COLUMNS, KEYS, check_columns

MENTIONS = COLUMNS["mentions"]
TYPES = frozenset(["person", "organisation", "place", "group", "unit", "weapon", "event"])
RULES = {
    "registry": "the registry lists {term!r} among the names of {name}",
    "demonym": "{term!r} is the adjective or the people of {name}; counted apart, as a group",
    "surname": "{surface!r} is a family name, and the article gives the full name of {name}",
    "office": "{term!r} was {name} on {date}",
    "government": "{surface!r} acts or deals with states here, so it stands for the {name}",
    "region": "{surface!r} is followed by 'regions' or the like, so the region is meant and not the city",
    "context": "{surface!r} may mean several entities; the words around it and the rest of the article speak for {name}",
    "open": "{surface!r} may mean several entities and nothing in the article decides; it stays under its own name",
    "tagger": "the tagger takes {surface!r} for a name of type {type}; the registry does not hold it",
    "rule": "titles, speech verbs or the last word show {surface!r} to be a name of type {type}; the registry does "
    "not hold it",
    "memory": "{surface!r} refers back to {name}, named in full in the article",
}  # fmt: skip


def find_entities(
    sentences: pd.DataFrame,
    *,
    registry: Registry | tuple[str, ...] | list[str] | str = SHIPPED,
    tagger: Callable[..., pd.DataFrame] | None = None,
    words: pd.DataFrame | None = None,
) -> pd.DataFrame:
    """A row a mention, in the order of the text, none overlapping: KEYS, `sentence_id, entity, name, type, camp,
    term, surface, start, end, in_quote, how`.

    `entity` is the registry's id, or the name itself where the registry does not hold it or the context does
    not decide (`how` is `open`, `rule`, `tagger` or `memory` then). `type` is person, organisation, place,
    group, unit, weapon or event; adjectives and peoples (`how` is `demonym`) are groups with the entity of
    their country. `how` is explained by `explain_entity`. `registry` names shipped registries and your own
    CSV files (`read_registry`); `tagger` is a function `tagger(sentences, words=words)` that gives a row a name
    with `article_id, sentence_id, start, end, type`, in place of the built-in rules; where it and the registry
    overlap, the registry stands unless the tagger's name is longer and holds all of it.

    >>> sentences = pd.DataFrame({"article_id": ["a"], "outlet": ["x"], "date": [pd.Timestamp("2022-11-17")],
    ...     "sentence_id": [0], "start": [0], "text": ["Moscow is redeploying its forces, Reznikov said."],
    ...     "quote_spans": [""]})
    >>> find_entities(sentences)[["entity", "type", "how"]].values.tolist()
    [['russian-government', 'organisation', 'government'], ['oleksiy-reznikov', 'person', 'registry']]
    """
    check_columns(sentences, [*KEYS, "sentence_id", "start", "text"], verb="find_entities")
    if not isinstance(registry, Registry):
        registry = read_registry(*([registry] if isinstance(registry, str) else registry))
    sentences = sentences.reset_index(drop=True)
    texts = sentences["text"].to_numpy()
    where = number_sentences(sentences)

    hits = place_hits(find_terms(sentences, registry.lexicon, words=words), where)
    linked = link_hits(hits, texts, registry)
    if len(registry.offices):
        offices = place_hits(find_terms(sentences, registry.office_lexicon, words=words), where)
        linked = join_spans(linked, hold_offices(offices, linked, texts, registry))

    spans = find_spans(sentences, linked, registry, tagger, words)
    linked, spans = settle_overlaps(linked, place_hits(spans, where), texts)
    spans = remember_names(spans)
    return make_mentions(linked, spans, sentences, registry)


def explain_entity(mention: pd.Series) -> str:
    """Why one row of the mentions is linked as it is, as a sentence.

    >>> explain_entity(pd.Series({"entity": "kyiv", "name": "Kyiv", "term": "Kiev", "surface": "Kiev",
    ...                           "type": "place", "how": "registry", "date": pd.NaT}))
    "'Kiev' -> kyiv (registry): the registry lists 'Kiev' among the names of Kyiv."
    """
    facts = {key: mention.get(key, "") for key in ["entity", "name", "term", "surface", "type", "how", "date"]}
    if isinstance(facts["date"], pd.Timestamp):
        facts["date"] = f"{facts['date']:%Y-%m-%d}"
    rule = RULES.get(facts["how"])
    if rule is None:
        raise ValueError(f"The `how` of a mention must be one of {', '.join(RULES)}; not {facts['how']!r}.")
    return f"{facts['surface']!r} -> {facts['entity']} ({facts['how']}): {rule.format(**facts)}."


def list_unlinked(mentions: pd.DataFrame, *, at_least: int = 2) -> pd.DataFrame:
    """The names outside the registry that come back, a row a name: `entity, type, n_mentions, n_articles`, the
    most frequent first. To adopt one, write it into your own CSV (`read_registry`).

    >>> mentions = pd.DataFrame({"article_id": ["a", "b", "b"], "entity": ["Ivan Petrov"] * 2 + ["Kyiv"],
    ...                          "type": ["person", "person", "place"], "how": ["rule", "tagger", "registry"]})
    >>> list_unlinked(mentions).values.tolist()
    [['Ivan Petrov', 'person', 2, 2]]
    """
    check_columns(mentions, ["article_id", "entity", "type", "how"], verb="list_unlinked")
    loose = mentions[mentions["how"].isin(["rule", "tagger", "memory", "open"])]
    counts = loose.groupby("entity", as_index=False).agg(
        type=("type", lambda types: types.mode().iat[0]),
        n_mentions=("entity", "size"), n_articles=("article_id", "nunique"),
    )  # fmt: skip
    counts = counts[counts["n_mentions"].ge(at_least)]
    order = ["n_mentions", "n_articles", "entity"]
    counts = counts.sort_values(order, ascending=[False, False, True], kind="stable", ignore_index=True)
    return counts[["entity", "type", "n_mentions", "n_articles"]]


def count_spellings(mentions: pd.DataFrame, *, by: str = "outlet") -> pd.DataFrame:
    """How each group spells an entity, a row a group, entity and spelling: `by, entity, name, spelling,
    n_mentions, of, share`; `of` are the group's mentions of the entity by any of its names. Offices, adjectives
    and governments are left out: they are not spellings.

    >>> mentions = pd.DataFrame({"outlet": ["x", "x", "y"], "entity": ["kyiv"] * 3, "name": ["Kyiv"] * 3,
    ...                          "surface": ["Kyiv", "Kyiv", "Kiev"], "how": ["registry"] * 3})
    >>> count_spellings(mentions)[["outlet", "spelling", "n_mentions", "share"]].values.tolist()
    [['x', 'Kyiv', 2, 1.0], ['y', 'Kiev', 1, 1.0]]
    """
    check_columns(mentions, [by, "entity", "name", "surface", "how"], verb="count_spellings")
    named = mentions[mentions["how"].isin(["registry", "surname", "context"])]
    counts = named.assign(spelling=named["surface"]).groupby(
        [by, "entity", "name", "spelling"], observed=True, as_index=False
    ).size().rename(columns={"size": "n_mentions"})  # fmt: skip
    counts["of"] = counts.groupby([by, "entity"], observed=True)["n_mentions"].transform("sum")
    counts["share"] = counts["n_mentions"] / counts["of"]
    order = ["entity", by, "n_mentions", "spelling"]
    counts = counts.sort_values(order, ascending=[True, True, False, True], kind="stable", ignore_index=True)
    return counts[[by, "entity", "name", "spelling", "n_mentions", "of", "share"]]


def number_sentences(sentences: pd.DataFrame) -> pd.DataFrame:
    """A row a sentence: its keys, its row, its article's number and where it starts."""
    return pd.DataFrame({
        "article_id": sentences["article_id"], "sentence_id": sentences["sentence_id"],
        "row": np.arange(len(sentences)), "article": pd.factorize(sentences["article_id"])[0],
        "begin": sentences["start"],
    })  # fmt: skip


def place_hits(hits: pd.DataFrame, where: pd.DataFrame) -> pd.DataFrame:
    """The hits with the row of their sentence, their article's number and their place in the sentence."""
    hits = hits.merge(where, on=["article_id", "sentence_id"], how="left", validate="many_to_one")
    hits["from"] = hits["start"] - hits["begin"]
    hits["to"] = hits["end"] - hits["begin"]
    return hits.drop(columns="begin")


def join_spans(first: pd.DataFrame, then: pd.DataFrame) -> pd.DataFrame:
    """Both tables, without those of the first that the second overlaps."""
    if not len(then):
        return first
    clash = overlap_spans(first, then)
    both = pd.concat([first[~clash], then], ignore_index=True)
    return both.sort_values(["row", "from"], kind="stable", ignore_index=True)


def overlap_spans(these: pd.DataFrame, those: pd.DataFrame) -> np.ndarray:
    """Which of these spans touch one of those; neither table overlaps itself."""
    if not len(those) or not len(these):
        return np.zeros(len(these), dtype=bool)
    # One line of numbers for all sentences: each sentence gets room for its longest.
    room = int(max(these["to"].max(), those["to"].max())) + 1
    other = those.sort_values(["row", "from"], kind="stable")
    starts = (other["row"] * room + other["from"]).to_numpy()
    ends = (other["row"] * room + other["to"]).to_numpy()
    start = (these["row"] * room + these["from"]).to_numpy()
    end = (these["row"] * room + these["to"]).to_numpy()
    before = np.searchsorted(starts, end, side="left") - 1  # the last that starts before this one ends
    return (before >= 0) & (ends[np.maximum(before, 0)] > start)


def find_spans(
    sentences: pd.DataFrame, linked: pd.DataFrame, registry: Registry, tagger: Callable | None,
    words: pd.DataFrame | None,
) -> pd.DataFrame:  # fmt: skip
    """The names that the tagger or the rules find: KEYS, `sentence_id, start, end, type, how`."""
    needed = ["article_id", "sentence_id", "start", "end", "type"]
    if tagger is None:
        taken = {}
        for row, start, end in zip(linked["row"], linked["from"], linked["to"], strict=True):
            taken.setdefault(row, []).append((start, end))
        return find_names(sentences, list_given_names(registry), taken)[needed].assign(how="rule")
    spans = tagger(sentences, words=words)
    check_columns(spans, needed, verb="find_entities (its tagger)")
    return spans.loc[spans["type"].isin(TYPES), needed].assign(how="tagger").reset_index(drop=True)


def settle_overlaps(
    linked: pd.DataFrame, spans: pd.DataFrame, texts: np.ndarray
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Registry hits and other spans without overlaps: the registry stands, unless the other is longer and
    holds all of it. A span that only adds a title or an article to a hit adds nothing."""
    surfaces = [texts[row][a:b] for row, a, b in zip(spans["row"], spans["from"], spans["to"], strict=True)]
    spans = spans.assign(surface=pd.array(surfaces, dtype="str"))
    inside = {}
    for row, start, end, type_ in zip(linked["row"], linked["from"], linked["to"], linked["type"], strict=True):
        inside.setdefault(row, []).append((start, end, type_))
    keep, gone = [], set()
    for row, start, end, type_ in zip(spans["row"], spans["from"], spans["to"], spans["type"], strict=True):
        clash = [(a, b, t) for a, b, t in inside.get(row, []) if a < end and b > start]
        longer = all(start <= a and b <= end and (start, end) != (a, b) for a, b, _ in clash)
        # A person's or a group's name is not swallowed by a longer run of capitals of the same kind.
        longer &= not any(t == type_ or (t == "person" and type_ != "event") for _, _, t in clash)
        keep.append(longer)
        if longer:
            gone.update((row, a) for a, _, _ in clash)
    if gone:
        held = [(row, a) in gone for row, a in zip(linked["row"], linked["from"], strict=True)]
        linked = linked[~np.array(held)]
    return linked, spans[np.array(keep, dtype=bool)]


def remember_names(spans: pd.DataFrame) -> pd.DataFrame:
    """The spans with `entity`: the name itself, and for a single word the full name that ends in it, if the
    article has just one of the same type."""
    spans = spans.assign(entity=spans["surface"])
    person = spans["type"].eq("person")
    full = person & spans["surface"].str.contains(" ", regex=False)
    if not full.any():
        return spans
    last = spans["surface"].str.rpartition(" ")[2]
    names = spans[full].groupby([spans["article"], last])["surface"].agg(lambda found: sorted(set(found)))
    single = person & ~full
    for at in spans.index[single]:
        found = names.get((spans.at[at, "article"], spans.at[at, "surface"]), [])
        if len(found) == 1:
            spans.loc[at, ["entity", "how"]] = [found[0], "memory"]
    return spans


def make_mentions(
    linked: pd.DataFrame, spans: pd.DataFrame, sentences: pd.DataFrame, registry: Registry
) -> pd.DataFrame:
    """The table of mentions from registry hits and other names, without the article's own outlet."""
    known = registry.entities.set_index("entity")
    linked = linked.assign(entity=linked["entity"].mask(linked["entity"].eq(""), linked["surface"]))
    spans = spans.assign(term=spans["surface"])
    both = pd.concat([linked, spans], ignore_index=True)
    both = both.sort_values(["row", "from"], kind="stable", ignore_index=True)
    rows = both["row"].to_numpy(dtype=np.int64)
    mentions = sentences[[*KEYS, "sentence_id"]].iloc[rows].reset_index(drop=True)
    mentions["entity"] = both["entity"].astype("str")
    mentions["name"] = both["entity"].map(known["name"]).fillna(both["entity"]).astype("str")
    mentions["type"] = both["type"].astype("str")
    mentions["camp"] = both["entity"].map(known["camp"]).fillna("").astype("str")
    for column in ["term", "surface"]:
        mentions[column] = both[column].astype("str")
    for column in ["start", "end"]:
        mentions[column] = both[column].astype("int64")
    mentions["in_quote"] = find_quoted(sentences, rows, both["from"].to_numpy(), both["to"].to_numpy())
    mentions["how"] = both["how"].astype("str")
    bodies = mentions[mentions["type"].eq("organisation")]
    outlets = {outlet: make_slug(str(outlet)) for outlet in bodies["outlet"].unique()}
    own = bodies["outlet"].astype(object).map(outlets)
    itself = own.eq(bodies["entity"]) | own.eq([make_slug(surface) for surface in bodies["surface"]])
    return mentions.drop(bodies.index[itself & own.ne("")]).reset_index(drop=True)[MENTIONS]


def find_quoted(sentences: pd.DataFrame, rows: np.ndarray, starts: np.ndarray, ends: np.ndarray) -> np.ndarray:
    """Whether each span lies inside quotation marks."""
    if "quote_spans" not in sentences.columns:
        return np.zeros(len(rows), dtype=bool)
    spans = sentences["quote_spans"].to_numpy()
    quoted = np.zeros(len(rows), dtype=bool)
    for at in np.flatnonzero([bool(spans[row]) for row in rows]):
        parts = (part.split("-") for part in spans[rows[at]].split())
        quoted[at] = any(int(a) <= starts[at] and ends[at] <= int(b) for a, b in parts)
    return quoted

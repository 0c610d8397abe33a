"""Who is called what: the label word beside a name (*ISIS terrorists*, *the Assad regime*)."""

import re
from pathlib import Path

import pandas as pd

from analysis.ids import find_sentences
from analysis.matching.engine import find_terms
from analysis.registry.files import FOLDER, raise_if_any, read_table
from analysis.schema import COLUMNS, KEYS, check_columns

LABELS = [
    *KEYS, "sentence_id", "label", "family", "entity", "name", "form", "surface", "start", "end", "in_quote",
]  # fmt: skip
ADJECTIVES = ["military", "opposition"]  # labels that are as often the adjective of another noun
CALLED = ["person", "organisation", "place", "group", "unit"]
BODY = (
    r"(?:groups?|organi[sz]ations?|movements?|networks?|factions?|outfits?|army|militias?|alliance|coalition)"
)
# Between a label and the name after it.
JOINS = re.compile(
    rf"""^(?:\ {BODY})?(?:
        \ (?:of|from|belonging\ to|loyal\ to|affiliated\ (?:to|with)|linked\ to|allied\ (?:to|with)|known\ as
            |called|fighting\ for)(?:\ the)?(?:\ so-called)?
        |,\ (?:including|such\ as|among\ them)(?:\ the)?
    )?\ ["“'(]?$""",
    re.VERBOSE,
)
BARE = re.compile(rf'^ (?:{BODY} )?["“\'(]?$')
HELD = re.compile(
    r"^-(?:held|controlled|run|occupied|infested|besieged|dominated) (?:[a-z-]+ ){0,2}(?:of |in )?(?:the )?$"
)
# Between a name and the label after it.
SAID_TO_BE = re.compile(
    r"""^(?:,|\ \(|\ (?:is|are|was|were|remains?)|\ as)\ (?:an?\ |the\ |its\ )?
    (?:(?!whose|who|which|not)[a-z-]+\ ){0,2}["“']?$""",
    re.VERBOSE,
)
NAME_GOES_ON = re.compile(r"^(?:['’]?s)? [A-Z]")
AND = re.compile(r"^(?:,|,? and|,? or|,? as well as) (?:the )?$")
QUOTE = re.compile(r"[\"“']$")
NO_ADJECTIVE = re.compile(
    r"""\b(?:of|in|on|at|by|for|with|from|to|and|or|but|that|which|who|was|were|is|are|be|been|has|had|have|said|as
    |against|into|near|after|before|over|while|when|than|not|the|a|an|its|his|their|some|many|among|via|if|will
    |would|could|may|can|did|do|told|kill|hit|fight|attack|against|most|all|both|other|no|more
    |\w+(?:ing|ly)|(?!armed\b|allied\b|foreign\b)\w+ed|\w*(?<!ou)(?<!es)(?<!s)s(?<!ous)(?<!less))\b""",
    re.VERBOSE,
)
# After a label in the singular that stands for its bearer and not for the next noun (*terrorist attack*).
ENDS = re.compile(
    rf"""^(?:$|[^\w\s-]|\ {BODY}\b|\ (?:who|which|that|in|on|at|and|or|was|is|were|are|from|of|to|said|says
    |with|by|for|had|has|have|after|near|as|but|when|while|during|against|will|would|also|since|until|over
    |fighters?|forces|troops|militants?|terrorists?|leadership|authorities|army|elements?)\b)""",
    re.VERBOSE,
)
FORCED = re.compile(r"^ (?:[A-Z]|the |its |it |them |him |us |a )")


def read_labels(path: str | Path | None = None) -> pd.DataFrame:
    """The label words as a list of terms: `term, category` (the family), `label`, `weight`.

    `path` names your own CSV with `label, family, forms` (forms separated by `|`), in place of the shipped
    one.

    >>> read_labels().query("term == 'terrorist'")[["label", "category"]].values.tolist()
    [['terrorists', 'condemning']]
    """
    path = FOLDER / "labels.csv" if path is None else Path(path)
    table = read_table(path, ["label", "family", "forms"])
    raise_if_any(path, "no label or no family", table.index[table["label"].eq("") | table["family"].eq("")])
    forms = table["forms"].where(table["forms"].ne(""), table["label"])
    table = table.assign(term=forms.str.split("|")).explode("term", ignore_index=True)
    raise_if_any(path, "a form that was there before", table.index[table["term"].duplicated()])
    table = table.assign(category=table["family"], weight=1.0)
    return table[["term", "category", "label", "weight"]]


def find_labels(
    sentences: pd.DataFrame,
    mentions: pd.DataFrame,
    *,
    labels: pd.DataFrame | None = None,
) -> pd.DataFrame:
    """A row a label beside a name: KEYS, `sentence_id, label, family, entity, name, form, surface, start,
    end, in_quote`; the places span label and name.

    `form` says how they stand: `after` (*ISIS terrorists*, *the Assad regime*; *Russian and Syrian forces*
    gives two rows), `before` (*the terrorist group ISIS*, *fighters from the SDF*), `name` (the label is the
    last word of the name: *Syrian army*, not *Free Syrian Army*), `said` (*ISIS, a terrorist group* or *is
    a ...*), `held` (*rebel-held Aleppo*: the entity is the place). Families are our coding (`read_labels`):
    condemning, condemning_state, neutral, opposition, approving, regular, state. Not found: labels further
    off, in another sentence, of those who are only backed by a name (*Russian-backed separatists*,
    *pro-Russian rebels*). A word before another noun (*terrorist attack*, *military intelligence*) is no
    label.
    Raises ValueError for tables without the columns of sentences and mentions.

    >>> from analysis.text.sentences import split_sentences
    >>> from analysis.entities.mentions import find_entities
    >>> articles = pd.DataFrame({"article_id": ["a"], "outlet": ["x"], "date": [pd.NaT], "title": [""],
    ...                          "text": ["Nusra Front terrorists fled. The Syrian army stayed."]})
    >>> sentences = split_sentences(articles)
    >>> find_labels(sentences, find_entities(sentences))[["label", "entity", "form"]].values.tolist()
    [['terrorists', 'nusra-front', 'after'], ['army', 'syrian-armed-forces', 'name']]
    """
    check_columns(sentences, "sentences", verb="find_labels")
    check_columns(mentions, COLUMNS["mentions"], verb="find_labels")
    labels = read_labels() if labels is None else labels
    hits = find_terms(sentences, labels)
    hits["label"] = hits["term"].map(labels.set_index("term")["label"])
    called = mentions[mentions["type"].isin(CALLED) & mentions["how"].ne("office")]
    hits = hits[find_sentences(called, hits) >= 0]
    called = called[find_sentences(hits, called) >= 0]
    named: dict[tuple, list[dict]] = {}
    columns = ["article_id", "sentence_id", "entity", "name", "type", "how", "start", "end"]
    for mention in called[columns].astype(object).to_dict("records"):
        named.setdefault((mention["article_id"], mention["sentence_id"]), []).append(mention)
    places = sentences[["text", "start"]].iloc[find_sentences(sentences, hits)]
    rows = []
    texts, begins = places["text"].tolist(), places["start"].tolist()
    for hit, text, begin in zip(hits.astype(object).to_dict("records"), texts, begins, strict=True):
        others = named[hit["article_id"], hit["sentence_id"]]
        for mention, form in bind_label(hit, others, text, begin):
            start, end = min(hit["start"], mention["start"]), max(hit["end"], mention["end"])
            rows.append(hit | {
                "family": hit["category"], "entity": mention["entity"], "name": mention["name"], "form": form,
                "surface": text[start - begin : end - begin], "start": start, "end": end,
            })  # fmt: skip
    found = pd.DataFrame(rows, columns=LABELS)
    found = found.astype({"in_quote": bool, "start": "int64", "end": "int64", "sentence_id": "int64"})
    for key in KEYS:
        found[key] = found[key].astype(sentences[key].dtype)
    return found


def bind_label(hit: dict, mentions: list[dict], text: str, begin: int) -> list[tuple[dict, str]]:
    """The names that one label is put to, each with the form."""
    start, end = hit["start"] - begin, hit["end"] - begin
    after = text[end:]
    singular = hit["label"] in ADJECTIVES or (
        hit["term"] != hit["label"] and not hit["term"].endswith(("s", "men"))
    )
    for mention in mentions:
        a, b = mention["start"] - begin, mention["end"] - begin
        if a <= start and end <= b:
            # Capitals inside a name are the name's own: Free Syrian Army.
            own = end == b and start > a and text[start].islower()
            own |= start == a and text[end:b].startswith(" of ")
            return [(mention, "name")] if own else []
    before = [mention for mention in mentions if mention["end"] - begin <= start]
    behind = [mention for mention in mentions if mention["start"] - begin >= end]
    if behind:
        mention = behind[0]
        gap = text[end : mention["start"] - begin]
        if HELD.match(gap):
            return [(mention, "held")] if mention["type"] == "place" else []
        nothing = BARE.match(gap) is not None
        if JOINS.match(gap) and (not nothing or stands_before(hit, mention, gap, singular)):
            taken = before and is_called(before[-1], text, start, after, hit, begin)
            longer = NAME_GOES_ON.match(text[mention["end"] - begin :])
            if mention["how"] != "demonym" and not longer and not taken:
                return [(mention, "before")]
    if before and not after.startswith("-"):
        last = before[-1]
        if is_called(last, text, start, after, hit, begin) and not (singular and not ENDS.match(after)):
            return [(mention, "after") for mention in share_label(before, text, begin)]
        if SAID_TO_BE.match(text[last["end"] - begin : start]) and ENDS.match(after):
            return [(last, "said")]
    return []


def stands_before(hit: dict, mention: dict, gap: str, singular: bool) -> bool:
    """Whether a label with nothing between is the name's (*terrorist group ISIS*, not *rebels Syria*)."""
    return mention["type"] in ("group", "organisation", "person") and (singular or len(gap) > 2)


def is_called(mention: dict, text: str, start: int, after: str, hit: dict, begin: int) -> bool:
    """Whether the label that begins at `start` follows the name as its noun."""
    left, gap = text[: mention["start"] - begin], text[mention["end"] - begin : start]
    if left.lower().endswith(("pro-", "anti-", "ex-")):
        return False
    owner = re.match(r"['’]s? ", gap)
    middle = gap[owner.end() :] if owner else gap[1:]
    if not owner and not gap.startswith(" "):
        return False
    middle = QUOTE.sub("", middle)
    adjectives = middle.split()
    room = 2 if mention["how"] == "demonym" or owner else 0 if mention["type"] == "place" else 1
    if len(adjectives) > room or re.search(r"[^a-z\s-]", middle) or NO_ADJECTIVE.search(middle):
        return False
    verb = hit["term"] == "forces" and not owner and mention["how"] != "demonym"
    return not (verb and FORCED.match(after))


def share_label(before: list[dict], text: str, begin: int) -> list[dict]:
    """The name before a label and those joined to it by *and*, in the order of the text."""
    sharing = [before[-1]]
    for mention in reversed(before[:-1]):
        gap = text[mention["end"] - begin : sharing[0]["start"] - begin]
        if AND.match(gap) is None or (mention["how"] == "demonym") != (sharing[0]["how"] == "demonym"):
            break
        if mention["type"] == "place" and mention["how"] != "demonym":
            break
        sharing.insert(0, mention)
    return sharing

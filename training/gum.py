"""Names from GUM, whose marks are mentions of entities (*the new mayor of Kyiv*), not names."""

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from training.gum_names import (
    TITLES,
    Mention,
    Row,
    Thing,
    find_head,
    find_others,
    find_person_span,
    find_thing_span,
    is_glued,
)

GUM = {
    "person": "PER",
    "organization": "ORG",
    "place": "LOC",
    "event": "MISC",
    "object": "MISC",
    "abstract": "MISC",
}
# These words, alone and without a link, are common nouns with a capital.
COMMON_WORDS = """\
charter government hall treaty parties party cyclone state states church agreement commission committee
council university department internet congress parliament court board chair madam act constitution senate
house city county union river island convention conference section figure table image chapter god earth
world moon sun
"""
COMMON = frozenset(COMMON_WORDS.split())
Token = tuple[str, str, bool]  # word, tag (BIO with PER, ORG, LOC, MISC), whether a space follows


class OpenMention(NamedTuple):
    """A mention whose end was not read yet, with the sentence and the word where it starts."""

    key: str
    kind: str
    link: str
    sentence: int
    start: int


def read_gum(path: Path) -> Iterator[list[list[Token]]]:
    """The sentences of a GUM document, their words tagged with names.

    An entity mention holds a name where its head is a proper noun; the name is cut out of the mention. Of a
    person the words flat to the head remain, without title. Of other mentions the proper nouns around the
    head remain; if the mention is linked, also what ties them (`of`, `for the`, `and`, hyphens). Names inside
    a longer name are not marked.
    """
    sentences = read_rows(path)
    mentions = find_mentions(sentences)
    document = [name_gum(rows, spans) for rows, spans in zip(sentences, mentions, strict=True)]
    yield carry_names(document, [mark_proper(rows) for rows in sentences])


def read_rows(path: Path) -> list[list[Row]]:
    """The word rows of each sentence of a CoNLL-U file; comments and multi-word tokens are left out."""
    sentences: list[list[Row]] = []
    rows: list[Row] = []
    for line in [*path.read_text(encoding="utf-8").splitlines(), ""]:
        if line.startswith("#"):
            continue
        if line.strip():
            parts = line.split("\t")
            if re.fullmatch(r"\d+", parts[0]):
                rows.append(parts)
        elif rows:
            sentences.append(rows)
            rows = []
    return sentences


def find_brackets(sentences: list[list[Row]]) -> Iterator[tuple[int, int, str]]:
    """Sentence, word and text of each bracket that opens a mention, closes one, or does both."""
    for number, rows in enumerate(sentences):
        for i, row in enumerate(rows):
            found = re.search(r"(?:^|\|)Entity=([^|]*)", row[9])
            for bracket in re.findall(r"\([^()]*\)?|\d+\)", found.group(1)) if found else []:
                yield number, i, bracket


def find_mentions(sentences: list[list[Row]]) -> list[list[Mention]]:
    """The entity mentions of each sentence; one that crosses the end of its sentence is left out."""
    mentions: list[list[Mention]] = [[] for _ in sentences]
    open_mentions: list[OpenMention] = []
    for number, i, bracket in find_brackets(sentences):
        fields = bracket.strip("()").split("-", 6)
        if bracket.startswith("("):
            link = fields[6].partition("-")[2] if len(fields) > 6 else ""
            kind = fields[1] if len(fields) > 1 else ""
            open_mentions.append(OpenMention(fields[0], kind, link, number, i))
        if not bracket.endswith(")"):
            continue
        same_key = [j for j, mention in enumerate(open_mentions) if mention.key == fields[0]]
        if not same_key:
            continue
        closed = open_mentions.pop(same_key[-1])
        if closed.sentence == number:
            mentions[number].append((closed.start, i + 1, closed.kind, bool(closed.link)))
    return mentions


def mark_proper(rows: list[Row]) -> list[bool]:
    """Whether each word is a proper noun."""
    return [row[4] in ("NNP", "NNPS") for row in rows]


def name_gum(rows: list[Row], mentions: list[Mention]) -> list[Token]:
    """The words of a sentence with tags for the names in its mentions; the longest mention comes first."""
    tags = ["O"] * len(rows)
    for mention in sorted(mentions, key=lambda mention: mention[0] - mention[1]):
        name = find_name(rows, mention, mentions)
        if name is None:
            continue
        first, last, label = name
        if all(tag == "O" for tag in tags[first : last + 1]):
            tags[first : last + 1] = [f"B-{label}"] + [f"I-{label}"] * (last - first)
    return [(row[1], tag, not is_glued(rows, i)) for i, (row, tag) in enumerate(zip(rows, tags, strict=True))]


def find_name(rows: list[Row], mention: Mention, mentions: list[Mention]) -> tuple[int, int, str] | None:
    """First word, last word and label of the name in a mention; None where it holds no name."""
    start, end, kind, is_linked = mention
    is_proper = mark_proper(rows)
    head = find_head(rows, is_proper, mention)
    if kind not in GUM or head is None:
        return None
    if kind == "person":
        first, last = find_person_span(rows, is_proper, head, start, end)
    else:
        others = find_others(rows, mention, mentions, head)
        first, last = find_thing_span(Thing(rows, is_proper, head, start, end, kind, is_linked, others))
    is_common = first == last and not is_linked and rows[first][1].lower() in COMMON
    has_capital = any(any(map(str.isupper, row[1])) for row in rows[first : last + 1])
    if is_common or not has_capital or rows[last][1].lower().strip(".") in TITLES:
        return None
    return first, last, "MISC" if kind == "person" and rows[head][4] == "NNPS" else GUM[kind]


def carry_names(document: list[list[Token]], is_proper: list[list[bool]]) -> list[list[Token]]:
    """Mark a run of proper nouns as the name that the same document marks elsewhere, if any.

    GUM marks no name that only modifies another noun (*the NATO alliance*, *the Bush administration*).
    """
    kinds_of_name = count_kinds(document)
    carried = []
    for tokens, flags in zip(document, is_proper, strict=True):
        tags = [tag for _, tag, _ in tokens]
        free = ["B-X" if flag and tag == "O" else "O" for flag, tag in zip(flags, tags, strict=True)]
        free = ["I-X" if i and tag != "O" and free[i - 1] != "O" else tag for i, tag in enumerate(free)]
        for first, last, _ in find_runs(free):
            kinds = kinds_of_name.get(tuple(word for word, _, _ in tokens[first : last + 1]))
            if kinds:
                kind = kinds.most_common(1)[0][0]
                tags[first : last + 1] = [f"B-{kind}"] + [f"I-{kind}"] * (last - first)
        carried.append([(word, tag, space) for (word, _, space), tag in zip(tokens, tags, strict=True)])
    return carried


def count_kinds(document: list[list[Token]]) -> dict[tuple[str, ...], Counter[str]]:
    """How often a document marks each name as person, organisation or place; common nouns left out."""
    kinds_of_name: dict[tuple[str, ...], Counter[str]] = {}
    for tokens in document:
        for first, last, kind in find_runs([tag for _, tag, _ in tokens]):
            words = tuple(word for word, _, _ in tokens[first : last + 1])
            if kind != "MISC" and (len(words) > 1 or words[0].lower() not in COMMON | TITLES):
                kinds_of_name.setdefault(words, Counter())[kind] += 1
    return kinds_of_name


def find_runs(tags: list[str]) -> Iterator[tuple[int, int, str]]:
    """First word, last word and kind of every name.

    >>> list(find_runs(["B-LOC", "I-LOC", "O", "B-PER"]))
    [(0, 1, 'LOC'), (3, 3, 'PER')]
    """
    for first, tag in enumerate(tags):
        if tag.startswith("B-"):
            last = first
            while last + 1 < len(tags) and tags[last + 1].startswith("I-"):
                last += 1
            yield first, last, tag[2:]

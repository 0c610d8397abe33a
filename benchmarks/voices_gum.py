"""GUM's attribution relations: source and content of what is attributed within a sentence.

GUM (CC BY 4.0) cuts its texts into units of discourse and gives the relations between them. A unit that says
who said or thought something (*Orlov said*) has the relation `attribution-positive` or `attribution-negative`
to the unit that it attributes. The signals of the relation give the words of the source (`sem-atsrc`).
"""

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pandas as pd

from analysis.attributions.finder import find_attributions
from analysis.attributions.tokens import parse_spans
from analysis.entities.mentions import find_entities
from analysis.text.sentences import split_sentences

WORD = re.compile(r"\w+(?:[’'\-]\w+)*")
RELATION = re.compile(r"Discourse=([\w-]+):(\d+)(?:->(\d+))?(?::\d+:([^|]*))?")


class Unit(NamedTuple):
    """A unit of discourse: its places in the text, the sentence, and its relation to another unit."""

    span: tuple[int, int]
    sentence: int
    relation: str
    target: int
    source: set[int]  # places of the words that name the source


class Document(NamedTuple):
    """A document of GUM: its text and its units by number."""

    name: str
    text: str
    units: dict[int, Unit]


def read_document(path: Path) -> Document:
    """The text of a file of CoNLL-U, and its units of discourse."""
    text, sentence, open_unit = "", -1, 0
    starts: list[int] = []
    bounds: dict[int, list[int]] = {}
    marks: dict[int, tuple[int, str, int, str]] = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        cells = line.split("\t")
        if line.startswith("# newpar"):
            text = text.rstrip() + "\n\n"
        elif line.startswith("# text = "):
            text, sentence = text + (" " if text and not text[-1].isspace() else ""), sentence + 1
        elif len(cells) == 10 and cells[0].isdigit():
            found = RELATION.search(cells[9])
            if found:
                open_unit = int(found[2])
                marks[open_unit] = (sentence, found[1], int(found[3] or 0), found[4] or "")
                bounds[open_unit] = [len(text), len(text)]
            starts.append(len(text))
            text += cells[1]
            bounds.setdefault(open_unit, [len(text), len(text)])[1] = len(text)
            text += "" if "SpaceAfter=No" in cells[9] else " "
    units = {
        number: Unit(
            (bounds[number][0], bounds[number][1]), place, relation, target, list_sources(signals, starts)
        )
        for number, (place, relation, target, signals) in marks.items()
    }
    return Document(path.stem, text, units)


def list_sources(signals: str, starts: list[int]) -> set[int]:
    """The places of the words that the signals of a relation give for the source: `sem-atsrc-12-13,15`."""
    places = set()
    for listed in re.findall(r"sem-atsrc-([\d,-]+)", signals):
        for part in listed.split(","):
            bounds = [int(number) for number in part.split("-") if number]
            places.update(starts[number - 1] for number in range(bounds[0], bounds[-1] + 1))
    return places


def list_relations(document: Document) -> Iterator[tuple[Unit, list[tuple[int, int]]]]:
    """The unit of each attribution, and the content: the unit attributed and what depends on it there.

    Content and attribution stand in one sentence, and the source has marked words.
    """
    below: dict[int, list[int]] = {}
    for number, unit in document.units.items():
        below.setdefault(unit.target, []).append(number)
    for number, unit in document.units.items():
        is_attribution = unit.relation.startswith("attribution") and unit.target in document.units
        if not (is_attribution and unit.source) or document.units[unit.target].sentence != unit.sentence:
            continue
        content, waiting = [], [unit.target]
        while waiting:
            here = waiting.pop()
            if here != number and document.units[here].sentence == unit.sentence:
                content.append(document.units[here].span)
                waiting += below.get(here, [])
        yield unit, sorted(content)


def list_words(text: str, spans: list[tuple[int, int]]) -> set[int]:
    """The places of the words of some spans."""
    return {start + match.start() for start, end in spans for match in WORD.finditer(text[start:end])}


def score_document(document: Document, found: pd.DataFrame, cues: dict[str, str]) -> Counter:
    """Counts of a document: relations, and those whose content and source are right."""
    counts: Counter = Counter()
    spans = [parse_spans(content) for content in found["content"]]
    contents = [list_words(document.text, content) for content in spans]
    heads = [
        start + source.rfind(head)
        for start, source, head in zip(
            found["source_start"], found["source"], found["source_head"], strict=True
        )
    ]
    for unit, content in list_relations(document):
        words = list_words(document.text, content)
        said = re.findall(r"[a-z]+", document.text[unit.span[0] : unit.span[1]].lower())
        kinds = ["all", "speech"] if any(word in cues for word in said) else ["all"]
        shares = [len(words & other) / max(len(words | other), 1) for other in contents]
        right = [heads[n] in unit.source for n in range(len(heads))]
        best = max(range(len(shares)), key=lambda n: (shares[n], right[n]), default=None)
        for kind in kinds:
            counts["marked", kind] += 1
            if best is not None and shares[best] >= 0.5:
                counts["content", kind] += 1
                counts["both", kind] += right[best]
    return counts


def score_gum(folder: Path, cues: dict[str, str]) -> dict[str, Counter]:
    """Counts by genre, and of all genres together."""
    documents = [read_document(path) for path in sorted(folder.glob("*.conllu"))]
    texts = [document.text for document in documents]
    names = [document.name for document in documents]
    articles = pd.DataFrame({"article_id": names, "outlet": "", "date": pd.NaT, "title": "", "text": texts})
    sentences = split_sentences(articles)
    found = find_attributions(sentences, find_entities(sentences))
    by_document = dict(list(found.groupby("article_id", sort=False)))
    counts: dict[str, Counter] = {"all genres": Counter()}
    for document in documents:
        genre = document.name.split("_")[1]
        here = score_document(document, by_document.get(document.name, found.iloc[:0]), cues)
        counts.setdefault(genre, Counter()).update(here)
        counts["all genres"].update(here)
    return counts


def write_gum(counts: dict[str, Counter]) -> str:
    """The section of the page: one row per genre."""
    lines = [
        "| genre | relations | content right | content and source right | with a speech cue | content right "
        "| content and source right |",
        "| --- | --- | --- | --- | --- | --- | --- |",
    ]
    for genre, count in sorted(counts.items(), key=lambda item: item[0] != "all genres"):
        cells = [genre]
        for kind in ("all", "speech"):
            marked = count["marked", kind]
            cells.append(f"{marked:,}")
            cells += [f"{100 * count[what, kind] / max(marked, 1):.1f}" for what in ("content", "both")]
        lines.append(f"| {' | '.join(cells)} |")
    return "\n".join(lines) + "\n"

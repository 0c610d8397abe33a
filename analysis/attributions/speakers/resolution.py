"""Whom the source of an attribution means: names, surnames, offices, *the ministry*, pronouns.

An attribution is resolved after those before it in its article: the speaker of the sentence before is the
first whom a pronoun can mean. Where two fit, it stays open.
"""

import re
from collections.abc import Sequence
from functools import cached_property
from typing import NamedTuple

from analysis.attributions.continuations import Sentences
from analysis.attributions.speakers.article import Article, is_inside
from analysis.attributions.speakers.genders import PRONOUN_GENDER, Genders
from analysis.attributions.speakers.references import find_reference, list_offices_held, read_reference
from analysis.attributions.speakers.sides import find_camp
from analysis.attributions.speakers.sources import (
    BODILY,
    PERSONAL,
    Mention,
    Source,
    list_source_words,
    name_kind,
)
from analysis.attributions.speakers.subjects import find_subject, is_subject
from analysis.attributions.tokens import Span
from analysis.attributions.word_classes import DAYS, PRONOUNS, SUBJECT_RELATIVES
from analysis.caching import cache_by_files
from analysis.registry.official_sides import OfficialSides, read_official_sides
from analysis.registry.registry import list_files, list_registries, read_registry

NAMED_KINDS = frozenset(["person", "organisation", "office", "media"])
BODY_KINDS = frozenset(["organisation", "media", "document"])
LATER = 3  # sentences after which a speaker is no longer at hand for a pronoun


# Who is asked is the speaker before, and nobody whom the question names.
ASKED = re.compile(r"[“\"']?(?:When |If |While )?(?:[Aa]sked|[Pp]ressed|[Qq]uestioned)\b")


class Speaker(NamedTuple):
    """A speaker: what the table of attributions says of them; each empty where it is not known."""

    entity: str = ""
    name: str = ""
    gender: str = ""
    camp: str = ""
    kind: str = ""


@cache_by_files(lambda: list_files(*list_registries()), size=1)
def list_registered() -> dict[str, Speaker]:
    """The persons and organisations of the shipped registries by each of their names, in small letters.

    >>> list_registered()["volodymyr zelenskyi"].entity
    'volodymyr-zelensky'
    """
    registry = read_registry()
    entities = registry.entities.set_index("entity")
    entities = entities[entities["type"].isin(["person", "organisation"])]
    terms = registry.terms[registry.terms["role"].eq("name") & registry.terms["entity"].isin(entities.index)]
    terms = terms[~terms["term"].str.lower().duplicated(keep=False)]
    facts = entities.loc[terms["entity"], ["name", "gender", "camp", "type"]]
    rows = zip(
        terms["term"].str.lower().tolist(), terms["entity"].tolist(), facts.to_numpy().tolist(), strict=True
    )
    return {term: Speaker(entity, *columns) for term, entity, columns in rows}


class Heard(NamedTuple):
    """A speaker whom the article has quoted: the row and the place of the source, and what its head is."""

    row: int
    place: int
    speaker: Speaker
    is_plural: bool
    is_name: bool


class Resolver:
    """Resolves the sources of a corpus, article by article, in the order of the text."""

    def __init__(self, table: Sentences, mentions: Sequence[Sequence[Mention]]) -> None:
        self.table, self.mentions = table, mentions
        self.genders, self.offices, self.source_words = Genders(), list_offices_held(), list_source_words()
        self.article: Article | None = None
        self.heard: list[Heard] = []

    @cached_property
    def registered(self) -> dict[str, Speaker]:
        """The registry's persons and organisations by name (`list_registered`); read once for a table."""
        return list_registered()

    @cached_property
    def sides(self) -> OfficialSides:
        """The finder of the sides of officials; read once for a table."""
        return read_official_sides()

    def resolve(self, source: Source, row: int, contents: list[Span]) -> Speaker:
        """The speaker that a source means; `contents` are the places of what is attributed."""
        article = self.open_article(row)
        word = source.head.lower()
        is_quoted = article.is_quoted(row, source.head_start)
        if word in PERSONAL:
            speaker = Speaker() if is_quoted else self.find_person(source, row, contents, article)
            speaker = speaker._replace(gender=PRONOUN_GENDER[word])
            if speaker.entity:
                article.genders[speaker.entity] = speaker.gender
        elif word in BODILY:
            speaker = Speaker() if is_quoted else self.find_body(word, source, row, article)
        else:
            speaker = self.find_named(source, row, article)
            camp = speaker.camp or find_camp(source, row, article, self.sides)
            if camp != speaker.camp:
                speaker = speaker._replace(camp=camp)
        if not is_quoted:
            is_plural = word == "they" or (word.endswith("s") and not speaker.entity)
            is_name = source.head[:1].isupper() and word not in DAYS and word not in PRONOUNS
            self.heard.append(Heard(row, source.head_start, speaker, is_plural, is_name))
        return speaker

    def open_article(self, row: int) -> Article:
        """The article of a row; what was heard in another one is forgotten."""
        if self.article is None or not self.article.first <= row < self.article.end:
            ids, first, end = self.table.article_id, row, row + 1
            while first and ids[first - 1] == ids[row]:
                first -= 1
            while end < len(ids) and ids[end] == ids[row]:
                end += 1
            self.article, self.heard = Article(first, end, self.table, self.mentions, self.genders), []
        return self.article

    def find_named(self, source: Source, row: int, article: Article) -> Speaker:
        """The speaker whom a name or a noun means."""
        place = source.head_start
        if source.head.lower() in SUBJECT_RELATIVES:
            # The relative pronoun stands for the name before it.
            gap = self.table.text[row][: place - self.table.start[row]]
            place = self.table.start[row] + max(len(gap.rstrip(" ,")) - 1, 0)
        mention = article.find_at(row, place)
        if mention is not None and place != source.head_start and article.is_one_of_several(mention, row):
            return Speaker()
        kind = name_kind(source, mention, self.source_words)
        if mention is None:
            mention = self.find_mention(source, row, article)
            kind = name_kind(source, mention, self.source_words) if mention and not kind else kind
            kind = "person" if mention and mention.type == "person" and kind != "office" else kind
        if mention is None or kind not in NAMED_KINDS:
            return Speaker(gender=self.genders.find_of_word(source.head), kind=kind)
        return describe_mention(mention, row, kind, article)

    def find_mention(self, source: Source, row: int, article: Article) -> Mention | None:
        """The mention to which a surname or a noun with *the* refers back; None where it is open."""
        if source.head[:1].isupper() and not source.text.lower().startswith("the "):
            return article.find_by_surname(source.head)
        apposed = article.find_opening(row, source) or article.find_apposed(row, source)
        kinds = self.source_words
        words = "" if apposed else read_reference(source, kinds)
        if not words:
            return apposed
        is_body = kinds[source.head.lower()] in BODY_KINDS
        spoken = (heard for heard in reversed(self.heard) if (heard.speaker.kind in BODY_KINDS) == is_body)
        last = next(spoken, None)
        last_speaker = last.speaker.entity if last and self.count_between(last.row, row) < LATER else ""
        return find_reference(
            words, source, row, article, kinds=kinds, offices=self.offices, last_speaker=last_speaker
        )

    def find_person(self, source: Source, row: int, contents: list[Span], article: Article) -> Speaker:
        """The person whom *he* or *she* means, outside quotation marks."""
        gender = PRONOUN_GENDER[source.head.lower()]
        last = self.find_last(row, source.head_start)
        if last and last.row == row and last.speaker.entity and fits_speaker(last, gender):
            return last.speaker
        if last and last.row == row and last.speaker.gender == gender and is_unknown(last):
            return Speaker()
        before = [
            person
            for person in article.list_persons(row)
            if person.end <= source.span[0] and not is_inside(person, contents)
        ]
        if ASKED.match(self.table.text[row]):
            before = []
        subjects = self.list_fitting(
            [person for person in before if is_subject(person, row, article)], row, gender
        )
        if subjects:
            return describe_only(subjects, article)
        gap = self.count_between(last.row, row) if last else LATER
        if not article.has_marks and contents and contents[0][0] < source.span[0]:
            # The sentences before may be quoted, too: whom they name is no speaker.
            fits = last is not None and gap <= LATER and fits_speaker(last, gender)
            return last.speaker if last and fits else Speaker()
        if last and gap <= 1:
            fitting = self.list_of_subject(row - 1, gender, article) if gap else []
            if fitting and fitting[0][0].entity != last.speaker.entity:
                return describe_only(fitting, article)
            if fits_speaker(last, gender) and (gap == 0 or last.speaker.entity):
                return last.speaker
            if gap == 0 and is_unknown(last):
                return Speaker()
        return self.find_person_before(before, row, gender, article)

    def find_person_before(self, before: list[Mention], row: int, gender: str, article: Article) -> Speaker:
        """The subject of the sentence before, else the one person whom the paragraph names."""
        if fitting := self.list_of_subject(row - 1, gender, article):
            return describe_only(fitting, article)
        candidates = self.list_fitting(before, row, gender)
        for place in self.list_rows_before(row, article):
            candidates += self.list_fitting(article.list_persons(place), place, gender)
        spoken = (heard for heard in reversed(self.heard) if fits_speaker(heard, gender) or is_unknown(heard))
        last = next(spoken, None)
        gap = self.count_between(last.row, row) if last else LATER + 1
        if candidates:
            only = describe_only(candidates, article)
            return Speaker() if last and gap <= 1 and last.speaker.entity != only.entity else only
        return last.speaker if last and last.speaker.entity and gap <= LATER else Speaker()

    def find_body(self, word: str, source: Source, row: int, article: Article) -> Speaker:
        """The organisation or group that *they* or *it* means."""
        last = self.find_last(row, source.head_start)
        gap = self.count_between(last.row, row) if last else LATER
        if last and gap == 0:
            is_many = last.is_plural and word in ("they", "their")
            if last.speaker.kind in BODY_KINDS or is_many:
                return last.speaker if last.speaker.kind in BODY_KINDS else Speaker(kind=last.speaker.kind)
        subject = find_subject(row - 1, article, bodies=True) if row > article.first else None
        if subject is None or (word in ("it", "its") and subject.type == "group"):
            return Speaker()
        return describe_mention(subject, row - 1, "organisation", article)

    def list_fitting(self, persons: list[Mention], row: int, gender: str) -> list[tuple[Mention, int]]:
        """The persons whose gender is that of the pronoun, or not known; each with its row."""
        article = self.open_article(row)
        return [(person, row) for person in persons if article.find_gender(person, row) in ("", gender)]

    def list_of_subject(self, row: int, gender: str, article: Article) -> list[tuple[Mention, int]]:
        """The persons of a sentence who fit, if its subject is one of them; its subject first."""
        subject = find_subject(row, article)
        if subject is None or not self.list_fitting([subject], row, gender):
            return []
        others = [person for person in article.list_persons(row) if person != subject]
        return self.list_fitting([subject, *others], row, gender)

    def list_rows_before(self, row: int, article: Article) -> list[int]:
        """The sentence before, and the sentences of the paragraph so far."""
        rows, place = [], row - 1
        while place >= article.first:
            if place < row - 1 and self.table.paragraph[place] != self.table.paragraph[row]:
                break
            rows.append(place)
            place -= 1
        return rows

    def describe(self, mention: Mention, row: int, kind: str) -> Speaker:
        """A mention of the article of a row as a speaker."""
        return describe_mention(mention, row, kind, self.open_article(row))

    def find_last(self, row: int, place: int) -> Heard | None:
        """The last speaker whom the article has before a place."""
        return next(
            (heard for heard in reversed(self.heard) if (heard.row, heard.place) < (row, place)), None
        )

    def count_between(self, earlier: int, row: int) -> int:
        """How many sentences between two rows are not wholly quoted."""
        return sum(quoted < 0.9 for quoted in self.table.in_quote[earlier + 1 : row])


def fits_speaker(heard: Heard, gender: str) -> bool:
    """Whether a speaker can be meant by *he* or *she*: one person, of this gender or of one not known."""
    is_one = heard.speaker.kind not in (*BODY_KINDS, "") and not heard.is_plural
    return is_one and heard.speaker.gender in ("", gender)


def is_unknown(heard: Heard) -> bool:
    """Whether a speaker is one person of whom the name is not known: *he*, *a resident*, *the actress*."""
    is_one = heard.speaker.gender != "" or heard.speaker.kind in ("office", "official", "witness")
    is_one |= heard.is_name and not heard.speaker.kind
    return not heard.speaker.entity and not heard.is_plural and is_one


def describe_only(found: list[tuple[Mention, int]], article: Article) -> Speaker:
    """The one person among mentions; open where they are two."""
    mention, row = found[0]
    if len({person.entity for person, _ in found}) > 1:
        return Speaker()
    return describe_mention(mention, row, "person", article)


def describe_mention(mention: Mention, row: int, kind: str, article: Article) -> Speaker:
    """A mention as a speaker."""
    gender = article.find_gender(mention, row)
    return Speaker(mention.entity, mention.name, gender, mention.camp, kind)

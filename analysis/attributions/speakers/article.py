"""The mentions of one article by sentence, as the rules for speakers ask for them."""

import re
from collections.abc import Container, Iterator, Sequence
from functools import cached_property, lru_cache

from analysis.attributions.continuations import Sentences
from analysis.attributions.speakers.genders import Genders
from analysis.attributions.speakers.sources import Mention, Source
from analysis.attributions.tokens import Span, parse_spans
from analysis.attributions.word_classes import COORDINATORS, DETERMINERS, PREPOSITIONS

# An apposition behind a name: *, the mayor of Kherson,*.
APPOSITION = re.compile(r",? \(?(?:(?:the|a|an|its|his|her|their)\b )?([^,.;()“”\"]{3,80})[,.;)]")
JOINING = PREPOSITIONS | COORDINATORS | DETERMINERS
PERSONS = frozenset(["person"])
BODIES = frozenset(["organisation", "unit", "group", "place"])
# Where an apposition leaves the words for the person: *mayor of Kherson*.
BEHIND_HEAD = re.compile(r" (?:of|for|at|in|to|on|with|from|who|which|that|and)\b.*")
PHRASE = 4  # words of a title at most
TITLE = re.compile(rf"((?:[\w’'-]+\.? ){{1,{PHRASE}}})$")
# Ranks between an office and a name: *spokesman Maj. Gen. Igor Orlov*.
RANK = re.compile(r"(?<=\w )(?:(?:Maj|Gen|Lt|Col|Capt|Cmdr|Adm|Brig|Sgt|Dr|Mr|Mrs|Ms)\.? )+$")
SHORT = {
    "sen": "senator", "gov": "governor", "rep": "representative", "gen": "general", "col": "colonel",
    "pres": "president", "min": "minister", "lt": "lieutenant", "adm": "admiral", "amb": "ambassador",
}  # fmt: skip


class Article:
    """One article: its rows in the table of sentences, and its mentions in text order.

    Parameters
    ----------
    first, end : int
        Its first row, and the one behind its last row.
    table : Sentences
        All sentences.
    mentions : list of lists
        The mentions of each of these sentences, in text order.
    shown : Genders
        What shows the gender of a person.
    """

    def __init__(
        self, first: int, end: int, table: Sentences, mentions: Sequence[Sequence[Mention]], shown: Genders
    ) -> None:
        self.first, self.end, self.table, self.mentions, self.shown = first, end, table, mentions, shown
        self.has_marks = any(table.quote_spans[first:end])
        self.genders: dict[str, str] = {}
        self.phrases: dict[Mention, list[str]] = {}

    def list_named(self, row: int) -> list[Mention]:
        """The mentions of one sentence outside quotation marks, in text order."""
        return [mention for mention in self.mentions[row] if not mention.in_quote]

    def list_persons(self, row: int) -> list[Mention]:
        """The persons whom one sentence names outside quotation marks."""
        return [mention for mention in self.list_named(row) if mention.type == "person"]

    def find_at(self, row: int, place: int) -> Mention | None:
        """The mention that covers a place."""
        for mention in self.mentions[row]:
            if mention.start <= place < mention.end:
                return mention
        return None

    def find_opening(self, row: int, source: Source) -> Mention | None:
        """The body that a source opens with, where its apposition has no comma: *the Observatory a group*."""
        inside = (mention for mention in self.mentions[row] if mention.start >= source.span[0])
        found = next(inside, None) if self.mentions[row] else None
        if found is None or found.type not in ("organisation", "unit") or found.end >= source.head_start:
            return None
        start = self.table.start[row]
        before = self.table.text[row][source.span[0] - start : found.start - start].lower()
        behind = self.table.text[row][found.end - start : source.head_start - start]
        is_apposed = re.match(r",? (?:an?|the|which) ", behind) is not None
        return found if before in ("", "the ") and is_apposed else None

    def find_apposed(self, row: int, source: Source) -> Mention | None:
        """The person whose name ends or follows a source: *the mayor of Kherson, Ivan Orlov,*."""
        if not self.mentions[row]:
            return None
        start = self.table.start[row]
        last = self.find_at(row, source.span[1] - 1)
        if last is not None and last.type == "person" and last.start > source.head_start:
            before = self.table.text[row][source.span[0] - start : last.start - start].split()[-1:]
            is_part = before and (before[0].lower() in JOINING or before[0].endswith(("'s", "’s")))
            return None if is_part or not before or not before[0].islower() else last
        place = source.span[1] - start
        gap = re.match(r",? (?=[A-Z])", self.table.text[row][place : place + 3])
        found = self.find_at(row, source.span[1] + gap.end()) if gap else None
        return found if found and found.type == "person" and found.start >= source.span[1] else None

    def is_one_of_several(self, mention: Mention, row: int) -> bool:
        """Whether a person is the last of several: *Bush and Christie, who say*."""
        before = self.table.text[row][: mention.start - self.table.start[row]]
        return mention.type == "person" and before.endswith((" and ", " or "))

    def find_by_surname(self, surname: str) -> Mention | None:
        """The one person of the article whose full name ends in a word; None for nobody, or two."""
        persons = self.surnames.get(surname, {})
        return next(iter(persons.values())) if len(persons) == 1 else None

    @cached_property
    def surnames(self) -> dict[str, dict[str, Mention]]:
        """By the last word of their names, the persons of the article: the last mention of each."""
        named: dict[str, dict[str, Mention]] = {}
        for mentions in self.mentions[self.first : self.end]:
            for mention in mentions:
                if mention.type == "person":
                    named.setdefault(mention.name.rpartition(" ")[2], {})[mention.entity] = mention
        return named

    def find_gender(self, mention: Mention, row: int) -> str:
        """The gender of a person, from this mention or an earlier one of the article."""
        if mention.type != "person":
            return ""
        gender = self.genders.get(mention.entity) or self.shown.listed.get(mention.entity, "")
        if not gender:
            before = self.table.text[row][: mention.start - self.table.start[row]]
            behind = self.read_apposition(mention, row)
            gender = self.shown.find(mention.entity, mention.name, before, behind)
            self.genders[mention.entity] = gender
        return gender

    def read_apposition(self, mention: Mention, row: int) -> str:
        """The words for a person or body behind its name: *mayor* of *Orlov, the mayor of Kherson,*."""
        found = APPOSITION.match(self.table.text[row], mention.end - self.table.start[row])
        return BEHIND_HEAD.sub("", found[1]) if found else ""

    def list_before(
        self, row: int, place: int, head: str, types: Container[str]
    ) -> Iterator[tuple[Mention, list[str]]]:
        """The mentions before a place that a word may stand for, and the phrases by which they are called.

        They are of some types; the word stands in the sentence of the mention, or in its name.
        """
        spellings = [head, *(f"{short}." for short, full in SHORT.items() if full == head)]
        for earlier in range(self.first, row + 1):
            mentions = [mention for mention in self.mentions[earlier] if mention.type in types]
            if not mentions:
                continue
            text = self.small_texts[earlier - self.first]
            is_near = any(spelling in text for spelling in spellings)
            for mention in mentions:
                if (earlier, mention.start) < (row, place) and (is_near or head in mention.name.lower()):
                    yield mention, self.list_phrases(mention, earlier)

    @cached_property
    def small_texts(self) -> list[str]:
        """The sentences of the article in small letters."""
        return [text.lower() for text in self.table.text[self.first : self.end]]

    def list_phrases(self, mention: Mention, row: int) -> list[str]:
        """The phrases for one mention, as `read_phrases` gives them; read once."""
        if mention not in self.phrases:
            self.phrases[mention] = self.read_phrases(mention, row)
        return self.phrases[mention]

    def read_phrases(self, mention: Mention, row: int) -> list[str]:
        """The phrases for one mention, in small letters; each may end in the word that a source repeats."""
        behind = self.read_apposition(mention, row).lower()
        if mention.type != "person":
            return [*split_name(mention.surface), *split_name(mention.name), behind]
        if mention.how == "office":
            return [mention.surface.lower()]
        before = self.table.text[row][: mention.start - self.table.start[row]]
        title = TITLE.search(RANK.sub("", before[-70:]))
        named = spell_title(title[1].strip()) if title else ""
        inside = mention.surface.removesuffix(mention.name).lower().strip()
        return [named, BEHIND_HEAD.sub("", named), behind, inside]

    def is_quoted(self, row: int, place: int) -> bool:
        """Whether a place stands inside quotation marks."""
        spans = self.table.quote_spans[row]
        if not spans:
            return False
        offset = place - self.table.start[row]
        return any(start <= offset < end for start, end in parse_spans(spans))


def spell_title(title: str) -> str:
    """A title in small letters and in full.

    >>> spell_title("Sen."), spell_title("Syrian Foreign Minister")
    ('senator', 'syrian foreign minister')
    """
    return " ".join(SHORT.get(word.rstrip("."), word) for word in title.lower().split())


@lru_cache(maxsize=2**14)
def split_name(name: str) -> tuple[str, ...]:
    """The beginnings and ends of a body's name that can stand for it: *ministry* of *Ministry of Defence*.

    >>> split_name("Ministry of Defence"), split_name("Russian Defence Ministry")
    (('ministry of defence', 'ministry'), ('russian defence ministry', 'ministry'))
    """
    words = name.lower().split()
    head = BEHIND_HEAD.sub("", " ".join(words)).split()
    return (" ".join(words), head[-1]) if head else ()


def is_inside(mention: Mention, spans: list[Span]) -> bool:
    """Whether a mention lies in one of some places of the text."""
    return any(start <= mention.start < end for start, end in spans)

"""Whom the source of an attribution means: its entity and its kind."""

from analysis.attributions.continuations import Sentences
from analysis.attributions.speakers.sources import PERSONAL, RELATIVE, Mentions, Source, name_kind


def resolve_source(source: Source, row: int, table: Sentences, mentions: Mentions) -> tuple[str, str]:
    """The entity and the kind of a source; each empty where it is not known."""
    article_id, sentence_id = table.article_id[row], table.sentence_id[row]
    pronoun = source.head.lower()
    if pronoun in PERSONAL:
        person = mentions.find_only_person(article_id, list_sentences_before(row, table), source.span[0])
        return (person.entity, "person") if person else ("", "")
    place = source.head_start
    if pronoun in RELATIVE:
        # The relative pronoun stands for the name before it.
        gap = table.text[row][: place - table.start[row]]
        place = table.start[row] + max(len(gap.rstrip(" ,")) - 1, 0)
    mention = mentions.find_at(article_id, sentence_id, place)
    kind = name_kind(source, mention, mentions.words)
    is_bearer = mention is not None and kind in ("person", "organisation", "office", "media")
    return (mention.entity if mention is not None and is_bearer else ""), kind


def list_sentences_before(row: int, table: Sentences) -> list[int]:
    """The ids of the sentences in which a pronoun finds its person.

    These are the sentences of its paragraph so far, and the sentence before.
    """
    ids, place = [table.sentence_id[row]], row - 1
    while place >= 0 and table.article_id[place] == table.article_id[row]:
        if place < row - 1 and table.paragraph[place] != table.paragraph[row]:
            break
        ids.append(table.sentence_id[place])
        place -= 1
    return ids

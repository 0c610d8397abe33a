"""Content that runs over sentences and paragraphs while a quotation is open."""

from typing import NamedTuple

from analysis.attributions.tokens import Span, parse_spans

WHOLLY = 0.97  # share of a sentence in quotation marks from which all of it counts as quoted
MAX_SENTENCES = 40  # sentences of one quotation; a mark that is never closed must not take a whole article


class Sentences(NamedTuple):
    """The columns of the table of sentences that the finder reads, as lists."""

    article_id: list[str]
    sentence_id: list[int]
    paragraph: list[int]
    start: list[int]
    text: list[str]
    in_quote: list[float]
    quote_spans: list[str]


def extend_content(contents: list[Span], row: int, sentences: Sentences, cued: set[int]) -> list[Span]:
    """The content with the quoted sentences before and after its own, in places of the article's text.

    Parameters
    ----------
    contents : list of (int, int)
        Content within the sentence.
    row : int
        Row of the sentence.
    sentences : Sentences
        All sentences.
    cued : set of int
        Rows of the sentences that hold a cue.
    """
    if not any(sentences.quote_spans[row : row + 2]):
        return contents
    start = sentences.start[row]
    before: list[Span] = []
    if is_quoted_at(min(contents)[0] - start, sentences.quote_spans[row]) and min(contents)[0] <= start + 1:
        place = row - 1
        while is_wholly_quoted(place, sentences) and continues(place, place + 1, sentences):
            before.insert(0, span_sentence(place, sentences))
            place -= 1
    return before + contents + list_following(row, sentences, cued)


def list_following(row: int, sentences: Sentences, cued: set[int]) -> list[Span]:
    """The quoted sentences after a sentence, and the quoted start of the one behind them."""
    spans: list[Span] = []
    place = row + 1
    while (
        len(spans) < MAX_SENTENCES and place < len(sentences.text) and continues(place - 1, place, sentences)
    ):
        if not is_wholly_quoted(place, sentences):
            opening = parse_spans(sentences.quote_spans[place])[:1]
            if opening and opening[0][0] <= 1 and place not in cued:
                spans.append((sentences.start[place], sentences.start[place] + opening[0][1]))
            break
        spans.append(span_sentence(place, sentences))
        place += 1
    return spans


def list_below(row: int, sentences: Sentences) -> list[Span]:
    """The sentences that a colon at a sentence's end opens: the rest of its paragraph, else the next one."""
    n, place = len(sentences.text), row + 1
    spans: list[Span] = []
    while (
        place < n
        and sentences.article_id[place] == sentences.article_id[row]
        and sentences.paragraph[place] == sentences.paragraph[row + 1]
        and len(spans) < MAX_SENTENCES
    ):
        spans.append(span_sentence(place, sentences))
        place += 1
    return spans


def continues(row: int, following: int, sentences: Sentences) -> bool:
    """Whether the sentence after another can go on with its quotation.

    It stands in the same paragraph, or the quotation is still open at the paragraph's end.
    """
    if row < 0 or sentences.article_id[row] != sentences.article_id[following]:
        return False
    return sentences.paragraph[row] == sentences.paragraph[following] or is_open(row, sentences)


def is_open(row: int, sentences: Sentences) -> bool:
    """Whether a quotation is still open at the end of a sentence: it has no closing mark there."""
    spans = parse_spans(sentences.quote_spans[row])
    return bool(spans) and spans[-1][1] == len(sentences.text[row])


def is_wholly_quoted(row: int, sentences: Sentences) -> bool:
    return 0 <= row < len(sentences.text) and sentences.in_quote[row] >= WHOLLY


def is_quoted_at(place: int, quote_spans: str) -> bool:
    """Whether a place, or the one behind it, stands in a quotation."""
    return any(
        start <= max(place, 0) + 1 < end or start <= place < end for start, end in parse_spans(quote_spans)
    )


def span_sentence(row: int, sentences: Sentences) -> Span:
    return sentences.start[row], sentences.start[row] + len(sentences.text[row])

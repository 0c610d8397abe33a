"""Where the name begins and ends in a mention of GUM: rules for persons and for other things."""

from typing import NamedTuple

TITLES_WORDS = """\
president vice prime minister deputy foreign defense defence finance interior premier chancellor secretary
general mr mrs ms miss dr sir lord lady king queen prince princess pope cardinal bishop archbishop rabbi
sheikh imam ayatollah senator congressman congresswoman representative governor mayor ambassador judge
justice attorney professor prof rev reverend captain colonel col major lieutenant lt gen sgt sergeant
admiral commander chief chairman chairwoman speaker director spokesman spokeswoman former ex acting state
sen rep gov adm capt maj st emperor sultan first chair earl count countess duke duchess baron baroness marquis
tsar czar tsarevna empress dame protector shah emir mlle mme monsieur administrator undersecretary councillor
councilor commissioner spokesperson mp
"""
TITLES = frozenset(TITLES_WORDS.split()) - {"st"}
OPENING = frozenset("\"'“‘`([:;–—-…")
Row = list[str]  # the ten columns of a word in CoNLL-U
Mention = tuple[int, int, str, bool]  # first word, word after the last, kind, whether linked to Wikipedia


def find_head(rows: list[Row], is_proper: list[bool], mention: Mention) -> int | None:
    """The head of a mention where it is a proper noun, else None.

    In *illustrator Johnnie Christmas* the name depends on the noun: its first word is the head then.
    """
    start, end, kind, _ = mention
    inside = {str(i + 1) for i in range(start, end)}
    head = next((i for i in range(start, end) if rows[i][6] not in inside), None)
    if head is None or is_proper[head]:
        return head
    if kind != "person":
        return None
    relations = ("flat", "appos", "nmod:desc")
    return next(
        (
            i
            for i in range(head + 1, min(end, head + 3))
            if is_proper[i] and rows[i][6] == str(head + 1) and rows[i][7] in relations
        ),
        None,
    )


def find_others(rows: list[Row], mention: Mention, mentions: list[Mention], head: int) -> set[int]:
    """The words of the shorter mentions inside a mention that have a name of their own, not its head."""
    start, end, _, _ = mention
    return {
        i
        for other_start, other_end, kind, _ in mentions
        if start <= other_start
        and other_end <= end
        and other_end - other_start < end - start
        and not other_start <= head < other_end
        and is_single(rows, other_start, other_end, kind)
        for i in range(other_start, other_end)
    }


def is_single(rows: list[Row], start: int, end: int, kind: str) -> bool:
    """Whether a mention is of a place, an organisation or one person: not *Parties*, *Linguists*."""
    return kind in ("organization", "place") or (
        kind == "person" and all(row[4] != "NNPS" for row in rows[start:end])
    )


def is_glued(rows: list[Row], i: int) -> bool:
    """Whether no space follows the word."""
    return "SpaceAfter=No" in rows[i][9]


def find_person_span(
    rows: list[Row], is_proper: list[bool], head: int, start: int, end: int
) -> tuple[int, int]:
    """First and last word of a person's name: the head and what is flat to it, without titles before it."""
    parts = collect_parts(rows, is_proper, head, start, end)
    first = last = head
    while last + 1 in parts or (last + 2 in parts and rows[last + 1][1] in "-.'\"’“”"):
        last += 1
    while first - 1 in parts or (first - 2 in parts and rows[first - 1][1] in "-.'\""):
        first -= 1
    while last + 2 < end and rows[last + 1][1] == "-" and is_glued(rows, last) and is_glued(rows, last + 1):
        last += 2  # a name is not cut at its hyphen (*al-Amr*)
    titles = [i for i in range(first, last) if rows[i][1].strip(".").lower() in TITLES]
    return (titles[-1] + 1 if titles else first), last


def collect_parts(rows: list[Row], is_proper: list[bool], head: int, start: int, end: int) -> set[int]:
    """The words of a mention that belong to the person's name with this head, step by step outwards."""
    parts, has_grown = {head}, True
    while has_grown:
        more = {
            i
            for i in range(start, end)
            if i not in parts
            and rows[i][6].isdigit()
            and int(rows[i][6]) - 1 in parts
            and (rows[i][7] == "flat" or (rows[i][7] == "compound" and is_proper[i]))
            and rows[i][1].strip(".").lower() not in TITLES
        }
        has_grown = bool(more)
        parts |= more
    last = head
    # These are flat to the noun of a trade, as the head itself is.
    while last + 1 < end and is_proper[last + 1] and rows[last + 1][7] == "flat":
        last += 1
        parts.add(last)
    return parts


class Thing(NamedTuple):
    """A mention of a place, an organisation or a thing, whose name is sought around its head.

    `others` are the words of persons, places and organisations that are named within the mention.
    """

    rows: list[Row]
    is_proper: list[bool]
    head: int
    start: int
    end: int
    kind: str
    is_linked: bool
    others: set[int]


def find_thing_span(thing: Thing) -> tuple[int, int]:
    """First and last word of the name of a place, an organisation or a thing.

    The name holds the proper nouns around the head and what ties them; a capital *The* or *A* inside the
    sentence belongs to it.
    """
    first, last = find_first(thing), find_last(thing)
    if (
        first > thing.start
        and thing.rows[first - 1][1] in ("The", "A", "An")
        and is_inside(thing.rows, first - 1, thing.kind in ("abstract", "object"))
    ):
        first -= 1
    return first, last


def find_first(thing: Thing) -> int:
    """The first word of a thing's name, sought from the head to the left."""
    rows, is_proper, first = thing.rows, thing.is_proper, thing.head
    while first > thing.start:
        if is_proper[first - 1]:
            first -= 1
        elif (
            first - 2 >= thing.start
            and is_proper[first - 2]
            and (rows[first - 1][4] == "CD" or is_tie(thing, first - 1, first - 2))
        ):
            first -= 2
        elif (
            first - 3 >= thing.start
            and is_proper[first - 3]
            and rows[first - 2][1] in ("of", "-")
            and rows[first - 1][1] in ("the", "a")
        ):
            first -= 3
        else:
            break
    return first


def find_last(thing: Thing) -> int:
    """The last word of a thing's name, sought from the head to the right."""
    rows, is_proper, last, end = thing.rows, thing.is_proper, thing.head, thing.end
    while last + 1 < end:
        if is_proper[last + 1] or (
            rows[last + 1][4] == "CD" and rows[last + 1][7] in ("flat", "nummod", "dep")
        ):
            last += 1
        elif last + 2 < end and is_proper[last + 2] and is_tie(thing, last + 1, last + 2):
            last += 2
        elif (
            last + 3 < end
            and is_proper[last + 3]
            and rows[last + 2][1] == "the"
            and is_tie(thing, last + 1, last + 3)
        ):
            last += 3
        else:
            break
    return last


def is_tie(thing: Thing, i: int, side: int) -> bool:
    """Whether word `i` ties the proper noun at `side` to the name.

    A possessive never ties to another name (*New York 's Metropolitan Museum*). *of the*, *for* and *and* tie
    to one only where the mention is linked (*Organization for Security and Cooperation*, not *Floor of the
    House*). *of* always ties an organisation (*Linguistic Society of America*). A linked mention without
    other names keeps any small word.
    """
    rows, word, is_linked, others = thing.rows, thing.rows[i][1], thing.is_linked, thing.others
    is_first = not any(row[1] in ("of", "for") for row in rows[thing.head : i])
    if word == "of" and thing.kind == "organization" and side == i + 1 and is_first:
        return True
    if word in ("'s", "’s"):
        return side not in others and (is_linked or side < i)
    if word in ("-", "&"):
        return True
    if word == "and" and side > i and not is_linked and is_first:
        return False
    return (word in ("of", "for", "and") and (is_linked or side not in others)) or (
        word in ("in", "on", "to", "the") and is_linked and not others
    )


def is_inside(rows: list[Row], i: int, is_titled: bool) -> bool:
    """Whether a sentence has started before this word; the title of a work may stand in quotation marks."""
    has_started = any(any(map(str.isalnum, row[1])) for row in rows[:i])
    return has_started and (is_titled or rows[i - 1][1] not in OPENING)

"""GUM's mentions cut down to names: GUM marks what is spoken of (*the new mayor of Kyiv*), not names."""

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

GUM = {
    "person": "PER",
    "organization": "ORG",
    "place": "LOC",
    "event": "MISC",
    "object": "MISC",
    "abstract": "MISC",
}
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
# Alone and linked to nothing, these are common nouns that GUM writes large.
COMMON_WORDS = """\
charter government hall treaty parties party cyclone state states church agreement commission committee
council university department internet congress parliament court board chair madam act constitution senate
house city county union river island convention conference section figure table image chapter god earth
world moon sun
"""
COMMON = frozenset(COMMON_WORDS.split())
OPENING = frozenset("\"'“‘`([:;–—-…")
Token = tuple[str, str, bool]  # word, tag in BIO with PER, ORG, LOC, MISC; a space follows


def read_gum(path: Path) -> Iterator[list[list[Token]]]:
    """GUM: an entity mention is a name where its head is a proper noun; the name is cut out of the mention.

    Of a person stays what is flat to the head (no title); of the rest the proper nouns around the head and
    what ties them (`of`, `for the`, `and`, hyphens) where the mention is linked. Names inside a longer name
    are not counted apart.
    """
    sentences, rows = [], []
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
    open_mentions: list[tuple[str, str, str, int, int]] = []
    document = []
    for s, rows in enumerate(sentences):
        spans = []
        for i, row in enumerate(rows):
            found = re.search(r"(?:^|\|)Entity=([^|]*)", row[9])
            for piece in re.findall(r"\([^()]*\)?|\d+\)", found.group(1)) if found else []:
                if piece.startswith("("):
                    fields = piece.strip("()").split("-", 6)
                    link = fields[6].partition("-")[2] if len(fields) > 6 else ""
                    open_mentions.append((fields[0], fields[1] if len(fields) > 1 else "", link, s, i))
                if piece.endswith(")"):
                    key = piece.strip("()").split("-")[0]
                    for j in range(len(open_mentions) - 1, -1, -1):
                        if open_mentions[j][0] == key:
                            _, kind, link, s0, i0 = open_mentions.pop(j)
                            if s0 == s:
                                spans.append((i0, i + 1, kind, bool(link)))
                            break
        document.append(name_gum(rows, spans))
    proper = [[row[4] in ("NNP", "NNPS") for row in rows] for rows in sentences]
    yield carry_names(document, proper)


def name_gum(rows: list[list[str]], spans: list[tuple[int, int, str, bool]]) -> list[Token]:
    tags = ["O"] * len(rows)
    proper = [row[4] in ("NNP", "NNPS") for row in rows]
    for i0, i1, kind, linked in sorted(spans, key=lambda span: span[0] - span[1]):
        inside = {str(i + 1) for i in range(i0, i1)}
        heads = [i for i in range(i0, i1) if rows[i][6] not in inside]
        if kind not in GUM or not heads:
            continue
        head = heads[0]
        if (
            kind == "person" and not proper[head]
        ):  # "illustrator Johnnie Christmas": the name hangs on the noun
            named = [i for i in range(head + 1, i1) if proper[i] and rows[i][6] == str(head + 1)
                     and rows[i][7] in ("flat", "appos", "nmod:desc") and i <= head + 2]  # fmt: skip
            head = named[0] if named else head
        if not proper[head]:
            continue
        others = {
            i
            for a, b, other, _ in spans
            if i0 <= a and b <= i1 and b - a < i1 - i0 and not a <= head < b and names_one(rows, a, b, other)
            for i in range(a, b)
        }
        name = (
            person_span(rows, proper, head, i0, i1)
            if kind == "person"
            else thing_span(rows, proper, head, i0, i1, kind, linked, others)
        )
        first, last = name
        label = "MISC" if kind == "person" and rows[head][4] == "NNPS" else GUM[kind]
        if first == last and not linked and rows[first][1].lower() in COMMON:
            continue
        if rows[last][1].lower().strip(".") in TITLES or any(tags[i] != "O" for i in range(first, last + 1)):
            continue
        if not any(any(map(str.isupper, rows[i][1])) for i in range(first, last + 1)):
            continue
        tags[first : last + 1] = [f"B-{label}"] + [f"I-{label}"] * (last - first)
    return [(row[1], tag, not is_glued(rows, i)) for i, (row, tag) in enumerate(zip(rows, tags, strict=True))]


def names_one(rows: list[list[str]], a: int, b: int, kind: str) -> bool:
    """Whether a mention is of a place, an organisation or one person: not *Parties*, *Linguists*."""
    return kind in ("organization", "place") or (
        kind == "person" and all(row[4] != "NNPS" for row in rows[a:b])
    )


def person_span(rows: list[list[str]], proper: list[bool], head: int, i0: int, i1: int) -> tuple[int, int]:
    """A person's head with the parts of the name that are flat to it; titles before it are none."""
    held, grown = {head}, True
    while grown:
        more = {
            i
            for i in range(i0, i1)
            if i not in held
            and rows[i][6].isdigit()
            and int(rows[i][6]) - 1 in held
            and (rows[i][7] == "flat" or (rows[i][7] == "compound" and proper[i]))
            and rows[i][1].strip(".").lower() not in TITLES
        }
        grown = bool(more)
        held |= more
    last = head
    while (
        last + 1 < i1 and proper[last + 1] and rows[last + 1][7] == "flat"
    ):  # flat to the trade, as the head itself is
        last += 1
        held.add(last)
    first = last = head
    while last + 1 in held or (last + 2 in held and rows[last + 1][1] in "-.'\"’“”"):
        last += 1
    while first - 1 in held or (first - 2 in held and rows[first - 1][1] in "-.'\""):
        first -= 1
    while last + 2 < i1 and rows[last + 1][1] == "-" and is_glued(rows, last) and is_glued(rows, last + 1):
        last += 2  # a name is not cut at its hyphen (*al-Amr*)
    titles = [i for i in range(first, last) if rows[i][1].strip(".").lower() in TITLES]
    return (titles[-1] + 1 if titles else first), last


def is_glued(rows: list[list[str]], at: int) -> bool:
    """Whether no space follows the word."""
    return "SpaceAfter=No" in rows[at][9]


def thing_span(
    rows: list[list[str]],
    proper: list[bool],
    head: int,
    i0: int,
    i1: int,
    kind: str,
    linked: bool,
    others: set[int],
) -> tuple[int, int]:
    """The proper nouns around the head of a place, an organisation or a thing, and what ties them.

    `others` are the words of persons, places and organisations named within the mention. A possessive never
    ties to one (*New York 's Metropolitan Museum*), *of the*, *for* and *and* only where the whole is linked
    (*Organization for Security and Cooperation*, not *Floor of the House*); *of* always ties an organisation
    (*Linguistic Society of America*). Of a linked name that holds no other any small words are part.
    """

    def is_tie(at: int, side: int) -> bool:
        is_first = not any(row[1] in ("of", "for") for row in rows[head:at])
        if rows[at][1] == "of" and kind == "organization" and side == at + 1 and is_first:
            return True
        if rows[at][1] in ("'s", "’s"):
            return side not in others and (linked or side < at)
        if rows[at][1] in ("-", "&"):
            return True
        if rows[at][1] == "and" and side > at and not linked and is_first:
            return False
        return (rows[at][1] in ("of", "for", "and") and (linked or side not in others)) or (
            rows[at][1] in ("in", "on", "to", "the") and linked and not others
        )

    first = last = head
    while first > i0:
        if proper[first - 1]:
            first -= 1
        elif (
            first - 2 >= i0
            and proper[first - 2]
            and (rows[first - 1][4] == "CD" or is_tie(first - 1, first - 2))
        ):
            first -= 2
        elif (
            first - 3 >= i0
            and proper[first - 3]
            and rows[first - 2][1] in ("of", "-")
            and rows[first - 1][1] in ("the", "a")
        ):
            first -= 3
        else:
            break
    while last + 1 < i1:
        if proper[last + 1] or (rows[last + 1][4] == "CD" and rows[last + 1][7] in ("flat", "nummod", "dep")):
            last += 1
        elif last + 2 < i1 and proper[last + 2] and is_tie(last + 1, last + 2):
            last += 2
        elif last + 3 < i1 and proper[last + 3] and rows[last + 2][1] == "the" and is_tie(last + 1, last + 3):
            last += 3
        else:
            break
    if (
        first > i0
        and rows[first - 1][1] in ("The", "A", "An")
        and is_inside(rows, first - 1, kind in ("abstract", "object"))
    ):
        first -= 1
    return first, last


def is_inside(rows: list[list[str]], at: int, titled: bool) -> bool:
    """Whether a sentence has begun before this word; a work's title may stand in quotes of its own."""
    begun = any(any(map(str.isalnum, row[1])) for row in rows[:at])
    return begun and (titled or rows[at - 1][1] not in OPENING)


def carry_names(document: list[list[Token]], proper: list[list[bool]]) -> list[list[Token]]:
    """A run of proper nouns that its document has as person, organisation or place elsewhere is so here too.

    GUM marks no name that only modifies another noun (*the NATO alliance*, *the Bush administration*).
    """
    known: dict[tuple[str, ...], Counter[str]] = {}
    for tokens in document:
        for first, last, kind in find_runs([tag for _, tag, _ in tokens]):
            words = tuple(word for word, _, _ in tokens[first : last + 1])
            if kind != "MISC" and (len(words) > 1 or words[0].lower() not in COMMON | TITLES):
                known.setdefault(words, Counter())[kind] += 1
    carried = []
    for tokens, is_proper in zip(document, proper, strict=True):
        free = [
            "B-X" if one and tag == "O" else "O" for one, (_, tag, _) in zip(is_proper, tokens, strict=True)
        ]
        free = ["I-X" if i and tag != "O" and free[i - 1] != "O" else tag for i, tag in enumerate(free)]
        tags = [tag for _, tag, _ in tokens]
        for first, last, _ in find_runs(free):
            kinds = known.get(tuple(word for word, _, _ in tokens[first : last + 1]))
            if kinds:
                kind = kinds.most_common(1)[0][0]
                tags[first : last + 1] = [f"B-{kind}"] + [f"I-{kind}"] * (last - first)
        carried.append([(word, tag, space) for (word, _, space), tag in zip(tokens, tags, strict=True)])
    return carried


def find_runs(tags: list[str]) -> Iterator[tuple[int, int, str]]:
    """First and last word and kind of every name.

    >>> list(find_runs(["B-LOC", "I-LOC", "O", "B-PER"]))
    [(0, 1, 'LOC'), (3, 3, 'PER')]
    """
    for first, tag in enumerate(tags):
        if tag.startswith("B-"):
            last = first
            while last + 1 < len(tags) and tags[last + 1].startswith("I-"):
                last += 1
            yield first, last, tag[2:]

"""Readers of the gold standards for names: each gives a table of sentences and a table of names.

A set is a pair `(sentences, names)`. `sentences` holds article_id, outlet, date, sentence_id, paragraph,
start, text; `names` holds article_id, sentence_id, start, end (article offsets), type in PER, ORG, LOC, MISC.
The texts are put together again from their tokens, so that what is trained and scored is the project's own
tokenisation. Where a set tells no documents apart, `block` consecutive sentences stand in for one.
"""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

import pandas as pd

from training.gum import TITLES, Token, read_gum

CROSSNER = {
    "person": "PER", "politician": "PER", "writer": "PER", "researcher": "PER", "scientist": "PER",
    "musicalartist": "PER", "organisation": "ORG", "politicalparty": "ORG", "band": "ORG",
    "university": "ORG", "location": "LOC", "country": "LOC",
}  # fmt: skip
# What these types name is not written with capitals as a rule, so it is no name in our sense.
CROSSNER_UNNAMED = {
    "algorithm", "field", "task", "metrics", "literarygenre", "musicgenre", "musicalinstrument", "discipline",
    "chemicalelement", "chemicalcompound", "protein", "enzyme", "theory",
}  # fmt: skip
GMB = {"per": "PER", "org": "ORG", "geo": "LOC", "art": "MISC", "eve": "MISC", "nat": "MISC"}
# A country's name is a place here, also where it plays football or makes policy: the sets disagree on this.
COUNTRY_NAMES = frozenset(
    """Afghanistan; Albania; Algeria; America; Andorra; Angola; Argentina; Armenia; Australia; Austria;
    Azerbaijan; Bahamas; Bahrain; Bangladesh; Barbados; Belarus; Belgium; Belize; Benin; Bhutan; Bolivia;
    Bosnia; Bosnia and Herzegovina; Botswana; Brazil; Britain; Great Britain; Brunei; Bulgaria; Burkina
    Faso; Burma; Burundi; Cambodia; Cameroon; Canada; Cape Verde; Chechnya; Chile; China; Colombia; Congo;
    Costa Rica; Croatia; Cuba; Cyprus; Czech Republic; Czechia; Czechoslovakia; Denmark; Djibouti; DPRK;
    Ecuador; Egypt; El Salvador; England; Eritrea; Estonia; Ethiopia; Fiji; Finland; France; Gabon;
    Gambia; Georgia; Germany; East Germany; West Germany; Ghana; Greece; Grenada; Guatemala; Guinea;
    Guyana; Haiti; Honduras; Hong Kong; Hungary; Iceland; India; Indonesia; Iran; Iraq; Ireland; Northern
    Ireland; Israel; Italy; Ivory Coast; Jamaica; Japan; Jordan; Kazakhstan; Kenya; Korea; North Korea;
    South Korea; Korea Republic; Kosovo; Kuwait; Kyrgyzstan; Laos; Latvia; Lebanon; Lesotho; Liberia;
    Libya; Liechtenstein; Lithuania; Luxembourg; Macedonia; Madagascar; Malawi; Malaysia; Maldives; Mali;
    Malta; Mauritania; Mauritius; Mexico; Moldova; Monaco; Mongolia; Montenegro; Morocco; Mozambique;
    Myanmar; Namibia; Nepal; Netherlands; New Zealand; Nicaragua; Niger; Nigeria; Norway; Oman; Pakistan;
    Palestine; Panama; Papua New Guinea; Paraguay; Peru; Philippines; Poland; Portugal; Qatar; Romania;
    Russia; Rwanda; Saudi Arabia; Scotland; Senegal; Serbia; Sierra Leone; Singapore; Slovakia; Slovenia;
    Somalia; South Africa; South Sudan; Soviet Union; USSR; Spain; Sri Lanka; Sudan; Suriname; Swaziland;
    Sweden; Switzerland; Syria; Taiwan; Tajikistan; Tanzania; Thailand; Tibet; Togo; Tunisia; Turkey;
    Turkmenistan; UAE; Uganda; UK; U.K.; Ukraine; United Arab Emirates; United Kingdom; United States;
    United States of America; Uruguay; US; U.S.; USA; U.S.A.; Uzbekistan; Venezuela; Vietnam; Wales;
    Yemen; Yugoslavia; Zaire; Zambia; Zimbabwe""".replace("\n", " ").split(";")
)
COUNTRY_NAMES = frozenset(" ".join(name.split()) for name in COUNTRY_NAMES)
NO_SPACE_BEFORE = {
    ",",
    ".",
    ";",
    ":",
    "!",
    "?",
    ")",
    "]",
    "'s",
    "n't",
    "'",
    "%",
    "''",
    "’s",
    "”",
    "'re",
    "'ve",
    "'ll",
    "'d",
    "'m",
}
NO_SPACE_AFTER = {"(", "[", "$", "``", "“", "#", "£", "€"}


def read_set(name: str, folder: Path) -> tuple[pd.DataFrame, pd.DataFrame]:
    """One gold standard by its name: wikigold, ewt, gmb, gum_GENRE or crossner_DOMAIN-PART."""
    if name == "wikigold":
        documents = read_columns(folder / "ner/wikigold.conll.txt")
    elif name == "ewt":
        documents = [d for part in ("dev", "test") for d in read_ewt(folder / f"ner/uner_ewt-{part}.iob2")]
    elif name == "gmb":
        documents = read_gmb(folder / "ner/gmb.txt", block=12)
    elif name.startswith("gum_"):
        documents = [
            d for p in sorted((folder / "gum").glob(f"GUM_{name[4:]}_*.conllu")) for d in read_gum(p)
        ]
    elif name.startswith("crossner_"):
        documents = read_columns(folder / f"ner/crossner-{name[9:]}.txt", kinds=CROSSNER, block=1)
    else:
        raise ValueError(
            f"The `name` must be wikigold, ewt, gmb, gum_GENRE or crossner_DOMAIN-PART; not {name!r}."
        )
    return as_tables(name, documents)


def read_columns(
    path: Path, *, kinds: dict[str, str] | None = None, block: int | None = None
) -> Iterator[list[list[Token]]]:
    """Word and tag a line, an empty line after a sentence, -DOCSTART- between documents (CoNLL)."""
    document: list[list[Token]] = []
    sentence: list[tuple[str, str]] = []
    for line in [*path.read_text(encoding="utf-8").splitlines(), ""]:
        parts = line.split()
        if parts and parts[0] != "-DOCSTART-":
            sentence.append((parts[0], name_tag(parts[-1], kinds)))
            continue
        if sentence:
            document.append(list(spaced(begin_spans(sentence))))
            sentence = []
        if document and ((parts and parts[0] == "-DOCSTART-") or (block and len(document) >= block)):
            yield document
            document = []
    if document:
        yield document


def name_tag(tag: str, kinds: dict[str, str] | None) -> str:
    if tag == "O" or "-" not in tag:
        return "O"
    position, kind = tag.split("-", 1)
    if kinds is None:
        return tag
    return "O" if kind in CROSSNER_UNNAMED else f"{position}-{kinds.get(kind, 'MISC')}"


def begin_spans(sentence: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """IO and broken BIO made into BIO: a name that nothing before it carries on begins."""
    fixed, before = [], "O"
    for word, tag in sentence:
        if tag.startswith("I-") and before[2:] != tag[2:]:
            tag = "B-" + tag[2:]
        fixed.append((word, tag))
        before = tag
    return fixed


def spaced(sentence: list[tuple[str, str]]) -> Iterator[Token]:
    """Whether a space follows each word, guessed from its signs where the set does not say."""
    is_open = False
    for i, (word, tag) in enumerate(sentence):
        word = re.sub(r"^`+$|^'{2,}$|^\"{2,}$", '"', word)
        following = sentence[i + 1][0] if i + 1 < len(sentence) else ""
        space = following not in NO_SPACE_BEFORE and word not in NO_SPACE_AFTER
        if word == '"':
            space = space and is_open
            is_open = not is_open
        elif re.fullmatch(r"''+|\"+", following) and is_open:
            space = False
        yield word, tag, space


def read_ewt(path: Path) -> Iterator[list[list[Token]]]:
    """Universal NER's English Web Treebank: number, word, tag; the text of each sentence in a comment."""
    document: list[list[Token]] = []
    words: list[tuple[str, str]] = []
    text = ""
    for line in [*path.read_text(encoding="utf-8").splitlines(), ""]:
        if line.startswith("# newdoc") and document:
            yield document
            document = []
        elif line.startswith("# text = "):
            text = line[9:]
        elif line.startswith("#"):
            continue
        elif line.strip():
            parts = line.split("\t")
            words.append((parts[1], parts[2] if parts[2][2:] in ("PER", "ORG", "LOC") else "O"))
        elif words:
            sentence, at = [], 0
            for word, tag in begin_spans(words):
                found = text.find(word, at)
                at = found + len(word) if found >= 0 else at
                sentence.append((word, tag, found < 0 or text[at : at + 1] in (" ", "")))
            document.append(sentence)
            words = []
    if document:
        yield document


def read_gmb(path: Path, *, block: int) -> Iterator[list[list[Token]]]:
    """Groningen Meaning Bank, tab-separated, two token lines of quote marks for one mark.

    Its tags are brought to the convention of the others: titles leave the name of a person; a nationality
    (gpe as adjective or plural) is MISC; dates are no names.
    """
    document: list[list[Token]] = []
    sentence: list[list[str]] = []
    number = None
    rows = [line.split("\t") for line in path.read_text(encoding="utf-8").splitlines()[1:]]
    for row in [*rows, ["", "end", "", "", ""]]:
        if len(row) < 5:
            continue
        if row[1] and row[1] != number and sentence:
            document.append(list(spaced(begin_spans(convert_gmb(sentence)))))
            sentence = []
            if len(document) >= block or row[1] == "end":
                yield document
                document = []
        number = row[1] or number
        if row[2]:
            sentence.append(row[2:5])
    if document:
        yield document


def convert_gmb(sentence: list[list[str]]) -> list[tuple[str, str]]:
    converted: list[tuple[str, str]] = []
    in_title = False
    for i, (word, pos, tag) in enumerate(sentence):
        position, _, kind = tag.partition("-")
        if kind == "gpe":
            kind = (
                "MISC"
                if pos.startswith("JJ")
                or (
                    pos in ("NNS", "NNPS")
                    and word.endswith("s")
                    and (word not in ("States", "Emirates", "Netherlands", "Philippines"))
                )
                else "LOC"
            )
        elif kind == "per":
            in_title = (position == "B" or in_title) and word.strip(".").lower() in TITLES
            follows = i + 1 < len(sentence) and sentence[i + 1][2] == "I-per"
            if in_title and (follows or position == "B"):
                converted.append((word, "O"))
                continue
            kind, in_title = "PER", False
        else:
            kind = GMB.get(kind, "")
        converted.append((word, f"{position}-{kind}" if kind else "O"))
    return converted


def as_tables(name: str, documents: Iterable[list[list[Token]]]) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The two tables of a set; offsets count in the article's text put together with one space between
    sentences.
    """
    sentences, names = [], []
    for d, document in enumerate(documents):
        article, at = f"{name}-{d:05d}", 0
        for s, tokens in enumerate(document):
            text, spans = "", []
            for word, tag, space in tokens:
                if tag.startswith("B-") or (tag.startswith("I-") and not spans):
                    spans.append([len(text), len(text) + len(word), tag[2:]])
                elif tag.startswith("I-"):
                    spans[-1][1] = len(text) + len(word)
                text += word + (" " if space else "")
            text = text.rstrip()
            spans = [
                (a, b, "LOC" if k in ("ORG", "MISC") and text[a:b] in COUNTRY_NAMES else k)
                for a, b, k in spans
            ]
            sentences.append((article, s, at, text))
            names += [(article, s, at + a, at + b, kind) for a, b, kind in spans]
            at += len(text) + 1
    table = pd.DataFrame(sentences, columns=["article_id", "sentence_id", "start", "text"])
    table.insert(1, "outlet", name)
    table.insert(2, "date", pd.NaT)
    table.insert(4, "paragraph", 0)
    return table, pd.DataFrame(names, columns=["article_id", "sentence_id", "start", "end", "type"])

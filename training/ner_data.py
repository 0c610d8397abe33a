"""Readers of the gold standards for names: each gives a table of sentences and a table of names.

A set is a pair `(sentences, names)`. `sentences` has one row per sentence: article_id, outlet, date,
sentence_id, paragraph, start, text. `names` has one row per name: article_id, sentence_id, start, end (places
in the article's text), type (PER, ORG, LOC, MISC). The texts are joined from their tokens, so that training
and scoring use the project's own splitting into words. Where a set does not mark its documents, `block`
consecutive sentences stand in for one.
"""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

import pandas as pd

from training.gum import Token, read_gum
from training.gum_names import TITLES

CROSSNER = {
    "person": "PER", "politician": "PER", "writer": "PER", "researcher": "PER", "scientist": "PER",
    "musicalartist": "PER", "organisation": "ORG", "politicalparty": "ORG", "band": "ORG",
    "university": "ORG", "location": "LOC", "country": "LOC",
}  # fmt: skip
# What these types mark is usually written without capitals, so it is no name here.
CROSSNER_UNNAMED = {
    "algorithm", "field", "task", "metrics", "literarygenre", "musicgenre", "musicalinstrument", "discipline",
    "chemicalelement", "chemicalcompound", "protein", "enzyme", "theory",
}  # fmt: skip
GMB = {"per": "PER", "org": "ORG", "geo": "LOC", "art": "MISC", "eve": "MISC", "nat": "MISC"}
# A country's name is always a place here, also for a team or a government: the sets disagree on this.
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
    ",", ".", ";", ":", "!", "?", ")", "]", "'s", "n't", "'", "%", "''", "’s", "”", "'re", "'ve", "'ll", "'d",
    "'m",
}  # fmt: skip
NO_SPACE_AFTER = {"(", "[", "$", "``", "“", "#", "£", "€"}
# Names of countries in the plural, which are no nationalities.
PLURAL_COUNTRIES = ("States", "Emirates", "Netherlands", "Philippines")


def read_set(name: str, folder: Path) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Sentences and names of a gold standard: wikigold, ewt, gmb, gum_GENRE or crossner_DOMAIN-PART."""
    return make_tables(name, read_documents(name, folder))


def read_documents(name: str, folder: Path) -> Iterator[list[list[Token]]]:
    """The documents of a gold standard, each a list of sentences."""
    if name == "wikigold":
        yield from read_columns(folder / "ner/wikigold.conll.txt")
    elif name == "ewt":
        for part in ("dev", "test"):
            yield from read_ewt(folder / f"ner/uner_ewt-{part}.iob2")
    elif name == "gmb":
        yield from read_gmb(folder / "ner/gmb.txt", block=12)
    elif name.startswith("gum_"):
        for path in sorted((folder / "gum").glob(f"GUM_{name[4:]}_*.conllu")):
            yield from read_gum(path)
    elif name.startswith("crossner_"):
        yield from read_columns(folder / f"ner/crossner-{name[9:]}.txt", kinds=CROSSNER, block=1)
    else:
        raise ValueError(
            f"The `name` must be wikigold, ewt, gmb, gum_GENRE or crossner_DOMAIN-PART; not {name!r}."
        )


def read_columns(
    path: Path, *, kinds: dict[str, str] | None = None, block: int | None = None
) -> Iterator[list[list[Token]]]:
    """The documents of a CoNLL file.

    Each line holds a word and its tag. An empty line ends a sentence; -DOCSTART- opens a document.
    """
    document: list[list[Token]] = []
    sentence: list[tuple[str, str]] = []
    for line in [*path.read_text(encoding="utf-8").splitlines(), ""]:
        parts = line.split()
        if parts and parts[0] != "-DOCSTART-":
            sentence.append((parts[0], name_tag(parts[-1], kinds)))
            continue
        if sentence:
            document.append(list(guess_spaces(begin_spans(sentence))))
            sentence = []
        if document and ((parts and parts[0] == "-DOCSTART-") or (block and len(document) >= block)):
            yield document
            document = []
    if document:
        yield document


def name_tag(tag: str, kinds: dict[str, str] | None) -> str:
    """The tag with its kind translated by `kinds`; "O" for a kind that is no name here."""
    if tag == "O" or "-" not in tag:
        return "O"
    position, kind = tag.split("-", 1)
    if kinds is None:
        return tag
    return "O" if kind in CROSSNER_UNNAMED else f"{position}-{kinds.get(kind, 'MISC')}"


def begin_spans(sentence: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """BIO tags from IO and broken BIO: the first word of a name gets "B-".

    >>> begin_spans([("Bashar", "I-PER"), ("Assad", "I-PER")])
    [('Bashar', 'B-PER'), ('Assad', 'I-PER')]
    """
    fixed, before = [], "O"
    for word, tag in sentence:
        if tag.startswith("I-") and before[2:] != tag[2:]:
            tag = "B-" + tag[2:]
        fixed.append((word, tag))
        before = tag
    return fixed


def guess_spaces(sentence: list[tuple[str, str]]) -> Iterator[Token]:
    """The words with whether a space follows, guessed from punctuation, for sets that do not mark it."""
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
    """The documents of Universal NER's English Web Treebank.

    Each line holds number, word and tag; a comment holds the text of the sentence.
    """
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
            document.append(list(find_spaces(begin_spans(words), text)))
            words = []
    if document:
        yield document


def find_spaces(words: list[tuple[str, str]], text: str) -> Iterator[Token]:
    """The words of a sentence with whether a space follows in its text."""
    end = 0
    for word, tag in words:
        start = text.find(word, end)
        end = start + len(word) if start >= 0 else end
        yield word, tag, start < 0 or text[end : end + 1] in (" ", "")


def read_gmb(path: Path, *, block: int) -> Iterator[list[list[Token]]]:
    """The documents of the Groningen Meaning Bank: tab-separated, a quotation mark written as several."""
    document: list[list[Token]] = []
    sentence: list[list[str]] = []
    number = None
    rows = [line.split("\t") for line in path.read_text(encoding="utf-8").splitlines()[1:]]
    for row in [*rows, ["", "end", "", "", ""]]:
        if len(row) < 5:
            continue
        if row[1] and row[1] != number and sentence:
            document.append(list(guess_spaces(begin_spans(convert_gmb(sentence)))))
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
    """Words and tags of a GMB sentence by the conventions of the other sets.

    Titles are no part of a person's name. A nationality (gpe as adjective or plural) is MISC. Dates are no
    names.
    """
    converted: list[tuple[str, str]] = []
    in_title = False
    for i, (word, pos, tag) in enumerate(sentence):
        position, _, kind = tag.partition("-")
        if kind == "gpe":
            kind = "MISC" if is_nationality(word, pos) else "LOC"
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


def is_nationality(word: str, pos: str) -> bool:
    """Whether a word that GMB marks as gpe is a nationality and no country.

    >>> is_nationality("Iraqis", "NNPS"), is_nationality("Netherlands", "NNPS")
    (True, False)
    """
    is_plural = pos in ("NNS", "NNPS") and word.endswith("s")
    return pos.startswith("JJ") or (is_plural and word not in PLURAL_COUNTRIES)


def make_tables(name: str, documents: Iterable[list[list[Token]]]) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The two tables of a set; an article's text is its sentences with one space between them."""
    sentences, names = [], []
    for number, document in enumerate(documents):
        article_id, offset = f"{name}-{number:05d}", 0
        for sentence_id, tokens in enumerate(document):
            text, spans = join_tokens(tokens)
            sentences.append((article_id, sentence_id, offset, text))
            names += [
                (article_id, sentence_id, offset + start, offset + end, kind) for start, end, kind in spans
            ]
            offset += len(text) + 1
    table = pd.DataFrame(sentences, columns=["article_id", "sentence_id", "start", "text"])
    table.insert(1, "outlet", name)
    table.insert(2, "date", pd.NaT)
    table.insert(4, "paragraph", 0)
    return table, pd.DataFrame(names, columns=["article_id", "sentence_id", "start", "end", "type"])


def join_tokens(tokens: list[Token]) -> tuple[str, list[tuple[int, int, str]]]:
    """The text of a sentence and its names: start, end, type. A country is always a place.

    >>> join_tokens([("In", "O", True), ("Syria", "B-ORG", False), (".", "O", False)])
    ('In Syria.', [(3, 8, 'LOC')])
    """
    text, spans = "", []
    for word, tag, space in tokens:
        if tag.startswith("B-") or (tag.startswith("I-") and not spans):
            spans.append((len(text), len(text) + len(word), tag[2:]))
        elif tag.startswith("I-"):
            start, _, kind = spans[-1]
            spans[-1] = (start, len(text) + len(word), kind)
        text += word + (" " if space else "")
    text = text.rstrip()
    return text, [
        (start, end, "LOC" if kind in ("ORG", "MISC") and text[start:end] in COUNTRY_NAMES else kind)
        for start, end, kind in spans
    ]

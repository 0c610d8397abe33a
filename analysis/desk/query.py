"""The query language: words and phrases, joined by AND, OR, NOT, NEAR and parentheses.

query   = and { OR and }
and     = not { [AND] not }         AND may only be left out before NOT
not     = NOT not | near
near    = atom { NEAR[/number] atom }
atom    = ( query ) | "phrase" | word { word }
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from analysis.matching.trie import is_term

LONGEST = 500  # characters of a query
DEEPEST = 20  # parentheses and NOTs within each other
WITHIN = 10  # words between the two sides of NEAR without a number
WIDEST = 100  # the largest number of NEAR
TOKEN = re.compile(r'["“”„](?P<phrase>[^"“”„]*)(?P<close>["“”„]?)|(?P<bracket>[()])|(?P<word>[^\s()"“”„]+)')
OPERATOR = re.compile(r"AND|OR|NOT|(?:NEAR|near)(?P<slash>/(?P<within>.*))|NEAR")
HELP = 'Type words such as: ceasefire* AND (Kyiv OR "peace talks") NOT grain, or: missile NEAR/5 Kherson.'


@dataclass(frozen=True)
class Term:
    """A word or phrase, as the word lists write it."""

    text: str


@dataclass(frozen=True)
class And:
    """All parts stand in the article."""

    parts: tuple["Node", ...]


@dataclass(frozen=True)
class Or:
    """At least one part stands in the article."""

    parts: tuple["Node", ...]


@dataclass(frozen=True)
class Not:
    """The part does not stand in the article."""

    part: "Node"


@dataclass(frozen=True)
class Near:
    """Both sides stand in one sentence, in any order, with at most `within` words between them."""

    left: "Node"
    right: "Node"
    within: int = WITHIN


Node = Term | And | Or | Not | Near


@dataclass(frozen=True)
class Token:
    """A piece of a query: `kind` is "word", "phrase", "(", ")", "AND", "OR", "NOT" or "NEAR"."""

    kind: str
    text: str
    within: int = WITHIN


def parse_query(query: str) -> Node:
    """Read a query as a tree.

    Words side by side are one phrase. Operators are in capitals, because *and* and *near* are words of a
    phrase too; `near/5` is an operator in either case. NOT binds closest after NEAR, then AND, then OR.

    Raises ValueError for what is no query; the message says what to type.

    >>> parse_query("ceasefire* NOT peace talks")
    And(parts=(Term(text='ceasefire*'), Not(part=Term(text='peace talks'))))
    >>> parse_query("missile near/5 (Kyiv OR Kherson)").within
    5
    """
    if not isinstance(query, str) or not query.strip():
        raise ValueError(f"There is nothing to look for. {HELP}")
    if len(query) > LONGEST:
        raise ValueError(f"A query has at most {LONGEST} characters; this one has {len(query):,}.")
    parser = Parser(list(split_query(query)))
    tree = parser.read_or(0)
    if parser.kind:
        raise ValueError(f"The parenthesis ')' closes nothing: take it out. {HELP}")
    if not finds_places(tree):
        raise ValueError(
            "NOT needs words beside it in every part of the query: type ceasefire NOT grain. "
            "NOT grain alone is every article without the word."
        )
    return tree


def split_query(query: str) -> Iterator[Token]:
    """Split a query into tokens."""
    for found in TOKEN.finditer(query):
        if found["bracket"]:
            yield Token(found["bracket"], found["bracket"])
        elif found["word"] is None:
            if not found["close"]:
                raise ValueError(
                    f'The quotation mark before {found["phrase"].strip()[:40]!r} needs its end: "…".'
                )
            yield Token("phrase", found["phrase"])
        else:
            yield read_word(found["word"])


def read_word(word: str) -> Token:
    """Return a word as a word or an operator."""
    operator = OPERATOR.fullmatch(word)
    if operator is None:
        return Token("word", word)
    if operator["slash"] is None:
        return Token(word, word)
    number = operator["within"]
    if not re.fullmatch("[0-9]{1,3}", number) or int(number) > WIDEST:
        raise ValueError(
            f"NEAR takes a number of words from 0 to {WIDEST}: type missile NEAR/5 Kherson; not {word!r}."
        )
    return Token("NEAR", word, int(number))


class Parser:
    """The tokens of a query and the place that is reached; one method per line of the grammar."""

    def __init__(self, tokens: list[Token]) -> None:
        self.tokens = tokens
        self.place = 0

    @property
    def kind(self) -> str:
        """The kind of the next token; empty at the end."""
        return self.tokens[self.place].kind if self.place < len(self.tokens) else ""

    def take(self) -> Token:
        token = self.tokens[self.place]
        self.place += 1
        return token

    def read_or(self, depth: int) -> Node:
        if depth > DEEPEST:
            raise ValueError(f"A query has at most {DEEPEST} parentheses and NOTs within each other.")
        parts = [self.read_and(depth)]
        while self.kind == "OR":
            self.take()
            parts.append(self.read_and(depth))
        return Or(tuple(parts)) if len(parts) > 1 else parts[0]

    def read_and(self, depth: int) -> Node:
        parts = [self.read_not(depth)]
        while self.kind not in ("", "OR", ")"):
            if self.kind == "AND":
                self.take()
            elif self.kind != "NOT":
                raise ValueError(
                    f"Two parts of the query have nothing between them: type AND, OR, NOT or NEAR before "
                    f"{self.tokens[self.place].text!r}."
                )
            parts.append(self.read_not(depth))
        return And(tuple(parts)) if len(parts) > 1 else parts[0]

    def read_not(self, depth: int) -> Node:
        if self.kind != "NOT":
            return self.read_near(depth)
        self.take()
        if depth > DEEPEST:
            raise ValueError(f"A query has at most {DEEPEST} parentheses and NOTs within each other.")
        return Not(self.read_not(depth + 1))

    def read_near(self, depth: int) -> Node:
        tree = self.read_atom(depth)
        while self.kind == "NEAR":
            within = self.take().within
            tree = Near(tree, self.read_atom(depth), within)
            if not (has_places(tree.left) and has_places(tree.right)):
                raise ValueError(
                    "NEAR stands between words, phrases or (one OR another): type missile NEAR/5 "
                    "(Kyiv OR Kherson)."
                )
        return tree

    def read_atom(self, depth: int) -> Node:
        if self.kind == "(":
            self.take()
            tree = self.read_or(depth + 1)
            if self.kind != ")":
                raise ValueError(f"A parenthesis is open: type ')' at its end. {HELP}")
            self.take()
            return tree
        if self.kind == "phrase":
            return make_term(self.take().text)
        words = []
        while self.kind == "word":
            words.append(self.take().text)
        if not words:
            raise ValueError(self.miss_words())
        return make_term(" ".join(words))

    def miss_words(self) -> str:
        """Say where words are missing."""
        before = f"after {self.tokens[self.place - 1].text!r}" if self.place else "at the beginning"
        return f"Words are missing {before}. {HELP}"


def make_term(text: str) -> Term:
    """Return a word or phrase; raise ValueError where it holds no word, or `*` elsewhere than at its end."""
    text = " ".join(text.split())
    if not is_term(text) or not re.search(r"\w", text):
        raise ValueError(
            f"{text!r} cannot be looked for: type a word or phrase, with * only at its end. {HELP}"
        )
    return Term(text)


def has_places(tree: Node) -> bool:
    """Whether a tree stands for places in sentences: a term, a NEAR, or one of several such trees."""
    return isinstance(tree, Term | Near) or (isinstance(tree, Or) and all(map(has_places, tree.parts)))


def finds_places(tree: Node) -> bool:
    """Whether every article that a tree picks holds a place to show."""
    if isinstance(tree, And):
        return any(map(finds_places, tree.parts))
    if isinstance(tree, Or):
        return all(map(finds_places, tree.parts))
    return not isinstance(tree, Not)


def list_terms(tree: Node) -> list[str]:
    """List the terms of a query, those after NOT included, each once.

    >>> list_terms(parse_query("a AND (b OR a) NOT c"))
    ['a', 'b', 'c']
    """
    if isinstance(tree, Term):
        return [tree.text]
    parts = (
        (tree.part,)
        if isinstance(tree, Not)
        else (tree.left, tree.right)
        if isinstance(tree, Near)
        else tree.parts
    )
    return list(dict.fromkeys(term for part in parts for term in list_terms(part)))

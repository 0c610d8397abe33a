"""What can be looked at: the choices of each kind, and the hits of a choice."""

from collections.abc import Callable
from difflib import get_close_matches
from typing import NamedTuple

import pandas as pd

from analysis.acts.roles import find_roles
from analysis.desk.query import list_terms, parse_query
from analysis.desk.search import search_sentences
from analysis.desk.view import KINDS, View
from analysis.frames.cues import FEWEST_CUES
from analysis.ids import are_among, sample_rows
from analysis.schema import KEYS, check_choice
from analysis.store.measured import Measured
from analysis.summaries.tone import MEASURES
from analysis.tone.voices import split_voices

TONES = {"evaluation": "praise and blame", "battle": "battle words", "vader": "VADER"}
# Columns of attributions and roles that name a voice or a role.
VOICE_COLUMNS = ["camp", "name", "source_kind", "gender", "form", "cue_class"]
ROLE_COLUMNS = ["agent", "patient", "construction", "verb"]
ANY = "any"  # every name
TOP = 300  # choices offered of each column
NEAR = 3  # choices that an error message names
HELD = 8  # choices whose hits are kept: those of four views, and of four before them
DRAWN = 2000  # articles whose acts are found: each takes a millisecond
PLAIN = {"articles", "sentences", "headlines", "raw", "boilerplate", "tone", "mentions", "attributions"}


# What a hit of each tone counts.
COUNTED = {"evaluation": ["n_positive", "n_negative"], "battle": ["n_battle"], "vader": ["compound"]}


class Hits(NamedTuple):
    """The hits of a choice.

    `rows` has one row per hit: `article_id, outlet, date, sentence_id`, mostly `start` and `end`, and the
    column `column` with the choice itself. With `of`, the share is that of rows of `of`, else of articles.
    """

    rows: pd.DataFrame
    column: str
    of: pd.DataFrame | None = None


class Things:
    """The choices and hits of one corpus; roles are found when they are first asked for."""

    def __init__(self, measured: Measured) -> None:
        self.measured = measured
        self._roles: pd.DataFrame | None = None
        self._choices: dict[str, list[tuple[str, str]]] = {}  # by kind
        self._found: dict[tuple[str, str, bool], Hits] = {}  # the last ones, by kind, choice and voice

    @property
    def roles(self) -> pd.DataFrame:
        """The acts of all articles; of a large corpus those of articles drawn by lot."""
        if self._roles is None:
            names = ("sentences", "mentions", "attributions")
            if self.draws_roles:
                drawn = sample_rows(self.measured.headlines, DRAWN, unit="article")
                tables = [self.measured.read_rows(name, rows=drawn) for name in names]
            else:
                tables = [getattr(self.measured, name) for name in names]
            self._roles = find_roles(*tables[:2], attributions=tables[2])
        return self._roles

    @property
    def draws_roles(self) -> bool:
        """Whether acts are looked for in a part of the articles only."""
        return len(self.measured.headlines) > DRAWN

    def note_part(self, view: View) -> str:
        """Say which part of the articles a view counts; empty for all of them."""
        if view.what != "role" or not self.draws_roles:
            return ""
        return f"Acts are looked for in {DRAWN:,} of {len(self.measured.headlines):,} articles, drawn by lot."

    def list_tables(self) -> list[str]:
        """List the tables of measures that have no kind of their own."""
        tables = [name for name in dir(self.measured) if name not in {*PLAIN, *self.measured.codebooks}]
        return [name for name in tables if name not in ("codebooks", "read_rows", "read_sentences")]

    def list_choices(self, what: str) -> list[tuple[str, str]]:
        """List the choices of a kind: the value of `which`, and how it reads."""
        if what not in self._choices and what in KINDS:
            self._choices[what] = self.find_choices(what)
        return self._choices.get(what, [])

    def find_choices(self, what: str) -> list[tuple[str, str]]:
        """Find the choices of a kind, the most frequent first where they can be counted."""
        measured = self.measured
        if what == "tone":
            return list(TONES.items())
        if what == "name":
            return [*((name, name) for name in rank_values(measured.mentions, "name")), (ANY, "any name")]
        if what == "frame":
            tables = [(codebook, getattr(measured, codebook)) for codebook in measured.codebooks]
            frames = [f"{book}: {name}" for book, table in tables for name in list_categories(table["frame"])]
            return [(frame, frame.replace("_", " ")) for frame in frames]
        if what == "table":
            return [(name, name.replace("_", " ")) for name in self.list_tables()]
        if what in ("voice", "role"):
            table, columns = self.open_columns(what)
            values = [f"{column}: {value}" for column in columns for value in rank_values(table, column)]
            return [(value, value.replace("_", " ")) for value in values]
        return []

    def open_columns(self, what: str) -> tuple[pd.DataFrame, list[str]]:
        """Return the table of voices or roles, and its columns that name one."""
        table, columns = (
            (self.measured.attributions, VOICE_COLUMNS) if what == "voice" else (self.roles, ROLE_COLUMNS)
        )
        return table, [column for column in columns if column in table.columns]

    def find_hits(self, view: View) -> Hits:
        """Find the hits of a view, of the whole corpus; raise ValueError for a choice that is not there."""
        find: dict[str, Callable[[View], Hits]] = {
            "words": self.find_words,
            "name": self.find_name,
            "frame": self.find_frame,
            "tone": self.find_tone,
            "voice": self.find_part,
            "role": self.find_part,
            "articles": self.find_articles,
            "table": self.find_table,
        }
        key = (view.what, view.which, view.by == "voice")
        if key not in self._found:
            found = find[view.what](view)
            if len(self._found) == HELD:
                del self._found[next(iter(self._found))]
            self._found[key] = found
        return self._found[key]

    def find_words(self, view: View) -> Hits:
        terms = list_terms(parse_query(view.which))
        sentences = self.measured.read_sentences(containing=terms)
        attributions = None  # they only tell voices apart
        if view.by == "voice":
            attributions = self.measured.read_rows("attributions", rows=sentences)
        return Hits(search_sentences(sentences, view.which, attributions=attributions), "query")

    def find_name(self, view: View) -> Hits:
        mentions = self.measured.mentions
        if view.which != ANY:
            check_which(view.which, mentions, "name")
            mentions = mentions[mentions["name"].eq(view.which)]
        return Hits(mark_rows(mentions, "name", view.which), "name")

    def find_frame(self, view: View) -> Hits:
        """The cues of a frame in the articles that have the frame: those with two cues or more."""
        codebook, frame = view.split_which("a codebook and a frame, such as 'conflict_frames: diplomacy'")
        check_choice(codebook, self.measured.codebooks, name="codebook")
        cues = getattr(self.measured, codebook)
        check_choice(frame, list_categories(cues["frame"]), name="frame")
        cues = cues[cues["frame"].eq(frame)]
        enough = cues.groupby("article_id")["article_id"].transform("size") >= FEWEST_CUES
        return Hits(mark_rows(cues[enough], "frame", frame), "frame")

    def find_tone(self, view: View) -> Hits:
        """Sentences of news with a hit of tone; `n` counts the hits, or is the size of the VADER score."""
        check_choice(view.which, MEASURES, name="tone")
        articles = self.measured.headlines
        tone = self.measured.tone
        tone = tone[are_among(tone["article_id"], articles.loc[articles["genre"].eq("news"), "article_id"])]
        if view.by == "voice":
            tone = split_voices(tone)
            size = tone[COUNTED[view.which]].sum(axis=1).abs()
        else:
            size = size_narration(tone, view.which)
        rows = tone[[*KEYS, "sentence_id", *(["voice"] if view.by == "voice" else [])]].assign(n=size)
        return Hits(rows[rows["n"] > 0], "tone")

    def find_part(self, view: View) -> Hits:
        """Attributions of a voice, or acts with a role."""
        table, columns = self.open_columns(view.what)
        if table.empty:
            raise ValueError(
                f"The corpus holds {KINDS[view.what].replace('a ', 'no ')}: choose something else."
            )
        column, value = view.split_which(f"a column and a value, such as '{columns[0]}: russia'")
        check_choice(column, columns, name="column")
        check_which(value, table, column)
        return Hits(mark_rows(table[table[column].eq(value)], column, value), column, table)

    def find_articles(self, _view: View) -> Hits:
        """The first sentence of each article."""
        return Hits(self.measured.headlines.assign(sentence_id=0), "articles")

    def find_table(self, view: View) -> Hits:
        check_choice(view.which, self.list_tables(), name="table")
        rows = getattr(self.measured, view.which)
        return Hits(mark_rows(rows, "measure", view.which), "measure")


def check_which(value: str, rows: pd.DataFrame, column: str) -> None:
    """Raise ValueError for a choice that no row has; the message names the most frequent and the nearest.

    >>> rows = pd.DataFrame({"article_id": ["a", "b"], "name": ["Kyiv", "Lviv"]})
    >>> check_which("Oslo", rows, "name")
    Traceback (most recent call last):
    ValueError: The articles have no name 'Oslo': choose one of the list, such as Kyiv, Lviv.
    """
    values = rows[column].dropna().astype(str)
    if (values == value).any():
        return
    ranked = rank_values(rows, column, top=None)
    # Of *Zelenski* the nearest is a part of a longer name; of names with one part the most frequent.
    parts = {part.casefold(): name for name in reversed(ranked) for part in (*name.split(), name)}
    near = dict.fromkeys(parts[part] for part in get_close_matches(value.casefold(), parts, NEAR))
    asked = (
        f"The articles have no {column.replace('_', ' ')} {value!r}" if value.strip() else "Nothing is chosen"
    )
    question = f"; did you mean {', '.join(near)}?" if near else "."
    raise ValueError(f"{asked}: choose one of the list, such as {', '.join(ranked[:NEAR])}{question}")


def size_narration(tone: pd.DataFrame, which: str) -> pd.Series:
    """Count the hits in the outlet's own words, one number per sentence; of VADER the size of its score."""
    if which == "vader":
        own = tone["n_words"] > tone["n_words_reported"] + tone["n_words_quoted"]
        return tone["compound_narration"].abs().where(own, 0)
    names = COUNTED[which]
    others = [f"{name}_{voice}" for name in names for voice in ("reported", "quoted")]
    return tone[names].sum(axis=1) - tone[others].sum(axis=1)


def mark_rows(rows: pd.DataFrame, column: str, value: str) -> pd.DataFrame:
    """Return rows whose column has one value, as a category: a group without a row has a share of 0."""
    return rows.assign(**{column: pd.Categorical([value] * len(rows), categories=[value])})


def rank_values(hits: pd.DataFrame, column: str, top: int | None = TOP) -> list[str]:
    """List the values of a column that most articles have, the most frequent first; empty ones left out.

    >>> hits = pd.DataFrame({"article_id": ["a", "b", "b", "c"], "name": ["X", "Y", "X", ""]})
    >>> rank_values(hits, "name")
    ['X', 'Y']
    """
    named = hits[hits[column].notna() & hits[column].astype(str).ne("")]
    counts = named.groupby(column, observed=True)["article_id"].nunique().rename("n").reset_index()
    counts = counts.sort_values(["n", column], ascending=[False, True], kind="stable")
    return counts[column].iloc[:top].astype(str).tolist()


def list_categories(column: pd.Series) -> list[str]:
    """List the categories of a column, in use or not, else its values; sorted."""
    if isinstance(column.dtype, pd.CategoricalDtype):
        return sorted(map(str, column.cat.categories))
    return sorted(column.dropna().astype(str).unique())

"""Links from numbers to their sentences: a notebook notes the hits, the report writes the pages."""

import json
import os
import re
import unicodedata
from collections.abc import Mapping, Sequence
from functools import cached_property
from hashlib import blake2b
from html import escape
from itertools import count
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from analysis.counted_rows import FOLDER
from analysis.ids import draw_lots, pack_key
from analysis.wording import capitalise

# The page that is being made; `write_report` sets it in its kernels.
PAGE = "ANALYSIS_PAGE"
QUOTABLE = 10  # sentences of which one may be quoted beside a finding
LIMIT = 25  # sentences of a finding; of more, so many are drawn by lot
FEW_WORDS = 4  # of an article, which a report without texts may show
FEW = 6  # sentences of one number of a table or a chart
MONTH = 28  # days around a change point whose sentences are shown
FIRST_WORDS = 6  # words of a finding in the address of its sentences
LONGEST = 48  # characters of a name in an address
RULES = ("category", "frame", "name", "entity")  # the columns that may name the rule that found a hit
SENTENCE = ["article_id", "sentence_id"]
NOTED = [*SENTENCE, "start", "end", "rule"]
NO_SENTENCE = -1  # in the notes: the whole article is meant
# Words in letters that are written from right to left (Hebrew, Arabic, Syriac and their other forms).
FROM_RIGHT = re.compile(
    "[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]+(?: +[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]+)*"
)


class Finding(str):
    """What was found in words, with the rows of the summary that it names.

    `lead` is its beginning that stands as a heading; `topic` names it where its first words change with the
    numbers.
    """

    rows: pd.DataFrame | None
    lead: str
    topic: str

    def __new__(
        cls, text: str, rows: pd.DataFrame | None = None, *, lead: str = "", topic: str = ""
    ) -> "Finding":
        finding = super().__new__(cls, text)
        finding.rows, finding.lead, finding.topic = rows, lead or text, topic or text
        return finding

    def __add__(self, text: str) -> "Finding":
        """The finding with a further sentence; the rows and the heading stay."""
        return Finding(str(self) + text, self.rows, lead=self.lead, topic=self.topic)


def split_lead(finding: str) -> tuple[str, str]:
    """Split a finding into its heading and what stands below it, both as sentences.

    >>> split_lead(Finding("Most frequent: law, 80%; aid, 20%.", lead="Most frequent: law, 80%"))
    ('Most frequent: law, 80%.', 'Aid, 20%.')
    """
    text = " ".join(finding.split())
    lead = " ".join(str(getattr(finding, "lead", text)).split())
    rest = text[len(lead) :].lstrip(" .;,") if text.startswith(lead) else ""
    return (f"{lead.rstrip('.')}.", capitalise(rest)) if rest else (text, "")


def isolate(text: str) -> str:
    """Return a text as HTML in which a name in Arabic or Hebrew letters turns no number around.

    >>> isolate("Lowest in \u0635\u062d\u064a, -0.25 <b>") == (
    ...     "Lowest in <bdi>\u0635\u062d\u064a</bdi>, -0.25 &lt;b&gt;")
    True
    """
    return FROM_RIGHT.sub(r"<bdi>\g<0></bdi>", escape(text))


def note_finding(hits: pd.DataFrame, finding: str) -> str:
    """Note the hits behind a finding; return the address of their page, "" outside a report.

    The first words make the address: unlike the numbers after them they are the same in every run.
    """
    topic = getattr(finding, "topic", finding)
    first_words = " ".join(re.split(r"[\d:(]", topic)[0].split()[:FIRST_WORDS])
    if not in_notes() or hits.empty:
        return ""
    named = pick_named(hits, finding)
    summary = getattr(finding, "rows", None)
    if summary is not None and {"date", summary.attrs.get("what")} <= set(summary.columns):
        named = pick_around(hits, summary)
    shown = narrow_hits(hits if named is None else named)
    rows, title = {"": np.arange(len(shown))}, " ".join(finding.split())
    return note_sections(Hits(shown), rows, title, first_words, quoted=named is not None)[""]


def pick_named(hits: pd.DataFrame, finding: str) -> pd.DataFrame | None:
    """The hits of the outlets, frames and names that a finding names, those named first in front."""
    is_named = False
    rule = next((name for name in RULES if name in hits.columns), None)
    for column in [name for name in ("outlet", rule) if name in hits.columns]:
        values = hits[column].astype(str)
        places = {value: finding.find(value.replace("_", " ")) for value in values.unique() if value}
        named = {value: place for value, place in places.items() if place >= 0}
        if named:
            is_named = True
            hits = hits[values.isin(list(named))]
            hits = hits.loc[hits[column].astype(str).map(named).sort_values(kind="stable").index]
    return hits if is_named else None


def pick_around(hits: pd.DataFrame, rows: pd.DataFrame) -> pd.DataFrame:
    """The hits of the things that a finding on events names, in the days around: the fuller side first."""
    what, span = rows.attrs["what"], pd.Timedelta(days=rows.attrs.get("days", MONTH))
    parts = []
    for date, thing, value in zip(rows["date"], rows[what].astype(str), rows["value"], strict=True):
        of_thing = hits[hits[what].astype(str).eq(thing)]
        before = of_thing[of_thing["date"].between(date - span, date, inclusive="left")]
        after = of_thing[of_thing["date"].between(date, date + span, inclusive="left")]
        parts += [after, before] if value > 0 else [before, after]
    return pd.concat(parts)


def in_notes() -> bool:
    return bool(os.environ.get(FOLDER))


class Hits:
    """Hits that are noted, as arrays: those of each cell of a table are counted and drawn fast."""

    def __init__(self, hits: pd.DataFrame) -> None:
        """`hits` are what `narrow_hits` returns; without sentences whole articles are meant."""
        self.is_articles = "sentence_id" not in hits.columns
        self.ids = hits[["article_id"] if self.is_articles else SENTENCE]
        noted = hits.assign(sentence_id=NO_SENTENCE) if self.is_articles else hits
        self.columns = {name: noted[name].to_numpy() for name in NOTED}
        self.article = pd.factorize(hits["article_id"])[0]
        self.sentence = pack_key(self.article, noted["sentence_id"])

    @cached_property
    def lots(self) -> np.ndarray:
        return draw_lots(self.ids)

    def describe(self, name: str, rows: np.ndarray, limit: int = LIMIT) -> dict[str, Any]:
        """A section: how many hits its rows are, and those of the sentences or articles that are shown."""
        sentences = pd.unique(self.sentence[rows])
        n_articles = len(pd.unique(self.article[rows]))
        shown = rows
        if len(sentences) > limit:  # the draw of `sample_rows`
            lots = self.lots[rows]
            shown = rows[np.isin(lots, np.sort(pd.unique(lots))[:limit])]
        first = shown[np.sort(np.unique(self.sentence[shown], return_index=True)[1])[:QUOTABLE]]
        quotable = [self.columns[key][first].tolist() for key in SENTENCE]
        noted = {column: values[shown].tolist() for column, values in self.columns.items()}
        return {
            "name": name,
            "is_articles": self.is_articles,
            "first": [list(ids) for ids in zip(*quotable, strict=True)],
            "n_sentences": len(sentences),
            "n_articles": n_articles,
            "rows": noted,
        }


def note_sections(
    hits: Hits,
    sections: Mapping[str, np.ndarray],
    title: str,
    name: str,
    *,
    limit: int = LIMIT,
    quoted: bool = False,
) -> dict[str, str]:
    """Note one page with a section per group of hits, given by its rows; return the sections' addresses.

    `quoted` says that the first sentence may be printed beside what it bears out. The same hits under the
    same title have one page.
    """
    folder, page = Path(os.environ[FOLDER]), os.environ.get(PAGE, "")
    described = [hits.describe(section, rows, limit) for section, rows in sections.items()]
    note = json.dumps({"title": title, "quoted": quoted, "sections": described})
    for n in count():
        slug = shorten_name(f"{page} {name}{f' {n}' if n else ''}")
        file = folder / f"{slug}.json"
        if not file.exists():
            file.write_text(note, encoding="utf-8")
            break
        if file.read_text("utf-8") == note:
            break
    return {name: f"evidence/{slug}.html" + (f"#{shorten_name(name)}" if name else "") for name in sections}


def narrow_hits(hits: pd.DataFrame, keep: Sequence[str] = ()) -> pd.DataFrame:
    """The columns of hits that are noted, and those to keep; without sentences one row per article.

    Rows that a summary divides by have no rule.
    """
    is_articles = "sentence_id" not in hits.columns
    hits = hits.drop_duplicates(["article_id", *keep]) if is_articles else hits
    places = {name: 0 if is_articles else hits.get(name, 0) for name in ("start", "end")}
    noted = hits[["article_id"]].astype("str").assign(**places, rule=name_rules(hits))
    noted = noted if is_articles else noted.assign(sentence_id=hits["sentence_id"])
    return noted.assign(**{name: hits[name] for name in keep})


def name_rules(hits: pd.DataFrame) -> pd.Series:
    """What found each hit, in words: the term, and the category that it counts for."""
    term = next(
        (name for name in ("term", "surface", "label", "cue", "word", "phrase") if name in hits.columns), None
    )
    rule = next((name for name in RULES if name in hits.columns), None)
    terms = hits[term].astype(str) if term else pd.Series("", index=hits.index)
    return terms + " → " + hits[rule].astype(str) if term and rule else terms


def cut_words(rule: str) -> str:
    """Return a rule, or the words of a source, with the first words of the article alone.

    >>> cut_words("a pensioner in Lugansk whose street had burned, said → ukraine")
    'a pensioner in Lugansk … → ukraine'
    """
    term, arrow, category = rule.partition(" → ")
    words = term.split()
    return f"{' '.join(words[:FEW_WORDS])} …{arrow}{category}" if len(words) > FEW_WORDS else rule


def shorten_name(text: str) -> str:
    """A name for a file or a place on a page: letters, digits and hyphens; what is lost leaves a checksum.

    >>> shorten_name("04-frames law_and_war_crimes"), shorten_name("../Київ")
    ('04-frames-law-and-war-crimes', 'x-263258')
    """
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    slug = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")
    if slug and slug == re.sub(r"[ _-]", "-", text) and len(slug) <= LONGEST:
        return slug
    return f"{slug[:LONGEST].strip('-') or 'x'}-{blake2b(text.encode(), digest_size=3).hexdigest()}"

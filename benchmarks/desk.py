"""How long the desk takes from a choice to its picture: writes results_desk.md.

    python -m benchmarks.desk                              on the sample
    python -m benchmarks.desk --corpus DIR [--store DIR]   on a corpus, from its store where there is one
    python -m benchmarks.desk --articles 200000 --folder DIR
                                makes a corpus of that many articles and its store first, where DIR has none

Twenty changes, in the order of a visit. Each sends the messages that the panel sends, and waits for answers
as the panel gets them: as JSON. A part that is not run keeps the figures of its last run. CPU seconds count
every thread, and depend less on other processes than seconds do.
"""

import argparse
import json
import re
import statistics
import time
from collections.abc import Callable
from html import unescape
from pathlib import Path

from analysis.desk.desk import Desk
from analysis.desk.messages import answer
from analysis.store.disk.folder import place_store
from analysis.store.measured import measure_corpus
from benchmarks.__main__ import describe_machine
from benchmarks.desk_articles import write_corpus
from benchmarks.results import format_table

HERE = Path(__file__).parent
RESULTS, KEPT = HERE / "results_desk.md", HERE / "results_desk.json"
SAMPLE, DATA = Path("corpus/sample"), Path("../shared/data")
HEAD = """# The desk: from a choice to its picture

Written by `python -m benchmarks.desk`. Twenty changes of one visit, in this order, each once. *Opened* loads
the tables that every picture needs and draws the first one; it is no change. The browser's own part, laying
the picture out, comes on top: about a tenth of a second. Median wanted: 1 s on the sample, 3 s on a store
of 200,000 articles.
"""
SEARCH = 'ceasefire* AND (president OR "peace talks") NOT grain'
Message = dict
Row = dict[str, str | float]


class Visit:
    """A visit to the desk: what is chosen, and the time that each change took."""

    def __init__(self, desk: Desk) -> None:
        self.desk, self.rows = desk, list[Row]()
        self.views = [{"what": "tone", "which": "evaluation", "by": "outlet", "over": ""}]
        self.drawn: Message = {}
        self.page: Message = {}

    def ask(self, do: str, **message: object) -> Message:
        """An answer as the panel gets it; ValueError for one that is an error."""
        given = json.loads(json.dumps(answer(self.desk, {"do": do, **message})))
        if "error" in given:
            raise ValueError(f"{do}: {given['error']}")
        return given

    def clock(self, what: str, change: Callable[[], object]) -> None:
        """Time a change."""
        began, spent = time.perf_counter(), time.process_time()
        change()
        seconds, cpu = time.perf_counter() - began, time.process_time() - spent
        self.rows.append({"change": what, "seconds": seconds, "CPU seconds": cpu})
        print(f"{seconds:8.2f} s {cpu:8.2f} CPU s  {what}", flush=True)

    def draw(self) -> None:
        """Draw what is chosen, as the panel does: words alone also show their sentences."""
        self.drawn = self.ask("draw", views=self.views)
        for each in self.drawn["drawn"]:
            if "error" in each:
                raise ValueError(each["error"])
        if len(self.views) == 1 and self.views[0]["what"] == "words":
            self.read(key="")

    def choose(self, what: str, which: str | int = "", **shared: str) -> None:
        """Choose a kind and, by name or by place in the list, one of its choices."""
        choices = [] if what in ("words", "articles") else self.ask("choices", what=what)["choices"]
        chosen = choices[min(which, len(choices) - 1)][0] if isinstance(which, int) else which
        self.views[0] = {**self.views[0], "what": what, "which": chosen}
        self.share(**shared)

    def share(self, **shared: str) -> None:
        """Change what all pictures share: columns, periods, days."""
        self.views = [{**view, **shared} for view in self.views]
        self.draw()

    def add(self, what: str, which: int) -> None:
        """Add a picture beside the others."""
        choices = self.ask("choices", what=what)["choices"]
        self.views.append({**self.views[0], "what": what, "which": choices[which][0]})
        self.draw()

    def read(self, **asked: object) -> None:
        """Read a page of sentences of the first picture."""
        view = self.drawn["drawn"][0]["pictures"][0]["view"]
        self.page = self.ask("read", view=view, **{"page": 1, "sort": "date", **asked})

    def list_keys(self) -> list[str]:
        """The keys of the marks of the first picture."""
        svg = self.drawn["drawn"][0]["pictures"][0]["svg"]
        return [unescape(key) for key in re.findall('data-key="([^"]*)"', svg)]

    def open_article(self) -> None:
        """Open the article of the first sentence."""
        found = re.search(r'data-article="([^"]*)"', self.page["html"])
        self.ask("article", article=found[1] if found else "")


def make_changes(visit: Visit, columns: list[str]) -> None:
    """Make the twenty changes; `columns` are those of the articles beside the outlet."""
    days = visit.ask("open")["days"]
    early, late = days[len(days) // 4][0], days[3 * len(days) // 4][1]
    first, last = columns[0], columns[-1]
    visit.clock("a word: attack", lambda: visit.choose("words", "attack"))
    visit.clock("a phrase: peace talks", lambda: visit.choose("words", "peace talks"))
    visit.clock(f"a search: {SEARCH}", lambda: visit.choose("words", SEARCH))
    visit.clock("near: missile* NEAR/5 attack*", lambda: visit.choose("words", "missile* NEAR/5 attack*"))
    visit.clock("a name", lambda: visit.choose("name", 0))
    visit.clock(f"by {first}", lambda: visit.share(by=first))
    visit.clock("any name, by camp", lambda: visit.choose("name", "any", by="camp"))
    visit.clock("a click on a mark: its sentences", lambda: visit.read(key=visit.list_keys()[0]))
    visit.clock("all its sentences, the next page", lambda: visit.read(key="", page=2))
    visit.clock("the whole article", visit.open_article)
    visit.clock("a frame", lambda: visit.choose("frame", 8, by="outlet"))
    visit.clock("by month", lambda: visit.share(over="month"))
    visit.clock("another period: two handles", lambda: visit.share(since=early, until=late))
    visit.clock("tone", lambda: visit.choose("tone", 0))
    visit.clock("a voice", lambda: visit.choose("voice", 0))
    visit.clock("a role", lambda: visit.choose("role", 0))
    visit.clock(f"groups compared, by {last}", lambda: visit.share(over="", by=last))
    visit.clock("a second picture: a frame", lambda: visit.add("frame", 3))
    visit.clock("a third picture: a name", lambda: visit.add("name", 1))
    visit.clock("the whole period again", lambda: visit.share(since="", until=""))


def visit_desk(corpus: Path, store: Path | str) -> dict:
    """The rows of a visit, with the number of articles."""
    began, spent = time.perf_counter(), time.process_time()
    visit = Visit(Desk(measure_corpus(corpus, store=store)))
    visit.ask("open")
    visit.ask("choices", what="tone")
    visit.draw()
    opened = {"seconds": time.perf_counter() - began, "CPU seconds": time.process_time() - spent}
    headlines = visit.desk.measured.headlines
    columns = [name for name in visit.drawn["columns"] if name not in ("outlet", "voice", "genre")]
    make_changes(visit, columns)
    return {"corpus": corpus.name, "articles": len(headlines), "opened": opened, "rows": visit.rows}


def describe_visit(visit: dict) -> str:
    """The section on one visit: its changes, the median and the slowest."""
    rows = visit["rows"]
    lines = []
    for name in ("seconds", "CPU seconds"):
        slowest = max(rows, key=lambda row: row[name])
        median = statistics.median(row[name] for row in rows)
        lines.append(f"- {name}: median {median:.2f}, slowest {slowest[name]:.2f} ({slowest['change']})")
    shown = [{"change": "opened", **visit["opened"]}, *rows]
    head = f"## {visit['articles']:,} articles ({visit['corpus']})\n\n"
    return head + format_table(shown) + "\n" + "\n".join(lines) + f"\n\nMeasured {visit['machine']}.\n"


def make_store(folder: Path, n: int) -> Path:
    """A corpus of `n` articles in a folder, with its store; only what is not there is made."""
    corpus = folder / f"drawn{n}"
    if not corpus.exists():
        write_corpus(corpus, n, DATA)
    measure_corpus(corpus, store=place_store(corpus), progress=True)
    return corpus


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--corpus", type=Path, default=SAMPLE, help="a folder or file of articles")
    parser.add_argument("--store", default="auto", help="its store; default: beside it, if it is there")
    parser.add_argument("--articles", type=int, help="articles of a corpus that is made first")
    parser.add_argument("--folder", type=Path, help="where it and its store are made and kept")
    chosen = parser.parse_args()
    if chosen.articles:
        if not chosen.folder:
            parser.error("--articles needs --folder: where the corpus and its store are kept.")
        try:
            chosen.corpus = make_store(chosen.folder, chosen.articles)
        except FileNotFoundError as error:
            print(f"Skipped: {error}.")
            return
    machine = describe_machine()
    kept = json.loads(KEPT.read_text()) if KEPT.exists() else {}
    visit = visit_desk(chosen.corpus, chosen.store) | {"machine": machine}
    kept[visit["corpus"]] = visit
    KEPT.write_text(json.dumps(kept, indent=1) + "\n")
    parts = [describe_visit(each) for each in sorted(kept.values(), key=lambda each: each["articles"])]
    RESULTS.write_text("\n".join([HEAD, *parts]), encoding="utf-8")
    print(describe_visit(visit))


if __name__ == "__main__":
    main()

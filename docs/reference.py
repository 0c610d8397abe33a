"""Writes every verb, by task, into docs/reference.md, below its hand-written head.

    python docs/reference.py

Run it after any change to a docstring (`make docs`); a test compares the two.
"""

import inspect
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import analysis
from analysis.measures import MEASURES

REFERENCE = Path(__file__).with_suffix(".md")
MARK = "<!-- From here on written by `make docs`: change the docstrings, not this text. -->"
# The headings of a docstring, in the order of numpydoc.
HEADINGS = ["Parameters", "Returns", "Raises", "See Also", "Notes", "References", "Examples"]
WIDTH = 100  # of a signature


def write_reference() -> str:
    """The whole reference: its hand-written head, and the verbs as their docstrings describe them now."""
    head = REFERENCE.read_text(encoding="utf-8").partition(MARK)[0]
    tasks = [describe_task(task) for task in analysis.VERBS]
    return head + MARK + "\n\n" + "\n".join([*tasks, describe_measures()])


def describe_measures() -> str:
    """The tables that `measure_corpus` makes, from the list of measures."""
    rows = [f"| `{measure.name}` | {measure.about} |" for measure in MEASURES if measure.shown]
    head = [
        "## Tables of a measured corpus",
        "",
        "`measured = an.measure_corpus(...)` has `measured.articles`, `measured.sentences`, and one table",
        "for each measure and for each codebook of your own:",
        "",
    ]
    return "\n".join([*head, "| table | holds |", "|---|---|", *rows, ""])


def describe_task(task: str) -> str:
    """One task: a table of its verbs, then each verb."""
    verbs = list(list_verbs(task))
    table = [f"| {link_verb(name)} | {read_docstring(verb)['Summary']} |" for name, verb in verbs]
    parts = [describe_verb(name, verb) for name, verb in verbs]
    return "\n".join([f"## {task.capitalize()}", "", "| verb | gives |", "|---|---|", *table, "", *parts])


def list_verbs(task: str) -> Iterator[tuple[str, Callable]]:
    """The verbs of a task by name, each followed by the methods of what it returns."""
    for name in analysis.VERBS[task]:
        verb = getattr(analysis, name)
        yield name, verb
        yield from list_methods(verb)


def list_methods(verb: Callable) -> Iterator[tuple[str, Callable]]:
    """The public methods of the class of this package that a verb returns, by name."""
    returned = inspect.signature(verb).return_annotation
    if isinstance(returned, str):
        returned = vars(inspect.getmodule(verb)).get(returned)
    if inspect.isclass(returned) and returned.__module__.startswith("analysis."):
        for name, method in vars(returned).items():
            if inspect.isfunction(method) and not name.startswith("_"):
                yield f"{returned.__name__}.{name}", method


def link_verb(name: str) -> str:
    return f"[`{name}`](#{name.lower().replace('.', '')})"


def describe_verb(name: str, verb: Callable) -> str:
    """One verb: signature, and its docstring with headings in bold and parameters as a list."""
    sections = read_docstring(verb)
    lines = [f"### {name}", "", "```python", write_signature(name, verb), "```", "", sections["Summary"], ""]
    if sections["Extended"]:
        lines += [sections["Extended"], ""]
    for heading in HEADINGS:
        if heading in sections:
            lines += [f"**{heading}**", "", *write_section(heading, sections[heading]), ""]
    return "\n".join(lines)


def read_docstring(verb: Callable) -> dict[str, str]:
    """The parts of a docstring: `Summary`, `Extended`, and the text below each heading.

    A word on a line of its own with a line of hyphens below it is a heading.
    """
    parts = re.split(r"^([A-Z][A-Za-z ]+)\n-{3,}$", inspect.getdoc(verb) or "", flags=re.MULTILINE)
    summary, _, extended = parts[0].strip().partition("\n\n")
    sections = {"Summary": " ".join(summary.split()), "Extended": extended.strip()}
    for heading, text in zip(parts[1::2], parts[2::2], strict=True):
        sections[heading] = text.strip("\n").rstrip()
    return sections


def read_entries(text: str) -> list[tuple[str, str]]:
    """The entries of a section: the line that opens each (`name : type`), and the indented text below it."""
    entries: list[tuple[str, list[str]]] = []
    for line in text.splitlines():
        if line and not line.startswith(" "):
            entries.append((line, []))
        elif entries:
            entries[-1][1].append(line.strip())
    return [(opening, " ".join(filter(None, lines))) for opening, lines in entries]


def write_section(heading: str, text: str) -> list[str]:
    """The lines of one section as Markdown."""
    if heading == "Examples":
        return ["```python", text, "```"]
    if heading not in ("Parameters", "Returns", "Raises"):
        return [text]
    lines = []
    for opening, meaning in read_entries(text):
        name, _, kind = opening.partition(" : ")
        named = ", ".join(f"`{one.strip()}`" for one in name.split(",")) if heading == "Parameters" else name
        lines.append(f"- {named}{f' ({kind})' if kind else ''}: {meaning}")
    return lines


def write_signature(name: str, verb: Callable) -> str:
    """How a verb is called: parameters and defaults; the types stand in the list below it."""
    parameters, starred = [], False
    for parameter in inspect.signature(verb).parameters.values():
        if parameter.name == "self":
            continue
        if parameter.kind is parameter.KEYWORD_ONLY and not starred:
            starred = True
            parameters.append("*")
        plain = parameter.replace(annotation=parameter.empty)
        starred = starred or plain.kind is plain.VAR_POSITIONAL
        text = str(plain)
        if inspect.isfunction(plain.default):
            # The text of a function holds its place in memory, which changes with every run.
            text = f"{plain.name}={plain.default.__name__}"
        parameters.append(text)
    line = f"{name}({', '.join(parameters)})"
    if len(line) <= WIDTH:
        return line
    return f"{name}(\n    " + ",\n    ".join(parameters) + ",\n)"


if __name__ == "__main__":
    REFERENCE.write_text(write_reference(), encoding="utf-8")

"""Writes the frame lists and the cues of attributions into docs/codebook.md, below its hand-written head.

    python docs/codebook.py

Run it after any change to these lists or their rules (`make docs`); a test compares the two.
"""

import json
import tomllib
from pathlib import Path

from analysis.attributions.cues import CUES_FILE
from analysis.matching.lexicon import read_lexicon
from analysis.registry.files import read_table

CODEBOOK = Path(__file__).with_suffix(".md")
LISTS = ["generic_frames", "conflict_frames", "war_peace", "death_words"]
MARK = "<!-- From here on written by `make docs`: change the .toml files, not this text. -->"


def write_codebook() -> str:
    """The whole codebook: its hand-written head, and the categories as the lists define them now."""
    head = CODEBOOK.read_text(encoding="utf-8").partition(MARK)[0]
    return head + MARK + "\n\n" + "\n".join([*map(describe_list, LISTS), describe_cues()])


def describe_list(name: str) -> str:
    """One list: its title, its source, and its categories, each as a coder reads it."""
    lexicon = read_lexicon(name)
    about = json.loads(lexicon.attrs["lexicon"])
    n_terms = lexicon[lexicon["weight"] != 0].groupby("category").size()
    lines = [
        f"## {about['title']}",
        "",
        f"`{name}` {about['version']}: {n_terms.sum():,} terms in {len(n_terms)} categories.",
        "",
        about["source"],
        "",
        about["notes"],
        "",
    ]
    for category, rules in about["categories"].items():
        lines += describe_category(category, rules, n_terms[category])
    return "\n".join(lines)


def describe_cues() -> str:
    """The cues of attributions: their classes, each with all its words, as a coder reads them."""
    about = tomllib.loads(CUES_FILE.with_suffix(".toml").read_text(encoding="utf-8"))
    terms = read_table(CUES_FILE, ["term", "category"]).groupby("category")["term"].agg(list)
    lines = [
        f"## {about['title']}",
        "",
        f"`{CUES_FILE.stem}` {about['version']}: {terms.map(len).sum():,} words in {len(terms)} classes "
        "(`cue_class` of the table `attributions`).",
        "",
        about["source"],
        "",
        "Code one class per attribution: that of the word by which the text introduces what the source said.",
        "",
    ]
    for category, rules in about["categories"].items():
        lines += describe_category(category, rules, len(terms[category]))
        lines += [f"**Words:** {', '.join(terms[category])}", ""]
    return "\n".join(lines)


def describe_category(category: str, rules: dict, n_terms: int) -> list[str]:
    """One category: definition, what counts, what does not, sentences that do and that do not."""
    return [
        f"### {category}",
        "",
        f"{rules['definition']} ({n_terms} terms)",
        "",
        f"**Counts:** {rules['include']}",
        "",
        f"**Does not count:** {rules['exclude']}",
        "",
        "**Yes:**",
        "",
        *[f"- {sentence}" for sentence in rules["examples"]],
        "",
        "**No:**",
        "",
        *[f"- {sentence}" for sentence in rules["counterexamples"]],
        "",
    ]


if __name__ == "__main__":
    CODEBOOK.write_text(write_codebook(), encoding="utf-8")

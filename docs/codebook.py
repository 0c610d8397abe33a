"""Writes the categories of the three frame lists into docs/codebook.md, below its hand-written head.

    python docs/codebook.py

Run it after any change to the frame lists or their rules (`make docs`); a test compares the two.
"""

import json
from pathlib import Path

from analysis.matching.lexicon import read_lexicon

CODEBOOK = Path(__file__).with_suffix(".md")
LISTS = ["generic_frames", "conflict_frames", "war_peace"]
MARK = "<!-- From here on written by `make docs`: change the .toml files, not this text. -->"


def write_codebook() -> str:
    """The whole codebook: its hand-written head, and the categories as the lists define them now."""
    head = CODEBOOK.read_text(encoding="utf-8").partition(MARK)[0]
    return head + MARK + "\n\n" + "\n".join(describe_list(name) for name in LISTS)


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

"""Write the categories of the frame lists into docs/codebook.md, below its head, which is written by hand.

    python docs/codebook.py

Run it after any change to the frame lists or their rules; a test checks that the file is up to date.
"""

import json
from pathlib import Path

from analysis.matching.lexicon import read_lexicon

CODEBOOK = Path(__file__).with_suffix(".md")
LISTS = ["generic_frames", "conflict_frames", "war_peace"]
MARK = "<!-- From here on written by `python docs/codebook.py`: change the .toml files, not this text. -->"


def write_codebook() -> str:
    """The whole codebook: its head as it is, and the categories as the lists define them."""
    head = CODEBOOK.read_text(encoding="utf-8").partition(MARK)[0]
    return head + MARK + "\n\n" + "\n".join(describe_list(name) for name in LISTS)


def describe_list(name: str) -> str:
    """One list: its title, its source and its categories."""
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
    """One category: its definition, what counts and what does not, with sentences for both."""
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

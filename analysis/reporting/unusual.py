"""What is unusual for an outlet: where it differs from all others, in a sentence."""

import pandas as pd

from analysis.charts.values import is_share, pick_extremes
from analysis.summaries.contrasts import FALSE_DISCOVERIES, compare_groups
from analysis.wording import count_noun, format_group, format_number

UNUSUAL = 3  # outlets or words that a finding names


def describe_unusual(summary: pd.DataFrame) -> str:
    """What sets outlets apart from all others; says so where nothing does.

    Each outlet is named once, with its largest difference, and the largest comes first.
    """
    compared = compare_groups(summary)
    if compared.empty:
        return "No outlet can be compared: fewer than two have enough articles for an interval."
    tested = f"Benjamini-Hochberg, {FALSE_DISCOVERIES:.0%}"
    counted = count_noun(len(compared), "comparison")
    unusual = compared[compared["q"] < FALSE_DISCOVERIES]
    if unusual.empty:
        return f"No outlet stands out in {counted} ({tested})."
    order = unusual["difference"].abs().sort_values(ascending=False, kind="stable").index
    # Of two outlets one is the mirror of the other.
    top = min(UNUSUAL, compared["outlet"].nunique() - 1)
    named = unusual.loc[order].drop_duplicates("outlet").head(top)
    clauses = [describe_difference(row, compared.attrs["things"]) for _, row in named.iterrows()]
    return f"Unusual {'; '.join(clauses)}. Of {counted} {len(unusual):,} differ ({tested})."


def describe_difference(row: pd.Series, things: list[str]) -> str:
    """Describe how the value of an outlet differs from that of all others."""
    share = is_share(row.to_frame().T)
    ends = sorted(abs(row[end]) for end in ("low_difference", "high_difference"))
    scale, unit = (100, " points") if share else (1, "")
    low, high = (format_number(scale * end, digits=0 if share else 2) for end in ends)
    value, others = (format_number(row[name], share=share) for name in ("value", "others"))
    thing = ", ".join(format_group(row[name], name).replace("_", " ") for name in things)
    way = "more" if row["difference"] > 0 else "less"
    interval = f"{low} to {high}{unit} {way}, n = {row['n_articles']:,.0f}"
    return f"for {row['outlet']}: {thing + ' ' if thing else ''}{value}, the others {others} ({interval})"


def describe_words(keyness: pd.DataFrame, score: str, target: str, reference: str) -> str:
    """The words or phrases that are most typical of a group, each with its rates and the interval."""
    is_phrase = len(keyness) > 0 and keyness["word"].str.contains(" ").all()
    counted = count_noun(int(keyness["q"].notna().sum()), "phrase" if is_phrase else "word")
    tested = f"Benjamini-Hochberg, {FALSE_DISCOVERIES:.0%}"
    if keyness["q"].isna().all():
        return f"No word can be compared between {target} and {reference}: too few articles."
    unusual = keyness[keyness["q"] < FALSE_DISCOVERIES]
    named = pick_extremes(unusual, score, 1, UNUSUAL)
    if named.empty:
        return f"No {'phrase' if is_phrase else 'word'} is typical of {target} in {counted} ({tested})."
    clauses = "; ".join(describe_word(row, reference) for _, row in named.iterrows())
    n_more = int((unusual[score] > 0).sum())
    ways = f"{n_more:,} {'is' if n_more == 1 else 'are'} more frequent, {len(unusual) - n_more:,} less"
    return f"Typical of {target}, per 1,000 words: {clauses}. Of {counted} {ways} ({tested})."


def describe_word(row: pd.Series, reference: str) -> str:
    """The rates of a word in the target and in the reference, and the interval of their difference."""
    numbers = ("per_1000_target", "per_1000_reference", "low", "high")
    value, other, low, high = (format_number(row[name]) for name in numbers)
    return f"{row['word']} {value}, {reference} {other} ({low} to {high} more)"

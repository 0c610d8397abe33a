"""Findings: sentences computed from summaries, which claim no more than the intervals bear out."""

import pandas as pd

from analysis.charts.describe import is_share, name_level, pick_extremes, rank_shift, say_value
from analysis.schema import check_columns

# Only intervals that stand apart make an order sure.
UNSURE = "their intervals overlap, so the order is not sure"
UNSURE_BESIDE = "these two stand apart, the places beside them are not sure"


def say_corpus(articles: pd.DataFrame) -> str:
    """How many articles, from how many outlets, over which time.

    >>> say_corpus(pd.DataFrame({"article_id": ["a", "b"], "outlet": ["X", "X"],
    ...                          "date": pd.to_datetime(["2022-11-17", "2022-12-01"])}))
    '2 articles from 1 outlet, 17 November 2022 to 1 December 2022.'
    """
    check_columns(articles, ["article_id", "outlet", "date"], verb="say_corpus")
    n, outlets = articles["article_id"].nunique(), articles["outlet"].nunique()
    days = articles["date"].dropna()
    dated = "" if days.empty else f", {_say_day(days.min())}"
    dated += "" if days.empty or days.min() == days.max() else f" to {_say_day(days.max())}"
    undated = articles.loc[articles["date"].isna(), "article_id"].nunique()
    dated += f" ({undated:,} without a date)" if undated and dated else ""
    return f"{_count(n, 'article')} from {_count(outlets, 'outlet')}{dated}."


def say_extremes(summary: pd.DataFrame, *, by: str = "outlet", noun: str = "tone") -> str:
    """Which group stands highest and which lowest, and whether their intervals keep them apart.

    >>> summary = pd.DataFrame({"outlet": ["X", "Y"], "n_articles": [40, 50], "value": [-2.0, 0.5],
    ...                         "low": [-2.5, 0.1], "high": [-1.5, 0.9]})
    >>> say_extremes(summary)
    'Tone is highest in Y, 0.50 (0.10 to 0.90, n = 50), and lowest in X, -2.00 (-2.50 to -1.50, n = 40).'
    """
    check_columns(summary, [by, "value"], verb="say_extremes")
    known = summary.dropna(subset=["value"])
    share = is_share(summary)
    start = noun[:1].upper() + noun[1:]
    if known.empty:
        return f"{start} cannot be told: no group has a value."
    sure = known.dropna(subset=["low", "high"])
    if sure.empty:
        return f"{start} is not compared: no {by} has articles enough for an interval."
    ranked = sure.sort_values(["value", by], ascending=[False, True], kind="stable")
    top, bottom = ranked.iloc[0], ranked.iloc[-1]
    first = f"{_name(top, by)}, {say_value(top, share=share)}"
    if len(ranked) == 1:
        return f"{start} in {first}."
    last = f"{_name(bottom, by)}, {say_value(bottom, share=share)}"
    beside = (
        ranked["low"].iloc[0] > ranked["high"].iloc[1] and ranked["low"].iloc[-2] > ranked["high"].iloc[-1]
    )
    doubt = UNSURE if top["low"] <= bottom["high"] else "" if beside else UNSURE_BESIDE
    return f"{start} is highest in {first}, and lowest in {last}{'; ' + doubt if doubt else ''}."


def find_extremes(summary: pd.DataFrame, *, by: str = "outlet") -> tuple[str, str]:
    """The groups that stand highest and lowest; of a single group, itself twice.

    Groups without an interval are passed over where others have one. Raises ValueError where there is none.

    >>> find_extremes(pd.DataFrame({"outlet": ["X", "Y"], "value": [-2.0, 0.5]}))
    ('Y', 'X')
    """
    check_columns(summary, [by, "value"], verb="find_extremes")
    known = summary.dropna(subset=["value"])
    if known.empty:
        raise ValueError("The highest and lowest groups need a summary with a value; every value is missing.")
    if "low" in known and known["low"].notna().sum() > 1:
        known = known.dropna(subset=["low"])
    ranked = known.sort_values(["value", by], ascending=[False, True], kind="stable")[by].astype(str)
    return ranked.iloc[0], ranked.iloc[-1]


def say_leading(
    summary: pd.DataFrame, what: str, *, noun: str | None = None, lead: str = "Most often", top: int = 3
) -> str:
    """What comes most often, with shares or with rates per 1,000 words, and whether the order is sure.

    `lead` opens the sentence ("Named most often"), `noun` stands in the one that nothing was found.

    >>> shares = pd.DataFrame({"frame": ["law", "aid"], "n_articles": [50, 50], "n_with": [10, 40],
    ...                        "value": [0.2, 0.8], "low": [0.1, 0.7], "high": [0.3, 0.9]})
    >>> say_leading(shares, "frame")
    'Most often: aid, 80% (70% to 90%, n = 50); law, 20% (10% to 30%, n = 50).'
    """
    check_columns(summary, [what, "value"], verb="say_leading")
    known = summary[summary["value"] > 0].sort_values(["value", what], ascending=[False, True], kind="stable")
    if known.empty:
        return f"No {noun or what} was found."
    shown, share = known.head(top), is_share(summary)
    if not {"low", "high"} <= set(known) or shown[["low", "high"]].isna().any(axis=None):
        named = ", ".join(_name(row, what) for _, row in shown.iterrows())
        return f"Found are {named}; there are too few articles to say what comes most often."
    said = "; ".join(f"{_name(row, what)}, {say_value(row, share=share)}" for _, row in shown.iterrows())
    # The first that is not shown may belong among those that are.
    pairs = zip(shown["low"], known["high"].iloc[1 : top + 1], strict=False)
    apart = [low > high for low, high in pairs]
    order = "" if all(apart) else "only the first place is sure" if apart[0] else UNSURE
    return f"{lead}{'' if share else ', per 1,000 words'}: {said}{'; ' + order if order else ''}."


def say_voices(summary: pd.DataFrame, *, by: str = "outlet") -> str:
    """In how many groups the quoted words are less favourable than the narration, and where this is sure.

    >>> summary = pd.DataFrame({"outlet": ["X", "X"], "voice": ["narration", "quotation"],
    ...                         "value": [-1.0, -3.0], "low": [-1.5, -4.0], "high": [-0.5, -2.0]})
    >>> say_voices(summary)
    'Quoted words are less favourable than narration in 1 of 1 outlets; beyond their intervals in X.'
    """
    check_columns(summary, [by, "voice", "value"], verb="say_voices")
    wide = summary.set_index([by, "voice"])[["value", "low", "high"]].unstack("voice")
    if not {"narration", "quotation"} <= set(summary["voice"]):
        return "The corpus does not hold both narration and quotation."
    both = wide.dropna(subset=[("value", "narration"), ("value", "quotation")])
    darker = both["value"]["quotation"] < both["value"]["narration"]
    sure = both["high"]["quotation"] < both["low"]["narration"]
    if both.empty or both[["low", "high"]].isna().any(axis=1).all():
        return f"Quoted words and narration are not compared: no {by} has articles enough for two intervals."
    named = ", ".join(map(str, both.index[sure]))
    lead = f"Quoted words are less favourable than narration in {int(darker.sum())} of {len(both)} {by}s"
    return f"{lead}; {'beyond their intervals in ' + named if named else 'nowhere beyond their intervals'}."


def say_keywords(keyness: pd.DataFrame, *, score: str = "G2", top: int = 6) -> str:
    """The words that set the target apart, those that come from one story only left out.

    >>> table = pd.DataFrame({"word": ["units", "dam"], "G2": [40.0, 60.0], "p": [0.001, 0.4]})
    >>> table.attrs = {"target": "X", "reference": "the others"}
    >>> say_keywords(table)
    'Words that set X apart from the others: units.'
    """
    check_columns(keyness, ["word", score, "p"], verb="say_keywords")
    target, reference = (keyness.attrs.get(side, side) for side in ("target", "reference"))
    spread = keyness[keyness["p"] < 0.05]
    words = pick_extremes(spread, score, 1, top)["word"]
    named = ", ".join(words) if len(words) else "none that is spread over its articles"
    return f"Words that set {target} apart from {reference}: {named}."


def say_shift(shift: pd.DataFrame, *, top: int = 3) -> str:
    """Which words part the tone of two groups most; how far it lies apart is told by `mean_tone`.

    >>> shift = pd.DataFrame({"word": ["brutal"], "shift": [-1.0], "direction": ["unfavourable, more often"]})
    >>> shift.attrs = {"target": "Y", "reference": "X"}
    >>> say_shift(shift)
    'The tone of Y lies below that of X most of all by brutal (unfavourable, more often).'
    """
    check_columns(shift, ["word", "shift", "direction"], verb="say_shift")
    target, reference = (shift.attrs.get(side, side) for side in ("target", "reference"))
    if shift.empty:
        return f"No word moves the tone between {reference} and {target}."
    total = shift["shift"].sum()
    same_way = shift[(shift["shift"] * total) > 0]
    if {"n_target", "n_reference"} <= set(shift):
        # A word said once or twice is a chance, not a habit.
        same_way = same_way[same_way["n_target"] + same_way["n_reference"] >= 5]
    named = "; ".join(f"{row.word} ({row.direction})" for row in rank_shift(same_way).head(top).itertuples())
    side = "above" if total > 0 else "below"
    by = f" most of all by {named}" if named else "; no word that comes five times moves it"
    return f"The tone of {target} lies {side} that of {reference}{by}."


def _name(row: pd.Series, by: str) -> str:
    return name_level(row[by], by).replace("_", " ")


def _say_day(day: pd.Timestamp) -> str:
    return f"{day.day} {day:%B %Y}"


def _count(n: int, noun: str) -> str:
    return f"{n:,} {noun}{'' if n == 1 else 's'}"

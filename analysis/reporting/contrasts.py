"""Contrasts in a sentence: what sets an outlet apart, what changed with an event, which words are typical."""

from typing import Any

import pandas as pd

from analysis.charts.values import is_share, pick_extremes, rank_shift
from analysis.reporting.links import Finding
from analysis.summaries.contrasts import FALSE_DISCOVERIES, compare_groups
from analysis.summaries.events.change_points import SHORTEST
from analysis.summaries.events.placebo import FEW_DATES
from analysis.summaries.intervals import FEWEST
from analysis.wording import (
    capitalise,
    count_noun,
    format_day,
    format_group,
    format_number,
    list_some,
    name_group_noun,
    name_groups,
    plural_of,
)

SHIFT_WORDS = 3  # words of a word shift that a finding names
FEWEST_USES = 5  # a word used less often is chance, not habit
UNUSUAL = 3  # outlets or words that a finding names
FEWEST_HITS = (
    10  # words of judgement in narration, on the mean of the groups: with fewer, one word makes a rank
)
MOST_GROUPS = 12  # groups without a change that a finding names


def describe_unusual(summary: pd.DataFrame) -> Finding:
    """What sets outlets apart from all others; says so where nothing does.

    Each outlet is named once, with its largest difference, and the largest comes first.
    """
    if has_few_hits(summary):
        few = f"Too few words of judgement in narration to compare {plural_of(name_group_noun())}"
        return Finding(f"{few}: {int(count_hits(summary).sum()):,}.", summary)
    compared = compare_groups(summary)
    if compared.empty:
        few = f"No {name_group_noun()} can be compared: fewer than two have enough articles for an interval."
        return Finding(few, summary)
    tested = f"Benjamini-Hochberg, {FALSE_DISCOVERIES:.0%}"
    counted = count_noun(len(compared), "comparison")
    unusual = compared[compared["q"] < FALSE_DISCOVERIES]
    if unusual.empty:
        return Finding(f"No {name_group_noun()} stands out in {counted} ({tested}).", compared)
    order = unusual["difference"].abs().sort_values(ascending=False, kind="stable").index
    # Of two outlets one is the mirror of the other.
    top = min(UNUSUAL, compared["outlet"].nunique() - 1)
    named = unusual.loc[order].drop_duplicates("outlet").head(top)
    label = "" if compared.attrs["things"] else str(summary.attrs.get("label", "")).split(" (")[0]
    things, noun = compared.attrs["things"], label[:1].lower() + label[1:]
    clauses = [describe_difference(row, things, noun) for _, row in named.iterrows()]
    text = f"Unusual {'; '.join(clauses)}. Of {counted} {len(unusual):,} differ ({tested})."
    return Finding(text, named, lead=f"Unusual {clauses[0]}")


def has_few_hits(summary: pd.DataFrame) -> bool:
    """Find out whether a summary of judgements rests on so few words that one of them makes a rank."""
    return "n_negative" in summary and bool(count_hits(summary).sum() < FEWEST_HITS * len(summary))


def describe_few_hits(narration: pd.DataFrame, n_hits: int, by: str, noun: str) -> Finding:
    """Why no group is ranked: `n_hits` are the words of judgement of all voices."""
    n_own = int(count_hits(narration).sum())
    own = f"{n_own:,} of {n_hits:,} words of judgement {'is' if n_own == 1 else 'are'}"
    groups = plural_of(name_groups(by))
    return Finding(f"{own} the outlets' own: too few to rank {groups} by {noun}.", narration)


def count_hits(summary: pd.DataFrame) -> pd.Series:
    """Count the hits behind each row of a summary; missing in a summary without hits."""
    counted = [name for name in ("n_hits", "n_positive", "n_negative", "n_battle") if name in summary.columns]
    return summary[counted].sum(axis=1, min_count=1)


def describe_difference(row: pd.Series, things: list[str], noun: str = "") -> str:
    """Describe how the value of an outlet differs from that of all others; `noun` says what the value is."""
    share = is_share(row.to_frame().T)
    ends = sorted(abs(row[end]) for end in ("low_difference", "high_difference"))
    scale, unit = (100, " points") if share else (1, "")
    low, high = (format_number(scale * end, digits=0 if share else 2) for end in ends)
    value, others = (format_number(row[name], share=share) for name in ("value", "others"))
    thing = ", ".join(format_group(row[name], name).replace("_", " ") for name in things) or noun
    way = "more" if row["difference"] > 0 else "less"
    interval = f"{low} to {high}{unit} {way}, n = {row['n_articles']:,.0f}"
    return f"for {row['outlet']}: {thing + ' ' if thing else ''}{value}, the others {others} ({interval})"


def describe_words(keyness: pd.DataFrame, score: str, target: str, reference: str) -> Finding:
    """The words or phrases that are most typical of a group, each with its rates and the interval."""
    is_phrase = len(keyness) > 0 and keyness["word"].str.contains(" ").all()
    counted = count_noun(int(keyness["q"].notna().sum()), "phrase" if is_phrase else "word")
    tested = f"Benjamini-Hochberg, {FALSE_DISCOVERIES:.0%}"
    if keyness["q"].isna().all():
        return Finding(f"No word can be compared between {target} and {reference}: too few articles.")
    unusual = keyness[keyness["q"] < FALSE_DISCOVERIES]
    named = pick_extremes(unusual, score, 1, UNUSUAL)
    if named.empty:
        kind = "phrase" if is_phrase else "word"
        return Finding(f"No {kind} is typical of {target} in {counted} ({tested}).", keyness.head(UNUSUAL))
    clauses = [describe_word(row, reference) for _, row in named.iterrows()]
    n_more = int((unusual[score] > 0).sum())
    ways = f"{n_more:,} {'is' if n_more == 1 else 'are'} more frequent, {len(unusual) - n_more:,} less"
    opening = f"Typical of {target}, per 1,000 words: "
    text = f"{opening}{'; '.join(clauses)}. Of {counted} {ways} ({tested})."
    return Finding(text, named, lead=f"{opening}{clauses[0]}")


def describe_word(row: pd.Series, reference: str) -> str:
    """The rates of a word in the target and in the reference, and the interval of their difference."""
    numbers = ("per_1000_target", "per_1000_reference", "low", "high")
    value, other, low, high = (format_number(row[name]) for name in numbers)
    return f"{row['word']} {value}, {reference} {other} ({low} to {high} more)"


def describe_events(changes: pd.DataFrame) -> Finding:
    """What stands out around events: beyond its interval, and larger than at nearly all other dates."""
    days = changes.attrs["days"]
    if not changes.attrs["n_events"]:
        return Finding(
            "No event is named: put events.csv beside the corpus, or give --event 2022-11-11=Kherson."
        )
    if changes.empty:
        whom = f" in any {name_groups(changes.attrs['by'])}" if "by" in changes.attrs else ""
        few = f"none has {FEWEST} articles on each side within {days} days{whom}"
        return Finding(f"No event can be compared: {few}.")
    label = capitalise(changes.attrs["label"].split(" (")[0].removesuffix(", after minus before"))
    opening = f"{label}, {days} days from an event on against {days} days before"
    if "by" in changes.attrs:
        return describe_changed_groups(changes, opening)
    sure = (changes["low"] > 0) | (changes["high"] < 0)
    unusual = changes[sure & (changes["share_as_large"] <= FALSE_DISCOVERIES)]
    counted = count_noun(len(changes), "difference")
    by_chance = len(unusual) <= FALSE_DISCOVERIES * len(changes)
    ranked = (changes if unusual.empty else unusual).assign(size=lambda table: -table["value"].abs())
    ranked = ranked.sort_values(["share_as_large", "size", "date", "event"], kind="stable")
    ranked = ranked.head(1 if by_chance else UNUSUAL)
    attrs = dict(changes.attrs)
    named = [describe_event(row, attrs) for _, row in ranked.iterrows()]
    warning = warn_few_dates(changes)
    verb = "stands" if len(unusual) == 1 else "stand"
    if by_chance:  # no heading for what chance gives
        stand = f"{len(unusual):,} of {counted} {verb} out, about as many as chance gives"
        lead = f"{opening}: {f'nothing stands out in {counted}' if unusual.empty else stand}"
        return Finding(f"{lead}. The rarest: {'; '.join(named[0])}.{warning}", ranked, lead=lead)
    return join_events(named, opening, f"Of {counted} {len(unusual):,} {verb} out.{warning}", ranked)


def join_events(named: list[tuple[str, str]], opening: str, found: str, rows: pd.DataFrame) -> Finding:
    """Differences around events as a finding: the first is its heading."""
    lead = capitalise(named[0][0])
    others = "; ".join(f"{claim}; {basis}" for claim, basis in named[1:])
    also = f" Also: {others}." if others else ""
    text = f"{lead}. {opening}: {named[0][1]}.{also} {found}"
    return Finding(text, rows, lead=lead, topic=opening)


def describe_changed_groups(changes: pd.DataFrame, opening: str) -> Finding:
    """Which groups changed with an event and which did not, of all groups and events tested together."""
    by, attrs = str(changes.attrs["by"]), dict(changes.attrs)
    groups = sorted(set(changes[by].astype(str)))
    found = changes[changes["changed"]].sort_values(["q", "date", by], kind="stable")
    named = found.drop_duplicates(by).head(UNUSUAL)
    counted = f"{count_noun(len(changes), 'difference')} of {count_noun(len(groups), name_groups(by))}"
    tested = f"Benjamini-Hochberg, {FALSE_DISCOVERIES:.0%}"
    if found.empty:
        lead = f"No {name_groups(by)} changed in {counted}"
        return Finding(f"{lead} ({tested}). {opening}.", changes, lead=lead, topic=opening)
    clauses = [describe_event(row, attrs, group=f"{row[by]}, ") for _, row in named.iterrows()]
    rest = [group for group in groups if group not in set(found[by].astype(str))]
    still = f" Without a change: {list_some(rest, MOST_GROUPS)}." if rest else ""
    return join_events(clauses, opening, f"Of {counted} {len(found):,} changed ({tested}).{still}", named)


def describe_event(row: pd.Series, attrs: dict[Any, Any], group: str = "") -> tuple[str, str]:
    """One difference around an event: the values with their interval, and what they are computed from."""
    thing = str(row[str(attrs["what"])]).replace("_", " ")
    label = str(attrs["label"]).split(" (")[0].removesuffix(", after minus before")
    moved = describe_move(row, share=bool(attrs["is_share"]))
    scale, unit, digits = (100, " points", 0) if attrs["is_share"] else (1, "", 2)
    ends = (scale * row["low"], scale * row["high"])
    digits += any(0 < abs(end) < 0.5 * 10**-digits for end in ends)  # an end beside 0 is not written as 0
    low, high = (format_number(end, digits=digits) for end in ends)
    interval = "no interval" if pd.isna(row["low"]) else f"difference {low} to {high}{unit}"
    n = f"n = {row['n_before']:,} and {row['n_after']:,}"
    n_dates = count_noun(row["n_dates"], "other date")
    as_large = f"as large at {row['share_as_large']:.0%} of {n_dates}"
    reference = as_large if row["n_dates"] else "no other date to compare with"
    day = format_day(pd.Timestamp(row["date"]))
    event = f"with “{row['event']}” ({day}; " if row["event"] else f"on {day} ("
    of = label.removeprefix("share") if label.startswith("share of ") else ""
    measure = "" if of else f"{label}, "
    return f"{group}{measure}{thing} {moved}{of} {event}{interval})", f"{n}; {reference}"


def describe_move(row: pd.Series, *, share: bool) -> str:
    """From which value to which: *rose from 10% to 30%*."""
    before, after = (format_number(row[name], share=share) for name in ("before", "after"))
    if before == after:
        return f"stayed at {after}"
    return f"{'rose' if row['after'] > row['before'] else 'fell'} from {before} to {after}"


def warn_few_dates(changes: pd.DataFrame) -> str:
    """A warning where the other dates are few: neighbouring dates have nearly the same articles."""
    n_apart = int(changes["n_apart"].min())
    if n_apart >= FEW_DATES:
        return ""
    if not n_apart:
        return " Without a reference: some events have no other date to compare with."
    verb = "has windows of its" if n_apart == 1 else "have windows of their"
    return f" A weak reference: only {n_apart:,} of the other dates {verb} own."


def describe_found(changes: pd.DataFrame) -> Finding:
    """The change points of weekly series, the most certain first; marked as exploratory."""
    n_tested, what = changes.attrs["n_tested"], changes.attrs["what"]
    if not n_tested:
        few = f"No weekly series has the {2 * SHORTEST} weeks with articles that change points need."
        return Finding(few)
    series = f"{n_tested:,} weekly series"
    if changes.empty:
        return Finding(f"Exploratory: no change point in {series}.")
    ranked = changes.assign(size=-changes["value"].abs())
    ranked = ranked.sort_values(["p", "size", what, "date"], kind="stable")
    ranked, clauses = ranked.head(UNUSUAL), []
    for _, row in ranked.iterrows():
        moved = describe_move(row, share=bool(changes.attrs["is_share"]))
        clauses.append(
            f"{str(row[what]).replace('_', ' ')} {moved} in the week of {format_group(row['date'], 'week')} "
            f"(n = {row['n_before']:,} and {row['n_after']:,}, p = {row['p']:.3f})"
        )
    lead = f"Exploratory, {count_noun(len(changes), 'change point')} in {series}: {clauses[0]}"
    return Finding("; ".join([lead, *clauses[1:]]) + ".", ranked, lead=lead)


def describe_shift(shift: pd.DataFrame, target: str, reference: str) -> Finding:
    """Describe the words that contribute most to a difference in tone, in its direction."""
    if shift.empty:
        return Finding(f"No word moves the tone between {reference} and {target}.")
    total = shift["shift"].sum()
    same_way = shift[(shift["shift"] * total) > 0]
    if {"n_target", "n_reference"} <= set(shift):
        same_way = same_way[same_way["n_target"] + same_way["n_reference"] >= FEWEST_USES]
    words = rank_shift(same_way).head(SHIFT_WORDS)
    named = "; ".join(f"{row.word} ({row.direction})" for row in words.itertuples())
    because = f", mostly because of {named}" if named else f"; no word used {FEWEST_USES} times explains it"
    side = "above" if total > 0 else "below"
    return Finding(f"The tone of {target} is {side} that of {reference}{because}.", words)

"""Two reports compared: which numbers moved, and which articles, lists or code moved them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from analysis.outputs import format_csv
from analysis.reporting.pages import read_template, render_table
from analysis.reporting.record import NUMBER, Record, read_record, write_record
from analysis.wording import count_noun, format_number

if TYPE_CHECKING:
    from markupsafe import Markup

SHOWN = 200  # moved numbers on the page; all are in its CSV


def find_record(compare: str | Path | None, out: Path) -> Record | None:
    """The record to compare with: that of the report that was named, else of the last one in the folder."""
    record = read_record(Path(compare) if compare else out)
    if compare and record is None:
        raise FileNotFoundError(
            f"compare needs the folder of a report with its record/made.json; there is none in {compare}."
        )
    return record


def write_changes(before: Record | None, record: Record, out: Path, shared: dict[str, Any]) -> str:
    """Write the record of a report and what changed since another; return a summary, "" without another."""
    write_record(record, out)
    # What was written is compared: both sides then have the same guards against formulas.
    after = read_record(out)
    for old in ("changes.html", "tables/changes.csv"):
        (out / old).unlink(missing_ok=True)
    if before is None or after is None:
        return ""
    compared = compare_records(before, after)
    shared["links"] = [*shared["links"], {"label": "Changes", "href": "changes.html"}]
    (out / "tables" / "changes.csv").write_text(format_csv(compared["numbers"]), encoding="utf-8-sig")
    (out / "changes.html").write_text(render_comparison(compared, **shared), encoding="utf-8")
    return str(compared["summary"])


def compare_records(before: Record, after: Record) -> dict[str, Any]:
    """What changed between two reports: `articles`, `made` and `numbers`, one table each, and a `summary`."""
    articles, made = compare_articles(before.articles, after.articles), compare_made(before.made, after.made)
    numbers = compare_numbers(before.numbers, after.numbers, set(after.articles["outlet"]), articles, made)
    counts = articles["change"].value_counts()
    causes = [f"{counts.get(change, 0):,} {change}" for change in ("added", "removed", "changed")]
    others = f"; other: {', '.join(made['what'])}" if len(made) else "; lists, code and options are the same"
    n_came, n_went = (int(numbers[side].isna().sum()) for side in ("before", "after"))
    moved = f"{count_noun(len(numbers) - n_came - n_went, 'number')} of {len(after.numbers):,} moved"
    moved += "".join(f", {n:,} {what}" for n, what in ((n_came, "came"), (n_went, "went")) if n)
    return {
        "articles": articles,
        "made": made,
        "numbers": numbers,
        "summary": f"{moved}. Articles: {', '.join(causes)}{others}.",
    }


def compare_articles(before: pd.DataFrame, after: pd.DataFrame) -> pd.DataFrame:
    """The articles of one report only, and those with another content: one row per article."""
    both = before.merge(after, on="article_id", how="outer", suffixes=("_before", ""), indicator="side")
    change = both["side"].astype(str).map({"left_only": "removed", "right_only": "added", "both": "changed"})
    kept = (both["side"] != "both") | (both["content"] != both["content_before"])
    table = pd.DataFrame({"change": change, "article_id": both["article_id"]})
    for name in ("outlet", "date", "title"):
        table[name] = both[name].fillna(both[f"{name}_before"])
    order = ["change", "outlet", "date", "article_id"]
    return table[kept].sort_values(order, ignore_index=True)


def compare_made(before: dict[str, str], after: dict[str, str]) -> pd.DataFrame:
    """What a report was made by that the other was not: one row per list, table of the code or option."""
    names = [name for name in sorted({*before, *after}) if before.get(name) != after.get(name)]
    rows = [(name, before.get(name, "–"), after.get(name, "–")) for name in names]
    return pd.DataFrame(rows, columns=["what", "before", "after"])


def compare_numbers(
    before: pd.DataFrame, after: pd.DataFrame, outlets: set[str], articles: pd.DataFrame, made: pd.DataFrame
) -> pd.DataFrame:
    """The numbers that moved, came or went: one row per number, with what can have moved it.

    A number whose row or column names an outlet gives the articles of this outlet that changed.
    """
    both = before.merge(after, on=NUMBER, how="outer", suffixes=("_before", "_after"))
    old, new = (both[name].to_numpy(dtype=float) for name in ("value_before", "value_after"))
    same = np.isclose(old, new, rtol=1e-9, atol=1e-12, equal_nan=True)
    moved = both[~same].rename(columns={"value_before": "before", "value_after": "after"})
    causes = [*(["articles"] if len(articles) else []), *(["lists, code or options"] if len(made) else [])]
    by_outlet = articles["outlet"].value_counts()
    outlets = outlets | set(by_outlet.index)
    keys = ", " + moved["row"] + ", " + moved["column"] + ", "
    named = [[name for name in outlets if f", {name}, " in key] for key in keys]
    counts = [sum(int(by_outlet.get(name, 0)) for name in names or by_outlet.index) for names in named]
    return moved.assign(
        difference=moved["after"] - moved["before"],
        moved_by=" and ".join(causes) or "not known",
        changed_articles=counts,
    ).reset_index(drop=True)


def render_comparison(compared: dict[str, Any], **shared: Any) -> str:
    """The page of what changed since another report."""
    titles = {"articles": "Articles", "made": "Lists, code and options"}
    tables = {
        name: render_table(compared[name].drop(columns="article_id", errors="ignore"), title=title, top=SHOWN)
        for name, title in titles.items()
        if len(compared[name])
    }
    numbers = compared["numbers"]
    return read_template("changes.html.j2").render(
        title="What changed since the other report?", href="changes.html", summary=compared["summary"],
        parts=list_parts(numbers.head(SHOWN)), n_left=max(len(numbers) - SHOWN, 0),
        causes=next(iter(numbers["moved_by"]), ""), tables=tables, **shared,
    )  # fmt: skip


def list_parts(numbers: pd.DataFrame) -> list[Markup]:
    """The numbers that moved as one narrow table for each table of the report."""
    parts = []
    for (page, title), part in numbers.groupby(["page", "table"], sort=False):
        shown = pd.DataFrame({
            "row": part["row"], "column": part["column"],
            "before": part["before"].map(format_value), "after": part["after"].map(format_value),
            "articles": part["changed_articles"].map("{:,}".format),
        })  # fmt: skip
        parts.append(render_table(shown, title=f"{page}: {title}", top=None))
    return parts


def format_value(value: float) -> str:
    """A number of any table: whole numbers without decimal places; a missing one is a dash.

    >>> format_value(1444.0), format_value(0.345), format_value(float("nan"))
    ('1,444', '0.34', '–')
    """
    if np.isnan(value):
        return "–"
    return f"{value:,.0f}" if float(value).is_integer() else format_number(value)

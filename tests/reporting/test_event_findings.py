"""Findings on events: the interval and the other dates in one sentence, warnings, and nothing empty."""

import numpy as np
import pandas as pd

from analysis.reporting.findings import describe_contrast
from analysis.reporting.links import split_lead

NAN = np.nan
SHARES = {"label": "share of articles, after minus before", "days": 28, "what": "frame", "is_share": True}
ROW = {
    "event": "Flood", "date": pd.Timestamp("2022-06-01"), "frame": "law_and_order", "n_before": 40,
    "before": 0.1, "n_after": 50, "after": 0.3, "value": 0.2, "low": 0.05, "high": 0.35, "n_dates": 400,
    "n_apart": 25, "share_as_large": 0.01, "note": "",
}  # fmt: skip


def describe(*rows, n_events=1, **attrs):
    table = pd.DataFrame([ROW | row for row in rows], columns=list(ROW))
    table.attrs = {**SHARES, "n_events": n_events, **attrs}
    return describe_contrast(table)


def test_a_difference_that_stands_out_has_its_values_interval_and_other_dates():
    assert describe({}, {"frame": "aid", "share_as_large": 0.4}) == (
        "Law and order rose from 10% to 30% of articles with “Flood” (1 June 2022; difference 5 to 35 "
        "points). Share of articles, 28 days from an event on against 28 days before: n = 40 and 50; as "
        "large at 1% of 400 other dates. Of 2 differences 1 stands out."
    )


def test_the_first_difference_is_the_heading_and_the_others_stand_below_it():
    lead, rest = split_lead(describe({}, {"frame": "crime"}))
    assert lead == (
        "Law and order rose from 10% to 30% of articles with “Flood” (1 June 2022; difference 5 to 35 "
        "points)."
    )
    assert "Also: crime rose from 10% to 30% of articles" in rest
    assert split_lead(describe({"low": -0.01})) == (
        "Share of articles, 28 days from an event on against 28 days before: nothing stands out in "
        "1 difference.",
        "The rarest: law and order rose from 10% to 30% of articles with “Flood” (1 June 2022; difference -1 "
        "to 35 points); n = 40 and 50; as large at 1% of 400 other dates.",
    )


def test_an_interval_with_zero_or_many_other_dates_as_large_do_not_stand_out():
    for row in ({"low": -0.01}, {"share_as_large": 0.06}):
        assert (
            "nothing stands out in 1 difference. The rarest: law and order rose from 10% to 30%"
            in describe(row)
        )


def test_a_fall_stands_out_like_a_rise():
    fall = {"before": 0.3, "after": 0.1, "value": -0.2, "low": -0.35, "high": -0.05}
    assert (
        "Law and order fell from 30% to 10% of articles with “Flood” (1 June 2022; difference -35 to -5"
        in describe(fall)
    )


def test_an_end_of_an_interval_beside_zero_is_not_written_as_zero():
    fall = {"before": 0.3, "after": 0.1, "value": -0.2, "low": -0.35, "high": -0.002}
    assert "difference -35.0 to -0.2 points" in describe(fall)
    assert "difference 0 to 35 points" in describe({"low": 0.0})


def test_few_dates_with_windows_of_their_own_are_a_weak_reference():
    assert describe({"n_apart": 11}).endswith(
        "A weak reference: only 11 of the other dates have windows of their own."
    )
    alone = describe({"n_dates": 0, "n_apart": 0, "share_as_large": NAN})
    assert "no other date to compare with" in alone
    assert alone.endswith("Without a reference: some events have no other date to compare with.")


def test_as_many_as_chance_gives_are_called_so():
    rows = [{"event": f"Event {n}", "share_as_large": 0.5} for n in range(40)]
    found = describe({}, {"event": "Other"}, *rows)
    lead = "Share of articles, 28 days from an event on against 28 days before: 2 of 42 differences stand out"
    assert found.lead == f"{lead}, about as many as chance gives"
    assert found.startswith(f"{found.lead}. The rarest: ")


def test_tone_has_no_points_and_no_interval_is_said():
    tone = {"label": "tone (net evaluative words per 100 words), after minus before", "is_share": False}
    found = describe({"low": NAN, "high": NAN}, **tone)
    assert found.startswith("Tone, 28 days from an event on against 28 days before: nothing stands out")
    assert (
        "tone, law and order rose from 0.10 to 0.30 with “Flood” (1 June 2022; no interval); n = 40 and 50"
        in found
    )


def test_without_events_or_articles_there_is_one_line():
    assert describe(n_events=0).startswith("No event is named: put events.csv beside the corpus")
    assert describe() == "No event can be compared: none has 5 articles on each side within 28 days."


def test_change_points_are_marked_as_exploratory():
    found = pd.DataFrame(
        [["aid", pd.Timestamp("2022-05-02"), 80, 0.1, 90, 0.4, 0.3, 40, 0.001]],
        columns=["frame", "date", "n_before", "before", "n_after", "after", "value", "n_weeks", "p"],
    )
    found.attrs = {"what": "frame", "n_tested": 8, "is_share": True}
    assert describe_contrast(found) == (
        "Exploratory, 1 change point in 8 weekly series: aid rose from 10% to 40% in the week of 2022-05-02 "
        "(n = 80 and 90, p = 0.001)."
    )
    none = found.head(0)
    assert describe_contrast(none) == "Exploratory: no change point in 8 weekly series."
    none.attrs["n_tested"] = 0
    assert (
        describe_contrast(none) == "No weekly series has the 8 weeks with articles that change points need."
    )


def test_groups_that_changed_are_named_and_those_that_did_not():
    rows = [
        ROW | {"outlet": outlet, "q": q, "changed": q < 0.05}
        for outlet, q in (("Ledger", 0.001), ("Courier", 0.4), ("Desk", 0.3))
    ]
    table = pd.DataFrame(rows)
    table.attrs = {**SHARES, "n_events": 1, "by": "outlet"}
    assert describe_contrast(table) == (
        "Ledger, law and order rose from 10% to 30% of articles with “Flood” (1 June 2022; difference 5 to "
        "35 points). Share of articles, 28 days from an event on against 28 days before: n = 40 and 50; as "
        "large at 1% of 400 other dates. Of 3 differences of 3 outlets 1 changed (Benjamini-Hochberg, 5%). "
        "Without a change: Courier, Desk."
    )
    table = table.assign(changed=False)
    assert describe_contrast(table).startswith("No outlet changed in 3 differences of 3 outlets")
    none = table.head(0)
    assert describe_contrast(none).endswith("none has 5 articles on each side within 28 days in any outlet.")

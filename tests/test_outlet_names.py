"""An outlet may have any name: also one that a table, a summary or a reader uses for something else."""

import numpy as np
import pandas as pd
import pytest
from matplotlib import pyplot as plt

import analysis as an
from analysis.__main__ import main
from analysis.reporting.findings import describe_contrast, describe_corpus, describe_ranking
from analysis.store.in_memory import Tables
from analysis.store.measured import BESIDE, Measured, measure_corpus

NAMES = [
    "month", "all", "date", "outlet", "value", "n", "low", "high", "article_id", "total", "others", "index",
    "level_0", "frame", "name", "period", "complete", "note", "share", "n_articles", "x", "y", "key", "mean",
    "7", "-1", "1e5", "2022-11-17", "True", "nan", "None", "<NA>", "NULL",
    "inf", " ", "–", "$x$", "$^$", "{}", "%s",
    "\\frac", "_hidden", "L" * 300, "a b " * 75, "ידיעות", "=1+1", "<b>", "“X”",
]  # fmt: skip
NOTHING = {"nan", "none", "<na>", "null", "–", "{}"}  # words for an outlet that is not known
TEXTS = [
    "Russian troops shelled Kherson on Friday, the governor said. “We will stay,” a brave woman told "
    "reporters. The heroic crew held the bridge in Kyiv.",
    "Envoys of Russia and Ukraine met in Istanbul for talks. Kyiv called the attack barbaric and brutal.",
    "Grain exports fell again, the ministry of economy said. Moscow blamed Kyiv for the crisis.",
]


DAYS = pd.date_range("2022-10-20", periods=6, freq="9D")


def invent_articles(names):
    rows = [
        (f"{number}-{n}", name, DAYS[n], f"Day {n}", write_text(number, n))
        for number, name in enumerate(names)
        for n in range(6)
    ]
    return pd.DataFrame(rows, columns=["article_id", "outlet", "date", "title", "text"])


def write_text(number, n):
    return f"{TEXTS[n % 3]} Day {number}-{n}. " * (1 + n + number % 3)


ORDINARY = ["Alpha", "Courier", "Herald", "Mirror", "Post", "Times"]
GROUPS = [dict(zip(ORDINARY, NAMES[start : start + 6], strict=True)) for start in range(0, len(NAMES), 6)]
each_group = pytest.mark.parametrize("names", GROUPS, ids=[f"from {group['Alpha']}" for group in GROUPS])


@pytest.fixture(scope="module")
def plain():
    """Six outlets of ordinary names."""
    return measure_corpus(invent_articles(ORDINARY), store=None)


def rename(measured, names):
    """The same tables, with other names for the outlets."""
    tables = {}
    for table in dir(measured):
        if table in ("codebooks", "read_rows", "read_sentences"):
            continue
        rows = getattr(measured, table)
        if "outlet" in rows:
            named = rows["outlet"].astype("str").replace(names)
            is_category = isinstance(rows["outlet"].dtype, pd.CategoricalDtype)
            rows = rows.assign(outlet=named.astype("category") if is_category else named)
        tables[table] = rows
    return Measured(Tables(tables).read)


FRAMES = {"what": "frame", "by": ["outlet"]}
SUMMARIES = {
    "count_articles": lambda m: an.count_articles(m.articles, by=["outlet"]),
    "count_articles by month": lambda m: an.count_articles(m.articles, by=["outlet", "month"]),
    "mean_tone": lambda m: an.mean_tone(m.tone, by="outlet"),
    "mean_tone by period": lambda m: an.mean_tone(m.tone, by=["outlet", "period"]),
    "mean_tone by voice": lambda m: an.mean_tone(m.tone, by=["outlet", "voice"]),
    "share_by": lambda m: an.share_by(m.generic_frames, "frame", by="outlet", of=m.articles),
    "share_by month": lambda m: an.share_by(m.generic_frames, "frame", by=["outlet", "month"], of=m.articles),
    "share of outlets": lambda m: an.share_by(m.articles, "outlet", of=m.articles),
    "rate_per_1000": lambda m: an.rate_per_1000(m.mentions, "name", by="outlet", of=m.tone, top=5),
    "count_spellings": lambda m: an.count_spellings(m.mentions, by="outlet", at_least=1),
    "find_collocations": lambda m: an.find_collocations(m.sentences, by="outlet", at_least=2),
    "sample_rows": lambda m: an.sample_rows(m.articles, 2, by="outlet"),
    "compare_periods": lambda m: an.compare_periods(m.mentions, m.articles, what="outlet", at_least=1),
    "pairs of outlets": lambda m: an.count_together(m.mentions, "outlet", of=m.articles),
    "add_event_window": lambda m: an.add_event_window(m.articles, "2022-11-10").drop(columns="text"),
}


@each_group
@pytest.mark.parametrize("verb", SUMMARIES)
def test_a_summary_is_the_same_under_any_name(plain, verb, names):
    expected, found = SUMMARIES[verb](plain), SUMMARIES[verb](rename(plain, names))
    columns = [column for column in ("outlet", "first", "second") if column in expected]
    for column in columns:
        expected[column] = expected[column].astype("str").replace(names)
        found[column] = found[column].astype("str")
    if {"first", "second"} <= set(columns):  # the first of a pair is the first in the alphabet
        return
    order = [column for column in expected if not pd.api.types.is_float_dtype(expected[column])]
    expected, found = (
        table.sort_values(order, ignore_index=True, key=lambda cells: cells.astype("str"))
        for table in (expected, found)
    )
    pd.testing.assert_frame_equal(found, expected, check_categorical=False, check_dtype=False)


@each_group
def test_values_side_by_side_keep_every_outlet(plain, names):
    measured = rename(plain, names)
    shares = an.share_by(measured.generic_frames, "frame", by="outlet", of=measured.articles)
    wide = an.pivot_values(shares, "frame")
    before = an.pivot_values(
        an.share_by(plain.generic_frames, "frame", by="outlet", of=plain.articles), "frame"
    )
    assert wide.shape == before.shape
    for outlet, name in names.items():
        place = 1 + sorted(names.values()).index(name)  # outlets stand in the order of the alphabet
        assert np.array_equal(wide.iloc[:, place], before[outlet]), name
    an.show_table(wide)


@each_group
def test_a_comparison_is_the_same_under_any_name(plain, names):
    renamed = rename(plain, names)
    judgements = [an.find_judgements(measured.sentences) for measured in (plain, renamed)]
    last = names["Times"]
    for outlet, name in names.items():
        before, after = (
            [
                an.score_keyness(measured.sentences, target=target, at_least=1),
                an.score_word_shift(hits, of=measured.tone, target=target),
                an.score_keyness(measured.sentences, target=target, reference=other, at_least=1),
            ]
            for measured, hits, target, other in [
                (plain, judgements[0], outlet, "Times"), (renamed, judgements[1], name, last)
            ]
            if target != other
        ) if outlet != "Times" else ([], [])  # fmt: skip
        for expected, found in zip(before, after, strict=True):
            pd.testing.assert_frame_equal(found, expected, check_dtype=False)


def course(measured):
    return an.mean_tone(measured.tone, by=["outlet", "month"])


def shares(measured):
    return an.share_by(measured.generic_frames, "frame", by="outlet", of=measured.articles)


def rates(measured):
    return an.rate_per_1000(measured.mentions, "name", by="outlet", of=measured.tone, top=5)


CHARTS = {
    "plot_over_time": lambda m: an.plot_over_time(course(m)),
    "plot_shares": lambda m: an.plot_shares(shares(m), "frame"),
    "plot_ranked": lambda m: an.plot_ranked(rates(m), "name"),
    "plot_ranked outlets": lambda m: an.plot_ranked(an.mean_tone(m.tone, by="outlet"), "outlet"),
    "plot_scatter": lambda m: an.plot_scatter(
        an.mean_tone(m.tone, by="outlet"), an.mean_tone(m.tone, by="outlet")
    ),
    "plot_voices": lambda m: an.plot_voices(an.mean_tone(m.tone, by=["outlet", "voice"])),
    "plot_heatmap": lambda m: an.plot_heatmap(shares(m), "outlet", "frame"),
    "plot_keyness": lambda m: an.plot_keyness(
        an.score_keyness(m.sentences, target=m.articles["outlet"].iloc[7], at_least=1)
    ),
    "plot_network": lambda m: an.plot_network(an.count_together(m.mentions, "outlet", of=m.articles)),
}


# Each chart with two of the groups, so that each group is drawn; the other pairs are for the long run.
PAIRS = [
    pytest.param(
        chart, names, marks=[pytest.mark.long] * ((place - row) % 8 not in (0, 4)), id=f"{chart}-{place}"
    )
    for row, chart in enumerate(CHARTS)
    for place, names in enumerate(GROUPS)
]


@pytest.mark.parametrize(("chart", "names"), PAIRS)
def test_a_chart_is_drawn_and_described_under_any_name(plain, chart, names):
    before, after = (an.show_chart(CHARTS[chart](measured)) for measured in (plain, rename(plain, names)))
    assert "image/png" in after.data
    assert len(before.data["text/plain"]) > 0
    words = " ".join(after.data["text/plain"].split())
    for outlet, name in names.items():
        if outlet in before.data["text/plain"] and chart != "plot_heatmap":  # which lists eight cells only
            assert " ".join(name.split())[:20] in words
    assert plt.get_fignums() == []


@each_group
def test_findings_and_evidence_name_the_outlet(plain, names):
    measured = rename(plain, names)
    assert "outlet" in describe_corpus(measured.articles)
    assert describe_ranking(an.mean_tone(measured.tone, by="outlet"))
    assert describe_contrast(an.score_keyness(measured.sentences, target=names["Alpha"]))
    assert an.show_evidence(measured, measured.tone, top=2).html
    assert an.show_table(an.mean_tone(measured.tone, by="outlet")).html


@pytest.mark.parametrize("with_store", [False, True], ids=["without a store", "with a store"])
def test_a_corpus_of_such_outlets_is_measured_as_any_other(tmp_path, with_store):
    names = [name for name in NAMES if name.strip()]
    articles = invent_articles(names)
    articles.to_json(tmp_path / "a.jsonl", orient="records", lines=True, date_format="iso")
    measured = measure_corpus(tmp_path / "a.jsonl", store=tmp_path / "store" if with_store else None)
    expected = measure_corpus(articles.assign(outlet=articles["article_id"]), store=None)
    assert len(measured.articles) == len(articles)
    for table in (
        table for table in dir(measured) if table not in [*BESIDE, "codebooks", "read_rows", "read_sentences"]
    ):
        assert len(getattr(measured, table)) == len(getattr(expected, table)), table


def test_the_commands_take_such_outlets(tmp_path, capsys):
    names = [name for name in NAMES if name.strip() and name.lower() not in NOTHING]
    invent_articles(names).to_json(tmp_path / "a.jsonl", orient="records", lines=True, date_format="iso")
    path = str(tmp_path / "a.jsonl")
    assert main(["check", path]) == 0
    printed = capsys.readouterr().out
    assert max(map(len, printed.splitlines())) < 200
    for name in names:
        assert " ".join(name.split())[:20] in printed
        assert main(["check", path, f"--outlet={name}"]) == 0, name
    assert main(["measure", path, "--out", str(tmp_path / "tables"), f"--outlet={'L' * 300}"]) == 0
    assert main(["import", path, "--out", str(tmp_path / "corpus")]) == 0

"""Deaths against mentions: what counts as a mention, the two ratios, and whose tables they make again."""

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from analysis.summaries.deaths.counts import count_deaths
from analysis.summaries.deaths.mentions import list_mentions

SHARED = Path(__file__).resolve().parents[4] / "shared/data/casualty_mentions"
DEFAULTS = {
    "outlet": "X", "date": pd.Timestamp("2023-10-08"), "sentence_id": 0, "surface": "killed",
    "act_class": "death", "agent_words": "", "patient_words": "three people", "patient_side": "",
    "low": np.nan, "people": "", "status": "stated",
}  # fmt: skip


def make_acts(*rows):
    return pd.DataFrame([{**DEFAULTS, "article_id": "a", **row} for row in rows])


def make_many(n=12, sides=("israel", "palestine")):
    """Articles of two outlets and three days with one to three sentences on deaths."""
    rows = [
        {
            "article_id": f"a{number}", "outlet": "XY"[number % 2], "sentence_id": sentence,
            "date": pd.Timestamp("2023-10-08") + pd.Timedelta(days=number % 3),
            "patient_side": sides[(number + sentence) % 3 > 0],
            "surface": "massacre" if number % 4 == 0 else "killed",
            "patient_words": "a mother" if sentence else "ten people", "low": float(sentence * number),
        }
        for number in range(n)
        for sentence in range(1 + number % 3)
    ]  # fmt: skip
    return make_acts(*rows)


def make_dead(sides=("Israel", "Gaza")):
    days = pd.date_range("2023-10-08", periods=3).repeat(2)
    return pd.DataFrame({"date": days, "side": list(sides) * 3, "deaths": [10, 40, 0, 50, 5, 60]})


def test_a_sentence_is_one_mention_of_each_side_that_died_in_it():
    acts = make_acts(
        {"patient_side": "israel", "low": 3},
        {"patient_side": "israel", "low": 40},
        {"patient_side": "palestine"},
        {"patient_side": ""},
        {"sentence_id": 1, "patient_side": ""},
        {"sentence_id": 2, "patient_side": "israel", "act_class": "injury"},
        {"sentence_id": 3, "patient_side": "israel", "status": "negated"},
        {"sentence_id": 4, "patient_side": "israel", "status": "hypothetical"},
        {"sentence_id": 5, "patient_side": "israel", "status": "claimed", "low": 40},
    )
    found = list_mentions(acts)[["sentence_id", "side", "toll"]].fillna(-1).to_numpy().tolist()
    assert found == [
        [0, "israel", 40.0],
        [0, "palestine", -1.0],
        [1, "not known", -1.0],
        [5, "israel", 40.0],
    ]


def test_a_repeated_toll_is_one_more_mention_and_no_more_dead():
    acts = make_acts(*[{"sentence_id": n, "patient_side": "israel", "low": 40} for n in range(3)])
    counted = count_deaths(
        acts, casualties=pd.DataFrame({"date": ["2023-10-08"], "side": "Israel", "deaths": 40})
    )
    row = counted.query("side == 'israel'").iloc[0]
    assert row[["n_mentions", "largest_toll", "deaths"]].tolist() == [3, 40, 40]
    assert row["deaths_per_mention"] == pytest.approx(40 / 3)
    assert row["mentions_per_death"] == pytest.approx(3 / 40)


@pytest.mark.parametrize(
    ("act", "condemning", "humanising"),
    [
        ({"surface": "massacre"}, True, False),
        ({"surface": "Slaughtered"}, True, False),
        ({"agent_words": "the brutal attack"}, True, False),
        ({"agent_words": "the brutal regime"}, False, False),
        ({"surface": "murder", "patient_words": "Ivan Petrov of Kherson", "people": "named"}, True, True),
        ({"patient_words": "at least 22 Red Crescent", "people": ""}, False, False),
        ({"patient_words": "the Britain-based Syrian Observatory", "people": ""}, False, False),
        ({"patient_words": "neighbourhoods"}, False, False),
        ({"surface": "murder", "patient_words": "her son"}, True, True),
        ({"patient_words": "a 12-year-old boy"}, False, True),
        ({"patient_words": "John Smith", "people": "named"}, False, True),
        ({"agent_words": "a father of two"}, False, False),
        ({"patient_words": "three soldiers of the Muslim Brotherhood"}, False, False),
        ({"patient_words": "twelve civilians", "people": "civilians"}, False, False),
    ],
)
def test_words_are_looked_for_in_the_words_of_the_act(act, condemning, humanising):
    found = list_mentions(make_acts({"patient_side": "israel", **act})).iloc[0]
    assert (found["condemning"], found["humanising"]) == (condemning, humanising)


def test_what_is_not_known_is_a_row_and_silence_counts():
    acts = make_acts({"patient_side": "israel"}, {"article_id": "b"})
    of = pd.DataFrame({"article_id": list("abcd"), "outlet": "X", "date": pd.Timestamp("2023-10-08")})
    counted = count_deaths(acts, of=of)
    expected = pd.DataFrame(
        {"side": ["israel", "not known"], "n_articles": 4, "n_mentions": 1, "value": 0.25}
    )
    pd.testing.assert_frame_equal(
        counted[expected.columns].astype({"side": "str"}), expected, check_dtype=False
    )


def test_the_two_ratios_have_one_interval():
    acts = make_many()
    options = {"casualties": make_dead(), "by": "outlet"}
    deaths = count_deaths(acts, measure="deaths_per_mention", **options)
    mentions = count_deaths(acts, measure="mentions_per_death", **options)
    np.testing.assert_allclose(deaths["low"], 1 / mentions["high"])
    np.testing.assert_allclose(deaths["high"], 1 / mentions["low"])
    known = deaths.query("side != 'not known'")
    assert ((known["low"] < known["value"]) & (known["value"] < known["high"])).all()


def test_the_last_day_of_a_running_sum_is_the_whole():
    acts, dead = make_many(), make_dead()
    whole = count_deaths(acts, casualties=dead).query("side != 'not known'")
    running = count_deaths(acts, casualties=dead, by="day", cumulated=True).query("side != 'not known'")
    last = running[running["day"] == running["day"].max()]
    columns = ["n_mentions", "n_condemning", "n_humanising", "largest_toll", "deaths", "value", "low", "high"]
    np.testing.assert_allclose(last[columns].to_numpy(float), whole[columns].to_numpy(float))
    by_day = count_deaths(acts, casualties=dead, by="day")
    assert by_day.groupby("side", observed=True)["deaths"].sum().reindex(
        ["israel", "palestine"]
    ).tolist() == [15, 150]


def test_only_the_days_of_the_articles_count_and_what_is_not_covered_is_said():
    acts = make_many().assign(date=pd.Timestamp("2023-10-09"))
    counted = count_deaths(acts, casualties=make_dead()).query("side != 'not known'")
    assert counted["deaths"].tolist() == [0, 50]
    late = count_deaths(make_many(), casualties=make_dead().tail(2)).query("side == 'palestine'")
    assert "casualties from 2023-10-10" in late["note"].iloc[0]


def test_a_period_outside_the_casualties_has_no_deaths_rather_than_none():
    dead = pd.DataFrame({"date": ["2023-10-09"], "side": ["Israel"], "deaths": [5]})
    rows = count_deaths(make_many(), casualties=dead, by="day").query("side == 'israel'")
    assert rows["deaths"].fillna(-1).tolist() == [-1, 5, -1]
    running = count_deaths(make_many(), casualties=dead, by="day", cumulated=True).query("side == 'israel'")
    assert running["deaths"].fillna(-1).tolist() == [-1, 5, 5]


def test_a_side_without_mentions_has_a_row_and_no_ratio():
    counted = count_deaths(make_many(sides=("israel", "israel")), casualties=make_dead())
    row = counted.query("side == 'palestine'").iloc[0]
    assert row[["n_mentions", "deaths"]].tolist() == [0, 150]
    assert np.isnan(row["value"])
    assert row["note"].endswith("no mention")
    assert row["mentions_per_death"] == 0


def test_a_toll_that_was_corrected_downwards_has_no_ratio_on_that_day():
    dead = pd.DataFrame({"date": ["2023-10-08", "2023-10-09"], "Israel deaths since October 7": [30, 20]})
    counted = count_deaths(make_many(), casualties=dead, by="day").query("side == 'israel'")
    assert counted["deaths"].fillna(0).tolist() == [30, -10, 0]
    assert counted["value"].isna().tolist()[1]
    assert "corrected downwards" in counted["note"].iloc[1]


@pytest.mark.parametrize("measure", [None, "mentions", "humanising"])
def test_swapping_the_sides_swaps_the_results(measure):
    options = {"by": ["outlet", "day"], "measure": measure}
    first = count_deaths(make_many(), casualties=make_dead(), **options)
    swapped = count_deaths(
        make_many(sides=("palestine", "israel")), casualties=make_dead(("Gaza", "Israel")), **options
    )
    names = {"israel": "palestine", "palestine": "israel", "not known": "not known"}
    swapped["side"] = pd.Categorical(
        swapped["side"].astype(str).map(names), first["side"].cat.categories, True
    )
    swapped = swapped.sort_values(["outlet", "day", "side"], ignore_index=True)
    pd.testing.assert_frame_equal(swapped, first)


def test_the_order_of_the_acts_changes_nothing():
    acts, options = make_many(), {"casualties": make_dead(), "by": "outlet"}
    shuffled = acts.sample(frac=1, random_state=1)
    pd.testing.assert_frame_equal(count_deaths(shuffled, **options), count_deaths(acts, **options))


def test_a_measure_that_is_not_there_and_one_that_needs_casualties_are_errors():
    acts = make_many()
    with pytest.raises(ValueError, match="needs `casualties` for deaths_per_mention"):
        count_deaths(acts, measure="deaths_per_mention")
    with pytest.raises(ValueError, match="did you mean 'humanising'"):
        count_deaths(acts, measure="humanizing")
    with pytest.raises(ValueError, match="name it in `by`, such as by='day'"):
        count_deaths(acts, casualties=make_dead(), cumulated=True)
    with pytest.raises(ValueError, match="count_deaths needs the column 'patient_side'"):
        count_deaths(acts.drop(columns="patient_side"))


def test_no_act_at_all_gives_the_row_of_what_is_not_known_alone():
    counted = count_deaths(make_many().head(0), of=pd.DataFrame({"article_id": ["a"]}))
    assert counted[["side", "n_articles", "n_mentions"]].to_numpy().tolist() == [["not known", 1, 0]]


@pytest.mark.skipif(not SHARED.is_dir(), reason="the tagged sentences lie beside the project, not in it")
def test_a_published_table_is_made_again_from_its_tags():
    from benchmarks.casualty_tags import read_tags
    from benchmarks.replication import PUBLISHED

    tags = read_tags(SHARED).reset_index(names="sentence_id")
    sides = {"both": ["palestine", "israel"], "israel": ["israel"], "palestine": ["palestine"]}
    rows = tags.assign(patient_side=tags["category"].map(sides)).explode("patient_side", ignore_index=True)
    rows = rows[["article_id", "sentence_id", "patient_side", "date"]].assign(outlet=rows["paper"])
    acts = rows.assign(**{name: value for name, value in DEFAULTS.items() if name not in rows.columns})
    counted = count_deaths(acts, casualties=SHARED / "ocha_data_oct7_to_oct22.csv", by="outlet")
    values = counted.pivot(index="outlet", columns="side", values="value")[["palestine", "israel"]]
    published = pd.DataFrame(PUBLISHED, index=["palestine", "israel"]).T
    np.testing.assert_allclose(values.round(2), published.loc[values.index])

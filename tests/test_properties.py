"""What holds for every measure: batches equal the whole, order does not matter, parties can be swapped."""

import re
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.corpus.articles import read_corpus
from analysis.measures import TABLES
from analysis.store.measured import measure_corpus

SAMPLE = Path(__file__).resolve().parent.parent / "corpus/sample"
KEYS = ["article_id", "outlet", "date"]

PARTIES = [
    ("Russia", "Ukraine"), ("Russian", "Ukrainian"), ("Russians", "Ukrainians"), ("Moscow", "Kyiv"),
    ("Putin", "Zelensky"), ("Vladimir", "Volodymyr"),
]  # fmt: skip
SWAP = {here: there for pair in PARTIES for here, there in (pair, pair[::-1])}
SWAP |= {here.upper(): there.upper() for here, there in SWAP.items()}
NAMES = re.compile(r"\b(?:" + "|".join(sorted(SWAP, key=len, reverse=True)) + r")\b")
# Other spellings of a party's name have no twin on the other side, and are brought to one before swapping.
SPELLINGS = {"Kiev": "Kyiv", "KIEV": "KYIV", "Zelenskyy": "Zelensky", "Zelenskiy": "Zelensky"}

ENTITIES = [
    ("russia", "ukraine"), ("russian-government", "ukrainian-government"), ("moscow", "kyiv"),
    ("vladimir-putin", "volodymyr-zelensky"), ("russian-armed-forces", "ukrainian-armed-forces"),
    ("russian-defence-ministry", "ukrainian-defence-ministry"),
    ("russian-foreign-ministry", "ukrainian-foreign-ministry"),
    ("russian-air-force", "ukrainian-air-force"), ("general-staff-of-russia", "general-staff-of-ukraine"),
]  # fmt: skip
TWIN = {here: there for pair in ENTITIES for here, there in (pair, pair[::-1])}
# People and institutions that one side alone has, or that the registry knows of one side alone: "Russian
# Railways" is a firm of that name, "Ukrainian Railways" is Ukrzaliznytsia, and the other Vladimirs stay.
ONE_SIDED = re.compile(
    r"Vladimir (?!Putin)|Volodymyr (?!Zelensky)|[Bb]ank\b|[Rr]ailways|[Cc]ommand|Committee|Church|[Oo]ffice"
    r"|prosecutor|intelligence|[Ss]ecurity [Ss]ervice|[Ee]mergenc"
    r"|[Dd]efen[cs]e [Mm]inister|[Pp]arliament|province|region|Fleet|fleet|Federation"
)


def swap_names(text):
    return NAMES.sub(lambda match: SWAP[match[0]], text)


def make_articles(texts, outlets=("X", "Y", "Z")):
    n = range(len(texts))
    table = {
        "article_id": [f"a{i}" for i in n],
        "outlet": [outlets[i % len(outlets)] for i in n],
        "date": pd.to_datetime([f"2022-11-{1 + i % 28:02d}" for i in n]),
        "title": [f"Day {i}" for i in n],
        "text": list(texts),
    }
    return pd.DataFrame(table).astype({"outlet": "category"})


def list_tables(measured):
    return {name: getattr(measured, name) for name in TABLES}


def assert_same(here, there, *, but=()):
    for name, table in list_tables(here).items():
        other = getattr(there, name)
        kept = [column for column in table.columns if column not in but]
        try:
            pd.testing.assert_frame_equal(table[kept], other[kept], check_categorical=False)
        except AssertionError as error:
            raise AssertionError(f"{name}: {error}") from None


@pytest.fixture(scope="module")
def articles():
    articles = read_corpus(SAMPLE)
    spelt = re.compile("|".join(SPELLINGS))
    plain = {
        name: articles[name].map(lambda text: spelt.sub(lambda match: SPELLINGS[match[0]], text))
        for name in ("title", "text")
    }
    return articles.assign(**plain)


@pytest.fixture(scope="module")
def both(articles):
    """The sample measured as it is, and with the names of the two parties swapped."""
    swapped = articles.assign(text=articles["text"].map(swap_names), title=articles["title"].map(swap_names))
    return measure_corpus(articles), measure_corpus(swapped)


def test_a_corpus_in_batches_gives_the_same_tables_as_the_whole(articles):
    some = articles.iloc[::12]
    whole = measure_corpus(some)
    for batch in (1, 7):
        assert_same(whole, measure_corpus(some, batch=batch))


def test_the_order_of_articles_does_not_matter(articles):
    some = articles.iloc[::6]
    assert_same(measure_corpus(some), measure_corpus(some.sample(frac=1, random_state=3)))
    assert_same(measure_corpus(some), measure_corpus(some.iloc[::-1], batch=5))


def test_swapping_the_parties_of_a_corpus_gives_its_sentences_with_the_names_swapped(both):
    here, there = both
    assert here.sentences["text"].map(swap_names).equals(there.sentences["text"])
    assert (here.sentences["text"] != there.sentences["text"]).mean() > 0.2
    columns = [*KEYS, "sentence_id", "paragraph"]
    pd.testing.assert_frame_equal(here.sentences[columns], there.sentences[columns])


def test_swapping_the_parties_of_a_corpus_changes_no_tone_neither_ours_nor_vader(both):
    here, there = both
    assert len(here.tone) > 1000
    assert here.tone["compound"].abs().sum() > 100
    pd.testing.assert_frame_equal(here.tone, there.tone)


@pytest.mark.parametrize("codebook", ["generic_frames", "conflict_frames", "war_peace"])
def test_swapping_the_parties_of_a_corpus_changes_no_frame(both, codebook):
    here, there = (getattr(one, codebook) for one in both)
    columns = [*KEYS, "sentence_id", "frame", "term", "voice"]
    assert len(here) > 300
    pd.testing.assert_frame_equal(here[columns], there[columns])


def test_swapping_the_parties_of_a_corpus_swaps_who_is_named(both):
    here, there = both
    plain = ~here.sentences["text"].str.contains(ONE_SIDED) & ~there.sentences["text"].str.contains(ONE_SIDED)
    assert plain.mean() > 0.8
    kept = here.sentences.loc[plain, ["article_id", "sentence_id"]]
    columns = ["article_id", "sentence_id", "entity", "type", "in_quote"]
    named, swapped = (one.mentions.merge(kept)[columns].astype({"entity": str}) for one in both)
    # A name outside the registry is its own id: "Moscow Exchange" there is "Kyiv Exchange" here.
    named["entity"] = named["entity"].map(lambda entity: TWIN.get(entity, swap_names(entity)))
    assert named["entity"].isin(TWIN).sum() > 500
    numbered = [one.assign(time=one.groupby(columns, observed=True).cumcount()) for one in (named, swapped)]
    odd = pd.concat(numbered).drop_duplicates(keep=False)
    assert (
        odd.merge(here.sentences[["article_id", "sentence_id", "text"]])[["entity", "text"]].values.tolist()
        == []
    )


SIDES = [
    *PARTIES[:5],
    ("Vladimir Putin", "Volodymyr Zelensky"),
    ("MOSCOW", "KYIV"),
    ("Russia's", "Ukraine's"),
    ("Mr Putin", "Mr Zelensky"),
    ("PUTIN", "ZELENSKY"),
    ("Belgorod", "Kharkiv"),
]
TOWNS = {"belgorod": "kharkiv", "kharkiv": "belgorod"}
LINES = [
    "{0} said {1} had not broken the truce.",
    "Brave troops from {0} shelled {1}, and {2} called it a barbaric, shameful crime!",
    "“{0} will NEVER attack {1},” said {2}; talks on a ceasefire failed.",
    "The economy of {0} suffers, and families in {1} mourn the dead.",
    "{0} welcomed a peace plan, but {1} threatens nuclear war.",
    # With names that only the tagger finds, and names that hold a party's.
    "Marta Oklen told {0} in Vilna Selo that {1} and the Centre for Peace would meet.",
    "{0} Exchange fell, that {1} Summit and {2} Street did not.",
    "Mr {0} and General {1} were at that {2} referendum.",
    "{0} AND {1} AGREE ON {2}.",
]
LINE = st.tuples(
    st.sampled_from(LINES), st.lists(st.sampled_from(range(len(SIDES) * 2)), min_size=3, max_size=3)
)


def fill(line, picks, *, turned):
    names = [SIDES[pick // 2][pick % 2 ^ turned] for pick in picks]
    return line.format(*names)


@settings(max_examples=10, deadline=None)
@given(st.lists(st.lists(LINE, min_size=1, max_size=3), min_size=1, max_size=4))
def test_swapping_the_parties_swaps_the_mentions_and_changes_nothing_else(drawn):
    here, there = (
        measure_corpus(
            make_articles([" ".join(fill(*line, turned=turned) for line in text) for text in drawn])
        )
        for turned in (False, True)
    )
    named = ["entity", "name", "camp", "surface", "term", "start", "end", "quote_spans", "text", "cluster"]
    named += ["source", "source_head", "source_start", "source_end", "content"]
    assert_same(here, there, but=[*named, "in_quote"])
    swapped = TWIN | TOWNS
    twins = [swapped.get(one, swap_names(one)) for one in here.mentions["entity"].astype(str)]
    assert [re.sub("Belgorod|Kharkiv", "town", one) for one in twins] == [
        re.sub("Belgorod|Kharkiv", "town", one) for one in there.mentions["entity"].astype(str)
    ]


@settings(max_examples=4, deadline=None)
@given(st.lists(st.lists(LINE, min_size=1, max_size=3), min_size=2, max_size=5), st.integers(1, 4), st.data())
def test_any_batches_in_any_order_give_the_same_tables(drawn, batch, data):
    texts = [" ".join(fill(*line, turned=False) for line in text) for text in drawn]
    articles = make_articles(texts)
    order = data.draw(st.permutations(range(len(texts))))
    assert_same(measure_corpus(articles), measure_corpus(articles.iloc[list(order)], batch=batch))

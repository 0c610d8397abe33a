"""Terms in sentences: what matches, what wins, where it stands."""

import re

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.matching.engine import find_terms
from analysis.text.sentences import split_sentences
from analysis.text.voices import VOICE
from analysis.text.words import split_words

VOCABULARY = [
    "air",
    "Air",
    "AIR",
    "strike",
    "strikes",
    "striker",
    "US",
    "us",
    "U.S.",
    "so-called",
    "ай",
    "it's",
]
PARTS = ["air", "Air", "strike", "US", "us", "U.S.", "so-called", "ай", "it's"]
TERMS = st.builds(
    lambda words, star: " ".join(words) + star * (words[-1][-1] != "."),
    st.lists(st.sampled_from(PARTS), min_size=1, max_size=3),
    st.sampled_from(["", "*"]),
)
TEXTS = st.lists(
    st.lists(st.sampled_from([*VOCABULARY, ",", "“", "”"]), max_size=12).map(" ".join), max_size=4
)


def make_sentences(*texts):
    return split_sentences(
        pd.DataFrame({
            "article_id": [f"a{i}" for i in range(len(texts))], "outlet": "X", "date": pd.NaT, "title": "",
            "text": pd.array(texts, dtype="str"),
        })
    )  # fmt: skip


def make_lexicon(*terms):
    """A list from `term` or `category: term`."""
    pairs = [term.split(": ") if ": " in term else ("c", term) for term in terms]
    return pd.DataFrame({
        "term": [term for _, term in pairs], "category": [category for category, _ in pairs], "weight": 1.0,
    })  # fmt: skip


def find_surfaces(text, *terms):
    return find_terms(make_sentences(text), make_lexicon(*terms))["surface"].tolist()


@pytest.mark.parametrize(
    ("text", "terms", "surfaces"),
    [
        ("Peace, PEACE and peaceful", ["peace"], ["Peace", "PEACE"]),
        ("Peace, PEACE and peaceful", ["peace*"], ["Peace", "PEACE", "peaceful"]),
        ("The US told us", ["US"], ["US"]),
        ("The US told us", ["us"], ["US", "us"]),
        ("A crimea, Crimea, CRIMEA", ["Crimea"], ["Crimea", "CRIMEA"]),
        ("An IDF and an idf, an Idf", ["IDF"], ["IDF"]),
        ("The Ukrainians and UKRAINIANS, ukrainians", ["Ukrain*"], ["Ukrainians", "UKRAINIANS"]),
        ("Air strikes and air striker", ["air strike"], []),
        ("Air strikes on air, air raid", ["air strike*", "air"], ["Air strikes", "air", "air"]),
        (
            "a ceasefire deal was signed",
            ["ceasefire", "ceasefire deal", "deal was signed"],
            ["ceasefire deal"],
        ),
        ("the war crimes court met", ["war crimes", "crimes court met"], ["war crimes"]),
        ("the so-called republic", ["so-called"], ["so-called"]),
        ("the so-called republic", ["called"], ["called"]),
        ("Russia's army", ["Russia"], ["Russia"]),
        ("in the U.S. Senate, the U.S.", ["U.S."], ["U.S.", "U.S."]),
        ("it wasn’t me", ["wasn't"], ["wasn’t"]),
        ("Kyiv. Post", ["Kyiv Post"], []),
        ("Київ і київ", ["Київ"], ["Київ"]),
        ("", ["peace"], []),
    ],
)
def test_terms_match_as_written_down(text, terms, surfaces):
    assert find_surfaces(text, *terms) == surfaces


def test_a_term_does_not_reach_over_the_end_of_a_sentence():
    sentences = make_sentences("He made peace. Talks go on.")
    assert find_terms(sentences, make_lexicon("peace talks", "peace . talks")).empty


def test_the_table_of_hits_says_where_each_stands():
    sentences = make_sentences("Quiet.\n\nHe said: “War crimes. No war.”", "War")
    hits = find_terms(sentences, make_lexicon("law: war crime*", "fight: war"))
    expected = pd.DataFrame({
        "article_id": ["a0", "a0", "a1"], "outlet": "X", "date": pd.NaT, "sentence_id": [1, 2, 0],
        "category": ["law", "fight", "fight"], "term": ["war crime*", "war", "war"],
        "surface": ["War crimes", "war", "War"], "start": [18, 33, 0], "end": [28, 36, 3],
        "voice": pd.Categorical(["quotation", "quotation", "narration"], dtype=VOICE),
        "weight": 1.0,
    })  # fmt: skip
    pd.testing.assert_frame_equal(hits, expected, check_dtype=False)


@given(st.sampled_from(["direct", "indirect", "mixed"]), st.integers(0, 40), st.integers(0, 40))
def test_attributions_change_the_voices_of_hits_and_nothing_else(form, start, size):
    sentences = make_sentences("War crimes, he said, and “no war”. War came.", "War")
    lexicon = make_lexicon("law: war crime*", "fight: war")
    attributions = pd.DataFrame(
        {"article_id": ["a0"], "form": [form], "content": [f"{start}-{start + size}"]}
    )
    hits, without = find_terms(sentences, lexicon, attributions=attributions), find_terms(sentences, lexicon)
    pd.testing.assert_frame_equal(hits.drop(columns="voice"), without.drop(columns="voice"))
    inside = hits["start"].between(start, start + size - 1) & hits["article_id"].eq("a0")
    voice = "quotation" if form == "direct" else "reported"
    expected = without["voice"].mask(inside & without["voice"].ne("quotation"), voice)
    assert hits["voice"].tolist() == expected.tolist()


def test_a_term_under_two_categories_gives_two_hits():
    hits = find_terms(make_sentences("a war"), make_lexicon("b: war", "a: war"))
    assert hits[["category", "surface"]].to_numpy().tolist() == [["a", "war"], ["b", "war"]]


@pytest.mark.parametrize(
    ("terms", "winner"),
    [(["kill*", "killing"], "killing"), (["kill*", "killi*"], "killi*"), (["Killing", "killing"], "Killing")],
)
def test_of_terms_that_match_the_same_words_the_strictest_wins(terms, winner):
    for order in [terms, terms[::-1]]:
        assert find_terms(make_sentences("Killing went on"), make_lexicon(*order))["term"].tolist() == [
            winner
        ]


def test_thousands_of_terms_are_kept_apart():
    terms = [f"name{i} of{i % 7}" for i in range(5000)]
    text = " and ".join(terms[::500])
    assert find_surfaces(text, *terms) == terms[::500]


def test_a_list_without_weights_raises():
    with pytest.raises(ValueError, match="find_terms needs the column 'weight'"):
        find_terms(make_sentences("a"), make_lexicon("a").drop(columns="weight"))


def match_one(term, tokens):
    """How many tokens the term takes at the start of these: the rule in its plainest form, word by word."""
    parts = re.findall(r"U\.S\.|[^\W_]+(?:'(?!s\b)\w+)*|'s|-|\*", term)
    star = parts[-1] == "*"
    parts = parts[:-1] if star else parts
    if len(tokens) < len(parts):
        return 0
    cased = term.lower() != term
    ways = [[token.lower() for token in tokens], parts] if not cased else [tokens, parts]
    loud = [tokens, [part.upper() for part in parts]]
    for found, wanted in [ways] + [loud] * (cased and sum(map(str.isalpha, term)) > 3):
        last = found[len(parts) - 1]
        if found[: len(parts) - 1] == wanted[:-1] and (
            last.startswith(wanted[-1]) if star else last == wanted[-1]
        ):
            return len(parts)
    return 0


def find_plainly(tokens, terms):
    """Leftmost, longest, no overlaps: as places and numbers of tokens."""
    found, place = [], 0
    while place < len(tokens):
        longest = max((match_one(term, tokens[place:]) for term in terms), default=0)
        if longest:
            found.append((place, longest))
        place += max(longest, 1)
    return found


def test_a_list_is_given_by_name_by_path_or_as_a_table(tmp_path):
    sentences = make_sentences("Peace talks and a war.")
    path = tmp_path / "own.csv"
    path.write_text("term,category\nwar,fight\n", encoding="utf-8")
    assert find_terms(sentences, path)["category"].tolist() == ["fight"]
    assert find_terms(sentences, "conflict_frames")["surface"].tolist() == ["Peace talks"]


@settings(deadline=None)
@given(TEXTS, st.lists(TERMS, min_size=1, max_size=6, unique=True))
def test_hits_are_those_of_a_plain_search(texts, terms):
    sentences = make_sentences(*texts)
    words = split_words(sentences)
    hits = find_terms(sentences, make_lexicon(*terms))
    expected = []
    for number, sentence in enumerate(sentences.itertuples()):
        tokens = words[words["sentence"] == number]
        places = find_plainly(tokens["word"].tolist(), terms)
        for place, size in places:
            start, end = tokens["start"].iloc[place], tokens["end"].iloc[place + size - 1]
            expected.append((sentence.article_id, sentence.start + start, sentence.start + end))
    assert list(hits[["article_id", "start", "end"]].itertuples(index=False, name=None)) == expected


@settings(deadline=None)
@given(TEXTS, st.lists(TERMS, min_size=1, max_size=6, unique=True))
def test_places_give_the_exact_surface_and_the_order_of_terms_changes_nothing(texts, terms):
    sentences = make_sentences(*texts)
    hits = find_terms(sentences, make_lexicon(*terms))
    assert [texts[int(hit.article_id[1:])][hit.start : hit.end] for hit in hits.itertuples()] == hits[
        "surface"
    ].tolist()
    pd.testing.assert_frame_equal(find_terms(sentences, make_lexicon(*reversed(terms))), hits)


@settings(deadline=None)
@given(TEXTS, st.lists(TERMS, min_size=1, max_size=4, unique=True))
def test_batches_equal_the_whole(texts, terms):
    sentences, lexicon = make_sentences(*texts), make_lexicon(*terms)
    whole = find_terms(sentences, lexicon)
    batches = [find_terms(part, lexicon) for _, part in sentences.groupby("article_id")]
    pd.testing.assert_frame_equal(
        pd.concat([whole[:0], *batches], ignore_index=True), whole, check_dtype=False
    )


@pytest.mark.parametrize("term", ["ce*fire", "*", " "])
def test_a_term_that_can_never_match_raises(term):
    lexicon = pd.DataFrame({"term": [term, "air"], "category": "war", "weight": 1.0})
    with pytest.raises(ValueError, match="only at the end"):
        find_terms(make_sentences("The ceasefire held."), lexicon)

"""The shipped lists keep what their codebook promises: examples are found, counterexamples are not."""

import functools
import importlib.util
import json
import re
from pathlib import Path

import pandas as pd
import pytest

from analysis.frames.cues import find_frames
from analysis.matching.lexicon import read_lexicon
from analysis.text.sentences import split_sentences

ROOT = Path(__file__).resolve().parents[2]
LISTS = ["generic_frames", "conflict_frames", "war_peace", "death_words"]

# The two parties' names must be free to change places, so no list may contain them. Camps are names too.
NAMES = (
    r"russia\w*|ukrain\w*|kremlin|moscow|kyiv|kiev|crimea\w*|donbas\w*|donetsk|luhansk|zelensk\w*|"
    r"putin\w*|soviet\w*|belarus\w*|minsk|syria\w*|assad\w*|damascus|aleppo|idlib|kurd\w*|sdf|ypg|"
    r"isis|isil|daesh|nusra|hezbollah|houthi\w*|yemen\w*|saudi\w*|iran\w*|tehran|turk\w*|ankara|"
    r"israel\w*|palestin\w*|gaza|hamas|idf|jewish|arab|arabs|alawite\w*|sunni\w*|shia\w*|shiite\w*|"
    r"american\w*|washington|nato|chin\w*|beijing|europe\w*|british|london|german\w*|french|france|"
    r"polish|poland|armenia\w*|azerbaijan\w*|georgia\w*|chechen\w*|iraq\w*|baghdad|afghan\w*|taliban|"
    r"libya\w*|sudan\w*|ethiopia\w*|tigray\w*|serb\w*|croat\w*|bosnia\w*|kosov\w*|india\w*|"
    r"pakistan\w*|kashmir\w*|myanmar|rohingya|korea\w*|taiwan\w*|gazprom|wagner|azov|rebel\w*|"
    r"regimes?|insurgent\w*|opposition|separatist\w*|loyalist\w*|junta|government"
)
# Bodies and titles that contain such a word and are no party to a war.
INSTITUTIONS = {
    "Arab League", "European Court of Human Rights", "European Union", "European Bank",
    "inclusive government", "transitional government", "unity government",
    "government official", "government officials",
}  # fmt: skip


read_once = functools.cache(read_lexicon)


def find_in(sentence, name):
    """The categories of the list that have a cue in the sentence."""
    article = {"article_id": "a", "outlet": "o", "date": "2022-11-17", "title": "", "text": sentence}
    sentences = split_sentences(pd.DataFrame([article]).astype({"date": "datetime64[ns]"}))
    return set(find_frames(sentences, lexicon=read_once(name))["frame"])


def read_rules(name):
    return json.loads(read_once(name).attrs["lexicon"])["categories"]


def sentences_of(kind):
    """Every example or counterexample, named for its list and category."""
    return [
        pytest.param(name, category, sentence, id=f"{name}-{category}-{number}")
        for name in LISTS
        for category, rules in read_rules(name).items()
        for number, sentence in enumerate(rules[kind], start=1)
    ]


@pytest.mark.parametrize(("name", "category", "sentence"), sentences_of("examples"))
def test_an_example_has_a_cue_of_its_category(name, category, sentence):
    assert category in find_in(sentence, name)


@pytest.mark.parametrize(("name", "category", "sentence"), sentences_of("counterexamples"))
def test_a_counterexample_has_no_cue_of_its_category(name, category, sentence):
    assert category not in find_in(sentence, name)


@pytest.mark.parametrize("name", LISTS)
def test_each_category_has_its_rules_three_examples_and_a_counterexample(name):
    rules = read_rules(name)
    assert set(rules) == set(read_once(name)["category"])
    for category, rule in rules.items():
        assert len(rule["examples"]) >= 3, category
        assert len(rule["counterexamples"]) >= 1, category
        assert min(len(rule[part]) for part in ["definition", "include", "exclude"]) > 40, category


@pytest.mark.parametrize("name", LISTS)
def test_no_list_contains_the_parties(name):
    party = re.compile(rf"\b(?:{NAMES})\b", re.IGNORECASE)
    terms = read_lexicon(name)["term"]
    assert [term for term in terms[terms.str.contains(party)] if term not in INSTITUTIONS] == []


@pytest.mark.parametrize("name", LISTS)
def test_swapping_the_parties_changes_no_frame(name):
    text = (
        "{a} troops shelled the town while {b} envoys asked for a ceasefire. "
        "{b} officials accused {a} of war crimes. "
        "The {a} president said the {b} army was brutal, and sanctions hit {a} exports."
    )
    first, swapped = text.format(a="Russia", b="Ukraine"), text.format(a="Ukraine", b="Russia")
    assert find_in(first, name) == find_in(swapped, name) != set()


@pytest.mark.parametrize("name", LISTS)
def test_no_term_makes_another_useless(name):
    """`shell*` would make `shelling` useless, and in another category would leave the hit to chance."""
    terms = read_lexicon(name)["term"]
    whole = [(term, re.findall(r"[\w.']+|-", term.rstrip("*"))) for term in terms]
    open_ended = [(term, words) for term, words in whole if term.endswith("*")]
    useless = [
        (short, long)
        for short, prefix in open_ended
        for long, words in whole
        if long != short
        and len(words) == len(prefix)
        and [word.lower() for word in words[:-1]] == [word.lower() for word in prefix[:-1]]
        and words[-1].lower().startswith(prefix[-1].lower())
    ]
    assert useless == []


# Words that a careless `*` or a lone word would catch, and that mean nothing of the kind.
LOOK_ALIKES = {
    "generic_frames": "accustomed investigate important taxi subside fundamental European "
    "Protestant demonstrate neighbouring morale Barbara foetus bank power",
    "conflict_frames": "talks aid power right order trial shelf planet general minerals granite bank tank",
    "death_words": "infantry nursery doctrine neighbourhood brotherhood patience bridge orphanage",
    "war_peace": "according demonstrate accountant general major hello classic complexion shared",
}


@pytest.mark.parametrize("name", LISTS)
def test_words_that_only_look_like_cues_are_left_alone(name):
    for word in LOOK_ALIKES[name].split():
        assert find_in(f"It was {word} then.", name) == set(), word


CODED = ROOT.parent / "shared" / "data" / "narrative_frames" / "articles.tsv"
# Kappa with human codes if one cue makes the frame, as docs/codebook.md has it.
KAPPA = {
    "conflict": ("CO", 0.29),
    "economic_consequences": ("EC", 0.18),
    "human_interest": ("HI", 0.21),
    "morality": ("MO", 0.30),
    "attribution_of_responsibility": ("RE", 0.04),
}


@pytest.mark.skipif(
    not CODED.exists(), reason="the climate articles that people coded are not beside the checkout"
)
def test_agreement_with_human_codes_is_what_the_codebook_says():
    coded = pd.read_csv(CODED, sep="\t").reset_index(names="article_id").astype({"article_id": "str"})
    articles = coded[["article_id", "text"]].assign(outlet="o", date=pd.NaT, title="")
    frames = find_frames(split_sentences(articles), lexicon="generic_frames")
    counts = frames.groupby(["article_id", "frame"]).size().unstack(fill_value=0)
    found = counts.reindex(coded["article_id"], fill_value=0).gt(0)
    for frame, (column, kappa) in KAPPA.items():
        human, machine = coded[column].gt(0).to_numpy(), found[frame].to_numpy()
        chance = human.mean() * machine.mean() + (1 - human.mean()) * (1 - machine.mean())
        assert ((human == machine).mean() - chance) / (1 - chance) == pytest.approx(kappa, abs=0.03), frame


def test_the_codebook_for_coders_is_up_to_date():
    path = ROOT / "docs" / "codebook.py"
    specification = importlib.util.spec_from_file_location("codebook", path)
    codebook = importlib.util.module_from_spec(specification)
    specification.loader.exec_module(codebook)
    written = codebook.CODEBOOK.read_text(encoding="utf-8")
    assert written == codebook.write_codebook(), "run: python docs/codebook.py"

"""What a registry lacks in a corpus, spellings of one name, and the draft of a registry."""

import pandas as pd
import pytest

from analysis.__main__ import main
from analysis.entities.coverage.coverage import describe_coverage, measure_coverage, warn_coverage
from analysis.entities.coverage.variants import list_variants
from analysis.entities.mentions import find_entities
from analysis.registry.registry import read_registry
from analysis.text.sentences import split_sentences

TEXTS = [
    "Fighters of the River Defence Brigade attacked Nordhaven. General Tarek al-Burhani spoke.",
    "Troops of the River Defence Brigade fled. Burhani resigned, an aide to Tareq Burhani said.",
    "Tarek al-Burhani met Angela Merkel in Paris.",
]


def split(texts):
    rows = [("x", pd.Timestamp("2024-05-01"), "", text, f"a{n}") for n, text in enumerate(texts)]
    return split_sentences(pd.DataFrame(rows, columns=["outlet", "date", "title", "text", "article_id"]))


def name_people(*names):
    return pd.DataFrame({"article_id": range(len(names)), "entity": names, "type": "person", "how": "tagger"})


@pytest.mark.parametrize(
    ("names", "n_people"),
    [
        (["Abdel Fattah al-Burhan", "Abdul Fattah Burhan", "General al-Burhan", "Burhan"], 1),
        (["Mohamed Hamdan Dagalo", "Mohammed Hamdan Dagalo", "Dagalo"], 1),
        (["Anna Hill", "Robert Hill", "Hill"], 3),
        (["Anna Hill", "Anna Mills"], 2),
        (["Abiy Ahmed", "Kofi Ahmed"], 2),
        (["Leon van Biljon", "Van Biljon", "Biljon"], 1),
        (["Ali Reza Raisi", "Rise"], 2),
        (["Condoleezza Rice", "Rice"], 1),
    ],
)
def test_spellings_of_one_person_are_one_and_namesakes_are_not(names, n_people):
    assert list_variants(name_people(*names))["entity"].nunique() == n_people


def test_coverage_lists_belligerents_that_no_registry_holds():
    sentences = split(TEXTS)
    mentions = find_entities(sentences, registry="world")
    coverage = measure_coverage(mentions, sentences)
    armed = coverage.loc[coverage["finding"].eq("near words of fighting"), "name"].tolist()
    assert "River Defence Brigade" in armed
    assert 0 < coverage.attrs["linked"] < 0.7
    assert "only" in warn_coverage(mentions)
    assert describe_coverage(coverage)[0].endswith("% of the mentions are linked to the registry.")
    assert warn_coverage(mentions[mentions["how"].eq("registry")]) == ""


def test_adopt_drafts_a_registry_that_links_the_names_of_the_corpus(tmp_path, capsys):
    corpus, own = tmp_path / "corpus.csv", tmp_path / "own.csv"
    pd.DataFrame({"outlet": "x", "date": "2024-05-01", "text": TEXTS}).to_csv(corpus, index=False)
    assert main(["adopt", str(corpus), "--out", str(own), "--at-least", "2"]) == 0
    draft = pd.read_csv(own, keep_default_na=False).set_index("entity")
    assert draft.loc["tarek-al-burhani", ["type", "camp"]].tolist() == ["person", ""]
    assert "Tareq Burhani" in draft.loc["tarek-al-burhani", "aliases"]
    assert draft.loc["river-defence-brigade", "note"].startswith("Fighters of the River Defence Brigade")
    found = find_entities(split(TEXTS), registry=("world", own))["entity"].tolist()
    assert {"river-defence-brigade", "tarek-al-burhani"} <= set(found)
    assert main(["adopt", str(corpus), "--out", str(own)]) == 2
    assert "is there already" in capsys.readouterr().err
    assert "river-defence-brigade" in set(read_registry("world", own).entities["entity"])


@pytest.mark.parametrize(
    ("names", "n_people"),
    [
        (["Natalia", "Natalya"], 2),  # given names alone: two women, as far as anybody knows
        (["Hussein", "Sheikh Hussein"], 2),
        (["Robert Hunter", "Hunter Biden", "Hunter"], 3),
        (["Leys al-Faris", "Faris"], 1),
        (["al-Tukhari", "Tukhari"], 1),
    ],
)
def test_given_names_alone_are_not_joined(names, n_people):
    assert list_variants(name_people(*names))["entity"].nunique() == n_people


def test_acronyms_are_one_only_if_their_letters_are():
    names = name_people("PIs", "PI", "PPE", "U.S. Court", "US Court").assign(type="organisation")
    assert list_variants(names)["entity"].nunique() == 3

"""Lines without a full stop, items of lists and abbreviated titles."""

import pytest

from analysis.cleaning.pipeline import clean_articles
from analysis.text.sentences import split_sentences
from tests.cleaning.texts import BULLETS, make_articles

LINES = [
    (
        "Barbaric strike on Kherson this morning\nThree heroes fell\nRussia fired from the left "
        "bank\nGlory to the heroes",
        [
            "Barbaric strike on Kherson this morning",
            "Three heroes fell",
            "Russia fired from the left bank",
            "Glory to the heroes",
        ],
    ),
    (
        "14:05 Shells hit Kherson\n14:20 Crews left\n\nThe dam held on Monday.",
        ["14:05 Shells hit Kherson", "14:20 Crews left", "The dam held on Monday."],
    ),
    (
        "10.42am Shells hit Kherson\n\nThe dam held on Monday.",
        ["10.42am Shells hit Kherson", "The dam held on Monday."],
    ),
    ("BREAKING: Shells hit Kherson\n\nMore follows.", ["BREAKING: Shells hit Kherson", "More follows."]),
    ("⚡️Shells hit Kherson\n\nMore follows.", ["⚡️Shells hit Kherson", "More follows."]),
    ("Shells hit Kherson", ["Shells hit Kherson"]),
    ("They met.\n\nAfter the withdrawal\n\nThey parted.", ["They met.", "They parted."]),
    (
        "• Gunmen shelled the dam • Crews left • The army moved on",
        ["• Gunmen shelled the dam", "• Crews left", "• The army moved on"],
    ),
    (
        "They left. It was\n\nKherson shelled again this morning",
        ["They left.", "It was", "Kherson shelled again this morning"],
    ),
    (
        "Shells hit Kherson this morning\n\nThe governor spoke of two dead and\n\nMore follows.",
        ["Shells hit Kherson this morning", "The governor spoke of two dead and", "More follows."],
    ),
]
TITLES = [
    (
        "Defense Sec. Austin met Atty. Gen. Garland. Pfc. Jones and Spc. Roe died. Gens. Milley "
        "and Cavoli spoke.",
        [
            "Defense Sec. Austin met Atty. Gen. Garland.",
            "Pfc. Jones and Spc. Roe died.",
            "Gens. Milley and Cavoli spoke.",
        ],
    ),
    (
        "Lt. Col. Doe and Maj. Gen. Roe met Sgt. 1st Class Poe. Rep. Adam Doe, R-Ill., and Sens. "
        "Roe and Poe left at 5 p.m. on Jan. 5. Prof. J. K. Rowling met Mr. Smith, St. Clair and "
        "Dr. No. The U.S. Senate and Gov. Doe spoke. Staff Sgt. Doe of Co. B saw Rev. Roe. Brig. "
        "Gen. Doe left.",
        [
            "Lt. Col. Doe and Maj. Gen. Roe met Sgt. 1st Class Poe.",
            "Rep. Adam Doe, R-Ill., and Sens. Roe and Poe left at 5 p.m. on Jan. 5.",
            "Prof. J. K. Rowling met Mr. Smith, St. Clair and Dr. No.",
            "The U.S. Senate and Gov. Doe spoke.",
            "Staff Sgt. Doe of Co. B saw Rev. Roe.",
            "Brig. Gen. Doe left.",
        ],
    ),
    (
        "Asst. Sec. Doe and Cmdr. Roe met Adm. Poe. Cpl. Doe and Pvt. Roe died. Supt. Doe, Det. "
        "Roe and Insp. Poe came. Amb. Doe spoke to Min. Lavrov. Vice Pres. Harris left.",
        [
            "Asst. Sec. Doe and Cmdr. Roe met Adm. Poe.",
            "Cpl. Doe and Pvt. Roe died.",
            "Supt. Doe, Det. Roe and Insp. Poe came.",
            "Amb. Doe spoke to Min. Lavrov.",
            "Vice Pres. Harris left.",
        ],
    ),
]


def list_sentences(text):
    return split_sentences(clean_articles(make_articles(text)))["text"].tolist()


@pytest.mark.parametrize(("text", "sentences"), LINES)
def test_lines_without_a_full_stop_are_sentences_and_a_heading_is_none(text, sentences):
    assert list_sentences(text) == sentences


@pytest.mark.parametrize("mark", BULLETS)
def test_each_item_of_a_list_is_a_sentence(mark):
    items = [f"{mark} Gunmen shelled the dam", f"{mark} Crews left", f"{mark} The army moved on"]
    text = "\n".join(["Key points:", "", *items, "", "More follows."])
    assert list_sentences(text) == ["Key points:", *items, "More follows."]


@pytest.mark.parametrize(("text", "sentences"), TITLES)
def test_a_title_does_not_end_a_sentence(text, sentences):
    assert list_sentences(text) == sentences

"""Captions and credits are dropped; sentences about pictures stay."""

import pytest

from analysis.cleaning.pipeline import clean_text

BEFORE, BEHIND = "The dam held, officials said on Monday.", "Crews are at work."
CAPTIONS = [
    "FILE PHOTO: A boat by the dam",
    "FILE PHOTO: A boat by the dam. REUTERS/Jane Doe",
    "A boat by the dam. (AP Photo/Jane Doe)",
    "A boat by the dam on Monday. (Photo: Jane Doe)",
    "(Photo: AFP)",
    "[Image: AFP]",
    "Getty Images",
    "Photo: Getty Images",
    "Image caption A boat by the dam",
    "Image source, Getty Images",
    "Photograph: Jane Doe/AFP",
    "A boat by the dam. Photograph: Jane Doe/Getty Images",
    "A boat. REUTERS/Jane Doe",
    "© AFP",
    "Credit: Reuters",
    "A boat by the dam | Getty Images",
    "Jane Doe/Reuters",
    "File photo",
    "In this photo taken on Oct. 8, 2023, a boat lies by the dam.",
    "FILE - In this Oct. 8, 2023 photo, a boat lies by the dam.",
    "Photo by Jane Doe",
    "Caption: A boat",
    "Screenshot from Telegram",
    "A boat by the dam (Reuters/File)",
    "Picture: PA",
    "Media caption, A boat",
    "Photo: @witness / Telegram",
    "Image: Jane Doe (flickr).",
    "A boat in Kherson (Jane Doe/Getty Images)",
    "Photo courtesy: Jane Doe",
    "AP Photo/Jane Doe",
    "Representational image",
]
SENTENCES = [
    "The photo shows a boat by the dam.",
    "Images by Maxar showed the boat by the dam.",
    "The dam fell. Images by Maxar showed water.",
    "A photo: that was all he had.",
    "He works for Getty Images.",
    "Reuters could not verify the report.",
    "The file was lost.",
    "In this picture of the war, nobody wins.",
    "Photos by residents showed smoke over the town.",
]


@pytest.mark.parametrize("line", CAPTIONS)
def test_a_caption_is_dropped(line):
    assert clean_text(f"{BEFORE}\n\n{line}\n\n{BEHIND}") == f"{BEFORE}\n\n{BEHIND}"


@pytest.mark.parametrize("line", SENTENCES)
def test_a_sentence_about_a_picture_stays(line):
    assert clean_text(f"{BEFORE}\n\n{line}\n\n{BEHIND}") == f"{BEFORE}\n\n{line}\n\n{BEHIND}"


def test_of_a_paragraph_of_several_sentences_only_the_credit_is_dropped():
    text = f"{BEFORE} {BEHIND} (AP Photo/Jane Doe)\n\n{BEHIND}"
    assert clean_text(text) == f"{BEFORE} {BEHIND}\n\n{BEHIND}"

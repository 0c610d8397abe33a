"""The same word in other characters becomes the same word; other scripts stay."""

import pytest

from analysis.cleaning.characters import drop_invisible
from analysis.cleaning.pipeline import clean_text

SAME = [
    ("The ﬁrst oﬃcer eﬀort ﬂed aﬄuent ﬆreet.", "The first officer effort fled affluent street."),
    ("Kher\u200dson Kher\u2060son Kher\ufeffson Kher\xadson", "Kherson Kherson Kherson Kherson"),
    ("cease\u2011fire cease\u2010fire", "cease-fire cease-fire"),
    ("Ｋｙｉｖ and 𝗞𝘆𝗶𝘃", "Kyiv and Kyiv"),
    ("\u041aherson and Russi\u0430", "Kherson and Russia"),
    ("\ufeffKyiv was quiet.", "Kyiv was quiet."),
    ("The 10\u202f000 men\xa0left.", "The 10 000 men left."),
    ("The ﬁ ghting went on.", "The fighting went on."),
    (
        "\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645 by the dam",
        "\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645 by the dam",
    ),
]


@pytest.mark.parametrize(("text", "plain"), SAME)
def test_the_same_word_has_the_same_letters(text, plain):
    assert clean_text(text) == plain


@pytest.mark.parametrize(
    "text", ["Слава Україні!", "Ми-8 and T-72", "\u0915\u094d\u200d\u0937", "\U0001f468\u200d\U0001f469"]
)
def test_other_scripts_keep_their_letters_and_joiners(text):
    assert clean_text(text) == text


def test_a_letter_keeps_its_accents_but_not_thousands_of_them():
    assert drop_invisible("z\u030c") == "\u017e"
    assert len(drop_invisible("a" + "\u0316\u0301" * 5000)) <= 31

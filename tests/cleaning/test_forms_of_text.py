"""Texts as posts, live blogs and wikis print them: no full stops, odd characters, marks, repeats."""

import pandas as pd
import pytest

from analysis.cleaning.pipeline import clean_articles, clean_text
from analysis.text.sentences import split_sentences


def list_sentences(text):
    article = {
        "article_id": "a",
        "outlet": "X",
        "date": pd.Timestamp("2022-11-17"),
        "title": "",
        "text": text,
    }
    return split_sentences(clean_articles(pd.DataFrame([article])))["text"].tolist()


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("1. Rebels shelled the dam\n2. Crews left", ["1. Rebels shelled the dam", "2. Crews left"]),
        ("(1) Rebels shelled the dam\n(2) Crews left", ["(1) Rebels shelled the dam", "(2) Crews left"]),
        ("🔴 Rebels shelled the dam\n🔴 Crews left", ["🔴 Rebels shelled the dam", "🔴 Crews left"]),
        ("BREAKING: Rebels shell dam near Kherson", ["BREAKING: Rebels shell dam near Kherson"]),
        ("Thank you @courier\nWe will win 🇺🇦", ["Thank you @courier", "We will win 🇺🇦"]),
        (
            "Strike on Kherson\n\nThree heroes fell 🕯\ufe0f",
            ["Strike on Kherson", "Three heroes fell 🕯\ufe0f"],
        ),
        (
            "REBELS SHELL DAM - GOVERNOR\nCREWS LEAVE - MINISTRY",
            ["REBELS SHELL DAM - GOVERNOR", "CREWS LEAVE - MINISTRY"],
        ),
        (
            "Rebels shell dam -governor\n\nCrews leave -ministry",
            ["Rebels shell dam -governor", "Crews leave -ministry"],
        ),
        ("10:45\nRebels shell the dam\n10:52\nCrews leave it", ["Rebels shell the dam", "Crews leave it"]),
        (
            "Updated 10:45 GMT\n\nRebels shell it\n\n2h ago\n\nCrews leave it",
            ["Rebels shell it", "Crews leave it"],
        ),
        (
            "[10:45] Rebels shell it\n[10:52] Crews leave it",
            ["[10:45] Rebels shell it", "[10:52] Crews leave it"],
        ),
        (
            "Another night of terror\n\nWe will not forget\n\nhttps://t.co/abc",
            ["Another night of terror", "We will not forget"],
        ),
        (
            "Troops left the dam.[1]The army left.[2] Crews came.",
            ["Troops left the dam.[1]", "The army left.[2]", "Crews came."],
        ),
        ("It came fast!Nobody spoke.Why?Because.", ["It came fast!", "Nobody spoke.", "Why?", "Because."]),
        (
            "They left in 2022.They came in May.In June they left.",
            ["They left in 2022.", "They came in May.", "In June they left."],
        ),
        ("“We hold.”He left.“They come.”She wept.", ["“We hold.”", "He left.", "“They come.”", "She wept."]),
        ("He saw the U.N.The dam held.", ["He saw the U.N.", "The dam held."]),
        (
            "Lt. Gen. Roe met Brig.-Gen. Doe and Maj.-Gen. Poe. Sgt. Lee died.",
            ["Lt. Gen. Roe met Brig.-Gen. Doe and Maj.-Gen. Poe.", "Sgt. Lee died."],
        ),
        (
            "Col.-Gen. Doe met L/Cpl. Poe and Lt.-Col. Lee. Insp. Fox left.",
            ["Col.-Gen. Doe met L/Cpl. Poe and Lt.-Col. Lee.", "Insp. Fox left."],
        ),
        (
            "The Rt. Hon. Doe, Sens. Roe and Poe and Reps. Lee and Fox spoke. Pres. Doe left.",
            ["The Rt. Hon. Doe, Sens. Roe and Poe and Reps. Lee and Fox spoke.", "Pres. Doe left."],
        ),
    ],
)
def test_what_has_no_full_stop_or_a_strange_one_makes_the_right_sentences(text, sentences):
    assert list_sentences(text) == sentences


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("The talks in Zapo-\nrizhzhia went on.", "The talks in Zaporizhzhia went on."),
        ("The bom\u00ad\nbing went on.", "The bombing went on."),
        ("The bom\u2010\nbing went on.", "The bombing went on."),
        ("the Donetsk-\nLuhansk road was cut.", "the Donetsk-Luhansk road was cut."),
        ("a long-\nrange missile hit.", "a long-range missile hit."),
        ("A 20-\nyear-old died.", "A 20-year-old died."),
        ("The ﬁrst ﬂight oﬃce", "The first flight office"),
        ("Khe\u200brson, Ky\u200civ, Od\u2060esa", "Kherson, Kyiv, Odesa"),
        ("cease\u2011fire and cease\u2010fire", "cease-fire and cease-fire"),
        ("the Ｋｙｉｖ front", "the Kyiv front"),
        ("\u041cariupol and \u039ayiv", "Mariupol and Kyiv"),
        ("𝐁𝐑𝐄𝐀𝐊𝐈𝐍𝐆: dam hit", "BREAKING: dam hit"),
        ("Αθήνα and Київ stay", "Αθήνα and Київ stay"),
    ],
)
def test_the_same_word_in_other_characters_is_the_same_word(text, plain):
    assert clean_text(text) == plain


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("{{w|Volodymyr Zelensky}} met {{w|Joe Biden|the guest}}.", "Volodymyr Zelensky met the guest."),
        ("{{lang|uk|Київ}} is {{convert|5|km}} away. {{fact}}", "Київ is 5 km away."),
        (
            "[[w:Kherson|]] and [[w:Kyiv]] and [[:Category:Dams|dams]]. __NOTOC__",
            "Kherson and Kyiv and dams.",
        ),
        ("[http://x.example The site] said ''no''.", "The site said no."),
        ('{| class="wikitable"\n! a !! b\n|-\n| 1 || 2\n|}\nThe dam held.', "The dam held."),
        ("[[File:Dam.jpg|thumb|A boat by the [[dam]].]]\nThe dam held.", "The dam held."),
        (
            "The dam held.<ref>{{cite|a}}</ref> It did.\n\n== External links ==\n* [http://x.example A]",
            "The dam held. It did.",
        ),
        ("The dam held.[^1]\n\n[^1]: A note.", "The dam held."),
        ("> The dam held.\n>\n> It did.", "The dam held.\n\nIt did."),
        ("![A boat](http://x.example/a.jpg)\n\n***The dam*** held.", "The dam held."),
        ("A file_name_here and 2*3*4 stay.", "A file_name_here and 2*3*4 stay."),
    ],
)
def test_the_marks_of_wikis_and_markdown_go_and_their_words_stay(text, plain):
    assert clean_text(text) == plain


LONG = "The crews worked at the dam for all of Monday night."


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        (f"{LONG} {LONG} It held.", f"{LONG} It held."),
        (f"{LONG}\n\n{LONG} It held.", f"{LONG}\n\n{LONG} It held."),
        (f"{LONG}\n\nIt held.\n\n“{LONG}”", f"{LONG}\n\nIt held."),
        (f"{LONG}\n\n{LONG.upper()}", LONG),
        (f"{LONG} It held. {LONG}", f"{LONG} It held. {LONG}"),
        ("Yes. Yes. No.", "Yes. Yes. No."),
        ("Get short URL 0 85 12 terrorists were killed.", "12 terrorists were killed."),
        ("Get short URL 0 0 0 Syrian forces left.", "Syrian forces left."),
    ],
)
def test_what_a_text_prints_twice_counts_once(text, plain):
    assert clean_text(text) == plain

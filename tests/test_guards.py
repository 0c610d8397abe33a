"""What strangers write cannot steer a terminal, turn a line around, or start a formula."""

import io
import re

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.__main__ import main
from analysis.guards import drop_controls, guard_formula, show_line, starts_formula, unguard_formula
from analysis.outputs import format_csv, write_csv
from analysis.readers.delimited import read_delimited
from analysis.reporting.evidence import show_evidence
from analysis.reporting.show import show_finding, show_table
from analysis.store.measured import measure_corpus

LINK = "\x1b]8;;http://evil.example\x1b\\here\x1b]8;;\x1b\\"
HOSTILE = {
    "colours": ("\x1b[1;31mred\x1b[0m", "red"), "a link": (LINK, "here"),
    "a title that ends with a bell": ("\x1b]0;owned\x07ok", "ok"), "a reset": ("\x1bcok", "ok"),
    "one character for two": ("\x9b31mred", "red"), "a cleared screen": ("\x1b[2J\x1b[Hok", "ok"),
    "a device string": ("\x1bPq#0\x1b\\ok", "ok"), "back spaces": ("bad\b\b\bgood", "badgood"),
    "an overwritten line": ("bad\rgood", "bad good"), "a bell and a NUL": ("o\x07k\x00", "ok"),
    "a set of characters": ("\x1b(0ok", "ok"), "a sequence that does not end": ("\x1b]8;;ok", "8;;ok"),
    "an override": ("\u202egpj.exe\u202c", "gpj.exe"), "isolates": ("a\u2066b\u2067c\u2068d\u2069e", "abcde"),
    "marks of direction": ("a\u200eb\u200fc\u061cd", "abcd"), "embeddings": ("\u202aa\u202bb", "ab"),
    "half a character": ("a\udcffb", "a\ufffdb"), "a next line": ("a\x85b\u2028c", "a b c"),
}  # fmt: skip
FORBIDDEN = {chr(code) for code in [*range(9), *range(11, 32), *range(127, 160), *range(0x202A, 0x202F)]}
FORBIDDEN |= set("\u200e\u200f\u061c\u2066\u2067\u2068\u2069\u2028\u2029")


@pytest.mark.parametrize("kind", HOSTILE)
def test_what_a_terminal_obeys_is_gone_and_the_words_stay(kind):
    written, shown = HOSTILE[kind]
    assert drop_controls(written) == shown


@pytest.mark.parametrize(
    "text",
    ["ידיעות אחרונות", "الجزيرة: “قال”", "می‌خواهم", "a\tb\nc", "👩‍👩‍👧 family", "Zoë’s café – 5 €", "हिन्दी"],
)
def test_text_of_any_direction_stays_as_it_is(text):
    assert drop_controls(text) == text


@given(st.text())
def test_no_control_character_is_left_and_a_second_time_changes_nothing(text):
    shown = drop_controls(text)
    assert not FORBIDDEN & set(shown)
    assert drop_controls(shown) == shown
    assert "\n" not in show_line(text)


ALARM = "\x1b[31m\u202e\x9b2J\x07\x1b]0;x\x07"


def write_hostile(folder):
    """Three articles whose file names, outlets, titles and texts all hold control characters."""
    folder.mkdir()
    for number in range(3):
        head = f"title: Tit{ALARM}le {number}\noutlet: Cou{ALARM}rier\n\n"
        text = f"Shells {ALARM}hit the bridge on day {number}. “We stay,” a woman{ALARM} said. It was dark."
        (folder / f"a\x1b[2J\u202e{number}.txt").write_text(head + text, encoding="utf-8")
    (folder / f"b{ALARM.replace('/', '')}.txt").write_text("title: x\n\n")
    (folder / "c\x1b[31m.unknown").write_text("x")
    return folder


def check_clean(text):
    assert not FORBIDDEN & set(text), sorted(FORBIDDEN & set(text))


def test_the_commands_print_no_control_character(tmp_path, capsys):
    corpus = write_hostile(tmp_path / "cor\x1b[31mpus")
    assert main(["check", str(corpus), "--all"]) == 0
    assert main(["measure", str(corpus), "--out", str(tmp_path / "o\x1b[31mut")]) == 0
    assert main(["import", str(corpus), "--out", str(tmp_path / "im\x1b[31mport"), "--all"]) == 0
    assert main(["check", str(corpus / "c\x1b[31m.unknown")]) == 2
    assert main(["check", str(corpus), "--outlet", "Cour\x1b[2Jier"]) == 2
    printed = capsys.readouterr()
    check_clean(printed.out)
    check_clean(re.sub(r"\r[^\r]*(?=\r)|\r", "", printed.err))  # without the progress bar
    assert "Courier" in printed.out


def test_what_reports_show_holds_no_control_character(tmp_path, monkeypatch):
    monkeypatch.setenv("ANALYSIS_REPORT", "1")
    measured = measure_corpus(write_hostile(tmp_path / "corpus"), store=None)
    headlines = measured.headlines.assign(outlet="Cou\x1b[31m\u202erier")
    shown = [
        show_table(headlines, title=ALARM),
        show_evidence(measured, measured.tone), show_finding(f"X{ALARM} said"),
        show_evidence(measured.sentences.assign(text=f"A {LINK} b.", outlet=ALARM), articles=headlines),
    ]  # fmt: skip
    for text in [text for part in shown for text in part.data.values()]:
        check_clean(text)


def test_a_sequence_does_not_reach_from_one_cell_into_the_next():
    html = show_table(pd.DataFrame({"a": ["\x1b]8;;x", "\x1b[", "\x1b"], "b": ["y\x07", "<z>", "&"]})).html
    assert html.count("</td>") == 6
    assert html.count("<td") == 6


FORMULAS = [
    "=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", " =1", "\u00a0=1", "\u3000 =1", "\ufeff=1",
    "\u200b=1", "\x00=1", "＝1", "＋1", "－1", "＠x", "'=1", "''=1", "\"=1", " '=1",
    "\n\n＝cmd|' /C calc'!A0",
    "-2+3+cmd", "﹦1",
    "\tplain", "\rplain", "=HYPERLINK(\"http://x\",\"a\")",
]  # fmt: skip
PLAIN = ["", "plain", "a=1", "1-2", "'quoted' words", "“-”", "He said: -1", "–5 degrees", "'30s music", " a"]


@pytest.mark.parametrize("text", FORMULAS)
def test_a_cell_that_a_spreadsheet_would_calculate_gets_a_quote_mark(text):
    assert guard_formula(text) == "'" + text


@pytest.mark.parametrize("text", PLAIN)
def test_any_other_text_stays(text):
    assert guard_formula(text) == text
    assert unguard_formula(text) == text


@given(st.text(alphabet=st.sampled_from("=+-@'\"＝ \t\r\nab1\u200b"), max_size=6))
def test_unguarding_gives_back_the_text(text):
    guarded = guard_formula(text)
    assert unguard_formula(guarded) == text
    assert guarded.startswith("'") or not starts_formula(guarded)


def test_numbers_and_dates_are_no_texts():
    table = pd.DataFrame({
        "n": [-1, 2], "value": [-1.5, None], "day": pd.to_datetime(["2022-11-17", None]), "ok": [True, False],
        "mixed": [-3, "-3"], "kind": pd.Categorical(["=x", "y"]), "=name": ["a", None],
    })  # fmt: skip
    assert format_csv(table) == (
        '"n","value","day","ok","mixed","kind","\'=name"\n'
        '-1,-1.5,"2022-11-17",True,-3,"\'=x","a"\n'
        '2,"","",False,"\'-3","y",""\n'
    )


def test_two_columns_of_one_name_both_stay():
    table = pd.DataFrame([["=a", "=b"]], columns=["x", "x"])
    assert format_csv(table) == '"x","x"\n"\'=a","\'=b"\n'


@pytest.mark.parametrize("text", [text for text in FORMULAS if "\x00" not in text])
def test_our_own_reader_gives_back_what_was_guarded(tmp_path, text):
    rows = pd.DataFrame(
        {"title": [text, "plain"], "outlet": ["-X", "Y"], "text": ["'=quoted", f"{text} and more"]}
    )
    write_csv(rows, tmp_path / "a.csv")
    table, problems = read_delimited(tmp_path / "a.csv")
    assert problems == []
    assert table[["title", "outlet", "text"]].values.tolist() == rows.values.tolist()


@pytest.mark.parametrize("head", ["title,text\n", '"title","text"\n"- a list","b"\n'])
def test_a_quotation_in_somebody_elses_file_keeps_its_mark(tmp_path, head):
    (tmp_path / "a.csv").write_text(head + "\"'@courier' tweets\",\"'-30' it said\"\n")
    table, _ = read_delimited(tmp_path / "a.csv")
    assert table[["title", "text"]].values.tolist()[-1] == ["'@courier' tweets", "'-30' it said"]


def test_a_file_that_is_written_again_is_whole_or_the_old_one(tmp_path, monkeypatch):
    write_csv(pd.DataFrame({"a": ["old"]}), tmp_path / "a.csv")
    monkeypatch.setattr("os.replace", lambda *paths: (_ for _ in ()).throw(OSError("killed")))
    with pytest.raises(OSError, match="killed"):
        write_csv(pd.DataFrame({"a": ["new"]}), tmp_path / "a.csv")
    assert pd.read_csv(io.StringIO((tmp_path / "a.csv").read_text()))["a"].tolist() == ["old"]
    assert [file.name for file in tmp_path.iterdir()] == ["a.csv"]

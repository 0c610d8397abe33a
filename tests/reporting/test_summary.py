"""The story on one page, to print."""

from nbformat.v4 import new_markdown_cell, new_notebook

from analysis.reporting.pages import Page
from analysis.reporting.summary import ROOM, find_limits, list_sections

PICTURE = [{"file": "figures/a.png", "alt": "A chart."}]


def make_page(name, *findings, pictures=PICTURE):
    evidence = {text: f"evidence/{name}-{n}.html" for n, text in enumerate(findings)}
    return Page(name, f"{name}.html", f"{name}?", list(findings), evidence, list(pictures))


def test_each_section_has_its_findings_with_a_quoted_line_and_a_picture():
    pages = [make_page("01-tone", "Tone is high.", "No outlet stands out.", "A third.")]
    [section] = list_sections(pages, {"01-tone-0": "A line. (Herald)"})
    assert section["findings"] == [
        {"text": "Tone is high.", "rest": "", "href": "evidence/01-tone-0.html", "quote": "A line. (Herald)"},
        {"text": "No outlet stands out.", "rest": "", "href": "evidence/01-tone-1.html", "quote": ""},
    ]
    assert section["picture"] == PICTURE[0]


def test_a_line_is_quoted_once():
    quotes = dict.fromkeys(["02-tone-0", "02-tone-1"], "A line. (Herald)")
    [section] = list_sections([make_page("02-tone", "One.", "Two.")], quotes)
    assert [finding["quote"] for finding in section["findings"]] == ["A line. (Herald)", ""]


def test_the_story_has_the_sections_with_a_picture_and_no_appendix():
    pages = [
        make_page("00-start", "A.", pictures=[]),
        make_page("02-tone", "B."),
        make_page("02a-more", "C."),
    ]
    assert [section["page"].label for section in list_sections(pages, {})] == ["02-tone"]


def test_without_pictures_the_findings_are_there():
    [section] = list_sections([make_page("close-reading", "One article.", pictures=[])], {})
    assert [section["picture"], len(section["findings"])] == [None, 1]


def test_three_sections_have_a_picture_and_each_finding_stands_once():
    sections = list_sections([make_page(f"0{n}-x", "The same.", f"Finding {n}.") for n in range(1, 6)], {})
    assert [bool(section["picture"]) for section in sections] == [True] * 3 + [False] * 2
    texts = [finding["text"] for section in sections for finding in section["findings"]]
    assert len(texts) == len(set(texts))


def test_what_has_no_room_is_left_out_the_second_findings_first():
    long = "x" * (ROOM // 2 - 10)
    pages = [make_page("01-a", f"1{long}", "second of a" * 9), make_page("02-b", f"2{long}", "second")]
    texts = [finding["text"] for section in list_sections(pages, {}) for finding in section["findings"]]
    assert [text[:1] for text in texts] == ["1", "2"]


def test_the_limits_are_the_first_sentence_of_their_section():
    cells = [
        new_markdown_cell("# Tone"),
        new_markdown_cell("## What these numbers cannot say\n\nA *list* errs: r = 0.5\nper sentence. More."),
    ]
    assert find_limits(new_notebook(cells=cells)) == "A list errs: r = 0.5 per sentence."
    assert find_limits(new_notebook(cells=cells[:1])) == ""

"""The desk and its messages: every message is answered, in words where it cannot be done."""

import base64
import csv
import io
import json
import re
import time

import pandas as pd
import pytest

from analysis.desk.desk import Desk
from analysis.desk.kept import KeptViews, place_views
from analysis.desk.messages import ANSWERS, answer
from analysis.desk.panel import explore
from analysis.desk.view import KINDS, View, write_view
from analysis.desk.widget import read_file
from analysis.store.measured import measure_corpus

TEXTS = [
    "The brave crew held talks on a ceasefire with President Zelensky. Russia shelled Kherson.",
    "A cruel attack killed two in Kherson. Putin denied that he had planned it. The ceasefire failed.",
    "Prices of grain rose <3 again, traders in Kyiv said. =1+1 is no formula in Kherson.",
]
VIEW = write_view(View("words", "ceasefire"))


def make_articles(texts=TEXTS):
    articles = pd.DataFrame(
        {"article_id": list("abc"), "outlet": pd.Categorical(["North", "North", "South"])}
    )
    articles["date"] = pd.to_datetime(["2022-09-17", "2022-10-17", "2022-12-17"]).astype("datetime64[us]")
    return articles.assign(title=["One", "Two <script>", "Three"], text=texts, genre="news")


@pytest.fixture(scope="module")
def measured():
    return measure_corpus(make_articles())


@pytest.fixture
def desk(measured):
    return Desk(measured)


def ask(desk, do, **message):
    """The answer to a message, as the script gets it: through JSON."""
    given = answer(desk, json.loads(json.dumps({"do": do, "id": 7, **message})))
    assert given.pop("id") == 7
    return json.loads(json.dumps(given))


def test_the_controls_offer_every_kind_and_the_months(desk):
    offer = ask(desk, "open")
    assert [kind for kind, _ in offer["kinds"]] == [kind for kind in KINDS if kind != "table"]
    assert offer["days"][0] == ["2022-09-01", "2022-09-30"]
    assert offer["days"][-1] == ["2022-12-01", "2022-12-31"]
    assert offer["kept"] == []


@pytest.mark.parametrize("what", [kind for kind in KINDS if kind not in ("words", "table")])
def test_every_choice_that_is_offered_can_be_drawn(what, desk):
    for which, label in ask(desk, "choices", what=what)["choices"][:60:9] or [["", ""]]:
        assert label or what == "articles"
        drawn = ask(desk, "draw", views=[{"what": what, "which": which}])["drawn"][0]
        assert drawn["pictures"][0]["svg"].startswith("<svg")


def test_a_picture_names_the_columns_that_it_can_be_compared_by(desk):
    answers = ask(desk, "draw", views=[{"what": "name", "which": "any"}, VIEW])
    assert "outlet" in answers["columns"]
    assert "camp" not in answers["columns"]  # words have no camp
    assert "camp" in ask(desk, "draw", views=[{"what": "name", "which": "any"}])["columns"]


def test_one_wrong_view_does_not_hide_the_others(desk):
    wrong, right = ask(desk, "draw", views=[{"what": "words", "which": "AND"}, VIEW])["drawn"]
    assert wrong["error"].startswith("Words are missing at the beginning. Type words such as")
    assert len(right["pictures"]) == 2


def test_a_search_has_its_numbers_by_group_and_over_time_and_its_lines(desk):
    by_group, over_time = ask(desk, "draw", views=[VIEW])["drawn"][0]["pictures"]
    assert (by_group["view"]["over"], over_time["view"]["over"]) == ("", "year")
    assert ask(desk, "read", view=by_group["view"])["n_sentences"] == 2
    key = json.dumps(["North", "2022"])
    page = ask(desk, "read", view=over_time["view"], key=key, sort="relevance")
    assert page["heading"] == "2 sentences: North, 2022"


def test_what_an_article_needs_is_read_once_while_its_sentences_are_read(desk, monkeypatch):
    started = []
    monkeypatch.setattr("analysis.desk.desk.read_sides", lambda: started.append(1))
    for page in (1, 1):
        ask(desk, "read", view=VIEW, page=page)
    assert wait_for(lambda: started) == [1]


def wait_for(find):
    """What `find` returns, as soon as it is something."""
    for _ in range(200):
        if found := find():
            break
        time.sleep(0.01)
    return found


def test_a_sentence_leads_to_its_article_with_all_layers(desk):
    text = ask(desk, "article", article="b")["html"]
    assert "Two &lt;script&gt;" in text
    for layer in ("names", "frames", "judgements", "acts", "voices"):
        assert re.search(f'<span class="[^"]*\\b{layer}\\b', text), layer
        assert f'class="show-{layer}"' in text


def test_a_view_is_saved_as_picture_and_tables(desk):
    png = ask(desk, "save", view=VIEW, form="png")
    assert base64.b64decode(png["data"]).startswith(b"\x89PNG")
    assert png["name"] == "png-Words--ceasefire--by-outlet.png"
    assert "<svg" in ask(desk, "save", view=VIEW, form="svg")["data"]
    rows = list(csv.DictReader(io.StringIO(ask(desk, "save", view=VIEW, form="table")["data"])))
    assert [row["outlet"] for row in rows] == ["North", "South"]


def test_a_saved_sentence_cannot_start_a_formula(desk):
    view = write_view(View("words", "formula"))
    rows = list(csv.DictReader(io.StringIO(ask(desk, "save", view=view, form="sentences")["data"])))
    assert [row["text"] for row in rows] == ["'=1+1 is no formula in Kherson."]


def test_the_cells_of_several_views_stand_below_each_other(desk):
    cells = ask(desk, "cells", views=[VIEW, {"what": "articles"}])["cells"]
    assert [cell.splitlines()[0] for cell in cells] == [
        "# Words: ceasefire, by outlet",
        "# Articles, by outlet",
    ]


def test_views_are_kept_beside_the_corpus(tmp_path):
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    for number, text in enumerate(TEXTS):
        (corpus / f"{number}.txt").write_text(f"title: T\noutlet: X\ndate: 2022-09-1{number}\n\n{text}")
    measured = measure_corpus(corpus)
    before = measured.articles["article_id"].tolist()
    assert ask(Desk(measured), "keep", name=" Spring  talks ", views=[VIEW]) == {
        "kept": ["Spring talks"],
        "file": ".corpus.views.json",
    }
    again = Desk(measure_corpus(corpus))
    assert ask(again, "open")["kept"] == ["Spring talks"]
    assert ask(again, "take", name="Spring talks")["views"] == [VIEW]
    assert ask(again, "drop", name="Spring talks")["kept"] == []
    assert place_views(corpus).read_text() == "{}\n"
    assert measure_corpus(corpus).articles["article_id"].tolist() == before
    assert [file.name for file in tmp_path.iterdir() if file.name.startswith(".")] == [".corpus.views.json"]


def test_views_of_a_table_last_as_long_as_the_notebook(desk):
    assert ask(desk, "keep", name="A", views=[VIEW]) == {"kept": ["A"], "file": "this notebook only"}
    assert ask(desk, "take", name="A")["views"] == [VIEW]


@pytest.mark.parametrize("text", ["", "[]", "{", '{"a": 1}', '{"a": [{"wat": 1}]}', '{"": []}', "\ufeff\x00"])
def test_a_file_of_views_that_cannot_be_read_is_said_and_kept(text, tmp_path):
    kept = KeptViews(tmp_path / "corpus")
    kept.file.write_text(text)
    with pytest.raises(ValueError, match=r"The file of kept views, \.corpus\.views\.json, cannot be read"):
        kept.keep("b", [View()])
    assert kept.file.read_text() == text


WRONG = {
    "no message": ("nope", {}, "The panel cannot 'nope'."),
    "no views": ("draw", {"views": []}, "one to 4 pictures"),
    "five views": ("draw", {"views": [VIEW] * 5}, "one to 4 pictures"),
    "a wrong view": ("draw", {"views": [{"wat": 1}]}, "not 'wat'"),
    "no view": ("read", {}, "view"),
    "a key": ("read", {"view": VIEW, "key": "x"}, "choose a mark of the picture"),
    "a page": ("read", {"view": VIEW, "page": 9}, "There are 1 page; choose one of them"),
    "half a page": ("read", {"view": VIEW, "page": 1.5}, "The `page` must be a whole number"),
    "a sort": ("read", {"view": VIEW, "sort": "x"}, "The `sort` must be one of"),
    "an article": ("article", {"article": "zz"}, "There is no article 'zz'"),
    "a form": ("save", {"view": VIEW, "form": "gif"}, "The `form` must be one of"),
    "no name": ("keep", {"name": " ", "views": [VIEW]}, "needs a name of 1 to 80 characters"),
    "a long name": ("keep", {"name": "x" * 81, "views": [VIEW]}, "needs a name of 1 to 80 characters"),
    "a name not kept": ("take", {"name": "zz"}, "No view is kept under this name"),
    "a name to drop": ("drop", {"name": "zz"}, "No view is kept under this name"),
}


@pytest.mark.parametrize("case", WRONG)
def test_a_wrong_message_is_answered_in_words(case, desk):
    do, message, words = WRONG[case]
    assert words in ask(desk, do, **message)["error"]


def test_every_message_of_the_script_is_answered():
    script = read_file("desk.js")
    asked = {part.split('"')[0] for part in script.split('do: "')[1:]}
    assert asked == set(ANSWERS)


def test_the_script_is_small_and_fetches_nothing():
    script, style = read_file("desk.js"), read_file("desk.css")
    assert len(script.encode()) < 30_000
    for word in ("http", "fetch(", "import(", "XMLHttpRequest", "url(", "@import"):
        assert word not in script + style, word


def test_the_panel_passes_messages_on(measured, monkeypatch):
    panel = explore(measured)
    sent = []
    monkeypatch.setattr(panel, "send", sent.append)
    panel.pass_on(panel, {"do": "take", "name": "zz", "id": "1-1"}, [])
    panel.pass_on(panel, "no message", [])
    assert [(each["id"], "No view is kept" in each["error"]) for each in sent] == [("1-1", True)]


@pytest.mark.parametrize("given", [pd.DataFrame(), "corpus"])
def test_the_panel_needs_a_measured_corpus(given):
    with pytest.raises(TypeError, match="explore needs what measure_corpus returns; got"):
        explore(given)


def test_a_desk_over_nothing_answers():
    desk = Desk(measure_corpus(make_articles().head(0)))
    assert ask(desk, "open")["days"] == []
    assert "error" not in ask(desk, "draw", views=[VIEW])["drawn"][0]


def test_acts_of_a_large_corpus_are_found_in_articles_drawn_by_lot(measured, monkeypatch):
    monkeypatch.setattr("analysis.desk.things.DRAWN", 2)
    monkeypatch.setattr("analysis.desk.cells.DRAWN", 2)
    desk = Desk(measured)
    role = {"what": "role", "which": "agent: russia"}
    acts, words = (each["pictures"][0] for each in ask(desk, "draw", views=[role, VIEW])["drawn"])
    assert desk.things.roles["article_id"].nunique() <= 2
    assert acts["note"] == "Acts are looked for in 2 of 3 articles, drawn by lot."
    assert words["note"] == ""
    assert "drawn = an.sample_rows(measured.headlines, 2, unit='article')" in desk.write_cell(View(**role))

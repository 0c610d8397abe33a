"""Views: their tables, pictures and sentences, and the cells that make the same again."""

import re
from dataclasses import replace

import matplotlib
import pandas as pd
import pytest
from lxml import html as parser

import analysis as an
from analysis.desk.cells import write_cell
from analysis.desk.pictures import draw_picture, plot_view, read_key, write_key, write_table
from analysis.desk.search import search_sentences
from analysis.desk.sentences import SIZE, SORTS, list_sentences, read_page, tabulate_sentences
from analysis.desk.summaries import list_columns, summarise
from analysis.desk.things import COUNTED, Things
from analysis.desk.view import KINDS, View, read_view, write_view
from analysis.measures import MEASURES, Measure, list_tables
from analysis.store.in_memory import Tables
from analysis.store.measured import Measured, measure_corpus

TEXTS = [
    "The brave crew held talks on a ceasefire with President Zelensky. Ukraine said it was shameful.",
    "A cruel attack killed two in Kherson. Putin denied that he had planned it. The ceasefire failed.",
    "Prices of grain rose <3 again, traders in Kyiv said. Russia shelled Kherson. Kherson was shelled.",
    "Talks on grain went on. A shameful attack, Zelensky said. Putin said nothing.",
    "It was late.",
]
DAYS = ["2022-09-17", "2022-10-17", "2022-11-17", "2022-11-30 23:59", None]
OUTLETS = ["North", "North", "South", "South", "South"]
SECTIONS = ["news", "", "news", None, "sport"]


def make_articles(texts=TEXTS, days=DAYS, outlets=OUTLETS, sections=SECTIONS):
    articles = pd.DataFrame({"article_id": list("abcdefgh")[: len(texts)], "outlet": pd.Categorical(outlets)})
    articles["date"] = pd.to_datetime(pd.Series(days), format="mixed").astype("datetime64[us]")
    titles = ["One", "Two <script>", "Three", "Four", "Five"][: len(texts)]
    return articles.assign(title=titles, text=texts, section=pd.array(sections, dtype="str"), genre="news")


@pytest.fixture(scope="module")
def things():
    return Things(measure_corpus(make_articles()))


VIEWS = {
    "words": View("words", "ceasefire* OR grain"),
    "words that nobody wrote": View("words", "snow"),
    "words by voice": View("words", "shameful", by="voice"),
    "a name": View("name", "Vladimir Putin"),
    "a name by section": View("name", "Vladimir Putin", by="section"),
    "any name by camp": View("name", "any", by="camp"),
    "a frame": View("frame", "conflict_frames: diplomacy"),
    "a frame that nobody used": View("frame", "war_peace: " + "people"),
    "praise and blame": View("tone", "evaluation"),
    "battle words by section": View("tone", "battle", by="section"),
    "VADER by voice": View("tone", "vader", by="voice"),
    "a camp that is heard": View("voice", "camp: russia"),
    "reported speech by camp": View("voice", "form: indirect", by="camp"),
    "who acts": View("role", "agent: russia"),
    "acts by patient": View("role", "construction: active", by="patient"),
    "articles": View("articles"),
    "articles by section": View("articles", by="section"),
}
FRAMES = [frame for frame, _ in Things(measure_corpus(make_articles().head(1))).list_choices("frame")]
VIEWS["a frame that nobody used"] = View("frame", next(f for f in FRAMES if f.startswith("war_peace")))
every_view = pytest.mark.parametrize("name", VIEWS)
SPANS = {
    "": View(),
    "by month": View(over="month"),
    "by year": View(over="year"),
    "to its last day": View(since="2022-10-01", until="2022-11-30"),
    "by quarter since": View(over="quarter", since="2022-10-01"),
    "before all": View(until="2021-01-01"),
}


def run_cell(code, measured):
    """Run a cell as a notebook does; the table it leaves, and all it shows."""
    shown = []
    space = {"an": an, "pd": pd, "measured": measured, "display": shown.append, "events": None}
    exec(code, space)
    return space["summary"], shown


@pytest.mark.parametrize("span", SPANS)
@every_view
def test_a_cell_makes_the_table_and_the_picture_of_its_view(name, span, things, monkeypatch):
    monkeypatch.setattr("analysis.reporting.pictures.draw_image", lambda figure, form, cut: "")
    days = SPANS[span]
    view = replace(VIEWS[name], over=days.over, since=days.since, until=days.until)
    summary = summarise(things, view)
    table, shown = run_cell(write_cell(things, view), things.measured)
    pd.testing.assert_frame_equal(table, summary.table)
    assert str(shown[-1]) == plot_view(view, summary, None).get_label()


@pytest.mark.parametrize("over", ["", "month"])
@every_view
def test_each_row_of_a_table_leads_to_the_sentences_that_it_counts(name, over, things):
    view = replace(VIEWS[name], over=over)
    summary = summarise(things, view)
    keys = parser.fromstring(write_table(summary)).xpath("//button/@data-key")
    values = summary.table["value"].notna() & summary.table[summary.groups].notna().all(axis=1)
    assert len(keys) == values.sum()
    counted = next((c for c in ("n_with", "n_hits") if c in summary.table), None)
    for _, row in summary.table[values].iterrows():
        key = write_key([an_name(row[group], group) for group in summary.groups])
        found = list_sentences(summary, key, "date")
        if counted and "n_attributions" not in row and "n_acts" not in row:
            assert found["article_id"].nunique() == row[counted]
        elif counted:
            assert found["n"].sum() == row[counted]
        if view.what == "tone" and view.which != "vader":
            assert found["n"].sum() == sum(row[name] for name in COUNTED[view.which])
        assert read_page(things.measured, view, summary, key).n_sentences == len(found)


def an_name(value, group):
    return f"{value:%Y-%m}" if group == "month" else str(value)


def test_every_kind_has_a_view():
    assert {view.what for view in VIEWS.values()} == set(KINDS) - {"table"}


def test_the_marks_of_a_picture_are_the_rows_of_its_table(things):
    view = View("name", "Vladimir Putin")
    svg = draw_picture(view, summarise(things, view)).svg
    assert re.findall('data-key="([^"]*)"', svg) == ["[&quot;North&quot;]", "[&quot;South&quot;]"]
    assert "<title>North: 50% (n = 2). Open its sentences.</title>" in svg
    assert svg.count('tabindex="0"') == 1
    words = "Share of articles with the name, ranked. North 50% (n = 2), South 33% (n = 3)."
    assert f'role="group" aria-label="{words}"' in svg


def test_a_narrow_picture_keeps_the_size_of_its_letters(things):
    view = View("name", "Vladimir Putin")
    summary = summarise(things, view)
    wide, narrow = (draw_picture(view, summary, width=width).svg for width in (5000, 340))
    sizes = [float(re.search(r'width="([0-9.]+)pt"', svg)[1]) for svg in (wide, narrow)]
    assert sizes[1] < 340 < 600 < sizes[0]
    letters = [set(re.findall(r"font: [0-9.]+px", svg)) for svg in (wide, narrow)]
    assert letters[0] == letters[1]


def test_a_course_over_time_has_a_mark_for_each_month_with_articles(things):
    view = View("name", "Vladimir Putin", over="month")
    summary = summarise(things, view)
    svg = draw_picture(view, summary).svg
    assert svg.count('class="mark"') == summary.table.dropna(subset=["month"])["value"].notna().sum() == 3


def test_the_sentences_are_shown_in_pages_with_the_rule_marked(things):
    view = View("name", "Vladimir Putin")
    page = read_page(things.measured, view, summarise(things, view), write_key(["South"]))
    assert page.heading == "1 sentence: South"
    assert "<mark>Putin</mark> said nothing." in page.html
    assert 'data-article="d" data-sentence="2"' in page.html


def test_pages_hold_every_sentence_once():
    measured = measure_corpus(make_articles(["Kyiv was calm. " * 45], DAYS[:1], ["X"], ["news"]))
    view = View("name", "Kyiv")
    summary = summarise(Things(measured), view)
    pages = [read_page(measured, view, summary, page=page) for page in (1, 2, 3)]
    assert [page.html.count("<li>") for page in pages] == [SIZE, SIZE, 45 - 2 * SIZE]
    assert re.findall('data-sentence="([0-9]+)"', "".join(page.html for page in pages)) == [
        *map(str, range(45))
    ]
    with pytest.raises(ValueError, match="There are 3 pages; choose one of them, not page 4"):
        read_page(measured, view, summary, page=4)


@pytest.mark.parametrize("sort", SORTS)
def test_the_sentences_are_sorted_by_date_or_relevance(sort, things):
    view = View("words", "grain OR ceasefire OR shameful OR cruel OR Kherson")
    found = list_sentences(summarise(things, view), "", sort)
    order = [f"{row.article_id}{row.sentence_id}" for row in found.itertuples()]
    assert (
        order
        == {
            "date": ["a0", "a1", "b0", "b2", "c0", "c1", "c2", "d0", "d1"],
            "newest": ["d0", "d1", "c0", "c1", "c2", "b0", "b2", "a0", "a1"],
            "relevance": ["b0", "a0", "a1", "b2", "c0", "c1", "c2", "d0", "d1"],
        }[sort]
    )


def test_the_sentences_of_tone_mark_the_outlets_own_judgements(things):
    view = View("tone", "evaluation")
    page = read_page(things.measured, view, summarise(things, view), write_key(["North"]))
    assert re.findall("<mark>(.*?)</mark>", page.html) == ["brave", "cruel"]


def test_the_sentences_as_a_table(things):
    view = View("role", "agent: russia")
    table = tabulate_sentences(things.measured, view, summarise(things, view), "", "date")
    assert table[["article_id", "text", "found", "rule"]].values.tolist() == [
        ["c", "Russia shelled Kherson.", "shelled", "shell → russia"]
    ]


def test_a_view_is_read_as_it_was_written():
    for view in VIEWS.values():
        assert read_view(write_view(view)) == view


WRONG = {
    "kind": ({"what": "nmae"}, "did you mean 'name'"),
    "period": ({"over": "mnth"}, "did you mean 'month'"),
    "day": ({"since": "soon"}, "The `since` must be a day such as 2022-11-17"),
    "days": ({"since": "2022-12-01", "until": "2022-01-01"}, "lies after the last"),
    "word": ({"wat": "name"}, "not 'wat'; did you mean 'what'"),
    "number": ({"which": 3}, "The `which` of a view must be text; not 3"),
    "list": ([1], "A view must name its what, which"),
}


@pytest.mark.parametrize("case", WRONG)
def test_a_wrong_view_is_answered_in_words(case):
    value, message = WRONG[case]
    with pytest.raises(ValueError, match=message):
        read_view(value)


MISSING = {
    "name": (View("name", "Vladimir Puttin"), "did you mean Vladimir Putin"),
    "codebook": (View("frame", "conflict_frame: diplomacy"), "did you mean 'conflict_frames'"),
    "frame": (View("frame", "conflict_frames: diplomcy"), "did you mean 'diplomacy'"),
    "no frame": (View("frame", ""), "A frame needs a codebook and a frame"),
    "tone": (View("tone", "vadr"), "did you mean 'vader'"),
    "voice": (View("voice", "camp: rusia"), "did you mean russia"),
    "column of a voice": (View("voice", "kamp: russia"), "did you mean 'camp'"),
    "role": (View("role", "agent: nobody"), "have no agent 'nobody': choose one of the list, such as"),
    "a part of a name": (View("name", "Puttin"), "did you mean Vladimir Putin"),
    "nothing": (View("name", ""), "Nothing is chosen: choose one of the list, such as"),
    "table": (View("table", "exclamations"), "The `table` must be one of"),
    "by": (View("articles", by="sektion"), "did you mean 'section'"),
    "words": (View("words", "AND"), "Words are missing"),
}


@pytest.mark.parametrize("case", MISSING)
def test_a_choice_that_is_not_there_is_answered_with_the_nearest(case, things):
    view, message = MISSING[case]
    with pytest.raises(ValueError, match=message):
        summarise(things, view)


@pytest.mark.parametrize("key", ["[", "{}", '["East"]', '["South", "2022-09"]', "3", "null"])
def test_a_key_that_names_no_row_is_answered_in_words(key, things):
    with pytest.raises(ValueError, match="choose a mark of the picture"):
        read_key(key, summarise(things, View("articles")))


HOSTILE = [
    '<img src=x onerror="a()">',
    "a\x00b\x1bc",
    '"]\n\nimport os #',
    "{x!r} $\\alpha$ ]]>",
    "\u202eabc\u2028",
    "=1+1",
]


@pytest.mark.parametrize(("outlet", "over"), list(zip(HOSTILE, ["", "month"] * 3, strict=True)))
def test_a_hostile_name_breaks_nothing(outlet, over):
    articles = make_articles(TEXTS[:2], DAYS[:2], [outlet, outlet], [outlet, "x"]).assign(title=outlet)
    things = Things(measure_corpus(articles))
    for view in [
        View("articles", over=over),
        View("words", "ceasefire", over=over),
        View("articles", by="section"),
    ]:
        summary = summarise(things, view)
        picture = draw_picture(view, summary)
        assert "<img" not in picture.svg + picture.table
        table, _ = run_cell(write_cell(things, view), things.measured)
        pd.testing.assert_frame_equal(table, summary.table)
        page = read_page(things.measured, view, summary)
        assert "<img" not in page.html
        assert page.n_sentences == 2


@pytest.mark.parametrize("which", ['x"\n\nraise SystemExit #', "a\x00 OR b", "ça* OR \u2028b"])
def test_a_hostile_query_stays_words_in_its_cell(which):
    things = Things(measure_corpus(make_articles(TEXTS[:1], DAYS[:1], ["X"], ["news"])))
    view = View("words", which.replace('"', ""))
    table, _ = run_cell(write_cell(things, view), things.measured)
    pd.testing.assert_frame_equal(table, summarise(things, view).table)


def test_every_kind_over_nothing_still_draws():
    things = Things(measure_corpus(make_articles().head(0)))
    for view in [View("articles"), View("words", "a"), View("tone", "vader"), View("name", "any")]:
        summary = summarise(things, view)
        picture = draw_picture(view, summary)
        assert picture.svg.startswith("<svg")
        assert read_page(things.measured, view, summary).n_sentences == 0


def test_a_table_of_another_measure_has_a_view_of_its_own(things):
    """As if a file and an entry in the list of measures had been added."""
    plain = things.measured
    names = [*list_tables(), "headlines"]
    tables = {name: getattr(plain, name) for name in names}
    tables["questions"] = plain.sentences[["article_id", "outlet", "date", "sentence_id"]].iloc[[0, 1, 6]]
    measures = [*MEASURES, Measure("questions", len, "One row per question.")]
    measured = Measured(Tables(tables).read, measures)
    assert Things(plain).list_choices("table") == []
    assert Things(measured).list_choices("table") == [("questions", "questions")]
    view = View("table", "questions")
    summary = summarise(Things(measured), view)
    assert summary.table[["outlet", "n_with"]].values.tolist() == [["North", 1], ["South", 1]]
    pd.testing.assert_frame_equal(run_cell(write_cell(Things(measured), view), measured)[0], summary.table)
    assert read_page(measured, view, summary).n_sentences == 3


def test_columns_to_compare_by(things):
    assert list_columns(things, View("articles")) == (["outlet", "section"], [])
    assert list_columns(things, View("tone", "vader")) == (["outlet", "section"], ["voice"])
    of_hits = list_columns(things, View("voice", "form: indirect"))[1]
    assert {"camp", "cue", "name"} <= set(of_hits)


def test_words_of_a_view_are_those_of_the_verb(things):
    view = View("words", "grain NOT Kyiv")
    hits = search_sentences(things.measured.sentences, view.which, attributions=things.measured.attributions)
    keys = ["article_id", "sentence_id", "start", "end", "term"]
    pd.testing.assert_frame_equal(summarise(things, view).hits[keys].reset_index(drop=True), hits[keys])


def test_drawing_leaves_the_settings_of_matplotlib_alone(things):
    before = dict(matplotlib.rcParams)
    draw_picture(View("articles"), summarise(things, View("articles")))
    assert dict(matplotlib.rcParams) == before

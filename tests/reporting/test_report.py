"""The report: pages that open anywhere, name their sources, and make the text of a corpus harmless."""

import ast
import base64
import csv
import html
import re
import shutil
from pathlib import Path

import html5lib
import nbformat
import pandas as pd
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from analysis.__main__ import main
from analysis.reporting.notebooks import NOTEBOOKS, drop_panels
from analysis.reporting.pages import Page
from analysis.reporting.run import pick_notebooks, write_report
from analysis.reporting.running.kernels import Kernel
from analysis.reporting.show import Shown
from analysis.reporting.summary import render_summary
from analysis.store.handover import VARIABLE, hand_over
from analysis.store.measured import measure_corpus

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
MARKS = Path(__file__).parents[2] / "analysis/reporting/templates/report/marks.js"
SCRIPT, FORMULA = "<script>alert(1)</script>", '=HYPERLINK("http://evil.example","x")'
ODD_OUTLET = 'Courier "><img src=x onerror=alert(2)>'

PARAMETERS = 'corpus = "nowhere"\nsince = None\nuntil = None\noutlets = None\ncodebooks = None'
READ = "import analysis as an\n\narticles = an.read_corpus(corpus, since=since, until=until, outlets=outlets)"
COUNTS = """
counts = an.count_articles(articles, by=["outlet", "month"])
an.show_table(articles[["outlet", "date", "title"]], title="Articles")
"""
CHART = 'an.show_chart(an.plot_over_time(counts, "articles"))'
EVIDENCE = """
import sys

print("a warning from", corpus, file=sys.stderr)
an.show_evidence(an.split_sentences(articles), articles=articles, top=20)
"""


def write_notebook(file, *cells, title="What was reported?"):
    notebook = new_notebook(cells=[new_markdown_cell(f"# {title}")])
    notebook.cells.append(new_code_cell(PARAMETERS, metadata={"tags": ["parameters"]}))
    for cell in cells:
        notebook.cells.append(new_code_cell(cell.strip()) if isinstance(cell, str) else cell)
    nbformat.write(notebook, file)


def write_corpus(folder):
    """Eight articles of two outlets, with a title that is a script and one that is a formula."""
    folder.mkdir()
    titles = [SCRIPT, FORMULA, *(f"Day {n} of the talks" for n in range(3, 9))]
    rows = [
        {
            "outlet": (ODD_OUTLET, "Herald")[n % 2],
            "date": f"2022-{9 + n // 4:02d}-{n + 1:02d}",
            "title": title,
            "text": f"Russian forces shelled Kherson on day {n}, officials in Kyiv said. "
            f'"We fear <b onclick=alert({n})>nothing</b>," said President Zelensky. {title} was the title.',
        }
        for n, title in enumerate(titles)
    ]
    rows.append({"outlet": "Herald", "date": "2022-11-01", "title": "Nothing", "text": ""})
    pd.DataFrame(rows).to_csv(folder / "articles.csv", index=False)
    (folder / "PROVENANCE.toml").write_text(
        f'title = "War & <i>words</i>"\ndescription = "{SCRIPT} made up."\n'
    )
    return folder


def write_codebook(file):
    file.write_text("term,category\ntalks,talk\nceasefire*,truce\n")
    return file


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """A report by three small notebooks, the second of which fails; its folder, and its lines of progress."""
    place = tmp_path_factory.mktemp("report")
    corpus, books = write_corpus(place / "corpus"), place / "books"
    books.mkdir()
    panel = new_code_cell("1 / 0", metadata={"tags": ["explore", "skip-execution"]})
    finding = f"an.show_finding({SCRIPT!r} + ' in 8 articles')"
    write_notebook(
        books / "01-reported.ipynb",
        READ,
        new_markdown_cell("## What was found"),
        finding,
        COUNTS,
        CHART,
        EVIDENCE,
        new_markdown_cell("## Look around"),
        panel,
    )
    write_notebook(
        books / "02-broken.ipynb", READ, "open(corpus + '/missing.txt')", CHART, title="Whose fault?"
    )
    write_notebook(books / "03-after.ipynb", READ, "len(articles)", title="And then?")
    (place / "out/figures").mkdir(parents=True)
    for name in ("01-reported-09.png", "mine.png"):
        (place / "out/figures" / name).write_bytes(b"old")
    lines = []
    report = write_report(
        corpus,
        out=place / "out",
        notebooks=books,
        command="python -m analysis report corpus",
        progress=lines.append,
    )
    return report, place, lines


@pytest.fixture(scope="module")
def pages(made):
    _, place, _ = made
    return {file.name: file.read_text(encoding="utf-8") for file in (place / "out").glob("*.html")}


def find_elements(page, *names):
    tree = html5lib.parse(page, namespaceHTMLElements=False)
    return [element for element in tree.iter() if element.tag in names]


def test_there_is_a_page_for_every_notebook_an_index_and_the_methods(pages):
    notebooks = {"01-reported.html", "02-broken.html", "03-after.html"}
    assert set(pages) == {"index.html", "summary.html", *notebooks, "methods.html"}


def test_every_page_is_valid_html(pages):
    for page in pages.values():
        html5lib.HTMLParser(strict=True).parse(page)


def test_every_id_occurs_once_and_every_link_leads_somewhere(made, pages):
    out = made[1] / "out"
    for name, page in pages.items():
        ids = [element.get("id") for element in find_elements(page, "*") if element.get("id")]
        ids += re.findall(r' id="([^"]+)"', page)
        assert len(ids) == len(set(ids)), name
        for element in find_elements(page, "a", "img", "link"):
            place = element.get("href") or element.get("src")
            assert not re.match(r"[a-z]+:|//", place), place
            file, _, part = place.partition("#")
            assert not file or (out / file).is_file(), place
            there = (out / file).read_text() if file and part else page
            assert not part or f' id="{part}"' in there, place


def list_strange_scripts(page):
    """The scripts of a page that are not the report's own; a page has its own at most once."""
    own = MARKS.read_text().strip()
    scripts = ["".join(script.itertext()).strip() for script in find_elements(page, "script")]
    return [script for script in scripts if script != own] + scripts[1:]


def test_nothing_is_fetched_from_outside(made, pages):
    texts = [*pages.values(), (made[1] / "out/style.css").read_text()]
    for text in texts:
        assert not re.search(r"""(?:href|src|url|import)\s*[=(]?\s*["'(]?\s*(?:https?:)?//""", text)
        assert "cdn" not in text.lower()
        assert not find_elements(text, "iframe", "object", "embed", "base")
        assert not list_strange_scripts(text)


def test_a_title_that_is_a_script_stays_text(pages):
    for name in ("index.html", "01-reported.html"):
        assert html.escape(SCRIPT) in pages[name]
    for page in pages.values():
        assert not list_strange_scripts(page)
        for element in find_elements(page, "img", "b", "i", "p", "td", "a"):
            assert not [attribute for attribute in element.attrib if attribute.startswith("on")]


def test_an_outlet_with_quotation_marks_does_not_break_out_of_the_words_of_a_figure(pages):
    images = find_elements(pages["01-reported.html"], "img")
    assert len(images) == 1
    assert ODD_OUTLET in images[0].get("alt")
    assert images[0].get("src") == "figures/01-reported-01.png"


def test_every_figure_is_described_in_words_with_values(pages):
    for page in pages.values():
        for image in find_elements(page, "img"):
            assert re.search(r"\d", image.get("alt"))


def test_figures_lie_beside_the_pages_as_png_and_svg(made):
    figures = made[1] / "out/figures"
    assert (figures / "01-reported-01.png").read_bytes().startswith(b"\x89PNG")
    assert "<svg" in (figures / "01-reported-01.svg").read_text()


def test_a_cell_of_a_table_cannot_start_a_formula(made):
    with open(made[1] / "out/tables/01-reported-01.csv", encoding="utf-8-sig", newline="") as file:
        titles = [row["title"] for row in csv.DictReader(file)]
    assert len(titles) == 8
    assert "'" + FORMULA in titles
    assert SCRIPT in titles
    assert not [title for title in titles if title.startswith(("=", "+", "-", "@"))]


def test_a_failing_notebook_is_named_with_its_reason_and_the_others_come(made, pages):
    report, _, lines = made
    assert [page.href for page in report.failures] == ["02-broken.html"]
    reason = report.failures[0].reason
    assert reason.startswith("FileNotFoundError: ")
    assert "corpus/missing.txt" in reason
    divisions = find_elements(pages["index.html"], "div")
    alert = [division for division in divisions if division.get("role") == "alert"]
    assert "1 of 3 notebooks failed" in "".join(alert[0].itertext())
    assert reason in "".join(alert[0].itertext())
    assert "This notebook failed here" in pages["02-broken.html"]
    assert "And then?" in pages["03-after.html"]
    assert f"02-broken: failed: {reason}" in lines


def test_control_panels_and_the_text_before_them_are_left_out(pages):
    assert "Look around" not in pages["01-reported.html"]
    assert "1 / 0" not in pages["01-reported.html"]


def test_only_the_text_before_a_panel_is_left_out():
    kept, panel = new_code_cell("1"), new_code_cell("2", metadata={"tags": ["skip-execution"]})
    assert drop_panels([kept, panel]) == [kept]
    assert drop_panels([new_markdown_cell("a"), kept, new_markdown_cell("b"), panel])[1:] == [kept]


def test_the_index_opens_with_the_findings_and_ends_with_provenance_counts_problems_and_the_fingerprint(
    made, pages
):
    index, text = pages["index.html"], "".join(find_elements(pages["index.html"], "body")[0].itertext())
    assert "War & <i>words</i>" in text
    assert index.index("What was found") < index.index('id="provenance"') < index.index('id="problems"')
    assert "8 articles from 2 outlets, 1 September 2022 to 8 October 2022." in text
    tables = find_elements(index, "table")
    counts = [table for table in tables if "Articles by outlet" in "".join(table.itertext())]
    rows = [["".join(cell.itertext()) for cell in row] for row in counts[0].iter("tr")]
    assert rows == [
        ["outlet", "n_articles", "first_day", "last_day"],
        [ODD_OUTLET, "4", "2022-09-01", "2022-10-07"],
        ["Herald", "4", "2022-09-02", "2022-10-08"],
    ]
    assert [link.get("href").partition("/")[0] for link in counts[0].iter("a")] == ["evidence"] * 2
    assert "articles.csv" in text
    assert "no text" in text
    assert re.search(r"Fingerprint\s*[0-9a-f]{16}", text)


def test_the_methods_name_lexicons_packages_fingerprint_and_command(pages):
    text = "".join(find_elements(pages["methods.html"], "main")[0].itertext())
    fingerprint = re.search(r"Corpus fingerprint: ([0-9a-f]{16})", text).group(1)
    assert fingerprint in pages["index.html"]
    assert f"pandas{pd.__version__}" in "".join(text.split())
    assert "conflict_frames" in text
    assert "Command: python -m analysis report corpus" in text


def test_no_path_of_this_machine_is_in_a_page(made, pages):
    for name, page in pages.items():
        for place in (made[1], Path.home(), NOTEBOOKS.parent):
            assert f"{place}/" not in page, name


def test_the_pages_have_a_style_for_print(made):
    style = (made[1] / "out/style.css").read_text()
    assert "@media print" in style
    assert "break-inside: avoid" in style


def test_a_report_leaves_no_figure_of_an_earlier_one(made):
    figures = {file.name for file in (made[1] / "out/figures").iterdir()}
    assert figures == {"mine.png", "01-reported-01.png", "01-reported-01.svg"}


def test_a_parameter_that_a_notebook_lacks_is_an_error_before_anything_is_written(made, tmp_path):
    book = new_notebook(cells=[new_code_cell('corpus = "x"', metadata={"tags": ["parameters"]})])
    nbformat.write(book, tmp_path / "01-old.ipynb")
    with pytest.raises(ValueError, match=r"01-old.ipynb has the parameters corpus; it lacks since\."):
        write_report(made[1] / "corpus", out=tmp_path / "out", notebooks=tmp_path, since="2022-09-01")
    assert not (tmp_path / "out").exists()


def test_a_folder_without_notebooks_is_an_error(made, tmp_path):
    with pytest.raises(FileNotFoundError, match="there is none"):
        write_report(made[1] / "corpus", out=tmp_path / "out", notebooks=tmp_path)


def test_a_misspelt_parameter_of_a_notebook_is_answered_with_the_nearest(made, tmp_path):
    source = 'corpus = "x"\nsince = until = codebook = None'
    book = new_notebook(cells=[new_code_cell(source, metadata={"tags": ["parameters"]})])
    nbformat.write(book, tmp_path / "01-old.ipynb")
    own = write_codebook(tmp_path / "own.csv")
    with pytest.raises(ValueError, match="it lacks codebooks; did you mean 'codebook'"):
        write_report(made[1] / "corpus", out=tmp_path / "out", notebooks=tmp_path, codebooks=[own])


def test_a_misspelt_folder_of_notebooks_is_answered_with_the_nearest(made, tmp_path):
    (tmp_path / "notebooks").mkdir()
    with pytest.raises(FileNotFoundError, match="did you mean 'notebooks'"):
        write_report(made[1] / "corpus", out=tmp_path / "out", notebooks=tmp_path / "notebook")


def test_a_codebook_that_is_not_there_is_an_error_before_anything_is_written(made, tmp_path):
    write_notebook(tmp_path / "01-quiet.ipynb", "1 + 1")
    missing, out = tmp_path / "missing.csv", tmp_path / "out"
    with pytest.raises((FileNotFoundError, ValueError), match="missing"):
        write_report(made[1] / "corpus", out=out, notebooks=tmp_path, codebooks=[missing])
    assert not out.exists()


def test_a_codebook_reaches_the_notebooks_by_its_absolute_path(made, tmp_path, monkeypatch):
    write_notebook(tmp_path / "books.ipynb", READ, "an.show_finding(codebooks[0])")
    file = write_codebook(tmp_path / "talks_of_peace.csv")
    monkeypatch.chdir(tmp_path)
    report = write_report(
        made[1] / "corpus", out=tmp_path / "out", notebooks=tmp_path, codebooks=["talks_of_peace.csv"]
    )
    assert report.pages[0].findings == [str(file)]
    methods = (tmp_path / "out/methods.html").read_text()
    assert "talks_of_peace" in methods
    assert f"{tmp_path}/" not in methods


def fill_summary(picture):
    """The page to print with as much as it may hold: six sections, three pictures, limits of five lines."""
    finding = (
        "The tone of narration is highest in the first of two outlets, 0.05 (0.00 to 0.10, n = 38). " * 3
    )
    pages = [
        Page(f"{n}", f"0{n}.html", f"Section {n}?", [f"{n}a {finding}", f"{n}b {finding}"], {},
             [{"file": f"figures/{picture}", "alt": "A chart."}], limits="A word list is no reader. " * 4)
        for n in range(6)
    ]  # fmt: skip
    articles = pd.DataFrame({"article_id": ["a"], "outlet": ["X"], "date": pd.to_datetime(["2022-11-17"])})
    shared = {
        "corpus": "A corpus",
        "links": [],
        "texts": True,
        "command": "report",
        "colophon": ["Line. " * 30] * 4,
    }
    return render_summary(articles, pages, quotes={}, **shared)


def test_a_browser_finds_the_pages_accessible_and_no_wider_than_a_telephone(made, pages):
    playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe is not installed")
    if CHROMIUM is None:
        pytest.skip("no Chromium on this machine to check the pages with")
    out = made[1] / "out"
    with playwright.sync_playwright() as player:
        browser = player.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        page, asked = browser.new_page(viewport={"width": 380, "height": 800}), []
        page.on("request", lambda request: asked.append(request.url))
        page.on("dialog", lambda dialog: pytest.fail(f"a page opened a dialog: {dialog.message}"))
        for name in sorted(pages):
            page.goto((out / name).as_uri())
            found = axe.Axe().run(page).response["violations"]
            assert [(fault["id"], fault["nodes"][0]["html"]) for fault in found] == [], name
            over = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
            assert page.evaluate(over) <= 0, name
        page.goto((out / "01-reported.html").as_uri())
        mark = page.locator(".marks a").first
        mark.focus()
        page.keyboard.press("Enter")
        page.wait_for_url("**/evidence/*.html")
        assert page.locator(".evidence li a").count()
        (out / "full.html").write_text(fill_summary(sorted((out / "figures").glob("*.png"))[0].name))
        for name in ("summary.html", "full.html"):
            page.goto((out / name).as_uri())
            assert len(re.findall(rb"/Type\s*/Page\b", page.pdf(format="A4"))) == 1, name
        (out / "full.html").unlink()
        browser.close()
    assert {url.split(":")[0] for url in asked} == {"file"}


def test_kernels_do_not_warn_of_open_sockets(tmp_path, capfd):
    kernel = Kernel({})
    assert kernel.run(new_notebook(cells=[new_code_cell("1 + 1")]), folder=tmp_path) == ""
    kernel.close()
    heard = capfd.readouterr()
    assert "without encryption" not in heard.out + heard.err


def share_measured(corpus, folder, monkeypatch):
    """Let notebooks read a corpus that is measured once, as those of a report do."""
    hand_over(measure_corpus(corpus), folder, corpus, since=None, until=None, outlets=None, codebooks=None)
    monkeypatch.setenv(VARIABLE, str(folder))


def run_cells(file, corpus, **parameters):
    """Run the cells of a notebook, control panels too, on another corpus; return what they show."""
    shown = []
    names = {"display": shown.append}  # as a kernel has it
    for cell in nbformat.read(file, as_version=4).cells:
        if cell.cell_type == "code":
            body = ast.parse(cell.source).body
            last = body.pop() if isinstance(body[-1], ast.Expr) else None
            exec(compile(ast.Module(body, []), file.name, "exec"), names)
            if last:
                shown.append(eval(compile(ast.Expression(last.value), file.name, "eval"), names))
            if "parameters" in cell.metadata.get("tags", []):
                names |= {"corpus": str(corpus), **parameters}
    return [value for value in shown if isinstance(value, Shown)]


def write_texts(folder, n, *, text, outlets=1, dated=True):
    """Articles as text files; the outlets take turns."""
    folder.mkdir()
    for number in range(n):
        lines = [f"title: Day {number}", f"outlet: Outlet {number % outlets}"]
        lines += [f"date: 2022-{1 + number % 12:02d}-17"] if dated else []
        end = f"It was {'a heroic' if number % 3 else 'the'} day {number}."
        (folder / f"{number}.txt").write_text("\n".join([*lines, "", f"{text} {end}"]))
    return folder


STORY = "Russian forces shelled Kherson, General Milley said. The talks in Kyiv failed."
LONG_STORY = " ".join([STORY] * 6)


@pytest.mark.parametrize(
    ("n", "options"),
    [
        (1, {}),
        pytest.param(3, {}, marks=pytest.mark.long),
        pytest.param(12, {"outlets": 2, "dated": False}, marks=pytest.mark.long),
    ],
    ids=["one article", "three articles", "no dates"],
)
def test_the_notebooks_run_on_few_articles_and_name_what_is_uncertain(tmp_path, monkeypatch, n, options):
    monkeypatch.delenv("ANALYSIS_REPORT", raising=False)
    corpus = write_texts(tmp_path / "corpus", n, text=LONG_STORY, **options)
    share_measured(corpus, tmp_path / "tables", monkeypatch)
    outputs = {file.stem: run_cells(file, corpus) for file in sorted(NOTEBOOKS.glob("*.ipynb"))}
    words = {stem: "\n".join(map(repr, shown)) for stem, shown in outputs.items()}
    # Without events there is one line on them, and one on change points.
    no_event = "No event is named: put events.csv beside the corpus, or give --event 2022-11-11=Kherson."
    no_weeks = "No weekly series has the 8 weeks with articles that change points need."
    assert words["07-events"].splitlines() == [no_event]
    assert words["07a-events-in-detail"].splitlines() == [no_event, no_weeks]
    assert all(len(shown) >= 3 for stem, shown in outputs.items() if not stem.startswith("07"))
    for chart in [value for shown in outputs.values() for value in shown if "image/png" in value.data]:
        assert base64.b64decode(chart.data["image/png"]).startswith(b"\x89PNG")
        assert chart.data["text/plain"] == chart.metadata["image/png"]["alt"]
    if n < 5:
        assert "Attributions\nsource" in words["05-voices"]
        assert not [value for shown in outputs.values() for value in shown if "image/png" in value.data]
        assert "0 of 0 words of judgement are the outlets' own: too few to rank outlets" in words["02-tone"]
        assert "too few articles to rank them" in words["03-entities"]
        assert re.search(r"\d articles?: an interval needs 5", words["02-tone"])
    if n == 12:
        assert not [stem for stem in words if "the table holds no dated row" in words[stem]]
        assert "their intervals overlap, so their order is uncertain" in words["02-tone"]


VOICES = {
    0: "Russia said the road was closed. Putin claimed that the bridge held. “It is over,” Guterres said.",
    1: "Ukraine said the road was open. Zelensky blamed Russia for the fire, officials said it was small.",
}


def write_voices(folder, swap):
    """Twelve articles of two outlets, in which named sources speak; `swap` changes each name."""
    folder.mkdir()
    for number in range(12):
        text = re.sub(r"[A-Z][a-z]+", lambda match: swap.get(match[0], match[0]), VOICES[number % 2])
        head = f"title: Day {number}\noutlet: Outlet {number % 2}\ndate: 2022-{1 + number:02d}-17\n\n"
        (folder / f"{number}.txt").write_text(f"{head}{text} It was day {number}.")
    return folder


def test_the_notebook_of_voices_counts_who_is_heard(tmp_path, monkeypatch, capsys):
    monkeypatch.delenv("ANALYSIS_REPORT", raising=False)
    shown = run_cells(NOTEBOOKS / "05-voices.ipynb", write_voices(tmp_path / "corpus", {}))
    words = "\n".join(map(repr, shown))
    assert "36 attributions in 12 of 12 articles, every print." in capsys.readouterr().out
    assert "Most frequent sides heard (share of attributions): russia, 33%" in words
    assert re.search(r"ukraine +12 +36 +12 +0\.33", words)
    assert re.search(r"not known +12 +36 +6 +0\.17", words)
    assert "rule: Putin, claimed → russia" in words


TWINS = {"Russia": "Ukraine", "Putin": "Zelensky", "russia": "ukraine"}
TWINS |= {there: here for here, there in TWINS.items()}


def list_sides(shown):
    """The rows of all tables that open with a party, as words."""
    rows = [line.split() for value in shown for line in repr(value).splitlines()]
    return [row for row in rows if row[:1] in (["russia"], ["ukraine"])]


def test_the_notebooks_of_voices_swap_their_results_with_the_names(tmp_path, monkeypatch):
    monkeypatch.delenv("ANALYSIS_REPORT", raising=False)
    here, there = (write_voices(tmp_path / name, swap) for name, swap in (("as", {}), ("swapped", TWINS)))
    for corpus in (here, there):
        share_measured(corpus, tmp_path / "tables", monkeypatch)
    for stem in ("05-voices", "05a-sources", "05b-quoted-or-claimed"):
        as_it_is, swapped = (list_sides(run_cells(NOTEBOOKS / f"{stem}.ipynb", one)) for one in (here, there))
        assert as_it_is
        assert sorted(as_it_is) == sorted([TWINS.get(word, word) for word in row] for row in swapped)


def test_an_article_too_short_for_key_words_is_no_error(tmp_path):
    corpus = write_texts(tmp_path / "corpus", 1, text=STORY)
    assert run_cells(NOTEBOOKS / "06-language.ipynb", corpus)


def test_a_codebook_of_the_users_own_has_a_section_under_its_own_name(tmp_path, monkeypatch, capsys):
    monkeypatch.delenv("ANALYSIS_REPORT", raising=False)
    corpus = write_texts(tmp_path / "corpus", 12, text=LONG_STORY, outlets=2)
    own = write_codebook(tmp_path / "talks_of_peace.csv")
    without = run_cells(NOTEBOOKS / "04a-frames-in-detail.ipynb", corpus)
    assert "Codebooks of your own: none" in capsys.readouterr().out
    shown = run_cells(NOTEBOOKS / "04a-frames-in-detail.ipynb", corpus, codebooks=[str(own)])
    assert "Codebooks of your own: talks_of_peace." in capsys.readouterr().out
    assert len(shown) == len(without) + 3
    words = "\n".join(map(repr, shown))
    assert "talks_of_peace: share of articles" in words
    assert "rule: talks → talk" in words


@pytest.mark.parametrize(("n", "stems"), [(1, ["close-reading"]), (4, ["close-reading"]), (5, ["01-corpus"])])
def test_up_to_four_articles_get_the_close_reading_and_more_the_others(n, stems):
    prepared = dict.fromkeys([Path("01-corpus.ipynb"), Path("close-reading.ipynb")])
    assert [file.stem for file in pick_notebooks(prepared, n)] == stems


def test_few_articles_get_a_close_reading_and_no_chart(tmp_path):
    n = 4  # the most that are not compared
    corpus, out = write_texts(tmp_path / "corpus", n, text=LONG_STORY), tmp_path / "out"
    report = write_report(corpus, out=out)
    assert [page.href for page in report.pages] == ["close-reading.html"]
    assert not report.failures
    page = (out / "close-reading.html").read_text()
    html5lib.HTMLParser(strict=True).parse(page)
    assert not find_elements(page, "img", "script")
    readings = [element for element in find_elements(page, "article") if element.get("class") == "reading"]
    assert len(readings) == n
    for reading in readings:
        assert "shelled" in "".join(reading.itertext())


def test_the_real_notebooks_make_a_report_of_a_small_corpus(made, tmp_path, capsys):
    out = tmp_path / "out"
    assert main(["report", str(made[1] / "corpus"), "--out", str(out)]) == 0
    stems = {file.stem for file in NOTEBOOKS.glob("*.ipynb")} - {"close-reading"}
    assert {file.stem for file in out.glob("*.html")} == {*stems, "index", "methods", "summary"}
    for file in out.glob("*.html"):
        page = file.read_text(encoding="utf-8")
        html5lib.HTMLParser(strict=True).parse(page)
        assert not list_strange_scripts(page)
        assert f"{made[1]}/" not in page
        for image in find_elements(page, "img"):
            assert image.get("src").startswith("figures/")
            assert re.search(r"\d|No ", image.get("alt"))
    for file in (out / "tables").glob("*.csv"):
        with open(file, encoding="utf-8-sig", newline="") as table:
            assert not [cell for row in csv.reader(table) for cell in row if cell.startswith("=")], file.name
    assert f"Report: {out / 'index.html'}" in capsys.readouterr().out

"""JupyterLab in a real browser: a notebook runs to its end, and its panel leads to the articles."""

import http.client
import json
import os
import shutil
import socket
import subprocess
import sys
import time
from pathlib import Path

import nbformat
import pytest

from analysis.reporting.pictures import write_field

ROOT = Path(__file__).resolve().parents[2]
CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
TOKEN = "of-this-test-only"
FORMS = [("png", "png"), ("svg", "svg"), ("table", "csv"), ("sentences", "csv")]
THINGS = [
    "bread", "salt", "milk", "fish", "wine", "oil", "corn", "rice", "tea", "sugar", "wool", "silk",
    "iron", "coal", "gas", "wood", "paper", "glass", "soap", "wax", "stone", "clay", "sand", "hay",
]  # fmt: skip
HOSTILE = "<img src=x onerror='window.hacked=1'>"
WORDS = ["a brave rescue", "a cruel attack", "a shameful crime", "a heroic defence", "an honest talk"]

CONNECTED = """() => {
  const widget = window.jupyterapp?.shell?.currentWidget;
  const kernel = widget?.sessionContext?.session?.kernel;
  return kernel?.connectionStatus === "connected" && kernel.status === "idle";
}"""
ENDED = """() => {
  const cells = window.jupyterapp.shell.currentWidget.content.model.cells;
  let open = 0, failed = false;
  for (let at = 0; at < cells.length; at++) {
    const cell = cells.get(at);
    if (cell.type !== "code") continue;
    if (cell.executionCount === null) open += 1;
    for (let n = 0; n < cell.outputs.length; n++) failed ||= cell.outputs.get(n).type === "error";
  }
  return failed ? "failed" : open === 0 ? "done" : null;
}"""


def spell_rest(number):
    """Words that stand in no other article, so that no article is a copy of another."""
    return " ".join(f"z{chr(97 + number)}{chr(97 + place)}l" for place in range(24))


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """The notebook on tone beside a small corpus, with no stored output; one outlet has a hostile name."""
    tmp_path = tmp_path_factory.mktemp("lab")
    (tmp_path / "corpus").mkdir()
    for number in range(24):
        head = [f"title: Day {number}", f"outlet: {('North', HOSTILE)[number % 2]}"]
        head += [f"date: 2022-{9 + number % 3:02d}-{number + 1:02d}"]
        text = f"Officials in Kyiv spoke of {WORDS[number % 5]} and {THINGS[number]}. " + (
            f"Russian forces shelled Kherson for its {THINGS[number]}. "
            f"President Zelensky said that the {THINGS[number]} had burned, {spell_rest(number)}."
        )
        (tmp_path / f"corpus/{number}.txt").write_text("\n".join([*head, "", text]))
    notebook = nbformat.read(ROOT / "notebooks/02-tone.ipynb", as_version=4)
    for cell in notebook.cells:
        if cell.cell_type == "code":
            cell.outputs, cell.execution_count = [], None
        if "parameters" in cell.metadata.get("tags", []):
            cell.source = cell.source.replace('"../corpus/sample"', '"corpus"')
    nbformat.write(notebook, tmp_path / "tone.ipynb")
    return tmp_path


@pytest.fixture(scope="module")
def lab(folder):
    """JupyterLab on this machine alone, serving the folder; ended by its own request to end."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    options = [
        "--no-browser", "--allow-root", f"--port={port}", "--ServerApp.port_retries=0",
        "--ServerApp.ip=127.0.0.1", f"--IdentityProvider.token={TOKEN}", f"--ServerApp.root_dir={folder}",
        "--LabApp.expose_app_in_browser=True", "--KernelManager.transport_encryption=auto",
        "--LabApp.news_url=None", "--LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate",
    ]  # fmt: skip
    own = {name: str(folder / name) for name in ("JUPYTER_CONFIG_DIR", "JUPYTER_RUNTIME_DIR", "IPYTHONDIR")}
    with open(folder / "lab.log", "w") as log:
        server = subprocess.Popen(
            [sys.executable, "-m", "jupyterlab", *options],
            cwd=folder,
            env={name: value for name, value in os.environ.items() if name != "ANALYSIS_REPORT"} | own,
            stdout=log,
            stderr=subprocess.STDOUT,
        )
    try:
        wait_for_lab(server, port, folder)
        yield f"http://127.0.0.1:{port}/lab/tree/tone.ipynb?token={TOKEN}"
    finally:
        try:
            ask(port, "POST", "/api/shutdown")
            server.wait(20)
        except (OSError, http.client.HTTPException, subprocess.TimeoutExpired):
            server.kill()
            server.wait(20)


def ask(port, method, path):
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
    connection.request(method, path, headers={"Authorization": f"token {TOKEN}"})
    answer = connection.getresponse()
    return answer.status, answer.read()


def wait_for_lab(server, port, folder):
    for _ in range(240):
        assert server.poll() is None, (folder / "lab.log").read_text()
        try:
            status, body = ask(port, "GET", "/api/status")
            if status == 200 and "kernels" in json.loads(body):
                return
        except OSError:
            pass
        time.sleep(0.25)
    raise TimeoutError((folder / "lab.log").read_text())


@pytest.fixture(scope="module")
def page(request):
    """The notebook, run to its end, in a browser that notes every request."""
    playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    if CHROMIUM is None:
        pytest.skip("no Chromium on this machine to open JupyterLab in")
    address = request.getfixturevalue("lab")
    with playwright.sync_playwright() as player:
        browser = player.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": 1400, "height": 1000})
        page.set_default_timeout(20_000)
        page.outside, page.failed = [], []
        page.on("request", lambda sent: page.outside.append(sent.url))
        page.on("pageerror", lambda error: page.failed.append(str(error)))
        page.goto(address)
        page.wait_for_function(CONNECTED)
        page.evaluate("() => window.jupyterapp.commands.execute('notebook:run-all-cells')")
        assert page.wait_for_function(ENDED).json_value() == "done"
        page.locator(".desk-pictures svg").first.wait_for()
        settle(page)
        yield page
        browser.close()
    here = (address[: address.index("/lab")], "data:", "blob:")
    assert not [url for url in page.outside if not url.startswith(here)]
    assert page.failed == []


def settle(page):
    """Wait until the panel has done all that was asked, and has said so."""
    page.wait_for_timeout(60)
    page.wait_for_function("() => document.querySelector('.desk').getAttribute('aria-busy') === 'false'")
    page.wait_for_function("() => !document.querySelector('.desk-status').textContent.includes('…')")


def status(page):
    return page.locator(".desk-status").inner_text()


def choose(page, label, option):
    page.locator(".desk").get_by_label(label, exact=True).first.select_option(option)
    settle(page)


def press(page, name):
    page.locator(".desk").get_by_role("button", name=name, exact=True).click()
    settle(page)


def write(page, label, text):
    control = page.locator(".desk").get_by_label(label, exact=True).first
    control.focus()
    page.keyboard.press("Control+A")
    page.keyboard.press("Delete")
    page.keyboard.type(text)
    page.keyboard.press("Enter")
    settle(page)


def list_titles(page):
    return page.locator(".desk figcaption").all_inner_texts()


def find_focus(page):
    return page.evaluate("() => document.activeElement.textContent")


def test_a_notebook_runs_in_the_browser_without_a_warning(page):
    assert page.locator(".jp-OutputArea-output img").count() >= 1
    assert page.locator("[data-mime-type='application/vnd.jupyter.stderr']").count() == 0


def test_every_kind_is_drawn_with_marks(page):
    titles = []
    for what in ("a name", "a frame", "a voice", "a role", "articles", "words", "tone"):
        choose(page, "What", what)
        if what == "words":
            write(page, "Words", "cruel")
        titles.append(list_titles(page)[0].split(",")[0])
        assert page.locator(".desk .mark").count() >= 2, what
    assert titles == [
        "A name: Kherson", "A frame: generic frames: attribution of responsibility", "A voice: camp: ukraine",
        "A role: agent: russia", "Articles", "Words: cruel", "Tone: praise and blame",
    ]  # fmt: skip


def test_the_shared_controls_redraw(page):
    choose(page, "What", "a name")
    choose(page, "Shown", "by month")
    assert list_titles(page) == ["A name: Kherson, by outlet and month"]
    choose(page, "Shown", "groups compared")
    page.locator(".desk .days summary, .desk .from").first.focus()
    page.keyboard.press("ArrowRight")
    settle(page)
    assert list_titles(page) == ["A name: Kherson, by outlet, from 2022-09-02, until 2022-11-24"]
    page.keyboard.press("ArrowLeft")
    settle(page)
    assert list_titles(page) == ["A name: Kherson, by outlet"]
    choose(page, "Compared by", "type")
    assert list_titles(page) == ["A name: Kherson, by type"]
    choose(page, "What", "articles")
    assert list_titles(page) == ["Articles, by outlet"]


def test_up_to_four_pictures_stand_side_by_side(page):
    choose(page, "What", "tone")
    for _ in range(3):
        press(page, "Add a picture beside it")
    assert len(list_titles(page)) == 4
    assert page.locator(".desk .add").is_disabled()
    boxes = [page.locator(".desk-column").nth(place).bounding_box() for place in (0, 1)]
    assert boxes[0]["y"] == boxes[1]["y"]
    for _ in range(3):
        page.locator(".desk-view button", has_text="Remove").last.click()
        settle(page)
    assert len(list_titles(page)) == 1


def test_letters_stay_readable_in_a_panel_that_gets_narrow(page):
    choose(page, "What", "articles")
    scale = "svg => svg.getBoundingClientRect().width / svg.viewBox.baseVal.width"
    wide = page.locator(".desk svg").first.evaluate(scale)
    page.set_viewport_size({"width": 760, "height": 1000})
    page.wait_for_timeout(600)
    settle(page)
    narrow = page.locator(".desk svg").first.evaluate(scale)
    page.set_viewport_size({"width": 1400, "height": 1000})
    page.wait_for_timeout(600)
    settle(page)
    assert narrow > 0.9  # without a new drawing it would be 0.6
    assert page.locator(".desk svg").first.evaluate(scale) == pytest.approx(wide)


def test_a_click_leads_to_the_sentences_and_on_to_the_article(page):
    choose(page, "What", "a name")
    page.locator('.desk .mark[data-key*="<img"]').click()
    settle(page)
    assert status(page) == f"12 sentences: {HOSTILE}. Page 1 of 1."
    assert page.locator(".desk-sentences li").count() == 12
    assert page.locator(".desk-sentences mark").first.inner_text() == "Kherson"
    choose(page, "Sorted", "newest first")
    assert "2022-11-24" in page.locator(".desk-sentences cite").first.inner_text()
    page.locator(".desk button.article").first.click()
    settle(page)
    marked = page.locator(".desk-article .reading .text .names").first
    assert marked.evaluate("mark => getComputedStyle(mark).borderBottomStyle") == "dotted"
    page.locator(".desk-article .show-names").uncheck()
    assert marked.evaluate("mark => getComputedStyle(mark).borderBottomStyle") == "none"
    press(page, "Back to the sentences")
    assert find_focus(page) == "Open article"
    press(page, "Back to the picture")
    assert HOSTILE in find_focus(page)


def test_all_sentences_of_a_picture_come_in_pages(page):
    choose(page, "What", "a name")
    press(page, "All its sentences")
    assert status(page) == "24 sentences: the whole picture. Page 1 of 2."
    assert page.locator(".desk-sentences li").count() == 20
    press(page, "Next page")
    assert page.locator(".desk-sentences li").count() == 4
    assert page.locator(".desk .next").is_disabled()
    press(page, "Previous page")
    assert status(page) == "24 sentences: the whole picture. Page 1 of 2."


def test_a_value_of_the_table_leads_to_its_sentences(page):
    choose(page, "What", "a name")
    page.locator(".desk figure details summary", has_text="Table").first.click()
    page.locator(".desk .cell").first.click()
    settle(page)
    assert status(page).startswith("12 sentences: ")


def test_everything_works_by_keyboard_alone(page):
    choose(page, "What", "articles")  # each of its marks has sentences
    n_cells = page.locator(".jp-Notebook .jp-Cell").count()
    page.locator(".desk .what, .desk-view select").first.focus()
    for _ in range(12):
        page.keyboard.press("Tab")
        if page.evaluate("() => document.activeElement.classList.contains('mark')"):
            break
    first = find_focus(page)
    page.keyboard.press("ArrowDown")
    second = find_focus(page)
    assert first != second
    page.keyboard.press("b")  # in JupyterLab's command mode: a new cell
    page.keyboard.press("Enter")
    settle(page)
    assert "sentences: " in find_focus(page)
    for _ in range(12):
        page.keyboard.press("Tab")
        if find_focus(page) == "Open article":
            break
    page.keyboard.press("Enter")
    settle(page)
    assert find_focus(page) == "Article"
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    settle(page)
    assert find_focus(page) == "Open article"
    assert page.locator(".jp-Notebook .jp-Cell").count() == n_cells


def test_the_marks_of_a_picture_are_one_stop(page):
    choose(page, "What", "articles")
    marks = page.locator(".desk .mark")
    assert [mark.get_attribute("tabindex") for mark in marks.all()] == ["0", "-1"]
    marks.first.focus()
    page.keyboard.press("End")
    last = find_focus(page)
    page.keyboard.press("Tab")
    assert find_focus(page) == "All its sentences"
    page.keyboard.press("Shift+Tab")
    assert find_focus(page) == last
    page.keyboard.press("Home")
    assert find_focus(page) != last
    assert "Home and End from mark to mark" in page.locator(".desk .keys").inner_text()


def test_the_marks_of_a_chart_in_the_report_are_one_stop(page):
    fields = "".join(write_field(f"#{n}", f"mark {n}", (0.1 * n, 0, 0.1, 0.1)) for n in range(4))
    script = (ROOT / "analysis/reporting/templates/report/marks.js").read_text()
    report = page.context.browser.new_page()
    report.set_content(
        f'<button>before</button><div class="chart"><svg class="marks" viewBox="0 0 1000 1000">{fields}</svg>'
        f"</div><button>after</button><script>{script}</script>"
    )
    assert len(script) < 30_000
    report.get_by_text("before").focus()
    visited = []
    for key in ("Tab", "ArrowRight", "ArrowDown", "ArrowLeft", "End", "Tab", "Shift+Tab", "Home", "Enter"):
        report.keyboard.press(key)
        visited.append(find_focus(report))
    numbers = [0, 1, 2, 1, 3, None, 3, 0, 0]
    assert visited == ["after" if n is None else f"mark {n}" for n in numbers]
    assert report.evaluate("() => location.hash") == "#0"
    described = report.locator("svg").get_attribute("aria-describedby")
    assert "arrow keys" in report.locator(f"#{described}").inner_text()
    report.close()


def test_words_that_are_no_query_are_answered_with_what_to_type(page):
    choose(page, "What", "words")
    write(page, "Words", "")
    assert status(page).startswith("There is nothing to look for. Type words such as")
    write(page, "Words", "brave AND")
    assert status(page).startswith("Words are missing after 'AND'. Type words such as")
    assert page.locator(".desk .wrong").inner_text() == status(page)
    write(page, "Words", "brave NEAR/3 rescue NOT cruel")
    assert len(list_titles(page)) == 2
    assert status(page).startswith("5 sentences: the whole picture")
    assert page.locator(".desk-sentences mark").all_inner_texts()[:2] == ["brave", "rescue"]


def test_a_sign_of_work_appears_while_it_works(page):
    page.evaluate("""() => {
      window.seen = [];
      const panel = document.querySelector('.desk');
      const bar = panel.querySelector('.desk-busy');
      const look = () => window.seen.push([panel.getAttribute('aria-busy'), bar.hidden]);
      new MutationObserver(look).observe(panel, { attributes: true, attributeFilter: ['aria-busy'] });
    }""")
    choose(page, "What", "a frame")
    seen = page.evaluate("() => window.seen")
    assert ["true", False] in seen
    assert seen[-1] == ["false", True]


def test_the_view_becomes_a_cell_that_makes_the_same_table(page):
    choose(page, "What", "a name")
    page.locator(".desk figure details summary", has_text="Table").first.click()
    table = page.locator(".desk .table table").inner_text()
    page.locator(".desk-save > summary").click()
    press(page, "Notebook cell")
    n_cells = page.locator(".jp-Notebook .jp-Cell").count()
    press(page, "Insert below this cell")
    page.wait_for_function(
        "() => document.querySelector('.desk-status').textContent.includes('below this one')"
    )
    assert page.locator(".jp-Notebook .jp-Cell").count() == n_cells + 1
    page.evaluate("() => window.jupyterapp.commands.execute('notebook:run-cell')")
    added = page.locator(".jp-Cell.jp-mod-active")
    added.locator("img").wait_for()
    assert added.locator("table").inner_text() == table


def test_pictures_and_tables_are_downloaded(page):
    choose(page, "What", "a name")
    names = []
    for name in ("Picture (PNG)", "Picture (SVG)", "Table (CSV)", "Sentences (CSV)"):
        with page.expect_download() as download:
            press(page, name)
        names.append(download.value.suggested_filename)
        assert Path(download.value.path()).stat().st_size > 100
    assert names == [f"{form}-A-name--Kherson--by-outlet.{end}" for form, end in FORMS]


def test_a_view_is_kept_and_opened_again(page, folder):
    choose(page, "What", "a voice")
    kept = list_titles(page)
    page.locator(".desk").get_by_label("Name of this view").fill("Voices")
    press(page, "Keep")
    assert status(page) == "Kept in .corpus.views.json."
    assert list(json.loads((folder / ".corpus.views.json").read_text())) == ["Voices"]
    choose(page, "What", "articles")
    press(page, "Open")
    assert list_titles(page) == kept
    press(page, "Remove")
    assert status(page) == "Removed."


def test_a_hostile_name_stays_text(page):
    choose(page, "What", "articles")
    assert HOSTILE in page.locator(".desk .chart").first.text_content()
    assert page.evaluate("() => window.hacked") is None

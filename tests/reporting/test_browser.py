"""JupyterLab in a real browser: a notebook runs to its end, and its control panel redraws."""

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

ROOT = Path(__file__).resolve().parents[2]
CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
TOKEN = "of-this-test-only"
WORDS = ["a brave rescue", "a cruel attack", "a shameful crime", "a heroic defence", "an honest talk"]

# What is chosen in the panel, and how the alt text of its chart then begins.
CHOICES = [
    ("What", "tone", "Tone (net evaluative words per 100 words)"),
    ("Which", "battle words", "Battle vocabulary"),
]

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


@pytest.fixture
def folder(tmp_path):
    """The notebook on tone beside a small corpus, with no stored output."""
    (tmp_path / "corpus").mkdir()
    for number in range(12):
        head = [f"title: Day {number}", f"outlet: {('North', 'South')[number % 2]}"]
        head += [f"date: 2022-{9 + number % 3:02d}-{number + 1:02d}"]
        text = f"Officials in Kyiv spoke of {WORDS[number % 5]}. Russian forces shelled Kherson."
        (tmp_path / f"corpus/{number}.txt").write_text("\n".join([*head, "", text]))
    notebook = nbformat.read(ROOT / "notebooks/02-tone.ipynb", as_version=4)
    for cell in notebook.cells:
        if cell.cell_type == "code":
            cell.outputs, cell.execution_count = [], None
        if "parameters" in cell.metadata.get("tags", []):
            cell.source = cell.source.replace('"../corpus/sample"', '"corpus"')
    nbformat.write(notebook, tmp_path / "tone.ipynb")
    return tmp_path


@pytest.fixture
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


def test_a_notebook_runs_in_the_browser_and_its_panel_redraws(request):
    playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    if CHROMIUM is None:
        pytest.skip("no Chromium on this machine to open JupyterLab in")
    address = request.getfixturevalue("lab")
    with playwright.sync_playwright() as player:
        browser = player.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": 1400, "height": 1000})
        page.set_default_timeout(90_000)
        outside = []
        page.on("request", lambda sent: outside.append(sent.url))
        page.goto(address)
        page.wait_for_function(CONNECTED)
        page.evaluate("() => window.jupyterapp.commands.execute('notebook:run-all-cells')")
        assert page.wait_for_function(ENDED).json_value() == "done"

        panel = page.locator(".widget-vbox", has=page.locator("select")).last
        panel.scroll_into_view_if_needed()
        panel.locator("img").first.wait_for()
        assert page.locator(".jp-OutputArea-output img").count() >= 2
        for label, option, words in CHOICES:
            panel.get_by_label(label, exact=True).select_option(option)
            page.wait_for_function(
                "([panel, words]) => panel.querySelector('img')?.alt.startsWith(words)",
                arg=[panel.element_handle(), words],
            )
        assert page.locator("[data-mime-type='application/vnd.jupyter.stderr']").count() == 0
        browser.close()
    assert not [
        url for url in outside if not url.startswith((address[: address.index("/lab")], "data:", "blob:"))
    ]

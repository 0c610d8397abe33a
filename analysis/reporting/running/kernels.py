"""Kernels of a report: a few, each of which runs one notebook after another."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed, wait
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Event, Lock
from typing import TYPE_CHECKING

from tqdm.auto import tqdm

from analysis.caching import SHARED
from analysis.reporting.links import PAGE
from analysis.reporting.notebooks import NOTEBOOKS, hide_paths
from analysis.reporting.running.fresh import collect_rarely, leaves_traces
from analysis.store.handover import set_variables

if TYPE_CHECKING:
    import nbformat
    from nbclient import NotebookClient

# Seconds after which a cell counts as stuck; a corpus that needs longer is measured into a store first.
CELL_TIMEOUT = 3600
BEGIN = (
    "from analysis.reporting.running.fresh import begin_notebook; begin_notebook({folder!r}, {variables!r})"
)
# What notebooks need is loaded before the first of them.
LOAD = """
import analysis
from analysis.reporting.running.fresh import keep_loaded
[getattr(analysis, name) for name in analysis.__all__]
keep_loaded()
"""
DELAY = 0.5  # seconds; a corpus that is measured sooner, or cannot be read, needs no kernel beforehand
MOST = 4  # kernels at a time: each of them holds the tables of the corpus


class Worker:
    """A kernel and the only thread that speaks with it."""

    def __init__(self) -> None:
        self.kernel, self.thread = Kernel({}), ThreadPoolExecutor(max_workers=1)


@contextmanager
def open_workers(most: int) -> Iterator[list[Worker]]:
    """Kernels for at most so many notebooks, which load the package while the corpus is measured.

    What takes long to read is shared: registries that this process reads are loaded by the kernels.
    """
    with TemporaryDirectory(prefix="report-") as folder, set_variables({SHARED: folder}), collect_rarely():
        workers = [Worker() for _ in range(min(os.cpu_count() or 1, MOST, most))]
        is_over = Event()
        for worker in workers:
            worker.thread.submit(worker.kernel.load, is_over)
        try:
            yield workers
        finally:
            is_over.set()
            for worker in workers:
                worker.thread.submit(worker.kernel.close)
            for worker in workers:
                worker.thread.shutdown()


def run_notebooks(
    prepared: dict[Path, nbformat.NotebookNode],
    private: Sequence[Path],
    progress: Callable[[str], None],
    variables: Mapping[str, str],
    *,
    workers: Sequence[Worker],
    collect: Callable[[Path, str], object] = lambda file, reason: None,
) -> list[str]:
    """Run notebooks in place, several at once; return for each the reason of its failure, or "".

    `variables` are environment variables of their kernels; `collect` is called after each notebook. The
    longest notebook starts first, so that no kernel works alone at the end.
    """
    sizes = {
        file: sum(cell.cell_type == "code" for cell in notebook.cells) for file, notebook in prepared.items()
    }
    # A kernel ends after a notebook that leaves traces: such a one runs when little is left to run.
    waiting = deque(sorted(prepared, key=lambda file: (leaves_traces(prepared[file]), -sizes[file])))
    bar = tqdm(total=sum(sizes.values()), unit=" cells", desc="notebooks", leave=False, disable=None)
    reasons: dict[Path, str] = {}
    lock = Lock()

    def note(file: Path, reason: str) -> None:
        reasons[file] = hide_paths(reason, private)
        collect(file, reasons[file])
        with lock, bar.external_write_mode():
            progress(f"{file.stem}: {'failed: ' + reasons[file] if reasons[file] else 'done'}")

    with bar:
        work = (prepared, waiting, variables, bar.update, note)
        runs = [worker.thread.submit(run_waiting, worker.kernel, *work) for worker in workers]
        try:
            for run in as_completed(runs):
                run.result()
        finally:
            waiting.clear()  # after an error no notebook begins
            wait(runs)
    return [reasons[file] for file in prepared]


def run_waiting(
    kernel: Kernel,
    prepared: Mapping[Path, nbformat.NotebookNode],
    waiting: deque[Path],
    variables: Mapping[str, str],
    step: Callable[[], object],
    note: Callable[[Path, str], None],
) -> None:
    """Run one waiting notebook after another, until there is none, in as few kernels as is safe."""
    kernel.variables = dict(variables)
    try:
        while waiting:
            try:
                file = waiting.popleft()
            except IndexError:  # another thread took the last
                return
            note(file, kernel.run(prepared[file], folder=file.parent, page=file.stem, step=step))
    finally:
        kernel.close()


class Kernel:
    """A kernel that runs one notebook after another, each as if it were the first.

    After a notebook that failed, or that may have changed what cannot be restored, the next has a new one.
    """

    def __init__(self, variables: Mapping[str, str]) -> None:
        # The kernels import the package that makes the report, whichever else is installed.
        paths = [str(NOTEBOOKS.parent), *filter(None, [os.environ.get("PYTHONPATH")])]
        self.environment = {
            **os.environ,
            "PYTHONPATH": os.pathsep.join(paths),
            "PYTHONWARNINGS": "ignore::DeprecationWarning",
        }
        self.variables = dict(variables)
        self.renew()

    def load(self, is_over: Event) -> None:
        """Start the process and load the package, unless the wait for notebooks is soon over."""
        from nbformat import v4

        if not is_over.wait(DELAY):
            self.run(v4.new_notebook(cells=[v4.new_code_cell(LOAD)]), folder=NOTEBOOKS.parent)

    def renew(self) -> None:
        """Prepare a new process, which starts with the next notebook."""
        from jupyter_client.manager import AsyncKernelManager
        from traitlets.config import Config

        # Kernels talk over local sockets; encrypted where the platform can, they do not warn.
        config = Config({"KernelManager": {"transport_encryption": "auto"}})
        self.manager = AsyncKernelManager(kernel_name="python3", config=config)

    def run(
        self,
        notebook: nbformat.NotebookNode,
        *,
        folder: Path,
        page: str = "",
        step: Callable[[], object] = lambda: None,
    ) -> str:
        """Run a notebook in place, with a `step` after each cell; return the reason of its failure, or ""."""
        from nbclient import NotebookClient
        from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError

        client: NotebookClient = NotebookClient(
            notebook,
            km=self.manager,
            timeout=CELL_TIMEOUT,
            resources={"metadata": {"path": str(folder)}},
            on_notebook_start=lambda **_: begin(client, folder, {**self.variables, PAGE: page}),
            on_cell_executed=lambda **_: step(),
        )
        reason = ""
        try:
            client.execute(env=self.environment)
        except CellExecutionError as error:
            reason = " ".join(f"{error.ename}: {error.evalue}".split())
        except (CellTimeoutError, DeadKernelError) as error:
            reason = f"{type(error).__name__}: {error}".splitlines()[0]
        finally:
            if client.kc is not None:
                client.kc.stop_channels()
        if reason or leaves_traces(notebook):
            self.close()
            self.renew()
        return reason

    def close(self) -> None:
        """End the process, if there is one."""
        from jupyter_core.utils import run_sync

        if self.manager.has_kernel:
            run_sync(self.manager.shutdown_kernel)()


async def begin(client: NotebookClient, folder: Path, variables: dict[str, str]) -> None:
    """Let the kernel of a client begin a notebook."""
    assert client.kc is not None
    request = client.kc.execute(BEGIN.format(folder=str(folder), variables=variables), silent=True)
    reply = await client.async_wait_for_reply(request)
    if reply is None or reply["content"]["status"] != "ok":
        raise RuntimeError(f"A kernel could not begin a notebook in {folder}: {reply}")

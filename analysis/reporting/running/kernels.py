"""Kernels of a report: a few, each of which runs one notebook after another."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

from tqdm.auto import tqdm

from analysis.reporting.links import PAGE
from analysis.reporting.notebooks import NOTEBOOKS, hide_paths
from analysis.reporting.running.fresh import leaves_traces

if TYPE_CHECKING:
    import nbformat
    from nbclient import NotebookClient

# Seconds after which a cell counts as stuck; a corpus that needs longer is measured into a store first.
CELL_TIMEOUT = 3600
BEGIN = (
    "from analysis.reporting.running.fresh import begin_notebook; begin_notebook({folder!r}, {variables!r})"
)
MOST = 4  # kernels at a time: each of them holds the tables of the corpus


def run_notebooks(
    prepared: dict[Path, nbformat.NotebookNode],
    private: Sequence[Path],
    progress: Callable[[str], None],
    variables: Mapping[str, str],
) -> list[str]:
    """Run notebooks in place, several at once; return for each the reason of its failure, or "".

    `variables` are environment variables of their kernels. The longest notebook starts first, so that no
    kernel works alone at the end.
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
        with lock, bar.external_write_mode():
            progress(f"{file.stem}: {'failed: ' + reasons[file] if reasons[file] else 'done'}")

    n_kernels = min(os.cpu_count() or 1, MOST, len(prepared))
    with bar, ThreadPoolExecutor(max_workers=n_kernels) as pool:
        work = (prepared, waiting, variables, bar.update, note)
        try:
            for run in as_completed([pool.submit(run_waiting, *work) for _ in range(n_kernels)]):
                run.result()
        finally:
            waiting.clear()  # after an error no notebook begins
    return [reasons[file] for file in prepared]


def run_waiting(
    prepared: Mapping[Path, nbformat.NotebookNode],
    waiting: deque[Path],
    variables: Mapping[str, str],
    step: Callable[[], object],
    note: Callable[[Path, str], None],
) -> None:
    """Run one waiting notebook after another, until there is none, in as few kernels as is safe."""
    kernel = Kernel(variables)
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
            **variables,
        }
        self.start()

    def start(self) -> None:
        """A manager for a new process, which starts with the next notebook."""
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
            on_notebook_start=lambda **_: begin(client, folder, {PAGE: page}),
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
            self.start()
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

"""The same function over many jobs: in this process, in processes beside it, or on a Dask cluster."""

import os
import signal
import threading
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from functools import partial
from itertools import islice
from multiprocessing import active_children, get_all_start_methods, get_context, parent_process
from typing import Any

RETRIES = 3
NEEDED = (
    "`dask` needs the extra `cluster`, which is not installed: pip install -e '.[cluster]' "
    "(dask[distributed]). Without it, `workers` measures on this machine."
)

# What `open_workers` gives.
Run = Callable[[Callable, Iterable[tuple]], Iterator[tuple[Any, Any]]]


@contextmanager
def open_workers(workers: int = 1, dask: Any = None) -> Iterator[Run]:
    """Give `run(function, jobs)`, which calls `function(*arguments)` for each job `(name, *arguments)`.

    `run` yields each name with the result, in the order in which the jobs end. Jobs are made when they are
    needed, so that few are in memory at a time. Processes start with the first job and stay for the next
    `run`. An interrupt (Ctrl-C) ends them at once.

    Parameters
    ----------
    workers : int, default 1
        Processes on this machine; with 1, the work is done in this process.
    dask : str or dask.distributed.Client, optional
        The address of a scheduler, or a client; then `workers` does not count.

    Raises
    ------
    ValueError
        For less than one worker.
    ImportError
        Where Dask is asked for and not installed.
    RuntimeError
        Where a worker process dies.
    """
    if workers < 1:
        raise ValueError(f"The `workers` must be 1 or more; not {workers!r}.")
    if dask is not None:
        with open_client(dask) as client:
            yield partial(run_on_cluster, client)
    elif workers > 1:
        with open_pool(workers) as pool:
            yield partial(run_beside, pool, workers)
    else:
        yield run_here


@contextmanager
def open_pool(workers: int) -> Iterator[ProcessPoolExecutor]:
    """Some processes on this machine; an interrupt ends them, in the middle of their work."""
    # Threads of pyarrow do not survive a fork. A server that has only imported them can be forked, so that
    # the workers need not import them again.
    method = "forkserver" if "forkserver" in get_all_start_methods() else "spawn"
    context = get_context(method)
    if method == "forkserver":
        context.set_forkserver_preload(["analysis.store.batches", "datasketch"])
    others = set(active_children())
    with ProcessPoolExecutor(workers, mp_context=context, initializer=start_worker) as pool:
        try:
            yield pool
        except (KeyboardInterrupt, SystemExit):
            for process in set(active_children()) - others:
                process.terminate()
            raise


def start_worker() -> None:
    """Prepare a worker process: Ctrl-C is its parent's to answer, and it ends when its parent does."""
    # The terminal sends Ctrl-C to all processes.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=end_with_parent, daemon=True).start()


def end_with_parent() -> None:
    """Wait until the parent has ended, in whatever way, and end this process at once.

    The system closes a pipe that the parent holds (on Windows: signals its handle) even where it was killed.
    """
    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


@contextmanager
def block_interrupts() -> Iterator[None]:
    """Processes that start here, the server of forks too, do not get Ctrl-C, which a terminal sends to all.

    Only this process answers it.
    """
    if not hasattr(signal, "pthread_sigmask"):  # Windows
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def run_here(function: Callable, jobs: Iterable[tuple]) -> Iterator[tuple[Any, Any]]:
    return ((name, function(*arguments)) for name, *arguments in jobs)


def run_beside(
    pool: ProcessPoolExecutor, workers: int, function: Callable, jobs: Iterable[tuple]
) -> Iterator[tuple[Any, Any]]:
    """Run the jobs in the processes of a pool, with at most one job per worker waiting."""
    jobs = iter(jobs)
    waiting: dict[Future, Any] = {}
    try:
        while True:
            for name, *arguments in islice(jobs, 2 * workers - len(waiting)):
                with block_interrupts():
                    waiting[pool.submit(function, *arguments)] = name
            if not waiting:
                return
            for future in wait(waiting, return_when=FIRST_COMPLETED).done:
                yield waiting.pop(future), future.result()
    except BrokenProcessPool as error:
        raise RuntimeError(
            "A worker process was killed, as happens where memory runs out. Batches already in the store "
            "are kept: run it again, with fewer `workers` or a smaller `batch`."
        ) from error
    finally:
        for future in waiting:
            future.cancel()


@contextmanager
def open_client(dask: Any) -> Iterator[Any]:
    """A client of a Dask cluster; it is closed again where only its address was given."""
    try:
        from dask.distributed import Client
    except ImportError as error:
        raise ImportError(NEEDED) from error
    if isinstance(dask, Client):
        yield dask
    else:
        with Client(dask) as client:
            yield client


def run_on_cluster(client: Any, function: Callable, jobs: Iterable[tuple]) -> Iterator[tuple[Any, Any]]:
    """Run the jobs on a Dask cluster; a worker that dies costs a retry."""
    from dask.distributed import as_completed

    jobs = iter(jobs)
    names: dict[str, Any] = {}

    def submit(job: tuple) -> Any:
        name, *arguments = job
        # By default Dask takes equal jobs for one; here they never are.
        future = client.submit(function, *arguments, pure=False, retries=RETRIES)
        names[future.key] = name
        return future

    n_waiting = 2 * max(1, sum(client.nthreads().values()))
    running = as_completed([submit(job) for job in islice(jobs, n_waiting)])
    for future in running:
        yield names.pop(future.key), future.result()
        for job in islice(jobs, 1):
            running.add(submit(job))

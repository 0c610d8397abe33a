"""The same function over many batches: in this process, in processes beside it, or on a Dask cluster."""

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from functools import partial
from itertools import islice
from multiprocessing import get_all_start_methods, get_context
from typing import Any

RETRIES = 3
NEEDED = (
    "`dask` needs the extra `cluster`, which is not installed: pip install -e '.[cluster]' "
    "(dask[distributed]). Without it, `workers` measures on this machine."
)


@contextmanager
def open_workers(workers: int = 1, dask: Any = None) -> Iterator[Callable]:
    """Gives `run(function, jobs)`, which does `function(*arguments)` for each job `(name, *arguments)` and
    yields each name with the result, in the order they are done.

    Jobs are made as they are needed, so that few are in memory at a time. `dask` is the address of a
    scheduler or a client. Processes start with the first job and are kept for the next `run`. Raises
    ValueError for less than one worker, ImportError where Dask is not installed, RuntimeError where a worker
    process dies.
    """
    if workers < 1:
        raise ValueError(f"The `workers` must be 1 or more; not {workers!r}.")
    if dask is not None:
        with open_client(dask) as client:
            yield partial(run_on_cluster, client)
    elif workers > 1:
        # Threads of pyarrow do not survive a fork; a server that has only imported them can be forked, which
        # spares each worker the import.
        method = "forkserver" if "forkserver" in get_all_start_methods() else "spawn"
        context = get_context(method)
        if method == "forkserver":
            context.set_forkserver_preload(["analysis.store.batches", "datasketch"])
        with ProcessPoolExecutor(workers, mp_context=context) as pool:
            yield partial(run_beside, pool, workers)
    else:
        yield run_here


def run_here(function: Callable, jobs: Iterable[tuple]) -> Iterator[tuple[Any, Any]]:
    return ((name, function(*arguments)) for name, *arguments in jobs)


def run_beside(
    pool: ProcessPoolExecutor, workers: int, function: Callable, jobs: Iterable[tuple]
) -> Iterator[tuple[Any, Any]]:
    jobs, waiting = iter(jobs), {}
    try:
        while True:
            for name, *arguments in islice(jobs, 2 * workers - len(waiting)):
                waiting[pool.submit(function, *arguments)] = name
            if not waiting:
                return
            for done in wait(waiting, return_when=FIRST_COMPLETED).done:
                yield waiting.pop(done), done.result()
    except BrokenProcessPool as error:
        raise RuntimeError(
            "A worker process was killed, as happens where memory runs out. Batches already in the store "
            "are kept: run it again, with fewer `workers` or a smaller `batch`."
        ) from error
    finally:
        for one in waiting:
            one.cancel()


@contextmanager
def open_client(dask: Any) -> Iterator[Any]:
    """A client of a Dask cluster, closed again if it is ours."""
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
    from dask.distributed import as_completed

    jobs, names = iter(jobs), {}

    def submit(job: tuple) -> Any:
        name, *arguments = job
        # Pure by default: two equal jobs would be one, which they are never meant to be.
        future = client.submit(function, *arguments, pure=False, retries=RETRIES)
        names[future.key] = name
        return future

    at_once = 2 * max(1, sum(client.nthreads().values()))
    running = as_completed([submit(job) for job in islice(jobs, at_once)])
    for future in running:
        yield names.pop(future.key), future.result()
        for job in islice(jobs, 1):
            running.add(submit(job))

"""The same function over many pieces: in this process, in processes beside it, or on a Dask cluster."""

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from itertools import islice
from multiprocessing import get_context
from typing import Any

RETRIES = 3
NEEDED = (
    "`dask` needs the extra `cluster`, which is not installed: pip install -e '.[cluster]' "
    "(dask[distributed]). Without it, `workers` measures on this machine."
)


def run_jobs(
    function: Callable, jobs: Iterable[tuple], *, workers: int = 1, dask: Any = None
) -> Iterator[tuple[Any, Any]]:
    """For each job `(name, *arguments)` its name and `function(*arguments)`, in the order they are done.

    Jobs are made as they are needed, so that few are in memory at a time. `dask` is the address of a
    scheduler or a client. Raises ValueError for less than one worker, ImportError where Dask is not
    installed, RuntimeError where a worker process dies.
    """
    if workers < 1:
        raise ValueError(f"The `workers` must be 1 or more; not {workers!r}.")
    if dask is not None:
        return run_on_cluster(function, jobs, dask)
    if workers > 1:
        return run_beside(function, jobs, workers)
    return ((name, function(*arguments)) for name, *arguments in jobs)


def run_beside(function: Callable, jobs: Iterable[tuple], workers: int) -> Iterator[tuple[Any, Any]]:
    # Threads of pyarrow do not survive a fork.
    with ProcessPoolExecutor(workers, mp_context=get_context("spawn")) as pool:
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
                "A worker process was killed, as happens where memory runs out. Pieces already in the store "
                "are kept: run it again, with fewer `workers` or a smaller `piece`."
            ) from error
        finally:
            for one in waiting:
                one.cancel()


def run_on_cluster(function: Callable, jobs: Iterable[tuple], dask: Any) -> Iterator[tuple[Any, Any]]:
    try:
        from dask.distributed import Client, as_completed
    except ImportError as error:
        raise ImportError(NEEDED) from error
    own = not isinstance(dask, Client)
    client = Client(dask) if own else dask
    jobs, names = iter(jobs), {}

    def submit(job: tuple) -> Any:
        name, *arguments = job
        # Pure by default: two equal jobs would be one, which they are never meant to be.
        future = client.submit(function, *arguments, pure=False, retries=RETRIES)
        names[future.key] = name
        return future

    try:
        at_once = 2 * max(1, sum(client.nthreads().values()))
        running = as_completed([submit(job) for job in islice(jobs, at_once)])
        for future in running:
            yield names.pop(future.key), future.result()
            for job in islice(jobs, 1):
                running.add(submit(job))
    finally:
        if own:
            client.close()

"""How a command ends early: Ctrl-C in one line, a closed pipe in silence, and no process is left behind."""

import os
import signal
import sys
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from types import FrameType
from typing import NoReturn

import psutil

# What a shell expects of a program that ended by Ctrl-C or by a closed pipe: 128 and the signal's number.
INTERRUPTED, PIPE_CLOSED = 130, 141


def run_to_the_end(command: Callable[[], int]) -> int:
    """Run a command as a program does, and return its exit code; an early end does not return."""
    signal.signal(signal.SIGINT, stop)
    try:
        code = command()
        sys.stdout.flush()
        return code
    except KeyboardInterrupt:
        print("analysis: stopped by Ctrl-C.", file=sys.stderr, flush=True)
        code = INTERRUPTED
    except BrokenPipeError:
        code = PIPE_CLOSED
    end_at_once(code)


def print_at_once(line: str) -> None:
    """Print a line of progress; if nobody reads it any more, end without waiting for threads at work."""
    try:
        print(line, flush=True)
    except BrokenPipeError:
        end_at_once(PIPE_CLOSED)


def end_at_once(code: int) -> NoReturn:
    """End this process and its children.

    The usual end of Python would flush to the closed pipe, and wait for the kernels of notebooks.
    """
    # A thread may start one more kernel after the others were killed; it would complain of a lost parent.
    with open(os.devnull, "wb") as nothing:
        os.dup2(nothing.fileno(), 2)
    kill_children()
    os._exit(code)


def stop(signum: int, frame: FrameType | None) -> None:
    """Answer Ctrl-C: end the children, then this process in its own order."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    # Pools wait for their workers, and threads for their notebooks' kernels: these have to end first.
    kill_children()
    threading.Thread(target=keep_killing, daemon=True).start()
    raise KeyboardInterrupt


def keep_killing() -> None:
    """End the children until this process ends: a thread that is still running may start another one."""
    while True:
        kill_children()
        time.sleep(0.1)


def kill_children() -> None:
    """End every process that this one started, and those that they started."""
    # Stopped first, so that none starts another one between the list and the end.
    for process in list_children():
        with suppress(psutil.Error):
            process.suspend()
    for process in list_children():
        with suppress(psutil.Error):
            process.kill()


def list_children() -> list[psutil.Process]:
    """The processes below this one, except the tracker of shared memory: it clears up, and then ends."""
    children = []
    for process in psutil.Process().children(recursive=True):
        with suppress(psutil.Error):
            if "resource_tracker" not in " ".join(process.cmdline()):
                children.append(process)
    return children

"""How a command ends early: Ctrl-C in one line, a closed pipe in silence, and no process is left behind."""

import os
import signal
import sys
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from types import FrameType

# What a shell expects of a program that ended by Ctrl-C or by a closed pipe: 128 and the signal's number.
INTERRUPTED, PIPE_CLOSED = 130, 141


def run_to_the_end(command: Callable[[], int]) -> int:
    """Run a command as a program does; its exit code, or that of an early end."""
    signal.signal(signal.SIGINT, stop)
    try:
        code = command()
        sys.stdout.flush()
    except KeyboardInterrupt:
        print("analysis: stopped by Ctrl-C.", file=sys.stderr)
        code = INTERRUPTED
    except BrokenPipeError:
        threading.Thread(target=end_children, daemon=True).start()
        code = PIPE_CLOSED
    if code == PIPE_CLOSED:
        # Python flushes once more when it ends, which must not fail again.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return code


def stop(signum: int, frame: FrameType | None) -> None:
    """Answer Ctrl-C: end the children, then this process in its own order."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    # Pools wait for their workers, and threads for their notebooks' kernels: these have to end first.
    threading.Thread(target=end_children, daemon=True).start()
    raise KeyboardInterrupt


def end_children() -> None:
    """End every process that this one has started or still starts, until this one ends.

    The tracker of shared resources is left: it removes what killed workers leave, and ends by itself.
    """
    import psutil

    while True:
        for process in psutil.Process().children(recursive=True):
            with suppress(psutil.Error):
                if "resource_tracker" not in " ".join(process.cmdline()):
                    process.kill()
        time.sleep(0.1)

"""The data of NLTK, for the benchmarks against it."""

import os
import shutil
import stat
import tempfile
from pathlib import Path


def copy_nltk_data(folder: Path) -> None:
    """Let NLTK read a private copy of its data; it refuses folders that others may write to."""
    import nltk

    private = Path(tempfile.mkdtemp(prefix="nltk-"))
    shutil.copytree(folder, private / "data", copy_function=shutil.copyfile)
    for path in [private, *private.rglob("*")]:
        os.chmod(path, stat.S_IRUSR | stat.S_IWUSR | (stat.S_IXUSR if path.is_dir() else 0))
    nltk.data.path.insert(0, str(private / "data"))

"""Named views, kept in a file beside the corpus."""

import json
import os
from collections.abc import Mapping, Sequence
from pathlib import Path

from analysis.desk.view import MOST, View, read_view, write_view

LONGEST = 80  # characters of a name
SIZE = 1_000_000  # bytes of the file


class KeptViews:
    """The named views of a corpus: each name stands for one to four views side by side.

    They are kept in `.NAME.views.json` beside the corpus NAME. For a corpus without a path they last as long
    as the notebook.
    """

    def __init__(self, corpus: Path | None) -> None:
        self.file = None if corpus is None else place_views(corpus)
        self._views: dict[str, list[View]] = {}

    def read(self) -> dict[str, list[View]]:
        """Read all named views; raise ValueError for a file that holds something else."""
        if self.file is None or not self.file.exists():
            return dict(self._views)
        try:
            if self.file.stat().st_size > SIZE:
                raise ValueError(f"it is larger than {SIZE:,} bytes")
            named = json.loads(self.file.read_text(encoding="utf-8"))
            return {check_name(name): [read_view(view) for view in views] for name, views in named.items()}
        except (ValueError, AttributeError, TypeError) as error:
            raise ValueError(
                f"The file of kept views, {self.file.name}, cannot be read: {error}. Move it away or mend it."
            ) from None

    def keep(self, name: str, views: Sequence[View]) -> None:
        """Keep views under a name; a name that is there stands for the new views."""
        if not 1 <= len(views) <= MOST:
            raise ValueError(f"A name stands for one to {MOST} pictures; not {len(views)}.")
        self.write({**self.read(), check_name(name): list(views)})

    def drop(self, name: str) -> None:
        """Forget a name."""
        named = self.read()
        raise_if_unknown(name, named)
        del named[name]
        self.write(named)

    def take(self, name: str) -> list[View]:
        """The views that a name stands for."""
        named = self.read()
        raise_if_unknown(name, named)
        return named[name]

    def write(self, named: dict[str, list[View]]) -> None:
        self._views = named
        if self.file is None:
            return
        text = json.dumps(
            {name: [write_view(view) for view in views] for name, views in named.items()}, indent=1
        )
        new = self.file.with_name(f"{self.file.name}.{os.getpid()}")
        new.write_text(text + "\n", encoding="utf-8")
        os.replace(new, self.file)


def raise_if_unknown(name: str, named: Mapping[str, object]) -> None:
    """Raise ValueError for a name under which nothing is kept."""
    if name not in named:
        raise ValueError("No view is kept under this name: keep one first, or choose another name.")


def place_views(corpus: Path) -> Path:
    """The file of the named views of a corpus: beside the corpus, hidden.

    >>> place_views(Path("corpus/sample")).as_posix()
    'corpus/.sample.views.json'
    """
    corpus = corpus if corpus.name else corpus.resolve()
    return corpus.parent / f".{corpus.name}.views.json"


def check_name(name: object) -> str:
    """Return a name of views without spaces around it; raise ValueError for none, and for a long one."""
    text = " ".join(name.split()) if isinstance(name, str) else ""
    if not text or len(text) > LONGEST:
        raise ValueError(
            f"A kept view needs a name of 1 to {LONGEST} characters, such as 'Kherson in spring'."
        )
    return text

"""How the commands are parsed: one-line errors, the nearest names, and the options that commands share."""

import argparse
import os
from types import ModuleType
from typing import Any, NoReturn

# The options for the arguments that error messages name in backticks.
OPTIONS = {
    "since": "--from", "until": "--to", "outlets": "--outlet", "codebooks": "--codebook", "out": "--out",
    "columns": "--columns", "store": "--store", "workers": "--workers", "dask": "--dask", "batch": "--batch",
    "at_least": "--at-least",
}  # fmt: skip


class Parser(argparse.ArgumentParser):
    """A parser that answers a wrong argument in one line, with the nearest name."""

    def error(self, message: str) -> NoReturn:
        self.exit(2, f"{self.prog}: {message.rstrip('.?')}; --help explains.\n")

    def check_options(self, unknown: list[str]) -> None:
        """End with an error if some arguments belong to no option."""
        if not unknown:
            return
        if not unknown[0].startswith("-"):
            self.error(f"one PATH is enough; not {unknown[0]!r} too")
        from analysis.schema import suggest_names

        options = [option for action in self._actions for option in action.option_strings]
        name = unknown[0].split("=")[0]
        self.error(f"there is no option {name}{suggest_names(name, options)}")


def add_command(commands: Any, command: ModuleType) -> Parser:
    """Add a command from its file, which has `SUMMARY`, `EXAMPLE`, `add_options` and `run`."""
    name = command.__name__.rpartition(".")[2].rstrip("_")  # `import` is a word of Python
    parser: Parser = commands.add_parser(
        name,
        help=command.SUMMARY,
        description=command.DESCRIPTION,
        epilog=f"Example: python -m analysis {name} {command.EXAMPLE}",
    )
    add_corpus_options(parser)
    command.add_options(parser)
    parser.set_defaults(run=command.run)
    return parser


def add_corpus_options(parser: argparse.ArgumentParser) -> None:
    """Add the path of a corpus and the options that keep a part of it."""
    parser.add_argument(
        "path",
        metavar="PATH",
        help="a folder of articles, or one file (text, Word, PDF, HTML, CSV, Excel, JSON, export, ZIP ...)",
    )
    parser.add_argument(
        "--columns",
        metavar="OURS=YOURS",
        help="columns that the usual names do not find, such as text=body,outlet=publisher",
    )
    parser.add_argument(
        "--from", dest="since", metavar="DATE", help="leave out articles before this day (YYYY-MM-DD)"
    )
    parser.add_argument(
        "--to", dest="until", metavar="DATE", help="leave out articles after this day (YYYY-MM-DD)"
    )
    parser.add_argument(
        "--outlet", dest="outlets", metavar="NAME", nargs="+", action="extend", help="keep these outlets only"
    )


def name_columns(text: str | None) -> None:
    """Name the columns for this process and those that it starts; raises ValueError for what names none."""
    from analysis.readers.chosen import VARIABLE, parse_columns

    os.environ.pop(VARIABLE, None)
    if text is not None:
        parse_columns(text)
        os.environ[VARIABLE] = text


def add_codebook_option(parser: argparse.ArgumentParser) -> None:
    """Add the option that measures a codebook of the user's own."""
    parser.add_argument(
        "--codebook",
        dest="codebooks",
        metavar="FILE",
        action="append",
        help="measure this codebook too (a CSV file: term, category, weight); may be repeated",
    )


def read_arguments(options: argparse.Namespace, *names: str) -> dict[str, Any]:
    """The arguments that keep a part of a corpus, and those named, where they were typed.

    An option that was not typed is left out: the verb's own default holds.
    """
    arguments = {name: getattr(options, name) for name in ("since", "until", "outlets", *names)}
    return {name: value for name, value in arguments.items() if value is not None}

"""The command line: `python -m analysis report | measure | check | import | adopt`."""

import re
import shlex
import sys
from pathlib import Path

from analysis.commands import adopt, check, import_, measure, report
from analysis.commands.interrupts import run_to_the_end
from analysis.commands.options import OPTIONS, Parser, add_command, name_columns
from analysis.guards import show_line

COMMANDS = [report, measure, check, import_, adopt]


def main(argv: list[str] | None = None) -> int:
    """Run one command; 0 is done, 1 is done with failures that are named, 2 is a wrong path or option."""
    argv = sys.argv[1:] if argv is None else argv
    parser, parsers = build_parsers()
    check_command(argv, parser, list(parsers))
    options, unknown = parser.parse_known_args(argv)
    parsers[options.command].check_options(unknown)
    options.command_line = quote_command(argv)
    try:
        name_columns(options.columns)
        code: int = options.run(options)
        return code
    except BrokenPipeError:
        raise
    except (ValueError, OSError) as error:
        print(show_line(f"analysis {options.command}: {describe_error(error)}"), file=sys.stderr)
        return 2


def build_parsers() -> tuple[Parser, dict[str, Parser]]:
    """The parser of the command line, and that of each command by name."""
    from analysis import __version__

    parser = Parser(
        prog="python -m analysis",
        description="Measure how a conflict is reported: tone, entities, framing, and the evidence for it.",
        epilog="First look: python -m analysis check corpus/sample",
    )
    parser.add_argument("--version", action="version", version=f"analysis {__version__}")
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    added = [add_command(commands, command) for command in COMMANDS]
    return parser, dict(zip(commands.choices, added, strict=True))


def check_command(argv: list[str], parser: Parser, commands: list[str]) -> None:
    """End with an error if the first word is no command."""
    word = argv[0] if argv else "-"
    if not word.startswith("-") and word not in commands:
        from analysis.schema import suggest_names

        parser.error(f"COMMAND is one of {', '.join(commands)}; not {word!r}{suggest_names(word, commands)}")


def describe_error(error: Exception) -> str:
    """An error in one line, with options as they are typed, and system errors as a sentence.

    >>> describe_error(ValueError("The `since` must be a day such as 2022-11-17; not 'soon'."))
    "The --from must be a day such as 2022-11-17; not 'soon'."
    """
    if isinstance(error, OSError) and error.strerror:
        return f"{error.filename} cannot be used: {error.strerror}."
    message = re.sub(r"`(\w+)`", lambda found: OPTIONS.get(found[1], found[0]), str(error))
    return " ".join(message.split())


def quote_command(argv: list[str]) -> str:
    """The command as typed, but absolute paths by their last name: reports are passed on, folders are not.

    >>> quote_command(["report", "/home/me/war news", "--outlet", "Courier"])
    "python -m analysis report 'war news' --outlet Courier"
    """
    parts = [Path(part).name if Path(part).is_absolute() else part for part in argv]
    return shlex.join(["python", "-m", "analysis", *parts])


if __name__ == "__main__":
    sys.exit(run_to_the_end(main))

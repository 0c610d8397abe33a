"""`python -m analysis measure`: the tables of every measure, as Parquet files or in a store."""

import argparse
import os
from pathlib import Path

from analysis.commands.options import add_codebook_option, read_arguments

SUMMARY = "write the tables of all measures as Parquet files"
DESCRIPTION = "Measure a corpus and write one Parquet table for each measure."
EXAMPLE = "corpus/sample --out tables --store tables.store"


def add_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--out", metavar="DIR", help="where the tables go, one file each")
    parser.add_argument(
        "--store", metavar="DIR", help="keep what is measured here, and measure only what is new"
    )
    add_codebook_option(parser)
    parser.add_argument("--workers", metavar="N", type=int, help="processes to use (default: 1)")
    parser.add_argument("--dask", metavar="ADDRESS", help="measure on the Dask cluster of this scheduler")
    parser.add_argument("--batch", metavar="N", type=int, help=argparse.SUPPRESS)


def run(options: argparse.Namespace) -> int:
    """Measure, and write what `--out` and `--store` ask for."""
    check_outputs(options)
    from analysis.guards import show_line
    from analysis.store.measured import measure_corpus, write_tables
    from analysis.wording import BY

    os.environ.pop(BY, None)  # tables and stores hold the outlets, whatever notebooks compare

    arguments = read_arguments(options, "codebooks", "workers", "dask", "batch")
    try:
        measured = measure_corpus(options.path, store=options.store or "auto", progress=True, **arguments)
    except (ImportError, RuntimeError) as error:
        raise ValueError(error) from error
    if options.store:
        print(show_line(f"{options.store}: holds every table of {options.path}"))
    if options.out:
        for file, n_rows in write_tables(measured, options.out).items():
            print(show_line(f"{file}: {n_rows:,} rows"))
    return 0


def check_outputs(options: argparse.Namespace) -> None:
    """Raise ValueError if the tables have nowhere to go, before measuring, which may take hours."""
    if not options.out and not options.store:
        raise ValueError("Nothing would be kept: name --out DIR (the tables), --store DIR, or both.")
    if options.out and Path(options.out).is_file():
        raise ValueError(f"{options.out} is a file; the --out of measure must be a folder.")

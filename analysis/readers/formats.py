"""THE list of formats: who reads which file. A new format is one file in this folder and one entry here.

A reader is a function `read(path) -> (table, problems)`. Its table has one row per article, under any of the
usual names (`USUAL_NAMES`), and in `row` the place in the file where a file holds many articles. A problem is
a dict `row, what, done`. A reader raises ValueError or OSError for a file that it cannot read.
"""

import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from analysis.readers.delimited import read_delimited
from analysis.readers.documents.mailfile import read_mail, read_mailbox
from analysis.readers.documents.oldoffice import read_old_office
from analysis.readers.documents.pagefile import read_page_file
from analysis.readers.documents.pdffile import read_pdf
from analysis.readers.documents.wordfile import read_rtf, read_word
from analysis.readers.packed.archive import read_archive
from analysis.readers.packed.excelfile import read_excel
from analysis.readers.packed.kinds import name_kind
from analysis.readers.parquetfile import read_parquet
from analysis.readers.textfile import read_text_file
from analysis.readers.warcfile import read_warc
from analysis.readers.xml.wikianswer import read_json_file
from analysis.readers.xml.xmlfile import read_xml

Read = Callable[[Path], tuple[pd.DataFrame, list[dict]]]


@dataclass(frozen=True)
class Format:
    """One format: its name, how its files end, and its reader.

    Parameters
    ----------
    name : str
        As it stands in problems: "all text files".
    endings : tuple of str
        In small letters, with the point; `.gz` after them is understood.
    read : callable
        The reader.
    single : bool, default False
        Whether a file is one article. One date says nothing about the order of day and month, so the dates
        of such files are read in one order for all files of the format; a date or outlet that the file does
        not give is taken from its name and its folder. A file that is an export of many articles gives
        their places in `row`, and takes nothing from its name.
    packages : tuple of str
        The packages whose version changes what the reader gives.
    packed : bool, default False
        Whether a file holds files, which are read in its place. Its reader gives one row per file: `member`,
        `place` and `row`.
    """

    name: str
    endings: tuple[str, ...]
    read: Read
    single: bool = False
    packages: tuple[str, ...] = ()
    packed: bool = False


PAGE_PACKAGES = ("trafilatura", "htmldate", "lxml")
FORMATS = (
    Format(
        "text",
        (".txt", ".text", ".md", ".markdown"),
        read_text_file,
        single=True,
        packages=("pyyaml", "mistune"),
    ),
    Format("HTML", (".html", ".htm", ".xhtml"), read_page_file, single=True, packages=PAGE_PACKAGES),
    Format("Word", (".docx",), read_word, single=True, packages=("python-docx",)),
    Format("RTF", (".rtf",), read_rtf, single=True, packages=("striprtf",)),
    Format("PDF", (".pdf",), read_pdf, single=True, packages=("pypdf",)),
    Format("e-mail", (".eml",), read_mail, single=True),
    Format("mail box", (".mbox", ".mbx"), read_mailbox),
    Format("delimited", (".csv", ".tsv", ".tab"), read_delimited),
    Format("JSON", (".json", ".jsonl", ".ndjson"), read_json_file),
    Format("Parquet", (".parquet", ".pq"), read_parquet, packages=("pyarrow",)),
    Format("Excel", (".xlsx", ".xlsm"), read_excel, packages=("openpyxl",)),
    Format("XML", (".xml", ".rss", ".atom"), read_xml, packages=("lxml",)),
    Format("WARC", (".warc",), read_warc, packages=(*PAGE_PACKAGES, "warcio")),
    Format("ZIP", (".zip",), read_archive, packed=True),
    Format("old office", (".xls", ".doc", ".msg", ".odt", ".ods", ".epub"), read_old_office),
)


def list_endings() -> list[str]:
    """The endings of all files that are read.

    >>> list_endings()[:3]
    ['.atom', '.csv', '.docx']
    """
    return sorted(
        ending for entry in FORMATS if entry.read is not read_old_office for ending in entry.endings
    )


def find_format(file: Path) -> Format | None:
    """The format of a file by what it holds, else by how its name ends; None for a file that is not read.

    >>> find_format(Path("press.csv.gz")).name
    'delimited'
    """
    ending = find_ending(file)
    kind = name_kind(file, ending)
    named = next((entry for entry in FORMATS if entry.name == kind), None)
    return named or next((entry for entry in FORMATS if ending in entry.endings), None)


def find_ending(file: Path) -> str:
    """How a file's name ends, without the `.gz` or `.bz2` of a compressed one."""
    return os.path.splitext(file.name.lower().removesuffix(".gz").removesuffix(".bz2"))[1]

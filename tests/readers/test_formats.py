"""Every reader on the list keeps the contract, whatever bytes it is given."""

import gzip
import random

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from analysis.readers.formats import FORMATS, Format, find_format, list_endings
from tests.readers.made import SOUND

HOSTILE = {
    "empty": b"",
    "a blank": b" \n\n\t\n",
    "random bytes": random.Random(1).randbytes(5000),
    "nulls": b"\0" * 5000,
    "nulls after a mark of UTF-16": b"\xff\xfe" + b"\0" * 5000,
    "a very long line": b"a" * 3_000_000,
    "a very long line of delimiters": b"," * 1_000_000,
    "a very long field": b"text,date\n" + b"b" * 1_000_000 + b",2022-11-17\n",
    "an unclosed quotation mark": b'text,date\n"' + b"b\n" * 10_000,
    "lists in lists": b"[" * 200_000,
    "objects in objects": b'{"a":' * 200_000,
    "objects in objects that are closed": b'{"text":' * 900 + b"1" + b"}" * 900,
    "a number of many digits": b'{"text": ' + b"9" * 100_000 + b"}",
    "half a character": b'{"text": "The bridge \\ud800 fell.", "\\udfff": [{"a": "\\ud800"}]}',
    "a header that refers to itself": b"---\na: &a [*a]\n---\nIt was dark.",
    "a header that grows": b"---\na: &a [x, x]\nb: &b [*a, *a]\nc: &c [*b, *b]\n---\nIt was dark.",
    "a header of lists in lists": b"---\na: " + b"[" * 20_000 + b"\n---\nIt was dark.",
    "a header without an end": b"---\n" + b"title: a\n" * 20_000,
    "controls": bytes(range(1, 32)) * 100,
    "many open tags": b"<html><body>" + b"<div>" * 30_000,
    "many open brackets of a wiki": b"{{a|[[b|" * 20_000,
    "an entity that grows": b'<?xml version="1.0"?><!DOCTYPE r [<!ENTITY a "aaaaaaaaaa">'
    + b"".join(b'<!ENTITY a%d "%s">' % (n, (b"&a%d;" % (n - 1) if n else b"&a;") * 10) for n in range(12))
    + b"]><rss><channel><item><title>&a11;</title></item></channel></rss>",
    "an entity from a file": b'<!DOCTYPE r [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
    b"<rss><channel><item><title>&a;</title><description>&a;</description></item></channel></rss>",
    "a broken archive": b"PK\x03\x04" + random.Random(2).randbytes(3000),
    "a broken PDF": b"%PDF-1.4\n" + b"1 0 obj << /Kids [1 0 R] >> endobj\n" * 50,
    "RTF of groups in groups": b"{\\rtf1" + b"{\\b " * 20_000,
    "mail in mail": b"MIME-Version: 1.0\nFrom: a\nTo: b\nContent-Type: multipart/mixed; boundary=x\n\n"
    + b"--x\n" * 5000,
    "counts of documents": b"1 of 10 DOCUMENTS\n\nBYLINE: x\n" * 3000,
    "rules and fields": b"____________________\nFull text: a\nLinks: b\n" * 3000,
    "a date that is none": b"date,text\n" + b"November 2022 " * 5000 + b",It was dark.\n",
}

TABLE = pd.DataFrame({
    "id": [f"n{number}" for number in range(50)],
    "text": [f"It was dark on day {number}." for number in range(50)],
    "tags": [["war", "grain"]] * 50,
})  # fmt: skip


def read_any(entry: Format, file):
    """What a reader gives, checked against the contract; None where it raises what it may raise."""
    try:
        table, problems = entry.read(file)
    except (ValueError, OSError):
        return None
    assert isinstance(table, pd.DataFrame)
    assert table.columns.is_unique
    assert all(set(problem) == {"row", "what", "done"} for problem in problems)
    if not entry.single:
        assert "row" in table
    return table


def write_sound(entry: Format) -> bytes:
    """A sound file of a format."""
    if entry.name in SOUND:
        return SOUND[entry.name]()
    if entry.name == "Parquet":
        return TABLE.to_parquet()
    if entry.name == "JSON":
        return TABLE.to_json(orient="records", lines=True).encode()
    if entry.single:
        return b"title: Bridge hit\ndate: 2022-11-17\n\n" + b"A lorry blew up. " * 50
    return TABLE.drop(columns="tags").to_csv(index=False).encode()


@pytest.mark.parametrize("kind", HOSTILE)
@pytest.mark.parametrize("ending", [entry.endings[0] + more for entry in FORMATS for more in ("", ".gz")])
def test_no_reader_raises_what_it_must_not(ending, kind, tmp_path):
    file = tmp_path / f"press{ending}"
    file.write_bytes(gzip.compress(HOSTILE[kind], 1) if ending.endswith(".gz") else HOSTILE[kind])
    read_any(find_format(file), file)


@pytest.mark.parametrize("entry", FORMATS, ids=lambda entry: entry.name)
def test_no_reader_raises_what_it_must_not_where_a_file_breaks_off(entry, tmp_path):
    for packed in (False, True):
        file = tmp_path / f"press{entry.endings[0]}{'.gz' if packed else ''}"
        sound = write_sound(entry)
        whole = gzip.compress(sound) if packed else sound
        for end in {*range(0, len(whole), max(len(whole) // 60, 1)), len(whole) - 1}:
            file.write_bytes(whole[:end])
            read_any(entry, file)


@pytest.mark.parametrize("entry", FORMATS, ids=lambda entry: entry.name)
@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(content=st.binary(max_size=400) | st.text(max_size=200).map(lambda text: text.encode()))
def test_no_reader_raises_what_it_must_not_for_any_bytes(entry, content, tmp_path):
    file = tmp_path / f"press{entry.endings[0]}"
    file.write_bytes(content)
    read_any(entry, file)


def test_an_ending_belongs_to_one_format():
    endings = [ending for entry in FORMATS for ending in entry.endings]
    assert len(endings) == len(set(endings))
    assert set(list_endings()) < set(endings)
    assert len({entry.name for entry in FORMATS}) == len(FORMATS)


def test_a_half_of_a_character_is_marked_and_the_rest_is_read(tmp_path):
    file = tmp_path / "a.json"
    file.write_bytes(HOSTILE["half a character"])
    assert read_any(find_format(file), file)["text"].tolist() == ["The bridge � fell."]


def test_a_column_called_row_is_kept_beside_the_number_of_the_row(tmp_path):
    for name, content in [("a.csv", "text,row\nOne.,x\n"), ("b.jsonl", '{"text": "One.", "row": "x"}')]:
        (tmp_path / name).write_text(content)
        table = read_any(find_format(tmp_path / name), tmp_path / name)
        assert table["row_given"].tolist() == ["x"]
        assert table["row"].tolist() in ([1], [2])

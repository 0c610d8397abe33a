"""ZIP archives: their files are read as a folder's, and no archive harms."""

import io
import zipfile

import pytest

from analysis.corpus.articles import read_corpus, read_problems
from analysis.readers.packed.archive import read_archive
from analysis.store.measured import measure_corpus
from tests.readers.made import article_pdf, docx, make_articles, nexis_txt, paragraphs, rss, zipped

CSV = "headline,wording,date,paper\nA,It was dark.,2022-11-17,Courier\nB,Nobody came.,2022-11-18,Herald\n"


def write(folder, name, files):
    file = folder / name
    file.write_bytes(zipped(files))
    return file


def test_the_files_of_an_archive_are_read_as_those_of_a_folder(tmp_path):
    [article] = make_articles(1)
    files = {
        "courier/2022-11-17-dam.txt": "The dam held through the night.",
        "courier/a.docx": docx(["date: 2022-11-01", *paragraphs(article)]),
        "herald/b.pdf": article_pdf(article),
        "nexis.txt": nexis_txt(make_articles(3)),
        "feed.xml": rss(make_articles(5)[3:]),
        "inner.zip": zipped({"ledger/2022-11-19.txt": "The ferry stopped."}),
        "__MACOSX/._a.txt": "no",
        "photo.png": b"\x89PNG\r\n",
    }
    write(tmp_path, "press.zip", files)
    folder = tmp_path / "press"
    for name, data in files.items():
        place = folder / name
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(data.encode() if isinstance(data, str) else data)
    packed, plain = read_corpus(tmp_path / "press.zip"), read_corpus(folder)
    assert len(packed) == len(plain) == 9
    assert packed["text"].tolist() == plain["text"].tolist()
    assert packed["outlet"].astype(str).tolist() == plain["outlet"].astype(str).tolist()
    assert packed["date"].tolist() == plain["date"].tolist()
    assert "press.zip/inner.zip/ledger/2022-11-19.txt" in packed["file"].tolist()
    problems = read_problems(packed)
    assert problems["file"].tolist() == ["press.zip/photo.png"]


def test_columns_that_the_user_names_hold_in_an_archive(tmp_path):
    file = write(tmp_path, "press.zip", {"a.csv": CSV})
    articles = read_corpus(file, columns={"text": "wording", "outlet": "paper"})
    assert articles[["outlet", "text"]].values.tolist() == [
        ["Courier", "It was dark."],
        ["Herald", "Nobody came."],
    ]


def test_an_archive_has_the_same_tables_with_and_without_a_store(tmp_path):
    (tmp_path / "corpus").mkdir()
    write(
        tmp_path / "corpus", "press.zip", {"courier/a.txt": "The dam held.", "feed.xml": rss(make_articles())}
    )
    stored = measure_corpus(tmp_path / "corpus", store=tmp_path / "store")
    again = measure_corpus(tmp_path / "corpus", store=tmp_path / "store")
    plain = measure_corpus(tmp_path / "corpus", store=None)
    texts = plain.sentences["text"].tolist()
    assert stored.sentences["text"].tolist() == again.sentences["text"].tolist() == texts


@pytest.mark.parametrize(
    ("limit", "value", "n"), [("ARCHIVE_FILES", "3", 3), ("DEPTH", "1", 4), ("UNPACKED_MB", "0", 0)]
)
def test_a_limit_that_is_met_is_said_with_the_way_to_change_it(limit, value, n, tmp_path, monkeypatch):
    monkeypatch.setenv(f"ANALYSIS_MAX_{limit}", value)
    files = {f"{number}.txt": f"The dam number {number} held." for number in range(4)}
    file = write(tmp_path, "press.zip", {**files, "inner.zip": zipped({"x.txt": "The ferry stopped."})})
    table, problems = read_archive(file)
    assert len(table) == n
    assert any(f"ANALYSIS_MAX_{limit}" in problem["done"] + problem["what"] for problem in problems)


def test_a_bomb_is_left_out_and_the_files_beside_it_are_read(tmp_path, monkeypatch):
    monkeypatch.setenv("ANALYSIS_MAX_UNPACKED_MB", "10")
    file = write(
        tmp_path, "press.zip", {"a.txt": "The dam held.", "bomb.txt": b"0" * 11 * 2**20, "b.txt": "It fell."}
    )
    articles = read_corpus(file)
    assert sorted(articles["text"]) == ["It fell.", "The dam held."]
    assert "bomb.txt" in read_problems(articles)["what"].iat[0]


@pytest.mark.parametrize(
    "name", ["../../escaped.txt", "/tmp/escaped.txt", "..\\..\\escaped.txt", "a/../../escaped.txt"]
)
def test_no_member_is_written_outside_the_folder(name, tmp_path):
    file = write(tmp_path, "press.zip", {name: "The dam held."})
    table, _ = read_archive(file)
    assert all("/0" in place and ".." not in place for place in table["place"])
    assert len(read_corpus(file)) == 1


def test_members_of_one_name_are_all_read(tmp_path):
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        archive.writestr("2022-11-17.txt", "The dam held.")
        with pytest.warns(UserWarning, match="Duplicate name"):
            archive.writestr("2022-11-17.txt", "The ferry stopped.")
    (tmp_path / "a.zip").write_bytes(data.getvalue())
    assert sorted(read_corpus(tmp_path / "a.zip")["text"]) == ["The dam held.", "The ferry stopped."]


def test_links_and_encrypted_members_are_named(tmp_path):
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        link = zipfile.ZipInfo("link.txt")
        link.external_attr = 0o120777 << 16
        archive.writestr(link, "/etc/passwd")
        archive.writestr("locked.txt", "The dam held.")
        archive.writestr("2022-11-17.txt", "The ferry stopped.")
    raw = bytearray(data.getvalue())
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        place = (
            raw.index(b"locked.txt", raw.index(mark)) if mark == b"PK\x03\x04" else raw.rindex(b"locked.txt")
        )
        raw[raw.rindex(mark, 0, place) + offset] |= 1  # the bit that says encrypted
    (tmp_path / "a.zip").write_bytes(bytes(raw))
    articles = read_corpus(tmp_path / "a.zip")
    assert articles["text"].tolist() == ["The ferry stopped."]
    assert read_problems(articles)["what"].tolist() == [
        "link.txt: a link",
        "locked.txt: encrypted; unpack it with its password",
    ]


@pytest.mark.parametrize("cut", [4, 30, 100, -1])
def test_a_broken_archive_beside_a_good_file_is_a_problem(cut, tmp_path):
    (tmp_path / "good.txt").write_text("The dam held.")
    (tmp_path / "bad.zip").write_bytes(zipped({"a.txt": "The ferry stopped." * 20})[:cut])
    articles = read_corpus(tmp_path)
    assert articles["text"].tolist() == ["The dam held."]
    assert read_problems(articles).query("file == 'bad.zip'")["done"].tolist() == ["left out"]

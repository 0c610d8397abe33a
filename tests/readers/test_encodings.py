"""Encodings are told by what reads as a language; NUL characters and damaged packing are said."""

import bz2
import gzip
import lzma

import pytest

from analysis.corpus.articles import read_corpus, read_problems
from analysis.readers.encoding import decode_text, read_bytes, read_text

TEXTS = {
    "Polish": ("Prezydent złożył oświadczenie, a żołnierze zostali ranni. Łódź", ["cp1250", "iso8859_2"]),
    "Czech": ("Prezident řekl, že most bude uzavřen až do jara. Vojáci byli zraněni.", ["cp1250",
    "iso8859_2"]),
    "Hungarian": ("A híd tavaszig zárva lesz, közölte a polgármester. Az erők visszavonultak.", ["cp1250"]),
    "Croatian": ("Predsjednik je rekao da će most biti zatvoren; vojnici su ranjeni, žrtve odvezene.",
    ["cp1250"]),
    "French": ("Le président a déclaré que le pont serait fermé jusqu’à l’été. Où ?", ["cp1252",
    "mac_roman"]),
    "German": ("Der Präsident erklärte, die Brücke müsse für Lkw geschlossen bleiben. Größe", ["cp1252",
    "mac_roman"]),
    "Spanish": ("El señor Núñez dijo: “¿Qué pasó?” ¡Nada! La niña murió.", ["cp1252"]),
    "Danish": ("Præsidenten sagde, at broen er lukket på grund af sårede og døde.", ["cp1252"]),
    "Turkish": ("Cumhurbaşkanı köprünün ilkbahara kadar kapalı kalacağını söyledi.", ["cp1254"]),
    "Russian": ("Мэр заявил, что мост был закрыт для грузовиков до весны.", ["cp1251", "koi8_r", "cp866",
    "iso8859_5"]),
    "Ukrainian": ("Президент заявив, що міст буде закрито до весни, а її рух зупинено.", ["cp1251",
    "koi8_u"]),
    "Greek": ("Ο πρόεδρος δήλωσε ότι η γέφυρα θα παραμείνει κλειστή μέχρι την άνοιξη.", ["cp1253"]),
    "Arabic": ("قال الرئيس إن الجسر سيبقى مغلقا حتى الربيع", ["cp1256"]),
    "Polish names in English": ("The men left the bridge in Łódź, Mr Wałęsa said at noon.", ["cp1250"]),
    "Russian name in English": ("The president, Зеленский, left the bridge at noon.", ["cp1251"]),
    "English": ("The mayor said: “It’s over” – and left for São Paulo. José’s café…", ["cp1252",
    "mac_roman"]),
}  # fmt: skip
CASES = [(text, page) for text, pages in TEXTS.values() for page in pages]


@pytest.mark.parametrize(("text", "page"), CASES, ids=lambda value: value if len(value) < 12 else "")
def test_a_code_page_is_the_one_in_which_the_words_read(text, page):
    assert decode_text(text.encode(page))[0] == text


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"])
@pytest.mark.parametrize("language", ["English", "Russian", "Polish"])
def test_characters_of_several_bytes_are_read_without_a_mark(encoding, language):
    text = f"outlet,text\nX,{TEXTS[language][0]}\n" * 3
    assert decode_text(text.encode(encoding)) == (text, encoding)


def test_lines_of_two_encodings_are_read_each_in_its_own(tmp_path):
    (tmp_path / "a.csv").write_bytes(
        "text,outlet\nÇa va à Paris.,X\n".encode() + "Déjà vu à Orléans.,Y\n".encode("cp1252")
    )
    articles = read_corpus(tmp_path / "a.csv")
    assert sorted(articles["text"]) == ["Déjà vu à Orléans.", "Ça va à Paris."]
    assert "read as utf-8 and cp1252" in set(read_problems(articles)["done"])


def test_nul_characters_are_left_out_and_said(tmp_path):
    (tmp_path / "a.csv").write_bytes(b"outlet,text\nX,The men left.\nX,The dam \0held.\n\0\0")
    articles = read_corpus(tmp_path / "a.csv")
    assert sorted(articles["text"]) == ["The dam held.", "The men left."]
    problems = read_problems(articles)
    assert problems.loc[problems["what"] == "NUL characters", "done"].tolist() == [
        "3 left out, the first in line 3"
    ]


@pytest.mark.parametrize("data", [b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", b"\0" * 50, bytes(range(256)) * 4])
def test_pictures_and_programs_are_no_text(data, tmp_path):
    (tmp_path / "a.txt").write_bytes(data)
    with pytest.raises(ValueError, match="an article is text"):
        read_text(tmp_path / "a.txt")


@pytest.mark.parametrize(
    ("ending", "pack"), [(".gz", gzip.compress), (".bz2", bz2.compress), (".xz", lzma.compress)]
)
def test_packed_files_are_unpacked_up_to_a_limit(ending, pack, tmp_path, monkeypatch):
    file = tmp_path / f"a.txt{ending}"
    file.write_bytes(pack(b"The dam held." * 200_000))
    assert len(read_bytes(file)) == 2_600_000
    monkeypatch.setenv("ANALYSIS_MAX_UNPACKED_MB", "1")
    with pytest.raises(
        ValueError, match="more than 1 MB unpacked; to allow more, set ANALYSIS_MAX_UNPACKED_MB"
    ):
        read_bytes(file)
    file.write_bytes(pack(b"The dam held." * 200)[:-9])
    with pytest.raises(ValueError, match="is damaged"):
        read_bytes(file)

"""Which code page the bytes of a text are in: the one in which its words read as a language.

A code page gives the bytes above 127 their letters. Read in the wrong one, words get letters that no language
has together. Each language below is the letters beyond ASCII that its texts use, the frequent ones first; a
word counts for a language as far as all its letters are among them.
"""

import re
from collections import Counter
from math import log

# Languages by the letters beyond a-z that they write with, the more frequent first. Points before them make
# a language a rarer guess: the letter ð alone is a Turkish ğ, not Icelandic.
LATIN = {
    "cp1252": [
        "éèàêçôâîùœïëûæ", "äüöß", "óíáéñúü", "ãçáéíóêõâúàô", "èàòùìé", "åäöé", "øåæé", "äöåšž", "ëéïöüè",
        "........................áéíóúöæþýð", "àèéíòóúïüç·", "áéíóúâêîôûŵŷ", "éáíúó", "õäöüšž",
    ],
    "cp1250": [
        "łóążęśćńź", "áíěéýčřžšůúťďňó", "áéíýčžúšľťôäňďóĺŕ", "áéöőüóíűú", "ăîâșțşţ", "čšžć....đ", "čšž", "ëç",
    ],
    "cp1254": ["ıüşçğöİâîûŞÇÖÜ"],
    "cp1257": ["āīēšūļņķģžč", "ėšųžįąčęū", "õäöüšž"],
    "iso8859_2": ["łóążęśćńź", "áíěéýčřžšůúťďňó", "áéöőüóíűú", "čšžć....đ"],
    "mac_roman": ["éèàêçôâîùœïëûæ", "äüöß", "óíáéñúü", "ãçáéíóêõâúàô", "èàòùìé", "åäöé", "øåæé"],
}  # fmt: skip
RUSSIAN, UKRAINIAN = "оеаинтсрвлкмдпуяыьгзбчйхжшюцщэфъё", "оаинвтеірсклудмпзяьбгчйхцїжєюшщфґ"
OTHERS = {
    "cp1251": [RUSSIAN, UKRAINIAN, "аиоентрсвлкдпмзъгбучщйяцжхшюфь", "аоиенрстуклвмдјпзгбчшцжљњхћђџфѓќѕ"],
    "koi8_r": [RUSSIAN],
    "koi8_u": [UKRAINIAN],
    "cp866": [RUSSIAN, UKRAINIAN],
    "iso8859_5": [RUSSIAN],
    "cp1253": ["αοιετσνηρυπκμλςγδάίόέήωθχώφβύζξψϊϋΐΰ"],
    "iso8859_7": ["αοιετσνηρυπκμλςγδάίόέήωθχώφβύζξψϊϋΐΰ"],
    "cp1255": ["יוהלאתרמבשנדעחקפגטסכזצםןךףץ"],
    "cp1256": ["الينمرتوبةعدسفهكقحجأشطصخضذزثىغئظءإؤآ", "اینردهمتوبسشکزگعلخفقپجحصطضظغثذچژآئ"],
}
PAGES = LATIN | OTHERS
# What Windows writes; a single word is enough for these.
COMMON = {"cp1252", "cp1250", "cp1254", "cp1251", "cp1253", "cp1255", "cp1256"}

# Marks that news text has in any language: no evidence for a language, and none against a code page.
MARKS = frozenset("‘’“”„‚–—…•«»‹›§°´ \u00a0£€½¡¿")
ARTICLE = 40_000  # bytes with words beyond ASCII that are looked at
STRIPPED = "".join(MARKS) + "'\"-.,"
WORD = re.compile(rb"[A-Za-z\x80-\xff]+")
FOREIGN = log(1e-5)  # a letter that the language does not have
CAPITAL = log(0.3)  # a capital within a word: the letter of another code page, as a rule
MIXED = log(1e-4)  # letters of two alphabets in one word
# On average per letter beyond ASCII. Languages reach -1.5 to -3.5; wrong code pages -6 and less.
LEAST = -5.0
RARER = -1.5  # of all letters together: a few letters alone do not tell cp1250 from cp1252
LEAD = 0.02  # per letter, by which a code page must be better than one that stands before it on the list


def find_page(data: bytes) -> str | None:
    """The code page in which the words of a text read as a language; None where they do so in none.

    >>> find_page("Prezydent złożył oświadczenie w Łodzi".encode("cp1250"))
    'cp1250'
    >>> find_page("Президент заявил".encode("cp1251"))
    'cp1251'
    >>> find_page("“El señor Núñez dijo”".encode("cp1252"))
    'cp1252'
    """
    found = WORD.findall(data[: 50 * ARTICLE])
    words = list(dict.fromkeys(word for word in found if not word.isascii()))
    sample = b" ".join(words)[:ARTICLE]
    best, best_score = None, LEAST
    for page, languages in PAGES.items():
        if len(words) < 2 and page not in COMMON:
            continue
        text = decode_page(sample, page)
        if text is None:
            continue
        letters, penalty = count_letters(text, page)
        n = letters.total()
        if not n:
            # Marks alone: quotation marks and dashes, which most code pages have at the same places.
            score = -1.0 if not penalty else FOREIGN
        else:
            prior = 0.0 if page == "cp1252" else RARER
            score = max(score_letters(letters, language) + penalty + prior for language in languages) / n
        if score > best_score + LEAD * (best is not None):
            best, best_score = page, score
    return best


def decode_page(data: bytes, page: str) -> str | None:
    """The text of the bytes in a code page; None where more than one byte in fifty has no letter in it."""
    text = data.decode(page, errors="replace")
    return text if text.count("�") <= 0.02 * sum(byte > 127 for byte in data) else None


def count_letters(text: str, page: str) -> tuple[Counter[str], float]:
    """The letters beyond ASCII of some words, and a penalty for what no language writes within a word."""
    letters: Counter[str] = Counter()
    penalty = 0.0
    for word in text.split(" "):
        letters.update(letter for letter in word if letter > "\x7f" and letter not in MARKS)
        body = word.strip(STRIPPED)
        penalty += FOREIGN * sum(letter in MARKS and not is_inner_mark(letter) for letter in body)
        if page in OTHERS and re.search("[A-Za-z]", body):
            penalty += MIXED
        if any(letter.isupper() for letter in body[1:]) and not body.isupper():
            penalty += CAPITAL * sum(letter.isupper() and letter > "\x7f" for letter in body[1:])
    return letters, penalty


def is_inner_mark(letter: str) -> bool:
    """Whether a mark may stand inside a word: an apostrophe, a dash or dots without a space."""
    return letter in "’‘´–—…\u00a0"


def score_letters(letters: Counter[str], language: str) -> float:
    """How well letters fit a language: the sum of the logarithms of their frequencies, by rank."""
    ranks = {letter: log(1 / (rank + 2)) for rank, letter in enumerate(language)}
    return sum(n * ranks.get(letter, ranks.get(letter.lower(), FOREIGN)) for letter, n in letters.items())

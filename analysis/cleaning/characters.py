"""Characters: what was read in a wrong encoding, escaped, lost, invisible, or set in another form."""

import html
import re
import unicodedata

import ftfy

LOST_RUN = re.compile("�+_?")
MOJIBAKE = ftfy.TextFixerConfig(unescape_html=False, explain=False)
# Two bytes of one UTF-8 character, read as two characters; or a bare control character.
MISREAD = "[\u00c2-\u00f4][\x80-\xbf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]|‚Ä|[\x80-\x84\x86-\x9f]"
SIGN = re.compile(MISREAD)

ENTITY = re.compile(r"&(?:#\d{1,7}|#x[0-9a-fA-F]{1,6}|[a-zA-Z]{2,8});")
# An ampersand, escaped any number of times.
AMPERSAND = re.compile(r"&(?:amp;|#0{0,3}38;|#x0{0,3}26;)+", re.IGNORECASE)
DEEPEST = 4  # passes over entities within entities
INVISIBLE = re.compile(
    "[\x00-\x08\x0b\x0e-\x1f\x7f\xad\u034f\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064"
    "\u2066-\u206f\ufeff\ufff9-\ufffb]"
)
# Joiners have a meaning between letters of Arabic, Persian and Indian scripts, and between emoji.
JOINED = "[\u200c\u200d]"
EUROPEAN = "A-Za-z\u00c0-\u024f\u0370-\u052f"
JOINER = re.compile(
    f"(?<=[{EUROPEAN}]){JOINED}+|{JOINED}+(?=[{EUROPEAN}])|(?:(?<=\\s)|^){JOINED}+|{JOINED}+(?=\\s|$)"
)
# Marks that combine with the letter before. More than 30 in a row are no writing (Unicode Standard Annex 15,
# Stream-Safe Text Format), and the time to compose them grows with the square of their number.
COMBINING = (
    "\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u05bf-\u05c7\u0610-\u061a\u064b-\u065f\u06d6-\u06ed"
    "\u0711-\u074a\u08d3-\u08ff\u093c\u094d\u0951-\u0954\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff"
    "\u302a-\u302f\u3099\u309a\ufe20-\ufe2f"
)
LONG_RUN = re.compile(f"([{COMBINING}]{{30}})[{COMBINING}]+")

# What a text holds (RE2) that `drop_invisible` changes.
INVISIBLE_SIGN = (
    "[\\x00-\\x08\\x0b\\x0e-\\x1f\\x7f\\x{ad}\\x{34f}\\x{61c}\\x{180e}\\x{200b}-\\x{200f}\\x{202a}-\\x{202e}"
    "\\x{2060}-\\x{2064}\\x{2066}-\\x{206f}\\x{feff}\\x{fff9}-\\x{fffb}\\x{300}-\\x{36f}\\x{37e}\\x{387}\\x{2126}"
    "\\x{212a}\\x{212b}\\x{f900}-\\x{faff}]|" + f"[{COMBINING}]{{4}}"
)

# Letters set as one sign, wide or mathematical letters, and hyphens of another form.
HYPHENS = re.compile("[\u2010\u2011]")
OTHER_FORM = re.compile("[\ufb00-\ufb06\uff10-\uff19\uff21-\uff3a\uff41-\uff5a\U0001d400-\U0001d7ff]+")
LONE_LIGATURE = re.compile(r"(?<![^\s(“\"‘'])([\ufb01-\ufb04]) (?=[a-z])")
# Letters of Cyrillic and Latin that look alike (Unicode Technical Standard 39, confusables).
CYRILLIC, LATIN = "асеіјорѕхуһԛԝАВЕКМНОРСТУХІЈЅ", "aceijopsxyhqwABEKMHOPCTYXIJS"
TO_LATIN, TO_CYRILLIC = str.maketrans(CYRILLIC, LATIN), str.maketrans(LATIN, CYRILLIC)
MIXED = re.compile(r"\b\w{0,40}(?:[A-Za-z][\u0400-\u052f]|[\u0400-\u052f][A-Za-z])\w{0,40}\b")
GREEK_TO_LATIN = str.maketrans("ΑΒΕΖΗΙΚΜΝΟΡΤΥΧο", "ABEZHIKMNOPTYXo")
GREEK_MIXED = re.compile(r"\b\w{0,40}(?:[A-Za-z][\u0370-\u03ff]|[\u0370-\u03ff][A-Za-z])\w{0,40}\b")
# What a text holds (RE2) that `unify_letters` changes.
LETTERS_SIGN = (
    "[\\x{fb00}-\\x{fb06}\\x{2010}\\x{2011}\\x{ff10}-\\x{ff19}\\x{ff21}-\\x{ff3a}\\x{ff41}-\\x{ff5a}"
    "\\x{1d400}-\\x{1d7ff}]|[A-Za-z][\\x{370}-\\x{52f}]|[\\x{370}-\\x{52f}][A-Za-z]"
)


def repair_mojibake(text: str) -> str:
    """Repair UTF-8 that was read in another encoding. ftfy (Speer 2019) decides where that is certain.

    >>> repair_mojibake("Ukraineâ€™s army in DniproÂ\\xa0City")
    'Ukraine’s army in Dnipro\\xa0City'
    """
    return ftfy.fix_encoding(text, MOJIBAKE) if SIGN.search(text) else text


def unescape_entities(text: str) -> str:
    """Replace HTML entities by their characters, also where they were escaped several times.

    >>> unescape_entities("Marks &amp;amp; Spencer&#8217;s &quot;exit&quot;, R&D;")
    'Marks & Spencer’s "exit", R&D;'
    """
    for _ in range(DEEPEST):
        before, text = text, ENTITY.sub(lambda found: html.unescape(found[0]), AMPERSAND.sub("&amp;", text))
        if before == text:
            break
    return text


def drop_invisible(text: str) -> str:
    """Drop invisible characters within words (soft hyphens, joiners, control characters); compose accents.

    >>> drop_invisible("Kher\\xadson and Zaporizh\\u200bzhia, Kher\\u200cson")
    'Kherson and Zaporizhzhia, Kherson'
    """
    text = JOINER.sub("", INVISIBLE.sub("", text))
    return unicodedata.normalize("NFC", LONG_RUN.sub(r"\1", text))


def replace_lost(text: str) -> str:
    """Replace the mark of a lost character: an apostrophe before s, nothing at the edge of a word.

    >>> replace_lost("Syria�_s army and the ��Islamic State group")
    "Syria's army and the Islamic State group"
    >>> replace_lost("Minister avu�olu")
    'Minister avu�olu'
    """

    def replace(found: re.Match) -> str:
        behind, ahead = text[found.start() - 1 : found.start()], text[found.end() : found.end() + 1]
        if behind.isalnum() and re.match(r"s\b", text[found.end() :]):
            return "'"
        return found[0] if behind.isalnum() and ahead.isalnum() else ""

    return LOST_RUN.sub(replace, text)


def unify_letters(text: str) -> str:
    """Give letters and hyphens their usual form: ligatures, wide letters, foreign letters in a Latin word.

    >>> unify_letters("The ﬁghting in \\u0425erson; a cease\\u2011fire")
    'The fighting in Xerson; a cease-fire'
    """
    text = LONE_LIGATURE.sub(r"\1", text)  # a sign that was set apart from the rest of its word
    text = OTHER_FORM.sub(lambda found: unicodedata.normalize("NFKC", found[0]), HYPHENS.sub("-", text))
    text = GREEK_MIXED.sub(lambda found: unify_greek(found[0]), text)
    return MIXED.sub(lambda found: unify_word(found[0]), text)


def unify_greek(word: str) -> str:
    """A word of Latin and Greek letters in Latin, if all Greek ones look like Latin ones."""
    latin = word.translate(GREEK_TO_LATIN)
    return latin if latin.isascii() else word


def unify_word(word: str) -> str:
    """A word of Latin and Cyrillic letters in the script of most of its letters, if all others look alike.

    >>> unify_word("Russi\\u0430"), unify_word("\\u041aherson"), unify_word("МиQ")
    ('Russia', 'Kherson', 'МиQ')
    """
    n_cyrillic = sum("\u0400" <= letter <= "\u052f" for letter in word)
    n_latin = sum(letter.isascii() and letter.isalpha() for letter in word)
    table, other = (TO_LATIN, "\u0400") if n_latin >= n_cyrillic else (TO_CYRILLIC, "A")
    changed = word.translate(table)
    if other == "A":
        return word if any(letter.isascii() and letter.isalpha() for letter in changed) else changed
    return word if any("\u0400" <= letter <= "\u052f" for letter in changed) else changed

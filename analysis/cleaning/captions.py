"""Captions: lines that describe a picture, and the credits of photographers and agencies."""

import re

SOURCES = (
    r"Getty(?: Images)?|AFP|AP|EPA(?:-EFE)?|Reuters|REUTERS|Shutterstock|Alamy|Bloomberg|Anadolu(?: "
    r"Agency)?|TASS|Sputnik|"
    r"Xinhua|UPI|PA(?: Media| Wire)?|dpa|NurPhoto|Zuma|ZUMA|iStock|Flickr|Wikimedia(?: Commons)?|Twitter"
    r"|Facebook|Telegram|"
    r"Handout|handout|Supplied|supplied|Screenshot|screenshot|File|file|Courtesy"
)
SEEN = (
    r"(?i:photos?|photograph(?:s|er|y)?|images?|pictures?|pics?|credits?|caption|video|illustration|graphic"
    r"|screenshot)"
)
AGENCIES = r"(?:AP|AFP|Reuters|REUTERS|EPA|AA|UN|UNICEF|Getty)"
NAME = r"[^\W\d_a-z][\w.'’-]{0,20}(?: [^\W\d_a-z][\w.'’-]{0,20}){0,4}"
SIGNED = rf"{NAME} ?[/|] ?(?:{SOURCES})"
# A credit in square brackets at the end of a line: [Jane Doe/Al Jazeera]   [File: Reuters]
SQUARE = rf"\[(?:(?i:file|photo): ?[^\[\]\n]{{2,60}}|{NAME} ?/ ?{NAME})\]\.?|(?<![.!?”\"]) \[(?:{SOURCES})\]"
# A credit in brackets: (Photo: Jane Doe)  (AP Photo/Jane Doe)  [Image: AFP]  (Jane Doe/Getty Images)
CREDIT = re.compile(
    rf"[(\[](?:(?i:file |stock |handout )?{SEEN}(?i: credits?| courtesy| source)?(?:: ?| ?[/|] ?| (?i:by"
    rf"|via|courtesy|courtesy of) (?=[^\W\d_a-z]))"
    r"[^()\[\]\n]{2,150}"
    rf"|{AGENCIES} {SEEN}(?:[ /,:][^()\[\]\n]{{1,80}})?|{SEEN} {AGENCIES}|(?i:file|stock|handout) {SEEN}"
    rf"|{SIGNED}(?:[ /][^()\[\]\n]{{1,60}})?|(?:Reuters|REUTERS|AFP|AP|EPA)/[^()\[\]\n]{{1,60}}"
    rf"|(?i:courtesy)(?: ?: ?| of )[^()\[\]\n]{{2,80}})[)\]]\.?"
)
LAST_CREDIT = re.compile(rf"(?:{CREDIT.pattern}|{SQUARE})$")
# A credit at the end of a line: REUTERS/Jane Doe   Photograph: Jane Doe/AFP   © Getty Images
ENDS = re.compile(
    rf"(?:(?<=[.!?”\")] )|^)(?:(?:REUTERS|Reuters|AFP|AP|EPA(?:-EFE)?) ?/ ?{NAME}(?:/[\w .-]{{1,40}})?"
    rf"|{SEEN}(?i: credits?| courtesy| source)?(?:: ?(?=[^\W\d_a-z]|@|©)[^.!?\n]{{2,80}}| (?:by|via) "
    rf"{NAME}(?: ?[,/|] ?[^.!?\n]{{2,40}})?)"
    rf"|(?:©|Copyright|\([cC]\)) ?[^.!?\n]{{0,40}}\b(?:{SOURCES})|{SIGNED}(?:[ /|][^.!?\n]{{1,40}})?"
    rf"|Source: (?:{SOURCES})|{NAME} for The {NAME})\.?$|(?<= )© ?(?:{SOURCES}|{NAME})(?: ?/ ?{NAME})?\.?$"
    r"|(?<= )(?:Image|Photo|Photograph|Picture|Credit|Photo credit): ?(?=[^\W\d_a-z])[^.!?\n]{2,60}\.?$"
)
# A line that opens as captions do.
OPENS = re.compile(
    r"FILE(?: PHOTO| IMAGE| PICTURE)?(?::| [-–—] )|(?:File|Stock|Handout|Archive) (?:photo|image"
    r"|picture)s?(?::| of | shows?| from | [-–—] )"
    r"|(?:Image|Media|Photo|Picture|Video) (?:caption|source|credit|copyright)s?\b|(?:Caption|Photos?"
    r"|PHOTOS?|Images?|Pictures?|Photograph): "
    r"|(?:In )?[Tt]h(?:is|ese) (?:(?:undated|file|handout|combination|aerial|satellite|video|recent|screen"
    r"|still|[A-Z][\w.]{2,9} \d{1,2},?(?: \d{4},?)?) ){0,4}"
    r"(?:photo|image|picture|photograph|frame|grab|illustration)s?,? "
    r"(?:taken|provided|released|made|from (?:an? )?(?:video|footage))\b"
    r"|(?:A )?(?:[Ss]creen ?(?:shot|grab)|[Vv]ideo grab|[Ss]till image) (?:from|of|taken|shows)\b"
    r"|(?:Illustrative|Representational) (?:photo|image|picture)|Credit ?(?:\.{3}|…)"
    r"|(?:AFP|AP|EPA|REUTERS) PHOTO\b"
    r"|[Pp]hotos? from (?:open sources|social (?:media|networks))"
)
BARE = re.compile(
    rf"\W{{0,3}}(?:{SOURCES}|Getty Images/iStockphoto|(?:File|Stock|Handout|Representational|Illustrative) "
    rf"(?:photo|image|picture)s?|(?:AP|AFP|Reuters|EPA) (?:Photo|Image)s?)(?: ?[/|,] ?(?:{SOURCES}"
    rf"|{NAME}))?\W{{0,3}}"
    rf"|[^.!?\n|]{{3,200}} \| (?:{SOURCES})\W{{0,3}}"
)
# The first words of a text of one paragraph: a caption up to its credit.
LEADING = re.compile(
    r"[A-Z][^.!?\n]{20,300}\d{4}\.? ?(?:REUTERS/[A-Z][\w-]+(?: [A-Z][a-z-]+)?|\((?:AFP|AP|Reuters|File)[ "
    r"-][Pp]hoto\)) "
    r"(?=[A-Z])"
)
SECOND_SENTENCE = re.compile(r"[^\W\d_]{2}[.!?][”\"’)]? (?=[A-Z“\"])")
# What a text holds (RE2) that `drop_captions` changes: a credit, or a paragraph that is a caption.
CREDIT_SIGN = (
    r"REUTERS/|(?i:[(\[][^()\[\]\n]*(?:photo|image|picture|pics?\b|credit|caption|video|illustration|graphic"
    r"|screenshot|courtesy|[/|]))"
)
CAPTION_SIGN = (
    r"(?i:(?:photo|image|picture|pics?|credit|caption|video|illustration|graphic|screenshot)\w*(?: credits?"
    r"| courtesy| source)?"
    r"(?::| by | via |\.\.\.|…| from )|[\[][^\[\]\n]{2,70}[\]]\.?(?:\n|$)|source: | for The "
    r"|EPA(?:-EFE)? ?/|[/|] ?(?:"
    + SOURCES
    + r")|©|copyright|\(c\)|(?:^|\n)(?:file|stock|handout|archive|image|media|photo"
    r"|picture|video|illustrative|representational|caption|a screen|screen|a video|a still|still"
    r"|(?:in )?th(?:is|ese) [^\n]*(?:photo|image|picture|frame|grab|illustration)|[^A-Za-z0-9_\n]{0,3}(?:ap "
    r"photo|afp photo|" + SOURCES + r")))"
)
LONGEST = 300  # characters of a caption


def drop_captions(text: str) -> str:
    """Drop captions and the credits of pictures; a text of nothing else stays.

    A sentence that ends with a credit is a caption. In a longer paragraph only the credit is dropped.

    >>> drop_captions("The dam held.\\n\\nA boat. (AP Photo/Jane Doe)\\n\\nCrews (Photo: AFP) came.")
    'The dam held.\\n\\nCrews came.'
    """
    paragraphs = text.split("\n\n")
    if len(paragraphs) == 1:
        found = LEADING.match(text)
        return drop_brackets(text[found.end() :] if found else text) or text
    kept = [drop_credits(part) for part in paragraphs if not is_caption(part)]
    return "\n\n".join(kept) if any(kept) else text


def drop_brackets(text: str) -> str:
    """The text without credits in brackets."""
    plain = CREDIT.sub("", text)
    return text if plain == text else plain.replace("  ", " ").strip(" ")


def drop_credits(paragraph: str) -> str:
    """A paragraph without the credits of pictures."""
    plain = drop_brackets(paragraph)
    return ENDS.sub("", plain).rstrip(" ") if ENDS.search(plain) else plain


def is_caption(paragraph: str) -> bool:
    """Whether a paragraph is a caption or a credit.

    >>> is_caption("FILE PHOTO: A boat by the dam"), is_caption("The photo shows a boat by the dam.")
    (True, False)
    """
    if len(paragraph) > LONGEST:
        return False
    if OPENS.match(paragraph) or BARE.fullmatch(paragraph):
        return True
    credit = ENDS.search(paragraph) or LAST_CREDIT.search(paragraph)
    # A paragraph of several sentences is text beside a picture.
    return credit is not None and not SECOND_SENTENCE.search(paragraph, 0, credit.start())

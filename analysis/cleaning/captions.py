"""Captions: lines that describe a picture, and the credits of photographers and agencies."""

import re

SOURCES = (
    r"Getty(?: Images)?|AFP|AP|EPA(?:-EFE)?|Reuters|REUTERS|Shutterstock|Alamy|Bloomberg|Anadolu(?: Agency)?|TASS|Sputnik|"
    r"Xinhua|UPI|PA(?: Media| Wire)?|dpa|NurPhoto|Zuma|ZUMA|iStock|Flickr|Wikimedia(?: Commons)?|Twitter|Facebook|Telegram|"
    r"Handout|handout|Supplied|supplied|Screenshot|screenshot|File|file|Courtesy"
)
WORDS_FOR = r"photos?|photograph(?:s|er|y)?|images?|pictures?|pics?|credits?|caption|video|illustration|graphic|screenshot|screengrab"
# A credit in brackets: (Photo: Jane Doe)  (AP Photo/Jane Doe)  [Image: AFP]  (Jane Doe/Getty Images)
CREDIT = re.compile(
    rf" ?[(\[](?:(?:file |stock |handout )?(?:{WORDS_FOR})(?: credits?| courtesy| source)?(?::| by | / |/| ?\||$| via | courtesy )[^()\[\]\n]{{2,100}}"
    rf"|(?:AP|AFP|Reuters|REUTERS|EPA|AA|UN|UNICEF|Getty) (?:[Pp]hotos?|PHOTOS?|[Ii]mages?|[Vv]ideo)(?:[ /,:][^()\[\]\n]{{1,80}})?"
    rf"|[Pp]hotos? (?:AP|AFP|Reuters|EPA|Getty)|(?:[Ff]ile|FILE|[Ss]tock|[Hh]andout) (?:[Pp]hotos?|PHOTOS?|[Ii]mages?|[Pp]ictures?)"
    rf"|(?-i:[A-Z][\w.'-]{{1,20}} [A-Z][\w.' -]{{1,40}} ?[/|] ?(?:{SOURCES}))(?:[ /][^()\[\]\n]{{1,60}})?"
    r"|(?-i:Reuters|REUTERS|AFP|AP|EPA)/[^()\[\]\n]{1,60})[)\]]\.?",
    re.IGNORECASE,
)
LAST_CREDIT = re.compile(rf"(?:{CREDIT.pattern})$", re.IGNORECASE)
# A credit at the end of a line: REUTERS/Jane Doe   Photograph: Jane Doe/AFP   © Getty Images
ENDS = re.compile(
    rf"(?:(?<=[.!?”\")] )|^)(?:REUTERS ?/ ?[A-Z][\w.' -]{{2,60}}(?:/[\w .-]{{1,40}})?"
    rf"|(?:{WORDS_FOR})(?: credits?| courtesy| source)?(?: by|:) ?[^.!?\n]{{2,80}}"
    rf"|(?:©|Copyright|\(c\)) ?[^.!?\n]{{0,40}}\b(?:{SOURCES})"
    rf"|(?-i:[A-Z][\w.'-]{{1,20}} [A-Z][\w.' -]{{1,40}} ?[/|] ?(?:{SOURCES}))(?:[ /|][^.!?\n]{{1,40}})?)\.?$",
    re.IGNORECASE,
)
# A line that opens as captions do.
OPENS = re.compile(
    r"(?:FILE(?: PHOTO| IMAGE| PICTURE| - | – | — )|FILE:|(?:File|Stock|Handout|Archive) (?:photo|image|picture)s?(?::| of | shows?| from | -)"
    r"|(?:Image|Media|Photo|Picture|Video) (?:caption|source|credit|copyright)s?\b|Caption:|PHOTO:|Photo:|Photos:|Image:|Images:|Picture:|Photograph:"
    r"|(?:In )?[Tt]h(?:is|ese) (?:(?:undated|file|handout|combination|aerial|satellite|video|recent|screen|still|(?:[A-Z][\w.]+ \d{1,2},?(?: \d{4})?,?)) )*"
    r"(?:photo|image|picture|photograph|frame|grab|illustration)s?,? (?:taken|provided|released|made)"
    r"|(?:A )?(?:[Ss]creen ?(?:shot|grab)|[Vv]ideo grab|[Ss]till image) (?:from|of|taken|shows)|Illustrative (?:photo|image|picture)|Representational (?:photo|image|picture))"
)
BARE = re.compile(
    rf"\W{{0,3}}(?:{SOURCES}|Getty Images/iStockphoto|AP Photo|AFP Photo)(?: ?[/|,] ?(?:{SOURCES}))?\W{{0,3}}"
)
# The first words of a text of one paragraph: a caption up to its credit.
LEADING = re.compile(
    r"[A-Z][^.!?\n]{20,300}\d{4}\.? ?(?:REUTERS/[A-Z][\w-]+(?: [A-Z][a-z-]+)?|\((?:AFP|AP|Reuters|File)[ -][Pp]hoto\)) "
    r"(?=[A-Z])"
)
# A credit with its colon after a caption without a full stop.
NAMED = re.compile(
    r"(?<= )(?:Image|Photo|Photograph|Picture|Credit|Photo credit): ?[A-ZА-Я][^.!?\n]{2,60}\.?$"
)
SECOND_SENTENCE = re.compile(r"[^\W\d_]{2}[.!?][”\"’)]? (?=[A-Z“\"])")
LONGEST = 300  # characters of a caption


def drop_captions(text: str) -> str:
    """Drop captions and the credits of pictures; a text of nothing else stays.

    A short paragraph that ends with a credit is a caption. In a longer one only the credit in brackets is dropped.

    >>> drop_captions("The dam held.\\n\\nA boat by the dam. (AP Photo/Jane Doe)\\n\\nCrews (Photo: AFP) came.")
    'The dam held.\\n\\nCrews came.'
    """
    paragraphs = text.split("\n\n")
    if len(paragraphs) == 1:
        found = LEADING.match(text)
        return CREDIT.sub("", text[found.end() :] if found else text) or text
    kept = [drop_credits(part) for part in paragraphs if not is_caption(part)]
    return "\n\n".join(kept) if any(kept) else text


def drop_credits(paragraph: str) -> str:
    """A paragraph without the credits of pictures."""
    plain = CREDIT.sub("", paragraph)
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
    credit = ENDS.search(paragraph) or NAMED.search(paragraph) or LAST_CREDIT.search(paragraph)
    # A paragraph of several sentences is text beside a picture.
    return credit is not None and not SECOND_SENTENCE.search(paragraph, 0, credit.start())

"""Addresses and communiques: whole articles in which one speaker or office speaks, without marks."""

import re

QUOTED = re.compile(r"“[^”“]{0,2000}[”“]|\"[^\"\n]{0,2000}\"|«[^»]{0,2000}»|``.{0,2000}?''")
FIRST = re.compile(r"\b(?:I|[Ww]e|[Mm]y|[Oo]ur|[Uu]s|me|ours|mine|myself|ourselves)\b(?!\.)")
SECOND = re.compile(r"\b[Yy]ou(?:rs?|rselves)?\b")
# Another's words in the third person: the sign of news.
CUE = re.compile(
    r"(?<!\bI )(?<!\b[Ww]e )\b(?:said|says|told|added|stated|reported|reports|announced|according to"
    r"|According to|claimed|quoted|noted|stressed|tweeted|wrote)\b"
)
GREETING = re.compile(
    r"(?:(?:[Mm]y|[Oo]ur) )?(?:[Dd]ear|[Ff]ellow|[Dd]istinguished|[Hh]onou?rable|[Ee]steemed|[Rr]espected"
    r"|[Ee]xcellenc(?:y|ies)\b)(?:\bM(?:r|rs|s)\.|[^.?!\n]){0,90}[!,.:]?$"
    r"|(?:[Mm]y (?:fellow|dear) |[Ff]ellow )\w+"
    r"|[Ll]adies and [Gg]entlemen|[Gg]ood (?:morning|evening|afternoon|day|health)\b(?! America)"
    r"|[Gg]reetings\b"
    r"|(?:Mr|Mrs|Ms|Madam)\.? (?:[Ss]peaker|[Pp]resident|[Cc]hair\w*|[Ss]ecretary)[^.?!\n]{0,60}[!,]"
    r"|Your (?:Majest\w+|Excellenc\w+|Royal|Holiness)|I (?:am|'m) addressing you|I address you"
    r"|[^.?!\n]{0,60}\b(?:this|my|words of mine) (?:\w+ )?(?:address|speech|appeal|words)\b"
    r"|(?:I am|I'm|We are) (?:glad|happy|honou?red|grateful|thankful) to (?:greet|address|speak|welcome|be)"
)
# An exclamation alone on a line: "Great people of a great country!"
CALL = re.compile(r"[A-Z][^.?!:;\n“”\"«»]{2,90}!$")
CLOSING = re.compile(
    r"\b(?:Glory to|Thank you|Long live|God bless|Eternal (?:glory|memory)|I thank you|We will win)\b"
)
PERFORMING = re.compile(
    r"\b(?:I|[Ww]e) (?:thank|ask|urge|call (?:on|upon|for)|appeal|want to|would like to|congratulate|express"
    r"|condemn|welcome|reaffirm|address|invite|am (?:grateful|thankful|sure|addressing)|emphasi[sz]e)\b"
    r"|\b[Ll]et us\b"
)
TITLE = re.compile(
    r"(?i)(?:full text[:,]? ?|(?:joint|evening|official|press|video) )?"
    r"(?:address|speech|remarks|statement|message"
    r"|appeal|communiqu[eé]|declaration|greetings?|letter) (?:by|of|from|to|at|on|following|for|in)\b"
    r"|[^:–—]{3,90} (?:address|speech|remarks|statement|message|appeal) (?:by|to|at|on|in|before|following)\b"
)
OFFICIAL = re.compile(
    r"\b(?:condemns?|calls? (?:on|upon)|urges?|welcomes?|expresses|reaffirms?|reiterates?|deplores?"
    r"|demands?|affirms?|rejects?|appeals? to)\b"
)
FEWEST_WORDS = 40
HEAD, TAIL = 3, 2  # paragraphs at either end in which a speaker greets and takes leave


def is_address(text: str, title: str = "") -> bool:
    """Whether a whole text is the speech, message or communique of one speaker or office.

    The speaker says *I* or *we* outside quotation marks, in most of the text; hardly anybody is quoted with a
    cue (*said*); and the text greets, thanks or addresses its hearers, or its title says what it is. Reports
    and opinion in the first person lack these.

    >>> text = "Dear Ukrainians! Our defence holds. We thank you all, and I ask you to go on. " * 4
    >>> is_address(text), is_address("I walked to the port. We saw ships, and my guide told me little. " * 4)
    (True, False)
    """
    if not FIRST.search(text) and not TITLE.match(title):
        return False
    plain = QUOTED.sub(" ", re.sub(r"[*_#]{1,3}", "", text))
    n_words = len(plain.split())
    if n_words < FEWEST_WORDS:
        return False
    first = 100 * len(FIRST.findall(plain)) / n_words
    if first < 1 and not TITLE.match(title):
        return False
    n_cues = len(CUE.findall(plain))
    cues = 100 * n_cues / n_words
    if TITLE.match(title) and is_communique(plain, first, cues):
        return True
    # One cue makes no news of a short address.
    if first < 1 or (cues > 0.7 and n_cues > 1) or not runs_through(plain):
        return False
    signs = list_signs(plain)
    if "greeting" in signs:
        return first >= 1.2 or len(signs) > 1
    return first >= 2 and cues <= 0.4 and len(signs) >= 3


def is_communique(plain: str, first: float, cues: float) -> bool:
    """Whether a text whose title calls it a statement is the statement: it speaks, and quotes nobody."""
    return cues <= 0.3 and (first >= 1 or len(OFFICIAL.findall(plain)) >= 2)


def runs_through(plain: str) -> bool:
    """Whether the first person stands in at least three of the four quarters of a text."""
    size = len(plain) // 4 + 1
    return sum(bool(FIRST.search(plain, start, start + size)) for start in range(0, len(plain), size)) >= 3


def list_signs(plain: str) -> set[str]:
    """The signs that a text speaks to hearers: greeting, leave, thanks and requests, *you*."""
    paragraphs = [line.strip() for line in plain.split("\n") if line.strip()]
    opening = [line for paragraph in paragraphs[:HEAD] for line in (paragraph, first_sentence(paragraph))]
    signs = set()
    if any(GREETING.match(line) or CALL.match(line) for line in opening):
        signs.add("greeting")
    if any(CLOSING.search(paragraph) for paragraph in paragraphs[-TAIL:]):
        signs.add("closing")
    if len(PERFORMING.findall(plain)) >= 2:
        signs.add("performing")
    if 400 * len(SECOND.findall(plain)) >= len(plain.split()):
        signs.add("second person")
    return signs


def first_sentence(paragraph: str) -> str:
    """The paragraph up to its first mark of an end, with the mark."""
    found = re.search(r"(?<!\bMr)(?<!\bMrs)(?<!\bMs)(?<!\bDr)[.!?]", paragraph)
    return paragraph[: found.end()] if found else paragraph


def is_plainly_news(text: str) -> bool:
    """Whether a text that has a speaker is news about him: cues, and hardly any *I* or *we* of its own.

    >>> is_plainly_news("“We left,” Orlov said on Monday. The ministry said ships had left.")
    True
    >>> is_plainly_news("We left on Monday.")
    False
    """
    plain = QUOTED.sub(" ", text)
    n_words, n_cues = max(len(plain.split()), 1), len(CUE.findall(plain))
    return 100 * n_cues >= n_words and len(FIRST.findall(plain)) <= n_cues

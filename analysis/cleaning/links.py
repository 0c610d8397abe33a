"""Links: lines that lead to other stories, to newsletters and to other pages of the site."""

import re

from analysis.cleaning.spacing import STOPPED

COLON = r" ?(?::|»|>|→|\||–|—| - )"
# These words and a colon (or another mark) open a link.
LABELS = (
    r"read|read (?:more|also|next|on|this|now|here|(?:the )?full (?:story|article|report|text))|also read"
    r"|(?:must|to) read|more"
    r"|see(?: also| more| related)?|also see|watch(?: (?:more|now|live|also|this|next|the video))?"
    r"|listen(?: (?:now|also|to))?"
    r"|related(?: (?:stor(?:y|ies)|articles?|news|content|coverage|links?|topics?|posts?|reading|video))?"
    r"|recommended(?: (?:for you"
    r"|reading|stories|articles))?|more (?:on this(?: (?:story|topic|subject))?|from .{2,40}"
    r"|stories|news|about this|coverage)|don['’]t miss"
    r"|(?:you )?(?:may|might) also (?:like|be interested in)|what to read next|up next|next up|further "
    r"reading|in (?:pictures|photos|video)"
    r"|video|photos|(?:photo )?gallery|slideshow|podcast|live (?:updates|blog)|follow(?: live)?|read "
    r"previous|trending(?: now)?"
    r"|(?:follow|read|see|watch) (?:all )?our (?:live |full )?coverage"
    r"|also (?:on|in) .{2,30}"
    r"|(?:go|dig) deeper"
    r"|most read|top stories|editor['’]?s['’]? picks?|on our site|(?:explore|find out|learn|discover|view) "
    r"more|read it here"
)
NO_QUOTE = r"[^\w“\"'‘«]{0,4}"
LABELLED = re.compile(rf"{NO_QUOTE}(?:{LABELS}){COLON}\s?", re.IGNORECASE)
# One common word opens a link where no full stop ends the line; some also before the capital of a headline.
SOFT = re.compile(r"\W{0,4}(?:more|see|also (?:on|in) .{2,30})(?: ?[^\w\s]| - )", re.IGNORECASE)
ONE_WORD = re.compile(
    r"\W{0,4}(?:read|watch|listen|video|photos|gallery|podcast|follow|recommended)\b ?\W", re.IGNORECASE
)
LOUD = re.compile(
    NO_QUOTE
    + r"(?:READ (?:MORE|ALSO|NEXT|ON|THIS)|ALSO READ|SEE ALSO|ALSO SEE|MUST READ|RELATED(?: (?:STOR(?:Y"
    r"|IES)|ARTICLES?|NEWS))?"
    r"|WATCH(?: (?:MORE|NOW|LIVE|ALSO))?|RECOMMENDED|MORE FROM|MORE ON THIS STORY|DON['’]T MISS|LISTEN"
    r"|TRENDING)\b(?! [A-Z]{2,} [A-Z]{2,} [A-Z]{2,})"
)
# These phrases open a link without a mark.
PHRASES = re.compile(
    NO_QUOTE
    + r"(?:read more(?! than\b)\b|read also\b|also read\b|see also\b|(?:click|tap) here\b|more on this "
    r"(?:story|topic)\b"
    r"|(?:related|recommended|more) (?:stories|articles|news|coverage|content|reading|posts|links"
    r"|topics)(?=$|:| "
    r"on | from | about )"
    r"|you (?:may|might) (?:also )?(?:like|be interested in)\b|read the (?:full|whole|original) (?:story"
    r"|article|report|text|interview)\b"
    r"|continue reading\b|(?:story|article) continues (?:below|after)\b|advertise?ment\b.{0,30}$|skip (?:to"
    r"|past|advert)\b.{0,60}$"
    r"|for more (?:stories|news|information|on this|details|updates)[^.!?]{0,80}(?:click|visit|follow|see"
    r"|read|go to|https?:)"
    r"|(?:(?:view|show|read|leave an?) )?comments?(?: \(\d+\))?$"
    r"|read (?:this (?:article|story) )?in [A-Z][a-z]+$"
    r"|share (?:this|on|via)\b.{0,60}$|(?:this (?:article|story|post) (?:was )?(?:first|originally) "
    r"(?:appeared|published))\b"
    r"|also on [\w.-]+\.(?:com|net|org|ru|ua|uk|tv|info|eu)\b|also on (?:RT|the site|our site|this site|Sky "
    r"News|BBC|CNN)\b"
    r")",
    re.IGNORECASE,
)
# Calls to subscribe or to follow, as orders to the reader.
PLACES = (
    r"(?:telegram|facebook|twitter|instagram|youtube|whatsapp|viber|tiktok|linkedin|patreon|google news|X"
    r"|social media)\b"
)
CALLS = re.compile(
    NO_QUOTE + r"(?:please )?(?:"
    r"(?:sign up|subscribe|register|download|install|turn on|enable|stay (?:up to date|informed|connected"
    r"|tuned))\b"
    r"[^.!?\n]{0,120}\b(?:newsletters?|inbox|e-?mail alerts?|notifications|(?:our|the|free|mobile) apps?"
    r"|app store"
    r"|google play|telegram|youtube|whatsapp|channel|alerts|latest (?:news|updates)|premium|free trial"
    r"|podcast)\b"
    r"|(?:get|receive|try)\b[^.!?\n]{0,120}\b(?:newsletters?|inbox|alerts|notifications|our apps?|free "
    r"trial)\b"
    rf"|(?:follow|join|like|find|visit|watch|read) (?:us|our|@\w+|[^.!?,\n]{{1,40}}) (?:on|via|in) (?:our "
    rf")?{PLACES}"
    rf"|(?:follow|join|like|visit) (?:us|our) (?:[^.!?,\n]{{0,40}})?(?:{PLACES}|channel|page|community"
    rf"|newsletter|group)"
    r"|(?:contact|email|e-mail|message|write to|send|have you|do you have|got a)\b[^.!?\n]{0,60}"
    r"\b(?:story (?:tip|idea)s?|newsroom|a tip)\b"
    r"|support (?:our|independent|quality) (?:journalism|work|reporting|newsroom|media)|support us on patreon"
    r"|become a (?:member|subscriber|patron)(?: today| now)?[.!]?$|already a subscriber\b)",
    re.IGNORECASE,
)
SPEECH = re.compile(r"\b(?:said|says|wrote|told|added|posted|tweeted|urged|asked|he|she)\b")
# Furniture of pages within a text of one paragraph.
SHORT_ADDRESS = re.compile(
    # Two counters may follow, and a third where it is 0; a further number belongs to the text.
    r"Get short URL(?: Topic [^()\n]{3,80}\(\d+\))?(?: \d{1,6}){0,2}(?: 0\b)*(?: |$)"
)
FURNITURE_LABELS = (
    "read more", "read also", "also read", "see also", "related", "click here", "(watch", "[watch", "watch:",
    "read the full", "more:",
)  # fmt: skip
FURNITURE = re.compile(
    r"(?i:[(\[](?:read (?:more|also)|also read|see also|related|watch|click here)\b[^()\[\]\n]{0,200}[)\]])"
    r"|([.!?”\"]) (?:(?:(?i:read more|read also|also read|see also|related)|WATCH|MORE|READ)(?::| \|) "
    r"[^.!?:\n]{3,140}(?:[.!?](?= [A-Z“\"]|\s*$)|(?=\n|$))|READ (?:MORE|ALSO)(?=\n|$)"
    r"|(?i:read more here|read the (?:full|whole) (?:story|article|report|text)(?: here)?"
    r"|click here(?: to [^.!?\n]{3,60})?)\.(?=\s|$))"
)
# What a text holds (RE2) that `drop_links` changes: furniture, or a paragraph that begins as links do.
FURNITURE_SIGN = (
    r"Get short URL|(?i:[(\[](?:read (?:more|also)|also read|see also|related|watch|click)\b"
    r"|[.!?”\"] (?:(?:read (?:more|also)|also read|see also|related|watch|more|read)(?::| [|])|read more"
    r"|read also|read the (?:full|whole)|click here))"
)
LINK_SIGN = (
    r"(?i:(?:^|\n)[^A-Za-z0-9_“\"'‘«\n]{0,4}(?:https?:|www\.|read|also|must|to read|more|see|watch|listen"
    r"|related|recommended"
    r"|don['’]t|you|may also|might also|what to|up next|next up|further|in (?:pictures|photos|video)|video"
    r"|photos|photo"
    r"|gallery|slideshow|podcast|live|follow|trending|most read|top stories|editor|on our|click|tap|story"
    r"|article|advert|skip"
    r"|for more|share|this|continue|explore|find|learn|discover|view|visit|message|write|already|get|please"
    r"|sign|subscribe|register|join|like|download|install|try"
    r"|support|donate|become"
    r"|comment|leave|go deeper|dig deeper"
    r"|turn on|enable|receive|stay|keep|check|contact|e-?mail|send|have you|do you|got a))"
)
SITE = re.compile(r"\W*(?:https?://|www\.)\S+\W*")
WORD = re.compile(r"\w")
LONGEST = 200  # characters of a line that is a link
MOST_TITLES = 8  # headlines below a label that stands alone


def drop_links(text: str) -> str:
    """Drop lines that lead elsewhere (Read more: ..., Sign up for our newsletter) and headlines below them.

    A text of nothing else stays.

    >>> drop_links("The dam held.\\n\\nRead more: Dam falls\\n\\nCrews are at work.")
    'The dam held.\\n\\nCrews are at work.'
    >>> drop_links("Read the two texts side by side.\\n\\nMore than 40 fell.")
    'Read the two texts side by side.\\n\\nMore than 40 fell.'
    """
    kept: list[str] = []
    n_titles = 0  # headlines that may still stand below a label
    plain = SHORT_ADDRESS.sub(" ", text).strip(" ") if "Get short URL" in text else text
    small = plain.casefold()
    if any(label in small for label in FURNITURE_LABELS):
        plain = FURNITURE.sub(lambda found: found[1] or "", plain)
    paragraphs = plain.split("\n\n")
    for paragraph in paragraphs:
        if plain != text and not WORD.search(paragraph):
            continue
        if is_label(paragraph):
            n_titles = MOST_TITLES
        elif is_link(paragraph):
            n_titles = 0
        elif n_titles and len(paragraph) <= LONGEST and not STOPPED.search(paragraph):
            n_titles -= 1
        else:
            n_titles = 0
            kept.append(paragraph)
    if plain == text and len(kept) == len(paragraphs):
        return text
    return "\n\n".join(kept).strip() or text


def is_label(paragraph: str) -> bool:
    """Whether a line is the label of links below it, with no headline of its own.

    >>> is_label("RELATED STORIES"), is_label("Read more:"), is_label("Watch the dam")
    (True, True, False)
    """
    if len(paragraph) > 60:
        return False
    found = LABELLED.match(paragraph) or LOUD.match(paragraph) or PHRASES.match(paragraph)
    return bool(found) and not paragraph[found.end() :].strip(" :.»>→|-–—") if found else False


def is_link(paragraph: str) -> bool:
    """Whether a line leads to another story or page, or asks the reader to subscribe.

    >>> is_link("ALSO READ Troops flee"), is_link("Also on Monday, troops fled."), is_link("See: it fell.")
    (True, False, False)
    """
    if len(paragraph) > LONGEST:
        return False
    if SITE.fullmatch(paragraph) or LOUD.match(paragraph) or PHRASES.match(paragraph):
        return True
    label = LABELLED.match(paragraph)
    if label and STOPPED.search(paragraph):
        follows_headline = paragraph[label.end() :][:1].isupper() or label[0].isupper()
        return not SOFT.match(label[0]) and (follows_headline or not ONE_WORD.match(label[0]))
    if label:
        return True
    return bool(CALLS.match(paragraph)) and not SPEECH.search(paragraph)

"""Where sentences end: rules for English that need no training.

Whether a sentence ends after a chunk depends on how the chunk ends (a full stop, an abbreviation, an initial,
an ellipsis ...) and on how the next chunk begins. Both are read once for each distinct chunk.
"""

import re

import numpy as np

from analysis.text.chunks import Chunks


def split_list(text: str) -> frozenset[str]:
    return frozenset(text.split())


# How a chunk ends.
NO_END, STOP, CALL, TITLE, BEFORE_NUMBER, ABBREVIATION, ELLIPSIS, LONE_ELLIPSIS, ITEM = range(9)
# How a chunk begins.
LOWER, UPPER, STARTER, DIGIT, CLOSING, DASH, OTHER = range(7)

CLOSERS = "\"'”’“»«)]}*_"
CLOSING_ALONE = frozenset("”»)]}")
OPENERS = "\"'“‘„«»([{*_¿¡-–—•"
# Abbreviations that stand before a name, and never end a sentence.
TITLES = split_list("""
    mr mrs ms messrs mx dr drs prof profs rev revs fr sr sra st ste mt mts ft gen gens lt lts col cols maj
    majs capt capts cmdr cdr comdr cmdt cdre cpl cpls lcpl sgt sgts ssgt msgt tsgt sfc gysgt pvt pvts pfc
    pte spc spec cpo adm adms radm vadm ens brig flt wg sqn gov govs lieut sen sens rep reps pres
    vice-pres hon rt supt insp det cllr amb ambs ald atty attys asst assoc dep dir secy sec-gen commr dist
    v vs cf viz al approx ca ven msgr mgr mme mlle bp abp archbp m. lt-gen lt-col maj-gen gen-col col-gen
    gen-lt gen-maj brig-gen sgt-maj lt.-gen lt.col lt.gen maj.gen brig.gen sgt.maj e.g i.e eg ie
""")
RANKS = "adm|brig|capt|cmdr|col|cols|cpl|gen|gens|gov|insp|lt|lts|maj|majs|pres|sec|sgt|sgts|supt"
# Several titles as one: Brig.-Gen., Lt.-Col., L/Cpl.
COMPOUND = re.compile(rf"(?:(?:{RANKS}|asst|dep|l|rear|under|vice)\.?[-/])+(?:{RANKS})")
# Abbreviations that stand before a number.
BEFORE_NUMBERS = split_list("no nos p pp art arts fig figs vol vols ch par para ver op nr §")
# Abbreviations that a sentence may end with: it does where the next chunk is one that begins sentences.
ABBREVIATIONS = split_list("""
    inc ltd co corp bros llc plc jr snr dept est govt univ assn ave blvd rd bldg hwy jan feb mar apr jun
    jul aug sept sep oct nov dec mon tue tues wed thu thur thurs fri sat sun ala ariz ark calif colo conn
    del fla ga ill ind kan ky la md mass mich minn miss mo mont neb nev okla ore pa penn tenn tex vt va
    wash wis wyo ont que km kg cm mm lb lbs oz mph kph hr hrs min mins esq ph.d phd m.d ed eds bn mn tel
    ext a.k.a cos sec secs bldgs natl int'l nat'l gov't dep't ass'n regt bde div
""")
STARTERS = split_list("""
    The A An This That These Those There Here He She It They We I You His Her Its Their Our My Your In
    On At By For From With Without After Before During Since Until While When Where Why How What Who
    Which If But And Or So Yet As Although Though Because However Meanwhile Moreover Also Then Now Today
    Yesterday Earlier Later Last Next Some Many Most Several Other Others Another Both Each Every All
    Any No Not One Two Three Under Over About According Asked Despite Among Between Even Only Just Still
    Such Once Thus Therefore Instead Nevertheless To Of Is Are Was Were Do Does Did Can Could Will Would
    Should May Has Have Had It's That's He's She's They're We're I'm There's Nobody Nothing Everyone
    Everything Someone Something Neither Either More Officials Perhaps
""")
SPEECH_VERBS = split_list("""
    said says say asked asks told tells added adds replied replies wrote writes shouted cried answered
    declared warned exclaimed wondered tweeted remarked stated
""")
ENDING = re.compile(r"(?:\.|!|\?|…|。|؟)$")
LETTERS = re.compile(r"[\w'’]*")
DOTTED = re.compile(r"(?:.*\.)?[^\W\d_]")  # an initial, U.S, p.m
NOTE = re.compile(r"(?:\[\d[\d, –-]*\])+$")  # a footnote's number: word.[12]
ITEM_NUMBER = re.compile(r"\(?(?:\d{1,2}(?:\.\d{1,2})*|[ivx]{1,4})")


def is_sentence_end(chunks: Chunks, last: np.ndarray) -> np.ndarray:
    """For each chunk, whether a sentence ends with it; `last` are the last chunks of the paragraphs."""
    n = len(chunks.code)
    end_kind = chunks.map_distinct(read_end, np.int8)[chunks.code]
    start_kind = chunks.map_distinct(read_start, np.int8)[chunks.code]
    is_last = np.zeros(n + 1, dtype=bool)
    is_last[last] = True
    # Few chunks can end a sentence: only these are looked at, with the chunks that follow.
    candidates = np.flatnonzero(end_kind != NO_END)
    kind = end_kind[candidates]
    ends = np.zeros(n, dtype=bool)
    ends[candidates[is_followed_by_start(chunks, candidates, kind, start_kind, is_last)]] = True
    ends[last] = True
    add_closing_chunks(ends, start_kind, is_last)
    join_item_numbers(ends, candidates[kind == ITEM], is_last)
    return ends


def is_followed_by_start(
    chunks: Chunks, candidates: np.ndarray, kind: np.ndarray, start_kind: np.ndarray, is_last: np.ndarray
) -> np.ndarray:
    """For each candidate, whether what follows begins a sentence, given how the candidate ends.

    Parameters
    ----------
    candidates : int64 array
        The chunks that can end a sentence.
    kind : int8 array, one number per candidate
        How it ends, as `read_end` gives it.
    start_kind : int8 array, one number per chunk
        How the chunk begins, as `read_start` gives it.
    is_last : bool array, one value per chunk, and one more
        Whether the chunk is the last one of its paragraph.
    """
    n = len(chunks.code)
    following = np.minimum(candidates + 1, n - 1)
    second, third = np.minimum(following + 1, n - 1), np.minimum(following + 2, n - 1)
    # The second and third chunk matter only where they are of the same paragraph.
    second_near = ~is_last[following]
    third_near = second_near & ~is_last[second]
    start, second_start = start_kind[following], np.where(second_near, start_kind[second], LOWER)
    speaks = chunks.map_distinct(is_speech_verb, bool)
    speech_follows = (second_near & speaks[chunks.code[second]]) | (third_near & speaks[chunks.code[third]])
    starter = (start == STARTER) | ((start == DASH) & (second_start == STARTER))
    capital = starter | (start == UPPER) | (start == OTHER)
    anything = capital | (start == CLOSING) | (start == DIGIT)
    return (
        (((kind == STOP) | (kind == ITEM)) & anything)
        | ((kind == CALL) & anything & ~(speech_follows & (start == UPPER)))
        | (((kind == BEFORE_NUMBER) | (kind == ELLIPSIS)) & capital)
        | (((kind == ABBREVIATION) | (kind == LONE_ELLIPSIS)) & starter)
    )


def add_closing_chunks(ends: np.ndarray, start_kind: np.ndarray, is_last: np.ndarray) -> None:
    """Change `ends`: a closing mark or footnote number that stands alone belongs to the sentence before."""
    n = len(ends)
    for i in np.flatnonzero(start_kind == CLOSING):
        if i and ends[i - 1] and not is_last[i - 1]:
            following = start_kind[i + 1] if i + 1 < n else LOWER
            ends[i - 1], ends[i] = False, is_last[i] or following != LOWER


def join_item_numbers(ends: np.ndarray, items: np.ndarray, is_last: np.ndarray) -> None:
    """Change `ends`: the number of an item (2. Withdraw the troops.) is no sentence of its own."""
    for i in items:
        ends[i] = is_last[i] or (ends[i] and i > 0 and not ends[i - 1])


def read_end(chunk: str) -> int:
    """How a chunk ends: whether, and how surely, a sentence may end with it."""
    if chunk[-1].isalnum() or chunk[-1] == ",":
        return NO_END
    core = chunk.rstrip(CLOSERS)
    if chunk[-1] == "]" and core[-1:].isdigit():
        core = NOTE.sub("", chunk).rstrip(CLOSERS)
    if not core or not ENDING.search(core):
        return NO_END
    bare = core.strip(OPENERS)
    word = bare.rstrip(".!?…。؟")
    if core[-1] in "!?؟":
        return CALL if len(core) < len(chunk) else STOP
    if core.endswith(("...", "…")):
        return ELLIPSIS if word else LONE_ELLIPSIS
    if not word or (len(core) < len(chunk) and chunk[-1] not in ")]"):
        return STOP  # a quotation mark that closes after the full stop leaves no doubt
    lower = word.lower()
    if (lower in TITLES or COMPOUND.fullmatch(lower)) and word != "IE":
        return TITLE
    if lower in BEFORE_NUMBERS:
        return BEFORE_NUMBER
    if lower in ABBREVIATIONS or DOTTED.fullmatch(word):
        return ABBREVIATION
    if ITEM_NUMBER.fullmatch(word):
        return ITEM
    return STOP


def read_start(chunk: str) -> int:
    """How a chunk begins: whether a sentence may begin with it."""
    bare = chunk.lstrip(OPENERS)
    if chunk in CLOSING_ALONE or NOTE.fullmatch(chunk):
        return CLOSING
    if not bare:
        return DASH if chunk in {"-", "–", "—", "--"} else OTHER
    first = bare[0]
    if first.isdigit():
        return DIGIT
    if not first.isalpha():
        return LOWER if first in ",;:.!?…)" else OTHER
    match = LETTERS.match(bare)
    word = (match.group() if match else "").replace("’", "'")
    if word in STARTERS:
        return STARTER
    return LOWER if word.islower() else UPPER


def is_speech_verb(chunk: str) -> bool:
    return chunk.strip(",.:") in SPEECH_VERBS

"""Names of outlets: one spelling for what looks alike, and the host of a site where no outlet is named."""

import re
import unicodedata
from collections import Counter

import pandas as pd

from analysis.readers.parsing.addresses import name_host

ADDRESS = re.compile(r"(?:https?:)?//\S+|www\.\S+|[\w-]+(?:\.[\w-]+)*\.[a-z]{2,}/\S*", re.IGNORECASE)
# Characters that nobody sees.
UNSEEN = re.compile("[\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff]")
JOINERS = re.compile("(?<![\u0600-\u0dff])[\u200c\u200d](?![\u0600-\u0dff])")
FULL_WIDTH = {code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}
# Letters of other alphabets that look like Latin ones, as Unicode's list of confusables has them.
LIKE_LATIN = str.maketrans(
    "АВЕКМНОРСТУХаеорсухіјѕІЈЅΑΒΕΖΗΙΚΜΝΟΡΤΥΧο", "ABEKMHOPCTYXaeopcyxijsIJSABEZHIKMNOPTYXo"
)
MARKS = str.maketrans(
    {"‐": "-", "‑": "-", "‒": "-", "–": "-", "—": "-", "’": "'", "‘": "'", "ʼ": "'", "`": "'"}
)
# Sites that print what others write, lead to it or keep it: their host is nobody's name.
PLATFORMS = (
    "youtube.com", "youtu.be", "facebook.com", "fb.com", "twitter.com", "x.com", "t.co", "t.me",
    "telegram.me", "instagram.com", "vk.com", "tiktok.com", "reddit.com", "linkedin.com", "bit.ly",
    "tinyurl.com",
    "news.google.com", "drive.google.com", "docs.google.com", "dropbox.com", "archive.org", "archive.ph",
    "archive.is", "proquest.com", "nexis.com", "lexis.com", "factiva.com", "newsbank.com", "doi.org",
)  # fmt: skip
LISTED = 3  # spellings that a problem names


def clean_name(name: str) -> str:
    """A name of an outlet in one spelling: Unicode composed, single spaces, no character that nobody sees.

    >>> clean_name("The\\u00a0 Couri\\u200ber")
    'The Courier'
    >>> clean_name("\\u0422he Courier") == "The Courier"
    True
    """
    name = unicodedata.normalize("NFC", name)
    if not name.isascii():
        name = JOINERS.sub("", UNSEEN.sub("", name)).translate(FULL_WIDTH)
        name = "".join(map(unmix_word, re.split(r"(\s+)", name)))
    return " ".join(name.split())


def unmix_word(word: str) -> str:
    """A word in Latin letters, where some of them are look-alikes of other alphabets."""
    latin = word.translate(LIKE_LATIN)
    return latin if latin != word and re.search("[A-Za-z]", word) and latin.isascii() else word


def name_site(address: str) -> str:
    """The host of an article's address; empty where it is a platform, which names no outlet.

    >>> name_site("https://www.courier.example/a"), name_site("https://m.youtube.com/watch?v=1")
    ('courier.example', '')
    """
    host = name_host(address)
    return "" if f".{host}".endswith(tuple(f".{platform}" for platform in PLATFORMS)) else host


def name_outlets(given: pd.Series, addresses: pd.Series) -> tuple[pd.Series, list[tuple[str, str]]]:
    """The outlets of articles in one spelling, empty where there is none, and what was done to how many.

    An address as the outlet becomes its host; an outlet that is missing, the host of the article's address.
    """
    counts = Counter(given)
    names = {name: clean_name(name) for name in counts}
    hosts = {name: host for name in names if ADDRESS.fullmatch(name) and (host := name_host(name))}
    merged = merge_marks({name: hosts.get(name, clean) for name, clean in names.items()}, counts)
    outlets = given.map(merged).astype("str")
    notes = []
    if hosts:
        n = sum(counts[name] for name in hosts)
        done = f"called by its host: {describe(Counter(hosts.values()))}"
        notes.append((f"an address as the outlet ({n:,} rows)", done))
    spelled = [(name, merged[name]) for name in counts if name not in hosts and merged[name] != name.strip()]
    if spelled:
        shown = ", ".join(f"{name!r} as {clean!r}" for name, clean in sorted(spelled)[:LISTED])
        more = f" and {len(spelled) - LISTED:,} more" if len(spelled) > LISTED else ""
        notes.append(("outlets that look alike", f"read {shown}{more}"))
    missing = outlets == ""
    if missing.any():
        found = addresses[missing].map({address: name_site(address) for address in set(addresses[missing])})
        outlets = outlets.where(~missing, found.reindex(outlets.index).fillna("")).astype("str")
    return outlets, notes


def merge_marks(names: dict[str, str], counts: Counter[str]) -> dict[str, str]:
    """The names, with one spelling for those that differ in dashes and apostrophes only.

    The most frequent spelling stays.
    """
    groups: dict[str, Counter[str]] = {}
    for given, name in names.items():
        groups.setdefault(name.translate(MARKS), Counter())[name] += counts[given]
    best = {key: min(found, key=lambda name: (-found[name], name)) for key, found in groups.items()}
    return {given: best[name.translate(MARKS)] for given, name in names.items()}


def describe(counts: Counter[str]) -> str:
    """The most frequent names in words."""
    shown = ", ".join(name for name, _ in counts.most_common(LISTED))
    return f"{shown} and {len(counts) - LISTED:,} more" if len(counts) > LISTED else shown

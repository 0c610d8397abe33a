"""Spellings of one name outside the registry, joined: *General al-Burhan*, *Abdel Fattah al-Burhan*."""

import re
from collections import Counter
from functools import lru_cache

import pandas as pd

from analysis.entities.back_references import KUNYAS
from analysis.entities.registry_index import list_common_words
from analysis.entities.senses.spellings import is_alike
from analysis.entities.unlinked import is_unlinked
from analysis.registry.files import drop_apostrophes, fold, read_cues
from analysis.schema import check_columns
from analysis.tagger.model import read_model
from analysis.tagger.names import MODEL

ARTICLE = re.compile(r"^(?:a[ln]|el|as|ash|at|ad|ar|az)[ -](?=\w{3})")
# Spellings that transliterations of one name differ in, in the order in which they are replaced.
PAIRS = "ou:u oo:u ee:i ei:i ai:i ay:i ey:i iy:i ii:i kh:h gh:g dh:d th:t q:k w:u y:i e:i o:u z:s"
SOUNDS = [tuple(pair.split(":")) for pair in PAIRS.split()]
DOUBLED = re.compile(r"(\w)\1+")
PARTICLES_TEXT = "van von de der den di da del della du la le dos das ter ten zu"
PARTICLES = frozenset(PARTICLES_TEXT.split())
SHORTEST = 4  # letters of the key of a family name; shorter ones fit too many names


def join_variants(mentions: pd.DataFrame) -> pd.DataFrame:
    """Return the mentions with the spellings of one unlinked name under its most frequent full spelling.

    Names of one type are joined: of people, those with one family name, in any transliteration and with or
    without the Arabic article, whose given names are alike. A family name alone joins if the corpus names
    only one such person, and if it is nobody's given name. Of other types, names that differ only in *the*,
    case, a plural or the transliteration.
    """
    return rename_variants(mentions, list_variants(mentions))


def rename_variants(mentions: pd.DataFrame, variants: pd.DataFrame) -> pd.DataFrame:
    """Return the mentions with each variant of `list_variants` under the name that it stands for."""
    meant = variants.set_index(["variant", "type"])["entity"].to_dict()
    keys = zip(mentions["entity"], mentions["type"], strict=True)
    entity = pd.Series([meant.get(key, key[0]) for key in keys], index=mentions.index, dtype="str")
    return mentions.assign(entity=entity, name=mentions["name"].where(mentions["entity"].eq(entity), entity))


def list_variants(mentions: pd.DataFrame) -> pd.DataFrame:
    """Return one row per unlinked spelling and type: `entity` (the name that it stands for), `variant, type`.

    >>> mentions = pd.DataFrame({"article_id": list("aabc"), "how": "tagger", "type": "person",
    ...     "entity": ["Abdel Fattah al-Burhan", "General Burhan", "Abdul Fattah Burhan", "Bo Hill"]})
    >>> list_variants(mentions)[["variant", "entity"]].values.tolist()[1:3]
    [['Abdul Fattah Burhan', 'Abdel Fattah al-Burhan'], ['Bo Hill', 'Bo Hill']]
    """
    check_columns(mentions, ["article_id", "entity", "type", "how"], verb="list_variants")
    unlinked = mentions[is_unlinked(mentions)]
    rows = []
    for type_, of_type in unlinked.groupby("type", observed=True):
        counts = Counter(of_type["entity"].tolist())
        meant = join_people(counts, list_shared(mentions)) if type_ == "person" else join_bodies(counts)
        rows += [(entity, variant, type_) for variant, entity in sorted(meant.items())]
    return pd.DataFrame(rows, columns=["entity", "variant", "type"])


def list_shared(mentions: pd.DataFrame) -> frozenset[str]:
    """Return the sounds of words that name no one person alone.

    These are given names of people of the corpus, and family names of those whom the registry lists.
    """
    names = mentions.loc[mentions["type"].eq("person"), "name" if "name" in mentions else "entity"]
    is_new = is_unlinked(mentions)[names.index]
    given = {word for name in names.unique() for word in split_name(name)[0].split()[:1]}
    listed = {split_name(name)[1] for name in names[~is_new].unique()}
    return frozenset(map(sound, given)) | listed


def join_bodies(counts: Counter[str]) -> dict[str, str]:
    """Return for each name its most frequent spelling."""
    spellings: dict[str, list[str]] = {}
    for name in sorted(counts, key=lambda name: (-counts[name], name)):
        words = re.sub(r"^[Tt]he ", "", name).split()
        key = " ".join(
            (sound(word) if has_small(word) else word.replace(".", "")).rstrip("s") for word in words
        )
        spellings.setdefault(key, []).append(name)
    return {name: names[0] for names in spellings.values() for name in names}


def has_small(word: str) -> bool:
    """Return whether a word is no acronym.

    >>> [has_small(word) for word in ["Front", "al-Nusra", "PIs", "U.S."]]
    [True, True, False, False]
    """
    return not word[:2].replace(".", "A").isupper() and not word.isupper()


def join_people(counts: Counter[str], shared: frozenset[str]) -> dict[str, str]:
    """Return for each name of a person the most frequent full spelling; family names join the one owner.

    The words of `shared` stay alone: they may be anybody's.
    """
    by_family: dict[str, list[str]] = {}
    for name in sorted(counts, key=lambda name: (-counts[name], name)):
        given, family = split_name(name)
        by_family.setdefault(family if len(family) >= SHORTEST else f"{given} {family}", []).append(name)
    meant: dict[str, str] = {}
    given_names, common_words = read_model(str(MODEL)).known.lists["first"], list_common_words()
    for names in by_family.values():
        persons: list[str] = []
        for name in [name for name in names if split_name(name)[0]]:
            owner = next((person for person in persons if is_one_person(name, person)), name)
            persons += [name] if owner == name else []
            meant[name] = owner
        alone = [name for name in names if not split_name(name)[0]]
        # *Abu Khaled* is named for a son: *Khaled* alone is another man.
        first = persons[0] if len(persons) == 1 and persons[0].split()[0] not in KUNYAS else None
        # Without a full name, only the Arabic article may differ: *Vera* and *Vira* are two.
        has_article = any(ARTICLE.match(name.split()[-1].lower()) for name in names)
        spellings: dict[str, str] = {}
        for name in alone:
            word = ARTICLE.sub("", name.split()[-1].lower())
            is_given = word in given_names and not (has_article and first)
            # *Rise* is not Raisi, but *Rice* may be Condoleezza Rice.
            is_given |= word in common_words and not (first and first.lower().endswith(word))
            is_family = first is not None and split_name(name)[1] not in shared
            meant[name] = (
                name if is_given else first if first and is_family else spellings.setdefault(word, name)
            )
    return meant


def is_one_person(name: str, other: str) -> bool:
    """Return whether two full names with one family name have given names that are alike."""
    given, other_given = (split_name(full)[0].split() for full in (name, other))
    if len(given[0]) < 3 or len(other_given[0]) < 3:
        return given[0][0] == other_given[0][0]
    return is_alike(given[0], other_given[0])


@lru_cache(maxsize=2**14)
def split_name(name: str) -> tuple[str, str]:
    """Return the given names without titles, in small letters, and the sound of the family name.

    Particles of a family name (*van*, *de*) are no given names.

    >>> split_name("General Abdel Fattah al-Burhan"), split_name("al-Burhan"), split_name("Van Biljon")
    (('abdel fattah', 'burhan'), ('', 'burhan'), ('', 'biljun'))
    """
    titles = read_cues().title
    words = name.split()
    while len(words) > 1 and words[0].rstrip(".") in titles:
        words = words[1:]
    if len(words) > 1 and words[-2].lower() in ("al", "el"):
        words[-2:] = ["-".join(words[-2:])]
    given = [word for word in map(str.lower, words[:-1]) if word not in PARTICLES]
    return " ".join(given), sound(words[-1])


@lru_cache(maxsize=2**14)
def sound(word: str) -> str:
    """Return the sound of a word, one for all its transliterations.

    >>> sound("al-Qusair") == sound("Qusayr"), sound("Hemedti") == sound("Hemeti")
    (True, False)
    """
    text = ARTICLE.sub("", drop_apostrophes(fold(word)).lower())
    text = re.sub(r"'s$|[^\w]", "", text)
    for spelling, short in SOUNDS:
        text = text.replace(spelling, short)
    return DOUBLED.sub(r"\1", text)

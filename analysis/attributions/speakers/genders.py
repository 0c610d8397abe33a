"""The gender of a person: from the registry, from titles, from a given name, from the word for a job."""

from collections.abc import Iterable
from pathlib import Path

from analysis.caching import cache_by_files
from analysis.registry.files import read_table
from analysis.registry.registry import list_files, list_registries, read_registry

GENDERS_FILE = Path(__file__).parent / "genders.csv"
GENDERS = ["female", "male", ""]
PRONOUN_GENDER = {"he": "male", "his": "male", "him": "male", "she": "female", "her": "female"}


@cache_by_files(lambda: [GENDERS_FILE], size=1)
def list_gendered() -> dict[str, str]:
    """The gender that a word in small letters, or a given name with its capital, shows.

    >>> gendered = list_gendered()
    >>> gendered["spokeswoman"], gendered["mr"], gendered["Maria"], gendered.get("chair", "")
    ('female', 'male', 'female', '')
    """
    table = read_table(GENDERS_FILE, ["term", "category", "kind"])
    return dict(zip(table["term"], table["category"], strict=True))


@cache_by_files(lambda: list_files(*list_registries()), size=1)
def list_listed_genders() -> dict[str, str]:
    """The gender of each person of the shipped registries, by entity.

    >>> list_listed_genders()["angela-merkel"]
    'female'
    """
    persons = read_registry().entities.query("gender != ''")
    return dict(zip(persons["entity"], persons["gender"], strict=True))


class Genders:
    """What shows the gender of a person: the registry, words and given names; read once for a table."""

    def __init__(self) -> None:
        self.listed, self.gendered = list_listed_genders(), list_gendered()

    def find(self, entity: str, name: str, before: str, words: str = "") -> str:
        """The gender of a person; empty where nothing shows it.

        Parameters
        ----------
        entity, name : str
            Id and name in full.
        before : str
            The text before the name, for titles.
        words : str
            Words for the person: an apposition.

        Examples
        --------
        >>> genders = Genders()
        >>> genders.find("x", "R. Orlova", "the report of Ms "), genders.find("x", "Maria Orlova", "")
        ('female', 'female')
        >>> genders.find("x", "Orlova", "", "spokeswoman of the port"), genders.find("x", "Orlova", "")
        ('female', '')
        """
        if listed := self.listed.get(entity, ""):
            return listed
        titles = before[-40:].split()[-1:]
        shown = self.find_of_word(titles[0]) if titles else ""
        return shown or self.gendered.get(name.partition(" ")[0], "") or self.find_of_words(words)

    def find_of_word(self, word: str) -> str:
        """The gender that a title or the word for a job shows."""
        return self.gendered.get(word.lower().strip(".,"), "")

    def find_of_words(self, words: str) -> str:
        """The gender that words for a person show; empty for none, and where they show both.

        >>> [Genders().find_of_words(words) for words in ("a policewoman in Kherson", "the wife of Mr Orlov")]
        ['female', '']
        """
        found = {self.find_of_word(word) for word in words.split()} - {""}
        return found.pop() if len(found) == 1 else ""


def spread_genders(article_ids: Iterable[str], entities: Iterable[str], genders: Iterable[str]) -> list[str]:
    """The genders of attributions, filled from those of the same entity in the same article.

    A pronoun that means a person shows the person's gender wherever the article quotes them.

    >>> spread_genders(["a", "a", "b"], ["x", "x", "x"], ["", "female", ""])
    ['female', 'female', '']
    """
    rows = list(zip(article_ids, entities, genders, strict=True))
    shown: dict[tuple[str, str], set[str]] = {}
    for article_id, entity, gender in rows:
        if entity and gender:
            shown.setdefault((article_id, entity), set()).add(gender)
    # Where an article shows both, the gender stays open.
    lone = {key: min(found) for key, found in shown.items() if len(found) == 1}
    return [gender or lone.get((article_id, entity), "") for article_id, entity, gender in rows]

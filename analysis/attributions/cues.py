"""The cues of attributions: words that introduce what somebody said, wrote or judged."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from analysis.caching import cache_by_files
from analysis.registry.files import read_table

CUES_FILE = Path(__file__).parent / "cues.csv"
CLASSES = ["neutral", "vouching", "distancing", "judging"]

# The third person of these is no plural of a noun.
VERBAL = frozenset(["say", "add", "urge"])
# Uses that introduce no quotation and no clause; of these the ones without a noun among their forms.
WITHOUT_NOUN = frozenset(["topic", "hearsay", "passive", "feels", "counts", "demands"])
SILENT = WITHOUT_NOUN | {"judges", "labels", "nominal", "to", "view"}
# Uses whose words are found with other words too often for a cue of speech.
FORMS_ONLY = frozenset(["hearsay", "passive", "counts", "demands"])  # their base form is no cue
LOOSE = frozenset(["thinks", "labels", "hearsay", "passive", "feels", "counts", "demands"])


@dataclass(frozen=True)
class Cue:
    """One form of a cue.

    Parameters
    ----------
    lemma : str
        Base form.
    category : str
        Class of the cue: neutral, vouching, distancing or judging.
    uses : frozenset of str
        How it is built: `addressee` (*told reporters that*), `inverts` (*said Orlov*), `names` (its content
        may be a noun phrase: *announced a truce*), `marked` (needs *that* or a quotation), `noun` (it is a
        noun, too: *report*), `that` (needs *that*), `judges` (*accused*), `to` (*according to*),
        `topic` (*spoke of*), `view` (*in their account*), `thinks` (*Orlov hopes that*), `labels`
        (*called it a crime*), `hearsay` (*reportedly*), `passive` (*was projected to*), `of` (*accusations
        of*), `feels` (*expressed regret*), `counts` (*put the toll at*), `demands`
        (*appealed to the council to stop*).
    is_noun : bool
        Whether the form may be a noun (*report, reports*, not *reported*).
    """

    lemma: str
    category: str
    uses: frozenset[str]
    is_noun: bool

    @cached_property
    def is_speech(self) -> bool:
        """Whether the cue introduces a quotation or a clause."""
        return not self.uses & SILENT

    @cached_property
    def may_be_noun(self) -> bool:
        """Whether the form is a noun, or one at times (*say* is hardly one)."""
        return (self.is_noun and self.lemma != "say") or not (self.is_speech or self.uses & WITHOUT_NOUN)

    @cached_property
    def is_judging(self) -> bool:
        return "judges" in self.uses

    @cached_property
    def is_thought(self) -> bool:
        return "thinks" in self.uses

    @cached_property
    def is_label(self) -> bool:
        return "labels" in self.uses

    @cached_property
    def is_loose(self) -> bool:
        """Whether the word is no cue of speech: a thought, a name for somebody, hearsay, a count."""
        return bool(self.uses & LOOSE)

    @cached_property
    def is_view(self) -> bool:
        return "view" in self.uses

    @cached_property
    def is_nominal(self) -> bool:
        return "nominal" in self.uses


@cache_by_files(lambda: [CUES_FILE], size=1)
def list_forms() -> dict[str, Cue]:
    """The cue of each form.

    >>> forms = list_forms()
    >>> forms["denied"].lemma, forms["claiming"].category, forms["said"].uses >= {"inverts"}
    ('deny', 'distancing', True)
    """
    table = read_table(CUES_FILE, ["term", "category", "uses", "forms"])
    forms: dict[str, Cue] = {}
    for lemma, category, uses, irregular in table[["term", "category", "uses", "forms"]].values.tolist():
        kinds = frozenset(uses.split())
        listed = irregular.split("|") if irregular else list_regular_forms(lemma)
        if "to" in kinds:
            listed = [lemma]
        elif not kinds & FORMS_ONLY:
            listed = [lemma, *listed]
        for form in listed:
            is_noun = "noun" in kinds and is_noun_form(form, lemma)
            forms.setdefault(form, Cue(lemma, category, kinds, is_noun))
    return forms


@cache_by_files(lambda: [CUES_FILE], size=1)
def make_cue_test() -> Callable[[str], bool]:
    """A function that says whether a word is a form of a cue; the same one until the list changes.

    >>> make_cue_test()("Said")
    True
    """
    forms = list_forms()

    def is_cue(word: str) -> bool:
        return word.lower() in forms

    return is_cue


@cache_by_files(lambda: [CUES_FILE], size=1)
def make_speech_test() -> Callable[[str], bool]:
    """The same for cues of speech: no thoughts, names for somebody, feelings.

    >>> make_speech_test()("said"), make_speech_test()("hopes")
    (True, False)
    """
    forms = {form for form, cue in list_forms().items() if not cue.is_loose}

    def is_speech(word: str) -> bool:
        return word.lower() in forms

    return is_speech


def list_regular_forms(verb: str) -> list[str]:
    """The third person, the past and the progressive form.

    >>> list_regular_forms("deny"), list_regular_forms("stress")
    (['denies', 'denied', 'denying'], ['stresses', 'stressed', 'stressing'])
    """
    stem = verb.removesuffix("e")
    is_y = re.search(r"[^aeiou]y$", verb) is not None
    third = verb[:-1] + "ies" if is_y else verb + ("es" if re.search(r"(?:x|sh|ch|s|z)$", verb) else "s")
    return [third, (verb[:-1] + "i" if is_y else stem) + "ed", stem + "ing"]


def is_noun_form(form: str, lemma: str) -> bool:
    """Whether a form of a cue that is a noun, too, is its noun (*report, reports, reading*)."""
    return form == lemma or form in ("saying", "reading") or (form == lemma + "s" and lemma not in VERBAL)

"""Rules that bind a label to the names beside it (*ISIS terrorists*, *the regime of Assad*)."""

import re
from typing import NamedTuple

ADJECTIVES = ["military", "opposition"]  # labels that are often the adjective of another noun
BODY = (
    r"(?:groups?|organi[sz]ations?|movements?|networks?|factions?|outfits?|army|militias?|alliance|coalition)"
)
# Between a label and the name after it: nothing, or a word that joins them.
JOINS = re.compile(
    rf"""^(?:\ {BODY})?(?:
        \ (?:of|from|belonging\ to|loyal\ to|affiliated\ (?:to|with)|linked\ to|allied\ (?:to|with)|known\ as
            |called|fighting\ for)(?:\ the)?(?:\ so-called)?
        |,\ (?:including|such\ as|among\ them)(?:\ the)?
    )?\ ["“'(]?$""",
    re.VERBOSE,
)
ADJACENT = re.compile(rf'^ (?:{BODY} )?["“\'(]?$')
# Between a label and the place that is held (*rebel-held Aleppo*).
HELD_BY = re.compile(
    r"^-(?:held|controlled|run|occupied|infested|besieged|dominated) (?:[a-z-]+ ){0,2}(?:of |in )?(?:the )?$"
)
# Between a name and the label after it.
APPOSITION = re.compile(
    r"""^(?:,|\ \(|\ (?:is|are|was|were|remains?)|\ as)\ (?:an?\ |the\ |its\ )?
    (?:(?!whose|who|which|not)[a-z-]+\ ){0,2}["“']?$""",
    re.VERBOSE,
)
NAME_CONTINUES = re.compile(r"^(?:['’]?s)? [A-Z]")
# Between two names that share a label.
AND = re.compile(r"^(?:,|,? and|,? or|,? as well as) (?:the )?$")
QUOTE = re.compile(r"[\"“']$")
# Words between a name and its label that are no adjectives.
NO_ADJECTIVE = re.compile(
    r"""\b(?:of|in|on|at|by|for|with|from|to|and|or|but|that|which|who|was|were|is|are|be|been|has|had|have|said|as
    |against|into|near|after|before|over|while|when|than|not|the|a|an|its|his|their|some|many|among|via|if|will
    |would|could|may|can|did|do|told|kill|hit|fight|attack|against|most|all|both|other|no|more
    |\w+(?:ing|ly)|(?!armed\b|allied\b|foreign\b)\w+ed|\w*(?<!ou)(?<!es)(?<!s)s(?<!ous)(?<!less))\b""",
    re.VERBOSE,
)
# After a label in the singular that names its bearer, not the next noun (as in *terrorist attack*).
LABEL_ENDS = re.compile(
    rf"""^(?:$|[^\w\s-]|\ {BODY}\b|\ (?:who|which|that|in|on|at|and|or|was|is|were|are|from|of|to|said|says
    |with|by|for|had|has|have|after|near|as|but|when|while|during|against|will|would|also|since|until|over
    |fighters?|forces|troops|militants?|terrorists?|leadership|authorities|army|elements?)\b)""",
    re.VERBOSE,
)
# Labels that are also the words of titles, awards, units and places (*Hero of Ukraine*, *Martyrs Brigade*).
HONOURS = ["heroes", "martyrs", "defenders", "liberators", "patriots", "revolutionaries"]
TITLE_CONTEXT = re.compile(
    r"\b(?:title|rank|orders?|medals?|awards?|awarded|awarding|conferr?(?:ed|ing)?|twice|posthumous(?:ly)?)\b",
    re.I,
)
NAMED_AFTER = re.compile(
    r"""^\ (?:city|cities|brigades?|battalions?|divisions?|regiments?|army|bridge|street|square|avenue|park
    |day|hall|cemetery|foundation|fund|award|prize|medal|order)\b""",
    re.IGNORECASE | re.VERBOSE,
)
# After *forces* as a verb (*Ukraine forces Russia to ...*).
FORCES_VERB = re.compile(r"^ (?:[A-Z]|the |its |it |them |him |us |a )")


class Label(NamedTuple):
    """A label word in a sentence, with its places in the text of the sentence."""

    start: int
    end: int
    term: str
    label: str

    @property
    def is_singular(self) -> bool:
        """Whether the word is a singular, which may also stand before another noun (*terrorist attack*)."""
        if self.label in ADJECTIVES:
            return True
        return self.term != self.label and not self.term.endswith(("s", "men"))


class Name(NamedTuple):
    """A mention that can bear a label, with its places in the text of the sentence."""

    start: int
    end: int
    entity: str
    name: str
    type: str
    how: str

    def shift(self, offset: int) -> "Name":
        """The name with its places moved."""
        return Name(self.start + offset, self.end + offset, self.entity, self.name, self.type, self.how)


def bind_label(label: Label, names: list[Name], text: str) -> list[tuple[Name, str]]:
    """The names of the sentence that bear the label, each with the position of the label."""
    if label.label in HONOURS and is_title(label, text):
        return []
    for name in names:
        if name.start <= label.start and label.end <= name.end:
            return [(name, "name")] if is_part_of_name(label, name, text) else []
    preceding = [name for name in names if name.end <= label.start]
    following = next((name for name in names if name.start >= label.end), None)
    if following:
        if HELD_BY.match(text[label.end : following.start]):
            return [(following, "held_by")] if following.type == "place" else []
        if stands_before(label, following, preceding, text):
            return [(following, "before")]
    return bind_to_preceding(label, preceding, text)


def is_title(label: Label, text: str) -> bool:
    """Whether a word of honour is a title or award, or belongs to the name of a unit, place or day.

    >>> text = "He was awarded the title of Hero of Ukraine."
    >>> is_title(Label(28, 32, "hero", "heroes"), text)
    True
    >>> is_title(Label(4, 10, "heroes", "heroes"), "The heroes of Ukraine fought on.")
    False
    """
    word, before, after = text[label.start : label.end], text[: label.start].rstrip(), text[label.end :]
    if NAMED_AFTER.match(after):
        return True
    if not after.startswith(" of "):
        return False
    last = before.rpartition(" ")[2]
    if label.is_singular and last.lower() not in ("a", "an", "every", "each"):
        return word[0].isupper() or TITLE_CONTEXT.search(text) is not None
    # A capital inside a sentence makes a name (*the Heroes of Ukraine*); in a headline all words have one.
    return word[0].isupper() and last.islower() and last not in ("our", "their", "your", "my")


def bind_to_preceding(label: Label, preceding: list[Name], text: str) -> list[tuple[Name, str]]:
    """The names before the label that bear it."""
    after = text[label.end :]
    if not preceding or after.startswith("-"):
        return []
    nearest, label_ends = preceding[-1], LABEL_ENDS.match(after) is not None
    if is_called(nearest, label, text) and (label_ends or not label.is_singular):
        return [(name, "after") for name in share_label(preceding, text)]
    if label_ends and APPOSITION.match(text[nearest.end : label.start]):
        return [(nearest, "apposition")]
    return []


def is_part_of_name(label: Label, name: Name, text: str) -> bool:
    """Whether a label inside a name labels it: *Syrian army*, but not *Free Syrian Army*.

    A label with a capital letter belongs to the name.
    """
    is_last = label.end == name.end and label.start > name.start and text[label.start].islower()
    is_first = label.start == name.start and text[label.end : name.end].startswith(" of ")
    return is_last or is_first


def stands_before(label: Label, name: Name, preceding: list[Name], text: str) -> bool:
    """Whether a label stands before its name: *terrorist group ISIS*, but not *rebels Syria*."""
    gap = text[label.end : name.start]
    if name.how == "demonym" or not JOINS.match(gap) or NAME_CONTINUES.match(text[name.end :]):
        return False
    if ADJACENT.match(gap):
        can_follow = name.type in ("group", "organisation", "person")
        if not can_follow or not (label.is_singular or len(gap) > 2):
            return False
    return not (preceding and is_called(preceding[-1], label, text))


def is_called(name: Name, label: Label, text: str) -> bool:
    """Whether the label follows the name as its noun, with few adjectives between."""
    left, gap = text[: name.start], text[name.end : label.start]
    if left.lower().endswith(("pro-", "anti-", "ex-")):
        return False
    possessive = re.match(r"['’]s? ", gap)
    if not possessive and not gap.startswith(" "):
        return False
    is_noun_name = not possessive and name.how != "demonym"
    between = QUOTE.sub("", gap[possessive.end() :] if possessive else gap[1:])
    most_adjectives = (0 if name.type == "place" else 1) if is_noun_name else 2
    if len(between.split()) > most_adjectives:
        return False
    if re.search(r"[^a-z\s-]", between) or NO_ADJECTIVE.search(between):
        return False
    is_verb = label.term == "forces" and is_noun_name and FORCES_VERB.match(text[label.end :])
    return not is_verb


def share_label(preceding: list[Name], text: str) -> list[Name]:
    """The name before a label and the names joined to it by *and*, in text order."""
    sharing = [preceding[-1]]
    for name in reversed(preceding[:-1]):
        joined = AND.match(text[name.end : sharing[0].start])
        if not joined or (name.how == "demonym") != (sharing[0].how == "demonym"):
            break
        if name.type == "place" and name.how != "demonym":
            break
        sharing.insert(0, name)
    return sharing

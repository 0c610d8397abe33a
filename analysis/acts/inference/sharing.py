"""Parties that two words of one sentence share: *strikes* that *killed ten* have one doer and its victims."""

from analysis.acts.drafts import replace
from analysis.acts.grammar.phrases import is_event
from analysis.acts.grammar.sentence import Phrase, Sentence
from analysis.acts.resolution import Resolved


def share_parties(acts: list[Resolved]) -> None:
    """Complete the acts of a sentence by the acts that they happened in (*strikes have killed 18 fighters*).

    The noun gets the victims of the verb, the verb the doer of the noun, where its own words name none.
    """
    for act in acts:
        events = [
            p for p in (act.draft.event, act.draft.agent) if p is not None and is_event(act.sentence, p)
        ]
        for other in acts:
            is_same = other is not act and any(covers(act.sentence, p, other.draft.token) for p in events)
            is_told = other.draft.status == act.draft.status or act.draft.construction == "nominal"
            if not is_same or not is_told:
                continue
            if other.draft.patient is None and act.draft.patient is not None:
                other.draft = replace(other.draft, patient=act.draft.patient)
                other.patient, other.party = act.patient, act.party
                other.patient_side, other.patient_how = act.patient_side, act.patient_how
            is_named = act.draft.agent is not None and not is_event(act.sentence, act.draft.agent)
            if (
                not act.agent
                and not is_named
                and other.draft.agent is not None
                and (other.agent or not is_event(act.sentence, other.draft.agent))
            ):
                act.draft = replace(act.draft, agent=other.draft.agent)
                act.agent, act.agent_side = other.agent, other.agent_side


def covers(sentence: Sentence, phrase: Phrase, token: int) -> bool:
    """Whether a phrase, or one that *and* joins to it, holds a word (*in air strikes and shelling*)."""
    if phrase.start <= token < phrase.end:
        return True
    is_joined = sentence.letters[phrase.end : phrase.end + 1] == "C"
    joined = sentence.starting.get(phrase.end + 1) if is_joined else None
    return joined is not None and is_event(sentence, joined) and joined.start <= token < joined.end

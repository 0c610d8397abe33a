"""Measure how conflicts are reported: tone, entities, framing, and the sentences behind every number.

This file only names the verbs. The file of a verb is imported when the verb is first used (PEP 562), so
`import analysis` costs nothing and no verb waits for the libraries of another.
"""

from importlib import import_module
from typing import TYPE_CHECKING

__version__ = "0.1.0"

# Type checkers and editors read these imports; Python itself reads VERBS. A test keeps the two in step.
if TYPE_CHECKING:
    from analysis.acts.labels import find_labels as find_labels
    from analysis.acts.roles import find_roles as find_roles
    from analysis.attributions.finder import find_attributions as find_attributions
    from analysis.charts.groups import plot_ranked as plot_ranked
    from analysis.charts.groups import plot_shares as plot_shares
    from analysis.charts.heat import plot_heatmap as plot_heatmap
    from analysis.charts.network import plot_network as plot_network
    from analysis.charts.places import plot_places as plot_places
    from analysis.charts.scatter import plot_scatter as plot_scatter
    from analysis.charts.time import plot_over_time as plot_over_time
    from analysis.charts.voices import plot_voices as plot_voices
    from analysis.charts.words import plot_keyness as plot_keyness
    from analysis.charts.words import plot_word_shift as plot_word_shift
    from analysis.cleaning.pipeline import clean_articles as clean_articles
    from analysis.cleaning.pipeline import explain_cleaning as explain_cleaning
    from analysis.corpus.articles import read_corpus as read_corpus
    from analysis.corpus.articles import read_problems as read_problems
    from analysis.corpus.companions import read_events as read_events
    from analysis.corpus.companions import read_provenance as read_provenance
    from analysis.desk.panel import explore as explore
    from analysis.duplicates.clusters import find_copies as find_copies
    from analysis.entities.mentions import find_entities as find_entities
    from analysis.entities.unlinked import adopt_names as adopt_names
    from analysis.entities.unlinked import list_unlinked as list_unlinked
    from analysis.frames.cues import find_frames as find_frames
    from analysis.frames.cues import find_leading_frame as find_leading_frame
    from analysis.ids import sample_rows as sample_rows
    from analysis.matching.engine import find_terms as find_terms
    from analysis.matching.kwic import find_in_context as find_in_context
    from analysis.matching.lexicon import list_lexicons as list_lexicons
    from analysis.matching.lexicon import read_lexicon as read_lexicon
    from analysis.registry.registry import read_registry as read_registry
    from analysis.reporting.evidence import show_evidence as show_evidence
    from analysis.reporting.findings import describe_contrast as describe_contrast
    from analysis.reporting.findings import describe_corpus as describe_corpus
    from analysis.reporting.findings import describe_ranking as describe_ranking
    from analysis.reporting.show import show_chart as show_chart
    from analysis.reporting.show import show_finding as show_finding
    from analysis.reporting.show import show_table as show_table
    from analysis.store.measured import measure_corpus as measure_corpus
    from analysis.summaries.changes import compare_periods as compare_periods
    from analysis.summaries.collocations import find_collocations as find_collocations
    from analysis.summaries.deaths.counts import count_deaths as count_deaths
    from analysis.summaries.events.windows import add_event_window as add_event_window
    from analysis.summaries.groups import pivot_values as pivot_values
    from analysis.summaries.keyness import score_keyness as score_keyness
    from analysis.summaries.pairs import count_together as count_together
    from analysis.summaries.places import count_places as count_places
    from analysis.summaries.rates import count_articles as count_articles
    from analysis.summaries.rates import rate_per_1000 as rate_per_1000
    from analysis.summaries.rates import share_by as share_by
    from analysis.summaries.spellings import count_spellings as count_spellings
    from analysis.summaries.tone import mean_tone as mean_tone
    from analysis.summaries.word_shift import score_word_shift as score_word_shift
    from analysis.text.quotations import find_quotations as find_quotations
    from analysis.text.sentences import split_sentences as split_sentences
    from analysis.tone.evaluation import find_judgements as find_judgements
    from analysis.tone.evaluation import score_tone as score_tone
    from analysis.tone.vader import score_vader as score_vader

# Every verb and the file it stands in, by task, in the order in which a reader meets them.
VERBS = {
    "read": {
        "read_corpus": "corpus.articles",
        "read_problems": "corpus.articles",
        "read_provenance": "corpus.companions",
        "read_events": "corpus.companions",
        "read_registry": "registry.registry",
        "read_lexicon": "matching.lexicon",
        "list_lexicons": "matching.lexicon",
    },
    "clean and split": {
        "clean_articles": "cleaning.pipeline",
        "explain_cleaning": "cleaning.pipeline",
        "find_copies": "duplicates.clusters",
        "split_sentences": "text.sentences",
        "find_quotations": "text.quotations",
    },
    "measure": {
        "score_tone": "tone.evaluation",
        "find_judgements": "tone.evaluation",
        "score_vader": "tone.vader",
        "find_entities": "entities.mentions",
        "list_unlinked": "entities.unlinked",
        "adopt_names": "entities.unlinked",
        "find_labels": "acts.labels",
        "find_roles": "acts.roles",
        "find_attributions": "attributions.finder",
        "find_frames": "frames.cues",
        "find_leading_frame": "frames.cues",
        "find_terms": "matching.engine",
        "measure_corpus": "store.measured",
    },
    "summarise": {
        "count_articles": "summaries.rates",
        "mean_tone": "summaries.tone",
        "share_by": "summaries.rates",
        "rate_per_1000": "summaries.rates",
        "count_together": "summaries.pairs",
        "count_places": "summaries.places",
        "count_spellings": "summaries.spellings",
        "count_deaths": "summaries.deaths.counts",
        "compare_periods": "summaries.changes",
        "add_event_window": "summaries.events.windows",
        "pivot_values": "summaries.groups",
        "score_keyness": "summaries.keyness",
        "score_word_shift": "summaries.word_shift",
        "find_collocations": "summaries.collocations",
        "find_in_context": "matching.kwic",
        "sample_rows": "ids",
    },
    "draw": {
        "plot_over_time": "charts.time",
        "plot_shares": "charts.groups",
        "plot_ranked": "charts.groups",
        "plot_scatter": "charts.scatter",
        "plot_voices": "charts.voices",
        "plot_heatmap": "charts.heat",
        "plot_network": "charts.network",
        "plot_places": "charts.places",
        "plot_keyness": "charts.words",
        "plot_word_shift": "charts.words",
    },
    "show": {
        "show_chart": "reporting.show",
        "show_table": "reporting.show",
        "show_evidence": "reporting.evidence",
        "show_finding": "reporting.show",
        "explore": "desk.panel",
    },
    "describe in words": {
        "describe_corpus": "reporting.findings",
        "describe_ranking": "reporting.findings",
        "describe_contrast": "reporting.findings",
    },
}
MODULES = {verb: module for verbs in VERBS.values() for verb, module in verbs.items()}

# What `from analysis import *` takes and what Tab shows after `an.`.
__all__ = sorted(MODULES)


def __dir__() -> list[str]:
    return list(__all__)


# Hidden from type checkers, which would otherwise accept every name, misspelt ones too.
if not TYPE_CHECKING:

    def __getattr__(name: str) -> object:
        """Import a verb when it is first used; a misspelt name is answered with the nearest verbs."""
        if name in MODULES:
            verb = getattr(import_module(f"analysis.{MODULES[name]}"), name)
            globals()[name] = verb
            return verb
        if name.startswith("_"):
            raise AttributeError(f"module 'analysis' has no attribute {name!r}")
        suggest_names = import_module("analysis.schema").suggest_names
        raise AttributeError(f"analysis has no verb {name!r}{suggest_names(name, MODULES)}")

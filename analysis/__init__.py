"""Measure how conflicts are reported: tone, entities, framing, and the sentences behind every number."""

from analysis.acts.labels import find_labels
from analysis.acts.roles import find_roles
from analysis.charts.groups import plot_ranked, plot_scatter, plot_shares, plot_voices
from analysis.charts.heat import plot_heatmap
from analysis.charts.network import plot_network
from analysis.charts.places import plot_places
from analysis.charts.time import plot_over_time
from analysis.charts.words import plot_keyness, plot_word_shift
from analysis.cleaning.pipeline import clean_articles, explain_cleaning
from analysis.corpus.articles import (
    fingerprint_corpus,
    list_provenance,
    read_corpus,
    read_problems,
    read_provenance,
)
from analysis.corpus.companions import read_events, read_outlets
from analysis.duplicates.clusters import find_copies
from analysis.entities.mentions import explain_entity, find_entities
from analysis.entities.unlinked import adopt_names, list_unlinked, mark_unlinked, offer_names
from analysis.frames.cues import find_frames, find_leading_frame
from analysis.ids import sample_rows
from analysis.matching.engine import find_terms
from analysis.matching.kwic import find_in_context
from analysis.matching.lexicon import list_lexicons, read_lexicon
from analysis.registry.registry import read_registry
from analysis.reporting.findings import (
    find_extremes,
    say_corpus,
    say_extremes,
    say_keywords,
    say_leading,
    say_shift,
    say_voices,
)
from analysis.reporting.panels import (
    explore_corpus,
    explore_entities,
    explore_frames,
    explore_language,
    explore_tone,
)
from analysis.reporting.show import show_chart, show_evidence, show_finding, show_table
from analysis.store.measured import measure_corpus
from analysis.summaries.changes import compare_halves, compare_periods
from analysis.summaries.groups import add_event_window, add_period, choose_period, pivot_values
from analysis.summaries.keyness import score_keyness
from analysis.summaries.pairs import count_together, find_together
from analysis.summaries.places import count_places
from analysis.summaries.rates import count_articles, mean_tone, rate_per_1000, share_by
from analysis.summaries.spellings import compare_spellings, count_spellings
from analysis.summaries.word_shift import score_word_shift
from analysis.tagger.names import tag_names
from analysis.text.paragraphs import split_paragraphs
from analysis.text.quotations import find_quotations
from analysis.text.sentences import split_sentences
from analysis.text.words import split_words
from analysis.tone.evaluation import find_judgements, score_tone, split_voices
from analysis.tone.vader import score_vader

# What `from analysis import *` takes and what Tab shows after `an.`: the verbs, not the files they stand in.
__all__ = sorted(name for name, value in globals().items() if callable(value) and not name.startswith("_"))
__dir__ = __all__.copy

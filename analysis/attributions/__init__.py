"""Attributions: whose words a text gives (source, cue, content), by rules on the words of a sentence.

`finder` makes the table: `tokenization` cuts sentences with a cue into tokens, `rules` reads their
attributions, `continuations` adds the quoted sentences beside them, `speakers` finds whom a source means,
and `descriptions` writes the rows. `cues` and `speakers.sources` read the lists of words; closed classes of
words that several rules ask for stand in `word_classes`.
"""

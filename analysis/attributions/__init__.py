"""Attributions: whose words a text gives (source, cue, content), by rules on the words of a sentence."""

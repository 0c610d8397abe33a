"""The rules that read the attributions of a sentence from its tokens: which construction stands where.

`constructions` takes each cue of the sentence to its rule, and holds the short ones: *Orlov accused ... of*,
*was quoted as saying*, *Orlov's claim that*, *in their account*.

- `according`: *according to Orlov, ...*.
- `verbs`: *Orlov said that ...* and *"...", said Orlov*; whether the form of a cue is a verb at all.
- `passives`: *as reported by the paper*, *as Orlov said*, *it was reported by*.
- `labels`: *Orlov called the attack a crime*.
- `marks`: *Moscow's line: ...*; *- mayor* and *Orlov:* in a headline.
- `told`: whether the form of a cue tells anything.
- `others`: what others say without a verb of speech: hearsay, accusations, feelings, tolls, findings.
- `bare`: the same as `verbs` in texts without commas and line breaks; what is glued to such sentences.

They ask these: who is the source, what is the content.

- `verb_groups`: the words that make one verb with the cue (*has also said*).
- `subjects`, `clauses`: the subject of a verb; of the clause, where none stands right before the verb.
- `phrase_starts`, `noun_phrases`: where a noun phrase begins, ends, and which word heads it.
- `adjuncts`: what stands between cue and content (*told reporters on Monday*).
- `verb_contents`, `contents`: the content of a verb; where contents begin and end.
- `separation`: contents that would run into the next attribution are cut there.
"""

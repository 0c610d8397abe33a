"""Word shift: the words that move the tone from one group of articles to another."""

from collections.abc import Iterable

import numpy as np
import pandas as pd

from analysis.schema import check_choice, check_columns

SCORES = {"positive": 1.0, "negative": -1.0}


def score_word_shift(
    hits: pd.DataFrame,
    *,
    of: pd.DataFrame,
    by: str = "outlet",
    target: str,
    reference: str | Iterable[str] | None = None,
    centre: float = 0.0,
) -> pd.DataFrame:
    """A row a word: its part in the difference of tone, target minus reference, per 100 words.

    `hits` are the judgements behind the tone (`find_judgements`: its column `counted` gives 1 and -1) or any
    hits with a `weight`; `of` holds the words they are counted among (`n_words`: the tone table). `target`
    and `reference` are values of the column `by`; without `reference` it is everything else.

    With p a word's share of all words and s its mean score in a group, the reference being 1 and the target
    2, `shift` = 100 * ((p2 - p1) * ((s1 + s2) / 2 - centre) + (p1 + p2) / 2 * (s2 - s1)) (Gallagher et al.
    2021, EPJ Data Science 10:4). The parts add up to the whole difference; with another `centre` than 0 a row
    "(all other words)" holds the rest. `direction` says what happened to the word. Largest shift first;
    no row where there is only one group.

    >>> hits = pd.DataFrame({"article_id": ["a", "b", "b"], "outlet": ["X", "Y", "Y"],
    ...                      "surface": ["Brave", "brave", "brutal"], "weight": [1.0, 1.0, -1.0]})
    >>> tone = pd.DataFrame({"outlet": ["X", "Y"], "n_words": [50, 100]})
    >>> score_word_shift(hits, of=tone, target="Y")[["word", "shift", "direction"]].values.tolist()
    [['brave', -1.0, 'favourable, less often'], ['brutal', -1.0, 'unfavourable, more often']]
    """
    check_columns(hits, [by, "surface"], verb="score_word_shift")
    check_columns(of, [by, "n_words"], verb="score_word_shift")
    known = sorted(set(of[by].dropna().astype(str)))
    check_choice(str(target), known, name="target")
    named = None if reference is None else [reference] if isinstance(reference, str) else list(reference)
    others = [group for group in known if group != str(target)] if named is None else [str(n) for n in named]
    for other in others:
        check_choice(other, [group for group in known if group != str(target)], name="reference")
    if "counted" in hits.columns:
        hits = hits.assign(weight=hits["counted"].astype(object).map(SCORES).astype(float))
    check_columns(hits, ["weight"], verb="score_word_shift")
    # Without a second group there is no difference to split.
    hits = hits[hits["weight"].fillna(0) != 0] if others else hits.iloc[:0]
    words = hits["surface"].astype(str).str.casefold().str.split().str.join(" ")

    shift = pd.DataFrame(index=pd.Index(sorted(set(words)), name="word"))
    for side, groups in (("reference", others), ("target", [str(target)])):
        inside = hits[by].astype(str).isin(groups).to_numpy()
        scores = hits.loc[inside, "weight"].groupby(words[inside])
        total = int(of.loc[of[by].astype(str).isin(groups), "n_words"].sum())
        shift[f"n_{side}"] = scores.size().reindex(shift.index, fill_value=0)
        shift[f"share_{side}"] = shift[f"n_{side}"] / total if total else 0.0
        shift[f"score_{side}"] = scores.mean().reindex(shift.index)
    shift = shift[shift["n_target"] + shift["n_reference"] > 0]
    # A word that one group never uses has there the score it has in the other.
    s1 = shift["score_reference"].fillna(shift["score_target"])
    s2 = shift["score_target"].fillna(shift["score_reference"])
    p1, p2 = shift["share_reference"], shift["share_target"]
    shift["shift"] = 100 * ((p2 - p1) * ((s1 + s2) / 2 - centre) + (p1 + p2) / 2 * (s2 - s1))
    kind = np.where((s1 + s2) / 2 >= centre, "favourable", "unfavourable")
    often = np.where(p2 >= p1, "more often", "less often")
    turned = ((p1 + p2) / 2 * (s2 - s1)).abs() > ((p2 - p1) * ((s1 + s2) / 2 - centre)).abs()
    change = np.where(turned, "judged otherwise", often)
    shift["direction"] = [f"{what}, {how}" for what, how in zip(kind, change, strict=True)]
    shift = shift.reset_index()
    if centre:
        rest = {"word": "(all other words)", "direction": "neither", "n_target": 0, "n_reference": 0}
        # Neutral words make up what is missing to 1, and their score is 0.
        rest["shift"] = 100 * (p2.sum() - p1.sum()) * centre
        shift = pd.concat([shift, pd.DataFrame([rest])], ignore_index=True)
    shift = shift.iloc[np.lexsort((shift["word"].to_numpy(str), -shift["shift"].abs()))]
    columns = ["word", "n_target", "n_reference", "share_target", "share_reference", "score_target"]
    shift = shift[[*columns, "score_reference", "shift", "direction"]].reset_index(drop=True)
    shift.attrs = {
        "target": str(target),
        "reference": "all others" if named is None else " and ".join(others),
    }
    return shift

"""Word shift: the words and phrases that move the tone from one group of articles to another."""

from collections.abc import Iterable

import numpy as np
import pandas as pd

from analysis.counted_rows import keep_behind
from analysis.schema import check_columns
from analysis.summaries.groups import add_groups
from analysis.summaries.sides import Sides, choose_sides, is_among, mark_sides, name_groups

SCORES = {"positive": 1.0, "negative": -1.0}
TIE = 1e-9  # sums of scores below this are rounding errors
COLUMNS = [
    "word", "n_target", "n_reference", "share_target", "share_reference", "score_target", "score_reference",
    "shift", "direction",
]  # fmt: skip


def score_word_shift(
    hits: pd.DataFrame,
    *,
    of: pd.DataFrame,
    by: str = "outlet",
    target: str,
    reference: str | Iterable[str] | None = None,
    centre: float = 0.0,
    articles: pd.DataFrame | None = None,
) -> pd.DataFrame:
    """Part of each word in the difference of tone between two groups of articles.

    A phrase of the word list (*human shield*) is one unit, as in the tone itself.

    Parameters
    ----------
    hits : DataFrame
        The judgements behind the tone, from `find_judgements` (`counted` gives 1 and -1), or any hits with
        `surface` and `weight`.
    of : DataFrame
        The words that the hits are counted among: the tone table, or any table with `n_words`.
    by : str, default "outlet"
        The column that makes the groups: of the tables or of `articles`, a period ("day" ... "year"), or
        "voice".
    target : str
        The group whose tone is explained; a month is written "2022-11".
    reference : str or list of str, optional
        The groups to compare with; by default all others.
    centre : float, default 0
        The score that is neither favourable nor unfavourable.
    articles : DataFrame, optional
        Holds the column `by` where the other tables lack it (`section`, `label` ...), by `article_id`.

    Returns
    -------
    DataFrame
        One row per word or phrase, the largest shift first; none where there is only one group:

        - `word`; `n_target, n_reference`: hits; `share_target, share_reference`: of all words (p below);
          `score_target, score_reference`: mean score (s below).
        - `shift`: 100 * ((p2 - p1) * ((s1 + s2) / 2 - centre) + (p1 + p2) / 2 * (s2 - s1)), the target being
          2; per 100 words. The parts add up to the whole difference of tone; with another centre than 0 a row
          "(all other words)" has the rest.
        - `direction`: how the word is used in both groups together (favourable, unfavourable, or "used both
          ways" where its uses balance), and what changed from reference to target: more often, less often,
          as often, or judged otherwise.

    Raises
    ------
    ValueError
        For a group or a column that is not there; the message names the nearest ones.

    References
    ----------
    Gallagher et al. 2021, EPJ Data Science 10:4.

    Examples
    --------
    >>> hits = pd.DataFrame({"article_id": ["a", "b", "b"], "outlet": ["X", "Y", "Y"],
    ...                      "surface": ["Brave", "brave", "brutal"], "weight": [1.0, 1.0, -1.0]})
    >>> tone = pd.DataFrame({"outlet": ["X", "Y"], "n_words": [50, 100]})
    >>> score_word_shift(hits, of=tone, target="Y")[["word", "shift", "direction"]].values.tolist()
    [['brave', -1.0, 'favourable, less often'], ['brutal', -1.0, 'unfavourable, more often']]
    """
    check_columns(hits, ["surface"], verb="score_word_shift")
    check_columns(of, ["n_words"], verb="score_word_shift")
    if "counted" in hits.columns:
        hits = hits.assign(weight=hits["counted"].astype(object).map(SCORES).astype(float))
    check_columns(hits, ["weight"], verb="score_word_shift")
    of, columns = add_groups(of, by, verb="score_word_shift", articles=articles, called="`of`")
    source = of if articles is None or columns[0] not in articles.columns else articles
    hits, _ = add_groups(hits, columns, verb="score_word_shift", articles=source, called="hits")
    groups_of_words, groups_of_hits = (name_groups(table, columns[0]) for table in (of, hits))
    sides = choose_sides(groups_of_words, target, reference)
    shift = _count_words(hits, groups_of_hits, of["n_words"], groups_of_words, sides)
    shift = _score_shift(shift, centre)
    shift = shift.iloc[np.lexsort((shift["word"].to_numpy(str), -shift["shift"].abs()))]
    shift = shift[COLUMNS].reset_index(drop=True)
    shift.attrs = sides.attrs()
    return keep_behind(shift, lambda _: _list_uses(hits, groups_of_hits, sides))


def _list_uses(hits: pd.DataFrame, groups: np.ndarray, sides: Sides) -> pd.DataFrame:
    """The hits that a word shift counts, with their word and their side."""
    judged = hits["weight"].fillna(0).ne(0).to_numpy()
    used = hits.assign(word=fold_surface(hits["surface"]))[judged]
    return mark_sides(used, groups[judged], sides)


def fold_surface(surface: pd.Series) -> pd.Series:
    """Words as they are counted: in lower case, with one space between them."""
    return surface.astype(str).str.casefold().str.split().str.join(" ")


def _count_words(
    hits: pd.DataFrame,
    groups_of_hits: np.ndarray,
    n_words: pd.Series,
    groups_of_words: np.ndarray,
    sides: Sides,
) -> pd.DataFrame:
    """Count the words of the hits on each side: one row per word with number, share and mean score."""
    judged = hits["weight"].fillna(0).ne(0).to_numpy() & is_among(
        groups_of_hits, [sides.target, *sides.others]
    )
    # Without a second group there is no difference to split.
    judged &= bool(sides.others)
    weight, groups = hits.loc[judged, "weight"], groups_of_hits[judged]
    words = fold_surface(hits.loc[judged, "surface"])
    shift = pd.DataFrame(index=pd.Index(sorted(set(words)), name="word"))
    for side, names in (("reference", sides.others), ("target", [sides.target])):
        inside = is_among(groups, names)
        scores = weight[inside].groupby(words[inside])
        total = int(n_words[is_among(groups_of_words, names)].sum())
        shift[f"n_{side}"] = scores.size().reindex(shift.index, fill_value=0)
        shift[f"share_{side}"] = shift[f"n_{side}"] / total if total else 0.0
        shift[f"score_{side}"] = scores.mean().reindex(shift.index)
    return shift


def _score_shift(shift: pd.DataFrame, centre: float) -> pd.DataFrame:
    """Add `shift` and `direction` to the counts of words."""
    # A word that one group never uses takes there the score that it has in the other.
    s1 = shift["score_reference"].fillna(shift["score_target"])
    s2 = shift["score_target"].fillna(shift["score_reference"])
    p1, p2 = shift["share_reference"], shift["share_target"]
    by_use, by_score = (p2 - p1) * ((s1 + s2) / 2 - centre), (p1 + p2) / 2 * (s2 - s1)
    shift["shift"] = 100 * (by_use + by_score)
    # The majority of all uses names the word: one negated use does not outweigh many plain ones.
    uses = shift["n_reference"] * (s1 - centre) + shift["n_target"] * (s2 - centre)
    kind = np.select([uses > TIE, uses < -TIE], ["favourable", "unfavourable"], "used both ways")
    often = np.select([p2 > p1, p2 < p1], ["more often", "less often"], "as often")
    change = np.where(by_score.abs() > by_use.abs(), "judged otherwise", often)
    shift["direction"] = [f"{what}, {how}" for what, how in zip(kind, change, strict=True)]
    shift = shift.reset_index()
    if centre:
        # Neutral words have the score 0, and their share is what is missing to 1.
        rest = {"word": "(all other words)", "direction": "neither", "n_target": 0, "n_reference": 0}
        part = {"shift": 100 * (p2.sum() - p1.sum()) * centre}
        shift = pd.concat([shift, pd.DataFrame([rest | part])], ignore_index=True)
    return shift

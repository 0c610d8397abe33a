"""Keyness: the words that set one group of articles apart from another."""

from collections.abc import Iterable

import numpy as np
import pandas as pd

from analysis.schema import check_choice, check_columns
from analysis.summaries.intervals import FEWEST, ratio_error
from analysis.text.words import Words, read_words

METHODS = {"log_likelihood": "G2", "log_odds": "z"}
PRIOR = 1000  # words that the prior of the log-odds is worth


def score_keyness(
    sentences: pd.DataFrame,
    *,
    by: str = "outlet",
    target: str,
    reference: str | Iterable[str] | None = None,
    method: str = "log_likelihood",
    min_count: int = 5,
) -> pd.DataFrame:
    """A row a word that comes at least `min_count` times, those most typical of the target first.

    `target` and `reference` are values of the column `by`; without `reference` it is everything else. Words
    are compared without regard to case, numbers and punctuation left out.

    - `n_target, n_reference`: how often; `per_1000_target, per_1000_reference`: per 1,000 words.
    - `G2`: signed log-likelihood, 2 * sum(O * ln(O / E)) over the four cells, negative where the word is
      rarer in the target; no correction (Dunning 1993).
    - `log_odds`, `z`: log-odds ratio with an informative Dirichlet prior, the words of both groups together
      scaled to 1,000, and its z (Monroe, Colaresi & Quinn 2008). Beyond 1.96 is notable for one word chosen
      beforehand, not for the top of a list.
    - `p`: Welch's t-test of the two rates with articles as units, since the words of one article are not
      independent (Lijffijt et al. 2016, Digital Scholarship in the Humanities 31(2)); for one word, not
      corrected for looking at many. Below 5 articles on a side it is missing and `note` says why.
    - `n_articles_target, n_articles_reference`: articles with the word.

    `method` ("log_likelihood" or "log_odds") sets the order.

    >>> sentences = pd.DataFrame({"article_id": ["a", "b"], "outlet": ["X", "Y"], "sentence_id": 0,
    ...                           "start": 0, "text": ["Grain, grain, grain and peace.", "War and peace."]})
    >>> score_keyness(sentences, target="X", min_count=3)[["word", "n_target", "n_reference"]].values.tolist()
    [['grain', 3, 0]]
    """
    score = METHODS[check_choice(method, METHODS, name="method")]
    check_columns(sentences, ["article_id", by], verb="score_keyness")
    groups = sentences[by].astype(object).map(str, na_action="ignore").to_numpy(object)
    known = sorted({group for group in groups if not pd.isna(group)})
    check_choice(str(target), known, name="target")
    named = None if reference is None else [reference] if isinstance(reference, str) else list(reference)
    others = [group for group in known if group != str(target)] if named is None else [str(n) for n in named]
    for other in others:
        check_choice(other, [group for group in known if group != str(target)], name="reference")

    words = read_words(sentences)
    names, code, row = _code_words(words)
    article = pd.factorize(sentences["article_id"], sort=True)[0]
    n_t, articles_t, total_t, error_t, units_t = _count_side(
        code, row, article, groups == str(target), len(names)
    )
    n_r, articles_r, total_r, error_r, units_r = _count_side(
        code, row, article, pd.Series(groups).isin(others).to_numpy(), len(names)
    )
    rate_t, rate_r = n_t / max(total_t, 1), n_r / max(total_r, 1)

    log_odds, z = score_log_odds(n_t, n_r, total_t, total_r)
    keyness = pd.DataFrame(
        {
            "word": names,
            "n_target": n_t, "n_reference": n_r,
            "per_1000_target": 1000 * rate_t, "per_1000_reference": 1000 * rate_r,
            "G2": score_log_likelihood(n_t, n_r, total_t, total_r),
            "log_odds": log_odds, "z": z,
            "p": compare_rates(rate_t - rate_r, error_t, error_r, units_t, units_r),
            "n_articles_target": articles_t, "n_articles_reference": articles_r,
        }
    )  # fmt: skip
    few = min(units_t, units_r)
    reason = f"{few} article{'' if few == 1 else 's'} on a side: a test needs {FEWEST}"
    keyness["note"] = reason if few < FEWEST else ""
    keyness = keyness[keyness["n_target"] + keyness["n_reference"] >= max(min_count, 1)]
    keyness = keyness.sort_values([score, "word"], ascending=[False, True], ignore_index=True)
    keyness.attrs = {
        "target": str(target),
        "reference": "all others" if named is None else " and ".join(others),
        "score": score,
    }
    return keyness


def score_log_likelihood(n_target, n_reference, total_target, total_reference) -> np.ndarray:
    """Signed log-likelihood of a word's counts in two groups of so many words (Dunning 1993).

    >>> float(score_log_likelihood(10, 10, 1000, 1000))
    0.0
    """
    from scipy.special import xlogy

    n_target, n_reference = np.asarray(n_target, float), np.asarray(n_reference, float)
    whole, both = total_target + total_reference, n_target + n_reference
    score = np.zeros(np.broadcast(n_target, n_reference).shape)
    for n, total in ((n_target, total_target), (n_reference, total_reference)):
        for observed, expected in ((n, total * both / whole), (total - n, total * (1 - both / whole))):
            with np.errstate(divide="ignore", invalid="ignore"):
                score = score + xlogy(observed, np.where(observed > 0, observed / expected, 1.0))
    sign = np.where(n_target < total_target * both / whole, -1.0, 1.0)
    return sign * 2 * np.maximum(score, 0.0)


def score_log_odds(n_target, n_reference, total_target, total_reference) -> tuple[np.ndarray, np.ndarray]:
    """Log-odds ratio with an informative Dirichlet prior, and its z (Monroe, Colaresi & Quinn 2008).

    >>> log_odds, z = score_log_odds(10, 10, 1000, 1000)
    >>> float(log_odds), float(z)
    (0.0, 0.0)
    """
    n_target, n_reference = np.asarray(n_target, float), np.asarray(n_reference, float)
    prior = PRIOR * (n_target + n_reference) / (total_target + total_reference)

    def log_odds(n, total):
        return np.log((n + prior) / (total + PRIOR - n - prior))

    with np.errstate(divide="ignore", invalid="ignore"):
        difference = log_odds(n_target, total_target) - log_odds(n_reference, total_reference)
        z = difference / np.sqrt(1 / (n_target + prior) + 1 / (n_reference + prior))
    return difference, z


def compare_rates(difference, error_target, error_reference, n_target: int, n_reference: int) -> np.ndarray:
    """Two-sided p of a difference of rates by Welch's t-test, from the standard errors over articles."""
    from scipy.special import stdtr

    if min(n_target, n_reference) < FEWEST:
        return np.full(np.shape(difference), np.nan)
    first, second = np.square(error_target), np.square(error_reference)
    with np.errstate(divide="ignore", invalid="ignore"):
        freedom = (first + second) ** 2 / (first**2 / (n_target - 1) + second**2 / (n_reference - 1))
        t = np.abs(difference) / np.sqrt(first + second)
        return np.where(first + second > 0, 2 * stdtr(freedom, -t), np.nan)


def _code_words(words: Words) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """The distinct words in lower case, and for each word in the text its number and its sentence's row."""
    lower = pd.Series(words.forms, dtype="str").str.casefold()
    # Words have a letter; the possessive 's is a token, not a word.
    keep = (lower.str.contains(r"[^\W\d_]") & ~lower.isin(["'s", "’s"])).to_numpy(bool)
    names = np.unique(lower[keep].to_numpy(str))
    number = np.where(keep, np.searchsorted(names, lower.to_numpy(str)), -1)
    code = number[words.code] if len(lower) else np.empty(0, int)
    return names, code[code >= 0], words.sentence[code >= 0]


def _count_side(code, row, article, inside, n_words):
    """For one group: each word's count, its articles, all words, the error of its rate, all articles."""
    mine = inside[row]
    n_articles = int(article.max(initial=-1)) + 1
    length = np.bincount(article[row[mine]], minlength=n_articles).astype(float)
    units = int((length > 0).sum())
    pairs, y = np.unique(article[row[mine]].astype(np.int64) * n_words + code[mine], return_counts=True)
    word, of = pairs % max(n_words, 1), pairs // max(n_words, 1)
    n = np.bincount(word, y, minlength=n_words).astype(int)
    articles = np.bincount(word, minlength=n_words)
    total = length.sum()
    squares = np.bincount(word, y.astype(float) ** 2, minlength=n_words)
    cross = np.bincount(word, y * length[of], minlength=n_words)
    error = ratio_error(units, n, total, squares, cross, (length**2).sum())
    return n, articles, total, error, units

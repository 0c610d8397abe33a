"""Word lists: a `name.csv` of terms, and a `name.toml` that describes the list and defines its categories.

How a term is written: words separated by one space; `*` only at the very end, for any ending of the last
word; a hyphen is a word of its own in texts and may stand in the term as it is written (`so-called`). A term
without a capital letter matches in any case; a term with one only as it is written, or in ALL CAPS if it has
more than three letters. A term stands once in a list, whatever its category, so that a place in a text counts
once. A term of weight 0 is found and not counted: `think tanks`, being longer, keeps `tanks` from counting.
For tone, `turns` (yes or no) says whether negation reverses a term, and `narration` (yes or no) whether it
is the teller's judgement where it stands in narration.
"""

import hashlib
import json
import re
import tomllib
from collections.abc import Iterable
from pathlib import Path

import pandas as pd

from analysis.caching import cache_by_files
from analysis.schema import check_choice

FOLDER = Path(__file__).parent / "lexicons"
COLUMNS = ["term", "category", "weight"]
FLAGS = ["turns", "narration"]  # yes or no; a list may have them
HEAD = ["title", "version", "licence", "source", "categories"]
RULES = ["definition", "include", "exclude", "examples"]


def read_lexicon(name_or_path: str | Path) -> pd.DataFrame:
    """Read a word list, shipped or your own.

    Parameters
    ----------
    name_or_path : str or Path
        The name of a shipped list (`list_lexicons` shows them), or the path of your own .csv in UTF-8 with
        the columns `term` and `category`. `weight` is 1 if there is no such column. A `.toml` with the same
        name beside it is read if it is there; without one the title is the file's name.

    Returns
    -------
    DataFrame
        One row per term, sorted by category, then term: `term, category, weight` and any other column of the
        file (`reason` in the shipped lists). `attrs["lexicon"]` is the `.toml` as a JSON string (title,
        version, licence, source, categories, changes), with the list's `name` and `fingerprint`.

    Raises
    ------
    FileNotFoundError
        For a path where no file is.
    ValueError
        For a name that no shipped list has (the message names the nearest ones). For terms that are not
        written by the rules: written twice, two spaces, `*` before the end, no category, a weight that is no
        number. For a `.toml` that lacks the definition of a category. A shipped list must also be sorted, and
        its `.toml` must have every rule.

    Examples
    --------
    >>> lexicon = read_lexicon("evaluation")
    >>> lexicon.loc[lexicon["term"] == "so-called", ["term", "category", "weight"]].to_string(index=False)
    '     term     category  weight\\nso-called unfavourable     1.0'
    """
    # A copy, so that what the caller changes does not change the next one's list.
    return read_files(*find_lexicon(name_or_path)).copy(deep=False)


def open_lexicon(lexicon: str | Path | pd.DataFrame) -> pd.DataFrame:
    """A word list given as a table, or read by its name or path."""
    return lexicon if isinstance(lexicon, pd.DataFrame) else read_lexicon(lexicon)


def list_lexicons(*paths: str | Path) -> pd.DataFrame:
    """List the categories of the shipped word lists, and of your own.

    Parameters
    ----------
    *paths : str or Path
        Your own lists, as `read_lexicon` takes them; they come after the shipped ones.

    Returns
    -------
    DataFrame
        One row per list and category: `lexicon` (the name), `title, version, licence, source, category,
        definition`, `n_terms` (those of weight 0 included). What your own list does not say is empty.

    Raises
    ------
    FileNotFoundError, ValueError
        As `read_lexicon` does.

    Examples
    --------
    >>> lists = list_lexicons()
    >>> lists.loc[lists["lexicon"] == "evaluation", "category"].tolist()
    ['battle', 'favourable', 'neutral', 'unfavourable']
    """
    parts = [describe_categories(read_lexicon(name)) for name in [*list_names(), *paths]]
    return pd.concat(parts, ignore_index=True)


def describe_categories(lexicon: pd.DataFrame) -> pd.DataFrame:
    """The rows of `list_lexicons` for one list."""
    about = json.loads(lexicon.attrs["lexicon"])
    rules = about.get("categories", {})
    counts = lexicon.groupby("category").size()
    rows = [
        {
            "lexicon": about["name"],
            **{key: str(about.get(key, "")) for key in ["title", "version", "licence", "source"]},
            "category": category,
            "definition": rules.get(category, {}).get("definition", ""),
            "n_terms": n,
        }
        for category, n in counts.items()
    ]
    return pd.DataFrame(rows)


def fingerprint_lexicon(lexicon: pd.DataFrame) -> str:
    """Sixteen hex digits that change with any term, category, weight or flag, and with nothing else.

    >>> fingerprint_lexicon(pd.DataFrame({"term": ["brave"], "category": ["praise"], "weight": [1.0]}))
    '266739a1bf284827'
    """
    columns = [lexicon["term"], lexicon["category"], lexicon["weight"].astype(float)]
    flags = [lexicon[name] for name in FLAGS if name in lexicon.columns]
    rows = sorted(zip(*columns, *flags, strict=True))
    return hashlib.sha256(json.dumps(rows, ensure_ascii=False).encode()).hexdigest()[:16]


def list_names() -> list[str]:
    """The names of the shipped lists."""
    return [path.stem for path in sorted(FOLDER.glob("*.csv"))]


def find_lexicon(name_or_path: str | Path) -> tuple[Path, bool]:
    """Where a list is, and whether it is a shipped one; the errors are those of `read_lexicon`."""
    name = str(name_or_path)
    if re.fullmatch(r"\w+", name):
        check_choice(name, list_names(), name="lexicon")
        return FOLDER / f"{name}.csv", True
    path = Path(name_or_path)
    if path.is_file():
        return path, path.resolve().parent == FOLDER.resolve()
    raise FileNotFoundError(f"No word list is at {name!r}; a list is a .csv with columns term and category.")


@cache_by_files(lambda path, shipped: [path, path.with_suffix(".toml")], size=16)
def read_files(path: Path, shipped: bool) -> pd.DataFrame:
    """A word list from its .csv and its .toml, checked and sorted."""
    lexicon = read_terms(path)
    check_terms(lexicon, path)
    about = read_about(path, needed=shipped)
    if about:
        check_about(about, lexicon, path, shipped=shipped)
    ordered = lexicon.sort_values(["category", "term"], kind="stable", ignore_index=True)
    if shipped and not ordered["term"].equals(lexicon["term"]):
        first = ordered.loc[ordered["term"] != lexicon["term"], "term"].iloc[0]
        raise ValueError(f"{path.name} must be sorted by category, then term; out of place: {first!r}.")
    head = {"name": path.stem, "fingerprint": fingerprint_lexicon(ordered), "title": path.stem, "version": ""}
    ordered.attrs["lexicon"] = json.dumps(head | about, default=str, ensure_ascii=False)
    return ordered


def read_terms(path: Path) -> pd.DataFrame:
    """The rows of a .csv in their order; apostrophes are straight, as in cleaned texts, weights numbers."""
    try:
        lexicon = pd.read_csv(path, dtype=str, keep_default_na=False, encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise ValueError(f"{path.name} must be in UTF-8: {error}.") from error
    except (pd.errors.EmptyDataError, pd.errors.ParserError) as error:
        raise ValueError(f"{path.name} is not a .csv with columns term and category: {error}") from error
    missing = [column for column in ["term", "category"] if column not in lexicon.columns]
    if missing:
        raise ValueError(
            f"{path.name} needs columns term and category; it has: {', '.join(lexicon.columns)}."
        )
    lexicon["term"] = lexicon["term"].str.replace("[\u2018\u2019]", "'", regex=True)
    if "weight" not in lexicon.columns:
        lexicon["weight"] = "1"
    weight = pd.to_numeric(lexicon["weight"], errors="coerce")
    wrong = ~weight.abs().lt(float("inf"))
    raise_if_any(path, "a weight that is no number", (lexicon["term"] + ": " + lexicon["weight"])[wrong])
    lexicon["weight"] = weight.astype("float64")
    return lexicon[COLUMNS + [column for column in lexicon.columns if column not in COLUMNS]]


def check_terms(lexicon: pd.DataFrame, path: Path) -> None:
    """Raise ValueError for terms that are not written by the rules."""
    term = lexicon["term"]
    if lexicon.empty:
        raise ValueError(f"{path.name} has no terms.")
    raise_if_any(path, "a space too many", term[term.str.contains(r"^\s|\s$|\s\s|[^\S ]")])
    raise_if_any(
        path, "`*` not at the end of a word's beginning", term[term.str.contains(r"\*.|(?:^|\W)\*$")]
    )
    raise_if_any(path, "no letter or digit", term[~term.str.contains(r"[^\W_]")])
    raise_if_any(path, "no category", term[lexicon["category"].str.strip().eq("")])
    for flag in [name for name in FLAGS if name in lexicon.columns]:
        raise_if_any(path, f"`{flag}` neither yes nor no", term[~lexicon[flag].isin(["yes", "no"])])
    raise_if_any(path, "a term written twice", term[term.duplicated()])


def read_about(path: Path, *, needed: bool) -> dict:
    """The `.toml` beside a list; empty where there is none and none is needed."""
    beside = path.with_suffix(".toml")
    if not beside.is_file():
        if needed:
            raise ValueError(f"{path.name} needs {beside.name} beside it, with {', '.join(HEAD)}.")
        return {}
    try:
        return tomllib.loads(beside.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise ValueError(f"{beside.name} is not valid TOML: {error}.") from error


def check_about(about: dict, lexicon: pd.DataFrame, path: Path, *, shipped: bool) -> None:
    """Raise ValueError for what the `.toml` leaves out.

    Every category with terms needs a definition. A shipped list also needs every rule and three example
    sentences for each category, and terms for each category that it defines.
    """
    beside, categories = path.with_suffix(".toml"), about.get("categories", {})
    if not isinstance(categories, dict) or not all(isinstance(rules, dict) for rules in categories.values()):
        raise ValueError(f"{beside.name} needs a table [categories.NAME] for each category.")
    used = sorted(set(lexicon["category"]))
    undefined = [category for category in used if not categories.get(category, {}).get("definition")]
    raise_if_any(beside, "no definition for the category", undefined)
    if not shipped:
        return
    raise_if_any(beside, "nothing under", [key for key in HEAD if not about.get(key)])
    for category, rules in categories.items():
        empty = [rule for rule in RULES if not rules.get(rule)]
        raise_if_any(beside, f"nothing in categories.{category} under", empty)
        if len(rules["examples"]) < 3:
            n = len(rules["examples"])
            raise ValueError(f"{beside.name} needs three examples for {category!r}; it has {n}.")
    raise_if_any(beside, f"no term in {path.name} for the category", sorted(set(categories) - set(used)))


def raise_if_any(path: Path, what: str, wrong: Iterable[object]) -> None:
    """Raise ValueError naming the first five of what is wrong, if anything is."""
    named = [repr(str(value)) for value in wrong]
    if named:
        more = f" and {len(named) - 5} more" if len(named) > 5 else ""
        raise ValueError(f"{path.name} has {what}: {', '.join(named[:5])}{more}.")

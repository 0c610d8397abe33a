"""Word lists: a `name.csv` of terms and a `name.toml` that says what the list is and how its categories
are meant.

How a term is written: words separated by one space; `*` only at the very end, for any ending of the last
word; a hyphen is a word of its own in the text and may stand in the term as it is written (`so-called`). A
term without a capital letter matches in any case; a term with one only in that very case, or in ALL CAPS
if it has more than three letters. A term stands once in a list, whatever its category: a place in the text
counts for one thing. A term of weight 0 is found and counted nowhere: `think tanks`, being longer, keeps
`tanks` from counting. Where tone is counted, `turns` (yes or no) says whether negation turns a term round.
"""

import hashlib
import json
import re
import tomllib
from pathlib import Path

import pandas as pd

FOLDER = Path(__file__).parent / "lexicons"
COLUMNS = ["term", "category", "weight"]
HEAD = ["title", "version", "licence", "source", "categories"]
RULES = ["definition", "include", "exclude", "examples"]


def read_lexicon(name_or_path: str | Path) -> pd.DataFrame:
    """A word list, a row a term: `term, category, weight` and any further column (`reason` in the shipped
    lists).

    A bare name reads a list that comes with this package (`list_lexicons` shows them); a path reads your
    own CSV, with the columns `term` and `category`; `weight` is 1 where there is no such column, and a
    `.toml` of the same name beside it is read if it is there. Rows come sorted by category, then term.
    `attrs["lexicon"]` is a JSON string of the `.toml` (title, version, licence, source, categories,
    changes) with the list's `name` and `fingerprint`.

    Raises FileNotFoundError for a list that is not there and ValueError naming the terms that are wrong:
    written twice, two spaces, `*` before the end, no category, a weight that is no number, a category
    without definition. A shipped list must moreover have its `.toml` with every rule filled in, and be
    sorted.

    >>> lexicon = read_lexicon("evaluation")
    >>> lexicon.loc[lexicon["term"] == "so-called", ["term", "category", "weight"]].to_string(index=False)
    '     term     category  weight\\nso-called unfavourable     1.0'
    """
    path, shipped = find_lexicon(name_or_path)
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


def list_lexicons() -> pd.DataFrame:
    """The lists that come with this package, a row a list: `lexicon, title, version, n_terms,
    n_categories, licence, source, fingerprint`, by name.

    >>> "evaluation" in set(list_lexicons()["lexicon"])
    True
    """
    rows = []
    for path in sorted(FOLDER.glob("*.csv")):
        lexicon = read_lexicon(path.stem)
        about = json.loads(lexicon.attrs["lexicon"])
        rows.append({
            "lexicon": path.stem, "title": about["title"], "version": about["version"],
            "n_terms": len(lexicon), "n_categories": lexicon["category"].nunique(),
            "licence": about["licence"], "source": about["source"], "fingerprint": about["fingerprint"],
        })  # fmt: skip
    return pd.DataFrame(rows)


def describe_lexicon(name_or_path: str | Path | pd.DataFrame) -> pd.DataFrame:
    """The codebook of a list, a row a category: `category, n_terms, definition, include, exclude,
    examples` (the examples as one text, a line a sentence; rules are empty where a list comes without its
    `.toml`).

    >>> describe_lexicon("evaluation")["category"].tolist()
    ['battle', 'favourable', 'neutral', 'unfavourable']
    """
    lexicon = name_or_path if isinstance(name_or_path, pd.DataFrame) else read_lexicon(name_or_path)
    categories = json.loads(lexicon.attrs.get("lexicon", "{}")).get("categories", {})
    counts = lexicon.groupby("category").size().rename("n_terms").reset_index()
    for rule in RULES:
        said = [categories.get(category, {}).get(rule, "") for category in counts["category"]]
        counts[rule] = [text if isinstance(text, str) else "\n".join(text) for text in said]
    return counts


def fingerprint_lexicon(lexicon: pd.DataFrame) -> str:
    """Sixteen hex digits that change with any term, category, weight or `turns`, and with nothing else.

    >>> fingerprint_lexicon(pd.DataFrame({"term": ["brave"], "category": ["praise"], "weight": [1.0]}))
    '266739a1bf284827'
    """
    moving = [lexicon["term"], lexicon["category"], lexicon["weight"].astype(float)]
    rows = sorted(zip(*moving, *(lexicon[c] for c in lexicon.columns if c == "turns"), strict=True))
    return hashlib.sha256(json.dumps(rows, ensure_ascii=False).encode()).hexdigest()[:16]


def find_lexicon(name_or_path: str | Path) -> tuple[Path, bool]:
    """Where the list lies, and whether it is one of those that come with the package."""
    name = str(name_or_path)
    if re.fullmatch(r"\w+", name):
        path = FOLDER / f"{name}.csv"
        if path.is_file():
            return path, True
        names = ", ".join(repr(file.stem) for file in sorted(FOLDER.glob("*.csv")))
        raise FileNotFoundError(
            f"No word list is named {name!r}; there are {names}; or give a path to a .csv."
        )
    path = Path(name_or_path)
    if path.is_file():
        return path, path.resolve().parent == FOLDER.resolve()
    raise FileNotFoundError(
        f"No word list lies at {name!r}; a list is a .csv with columns term and category."
    )


def read_terms(path: Path) -> pd.DataFrame:
    """The rows of the file in their order, with apostrophes straight (as cleaning leaves them) and weights
    as numbers."""
    lexicon = pd.read_csv(path, dtype=str, keep_default_na=False, encoding="utf-8-sig")
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
    """Nothing, or ValueError naming the terms that are not written by the rules."""
    term = lexicon["term"]
    if lexicon.empty:
        raise ValueError(f"{path.name} holds no term.")
    raise_if_any(path, "a space too many", term[term.str.contains(r"^\s|\s$|\s\s|[^\S ]")])
    raise_if_any(
        path, "`*` not at the end of a word's beginning", term[term.str.contains(r"\*.|(?:^|\W)\*$")]
    )
    raise_if_any(path, "no letter or digit", term[~term.str.contains(r"[^\W_]")])
    raise_if_any(path, "no category", term[lexicon["category"].str.strip().eq("")])
    if "turns" in lexicon.columns:
        raise_if_any(path, "`turns` neither yes nor no", term[~lexicon["turns"].isin(["yes", "no"])])
    raise_if_any(path, "a term written twice", term[term.duplicated()])


def read_about(path: Path, *, needed: bool) -> dict:
    """What the `.toml` beside the list says; empty where there is none and none is needed."""
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
    """Nothing, or ValueError naming what the `.toml` leaves out. Every category in use needs its
    definition; a shipped list needs every rule, three example sentences a category, and terms for each
    category it defines."""
    beside, categories = path.with_suffix(".toml"), about.get("categories", {})
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


def raise_if_any(path: Path, what: str, wrong) -> None:
    """Nothing where nothing is wrong; else ValueError naming the first five."""
    wrong = [repr(str(one)) for one in wrong]
    if wrong:
        more = f" and {len(wrong) - 5} more" if len(wrong) > 5 else ""
        raise ValueError(f"{path.name} has {what}: {', '.join(wrong[:5])}{more}.")

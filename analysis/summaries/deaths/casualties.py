"""The user's table of deaths by side and day: exports of OCHA, UCDP GED and ACLED, or `date, side, deaths`.

Nothing is fetched. Where the columns come from:

- OCHA, flash updates on the occupied Palestinian territory and Israel: one row per day, one column per place,
  mostly a running total (*Gaza Casualties Since October 7*);
- UCDP GED, codebook of version 24.1 (Davies, Engstrom, Pettersson and Oberg 2024): `side_a, deaths_a, side_b,
  deaths_b` are the dead of either side; `deaths_civilians` and `deaths_unknown` are counted apart;
- ACLED, codebook of 2024: `fatalities` of an event, which are not divided between its actors.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

import pandas as pd

from analysis.acts.sides import CAMPS_FILE, read_sides
from analysis.caching import cache_by_files
from analysis.readers.dates import read_dates
from analysis.readers.delimited import read_delimited
from analysis.registry.registry import list_files, list_registries, read_registry
from analysis.schema import suggest_names

NOT_KNOWN = "not known"
DATES = ["date", "day", "report_date"]
# Words that name the dead of a place in the head of a column, and the words of a running total.
DEAD = re.compile(
    r"(?:number of )?(?P<side>.+?) (?P<word>deaths|fatalities|killed|dead|casualties)"
    r"(?P<total> since .+| cum| cumulative| to date| total)?"
)
# What stands before the name of a country in the name of a side.
OFFICE = re.compile(
    r"^(?:the )?(?:(?:government|military forces|police forces|civilians|people) (?:of|in) )?(?:the )?"
)
NEEDED = (
    "count_deaths needs casualties with the columns `date, side, deaths`, or an export of OCHA (`date` and a "
    "column such as `Gaza deaths`), UCDP GED (`date_end, side_a, deaths_a, side_b, deaths_b, country, "
    "deaths_civilians, deaths_unknown`) or ACLED (`event_date, country, fatalities`); the table has: "
)


def read_casualties(
    casualties: pd.DataFrame | str | Path, *, sides: Mapping[str, str] | None, act_sides: Iterable[str]
) -> pd.DataFrame:
    """The deaths of each side by day: one row per day and side, `date, side, deaths`, by date.

    A running total becomes what each day adds to it. An event that comes twice counts once. `sides` maps the
    sides of the table to those of the acts; a side that it does not name is found by its name.
    """
    if not isinstance(casualties, pd.DataFrame):
        casualties = read_delimited(Path(casualties))[0].drop(columns="row")
    table = casualties.rename(columns=lambda name: "_".join(str(name).replace("\ufeff", "").split()).lower())
    deaths = find_format(table)(table)
    deaths["date"], bad = read_days(deaths["date"])
    if bad:
        raise ValueError(f"count_deaths cannot read {bad[0]!r} as a day of the casualties.")
    deaths["deaths"] = read_numbers(deaths["deaths"])
    deaths["side"] = deaths["side"].astype(str)
    has_dead = deaths["deaths"].ne(0).groupby(deaths["side"]).any()
    deaths["side"] = deaths["side"].map(resolve_sides(has_dead, sides or {}, act_sides)).fillna("")
    deaths = deaths[deaths["side"].ne("")]
    return deaths.groupby(["date", "side"], sort=True)["deaths"].sum().reset_index()


def find_format(table: pd.DataFrame) -> Callable[[pd.DataFrame], pd.DataFrame]:
    """The function that reads a table with these columns."""
    columns = set(table.columns)
    if {"side", "deaths"} <= columns and columns & set(DATES):
        return read_plain
    if {"date_end", "side_a", "deaths_a", "side_b", "deaths_b"} <= columns:
        return read_ucdp
    if {"event_date", "fatalities"} <= columns and columns & {"side", "country"}:
        return read_acled
    if columns & set(DATES) and list_dead(table):
        return read_ocha
    missing = [name for name in ("date", "side", "deaths") if name not in columns]
    raise ValueError(f"{NEEDED}{', '.join(map(str, table.columns))}{suggest_names(missing, columns)}")


def read_plain(table: pd.DataFrame) -> pd.DataFrame:
    """The table of a user: `date, side, deaths`, the deaths of that day."""
    date = next(name for name in DATES if name in table.columns)
    return table[[date, "side", "deaths"]].set_axis(["date", "side", "deaths"], axis=1)


def read_ucdp(table: pd.DataFrame) -> pd.DataFrame:
    """The events of UCDP GED, each on its last day; its civilians are those of the country of the event."""
    table = table.drop_duplicates("id") if "id" in table.columns else table
    parts = [(table["side_a"], "deaths_a"), (table["side_b"], "deaths_b")]
    if {"country", "deaths_civilians"} <= set(table.columns):
        parts.append(("civilians in " + table["country"].astype(str), "deaths_civilians"))
    if "deaths_unknown" in table.columns:
        parts.append((pd.Series(NOT_KNOWN, index=table.index), "deaths_unknown"))
    rows = [pd.DataFrame({"date": table["date_end"], "side": s, "deaths": table[d]}) for s, d in parts]
    return pd.concat(rows, ignore_index=True)


def read_acled(table: pd.DataFrame) -> pd.DataFrame:
    """The events of ACLED; the side is that of the country of the event, or of the user's column `side`."""
    table = table.drop_duplicates("event_id_cnty") if "event_id_cnty" in table.columns else table
    side = "side" if "side" in table.columns else "country"
    return table[["event_date", side, "fatalities"]].set_axis(["date", "side", "deaths"], axis=1)


def read_ocha(table: pd.DataFrame) -> pd.DataFrame:
    """The columns of deaths of OCHA, one row per day and place; a running total becomes what a day adds."""
    date = next(name for name in DATES if name in table.columns)
    parts = []
    for column, (side, is_total) in list_dead(table).items():
        part = pd.DataFrame({"date": table[date], "side": side, "deaths": read_numbers(table[column])})
        if is_total:
            part["date"] = read_days(part["date"])[0]
            part = part.dropna().drop_duplicates("date", keep="last").sort_values("date")
            part["deaths"] = part["deaths"].diff().fillna(part["deaths"])
        parts.append(part)
    return pd.concat(parts, ignore_index=True)


def list_dead(table: pd.DataFrame) -> dict[str, tuple[str, bool]]:
    """The columns that hold deaths, each with its place and whether it is a running total.

    *Casualties* may be dead and injured: they are read as deaths only where injuries have their own column.
    """
    found = {}
    names = [str(name) for name in table.columns]
    for name in names:
        match = DEAD.fullmatch(name.replace("_", " "))
        if match and match["side"] not in ("injuries", "total"):
            side = match["side"].removesuffix(" total")
            if match["word"] != "casualties" or any(
                n.startswith(side.replace(" ", "_") + "_injur") for n in names
            ):
                found[name] = (side, match["total"] is not None)
    return found


def read_days(values: pd.Series) -> tuple[pd.Series, list[str]]:
    """The days of a column, and the spellings that are no day."""
    days, bad, _ = read_dates(values)
    return days.astype("datetime64[s]"), bad


def read_numbers(values: pd.Series) -> pd.Series:
    """Numbers of deaths, as numbers or as text (*1,401*); an empty cell is 0."""
    if pd.api.types.is_numeric_dtype(values):
        return values.fillna(0)
    text = values.fillna("").astype(str).str.replace(r"[,\s]", "", regex=True).replace("", "0")
    numbers = pd.to_numeric(text, errors="coerce")
    if numbers.isna().any():
        raise ValueError(f"count_deaths cannot read {text[numbers.isna()].iloc[0]!r} as a number of deaths.")
    return numbers


def resolve_sides(has_dead: pd.Series, sides: Mapping[str, str], act_sides: Iterable[str]) -> dict[str, str]:
    """The side of the acts for each side of the table; ValueError for one with deaths that nothing tells."""
    names, given = has_dead.index.tolist(), {label.casefold(): side for label, side in sides.items()}
    unused = [label for label in sides if label.casefold() not in {name.casefold() for name in names}]
    if unused:
        raise ValueError(
            f"`sides` names {unused[0]!r}, which is no side of the casualties; they have: "
            f"{', '.join(names)}{suggest_names(unused[0], names)}"
        )
    act_sides = sorted(filter(None, act_sides))
    by_name = name_sides()
    by_name = {**by_name, **{side.casefold(): side for side in [*by_name.values(), *act_sides, NOT_KNOWN]}}
    resolved = {}
    for name in names:
        asked = given.get(name.casefold(), name)
        if shorten_side(asked) in by_name:
            resolved[name] = by_name[shorten_side(asked)]
        elif asked and has_dead[name]:
            raise ValueError(
                f"count_deaths does not know the side {asked!r} of the casualties"
                f"{suggest_names(asked, by_name)} Map it in `sides` to a side of the acts, such as "
                f"sides={{{name!r}: {(act_sides or ['ukraine'])[0]!r}}}; '' leaves it out."
            )
    return resolved


def shorten_side(name: str) -> str:
    """The name of a side as the registry may know it.

    >>> shorten_side("Government of Russia (Soviet Union)"), shorten_side("civilians in Ukraine")
    ('russia', 'ukraine')
    """
    plain = re.sub(r"\s*\(.*?\)", "", name).strip().casefold()
    return OFFICE.sub("", plain)


@cache_by_files(lambda: [CAMPS_FILE, *list_files(*list_registries())], size=1)
def name_sides() -> dict[str, str]:
    """The side of every name of the registry in small letters; a name of two sides is left out."""
    known, registry = read_sides(), read_registry(*list_registries())
    terms = registry.terms[registry.terms["role"].isin(["name", "demonym"])]
    camps = registry.entities.set_index("entity")["camp"].fillna("")
    pairs = zip(terms["entity"], terms["entity"].map(camps), strict=True)
    sides = [known.find_home(known.find_side(entity, camp)) for entity, camp in pairs]
    by_name = pd.Series(sides).groupby(terms["term"].str.casefold().to_numpy()).agg(["first", "nunique"])
    sure = by_name[by_name["nunique"].eq(1) & by_name["first"].ne("")]
    return dict(zip(sure.index.tolist(), sure["first"].tolist(), strict=True))

"""A view: what one picture of the desk shows, compared by what, over which days."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from typing import Any

import pandas as pd

from analysis.schema import check_choice, check_day, suggest_names

# What a view can show, and how the panel names it.
KINDS = {
    "words": "words",
    "name": "a name",
    "frame": "a frame",
    "tone": "tone",
    "voice": "a voice",
    "role": "a role",
    "articles": "articles",
    "table": "another measure",
}
OVER = {
    "": "groups compared",
    "week": "by week",
    "month": "by month",
    "quarter": "by quarter",
    "year": "by year",
}
MOST = 4  # views side by side


@dataclass(frozen=True)
class View:
    """What one picture shows.

    Parameters
    ----------
    what : str
        A kind of `KINDS`.
    which : str
        Which of that kind: a query, a name, `conflict_frames: diplomacy`, `evaluation`, `camp: russia`,
        `agent: russia`, the name of a table; empty for articles.
    by : str
        The column whose values are compared: of the articles or of the hits.
    over : str
        Empty to compare groups, or the period of a course over time.
    since, until : str
        First and last day, such as `2022-11-17`; empty for no limit.
    """

    what: str = "articles"
    which: str = ""
    by: str = "outlet"
    over: str = ""
    since: str = ""
    until: str = ""

    def __post_init__(self) -> None:
        for field in fields(self):
            if not isinstance(getattr(self, field.name), str):
                raise ValueError(
                    f"The `{field.name}` of a view must be text; not {getattr(self, field.name)!r}."
                )
        check_choice(self.what, KINDS, name="what")
        check_choice(self.over, OVER, name="over")
        days = [
            check_day(day, name=name) for name, day in (("since", self.since), ("until", self.until)) if day
        ]
        if len(days) == 2 and days[0] > days[1]:
            raise ValueError(
                f"The first day, {self.since}, lies after the last, {self.until}: change one of them."
            )

    def pick(self, articles: pd.DataFrame) -> pd.DataFrame:
        """Return the articles between the days of the view; no limit keeps those without a date."""
        if self.since:
            articles = articles[articles["date"] >= self.since]
        if self.until:
            articles = articles[articles["date"] < self.day_after]
        return articles

    @property
    def day_after(self) -> str:
        """The day after the last one.

        >>> View(until="2022-12-31").day_after
        '2023-01-01'
        """
        return f"{pd.Timestamp(self.until) + pd.Timedelta(days=1):%Y-%m-%d}"

    @property
    def column(self) -> str:
        """The column of the hits that holds the choice.

        >>> View("voice", "camp: russia").column
        'camp'
        """
        if self.what in ("voice", "role"):
            return self.which.partition(": ")[0]
        return {"words": "query", "table": "measure"}.get(self.what, self.what)

    def split_which(self, choices: str) -> tuple[str, str]:
        """Return both parts of a choice such as `camp: russia`; `choices` says what is needed."""
        first, colon, second = self.which.partition(": ")
        if not colon:
            raise ValueError(f"{KINDS[self.what].capitalize()} needs {choices}; not {self.which!r}.")
        return first, second


def read_view(value: Mapping[str, Any]) -> View:
    """Read a view from what `asdict` gives, as the panel and saved views hold it.

    >>> read_view({"what": "name", "which": "Kyiv"}).by
    'outlet'
    """
    names = [field.name for field in fields(View)]
    if not isinstance(value, Mapping):
        raise ValueError(f"A view must name its {', '.join(names)}; not {value!r}.")
    for name in value:
        if name not in names:
            raise ValueError(f"A view has {', '.join(names)}; not {name!r}{suggest_names(name, names)}")
    return View(**value)


def write_view(view: View) -> dict[str, str]:
    """Return a view as a dict of texts."""
    return asdict(view)

"""Who appears with whom, drawn as a network, and the same in words."""

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from analysis.charts.keys import name_rows
from analysis.charts.labels import draw_labels, place_labels
from analysis.charts.style import (
    COLOURS,
    empty_chart,
    finish_chart,
    make_panels,
    shorten,
    use_style,
)
from analysis.schema import check_choice, check_columns, check_count
from analysis.wording import count_noun

PAIRS = ["first", "second", "n_first", "n_second", "n_together"]
STRENGTHS = {
    "n_together": "times together",
    "lift": "times as often together as by chance",
    "jaccard": "jaccard",
}
LISTED = 8  # pairs that a description lists


def plot_network(
    pairs: pd.DataFrame,
    *,
    top: int = 40,
    at_least: int = 2,
    strength: str = "n_together",
    ax: Axes | None = None,
) -> Axes:
    """Draw pairs of names as a network: circles for names, lines for pairs.

    Areas of circles are the articles (or sentences) that name an entity; widths of lines are the strengths of
    pairs. Linked names stand near each other; directions mean nothing. The same table gives the same picture.

    Parameters
    ----------
    pairs : DataFrame
        One row per pair, from `count_together`.
    top : int, default 40
        Pairs to draw, the strongest first.
    at_least : int, default 2
        How often a pair must stand together.
    strength : {"n_together", "lift", "jaccard"}
        The column that gives the lines their width and the pairs their order.
    ax : Axes, optional
        Where to draw; by default a new figure.

    Returns
    -------
    Axes
        The label of its figure describes the chart in words.

    Raises
    ------
    ValueError
        For a missing column or another strength (the message names the nearest ones), and counts below 1.

    References
    ----------
    Fruchterman & Reingold 1991, Software: Practice and Experience 21(11) (the layout).

    Examples
    --------
    >>> pairs = pd.DataFrame({"first": ["Kyiv"], "second": ["Moscow"], "n_first": [5], "n_second": [4],
    ...                       "n_together": [3]})
    >>> plot_network(pairs).figure.get_label().split(". ")[0]
    'Network of 2 entities and 1 pair'
    """
    check_choice(strength, STRENGTHS, name="strength")
    check_columns(pairs, [*PAIRS, strength], verb="plot_network")
    check_count(top, name="top")
    check_count(at_least, name="at_least")
    with use_style():
        words = describe_network(pairs, top=top, at_least=at_least, strength=strength)
        drawn = pick_pairs(pairs, top, at_least, strength)
        if drawn.empty:
            return empty_chart(words, ax)
        nodes = list_nodes(drawn)
        figure, (panel,) = make_panels(1, height=7.2, ax=ax)
        panel.set_axis_off()
        panel.margins(0.14)
        rank = {name: place for place, name in enumerate(nodes["name"])}
        ends = np.column_stack([drawn["first"].map(rank), drawn["second"].map(rank)])
        weight = drawn[strength].to_numpy(float) / drawn[strength].max()
        points = lay_springs(len(nodes), ends, weight)
        areas = 40 + 760 * nodes["n"].to_numpy(float) / nodes["n"].max()
        _draw_lines(panel, points, ends, weight)
        look = {"color": COLOURS[0], "edgecolor": "white", "linewidth": 1, "zorder": 2}
        panel.scatter(points[:, 0], points[:, 1], s=areas, label=name_rows(nodes.index), **look)
        texts = [f"{shorten(name, 26)} {n:,}" for name, n in zip(nodes["name"], nodes["n"], strict=True)]
        labels = place_labels(panel, list(map(tuple, points)), texts, radii=np.sqrt(areas / np.pi))
        draw_labels(panel, labels)
        caption = (
            f"Circles and figures: {name_unit(pairs)} that name the entity. "
            f"Lines: {STRENGTHS[strength]}, the widest {drawn[strength].max():,.4g}."
        )
        if len(labels) < len(texts):
            caption += f" {len(texts) - len(labels)} not named for want of room."
        finish_chart(figure, words, caption, nodes)
        return panel


def describe_network(
    pairs: pd.DataFrame, *, top: int = 40, at_least: int = 2, strength: str = "n_together"
) -> str:
    """Describe a network in words: its strongest pairs and the names with most links.

    >>> pairs = pd.DataFrame({"first": ["Kyiv"], "second": ["Moscow"], "n_first": [5], "n_second": [4],
    ...                       "n_together": [3]})
    >>> describe_network(pairs).split(". ")[1]
    'Strongest by times together: Kyiv and Moscow 3'
    """
    drawn = pick_pairs(pairs, top, at_least, strength)
    if drawn.empty:
        return f"No network: no two entities stand together {at_least} times."
    strongest = [
        f"{row['first']} and {row['second']} {row[strength]:,.4g}"
        for row in drawn.head(LISTED).to_dict("records")
    ]
    links = pd.concat([drawn["first"], drawn["second"]]).value_counts()
    links = links.rename_axis("name").reset_index(name="n")
    links = links.sort_values(["n", "name"], ascending=[False, True], kind="stable").head(5)
    linked = [f"{name} {n}" for name, n in zip(links["name"], links["n"], strict=True)]
    return (
        f"Network of {count_noun(len(list_nodes(drawn)), 'entity')} and {count_noun(len(drawn), 'pair')}. "
        f"Strongest by {STRENGTHS[strength]}: {', '.join(strongest)}. Most links: {', '.join(linked)}."
    )


def pick_pairs(pairs: pd.DataFrame, top: int, at_least: int, strength: str) -> pd.DataFrame:
    """Return the strongest pairs, in an order that does not depend on that of the rows."""
    drawn = pairs[pairs["n_together"].ge(at_least)]
    order = [strength, "n_together", "first", "second"]
    return drawn.sort_values(order, ascending=[False, False, True, True], kind="stable").head(top)


def list_nodes(drawn: pd.DataFrame) -> pd.DataFrame:
    """List the names of the pairs with the units that name them, most first: `name, n`."""
    first = drawn[["first", "n_first"]].set_axis(["name", "n"], axis=1)
    second = drawn[["second", "n_second"]].set_axis(["name", "n"], axis=1)
    nodes = pd.concat([first, second]).drop_duplicates("name")
    nodes = nodes.sort_values(["n", "name"], ascending=[False, True], kind="stable", ignore_index=True)
    nodes.attrs = drawn.attrs
    return nodes


def lay_springs(n: int, ends: np.ndarray, weight: np.ndarray, *, rounds: int = 300) -> np.ndarray:
    """Place `n` points: all repel each other, linked ones attract, and the steps grow smaller.

    Parameters
    ----------
    n : int
        Number of points.
    ends : ndarray of int, shape (links, 2)
        The two points of each link.
    weight : ndarray of float, shape (links,)
        Strength of each link, up to 1.
    rounds : int, default 300
        Steps of the simulation.

    Returns
    -------
    ndarray of float, shape (n, 2)
        The places. The points start on a circle in their order, so that nothing is random.

    References
    ----------
    Fruchterman & Reingold 1991, Software: Practice and Experience 21(11).

    Examples
    --------
    >>> places = lay_springs(3, np.array([[0, 1]]), np.array([1.0]))
    >>> near, far = np.hypot(*(places[0] - places[1])), np.hypot(*(places[0] - places[2]))
    >>> bool(near < far)
    True
    """
    angle = 2 * np.pi * np.arange(n) / n
    points = np.column_stack([np.cos(angle), np.sin(angle)])
    reach = 1.6 / np.sqrt(n)
    for turn in range(rounds):
        apart = points[:, None] - points[None]
        distance = np.maximum(np.hypot(apart[..., 0], apart[..., 1]), 1e-3)
        force = 0.5 * (reach / distance) ** 2 / np.maximum(distance, 0.05)
        push = (apart * force[..., None]).sum(axis=1)
        move = push - 0.35 * points
        a, b = ends[:, 0], ends[:, 1]
        pull = (points[b] - points[a]) * (distance[a, b] / reach * (0.3 + 0.7 * weight))[:, None]
        np.add.at(move, a, pull)
        np.add.at(move, b, -pull)
        size = np.maximum(np.hypot(move[:, 0], move[:, 1]), 1e-9)[:, None]
        points = points + move / size * np.minimum(size, 0.12 * (1 - turn / rounds))
    # A chart is wider than tall.
    return points * [1.35, 1.0]


def name_unit(pairs: pd.DataFrame) -> str:
    """Return what the pairs were counted in: articles or sentences."""
    return str(pairs.attrs.get("label", "articles that name both")).split(" ")[0]


def _draw_lines(panel: Axes, points: np.ndarray, ends: np.ndarray, weight: np.ndarray) -> None:
    """Draw the links, the strongest last."""
    for (a, b), part in zip(ends[::-1], weight[::-1], strict=True):
        panel.plot(
            points[[a, b], 0], points[[a, b], 1], color="#8A9BB0", zorder=1, solid_capstyle="round",
            linewidth=0.6 + 5.4 * part, alpha=0.25 + 0.45 * part,
        )  # fmt: skip

"""Who appears with whom, drawn as a network."""

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from analysis.charts.labels import place_labels
from analysis.charts.style import (
    COLOURS,
    empty_chart,
    finish_chart,
    make_panels,
    shorten,
    use_style,
)
from analysis.schema import check_columns

PAIRS = ["first", "second", "n_first", "n_second", "n_together"]


def plot_network(
    pairs: pd.DataFrame,
    *,
    most: int = 40,
    at_least: int = 2,
    strength: str = "n_together",
    ax: Axes | None = None,
) -> Axes:
    """The pairs of `count_together` as a network: circles with areas as the articles (or sentences) that name
    an entity, lines as wide as the pair's `strength`.

    Drawn are the `most` strongest pairs that stand together `at_least` times; `strength` may also be `lift`
    or `jaccard`. Places are found by springs from a start on a circle, the same for the same table: near
    means linked, but the directions mean nothing.

    >>> pairs = pd.DataFrame({"first": ["Kyiv"], "second": ["Moscow"], "n_first": [5], "n_second": [4],
    ...                       "n_together": [3]})
    >>> plot_network(pairs).figure.get_label().split(". ")[0]
    'Network of 2 entities and 1 pair'
    """
    check_columns(pairs, [*PAIRS, strength], verb="plot_network")
    with use_style():
        words = describe_network(pairs, most=most, at_least=at_least, strength=strength)
        drawn = pick_pairs(pairs, most, at_least, strength)
        if drawn.empty:
            return empty_chart(words, ax)
        nodes = list_nodes(drawn)
        number = {name: at for at, name in enumerate(nodes["name"])}
        ends = np.column_stack([drawn["first"].map(number), drawn["second"].map(number)])
        weight = drawn[strength].to_numpy(float) / drawn[strength].max()
        points = lay_springs(len(nodes), ends, weight)
        figure, axes = make_panels(1, height=7.2, ax=ax)
        panel = axes[0]
        panel.set_axis_off()
        panel.margins(0.14)
        for (a, b), part in zip(ends[::-1], weight[::-1], strict=True):
            panel.plot(
                points[[a, b], 0], points[[a, b], 1], color="#8A9BB0", zorder=1, solid_capstyle="round",
                linewidth=0.6 + 5.4 * part, alpha=0.25 + 0.45 * part,
            )  # fmt: skip
        areas = 40 + 760 * nodes["n"].to_numpy(float) / nodes["n"].max()
        panel.scatter(
            points[:, 0], points[:, 1], s=areas, color=COLOURS[0], edgecolor="white", linewidth=1, zorder=2
        )
        texts = [f"{shorten(name, 26)} {n:,}" for name, n in zip(nodes["name"], nodes["n"], strict=True)]
        shown = place_labels(panel, list(map(tuple, points)), texts, radii=np.sqrt(areas / np.pi))
        caption = (
            f"Circles and figures: {name_unit(pairs)} that name the entity. "
            f"Lines: {name_strength(strength)}, the widest {drawn[strength].max():,.4g}."
        )
        if len(shown) < len(texts):
            caption += f" {len(texts) - len(shown)} not named for want of room."
        return finish_chart(figure, axes, words, caption)


def describe_network(
    pairs: pd.DataFrame, *, most: int = 40, at_least: int = 2, strength: str = "n_together"
) -> str:
    """A network in words: its strongest pairs and its best linked entities.

    >>> pairs = pd.DataFrame({"first": ["Kyiv"], "second": ["Moscow"], "n_first": [5], "n_second": [4],
    ...                       "n_together": [3]})
    >>> describe_network(pairs).split(". ")[1]
    'Strongest by times together: Kyiv and Moscow 3'
    """
    drawn = pick_pairs(pairs, most, at_least, strength)
    if drawn.empty:
        return f"No network: no two entities stand together {at_least} times."
    said = [
        f"{row.first} and {row.second} {getattr(row, strength):,.4g}" for row in drawn.head(8).itertuples()
    ]
    links = pd.concat([drawn["first"], drawn["second"]]).value_counts()
    links = links.rename_axis("name").reset_index(name="n")
    links = links.sort_values(["n", "name"], ascending=[False, True], kind="stable").head(5)
    best = [f"{name} {n}" for name, n in zip(links["name"], links["n"], strict=True)]
    n_nodes = len(list_nodes(drawn))
    return (
        f"Network of {n_nodes} entities and {len(drawn)} pair{'s' if len(drawn) > 1 else ''}. Strongest by "
        f"{name_strength(strength)}: {', '.join(said)}. Most links: {', '.join(best)}."
    )


def pick_pairs(pairs: pd.DataFrame, most: int, at_least: int, strength: str) -> pd.DataFrame:
    """The strongest pairs, in one order whatever the order of the rows."""
    drawn = pairs[pairs["n_together"].ge(at_least)]
    order = [strength, "n_together", "first", "second"]
    return drawn.sort_values(order, ascending=[False, False, True, True], kind="stable").head(most)


def list_nodes(drawn: pd.DataFrame) -> pd.DataFrame:
    """The entities of the pairs with the units that name them, most first: `name, n`."""
    one = drawn[["first", "n_first"]].set_axis(["name", "n"], axis=1)
    other = drawn[["second", "n_second"]].set_axis(["name", "n"], axis=1)
    nodes = pd.concat([one, other]).drop_duplicates("name")
    return nodes.sort_values(["n", "name"], ascending=[False, True], kind="stable", ignore_index=True)


def lay_springs(n: int, ends: np.ndarray, weight: np.ndarray, *, rounds: int = 300) -> np.ndarray:
    """Places of `n` points: all push each other off, linked ones pull, the steps grow smaller.

    Source: Fruchterman & Reingold 1991, Software: Practice and Experience 21(11); the start is a circle in
    the order of the points, so that nothing is drawn by lot.

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
    return str(pairs.attrs.get("label", "articles that name both")).split(" ")[0]


def name_strength(strength: str) -> str:
    names = {"n_together": "times together", "lift": "times as often together as by chance"}
    return names.get(strength, strength)

"""Keys on the marks of a chart: which row of the summary a point shows, in an SVG that can be clicked."""

import io
import re
import warnings
from collections.abc import Iterable, Mapping
from typing import Any

import matplotlib as mpl
from lxml import etree
from matplotlib.figure import Figure
from matplotlib.lines import Line2D

ROWS = "_rows "  # matplotlib leaves labels that begin with an underscore out of legends
SVG = "{http://www.w3.org/2000/svg}"
REACH = 9  # radius within which a mark can be clicked, in points of type
# XML cannot hold these characters, escaped or not.
NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def name_rows(rows: Iterable[object]) -> str:
    """Return the label of the points of some rows of a summary, for `draw_keyed_svg`.

    >>> name_rows([3, 5])
    '_rows 3 5'
    """
    return ROWS + " ".join(map(str, rows))


def draw_keyed_svg(figure: Figure, marks: Mapping[str, tuple[str, str]]) -> str:
    """Draw a chart as an SVG whose points can be clicked, read out and reached by keyboard.

    Parameters
    ----------
    figure : Figure
        A chart of a `plot_` verb. Its summary has whole numbers as index.
    marks : dict of (str, str)
        By row of the summary, written as text: the key of its point (`data-key`), and its title in words.

    Returns
    -------
    str
        The `<svg>` element. Each point is a `<g class="mark" role="button">` with a `<title>`; the first of
        them is the one that the Tab key reaches. Text stays text.
    """
    for line in figure.findobj(Line2D):
        if str(line.get_label()).startswith(ROWS):
            line.set_gid(str(line.get_label()).strip("_"))
    file = io.BytesIO()
    metadata: Any = {"Date": None, "Creator": None}
    with mpl.rc_context({"svg.hashsalt": "analysis", "svg.fonttype": "none"}), warnings.catch_warnings():
        warnings.filterwarnings("ignore", message="Glyph .* missing from")
        figure.savefig(file, format="svg", bbox_inches="tight", metadata=metadata)
    # The DOCTYPE names an address that nothing may be fetched from.
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=True)
    text = NO_XML.sub("\ufffd", file.getvalue().decode("utf-8", "replace"))
    root = etree.fromstring(text.encode(), parser)
    for group in root.iter(f"{SVG}g"):
        if group.get("id", "").startswith("rows "):
            key_points(group, marks)
    for number, mark in enumerate(root.iterfind(".//*[@class='mark']")):
        mark.set("tabindex", "0" if number == 0 else "-1")
    for metadata_element in root.findall(f"{SVG}metadata"):
        root.remove(metadata_element)
    root.set("role", "group")
    root.set("aria-label", NO_XML.sub("\ufffd", str(figure.get_label())))
    return etree.tostring(root, encoding="unicode")


def key_points(group: Any, marks: Mapping[str, tuple[str, str]]) -> None:
    """Give the points of one line their keys; where a point of the line is not drawn, none has a key."""
    rows = group.attrib.pop("id").split(" ")[1:]
    points = list(group.iter(f"{SVG}use"))
    if len(points) != len(rows):
        return
    for row, point in zip(rows, points, strict=True):
        if row in marks:
            key, title = (NO_XML.sub("\ufffd", text) for text in marks[row])
            wrap_point(point, key, title)


def wrap_point(point: Any, key: str, title: str) -> None:
    """Put a point into a group with its key, its title, and a circle that is easier to hit."""
    mark = etree.Element(f"{SVG}g", {"class": "mark", "data-key": key, "role": "button", "aria-label": title})
    parent = point.getparent()
    parent.replace(point, mark)
    etree.SubElement(mark, f"{SVG}title").text = title
    place = {"cx": point.get("x"), "cy": point.get("y"), "r": str(REACH)}
    etree.SubElement(mark, f"{SVG}circle", {**place, "fill": "transparent"})
    mark.append(point)

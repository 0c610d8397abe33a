"""Make analysis/registry/borders.npz, the coast lines and borders that the map of places draws.

    python -m training.borders countries-10m.json ne_10m_admin_0_boundary_lines_land.shp world_map.gpkg

The three files are of Natural Earth (naturalearthdata.com, public domain); nothing is downloaded:

- countries-10m.json: land and countries of version 4.1.0, in the package world-atlas (npm, 2.0.2);
- ne_10m_admin_0_boundary_lines_land.shp, with its .dbf and .shx: border lines and their classes, version
  3.0, in the package libmagics++-data (Debian 12);
- world_map.gpkg: its table disputed_borders is the layer of disputed boundary lines of version 4.1.0, in
  the package qgis-common (Debian 12).

One rule says which lines are dashed: a border is solid only where Natural Earth classes it as an
international boundary and does not list it among the disputed boundary lines. Every other stretch of a
border between two of its countries or territories (disputed, indefinite, a line of control, or not in the
file of classes), and every disputed boundary line, is dashed. No line is named here, and none is added or
left out.
"""

import json
import sqlite3
import sys
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
from scipy.spatial import cKDTree

from analysis.registry.borders import BORDERS_FILE as OUT
from analysis.registry.borders import BREAK, read_borders

LARGEST = 300_000  # bytes
SOLID = "International boundary"  # the class begins so; what follows in brackets is a note
NEAR = 0.05  # degrees within which lines of the two versions are the same line
STEP = 0.01  # degrees between the points at which lines are compared
FINE = 0.012  # degrees by which a simplified line may leave the exact one
ISLAND = 0.002  # square degrees (some 25 square kilometres at the equator); smaller islands are left out
SHORT = 0.2  # degrees; a shorter stretch takes the class of the line around it


def read_topology(path: Path) -> tuple[list[np.ndarray], list[list[int]], list[int]]:
    """Return the arcs of a TopoJSON in degrees, the rings of the land, and the arcs that are borders.

    A ring is a list of arcs; `~i` is arc `i` backwards. A border is an arc of two countries.
    """
    topology = json.loads(path.read_text(encoding="utf-8"))
    scale, shift = (np.array(topology["transform"][name]) for name in ("scale", "translate"))
    arcs = [np.cumsum(np.array(arc), axis=0) * scale + shift for arc in topology["arcs"]]
    owners: dict[int, set[int]] = defaultdict(set)
    for number, country in enumerate(topology["objects"]["countries"]["geometries"]):
        for ring in list_rings(country):
            for arc in ring:
                owners[max(arc, ~arc)].add(number)
    land = [ring for shape in topology["objects"]["land"]["geometries"] for ring in list_rings(shape)]
    return arcs, land, sorted(arc for arc, countries in owners.items() if len(countries) > 1)


def list_rings(shape: dict[str, Any]) -> list[list[int]]:
    """Return the rings of a polygon or of several."""
    polygons = {"Polygon": [shape.get("arcs")], "MultiPolygon": shape.get("arcs")}.get(shape["type"], [])
    return [ring for polygon in polygons or [] for ring in polygon or []]


def read_shapefile(path: Path) -> Iterator[tuple[str, np.ndarray]]:
    """Yield the class (`featurecla`) and the points of each line of a shapefile.

    The format: ESRI Shapefile Technical Description (1998); dBASE III for the table beside it.
    """
    table = path.with_suffix(".dbf").read_bytes()
    head, width = (int.from_bytes(table[place : place + 2], "little") for place in (8, 10))
    start = 1  # the first byte of a row says whether it is deleted
    for field in range(32, head - 1, 32):
        if table[field : field + 11].rstrip(b"\0").split(b"\0")[0].lower() == b"featurecla":
            break
        start += table[field + 16]
    length = table[field + 16]
    index = np.frombuffer(path.with_suffix(".shx").read_bytes(), ">i4", offset=100)[::2]
    shapes = path.read_bytes()
    for row, place in enumerate(2 * index + 8):
        kind, n_parts, n_points = np.frombuffer(shapes, "<i4", 11, place)[[0, 9, 10]]
        if kind:
            parts = np.frombuffer(shapes, "<i4", n_parts, place + 44)
            points = np.frombuffer(shapes, "<f8", 2 * n_points, place + 44 + 4 * n_parts).reshape(-1, 2)
            class_ = table[head + row * width + start :][:length].decode("utf-8").strip()
            yield from ((class_, part) for part in np.split(points, parts[1:]))


def read_disputed(path: Path) -> list[np.ndarray]:
    """Return the lines of the table `disputed_borders` of a GeoPackage.

    The format: OGC GeoPackage 1.3, clause 2.1.3 (a head of 40 bytes), then well-known binary.
    """
    lines = []
    with sqlite3.connect(f"file:{path}?mode=ro", uri=True) as database:
        for (shape,) in database.execute("SELECT geom FROM disputed_borders"):
            place = 49  # behind the head, the order of bytes, the kind (lines) and their number
            while place < len(shape):
                n_points = int.from_bytes(shape[place + 5 : place + 9], "little")
                lines.append(np.frombuffer(shape, "<f8", 2 * n_points, place + 9).reshape(-1, 2))
                place += 9 + 16 * n_points
    return lines


def split_line(line: np.ndarray, is_other: np.ndarray) -> Iterator[tuple[bool, np.ndarray]]:
    """Yield the stretches of a line, each with the value that its points have; short ones join the others."""
    is_other = is_other.copy()
    for value in (True, False):
        starts, ends = find_stretches(is_other)
        for start, end in zip(starts, ends, strict=True):
            if is_other[start] == value and end - start < SHORT / STEP and len(starts) > 1:
                is_other[start:end] = not value
    for start, end in zip(*find_stretches(is_other), strict=True):
        yield bool(is_other[start]), line[start : end + 1]


def find_stretches(values: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return where stretches of one value start and end."""
    starts = np.flatnonzero(np.diff(values, prepend=not values[0]))
    return starts, np.append(starts[1:], len(values))


def find_near(line: np.ndarray, others: cKDTree) -> np.ndarray:
    """Find out which points of a line lie on other lines."""
    return others.query(line)[0] <= NEAR


def make_tree(lines: list[np.ndarray]) -> cKDTree:
    """Return the points of lines, to be asked for the nearest."""
    return cKDTree(np.concatenate([add_points(line) for line in lines]))


def join_lines(lines: list[np.ndarray]) -> list[np.ndarray]:
    """Return lines with those joined that go on where another ends, so that dashes run through."""
    joined: list[np.ndarray] = []
    for line in lines:
        if joined and np.hypot(*(joined[-1][-1] - line[0])) < STEP:
            joined[-1] = np.concatenate([joined[-1], line[1:]])
        else:
            joined.append(line)
    return joined


def add_points(line: np.ndarray) -> np.ndarray:
    """Return a line with points at most STEP apart."""
    length = np.concatenate([[0.0], np.cumsum(np.hypot(*np.diff(line, axis=0).T))])
    places = np.union1d(length, np.arange(0, length[-1], STEP))
    return np.column_stack([np.interp(places, length, line[:, axis]) for axis in (0, 1)])


def simplify(line: np.ndarray) -> np.ndarray:
    """Return the points of a line that keep it within FINE of its course (Douglas and Peucker 1973)."""
    kept = np.zeros(len(line), dtype=bool)
    kept[[0, -1]] = True
    flat = line * [np.cos(np.radians(np.clip(line[:, 1].mean(), -80, 80))), 1]
    waiting = [(0, len(line) - 1)]
    while waiting:
        first, last = waiting.pop()
        if last - first < 2:
            continue
        inside, chord = flat[first + 1 : last] - flat[first], flat[last] - flat[first]
        along = np.clip(inside @ chord / max(chord @ chord, 1e-12), 0, 1)
        far = np.hypot(*(inside - along[:, None] * chord).T)
        if far.max() > FINE:
            middle = first + 1 + int(far.argmax())
            kept[middle] = True
            waiting += [(first, middle), (middle, last)]
    return line[kept]


def join_ring(ring: list[int], arcs: list[np.ndarray]) -> np.ndarray:
    """Return the points of a ring of arcs."""
    return np.concatenate([arcs[arc] if arc >= 0 else arcs[~arc][::-1] for arc in ring])


def cut_ring(ring: np.ndarray) -> list[np.ndarray]:
    """Return a ring that crosses the meridian of 180 degrees as one ring on each side of it.

    A ring around a pole is closed along the pole.
    """
    lon = np.unwrap(ring[:, 0], period=360)
    if abs(lon[-1] - lon[0]) > 180:
        pole = np.sign(ring[:, 1].mean()) * 90
        ring = np.concatenate([ring, [[0, pole], [0, pole]]])
        lon = np.append(lon, [lon[-1], lon[0]])
    sides = [
        np.column_stack([np.clip(lon + turn, -180, 180), ring[:, 1]])
        for turn in (-360, 0, 360)
        if (lon + turn).min() < 180 and (lon + turn).max() > -180
    ]
    return sides if len(sides) == 1 else [simplify(close_ring(side)) for side in sides]


def close_ring(ring: np.ndarray) -> np.ndarray:
    """Return a ring whose last point is its first."""
    return np.concatenate([ring, ring[:1]])


def find_area(ring: np.ndarray) -> float:
    """Return the area that a ring surrounds, in square degrees (the shoelace formula)."""
    x, y = ring.T
    return abs(float(x @ np.roll(y, 1) - y @ np.roll(x, 1))) / 2


def pack(lines: list[np.ndarray]) -> np.ndarray:
    """Return lines as one array, with a break behind each line.

    Places are hundredths of degrees; each row holds the step from the row before, which packs smaller.
    Steps too large for 16 bits wrap around, and so does the sum that restores the places.
    """
    parts = []
    for line in lines:
        rounded = np.round(line * 100).astype(np.int16)
        moves = np.concatenate([[True], np.any(np.diff(rounded, axis=0) != 0, axis=1)])
        if moves.sum() > 1:
            parts += [rounded[moves], np.int16([[BREAK, BREAK]])]
    return np.diff(np.concatenate(parts), axis=0, prepend=np.int16([[0, 0]]))


def split_borders(
    borders: list[np.ndarray], classed: list[np.ndarray], disputed: list[np.ndarray]
) -> tuple[list[np.ndarray], list[np.ndarray]]:
    """Return the stretches of borders that are solid, and those that are dashed with the disputed lines.

    A disputed line that runs along a border is that border: it is there once.
    """
    solid, dispute, border = (make_tree(lines) for lines in (classed, disputed, borders))
    stretches = [
        stretch
        for line in map(add_points, borders)
        for stretch in split_line(line, ~find_near(line, solid) | find_near(line, dispute))
    ]
    claims = [
        part
        for line in map(add_points, disputed)
        for is_new, part in split_line(line, ~find_near(line, border))
        if is_new
    ]
    dashed = [line for is_dashed, line in stretches if is_dashed]
    return [line for is_dashed, line in stretches if not is_dashed], dashed + claims


def main(topology: Path, classes: Path, disputes: Path) -> None:
    """Write the file and print what it holds."""
    arcs, land, borders = read_topology(topology)
    classed = [line for class_, line in read_shapefile(classes) if class_.startswith(SOLID)]
    disputed = join_lines(read_disputed(disputes))
    solid, dashed = split_borders([arcs[arc] for arc in borders], classed, disputed)
    simple = [simplify(arc) for arc in arcs]
    rings = [side for ring in land for side in cut_ring(join_ring(ring, simple)) if find_area(side) >= ISLAND]
    tables = {
        "land": pack(rings),
        "borders": pack([simplify(line) for line in solid]),
        "disputed": pack([simplify(line) for line in dashed]),
    }
    np.savez_compressed(OUT, **tables)
    for name, lines in read_borders().items():
        print(f"{name}: {len(lines):,} lines, {sum(map(len, lines)):,} points")
    size = OUT.stat().st_size
    print(f"{OUT.name}: {size:,} bytes")
    if size > LARGEST:
        sys.exit(f"{OUT.name} is larger than {LARGEST:,} bytes: raise FINE or ISLAND.")


if __name__ == "__main__":
    if len(sys.argv) != 4:
        sys.exit("training/borders.py takes three files: countries, classes of borders, disputed borders.")
    main(*map(Path, sys.argv[1:]))

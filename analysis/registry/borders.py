"""Coast lines and borders of the world, for maps.

`borders.npz` is made from Natural Earth (naturalearthdata.com, public domain) by `training/borders.py`. A
border is solid only where Natural Earth classes it as an international boundary. Every other border, and
every line of Natural Earth's layer of disputed boundary lines, is disputed.
"""

import numpy as np

from analysis.caching import cache_by_files
from analysis.registry.files import FOLDER

BORDERS_FILE = FOLDER / "borders.npz"
BREAK = -32768  # stands in place of a point behind each line; no place is so far west


@cache_by_files(lambda: [BORDERS_FILE], size=1)
def read_borders() -> dict[str, list[np.ndarray]]:
    """Return the lines of the world map: `land` (closed coast lines), `borders` and `disputed`.

    A line is an array with one row per point: its longitude and latitude, in degrees.

    >>> sorted(read_borders())
    ['borders', 'disputed', 'land']
    """
    with np.load(BORDERS_FILE) as packed:
        return {name: unpack_lines(packed[name]) for name in packed}


def unpack_lines(steps: np.ndarray) -> list[np.ndarray]:
    """Return lines from the steps between their points, in hundredths of degrees.

    >>> unpack_lines(np.array([[3000, 5000], [50, 0], [29718, 27768]], dtype=np.int16))[0].tolist()
    [[30.0, 50.0], [30.5, 50.0]]
    """
    places = np.cumsum(steps, axis=0, dtype=np.int16)  # wraps around at 16 bits, as the steps do
    breaks = np.flatnonzero((places == BREAK).all(axis=1))
    starts = [0, *(breaks[:-1] + 1)]
    return [places[start:end] / 100 for start, end in zip(starts, breaks, strict=True)]

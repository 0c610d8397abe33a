"""The coast lines and borders of the world: their size, where land is, and which borders are dashed."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from matplotlib.path import Path

from analysis.registry.borders import BORDERS_FILE, read_borders, unpack_lines
from analysis.registry.world import read_cities
from training.borders import FINE, STEP, cut_ring, pack, simplify, split_line


@pytest.fixture(scope="module")
def world():
    return read_borders()


def is_on_land(world, points):
    """A point is on land if an odd number of coast lines surround it (the Caspian Sea lies within land)."""
    return sum(Path(line).contains_points(points).astype(int) for line in world["land"]) % 2 == 1


def find_distance(lines, lon, lat):
    """The distance in degrees from a place to the nearest line."""
    steps = [(line[:-1], np.diff(line, axis=0)) for line in lines]
    starts, moves = (np.concatenate(part) for part in zip(*steps, strict=True))
    away = np.array([lon, lat]) - starts
    along = np.clip((away * moves).sum(axis=1) / np.maximum((moves**2).sum(axis=1), 1e-12), 0, 1)
    return float(np.hypot(*(away - along[:, None] * moves).T).min())


def test_the_file_stays_small():
    assert BORDERS_FILE.stat().st_size <= 300_000


def test_towns_are_on_land_and_seas_are_not_also_beside_the_meridian_of_180(world):
    towns = read_cities(smallest=5_000_000)[["lon", "lat"]].to_numpy()
    assert len(towns) > 50
    assert is_on_land(world, towns).mean() > 0.95  # a point beside a harbour may lie a kilometre out at sea
    seas = [(18.0, 35.5), (34.0, 43.3), (50.5, 42.0), (-30.0, 0.0), (38.0, 20.5), (0.0, 67.0), (-175.0, 60.0)]
    assert not is_on_land(world, seas).any()
    far = [
        (-172.0, 66.5),
        (178.0, 67.5),
        (0.0, -80.0),
        (25.0, 67.5),
    ]  # both sides of the meridian of 180, a pole
    assert is_on_land(world, far).all()


def test_lines_are_longitudes_and_latitudes(world):
    for lines in world.values():
        points = np.concatenate(lines)
        assert np.abs(points).max(axis=0).tolist() <= [180.0, 90.0]
        assert all(len(line) > 1 for line in lines)


@pytest.mark.parametrize(
    ("border", "lon", "lat"),
    [("France and Spain", 0.7, 42.7), ("Egypt and Libya", 25.0, 28.0), ("Poland and Belarus", 23.9, 52.7),
     ("Ethiopia and Kenya", 39.5, 3.5), ("Ukraine and Russia, north", 34.0, 52.2),
     ("Jordan and Iraq", 39.0, 32.4)],
)  # fmt: skip
def test_an_undisputed_border_is_solid(world, border, lon, lat):
    assert find_distance(world["borders"], lon, lat) < 0.35, border
    assert find_distance(world["disputed"], lon, lat) > 1, border


@pytest.mark.parametrize(
    ("border", "lon", "lat"),
    [("Kashmir, line of control", 74.0, 34.1), ("Golan Heights", 35.85, 33.0), ("West Bank", 35.0, 31.9),
     ("Gaza", 34.4, 31.4), ("Crimea", 33.7, 46.15), ("Donetsk and Luhansk", 38.0, 48.1),
     ("Western Sahara", -10.0, 27.67), ("Kosovo", 21.0, 42.9), ("Northern Cyprus", 33.2, 35.1),
     ("Transnistria", 29.2, 47.2), ("Abkhazia", 41.8, 42.7), ("South Ossetia", 43.8, 42.1),
     ("Nagorno-Karabakh", 46.8, 39.9), ("Somaliland", 48.7, 9.6), ("Abyei", 28.0, 10.15),
     ("Arunachal Pradesh", 94.0, 27.5), ("Essequibo", -60.6, 7.0), ("Korea", 127.5, 38.3)],
)  # fmt: skip
def test_every_disputed_border_is_dashed_whoever_disputes_it(world, border, lon, lat):
    assert find_distance(world["disputed"], lon, lat) < 0.25, border


def test_no_line_is_both_solid_and_dashed(world):
    middles = [line[len(line) // 2] for line in world["disputed"] if len(line) > 8]
    distances = [find_distance(world["borders"], *place) for place in middles]
    assert np.mean(np.array(distances) < 0.03) < 0.05


@given(st.lists(st.tuples(st.floats(0, 5), st.floats(40, 45)), min_size=2, max_size=40))
def test_a_simplified_line_keeps_its_ends_and_leaves_its_course_by_little(points):
    line = np.array(points)
    simple = simplify(line)
    assert simple[[0, -1]].tolist() == line[[0, -1]].tolist()
    assert max(find_distance([simple], *point) for point in line) < 2 * FINE


def test_a_line_is_split_where_its_class_changes_and_short_stretches_join_the_others():
    line = np.column_stack([np.arange(100) * STEP, np.zeros(100)])
    is_dashed = np.repeat([False, True, False, True], [40, 5, 15, 40])
    parts = list(split_line(line, is_dashed))
    assert [dashed for dashed, _ in parts] == [False, True]
    assert [part[0, 0] for _, part in parts] == [0.0, pytest.approx(0.6)]


def test_a_ring_across_the_meridian_of_180_is_cut_in_two():
    ring = np.array([[179.0, 0.0], [-179.0, 0.0], [-179.0, 2.0], [179.0, 2.0], [179.0, 0.0]])
    west, east = sorted(cut_ring(ring), key=lambda side: -side[:, 0].max())
    assert (west.min(axis=0).tolist(), west.max(axis=0).tolist()) == ([179.0, 0.0], [180.0, 2.0])
    assert (east.min(axis=0).tolist(), east.max(axis=0).tolist()) == ([-180.0, 0.0], [-179.0, 2.0])


def test_packed_lines_come_back_to_a_hundredth_of_a_degree():
    lines = [np.array([[-179.99, 80.0], [179.99, -80.0], [0.0, 0.0]]), np.array([[10.0, 5.0], [11.0, 5.5]])]
    for line, back in zip(lines, unpack_lines(pack(lines)), strict=True):
        np.testing.assert_allclose(back, line, atol=0.005)

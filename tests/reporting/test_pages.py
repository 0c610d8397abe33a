"""Pages made from notebooks that have run: pictures in few colours, and words for every image."""

import io

import numpy as np
from nbformat.v4 import new_code_cell, new_notebook, new_output
from PIL import Image

from analysis.reporting.pages import Page, open_exporter, pack_png, render_notebook

SHARED = {"corpus": "sample", "links": [], "colophon": []}


def pack(pixels):
    """The pixels of a picture after packing."""
    file = io.BytesIO()
    Image.fromarray(pixels.astype(np.uint8)).save(file, "PNG")
    packed = Image.open(io.BytesIO(pack_png(file.getvalue())))
    assert packed.mode == "P"
    return np.asarray(packed.convert("RGB"), dtype=int)


def test_a_picture_of_at_most_256_colours_stays_as_it_is():
    side = np.arange(16)
    pixels = np.stack([*np.meshgrid(side * 17, side * 16), np.full((16, 16), 99)], axis=2)
    assert np.array_equal(pack(pixels), pixels)


def test_of_more_colours_the_frequent_ones_stay_and_the_others_are_near():
    side = np.arange(64) * 4
    many = np.stack([*np.meshgrid(side, side), np.full((64, 64), 200)], axis=2)
    pixels = np.concatenate(
        [np.full((40, 64, 3), (255, 255, 255)), many, np.full((20, 64, 3), (0, 114, 178))]
    )
    packed = pack(pixels)
    assert np.array_equal(packed[:40], pixels[:40])
    assert np.array_equal(packed[-20:], pixels[-20:])
    assert np.abs(packed - pixels).max() <= 32


def test_an_image_without_words_gets_some_and_one_with_words_keeps_them():
    images = '<img src="a.png"><img src="b.png" alt="A map.">'
    output = new_output("display_data", data={"text/html": images})
    notebook = new_notebook(cells=[new_code_cell("show()", outputs=[output])])
    page = render_notebook(open_exporter(), notebook, Page("", "01.html", "One"), SHARED)
    assert '<img alt="Figure" src="a.png"><img src="b.png" alt="A map.">' in page

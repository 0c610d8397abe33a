"""Copies the README's picture, the first chart over time, from notebook 02a into docs/tone.png.

python docs/picture.py
"""

import base64
import json
from pathlib import Path

PICTURE = Path(__file__).with_name("tone.png")
NOTEBOOK = PICTURE.parents[1] / "notebooks/02a-tone-in-detail.ipynb"


def read_picture() -> bytes:
    """The chart, as the notebook stores it."""
    for cell in json.loads(NOTEBOOK.read_text(encoding="utf-8"))["cells"]:
        for output in cell.get("outputs", []):
            data = output.get("data", {})
            if "image/png" in data and "plot_over_time" in "".join(cell["source"]):
                return base64.b64decode(data["image/png"])
    raise ValueError(f"{NOTEBOOK.name} has no chart over time; run it from top to bottom first.")


if __name__ == "__main__":
    PICTURE.write_bytes(read_picture())

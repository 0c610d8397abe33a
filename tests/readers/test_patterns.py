"""No regular expression of the readers and of cleaning grows faster than its text."""

import importlib
import pkgutil
import re
import time
from pathlib import Path

import pytest

# What a damaged text repeats: letters, digits, white space, marks, and the openings of markup.
RUNS = (
    "a", "A", "Aa", "é", "а", "0", "a1", " ", "\t", "\n", "\r\n", " \n", "\xa0", "a ", "A ", "a\n", ". ",
    "A. ", "A.", "-", "a-", " - ", ", ", '"', "'", "a'", "’", "<", "<a", "<a>", "<p ", "<!--", "<!-- -->",
    "&", "=", "[", "[[", "{{", "|", "*", "#", "\\", "/", "(", ":", "a:", '"a":', "http://",
)  # fmt: skip


def list_patterns(room):
    """Each pattern of a room, its name, and its use: a text is searched, or its start matched."""
    package = importlib.import_module(room)
    for info in pkgutil.walk_packages(package.__path__, f"{room}."):
        module = importlib.import_module(info.name)
        source = Path(module.__file__).read_text(encoding="utf-8")
        for name, pattern in vars(module).items():
            if isinstance(pattern, re.Pattern):
                searched = re.search(rf"\b{name}\.(?:search|finditer|findall|subn?|split)\(", source)
                yield f"{info.name}.{name}", pattern, pattern.findall if searched else pattern.match


def measure(look, text):
    """Seconds of the processor."""
    start = time.process_time()
    look(text)
    return time.process_time() - start


@pytest.mark.parametrize("room", ["analysis.readers", "analysis.cleaning"])
def test_no_pattern_grows_faster_than_its_text(room):
    steep = set()
    for name, pattern, look in list_patterns(room):
        for run in RUNS:
            texts = [run * (size // len(run)) + "\x01" for size in (1_000, 4_000)]
            if isinstance(pattern.pattern, bytes):
                texts = [text.encode() for text in texts]
            # Of four times the text, 16 times the time is quadratic; less than 3 milliseconds are noise.
            if measure(look, texts[1]) > 0.003:
                short, long = (min(measure(look, text) for _ in range(3)) for text in texts)
                if long > 8 * short:
                    steep.add((name, run))
    assert steep == set()
